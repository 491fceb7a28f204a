"""Ordinals by their Cantor normal forms: 1 + ω is ω, ω·2 is ω + ω, and 2·ω is ω.

Neither sums nor products of ordinals commute. A product with its factors in another order is another ordinal, so where
the question speaks of ordinals, no rule for numbers may decide.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, stated
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
MAX_TERMS = 24
MAX_FINITE = 10**9
MAX_POWER = 12
_ABOUT = re.compile(
    r"\bordinals?\b|order[- ]types?\b|well[- ]order|Ordinalzahl|Ordnungstyp|\bordina(?:l|ux|les|li|is)\b|ординал"
    r"|порядков\w+ (?:числ|тип)|序数|順序数|서수",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\\omega|ω|\\varepsilon_|\\epsilon_|ε_|ε₀")


class _Unread(Exception):
    pass


class Epsilon(NamedTuple):
    """An ordinal that is ω to the power of itself: ε_0, and ω_1, ω_2, ..., by rank."""

    rank: int


class Term(NamedTuple):
    """ω to an exponent, so many times."""

    exponent: Ordinal | Epsilon
    times: int


Ordinal = tuple[Term, ...]
"""Exponents fall from the left to the right; 0 has no terms."""
_ZERO: Ordinal = ()


def same_ordinals(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are ordinals, and the question speaks of such."""
    if not (_MAY_BE.search(truth) or _MAY_BE.search(answer)) or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    if not _ABOUT.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = read(truth)[1], read(answer)[1]
    if left is None or right is None:
        return None
    try:
        wanted, given = _value(stated(left)), _value(stated(right))
        shown = f"{truth[:40]}, {answer[:40]}"
        if wanted != given:
            return Verdict(False, f"other ordinals: {shown}", "ordinals")
        if left != right and not _is_worked_out(stated(right)):
            return Verdict(False, f"an ordinal that is left to work out: {shown}", "ordinals", unfinished=True)
    except _Unread:
        return None
    return Verdict(True, f"the same ordinal: {shown}", "ordinals")


# -- arithmetic --------------------------------------------------------------------------------------------------------


def _value(node: Node) -> Ordinal:
    spend(20)
    if isinstance(node, Num):
        return _finite(node)
    if isinstance(node, Sym):
        return _letter(node.name)
    if isinstance(node, Op) and node.head in ("add", "mul", "pow") and node.args:
        first, *others = map(_value, node.args)
        for other in others:
            first = {"add": _sum, "mul": _product, "pow": _power}[node.head](first, other)
            if len(first) > MAX_TERMS:
                raise _Unread
        return first
    raise _Unread


def _finite(node: Num) -> Ordinal:
    if node.decimals is not None or node.value.denominator != 1 or not 0 <= node.value <= MAX_FINITE:
        raise _Unread
    return _whole(int(node.value))


def _whole(number: int) -> Ordinal:
    if number > MAX_FINITE:
        raise _Unread
    return (Term(_ZERO, number),) if number else _ZERO


_UNCOUNTABLE = re.compile(r"omega_(\d)")


def _letter(name: str) -> Ordinal:
    if name in ("omega", "omega_0"):
        return (Term(_whole(1), 1),)
    if name == "epsilon_0":
        return (Term(Epsilon(0), 1),)
    if (found := _UNCOUNTABLE.fullmatch(name)) is not None:
        return (Term(Epsilon(int(found[1])), 1),)
    raise _Unread


def _as_ordinal(exponent: Ordinal | Epsilon) -> Ordinal:
    return (Term(exponent, 1),) if isinstance(exponent, Epsilon) else exponent


def _as_exponent(one: Ordinal) -> Ordinal | Epsilon:
    """An epsilon number is its own logarithm, and has one name."""
    lone = len(one) == 1 and one[0].times == 1
    return one[0].exponent if lone and isinstance(one[0].exponent, Epsilon) else one


