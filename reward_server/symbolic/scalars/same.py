"""Are two expressions the same number, or the same function of their variables?

Constants: exactly, where rational; by the rules of rounding, where decimals were written; else to as many digits as
numeric.py asks for. Functions: at several points that the expressions themselves choose (by a digest of both), so
that no answer can be made to fit points known beforehand; exactly, where the values are rational.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from functools import partial

from reward_server.symbolic.parse.families import families, spelled_out
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import BOUND, Node, Num, Op, Sym, heads, rebuild, show, symbols, walk
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.coefficients import has_decimal, same_coefficients
from reward_server.symbolic.scalars.decimals import decimal_equal, literal, within
from reward_server.symbolic.scalars.exact import NOWHERE, Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.modular import equal_modulo_primes
from reward_server.symbolic.scalars.numeric import Unknown, approximate, differ, needs_logarithm_reading
from reward_server.symbolic.scalars.powers import equal_as_powers
from reward_server.symbolic.scalars.whole_numbers import (
    STEPS,
    differ_at_a_jump,
    differ_at_a_small_number,
    same_at_integers,
)
from reward_server.symbolic.verdict import EXACT, OverBudget, Rules, Undecided, Verdict

POINTS_WANTED = 3
POINTS_TRIED = 12
_COUNTED = frozenset({"fact", "fact2", "binom", "perm", "gcd", "lcm", "mod"})
_OPAQUE = frozenset({"apply", "prime"})
_DERIVATIVES = frozenset({"derivative", "partial"})
_CONJUGATE = "conjugate "


def same_scalar(truth: Node, answer: Node, rules: Rules) -> Verdict:
    """Raises Undecided."""
    if truth == answer:
        return Verdict(True, f"same expression: {show(truth)}", "same_expression")
    if isinstance(truth, Num) and isinstance(answer, Num):
        return same_constants(truth, answer, rules)
    names = families((truth, answer)) if (heads(truth) | heads(answer)) & BOUND else frozenset[str]()
    try:
        truth, answer = (_opaque(spelled_out(node, names), names) for node in (truth, answer))
    except Unparsable as unread:
        raise Undecided(str(unread)) from None
    variables = symbols(truth) | symbols(answer)
    if "oo" in _infinities(truth) | _infinities(answer):
        return _infinite(truth, answer)
    try:
        verdict = _functions(truth, answer, sorted(variables)) if variables else same_constants(truth, answer, rules)
        return verdict if verdict.equal or not _by_terms(truth, answer, rules) else _rounded_terms(truth, answer)
    except TooLarge as guard:
        if (told := _without_values(truth, answer)) is not None:
            return told
        raise OverBudget(f"too large to compare ({guard})") from None
    except Undefined as missing:
        if heads(truth) & BOUND or heads(answer) & BOUND:
            raise Undecided(str(missing)) from None
        return Verdict(False, f"no value ({missing}): {show(truth)}, {show(answer)}")
    except Unknown as missing:
        raise Undecided(str(missing)) from None


def exactly_equal(left: Node, right: Node) -> bool:
    """Raises Undecided."""
    return left == right or same_scalar(left, right, EXACT).equal


def _without_values(truth: Node, answer: Node) -> Verdict | None:
    """What is too large to write down: by exponents, or modulo primes; None where neither tells."""
    forms = f"{show(truth)}, {show(answer)}"
    for rule, tells in (("powers", equal_as_powers), ("modular", equal_modulo_primes)):
        if (equal := tells(truth, answer)) is not None:
            return Verdict(equal, f"{'equal' if equal else 'different'} by {_HOW[rule]}: {forms}", rule)
    return None


_HOW = {"powers": "the exponents of their factors", "modular": "their residues modulo large primes"}


def _by_terms(truth: Node, answer: Node, rules: Rules) -> bool:
    """Are they sums with equal coefficients, by the rules of rounding?"""
    if not (rules.approximate or has_decimal(truth) or has_decimal(answer)):
        return False
    if (heads(truth) | heads(answer)) & BOUND:
        return False
    return same_coefficients(truth, answer, lambda left, right: same_constants(left, right, rules).equal)


def _rounded_terms(truth: Node, answer: Node) -> Verdict:
    return Verdict(True, f"equal by rounding, term by term: {show(truth)}, {show(answer)}", "rounding_by_terms")


def _opaque(node: Node, counted: frozenset[str]) -> Node:
    """f(x) of an unknown f is a variable of its own, and f(-3/4) the same however the number is written; so are the
    conjugate of a variable, a cross product, and dy/dx. Functions of an index, the `counted` ones, stay as they are."""

    def step(one: Node) -> Node:
        if not isinstance(one, Op):
            return one
        if one.head in _OPAQUE:
            if isinstance(one.args[0], Sym) and one.args[0].name in counted:
                return one
            return Sym(repr(canonical(Op(one.head, (one.args[0], *map(_worked_out, one.args[1:]))))))
        if one.head == "cross" or (one.head in _DERIVATIVES and isinstance(one.args[0], Sym)):
            return Sym(repr(one))
        if one.head == "bar" and symbols(one):
            return _conjugate(one.args[0])
        return one

    return rebuild(node, step)


_CONJUGATED_BY_PART = frozenset({"add", "mul", "neg", "div"})


def _conjugate(node: Node) -> Node:
    """Of sums and products part by part; of a variable, a variable of its own."""
    if isinstance(node, Num) or node in (Sym("pi"), Sym("e")):
        return node
    if node == Sym("i"):
        return Op("neg", (node,))
    if isinstance(node, Op) and node.head in _CONJUGATED_BY_PART:
        return Op(node.head, tuple(map(_conjugate, node.args)))
    if isinstance(node, Op) and node.head == "pow" and isinstance(node.args[1], Num):
        return Op("pow", (_conjugate(node.args[0]), node.args[1]))
    if isinstance(node, Sym) and node.name.startswith(_CONJUGATE):
        return Sym(node.name.removeprefix(_CONJUGATE))
    return Sym(_CONJUGATE + (node.name if isinstance(node, Sym) else repr(canonical(node))))


def _worked_out(node: Node) -> Node:
    try:
        return Num(rational(node))
    except (Inexact, TooLarge, Undefined):
        return node


def _infinities(node: Node) -> frozenset[str]:
    return frozenset("oo" for one in walk(node) if isinstance(one, Sym) and one.name == "oo")


def _infinite(truth: Node, answer: Node) -> Verdict:
    signs = [_sign_of_infinity(node) for node in (truth, answer)]
    if None in signs and heads(truth) & BOUND | heads(answer) & BOUND:
        raise Undecided("infinite bounds")
    return Verdict(signs[0] is not None and signs[0] == signs[1], f"infinity: {show(truth)}, {show(answer)}")


def _sign_of_infinity(node: Node) -> int | None:
    if node == Sym("oo"):
        return 1
    if isinstance(node, Op) and node.head == "neg" and node.args[0] == Sym("oo"):
        return -1
    return None


def same_constants(truth: Node, answer: Node, rules: Rules) -> Verdict:
    """Two expressions without variables."""
    try:
        left, right = rational(truth), rational(answer)
    except (Inexact, Undefined):
        return _irrational(truth, answer, rules)
    if left == right:
        return Verdict(True, f"equal as rationals: {_short(left)}", "rational")
    if _by_rounding(truth, answer, left, right, rules):
        return _close(rules, f"{_short(left)}, {_short(right)}")
    return Verdict(False, f"different rationals: {_short(left)}, {_short(right)}", "rational")


def _close(rules: Rules, forms: str) -> Verdict:
    """Equal by the caller's option, else by the rules of rounding."""
    if rules.relative_tolerance is not None:
        return Verdict(
            True, f"within the relative tolerance {rules.relative_tolerance:g}: {forms}", "relative_tolerance"
        )
    if rules.digits is not None:
        return Verdict(True, f"equal to {rules.digits} significant digits: {forms}", "significant_digits")
    return Verdict(True, f"equal by rounding: {forms}", "rounding")


