"""Units that are answers themselves, where the question asks for one: farad is F, N m^2 kg^-2 is m^3 kg^-1 s^-2."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.units import is_measure, unit
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
_ASKS_FOR_A_UNIT = re.compile(
    r"\b(?:what|which|name|give|state|find|express|the)\b[^.?!]{0,60}\bunits?\b|Einheit|unité|unidad|unità|eenheid|jednostk"
    r"|единиц|单位|単位|단위",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\bbase units|\bfundamental units|Basiseinheiten|unités de base"
    r"|unidades (?:básicas|fundamentales|de base)|основны\w+ единиц",
    re.IGNORECASE,
)
_BASES = frozenset(["kg", "m", "s", "A", "K", "mol", "cd"])
_PLAIN = (
    (r"\\(?:text[a-z]*|math[a-z]+|operatorname|si|unit|left|right)(?![a-z])", " "),
    (r"\\[dt]?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}", r"(\1)/(\2)"),
    (r"\\(?:[,;:! ]|cdot(?![a-z])|times(?![a-z])|q?quad(?![a-z]))|[·⋅*~$.]", " "),
    (r"\\Omega(?![a-z])|Ω", "ohm"),
    (r"\\mu\s?|µ", "μ"),
    (r"[{}]", " "),
)
_SIGNS = tuple((re.compile(pattern), sign) for pattern, sign in _PLAIN)
_TOKEN = re.compile(r"[^\W\d_]+|\^\s*(?:\(\s*[+-]?\s*\d\s*\)|[+-]?\s*\d(?!\s*/\s*2))|[()/]|\S")
_PER = frozenset({"per", "pro", "par", "por"})


class _Product(NamedTuple):
    """Its size in base units, their powers, and the units as written."""

    size: Fraction
    powers: Counter[str]
    names: frozenset[str]


def same_units(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the question asks for a unit, and both are."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKS_FOR_A_UNIT.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _unit(truth), _unit(answer)
    if left is None or right is None:
        return None
    equal = left[:2] == right[:2]
    if equal and _BASE.search(prompt[-MAX_PROMPT:]) and left.names <= _BASES and not right.names <= _BASES:
        return Verdict(False, f"not in base units: {answer}", "quantities")
    return Verdict(equal, f"{'the same' if equal else 'another'} unit: {truth}, {answer}", "quantities")


def _unit(text: str) -> _Product | None:
    plain = plain_unicode(text)
    for pattern, sign in _SIGNS:
        plain = pattern.sub(sign, plain)
    tokens = _TOKEN.findall(plain)
    try:
        found, rest = _product(tokens, 0)
    except (LookupError, ValueError):
        return None
    return found if rest == len(tokens) and found.names and found.powers else None


def _product(tokens: list[str], at: int) -> tuple[_Product, int]:
    """Factors side by side; only one may stand after a stroke. Raises ValueError for what is no unit."""
    size, powers, names = Fraction(1), Counter[str](), frozenset[str]()
    below = divided = False
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] in ("/", *_PER):
            below = divided = True
            at += 1
            continue
        if divided and not below:
            raise ValueError("J/mol K")
        factor, at = _factor(tokens, at)
        sign = -1 if below else 1
        below = False
        size *= factor.size**sign
        for name, power in factor.powers.items():
            powers[name] += sign * power
        names |= factor.names
    if below:
        raise ValueError("nothing below a stroke")
    return _Product(size, Counter({name: power for name, power in powers.items() if power}), names), at


def _factor(tokens: list[str], at: int) -> tuple[_Product, int]:
    word = tokens[at]
    if word == "(":
        found, at = _product(tokens, at + 1)
        if tokens[at] != ")":
            raise ValueError("a bracket stays open")
    elif word == "1" and tokens[at + 1] in ("/", *_PER):
        found = _Product(Fraction(1), Counter(), frozenset())
    elif word.isalpha() and is_measure(word) and unit(word).powers:
        known = unit(word)
        found = _Product(known.factor / known.multiple, Counter(dict(known.powers)), frozenset({word}))
    else:
        raise ValueError("no unit")
    at += 1
    if at < len(tokens) and tokens[at].startswith("^"):
        power = int(re.sub(r"[^\d+-]", "", tokens[at]))
        found = _Product(
            found.size**power, Counter({name: one * power for name, one in found.powers.items()}), found.names
        )
        at += 1
    return found, at
