"""The last rung: sympy, in a worker under a limit of the kernel. Only the workers import this module, because sympy
takes half a second to load.

Trees of our own grammar are built into sympy objects node by node; LaTeX that the grammar does not know goes through
latex2sympy2. No text reaches `eval`, `sympify` or `parse_expr`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy
from sympy.core.cache import clear_cache
from sympy.core.function import AppliedUndef

from reward_server.symbolic.compare import compare
from reward_server.symbolic.latex import Unreadable, latex_to_sympy
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.families import families, spelled_out
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import BOUND, BRACKETS, RELATIONS, Node, Num, Op, Sym, Word, heads, is_scalar
from reward_server.symbolic.reading import read
from reward_server.symbolic.scalars.decimals import within
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.verdict import EXACT, OverBudget, Rules, Undecided, Verdict

DIGITS = 60
Expression = Any  # sympy has no types


def judge(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Decides a `MathPayload`. Always gives a `MathResult`, unless the worker's limits end it."""
    random.seed(0)
    sympy.core.random.seed(0)
    clear_cache()
    rules = Rules(**payload["rules"])
    rejected: Verdict | None = None
    for truth in payload["truths"]:
        verdicts = [_judge_one(truth, answer, rules, payload["prompt"]) for answer in payload["answers"]]
        decided = [verdict for verdict in verdicts if verdict is not None]
        if len(decided) == len(verdicts) and all(verdict.equal for verdict in decided):
            return _result(decided[-1])
        rejected = rejected or next((verdict for verdict in decided if not verdict.equal), None)
    return _result(rejected)


def _result(verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"equal": None, "reason": "sympy cannot tell", "rule": "sympy"}
    return {"equal": verdict.equal, "reason": verdict.reason, "rule": verdict.rule or "sympy"}


