"""Arithmetic of matrices and vectors, entry by entry, on trees."""

from __future__ import annotations

from collections.abc import Iterable

from reward_server.symbolic.parse.tree import BRACKETS, ONE, Node, Op, Sym, Word, walk

MAX_DETERMINANT = 4
MAX_FACTORS = 4
MAX_SCALED = 5000
"""Nodes of the factors, times the entries that each is written to."""
MAX_PRODUCTS = 125
"""Of entries, in one product of matrices."""


def matrix_step(node: Node) -> Node:
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
    if node.head == "add" and len(node.args) > 1 and all(_is_point(arg) for arg in node.args):
        sizes = {len(arg.args) for arg in node.args if isinstance(arg, Op)}
        return (
            node
            if len(sizes) > 1
            else Op("()", tuple(Op("add", parts) for parts in zip(*map(_entries, node.args), strict=True)))
        )
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


def _is_point(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "()" and len(node.args) > 1


def _entries(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Op) else ()


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
