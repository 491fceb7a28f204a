"""EvalPlus' own rows: inputs and a reference solution, whose results on them are the outputs that are expected."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from sdk.columns.cases import Tests, opened
from sdk.columns.errors import ColumnError, shown
from sdk.columns.plain import is_absent, plain

COLUMNS = frozenset(["entry_point", "canonical_solution", "base_input"])
ANY_ORDER = frozenset([
    "similar_elements", "find_char_long", "common_in_nested_lists", "extract_singly", "larg_nnum",
    "intersection_array", "find_dissimilar", "Diff",
])  # fmt: skip
"""Functions of MBPP+ that give a collection in whatever order; EvalPlus compares them as sets."""
SEVERAL_RIGHT = frozenset([
    "find_zero", "are_equivalent", "sum_div", "surface_Area", "digit_distance_nums", "check_str", "text_match_three",
    "text_starta_endb",
])  # fmt: skip
"""Functions of which another result than the reference's can be right: EvalPlus has a judge of its own for each."""
DEFAULT_TOLERANCE = 1e-6
"""Where `atol` is 0 and a float is expected, as EvalPlus has it; beside it a relative one of 1e-7."""

_SETUP = """\
import copy
import math

inf, nan = math.inf, math.nan


def _reference():
{reference}
    return {name}


_reference = _reference()
_base = {base}
_plus = {plus}
_base_outputs = [_reference(*copy.deepcopy(one)) for one in _base]
_plus_outputs = [_reference(*copy.deepcopy(one)) for one in _plus]


def _close(found, expected, tolerance):
    if isinstance(expected, (list, tuple)):
        pairs = isinstance(found, (list, tuple)) and len(found) == len(expected)
        return pairs and all(_close(one, other, tolerance) for one, other in zip(found, expected))
    if isinstance(expected, bool) or not isinstance(expected, (int, float, complex)):
        return found == expected
    if not isinstance(found, (int, float, complex)) or isinstance(found, bool):
        return False
    if found == expected or (found != found and expected != expected):
        return True
    return abs(found - expected) <= tolerance + 1e-7 * abs(expected)


def _is_float(value):
    several = isinstance(value, (list, tuple)) and len(value) > 0
    return all(isinstance(one, float) for one in (value if several else [value]))


def _same(found, expected):
    if {any_order}:
        return set(found) == set(expected)
    tolerance = {atol} or ({default} if _is_float(expected) else 0)
    return found == expected or (tolerance > 0 and _close(found, expected, tolerance))


def _agrees(function, inputs, outputs):
    for given, expected in zip(inputs, outputs):
        assert _same(function(*copy.deepcopy(given)), expected), f"for {{given!r:.200}}: not {{expected!r:.200}}"
"""


def evalplus(row: Mapping[str, Any]) -> Tests:
    """One test for `base_input`, one for `plus_input` where there are any. Raises ColumnError for what is missing."""
    name, source = str(row["entry_point"]), f"{row.get('prompt') or ''}{row['canonical_solution']}"
    if name in SEVERAL_RIGHT:
        raise ColumnError(
            f"the results of {name} can be right and differ from the reference's, and the row has no test that knows: "
            "take the data set with a column `test`",
            "canonical_solution",
        )
    base, plus = _inputs(row, "base_input"), _inputs(row, "plus_input")
    setup = _SETUP.format(
        reference=_nested(source, name),
        name=name,
        base=repr(base),
        plus=repr(plus),
        any_order=name in ANY_ORDER,
        atol=float(row.get("atol") or 0),
        default=DEFAULT_TOLERANCE,
    )
    parts = [part for part, inputs in (("base", base), ("plus", plus)) if inputs]
    code = [f"_agrees({name}, _{part}, _{part}_outputs)" for part in parts]
    return {"type": "assert", "entry_point": name, "setup": setup, "code": code}


def _nested(source: str, name: str) -> str:
    """The source as the body of a function, so that its names meet no name of the program's."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ColumnError(f"is no Python after the prompt: {error}", "canonical_solution") from None
    if not any(isinstance(one, ast.FunctionDef) and one.name == name for one in body):
        raise ColumnError(f"does not define {name}, the entry_point", "canonical_solution")
    outer = ast.parse("def _():\n    pass").body[0]
    assert isinstance(outer, ast.FunctionDef)
    outer.body = body
    return ast.unparse(outer).partition("\n")[2]


def _inputs(row: Mapping[str, Any], column: str) -> list[list[Any]]:
    """Lists of arguments."""
    found = _literal(opened(row.get(column)))
    if is_absent(found) and column != "base_input":
        return []
    if not isinstance(found, list) or not all(isinstance(one, list | tuple) for one in found):
        raise ColumnError(f"should be a list of lists of arguments, not {shown(found)}", column)
    if not found and column == "base_input":
        raise ColumnError("is empty: there is nothing to call the function with", column)
    return found


def _literal(value: Any) -> Any:
    """EvalPlus' own loader gives tuples, sets and complex numbers, which functions can tell from lists."""
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(map(_literal, value))
    return value if isinstance(value, complex) else plain(value)
