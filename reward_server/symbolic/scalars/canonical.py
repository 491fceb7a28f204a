"""One form for expressions that differ only in the order of factors and terms, or in operations that do nothing."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import Node, Num, Op, Sym

_UNITY = {"add": 0, "mul": 1}


def canonical(node: Node) -> Node:
    """Factors and terms sorted, units of the operation dropped: x + 1, 1 + x and 1*(1 + x + 0) are one text."""
    if isinstance(node, Sym) or not isinstance(node, Op):
        return Num(node.value) if isinstance(node, Num) else node
    args = [canonical(arg) for arg in node.args]
    if node.head == "=":
        args.sort(key=repr)
    if node.head not in _UNITY:
        return _simpler(node.head, args)
    flat = [part for arg in args for part in (arg.args if isinstance(arg, Op) and arg.head == node.head else (arg,))]
    kept = sorted((arg for arg in flat if not (isinstance(arg, Num) and arg.value == _UNITY[node.head])), key=repr)
    return kept[0] if len(kept) == 1 else Op(node.head, tuple(kept))


def _simpler(head: str, args: list[Node]) -> Node:
    if head == "div" and isinstance(args[1], Num) and args[1].value == 1:
        return args[0]
    if head == "pow" and isinstance(args[1], Num) and args[1].value == 1:
        return args[0]
    if head == "neg" and isinstance(args[0], Op) and args[0].head == "neg":
        return args[0].args[0]
    if head == "neg" and isinstance(args[0], Num):
        return Num(-args[0].value)
    return Op(head, tuple(args))
