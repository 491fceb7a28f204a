"""The sections of a configuration: each key with its default, its bounds and what it means, as `--help` shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sdk.schema import Template

R1_TEMPLATE = (
    "A conversation between User and Assistant. The user asks a question, and the Assistant solves it. "
    "The assistant first thinks about the reasoning process in the mind and then provides the user with the answer. "
    "The reasoning process and answer are enclosed within <think> </think> and <answer> </answer> tags, respectively, "
    "i.e., <think> reasoning process here </think> <answer> answer here </answer>. User: {question} Assistant:"
)
"""The prompt of DeepSeek-R1-Zero (arXiv 2501.12948, table 1)."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def key(default: Any, explanation: str, unit: str = "", **bounds: Any) -> Any:
    extra: dict[str, Any] = {"unit": unit}
    return Field(default=default, description=explanation, json_schema_extra=extra, **bounds)


def section(kind: type[BaseModel], explanation: str) -> Any:
    return Field(default_factory=kind, description=explanation)


class ProblemsConfig(Section):
    source: str = key(
        "arithmetic",
        "a JSON Lines, JSON, CSV or parquet file, a folder of `datasets`, or hub:NAME; `arithmetic`, `bilingual` or "
        "`signs`: made on the spot",
    )
    eval_source: str | None = key(
        None, "a file of the held-out questions; without it `holdout` of `source` is set aside"
    )
    holdout: float = key(0.1, "share of the questions, chosen by a hash of their text, never trained on", gt=0, lt=1)
    limit: int | None = key(
        None, "train on so many distinct questions alone, the first that are drawn; null: on all", "questions", ge=1
    )
    question_column: str = key("question", "column of the question: text, or a list of messages")
    ground_truth_column: str | None = key("ground_truth", "column of the expected answer")
    tests_column: str | None = key(None, "column of a code problem's tests")
    language_column: str | None = key(None, "column of the language the reasoning should be in")
    solution_column: str | None = key(None, "column of a completion to imitate, for `sft`")
    columns: list[str] = key([], "further columns, for reward functions that have a parameter of this name")
    template: str = key(R1_TEMPLATE, "the prompt, with {question} in it; or `chat`: the tokenizer's chat template")
    system: str | None = key(None, "the system message, with `template: chat`")


class LoraConfig(Section):
    rank: int = key(0, "of the adapters, which alone are trained; 0: no adapters, the whole model is", ge=0)
    alpha: float = key(32.0, "what the adapters add is scaled by alpha / rank", gt=0)
    targets: list[str] = key(
        [], "names of the layers adapted, such as q_proj; without any all linear ones but the head"
    )


class ModelConfig(Section):
    name_or_path: str | None = key(None, "a local folder or a hub name; without it a small model is made at random")
    architecture: str = key("llama", "of the small model: a `model_type` of transformers")
    vocab_size: int = key(600, "of the small model: at most so many tokens, learned from the problems", ge=300)
    hidden_size: int = key(64, "of the small model: its width", ge=8)
    layers: int = key(2, "of the small model: its depth", ge=1)
    heads: int = key(4, "of the small model: attention heads", ge=1)
    options: dict[str, Any] = key({}, "of the small model: further settings of its configuration in transformers")
    own_tokenizer: bool = key(False, "with `start_from: random`: learn a tokenizer anew, not take the present model's")
    multi_token: int = key(
        0, "modules that predict tokens after the next one, 1 in DeepSeek-V3; those beside the model are taken", ge=0
    )
    dtype: Literal["float32", "bfloat16", "float16", "float64"] = key("float32", "in which the model is held")
    fp8: bool = key(
        False,
        "linear layers in FP8, in sampling and in both passes of training; emulated (slower, the same numbers) but on "
        "a GPU that multiplies FP8; weights, gradients and the optimiser stay as `dtype` has them",
    )
    shared_prefix: bool = key(True, "compute each prompt once for its whole group; false: plain padded batches")
    gradient_checkpointing: bool = key(False, "compute activations again in the backward pass: slower, less memory")
    logprob_chunk: int | None = key(None, "logits held at once; null: as 17 million make, GPU 67", "tokens", ge=1)
    lora: LoraConfig = section(LoraConfig, "adapters in place of training the whole model")


