"""A formula with parameters of which each side says what they run through: e^{iθ}(z - a)/(1 - āz), |a| < 1, θ ∈ R, with
λ for e^{iθ} where |λ| = 1, and by any other letters.

Only to accept, and only where both sides declare a parameter of which the prompt does not speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, permutations

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    rebuild,
    rename,
    show,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.families.general_solutions import speaks_of
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 300
MAX_PARAMETERS = 3
MAX_RENAMINGS = 12
_DECLARES = re.compile(r"\\in(?![a-z])|\||\\lvert|\\operatorname|\\ge|\\le|>|<|\\ne|∈")
_PHASE = frozenset({"theta", "phi", "alpha", "beta", "psi", "t"})
_WHOLE_TURN = Op("mul", (integer(2), Sym("pi")))
Family = tuple[Node, dict[str, Node]]
"""A formula, and what is said of each parameter: a condition in which its name is *."""
_STAR = Sym("*")
_REAL = Op("in", (_STAR, Word("set R")))


def same_declared(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_DECLARES.search(truth) and _DECLARES.search(answer)):
        return None
    left = _family(truth)
    right = _family(answer) if left is not None else None
    if left is None or right is None or len(left[1]) != len(right[1]):
        return None
    spend(200)
    (formula, wanted), (other, given) = left, right
    if symbols(formula) - wanted.keys() != symbols(other) - given.keys():
        return None
    try:
        for renaming in islice(_renamings(wanted, given), MAX_RENAMINGS):
            if any(old != new and (speaks_of(prompt, old) or speaks_of(prompt, new)) for old, new in renaming.items()):
                continue
            if any(same_scalar(formula, one, EXACT).equal for one in _turned(rename(other, renaming), wanted)):
                return Verdict(True, f"the same for all parameters: {show(formula)}", "declared_parameters")
    except Undecided:
        return None
    return None


def _family(text: str) -> Family | None:
    node = read(text)[1]
    if not (isinstance(node, Op) and node.head == "list" and len(node.args) > 1):
        return None
    first, *conditions = node.args
    formula = value_of(first)
    if not is_scalar(formula):
        return None
    declared: dict[str, Node] = {}
    for one in _with_their_letters(conditions):
        names = symbols(one) if isinstance(one, Op) else frozenset[str]()
        if len(names) != 1 or names & declared.keys() or not names <= symbols(formula):
            return None
        (name,) = names
        declared[name] = substitute(one, {name: _STAR})
    turning = {name for name, condition in declared.items() if condition == _UNIT}
    formula = substitute(formula, {name: Op("pow", (Sym("e"), Op("mul", (Sym("i"), Sym(name))))) for name in turning})
    declared |= dict.fromkeys(turning | (_phases(formula) - declared.keys()), _REAL)
    turns = [name for name in _only_phases(formula) & declared.keys() if _is_a_turn(declared[name])]
    declared |= dict.fromkeys(turns, _REAL)
    return (formula, declared) if 1 <= len(declared) <= MAX_PARAMETERS else None


_UNIT = Op("=", (Op("abs", (_STAR,)), ONE))


def _with_their_letters(conditions: list[Node]) -> Iterator[Node]:
    """a in C and b in C, for a, b in C."""
    letters: list[Node] = []
    for one in conditions:
        if isinstance(one, Sym):
            letters.append(one)
            continue
        yield one
        if letters and isinstance(one, Op) and one.head == "in":
            yield from (Op("in", (letter, one.args[1])) for letter in letters)
            letters = []
    yield from letters


def _phases(formula: Node) -> frozenset[str]:
    """The angles of e^{iθ}, which are any real numbers where nothing is said of them."""
    found = set[str]()
    for one in walk(formula):
        if isinstance(one, Op) and one.head == "pow" and one.args[0] == Sym("e") and Sym("i") in walk(one.args[1]):
            found |= symbols(one.args[1])
    return frozenset(found & _PHASE)


def _only_phases(formula: Node) -> frozenset[str]:
    """Those that stand in e^{iθ} and e^{-iθ} alone, which a whole turn leaves as they are."""
    return _phases(formula) - symbols(rebuild(formula, lambda one: ONE if _is_turn(one) else one))


def _is_turn(node: Node) -> bool:
    if not (isinstance(node, Op) and node.head == "pow" and node.args[0] == Sym("e")):
        return False
    power = node.args[1]
    inner = power.args[0] if isinstance(power, Op) and power.head == "neg" else power
    return isinstance(inner, Op) and inner.head == "mul" and len(inner.args) == 2 and Sym("i") in inner.args


def _is_a_turn(condition: Node) -> bool:
    """θ in [0, 2π)"""
    inside = condition.args[1] if isinstance(condition, Op) and condition.head == "in" else None
    if not (isinstance(inside, Op) and inside.head in ("[)", "(]", "[]") and len(inside.args) == 2):
        return False
    length = Op("add", (inside.args[1], Op("neg", (inside.args[0],)), Op("neg", (_WHOLE_TURN,))))
    return not symbols(length) and same_scalar(length, ZERO, EXACT).equal


def _renamings(wanted: dict[str, Node], given: dict[str, Node]) -> Iterator[dict[str, str]]:
    """The parameters of the answer by names of the ground truth of which the same is said."""
    for names in permutations(wanted):
        if all(wanted[name] == condition for name, condition in zip(names, given.values(), strict=True)):
            yield dict(zip(given, names, strict=True))


def _turned(formula: Node, wanted: dict[str, Node]) -> Iterator[Node]:
    """The formula, and the one with the other sign if an angle makes up for it."""
    yield formula
    for name in _phases(formula) & wanted.keys():
        yield substitute(formula, {name: Op("add", (Sym(name), Sym("pi")))})
