"""Adapters: they alone learn, the model without them is the reference, and what leaves the run is a plain model."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from torch import Tensor
from transformers import AutoModelForCausalLM

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.config.schema import Config, ModelConfig
from sdk.train.errors import ConfigError, DataError
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.launch.whole_run import train
from sdk.train.model import lora
from sdk.train.model.policy import Policy, load_policy
from sdk.train.model.reference import reference_of
from sdk.train.model.rows import Rows
from sdk.train.run.checkpoint import complete
from tests.sdk.train.engine_server import Served, listening

ROWS = Rows([[5, 6, 7, 8], [9, 10]], [[11, 12, 13], [14], [15, 16, 17, 18, 19]], [0, 0, 1])
LORA = {"rank": 2, "alpha": 4.0}
CPU = torch.device("cpu")


@pytest.fixture
def base(make_policy: Callable[..., Policy], tmp_path: Path) -> Path:
    make_policy().save(tmp_path / "base")
    return tmp_path / "base"


def adapted(base: Path, **settings: Any) -> Policy:
    return load_policy(str(base), ModelConfig(dtype="float64", lora=LORA, **settings), CPU)


def moved(policy: Policy) -> Policy:
    """Adapters that do something."""
    torch.manual_seed(1)
    with torch.no_grad():
        for one in policy.model.parameters():
            if one.requires_grad:
                one.add_(0.1 * torch.randn_like(one))
    return policy


def gradient(policy: Policy) -> dict[str, Tensor]:
    policy.logprobs(ROWS).sum().backward()  # type: ignore[no-untyped-call]
    return {name: one.grad for name, one in policy.model.named_parameters() if one.grad is not None}


def close(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.allclose(one[name], other[name], 1e-5, 1e-6) for name in one)


def test_new_adapters_change_nothing_and_can_be_switched_off(base: Path) -> None:
    plain = load_policy(str(base), ModelConfig(dtype="float64"), CPU).logprobs(ROWS)
    policy = adapted(base)
    assert torch.equal(policy.logprobs(ROWS), plain)
    moved(policy)
    assert not torch.allclose(policy.logprobs(ROWS), plain, atol=1e-3)
    assert torch.equal(reference_of(policy).logprobs(ROWS), plain)
    assert not torch.allclose(policy.logprobs(ROWS), plain, atol=1e-3), "they are on again"


def test_they_alone_have_gradients_the_same_by_every_way_to_compute(base: Path) -> None:
    """The prompt once a group, plain padded rows, and activations computed again."""
    shared = gradient(moved(adapted(base)))
    assert shared
    assert all(".lora_" in name for name in shared)
    assert len(lora.layers(adapted(base).model)) == 14, "the 7 linear layers of both blocks, and not the head"
    assert close(shared, gradient(moved(adapted(base, shared_prefix=False))))
    assert close(shared, gradient(moved(adapted(base, gradient_checkpointing=True))))


def test_a_merged_model_computes_the_same_and_is_plain(base: Path, tmp_path: Path) -> None:
    policy = moved(adapted(base))
    policy.save(tmp_path / "merged", merged=True)
    merged = load_policy(str(tmp_path / "merged"), ModelConfig(dtype="float64"), CPU)
    assert not lora.layers(merged.model)
    assert torch.allclose(merged.logprobs(ROWS), policy.logprobs(ROWS), atol=1e-12)
    assert policy.logprobs(ROWS).requires_grad, "the one in training stays as it was"


def test_saved_adapters_are_read_by_peft_and_by_us(base: Path, tmp_path: Path) -> None:
    policy = moved(adapted(base))
    policy.save(tmp_path / "adapters")
    assert {one.name for one in (tmp_path / "adapters").glob("*.safetensors")} == {lora.WEIGHTS}
    ours = load_policy(str(tmp_path / "adapters"), ModelConfig(dtype="float64"), CPU)
    assert torch.equal(ours.logprobs(ROWS), policy.logprobs(ROWS))
    plain = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float64)
    theirs = PeftModel.from_pretrained(plain, tmp_path / "adapters")
    ids = torch.tensor([ROWS.prompts[1] + ROWS.completions[2]])
    logprobs = theirs(ids).logits[0, 1:-1].log_softmax(-1).gather(1, ids[0, 2:, None])[:, 0]
    assert torch.allclose(logprobs, policy.logprobs(ROWS)[2], atol=1e-10)


def test_only_the_layers_named_are_adapted(base: Path) -> None:
    config = ModelConfig(lora={"rank": 2, "targets": ["q_proj", "v_proj"]})
    assert len(lora.layers(load_policy(str(base), config, CPU).model)) == 4
    for targets, message in ((["nothing"], "model.lora.targets: .*nothing"), (["lm_head"], "names the head")):
        with pytest.raises(ConfigError, match=message):
            load_policy(str(base), ModelConfig(lora={"rank": 2, "targets": targets}), CPU)


def test_adapters_of_another_model_are_refused(base: Path, tmp_path: Path, make_policy: Callable[..., Policy]) -> None:
    policy = adapted(base)
    make_policy(layers=1).save(tmp_path / "other")
    policy.model.name_or_path = str(tmp_path / "other")
    policy.save(tmp_path / "adapters")
    with pytest.raises(DataError, match=r"do not fit .*other: .*layers\.1\."):
        load_policy(str(tmp_path / "adapters"), ModelConfig(), CPU)


def settings(base: Path, folder: Path, **more: Any) -> Config:
    return build(
        {
            "output_dir": str(folder),
            "threads": 1,
            "steps": 4,
            "problems": {"template": "{question}"},
            "model": {"name_or_path": str(base), "lora": LORA},
            "rollout": {"prompts_per_step": 2, "group_size": 3, "max_new_tokens": 6},
            "grpo": {"beta": 0.05},
            "eval": {"problems": 2, "every": 4},
            "checkpoint": {"every": 2},
            "optimizer": {"learning_rate": 1e-2},
            **more,
        }
    )


def test_a_run_goes_on_bit_for_bit_and_publishes_a_merged_model(base: Path, tmp_path: Path, length_client: Any) -> None:
    class Stopping(length_client):  # type: ignore[misc]
        def _one(self, item: Any) -> Any:
            if self.scored == 2 + 2 * 6:  # the first evaluation, two steps
                os.kill(os.getpid(), signal.SIGTERM)
            return super()._one(item)

    assert train(settings(base, tmp_path / "whole"), length_client())
    assert not train(settings(base, tmp_path / "parts"), Stopping())
    assert train(settings(base, tmp_path / "parts"), length_client())
    whole, parts = (load_file(last(tmp_path / name) / lora.WEIGHTS) for name in ("whole", "parts"))
    assert all(torch.equal(one, parts[name]) for name, one in whole.items())
    assert all(bool(one.any()) for one in whole.values()), "every adapter has moved"
    assert steps(tmp_path / "whole") == steps(tmp_path / "parts")
    assert max(one["kl"] for one in steps(tmp_path / "whole")) > 1e-6

    published = load_file(tmp_path / "whole" / "stages" / "00-reasoning_rl" / "model" / "model.safetensors")
    before = load_file(base / "model.safetensors")
    changed = {name for name, one in published.items() if not torch.equal(one, before[name])}
    assert published.keys() == before.keys()
    assert changed == {name for name in before if name.endswith("_proj.weight")}


def last(folder: Path) -> Path:
    return complete(folder / "checkpoints")[-1] / "model"


def steps(folder: Path) -> list[dict[str, Any]]:
    records = [one for one in read_journal(folder / "metrics.jsonl") if one["kind"] == "step"]
    return [{name: one[name] for name in one if "second" not in name and "_per_s" not in name} for one in records]


def test_a_server_samples_with_the_merged_weights(base: Path, tmp_path: Path, length_client: Any) -> None:
    served = Served(base)
    with listening(served) as url:
        engine = {"kind": "sglang", "url": url}
        assert train(settings(base, tmp_path / "run", engine=engine, steps=2), length_client())
    assert all(one["logprob_gap_max"] < 1e-5 for one in steps(tmp_path / "run"))
    published = load_file(tmp_path / "run" / "stages" / "00-reasoning_rl" / "model" / "model.safetensors")
    held = served.model.state_dict()
    assert all(torch.equal(held[name], one) for name, one in published.items())


def test_settings_that_contradict_are_said_at_the_start(base: Path, tmp_path: Path, sum_client: Any) -> None:
    with pytest.raises(ConfigError, match="no reference_every"):
        planned_stages(settings(base, tmp_path, grpo={"reference_every": 5}))
    with pytest.raises(ConfigError, match="give the stage a start_from too"):
        planned_stages(build({"stages": [{"reasoning_rl": {"model.lora.rank": 4}}]}))
    with pytest.raises(ConfigError, match=r"model\.lora needs a model to adapt"):
        train(build({"output_dir": str(tmp_path / "run"), "model": {"lora": {"rank": 4}}}), sum_client())
