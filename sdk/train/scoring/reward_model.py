"""`reward_model`: a scalar reward by a local sequence classifier, one more component beside those of the service.

It stands in the client's place: what the loop asks for is asked of the service, without `reward_model`, and the
classifier's score is added to each result. A classifier that fails is a null, as every fault of ours; a completion that
cannot be judged (no answer, too long) scores 0.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from sdk import Component, Item, ItemResult, ScoreResult, Template
from sdk.train.config.schema import Config, RewardModelConfig
from sdk.train.data.traces import split_completion
from sdk.train.errors import ConfigError, DataError, one_line
from sdk.train.scoring.scorer import Client

NAME = "reward_model"
OPTIONS = {"weight", "optional"}
FOR_EVER_S = 3600.0
Rewards = Mapping[str, float | dict[str, Any]]


class RewardModel(Protocol):
    def components(self, items: Sequence[Item], template: Template, deadline: float) -> list[Component]:
        """One for each item; `timeout` for those not reached by `deadline` (monotonic seconds)."""


class WithRewardModel:
    """A client whose scores have the classifier's among them, where it is asked for."""

    def __init__(self, client: Client, model: RewardModel) -> None:
        self._client, self._model = client, model

    async def score(
        self,
        items: Sequence[Item],
        *,
        rewards: Rewards | None = None,
        template: Template | None = None,
        timeout_s: float | None = None,
    ) -> ScoreResult:
        asked = [_own(one.rewards if one.rewards is not None else rewards) for one in items]
        others = [_without(one) for one in items]
        service = self._client.score(
            others, rewards=None if rewards is None else _rest(rewards), template=template, timeout_s=timeout_s
        )
        judged = [item for item, options in zip(items, asked, strict=True) if options is not None]
        if not judged:
            return await service
        deadline = time.monotonic() + (timeout_s or FOR_EVER_S)
        judging = asyncio.to_thread(self._model.components, judged, template or Template(), deadline)
        result, components = await asyncio.gather(service, judging)
        rest = iter(components)
        added = [
            one if options is None else _with(one, next(rest), options)
            for one, options in zip(result.items, asked, strict=True)
        ]
        return ScoreResult(added, [one.reward for one in added], result.version, result.seconds)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        await self._client.wait_until_ready(timeout_s)

    async def aclose(self) -> None:
        await self._client.aclose()


def _own(rewards: Rewards | None) -> dict[str, Any] | None:
    """The classifier's options, None where it is not asked for."""
    asked = (rewards or {}).get(NAME)
    return dict(asked) if isinstance(asked, Mapping) else None if asked is None else {"weight": asked}


def _without(item: Item) -> Item:
    return item if item.rewards is None else item.model_copy(update={"rewards": _rest(item.rewards)})


def _rest(rewards: Rewards) -> dict[str, float | dict[str, Any]]:
    return {name: options for name, options in rewards.items() if name != NAME}


def _with(result: ItemResult, component: Component, options: Mapping[str, Any]) -> ItemResult:
    """As the service combines: a null that counts makes the sum null."""
    weight, reward = options.get("weight", 1.0), result.reward
    if weight and component.score is not None and reward is not None:
        reward += weight * component.score
    elif weight and component.score is None and not options.get("optional", False):
        reward = None
    return result.model_copy(update={"reward": reward, "components": {**result.components, NAME: component}})


