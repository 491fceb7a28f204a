"""The doctor on rows that are each wrong in one way, by the real service and its sandbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdk import RewardClient
from sdk.cli.exits import USAGE_ERROR
from sdk.local import without_programs
from sdk.tools.doctor.__main__ import BROKEN_ROWS, CLEAN_DATA, main
from sdk.tools.doctor.examine import Examined, Terms, examine
from sdk.tools.doctor.programs import Effort, idle_programs

LONG = "A train leaves the station at noon and travels sixty miles an hour towards the town on the coast"
CLAMP = "def clamp(x):\n    if x < 0:\n        return 0\n    if x > 10:\n        return 10\n    return x\n"


@pytest.fixture(scope="module")
def client() -> Iterator[RewardClient]:
    with RewardClient.local(without_programs()) as made:
        yield made


def kinds(client: RewardClient, *rows: dict[str, Any], **terms: Any) -> list[tuple[int, str]]:
    found = examine(client, rows, Terms(with_programs=False, **terms))
    return sorted({(one.row, one.kind) for one in found.findings})


def asked(truth: Any, question: str = "How many?") -> dict[str, Any]:
    return {"question": question, "answer": truth}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"text": "nothing to judge by"}, "no_judge"),
        ({"question": "?", "answer": b"bytes"}, "unreadable"),
        (asked("1=2"), "truth_unusable"),
        (asked("$$"), "truth_unusable"),
        (asked("x^2 + )("), "truth_is_text"),
        (asked("0"), "guessable"),
        (asked("7", "Which of 3 and 7 is greater?"), "number_of_question"),
        (asked("Paris", "Name the capital of France, which is Paris."), "answer_in_prompt"),
        (asked("x+1", "Expand it. Answer: x+1"), "answer_in_prompt"),
    ],
)
def test_a_row_that_is_wrong_in_one_way(client: RewardClient, row: dict[str, Any], kind: str) -> None:
    assert kinds(client, row) == [(1, kind)]


@pytest.mark.parametrize("truth", ["42", "\\frac{1}{2}", ["3", "three"], "Paris", "(1, 2)", "x^2+1", "B"])
def test_a_sound_ground_truth_gives_no_finding(client: RewardClient, truth: Any) -> None:
    assert kinds(client, asked(truth)) == []


def test_rows_that_ask_the_same_are_told_with_the_first_and_contradictions_are_told_of_both(
    client: RewardClient,
) -> None:
    rows = (asked("2", "One and one?"), asked("2", "one  and one"), asked("3", "One and one!"), asked("5", LONG))
    found = kinds(client, *rows, asked("5", LONG + " today"))
    assert found == [(1, "contradiction"), (2, "duplicate"), (3, "contradiction"), (5, "near_duplicate")]


def test_rows_that_a_benchmark_asks_too_are_broken(client: RewardClient, tmp_path: Path) -> None:
    file = tmp_path / "benchmark.jsonl"
    file.write_text(json.dumps(asked("5", LONG)) + "\n" + json.dumps(asked("5", "One and one?")) + "\n")
    rows = (asked("5", "one and one"), asked("5", LONG + " today"), asked("5", "Something else"))
    assert kinds(client, *rows, benchmarks=[str(file)]) == [(1, "overlap"), (2, "near_overlap")]


def test_a_prompt_in_another_language_than_most_or_than_asked_for_is_told(client: RewardClient) -> None:
    german = asked("5", "Wie viele Äpfel hat der Junge, nachdem er drei davon gegessen hat?")
    english = [
        asked("5", f"How many apples does the {name} have after the meal?") for name in ("boy", "girl", "teacher")
    ]
    assert kinds(client, german, *english) == [(1, "language")]
    assert kinds(client, german, *english, language="de") == [(2, "language"), (3, "language"), (4, "language")]


def test_a_line_that_is_no_json_is_a_finding_and_ends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"question": "How many?", "answer": "12"}\n{"question": \n{"question": "How much?", "answer": "13"}\n'
    )
    assert main([str(file), "--no-programs"]) == BROKEN_ROWS
    said = capsys.readouterr().out
    assert "3 rows (2 with a ground truth" in said
    assert "row 2: line 2: not JSON" in said


def test_columns_are_mapped_as_everywhere(client: RewardClient) -> None:
    from sdk.columns import Columns

    row = {"reward_model": {"ground_truth": "1=2"}, "prompt": [{"role": "user", "content": "How many?"}]}
    assert kinds(client, row) == [(1, "truth_unusable")]
    assert kinds(client, {"gold": "1=2"}, columns=Columns(ground_truth="gold")) == [(1, "truth_unusable")]


def test_programs_that_compute_nothing_are_made_for_every_kind_of_test() -> None:
    call = {"type": "call", "entry_point": "Solution.f", "cases": [{"args": [1], "output": 7}]}
    sources = dict(idle_programs(call, None))
    names: dict[str, Any] = {}
    exec(sources["a function that returns 7"], names)
    assert names["Solution"]().f(3) == 7
    asserted = dict(idle_programs({"type": "assert", "code": ["import math", "assert len(g(math.pi)) == f(1)"]}, None))
    exec(asserted["a function that returns its first argument"], names)
    assert (names["g"](5), names["f"](6)) == (5, 6)
    assert [told for told, _ in idle_programs({"type": "stdio", "cases": []}, None)] == [
        "an empty program", "a program that prints its input", "print(0)",
    ]  # fmt: skip


PROGRAMS: list[tuple[str, dict[str, Any]]] = [
    ("sound", {"tests": ["assert f(2) == 4", "assert f(3) == 9", "assert f(-1) == 1"], "solution": "def f(x):\n    return x * x"}),
    ("mutants_live", {"tests": ["assert clamp(5) == 5", "assert clamp(-3) == 0", "assert clamp(20) == 10"], "solution": CLAMP}),
    ("idle_passes", {"tests": ["assert f([]) == True"], "solution": "def f(xs):\n    return len(xs) == 0"}),
    ("reference_fails", {"tests": ["assert f(2) == 5", "assert f(3) == 8"], "solution": "def f(x):\n    return x * 2"}),
    ("tests_unusable", {"tests": {"type": "call", "entry_point": "f", "cases": []}, "solution": "def f(): ..."}),
    ("flaky", {"tests": ["assert f(2) == 4", "assert f(1) == 1"], "solution": "import random\nODD = random.random() < 0.5\ndef f(x):\n    return x * x + ODD"}),
    ("mutants_live", {"tests": {"type": "stdio", "cases": [{"input": "2\n", "output": "4\n"}, {"input": "0\n", "output": "0\n"}]}, "solution": "n = int(input())\nprint(n * n)"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def programs() -> Examined:
    rows = [{"prompt": f"Task {number}", **row} for number, (_, row) in enumerate(PROGRAMS)]
    with RewardClient.local() as client:
        return examine(client, rows, Terms(effort=Effort(runs=12, mutants=12)))


@pytest.mark.docker
@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_a_task_whose_tests_or_reference_are_wrong_in_one_way(programs: Examined, number: int) -> None:
    found = {one.kind for one in programs.findings if one.row == number + 1}
    expected = PROGRAMS[number][0]
    assert found == ({expected} if expected != "sound" else set())


@pytest.mark.docker
def test_a_living_mutant_comes_with_an_input_that_kills_it(programs: Examined) -> None:
    [clamp, square] = [one for one in programs.findings if one.kind == "mutants_live"]
    assert {"input": [11], "reference": "10", "mutant": "11", "line": 4, "change": "10 -> 11"} in clamp.more[
        "killing_inputs"
    ]
    killing = square.more["killing_inputs"]
    assert {(one["input"], one["reference"]) for one in killing} & {("3\n", "9"), ("1\n", "1")}
    assert (programs.with_tests, programs.with_reference) == (7, 7)


def test_the_command_writes_the_clean_rows_and_the_findings_and_fails_where_rows_are_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "rows.csv", tmp_path / "out"
    file.write_text("question,answer\nHow many?,12\nHow much?,1=2\n")
    asks = [str(file), "--no-programs", "--output", str(out)]
    assert main(asks) == BROKEN_ROWS
    assert "truth_unusable: 1 rows" in capsys.readouterr().out
    assert [json.loads(line) for line in (out / "clean.jsonl").read_text().splitlines()] == [asked("12")]
    [finding] = map(json.loads, (out / "findings.jsonl").read_text().splitlines())
    assert (finding["row"], finding["kind"], finding["broken"]) == (2, "truth_unusable", True)
    assert main([*asks, "--allow", "1"]) == CLEAN_DATA
    assert main([str(tmp_path / "missing.jsonl"), "--no-programs"]) == USAGE_ERROR
    assert "no data at" in capsys.readouterr().err
