"""Equations with other names: height = 80 + 6 age as y = 80 + 6x, v_t = mg/b as v = mg/b, x_{k+1} as x_{n+1}, and the
components pi_0, pi_1 as the vector pi.

`second_readings` tries them.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.tree import Node, Op, Sym, Word, rebuild, rename, substitute, symbols, walk

_FITTED = re.compile(
    r"regression|least[- ]squares|best[- ]fit|trend ?line|line of fit|prediction equation", re.IGNORECASE
)


def with_plain_names(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node] | None:
    """height = 80 + 6 age as y = 80 + 6x, beside a line of regression with other names."""
    if _FITTED.search(prompt[-MAX_PROMPT:]) is None:
        return None
    sides = [_names_of_line(one) for one in (truth, answer)]
    (first, left), (second, right) = (one if one is not None else ((), truth) for one in sides)
    return (left, right) if first and second and not {*first} & {*second} else None


def _names_of_line(node: Node) -> tuple[tuple[str, ...], Node] | None:
    """The names of the two variables, and the equation in x and y."""
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2):
        return None
    left, right = node.args
    inner = {one for one in walk(right) if isinstance(one, Sym | Word)}
    if not isinstance(left, Sym | Word) or len(inner) != 1 or left in inner:
        return None
    (variable,) = inner
    names = tuple(one.name if isinstance(one, Sym) else one.text for one in (left, variable))
    return names, Op("=", (Sym("y"), rebuild(right, lambda one: Sym("x") if one == variable else one)))


def as_graph(node: Node, other: Node) -> Node:
    """The {(x, y) : y = x, x > 0} of {(t, t) : t > 0}, in the letters of the other side."""
    if not (isinstance(node, Op) and node.head == "such_that" and isinstance(other, Op) and other.head == "such_that"):
        return node
    point, said = node.args
    conditions = said.args if isinstance(said, Op) and said.head in ("list", "and") else (said,)
    named = other.args[0]
    if not all(isinstance(one, Op) and one.head == "()" for one in (point, named)):
        return node
    entries, letters = point.args, named.args  # type: ignore[union-attr]
    parameter = next((one for one in entries if isinstance(one, Sym)), None)
    if parameter is None or len(entries) != len(letters) or symbols(point) != {parameter.name}:
        return node
    names = [one.name for one in letters if isinstance(one, Sym)]
    if len({*names}) != len(letters) or parameter.name in names:
        return node
    place = entries.index(parameter)
    put = {parameter.name: letters[place]}
    equations = [Op("=", (letters[k], substitute(one, put))) for k, one in enumerate(entries) if k != place]
    return Op("such_that", (named, Op("list", (*equations, *(substitute(one, put) for one in conditions)))))


_COMPONENT = re.compile(r"([A-Za-z]+)_(\d)(\d)?")


def in_one(node: Node) -> Node:
    """pi = (1/3, 2/3) for pi_0 = 1/3, pi_1 = 2/3."""
    if not (isinstance(node, Op) and node.head == "list" and len(node.args) > 1):
        return node
    stems, values = set[str](), dict[tuple[int, int], Node]()
    for one in node.args:
        if not (isinstance(one, Op) and one.head == "=" and len(one.args) > 1):
            return node
        for named in one.args[:-1]:
            found = _COMPONENT.fullmatch(named.name) if isinstance(named, Sym) else None
            place = (-1, -1) if found is None else (int(found[2]), int(found[3] or -1))
            if found is None or place in values:
                return node
            stems.add(found[1])
            values[place] = one.args[-1]
    rows, columns = sorted({row for row, _ in values}), sorted({column for _, column in values})
    runs = [*range(rows[0], rows[0] + len(rows))] == rows and rows[0] < 2 and len(rows) > 1
    if len(stems) != 1 or not runs or len(values) != len(rows) * len(columns):
        return node
    if columns == [-1]:
        in_order = list(values) == sorted(values)
        return Op("=", (Sym(stems.pop()), Op("()", tuple(values.values())))) if in_order else node
    if rows != columns:
        return node
    return Op("matrix", tuple(Op("row", tuple(values[row, column] for column in columns)) for row in rows))


def of_one_stem(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node] | None:
    """The mg/b of v_t = mg/b and of v = mg/b, where the question itself names no v."""
    sides = [one.args for one in (truth, answer) if isinstance(one, Op) and one.head == "=" and len(one.args) == 2]
    names = [left.args[0] if isinstance(left, Op) and left.head == "apply" else left for left, _ in sides]
    if len(sides) != 2 or not all(isinstance(one, Sym) for one in names):
        return None
    (first, second) = (one.name if isinstance(one, Sym) else "" for one in names)
    stems = {one.partition("_")[0] for one in (first, second)}
    bare = next(iter(stems)) if len(stems) == 1 and (first in stems) != (second in stems) else ""
    values = [value for _, value in sides]
    if not bare or any({first, second} & symbols(value) for value in values):
        return None
    named = re.search(rf"(?<![A-Za-z\\])\\?{re.escape(bare)}(?![A-Za-z])", prompt[-MAX_PROMPT:])
    return None if named else (values[0], values[1])


_INDEX = re.compile(r"(?P<stem>.+_)(?P<letter>[i-n])(?P<shift>[+-]\d)?")


def of_one_index(truth: Node, answer: Node) -> tuple[Node, Node] | None:
    """x_{k+1} = x_k - f(x_k)/f'(x_k) as x_{n+1} = ..., where nothing else has either letter."""
    found = [[_INDEX.fullmatch(name) for name in symbols(node)] for node in (truth, answer)]
    letters = [{one["letter"] for one in side if one is not None} for side in found]
    if any(len(one) != 1 for one in letters) or letters[0] == letters[1]:
        return None
    (old,), (new,) = letters[1], letters[0]
    if new in symbols(answer) or old in symbols(truth):
        return None
    names = {one.group(): f"{one['stem']}{new}{one['shift'] or ''}" for one in found[1] if one is not None}
    return (truth, rename(answer, names | {old: new})) if any(one["shift"] for one in found[1] if one) else None
