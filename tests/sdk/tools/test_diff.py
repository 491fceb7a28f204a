"""Two scored files: what flipped, by which rules, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdk.tools.diff import FLIPS, SAME, TROUBLE, flip, main
from sdk.tools.replay.verdicts import Verdict


def scored(score: float | None, rule: str = "rational", **more: Any) -> dict[str, Any]:
    component = {"score": score, "status": "ok" if score is not None else "error", "reason": f"by {rule}", "rule": rule}
    return {"reward": score, "components": {"accuracy": component}, **more}


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(name: str, *rows: Any) -> str:
        path = tmp_path / name
        path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
        return str(path)

    return write


def test_equal_verdicts_are_no_flip_whatever_rule_gave_them(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = written("a", scored(1.0), scored(None)), written("b", scored(1.0, "numeric"), scored(None))
    assert main([a, b]) == SAME
    assert "2 rows compared, 0 flips" in capsys.readouterr().out


def test_flips_are_told_by_rule_written_and_fail_the_command(
    written: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a = written("a", scored(1.0), scored(0.0), scored(1.0), scored(0.0))
    b = written("b", scored(0.0, "numeric"), scored(1.0), scored(None, "fault"), scored(0.0))
    assert main([a, b, "--output", str(tmp_path / "flips")]) == FLIPS
    out = capsys.readouterr().out
    assert "4 rows compared, 3 flips (75.00%)" in out
    flips = [json.loads(line) for line in (tmp_path / "flips").read_text().splitlines()]
    assert [one["kind"] for one in flips] == ["rejected now", "accepted now", "null now"]
    assert flips[0]["before"] == {"score": 1.0, "rule": "rational", "reason": "by rational"}
    assert flips[0]["places"] == [f"{a}:1", f"{b}:1"]


def test_rows_in_another_order_belong_together_by_their_ids(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    a = written("a", *(scored(float(n % 2), id=f"q{n}") for n in range(4)))
    b = written("b", *(scored(float(n % 2), id=f"q{n}") for n in (3, 1, 0, 2)))
    assert main([a, b]) == TROUBLE
    assert "--by-id" in capsys.readouterr().err
    assert main([a, b, "--by-id"]) == SAME
    assert "4 rows compared" in capsys.readouterr().out
    less = written("c", scored(0.0, id="q0"), scored(1.0, id="q1"))
    assert main([a, less, "--by-id"]) == TROUBLE
    assert main([less, a, "--by-id"]) == TROUBLE


def test_files_of_different_length_are_trouble_and_no_false_green(
    written: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([written("a", scored(1.0)), written("b", scored(1.0), scored(1.0))]) == TROUBLE
    assert "more rows" in capsys.readouterr().err


@pytest.mark.parametrize("by", [[], ["--by-id"]])
def test_nothing_to_compare_is_trouble(written: Any, by: list[str]) -> None:
    assert main([written("a"), written("b"), *by]) == TROUBLE


def test_a_broken_row_is_a_null_and_the_rest_is_compared(written: Any) -> None:
    a = written("a", "{broken", [1], {"components": {"accuracy": 3}}, scored(1.0))
    assert main([a, written("b", scored(1.0), scored(1.0), scored(1.0), scored(0.0))]) == FLIPS
    assert main([a, a]) == SAME


def test_results_of_a_replay_and_a_trainer_s_file_can_be_compared(written: Any) -> None:
    after = {"score": 1.0, "rule": "rational", "reason": ""}
    replayed = written("a", {"replay": {}}, {"kind": "agreed", "file": "f", "line": 1, "after": after})
    assert main([replayed, written("b", {"input": "q", "output": "a", "score": 1.0})]) == SAME
    assert main([replayed, written("b", {"input": "q", "output": "a", "score": 0.0})]) == FLIPS


def test_a_file_and_a_version_cannot_be_compared(written: Any) -> None:
    assert main([written("a", scored(1.0)), "http://127.0.0.1:1"]) == TROUBLE
    assert main(["http://127.0.0.1:1", "http://127.0.0.1:2"]) == TROUBLE


def test_a_threshold_says_what_is_paid() -> None:
    assert flip(Verdict(0.3), Verdict(0.6)) == "accepted now"
    assert flip(Verdict(0.3), Verdict(0.6), 0.9) == ""
    assert flip(Verdict(None), Verdict(0.0)) == "null before"
