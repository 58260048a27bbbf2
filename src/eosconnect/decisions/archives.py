"""What may come out of an archive that a machine sends, and which of its members is which image."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from eosconnect.errors import UnexpectedResponseError

__all__ = ["IMAGES", "TABLES", "Limits", "Member", "check_members", "members_by_layer"]

MIB: Final = 1024 * 1024


@attrs.frozen
class Limits:
    """How much an archive may hold, unpacked. What goes beyond was not made by a machine.

    Attributes:
        members: files at most.
        member_size: bytes of the largest file.
        total_size: bytes of all together.
    """

    members: int
    member_size: int
    total_size: int


#: One answer has at most 200 images; the largest are uncompressed TIFFs of some 50 MB.
IMAGES: Final = Limits(members=1_000, member_size=512 * MIB, total_size=16_384 * MIB)

#: One answer has at most 200,000 records of some 500 bytes, and is held in memory.
TABLES: Final = Limits(members=1_000, member_size=512 * MIB, total_size=512 * MIB)


@attrs.frozen
class Member:
    """A file in an archive, as the archive's directory describes it.

    Attributes:
        name: with its folders, as it stands there. It is never used as a path.
        size: bytes, unpacked.
        encrypted: whether it needs a password.
    """

    name: str
    size: int
    encrypted: bool = False


def check_members(members: Sequence[Member], limits: Limits) -> None:
    """Refuse an archive before anything of it is unpacked.

    Raises:
        UnexpectedResponseError: it would unpack to more than any machine sends, or needs a password.

    Example:
        >>> check_members([Member("000001.jpeg", 800_000)], IMAGES)
    """
    largest = max((member.size for member in members), default=0)
    total = sum(member.size for member in members)
    if len(members) > limits.members or largest > limits.member_size or total > limits.total_size:
        raise UnexpectedResponseError(
            f"the archive would unpack to {len(members):,} files with {total // MIB:,} MiB, "
            f"which is more than any machine sends; nothing was unpacked"
        )
    if any(member.encrypted for member in members):
        raise UnexpectedResponseError("the archive needs a password; nothing was unpacked")


NUMBER: Final = re.compile(r"(?<!\d)\d{1,9}(?!\d)")


def members_by_layer(names: Sequence[str], layers: Sequence[int]) -> list[int] | None:
    """Which member of an archive shows which layer, or ``None`` where the names do not tell.

    No document says how the machine names its images. So the place in the names is looked for whose numbers are
    exactly the layers that were asked for.

    Args:
        names: of the members, in the archive's order.
        layers: of the images that must be in there, in ascending order; a layer with two images stands there twice.

    Returns:
        For each of ``layers`` the position in ``names``.

    Example:
        >>> members_by_layer(["SI1716_0008_exposed.jpg", "SI1716_0007_exposed.jpg"], [7, 8])
        [1, 0]
        >>> members_by_layer(["first.jpg", "second.jpg"], [7, 8]) is None
        True
    """
    if len(names) != len(layers):
        return None
    if len(set(layers)) <= 1:
        return list(range(len(names)))
    for numbers in columns([[int(number) for number in NUMBER.findall(without_ending(name))] for name in names]):
        if sorted(numbers) == list(layers):
            return sorted(range(len(names)), key=numbers.__getitem__)
    return None


def columns(rows: Sequence[Sequence[int]]) -> Iterable[list[int]]:
    """The numbers that stand at the same place in all rows, counted from the end and from the beginning."""
    shortest = min((len(row) for row in rows), default=0)
    for place in range(shortest):
        yield [row[-1 - place] for row in rows]
        yield [row[place] for row in rows]


def without_ending(name: str) -> str:
    return re.sub(r"\.\w{1,5}$", "", name)
