from __future__ import annotations

import json
from typing import Any

import numpy
import pytest

from sdk.columns import ColumnError, read_tests, wire_fields
from sdk.columns.packed import MAX_UNPACKED

CALL = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}]}


def test_what_a_table_filled_up_is_absent_but_arguments_and_outputs_stay() -> None:
    """`datasets` gives every row the keys of all rows; in a case's arguments and output None is a value."""
    filled = {
        **CALL,
        "code": None,
        "setup": float("nan"),
        "checker": {"language": None, "code": None},
        "cases": [{"args": [None, {"a": None}], "kwargs": None, "input": None, "output": None}],
    }
    kept = {"args": [None, {"a": None}], "output": None}
    assert read_tests(filled) == {"type": "call", "entry_point": "f", "cases": [kept]}
    printed = {"type": "stdio", "cases": [{"input": "3", "output": None, "args": None}]}
    assert read_tests(printed) == {"type": "stdio", "cases": [{"input": "3"}]}


@pytest.mark.parametrize(
    ("cases", "kept"),
    [
        ([{"kwargs": {"a": 1, "b": None}}, {"kwargs": {"a": None, "b": 2}}], [{"a": 1}, {"b": 2}]),
        ([{"kwargs": {"a": None}}, {"kwargs": {"a": None, "b": 2}}], [{"a": None}, {"a": None, "b": 2}]),
    ],
)
def test_a_keyword_argument_of_none_is_none_where_no_table_filled_it(cases: Any, kept: Any) -> None:
    """A table gives all cases the same keys; where they differ, None was written by a person."""
    found = read_tests({**CALL, "cases": [{**one, "output": 1} for one in cases]})
    assert found is not None
    assert [one["kwargs"] for one in found["cases"]] == kept


@pytest.mark.parametrize(
    "value",
    [
        json.dumps(CALL),
        json.dumps(json.dumps(CALL)),
        {**CALL, "cases": numpy.array(CALL["cases"], dtype=object)},
        {**CALL, "cases": [{"args": numpy.array([3]), "output": numpy.int64(9)}]},
        {**CALL, "cases": {"args": [[3]], "output": [9]}},
        {"fn_name": "f", "inputs": [[3]], "outputs": [9]},
        {"fn_name": "f", "inputs": [[3]], "outputs": [[9]]},
        {"fn_name": "f", "inputs": ["3"], "outputs": ["9"]},
        {"fn_name": "f", "inputs": numpy.array([[3]]), "outputs": numpy.array([9])},
        [{"input": "3", "output": "9", "testtype": "functional", "metadata": {"func_name": "f"}}],
    ],
)
def test_one_test_in_many_shapes(value: Any) -> None:
    assert read_tests(value) == CALL


def test_a_text_argument_that_is_no_json_stays_a_text() -> None:
    found = read_tests({"fn_name": "f", "inputs": ["()", "(]"], "outputs": [True, False]})
    assert found is not None
    assert [one["args"] for one in found["cases"]] == [["()"], ["(]"]]


@pytest.mark.parametrize("value", [None, float("nan"), "", "{}", [], {}])
def test_no_tests(value: Any) -> None:
    assert read_tests(value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"inputs": [1], "outputs": []}, "as many inputs as outputs"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ({"kind": "x"}, "no known shape"),
        (7, "no known shape"),
        ([{"input": "1", "output": "2", "testtype": "functional"}], "no column names it"),
    ],
)
def test_what_cannot_be_read_says_why(value: Any, said: str) -> None:
    with pytest.raises(ColumnError, match=said):
        read_tests(value)


def test_a_value_that_holds_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(ColumnError, match="nested deeper"):
        read_tests({**CALL, "cases": [{"args": loop, "output": 1}]})


def test_the_client_leaves_malformed_tests_to_the_service_which_tells_of_their_item_alone() -> None:
    assert wire_fields({"completion": "x", "tests": {"type": "no such"}})["tests"] == {"type": "no such"}
    assert MAX_UNPACKED < 2**30
