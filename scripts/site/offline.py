"""`python -m scripts.site.offline FOLDER`: a built site loads nothing from other hosts. Links may lead there."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}
_NO_FETCH = {"canonical", "prev", "next"}
_CSS_URL = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import\s+['\"](?:https?:)?//")


class Loads(HTMLParser):
    """Addresses that a browser fetches by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(_LOADS.get(tag, "")) or ""
        if address.startswith(("http:", "https:", "//")) and given.get("rel") not in _NO_FETCH:
            self.found.append(f"<{tag}> {address}")


def loads(text: str) -> list[str]:
    """What a page of HTML loads from other hosts."""
    page = Loads()
    page.feed(text)
    return page.found


def main(folder: Path) -> int:
    pages = sorted(folder.rglob("*.html"))
    found = [f"{path}: {one}" for path in pages for one in loads(path.read_text("utf-8"))]
    styles = [path for path in folder.rglob("*.css") if _CSS_URL.search(path.read_text("utf-8"))]
    found += [f"{path}: a style sheet loads from elsewhere" for path in styles]
    for one in found:
        print(one, file=sys.stderr)
    if not found:
        print(f"{len(pages)} pages in {folder}, and nothing in them comes from other hosts")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