def _by_rounding(truth: Node, answer: Node, left: Fraction, right: Fraction, rules: Rules) -> bool:
    if rules.approximate:
        return within(left, right, rules)
    if rules.unrounded and not has_decimal(truth):
        return False
    return decimal_equal(literal(truth), literal(answer), left, right)


def _irrational(truth: Node, answer: Node, rules: Rules) -> Verdict:
    forms = f"{show(truth)}, {show(answer)}"
    for base_10 in _readings(truth, answer):
        different = differ(truth, answer, NOWHERE, base_10)
        if different is False:
            return Verdict(True, f"equal to the digits their sizes ask for: {forms}", "numeric")
    if different is None:
        return Verdict(False, f"one is real, the other is not: {forms}", "numeric")
    if _may_round(truth, answer, rules) and _by_rounding(truth, answer, approximate(truth), approximate(answer), rules):
        return _close(rules, forms)
    return Verdict(False, f"different values: {forms}", "numeric")


def _may_round(truth: Node, answer: Node, rules: Rules) -> bool:
    if rules.approximate:
        return "i" not in _names(truth) | _names(answer)
    return any(one is not None and one.decimals is not None for one in (literal(truth), literal(answer)))


def _names(node: Node) -> frozenset[str]:
    return frozenset(one.name for one in walk(node) if isinstance(one, Sym))


