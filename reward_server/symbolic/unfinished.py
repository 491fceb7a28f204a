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
    RELATIONS,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational

_OPERATIONS = {
    "add": "sum", "mod": "remainder", "gcd": "greatest common divisor", "lcm": "least common multiple",
    "det": "determinant", "binom": "binomial", "perm": "number of arrangements", "floor": "floor", "ceil": "ceiling",
    "max": "maximum", "min": "minimum", "sum": "sum", "prod": "product", "int": "integral", "lim": "limit",
    "lim+": "limit", "lim-": "limit",
    "derivative": "derivative", "partial": "partial derivative", "cross": "cross product",
}  # fmt: skip
_ALWAYS = BOUND | {"derivative", "partial"}
"""Operations that are unfinished unless the ground truth has them too."""
MAX_PRIME = 10_000


def unfinished(truth: Node, answer: Node) -> str:
    """The work that the answer leaves to do; empty if it leaves none."""
    equations = all(isinstance(node, Op) and node.head == "=" for node in (truth, answer))
    if left := sorted(_open_heads(answer, equations) & _ALWAYS - heads(truth)):
        return _OPERATIONS[left[0]]
    if is_solved(truth) and (left_unsolved := _unsolved(answer)):
        return left_unsolved
    return _work(_last(answer)) if is_plain(_last(truth)) else ""


_WRITTEN = re.compile(r"\\(?:(i{0,3}nt|oint)|(sum|prod|lim|binom|det|gcd|lcm|bmod))(?![a-z])")


def unfinished_text(truth: Node, answer: str) -> str:
    """As `unfinished`, of an answer that the grammar cannot read: by the operation that its text names."""
    named = _WRITTEN.search(answer)
    if named is None or "=" in answer or not is_plain(_last(truth)):
        return ""
    return _OPERATIONS["int" if named.group(1) else named.group(2).replace("bmod", "mod")]


def _open_heads(node: Node, equations: bool) -> frozenset[str]:
    """Without the operations in a name: dy/dx = 2x leaves nothing to do, and neither does dy/dx + y = 2x beside another
    equation."""
    if isinstance(node, Op) and node.head == "=" and names_a_value(node.args[0]):
        return frozenset[str]().union(*map(heads, node.args[1:]))
    if equations:
        return frozenset(one.head for one in walk(node) if isinstance(one, Op) and not _is_named_derivative(one))
    return heads(node)


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


def _unsolved(node: Node) -> str:
    """A relation that is not solved for its variable, or an intersection or difference of sets that is not carried
    out."""
    for one in walk(node):
        if not isinstance(one, Op):
            continue
        if one.head == "cap" or (one.head == "setminus" and not isinstance(one.args[0], Word)):
            return "intersection" if one.head == "cap" else "difference of sets"
        if one.head in RELATIONS and len(symbols(one)) == 1 and not _is_solved_relation(one):
            return "equation to solve" if one.head == "=" else "inequality to solve"
    return ""


def _is_solved_relation(node: Op) -> bool:
    if node.head == "=" and len(node.args) > 2:
        return True
    return any(names_a_value(side) and not isinstance(side, Op) for side in node.args) or any(
        isinstance(side, Op) and side.head in ("apply", "()") for side in node.args
    )
