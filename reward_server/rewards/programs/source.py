"""The program of a completion: which of the code fences in its answer is the one to run.

Fences are those of CommonMark (0.31, 4.5), inside lists and quotes too. One rule is added: a mark that stands inside a
string of the program (an example in its docstring) does not end the fence.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from reward_server.rewards.programs import languages

_OPENING = re.compile(r"((?:[ ]{0,3}>[ ]?)*)([ \t]*)(`{3,}|~{3,})[ \t]*\{?\.?([^\s`,}]*)")
_MARKS = re.compile(r"`{3,}|~{3,}")
_STRINGS = re.compile(r"\\.|#[^\n]*|\"\"\"|'''|\"|'|\n", re.DOTALL)
"""What can begin, continue or end a string of Python."""
MAX_UNBALANCED = 8
"""Fences whose strings never end are looked for to the end of the answer; beyond so many the first mark ends each."""


@dataclass(frozen=True, slots=True)
class Fence:
    tag: str
    text: str
    closed: bool


def fences(answer: str, language: str = "python") -> list[Fence]:
    """Every fenced block, in order; the last may be open to the end. Linear in the text."""
    lines, found, at, unbalanced = answer.split("\n"), [], 0, 0
    while at < len(lines):
        opening = _opening(lines[at])
        if opening is None:
            at += 1
            continue
        tag = opening[4].lower()
        careful = unbalanced < MAX_UNBALANCED and language == "python" and (not tag or tag in languages.PYTHON.tags)
        end, balanced = _end(lines, at + 1, opening, careful=careful)
        unbalanced += not balanced
        found.append(_fence(opening, tag, lines[at + 1 : end], closed=end < len(lines)))
        at = end + (1 if end < len(lines) and _closes(lines[end], opening) else 0)
    return found


def _opening(line: str) -> re.Match[str] | None:
    """A tick in the rest of the line makes it inline code. (Within the pattern it would be tried from every place.)"""
    found = _OPENING.match(line)
    return None if found is None or (found[3][0] == "`" and "`" in line[found.end() :]) else found


def _end(lines: list[str], start: int, opening: re.Match[str], *, careful: bool) -> tuple[int, bool]:
    """(the line that closes the fence, or the number of lines; whether that line stands outside of every string)."""
    first, quote = len(lines), ""
    for at in range(start, len(lines)):
        if opening[1] and not lines[at].lstrip().startswith(">"):
            return min(first, at), True  # the quote ends, and the fence with it
        if _closes(lines[at], opening):
            if not (careful and quote):
                return at, True
            first = min(first, at)
        if careful:
            quote = _string_open_after(lines[at], quote)
    return first, first == len(lines)


def _closes(line: str, opening: re.Match[str]) -> bool:
    line = line.removeprefix(opening[1]) if opening[1] else line
    indent = len(line) - len(line.lstrip(" \t"))
    room = len(opening[2]) if len(opening[2]) > 3 else 0  # more than three spaces: it stands in a list
    mark = line.strip(" \t\r")
    return indent <= room + 3 and mark.startswith(opening[3]) and not mark.strip(opening[3][0])


def _string_open_after(line: str, quote: str) -> str:
    """The three quotes of a string that goes on after the line, which begins inside `quote` (or outside, if empty)."""
    for hit in _STRINGS.finditer(line):
        mark = hit[0]
        if not quote:
            if mark[0] == "#":
                break
            quote = mark if mark[0] in "\"'" else ""
        elif mark == quote or (len(quote) == 1 and mark == 3 * quote):
            quote = ""
    return quote if len(quote) == 3 else ""


def _fence(opening: re.Match[str], tag: str, lines: list[str], *, closed: bool) -> Fence:
    if opening[1]:
        lines = [re.sub(r"^[ ]{0,3}>[ ]?", "", line) for line in lines]
    text = "\n".join(_unindented(line, opening[2]) for line in lines)
    if not closed and text.rstrip().endswith(opening[3]):  # the closing mark was put at the end of the last line
        return Fence(tag, text.rstrip().rstrip(opening[3][0]), closed=True)
    return Fence(tag, text, closed)


def _unindented(line: str, indent: str) -> str:
    """Up to the opening's indentation is taken from each line."""
    return line[len(indent) :] if line.startswith(indent) else line.lstrip(" \t")


def defines(source: str, entry_point: str, language: str = "python") -> bool:
    """Whether the text looks as if it defined the function, class, method or name `entry_point`."""
    name = re.escape(entry_point.rpartition(".")[2])
    if language != "python":
        return re.search(rf"(?<![\w$.]){name}[ \t]*(?:[(<]|=(?!=)|:[^:])", source) is not None
    return (
        re.search(rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*(?:=(?!=)|:)", source, re.M)
        is not None
    )


def extract(answer: str, language: str, entry_point: str | None = None) -> str:
    """The last closed fence that is tagged with the language, without one the last untagged one (of those that define
    the entry point, where some do); else the last fence, open or not; else the whole answer."""
    found = fences(answer, language)
    closed = [fence for fence in found if fence.closed]
    fitting = [
        [one for one in closed if one.tag in languages.known[language].tags],
        [one for one in closed if not one.tag],
    ]
    if entry_point:
        fitting = [[one for one in group if defines(one.text, entry_point, language)] for group in fitting] + fitting
    chosen = next((group[-1] for group in fitting if group), None)
    if chosen is not None:
        return chosen.text
    # Models put a space after the opening tag, which is no indentation.
    return found[-1].text if found else textwrap.dedent(answer).strip()