class RolloutConfig(Section):
    prompts_per_step: int = key(8, "questions of one step", "questions", ge=1)
    group_size: int = key(16, "completions sampled for each question; 1 for PPO alone", "completions", ge=1)
    max_new_tokens: int = key(48, "a completion is cut off here", "tokens", ge=1)
    temperature: float = key(1.0, "of sampling, and of the logprobs in the loss", gt=0)
    top_p: float = key(1.0, "nucleus sampling: the least set of tokens of this probability", gt=0, le=1)
    rows_at_once: int = key(256, "completions under way at once; one that ends gives its place to the next", ge=1)
    cache_tokens: int | None = key(
        None, "most tokens held in the cache of sampling; null: as many as rows_at_once whole rows", "tokens", ge=1
    )
    stop: list[str] = key([], "texts after which a completion ends, beside the end-of-sequence token")
    draft: Literal["none", "lookup", "multi_token"] = key(
        "none",
        "guessed tokens, several verified in one pass; lookup: from the prompt and its group; multi_token: by the "
        "model's modules (`model.multi_token`)",
    )
    draft_tokens: int = key(4, "most tokens guessed for one pass; fewer, or none, where they do not pay", ge=1)
    draft_cost: float | None = key(
        None,
        "how much longer a pass takes for each guessed token, by which it is decided how many pay; 0: all do; "
        "null: 0.4 on a CPU, 0.05 on a GPU, and for modules of the model what one computes by what the model does",
        "passes",
        ge=0,
    )

    fp8: bool = key(
        False,
        "linear layers in FP8 while sampling; emulated (slower, the same numbers) but on a GPU that multiplies FP8; "
        "logprobs are then corrected for",
    )

    @property
    def row_tokens(self) -> int:
        """The most that a completion takes up in the cache."""
        return self.max_new_tokens + (self.draft_tokens if self.draft != "none" else 0)


class EngineConfig(Section):
    kind: Literal["builtin", "vllm", "sglang"] = key(
        "builtin", "builtin: this process samples; vllm, sglang: a server at `url` does"
    )
    url: str | None = key(None, "of the server, such as http://127.0.0.1:8001")
    model: str | None = key(None, "the name by which vLLM serves the model; without it the first that it lists")
    weights_dir: Path | None = key(
        None, "a folder that both see, through which weights are handed over; without it `engine` in output_dir"
    )
    weights_dir_there: str | None = key(None, "the same folder as the server sees it, where that is another path")
    refresh_every: int = key(1, "training steps between two refreshes of the server's weights", "steps", ge=1)
    concurrency: int = key(32, "requests under way at once, a group in each", "requests", ge=1)
    timeout_s: float = key(600.0, "deadline for one group or one refresh, retries included", "s", gt=0)
    wait_s: float = key(60.0, "how long to wait at the start for a server that is not ready", "s", ge=0)
    max_logprob_gap: float = key(
        0.3, "the run stops where a probe finds the server's logprobs further from the trainer's", "nats a token", gt=0
    )


class RewardConfig(Section):
    url: str | None = key(None, "the service; without it REWARD_SERVER_URL, and without that scoring in this process")
    rewards: dict[str, float | dict[str, Any]] = key(
        {"accuracy": 1.0, "format": 0.1}, "name -> weight, or options with `weight` among them"
    )
    process: bool = key(False, "the client works in a process of its own, for runs whose step waits for Python")
    python: dict[str, float] = key(
        {}, "reward functions of one's own, called as TRL calls them: `package.module:function` -> weight"
    )
    template: Template = Field(default_factory=Template, description="the tags of reasoning and answer")
    wait_s: float = key(30.0, "how long to wait at the start for a service that is not ready", "s", ge=0)
    timeout_s: float = key(120.0, "deadline for scoring one batch, retries included", "s", gt=0, le=3600)
    wait_for_service_s: float = key(
        900.0, "how long, in a step, a service that went away is waited for; its time does not count", "s", ge=0
    )
    pin_version: bool = key(True, "the run stops where the definition of the rewards changes under it")
    expect_version: str | None = key(
        None, "the one definition to train on; by default the one that the run began under"
    )
    max_null_share: float = key(0.5, "the run stops where more of a step's rewards are null", ge=0, le=1)


