"""Whole runs: they go on exactly where they were killed, stop when asked, and tell mistakes in one line."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.train.__main__ import main
from sdk.train.checkpoint import complete
from sdk.train.config import build
from sdk.train.display import Display
from sdk.train.errors import ConfigError, TrainError
from sdk.train.metrics import read_journal
from sdk.train.training import train

TINY: dict[str, Any] = {
    "threads": 1,
    "stages": ["sft", "reasoning_rl"],
    "steps": 6,
    "model": {"hidden_size": 16},
    "rollout": {"prompts_per_step": 3, "group_size": 4, "max_new_tokens": 10},
    "sft": {"steps": 6, "batch_size": 8},
    "grpo": {"beta": 0.01, "minibatches": 2, "reference_every": 3},
    "eval": {"problems": 4, "every": 3},
    "checkpoint": {"every": 2, "keep": 2},
}
RUNNER = """
import importlib.util, json
spec = importlib.util.spec_from_file_location("conftest_of_train", {conftest!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from sdk.train.config import build
from sdk.train.training import train

print(train(build(json.loads({settings!r})), module.LengthClient()))
"""


def start(settings: dict[str, Any], folder: Path) -> subprocess.Popen[str]:
    conftest = str(Path(__file__).parent / "conftest.py")
    code = RUNNER.format(conftest=conftest, settings=json.dumps({**settings, "output_dir": str(folder)}))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return dict(load_file(complete(folder / "checkpoints")[-1] / "model" / "model.safetensors"))


def deciding(folder: Path) -> list[dict[str, Any]]:
    """The journal without what a clock measured."""
    timed = ("seconds/", "tokens_per_s")
    records = read_journal(folder / "metrics.jsonl")
    return [{name: one[name] for name in one if not name.startswith(timed)} for one in records]


def finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output


def test_a_run_killed_at_any_point_ends_as_one_that_was_not(tmp_path: Path, length_client: Any) -> None:
    """Bit for bit: weights, metrics and samples, after a kill with -9, which no handler can see."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert train(build({**TINY, "output_dir": str(whole)}), length_client(), silent())
    process = start(TINY, killed)
    _wait_for_lines(killed / "metrics.jsonl", 9, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert len(read_journal(killed / "metrics.jsonl")) < len(read_journal(whole / "metrics.jsonl"))
    assert train(build({**TINY, "output_dir": str(killed)}), length_client(), silent())
    assert weights(whole).keys() == weights(killed).keys()
    assert all(torch.equal(one, weights(killed)[name]) for name, one in weights(whole).items())
    assert deciding(whole) == deciding(killed)
    assert (whole / "samples.jsonl").read_text() == (killed / "samples.jsonl").read_text()


def _wait_for_lines(path: Path, lines: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes().count(b"\n") >= lines:
                return
        time.sleep(0.005)
    raise AssertionError(f"the run ended or hung before {lines} lines: {process.poll()}")


def test_asked_to_stop_a_run_saves_itself_and_exits_cleanly(tmp_path: Path) -> None:
    settings = {**TINY, "steps": 10_000, "checkpoint": {"every": 10_000, "keep": 2}}
    process = start(settings, tmp_path / "run")
    _wait_for_lines(tmp_path / "run" / "metrics.jsonl", 9, process)
    process.send_signal(signal.SIGTERM)
    output = finish(process)
    assert "stopped and saved after step" in output
    assert output.strip().endswith("False")
    steps = [one["step"] for one in deciding(tmp_path / "run") if one["kind"] == "step"]
    assert complete(tmp_path / "run" / "checkpoints")[-1].name == f"01-{steps[-1]:06d}"


def silent() -> Display:
    from rich.console import Console

    return Display(Console(file=open(os.devnull, "w")))  # noqa: PTH123


def test_a_finished_run_leaves_curves_a_model_and_its_figures(tmp_path: Path, sum_client: Any) -> None:
    config = build({**TINY, "output_dir": str(tmp_path / "run")})
    assert train(config, sum_client(), silent())
    assert (tmp_path / "run" / "curves.png").read_bytes().startswith(b"\x89PNG")
    report = (tmp_path / "run" / "report.html").read_text()
    for part in ("<svg", "What is ", "by the test&#x27;s own rule", "steps 1 to 6", "micro_tokens: 16384", "torch"):
        assert part in report
    assert "http://" not in re.sub(
        r"http://www.w3.org/\S+|http://purl.org/\S+|http://creativecommons.org/\S+", "", report
    )
    records = read_journal(tmp_path / "run" / "metrics.jsonl")
    kinds = [(one["kind"], one["stage"]) for one in records]
    assert kinds.count(("step", "reasoning_rl")) == 6
    evaluated = [one["step"] for one in records if one["kind"] == "eval" and one["stage"] == "reasoning_rl"]
    assert evaluated == [0, 3, 6]
    step = next(one for one in records if one["stage"] == "reasoning_rl" and one["kind"] == "step")
    assert step["logprob_gap_max"] < 1e-5
    phases = step["seconds/rollout"] + step["seconds/reward"] + step["seconds/learn"]
    assert 0 < phases <= step["seconds/step"]


def test_a_second_run_moves_the_first_aside(tmp_path: Path, sum_client: Any) -> None:
    config = build({**TINY, "stages": ["sft"], "output_dir": str(tmp_path / "run")})
    for _ in range(2):
        train(config, sum_client(), silent())
    assert (tmp_path / "run.1" / "metrics.jsonl").read_text()
    assert complete(tmp_path / "run" / "checkpoints")


class Interruption(Exception):
    pass


def test_an_unfinished_run_of_other_settings_is_left_alone(tmp_path: Path, length_client: Any) -> None:
    class Failing(length_client):  # type: ignore[misc]
        async def score(self, items: Any, **options: Any) -> Any:
            if self.scored > 20:
                raise Interruption
            return await super().score(items, **options)

    settings = {**TINY, "output_dir": str(tmp_path / "run")}
    with pytest.raises(Interruption):
        train(build(settings), Failing(), silent())
    before = complete(tmp_path / "run" / "checkpoints")
    with pytest.raises(ConfigError, match=r"unfinished run with other settings \(steps was 6 and is 7\)"):
        train(build({**settings, "steps": 7}), length_client(), silent())
    assert complete(tmp_path / "run" / "checkpoints") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.yaml"], "no configuration file none.yaml"),
        (["CONFIG", "stpes=5"], "unknown key stpes: did you mean steps?"),
        (["CONFIG", "reward.url=http://127.0.0.1:9", "reward.wait_s=0"], "the reward service is not ready"),
        (["CONFIG", "problems.source=none.jsonl"], "no data file none.jsonl"),
        (["CONFIG", "problems.source=DATA"], "has no column 'question' (it has: prompt)"),
        (["CONFIG", "model.name_or_path=EMPTY"], "no tokenizer in EMPTY"),
        (["CONFIG", "stages=[sfft]"], "no stage 'sfft': there is weak_base, sft, reasoning_rl"),
        (["CONFIG", "device=gpu"], "device=gpu:"),
        (["CONFIG", "model.architecture=lama"], "model.architecture=lama:"),
        (["CONFIG", "problems.template=chat"], "no chat template"),
    ],
)
def test_bad_input_is_told_in_one_line_with_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str],
    message: str, sum_client: Any,
) -> None:  # fmt: skip
    (tmp_path / "config.yaml").write_text(f"output_dir: {tmp_path / 'run'}\nthreads: 1\n")
    (tmp_path / "data.jsonl").write_text('{"prompt": "q"}\n')
    (tmp_path / "empty").mkdir()
    if "reward.wait_s=0" not in arguments:
        monkeypatch.setattr("sdk.train.training.make_client", lambda config: sum_client())
    places = {"CONFIG": tmp_path / "config.yaml", "DATA": tmp_path / "data.jsonl", "EMPTY": tmp_path / "empty"}
    for name, place in places.items():
        arguments = [one.replace(name, str(place)) for one in arguments]
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert said.count("\n") == 1
    assert message.replace("EMPTY", str(places["EMPTY"])) in said
    assert not (tmp_path / "run").exists(), "a start that fails leaves nothing behind"


def test_a_base_that_never_gets_ready_is_told(tmp_path: Path, sum_client: Any) -> None:
    settings = textwrap.dedent("""{"steps": 2, "batch_size": 4, "probe_every": 1, "probe_problems": 5}""")
    config = build({**TINY, "stages": ["weak_base"], "weak_base": json.loads(settings), "output_dir": tmp_path / "run"})
    with pytest.raises(TrainError, match=r"the base's sampled accuracy is 0.00, not between 0.19 and 0.35"):
        train(config, sum_client(), silent())