def _order(one: Ordinal | Epsilon, other: Ordinal | Epsilon) -> int:
    """-1, 0 or 1, as one is less than the other, equal or greater."""
    spend(2)
    if isinstance(one, Epsilon) and isinstance(other, Epsilon):
        return (one.rank > other.rank) - (one.rank < other.rank)
    left, right = _as_ordinal(one), _as_ordinal(other)
    for a, b in zip(left, right, strict=False):
        if (found := _order(a.exponent, b.exponent) or (a.times > b.times) - (a.times < b.times)) != 0:
            return found
    return (len(left) > len(right)) - (len(left) < len(right))


def _sum(one: Ordinal, other: Ordinal) -> Ordinal:
    """What is smaller than the first term of what follows is lost in it."""
    if not other:
        return one
    first, *rest = other
    kept = [term for term in one if _order(term.exponent, first.exponent) >= 0]
    if kept and _order(kept[-1].exponent, first.exponent) == 0:
        first = Term(first.exponent, kept.pop().times + first.times)
    return (*kept, first, *rest)


def _product(one: Ordinal, other: Ordinal) -> Ordinal:
    """One times each term of the other: for an infinite term only the first exponent counts."""
    if not one or not other:
        return _ZERO
    found = _ZERO
    for term in other:
        if term.exponent == _ZERO:
            part = (Term(one[0].exponent, _small(one[0].times * term.times)), *one[1:])
        else:
            part = (Term(_raised(one[0].exponent, term.exponent), term.times),)
        found = _sum(found, part)
    return found


def _small(number: int) -> int:
    if number > MAX_FINITE:
        raise _Unread
    return number


def _raised(one: Ordinal | Epsilon, other: Ordinal | Epsilon) -> Ordinal | Epsilon:
    return _as_exponent(_sum(_as_ordinal(one), _as_ordinal(other)))


def _power(one: Ordinal, other: Ordinal) -> Ordinal:
    """To the infinite part of the exponent, and then to its finite part."""
    if not other:
        return _whole(1)
    if not one or one == _whole(1):
        return one
    finite = other[-1].times if other[-1].exponent == _ZERO else 0
    infinite = other[:-1] if finite else other
    found = _whole(1)
    if infinite:
        exponent = _quotient(infinite) if one[0].exponent == _ZERO else _product(_as_ordinal(one[0].exponent), infinite)
        found = (Term(_as_exponent(exponent), 1),)
    if finite > MAX_POWER and one[0].exponent != _ZERO:
        raise _Unread
    if one[0].exponent == _ZERO:
        if finite * one[0].times.bit_length() > 40:
            raise _Unread
        return _product(found, _whole(one[0].times ** finite))
    for _ in range(finite):
        found = _product(found, one)
    return found


def _quotient(limit: Ordinal) -> Ordinal:
    """The δ of ω·δ, for a limit: 2 to the power of ω·δ is ω to that of δ."""
    return tuple(
        Term(_whole(term.exponent[0].times - 1), term.times)
        if not isinstance(term.exponent, Epsilon) and len(term.exponent) == 1 and term.exponent[0].exponent == _ZERO
        else term
        for term in limit
    )


# -- is it worked out? -------------------------------------------------------------------------------------------------


def _is_worked_out(node: Node) -> bool:
    """A sum in which nothing is lost, of powers of ω times a number: ω² + ω·2 + 1, and ω + ω."""
    terms = node.args if isinstance(node, Op) and node.head == "add" else (node,)
    values = [_value(one) for one in terms]
    if not all(len(one) == 1 for one in values):
        return False
    falls = all(_order(a[0].exponent, b[0].exponent) >= 0 for a, b in pairwise(values))
    return falls and all(map(_is_term, terms))


def _is_term(node: Node) -> bool:
    """ω^α, ω^α·n, ω·ω or n."""
    if isinstance(node, Num | Sym):
        return True
    if not isinstance(node, Op):
        return False
    if node.head == "pow":
        return isinstance(node.args[0], Sym) and _is_worked_out(node.args[1])
    return (
        node.head == "mul" and all(map(_is_term, node.args)) and not any(isinstance(one, Num) for one in node.args[:-1])
    )
