"""How prompts begin and where turns end with the tokenizer files of real models: the table in the docs.

scripts/check tokenizers
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.config.schema import R1_TEMPLATE
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompter, missing_bos
from sdk.train.launch.whole_run import train
from sdk.train.model.policy import Policy
from sdk.train.report.display import silent
from sdk.train.trainer.sft import as_rows

FOLDERS = Path(os.environ.get("ASSAY_TOKENIZERS", "/nonexistent"))
TABLE = Path(__file__).parents[4] / "docs" / "training.md"
QUESTION, TEXT = "What is 2+2?", "<think>\nTwo and two.\n</think>\n\nIt is 4."
BY_HEART = "Two and two make 4."


class Family(NamedTuple):
    plain: str
    """What stands before a plain prompt; empty: nothing."""
    chat: str | None
    """What a chat prompt begins with; None: the files have no chat template."""
    end: str
    """Ends the turn that is imitated: of a chat, or of a plain text where there is no chat template."""


FAMILIES = {
    "llama3": Family("", "<|begin_of_text|>", "<|eot_id|>"),
    "llama3_1": Family("<|begin_of_text|>", "<|begin_of_text|>", "<|eot_id|>"),
    "mistral": Family("<s>", None, "</s>"),
    "gemma2": Family("<bos>", "<bos>", "<end_of_turn>"),
    "gemma3": Family("<bos>", "<bos>", "<end_of_turn>"),
    "qwen3": Family("", "<|im_start|>", "<|im_end|>"),
    "smollm2": Family("", "<|im_start|>", "<|im_end|>"),
    "deepseek_v3": Family("", "<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>"),
    "gpt_oss": Family("", None, "<|return|>"),
}
WARNED = {"llama3", "deepseek_v3"}
slow = pytest.mark.slow


@pytest.fixture(scope="module", params=FAMILIES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def real(name: str) -> Any:
    return AutoTokenizer.from_pretrained(FOLDERS / name)


@slow
def test_a_plain_prompt_gets_exactly_what_the_tokenizer_adds(name: str, real: Any) -> None:
    prompt = Prompter(R1_TEMPLATE, real)(Problem("1", QUESTION))
    assert prompt.ids == real(prompt.text)["input_ids"]
    begins = prompt.ids[0] == real.bos_token_id
    assert (real.bos_token if begins else "") == FAMILIES[name].plain
    assert prompt.ids.count(real.bos_token_id) == begins


@slow
def test_a_beginning_that_the_prompt_already_has_is_not_doubled(real: Any) -> None:
    if real.bos_token is not None:
        prompt = Prompter(real.bos_token + R1_TEMPLATE, real)(Problem("1", QUESTION))
        assert prompt.ids.count(real.bos_token_id) == 1


@slow
def test_a_chat_prompt_is_what_the_template_writes_and_never_begins_twice(name: str, real: Any) -> None:
    family, messages = FAMILIES[name], [{"role": "user", "content": QUESTION}]
    if family.chat is None:
        pytest.skip("no chat template in these files")
    ids = Prompter("chat", real)(Problem("1", QUESTION)).ids
    assert ids == real.apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
    assert real.decode(ids[:1]) == family.chat
    assert ids[0] != ids[1], "SmolLM2 begins each message with its BOS token"


@slow
def test_a_beginning_that_only_the_chat_template_writes_is_told(name: str, real: Any) -> None:
    assert missing_bos(real) == (real.bos_token if name in WARNED else None)


@slow
def test_what_is_imitated_is_what_the_chat_template_writes_up_to_the_end_of_the_turn(name: str, real: Any) -> None:
    family = FAMILIES[name]
    policy = Policy(small_model(real), real)
    prompter = Prompter(R1_TEMPLATE if family.chat is None else "chat", real)
    rows = as_rows(policy, [(prompter(Problem("1", QUESTION)), TEXT)], prompter.end_id)
    assert real.decode(rows.completions[0][-1:]) == family.end
    if family.chat is not None:
        turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": TEXT}]
        written = real.apply_chat_template(turns, return_dict=False)
        whole = rows.prompts[0] + rows.completions[0]
        assert written[: len(whole)] == whole


@slow
def test_a_model_that_has_learned_to_end_its_turn_stops_there(
    name: str, real: Any, tmp_path: Path, sum_client: type[Any]
) -> None:
    """A random model learns an answer by heart, by the command's own stages, and is then asked for it."""
    model, questions = tmp_path / "model", tmp_path / "questions.jsonl"
    small_model(real).save_pretrained(model)
    shutil.copytree(FOLDERS / name, model, dirs_exist_ok=True)
    questions.write_text(json.dumps({"question": QUESTION, "ground_truth": "4", "solution": BY_HEART}))
    templates = [R1_TEMPLATE] if FAMILIES[name].chat is None else [R1_TEMPLATE, "chat"]
    config = build({
        "output_dir": str(tmp_path / "run"), "threads": 1, "device": "cpu", "steps": 1,
        "stages": [{stage: {"problems.template": one}} for one in templates for stage in ("sft", "reasoning_rl")],
        "model": {"name_or_path": str(model)},
        "problems": {"source": str(questions), "eval_source": str(questions), "solution_column": "solution"},
        "sft": {"steps": 60, "batch_size": 1, "learning_rate": 1e-2},
        "rollout": {"prompts_per_step": 1, "group_size": 2, "temperature": 0.01, "max_new_tokens": 60},
    })  # fmt: skip
    assert train(config, sum_client(), silent())
    samples = read_journal(config.output_dir / "samples.jsonl")
    assert [one["completion"] for one in samples] == [BY_HEART] * 2 * len(templates)
    evaluations = [one for one in read_journal(config.output_dir / "metrics.jsonl") if one["kind"] == "eval"]
    length = len(real(BY_HEART, add_special_tokens=False)["input_ids"])
    assert all(one["completion_tokens"] == length + 1 for one in evaluations), "the answer, and its end"
    shutil.rmtree(tmp_path)


def small_model(tokenizer: Any) -> LlamaForCausalLM:
    torch.manual_seed(0)
    shape = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=512, bos_token_id=None, eos_token_id=None, pad_token_id=None,
    )  # fmt: skip
    return LlamaForCausalLM(shape)


def test_the_docs_table_is_this_one() -> None:
    cells = [re.split(r" {2,}", line) for line in TABLE.read_text().splitlines()]
    found = {one[0]: tuple(one[1:]) for one in cells if len(one) == 4 and one[0] in FAMILIES}
    for name, family in FAMILIES.items():
        warned = "nothing, warned" if name in WARNED else "nothing"
        assert found[name] == (family.plain or warned, family.chat or "no template", family.end)
