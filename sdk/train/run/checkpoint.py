"""Checkpoints: everything that decides how a run goes on, written whole or not at all.

One folder each: `model/` as transformers saves it, so that it can be used anywhere, and `state.pt` with the rest.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.model.sharding import like_optimizer, whole_optimizer_state
from sdk.train.scoring.scored import dump as dump_scored
from sdk.train.scoring.scored import load as load_scored
from sdk.train.trainer.collect import done
from sdk.train.trainer.learner import Learner

NOT_DECIDING = {"output_dir", "resume", "threads", "log", "checkpoint", "processes"}
"""Sections of the configuration that change no result."""
FREE = {
    "optimizer.micro_tokens", "optimizer.most_skipped",
    "rollout.rows_at_once", "rollout.cache_tokens", "rollout.draft", "rollout.draft_tokens", "rollout.draft_cost",
    "model.gradient_checkpointing", "model.logprob_chunk",
    "eval.problems", "eval.every",
    "reward.url", "reward.wait_s", "reward.timeout_s", "reward.max_null_share", "reward.wait_for_service_s",
    "reward.pin_version", "reward.expect_version",
    "engine.url", "engine.model", "engine.weights_dir", "engine.weights_dir_there", "engine.concurrency",
    "engine.timeout_s", "engine.wait_s", "engine.max_logprob_gap",
}  # fmt: skip
"""Further keys with which a run may go on differently: they decide how much fits, how long is waited, what is told."""


@dataclass(frozen=True)
class Place:
    """Where in its stages a run is, and how much of its files belongs to that."""

    stage: int
    step: int
    journals: dict[str, int]


def save(folder: Path, learner: Learner, config: Config, place: Place, keep: int) -> Path:
    """`folder/STAGE-STEP`, atomically: a kill at any moment leaves the last one or this one whole.

    All processes call it, the first writes.
    """
    final = folder / f"{place.stage:02d}-{place.step:06d}"
    partial = folder / "partial"  # one name for all: what a kill left of it is cleared away by the next save
    if distributed.first():
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
    learner.policy.save(partial / "model")
    state = _state(learner, config, place)
    distributed.of_first(lambda: _put(state, partial, final, keep))
    return final


def _put(state: dict[str, Any], partial: Path, final: Path, keep: int) -> None:
    folder = final.parent
    torch.save(state, partial / "state.pt")
    _sync(partial)
    replaced = final.with_name(f"{final.name}.replaced")
    if final.exists():
        final.rename(replaced)
    partial.rename(final)
    shutil.rmtree(replaced, ignore_errors=True)
    _sync_folder(folder)
    for old in complete(folder)[:-keep]:
        shutil.rmtree(old)


def complete(folder: Path) -> list[Path]:
    """The checkpoints there are, oldest first."""
    return sorted(path for path in folder.glob("[0-9]*-[0-9]*") if (path / "state.pt").exists())


def load(path: Path) -> dict[str, Any]:
    state: dict[str, Any] = torch.load(path / "state.pt", map_location="cpu", weights_only=True)
    return state


def restore(learner: Learner, state: dict[str, Any], seed: int) -> None:
    """Into a learner whose policy was loaded from the checkpoint's model, and whose optimiser is the stage's."""
    learner.step, learner.cursor = state["step"], state["cursor"]
    if len(state["random"]) == distributed.size():
        learner.random.set_state(state["random"][distributed.rank()])
    else:  # other processes than before: none of their random numbers can go on
        learner.random.manual_seed(hash((seed, state["stage"], state["step"], distributed.rank())))
    learner.shuffle.set_state(state["shuffle"])
    if state["step"]:
        parameters = [one for group in learner.optimizer.param_groups for one in group["params"]]
        learner.optimizer.load_state_dict(like_optimizer(state["optimizer"], parameters))
    learner.ahead = None if state["ahead"] is None else done(load_scored(state["ahead"]))
    if state["reference"] is not None:
        learner.refresh_reference()
        assert learner.reference is not None
        learner.reference.load_state_dict(state["reference"])
    if state.get("critic") is not None:  # none in checkpoints written before there were critics
        assert learner.critic is not None
        learner.critic.load_state_dict(state["critic"])


def changed_settings(state: dict[str, Any], config: Config) -> list[str]:
    """`key: there -> here` for each setting that decides and is not what it was."""
    return _differences(json.loads(state["config"]), deciding(config))


def deciding(config: Config) -> dict[str, Any]:
    """The settings that change a result, those of the stages included."""
    settings: dict[str, Any] = json.loads(config.model_dump_json(exclude=NOT_DECIDING))
    free = FREE | ({"steps"} if _steps_are_free(config) else set())
    for name in free:
        section, _, last = name.rpartition(".")
        (settings[section] if section else settings).pop(last)
    settings["stages"] = [_without(entry, free) for entry in settings["stages"]]
    return settings


def _steps_are_free(config: Config) -> bool:
    """More steps change none of those before, unless something is planned towards their end."""
    return config.optimizer.final_share == 1 and config.all_scenario.preference_steps is None


def _without(entry: str | dict[str, Any], free: set[str]) -> str | dict[str, Any]:
    """A stage of the list `stages` without its settings that change no result."""
    if isinstance(entry, str):
        return entry
    [(name, settings)] = entry.items()
    kept = {key: value for key, value in (settings or {}).items() if key not in free}
    return {name: kept} if kept else name


def _state(learner: Learner, config: Config, place: Place) -> dict[str, Any]:
    """Off policy, what is being sampled for the next step is waited for: with it the random states come to rest."""
    ahead = None if learner.ahead is None else dump_scored(learner.ahead.result())
    return {
        "ahead": ahead,
        "stage": place.stage,
        "step": place.step,
        "journals": place.journals,
        "cursor": learner.cursor,
        "random": distributed.all_gather(learner.random.get_state()),
        "shuffle": learner.shuffle.get_state(),
        "optimizer": whole_optimizer_state(learner.optimizer.state_dict()),
        "reference": None if learner.reference is None else learner.reference.state_dict(),
        "critic": None if learner.critic is None else learner.critic.state_dict(),
        "config": json.dumps(deciding(config)),
    }


def _differences(there: Any, here: Any, name: str = "") -> list[str]:
    if isinstance(there, dict) and isinstance(here, dict):
        keys = sorted({*there, *here})
        parts = [_differences(there.get(one), here.get(one), f"{name}.{one}" if name else one) for one in keys]
        return [line for part in parts for line in part]
    return [] if there == here else [f"{name} was {there!r} and is {here!r}"]


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync_folder(path)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