def _readings(truth: Node, answer: Node) -> tuple[bool, ...]:
    return (False, True) if needs_logarithm_reading(truth) or needs_logarithm_reading(answer) else (False,)


def _short(value: Fraction) -> str:
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return str(value) if bits < 130 else f"a number of {bits} bits"


# -- functions of variables ----------------------------------------------------------------------------------------


def _functions(truth: Node, answer: Node, names: list[str]) -> Verdict:
    counting = _counting_names(truth) | _counting_names(answer)
    seed = f"{truth!r}|{answer!r}"
    forms = f"{show(truth)}, {show(answer)}"
    if (heads(truth) | heads(answer)) & BOUND:
        return _sums(truth, answer, list(points(seed, names, frozenset(names))), forms)
    if _rational_function(truth) and _rational_function(answer):
        return _rational_functions(truth, answer, partial(points, seed, names, counting), forms)
    tries = list(points(seed, names, counting))
    if STEPS & (heads(truth) | heads(answer)):  # they jump where no other point is drawn
        with suppress(Inexact):
            if (equal := same_at_integers(truth, answer)) is not None:
                return Verdict(equal, f"{'equal' if equal else 'different'} at whole numbers: {forms}", "points")
        if differ_at_a_jump(truth, answer) or differ_at_a_small_number(truth, answer):
            return Verdict(False, f"different where a step is: {forms}", "points")
        whole = list(points(seed, names, frozenset(names)))
        if _at_points(truth, answer, whole, False) is False:
            return Verdict(False, f"different at a whole number: {forms}", "points")
    verdicts = [_at_points(truth, answer, tries, base) for base in _readings(truth, answer)]
    if True in verdicts:
        return Verdict(True, f"equal at every point tried: {forms}", "points")
    if None in verdicts:
        raise Undecided("too few points where both have values")
    return Verdict(False, f"different at a point: {forms}", "points")


def _sums(truth: Node, answer: Node, tries: list[dict[str, Fraction]], forms: str) -> Verdict:
    """Sums and products up to n are compared at whole numbers: enough to reject, never to accept."""
    for point in tries[:POINTS_WANTED]:
        try:
            if rational(truth, point) != rational(answer, point):
                return Verdict(False, f"different at a whole number: {forms}")
        except (Inexact, Undefined):
            break
    raise Undecided("sums, integrals or limits")


_RATIONAL_HEADS = frozenset({"add", "mul", "neg", "div", "pow", "percent"})


def _rational_function(node: Node) -> bool:
    return heads(node) <= _RATIONAL_HEADS and not _names(node) & {"pi", "e", "i"}


