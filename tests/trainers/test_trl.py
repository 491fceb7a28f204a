"""TRL's real trainer on a tiny model: the advantages of a group with a null. `scripts/check trainers` installs TRL."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

trl = pytest.importorskip("trl", reason="TRL is not installed here: scripts/check trainers")

from datasets import Dataset  # noqa: E402

from sdk.integrations.trl import TRLReward, component_functions  # noqa: E402
from tests.trainers.service import ADVANTAGES, service  # noqa: E402
from tests.trainers.tiny import tiny  # noqa: E402


def trainer(functions: Any, folder: Path, **options: Any) -> Any:
    model, fast = tiny()
    settings = trl.GRPOConfig(
        output_dir=str(folder), per_device_train_batch_size=4, num_generations=4, max_completion_length=4, max_steps=1,
        report_to=[], use_cpu=True, save_strategy="no", logging_steps=1, bf16=False, **options,
    )  # fmt: skip
    rows = Dataset.from_list([{"prompt": "two plus three", "answer": 5}] * 4)
    return trl.GRPOTrainer(model, reward_funcs=functions, args=settings, train_dataset=rows, processing_class=fast)


def advantages(made: Any) -> list[float]:
    """What the trainer's own step hands to its loss."""
    seen: list[Any] = []
    inner = made._generate_and_score_completions

    def watched(inputs: Any) -> Any:
        found = inner(inputs)
        seen.append(found["advantages"])
        return found

    made._generate_and_score_completions = watched
    # TRL 1.15's chunked log-probabilities need a GPU; the loss is none of what is tested here.
    made.compute_loss = lambda model, *_, **__: 0.0 * sum(one.sum() for one in model.parameters())
    made.train()
    return [float(one) for one in seen[0]]


def test_a_null_is_left_out_of_its_group_by_one_function(tmp_path: Path) -> None:
    with service() as url:
        made = trainer(TRLReward(url=url), tmp_path)
        assert advantages(made) == pytest.approx(ADVANTAGES, abs=1e-3)
        logged = made.state.log_history[0]
    assert logged["assay/nulls"] == 0.25
    assert logged["assay/accuracy"] == pytest.approx(2 / 3)


def test_a_null_is_left_out_of_its_group_by_one_function_a_component(tmp_path: Path) -> None:
    with service() as url:
        functions = component_functions("accuracy", "format", url=url)
        made = trainer(functions, tmp_path, reward_weights=[1.0, 0.1])
        assert advantages(made) == pytest.approx(ADVANTAGES, abs=1e-3)


def test_a_function_that_was_pickled_gives_the_same(tmp_path: Path) -> None:
    with service() as url:
        reward = pickle.loads(pickle.dumps(TRLReward(url=url)))
        assert advantages(trainer(reward, tmp_path)) == pytest.approx(ADVANTAGES, abs=1e-3)
