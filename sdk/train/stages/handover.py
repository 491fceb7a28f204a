"""What a stage leaves to the next: a folder of plain files, `stages/NN-NAME/` in the run's folder.

Beside every data set and model stands a card: what made it, from what, and what was left out. `card.json` is for
programs, `card.md` says the same for people.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from sdk.data.rows import read_journal
from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problems
from sdk.train.errors import DataError
from sdk.train.model.from_scratch import make_policy
from sdk.train.model.policy import Policy, load_policy
from sdk.train.run import checkpoint
from sdk.train.run.run import Run
from sdk.train.toy.general import words

MODEL, SIFTED_AWAY, RANDOM = "model", "dropped.json", "random"


def stage_folder(run: Run) -> Path:
    """Of the present stage."""
    folder = run.folder / "stages" / f"{run.context.number:02d}-{run.context.name}"
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


def starting_policy(run: Run, config: Config, problems: Problems) -> Policy:
    """The model of `start_from`, unless the stage is gone on with, or goes on with the model as it is."""
    name, before = config.start_from, run.learner.policy
    gone_on_with = run.state is not None and run.state["step"] > 0
    if name is None or gone_on_with:
        return before
    if name == RANDOM:
        tokenizer = None if config.model.own_tokenizer else before.tokenizer
        return make_policy(config, problems, before.device, tokenizer, words=vocabulary(config))
    return load_policy(starting_point(run, name), config.model, before.device)


def vocabulary(config: Config) -> Sequence[str]:
    """What the tokenizer of a model made at random should know as one token each, beside what it learns."""
    return words() if config.all_scenario.general == "bilingual" else ()


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
    config, records = run.context.config, own_records(run)
    evaluations = [one for one in records if one["kind"] == "eval"]
    steps = sum(one["kind"] == "step" for one in records)
    return Card(
        stage=run.context.name,
        what=f"A model after {steps} steps of the stage {run.context.name}.",
        settings=checkpoint.deciding(config),
        inputs={**inputs(run, "start"), **trained_on(folder)},
        outputs={f"{MODEL}/{one.name}": file_digest(one) for one in sorted((folder / MODEL).glob("*.safetensors"))},
        counts={"steps": steps, **totals(records, "made/")},
        dropped={
            **(json.loads((folder / SIFTED_AWAY).read_text()) if (folder / SIFTED_AWAY).exists() else {}),
            **totals(records, "left_out/"),
        },
        reward_versions=reward_versions(records),
        figures=figures(evaluations),
    )


def own_records(run: Run) -> list[dict[str, Any]]:
    """The metrics of the present stage, which may be there twice under one name: only the last run of them."""
    records = read_journal(run.folder / "metrics.jsonl")
    own: list[dict[str, Any]] = []
    for one in records:
        if one["stage"] != run.context.name:
            own = []
        else:
            own.append(one)
    return own


def totals(records: Sequence[dict[str, Any]], prefix: str) -> dict[str, int]:
    """Over the stage's steps, what they counted under names that begin with `prefix`."""
    found = Counter[str]()
    for one in records:
        found.update({name.removeprefix(prefix): count for name, count in one.items() if name.startswith(prefix)})
    return {name: count for name, count in found.items() if count}


def started_from(run: Run) -> str:
    name = run.context.config.start_from
    if name is not None:
        return "a model made at random" if name == RANDOM else starting_point(run, name)
    before = latest_with(run, MODEL)
    return str(before) if before else run.config.model.name_or_path or "a model made at random"


def inputs(run: Run, what: str) -> dict[str, str]:
    """The model that the stage has begun with, under the name `what`, and the data that it has read, with digests."""
    start = started_from(run)
    return {what: start, **model_digests(start), **digests(run.context.reads, run.context.config)}


def trained_on(folder: Path) -> dict[str, str]:
    """What a stage has kept of its own making beside its model."""
    kept = [folder / name for name in ("traces.jsonl", "preferences.jsonl")]
    return {data.name: file_digest(data) for data in kept if data.exists()}


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


def _earlier_folders(run: Run) -> list[Path]:
    folders = sorted((run.folder / "stages").glob("[0-9][0-9]-*"))
    return [one for one in folders if int(one.name[:2]) < run.context.number and (one / "card.json").exists()]


# What the stage has read


BUILT_IN = ("arithmetic", "bilingual", "signs")
QUESTIONS = ("problems.source", "problems.eval_source")


def sources(reads: Sequence[str], config: Config) -> dict[str, str]:
    """Files, folders and names of the hub, by the keys that name them."""
    found = {name: attrgetter(name)(config) for name in (*QUESTIONS, *reads)}
    return {name: one for name, one in found.items() if one is not None and one not in BUILT_IN}


def digests(reads: Sequence[str], config: Config) -> dict[str, str]:
    """The same, each file with its digest; what is no file keeps its name."""
    return {name: named_with_digest(one) for name, one in sources(reads, config).items()}


def named_with_digest(source: str) -> str:
    return f"{source} {file_digest(Path(source))}" if Path(source).is_file() else source


def model_digests(name: str) -> dict[str, str]:
    """Of the weights in a local folder: as its stage's card says, else read; nothing for a name of the hub."""
    files = sorted(Path(name).glob("*.safetensors"))
    if not files:
        return {}
    made_by_stage = (Path(name).parent / "card.json").exists()
    known = read_card(Path(name).parent)["outputs"] if made_by_stage else {}
    return {f"start/{one.name}": known.get(f"{Path(name).name}/{one.name}") or file_digest(one) for one in files}


# Cards


@dataclass(frozen=True)
class Card:
    stage: str
    what: str
    """One sentence."""
    settings: Mapping[str, Any]
    """The configuration that decides."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Name -> a file with its digest, or the name of a model or data set."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """File beside the card -> digest."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What was seen and kept."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Why not -> how many."""
    reward_versions: Sequence[str] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What was measured."""


def write_card(folder: Path, card: Card) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.json").write_text(json.dumps(asdict(card), indent=2, default=str) + "\n", encoding="ascii")
    (folder / "card.md").write_text(as_markdown(card), encoding="utf-8")


def read_card(folder: Path) -> dict[str, Any]:
    """Raises DataError where there is none: what stands beside it is not finished, or was not made by a stage."""
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise DataError(f"{folder} has no card.json that can be read ({error}): is its stage finished?") from None
    return card


def file_digest(path: Path) -> str:
    """`sha256:...` of a file's bytes."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def as_markdown(card: Card) -> str:
    parts = [f"# {card.stage}", card.what]
    for title, column, values in (
        ("Seen and kept", "what", card.counts),
        ("Left out", "why", card.dropped),
        ("Measured", "what", card.figures),
        ("Made from", "what", card.inputs),
        ("Files", "file", card.outputs),
    ):
        if values:
            parts.append(f"## {title}\n\n{_table(column, values)}")
    if card.reward_versions:
        parts.append("## Versions of the rewards\n\n" + "\n".join(f"- `{one}`" for one in card.reward_versions))
    settings = json.dumps(card.settings, indent=2, default=str)
    parts.append(f"## Settings\n\n```json\n{settings}\n```")
    return "\n\n".join(parts) + "\n"


def _table(column: str, values: Mapping[str, Any]) -> str:
    rows = [f"| {name} | {_cell(value)} |" for name, value in values.items()]
    return "\n".join([f"| {column} | |", "| --- | --- |", *rows])


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")
