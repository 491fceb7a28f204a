"""Equations, inequalities in several variables, congruences, ratios, and + C."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import chain, combinations
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import names_a_value, symbols_named, value_of
from reward_server.symbolic.parse.tree import (
    Node,
    Num,
    Op,
    Sym,
    Word,
    is_scalar,
    minus,
    rebuild,
    rename,
    show,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.coefficients import has_decimal
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import Unknown, exact_or_approximate
from reward_server.symbolic.scalars.same import points, same_scalar
from reward_server.symbolic.verdict import EXACT, OverBudget, Rules, Same, Undecided, Verdict


def equations(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    left, right = (isinstance(node, Op) and node.head == "=" for node in (truth, answer))
    if not left and not right:
        return None
    if left and right:
        return _two_equations(truth, answer, rules, same)
    equation, other = (truth, answer) if left else (answer, truth)
    values = _values(equation)
    values = values or _solved(equation, other)
    if not values:
        return Verdict(False, f"an equation against a value: {show(truth)}, {show(answer)}")
    return same(values[-1], other, rules) if left else same(other, values[-1], rules)


def _values(equation: Node) -> list[Node]:
    """What `x = 5`, `2 + 3 = 5`, `5 = x` and `x = 10/2 = 5` say; the last step counts."""
    assert isinstance(equation, Op)
    first, *others = equation.args
    if names_a_value(first) and not any(symbols_named(first) & symbols(other) for other in others):
        return others
    if not any(symbols(arg) for arg in equation.args):
        return list(equation.args)
    if names_a_value(others[-1]) and not any(symbols(arg) for arg in (first, *others[:-1])):
        return [first, *others[:-1]]
    if len(others) > 1 and symbols(first):  # an expression rewritten step by step
        return [] if symbols(others[-1]) and is_system(equation) else list(equation.args)
    return []


def _solved(equation: Node, other: Node) -> list[Node]:
    """The last step of an identity; for y + 1 = 2x beside a value in x, that value if it is y's."""
    assert isinstance(equation, Op)
    if len(equation.args) != 2 or not all(map(is_scalar, (*equation.args, other))):
        return []
    left, right = equation.args
    if right in _ARBITRARY and len(symbols(left)) > 1:  # the curves F(x, y) = C, and not F
        return []
    if symbols(left) == symbols(right):
        return [right] if same_scalar(left, right, EXACT).equal else []
    named = symbols(equation) - symbols(other)
    if len(named) != 1 or not symbols(other):
        return []
    if isinstance(right, Sym) and right.name in _ANY_CONSTANT and len(symbols(left)) > 1:
        return []  # x^2 + y^2 = C is a family of curves, and no value of C
    difference = Op("add", (Sym(next(iter(named))), Op("neg", (other,))))
    return [other] if proportional(_difference(equation), difference, positive=False).equal else []


_ANY_CONSTANT = frozenset(("C", "c", "K", "k", "C_1", "c_1", "C_0"))