class GrpoConfig(Section):
    advantages: Literal["group", "centred", "components", "leave_one_out", "batch", "batch_baseline"] = key(
        "group",
        "group: (r - mean) / std; centred: r - mean (Dr. GRPO); components: each normalised by itself (GDPO); "
        "leave_one_out: r - mean of the others (RLOO); batch: normalised over the step's tokens (REINFORCE++); "
        "batch_baseline: the same of r - mean",
    )
    std_floor: float = key(1e-6, "least standard deviation divided by; .05 lets small differences stay small", ge=0)
    ratio: Literal["token", "sequence"] = key("token", "sequence: one ratio a completion (GSPO)")
    surrogate: Literal["clip", "cispo"] = key("clip", "clip: PPO's; cispo: clipped weights, no gradient cut (CISPO)")
    clip_low: float = key(0.2, "the ratio is clipped below 1 - this", ge=0)
    clip_high: float = key(0.2, "the ratio is clipped above 1 + this; .28 in DAPO", ge=0)
    clip_ceiling: float | None = key(None, "greatest ratio of a token to be avoided; 3 in verl (dual clip)", gt=1)
    mean: Literal["sequence", "token", "constant"] = key(
        "sequence", "sequence: completions count alike; token: tokens do (DAPO); constant: by max_new_tokens (Dr. GRPO)"
    )
    beta: float = key(0.0, "weight of the KL divergence to the reference; 0: no reference is held", ge=0)
    kl: Literal["k1", "k2", "k3"] = key("k3", "estimator of the KL divergence")
    kl_by_ratio: bool = key(False, "weigh it by the ratio: unbiased off policy (DeepSeek-V3.2)")
    reference_every: int | None = key(None, "the reference becomes the policy every so many steps", "steps", ge=1)
    off_policy_steps: int = key(
        0, "1: the next step's completions are sampled and scored while this one trains", "steps", ge=0, le=1
    )
    correction: Literal["auto", "none", "token", "sequence"] = key(
        "auto",
        "importance correction of the sampler's logprobs; auto: token where they are another engine's, older or in FP8",
    )
    correction_cap: float = key(2.0, "cap of that correction's ratio", gt=0)
    epochs: int = key(1, "passes over each step's completions", ge=1)
    minibatches: int = key(1, "optimiser steps a pass", ge=1)
    mask_cut_off: bool = key(False, "completions cut off at max_new_tokens take no part (DAPO's overlong filtering)")
    resample: int = key(
        0, "further rounds of questions in place of groups without signal (DAPO's dynamic sampling)", ge=0
    )


class PpoConfig(Section):
    """`ppo`: what its critic adds to the objective of `grpo`, whose clipping, mean and KL divergence it shares."""

    critic: Literal["separate", "head"] = key(
        "separate", "separate: a model of its own, begun as a copy of the policy; head: one output on the policy"
    )
    gamma: float = key(1.0, "discount a token", gt=0, le=1)
    lam: float = key(0.95, "lambda of GAE: 1 trusts the rewards alone, 0 the next value", ge=0, le=1)
    whiten: bool = key(True, "advantages get mean 0 and standard deviation 1 over the step's tokens")
    value_clip: float | None = key(0.2, "values move no further than this from those of sampling; null: freely", gt=0)
    value_weight: float = key(
        1.0, "weight of the critic's loss beside the policy's; .1 is usual with critic=head", gt=0
    )
    critic_learning_rate: float | None = key(None, "of the critic; null: optimizer.learning_rate", gt=0)
    critic_warmup: int = key(0, "steps in which the critic alone learns", "steps", ge=0)
    kl_in: Literal["loss", "reward"] = key(
        "loss", "where grpo.beta's divergence counts; reward: subtracted token by token, best with grpo.kl=k1"
    )


class ReviserConfig(Section):
    """`preferences.pairing: revised`: the judge, or a larger model, that improves a wrong completion."""

    url: str | None = key(
        None, "an OpenAI-compatible endpoint, such as http://127.0.0.1:8001/v1; its token: REVISER_API_KEY"
    )
    model: str | None = key(None, "its name at that endpoint")
    per_question: int = key(1, "most wrong completions of a group that are revised, the worst first", ge=1)
    show_answer: bool = key(True, "it is shown the expected answer, where that is known")
    temperature: float = key(0.0, "of the reviser's sampling", ge=0)
    max_tokens: int = key(4096, "a reply is cut off here, and then of no use", "tokens", ge=1)
    concurrency: int = key(16, "requests under way at once", "requests", ge=1)
    timeout_s: float = key(120.0, "deadline for one revision, retries included", "s", gt=0)


