"""What TRL's `GRPOTrainer` says the loss and its gradient are, for `test_trl_losses.py`.

Runs in an environment of TRL's own, and writes the numbers that the test compares with:

    python3 -m venv .venv-peers-train && .venv-peers-train/bin/pip install trl==1.16.0 torch
    .venv-peers-train/bin/python benchmarks/train_trl_losses.py tests/sdk/train/trainer/methods/data/trl_losses.json

The trainer is a real one; only its forward pass is exchanged for log-probabilities of our own in float64, so that what
is compared is the loss and nothing else.
"""

from __future__ import annotations

import itertools
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
import trl  # type: ignore[import-not-found, unused-ignore]
from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

ROWS, TOKENS, MAX_TOKENS = 6, 7, 12
LENGTHS = [7, 3, 1, 6, 7, 2]
LOSSES: dict[str, dict[str, Any]] = {
    "grpo": {"loss_type": "grpo"},
    "clip_higher": {"loss_type": "grpo", "epsilon_high": 0.28},
    "two_sided": {"loss_type": "grpo", "delta": 1.4},
    "dapo": {"loss_type": "dapo", "epsilon_high": 0.28},
    "dr_grpo": {"loss_type": "dr_grpo"},
    "gspo": {"loss_type": "grpo", "importance_sampling_level": "sequence", "epsilon": 0.1},
    "cispo": {"loss_type": "cispo", "epsilon_high": 1.25},
    "bnpo": {"loss_type": "bnpo"},
    "token_correction": {"loss_type": "dapo"},
    "sequence_correction": {"loss_type": "grpo"},
}
"""In TRL's words. Its CISPO gives the greatest ratio itself, not what it exceeds 1 by."""
CAP = 1.2
"""Of the correction for an engine that samples by other log-probabilities."""


def main(path: Path) -> None:
    torch.manual_seed(0)
    inputs = draw_inputs()
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for (name, settings), beta, by_ratio in itertools.product(LOSSES.items(), (0.0, 0.04), (False, True)):
            if by_ratio and not beta:
                continue
            trainer = make_trainer(folder, beta=beta, use_bias_correction_kl=by_ratio, **settings)
            correction = correction_of(name, inputs)
            numbers = measured(trainer, inputs, beta, correction)
            cases.append({"name": name, "beta": beta, "kl_by_ratio": by_ratio, **numbers})
    listed = {name: tensor.tolist() for name, tensor in inputs.items()}
    content = {"trl": trl.__version__, "max_tokens": MAX_TOKENS, "cap": CAP, "inputs": listed, "cases": cases}
    path.write_text(json.dumps(content) + "\n")


def draw_inputs() -> dict[str, torch.Tensor]:
    """Ratios on both sides of every clip, and a reference and an engine that differ."""
    logprobs = -2 * torch.rand(ROWS, TOKENS, dtype=torch.float64)
    inputs = {
        "logprobs": logprobs,
        "old_logprobs": logprobs + 0.4 * torch.randn(ROWS, TOKENS, dtype=torch.float64),
        "reference_logprobs": logprobs + 0.5 * torch.randn(ROWS, TOKENS, dtype=torch.float64),
        "advantages": torch.tensor([1.2, -0.7, 0.0, -1.5, 0.4, 2.0], dtype=torch.float64),
        "mask": (torch.arange(TOKENS) < torch.tensor(LENGTHS)[:, None]).double(),
    }
    return {**inputs, "rollout_logprobs": inputs["old_logprobs"] + 0.3 * torch.randn(ROWS, TOKENS, dtype=torch.float64)}


def correction_of(name: str, inputs: dict[str, torch.Tensor]) -> torch.Tensor | None:
    """`importance_sampling_ratio`, which the trainer hands to its loss after sampling by vLLM; None without."""
    gaps = (inputs["old_logprobs"] - inputs["rollout_logprobs"]) * inputs["mask"]
    if name == "token_correction":  # its mode token_truncate
        return gaps.exp().clamp(max=CAP)
    if name == "sequence_correction":  # its mode sequence_mask
        ratio = gaps.sum(1, keepdim=True).exp()
        return ratio.masked_fill(ratio > CAP, 0.0)
    return None


def make_model(folder: str) -> Any:
    """A small model in the folder `model` of this one, for the trainers load theirs from a path; its tokenizer."""
    vocabulary = {f"t{number}": number for number in range(16)}
    base = Tokenizer(models.WordLevel(vocabulary, unk_token="t2"))
    base.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=base, pad_token="t0", eos_token="t1")
    shape = LlamaConfig(
        vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1,
        pad_token_id=0, eos_token_id=1, bos_token_id=None,
    )  # fmt: skip
    LlamaForCausalLM(shape).save_pretrained(f"{folder}/model")
    return tokenizer


def make_trainer(folder: str, **settings: Any) -> Any:
    tokenizer = make_model(folder)
    config = trl.GRPOConfig(
        output_dir=folder, per_device_train_batch_size=ROWS, num_generations=ROWS, bf16=False, use_cpu=True,
        max_completion_length=MAX_TOKENS, report_to=[], **settings,
    )  # fmt: skip
    return trl.GRPOTrainer(
        model=f"{folder}/model", reward_funcs=lambda completions, **_: [0.0 for _ in completions], args=config,
        train_dataset=Dataset.from_dict({"prompt": ["t3"] * ROWS}), processing_class=tokenizer,
    )  # fmt: skip


def measured(
    trainer: Any, inputs: dict[str, torch.Tensor], beta: float, correction: torch.Tensor | None
) -> dict[str, Any]:
    logprobs = inputs["logprobs"].clone().requires_grad_()
    trainer._get_per_token_logps_and_entropies = lambda *_, **__: (logprobs, torch.zeros_like(logprobs), None)
    trainer.model.eval()
    batch = {
        "prompt_ids": torch.full((ROWS, 1), 3),
        "prompt_mask": torch.ones(ROWS, 1, dtype=torch.long),
        "completion_ids": torch.full((ROWS, TOKENS), 4),
        "completion_mask": inputs["mask"],
        "advantages": inputs["advantages"],
        "old_per_token_logps": inputs["old_logprobs"],
        "num_items_in_batch": inputs["mask"].sum(),
    }
    if beta:
        batch["ref_per_token_logps"] = inputs["reference_logprobs"]
    if correction is not None:
        trainer.use_vllm, trainer.vllm_importance_sampling_correction = True, True
        batch["importance_sampling_ratio"] = correction
    loss = trainer._compute_loss(trainer.model, batch)
    loss.backward()
    assert logprobs.grad is not None
    return {"loss": loss.item(), "gradient": logprobs.grad.tolist()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