@dataclass
class Classifier:
    """`AutoModelForSequenceClassification` with one output."""

    model: Any
    tokenizer: Any
    config: RewardModelConfig

    def components(self, items: Sequence[Item], template: Template, deadline: float) -> list[Component]:
        texts = [self._text(item, item.template or template) for item in items]
        found = {at: text for at, text in enumerate(texts) if isinstance(text, Component)}
        ids = {at: self._ids(text) for at, text in enumerate(texts) if isinstance(text, str)}
        longest = self._longest()
        found |= {at: _nothing(f"{len(one)} tokens are too long") for at, one in ids.items() if len(one) > longest}
        open_ = sorted(ids.keys() - found.keys(), key=lambda at: len(ids[at]))  # alike in length: little padding
        for start in range(0, len(open_), self.config.batch_size):
            part = open_[start : start + self.config.batch_size]
            found |= dict(zip(part, self._batch([ids[at] for at in part], deadline), strict=True))
        return [found[at] for at in range(len(items))]

    def _text(self, item: Item, template: Template) -> str | Component:
        """What the classifier reads: the question and what is judged, by its chat template where it has one."""
        completion = item.completion if isinstance(item.completion, str) else str(item.completion[-1].content)
        if self.config.judged == "answer":
            parts = split_completion(completion, template)
            if parts is None or not parts[1]:
                return _nothing("no answer in the template")
            completion = parts[1]
        prompt = item.prompt if isinstance(item.prompt, str) else ""
        if not getattr(self.tokenizer, "chat_template", None):
            return f"{prompt}\n\n{completion}"
        turns = [{"role": "user", "content": prompt}, {"role": "assistant", "content": completion}]
        text: str = self.tokenizer.apply_chat_template(turns, tokenize=False)
        return text

    def _ids(self, text: str) -> list[int]:
        return list(self.tokenizer(text)["input_ids"])

    def _longest(self) -> int:
        return min(self.config.max_tokens, getattr(self.model.config, "max_position_embeddings", None) or 2**62)

    def _batch(self, rows: Sequence[list[int]], deadline: float) -> list[Component]:
        if time.monotonic() >= deadline:
            late = Component(score=None, status="timeout", reason="the deadline passed before the classifier was run")
            return [late] * len(rows)
        started = time.perf_counter()
        try:
            outputs = self._outputs(rows)
        except Exception as error:  # out of memory, say: ours, and null
            failed = Component(score=None, status="error", reason=f"the classifier failed: {one_line(error)}")
            return [failed] * len(rows)
        seconds = (time.perf_counter() - started) / len(rows)
        return [self._squashed(one, seconds) for one in outputs]

    @torch.no_grad()
    def _outputs(self, rows: Sequence[list[int]]) -> list[float]:
        width, pad = max(map(len, rows)), self.model.config.pad_token_id
        ids_B_S = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=self.model.device)
        lengths_B = torch.tensor([len(row) for row in rows], device=self.model.device)
        mask_B_S = torch.arange(width, device=self.model.device) < lengths_B[:, None]
        logits_B_1 = self.model(input_ids=ids_B_S, attention_mask=mask_B_S.long()).logits
        return [float(one) for one in logits_B_1[:, 0]]

    def _squashed(self, output: float, seconds: float) -> Component:
        if not math.isfinite(output):
            return Component(score=None, status="error", reason=f"the classifier's output is {output}")
        score = output if self.config.squash == "none" else float(torch.tensor(output / self.config.scale).sigmoid())
        return Component(score=score, status="ok", reason=f"output {output:.4g}", seconds=round(seconds, 6))


def _nothing(why: str) -> Component:
    return Component(score=0.0, status="ok", reason=f"nothing to judge: {why}")


def load_classifier(config: RewardModelConfig) -> Classifier:
    """Raises DataError where nothing can be loaded, ConfigError where it is no scalar reward model."""
    name = config.name_or_path
    try:
        model = AutoModelForSequenceClassification.from_pretrained(name).to(config.device).eval()
        tokenizer = AutoTokenizer.from_pretrained(name)
    except (OSError, ValueError, RuntimeError) as error:
        raise DataError(f"reward_model.name_or_path={name}: {one_line(error)}") from None
    if model.config.num_labels != 1:
        raise ConfigError(f"reward_model.name_or_path={name} has {model.config.num_labels} outputs: a reward has one")
    if model.config.pad_token_id is None:
        pad = tokenizer.pad_token_id
        model.config.pad_token_id = pad if pad is not None else tokenizer.eos_token_id
    return Classifier(model, tokenizer, config)


def with_reward_model(client: Client, config: Config, asked: Sequence[Rewards]) -> Client:
    """The client, or one that adds the classifier's scores where `reward_model` is among the rewards of some stage."""
    options = [own for rewards in asked if (own := _own(rewards)) is not None]
    if not options:
        return client
    unknown = {name for one in options for name in one} - OPTIONS
    if unknown:
        raise ConfigError(f"reward_model has no option {sorted(unknown)[0]!r}: there is {', '.join(sorted(OPTIONS))}")
    if config.reward_model.name_or_path is None:
        raise ConfigError("reward_model is among the rewards: set reward_model.name_or_path to a sequence classifier")
    return WithRewardModel(client, load_classifier(config.reward_model))
