"""The program of a completion: which of the code fences in its answer is the one to run."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

TAGS = {"python": frozenset({"", "python", "python3", "py"})}
"""Language -> fence tags that may hold it, lower case; an untagged fence may hold any."""

_OPENING = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^\s`]*)")
_CLOSING = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t\r]*$")


@dataclass(frozen=True, slots=True)
class Fence:
    tag: str
    text: str
    closed: bool


def fences(answer: str) -> list[Fence]:
    """Every fenced block, in order; the last may be open to the end. Linear in the text."""
    found: list[Fence] = []
    opening: re.Match[str] | None = None
    lines: list[str] = []
    for line in answer.split("\n"):
        if opening is None:
            opening = _opening(line)
            lines = []
        elif _closes(line, opening[2]):
            found.append(_fence(opening, lines, closed=True))
            opening = None
        else:
            lines.append(line)
    if opening is not None:
        found.append(_fence(opening, lines, closed=False))
    return found


def _opening(line: str) -> re.Match[str] | None:
    """A tick in the rest of the line makes it inline code. (Within the pattern it would be tried from every place.)"""
    found = _OPENING.match(line)
    return None if found is None or "`" in line[found.end() :] else found


def _closes(line: str, mark: str) -> bool:
    closing = _CLOSING.match(line)
    return closing is not None and closing[1].startswith(mark)


def _fence(opening: re.Match[str], lines: list[str], *, closed: bool) -> Fence:
    indent = opening[1]
    text = "\n".join(line.removeprefix(indent) for line in lines)
    return Fence(opening[3].lower(), text, closed)


def defines(source: str, entry_point: str) -> bool:
    """Whether the text looks as if it defined the function, class, method or name `entry_point`."""
    name = re.escape(entry_point.rpartition(".")[2])
    return (
        re.search(rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*(?:=(?!=)|:)", source, re.M)
        is not None
    )


def extract(answer: str, language: str, entry_point: str | None = None) -> str:
    """The last closed fence in the language (of those that define the entry point, where some do); else the last
    fence, open or not; else the whole answer, without the white space around it."""
    found = fences(answer)
    fitting = [fence for fence in found if fence.closed and fence.tag in TAGS[language]]
    if entry_point:
        fitting = [fence for fence in fitting if defines(fence.text, entry_point)] or fitting
    if fitting:
        return fitting[-1].text
    # Models put a space after the opening tag, which is no indentation.
    return found[-1].text if found else textwrap.dedent(answer).strip()
