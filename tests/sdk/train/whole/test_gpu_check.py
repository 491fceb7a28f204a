"""What a GPU is to show runs in parts, and each call goes on where the last one ended."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import gpu_check
from benchmarks.gpu_check import DONE, FAILED, SKIPPED, STOPPED, TOO_LONG, Part, go_on, parts

SAVES_ITSELF = """
import signal, sys, time, pathlib
steps = pathlib.Path(sys.argv[1])
def stop(*_):
    print("saved"); sys.exit(1)
signal.signal(signal.SIGTERM, stop)
if steps.exists():
    print("went on"); sys.exit(0)
steps.touch(); print("began", flush=True); time.sleep(60)
"""


def a_part(name: str, program: str, *arguments: str, lacks: str = "", goes_on: bool = False) -> Part:
    return Part(name, f"The part {name}", ("-c", program, *arguments), lacks, goes_on)


def states(out: Path) -> dict[str, str]:
    return {name: one["state"] for name, one in json.loads((out / "parts.json").read_text()).items()}


def test_a_part_that_fails_or_is_lacking_something_stands_in_the_report_and_the_rest_is_run(tmp_path: Path) -> None:
    planned = [
        a_part("one", "print('a table')"),
        a_part("two", "raise SystemExit('no such kernel')"),
        a_part("three", "", lacks="needs a model"),
        a_part("four", "print('the last')"),
    ]
    assert go_on(planned, tmp_path, 5, "a machine") is None
    assert states(tmp_path) == {"one": DONE, "two": FAILED, "three": SKIPPED, "four": DONE}
    told = (tmp_path / "report.md").read_text()
    assert told.index("a table") < told.index("no such kernel") < told.index("needs a model") < told.index("the last")
    (tmp_path / "logs" / "one.txt").unlink()
    assert go_on(planned, tmp_path, 5, "a machine") is None
    assert not (tmp_path / "logs" / "one.txt").exists(), "what is done is not run again"
    go_on(planned, tmp_path, 5, "a machine", only=["one"])
    assert (tmp_path / "logs" / "one.txt").exists()


def test_a_run_that_is_stopped_goes_on_with_the_next_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_check, "LIMIT_S", 1.0)
    planned = [
        a_part("run", SAVES_ITSELF, str(tmp_path / "steps"), goes_on=True),
        a_part("slow", "import time; print('begins', flush=True); time.sleep(60)"),
    ]
    following = go_on(planned, tmp_path, 5, "a machine")
    assert following is planned[0]
    assert states(tmp_path) == {"run": STOPPED, "slow": TOO_LONG}
    assert go_on(planned, tmp_path, 5, "a machine") is None
    assert states(tmp_path) == {"run": DONE, "slow": TOO_LONG}
    told = (tmp_path / "report.md").read_text()
    assert "began\nsaved\nwent on" in told
    assert "begins" in told


def test_a_table_that_the_end_of_a_call_cuts_off_is_made_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for one that had a call for itself: every other call would cut it off, too."""
    monkeypatch.setattr(gpu_check, "LEAST_S", 0.1)
    planned = [a_part("one", "import time; time.sleep(2)"), a_part("two", "import time; time.sleep(2.5)")]
    assert go_on(planned, tmp_path, 4 / 60, "a machine") is planned[1]
    assert states(tmp_path) == {"one": DONE, "two": STOPPED}
    assert go_on(planned, tmp_path, 4 / 60, "a machine") is None
    assert states(tmp_path) == {"one": DONE, "two": DONE}
    long = [a_part("long", "import time; time.sleep(60)")]
    assert go_on(long, tmp_path, 1 / 60, "a machine") is None
    assert states(tmp_path)["long"] == TOO_LONG


def test_without_time_nothing_begins_and_the_next_part_is_named(tmp_path: Path) -> None:
    planned = [a_part("one", "print()")]
    assert go_on(planned, tmp_path, 0.1, "a machine") is planned[0]
    assert not (tmp_path / "parts.json").exists()


@pytest.mark.parametrize("gpu", [True, False])
def test_the_parts_are_in_the_order_of_what_they_are_worth(tmp_path: Path, gpu: bool) -> None:
    names = [one.name for one in parts(tmp_path, sys.executable, None, gpu)]
    wanted = ["kernels", "arithmetic", "r1_tiny", "step", "decode", "smollm2"]
    assert [name for name in names if name in wanted] == wanted
    if gpu:
        lengths = ["long-1024", "long-4096", "long-16384", "long-32768", "0.6B-16384", "0.6B-65536"]
        assert [name for name in names if "-" in name] == lengths


def test_what_cannot_run_here_says_why(tmp_path: Path) -> None:
    lacking = {one.name: one.lacks for one in parts(tmp_path, sys.executable, None, gpu=True) if one.lacks}
    assert lacking == {"smollm2": "needs --smollm2 FOLDER, made by examples/smollm2_reasoning.py"}
    (tmp_path / "model").mkdir()
    assert not any(one.lacks for one in parts(tmp_path, sys.executable, tmp_path, gpu=True))


def test_the_quickest_part_is_run_for_real(tmp_path: Path) -> None:
    first = parts(tmp_path, sys.executable, None, gpu=False)[:1]
    assert go_on(first, tmp_path, 5, "a machine") is None
    assert states(tmp_path) == {"kernels": DONE}
    assert "Triton" in (tmp_path / "report.md").read_text()
