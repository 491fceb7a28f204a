"""Formal languages in set-builder notation: {a^n b^n : n >= 0} is {a^k b^k | k in N_0}.

Their short words are listed. Only to accept. N may begin with 0 or with 1, as the other side says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 160
MAX_PARAMETERS = 3
LONGEST = {1: 30, 2: 14, 3: 9}
"""The words that are compared, by the number of parameters; each parameter runs as far."""
MAX_CONSTANT = 3
"""Of a condition, so that it shows in short words."""
_ASKED = re.compile(r"\blanguages?\b|grammar|automat|\bDFA\b|\bNFA\b|\bPDA\b|\bstrings?\b|\bwords?\b|Sprache|langage")
_PLAIN = (
    (re.compile(r"\\(?:text[a-z]*|mathrm|mathtt)\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\(?:(?:left|right|bigl?|bigr?|q?quad|cdot)(?![a-z])|[,;:! ])|[$~]"), " "),
    (re.compile(r"\\geq?(?:slant)?(?![a-z])|≥|>="), "≥"),
    (re.compile(r"\\leq?(?:slant)?(?![a-z])|≤|<="), "≤"),
    (re.compile(r"\\(?:neq?|not\s*=)(?![a-z])|≠|!="), "≠"),
    (re.compile(r"\\gt(?![a-z])"), ">"),
    (re.compile(r"\\lt(?![a-z])"), "<"),
    (re.compile(r"\\in(?![a-z])|∈"), "∈"),
    (re.compile(r"\\(?:mid|vert|colon)(?![a-z])|\|"), ":"),
    (re.compile(r"\\mathbb\s*\{?\s*N\s*\}?|ℕ"), "N"),
    (re.compile(r"\\mathbb\s*\{?\s*Z\s*\}?|ℤ"), "Z"),
    (re.compile(r"\\(?:varepsilon|epsilon|lambda|Lambda)(?![a-z])"), "ε"),
    (re.compile(r"\\[lc]?dots(?![a-z])|…"), "..."),
)
_SET = re.compile(r"(?:L ?(?:\( ?\w ?\))? ?= ?)?\\\{ ?(?P<word>[^:]{1,60}?) ?: ?(?P<where>.{1,80}?) ?\\\} ?\.?")
_PIECE = re.compile(
    r"(?P<letter>[a-z0-9])(?:\^(?:\{(?P<braced>[^{}]{1,12})\}|(?P<power>\w)))?|\((?P<group>[a-z0-9]{2,6})\)\^(?:\{(?P<gbraced>[^{}]{1,12})\}|(?P<gpower>\w))"
)
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<times>\d{0,2})(?P<name>[i-z]?)")
_CHAIN = re.compile(r"[<>≥≤≠=]")
_OF_N = re.compile(
    r"(?P<names>[i-z](?:,[i-z])*)∈(?P<set>N|Z)(?:_\{?(?P<least>0|1|≥0|≥1|>0)\}?|\^\{?(?P<plus>[+*])\}?)?"
)
_SAYS = re.compile(r"\b(?:for some|for all|where|with|integers?|is an?|an?|natural numbers?|numbers?)\b")
Linear = dict[str, int]
"""The factor of each parameter; that of nothing is the constant."""
Test = Callable[[dict[str, int]], bool]


class _Language(NamedTuple):
    pieces: list[tuple[str, Linear]]
    names: list[str]
    tests: list[Test]
    least: dict[str, int | None]
    """Where a parameter begins; None for one of N."""


class _Unread(Exception):
    pass


def same_languages(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if "{" not in truth or "^" not in truth or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    if not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    try:
        left, right = _language(truth), _language(answer)
        longest = LONGEST[max(len(left.names), len(right.names))]
        alike = any(_words(left, start, longest) == _words(right, start, longest) for start in (0, 1))
    except _Unread:
        return None
    return Verdict(True, f"the same words: {answer[:60]}", "languages") if alike else None


def _language(text: str) -> _Language:
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    found = _SET.fullmatch(" ".join(text.split()))
    if found is None:
        raise _Unread
    word = found["word"].replace(" ", "")
    pieces: list[tuple[str, Linear]] = []
    at = 0
    while at < len(word):
        piece = _PIECE.match(word, at)
        if piece is None:
            raise _Unread
        power = piece["braced"] or piece["power"] or piece["gbraced"] or piece["gpower"] or "1"
        pieces.append((piece["letter"] or piece["group"], _linear(power)))
        at = piece.end()
    names = sorted({name for _, power in pieces for name in power if name})
    if not 1 <= len(names) <= MAX_PARAMETERS:
        raise _Unread
    least: dict[str, int | None] = {}
    tests: list[Test] = []
    for said in _conditions(found["where"]):
        _read(said, names, least, tests)
    if not least.keys() >= set(names):
        raise _Unread
    return _Language(pieces, names, tests, least)


def _conditions(where: str) -> list[str]:
    """n, m >= 0 is one; what stands before a comma without a sign belongs to what follows."""
    plain = re.sub(r"\band\b", ",", _SAYS.sub(" ", where)).replace(" ", "")
    if "..." in plain:
        plain = re.sub(r"=(\d),\d,(?:\d,)?\.\.\.", r"≥\1", plain)
    parts = [one for one in plain.split(",") if one]
    found: list[str] = []
    begun = ""
    for part in parts:
        begun += part
        if re.search(r"[<>≥≤≠=∈]", part):
            found.append(begun)
            begun = ""
        else:
            begun += ","
    if begun:
        raise _Unread
    return found


def _read(said: str, names: list[str], least: dict[str, int | None], tests: list[Test]) -> None:
    if (member := _OF_N.fullmatch(said)) is not None:
        start = member["least"] or member["plus"]
        if member["set"] == "Z" and not start:
            raise _Unread
        begins = None if not start else 1 if start in ("1", "≥1", ">0", "+", "*") else 0
        for name in member["names"].split(","):
            least[name] = begins
        return
    sides, signs = _CHAIN.split(said), _CHAIN.findall(said)
    listed = sides[0].split(",")
    chains = [[one, *sides[1:]] for one in listed]
    for chain in chains:
        for (a, sign), b in zip(zip(chain[:-1], signs, strict=True), chain[1:], strict=True):
            _compare(_linear(a), sign, _linear(b), least, tests)
    if not {name for one in chains for side in one for name in _linear(side) if name} <= set(names):
        raise _Unread


def _compare(left: Linear, sign: str, right: Linear, least: dict[str, int | None], tests: list[Test]) -> None:
    one = [name for name in left if name]
    other = [name for name in right if name]
    if sign in "<≤":
        left, right, sign, one, other = right, left, ">" if sign == "<" else "≥", other, one
    if sign in ">≥" and len(one) == 1 and not other and left == {one[0]: 1}:
        least[one[0]] = max(least.get(one[0]) or 0, right.get("", 0) + (sign == ">"))
        return
    if sign in ">≥":  # n >= m: a parameter that is at least another begins where that one does
        for name in one:
            least.setdefault(name, 0)

    def test(at: dict[str, int]) -> bool:
        a, b = _at(left, at), _at(right, at)
        return {">": a > b, "≥": a >= b, "≠": a != b, "=": a == b}[sign]

    tests.append(test)


def _linear(text: str) -> Linear:
    found: Linear = {}
    at = 0
    while at < len(text):
        term = _TERM.match(text, at)
        if term is None or term.end() == at or not (term["times"] or term["name"]):
            raise _Unread
        factor = int(term["times"] or 1) * (-1 if term["sign"] == "-" else 1)
        found[term["name"]] = found.get(term["name"], 0) + factor
        at = term.end()
    if not found or abs(found.get("", 0)) > MAX_CONSTANT:
        raise _Unread
    return found


def _at(linear: Linear, at: dict[str, int]) -> int:
    return sum(factor * (at[name] if name else 1) for name, factor in linear.items())


def _words(language: _Language, start: int, longest: int) -> frozenset[str]:
    return frozenset(word for word in _all_words(language, start, longest) if len(word) <= longest)


def _all_words(language: _Language, start: int, longest: int) -> Iterator[str]:
    begins = [start if (least := language.least[name]) is None else least for name in language.names]
    for values in product(*(range(least, longest + 1) for least in begins)):
        spend(2)
        at = dict(zip(language.names, values, strict=True))
        if not all(test(at) for test in language.tests):
            continue
        powers = [_at(power, at) for _, power in language.pieces]
        if min(powers) >= 0 and sum(powers) <= longest:
            yield "".join(letters * power for (letters, _), power in zip(language.pieces, powers, strict=True))