def _judge_one(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    try:
        return compare(truth, answer, rules, prompt)
    except OverBudget:
        return None
    except Undecided:
        return by_sympy(truth, answer, rules)


def by_sympy(truth: str, answer: str, rules: Rules = EXACT) -> Verdict | None:
    """Without the cheaper rungs; None where sympy cannot tell."""
    try:
        return same(truth, answer, rules)
    except (
        Undecided,
        Unparsable,
        RecursionError,
        ArithmeticError,
        ValueError,
        TypeError,
        AttributeError,
        NotImplementedError,
    ):
        return None
    except (KeyError, IndexError, sympy.SympifyError):
        return None


def same(truth: str, answer: str, rules: Rules = EXACT) -> Verdict | None:
    """None where sympy cannot tell."""
    left, right = _prepared(truth), _prepared(answer)
    names = families(node for node in (left, right) if node is not None)
    left, right = (node and spelled_out(node, names) for node in (left, right))
    if _denotes_reals(left) and _denotes_reals(right):
        return _same_sets(left, right)
    left_value, right_value = _value(left, truth), _value(right, answer)
    if left_value is None or right_value is None:
        unread = truth if left_value is None else answer
        return Verdict(False, f"cannot be read: {unread[:60]}")
    if _diverges(left, left_value) and _diverges(right, right_value):
        return Verdict(left == right, f"without a value: {truth[:60]}, {answer[:60]}")
    return _same_values(left_value, right_value, rules)


def _diverges(node: Node | None, value: Expression) -> bool:
    """A sum, a product or an integral that is no number: two of them are not equal for that."""
    return node is not None and bool(BOUND & heads(node)) and value in _ENDLESS


_ENDLESS = (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)


def _prepared(text: str) -> Node | None:
    node = read(text)[1]
    return prepare(value_of(node)) if node is not None else None


def _value(node: Node | None, text: str) -> Expression | None:
    try:
        if node is not None:
            return build(node)
        return latex_to_sympy(read(text)[0])
    except (Unreadable, Undecided):
        return None


def _same_values(left: Expression, right: Expression, rules: Rules) -> Verdict | None:
    left, right = (value.doit() if hasattr(value, "doit") else value for value in (left, right))
    shown = f"{str(left)[:40]}, {str(right)[:40]}"
    if left == right:
        return Verdict(True, f"equal in sympy: {shown}")
    if not (isinstance(left, sympy.Expr) and isinstance(right, sympy.Expr)):
        return Verdict(False, f"different in sympy: {shown}")
    difference = left - right
    if rules.approximate and (close := _close(left, right, rules, shown)) is not None:
        return close
    if difference.free_symbols == set() and _apart(difference):
        return Verdict(False, f"different values in sympy: {shown}")
    if left.free_symbols != right.free_symbols and not difference.free_symbols:
        return None
    return _simplified(difference, shown)


def _close(left: Expression, right: Expression, rules: Rules, shown: str) -> Verdict | None:
    """Compares by the caller's tolerance or digits, if both are real numbers."""
    values = [sympy.N(value, DIGITS) for value in (left, right)]
    if not all(value.is_Float or value.is_Rational for value in values):
        return None
    truth, answer = (Fraction(str(value)) for value in values)
    return Verdict(True, f"equal by the option given: {shown}", rules.option) if within(truth, answer, rules) else None


def _apart(difference: Expression) -> bool:
    value = difference.evalf(DIGITS)
    return bool(value.is_number and value.is_comparable and abs(value) > sympy.Float(10) ** (20 - DIGITS))


def _simplified(difference: Expression, shown: str) -> Verdict | None:
    if sympy.simplify(difference) == 0:
        return Verdict(True, f"equal by sympy's simplify: {shown}")
    equal = difference.equals(0)
    if equal is None:
        return None
    return Verdict(bool(equal), f"{'equal' if equal else 'different'} in sympy: {shown}")


# -- sets of reals -------------------------------------------------------------------------------------------------


def _denotes_reals(node: Node | None) -> bool:
    if isinstance(node, Word):
        return node.text == "set R"
    if not isinstance(node, Op):
        return False
    if node.head in ("and", "or", "list"):
        return all(_denotes_reals(arg) for arg in node.args)
    return (
        node.head in _SETS
        or node.head in ("in", "such_that")
        or (node.head in RELATIONS and node.head != "=")
        or node.head in BRACKETS
        or node.head == "set"
    )


def _same_sets(left: Node | None, right: Node | None) -> Verdict | None:
    assert left is not None
    assert right is not None
    a, b = real_set(left), real_set(right)
    equal = a == b or ((a - b).is_empty is True and (b - a).is_empty is True)
    if not equal and not (isinstance(a, sympy.Set) and isinstance(b, sympy.Set) and a.is_empty is not None):
        return None
    return Verdict(bool(equal), f"{'equal' if equal else 'different'} sets in sympy: {str(a)[:40]}, {str(b)[:40]}")


_SETS: dict[str, Callable[..., Any]] = {
    "cup": sympy.Union,
    "or": sympy.Union,
    "cap": sympy.Intersection,
    "and": sympy.Intersection,
    "list": sympy.Intersection,
    "setminus": lambda first, *rest: sympy.Complement(first, sympy.Union(*rest)),
}


def real_set(node: Node) -> Any:
    """Raises Undecided, or what sympy's solvers raise."""
    if isinstance(node, Word):
        return sympy.S.Reals
    if not isinstance(node, Op):
        raise Undecided("no set")
    if node.head in _SETS:
        return _SETS[node.head](*(real_set(arg) for arg in node.args))
    if node.head in BRACKETS and len(node.args) == 2:
        low, high = (build(arg) for arg in node.args)
        return sympy.Interval(low, high, node.head[0] == "(", node.head[1] == ")")
    if node.head == "set":
        return sympy.FiniteSet(*(build(arg) for arg in node.args))
    if node.head == "in":
        return real_set(node.args[1])
    if node.head == "such_that":
        return real_set(node.args[1])
    if node.head in RELATIONS and len(node.args) == 2:
        return _solutions(node)
    raise Undecided(node.head)


def _solutions(node: Op) -> Any:
    relation = _RELATIONS[node.head](build(node.args[0]), build(node.args[1]))
    names = relation.free_symbols
    if len(names) != 1:
        raise Undecided("not one variable")
    variable = sympy.Symbol("x", real=True)
    return sympy.solve_univariate_inequality(relation.subs(names.pop(), variable), variable, relational=False)


_RELATIONS: dict[str, Any] = {
    "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "=": sympy.Eq, "!=": sympy.Ne,
}  # fmt: skip


# -- trees to sympy ------------------------------------------------------------------------------------------------

_NAMED = {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}
_HEADS: dict[str, Callable[..., Any]] = {
    "add": sympy.Add,
    "mul": sympy.Mul,
    "neg": lambda value: -value,
    "div": lambda top, below: top / below,
    "pow": sympy.Pow,
    "root": lambda value, degree: sympy.real_root(value, degree) if value.is_number else value ** (1 / degree),
    "percent": lambda value: value / 100,
    "degree": lambda value: value * sympy.pi / 180,
    "abs": sympy.Abs,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "fact": sympy.factorial,
    "gamma": sympy.gamma,
    "zeta": sympy.zeta,
    "fact2": sympy.factorial2,
    "binom": sympy.binomial,
    "perm": lambda n, k: sympy.ff(n, k),
    "max": sympy.Max,
    "min": sympy.Min,
    "mod": sympy.Mod,
    "gcd": sympy.gcd,
    "lcm": sympy.lcm,
    "exp": sympy.exp,
    "ln": sympy.log,
    "log": sympy.log,
    "logb": sympy.log,
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arccot": sympy.acot,
    "arcsec": sympy.asec,
    "arccsc": sympy.acsc,
    "arsinh": sympy.asinh,
    "arcosh": sympy.acosh,
    "artanh": sympy.atanh,
    "Re": sympy.re,
    "Im": sympy.im,
    "arg": sympy.arg,
    "bar": sympy.conjugate,
    "sgn": sympy.sign,
    "erf": sympy.erf,
    "normcdf": lambda value: (1 + sympy.erf(value / sympy.sqrt(2))) / 2,
    **{
        name: getattr(sympy, name)
        for name in ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"]
    },
}


def build(node: Node) -> Expression:
    """Raises Undecided for a node that has no sympy object here."""
    if isinstance(node, Num):
        return sympy.Rational(node.value.numerator, node.value.denominator)
    if isinstance(node, Sym):
        return _NAMED.get(node.name, sympy.Symbol(node.name))
    if not isinstance(node, Op):
        raise Undecided("text")
    if node.head in BOUND:
        return _bound(node)
    if node.head == "apply" and isinstance(node.args[0], Sym):
        return sympy.Function(node.args[0].name)(*(build(arg) for arg in node.args[1:]))
    if node.head in ("derivative", "partial"):
        body, variable, order = (build(arg) for arg in node.args)
        return sympy.diff(body, variable, int(order))
    if node.head == "matrix":
        return sympy.ImmutableMatrix([[build(entry) for entry in row] for row in rows(node)])
    if node.head == "det":
        return sympy.Matrix(build(node.args[0])).det()
    if node.head in ("list", "set", "or") and all(is_scalar(arg) for arg in node.args):
        return sympy.FiniteSet(*(build(arg) for arg in node.args))
    if node.head == "()":
        return sympy.Tuple(*(build(arg) for arg in node.args))
    if node.head not in _HEADS:
        raise Undecided(node.head)
    return _HEADS[node.head](*(build(arg) for arg in node.args))


def _bound(node: Op) -> Expression:
    parts = [build(arg) for arg in node.args]
    variable, body = parts[0], parts[-1]
    if node.head == "int":
        return sympy.Integral(body, (variable, *parts[1:-1]) if len(parts) > 2 else variable).doit()
    if node.head.startswith("lim"):
        return sympy.Limit(body, variable, parts[1], dir=node.head.removeprefix("lim") or "+-").doit()
    if len(parts) != 4:
        raise Undecided("a sum without bounds")
    low, high = parts[1:3]
    if body.atoms(AppliedUndef) and low.is_finite is not False:  # sympy does not see that two differ by a shift alone
        body, low, high = body.subs(variable, variable + low), 0, high - low
    return (sympy.Sum if node.head == "sum" else sympy.Product)(body, (variable, low, high)).doit()
