"""What a stage reads beside its model: asked for before anything is computed, and named with digests in its card."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError, DataError
from sdk.train.stages.cards import file_digest, read_card

BUILT_IN = ("arithmetic", "bilingual")
QUESTIONS = ("problems.source", "problems.eval_source")
GATHERED = ("gather.examples", "gather.general_questions", "gather.general_traces")
BY_STAGE = {
    "all_scenario_rl": ("all_scenario.general",),
    **dict.fromkeys(("collect", "collect_from_base", "rejection_sampling"), GATHERED),
    **dict.fromkeys(("cold_start", "sft_on_traces", "distill"), ("traces.source",)),
}
"""Keys of the data that a stage reads beside the questions."""


def sources(stage: str, config: Config) -> dict[str, str]:
    """Files, folders and names of the hub, by the keys that name them."""
    found = {name: attrgetter(name)(config) for name in (*QUESTIONS, *BY_STAGE.get(stage, ()))}
    return {name: one for name, one in found.items() if one is not None and one not in BUILT_IN}


def digests(stage: str, config: Config) -> dict[str, str]:
    """The same, each file with its digest; what is no file keeps its name."""
    return {name: named_with_digest(one) for name, one in sources(stage, config).items()}


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


def require_inputs(plan: Sequence[tuple[str, Config]]) -> None:
    """Before anything is computed: a run should not come to its last stage to find that a file is missing there.

    `plan`: the stages' names and configurations. Raises ConfigError or DataError.
    """
    names = [name for name, _ in plan]
    for number, (name, config) in enumerate(plan):
        start = config.start_from
        if start in names and start not in names[:number]:
            raise ConfigError(f"start_from={start}: that stage has not been run before {name} in this run")
        if start is not None and start.count("/") > 1 and not Path(start).exists():
            raise DataError(f"{name}: no model in the folder start_from={start}")
        if name == "all_scenario_rl" and config.all_scenario.general is None:
            raise ConfigError(f"{name} needs general prompts: set all_scenario.general to a file, or to `bilingual`")
        for key, source in sources(name, config).items():
            if not source.startswith("hub:") and not Path(source).exists():
                raise DataError(f"{name}: no data file {source}: set {key} to one that is there")
