"""Answers of several parts that have labels: (a) 4, (b) 9."""

from __future__ import annotations

import re

MAX_CHARS = 1000
_STYLE = r"\\(?:text[a-z]*|mathrm|mathbf)\s*+\{\s*+"
_NAME = r"([A-Ja-j]|i{1,3}|iv|v|[1-9])"
_LABEL = re.compile(rf"(?:^|(?<=[\s,;.}}$]))(?:{_STYLE}\(?{_NAME}\)[.:]?\s*+\}}|\(?{_NAME}\)[.:]?)")
_ORDERS = ("abcdefghij", "ABCDEFGHIJ", "123456789", ("i", "ii", "iii", "iv", "v"))
_GAP = r"\s|[,;.$]|\\\\|\\quad|\\qquad|\\[ ,;:!]"
_BETWEEN = re.compile(rf"(?:{_GAP}|\band\b)++")
_LAST = re.compile(rf"(?:{_GAP}|\band)$|\\$")
_SAYS = re.compile(r"[^\W_]")
_OPENING, _CLOSING = "([{", ")]}"


def labelled_parts(text: str) -> dict[str, str] | None:
    """Label -> part, where the text begins with a label and has all labels up to the last, in any order."""
    if len(text) > MAX_CHARS:
        return None
    text = text.strip(" $")
    labels = [one for one in _LABEL.finditer(text) if not _is_within_brackets(text, one.start())]
    names = ["".join(filter(None, one.groups())) for one in labels]
    if len(names) < 2 or labels[0].start() or not _in_order(names):
        return None
    ends = [one.start() for one in labels[1:]] + [len(text)]
    parts = [_bare(text[one.end() : end]) for one, end in zip(labels, ends, strict=True)]
    return dict(zip(names, parts, strict=True)) if all(map(_SAYS.search, parts)) else None


def _is_within_brackets(text: str, place: int) -> bool:
    """As the end of (1, 2)."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _in_order(names: list[str]) -> bool:
    """A name alone may be of two orders: i is the ninth letter and the first numeral."""
    return any(sorted(names) == sorted(order[: len(names)]) for order in _ORDERS)


def _bare(part: str) -> str:
    """Without what stands between it and the next one."""
    begun = _BETWEEN.match(part)
    part = part[begun.end() :] if begun else part
    end = len(part)
    while found := _LAST.search(part, max(0, end - 8), end):
        end = found.start()
    return part[:end]


def split_at_commas(text: str) -> list[str]:
    """Outside brackets."""
    pieces, depth, at = [], 0, 0
    for place, char in enumerate(text[:MAX_CHARS]):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in ",;" and depth <= 0:
            pieces.append(text[at:place])
            at = place + 1
    return [*pieces, text[at:]]
