"""Links of a page as they are right in the site.

Pages of the checkout's root are brought into the site. A file of the checkout that a page links to (an example, a
configuration) is put under `files/`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
BROUGHT = {"CONTRIBUTING.md": "contributing.md", "SECURITY.md": "security.md", "CHANGELOG.md": "changelog.md"}
"""Pages of the checkout's root -> their place in the site."""
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?!\w+:|#)(?P<path>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")
_FENCE = re.compile(r"^(```.*?^```$)", re.MULTILINE | re.DOTALL)


def mended(markdown: str, source: str) -> str:
    """The page at `source` with links that lead to their targets in the site; code stays as it is."""
    parts = _FENCE.split(markdown)
    return "".join(
        part if part.startswith("```") else _LINK.sub(lambda link: _right(link, source), part) for part in parts
    )


def _right(link: re.Match[str], source: str) -> str:
    """The link as it is right in the site. A folder of the checkout has no page: its name stays, without a link."""
    path = _in_checkout(source, link["path"])
    within = path.removeprefix("docs/")
    if path in BROUGHT:
        target = BROUGHT[path]
    elif path == "README.md":
        target = "index.md"
    elif within != path:
        target = f"{within}/README.md" if (ROOT / path).is_dir() else within
    elif (ROOT / path).is_dir():
        return link["text"]
    else:
        target = f"files/{path}.txt"
    place = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return f"[{link['text']}]({place}{link['anchor'] or ''})"


def _in_checkout(source: str, link: str) -> str:
    """A link of a page of the site as a path from the checkout's root."""
    brought = {place: name for name, place in BROUGHT.items()}
    origin = brought.get(source) or f"docs/{source}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), link))


def outside(source: str, text: str) -> Iterator[str]:
    for link in _LINK.finditer(_FENCE.sub("", text)):
        path = _in_checkout(source, link["path"])
        if not path.startswith("docs/") and path not in (*BROUGHT, "README.md") and (ROOT / path).is_file():
            yield path
