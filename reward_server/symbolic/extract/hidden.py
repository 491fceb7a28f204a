"""Removes what a reader of the rendered text does not see, or sees struck out."""

from __future__ import annotations

import re
from collections.abc import Callable

_STRUCK = re.compile(r"~~(?=[^\s~])([^~]|~(?!~)){1,400}?~~(?:[ ]?\((?![^()]*\b(?:if|for|when)\b)[^()\\$\n]{1,60}\))?")
"""With a remark in brackets that says why it is struck out."""
_COMMENT = re.compile(r"(?m)(?:^[ \t]*|(?<=[^\d\s})\\])[ \t]+)%(?=[ \t]|\\).*$")
"""A percent sign after a number is one; at the start of a line, or between spaces after a word, LaTeX stops reading."""
_PAIRS = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<s>", re.IGNORECASE), "</s>"),
    (re.compile(r"<del>", re.IGNORECASE), "</del>"),
    (re.compile(r"<strike>", re.IGNORECASE), "</strike>"),
    (re.compile(r"\\iffalse(?![a-z])"), "\\fi"),
    (re.compile(r"\\begin\{comment\}"), "\\end{comment}"),
    (re.compile(r"<span\s[^<>]{0,80}(?:display:\s*none|\bhidden\b|visibility:\s*hidden)[^<>]{0,80}>"), "</span>"),
    (re.compile(r"<div\s[^<>]{0,80}(?:display:\s*none|\bhidden\b|visibility:\s*hidden)[^<>]{0,80}>"), "</div>"),
    (re.compile(r"<p\s[^<>]{0,80}(?:display:\s*none|\bhidden\b|visibility:\s*hidden)[^<>]{0,80}>"), "</p>"),
)
_COMMANDS = re.compile(
    r"\\(?:[hv]?phantom|[bx]?cancel|sout|xout|st|hcancel|strikeout|(?:re)?newcommand\s*\{?\\\w+\}?|def\s*\\\w+"
    r"|textcolor\s*\{\s*white\s*\}|color\s*\{\s*white\s*\})\s*(?=\{)|(?=\{\s*\\color\s*\{\s*white\s*\})"
)
_HIDING = ("phantom", "cancel", "sout", "xout", "\\st", "strikeout", "newcommand", "\\def", "white")
"""Every command of the pattern above contains one of these; searching for them is cheaper than the pattern."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
MAX_HIDDEN = 400
"""The longest group, in characters, that a command can hide."""
MAX_PAIR = 2000
MAX_CUTS = 2000
"""What is cut, from the end of the text on; the answer stands there."""


def visible(text: str) -> str:
    """The text without what is struck out, commented out, or set so that nobody sees it; linear."""
    if "~~" in text:
        text = _STRUCK.sub(" ", text)
    if "%" in text:
        text = _COMMENT.sub("", text)
    if "<" in text or "\\iffalse" in text or "comment}" in text:
        for opening, closing in _PAIRS:
            text = _cut(text, opening, lambda found, end=closing: _to(found, end))  # type: ignore[misc]
    if any(name in text for name in _HIDING):
        text = _cut(text, _COMMANDS, _group)
    return text


def _cut(text: str, opening: re.Pattern[str], ends: Callable[[re.Match[str]], int]) -> str:
    kept: list[str] = []
    at = 0
    for found in list(opening.finditer(text))[-MAX_CUTS:]:
        if found.start() < at or (end := ends(found)) < 0:
            continue
        kept += [text[at : found.start()], " "]
        at = end
    return "".join([*kept, text[at:]]) if at else text


def _to(found: re.Match[str], closing: str) -> int:
    end = found.string.find(closing, found.end(), found.end() + MAX_PAIR)
    return end if end < 0 else end + len(closing)


def _group(found: re.Match[str]) -> int:
    """The end of the group in braces; -1 where none closes it soon."""
    depth = 0
    for brace in _BRACE.finditer(found.string, found.end(), min(len(found.string), found.end() + MAX_HIDDEN)):
        depth += (brace.group() == "{") - (brace.group() == "}")
        if depth == 0:
            return brace.end()
    return -1
