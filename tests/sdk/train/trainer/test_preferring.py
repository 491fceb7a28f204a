"""A step on preferences: laid out once, cut into parts that change nothing, in the right direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from sdk.train.config.load import build
from sdk.train.data.prompts import Prompter
from sdk.train.metrics import Means
from sdk.train.model.policy import Policy
from sdk.train.model.reference import Copy
from sdk.train.scoring.preferred import Example
from sdk.train.scoring.scorer import Scorer
from sdk.train.toy.arithmetic import Arithmetic
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw
from sdk.train.trainer.preferring import as_part, log_ratios, mismatched, preference_step, split, tokens

PAIRS = [
    Example([5, 6, 7], [[8, 9, 10], [11, 12]]),
    Example([5, 6, 7], [[8, 9, 10], [13]]),
    Example([20, 21], [[30, 31], [32, 33, 34, 35]]),
]
LABELS = [
    Example(one.prompt_ids, [ids], good)
    for one in PAIRS
    for ids, good in zip(one.completions, (True, False), strict=True)
]
Make = Callable[..., tuple[Learner, Context]]


@pytest.fixture
def make(make_policy: Callable[..., Policy], sum_client: Any) -> Iterator[Make]:
    scorers = []

    def made(settings: dict[str, Any] | None = None, dtype: str = "float64") -> tuple[Learner, Context]:
        config = build({"optimizer": {"learning_rate": 1e-3}, **(settings or {})})
        policy = make_policy(dtype=dtype)
        scorers.append(Scorer(sum_client(), config.reward))
        sampling, shuffling = (torch.Generator().manual_seed(0) for _ in range(2))
        learner = Learner(policy, sampling, shuffling, adamw(policy, config.optimizer))
        learner.refresh_reference()
        return learner, Context(config, Arithmetic(0, 0.1), Prompter("{question}", policy.tokenizer), scorers[-1])

    yield made
    for one in scorers:
        one.close()


def ratios(learner: Learner, context: Context, examples: list[Example]) -> list[list[float]]:
    part = as_part(examples)
    found_B = log_ratios(learner, context, part.rows, gradient=False)
    return [[float(found_B[row]) for row in rows] for rows in part.places]


def test_what_examples_share_is_computed_once() -> None:
    part = as_part(PAIRS)
    assert part.rows.prompts == [[5, 6, 7], [20, 21]]
    assert part.rows.completions == [[8, 9, 10], [11, 12], [13], [30, 31], [32, 33, 34, 35]]
    assert part.places == [[0, 1], [0, 2], [3, 4]]
    assert tokens(part.rows) == 5 + 12


def test_parts_keep_pairs_whole_and_fit() -> None:
    assert [len(one) for one in split(PAIRS, 9)] == [2, 1], "together 9 tokens, for they share what they begin with"
    assert [len(one) for one in split(PAIRS, 8)] == [1, 1, 1]
    assert list(split([], 8)) == []


def test_a_mismatched_completion_comes_from_another_prompt_where_there_is_one() -> None:
    prompts = [[1], [1], [2], [3], [2]]
    examples = [Example(prompt, [[10 * prompt[0] + at]]) for at, prompt in enumerate(prompts)]
    found = mismatched(examples)
    assert sorted(one.completions[0][0] for one in found) == [10, 11, 22, 24, 33]
    assert all(one.completions[0][0] // 10 != one.prompt_ids[0] for one in found)
    assert len(mismatched(examples[:2])) == 2, "with one prompt alone there is no other"
    assert mismatched([]) == []


@pytest.mark.parametrize(
    ("method", "examples"), [("dpo", PAIRS), ("apo_zero", PAIRS), ("apo_down", PAIRS), ("kto", LABELS)]
)
def test_parts_add_up_to_the_step(make: Make, method: str, examples: list[Example]) -> None:
    moved = []
    for micro_tokens in (1, 16384):
        learner, context = make({"optimizer": {"learning_rate": 0.1, "micro_tokens": micro_tokens}})
        learner.optimizer = torch.optim.SGD(learner.policy.model.parameters(), lr=0.1)  # Adam makes much of nothing
        preference_step(learner, context, method, examples, Means())
        preference_step(learner, context, method, examples, Means())  # the first one starts level with the reference
        assert isinstance(learner.reference, Copy)
        both = zip(learner.policy.model.parameters(), learner.reference.model.parameters(), strict=True)
        moved.append(torch.cat([(new - old).detach().flatten() for new, old in both]))
    assert float((moved[0] - moved[1]).norm()) <= 1e-6 * float(moved[0].norm())
    assert float(moved[0].norm()) > 0
    assert learner.updates == 2


@pytest.mark.parametrize("method", ["dpo", "apo_zero"])
def test_the_chosen_gains_on_the_rejected(make: Make, method: str) -> None:
    learner, context = make()
    means = Means()
    assert ratios(learner, context, PAIRS) == [[0.0, 0.0]] * 3
    for _ in range(5):
        preference_step(learner, context, method, PAIRS, means)
    after = ratios(learner, context, PAIRS)
    assert all(chosen > rejected for chosen, rejected in after)
    if method == "apo_zero":
        assert all(chosen > 0 > rejected for chosen, rejected in after)
    assert means.record()["implicit/in_order_share"] > 0


def test_apo_down_lowers_both_and_the_rejected_further(make: Make) -> None:
    learner, context = make({"preferences": {"beta": 1.0}})
    for _ in range(30):
        preference_step(learner, context, "apo_down", PAIRS[2:], Means())
    [[chosen, rejected]] = ratios(learner, context, PAIRS[2:])
    assert rejected < chosen < 0


def test_desirable_completions_gain_and_others_lose(make: Make) -> None:
    learner, context = make()
    means = Means()
    for _ in range(5):
        preference_step(learner, context, "kto", LABELS[4:], means)
    [[good], [bad]] = ratios(learner, context, LABELS[4:])
    assert good > 0 > bad
    assert {"implicit/desirable", "implicit/undesirable", "kl", "loss"} <= set(means.record())


def test_a_step_without_any_example_changes_nothing(make: Make) -> None:
    learner, context = make({"preferences": {"minibatches": 2}})
    before = [one.detach().clone() for one in learner.policy.model.parameters()]
    preference_step(learner, context, "dpo", [], Means())
    assert all(torch.equal(one, other) for one, other in zip(before, learner.policy.model.parameters(), strict=True))


def test_minibatches_are_shuffled_and_whole(make: Make) -> None:
    learner, context = make({"preferences": {"minibatches": 3, "epochs": 2}})
    preference_step(learner, context, "dpo", PAIRS, Means())
    assert learner.updates == 6
