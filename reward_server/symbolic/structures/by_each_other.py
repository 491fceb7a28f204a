"""Values that an answer gives by others of its own: s_1 = -1 + 2j and s_2 the conjugate of s_1."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import Node, Op, Sym, rebuild, substitute, symbols

MAX_VALUES = 8


def spelled_out(node: Node) -> Node:
    """With the values in place of their names; the node itself where none stands for another, or they go in circles."""
    if not (
        isinstance(node, Op) and node.head in ("list", "and", "or", "()", "set") and 1 < len(node.args) <= MAX_VALUES
    ):
        return node
    named: dict[str, Node] = {}
    for one in node.args:
        if not (isinstance(one, Op) and one.head == "=" and len(one.args) == 2 and isinstance(one.args[0], Sym)):
            return node
        if one.args[0].name in named:
            return node
        named[one.args[0].name] = one.args[1]
    known: dict[str, Node] = {}
    for _ in named:
        for name, value in named.items():
            if not symbols(value) & (named.keys() - known.keys()):
                known[name] = substitute(value, known)
    if known.keys() != named.keys() or known == named:
        return node
    return Op(node.head, tuple(Op("=", (Sym(name), rebuild(known[name], _conjugated))) for name in named))


def _conjugated(node: Node) -> Node:
    """The -1 - 2j of a bar over -1 + 2j, as engineers write the imaginary unit."""
    if not (isinstance(node, Op) and node.head == "bar" and symbols(node) == {"j"}):
        return node
    return substitute(node.args[0], {"j": Op("neg", (Sym("j"),))})