class PreferencesConfig(Section):
    """`dpo`, `apo_zero`, `apo_down` and `kto`: what is preferred, and the weight of the reference."""

    source: str | None = key(
        None,
        "pairs to learn from, with columns prompt, chosen, rejected (for kto also prompt, completion, label); null: "
        "the policy's own completions of each step, by their rewards",
    )
    beta: float = key(0.1, "how strongly the policy is held to the reference", gt=0)
    pairing: Literal["best_worst", "all", "revised"] = key(
        "best_worst",
        "of a group: the best against the worst; all whose rewards differ; or a wrong one against its minimal "
        "correction, which `reviser` writes (CLAIR)",
    )
    reviser: ReviserConfig = section(ReviserConfig, "who corrects wrong completions")
    least_gap: float = key(0.0, "completions whose rewards differ by no more than this are no pair", ge=0)
    desirable: float = key(
        0.5, "kto: a completion whose reward is at least this is desirable; revised: below this it is wrong"
    )
    desirable_weight: float = key(1.0, "kto: weight of completions that are desirable", ge=0)
    undesirable_weight: float = key(1.0, "kto: weight of completions that are not", ge=0)
    batch_size: int = key(32, "examples of a step, from a file", "examples", ge=1)
    epochs: int = key(1, "passes over each step's examples", ge=1)
    minibatches: int = key(1, "optimiser steps a pass", ge=1)


class OptimizerConfig(Section):
    """Of AdamW; the rates and micro-batches of all stages."""

    learning_rate: float = key(1e-3, "of AdamW", gt=0)
    betas: tuple[float, float] = key((0.9, 0.99), "of AdamW")
    weight_decay: float = key(0.0, "of AdamW", ge=0)
    warmup_steps: int = key(0, "the learning rate rises from 0 over so many steps", "steps", ge=0)
    final_share: float = key(
        1.0, "the learning rate falls linearly to this share of itself at the last step", ge=0, le=1
    )
    max_grad_norm: float = key(1.0, "the gradient is scaled down to this norm", gt=0)
    most_skipped: int = key(
        5, "updates whose gradient is not finite are left out; the run stops after so many in a row", "updates", ge=1
    )
    master_weights: bool = key(
        False, "move copies of the weights in float32; with model.dtype bfloat16 or float16 small steps vanish without"
    )
    micro_tokens: int = key(16384, "at most so many tokens in one forward and backward pass", "tokens", ge=1)


class ExpertsConfig(Section):
    """Of models that are mixtures of experts, in every stage."""

    balance: float = key(1e-4, "weight of the load-balancing loss; 1e-4 in DeepSeek-V3", ge=0)
    bias_speed: float = key(
        0.0, "the router's bias moves by this towards even load each step; .001 in DeepSeek-V3's pre-training", ge=0
    )


class MultiTokenConfig(Section):
    """Of models with `model.multi_token` modules, in every stage that imitates or reinforces."""

    weight: float = key(
        0.3,
        "lambda, of their loss: imitation trains the model by it too, as DeepSeek-V3 (.3, at last .1); reinforcement "
        "learning the modules alone",
        ge=0,
    )


class BaseConfig(Section):
    """`weak_base`: the small model's pre-training, stopped by a probe when it is good enough to learn and no better."""

    steps: int = key(800, "at most; the learning rate falls towards their end", "steps", ge=1)
    batch_size: int = key(64, "texts of a step", "texts", ge=1)
    optimizer: Literal["adamw", "muon"] = key("muon", "muon learns from scratch in half the steps, and needs torch 2.9")
    learning_rate: float = key(5e-3, "its peak; 20 steps of rise, then falling to a tenth", gt=0)
    probe_every: int = key(50, "sampled accuracy is probed every so many steps", "steps", ge=1)
    probe_problems: int = key(200, "held-out questions of a probe", "questions", ge=1)
    accuracy_low: float = key(0.19, "the base is ready from this sampled accuracy", ge=0, le=1)
    accuracy_high: float = key(0.35, "above this sampled accuracy it is no weak base any more", ge=0, le=1)


class SftConfig(Section):
    steps: int = key(200, "optimiser steps", "steps", ge=1)
    batch_size: int = key(32, "solutions of a step", "solutions", ge=1)
    optimizer: Literal["adamw", "muon"] = key(
        "adamw", "muon learns from scratch in half the steps, and needs torch 2.9"
    )
    learning_rate: float = key(1e-3, "its peak; 20 steps of rise, then falling to a tenth", gt=0)


