"""Pairs whose order is left open: {x, y} = {3, 6} are (3, 6) and (6, 3), and x = y = 4 is (4, 4)."""

from __future__ import annotations

from itertools import permutations

from reward_server.symbolic.parse.tree import Node, Op, Sym

MAX_LETTERS = 4


def as_points(node: Node) -> Node:
    """A list of points, where the node lists equations of sets of letters; the node itself elsewhere."""
    parts = node.args if isinstance(node, Op) and node.head in ("or", "list", "set") else (node,)
    names = next((found for one in parts if (found := _letters(one)) is not None), None)
    if names is None:
        return node
    points: list[Node] = []
    for one in parts:
        inner = _points(one, names)
        if inner is None:
            return node
        points += [point for point in inner if point not in points]
    return Op("list", tuple(points)) if len(points) > 1 else points[0]


def _letters(node: Node) -> tuple[str, ...] | None:
    """The x and y of {x, y} = {3, 6}, in the order of the alphabet."""
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2):
        return None
    left, right = node.args
    if not all(isinstance(side, Op) and side.head == "set" for side in (left, right)):
        return None
    names = sorted(one.name for one in getattr(left, "args", ()) if isinstance(one, Sym))
    whole = len(names) == len(getattr(left, "args", ())) == len({*names})
    return tuple(names) if whole and 2 <= len(names) <= MAX_LETTERS else None


def _points(node: Node, names: tuple[str, ...]) -> list[Node] | None:
    """Every order of the values of a set, the point of x = y = 4, and a point as it is."""
    size = len(names)
    if (found := _letters(node)) is not None:
        values = node.args[1].args if isinstance(node, Op) and isinstance(node.args[1], Op) else ()
        values = values * size if len(values) == 1 else values
        if found != names or len(values) != size:
            return None
        return [Op("()", order) for order in dict.fromkeys(permutations(values))]
    if isinstance(node, Op) and node.head == "=":
        *letters, value = node.args
        if tuple(sorted(one.name for one in letters if isinstance(one, Sym))) == names:
            return [Op("()", (value,) * size)]
        named = letters[0] if len(letters) == 1 else None
        written = tuple(getattr(one, "name", "") for one in getattr(named, "args", ()))
        return _points(value, names) if written == names else None
    return [node] if isinstance(node, Op) and node.head == "()" and len(node.args) == size else None
