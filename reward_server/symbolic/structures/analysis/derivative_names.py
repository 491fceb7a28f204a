"""Derivatives of functions that have only a name, as names: df/dx and d/dx f(x) beside f'(x), ∂²u/∂x² beside u_xx."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, heads, rebuild, symbols, walk

_OPERATORS = frozenset({"derivative", "partial"})
_PRIMES = re.compile(r"([A-Za-z]|[a-z]{2,7})'{1,9}")
_SUBSCRIPT = re.compile(r"([a-zA-Z])_([a-z]{1,4})")
MAX_ORDER = 9


def by_name(left: Node, right: Node) -> tuple[Node, Node]:
    """Both with f' and u_x, where one side writes these and the other d/dx and ∂/∂x of the same function."""
    if not (heads(left) | heads(right)) & _OPERATORS:
        return left, right
    named = symbols(left) | symbols(right)
    primed = {found[1] for name in named if (found := _PRIMES.fullmatch(name))}
    indexed = {found[1] for name in named if (found := _SUBSCRIPT.fullmatch(name))}
    variables = _variables(primed, left, right)
    if not variables and not indexed:
        return left, right

    def written(one: Node) -> Node:
        return _written(one, variables, indexed)

    return rebuild(left, written), rebuild(right, written)


def _variables(primed: set[str], *nodes: Node) -> dict[str, Sym]:
    """Of functions with primes, the one variable by which they are derived elsewhere."""
    found: dict[str, set[Sym]] = {}
    for one in (one for node in nodes for one in walk(node)):
        if isinstance(one, Op) and one.head == "derivative" and isinstance(one.args[1], Sym):
            function = _function(one.args[0], one.args[1])
            if function is not None and (name := function.name.rstrip("'")) in primed:
                found.setdefault(name, set()).add(one.args[1])
    return {name: next(iter(by)) for name, by in found.items() if len(by) == 1}


def _function(node: Node, variable: Node) -> Sym | None:
    """The y of y and of y(x)."""
    if isinstance(node, Op) and node.head == "apply" and variable in node.args[1:]:
        node = node.args[0]
    return node if isinstance(node, Sym) else None


def _written(one: Node, variables: dict[str, Sym], indexed: set[str]) -> Node:
    if isinstance(one, Sym) and (named := _SUBSCRIPT.fullmatch(one.name)) and named[1] in indexed:
        return Sym(f"{named[1]}_{''.join(sorted(named[2]))}")
    if not isinstance(one, Op):
        return one
    if one.head == "apply" and len(one.args) == 2 and isinstance(one.args[0], Sym):  # f(x), f'(x)
        return one.args[0] if variables.get(one.args[0].name.rstrip("'")) == one.args[1] else one
    if one.head not in _OPERATORS:
        return one
    body, variable, order = one.args
    function = _function(body, variable)
    if function is None or not isinstance(variable, Sym) or not isinstance(order, Num) or order.value > MAX_ORDER:
        return one
    times = int(order.value)
    if one.head == "derivative":
        return Sym(function.name + "'" * times) if variables.get(function.name.rstrip("'")) == variable else one
    return _indexed(function, variable.name * times, indexed) or one


def _indexed(function: Sym, variables: str, indexed: set[str]) -> Sym | None:
    """u_xxy for the derivative by y of u_xx, where u is written so."""
    named = _SUBSCRIPT.fullmatch(function.name)
    name, before = (named[1], named[2]) if named else (function.name, "")
    return Sym(f"{name}_{''.join(sorted(before + variables))}") if name in indexed else None
