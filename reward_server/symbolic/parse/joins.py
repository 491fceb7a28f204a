"""Values that a word of any language joins: x = 2 und x = 3, (2, 1) o (1, 2), 2 または 3.

A word of several letters joins wherever a value stands on either side. A letter alone (y, o, e, i, a, u) is a variable
as well, so it joins where it is set as text, between two numbers or two points, and before an equation of the same
letter.
"""

from __future__ import annotations

import re

_AND = (
    "und|et|oraz|och|og|en|ja|sekä|és|și|ve|və|và|dan|и|й|і|та|και|और|तथा|एवं|و|ו|และ"
    "|と|および|及び|かつ|以及|그리고|및|와|과"
)
_OR = (
    "oder|ou|oppure|lub|albo|eller|tai|vai|vagy|nebo|či|alebo|sau|ori|veya|ya da|hoặc|atau|или|або|чи|ή|είτε|या|अथवा"
    "|أو|یا|או|หรือ|または|あるいは|もしくは|또는|혹은"
)
_LETTERS = {**dict.fromkeys("yeia", "and"), **dict.fromkeys("ou", "or")}
_GAP = r"(?:\s|~|\\(?:[ ,;:!]|q?quad(?![a-z])))"
_STYLE = r"\\(?:text[a-z]*|mathrm|mbox)\s*\{"
_ENDS = r"(?:(?<=[\d)\]}°%!$π])|(?<=[^\W\d_])(?<![^\W\d_]{2}))"
"""A value ends here: with a sign, a digit, or a letter that is no word's."""
_NAMED = r"[A-Za-z](?:_\{?\w{1,3}\}?)?\s*(?:[=<>≤≥≠∈]|\\(?:leq?|geq?|neq?|lt|gt|in)(?![a-z]))"
_BEGINS = rf"(?=\$?\s*(?:[-−+±(\[\\\d√π|]|{_NAMED}))"
_EQUATION = rf"(?={_NAMED}|\([^()]{{1,20}}\)\s*=)"
"""After `of`, which is Dutch for "or" alone."""
_SPACED = re.compile(rf"{_ENDS}\s+(?:({_AND})|({_OR}))\s+{_BEGINS}|{_ENDS}\s+(of)\s+{_EQUATION}")
_GLUED = re.compile(
    rf"(?<=[\d)\]}}])\s?(?:(と|および|及び|以及|와|과)|(または|あるいは|もしくは|또는))\s?{_BEGINS}(?!\d+分の)"
)
"""2と3分の1 is a mixed number."""
_STYLED = re.compile(
    rf"{_GAP}{{0,8}}+{_STYLE}{_GAP}{{0,8}}(?:({_AND})|({_OR})){_GAP}{{0,8}}\}}{_GAP}{{0,8}}+"
    rf"|{_GAP}{{0,8}}+{_STYLE}\s*of\s*\}}{_GAP}{{0,8}}+{_EQUATION}"
    rf"|{_GAP}{{0,8}}+{_STYLE}\s+([yeiaou])\s+\}}{_GAP}{{0,8}}+|{_GAP}{{1,8}}+{_STYLE}([yeiaou])\}}{_GAP}{{1,8}}+"
)
_MEASURES = re.compile(rf"(?<=\d)((?:\s|\\,|~)?(?:{_STYLE}\s*)?[^\W\d_]{{1,12}})\s+(?:{_AND}|[yeiи])(\s*\}}?\s*)(?=\d)")
"""2 heures et 30 minutes"""
_BETWEEN_NUMBERS = r"(?<=\d)\s+([yeiou])\s+(?=\d)"
_BETWEEN_POINTS = r"(?<=\))\s+([yeiaou])\s+(?=\([^()]{1,80},)"
_BESIDE_EQUATION = (
    r"(?<![A-Za-z\\])([A-Za-z])((?:_\{?\d\}?)?\s*=[^=]{0,60}?[\d)}\]])\s+([yeiaou])\s+(?=\3(?:_\{?\d\}?)?\s*=)"
)
_LETTER = re.compile(rf"{_BETWEEN_NUMBERS}|{_BETWEEN_POINTS}|{_BESIDE_EQUATION}")


def joined(text: str) -> str:
    """The text with English words in their place, which the grammar reads."""
    if not text.isascii():
        text = _GLUED.sub(_word, text)
    if " " in text:
        text = _MEASURES.sub(r"\1\2 and ", text)
        text = _LETTER.sub(_letter, _SPACED.sub(_word, text))
    return _STYLED.sub(_word, text) if "\\text" in text or "\\m" in text else text


def _word(match: re.Match[str]) -> str:
    found = [*match.groups(), None, None, None]
    letter = found[2] or found[3] or ""
    return f" {'and' if found[0] else _LETTERS.get(letter, 'or')} "


def _letter(match: re.Match[str]) -> str:
    *_, name, value, letter = match.groups()
    return f"{name or ''}{value or ''} {_LETTERS[letter or match[1] or match[2]]} "