class ReadabilityConfig(Section):
    min_language: float = key(0.9, "least share of the target language in the reasoning", ge=0, le=1)
    max_paragraph: int = key(2000, "longest paragraph of the reasoning", "characters", ge=1)
    max_characters: int = key(32000, "longest reasoning", "characters", ge=1)
    max_repetition: float = key(0.5, "largest share of repeated runs of `repetition_words` words", ge=0, le=1)
    repetition_words: int = key(8, "length of a run whose repetition counts", "words", ge=2)
    code_blocks: bool = key(False, "keep reasoning with code blocks, which the paper leaves out")


class SelectionConfig(Section):
    per_question: int = key(4, "at most so many completions of one question are kept", "completions", ge=1)
    correct: float = key(1.0, "least accuracy of a completion that is kept", gt=0, le=1)
    well_formed: float = key(1.0, "least format score of a completion that is kept", ge=0, le=1)
    readability: ReadabilityConfig = section(ReadabilityConfig, "what is fit to be imitated")


class TracesConfig(Section):
    source: str | None = key(
        None, "traces to imitate: a file, a folder of `datasets`, hub:NAME; without it what an earlier stage gathered"
    )
    language: str | None = key(None, "language of traces that name none; without one their language is not judged")
    limit: int | None = key(None, "at most so many traces are read", "traces", ge=1)
    layout: str = key(
        "<think>\n{reasoning}\n</think>\n\n<answer>\n{answer}\n</answer>",
        "the completion made of a trace; without the opening tag where the prompt ends with it",
    )
    verify: bool = key(False, "keep only traces that the service finds right, where an answer or tests are known")
    review: bool = key(False, "stop before training until a person has gone through the samples in review.md")


class GatherConfig(Section):
    """`collect` and `rejection_sampling`: what is sampled."""

    questions: int = key(500, "training questions that completions are sampled for", "questions", ge=1)
    prompt: Literal["template", "few_shot"] = key(
        "template", "template: as in training (an R1-Zero's outputs); few_shot: examples before the question"
    )
    examples: str | None = key(None, "traces that few_shot shows, and how the answer is to look")
    shown: int = key(4, "examples in one few_shot prompt, other ones each time", "examples", ge=1)
    clean: bool = key(True, "outputs are cleaned: white space at line ends, empty lines, lines said twice running")
    general_traces: str | None = key(
        None, "traces of other domains that are added as they are; `bilingual`: the tiny example's courtesies"
    )
    general_questions: str | None = key(
        None,
        "JSON Lines with a column `question` and no answers: the model is asked to reason before it answers",
    )


class AllScenarioConfig(Section):
    """`all_scenario_rl`: general prompts beside the reasoning prompts of `problems`."""

    general: str | None = key(
        None,
        "general prompts: JSON Lines with a column `question` (may have `language`, and `reference` for pairwise "
        "judging); or `bilingual`: the tiny example's courtesies",
    )
    share: float = key(0.5, "share of a step's prompts that are general", gt=0, lt=1)
    preference_steps: int | None = key(
        None, "general prompts take part in the last so many steps alone, 400 in R1; null: in all", "steps", ge=1
    )
    rewards: dict[str, float | dict[str, Any]] = key(
        {"helpfulness": 1.0, "harmlessness": 1.0, "format": 0.1}, "of general prompts: name -> weight, or options"
    )


class RewardModelConfig(Section):
    """`reward_model` among the rewards: a scalar classifier of transformers, beside the loop."""

    name_or_path: str | None = key(None, "a sequence classifier with one output: a local folder or a hub name")
    judged: Literal["completion", "answer"] = key(
        "answer", "answer: the answer alone is shown to it; a completion without one scores 0"
    )
    squash: Literal["sigmoid", "none"] = key(
        "sigmoid", "sigmoid: the output becomes 1 / (1 + exp(-output / scale)), within 0 and 1; none: as it is"
    )
    scale: float = key(1.0, "outputs are divided by it before they are squashed", gt=0)
    batch_size: int = key(16, "completions of one forward pass", "completions", ge=1)
    max_tokens: int = key(4096, "longer texts score 0 without being read", "tokens", ge=1)
    device: str = key("cpu", "cpu, cuda, cuda:1, ...")


