"""What a GPU is to show runs in parts, and each call goes on where the last one ended."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import save_file
from tokenizers import Tokenizer, models
from torch import zeros
from transformers import PreTrainedTokenizerFast

from benchmarks import gpu_check
from benchmarks.gpu_check import DONE, FAILED, ROOT, SKIPPED, STOPPED, TOO_LONG, Part, go_on, lacking_of, parts
from benchmarks.gpu_training import gains
from tests.end_to_end.processes import gone

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


def a_part(name: str, program: str, *arguments: str, lacks: str = "", folder: Path | None = None) -> Part:
    return Part(name, f"The part {name}", ("-c", program, *arguments), lacks, folder)


def states(out: Path) -> dict[str, str]:
    return {name: one["state"] for name, one in json.loads((out / "parts.json").read_text()).items()}


def test_a_part_that_fails_or_is_lacking_something_stands_in_the_report_and_the_rest_is_run(tmp_path: Path) -> None:
    planned = [
        a_part("one", "print('a table')"),
        a_part("two", "raise SystemExit('no such kernel')"),
        a_part("three", "", lacks="a model"),
        a_part("four", "print('the last')"),
    ]
    assert go_on(planned, tmp_path, 5, "a machine") is None
    assert states(tmp_path) == {"one": DONE, "two": FAILED, "three": SKIPPED, "four": DONE}
    told = (tmp_path / "report.md").read_text()
    assert told.index("a table") < told.index("no such kernel") < told.rindex("a model") < told.index("the last")
    assert "All parts that can run here were run.\n\n- three waits for a model\n" in told
    (tmp_path / "logs" / "one.txt").unlink()
    assert go_on(planned, tmp_path, 5, "a machine") is None
    assert not (tmp_path / "logs" / "one.txt").exists(), "what is done is not run again"
    go_on(planned, tmp_path, 5, "a machine", only=["one"])
    assert (tmp_path / "logs" / "one.txt").exists()


def test_a_run_that_is_stopped_goes_on_with_the_next_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_check, "LIMIT_S", 1.0)
    planned = [
        a_part("run", SAVES_ITSELF, str(tmp_path / "steps"), folder=tmp_path / "runs" / "run"),
        a_part("slow", "import time; print('begins', flush=True); time.sleep(60)"),
    ]
    following = go_on(planned, tmp_path, 5, "a machine")
    assert following is planned[0]
    assert states(tmp_path) == {"run": STOPPED, "slow": TOO_LONG}
    assert "\nNext: run (The part run); the same command goes on there.\n" in (tmp_path / "report.md").read_text()
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
    assert states(tmp_path) == {}
    assert "\nNext: one (The part one)" in (tmp_path / "report.md").read_text()


@pytest.mark.parametrize("gpu", [True, False])
def test_the_parts_are_in_the_order_of_what_they_are_worth(tmp_path: Path, gpu: bool) -> None:
    names = [one.name for one in parts(tmp_path, sys.executable, None, gpu)]
    wanted = ["kernels", "arithmetic", "r1_tiny", "step", "decode", "smollm2"]
    assert [name for name in names if name in wanted] == wanted
    if gpu:
        lengths = ["long-1024", "long-4096", "long-16384", "long-32768", "0.6B-16384", "0.6B-65536"]
        assert [name for name in names if name[-1].isdigit() and "-" in name] == lengths


def test_a_part_that_is_asked_for_is_measured_anew_unless_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own run goes, and one that was moved aside; another part's stays."""
    count = "import pathlib, sys; file = pathlib.Path(sys.argv[1]); file.parent.mkdir(parents=True, exist_ok=True); "
    count += "file.open('a').write('x'); print(file.read_text())"
    counted, other = tmp_path / "runs" / "run" / "count", tmp_path / "runs" / "run-2" / "count"
    planned = [a_part("run", count, str(counted), folder=counted.parent)]
    planned += [a_part("run-2", count, str(other), folder=other.parent)]
    go_on(planned, tmp_path, 5, "a machine")
    (tmp_path / "runs" / "run.1").mkdir()
    go_on(planned, tmp_path, 5, "a machine", only=["run"])
    assert counted.read_text() == other.read_text() == "x"
    assert sorted(one.name for one in (tmp_path / "runs").iterdir()) == ["run", "run-2"]
    assert (tmp_path / "logs" / "run.txt").read_text() == "x\n"
    kept = json.loads((tmp_path / "parts.json").read_text())
    for run in ({"run": {**kept["run"], "state": STOPPED}}, {}):
        (tmp_path / "parts.json").write_text(json.dumps(run))
        go_on(planned, tmp_path, 5, "a machine", only=["run"])
    assert counted.read_text() == "xxx", "a run that was stopped, or killed with the call, goes on"


