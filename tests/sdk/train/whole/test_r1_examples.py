"""The recipes that are shipped: they resolve, read local copies, and take a step."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk import AsyncRewardClient
from sdk.train.config.load import load_config
from sdk.train.config.schema import Config
from sdk.train.data.traces import Trace, split_completion
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.launch.whole_run import train
from sdk.train.prepare import main as prepare
from sdk.train.report.display import silent
from sdk.train.stages.handover import read_card
from sdk.train.toy.bilingual import written

EXAMPLES = Path(__file__).parents[4] / "examples"
R1_EXAMPLES = sorted(EXAMPLES.glob("r1_*.yaml"))


@pytest.mark.parametrize("path", R1_EXAMPLES, ids=lambda path: path.stem)
def test_an_example_resolves_with_the_settings_of_every_stage(path: Path) -> None:
    config = load_config(path)
    plan = {one.name: one.config for one in planned_stages(config)}
    stages = ["collect", "cold_start", "reasoning_rl", "rejection_sampling", "sft_on_traces", "all_scenario_rl"]
    assert [name for name in plan if name in stages] == stages
    assert plan["all_scenario_rl"].rollout.temperature == 0.7
    assert {"helpfulness", "harmlessness", "format"} == set(plan["all_scenario_rl"].all_scenario.rewards)
    assert plan["cold_start"].start_from == plan["sft_on_traces"].start_from != plan["reasoning_rl"].start_from
    weight = plan["reasoning_rl"].reward.rewards["language"]
    assert isinstance(weight, float)
    assert weight > 0 == plan["r1_zero"].reward.rewards["language"]
    text = Trace("q", "so", "5").completion(config.traces.layout)
    assert split_completion(text, config.reward.template) == ("so", "5")


def questions(folder: Path, count: int) -> Path:
    """GSM8K in its own layout, prepared."""
    rows = [{"question": f"{number} eggs and 2 more?", "answer": f"so\n#### {number + 2}"} for number in range(count)]
    (folder / "gsm8k.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert prepare([f"gsm8k={folder / 'gsm8k.jsonl'}", str(folder / "questions.jsonl")]) == 0
    return folder / "questions.jsonl"


def qwen_in_miniature(folder: Path, tokenizer: Any) -> Path:
    """Weights at random in the shape of Qwen2.5, but small: grouped heads, biases, tied embeddings."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    shape = {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 6}
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id, "bos_token_id": None}
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer), num_key_value_heads=2, tie_word_embeddings=True, use_sliding_window=False, **shape, **ends
    )  # fmt: skip
    Qwen2ForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_the_qwen_recipe_takes_a_step_on_a_random_model_of_its_shape(tmp_path: Path, tokenizer: Any) -> None:
    model = qwen_in_miniature(tmp_path / "model", tokenizer)
    config = _shortened(
        "r1_qwen2.5_1.5b",
        tmp_path,
        f"problems.source={questions(tmp_path, 60)}",
        f"model.name_or_path={model}",
        "problems.holdout=0.2",
        "stages=[r1_zero, {reasoning_rl: {reward.rewards: {accuracy: 1, format: 1, language: 1}}}]",
        "steps=1",
    )
    assert train(config, AsyncRewardClient.local(), silent())
    assert read_card(tmp_path / "run" / "stages" / "01-reasoning_rl")["counts"] == {"steps": 1}


def llama_in_miniature(folder: Path, tokenizer: Any) -> Path:
    """Weights at random in the shape of Llama 3, with a chat template."""
    from transformers import LlamaConfig, LlamaForCausalLM

    shape = {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 6}
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id, "bos_token_id": None}
    LlamaForCausalLM(LlamaConfig(vocab_size=len(tokenizer), num_key_value_heads=2, **shape, **ends)).save_pretrained(
        folder
    )
    tokenizer.save_pretrained(folder)
    template = "{% for one in messages %}{{ one.content }}{% endfor %}"
    (folder / "chat_template.jinja").write_text(template)
    return folder


def open_thoughts(folder: Path) -> Path:
    """OpenThoughts-114k, configuration `metadata`, in its own layout."""
    rows = [
        {
            "problem": f"What is {number}+2?",
            "deepseek_reasoning": f"We add the two numbers, {number} and 2, and get {number + 2}.",
            "deepseek_solution": f"It is \\boxed{{{number + 2}}}.",
            "ground_truth_solution": f"\\boxed{{{number + 2}}}",
            "domain": "math",
        }
        for number in range(4)
    ]
    (folder / "thoughts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder / "thoughts.jsonl"


@pytest.mark.parametrize(
    ("example", "make", "student"),
    [
        ("distill_qwen2.5_1.5b", qwen_in_miniature, "Qwen/Qwen2.5-Math-1.5B"),
        ("distill_llama3_70b", llama_in_miniature, "meta-llama/Llama-3.3-70B-Instruct"),
    ],
)
def test_a_recipe_of_distillation_takes_a_step_of_each_stage(
    tmp_path: Path, tokenizer: Any, example: str, make: Callable[[Path, Any], Path], student: str
) -> None:
    """Its own stages and settings, with a small model in the student's place and four traces in the data's."""
    model = make(tmp_path / "model", copy.deepcopy(tokenizer))
    stages = json.dumps(load_config(EXAMPLES / f"{example}.yaml").stages)
    stages = stages.replace(student, str(model)).replace(
        "hub:open-thoughts/OpenThoughts-114k:metadata", str(open_thoughts(tmp_path))
    )
    given = [
        {name: {**settings, "steps": 1, "sft.steps": 1}} for one in json.loads(stages) for name, settings in one.items()
    ]
    config = _shortened(
        example,
        tmp_path,
        f"problems.source={questions(tmp_path, 60)}",
        "problems.holdout=0.2",
        f"model.name_or_path={model}",
        f"stages={json.dumps(given)}",
    )
    assert train(config, AsyncRewardClient.local(), silent())
    for number, one in enumerate(given):
        [name] = one
        card = read_card(tmp_path / "run" / "stages" / f"{number:02d}-{name}")
        assert card["counts"]["steps"] == 1
        assert card["figures"]["questions after"] == 2


def _shortened(example: str, folder: Path, *settings: str) -> Config:
    small = ["rollout.max_new_tokens=6", "rollout.prompts_per_step=2", "rollout.group_size=2", "eval.problems=2"]
    common = [f"output_dir={folder / 'run'}", "threads=1", "sft.batch_size=2", *small]
    return load_config(EXAMPLES / f"{example}.yaml", [*common, *settings])


def test_the_answer_of_the_example_is_written_as_its_layout_says() -> None:
    layout = load_config(EXAMPLES / "r1_tiny.yaml").traces.layout
    assert Trace("q", "so", "5").completion(layout) == written("so", "5")
