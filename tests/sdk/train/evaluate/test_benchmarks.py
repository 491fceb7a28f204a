"""Benchmarks in the shapes they are published in; each row here is made up, its columns are theirs."""

from __future__ import annotations

import base64
import json
import os
import pickle
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sdk.train.errors import DataError
from sdk.train.evaluate.benchmarks import Benchmark, Question, read_benchmark

MATH_500 = {
    "problem": "What is $1+1$?",
    "solution": "It is $\\boxed{2}$.",
    "answer": "2",
    "subject": "Prealgebra",
    "level": 1,
    "unique_id": "test/prealgebra/1.json",
}
AIME_2024 = {"id": 60, "problem": "Find $n$.", "solution": "...", "answer": "204", "url": "https://...", "year": "2024"}
AIME_CAPITAL = {"ID": "2024-I-1", "Problem": "Find $n$.", "Solution": "...", "Answer": 204}
AIME_2025 = {"question": "Find $n$.", "answer": "70"}
GSM8K = {"question": "Two boxes of 600 eggs?", "answer": "2*600=<<2*600=1200>>1200\n#### 1,200"}
HUMAN_EVAL = {
    "task_id": "HumanEval/0",
    "prompt": 'def twice(x: int) -> int:\n    """ Twice x. """\n',
    "entry_point": "twice",
    "canonical_solution": "    return 2 * x\n",
    "test": "def check(candidate):\n    assert candidate(2) == 4\n",
}
GPQA = {
    "Question": "Which is a noble gas?",
    "Correct Answer": "Neon",
    "Incorrect Answer 1": "Iron",
    "Incorrect Answer 2": "Tin",
    "Incorrect Answer 3": "Zinc",
    "High-level domain": "Chemistry",
    "Subdomain": "Inorganic Chemistry",
    "Record ID": "rec1",
}
MMLU = {"question": "2+2?", "subject": "elementary_mathematics", "choices": ["3", "4", "5", "both"], "answer": 1}
MMLU_PRO = {
    "question": "2+2?",
    "options": [str(n) for n in range(10)],
    "answer": "E",
    "answer_index": 4,
    "category": "math",
}


def packed(cases: Any) -> str:
    return base64.b64encode(zlib.compress(pickle.dumps(json.dumps(cases)))).decode()


STDIN = {
    "question_title": "Double",
    "question_content": "Read n, print 2n.",
    "platform": "atcoder",
    "question_id": "abc1",
    "difficulty": "easy",
    "starter_code": "",
    "public_test_cases": json.dumps([{"input": "2\n", "output": "4\n", "testtype": "stdin"}]),
    "private_test_cases": packed([{"input": "5\n", "output": "10\n", "testtype": "stdin"}]),
    "metadata": "{}",
}
FUNCTIONAL = {
    **STDIN,
    "platform": "leetcode",
    "starter_code": "class Solution:\n    def double(self, ns: List[int], k: int) -> List[int]:\n        ",
    "public_test_cases": json.dumps([{"input": "[1, 2]\n2", "output": "[2, 4]", "testtype": "functional"}]),
    "private_test_cases": json.dumps([]),
    "metadata": json.dumps({"func_name": "double"}),
}


def read(tmp_path: Path, *rows: Any, seed: int = 0) -> Benchmark:
    path = tmp_path / "file.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return read_benchmark(str(path), seed)


def only(tmp_path: Path, row: Any) -> Question:
    [question] = read(tmp_path, row).questions
    return question


@pytest.mark.parametrize(
    ("row", "shape", "question", "truth", "subject"),
    [
        (MATH_500, "MATH or AIME", "What is $1+1$?", "2", "Prealgebra"),
        (AIME_2024, "MATH or AIME", "Find $n$.", "204", "2024"),
        (AIME_CAPITAL, "MATH or AIME", "Find $n$.", "204", None),
        (AIME_2025, "GSM8K or short answers", "Find $n$.", "70", None),
        (GSM8K, "GSM8K or short answers", "Two boxes of 600 eggs?", "1200", None),
        ({"question": "1+1?", "ground_truth": 2, "subject": "sums"}, "questions", "1+1?", "2", "sums"),
    ],
)
def test_questions_with_an_answer(
    tmp_path: Path, row: Any, shape: str, question: str, truth: str, subject: str | None
) -> None:
    found = read(tmp_path, row)
    [one] = found.questions
    assert found.shape == shape
    assert (one.problem.question, one.problem.ground_truth, one.subject) == (question, truth, subject)
    assert (one.problem.id, one.problem.language) == ("file.jsonl:1", "en")


