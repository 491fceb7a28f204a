"""Matrices that factor another one: P and D with A = P D P^{-1} are the same as any others whose product is A.

Columns of P may stand in another order with those of D, and each may be scaled; Q and R, L and U, up to what keeps
their shapes. No matrix is inverted: D S = S D' with S = adj(P) P' says that both make the same A.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Op, Sym, integer, symbols
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 600
MAX_SIZE = 4
Table = tuple[tuple[Node, ...], ...]
_BASES, _DIAGONALS = ("P", "Q", "S", "T", "U", "V", "X", "C", "M"), ("D", "Lambda", "B")
_INVERSE = r"\s*\^\s*\{?\s*-\s*1\s*\}?"
_FACTORS = re.compile(
    r"[Dd]iagonali[sz]|eigen|\bsimilar\b|диагонал|对角"
    rf"|[A-Z]\s*(?:D|\\Lambda)\s*[A-Z]{_INVERSE}|[A-Z]{_INVERSE}\s*A\s*[A-Z]"
)
_ORDERED = re.compile(
    r"\border|increasing|decreasing|ascending|descending|first column|positive|integer|determinant|\bdet\b|entries"
    rf"|[A-Z]{_INVERSE}\s*(?:D|\\Lambda)\s*[A-Z]\b|[A-Z]\s*A\s*[A-Z]{_INVERSE}"
    r"|[A-Z]\s*\^\s*\{?\s*(?:T|\\top|\\mathrm\s*\{T\}|\*|H)\s*\}?\s*[A-Z]"
)
"""The prompt leaves less to choose, or means P^{-1} D P or P^T D P."""
_POSITIVE = re.compile(r"positive|unique|Gram|>\s*0|\\gt(?![a-z])")
"""R has numbers above zero on its diagonal."""
_ORTHOGONAL = re.compile(r"orthogonal|orthonormal|unitary|ortogonal|orthogonale|ортогональн|正交", re.IGNORECASE)


def same_factorizations(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if "matrix}" not in truth and "[[" not in truth and "array}" not in truth:
        return None
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left = _factors(truth)
    right = _factors(answer) if left else {}
    if not left or left.keys() != right.keys():
        return None
    spend(2000)
    try:
        alike = _rule(left, right, prompt[-MAX_PROMPT:])
    except Undecided:
        return None
    return Verdict(True, f"factors of the same matrix: {', '.join(left)}", "factorizations") if alike else None


def _factors(text: str) -> dict[str, Table]:
    """Name -> matrix; none unless all are square and of one size."""
    node = read(text)[1]
    if node is None:
        return {}
    node = prepare(node)
    parts = node.args if isinstance(node, Op) and node.head in ("list", "and", "()") else ()
    found: dict[str, Table] = {}
    for part in parts:
        if not (isinstance(part, Op) and part.head == "=" and len(part.args) == 2 and isinstance(part.args[0], Sym)):
            return {}
        value = prepare(part.args[1])
        table = tuple(rows(value)) if isinstance(value, Op) and value.head == "matrix" else ()
        size = len(table)
        if not 2 <= size <= MAX_SIZE or any(len(row) != size for row in table) or symbols(value):
            return {}
        found[part.args[0].name] = table
    return found if len(found) == len(parts) and len({len(table) for table in found.values()}) == 1 else {}


def _rule(left: dict[str, Table], right: dict[str, Table], prompt: str) -> bool:
    names = {*left}
    if names == {"Q", "R"}:
        return (
            not _POSITIVE.search(prompt)
            and _same_product(left, right, "QR")
            and _is_orthogonal(right["Q"])
            and _is_upper(right["R"])
        )
    if names == {"L", "U"}:
        return _same_product(left, right, "LU") and _are_triangular(left, right)
    base = next((name for name in _BASES if name in names), None)
    diagonal = next((name for name in _DIAGONALS if name in names), None)
    if base is None or diagonal is None or len(names) != 2 or not _FACTORS.search(prompt) or _ORDERED.search(prompt):
        return False
    if not (_is_diagonal(left[diagonal]) and _is_diagonal(right[diagonal])):
        return False
    if (base == "Q" or _ORTHOGONAL.search(prompt)) and not _is_orthogonal(right[base]):
        return False
    return _similar(left[base], left[diagonal], right[base], right[diagonal])


# -- products ---------------------------------------------------------------------------------------------------------


def _similar(base: Table, diagonal: Table, other: Table, given: Table) -> bool:
    """P D P^{-1} = Q E Q^{-1}"""
    between = _product(_adjugate(base), other)
    if _is_zero(_determinant(other)) or _is_zero(_determinant(base)):
        return False
    return _are_equal(_product(diagonal, between), _product(between, given))


def _same_product(left: dict[str, Table], right: dict[str, Table], order: str) -> bool:
    return _are_equal(*(_product(*(side[name] for name in order)) for side in (left, right)))


def _product(left: Table, right: Table) -> Table:
    columns = list(zip(*right, strict=True))
    return tuple(
        tuple(Op("add", tuple(Op("mul", pair) for pair in zip(row, column, strict=True))) for column in columns)
        for row in left
    )


def _minor(table: Table, row: int, column: int) -> Table:
    return tuple(line[:column] + line[column + 1 :] for k, line in enumerate(table) if k != row)


def _determinant(table: Table) -> Node:
    if len(table) == 1:
        return table[0][0]
    return Op(
        "add",
        tuple(
            Op("mul", (integer((-1) ** k), entry, _determinant(_minor(table, 0, k))))
            for k, entry in enumerate(table[0])
        ),
    )


def _adjugate(table: Table) -> Table:
    places = range(len(table))
    return tuple(
        tuple(Op("mul", (integer((-1) ** (j + k)), _determinant(_minor(table, k, j)))) for k in places) for j in places
    )


# -- shapes -----------------------------------------------------------------------------------------------------------


def _is_zero(node: Node) -> bool:
    return exactly_equal(node, ZERO)


def _are_equal(left: Table, right: Table) -> bool:
    return all(
        exactly_equal(a, b) for row, line in zip(left, right, strict=True) for a, b in zip(row, line, strict=True)
    )


def _vanishes(table: Table, where: Callable[[int, int], bool]) -> bool:
    return all(_is_zero(entry) for j, row in enumerate(table) for k, entry in enumerate(row) if where(j, k))


def _is_diagonal(table: Table) -> bool:
    return _vanishes(table, lambda j, k: j != k)


def _is_upper(table: Table) -> bool:
    return _vanishes(table, lambda j, k: j > k)


def _is_orthogonal(table: Table) -> bool:
    transposed = tuple(zip(*table, strict=True))
    unit = tuple(tuple(ONE if j == k else ZERO for k in range(len(table))) for j in range(len(table)))
    return _are_equal(_product(transposed, table), unit)


def _are_triangular(left: dict[str, Table], right: dict[str, Table]) -> bool:
    """L below the diagonal and U above it, with ones where the ground truth has them."""
    if not (_vanishes(right["L"], lambda j, k: j < k) and _is_upper(right["U"])):
        return False
    return all(
        exactly_equal(right[name][k][k], ONE)
        for name in "LU"
        for k in range(len(left[name]))
        if all(exactly_equal(left[name][j][j], ONE) for j in range(len(left[name])))
    )
