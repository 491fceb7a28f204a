"""Does the answer leave its work to the judge? The policy computes; the judge compares.

Where the ground truth is made of plain numbers, every value of the answer must be finished: a numeral in any notation,
one fraction, one power, one factorial, a product of powers of distinct primes, a root, a logarithm, a constant. Where
it is a solution (x = 2, 2 < x < 3), the answer must be solved too. Sums, integrals and limits that the ground truth
does not contain are unfinished everywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.parse.assignments import names_a_value, value_of
from reward_server.symbolic.parse.tree import (
    BOUND,
    ONE,
    RELATIONS,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    data_of,
    has_dots,
    heads,
    is_scalar,
    rebuild,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.real_sets import NotASet, is_interval, pieces
from reward_server.symbolic.verdict import EXACT, Undecided

_OPERATIONS = {
    "add": "sum", "mod": "remainder", "gcd": "greatest common divisor", "lcm": "least common multiple",
    "det": "determinant", "binom": "binomial", "perm": "number of arrangements", "floor": "floor", "ceil": "ceiling",
    "abs": "absolute value", "max": "maximum", "min": "minimum", "sum": "sum", "prod": "product", "int": "integral",
    "lim": "limit", "lim+": "limit", "lim-": "limit",
    "derivative": "derivative", "partial": "partial derivative", "cross": "cross product",
}  # fmt: skip
_ALWAYS = BOUND | {"derivative", "partial"}
"""Operations that are unfinished unless the ground truth has them too."""
MAX_PRIME = 10_000


def unfinished(truth: Node, answer: Node, truth_text: str = "", text: str = "") -> str:
    """The work that the answer leaves to do; empty if it leaves none. The texts tell 51 ÷ 3 from 51/3."""
    equations = all(isinstance(node, Op) and node.head == "=" for node in (truth, answer))
    left = (_open_heads(answer, equations) | _dotted(answer)) & _ALWAYS
    if left and (left := left - heads(truth) - _dotted(truth)):
        return _OPERATIONS[min(left)]
    if is_solved(truth) and (left_unsolved := _unsolved(answer)):
        return left_unsolved
    if not is_plain(_last(truth)):
        return ""
    if _undivided(answer, truth_text, text):
        return "division"
    return _work(_last(answer)) or ("sum" if _is_sum_for_rational(_last(truth), _last(answer)) else "")


def _is_sum_for_rational(truth: Node, answer: Node) -> bool:
    """sin^2 3 + cos^2 3 for 1; but 1 + sqrt 2 for 2.414."""
    exact = isinstance(truth, Num) and truth.decimals is None and not truth.places
    closed = isinstance(answer, Op) and answer.head == "add" and not symbols(answer)
    return exact and closed and is_scalar(answer) and bool(heads(answer) & _TRANSCENDENTAL)


_TRANSCENDENTAL = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "ln", "log", "exp", "arcsin", "arccos", "arctan"}
)


# -- chains of steps that end in a value -----------------------------------------------------------------------------

_SET_OPERATIONS = frozenset({"cup", "cap", "setminus"})
_STEPS = _ALWAYS | _SET_OPERATIONS


def concluded(node: Node, other: Node) -> Node:
    """The 9t^2 of d/dt (3t^3) = 9t^2, and S = 55 for S = 1 + ... = 55: steps that were done state their last member.

    The node itself where `other` is the value of such steps too, or where the equation may be one to solve.
    """
    if not (isinstance(node, Op) and node.head == "="):
        return node
    first, *middle, last = node.args
    if len({canonical(one) for one in node.args if _is_plain(one)}) > 1:  # {2} = {3}
        return node
    if names_a_value(first):
        done = any(heads(one) & _STEPS for one in middle) and not heads(last) & _STEPS
        return Op("=", (first, last)) if done else node
    alike = isinstance(other, Op) and other.head == "=" and bool(heads(other.args[0]) & _STEPS)
    if alike and isinstance(other, Op) and other.args[0] != first:
        return node
    return last if _leads_to(first, last) else node


def _is_plain(node: Node) -> bool:
    """A numeral, or a set of numerals."""
    members = node.args if isinstance(node, Op) and node.head == "set" else (node,)
    return all(isinstance(one, Num) and one.decimals is None for one in members)


def _leads_to(work: Node, value: Node) -> bool:
    """Is the equation of both a step that was done, and none to solve for a letter that only the work holds?"""
    found = heads(work)
    if found & _SET_OPERATIONS:
        return not heads(value) & {"cap", "="}
    if not found & _ALWAYS or not is_scalar(value) or heads(value) & _ALWAYS:
        return False
    if any(isinstance(one, Op) and _is_named_derivative(one) for one in walk(work)):
        return False
    called = {one.args[0] for one in walk(work) if isinstance(one, Op) and one.head == "apply"}
    names = symbols(work) - {one.name for one in called if isinstance(one, Sym)}
    return names <= symbols(value) or _is_constant_slope(work, value)


def _is_constant_slope(work: Node, value: Node) -> bool:
    """d/dt (5t) = 5 holds for every t; d/dt (t^2) = 4 is an equation to solve."""
    if not (isinstance(work, Op) and work.head in ("derivative", "partial") and work.args[2] == ONE):
        return False
    body, variable, _ = work.args
    start = rebuild(body, lambda one: ZERO if one == variable else one)
    try:
        return same_scalar(body, Op("add", (start, Op("mul", (value, variable)))), EXACT).equal
    except Undecided:
        return False


_DIVIDED = re.compile(r"\d[\s})]*(?:÷|\\div(?![a-z]))[\s{(\\,;!]*[-−]?\d")
"""Between numerals this sign says that a division is to be done, which a fraction does not."""


def _undivided(answer: Node, truth_text: str, text: str) -> bool:
    """51 ÷ 3 and 51:3, also as the last member of a chain; 2:3 is a ratio."""
    given = _last(answer)
    if not isinstance(given, Op):
        return False
    if given.head == "div":
        return bool(_DIVIDED.search(text.rpartition("=")[2])) and not _DIVIDED.search(truth_text)
    if not (given.head == "ratio" and len(given.args) == 2 and all(isinstance(arg, Num) for arg in given.args)):
        return False
    first, second = (arg.value for arg in given.args if isinstance(arg, Num))
    return second not in (0, 1) and (first / second).denominator == 1 and ":" not in truth_text


_WRITTEN = re.compile(r"\\(?:(i{0,3}nt|oint)|(sum|prod|lim|binom|det|gcd|lcm|bmod))(?![a-z])")


def unfinished_text(truth: Node, answer: str) -> str:
    """As `unfinished`, of an answer that the grammar cannot read: by the operation that its text names."""
    named = _WRITTEN.search(answer)
    if named is None or "=" in answer or not is_plain(_last(truth)):
        return ""
    return _OPERATIONS["int" if named.group(1) else named.group(2).replace("bmod", "mod")]


def _dotted(node: Node) -> frozenset[str]:
    """1 + 2 + ... + n is a sum, as one with a sign is; of X_1 + ... + X_n nobody knows the terms."""
    return frozenset({"sum"}) if has_dots(_last(node)) and not _are_data(_last(node)) else frozenset()


def _are_data(node: Node) -> bool:
    dotted = [one for one in walk(node) if isinstance(one, Op) and one.head == "add" and has_dots(one)]
    firsts = [one.args[0] for one in dotted]
    return all(isinstance(one, Sym) and one.name.endswith("_1") for one in firsts)


def _open_heads(node: Node, equations: bool) -> frozenset[str]:
    """Without the operations in a name: dy/dx = 2x leaves nothing to do, and neither does dy/dx + y = 2x beside another
    equation."""
    if isinstance(node, Op) and node.head == "=" and names_a_value(node.args[0]):
        node, equations = node.args[-1], False
    if equations:
        return frozenset(one.head for one in walk(node) if isinstance(one, Op) and not _is_named_derivative(one))
    if heads(node).isdisjoint(("sum", "prod")):
        return heads(node)
    return frozenset(
        one.head for one in walk(node) if isinstance(one, Op) and not (one.head in ("sum", "prod") and data_of(one))
    )


def _is_named_derivative(node: Op) -> bool:
    """dy/dx of a function that has only a name."""
    return node.head in ("derivative", "partial") and isinstance(node.args[0], Sym)


def _last(node: Node) -> Node:
    """The part that counts: the last member of a chain of equalities, or the value that an equation names."""
    if isinstance(node, Op) and node.head == "=":
        value = value_of(node)
        return value if value is not node else node.args[-1]
    return node


# -- plain numbers ---------------------------------------------------------------------------------------------------

_PLAIN_PARTS = frozenset(
    {"list", "or", "set", "()", "[]", "[)", "(]", "=", "matrix", "row", "quantity", "degree", "pm"}
)


def is_plain(node: Node) -> bool:
    """An integer, a fraction, a decimal, a percentage; or a structure of them."""
    if isinstance(node, Num):
        return True
    if isinstance(node, Sym):
        return node.name == "oo"
    if not isinstance(node, Op):
        return False
    if node.head in ("neg", "percent"):
        return is_plain(node.args[0])
    if node.head == "div":
        return all(isinstance(arg, Num) or (isinstance(arg, Op) and arg.head == "neg") for arg in node.args)
    if node.head == "=":
        return names_a_value(node.args[0]) and is_plain(node.args[-1])
    if node.head == "quantity":
        return is_plain(node.args[0])
    return node.head in _PLAIN_PARTS and all(map(is_plain, node.args))


def _work(node: Node) -> str:
    """The first operation on numbers that is left to do."""
    if not isinstance(node, Op):
        return ""
    closed = not symbols(node) and (node.head == "det" or is_scalar(node))
    if node.head in _OPERATIONS and closed and _leaves(node):
        return _OPERATIONS[node.head]
    if node.head == "mul" and closed and not _is_finished_product(node):
        return "product"
    if node.head == "div" and any(_is_ratio(arg) for arg in node.args):
        return "quotient"
    if node.head == "quantity":
        return _work(node.args[0])
    if node.head == "=":
        return _work(_last(node))
    return next((left for arg in node.args if (left := _work(arg))), "")


def _is_ratio(node: Node) -> bool:
    """A fraction or a factorial inside a fraction."""
    bare = node.args[0] if isinstance(node, Op) and node.head == "neg" else node
    return isinstance(bare, Op) and bare.head in ("div", "fact", "fact2")


def _is_finished_product(node: Op) -> bool:
    if literal(node) is not None:  # 3 * 10^8
        return True
    numerals = [arg for arg in node.args if _is_numeral(arg)]
    if len(numerals) == len(node.args):
        return _is_factorisation(node.args)
    return len(numerals) <= 1


def _leaves(node: Op) -> bool:
    """1 + sqrt 2 is finished, and so is the residue 3 mod 7."""
    if node.head == "add":
        return sum(map(_is_numeral, node.args)) > 1 or _is_numeral(node)
    if node.head == "mod" and len(node.args) == 2 and all(isinstance(arg, Num) for arg in node.args):
        value, modulus = (arg.value for arg in node.args if isinstance(arg, Num))
        return not 0 <= value < modulus
    return True


def _is_numeral(node: Node) -> bool:
    """Does it have a rational value, even one that is too large to write down?"""
    try:
        rational(node)
    except Inexact:
        return False
    except (TooLarge, Undefined):
        pass
    return True


def _is_factorisation(factors: tuple[Node, ...]) -> bool:
    """2^3 * 5 * 7^2: distinct primes, at least one of them written as a power."""
    bases = []
    for factor in factors:
        base = factor.args[0] if isinstance(factor, Op) and factor.head == "pow" else factor
        exponent = factor.args[1] if base is not factor and isinstance(factor, Op) else Num
        if not (isinstance(base, Num) and base.decimals is None and base.value.denominator == 1):
            return False
        if exponent is not Num and not isinstance(exponent, Num):
            return False
        bases.append(base.value.numerator)
    powers = any(isinstance(factor, Op) for factor in factors)
    return powers and len(set(bases)) == len(bases) and all(map(_is_prime, bases))


@lru_cache(maxsize=256)
def _is_prime(number: int) -> bool:
    return 1 < number <= MAX_PRIME and all(number % k for k in range(2, int(number**0.5) + 1))


# -- solutions -------------------------------------------------------------------------------------------------------


def is_solved(node: Node) -> bool:
    """Does the ground truth state values: numbers, intervals, a variable between bounds?"""
    if isinstance(node, Word):
        return node.text.startswith("set ")
    if not _unsolved(node) and isinstance(node, Op) and node.head in _SETS:
        return True
    return is_plain(node)


_SETS = frozenset({"cup", "in", "<", "<=", ">", ">=", "!=", "and", "or", "such_that", "()", "[]", "[)", "(]"})


_TO_BE_DONE = RELATIONS | {"cap", "cup", "setminus"}


def _unsolved(node: Node) -> str:
    """A relation that is not solved for its variable, or an intersection or difference of sets, or a union of
    listed ones with common members, that is not carried out."""
    if heads(node).isdisjoint(_TO_BE_DONE):
        return ""
    calls = [one for one in walk(node) if isinstance(one, Op) and one.head == "apply"]
    named = {id(one) for call in calls for one in walk(call)}
    for one in walk(node):
        if not isinstance(one, Op) or id(one) in named:  # the probability of A and B is a name
            continue
        if one.head == "cap" or (one.head == "setminus" and not _only_takes_out(one)):
            return "intersection" if one.head == "cap" else "difference of sets"
        if one.head == "cup" and all(map(_is_listed, one.args)) and _overlap(one):
            return "union"
        if one.head in RELATIONS and len(symbols(one)) == 1 and not _is_solved_relation(one):
            return "equation to solve" if one.head == "=" else "inequality to solve"
    return ""


def _only_takes_out(node: Op) -> bool:
    """R without points, and an interval without what lies inside of it: [0, 5] without 2, but not without [4, 6]."""
    whole, *removed = node.args
    if isinstance(whole, Word):
        return True
    try:
        holes = [hole for one in removed for hole in pieces(one)]
        return len(pieces(node)) == len(pieces(whole)) + len(holes) if is_interval(whole) else False
    except (NotASet, Undecided):
        return False


def _is_listed(node: Node) -> bool:
    """{1, 2}, whose members are numbers."""
    return isinstance(node, Op) and node.head == "set" and bool(node.args) and not symbols(node)


def _overlap(union: Op) -> bool:
    members = [member for part in union.args if isinstance(part, Op) for member in part.args]
    return len(set(members)) < len(members)


def _is_solved_relation(node: Op) -> bool:
    """x < 2, and |x| < 2, which says as plainly how far x goes."""
    if node.head == "=" and len(node.args) > 2:
        return True
    if node.head not in ("=", "!=") and any(
        isinstance(side, Op) and side.head == "abs" and isinstance(side.args[0], Sym) for side in node.args
    ):
        return True
    return any(names_a_value(side) and not isinstance(side, Op) for side in node.args) or any(
        isinstance(side, Op) and (side.head in ("apply", "()") or (side.head == "pow" and names_a_value(side)))
        for side in node.args
    )
