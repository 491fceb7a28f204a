"""What TRL's `DPOTrainer` and `KTOTrainer` say the loss and its gradient are, for `test_trl_preference_losses.py`.

Runs in TRL's own environment, as `train_trl_losses.py` beside it, whose small model and way it shares: the trainers are
real ones, and only their forward pass is exchanged for log-probabilities of our own in float64.

    .venv-peers-train/bin/python benchmarks/train_preference_losses.py FILE.json
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
import trl  # type: ignore[import-not-found, unused-ignore]
from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from train_trl_losses import ROWS, TOKENS, draw_inputs, make_model  # type: ignore[import-not-found, unused-ignore]

BETAS = (0.1, 0.5)
PAIR_LOSSES = ("sigmoid", "apo_zero", "apo_down")
WEIGHTS = ((1.0, 1.0), (1.33, 0.75))
"""Of what is desirable and what is not."""
LABELS = [True, False, True, False, False, True]


def main(path: Path) -> None:
    torch.manual_seed(0)
    inputs = {name: one for name, one in draw_inputs().items() if name in ("logprobs", "reference_logprobs", "mask")}
    inputs["mismatched"] = 0.8 * torch.randn(ROWS, TOKENS, dtype=torch.float64) + 0.1
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = make_model(folder)
        pairs = [pair_case(folder, tokenizer, name, beta, inputs) for name in PAIR_LOSSES for beta in BETAS]
        alone = [kto_case(folder, tokenizer, beta, weights, inputs) for beta in BETAS for weights in WEIGHTS]
        below = {**inputs, "mismatched": -inputs["mismatched"].abs()}  # an estimate below 0 counts as 0
        alone.append({**kto_case(folder, tokenizer, 0.1, (1.0, 1.0), below), "negative": True})
    listed = {name: one.tolist() for name, one in inputs.items()}
    content = {"trl": trl.__version__, "inputs": listed, "labels": LABELS, "pairs": pairs, "kto": alone}
    path.write_text(json.dumps(content) + "\n")


def pair_case(folder: str, tokenizer: Any, name: str, beta: float, inputs: dict[str, torch.Tensor]) -> dict[str, Any]:
    """The first half of the rows is chosen, the second rejected."""
    data = Dataset.from_dict({"prompt": ["t3"] * 3, "chosen": ["t4"] * 3, "rejected": ["t5"] * 3})
    config = trl.DPOConfig(output_dir=folder, beta=beta, loss_type=[name], **plain())
    trainer = trl.DPOTrainer(model=f"{folder}/model", args=config, train_dataset=data, processing_class=tokenizer)
    trainer.precompute_ref_logps = True
    chosen, rejected = (inputs["reference_logprobs"] * inputs["mask"]).sum(1).chunk(2)
    given = {"ref_chosen_logps": chosen, "ref_rejected_logps": rejected, **ids(inputs["mask"])}
    return {"name": name, "beta": beta, **measured(trainer, given, inputs)}


def kto_case(
    folder: str, tokenizer: Any, beta: float, weights: tuple[float, float], inputs: dict[str, torch.Tensor]
) -> dict[str, Any]:
    """`mismatched` holds log ratios; as TRL wants log-probabilities, they are the policy's against a reference at 0."""
    data = Dataset.from_dict({"prompt": ["t3"] * ROWS, "completion": ["t4"] * ROWS, "label": LABELS})
    desirable, undesirable = weights
    config = trl.KTOConfig(
        output_dir=folder, beta=beta, desirable_weight=desirable, undesirable_weight=undesirable, **plain()
    )
    trainer = trl.KTOTrainer(model=f"{folder}/model", args=config, train_dataset=data, processing_class=tokenizer)
    trainer.precompute_ref_logps = True
    own = ids(inputs["mask"])
    given = {
        **own, **{f"KL_{name}": one for name, one in own.items()}, "label": torch.tensor(LABELS),
        "ref_logps": (inputs["reference_logprobs"] * inputs["mask"]).sum(1),
        "ref_KL_logps": torch.zeros(ROWS, dtype=torch.float64),
    }  # fmt: skip
    mismatched = inputs["mismatched"] * inputs["mask"]
    return {"beta": beta, "weights": weights, **measured(trainer, given, inputs, [mismatched])}


def plain() -> dict[str, Any]:
    return {"per_device_train_batch_size": ROWS, "bf16": False, "use_cpu": True, "report_to": []}


def ids(mask: torch.Tensor) -> dict[str, torch.Tensor]:
    """One token of a prompt before each completion."""
    first = torch.ones(ROWS, 1)
    return {
        "input_ids": torch.full((ROWS, TOKENS + 1), 4),
        "attention_mask": torch.cat([first, mask], 1).long(),
        "completion_mask": torch.cat([0 * first, mask], 1).long(),
    }


def measured(
    trainer: Any, given: dict[str, Any], inputs: dict[str, torch.Tensor], before: list[torch.Tensor] | None = None
) -> dict[str, Any]:
    """`before`: log-probabilities of passes before the one with a gradient."""
    logprobs = inputs["logprobs"].clone().requires_grad_()
    passes = [*(before or []), logprobs * inputs["mask"]]
    trainer.model.eval()
    loss = trainer._compute_loss(forward(passes), given, False)
    loss.backward()
    assert not passes, "the trainer has made other passes than was thought"
    assert logprobs.grad is not None
    return {"loss": loss.item(), "gradient": logprobs.grad.tolist()}


def forward(passes: list[torch.Tensor]) -> Callable[..., Any]:
    """In place of the model: the next of these log-probabilities, and figures that only metrics are made of."""

    def model(**_: Any) -> Any:
        logprobs = passes.pop(0)
        nothing = torch.zeros_like(logprobs.detach())
        return SimpleNamespace(log_probs=logprobs, entropy=nothing, mean_logits=nothing, is_top1=nothing.bool())

    return model


if __name__ == "__main__":
    main(Path(sys.argv[1]))
