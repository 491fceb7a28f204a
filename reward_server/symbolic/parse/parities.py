"""Cases of odd and of even numbers, in one spelling: n odd. A step of `normalize`."""

from __future__ import annotations

import re

_TEXT = r"(?:\\text[a-z]*\s*\{\s*)?"
_IF = r"(?:(?:if|for|when|all)\s+){0,2}"
_LETTER = r"\$?(?P<{0}>[a-z])\$?"
_PARITY = re.compile(
    rf"&\s*{_TEXT}{_IF}\}}?\s*(?:"
    rf"{_LETTER.format('name')}\s*{_TEXT}(?:is\s+|=\s*)?(?P<parity>odd|even)\s*\}}?"
    rf"|{_TEXT}(?P<first>odd|even)\s*\}}?\s*{_LETTER.format('after')}\s*\}}?"
    rf"|{_LETTER.format('residue')}\s*\\equiv\s*(?P<rest>[01])\s*(?:\\pmod|\\mod|\(\s*\\bmod|\\bmod)\s*\{{?\s*2\s*\}}?\)?"
    rf"|2\s*(?P<divides>\\mid|\\nmid|\|)\s*{_LETTER.format('divided')}"
    r")(?=\s*(?:[.,;]\s*)?(?:\\\\|\\end|&|$))"
)


def with_parity(text: str) -> str:
    return _PARITY.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    name = match["name"] or match["after"] or match["residue"] or match["divided"]
    odd = match["rest"] == "1" or match["divides"] == "\\nmid"
    parity = match["parity"] or match["first"] or ("odd" if odd else "even")
    return rf"& {name} \text{{ {parity}}}"
