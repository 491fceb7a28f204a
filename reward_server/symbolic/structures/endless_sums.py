"""Series that are shown by their first terms: x - x^3/6 + x^5/120 - ... is the sum of (-1)^n x^{2n+1}/(2n+1)!.

Three terms of a function tell a series, where the other side gives its general term or shows as many. A general term
between dots must make the shown ones, and is compared as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    DOTS,
    Node,
    Num,
    Op,
    Sym,
    integer,
    is_scalar,
    rename,
    show,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.series import Series, series_of
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

LEAST_SHOWN = 3
MOST_SHOWN = 8
MOST_TRIED = 20
NOISE = Fraction(1, 10**40)
_INDICES = frozenset("nkmjir")
_MINUS_DOTS = Op("neg", (DOTS,))


class Endless(NamedTuple):
    """First terms, with the general one if it is given; or what comes before a series, and the series."""

    shown: tuple[Node, ...]
    general: Node | None = None
    series: Series | None = None


def endless_sums(truth: Node, answer: Node) -> Verdict | None:
    """None unless one side is a sum that goes on in dots, and the other one too or a series."""
    left, right = endless(value_of(truth)), endless(value_of(answer))
    if left is None or right is None or (left.series is not None and right.series is not None):
        return None
    if left.series is None and left.general is None and len(right.shown) > len(left.shown) and right.series is None:
        return None  # the ground truth does not tell whether the further terms are right
    try:
        same = any(same_terms(one, other) for one in (left, _begun(left)) for other in (right, _begun(right)))
        same = same and _fits(left) and _fits(right)
    except Undecided:
        return None
    return Verdict(same, f"{'the same' if same else 'other'} first terms: {show(truth)}, {show(answer)}")


def same_but_for_zeros(truth: Node, answer: Node) -> Verdict | None:
    """Of two series, one of which has zeros for every second term: cos((2k - 1)x) and ((-1)^n - 1) cos nx."""
    left, right = endless(value_of(truth)), endless(value_of(answer))
    if left is None or right is None or left.series is None or right.series is None:
        return None
    try:
        same = same_terms(left, right)
    except Undecided:
        return None
    return Verdict(True, f"the same terms but for zeros: {show(truth)}, {show(answer)}") if same else None


def endless(node: Node) -> Endless | None:
    if (dotted := _dotted(node)) is not None:
        return dotted
    before = node.args[:-1] if isinstance(node, Op) and node.head == "add" else ()
    last = node.args[-1] if before and isinstance(node, Op) else node
    found = series_of(last)
    if found is None or found.last != Sym("oo") or not all(map(is_scalar, before)):
        return None
    return Endless(before, series=found)


def _dotted(node: Node, *factors: Node) -> Endless | None:
    """With the factors in each term."""
    if not isinstance(node, Op):
        return None
    if node.head == "neg":
        return _dotted(node.args[0], *factors, integer(-1))
    if node.head == "div" and is_scalar(node.args[1]):
        return _dotted(node.args[0], *factors, Op("div", (integer(1), node.args[1])))
    if node.head == "mul":
        others = [arg for arg in node.args if is_scalar(arg)]
        rest = [arg for arg in node.args if not is_scalar(arg)]
        return _dotted(rest[0], *factors, *others) if len(rest) == 1 else None
    if node.head != "add":
        return None
    *terms, last = node.args
    if last not in (DOTS, _MINUS_DOTS):
        inner = _dotted(last, *factors)
        whole = None if inner is None else [*(_times(factors, one) for one in terms), *inner.shown]
        return None if inner is None or whole is None or not _plain(terms) else inner._replace(shown=tuple(whole))
    general = None
    if len(terms) > 1 and terms[-2] in (DOTS, _MINUS_DOTS):
        *terms, _, general = terms
    if not _plain(terms) or (general is not None and not is_scalar(general)):
        return None
    shown = tuple(_times(factors, one) for one in terms)
    return Endless(shown, None if general is None else _times(factors, general))


def _begun(one: Endless) -> Endless:
    """With (x - 1) as its first term, which the grammar takes for two."""
    if one.series is not None or len(one.shown) < LEAST_SHOWN:
        return one
    first, second, *others = one.shown
    return one._replace(shown=(Op("add", (first, second)), *others))


def _plain(terms: list[Node]) -> bool:
    return len(terms) <= MOST_SHOWN and all(map(is_scalar, terms))


def _times(factors: tuple[Node, ...], node: Node) -> Node:
    return Op("mul", (*factors, node)) if factors else node


# -- comparison -------------------------------------------------------------------------------------------------------


def same_terms(left: Endless, right: Endless) -> bool:
    """Those that both sides have, three at least, one of which is a function."""
    size = min((len(one.shown) for one in (left, right) if one.series is None), default=MOST_SHOWN)
    ours, theirs = (tuple(islice(_terms(one), size)) for one in (left, right))
    if not LEAST_SHOWN <= len(ours) == len(theirs) or not any(symbols(one) for one in ours[1:]):
        return False
    place = _place(ours, theirs)
    pairs = zip(ours, theirs, strict=True)
    return all(abs(_value(a, place) - _value(b, place)) < NOISE for a, b in pairs) and _same_general(left, right)


def _place(*sides: tuple[Node, ...]) -> Fraction:
    """Which the terms choose themselves, so that none can be made to fit it."""
    digest = hashlib.sha256(repr(sides).encode()).digest()
    return Fraction(int.from_bytes(digest[:3], "big") + 10**7, 19_999_999)


def _terms(one: Endless) -> Iterator[Node]:
    """The shown ones, and those of the series that are not zero."""
    yield from one.shown
    if one.series is None:
        return
    for k in range(MOST_TRIED):
        term = one.series.at(k)
        if abs(_value(term)) > NOISE:
            yield term


def _value(term: Node, place: Fraction = Fraction(61, 97)) -> Fraction:
    """At one place, which tells terms apart at less cost than as functions."""
    names = sorted(symbols(term))
    try:
        return approximate(substitute(term, {name: Num(place + Fraction(k, 7)) for k, name in enumerate(names)}))
    except (Unknown, Undefined, TooLarge) as error:
        raise Undecided(str(error)) from None


def _index(one: Endless) -> str | None:
    """The letter that the general term has, and the shown ones have not."""
    if one.general is None:
        return None
    names = symbols(one.general) - frozenset[str]().union(*map(symbols, one.shown))
    return next(iter(names)) if len(names) == 1 and names <= _INDICES else None


def _fits(one: Endless) -> bool:
    """Does the general term make the last one that is shown, at some place?"""
    if one.general is None:
        return True
    name = _index(one)
    if name is None:
        return False
    places = [substitute(one.general, {name: integer(k)}) for k in range(len(one.shown) + 2)]
    made = [any(_equal(place, term) for place in places) for term in one.shown[-2:]]
    return all(made)


def _same_general(left: Endless, right: Endless) -> bool:
    """Of two series that both give it, up to where its index begins."""
    if left.general is None and right.general is None:
        return True
    general, other = (left, right) if left.general is not None else (right, left)
    name = _index(general)
    if name is None or general.general is None:
        return False
    if other.general is not None:
        second = _index(other)
        if second is None:
            return False
        theirs = rename(other.general, {second: name})
    elif other.series is not None:
        theirs = other.series.of(Sym(name))
    else:
        return True
    shifted = (substitute(theirs, {name: Op("add", (Sym(name), integer(k)))}) for k in (0, 1, -1, 2, -2))
    return any(_equal(general.general, one) for one in shifted)


def _equal(left: Node, right: Node) -> bool:
    try:
        return same_scalar(left, right, EXACT).equal
    except Undecided:
        return False
