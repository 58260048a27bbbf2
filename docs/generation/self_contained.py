"""Whether a built site fetches anything from elsewhere: ``python -m docs.generation.self_contained site``."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

__all__ = ["fetched_from_elsewhere"]

#: Elements that make a browser fetch something, with the attribute that says from where; links for people do not.
FETCHING: Final = {
    **dict.fromkeys(("script", "img", "iframe", "source", "video", "audio", "embed", "input"), "src"),
    **dict.fromkeys(("link", "use", "image"), "href"),
}
ELSEWHERE: Final = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
IN_CSS: Final = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


class Fetches(HTMLParser):
    """Collects the addresses that a page fetches from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(FETCHING.get(tag, "")) or ""
        names_only = tag == "link" and given.get("rel") in (
            "canonical",
            "alternate",
            "next",
            "prev",
        )
        if ELSEWHERE.match(address) and not names_only:
            self.found.append(address)
        self.found += IN_CSS.findall(given.get("style") or "")


def fetched_from_elsewhere(site: Path) -> dict[str, list[str]]:
    """Addresses by file, of those files that fetch anything from elsewhere."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        page = Fetches()
        page.feed(file.read_text(encoding="utf-8"))
        found[str(file.relative_to(site))] = page.found
    for file in sorted(site.rglob("*.css")):
        found[str(file.relative_to(site))] = IN_CSS.findall(file.read_text(encoding="utf-8"))
    return {name: addresses for name, addresses in found.items() if addresses}


if __name__ == "__main__":
    strangers = fetched_from_elsewhere(Path(sys.argv[1]))
    for name, addresses in strangers.items():
        print(f"{name} fetches {', '.join(addresses)}")
    sys.exit(1 if strangers else 0)
