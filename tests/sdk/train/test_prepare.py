"""Public data sets, in local copies of their layout, become questions to train on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdk.columns import last_box
from sdk.train.config.schema import ProblemsConfig
from sdk.train.data.public import gsm8k
from sdk.train.launch.setup import load_problems
from sdk.train.prepare import main

GSM8K = {"question": "Two boxes of 600 eggs?", "answer": "2*600=<<2*600=1200>>1200\n#### 1,200"}
MATH = {
    "problem": "What is $1/2$?",
    "solution": "So \\boxed{0} or \\boxed{\\frac{1}{2}}.",
    "level": "Level 1",
    "type": "Algebra",
}
MBPP = {
    "task_id": 1,
    "text": "Write a function to square a number.",
    "code": "def square(x): return x * x",
    "test_list": ["assert square(3) == 9", "assert square(0) == 0"],
    "test_setup_code": "",
    "challenge_test_list": [],
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_each_data_set_becomes_questions_with_an_answer_or_tests(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    for name, row in {"gsm8k": GSM8K, "math": MATH, "mbpp": MBPP}.items():
        datasets.Dataset.from_list([row]).save_to_disk(str(tmp_path / name))
    sources = [f"{name}={tmp_path / name}" for name in ("gsm8k", "math", "mbpp")]
    assert main([*sources, str(tmp_path / "out" / "questions.jsonl")]) == 0
    sums, algebra, code = rows(tmp_path / "out" / "questions.jsonl")
    assert (sums["question"], sums["ground_truth"], sums["source"]) == (GSM8K["question"], "1200", "gsm8k")
    assert algebra["ground_truth"] == "\\frac{1}{2}"
    assert code["tests"] == {"type": "assert", "code": MBPP["test_list"]}
    assert "assert square(3) == 9" in code["question"]
    assert "square(0)" not in code["question"], "the other tests stay hidden"


def test_what_is_prepared_can_be_trained_on(tmp_path: Path) -> None:
    (tmp_path / "gsm8k.jsonl").write_text(
        "".join(json.dumps({**GSM8K, "question": f"{number} eggs?"}) + "\n" for number in range(40))
    )
    (tmp_path / "mbpp.jsonl").write_text(json.dumps(MBPP) + "\n")
    out = tmp_path / "questions.jsonl"
    assert main([f"gsm8k={tmp_path / 'gsm8k.jsonl'}", f"mbpp={tmp_path / 'mbpp.jsonl'}", str(out)]) == 0
    problems = load_problems(ProblemsConfig(source=str(out), tests_column="tests", language_column="language"), 0)
    drawn = [problems.train(number) for number in range(60)]
    assert {one.language for one in drawn} == {"en"}
    assert {one.ground_truth for one in drawn} <= {"1200", None}
    assert all((one.tests is None) != (one.ground_truth is None) for one in drawn)


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("gsm8k", {**GSM8K, "answer": "1200"}, "gsm8k:1: its answer has no ####"),
        ("gsm8k", {"problem": "?"}, "no text in the column 'question' (it has: problem)"),
        ("math", {**MATH, "solution": "one half"}, "math:1: its solution has no \\boxed answer"),
        ("mbpp", {**MBPP, "test_list": "assert"}, "test_list should be a list"),
        ("apps", {}, "no data set 'apps'"),
    ],
)
def test_other_columns_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, row: dict[str, Any], said: str
) -> None:
    (tmp_path / "data.jsonl").write_text(json.dumps(row) + "\n")
    assert main([f"{name}={tmp_path / 'data.jsonl'}", str(tmp_path / "out.jsonl")]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "box"), [("\\boxed{\\{1\\}}", "\\{1\\}"), ("\\boxed{1", None), ("no box", None), ("\\boxed{}", None)]
)
def test_the_last_box_has_balanced_braces(text: str, box: str | None) -> None:
    assert last_box(text) == box


def test_one_bad_row_does_not_end_it_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"question": f"{n}?", "answer": f"so\n#### {n}"} for n in range(3)] + [{"question": "4?", "answer": "so 4"}]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main([f"gsm8k={tmp_path / 'rows.jsonl'}", str(tmp_path / "out.jsonl")]) == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 3
    said = capsys.readouterr().err
    assert "left out: gsm8k:4: its answer has no ####" in said
    assert "1 rows left out of 4" in said


@pytest.mark.parametrize(
    ("answer", "truth"),
    [("1,234", "1234"), ("$1,234,567.5", "$1234567.5"), ("(1,2)", "(1,2)"), ("1,2", "1,2"), ("x=1, y=2", "x=1, y=2")],
)
def test_commas_fall_away_where_they_part_thousands_alone(answer: str, truth: str) -> None:
    assert gsm8k({"question": "q", "answer": f"so #### {answer}"}, "f:1")["ground_truth"] == truth


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gsm8k.jsonl").write_text(json.dumps(GSM8K))
    for out in (tmp_path, tmp_path / "gsm8k.jsonl" / "out.jsonl"):
        assert main([f"gsm8k={tmp_path / 'gsm8k.jsonl'}", str(out)]) == 2
        assert capsys.readouterr().err.startswith(f"error: cannot write {out}: ")