class EvalConfig(Section):
    problems: int = key(500, "held-out questions", "questions", ge=1)
    samples: int = key(1, "completions of each; accuracy is the mean of all", "completions", ge=1)
    every: int = key(25, "steps between evaluations; one before and one after anyway", "steps", ge=1)


class LogConfig(Section):
    samples_every: int = key(10, "steps between sample completions, with scores and reasons", "steps", ge=1)
    samples: int = key(4, "completions of such a sample", ge=0)
    tensorboard: bool = key(False, "write TensorBoard's files too (pip install tensorboard)")
    wandb: str | None = key(None, "log to this Weights & Biases project too (pip install wandb)")


class ProcessesConfig(Section):
    """Of runs that torchrun starts."""

    timeout_s: float = key(1800.0, "a process that the others wait for longer is taken for lost", "s", gt=0)


class CheckpointConfig(Section):
    every: int = key(50, "steps between checkpoints; one at the end anyway", "steps", ge=1)
    keep: int = key(2, "checkpoints kept", ge=1)


class Config(Section):
    output_dir: Path = key(Path("runs/train"), "metrics, checkpoints, curves and the report go here")
    resume: Literal["auto", "changed", "never"] = key(
        "auto",
        "auto: go on with an unfinished run of these settings; changed: go on, with other settings too; never: move it "
        "aside, start anew",
    )
    seed: int = key(0, "of data, initialisation and sampling")
    device: str = key("auto", "auto (CUDA where there is one), cpu, cuda, cuda:1, ...")
    threads: int | None = key(None, "CPU threads of torch; null: torch's own choice", ge=1)
    steps: int = key(100, "of reinforcement learning", "steps", ge=1)
    stages: list[str | dict[str, dict[str, Any]]] = key(
        ["reasoning_rl"],
        "in order; each a name, or `name: {key: value}` with settings of its own: "
        "bilingual_base, weak_base, signs_base, sft, reasoning_rl, ppo, dpo, apo_zero, apo_down, kto, "
        "r1_zero, collect, collect_from_base, cold_start, rejection_sampling, sft_on_traces, all_scenario_rl, "
        "student_base, distill, student_rl",
    )
    start_from: str | None = key(
        None,
        "what a stage starts from: an earlier stage's name, a folder, a hub name, or `random` (made of the stage's "
        "model settings); without it the model as it is",
    )
    problems: ProblemsConfig = section(ProblemsConfig, "the questions")
    model: ModelConfig = section(ModelConfig, "the policy")
    rollout: RolloutConfig = section(RolloutConfig, "sampling")
    engine: EngineConfig = section(EngineConfig, "what samples")
    reward: RewardConfig = section(RewardConfig, "scoring")
    grpo: GrpoConfig = section(GrpoConfig, "the objective")
    ppo: PpoConfig = section(PpoConfig, "the stage `ppo`")
    preferences: PreferencesConfig = section(PreferencesConfig, "the stages `dpo`, `apo_zero`, `apo_down` and `kto`")
    optimizer: OptimizerConfig = section(OptimizerConfig, "the optimiser of reinforcement learning")
    experts: ExpertsConfig = section(ExpertsConfig, "mixtures of experts")
    multi_token: MultiTokenConfig = section(MultiTokenConfig, "modules that predict further tokens")
    weak_base: BaseConfig = section(BaseConfig, "the stage `weak_base`")
    sft: SftConfig = section(SftConfig, "the stage `sft`")
    traces: TracesConfig = section(TracesConfig, "what `cold_start` and `sft_on_traces` imitate")
    gather: GatherConfig = section(GatherConfig, "what `collect` and `rejection_sampling` sample")
    selection: SelectionConfig = section(SelectionConfig, "which of the sampled completions are kept")
    all_scenario: AllScenarioConfig = section(AllScenarioConfig, "the stage `all_scenario_rl`")
    reward_model: RewardModelConfig = section(RewardModelConfig, "the reward `reward_model`")
    eval: EvalConfig = section(EvalConfig, "evaluation")
    log: LogConfig = section(LogConfig, "what is written for people")
    processes: ProcessesConfig = section(ProcessesConfig, "several processes, started by torchrun")
    checkpoint: CheckpointConfig = section(CheckpointConfig, "checkpoints")
