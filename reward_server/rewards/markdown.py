"""Where code stands in a text, as models write Markdown: fenced blocks and inline spans. Linear in the text.

More lenient than CommonMark in one thing: a fence may open and close in the middle of a line, as it does where line
breaks were lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TICKS = re.compile(r"````*+")  # three or more: a search for three is twenty times as fast as one for {3,}
_TICKS_OR_TILDES = re.compile(r"`{3,}+|^ {0,3}~{3,}+", re.MULTILINE)
_INLINE = re.compile(r"(`(?<!``)`*+)[^`\n]++\1(?!`)")
"""Possessive, and no backtick inside: each opening looks no further than the next backtick."""


class Span(NamedTuple):
    """Characters `start` to `end`, the marks of the code included."""

    start: int
    end: int


def code_spans(text: str) -> list[Span]:
    """Fenced blocks (one left open at a line's start runs to the end) and, between them, inline spans of one line."""
    spans: list[Span] = []
    at = 0
    for fence in _fences(text):
        spans += [*_inline(text, at, fence.start), fence]
        at = fence.end
    return [*spans, *_inline(text, at, len(text))]


def _fences(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for mark in (_TICKS_OR_TILDES if "~~~" in text else _TICKS).finditer(text):
        if opened is None:
            opened = mark
        elif mark[0].lstrip().startswith(opened[0].lstrip()):
            yield Span(opened.start(), mark.end())
            opened = None
    if opened is not None and not text[: opened.start()].rpartition("\n")[2].strip():
        yield Span(opened.start(), len(text))


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*hit.span()) for hit in _INLINE.finditer(text, start, end))