def _two_equations(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict:
    assert isinstance(truth, Op)
    assert isinstance(answer, Op)
    if len(truth.args) == len(answer.args) == 2:
        if (alike := _same_derivative(truth.args[0], answer.args[0])) is not None:
            if not alike:
                return Verdict(False, f"different derivatives: {show(truth)}, {show(answer)}")
            return same(truth.args[1], answer.args[1], rules)
        if at_other_places(truth.args[0], answer.args[0]):
            return Verdict(False, f"values at different places: {show(truth)}, {show(answer)}")
        named = same_name(truth, answer)
        if named is not None:
            return same(truth.args[1], named, rules)
        truth, answer = _primed(truth, answer), _primed(answer, truth)
        verdict = proportional(_difference(truth), _difference(answer), positive=False)
        return verdict if verdict.equal else _rounded_sides(truth, answer, rules, same) or verdict
    if is_system(truth) or (is_system(answer) and len(truth.args) > 2):
        return _two_systems(truth, answer)
    left, right = _values(truth), _values(answer)
    if not left or not right:
        return Verdict(False, f"different chains: {show(truth)}, {show(answer)}")
    return same(left[-1], right[-1], rules)


def is_system(chain: Node) -> bool:
    """x = y = 2 and a/b = c/d = 2 say something of several letters; V = abc = 6x gets one value step by step."""
    if not (isinstance(chain, Op) and chain.head == "=" and len(chain.args) > 2):
        return False
    first, second, *_ = chain.args
    if names_a_value(first):
        return isinstance(first, Sym) and _is_or_negates_a_letter(second)
    found = [names for arg in chain.args if (names := symbols(arg))]
    return any(one.isdisjoint(other) for one, other in combinations(found, 2))


def _is_or_negates_a_letter(node: Node) -> bool:
    return isinstance(node.args[0] if isinstance(node, Op) and node.head == "neg" else node, Sym) and bool(
        symbols(node)
    )


def _two_systems(truth: Op, answer: Op) -> Verdict:
    """The same sides in any order, all of them with another sign or none."""
    shown = f"{show(truth)}, {show(answer)}"
    for sides in (answer.args, tuple(Op("neg", (side,)) for side in answer.args)):
        rest = list(sides)
        for side in truth.args:
            match = next((k for k, other in enumerate(rest) if _equal_scalars(side, other)), None)
            if match is not None:
                del rest[match]
        if not rest and len(truth.args) == len(sides):
            return Verdict(True, f"the same equations: {shown}")
    return Verdict(False, f"different equations: {shown}")


def _equal_scalars(left: Node, right: Node) -> bool:
    try:
        return is_scalar(left) and is_scalar(right) and same_scalar(left, right, EXACT).equal
    except Undecided:
        return False


def _rounded_sides(truth: Op, answer: Op, rules: Rules, same: Same) -> Verdict | None:
    """a - b = 1.73 and a - b = sqrt(3): one side the same, the other by the rules of rounding."""
    if not (has_decimal(truth) or has_decimal(answer)):
        return None
    (left, value), (other, given) = truth.args, answer.args
    if not (is_scalar(left) and is_scalar(other) and symbols(left)) or not same_scalar(left, other, EXACT).equal:
        return None
    return same(value, given, rules)


def same_name(truth: Op, answer: Op) -> Node | None:
    """The right side of the answer, with its variable renamed to the truth's in f(t) = ... against f(x) = ..."""
    left, right = truth.args[0], answer.args[0]
    if not (names_a_value(left) and names_a_value(right)):
        return None
    if left == right or isinstance(left, Word) or isinstance(right, Word):  # a word describes what a letter names
        return answer.args[1]
    if {left, right} & {Sym("y")} and any(isinstance(one, Op) and one.head == "apply" for one in (left, right)):
        return answer.args[1]  # y = ... and f(x) = ... name the same function
    for one, other in ((left, right), (right, left)):  # x = ... and x(t) = ...
        if isinstance(one, Sym) and isinstance(other, Op) and other.head == "apply" and other.args[0] == one:
            return None if one.name in symbols(truth.args[1]) | symbols(answer.args[1]) else answer.args[1]
    if not (isinstance(left, Op) and isinstance(right, Op) and left.head == right.head == "apply"):
        return None
    if not _same_function(left.args[0], right.args[0]) or len(left.args) != len(right.args):
        return None
    names = {
        a.name: b.name
        for a, b in zip(right.args[1:], left.args[1:], strict=True)
        if isinstance(a, Sym) and isinstance(b, Sym)
    }
    taken = {*names.values()} & (symbols(answer.args[1]) - {*names})
    return rename(answer.args[1], names) if len(names) == len(left.args) - 1 and not taken else None


_DENSITY = re.compile(r"([a-zA-Z])_[A-Z]")


def _same_function(left: Node, right: Node) -> bool:
    """f_Y and f, where the index is a random variable's."""
    names = [one.name for one in (left, right) if isinstance(one, Sym)]
    stems = {_DENSITY.sub(r"\1", name) for name in names}
    return left == right or (len(names) == 2 and len(stems) == 1 and not stems.isdisjoint(names))


def at_other_places(left: Node, right: Node) -> bool:
    """f(2) and f(3), P(A) and P(B): known numbers and events, and not a variable that has another name."""
    if not (isinstance(left, Op) and isinstance(right, Op) and left.head == right.head == "apply"):
        return False
    if left.args[0] != right.args[0] or len(left.args) != len(right.args):
        return False
    pairs = zip(left.args[1:], right.args[1:], strict=True)
    return any(
        one != other and _is_place(one) and _is_place(other) and not same_scalar(one, other, EXACT).equal
        for one, other in pairs
    )


def _is_place(node: Node) -> bool:
    return is_scalar(node) and all(name[0].isupper() for name in symbols(node))


class Derivative(NamedTuple):
    """d^n y/dx^n as the function's name, the order n, and the name of x, which y'' leaves open; order 0: y itself."""

    function: str
    order: int
    variable: str = ""

    def is_named_like(self, other: Derivative) -> bool:
        same_variable = self.variable == other.variable or not (self.variable and other.variable)
        return self.function == other.function and self.order == other.order and same_variable


def _same_derivative(left: Node, right: Node) -> bool | None:
    """Do both sides name the same derivative? None where neither is one, or where the functions have other names."""
    names = _derivative(left), _derivative(right)
    if names[0] is None or names[1] is None or not (names[0].order or names[1].order):
        return None
    first, second = _partial(names[0], names[1]), _partial(names[1], names[0])
    if first.is_named_like(second):
        return True
    return False if first.function == second.function or 0 in (first.order, second.order) else None


def _primed(node: Op, beside: Op) -> Op:
    """With y'' for d^2y/dx^2, where the other equation writes it so."""
    primed = {name.rstrip("'") for name in symbols(beside) if name.endswith("'")}
    if not primed:
        return node

    def written(one: Node) -> Node:
        name = _derivative(one) if isinstance(one, Op) and one.head == "derivative" else None
        return one if name is None or name.function not in primed else Sym(name.function + "'" * name.order)

    changed = rebuild(node, written)
    assert isinstance(changed, Op)
    return changed


_PRIMES = re.compile(r"(\w+?)('+)")
_SUBSCRIPT = re.compile(r"([a-zA-Z])_([a-z])\2{0,2}")


def _derivative(node: Node) -> Derivative | None:
    """Of y', y'(x), dy/dx, \\partial f/\\partial x and f_x."""
    if isinstance(node, Op) and node.head == "apply" and len(node.args) == 2 and isinstance(node.args[1], Sym):
        node = node.args[0]
    if isinstance(node, Sym):
        if primed := _PRIMES.fullmatch(node.name):
            return Derivative(primed.group(1), len(primed.group(2)))
        return Derivative(node.name, 0)
    if not (isinstance(node, Op) and node.head in ("derivative", "partial")):
        return None
    function, variable, order = node.args
    if not (isinstance(function, Sym) and isinstance(variable, Sym) and isinstance(order, Num)):
        return None
    return Derivative(function.name, int(order.value), variable.name)


def _partial(name: Derivative, beside: Derivative) -> Derivative:
    """f_x beside a derivative is one by x; elsewhere it is a name with an index."""
    written = _SUBSCRIPT.fullmatch(name.function)
    if name.order or not beside.order or written is None:
        return name
    return Derivative(written.group(1), len(name.function) - 2, written.group(2))


def _difference(equation: Op) -> Node:
    left, right = equation.args
    return minus(left, right)


def inequalities(truth: Node, answer: Node) -> Verdict | None:
    """y > 2x + 1 in several variables: the same half plane; x + y != 2: the same line that is left out."""
    apart = [_left_out(node) for node in (truth, answer)]
    if apart[0] is not None and apart[1] is not None:
        return proportional(apart[0], apart[1], positive=False)
    found = [_as_less(node) for node in (truth, answer)]
    if found[0] is None or found[1] is None:
        return None
    (strict, left), (other_strict, right) = found[0], found[1]
    if strict != other_strict:
        return Verdict(False, f"strict against not: {show(truth)}, {show(answer)}")
    return proportional(left, right, positive=True)


def _left_out(node: Node) -> Node | None:
    """What an unequal sign says is not zero."""
    if isinstance(node, Op) and node.head == "!=" and len(node.args) == 2 and all(map(is_scalar, node.args)):
        return _difference(node)
    return None


def _as_less(node: Node) -> tuple[bool, Node] | None:
    if not (isinstance(node, Op) and node.head in ("<", "<=", ">", ">=") and all(is_scalar(arg) for arg in node.args)):
        return None
    difference = _difference(node)
    return "=" not in node.head, difference if node.head[0] == "<" else Op("neg", (difference,))


def proportional(truth: Node, answer: Node, positive: bool) -> Verdict:
    """Is one a nonzero constant multiple of the other? The constant is read off at a point p where both have values:
    truth(x) answer(p) = answer(x) truth(p) for all x."""
    if not (is_scalar(truth) and is_scalar(answer)):
        return Verdict(False, f"different kinds: {show(truth)}, {show(answer)}")
    shown = f"{show(truth)}, {show(answer)}"
    if symbols(truth) != symbols(answer):
        return Verdict(False, f"different variables: {shown}")
    (true_part, part), values = _at_a_point(truth, answer)
    signs = [_sign(value) for value in values]
    if 0 in signs or (positive and signs[0] != signs[1]):
        return Verdict(False, f"not the same side: {shown}")
    verdict = same_scalar(Op("mul", (truth, part)), Op("mul", (answer, true_part)), EXACT)
    return Verdict(verdict.equal, f"{'proportional' if verdict.equal else 'not proportional'}: {shown}")


def _at_a_point(truth: Node, answer: Node) -> tuple[tuple[Node, Node], tuple[Fraction, Fraction]]:
    """Both with numbers for variables, at the first point where both are real, and their values there; arcsin x needs a
    small one."""
    names = sorted(symbols(truth) | symbols(answer))
    small = {name: Fraction(1, k) for k, name in enumerate(names, 3)}
    for point in chain(points(f"at|{truth!r}|{answer!r}", names, frozenset()), (small,)):
        values = {name: Num(value) for name, value in point.items()}
        left, right = (substitute(node, values) for node in (truth, answer))
        try:
            values_there = exact_or_approximate(left), exact_or_approximate(right)
        except (Undefined, Unknown):
            continue
        except TooLarge as guard:
            raise OverBudget(str(guard)) from None
        return (left, right), values_there
    raise Undecided("no point where both have values")


def _sign(value: Fraction) -> int:
    return 0 if abs(value) < Fraction(1, 10**40) else 1 if value > 0 else -1


# -- congruences and ratios ----------------------------------------------------------------------------------------


def congruences(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """x = 3 (mod 7) is x = 10 (mod 7); a bare residue stands for its class where only one side names the modulus."""
    left, right = _residue(truth), _residue(answer)
    if left is None and right is None:
        return None
    if left is not None and right is not None:
        if left[1] != right[1]:
            return Verdict(False, f"different moduli: {left[1]}, {right[1]}")
        equal = left[0] % left[1] == right[0] % right[1]
        return Verdict(equal, f"residues {left[0] % left[1]}, {right[0] % right[1]} mod {left[1]}")
    found, other = (left, answer) if left is not None else (right, truth)
    assert found is not None
    bare = value_of(other)
    if not isinstance(bare, Num):
        return None
    return Verdict(bare.value == found[0], f"residue {found[0]} mod {found[1]}, {bare.value}")


def _residue(node: Node) -> tuple[Fraction, Fraction] | None:
    node = value_of(node)
    if not (isinstance(node, Op) and node.head in ("cong", "mod")):
        return None
    value, modulus = node.args[-2:]
    try:
        residue = rational(value), rational(modulus)
    except (Inexact, Undefined, TooLarge):
        return None
    return residue if residue[1] > 0 and (node.head == "cong" or 0 <= residue[0] < residue[1]) else None


def ratios(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    left, right = (node.args if isinstance(node, Op) and node.head == "ratio" else None for node in (truth, answer))
    if left is None and right is None:
        return None
    if left is not None and right is not None:
        return _same_ratio(left, right)
    terms, other = (left, answer) if left is not None else (right, truth)
    if terms is None or len(terms) != 2 or not is_scalar(value_of(other)):
        return None
    quotient = Op("div", terms)
    pair = (quotient, value_of(other)) if left is not None else (value_of(other), quotient)
    return same_scalar(pair[0], pair[1], rules)


def _same_ratio(left: tuple[Node, ...], right: tuple[Node, ...]) -> Verdict:
    if len(left) != len(right):
        return Verdict(False, "ratios of different lengths")
    for a, b in zip(left[1:], right[1:], strict=True):
        verdict = same_scalar(Op("mul", (a, right[0])), Op("mul", (b, left[0])), EXACT)
        if not verdict.equal:
            return verdict
    return Verdict(True, "same ratio")


# -- constants of integration ----------------------------------------------------------------------------------------


def with_constant(truth: Node, answer: Node) -> Verdict | None:
    """An antiderivative: + C may have another name, and absorbs a constant; leaving it out is wrong."""
    truth, answer = value_of(truth), value_of(answer)
    if not (is_scalar(truth) and is_scalar(answer)):
        return None
    left, right = _constant_of(truth), _constant_of(answer)
    if left is not None and left.islower() and not (symbols(truth) - {left}) & _INTEGRATED:
        return None
    if left is None or (left.islower() and (right is None or right.islower())):
        return None
    if right is None:
        return Verdict(False, f"the constant {left} is missing: {show(answer)}")
    return _same_up_to_a_constant(_without(truth, left), _without(answer, right))


_ARBITRARY = frozenset(map(Sym, ("C", "c", "K", "C_1", "c_1")))
_CONSTANT_NAMES = frozenset({"C", "c", "K", "k", "C_1", "c_1", "C_0", "c_0"})


_INTEGRATED = frozenset({"x", "y", "t", "u", "theta"})


def _constant_of(node: Node) -> str | None:
    """The name of a term that is nothing but a constant of integration, beside variables in small letters (the C of
    A + B + C is an angle)."""
    if not (isinstance(node, Op) and node.head == "add"):
        return None
    for k, term in enumerate(node.args):
        bare = term.args[0] if isinstance(term, Op) and term.head == "neg" else term
        others = Op("add", node.args[:k] + node.args[k + 1 :])
        names = symbols(others)
        if (
            isinstance(bare, Sym)
            and bare.name in _CONSTANT_NAMES
            and names
            and all(map(str.islower, names - {bare.name}))
        ):
            return bare.name if bare.name not in names else None
    return None


def _without(node: Node, name: str) -> Node:
    assert isinstance(node, Op)
    rest = tuple(term for term in node.args if term not in (Sym(name), Op("neg", (Sym(name),))))
    return rest[0] if len(rest) == 1 else Op("add", rest)


def _same_up_to_a_constant(truth: Node, answer: Node) -> Verdict:
    (left, right), _ = _at_a_point(truth, answer)
    difference = minus(truth, answer)
    verdict = same_scalar(difference, minus(left, right), EXACT)
    kind = "equal up to a constant" if verdict.equal else "different by more than a constant"
    return Verdict(verdict.equal, f"antiderivatives {kind}: {show(truth)}, {show(answer)}")
