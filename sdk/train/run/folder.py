"""A run's folder: whether there is something in it to go on from, and that one run alone works in it."""

from __future__ import annotations

import fcntl
import json
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

from sdk.data.rows import read_journal
from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError, TrainError
from sdk.train.report.display import Display
from sdk.train.run import checkpoint


def unfinished(config: Config) -> dict[str, Any] | None:
    """The checkpoint to go on from. Raises ConfigError where it is one of other settings."""
    found = checkpoint.complete(config.output_dir / "checkpoints")
    state = checkpoint.load(found[-1]) if found and config.resume != "never" else None
    if state is None or state["stage"] >= len(config.stages):
        return None
    changed = checkpoint.changed_settings(state, config)
    if changed and config.resume != "changed":
        raise ConfigError(
            f"{config.output_dir} holds an unfinished run with other settings ({changed[0]}): "
            "resume=changed goes on with them, resume=never starts anew beside it, or set output_dir"
        )
    return {**state, "path": str(found[-1] / "model")}


def under_its_definition(config: Config, state: dict[str, Any] | None) -> Config:
    """A run that goes on expects the definition of the rewards under which its last step was scored."""
    reward = config.reward
    if state is None or not reward.pin_version or reward.expect_version is not None:
        return config
    journal = read_journal(config.output_dir / "metrics.jsonl")
    versions = [one["reward_version"] for one in journal if one.get("reward_version")]
    pinned = reward.model_copy(update={"expect_version": versions[-1] if versions else None})
    return config.model_copy(update={"reward": pinned})


@contextmanager
def claimed_folder(
    config: Config, explained: Mapping[str, str], state: dict[str, Any] | None, display: Display
) -> Iterator[None]:
    """The run's folder, nobody else's meanwhile. Raises TrainError where another run is at work in it.

    `explained`: what each stage does, which the report tells. It begins only when everything else is ready: a start
    that fails leaves the folder as it was.
    """
    folder = config.output_dir
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        held.enter_context(_alone_in(folder))
        if state is not None:
            display.say(f"going on with {folder} after step {state['step']}")
        else:
            if any(folder.iterdir()):
                display.say(f"the run that was in {folder} is now in {set_aside(folder)}")
                folder.mkdir()
                held.enter_context(_alone_in(folder))
            (folder / "config.json").write_text(config.model_dump_json(indent=2) + "\n")
            (folder / "stages.json").write_text(json.dumps(explained, indent=2) + "\n")
            (folder / "versions.json").write_text(json.dumps(versions(), indent=2) + "\n")
        yield


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """A lock that ends with its process, however that ends. Where the file system has none, nobody is kept out."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TrainError(f"another run is at work in {folder}: wait for its end, or set output_dir") from None
        except OSError:
            pass
        yield
    finally:
        os.close(descriptor)


def versions() -> dict[str, str]:
    """Of what a run's numbers depend on, beside the rewards."""
    packages = {name: metadata.version(name) for name in ("torch", "transformers", "tokenizers")}
    return {"Python": platform.python_version(), **packages, "platform": platform.platform()}


def set_aside(folder: Path) -> Path:
    numbers = (number for number in range(1, 10**6) if not folder.with_name(f"{folder.name}.{number}").exists())
    return folder.rename(folder.with_name(f"{folder.name}.{next(numbers)}"))
