"""Outputs as text, results as data."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.programs.comparison import NotDataError, equal, output_difference, plain, result_difference


@pytest.mark.parametrize(
    ("expected", "actual"),
    [("9\n", "9"), ("9", "9\n\n\n"), ("a\nb\n", "a  \nb\t\r\n"), ("", "\n \n"), ("é\n", "é"), ("a b", "a b ")],
)
def test_equal_outputs(expected: str, actual: str) -> None:
    assert output_difference(expected, actual.encode()) is None


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("1\n2\n", "1\n"), ("1\n", "1\n2\n"), ("1\n2\n", "2\n1\n"), ("1 2", "1\n2"), ("a", " a"), ("a\n\nb", "a\nb"),
        ("9", ""), ("", "9"), ("1.0", "1"), ("Yes", "yes"), ("a\u00a0", "a"), ("1", "0\r1"), ("1", "1\x00"),
    ],
)  # fmt: skip
def test_different_outputs(expected: str, actual: str) -> None:
    assert output_difference(expected, actual.encode()) is not None


def test_bytes_that_are_no_text_equal_nothing() -> None:
    assert output_difference("\ufffd", b"\xff") is not None
    assert output_difference("\udcff", b"\xff") is not None


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("0.5", "0.5000001", True), ("1000000", "1000000.9", True), ("0.5", "0.51", False), ("0.5", "nan", False),
        ("nan", "nan", True), ("inf", "1e999", True), ("1e308", "inf", False), ("0.5 yes", "0.5000001 yes", True),
        ("0.5", "0.5 0.5", False), ("0.5", "", False), ("x 1", "y 1", False), ("1_0", "10", True), ("-0.0", "0", True),
    ],
)  # fmt: skip
def test_tolerance(expected: str, actual: str, same: bool) -> None:
    assert (output_difference(expected, actual.encode(), 1e-6) is None) == same


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        (9, 9), (9, 9.0), (9.0, 9), (None, None), (True, True), ("a", "a"), ([1, 2], ["t", [1, 2]]), ([1, 2], ["l", [1, 2]]),
        ({"a": [1]}, ["d", [["a", ["t", [1]]]]]), ({"1": 2}, ["d", [[1, 2]]]), ([0, 1, 2], ["r", 0, 3, 1]),
        (2**70, ["i", hex(2**70)]), (0.5, ["F", "0x1", "0x2"]), (0.5, ["D", "0.5"]), ([1, 2], ["dq", [1, 2], None]),
        ([[1, 2], [3, 4]], ["np", "<i8", [2, 2], [1, 2, 3, 4], True]), (3, ["np", "<i8", [], [3], False]),
        ([1, 2], ["nt", "P", ["a", "b"], [1, 2]]), ({"a": 1}, ["ct", [["a", 1]]]), (math.nan, math.nan),
    ],
)  # fmt: skip
def test_equal_results(expected: Any, message: Any) -> None:
    assert result_difference(expected, json.dumps(["=", message]).encode()) is None


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        (1, True), (True, 1), (0, False), (0, None), ("9", 9), (9, "9"), ([1, 2], ["l", [1]]), ([1], ["l", [1, 2]]),
        ([1, 2], ["l", [2, 1]]), ([1], ["s", [1]]), ({"a": 1}, ["d", []]), ({}, ["d", [["a", 1]]]), ([], None), ({}, ["l", []]),
        ("ab", ["l", ["a", "b"]]), (["a", "b"], "ab"), (2**70, float(2**70) * 2), (0.1, 0.2), (1, math.nan), ([1], [["l", [1]]]),
        (1, ["o", 1, []]), (1, ["i", "zz"]), (1, []), (1, ["np", "<i8", [3], [1], True]), (1, {"a": 1}), (1, ["D", "sNaN"]),
    ],
)  # fmt: skip
def test_different_results(expected: Any, message: Any) -> None:
    found = result_difference(expected, json.dumps(["=", message]).encode())
    assert found is not None
    assert found[0] == "wrong_answer"


def test_an_exception_is_a_runtime_error_with_its_traceback() -> None:
    assert result_difference(1, b'["!", "ValueError: no"]') == ("runtime_error", "ValueError: no")


@pytest.mark.parametrize(
    "frame", [b"", b"[", b"[" * 100_000, b"null", b"{}", b"3", b'["="]', b'["=", ["l", 3]]', b"\xff\xfe"]
)
def test_what_is_no_answer_is_a_wrong_one(frame: bytes) -> None:
    found = result_difference(None, frame)
    assert found is not None
    assert found[0] == "wrong_answer"


def test_a_huge_range_is_not_unrolled() -> None:
    assert result_difference([1, 2], json.dumps(["=", ["r", 0, 10**18, 1]]).encode()) is not None


@pytest.mark.parametrize(
    "message",
    [
        ["np", "<f8", [10**9, 0], [], True],
        ["np", "<f8", [1] * 10**6, [1], True],
        ["np", "<f8", [100, 100, 100, 0], [], True],
        ["F", "0x" + "f1" * 10**6, "0x" + "e7" * 10**6],
    ],
    ids=["rows of nothing", "a million dimensions", "rows of rows of nothing", "a fraction to reduce"],
)
def test_no_result_costs_more_than_its_size(message: Any) -> None:
    """Each would keep the manager busy for minutes, or take all its memory."""
    with pytest.raises(NotDataError):
        plain(message)


def test_what_is_large_and_honest_is_read() -> None:
    assert result_difference([[], [], []], json.dumps(["=", ["np", "<f8", [3, 0], [], True]]).encode()) is None
    assert plain(["F", hex(10**9000), "0x1"]) == 10**9000
    assert plain(["F", hex(3**5000), hex(2**5000)]) == Fraction(3**5000, 2**5000)


def test_tolerance_of_results() -> None:
    assert equal([0.1 + 0.2], [0.3], 1e-9)
    assert not equal([0.1 + 0.2], [0.3])
    assert not equal([1.1], [1.2], 1e-3)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES)
def test_every_value_equals_itself(value: Any) -> None:
    assert equal(value, json.loads(json.dumps(value)))


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=12))
def test_any_json_is_a_verdict(message: Any) -> None:
    found = result_difference("expected", json.dumps(["=", message]).encode())
    assert found is None if message == "expected" else found is not None and found[0] == "wrong_answer"


@pytest.mark.parametrize("tag", ["ty", "dt", "o", "fn", "cls", "cb", "h", "mod", "b", "zz"])
def test_what_json_cannot_expect_is_refused(tag: str) -> None:
    with pytest.raises(NotDataError):
        plain([tag, "exit"])
