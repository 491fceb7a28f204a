"""A classifier's score beside those of the service: batched, squashed, and null where it is our fault."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.results import ScoreResult
from sdk.schema import Component, Item, ItemResult, Template
from sdk.train.config.load import build
from sdk.train.config.schema import RewardModelConfig
from sdk.train.errors import ConfigError, DataError
from sdk.train.scoring.reward_model import Classifier, WithRewardModel, load_classifier, with_reward_model

FAR = math.inf
ITEMS = [
    Item(prompt=f"What is {number}+2?", completion=f"<think>so</think><answer>{'very ' * number}{number + 2}</answer>")
    for number in range(9)
]


@pytest.fixture(scope="module")
def folder(tokenizer: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier of a few thousand weights, at random."""
    return save(tmp_path_factory.mktemp("classifier"), tokenizer, outputs=1)


def save(folder: Path, tokenizer: Any, outputs: int) -> Path:
    from transformers import LlamaConfig, LlamaForSequenceClassification

    torch.manual_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
    ends = {"pad_token_id": tokenizer.pad_token_id, "bos_token_id": None, "eos_token_id": tokenizer.eos_token_id}
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        num_labels=outputs,
        initializer_range=0.5,
        max_position_embeddings=512,
        **shape,
        **ends,
    )
    LlamaForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def classifier(folder: Path, **settings: Any) -> Classifier:
    return load_classifier(RewardModelConfig(name_or_path=str(folder), **settings))


def scores(model: Classifier, items: Sequence[Item]) -> list[float | None]:
    return [one.score for one in model.components(items, Template(), FAR)]


def test_batches_give_what_each_by_itself_gives_in_order(folder: Path) -> None:
    together = scores(classifier(folder, batch_size=4), ITEMS)
    alone = [scores(classifier(folder), [item])[0] for item in ITEMS]
    assert together == pytest.approx(alone, abs=1e-6)
    assert len(set(together)) == len(ITEMS)


def test_sigmoid_squashes_and_scale_flattens(folder: Path) -> None:
    raw, squashed, flat = (
        scores(classifier(folder, **settings), ITEMS) for settings in ({"squash": "none"}, {}, {"scale": 10.0})
    )
    for one, score, flatter in zip(raw, squashed, flat, strict=True):
        assert one is not None
        assert score == pytest.approx(1 / (1 + math.exp(-one)), abs=1e-6)
        assert flatter == pytest.approx(1 / (1 + math.exp(-one / 10)), abs=1e-6)


def test_the_answer_alone_is_judged_unless_the_whole_is_asked_for(folder: Path) -> None:
    first = Item(prompt="q", completion="<think>one</think><answer>5</answer>")
    second = first.model_copy(update={"completion": "<think>two</think><answer>5</answer>"})
    same = scores(classifier(folder), [first, second])
    assert same[0] == same[1]
    whole = scores(classifier(folder, judged="completion"), [first, second])
    assert whole[0] != whole[1]


def test_what_cannot_be_judged_is_the_model_s_and_0(folder: Path) -> None:
    bare, long = (
        Item(prompt="q", completion="no answer"),
        Item(prompt="q", completion=f"<think>a</think><answer>{'9 ' * 600}</answer>"),
    )
    for item in (bare, long):
        (found,) = classifier(folder).components([item], Template(), FAR)
        assert (found.score, found.status) == (0.0, "ok")
        assert "nothing to judge" in found.reason


