"""The command from the shell's side: what it writes, says and ends with."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sdk.cli.exits import INTERRUPTED, SERVICE_ERROR, USAGE_ERROR
from sdk.tools import diff
from sdk.tools.replay import command
from sdk.tools.replay.records import read
from tests.trainers.service import service

DATA = Path(__file__).parents[3] / "data" / "rollouts"
VERL = str(DATA / "verl.jsonl")
HEARS = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
"""A program that runs another: what is begun by a process in the background is born deaf to SIGINT."""


def kinds(folder: Path) -> list[str]:
    return [one["kind"] for one in read(folder / "results.jsonl")]


def test_a_trainer_s_file_gives_results_a_page_and_a_summary(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([VERL, "--url", url, "--out", str(tmp_path)]) == command.DONE
    assert kinds(tmp_path) == [
        "false_zero", "agreed", "false_zero", "agreed", "agreed", "agreed", "paid_hack", "paid_hack",
    ]  # fmt: skip
    assert (tmp_path / "index.html").stat().st_size > 5_000
    out = capsys.readouterr().out
    for said in ("false zeros", "paid hacks", "8 verl", "gradient weight moved", "verl.jsonl:1"):
        assert said in out


def test_started_again_it_scores_nothing_twice_and_another_limit_goes_on(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [VERL, "--url", url, "--out", str(tmp_path)]
    assert command.main([*given, "--limit", "3"]) == 0
    assert len(kinds(tmp_path)) == 3
    assert command.main(given) == 0
    assert "has 3 rows: going on" in capsys.readouterr().err
    assert len(kinds(tmp_path)) == 8
    assert command.main([*given, "--paid-from", "0.9"]) == USAGE_ERROR
    assert "paid_from" in capsys.readouterr().err


def test_the_service_s_log_is_scored_by_what_its_rows_store_unless_the_caller_says_otherwise(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {"completion": "<think>a</think><answer>5</answer>", "ground_truth": "6"}
    row = {"request_id": "r", "index": 0, "reward": 1.0, "components": {}, "item": item, "template": None}
    log = tmp_path / "scored.jsonl"
    log.write_text(json.dumps({**row, "rewards": {"format": {"weight": 1.0}}}) + "\n")
    given = [str(log), "--url", url, "--out", str(tmp_path)]
    assert command.main(given) == 0
    assert kinds(tmp_path) == ["agreed"]
    assert command.main([*given, "-r", "accuracy"]) == USAGE_ERROR
    assert "other settings (rewards)" in capsys.readouterr().err
    assert command.main([*given, "-r", "accuracy", "--again"]) == 0
    assert kinds(tmp_path) == ["paid_wrong"]
    log.write_text(json.dumps({**row, "rewards": {"brevity_of_mine": {"weight": 1.0}}}) + "\n")
    assert command.main([*given, "--again"]) == 0
    (found,) = read(tmp_path / "results.jsonl")
    assert found["kind"] == "not_scored", "the ground truth is not to blame"
    assert "rewards.brevity_of_mine: unknown reward" in found["after"]["reason"]


def test_another_version_s_verdicts_can_be_compared_and_fail_a_build(url: str, tmp_path: Path) -> None:
    with service(lambda items: [{"accuracy": 1.0, "format": 0.0} for _ in items]) as lenient:
        given = [VERL, "--url", url, "--against", lenient, "--out", str(tmp_path / "a")]
        assert command.main(given) == 0
        assert kinds(tmp_path / "a").count("agreed") == 4
        assert diff.main([lenient, url, "--on", VERL, "--out", str(tmp_path / "b")]) == diff.FLIPS
        assert diff.main([url, url, "--on", VERL, "--out", str(tmp_path / "c")]) == diff.SAME


def test_a_pipe_with_bad_lines_is_read_to_its_end(url: str, tmp_path: Path) -> None:
    text = Path(VERL).read_bytes() + b'{"broken\n' + json.dumps({"text": "5", "gold": "5", "r": 0}).encode() + b"\n"
    run = subprocess.run(
        [sys.executable, "-m", "assay_rl", "replay", "-", "--url", url, "--out", str(tmp_path), "-c", "completion=text",
         "-c", "ground_truth=gold", "--reward", "r"],
        input=gzip.compress(text), capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = list(read(tmp_path / "results.jsonl"))
    assert [one["kind"] for one in found] == ["unreadable"] * 9 + ["false_zero"]
    assert "no such column" in found[0]["reason"]
    assert (found[8]["file"], found[8]["line"]) == ("stdin", 9)


def test_ctrl_c_leaves_a_file_that_a_second_start_finishes(url: str, tmp_path: Path) -> None:
    rollouts = tmp_path / "rollouts.jsonl"
    rows = [{"completion": f"\\boxed{{{n}+1}}", "answer": str(n + 1), "reward": n % 2} for n in range(6_000)]
    rollouts.write_text("".join(json.dumps(row) + "\n" for row in rows))
    given = [sys.executable, "-m", "assay_rl", "replay", str(rollouts), "--url", url, "--out", str(tmp_path / "out")]
    running = subprocess.Popen([sys.executable, "-c", HEARS, *given], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    results = tmp_path / "out" / "results.jsonl"
    while running.poll() is None and not (results.exists() and results.read_bytes().count(b"\n") > 400):
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED, said
    assert b"start it again to go on" in said
    assert 0 < len(kinds(tmp_path / "out")) < 6_000
    assert subprocess.run(given, capture_output=True, check=False).returncode == 0
    assert [one["line"] for one in read(results)] == list(range(1, 6_001))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["no-such-file"], "no data at"),
        ([VERL, "-c", "colour=red"], "colour"),
        ([VERL, "-r", "no_such_reward"], "no_such_reward"),
        ([VERL, "--against", "math-verify"], "pip install"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    given: list[str], said: str, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([*given, "--url", url, "--out", str(tmp_path)]) == USAGE_ERROR
    error: Any = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_service_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk.tools.service.READY_WITHIN_S", 0.2)
    assert command.main([VERL, "--url", "http://127.0.0.1:9", "--out", str(tmp_path)]) == SERVICE_ERROR
    assert "127.0.0.1:9" in capsys.readouterr().err
