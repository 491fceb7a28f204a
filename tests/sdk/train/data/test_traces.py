"""Traces from every shape they come in, and mistakes told in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdk.schema import Template
from sdk.train.data.traces import Trace, load_traces, read_row, split_completion, write_traces
from sdk.train.errors import DataError

OURS = {"question": "What is 2+3?", "reasoning": "2+3=5", "answer": "5", "ground_truth": "5", "language": "en"}
OPEN_THOUGHTS = {
    "system": "Your role as an assistant involves thinking at length.",
    "conversations": [
        {"from": "user", "value": "What is 2+3?"},
        {
            "from": "assistant",
            "value": "<|begin_of_thought|>\n\nTwo and three.\n\n<|end_of_thought|>\n\n"
            "<|begin_of_solution|>\n\nIt is \\boxed{5}.\n\n<|end_of_solution|>",
        },
    ],
}
OPEN_THOUGHTS_METADATA = {
    "problem": "Print the square of a number.",
    "deepseek_reasoning": "Read it, square it.",
    "deepseek_solution": "```python\nprint(int(input()) ** 2)\n```",
    "ground_truth_solution": "print(int(input()) ** 2)",
    "domain": "code",
    "source": "taco",
    "test_cases": json.dumps({"inputs": ["3\n"], "outputs": ["9\n"]}),
    "starter_code": None,
}
R1_DISTILL = {
    "problem": "What is 2+3?",
    "reannotated_assistant_content": "<think>\nTwo and three.\n</think>\n\nIt is \\boxed{5}.",
    "solution": "5",
    "source": "gsm8k",
}
R1_DISTILL_V1 = {
    "messages": [{"role": "user", "content": "What is 2+3?"}],
    "reannotated_messages": [],
    "reannotated_assistant_content": "<think>Two and three.</think>It is 5.",
}


def test_our_own_shape_keeps_everything() -> None:
    assert read_row(OURS, "f:1") == Trace("What is 2+3?", "2+3=5", "5", "5", None, "en", "f:1")


def test_open_thoughts_is_read_from_its_conversation() -> None:
    trace = read_row(OPEN_THOUGHTS, "f:1", language="en")
    assert trace == Trace("What is 2+3?", "Two and three.", "It is \\boxed{5}.", language="en", source="f:1")


def test_open_thoughts_metadata_brings_a_program_s_tests() -> None:
    trace = read_row(OPEN_THOUGHTS_METADATA, "f:1")
    assert trace.tests == {"type": "stdio", "cases": [{"input": "3\n", "output": "9\n"}]}
    assert (trace.ground_truth, trace.source) == (None, "taco/f:1")


def test_open_thoughts_metadata_of_mathematics_has_an_expected_answer() -> None:
    trace = read_row({**OPEN_THOUGHTS_METADATA, "test_cases": None, "ground_truth_solution": "\\boxed{5}"}, "f:1")
    assert (trace.tests, trace.ground_truth) == (None, "\\boxed{5}")


@pytest.mark.parametrize("row", [R1_DISTILL, R1_DISTILL_V1])
def test_r1_distill_is_read_from_its_think_block(row: dict[str, Any]) -> None:
    trace = read_row(row, "f:1")
    assert (trace.question, trace.reasoning) == ("What is 2+3?", "Two and three.")
    assert trace.ground_truth == row.get("solution")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"prompt": "2+3?", "answer": "5"}, "it has the columns prompt, answer"),
        ({**OURS, "reasoning": None}, "reasoning should be text"),
        ({**OURS, "reasonning": "x"}, "no column 'reasonning'"),
        ({**OURS, "tests": "{"}, "tests: is not valid JSON"),
        ({"conversations": [{"from": "user", "value": "hello"}]}, "no turn of a user and one of an assistant"),
        ({**R1_DISTILL, "reannotated_assistant_content": "five"}, "no <think> block"),
        ({**OPEN_THOUGHTS_METADATA, "test_cases": '{"inputs": [1], "outputs": []}'}, "as many inputs as outputs"),
        (["a", "list"], "should be an object with columns"),
    ],
)
def test_a_row_that_is_no_trace_says_why_in_one_line(row: Any, said: str) -> None:
    with pytest.raises(DataError, match=r"f:1") as error:
        read_row(row, "f:1")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_written_is_read_again_as_it_was(tmp_path: Path) -> None:
    traces = [
        read_row(OURS, "a"),
        read_row(OPEN_THOUGHTS_METADATA, "b"),
        Trace([{"role": "user", "content": "你好\u2028\ud800"}], "x\ny", "z", ["1", "one"], source="c"),
    ]
    write_traces(tmp_path / "traces.jsonl", traces)
    assert load_traces(str(tmp_path / "traces.jsonl")) == traces


@pytest.mark.parametrize("row", [OURS, OPEN_THOUGHTS, OPEN_THOUGHTS_METADATA, R1_DISTILL, R1_DISTILL_V1])
def test_a_folder_of_datasets_is_read_however_it_was_saved(tmp_path: Path, row: dict[str, Any]) -> None:
    datasets = pytest.importorskip("datasets")
    table = datasets.Dataset.from_list([row, row])
    table.save_to_disk(str(tmp_path / "saved"))
    datasets.DatasetDict({"train": table, "test": table}).save_to_disk(str(tmp_path / "splits"))
    (tmp_path / "hub_layout" / "data").mkdir(parents=True)
    table.to_parquet(str(tmp_path / "hub_layout" / "data" / "train-00000-of-00001.parquet"))
    table.to_parquet(str(tmp_path / "one.parquet"))
    plain = read_row(row, "f:1")
    for name in ("saved", "splits", "hub_layout", "one.parquet"):
        traces = load_traces(str(tmp_path / name))
        assert [(one.question, one.reasoning, one.answer, one.tests) for one in traces] == 2 * [
            (plain.question, plain.reasoning, plain.answer, plain.tests)
        ]


def test_only_so_many_are_read_as_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps(OURS)}\n" * 5 + "not JSON\n")
    assert len(load_traces(str(path), limit=5)) == 5
    with pytest.raises(DataError, match="line 6: not valid JSON"):
        load_traces(str(path))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.jsonl", "no data at nowhere.jsonl"),
        ("hub:a:b:c:d", "is written hub:NAME"),
    ],
)
def test_a_source_that_cannot_be_read_says_what_to_write(source: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        load_traces(source)


def test_without_the_hub_it_says_what_cannot_be_reached_and_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    with pytest.raises(
        DataError, match=r"cannot load open/thoughts:metadata: .*; without the hub give a file or folder"
    ):
        load_traces("hub:open/thoughts:metadata")


def test_a_file_of_another_kind_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "traces.xml").write_text("<a/>")
    (tmp_path / "traces.jsonl").write_text("\n")
    with pytest.raises(DataError, match=r"\.jsonl"):
        load_traces(str(tmp_path / "traces.xml"))
    with pytest.raises(DataError, match="holds no traces"):
        load_traces(str(tmp_path / "traces.jsonl"))


def test_a_layout_is_filled_in_whatever_the_texts_contain() -> None:
    trace = Trace("q", "a {answer} and \\1", "{reasoning}")
    assert trace.completion("<think>{reasoning}</think>{answer}") == "<think>a {answer} and \\1</think>{reasoning}"


@pytest.mark.parametrize(
    ("completion", "settings", "parts"),
    [
        (" <think> a </think> <answer> b </answer>", {}, ("a", "b")),
        ("a</think><answer>b</answer>", {"think_prefilled": True}, ("a", "b")),
        ("<think>a</think> b", {"answer_tags": False}, ("a", "b")),
        ("<think>a</think> b", {}, None),
        ("<think>a <answer>b</answer>", {}, None),
        ("so <think>a</think><answer>b</answer>", {}, None),
        ("<think>a</think><answer> </answer>", {}, None),
    ],
)
def test_a_completion_is_split_by_its_template(completion: str, settings: Any, parts: Any) -> None:
    assert split_completion(completion, Template(**settings)) == parts