def _rational_functions(
    truth: Node, answer: Node, tries: Callable[[], Iterator[dict[str, Fraction]]], forms: str
) -> Verdict:
    """Exactly, at points with 40 random bits: two different ones of degree d agree at one with chance d / 2^40. The
    points are drawn one by one, because few of them are needed."""
    found = 0
    for point in tries():
        try:
            if rational(truth, point) != rational(answer, point):
                return Verdict(False, f"different at a rational point: {forms}", "rational_points")
        except Undefined:
            continue
        except Inexact:
            return _symbolic_powers(truth, answer, list(tries()), forms)
        found += 1
        if found == POINTS_WANTED:
            return Verdict(True, f"equal at {found} random rational points: {forms}", "rational_points")
    if found == 0:
        return Verdict(False, f"no value anywhere: {forms}")
    raise Undecided("undefined at the points tried")


def _symbolic_powers(truth: Node, answer: Node, tries: list[dict[str, Fraction]], forms: str) -> Verdict:
    equal = _at_points(truth, answer, tries, False)
    if equal is None:
        raise Undecided("too few points where both have values")
    return Verdict(equal, f"{'equal at every point tried' if equal else 'different at a point'}: {forms}")


def _at_points(truth: Node, answer: Node, tries: list[dict[str, Fraction]], base_10: bool) -> bool | None:
    """Equal wherever both are real. Where that is so at too few points, or the expressions have an i in them, values
    that are not real count as well."""
    if "i" not in _names(truth) | _names(answer):
        verdict = _tried(truth, answer, tries, base_10, real_only=True)
        if verdict is not None:
            return verdict
    return _tried(truth, answer, tries, base_10, real_only=False)


def _tried(truth: Node, answer: Node, tries: list[dict[str, Fraction]], base_10: bool, real_only: bool) -> bool | None:
    """None with too few points, False with no value anywhere."""
    found, valued = 0, False
    for point in tries:
        try:
            different = differ(truth, answer, point, base_10, real_only)
        except Undefined:
            continue
        if different:
            return False
        valued = True
        found += different is False
        if found == POINTS_WANTED + 1:
            return True
    return None if valued or real_only else False


_NEGATIVE: tuple[Callable[[int], bool], ...] = (
    lambda position: False,
    lambda position: position % 2 == 0,
    lambda position: position % 2 == 1,
    lambda position: True,
    lambda position: False,
)


def points(seed: str, names: list[str], counting: frozenset[str]) -> Iterator[dict[str, Fraction]]:
    """Points fixed by the seed: all positive, alternating signs both ways, all negative, then as they come; for what
    counts whole numbers of each remainder by four, and of two such letters each parity beside each."""
    for k in range(POINTS_TRIED):
        point = {}
        for position, name in enumerate(names):
            raw = hashlib.blake2b(f"{k}|{name}|{seed}".encode("utf-8", "replace"), digest_size=8).digest()
            bits = int.from_bytes(raw[:5], "big")
            if name in counting:
                rest = (k, (k >> 1) % 2 + 2 * (k % 2))[position] if position < 2 else bits >> 1
                point[name] = Fraction(4 * (1 + bits % 2 + k // 4) + rest % 4)
                continue
            negative = _NEGATIVE[k](position) if k < len(_NEGATIVE) else raw[5] & 1
            point[name] = Fraction((-1 if negative else 1) * (bits + (1 << 38)), 1 << 39)
        yield point


def _counting_names(node: Node) -> frozenset[str]:
    """Variables that only make sense as whole numbers: under a factorial, or as the exponent of -1."""
    found: frozenset[str] = frozenset()
    for one in walk(node):
        if not isinstance(one, Op):
            continue
        if one.head in _COUNTED:
            found |= symbols(one)
        elif one.head == "pow" and _negative(one.args[0]):
            found |= symbols(one.args[1])
    return found


def _negative(node: Node) -> bool:
    """-2, and (1 - sqrt 5)/2, whose powers are real at whole numbers."""
    if (number := literal(node)) is not None:
        return number.value < 0
    if not isinstance(node, Op) or not heads(node) <= _ALGEBRAIC or symbols(node) or "i" in _names(node):
        return False
    try:
        return approximate(node) < 0
    except (Unknown, Undefined, TooLarge):
        return False


_ALGEBRAIC = frozenset({"add", "mul", "neg", "div", "root"})