def test_a_classifier_that_fails_or_comes_late_is_null(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = classifier(folder)
    late = model.components(ITEMS[:2], Template(), deadline=0.0)
    assert [(one.score, one.status) for one in late] == [(None, "timeout")] * 2
    with torch.no_grad():
        model.model.score.weight.fill_(math.nan)
    assert [(one.score, one.status) for one in model.components(ITEMS[:2], Template(), FAR)] == [(None, "error")] * 2

    def out_of_memory(**_: Any) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(
        model,
        "model",
        type(
            "Broken", (), {"config": model.model.config, "device": "cpu", "__call__": lambda self, **_: out_of_memory()}
        )(),
    )
    (failed,) = model.components(ITEMS[:1], Template(), FAR)
    assert (failed.score, failed.status) == (None, "error")
    assert "out of memory" in failed.reason


class Service:
    """Gives each item 1, or null; notes which rewards reached it."""

    def __init__(self, reward: float | None = 1.0) -> None:
        self.reward, self.asked = reward, list[Any]()

    async def score(self, items: Iterable[Item], *, rewards: Any = None, **_: Any) -> ScoreResult:
        items = list(items)
        self.asked += [rewards, *(item.rewards for item in items)]
        part = {"accuracy": Component(score=self.reward, status="ok" if self.reward else "error", reason="")}
        results = [ItemResult(reward=self.reward, components=part) for _ in items]
        return ScoreResult(results, [one.reward for one in results], "v", 0.0)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        return

    async def aclose(self) -> None:
        return


class Fixed:
    def __init__(self, score: float | None) -> None:
        self.score = score

    def components(self, items: Sequence[Item], template: Template, deadline: float) -> list[Component]:
        return [Component(score=self.score, status="error" if self.score is None else "ok", reason="")] * len(items)


@pytest.mark.parametrize(
    ("options", "score", "service", "reward"),
    [
        (0.5, 0.8, 1.0, 1.4),
        ({"weight": 2}, 0.8, 1.0, 2.6),
        ({}, 0.5, 1.0, 1.5),
        (1.0, None, 1.0, None),
        ({"optional": True}, None, 1.0, 1.0),
        (0, None, 1.0, 1.0),
        (0, 0.8, 1.0, 1.0),
        (1.0, 0.8, None, None),
    ],
)
def test_it_counts_as_a_component_of_the_service_would(options: Any, score: Any, service: Any, reward: Any) -> None:
    client = Service(service)
    both = WithRewardModel(client, Fixed(score))
    result = asyncio.run(both.score(ITEMS[:1], rewards={"accuracy": 1.0, "reward_model": options}))
    assert result.rewards == [pytest.approx(reward) if reward is not None else None]
    assert set(result.items[0].components) == {"accuracy", "reward_model"}
    assert client.asked == [{"accuracy": 1.0}, None], "the service never hears of it"


def test_an_item_s_own_rewards_decide_for_it() -> None:
    own = ITEMS[0].model_copy(update={"rewards": {"accuracy": 1.0, "reward_model": 1.0}})
    client = Service()
    result = asyncio.run(WithRewardModel(client, Fixed(0.5)).score([own, ITEMS[1]], rewards={"accuracy": 1.0}))
    assert result.rewards == [1.5, 1.0]
    assert client.asked == [{"accuracy": 1.0}, {"accuracy": 1.0}, None]
    plain = asyncio.run(WithRewardModel(Service(), Fixed(0.5)).score(ITEMS[:2], rewards={"accuracy": 1.0}))
    assert plain.rewards == [1.0, 1.0]


def test_what_is_wrong_with_its_configuration_is_said(folder: Path, tokenizer: Any, tmp_path: Path) -> None:
    asked = [{"accuracy": 1.0, "reward_model": 0.5}]
    with pytest.raises(ConfigError, match=r"set reward_model\.name_or_path"):
        with_reward_model(Service(), build({}), asked)
    configured = build({"reward_model": {"name_or_path": str(folder)}})
    with pytest.raises(ConfigError, match="no option 'gate'"):
        with_reward_model(Service(), configured, [{"reward_model": {"gate": "accuracy"}}])
    assert isinstance(with_reward_model(Service(), configured, asked), WithRewardModel)
    assert isinstance(with_reward_model(Service(), configured, [{"accuracy": 1.0}]), Service)
    with pytest.raises(DataError, match="nowhere"):
        with_reward_model(Service(), build({"reward_model": {"name_or_path": str(tmp_path / "nowhere")}}), asked)
    two = save(tmp_path / "two", tokenizer, outputs=2)
    with pytest.raises(ConfigError, match="has 2 outputs"):
        with_reward_model(Service(), build({"reward_model": {"name_or_path": str(two)}}), asked)


def test_a_run_learns_with_it(folder: Path, tmp_path: Path) -> None:

    from sdk.data.rows import read_journal
    from sdk.train.launch.whole_run import train
    from sdk.train.report.display import silent

    settings = {
        "output_dir": str(tmp_path / "run"), "threads": 1, "steps": 2, "model": {"hidden_size": 32, "vocab_size": 400},
        "rollout": {"prompts_per_step": 2, "group_size": 4, "max_new_tokens": 8}, "eval": {"problems": 2},
        "reward": {"rewards": {"accuracy": 1.0, "reward_model": 0.5}},
        "reward_model": {"name_or_path": str(folder), "judged": "completion"},
    }  # fmt: skip
    assert train(build(settings), Service(), silent())
    steps = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert all(0 < one["reward/reward_model"] < 1 for one in steps)
    assert all(one["reward"] == pytest.approx(1 + 0.5 * one["reward/reward_model"]) for one in steps)
    assert any(one["reward_std"] > 0 for one in steps), "it tells completions apart where the service does not"
