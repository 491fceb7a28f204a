from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import pytest

from sdk.columns import ColumnError, Columns, item, question, wire_fields
from sdk.errors import InvalidRequestError
from sdk.http.encoding import LongTests, checked_items, item_json
from tests.sdk.columns.shapes import ROWS, packed

datasets = pytest.importorskip("datasets")
pandas = pytest.importorskip("pandas")
torch = pytest.importorskip("torch")

GOOD = "<think>half</think><answer>5</answer>"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("5", "5"),
        (5, "5"),
        (5.0, "5"),
        (0.1, "0.1"),
        (1e-07, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (6.02e45, r"6.02 \times 10^{45}"),
        (-2.5, "-2.5"),
        (Decimal("0.50"), "0.50"),
        (Fraction(1, 2), "1/2"),
        (True, "True"),
        (numpy.int64(5), "5"),
        (numpy.float32(0.5), "0.5"),
        (numpy.str_("x"), "x"),
        (numpy.array(5), "5"),
        (numpy.array(["5", "6"]), ["5", "6"]),
        (numpy.array([5, 6]), ["5", "6"]),
        (torch.tensor(5), "5"),
        (["1/2", 0.5, None], ["1/2", "0.5"]),
        ((1, Decimal(2)), ["1", "2"]),
        ([], []),
        (None, None),
        (float("nan"), None),
        (numpy.float64("nan"), None),
        (numpy.float32("nan"), None),
        (pandas.NA, None),
        (pandas.NaT, None),
        (Decimal("nan"), None),
    ],
)
def test_ground_truths_of_every_kind(value: Any, written: Any) -> None:
    [found] = checked_items([{"completion": GOOD, "ground_truth": value}])
    assert found.ground_truth == written
    item_json(found, LongTests())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("ground_truth", float("inf"), "finite"),
        ("ground_truth", object(), "should be a text, a number"),
        ("completion", [1, 2, 3], "(?i)decode them first"),
        ("completion", numpy.array([1, 2]), "(?i)decode them first"),
        ("completion", b"x", "decode them first"),
        ("tests", "no code", "no known shape"),
        ("metadata", {"a": object()}, "no form in JSON"),
    ],
)
def test_an_item_that_cannot_be_read_names_the_field_and_what_to_do(field: str, value: Any, said: str) -> None:
    with pytest.raises(InvalidRequestError, match=said) as error:
        checked_items([{"completion": GOOD}, {"completion": GOOD, field: value}])
    assert [(one.item, one.field) for one in error.value.details] == [(1, field)]


MESSAGE = {"role": "assistant", "content": GOOD}


@pytest.mark.parametrize(
    "value",
    [[MESSAGE], (MESSAGE,), numpy.array([MESSAGE], dtype=object), [{**MESSAGE, "reasoning_content": None}]],
)
def test_messages_in_any_container(value: Any) -> None:
    [found] = checked_items([{"completion": value, "prompt": value}])
    assert not isinstance(found.completion, str)
    assert [one.content for one in found.completion] == [GOOD]


def test_fields_that_a_table_filled_up_are_absent_and_foreign_values_become_plain() -> None:
    key = uuid.uuid4()
    given = {
        "completion": GOOD,
        "id": numpy.int64(3),
        "group_id": key,
        "language": None,
        "completion_tokens": numpy.int64(7),
        "template": {"think_open": None, "think_prefilled": True},
        "rewards": {"accuracy": 1.0, "format": None},
        "metadata": {"a": float("nan"), "b": numpy.array([1, 2]), "c": datetime.date(2026, 1, 2), "d": None},
    }
    [found] = checked_items([given])
    assert (found.id, found.group_id, found.completion_tokens) == (3, str(key), 7)
    assert found.rewards == {"accuracy": 1.0}
    assert found.template is not None
    assert (found.template.think_open, found.template.think_prefilled) == ("<think>", True)
    assert found.metadata == {"a": None, "b": [1, 2], "c": "2026-01-02", "d": None}


def test_a_misspelt_field_of_an_item_stays_an_error() -> None:
    with pytest.raises(InvalidRequestError):
        checked_items([{"completion": GOOD, "grund_truth": "5"}])
    assert wire_fields({"answer": 5}) == {"answer": 5}


def test_columns_by_option_with_a_dot_into_a_struct() -> None:
    row = {"reply": GOOD + "<|im_end|>\n", "info": {"gold": 5, "level": numpy.int64(2)}, "chat": [MESSAGE], "info2": 3}
    columns = Columns(completion="reply", ground_truth="info.gold", prompt="chat", metadata=("info2",))
    found = item(row, columns)
    assert (found.completion, found.ground_truth, found.metadata) == (GOOD, "5", {"info2": 3})
    with pytest.raises(ColumnError, match=r"^rows:7: gold: the row has no such column: it has reply, info"):
        item(row, Columns(ground_truth="gold"), "rows:7", completion=GOOD)


