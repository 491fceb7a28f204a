"""A tree in the form that is compared: values freed of what only names or restates them, structures made explicit."""

from __future__ import annotations

from collections.abc import Iterable

from reward_server.symbolic.tree import (
    BRACKETS,
    ONE,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    rebuild,
    show,
    symbols,
    walk,
)
from reward_server.symbolic.units import is_unit_letter, unit
from reward_server.symbolic.verdict import Undecided

MAX_MEMBERS = 64
MAX_DETERMINANT = 4
MAX_FACTORS = 4
MAX_SCALED = 5000
"""Nodes of the factors, times the entries that each is written to."""
MAX_PRODUCTS = 125
"""Of entries, in one product of matrices."""
_NOTHING = frozenset(
    {
        "no solution",
        "no solutions",
        "no real solution",
        "no real solutions",
        "empty set",
        "the empty set",
        "无解",
        "空集",
    }
)


def prepare(node: Node) -> Node:
    """Plus-minus written out, matrices made of nested lists, scaled and transposed vectors, empty sets."""
    if isinstance(node, Word):
        return Op("set") if node.text.casefold() in _NOTHING else node
    if not isinstance(node, Op):
        return node
    if "add" in heads(node):
        node = rebuild(node, _set_difference)
    if heads(node) & {"pm", "mp"}:
        node = _signs(node)
    if heads(node) & {"matrix", "[]", "()", "det"}:
        node = rebuild(node, _matrix_step)
    if isinstance(node, Op) and node.head == "such_that" and _names_a_point(*node.args):
        return node.args[1]
    if isinstance(node, Op) and node.head in ("list", "or") and any(map(_is_exclusion, node.args[:1])):
        return Op("list", tuple(_excluded(node.args[0], arg) for arg in node.args))
    if isinstance(node, Op) and node.head == "list" and len(node.args) == 1:
        return node.args[0]
    return node


_SET_HEADS = frozenset({"set", "such_that", "cup", "cap", "[)", "(]"})


def _is_set_of_reals(node: Node) -> bool:
    return node == Word("set R") or (isinstance(node, Op) and node.head in _SET_HEADS)


def _set_difference(node: Node) -> Node:
    """R - {1} is R without 1."""
    if not (isinstance(node, Op) and node.head == "add" and _is_set_of_reals(node.args[0])):
        return node
    removed = [arg.args[0] for arg in node.args[1:] if isinstance(arg, Op) and arg.head == "neg"]
    if len(removed) != len(node.args) - 1 or not all(map(_is_set_of_reals, removed)):
        return node
    return Op("setminus", (node.args[0], *removed))


def _names_a_point(variables: Node, condition: Node) -> bool:
    """{(x, y) | x + y = 1} is the line."""
    point = isinstance(variables, Op) and variables.head == "()" and all(isinstance(arg, Sym) for arg in variables.args)
    return point and isinstance(condition, Op) and condition.head == "="


