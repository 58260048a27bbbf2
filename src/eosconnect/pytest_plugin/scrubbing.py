"""What must not stand in a cassette: who the machine is, who asked it, and who works at it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote, unquote

__all__ = ["Scrubber"]

#: Fields of the machine's answers whose values are replaced wherever they occur, and by what.
FIELDS: Final = {"serialnumber": "SERIAL", "hostname": "host", "starter": "starter", "sessionname": "session"}

#: These are names of people and programs, which may be everyday words: they are replaced as whole words only.
EVERYDAY: Final = frozenset({"starter", "sessionname"})

#: Values that are shorter than this are replaced as whole words only, whatever they are.
DISTINCTIVE: Final = 5

#: A text in JSON, and the colon behind it if it is the name of a field.
JSON_TEXT: Final = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')


class Scrubber:
    """Replaces values by placeholders: the same value by the same one, in any letter case.

    Example:
        >>> scrubber = Scrubber()
        >>> scrubber.hide("si1716", "machine.invalid")
        >>> scrubber.collect([{"starter": "op"}, {"starter": "Max"}, {"starter": "op"}])
        >>> scrubber.text("https://SI1716/jobs: op and Max began an operation")
        'https://machine.invalid/jobs: starter1 and starter2 began an operation'
        >>> scrubber.json('{"starter": "op", "height": 1.50}')
        '{"starter": "starter1", "height": 1.50}'
    """

    def __init__(self) -> None:
        self._placeholders: dict[str, str] = {}
        self._anywhere: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def hide(self, value: str, placeholder: str, *, as_word: bool = False) -> None:
        """Replace a value from now on; ``as_word`` leaves alone what only contains it."""
        key = value.strip().lower()
        if key and key not in self._placeholders:
            self._placeholders[key] = placeholder
            self._pattern = None
            if len(key) >= DISTINCTIVE and not as_word:
                self._anywhere.add(key)

    def collect(self, answer: Any) -> None:
        """Hide what stands in the telling fields of an answer."""
        for field, value in fields_of(answer):
            word = FIELDS.get(field.lower())
            if word and isinstance(value, str) and value.strip().lower() not in self._placeholders:
                number = 1 + sum(placeholder.startswith(word) for placeholder in self._placeholders.values())
                self.hide(value, f"{word}{number}", as_word=field.lower() in EVERYDAY)

    def text(self, text: str) -> str:
        """Any text."""
        if self._pattern is None:
            longest_first = sorted(self._placeholders, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(self._occurrence, longest_first)) or "(?!)", re.IGNORECASE)
        return self._pattern.sub(lambda found: self._placeholders[found[0].lower()], text)

    def json(self, text: str) -> str:
        """JSON, of which only the texts are touched: numbers stay as the machine wrote them."""
        return JSON_TEXT.sub(self._json_text, text)

    def address(self, text: str) -> str:
        """A path or a query, percent-encoded."""
        return re.sub(r"[^/?&=]+", self._component, text)

    def left_in(self, text: str) -> bool:
        """Whether a distinctive value still stands in a text, also within a word or percent-encoded."""
        for placeholder in self._placeholders.values():
            text = text.replace(placeholder, " ")
        seen = f"{text} {unquote(text)}".lower()
        return any(value in seen for value in self._anywhere)

    def _occurrence(self, value: str) -> str:
        pattern = re.escape(value)
        return pattern if value in self._anywhere else rf"(?<![^\W_]){pattern}(?![^\W_])"

    def _json_text(self, found: re.Match[str]) -> str:
        if found[2]:
            return found[0]
        value = json.loads(found[1], strict=False)
        scrubbed = self.text(value)
        return found[0] if scrubbed == value else json.dumps(scrubbed, ensure_ascii=False)

    def _component(self, found: re.Match[str]) -> str:
        value = unquote(found[0])
        scrubbed = self.text(value)
        return found[0] if scrubbed == value else quote(scrubbed, safe="")


def fields_of(answer: Any) -> Iterator[tuple[str, Any]]:
    """Every field of every object in an answer."""
    if isinstance(answer, dict):
        yield from answer.items()
        answer = answer.values()
    if isinstance(answer, Iterable) and not isinstance(answer, str):
        for inner in answer:
            yield from fields_of(inner)