def test_special_tokens_are_cut_from_the_end_alone() -> None:
    assert item({"ground_truth": "5"}, completion="a</s>b<|im_end|>\n<|endoftext|>").completion == "a</s>b"
    assert item({}, Columns(special_tokens=()), completion="b</s>").completion == "b</s>"
    last = item({}, completion=[MESSAGE, {**MESSAGE, "content": "x<eos>"}]).completion
    assert not isinstance(last, str)
    assert [one.content for one in last] == [GOOD, "x"]


def test_beside_tests_a_reference_solution_is_no_ground_truth() -> None:
    row = {"tests": ["assert f(1) == 1"], "solution": "def f(x): return x", "answer": "f", "ground_truth": None}
    asked = question(row)
    assert (asked.ground_truth, asked.tests) == (None, {"type": "assert", "code": ["assert f(1) == 1"]})


@pytest.mark.parametrize("truth", ["[0, 1)", '["a", "b"]', "{1, 2}", '{"a": 1}', "[1, 2, 3]"])
def test_a_ground_truth_that_looks_like_json_is_a_ground_truth(truth: str) -> None:
    assert question({"ground_truth": truth}).ground_truth == truth


def test_isolation_is_said_for_tests_that_say_nothing() -> None:
    row = {"tests": ["assert f(1) == 1"]}
    assert (question(row, Columns(isolation="auto")).tests or {})["isolation"] == "auto"
    own = {"type": "assert", "code": "x", "isolation": "shared"}
    assert (question({"tests": own}, Columns(isolation="auto")).tests or {})["isolation"] == "shared"


@pytest.mark.parametrize("name", ROWS)
def test_every_shape_is_the_same_after_datasets_and_after_pandas(name: str, tmp_path: Path) -> None:
    """Saved and loaded by `datasets`, or through a table of pandas' own parquet with its arrays."""
    row = ROWS[name]
    expected = question(row)
    if name == "several answers":  # of two types, which no table holds
        row = {"ground_truth": ["1/2", "0.5"]}
    datasets.Dataset.from_list([row]).save_to_disk(str(tmp_path / "saved"))
    [loaded] = list(datasets.load_from_disk(str(tmp_path / "saved")))
    assert (question(loaded).tests, question(loaded).ground_truth) == (expected.tests, expected.ground_truth)
    pandas.DataFrame([row]).to_parquet(tmp_path / "rows.parquet")
    [record] = pandas.read_parquet(tmp_path / "rows.parquet").to_dict("records")
    assert (question(record).tests, question(record).ground_truth) == (expected.tests, expected.ground_truth)


def test_the_prompt_of_leet_codes_rows_is_the_question_and_not_the_imports() -> None:
    """Their column `prompt` holds what a program begins with."""
    row = ROWS["LeetCodeDataset"] | {"problem_description": "Double it.", "query": "Write Python. Double it."}
    assert question(row).prompt == "Write Python. Double it."
    assert question(row | {"query": None}).prompt == "Double it."
    assert question(row, Columns(prompt="starter_code")).prompt == row["starter_code"]
    assert question(row).tests == question(ROWS["LeetCodeDataset"]).tests


@pytest.mark.parametrize(
    ("shape", "column", "value"),
    [
        ("CodeContests", "input_file", "input.txt"),
        ("CodeContests", "output_file", "output.txt"),
        ("Codeforces (open-r1)", "input_mode", "file"),
        ("Codeforces (open-r1)", "interaction_format", "Print a guess, then read the answer."),
    ],
)
def test_programs_that_do_not_just_read_and_print_are_refused(shape: str, column: str, value: str) -> None:
    with pytest.raises(ColumnError, match=rf"{column}: the program .* leave the row out"):
        question(ROWS[shape] | {column: value})
    assert question(ROWS[shape] | {column: None}).tests


def test_a_data_set_with_two_kinds_of_tests_is_as_before_it_was_saved(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"tests": {"type": "call", "entry_point": "f", "cases": [{"args": [3], "kwargs": {"a": 1}, "output": 9}]}},
        {"tests": {"type": "call", "entry_point": "f", "cases": [{"args": [3], "kwargs": {"b": 1}, "output": 9}]}},
        {"tests": {"type": "assert", "entry_point": "f", "code": "assert f(3) == 9"}},
        {"tests": {"type": "stdio", "cases": [{"input": "3"}], "checker": {"language": "python", "code": "exit(0)"}}},
    ]
    datasets.Dataset.from_list(rows).save_to_disk(str(tmp_path))
    loaded = list(datasets.load_from_disk(str(tmp_path)))
    assert loaded[0]["tests"] != rows[0]["tests"]
    assert [one.tests for one in checked_items([{"completion": GOOD, **row} for row in loaded])] == [
        row["tests"] for row in rows
    ]


def test_packed_private_tests_of_a_function_are_read() -> None:
    cases = [{"input": '"a"', "output": "1", "testtype": "functional"}]
    row = {
        "question_content": "x",
        "public_test_cases": "[]",
        "private_test_cases": packed(cases),
        "metadata": '{"func_name": "f"}',
    }
    assert question(row).tests == {"type": "call", "entry_point": "f", "cases": [{"args": ["a"], "output": 1}]}
