"""EvalPlus' own rows: the reference's results are what is expected."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from sdk.columns import ColumnError, question


def row(**changed: Any) -> dict[str, Any]:
    mean = {
        "prompt": "import math\n\n\ndef f(xs):\n    '''Two\nlines'''\n",
        "canonical_solution": "    return sum(xs) / len(xs)\n",
    }
    return (
        {"entry_point": "f", "base_input": [[[1.0, 2.0]]], "plus_input": [[[0.1, 0.2]], [[5.0]]], "atol": 0}
        | mean
        | changed
    )


def verdicts(given: dict[str, Any], function: Callable[..., Any]) -> list[bool]:
    """What a process of the tests' own does with them."""
    tests = question(given).tests
    assert tests is not None
    assert tests["type"] == "assert"
    names: dict[str, Any] = {}
    exec(tests["setup"], names)
    names[tests["entry_point"]] = function
    found = []
    for statement in tests["code"]:
        try:
            exec(statement, names)
            found.append(True)
        except AssertionError:
            found.append(False)
    return found


def test_the_base_inputs_are_one_test_and_the_added_ones_another() -> None:
    assert verdicts(row(), lambda xs: sum(xs) / len(xs)) == [True, True]
    assert verdicts(row(), lambda xs: 1.5 if len(xs) == 2 else 5.0) == [True, False]
    assert verdicts(row(plus_input=[]), lambda xs: 1.5) == [True]
    assert verdicts(row(plus_input=None), lambda xs: 0.0) == [False]


def test_a_program_that_changes_its_arguments_changes_nothing_for_the_next() -> None:
    def clears(xs: list[float]) -> float:
        found = sum(xs) / len(xs)
        xs.clear()
        return found

    assert verdicts(row(), clears) == [True, True]


@pytest.mark.parametrize(
    ("atol", "expected", "found", "right"),
    [
        (0, "1.5", 1.5 + 1e-7, True),
        (0, "1.5", 1.5 + 1e-5, False),
        (0.1, "1.5", 1.55, True),
        (0, "[1.5, 2.0]", [1.5, 2.0 + 1e-9], True),
        (0, "[1.5, 2.0]", [1.5], False),
        (0, "3", 3 + 1e-9, False),
        (0.01, "[('a', 1.0)]", [("a", 1.001)], True),
        (0.01, "[('a', 1.0)]", [("b", 1.0)], False),
        (0.01, "True", 1.001, False),
        (0, "'a'", "a", True),
        (0, "float('nan')", math.nan, True),
        (0, "1.5", None, False),
    ],
)
def test_floats_are_compared_with_the_tolerance_of_the_row(atol: float, expected: str, found: Any, right: bool) -> None:
    given = row(atol=atol, canonical_solution=f"    return {expected}\n", plus_input=[])
    assert verdicts(given, lambda _: found) == [right]


def test_arguments_that_are_no_json_stay_what_they_are() -> None:
    """EvalPlus' loader gives tuples, sets, complex numbers; infinity has no literal."""
    inputs = [[(1, 2), {3}, 1 + 2j, math.inf]]
    given = row(prompt="def f(*all):\n", canonical_solution="    return list(all)\n", base_input=inputs, plus_input=[])
    assert verdicts(given, lambda *all_: list(all_)) == [True]
    assert verdicts(given, lambda *_: [[1, 2], {3}, 1 + 2j, math.inf]) == [False]


def test_where_the_order_is_free_sets_are_compared() -> None:
    given = row(
        prompt="",
        canonical_solution="def Diff(xs):\n    return xs\n",
        entry_point="Diff",
        base_input=[[[1, 2]]],
        plus_input=[],
    )
    assert verdicts(given, lambda _: [2, 1]) == [True]
    assert verdicts(given, lambda _: [2, 3]) == [False]


@pytest.mark.parametrize(
    ("changed", "column", "says"),
    [
        ({"canonical_solution": "  (\n"}, "canonical_solution", "no Python"),
        ({"prompt": "", "canonical_solution": "def g():\n    pass\n"}, "canonical_solution", "does not define f"),
        ({"entry_point": "find_zero"}, "canonical_solution", "column `test`"),
        ({"base_input": [1, 2]}, "base_input", "lists of arguments"),
        ({"base_input": []}, "base_input", "empty"),
    ],
)
def test_what_is_missing_is_told(changed: dict[str, Any], column: str, says: str) -> None:
    with pytest.raises(ColumnError, match=says) as caught:
        question(row(**changed))
    assert caught.value.column == column


def test_a_column_of_tests_comes_first() -> None:
    """It knows of every right result, where the reference is one of several."""
    asked = question(row(test="def check(candidate):\n    assert candidate([1.0]) == 1\n"))
    assert asked.tests is not None
    assert "check" in asked.tests["code"]
