"""Archives of layer images: which requests bring the images that are missing, and which member is which image."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from eosconnect.decisions.archives import IMAGES, members_by_layer
from eosconnect.decisions.image_batches import layer_runs
from eosconnect.decisions.operations import operation
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.image import ImageMetadata, ImageType
from eosconnect.resources.local_files import PartFile
from eosconnect.resources.unpacking import Archive, open_archive

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Batch", "Target", "batches_of", "decode", "divided", "missing_images", "unpack"]


@attrs.frozen
class Target:
    """An image and where it goes."""

    image: ImageMetadata
    file: Path


@attrs.frozen
class Batch:
    """The images of one type in a range of layers, all of them, in the order of the layers."""

    image_type: ImageType
    first: int
    last: int
    targets: tuple[Target, ...]

    @property
    def layers(self) -> list[int]:
        return [target.image.layer or 0 for target in self.targets]

    def halves(self) -> tuple[Batch, Batch] | None:
        """The same in two requests, or ``None`` if it is a single layer."""
        layers = sorted(set(self.layers))
        if len(layers) < 2:
            return None
        middle = layers[len(layers) // 2]
        lower = tuple(target for target in self.targets if (target.image.layer or 0) < middle)
        return (
            Batch(self.image_type, self.first, middle - 1, lower),
            Batch(self.image_type, middle, self.last, self.targets[len(lower) :]),
        )


def unpack(file: Path, batch: Batch, checkpoint: Callable[[], None]) -> bool:
    """Save every image of the batch, or none, if the archive does not tell which is which."""
    with open_archive(file, IMAGES) as archive:
        positions = members_by_layer(archive.names, batch.layers)
        if positions is None:
            return False
        for target, position in zip(batch.targets, positions, strict=True):
            checkpoint()
            with PartFile(target.file) as part:
                part.write(archive.read(position))
                part.complete(target.file)
    return True


def decode(memory: BytesIO, batch: Batch) -> list[tuple[ImageMetadata, Image]] | None:
    """The images of the batch, or ``None``, if the archive does not tell which is which."""
    with open_archive(memory, IMAGES) as archive:
        positions = members_by_layer(archive.names, batch.layers)
        if positions is None:
            return None
        return [
            (target.image, pillow_image(archive, position))
            for target, position in zip(batch.targets, positions, strict=True)
        ]


def pillow_image(archive: Archive, position: int) -> Image:
    from PIL import Image as pillow

    try:
        image = pillow.open(BytesIO(archive.read(position)))
        image.load()
    except pillow.DecompressionBombError as error:
        what = f"{archive.names[position]} in the archive would unpack to more than any machine sends"
        raise UnexpectedResponseError(what) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnexpectedResponseError(f"{archive.names[position]} in the archive is no image") from error
    return image


def batches_of(wanted: Sequence[Target], missing: Collection[Target], most: int) -> list[Batch]:
    """The missing images, so that a request brings each once and, if possible, nothing else."""
    by_type: dict[ImageType, list[Target]] = defaultdict(list)
    for target in wanted:
        if target.image.image_type is not None:
            by_type[target.image.image_type].append(target)
    batches = []
    for image_type, targets in by_type.items():
        lacking = {target.image.layer or 0 for target in missing if target.image.image_type == image_type}
        counts = Counter(target.image.layer or 0 for target in targets)
        for first, last in layer_runs(counts, lacking, most):
            inside = tuple(target for target in targets if first <= (target.image.layer or 0) <= last)
            batches.append(Batch(image_type, first, last, inside))
    return batches


def divided(batch: Batch) -> tuple[Batch, Batch]:
    """The same in two requests, because the archive of one did not tell which is which.

    Raises:
        UnexpectedResponseError: it is a single layer, and the number of its images is wrong.
    """
    halves = batch.halves()
    if halves is None:
        raise missing_images(batch)
    return halves


def missing_images(batch: Batch) -> UnexpectedResponseError:
    """The error for an answer that does not hold what was listed."""
    asked = operation("download_layer_images")
    return UnexpectedResponseError(
        f"the machine lists {len(batch.targets)} images ({batch.image_type}, layers {batch.first} to {batch.last}) "
        "and sends another number of them",
        hint="if the job is running, images may have been added meanwhile: try again",
        method=asked.method,
        path=asked.path,
    )