def test_options_keep_their_order_where_they_may_name_each_other(tmp_path: Path) -> None:
    one = only(tmp_path, MMLU)
    assert "2+2?\n\nA. 3\nB. 4\nC. 5\nD. both\n\nAnswer with the letter" in str(one.problem.question)
    assert (one.problem.ground_truth, one.subject) == ("B", "elementary_mathematics")
    assert only(tmp_path, MMLU_PRO).problem.ground_truth == "E"
    assert (
        only(tmp_path, {"question": "2+2?", "A": "3", "B": "4", "C": "5", "D": "6", "answer": "B"}).problem.ground_truth
        == "B"
    )


def test_a_table_is_read_too(tmp_path: Path) -> None:
    """GPQA is published as CSV."""
    path = tmp_path / "gpqa.csv"
    path.write_text(",".join(f'"{name}"' for name in GPQA) + "\n" + ",".join(f'"{value}"' for value in GPQA.values()))
    [one] = read_benchmark(str(path)).questions
    assert one.problem == replace(only(tmp_path, GPQA).problem, id="gpqa.csv:1")


def test_the_right_option_of_gpqa_is_anywhere_and_always_in_the_same_place(tmp_path: Path) -> None:
    rows = [{**GPQA, "Question": f"Which of {number}?"} for number in range(60)]
    found = read(tmp_path, *rows)
    letters = [one.problem.ground_truth for one in found.questions]
    assert {letters.count(letter) > 5 for letter in "ABCD"} == {True}
    for one in found.questions:
        assert f"\n{one.problem.ground_truth}. Neon\n" in f"{one.problem.question}\n"
    assert [one.problem for one in read(tmp_path, *rows).questions] == [one.problem for one in found.questions]
    assert [one.problem.ground_truth for one in read(tmp_path, *rows, seed=1).questions] != letters
    assert found.questions[0].subject == "Chemistry"


def test_programs(tmp_path: Path) -> None:
    human = only(tmp_path, HUMAN_EVAL).problem
    assert human.tests is not None
    assert (human.tests["type"], human.tests["entry_point"]) == ("assert", "twice")
    assert "def twice" in str(human.question)
    stdin = only(tmp_path, STDIN)
    assert stdin.problem.tests == {
        "type": "stdio",
        "cases": [{"input": "2\n", "output": "4\n"}, {"input": "5\n", "output": "10\n"}],
    }
    assert stdin.subject == "easy"
    assert only(tmp_path, FUNCTIONAL).problem.tests == {
        "type": "call",
        "entry_point": "Solution.double",
        "cases": [{"args": [[1, 2], 2], "output": [2, 4]}],
    }


class Evil:
    def __reduce__(self) -> Any:
        return os.system, ("echo it ran",)


def test_packed_cases_run_nothing(tmp_path: Path) -> None:
    evil = base64.b64encode(zlib.compress(pickle.dumps(Evil()))).decode()
    with pytest.raises(DataError, match=r"file.jsonl:1: private_test_cases: is a pickle of more than one text"):
        only(tmp_path, {**STDIN, "private_test_cases": evil})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": "x"}, "is no benchmark known here: it has text"),
        ({**MMLU, "answer": 7}, "its answer is none of its 4 options"),
        ({**HUMAN_EVAL, "test": ""}, "test: should hold text"),
        ({**STDIN, "private_test_cases": "rubbish"}, "should be a list of objects with input"),
        ({"question": "x", "ground_truth": None}, "neither ground_truth nor tests"),
        ([1], "it has no columns"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, row: Any, said: str) -> None:
    with pytest.raises(DataError, match=said):
        only(tmp_path, row)
