"""Decimals inside a sum: 0.67x + 1.33 and 1.41 + 1.73i, compared coefficient by coefficient."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reward_server.symbolic.parse.tree import ONE, Node, Num, Op, Sym, symbols, walk
from reward_server.symbolic.scalars.canonical import canonical

MAX_TERMS = 40


def has_decimal(node: Node) -> bool:
    return any(isinstance(one, Num) and one.decimals is not None for one in walk(node))


def coefficients(node: Node) -> dict[str, Node]:
    """Each product of variables (and of i) in a sum, and what it is multiplied by; "" is the constant term."""
    found: dict[str, list[Node]] = {}
    for constant, variable in map(_split, _terms(node)):
        found.setdefault(repr(canonical(variable)), []).append(constant)
    return {key: parts[0] if len(parts) == 1 else Op("add", tuple(parts)) for key, parts in found.items()}


def _terms(node: Node) -> Iterator[Node]:
    if isinstance(node, Op) and node.head == "add":
        for arg in node.args:
            yield from _terms(arg)
    elif isinstance(node, Op) and node.head == "neg":
        yield from (Op("neg", (term,)) for term in _terms(node.args[0]))
    else:
        yield node


def _varies(node: Node) -> bool:
    return bool(symbols(node)) or Sym("i") in walk(node)


def _split(term: Node) -> tuple[Node, Node]:
    """A term as (number, product of variables)."""
    if not _varies(term):
        return term, ONE
    if isinstance(term, Op) and term.head == "neg":
        constant, variable = _split(term.args[0])
        return Op("neg", (constant,)), variable
    if isinstance(term, Op) and term.head == "div" and not _varies(term.args[1]):
        constant, variable = _split(term.args[0])
        return Op("div", (constant, term.args[1])), variable
    if isinstance(term, Op) and term.head == "mul":
        return _product([arg for arg in term.args if not _varies(arg)]), _product(list(filter(_varies, term.args)))
    return ONE, term


def _product(factors: list[Node]) -> Node:
    return ONE if not factors else factors[0] if len(factors) == 1 else Op("mul", tuple(factors))


def same_coefficients(truth: Node, answer: Node, equal: Callable[[Node, Node], bool]) -> bool:
    """The same products of variables, each with an equal number before it; two terms or one with variables."""
    left, right = coefficients(truth), coefficients(answer)
    if left.keys() != right.keys() or len(left) > MAX_TERMS or left.keys() == {repr(ONE)}:
        return False
    return all(equal(left[key], right[key]) for key in left)
