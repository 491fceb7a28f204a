"""The trainer's process: TRL on a tiny model that it makes itself, or on a folder's.

    python -m benchmarks.long_run.trainer FOLDER --steps 1000 [--model FOLDER --batch 8 --tokens 64]

Goes on from its last checkpoint. Each step becomes a line of FOLDER/trainer.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import trl  # type: ignore[import-not-found, unused-ignore]
from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from benchmarks.long_run.questions import in_words, right, rows
from sdk.integrations.trl import TRLReward

WORDS = "<pad> <eos> calc prog + - = ( ) print <think> </think> <answer> </answer>".split()  # noqa: SIM905
QUESTIONS, GROUP = 4000, 4
WARM_UP_STEPS, WARM_UP_ROWS = 150, 64
CHECKPOINT_EVERY = 50


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    made = rows(QUESTIONS, seed=0)
    if options.model is None:
        options.model = options.folder / "base"
        if not (options.model / "config.json").exists():
            make_base(options.model, made)
    else:
        made = [{**one, "prompt": in_words(one)} for one in made]
    train(options, [{name: one[name] for name in ("prompt", "id", "ground_truth", "tests")} for one in made])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--batch", type=int, default=16, help="completions of a step, in groups of 4")
    parser.add_argument("--tokens", type=int, default=20, help="longest completion")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def make_base(folder: Path, made: Sequence[dict[str, Any]]) -> None:
    """A model of two layers that has seen right completions for a moment, so that rewards are neither all nor none."""
    words = {word: at for at, word in enumerate([*WORDS, *map(str, range(10))])}
    inner = Tokenizer(models.WordLevel(words, unk_token="<pad>"))
    inner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, pad_token="<pad>", eos_token="<eos>")
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(words), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=4, pad_token_id=0, eos_token_id=1, bos_token_id=None, max_position_embeddings=64,
        )
    )  # fmt: skip
    optimizer = torch.optim.AdamW(model.parameters(), 2e-3)
    for step in range(WARM_UP_STEPS):
        texts = [f"{one['prompt']} {right(one)} <eos>" for one in made[step * 16 : step * 16 + WARM_UP_ROWS]]
        ids = tokenizer(texts, return_tensors="pt", padding=True).input_ids
        loss = model(input_ids=ids, labels=ids.masked_fill(ids == 0, -100)).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


class Logged:
    """TRL's reward function, and what it was asked and said last."""

    __name__ = "assay"

    def __init__(self) -> None:
        self._reward = TRLReward(timeout_s=60)
        self.last: dict[str, Any] = {}

    def __call__(self, prompts: Any, completions: Any, id: Sequence[str], **columns: Any) -> list[float | None]:
        began = time.monotonic()
        rewards = self._reward(prompts, completions, id=id, **columns)
        texts = [one if isinstance(one, str) else one[-1]["content"] for one in completions]
        self.last = {"ids": list(id), "completions": texts, "rewards": rewards, "score_s": time.monotonic() - began}
        return rewards


def train(options: argparse.Namespace, data: list[dict[str, Any]]) -> None:
    reward = Logged()
    settings = trl.GRPOConfig(
        output_dir=str(options.folder / "checkpoints"),
        per_device_train_batch_size=options.batch,
        num_generations=GROUP,
        max_completion_length=options.tokens,
        max_steps=options.steps,
        learning_rate=options.rate,
        save_steps=CHECKPOINT_EVERY,
        save_total_limit=2,
        logging_steps=1000,
        report_to=[],
        use_cpu=True,
        bf16=False,
        disable_tqdm=True,
        gradient_checkpointing=False,
        seed=0,
    )
    trainer = trl.GRPOTrainer(
        AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32), reward_funcs=reward, args=settings,
        train_dataset=Dataset.from_list(data), processing_class=AutoTokenizer.from_pretrained(options.model),
    )  # fmt: skip
    note_advantages(trainer, reward, options.folder / "trainer.jsonl")
    done = sorted((options.folder / "checkpoints").glob("checkpoint-*/trainer_state.json"))
    trainer.train(resume_from_checkpoint=bool(done))


def note_advantages(trainer: Any, reward: Logged, path: Path) -> None:
    """A line for each step, of what the trainer's own step hands to its loss."""
    inner, page = trainer._generate_and_score_completions, os.sysconf("SC_PAGE_SIZE")

    def watched(inputs: Any) -> Any:
        found = inner(inputs)
        held = int(Path("/proc/self/statm").read_text().split()[1]) * page
        line = {"step": trainer.state.global_step, "time": time.time(), "rss_mb": held / 1e6, **reward.last}
        with path.open("a") as file:
            file.write(json.dumps({**line, "advantages": found["advantages"].tolist()}) + "\n")
        return found

    trainer._generate_and_score_completions = watched


if __name__ == "__main__":
    main()
