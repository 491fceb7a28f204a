r"""Differential equations as they are written: l θ'' = -g sin θ is θ'' + (g/l) sin θ = 0.

Two of them are the same if the quotient of what they set to zero has neither the unknown function nor its argument:
then one is the other times a constant or a parameter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from fractions import Fraction

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import (
    Node,
    Num,
    Op,
    Sym,
    is_scalar,
    minus,
    rebuild,
    show,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Evaluator, Unknown
from reward_server.symbolic.verdict import Verdict

MAX_NAMES = 14
TURNS, PLACES = 2, 4
DIGITS, SMALL = 60, 1e-25
_PRIMED = re.compile(r"(?P<base>[^']+)'+")


def same_differential_equation(truth: Node, answer: Node) -> Verdict | None:
    """Accepts only."""
    if not (_is_equation(truth) and _is_equation(answer)):
        return None
    if len(_arguments(truth) | _arguments(answer)) > 1:
        return None
    left, right = _difference(truth), _difference(answer)
    unknown = _unknown(left)
    if not unknown or unknown != _unknown(right) or symbols(left) != symbols(right) or len(symbols(left)) > MAX_NAMES:
        return None
    varying = unknown | {found["base"] for one in unknown if (found := _PRIMED.fullmatch(one))} | {"t", "x"}
    spend(300)
    try:
        alike = all(_proportional(left, right, sorted(varying), turn) for turn in range(TURNS))
    except (Unknown, Undefined, TooLarge):
        return None
    if not alike:
        return None
    return Verdict(True, f"the same differential equation: {show(truth)}, {show(answer)}", "differential_equations")


def _is_equation(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, _primed(node).args))


def _arguments(node: Node) -> frozenset[Node]:
    """By what it differentiates; primes leave that open."""
    return frozenset(one.args[1] for one in walk(node) if isinstance(one, Op) and one.head == "derivative")


def _difference(node: Node) -> Node:
    primed = _primed(node)
    return minus(*primed.args)


def _primed(node: Node) -> Op:
    """d^2x/dt^2 as x''."""
    made = rebuild(node, _as_letter)
    assert isinstance(made, Op)
    return made


def _as_letter(node: Node) -> Node:
    if not (isinstance(node, Op) and node.head in ("derivative", "partial") and len(node.args) == 3):
        return node
    of, by, order = node.args
    if node.head == "partial":
        plain = isinstance(of, Sym) and isinstance(by, Sym) and isinstance(order, Num)
        return Sym(f"{show(of)}_{show(by) * int(order.value)}'") if plain and isinstance(order, Num) else node
    if isinstance(of, Op) and of.head == "apply" and of.args[1:] == (by,):
        of = of.args[0]
    plain = isinstance(of, Sym) and isinstance(order, Num) and order.value in (1, 2, 3, 4)
    return Sym(of.name + "'" * int(order.value)) if plain and isinstance(of, Sym) and isinstance(order, Num) else node


def _unknown(node: Node) -> frozenset[str]:
    return frozenset(name for name in symbols(node) if _PRIMED.fullmatch(name))


def _proportional(left: Node, right: Node, varying: Sequence[str], turn: int) -> bool:
    """By the same factor at some places, where only the unknown function and its argument differ."""
    fixed: dict[str, Node] = {name: Num(_place(turn, k)) for k, name in enumerate(sorted(symbols(left) - set(varying)))}
    here, there = substitute(left, fixed), substitute(right, fixed)
    quotients = []
    for place in range(PLACES):
        run = Evaluator(DIGITS, {name: _place(turn, place, k) for k, name in enumerate(varying)})
        above, below = run.value(here), run.value(there)
        if abs(above) < SMALL or abs(below) < SMALL:
            return False
        quotients.append(above / below)
    return all(abs(one - quotients[0]) < SMALL * abs(quotients[0]) for one in quotients)


def _place(*which: int) -> Fraction:
    digest = hashlib.sha256(repr(which).encode()).digest()
    return Fraction(int.from_bytes(digest[:3], "big") + 10**6, 9_999_991)