STARTS_ANOTHER = """
import pathlib, signal, subprocess, sys, time
folder = pathlib.Path(sys.argv[1])
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
def stop(*_):
    (folder / "saved").touch(); sys.exit(1)
signal.signal(signal.SIGTERM, stop)
(folder / "new").write_text(f"{__import__('os').getpid()} {other.pid}"); (folder / "new").rename(folder / "pids")
time.sleep(60)
"""
CALLED = """
import sys
from pathlib import Path
from benchmarks import gpu_check
out, program = Path(sys.argv[1]), sys.argv[2]
gpu_check.parts = lambda *_: [gpu_check.Part("run", "A run", ("-c", program, str(out)), folder=out / "runs")]
sys.argv[1:] = ["--out", str(out)]
sys.exit(gpu_check.main())
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_call_that_is_killed_takes_along_what_it_has_started(tmp_path: Path, how: signal.Signals) -> None:
    """The run saves itself, and processes that it has left behind end with it."""
    call = subprocess.Popen([sys.executable, "-c", CALLED, str(tmp_path), STARTS_ANOTHER], cwd=ROOT)
    until = time.monotonic() + 60
    while not (tmp_path / "pids").exists() and call.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    started = [int(one) for one in (tmp_path / "pids").read_text().split()]
    call.send_signal(how)
    assert call.wait(30) == (130 if how is signal.SIGTERM else -how)
    assert gone(started, 20)
    assert (tmp_path / "saved").exists()


def smollm2(folder: Path) -> Path:
    """All that the part looks for, small."""
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.WordLevel({"a": 0}, unk_token="a")))
    tokenizer.chat_template = "{{ messages }}"
    tokenizer.save_pretrained(folder / "model")
    (folder / "model" / "config.json").write_text('{"model_type": "llama"}')
    save_file({"weight": zeros(1000)}, folder / "model" / "model.safetensors")
    for name in ("train", "eval"):
        row = {"question": f"What is 1 + 1 for {name}?", "ground_truth": "2"}
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    return folder


SHARDS = json.dumps({"weight_map": {"a": "model.safetensors", "b": "model-00002-of-00002.safetensors"}}).encode()


def test_what_cannot_run_here_says_what_it_waits_for(tmp_path: Path) -> None:
    lacking = {one.name: one.lacks for one in parts(tmp_path, sys.executable, None, gpu=True) if one.lacks}
    assert lacking == {"smollm2": "--smollm2 FOLDER, made by examples/smollm2_reasoning.py"}
    assert not any(one.lacks for one in parts(tmp_path, sys.executable, smollm2(tmp_path), gpu=True))
    here = {one.name: one.lacks for one in parts(tmp_path, sys.executable, tmp_path, gpu=False) if one.lacks}
    assert here == {"r1_tiny": "a GPU (20 minutes on a CPU)", "smollm2": "a GPU (hours on a CPU)"}


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("model/config.json", None, "model/config.json in "),
        ("model/model.safetensors", None, "model/*.safetensors in "),
        ("model/model.safetensors", lambda whole: whole[:-8], "a whole "),
        ("model/model.safetensors.index.json", lambda _: SHARDS, "model/model-00002-of-00002.safetensors in "),
        ("model/tokenizer.json", None, "model/tokenizer.json in "),
        ("model/tokenizer.json", lambda whole: whole[:20], "a tokenizer that can be read"),
        ("model/chat_template.jinja", None, "a chat template in "),
        ("eval.jsonl", None, "eval.jsonl in "),
        ("train.jsonl", lambda whole: b'{"question": "1 + 1?"}', "questions that can be read ("),
        ("train.jsonl", lambda whole: b"", "questions that can be read ("),
    ],
)
def test_what_smollm2s_folder_lacks_is_told_before_anything_begins(
    tmp_path: Path,
    name: str,
    change: Callable[[bytes], bytes] | None,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = smollm2(tmp_path) / name
    whole = file.read_bytes() if file.exists() else b""
    file.unlink() if change is None else file.write_bytes(change(whole))
    assert lacking_of(tmp_path).startswith(told)
    monkeypatch.setattr(sys, "argv", ["gpu_check", "--out", str(tmp_path / "out"), "--smollm2", str(tmp_path)])
    with pytest.raises(SystemExit):
        gpu_check.main()
    assert f"--smollm2: it lacks {told}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_gain_is_told_of_each_stage_that_was_evaluated_twice() -> None:
    def evaluated(number: int, step: int, *right: float) -> dict[str, Any]:
        scores = {str(question): one for question, one in enumerate(right)}
        return {"stage": f"s{number}", "stage_number": number, "step": step, "accuracy": scores}

    lines = gains([evaluated(0, 0, 1, 0), evaluated(1, 0, 0, 0), evaluated(1, 5, 0, 1), evaluated(1, 9, 1, 1)])
    assert [line.partition(" (")[0] for line in lines] == ["s1, steps 0 to 9: gained +1.000"]
    assert lines[0].endswith("95 %), 2 questions, each beside itself")


def test_the_quickest_part_is_run_for_real(tmp_path: Path) -> None:
    first = parts(tmp_path, sys.executable, None, gpu=False)[:1]
    assert go_on(first, tmp_path, 5, "a machine") is None
    assert states(tmp_path) == {"kernels": DONE}
    told = (tmp_path / "report.md").read_text()
    for row in ("Triton +│", "Triton, without logits │", "tiles of 1 x 128"):
        assert re.search(row, told)
    largest = [float(one) for one in re.findall(r"\d\.\d\de[-+]\d\d", told)]
    assert len(largest) == 2 * 3 + 2 + 2 * 3
    assert max(largest) < 1e-5
