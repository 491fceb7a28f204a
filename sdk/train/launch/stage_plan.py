"""The one table of stages, and the stages that a run's configuration asks for, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sdk.train import distributed
from sdk.train.config.load import with_settings
from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError, DataError
from sdk.train.stages.all_scenario import all_scenario_rl
from sdk.train.stages.distillation import bilingual_base, cold_start
from sdk.train.stages.gathering import collect, rejection_sampling
from sdk.train.stages.handover import sources
from sdk.train.stages.preferences import apo_down, apo_zero, dpo, kto
from sdk.train.stages.training import Stage, ppo, reasoning_rl, sft, signs_base, weak_base

GATHERED = ("gather.examples", "gather.general_questions", "gather.general_traces")
TRACES = ("traces.source",)
PREFERENCES = ("preferences.source",)
GENERAL = ("all_scenario.general",)


@dataclass(frozen=True)
class Declared:
    """A stage as the table declares it."""

    function: Stage
    says: str
    """What it does, for the report."""
    reads: tuple[str, ...] = ()
    """The keys of the files that it reads beside its questions."""
    shared_out: bool = False
    """Whether several processes can do it together."""
    compares: bool = False
    """Whether it learns from how completions of one question differ."""
    holds: tuple[Literal["reference", "critic"], ...] = ()
    """Models that are in memory beside the policy, whatever the settings."""


STAGES: Mapping[str, Declared] = {
    "weak_base": Declared(
        weak_base,
        "A small model reads sums and careless answers, until a probe finds it good enough to learn from.",
        shared_out=True,
    ),
    "bilingual_base": Declared(
        bilingual_base,
        "The base: a small model reads careless answers in two languages, until a probe finds it ready.",
        shared_out=True,
    ),
    "signs_base": Declared(
        signs_base,
        "The base: a small model reads searches that mostly end after one try, until a probe finds it ready.",
        shared_out=True,
    ),
    "ppo": Declared(
        ppo,
        "Reinforcement learning with a critic: a second model says what was to be expected of each token.",
        shared_out=True,
        holds=("critic",),
    ),
    "dpo": Declared(
        dpo,
        "Direct preference optimisation: of two completions the preferred one gains on the other.",
        PREFERENCES,
        shared_out=True,
        holds=("reference",),
    ),
    "apo_zero": Declared(
        apo_zero,
        "Anchored preference optimisation: preferred completions become likelier, the others less likely.",
        PREFERENCES,
        shared_out=True,
        holds=("reference",),
    ),
    "apo_down": Declared(
        apo_down,
        "Anchored preference optimisation, downwards: both of a pair become less likely, the worse one more so.",
        PREFERENCES,
        shared_out=True,
        holds=("reference",),
    ),
    "kto": Declared(
        kto,
        "Kahneman-Tversky optimisation: completions that are desirable or not, without pairs.",
        PREFERENCES,
        shared_out=True,
        holds=("reference",),
    ),
    "sft": Declared(sft, "Imitation of the solutions that come with the questions.", shared_out=True),
    "r1_zero": Declared(
        reasoning_rl,
        "Reinforcement learning straight from the base: nothing but the rewards for right answers and format.",
        shared_out=True,
        compares=True,
    ),
    "collect": Declared(
        collect,
        "R1-Zero's outputs that are right, readable and in one language become the data of the cold start.",
        GATHERED,
    ),
    "collect_from_base": Declared(
        collect, "Answers of the base to few-shot prompts: those that are right and readable are kept.", GATHERED
    ),
    "cold_start": Declared(
        cold_start, "The base again, shown that reasoning: it takes on the format and one language.", TRACES
    ),
    "reasoning_rl": Declared(
        reasoning_rl,
        "Reinforcement learning on the rewards of the settings; in R1 one for keeping to one language is added.",
        shared_out=True,
        compares=True,
    ),
    "rejection_sampling": Declared(
        rejection_sampling,
        "Many completions of that model: those that are right and readable are kept to be imitated.",
        GATHERED,
    ),
    "sft_on_traces": Declared(
        cold_start, "The base once more, shown what was kept, and general texts where there are any.", TRACES
    ),
    "all_scenario_rl": Declared(
        all_scenario_rl,
        "Reinforcement learning on all prompts at once: rules for reasoning, a judge for the rest.",
        GENERAL,
        compares=True,
    ),
    "student_base": Declared(
        bilingual_base, "Another, smaller model reads what the base has read: the student before it is taught."
    ),
    "distill": Declared(
        cold_start, "The student is shown the teacher's kept reasoning, and learns by imitation alone.", TRACES
    ),
    "student_rl": Declared(
        reasoning_rl,
        "The same student from the same start, by reinforcement learning alone, to compare.",
        compares=True,
    ),
}


@dataclass(frozen=True)
class Planned:
    """A stage of this run."""

    number: int
    name: str
    declared: Declared
    config: Config


def planned_stages(config: Config) -> list[Planned]:
    """Raises ConfigError."""
    planned = []
    for number, entry in enumerate(config.stages):
        name, settings = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        if name not in STAGES:
            raise ConfigError(f"no stage {name!r}: there is {', '.join(STAGES)}")
        planned.append(Planned(number, name, STAGES[name], stage_config(name, config, settings or {})))
    return planned


WHOLE_RUN = (
    "output_dir",
    "resume",
    "device",
    "threads",
    "engine",
    "processes",
    "reward.url",
    "reward.python",
    "stages",
)
"""Settings that are read once, before the first stage."""


def stage_config(name: str, config: Config, settings: dict[str, Any]) -> Config:
    for section in WHOLE_RUN:
        if any(f"{one}.".startswith(f"{section}.") for one in settings):
            raise ConfigError(f"{name}: {section} is of the whole run: set it outside the stages")
    own = with_settings(config, settings)
    if own.model != config.model and own.start_from is None:
        raise ConfigError(f"{name}: `model` is read when a model is loaded: give the stage a start_from too")
    if own.model.lora.rank and own.grpo.reference_every is not None:
        raise ConfigError(f"{name}: with model.lora the reference is the model without adapters: no reference_every")
    alone = own.rollout.group_size == 1 and own.grpo.advantages != "batch"
    pairs = STAGES[name].reads == PREFERENCES and own.preferences.source is None and name != "kto"
    if pairs and own.preferences.pairing == "revised":
        pairs = False  # one completion and its revision are enough
        if own.preferences.reviser.url is None or own.preferences.reviser.model is None:
            raise ConfigError(
                f"{name}: preferences.pairing=revised needs preferences.reviser.url and preferences.reviser.model: who "
                "corrects wrong completions?"
            )
    if (alone and STAGES[name].compares) or (own.rollout.group_size == 1 and pairs):
        raise ConfigError(f"{name} compares completions of one question: set rollout.group_size to 2 or more")
    if distributed.size() > 1:
        check_for_processes(name, own)
    return own


def check_for_processes(name: str, config: Config) -> None:
    """Raises ConfigError for what one process alone can do."""
    if not STAGES[name].shared_out:
        shared_out = ", ".join(one for one, declared in STAGES.items() if declared.shared_out)
        raise ConfigError(f"{name} is for one process: leave out torchrun, or the stage. It can do {shared_out}")
    if config.rollout.prompts_per_step % distributed.size():
        raise ConfigError(
            f"rollout.prompts_per_step={config.rollout.prompts_per_step} cannot be shared out evenly over "
            f"{distributed.size()} processes"
        )
    if config.grpo.off_policy_steps or config.experts.bias_speed:
        raise ConfigError("grpo.off_policy_steps and experts.bias_speed are for one process: set them to 0")
    if config.model.multi_token or config.model.fp8 or config.rollout.fp8:
        raise ConfigError("model.multi_token=0, model.fp8=false and rollout.fp8=false: several processes can do none")


def require_inputs(plan: Sequence[Planned]) -> None:
    """Before anything is computed: a run should not come to its last stage to find that a file is missing there.

    Raises ConfigError or DataError.
    """
    names = [one.name for one in plan]
    for number, stage in enumerate(plan):
        name, config, start = stage.name, stage.config, stage.config.start_from
        if start in names and start not in names[:number]:
            raise ConfigError(f"start_from={start}: that stage has not been run before {name} in this run")
        if start is not None and start.count("/") > 1 and not Path(start).exists():
            raise DataError(f"{name}: no model in the folder start_from={start}")
        if stage.declared.reads == GENERAL and config.all_scenario.general is None:
            raise ConfigError(f"{name} needs general prompts: set all_scenario.general to a file, or to `bilingual`")
        for key, source in sources(stage.declared.reads, config).items():
            if not source.startswith("hub:") and not Path(source).exists():
                raise DataError(f"{name}: no data file {source}: set {key} to one that is there")


def rewards_asked_for(plan: Sequence[Planned]) -> list[dict[str, Any]]:
    """All that the stages ask for, of reasoning and of general prompts."""
    general = [one.config.all_scenario.rewards for one in plan if one.declared.reads == GENERAL]
    return [*(one.config.reward.rewards for one in plan), *general]