def _is_exclusion(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "!="


def _excluded(first: Node, arg: Node) -> Node:
    """x != 1, 2 leaves out both."""
    return arg if not isinstance(first, Op) or not is_scalar(arg) else Op("!=", (first.args[0], arg))


def _signs(node: Node) -> Node:
    """a ± b stands for both; several signs in one expression go together."""
    if isinstance(node, Op) and node.head in ("list", "or", "set", "=", "in"):
        args: list[Node] = []
        for arg in node.args:
            spread = _signs(arg) if heads(arg) & {"pm", "mp"} else arg
            members = spread.args if isinstance(spread, Op) and spread.head == "or" and node.head != "=" else (spread,)
            args.extend(members)
        return Op(node.head, tuple(args))
    if not heads(node) & {"pm", "mp"}:
        return node
    return Op("or", (_choose(node, True), _choose(node, False)))


def _choose(node: Node, upper: bool) -> Node:
    def step(one: Node) -> Node:
        if isinstance(one, Op) and one.head in ("pm", "mp"):
            return one.args[0] if (one.head == "pm") == upper else Op("neg", one.args)
        return one

    return rebuild(node, step)


def _matrix_step(node: Node) -> Node:
    """[[1,2],[3,4]] is a matrix; a number times a matrix is a matrix; (1,2)^T is a column."""
    if not isinstance(node, Op):
        return node
    if node.head in ("[]", "()") and node.args and all(isinstance(arg, Op) and arg.head == "[]" for arg in node.args):
        entries = [arg.args for arg in node.args if isinstance(arg, Op)]
        if len({len(row) for row in entries}) == 1 and node.head == "[]":
            return _table(entries)
    if node.head == "mul" and sum(is_matrix(arg) for arg in node.args) == 1:
        return node.args[1] if _is_label(node.args[0]) and node.args[1:] and is_matrix(node.args[1]) else _scaled(node)
    if node.head in ("add", "mul") and len(node.args) > 1 and all(_is_plain_matrix(arg) for arg in node.args):
        return _added(node) if node.head == "add" else _multiplied(node)
    if node.head == "neg" and is_matrix(node.args[0]):
        return _scaled(Op("mul", (Op("neg", (ONE,)), node.args[0])))
    if node.head == "div" and is_matrix(node.args[0]):
        return _scaled(Op("mul", (Op("div", (ONE, node.args[1])), node.args[0])))
    if node.head == "det" and is_matrix(node.args[0]) and len(rows(node.args[0])) <= MAX_DETERMINANT:
        return _determinant(rows(node.args[0]))
    if node.head == "pow" and node.args[1] in (Sym("T"), Word("T"), Word("top")):
        return transposed(node.args[0])
    return node


def _is_label(node: Node) -> bool:
    """The P of the point P(5, 2)."""
    return isinstance(node, Sym) and len(node.name) == 1 and node.name.isupper()


def is_matrix(node: Node) -> bool:
    return isinstance(node, Op) and (node.head == "matrix" or (node.head == "()" and len(node.args) > 1))


def _scaled(node: Op) -> Node:
    factors = tuple(arg for arg in node.args if not is_matrix(arg))
    matrix = next(arg for arg in node.args if isinstance(arg, Op) and is_matrix(arg))
    entries = sum(len(row.args) if isinstance(row, Op) and row.head == "row" else 1 for row in matrix.args)
    if entries * sum(1 for factor in factors for _ in walk(factor)) > MAX_SCALED:
        return node

    def scale(entry: Node) -> Node:
        return Op("mul", (*factors, entry))

    if matrix.head == "()":
        return Op("()", tuple(map(scale, matrix.args)))
    return Op("matrix", tuple(Op("row", tuple(map(scale, row))) for row in rows(matrix)))


def _is_plain_matrix(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "matrix"


def _added(node: Op) -> Node:
    tables = [rows(matrix) for matrix in node.args]
    if len({(len(table), len(table[0])) for table in tables}) != 1:
        return node
    return _table(
        tuple(Op("add", entries) for entries in zip(*columns, strict=True)) for columns in zip(*tables, strict=True)
    )


def _multiplied(node: Op) -> Node:
    if len(node.args) > MAX_FACTORS:  # each product repeats the entries of the one before
        return node
    product = rows(node.args[0])
    for other in node.args[1:]:
        columns = list(zip(*rows(other), strict=True))
        if len(product[0]) != len(columns[0]) or len(product) * len(columns) * len(columns[0]) > MAX_PRODUCTS:
            return node
        product = [tuple(_dot(row, column) for column in columns) for row in product]
    return _table(product)


def _determinant(table: list[tuple[Node, ...]]) -> Node:
    """Along the first row."""
    if len(table) == 1:
        return table[0][0]
    terms = []
    for k, entry in enumerate(table[0]):
        minor = [row[:k] + row[k + 1 :] for row in table[1:]]
        term = Op("mul", (entry, _determinant(minor)))
        terms.append(Op("neg", (term,)) if k % 2 else term)
    return Op("add", tuple(terms))


def _dot(row: tuple[Node, ...], column: tuple[Node, ...]) -> Node:
    return Op("add", tuple(Op("mul", pair) for pair in zip(row, column, strict=True)))


def _table(entries: Iterable[tuple[Node, ...]]) -> Node:
    return Op("matrix", tuple(Op("row", row) for row in entries))


def transposed(node: Node) -> Node:
    if isinstance(node, Op) and node.head == "matrix":
        return Op("matrix", tuple(Op("row", column) for column in zip(*rows(node), strict=True)))
    if isinstance(node, Op) and node.head in BRACKETS:
        return Op("matrix", tuple(Op("row", (arg,)) for arg in node.args))
    return node


def rows(matrix: Node) -> list[tuple[Node, ...]]:
    return [row.args for row in matrix.args if isinstance(row, Op)] if isinstance(matrix, Op) else []


# -- equations that name a value -----------------------------------------------------------------------------------


def names_a_value(left: Node) -> bool:
    """Is this the left side of `x = 5`, `f(x) = ...`, `(x, y) = ...`, `AB = 5`, `Area = 5`?"""
    if isinstance(left, Sym | Word):
        return not (isinstance(left, Sym) and left.name in ("pi", "e", "i", "oo"))
    if not isinstance(left, Op):
        return False
    if left.head == "apply":
        return True
    if left.head in ("()", "abs", "bar", "quantity", "degree", "ratio"):
        return all(names_a_value(arg) for arg in left.args)
    if left.head == "div":
        return all(_is_differential(arg) for arg in left.args) or all(_is_segment(arg) for arg in left.args)
    if left.head == "mul" and len(left.args) == 2 and left.args[0] == Sym("Delta"):
        return isinstance(left.args[1], Sym)
    if left.head == "mul":
        return all(isinstance(arg, Sym) and (arg.name[:1].isupper() or _is_call(left)) for arg in left.args)
    return False


def _is_differential(node: Node) -> bool:
    """dy, as in dy/dx."""
    return isinstance(node, Op) and node.head == "mul" and len(node.args) == 2 and node.args[0] == Sym("d")


def _is_segment(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "mul" and names_a_value(node)


def _is_call(left: Op) -> bool:
    """P(x) = ... reads as a product without its equation."""
    return len(left.args) == 2 and isinstance(left.args[0], Sym) and left.args[0].name[:1].isupper()


def value_of(node: Node) -> Node:
    """5 for x = 5 and for 5 = x; the last of a chain; the node itself where it names no value."""
    if not (isinstance(node, Op) and node.head == "="):
        return node
    left, right = node.args[0], node.args[-1]
    if names_a_value(left) and not symbols_named(left) & symbols(right):
        return right
    if names_a_value(right) and len(node.args) == 2 and not symbols(left):
        return left
    return node


def symbols_named(left: Node) -> frozenset[str]:
    if isinstance(left, Op) and left.head == "apply":
        return frozenset(arg.name for arg in left.args[:1] if isinstance(arg, Sym))
    if isinstance(left, Op) and left.head == "div":
        return frozenset()  # dy/dx = 2x
    return symbols(left)


def assignments(node: Node) -> dict[str, Node] | None:
    """`x = 1, y = 2` and `(x, y) = (1, 2)` as name -> value; None where it is neither."""
    if not isinstance(node, Op):
        return None
    if node.head == "=" and len(node.args) == 2:
        left, right = node.args
        if isinstance(left, Op) and isinstance(right, Op) and left.head in BRACKETS and right.head in BRACKETS:
            names = [arg.name for arg in left.args if isinstance(arg, Sym)]
            if len(names) == len(left.args) == len(right.args) == len(set(names)):
                return dict(zip(names, right.args, strict=True))
        return None
    if node.head not in ("list", "()", "set", "and") or len(node.args) < 2:
        return None
    found: dict[str, Node] = {}
    for arg in node.args:
        if not (isinstance(arg, Op) and arg.head == "=" and len(arg.args) == 2):
            return None
        if not isinstance(arg.args[0], Sym | Word) and not (
            isinstance(arg.args[0], Op) and arg.args[0].head == "apply"
        ):
            return None
        name = repr(arg.args[0]) if isinstance(arg.args[0], Op) else _name(arg.args[0])
        if name in found:
            return None
        found[name] = arg.args[1]
    return found


def are_roots(values: dict[str, Node]) -> bool:
    """x_1 = 1, x_2 = -3 lists the solutions of one unknown."""
    stems = {name.partition("_") for name in values}
    return len({stem for stem, _, _ in stems}) == 1 and all(below.isdigit() for _, _, below in stems)


def _name(node: Node) -> str:
    return node.name if isinstance(node, Sym) else node.text if isinstance(node, Word) else ""


def in_order(values: dict[str, Node]) -> tuple[Node, ...]:
    """By name where the names are of one alphabet's run (x, y, z), else as written."""
    names = list(values)
    if all(len(name) == 1 for name in names) and ord(max(names)) - ord(min(names)) < 2 * len(names):
        names.sort()
    return tuple(values[name] for name in names)


# -- members of lists and sets -------------------------------------------------------------------------------------


def members(node: Node) -> tuple[Node, ...] | None:
    """The alternatives of `1, 2`, `{1, 2}`, `x = 1 or x = 2`, `x = ±1`, `x in {1, 2}`; None for anything else."""
    if not isinstance(node, Op):
        return None
    if node.head == "in" and isinstance(node.args[0], Sym) and isinstance(node.args[1], Op):
        return members(node.args[1]) if node.args[1].head == "set" else None
    if node.head == "=" and len(node.args) == 2 and names_a_value(node.args[0]):
        return members(node.args[1])
    if node.head not in ("list", "or", "set"):
        return None
    found: list[Node] = []
    for arg in node.args:
        inner = members(arg) if assignments(arg) is None and not _is_set(arg) else None
        found.extend(inner if inner is not None else (arg,))
    if len(found) > MAX_MEMBERS:
        raise Undecided("too many members")
    return tuple(_without_name(found))


def _is_set(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "set"


def _without_name(found: list[Node]) -> list[Node]:
    """x = 1, x = 2 -> 1, 2; also `x = 1, 2`; other equations stay what they are."""
    names = {
        _stem(arg.args[0]) for arg in found if isinstance(arg, Op) and arg.head == "=" and names_a_value(arg.args[0])
    }
    equations = sum(isinstance(arg, Op) and arg.head == "=" for arg in found)
    if len(names) == 1 and (equations == len(found) or (equations == 1 and _is_equation(found[0]))):
        return [value_of(arg) for arg in found]
    return found


def _stem(node: Node) -> str:
    """x for x, x_1 and x_2."""
    stem, _, below = node.name.partition("_") if isinstance(node, Sym) else ("", "", "")
    return f"Sym {stem}" if below.isdigit() or (stem and not below) else repr(node)


def _is_equation(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "="


# -- units ---------------------------------------------------------------------------------------------------------


def unit_letter(node: Node) -> Node | None:
    """`5 m` in plain text is 5 times m until the other side shows that it is five metres."""
    if not (isinstance(node, Op) and node.head in ("mul", "div")):
        return None
    if node.head == "mul" and (powered := _power_of_unit(node)) is not None:
        return powered
    name = ""
    below: Node = node
    if node.head == "div":
        below, divisor = node.args
        base, power = divisor.args if isinstance(divisor, Op) and divisor.head == "pow" else (divisor, ONE)
        if not (isinstance(base, Sym) and is_unit_letter(base.name) and isinstance(power, Num) and power.value <= 3):
            return None
        name = f" / {base.name}" + (f" ^{power.value}" if power != ONE else "")
    if not (isinstance(below, Op) and below.head == "mul"):
        return None
    *rest, last = below.args
    if not (isinstance(last, Sym) and is_unit_letter(last.name)) or any(symbols(arg) for arg in rest):
        return None
    return Op("quantity", (rest[0] if len(rest) == 1 else Op("mul", tuple(rest)), Word(last.name + name)))


def _power_of_unit(node: Op) -> Node | None:
    """5 m^2 in plain text."""
    *rest, last = node.args
    if not (isinstance(last, Op) and last.head == "pow" and isinstance(last.args[0], Sym)):
        return None
    base, power = last.args
    whole = isinstance(power, Num) and power.value in (2, 3)
    if not (whole and isinstance(base, Sym) and is_unit_letter(base.name)) or any(symbols(arg) for arg in rest):
        return None
    return Op("quantity", (rest[0] if len(rest) == 1 else Op("mul", tuple(rest)), Word(f"{base.name} ^{show(power)}")))


def measured(node: Node) -> tuple[Node, str] | None:
    """Value and unit of a quantity; sums of quantities (2 h 30 min) in the smallest of their units."""
    if not isinstance(node, Op):
        return None
    if node.head == "neg" and (inner := measured(node.args[0])) is not None:
        return Op("neg", (inner[0],)), inner[1]
    if node.head == "quantity" and isinstance(node.args[1], Word):
        return node.args[0], node.args[1].text
    if node.head not in ("add", "list"):
        return None
    parts = [measured(arg) for arg in node.args]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    bases = {unit(name).powers for _, name in found}
    if len(bases) != 1 or (node.head == "list" and len({unit(name) for _, name in found}) != len(found)):
        return None
    last = unit(found[-1][1]).factor
    terms = tuple(Op("mul", (Num(unit(name).factor / last), value)) for value, name in found)
    return Op("add", terms), found[-1][1]


def free_of_words(node: Node) -> bool:
    return not any(isinstance(one, Word) for one in walk(node))
