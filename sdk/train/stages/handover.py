"""What a stage hands to the next: a folder of plain files with a card, `stages/NN-NAME/` in the run's folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sdk.train import distributed
from sdk.train.errors import DataError
from sdk.train.metrics import read_journal
from sdk.train.model.from_scratch import make_policy
from sdk.train.model.policy import Policy, load_policy
from sdk.train.run import checkpoint
from sdk.train.run.run import Run
from sdk.train.stages.cards import Card, file_digest, write_card
from sdk.train.stages.inputs import digests, model_digests

MODEL, SIFTED_AWAY, RANDOM = "model", "dropped.json", "random"


def stage_folder(run: Run) -> Path:
    """Of the present stage."""
    folder = run.folder / "stages" / f"{run.stage:02d}-{run.stage_name}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def earlier(run: Run, name: str) -> Path | None:
    """The folder of the latest stage of that name before the present one; None where there was none."""
    found = [one for one in _earlier_folders(run) if one.name.partition("-")[2] == name]
    return found[-1] if found else None


def latest_with(run: Run, file: str) -> Path | None:
    """That file in the latest stage before the present one that has it."""
    found = [one / file for one in _earlier_folders(run) if (one / file).exists()]
    return found[-1] if found else None


def gathered(run: Run, file: str) -> list[Path]:
    """That file of the latest stages in a row that gathered data and trained nothing; empty where there were none."""
    row: list[Path] = []
    for folder in reversed(_earlier_folders(run)):
        gathers = (folder / file).exists() and not (folder / MODEL).exists()
        if gathers:
            row.insert(0, folder / file)
        elif row:
            break
    return row


def begin(run: Run) -> None:
    """The model of `start_from`, unless the stage is gone on with."""
    name = run.learner.config.start_from
    gone_on_with = run.state is not None and run.state["step"] > 0
    run.learner.take(run.learner.policy if name is None or gone_on_with else _loaded(run, name))


def _loaded(run: Run, name: str) -> Policy:
    config, before = run.learner.config, run.learner.policy
    if name == RANDOM:
        tokenizer = None if config.model.own_tokenizer else before.tokenizer
        return make_policy(config, run.learner.problems, before.device, tokenizer)
    return load_policy(starting_point(run, name), config.model, before.device)


def starting_point(run: Run, name: str) -> str:
    """A stage's name stands for the model that it ended with; anything else is a folder or a name of the hub."""
    folder = earlier(run, name)
    return name if folder is None else str(folder / MODEL)


def publish_model(run: Run) -> None:
    """The stage's model and its card. A stage that only gathered data leaves the model as it was, and none here."""
    folder = stage_folder(run)
    if distributed.of_first(lambda: (folder / "card.json").exists() and not (folder / MODEL).exists()):
        return
    partial = folder / ".model.partial"
    if distributed.first():
        shutil.rmtree(partial, ignore_errors=True)
    run.learner.policy.save(partial, merged=True)
    distributed.of_first(lambda: _put(run, partial, folder))


def _put(run: Run, partial: Path, folder: Path) -> None:
    (folder / "card.json").unlink(missing_ok=True)  # a card without a model would be one of a data set
    shutil.rmtree(folder / MODEL, ignore_errors=True)
    partial.rename(folder / MODEL)
    write_card(folder, model_card(run, folder))


def model_card(run: Run, folder: Path) -> Card:
    config, records = run.learner.config, own_records(run)
    evaluations = [one for one in records if one["kind"] == "eval"]
    steps = sum(one["kind"] == "step" for one in records)
    return Card(
        stage=run.stage_name,
        what=f"A model after {steps} steps of the stage {run.stage_name}.",
        settings=checkpoint.deciding(config),
        inputs={**inputs(run, "start"), **trained_on(folder)},
        outputs={f"{MODEL}/{one.name}": file_digest(one) for one in sorted((folder / MODEL).glob("*.safetensors"))},
        counts={"steps": steps},
        dropped=json.loads((folder / SIFTED_AWAY).read_text()) if (folder / SIFTED_AWAY).exists() else {},
        reward_versions=reward_versions(records),
        figures=figures(evaluations),
    )


def own_records(run: Run) -> list[dict[str, Any]]:
    """The metrics of the present stage, which may be there twice under one name: only the last run of them."""
    records = read_journal(run.folder / "metrics.jsonl")
    own: list[dict[str, Any]] = []
    for one in records:
        if one["stage"] != run.stage_name:
            own = []
        else:
            own.append(one)
    return own


def started_from(run: Run) -> str:
    name = run.learner.config.start_from
    if name is not None:
        return "a model made at random" if name == RANDOM else starting_point(run, name)
    before = latest_with(run, MODEL)
    return str(before) if before else run.config.model.name_or_path or "a model made at random"


def inputs(run: Run, what: str) -> dict[str, str]:
    """The model that the stage has begun with, under the name `what`, and the data that it has read, with digests."""
    start = started_from(run)
    return {what: start, **model_digests(start), **digests(run.stage_name, run.learner.config)}


def trained_on(folder: Path) -> dict[str, str]:
    data = folder / "traces.jsonl"
    return {data.name: file_digest(data)} if data.exists() else {}


def reward_versions(records: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({one["reward_version"] for one in records if one.get("reward_version")})


def figures(evaluations: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The first and the last evaluation, side by side."""
    if not evaluations:
        return {}
    kept = ("accuracy", "format", "language", "helpfulness", "harmlessness", "completion_tokens", "questions")
    first, last = evaluations[0], evaluations[-1]
    return {
        f"{name} {when}": one[name]
        for name in kept
        for when, one in (("before", first), ("after", last))
        if one.get(name) is not None and (one is last or len(evaluations) > 1)
    }


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Raises DataError where the file is not what a stage wrote."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError) as error:
        raise DataError(f"cannot read {path}: {error}") from None


def _earlier_folders(run: Run) -> list[Path]:
    folders = sorted((run.folder / "stages").glob("[0-9][0-9]-*"))
    return [one for one in folders if int(one.name[:2]) < run.stage and (one / "card.json").exists()]
