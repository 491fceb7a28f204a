"""The sections of the configuration that the stages of DeepSeek-R1 read."""

from __future__ import annotations

from typing import Any, Literal

from sdk.train.config.sections import Section, key, section


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
