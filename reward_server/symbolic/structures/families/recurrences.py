"""Members of a sequence by two of its members: F_{n+2} = F_{n+1} + F_n, where the question names or states the rule."""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse import grammar
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import RELATIONS, Node, Num, Op, Sym, heads, minus, rename, substitute, symbols
from reward_server.symbolic.structures.geometry.linear import rational_form

MAX_STATED = 6
MAX_STEPS = 12
_MEMBER = re.compile(r"([A-Za-z])_(2?)([a-z])([+-]\d{1,2})?")
_STATED = re.compile(r"[A-Za-z]_(?:\{[a-z](?: ?[+-] ?\d)?\}|[a-z]) ?= ?[^=$.;,]{3,60}")
_NAMED = re.compile(r"\b(fibonacci|lucas|pell|jacobsthal)\b", re.IGNORECASE)
Rule = tuple[Fraction, Fraction]
"""The p and q of a_{n+2} = p a_{n+1} + q a_n."""
_FAMOUS: dict[str, tuple[str, Rule]] = {
    "fibonacci": ("F", (Fraction(1), Fraction(1))),
    "lucas": ("L", (Fraction(1), Fraction(1))),
    "pell": ("P", (Fraction(2), Fraction(1))),
    "jacobsthal": ("J", (Fraction(1), Fraction(2))),
}
_BY_FIBONACCI = {
    ("F", "2"): (grammar.parse("F_n(2F_{n+1} - F_n)"), grammar.parse("F_{n+1}^2 + F_n^2")),
    ("L", ""): (grammar.parse("2F_{n+1} - F_n"), grammar.parse("F_{n+1} + 2F_n")),
}
"""F_{2n} and F_{2n+1}, L_n and L_{n+1}."""


def in_two_members(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    """Both sides by the members n and n + 1 of each sequence whose rule the prompt tells."""
    left, right = value_of(truth), value_of(answer)
    names = symbols(left) | symbols(right)
    if not any("_" in name for name in names) or RELATIONS & (heads(left) | heads(right)):
        return truth, answer
    if isinstance(right, Sym) and not isinstance(left, Sym):  # a_{n+2} for a_{n+1} + a_n
        return truth, answer
    rules = _rules(prompt[-MAX_PROMPT:])
    known = {name: value for name in names if (value := _by_two(name, rules)) is not None}
    return (substitute(left, known), substitute(right, known)) if known else (truth, answer)


@remembered("recurrences", 256, MAX_PROMPT)
def _rules(prompt: str) -> dict[str, tuple[Rule, bool]]:
    """By the letter of the sequence; and whether it is the famous one."""
    found = {letter: (rule, True) for letter, rule in (_FAMOUS[name.lower()] for name in _NAMED.findall(prompt))}
    for said in _STATED.findall(prompt)[:MAX_STATED]:
        node = grammar.read(said.strip())[1]
        stated = _stated(node) if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 else None
        if stated is not None:
            found.setdefault(stated[0], (stated[1], False))
    return found


def _stated(equation: Op) -> tuple[str, Rule] | None:
    """a and (p, q), of an equation that is linear in three members in a row."""
    read = [one for one in map(_MEMBER.fullmatch, symbols(equation)) if one is not None and not one[2]]
    places = sorted(int(one[4] or 0) for one in read)
    if len({(one[1], one[3]) for one in read}) != 1 or len(places) != 3 or places[2] - places[0] != 2:
        return None
    letter, index = read[0][1], read[0][3]
    row = rational_form(minus(*equation.args), [_name(letter, index, place) for place in places])
    if row is None or row[0] or not row[1][0] or not row[1][2]:
        return None
    low, middle, high = row[1]
    return letter, (-middle / high, -low / high)


def _name(letter: str, index: str, place: int) -> str:
    return f"{letter}_{index}{place:+d}" if place else f"{letter}_{index}"


def _by_two(name: str, rules: dict[str, tuple[Rule, bool]]) -> Node | None:
    """2 F_{n+1} + F_n for F_{n+3}, a polynomial in these for F_{2n}, a sum for L_n."""
    read = _MEMBER.fullmatch(name)
    if read is None or read[1] not in rules or abs(place := int(read[4] or 0)) > MAX_STEPS:
        return None
    (letter, multiple, index), ((p, q), famous) = read.group(1, 2, 3), rules[read[1]]
    two = _BY_FIBONACCI.get((letter, multiple)) if famous else None
    if two is None and (multiple or place in (0, 1)):
        return None
    first, second = two or (Sym(_name(letter, "n", 0)), Sym(_name(letter, "n", 1)))
    before, factor = 1 / q, Fraction(0)
    for _ in range(place):
        before, factor = factor, p * factor + q * before
    for _ in range(-place):
        before, factor = (factor - p * before) / q, before
    value = Op("add", (Op("mul", (Num(factor), second)), Op("mul", (Num(q * before), first))))
    return rename(value, {_name(one, "n", k): _name(one, index, k) for one in (letter, "F") for k in (0, 1)})
