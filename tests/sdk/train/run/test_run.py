"""Whole runs: they go on exactly where they were killed, stop when asked, and tell mistakes in one line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from sdk import ScoreResult
from sdk.alarms import WINDOW
from sdk.data.rows import read_journal
from sdk.train.__main__ import main
from sdk.train.config.load import build
from sdk.train.errors import ConfigError, TrainError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import SHOWN, silent
from sdk.train.run.checkpoint import complete, load
from sdk.train.run.folder import claimed_folder
from sdk.train.run.run import Run

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
ON_POLICY: dict[str, Any] = {"beta": 0.01, "minibatches": 2, "reference_every": 3}
OFF_POLICY: dict[str, Any] = {"off_policy_steps": 1, "resample": 1}
WITH_A_CRITIC: dict[str, Any] = {
    "stages": ["sft", "ppo"],
    "grpo": {"beta": 0.01, "kl": "k1", "minibatches": 2},
    "ppo": {"kl_in": "reward", "critic_learning_rate": 3e-3},
}
PREFERENCES: dict[str, Any] = {"minibatches": 2, "pairing": "all", "desirable": 2.0}
WAYS = {
    "on policy, in eight bits, with modules that draft": {
        "grpo": ON_POLICY,
        "model": {**TINY["model"], "multi_token": 1, "fp8": True},
        "rollout": {**TINY["rollout"], "draft": "multi_token", "draft_cost": 0.0},
    },
    "off policy, with drafts": {
        "grpo": OFF_POLICY,
        "rollout": {**TINY["rollout"], "draft": "lookup", "draft_cost": 0.0},
    },
    "a critic of its own": WITH_A_CRITIC,
    "pairs": {"stages": ["sft", "dpo"], "grpo": {"reference_every": 3}, "preferences": PREFERENCES},
    "labels, off policy": {"stages": ["sft", "kto"], "grpo": {"off_policy_steps": 1}, "preferences": PREFERENCES},
    "a critic on the policy": {**WITH_A_CRITIC, "ppo": {"critic": "head", "value_weight": 0.1}},
}
SAVING, JOURNAL, UPDATE = "sdk.train.run.checkpoint", "sdk.train.metrics.Journal", "torch.optim.AdamW.step"
KILLED_AT = [
    (f"{SAVING}.torch.save", 1),  # the model of the first checkpoint is written, its state is not
    (f"{SAVING}._sync", 1),
    (f"{SAVING}.shutil.rmtree", 2),  # it has its name, and those before it are still there
    (f"{JOURNAL}.cut_back", 2),
    ("sdk.train.stages.handover.write_card", 1),  # at the end of a stage
    (f"{JOURNAL}.write", 5),
    ("sdk.train.scoring.scorer.Scorer.submit", 4),
    (UPDATE, 7),
]
"""Where a process kills itself, at which call: each process goes on where the one before was killed."""
NURSERY = """
import importlib.util, json, os, pathlib, pkgutil, signal, sys
spec = importlib.util.spec_from_file_location("conftest_of_train", {conftest!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from sdk.train.launch import whole_run
from sdk.train.__main__ import main

def killed(place, call):
    owner, _, name = place.rpartition(".")
    owner, plain, calls = pkgutil.resolve_name(owner), pkgutil.resolve_name(place), []
    def counted(*arguments, **options):
        calls.append(1)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*arguments, **options)
    setattr(owner, name, counted)

def run(settings, place=None, call=0):
    if place:
        killed(place, call)
    whole_run.make_client = lambda config: module.LengthClient()
    configuration = pathlib.Path(settings["output_dir"] + ".yaml")
    configuration.write_text(json.dumps(settings))
    status = main([str(configuration)])
    sys.stdout.flush()
    os._exit(status)

for line in sys.stdin:
    pid = os.fork()
    if not pid:
        run(**json.loads(line))
    print("pid", pid, flush=True)
    print("status", os.waitpid(pid, 0)[1], flush=True)
"""


class Nursery:
    """Runs of the command in processes of their own, forked from one that has imported everything already."""

    def __init__(self) -> None:
        code = NURSERY.format(conftest=str(Path(__file__).parent.parent / "conftest.py"))
        self._parent = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def start(self, settings: dict[str, Any], folder: Path, place: str | None = None, call: int = 0) -> int:
        """The process's id."""
        assert self._parent.stdin is not None
        order = {"settings": {**settings, "output_dir": str(folder)}, "place": place, "call": call}
        self._parent.stdin.write(json.dumps(order) + "\n")
        self._parent.stdin.flush()
        return self._wait_for("pid")[0]

    def finish(self) -> tuple[int, str]:
        """How the process ended, as `os.waitpid` tells it, and what it said."""
        return self._wait_for("status")

    def close(self) -> None:
        self._parent.kill()
        self._parent.wait()

    def _wait_for(self, word: str) -> tuple[int, str]:
        assert self._parent.stdout is not None
        said = ""
        for line in self._parent.stdout:
            if line.startswith(f"{word} "):
                return int(line.split()[1]), said
            said += line
        raise AssertionError(f"the runs' parent ended: {said}")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    files = sorted((complete(folder / "checkpoints")[-1] / "model").glob("*.safetensors"))
    return {f"{file.name}/{name}": one for file in files for name, one in load_file(file).items()}


def deciding(folder: Path) -> list[dict[str, Any]]:
    """The journal without what a clock measured."""
    timed = ("seconds/", "tokens_per_s")
    records = read_journal(folder / "metrics.jsonl")
    return [{name: one[name] for name in one if not name.startswith(timed)} for one in records]


@pytest.mark.parametrize("way", WAYS)
def test_a_run_killed_at_any_point_ends_as_one_that_was_not(
    tmp_path: Path, length_client: Any, nursery: Nursery, way: str
) -> None:
    """Bit for bit: weights, metrics and samples, after kills with -9, which no handler can see."""
    whole, killed, settings = tmp_path / "whole", tmp_path / "killed", {**TINY, "steps": 8, **WAYS[way]}
    assert train(build({**settings, "output_dir": str(whole)}), length_client(), silent())
    for place, call in KILLED_AT:
        nursery.start(settings, killed, place, call)
        status, said = nursery.finish()
        assert status == signal.SIGKILL, f"was not killed at {place}, call {call}: {said}"
    nursery.start(settings, killed)
    assert nursery.finish()[0] == 0
    assert_equal_runs(whole, killed)


@pytest.mark.slow
@pytest.mark.parametrize("objective", [ON_POLICY, OFF_POLICY], ids=["on policy", "off policy"])
def test_a_run_killed_at_forty_random_moments_ends_as_one_that_was_not(
    tmp_path: Path, length_client: Any, nursery: Nursery, objective: dict[str, Any]
) -> None:
    """Some of them in the middle of a checkpoint, for one is written after every step."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    settings = {**TINY, "steps": 400, "grpo": objective, "checkpoint": {"every": 1, "keep": 2}}
    assert train(build({**settings, "output_dir": str(whole)}), length_client(), silent())
    moments, within = random.Random(0), 0
    for number in range(40):
        before, pid = steps_noted(killed), nursery.start(settings, killed)
        while number % 2 and steps_noted(killed) == before:  # every other time it goes on by a step at least
            time.sleep(0.005)
        time.sleep(moments.uniform(0.0, 0.2))
        os.kill(pid, signal.SIGKILL)
        nursery.finish()
        within += any((killed / "checkpoints").glob("partial*"))
    nursery.start(settings, killed)
    assert nursery.finish()[0] == 0
    assert within, "no kill met a checkpoint that was being written"
    assert_equal_runs(whole, killed)


def steps_noted(folder: Path) -> int:
    metrics = folder / "metrics.jsonl"
    return metrics.read_bytes().count(b"\n") if metrics.exists() else 0


def assert_equal_runs(whole: Path, killed: Path) -> None:
    assert weights(whole).keys() == weights(killed).keys()
    assert all(torch.equal(one, weights(killed)[name]) for name, one in weights(whole).items())
    assert deciding(whole) == deciding(killed)
    for name in ("samples.jsonl", "held_out.jsonl"):
        assert (whole / name).read_text() == (killed / name).read_text()
    kept = [sorted((folder / "stages").glob("*/preferences.jsonl")) for folder in (whole, killed)]
    assert [one.read_text() for one in kept[0]] == [one.read_text() for one in kept[1]]
    assert not list((killed / "checkpoints").glob("partial*")), "what a kill left unfinished is cleared away"


@pytest.mark.parametrize("objective", [ON_POLICY, OFF_POLICY], ids=["on policy", "off policy"])
def test_asked_to_stop_a_run_saves_itself_and_exits_cleanly(
    tmp_path: Path, nursery: Nursery, objective: dict[str, Any]
) -> None:
    """With what was sampled for the next step, where that is done ahead."""
    settings = {**TINY, "steps": 10_000, "grpo": objective, "checkpoint": {"every": 10_000, "keep": 2}}
    pid = nursery.start(settings, tmp_path / "run")
    _wait_for_lines(tmp_path / "run" / "metrics.jsonl", 9)
    os.kill(pid, signal.SIGTERM)
    status, said = nursery.finish()
    assert status == 0, said
    assert "stopped and saved after step" in said
    steps = [one["step"] for one in deciding(tmp_path / "run") if one["kind"] == "step"]
    saved = complete(tmp_path / "run" / "checkpoints")[-1]
    assert saved.name == f"01-{steps[-1]:06d}"
    assert (load(saved)["ahead"] is not None) == ("off_policy_steps" in objective)


def _wait_for_lines(path: Path, lines: int) -> None:
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes().count(b"\n") >= lines:
                return
        time.sleep(0.005)
    raise AssertionError(f"the run ended or hung before {lines} lines")


def test_an_evaluation_is_scored_while_the_next_rollout_is_sampled(tmp_path: Path, length_client: Any) -> None:
    """Its scores come here only when completions of the next step have been sent."""
    asked = asyncio.Event()

    class Waiting(length_client):  # type: ignore[misc]
        async def score(self, items: Any, **options: Any) -> Any:
            items = list(items)
            if len({one.group_id for one in items}) < len(items):
                asked.set()
            if items[0].group_id is None:  # asked before anything is sampled: are the rewards known?
                return await super().score(items, **options)
            await asyncio.wait_for(asked.wait(), timeout=20)
            return await super().score(items, **options)

    config = build({**TINY, "stages": ["reasoning_rl"], "steps": 2, "output_dir": str(tmp_path / "run")})
    assert train(config, Waiting(), silent())
    kinds = [(one["kind"], one["step"]) for one in deciding(tmp_path / "run")]
    assert kinds == [("eval", 0), ("step", 1), ("step", 2), ("eval", 2)]


def test_a_finished_run_leaves_curves_a_model_and_its_figures(tmp_path: Path, sum_client: Any) -> None:
    config = build({**TINY, "log": {"samples_every": 4, "samples": 2}, "output_dir": str(tmp_path / "run")})
    assert train(config, sum_client(), silent())
    assert (tmp_path / "run" / "curves.png").read_bytes().startswith(b"\x89PNG")
    report = (tmp_path / "run" / "report.html").read_text()
    for part in ("<svg", "What is ", "by the test&#39;s own rule", "steps 1 to 6", "micro_tokens: 16384", "torch"):
        assert part in report
    assert "http://" not in re.sub(
        r"http://www.w3.org/\S+|http://purl.org/\S+|http://creativecommons.org/\S+", "", report
    )
    records = read_journal(tmp_path / "run" / "metrics.jsonl")
    kinds = [(one["kind"], one["stage"]) for one in records]
    assert kinds.count(("step", "reasoning_rl")) == 6
    evaluated = [one["step"] for one in records if one["kind"] == "eval" and one["stage"] == "reasoning_rl"]
    assert evaluated == [0, 3, 6]
    evaluations = [one for one in records if one["kind"] == "eval"]
    for told, one in zip(evaluations, read_journal(tmp_path / "run" / "held_out.jsonl"), strict=True):
        assert (told["stage"], told["step"], told["questions"]) == (one["stage"], one["step"], len(one["accuracy"]))
        assert fmean(one["accuracy"].values()) == pytest.approx(told["accuracy"])
    step = next(one for one in records if one["stage"] == "reasoning_rl" and one["kind"] == "step")
    assert step["logprob_gap_max"] < 1e-5
    assert {*SHOWN, "reward/accuracy", "reward/format"} - {"loss"} <= set(step)
    samples = read_journal(tmp_path / "run" / "samples.jsonl")
    assert [one["step"] for one in samples] == [1, 1, 5, 5]
    assert all(one["components"]["accuracy"]["reason"] == "by the test's own rule" for one in samples)
    phases = step["seconds/rollout"] + step["seconds/reward"] + step["seconds/learn"]
    assert 0 < phases <= step["seconds/step"]


def test_a_second_run_moves_the_first_aside(tmp_path: Path, sum_client: Any) -> None:
    config = build({**TINY, "stages": ["sft"], "output_dir": str(tmp_path / "run")})
    for _ in range(2):
        train(config, sum_client(), silent())
    assert (tmp_path / "run.1" / "metrics.jsonl").read_text()
    assert complete(tmp_path / "run" / "checkpoints")


def test_a_run_whose_updates_fail_stops_at_its_last_good_checkpoint(
    tmp_path: Path, length_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights stay finite, the samples of the bad steps are kept, and the same command goes on once nothing fails."""
    settings = {**TINY, "stages": ["reasoning_rl"], "grpo": {}, "checkpoint": {"every": 1, "keep": 2}}
    config = build({**settings, "optimizer": {"most_skipped": 2}, "output_dir": str(tmp_path / "run")})
    clip, calls = torch.nn.utils.clip_grad_norm_, []

    def clipped(*arguments: Any) -> torch.Tensor:
        calls.append(1)
        return clip(*arguments) if len(calls) <= 3 else torch.tensor(math.nan)

    monkeypatch.setattr("torch.nn.utils.clip_grad_norm_", clipped)
    with pytest.raises(TrainError, match=r"2 updates in a row .* not finite.* optimizer\.learning_rate"):
        train(config, length_client(), silent())
    assert complete(tmp_path / "run" / "checkpoints")[-1].name == "00-000003"
    samples = [one for one in read_journal(tmp_path / "run" / "samples.jsonl") if one["step"] == 4]
    assert len(samples) == 12, "every completion of the step"
    monkeypatch.setattr("torch.nn.utils.clip_grad_norm_", clip)
    assert train(config, length_client(), silent())
    weights = load_file(tmp_path / "run" / "stages" / "00-reasoning_rl" / "model" / "model.safetensors")
    assert all(one.isfinite().all() for one in weights.values())


def test_two_runs_do_not_work_in_one_folder(tmp_path: Path, sum_client: Any) -> None:
    """The second is told, and leaves alone what the first is writing."""
    config = build({**TINY, "stages": ["sft"], "output_dir": str(tmp_path / "run")})
    with (
        claimed_folder(config, {}, None, silent()),
        pytest.raises(TrainError, match=r"another run is at work in .*/run: wait for its end, or set output_dir"),
    ):
        train(config, sum_client(), silent())
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["config.json", "run", "stages.json", "versions.json"]
    assert train(config, sum_client(), silent()), "the first has ended, and its lock with it"


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
    with pytest.raises(ConfigError, match=r"unfinished run with other settings \(seed was 0 and is 7\)"):
        train(build({**settings, "seed": 7}), length_client(), silent())
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
        (["CONFIG", "stages=[sfft]"], "no stage 'sfft': there is weak_base, bilingual_base, signs_base"),
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
        monkeypatch.setattr("sdk.train.launch.whole_run.make_client", lambda config: sum_client())
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


@pytest.fixture
def begun(tmp_path: Path, length_client: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings of a run that was interrupted after two steps."""
    settings = {**TINY, "stages": ["reasoning_rl"], "grpo": {}, "output_dir": str(tmp_path / "run")}
    settings |= {"checkpoint": {"every": 1}}
    note_step = Run.note_step

    def fails(self: Run, step: int, *record: Any) -> None:
        if step == 2:
            raise Interruption
        note_step(self, step, *record)

    with monkeypatch.context() as broken:
        broken.setattr(Run, "note_step", fails)
        with pytest.raises(Interruption):
            train(build(settings), length_client(), silent())
    return settings


def test_what_changes_no_result_may_change_when_a_run_goes_on(begun: dict[str, Any], length_client: Any) -> None:
    changed = {
        **begun, "steps": 7, "optimizer": {"micro_tokens": 64}, "eval": {"problems": 2, "every": 2},
        "reward": {"timeout_s": 77}, "stages": [{"reasoning_rl": {"optimizer.micro_tokens": 32}}],
        "rollout": {**begun["rollout"], "rows_at_once": 3},
    }  # fmt: skip
    assert train(build(changed), length_client(), silent())
    steps = [one["step"] for one in read_journal(Path(begun["output_dir"]) / "metrics.jsonl") if one["kind"] == "step"]
    assert steps == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "other", [{"seed": 4}, {"optimizer": {"learning_rate": 0.5}}, {"steps": 9, "optimizer": {"final_share": 0.1}}]
)
def test_what_changes_a_result_is_refused_unless_it_is_asked_for(
    begun: dict[str, Any], length_client: Any, other: dict[str, Any]
) -> None:
    with pytest.raises(ConfigError, match=r"an unfinished run with other settings .* resume=changed goes on with them"):
        train(build({**begun, **other}), length_client(), silent())
    assert train(build({**begun, **other, "resume": "changed"}), length_client(), silent())


def test_a_misspelt_reward_is_told_before_anything_is_sampled(tmp_path: Path) -> None:
    config = build({**TINY, "output_dir": str(tmp_path / "run"), "reward": {"rewards": {"acuracy": 1.0}}})
    with pytest.raises(TrainError, match="acuracy"):
        train(config, None, silent())
    assert not (tmp_path / "run").exists()


def test_a_completion_that_could_grow_past_the_context_is_told(tmp_path: Path, sum_client: Any) -> None:
    config = build(
        {**TINY, "stages": ["reasoning_rl"], "output_dir": str(tmp_path / "run"), "rollout": {"max_new_tokens": 2040}}
    )
    with pytest.raises(ConfigError, match=r"a prompt of \d+ tokens .* do not fit into the model's context of 2048"):
        train(config, sum_client(), silent())


def test_an_alarm_is_printed_once_and_stands_in_the_journal_and_the_report(
    tmp_path: Path, sum_client: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    class Losing(sum_client):  # type: ignore[misc]
        async def score(self, items: Any, **options: Any) -> Any:
            result = await super().score(items, **options)
            known = [one.model_copy(update={"reward": None}) if at == 1 else one for at, one in enumerate(result.items)]
            return ScoreResult(known, [one.reward for one in known], result.version, result.seconds)

    few = {"steps": WINDOW, "reward": {"max_null_share": 1}, "stages": ["reasoning_rl"]}
    config = build({**TINY, **few, "output_dir": str(tmp_path / "run")})
    assert train(config, Losing(), None)
    alarms = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "alarm"]
    assert [(one["name"], one["step"]) for one in alarms] == [("null_share", WINDOW)]
    assert capsys.readouterr().out.count("alarm null_share: ") == 1
    assert "<b>null share</b>, step 10" in (tmp_path / "run" / "report.html").read_text()
