"""Where code stands in a text, as Markdown marks it: fenced blocks and inline spans. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE_LINE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)(`++)[^`\n]++\1(?!`)")
"""Possessive, and no backtick inside: each opening looks no further than the next backtick."""


class Span(NamedTuple):
    """Characters `start` to `end`, the marks of the code included."""

    start: int
    end: int


def code_spans(text: str) -> list[Span]:
    """Fenced blocks (one left open runs to the end) and, between them, inline spans of one line."""
    spans: list[Span] = []
    at = 0
    for fence in _fences(text):
        spans += [*_inline(text, at, fence.start), fence]
        at = fence.end
    return [*spans, *_inline(text, at, len(text))]


def _fences(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for line in _FENCE_LINE.finditer(text):
        if opened is None:
            opened = line if _may_open(line) else None
        elif _closes(line, opened):
            yield Span(opened.start(), line.end())
            opened = None
    if opened is not None:
        yield Span(opened.start(), len(text))


def _may_open(line: re.Match[str]) -> bool:
    """Backticks after backticks make the line an inline span: ```x``` opens nothing."""
    return "`" not in line["info"] or line["fence"][0] == "~"


def _closes(line: re.Match[str], opened: re.Match[str]) -> bool:
    return line["fence"].startswith(opened["fence"]) and not line["info"].strip()


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*hit.span()) for hit in _INLINE.finditer(text, start, end))
