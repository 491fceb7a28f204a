"""A step of GRPO as a whole: what it counts, what it leaves out, and that the ways to compute it agree."""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from sdk.errors import UnreachableError
from sdk.train.config.load import build
from sdk.train.config.schema import Config
from sdk.train.data.prompts import Prompter
from sdk.train.errors import RewardsUnavailable, TrainError
from sdk.train.metrics import Clock
from sdk.train.model.policy import Policy
from sdk.train.model.reference import Copy
from sdk.train.model.rows import Rows
from sdk.train.rollout.engine import BuiltIn
from sdk.train.scoring.scored import ScoredGroups, dump, load
from sdk.train.scoring.scorer import Client, GroupScoring, Scorer
from sdk.train.toy.arithmetic import Arithmetic
from sdk.train.trainer.collect import collect
from sdk.train.trainer.context import Context
from sdk.train.trainer.critic import Critic
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo
from sdk.train.trainer.objective import correction
from sdk.train.trainer.optim import set_learning_rate
from sdk.train.trainer.step import train_step

SMALL: dict[str, Any] = {"rollout": {"prompts_per_step": 4, "group_size": 6, "max_new_tokens": 12}, "steps": 4}


class Ready(Learner):
    """With its stage's context at hand."""

    context: Context


MakeLearner = Callable[..., Ready]


class Plain(torch.optim.SGD):
    """Steps that are the gradient itself, to see it in the weights."""


@pytest.fixture
def make_learner(make_policy: Callable[..., Policy], sum_client: Any) -> Any:
    scorers = []

    def make(client: Client | None = None, settings: dict[str, Any] | None = None, **model: Any) -> Ready:
        config = merged(settings or {})
        policy = make_policy(**model)
        scorers.append(Scorer(client or by_digits(sum_client), config.reward))
        learner = Ready(
            policy, torch.Generator().manual_seed(0), torch.Generator().manual_seed(0),
            Plain(policy.model.parameters(), lr=1.0),
        )  # fmt: skip
        learner.context = Context(config, Arithmetic(0, 0.1), Prompter("{question}", policy.tokenizer), scorers[-1])
        return learner

    yield make
    for scorer in scorers:
        scorer.close()


def merged(settings: dict[str, Any]) -> Config:
    return build({**SMALL, "optimizer": {"learning_rate": 0.1, "max_grad_norm": 1e9}, **settings})


def by_digits(sum_client: Any, nulls: Callable[[int], bool] = lambda number: False) -> Any:
    """Rewards that a model at random differs in: the share of digits among the characters."""

    class ByDigits(sum_client):  # type: ignore[misc]
        def _one(self, item: Any) -> Any:
            result = super()._one(item)
            if result.reward is None:
                return result
            return result.model_copy(update={"reward": len(re.findall(r"\d", item.completion)) / 10})

    return ByDigits(nulls)


def change(learner: Ready) -> tuple[list[Tensor], dict[str, Any], ScoredGroups]:
    before = [one.detach().clone() for one in learner.policy.model.parameters()]
    record, scored = train_step(learner, learner.context)
    after = learner.policy.model.parameters()
    return [new.detach() - old for new, old in zip(after, before, strict=True)], record, scored


def close(one: list[Tensor], other: list[Tensor], tolerance: float) -> bool:
    size = sum(float(part.norm()) ** 2 for part in one) ** 0.5
    gap = sum(float((a - b).norm()) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
    return bool(size > 0 and gap <= tolerance * size)


@pytest.mark.parametrize("in_fp8", [False, True])
def test_a_step_is_the_gradient_of_the_papers_formula(make_learner: MakeLearner, in_fp8: bool) -> None:
    """Once more by the plainest way: each completion by itself through the model, the mean of A log pi over tokens.

    Where a sampler in eight bits drew it, each token counts by its probability over the one that it was drawn with.
    """
    settings = {"grpo": {"mean": "sequence"}, "rollout": {**SMALL["rollout"], "fp8": in_fp8}}
    learner = make_learner(settings=settings, dtype="float64")
    plain = make_learner(dtype="float64", shared_prefix=False).policy
    moved, record, scored = change(learner)
    advantages_P_G = grpo.group_advantages(scored.rewards().double())
    total, gaps = torch.zeros((), dtype=torch.float64), list[Tensor]()
    for group, advantages_G in zip(scored.groups, advantages_P_G, strict=True):
        for one, advantage in zip(group.completions, advantages_G, strict=True):
            ids = torch.tensor([group.prompt_ids + one.ids])
            logits = plain.model(input_ids=ids).logits[0, len(group.prompt_ids) - 1 : -1]
            logprobs = logits.log_softmax(-1).gather(1, ids[0, len(group.prompt_ids) :, None])[:, 0]
            logs = logprobs.detach() - torch.tensor(one.logprobs)
            total, gaps = total + advantage * (logs.exp() * logprobs).mean(), [*gaps, logs.abs()]
    gradient = torch.autograd.grad(total / 24, list(plain.model.parameters()))
    assert close([0.1 * one for one in gradient], moved, 1e-6)
    assert record["grad_norm"] == pytest.approx(sum(float(one.norm()) ** 2 for one in gradient) ** 0.5, rel=1e-6)
    contributing = torch.cat([one for one, advantage in zip(gaps, advantages_P_G.flatten(), strict=True) if advantage])
    assert record["logprob_gap"] == pytest.approx(float(contributing.mean()), abs=1e-6)
    assert (record["logprob_gap"] > 1e-3) == in_fp8


@pytest.mark.parametrize("mean", ["sequence", "token", "constant"])
@pytest.mark.parametrize("micro_tokens", [1, 50])
def test_micro_batches_add_up_to_the_step(make_learner: MakeLearner, mean: str, micro_tokens: int) -> None:
    whole = change(make_learner(settings={"grpo": {"mean": mean}}, dtype="float64"))[0]
    optimizer = {"learning_rate": 0.1, "max_grad_norm": 1e9, "micro_tokens": micro_tokens}
    parts = change(make_learner(settings={"grpo": {"mean": mean}, "optimizer": optimizer}, dtype="float64"))[0]
    assert close(whole, parts, 1e-6)


def test_the_prompt_once_a_group_is_the_same_step(make_learner: MakeLearner) -> None:
    settings = {"grpo": {"beta": 0.1, "mean": "token"}}
    learners = [make_learner(settings=settings, dtype="float64", shared_prefix=shared) for shared in (True, False)]
    for learner in learners:
        learner.refresh_reference()
        torch.manual_seed(1)
        assert isinstance(learner.reference, Copy)
        with torch.no_grad():
            for parameter in learner.reference.model.parameters():
                parameter.add_(0.02 * torch.randn(parameter.shape, dtype=parameter.dtype))
    (shared, record, _), (plain, plain_record, _) = map(change, learners)
    assert close(shared, plain, 1e-6)
    assert record["kl"] == pytest.approx(plain_record["kl"], rel=1e-9)
    assert record["kl"] > 0


def test_null_rewards_are_left_out_and_counted(make_learner: MakeLearner, sum_client: Any) -> None:
    """The step equals the one over the known completions alone; nothing is learned from the others."""
    nulls = lambda number: number % 4 == 1  # noqa: E731
    learner = make_learner(by_digits(sum_client, nulls), {"grpo": {"mean": "token"}}, dtype="float64")
    moved, record, scored = change(learner)
    assert (record["nulls"], record["null_share"]) == (6, 0.25)
    advantages_P_G = grpo.group_advantages(scored.rewards().double())
    known = ~scored.rewards().isnan()
    policy = make_learner(dtype="float64").policy
    total, tokens = torch.zeros((), dtype=torch.float64), 0
    for group, advantages_G, known_G in zip(scored.groups, advantages_P_G, known, strict=True):
        for one, advantage, is_known in zip(group.completions, advantages_G, known_G, strict=True):
            if is_known:
                total = total + advantage * policy.logprobs(Rows([group.prompt_ids], [one.ids], [0])).sum()
                tokens += len(one.ids)
    gradient = torch.autograd.grad(total / tokens, list(policy.model.parameters()))
    assert close([0.1 * one for one in gradient], moved, 1e-6)


def test_too_many_nulls_stop_the_run_with_the_reason(make_learner: MakeLearner, sum_client: Any) -> None:
    learner = make_learner(by_digits(sum_client, lambda number: number % 3 > 0))
    with pytest.raises(
        RewardsUnavailable, match=r"^16 of 24 rewards are null.*accuracy: error, by the test's own rule"
    ):
        train_step(learner, learner.context)


def test_a_service_that_fails_stops_the_run_with_the_reason(make_learner: MakeLearner, sum_client: Any) -> None:
    class Down(sum_client):  # type: ignore[misc]
        async def score(self, items: Any, **_: Any) -> Any:
            raise UnreachableError("no connection to http://127.0.0.1:1")

    with pytest.raises(TrainError, match=r"^scoring failed: no connection to http://127.0.0.1:1 Is the server up"):
        change(make_learner(Down()))


def spoil_gradient(learner: Ready, times: int) -> None:
    """The first passes give a gradient that is NaN in one place."""
    passes = itertools.count()
    weight = next(learner.policy.model.parameters())
    weight.register_hook(lambda gradient: gradient * torch.nan if next(passes) < times else gradient)


def test_an_update_whose_gradient_is_not_finite_is_left_out_and_counted(make_learner: MakeLearner) -> None:
    learner = make_learner()
    spoil_gradient(learner, times=1)
    moved, record, _ = change(learner)
    assert not any(bool(one.any()) for one in moved)
    assert (record["skipped_updates"], learner.updates, learner.skipped_in_a_row) == (1, 0, 1)
    assert "grad_norm" not in record
    moved, record, _ = change(learner)
    assert any(bool(one.any()) for one in moved)
    assert "skipped_updates" not in record
    assert learner.skipped_in_a_row == 0


def test_a_log_probability_that_is_not_finite_takes_no_step(make_learner: MakeLearner) -> None:
    learner = make_learner()
    handle = learner.policy.model.get_output_embeddings().weight.register_hook(lambda gradient: gradient * 0)
    logprobs = learner.policy.loss
    learner.policy.loss = lambda *given: (logprobs(*given)[0], logprobs(*given)[1] - torch.inf)  # type: ignore[method-assign]
    moved, record, _ = change(learner)
    handle.remove()
    assert not any(bool(one.any()) for one in moved)
    assert record["skipped_updates"] == 1


def test_a_step_without_signal_changes_nothing(make_learner: MakeLearner, sum_client: Any) -> None:
    """At random no sum is written as it should be: all rewards are 0."""
    moved, record, _ = change(make_learner(sum_client()))
    assert record["no_signal_share"] == 1.0
    assert not any(bool(one.any()) for one in moved)


def test_groups_without_signal_are_not_computed(make_learner: MakeLearner, sum_client: Any) -> None:
    """Of four groups one differs: its six completions alone go through the model with gradient."""

    class OneGroupDiffers(sum_client):  # type: ignore[misc]
        def _one(self, item: Any) -> Any:
            number, result = self.scored, super()._one(item)
            return result.model_copy(update={"reward": number / 100 if number < 6 else 0.0})

    learner = make_learner(OneGroupDiffers(), shared_prefix=False)
    passed: list[int] = []

    def note(module: Any, arguments: Any, options: dict[str, Any]) -> None:
        if torch.is_grad_enabled():
            passed.append(len(options["input_ids"]))

    learner.policy.model.base_model.register_forward_pre_hook(note, with_kwargs=True)
    record, _ = train_step(learner, learner.context)
    assert record["no_signal_share"] == 0.75
    assert sum(passed) == 6


def test_completions_that_were_cut_off_can_be_left_out(make_learner: MakeLearner) -> None:
    learner = make_learner(settings={"grpo": {"mask_cut_off": True}})
    learner.policy.end_ids = frozenset()
    moved, record, _ = change(learner)
    assert record["cut_off_share"] == 1.0
    assert not any(bool(one.any()) for one in moved)


def test_the_first_pass_over_a_step_is_on_policy(make_learner: MakeLearner) -> None:
    """With several updates the old log-probabilities are fixed, and the ratio leaves 1 with the second update."""
    once = change(make_learner(dtype="float64"))[0]
    settings = {"grpo": {"epochs": 2}, "optimizer": {"learning_rate": 1e-7, "max_grad_norm": 1e9}}
    twice = change(make_learner(settings=settings, dtype="float64"))
    assert close(once, [one * 1e6 / 2 for one in twice[0]], 1e-3), "two updates in the same direction"
    far = {"grpo": {"epochs": 3}, "optimizer": {"learning_rate": 5.0, "max_grad_norm": 1e9}}
    assert twice[1]["clip_share"] == 0.0
    assert change(make_learner(settings=far))[1]["clip_share"] > 0.01


def test_minibatches_are_steps_of_their_own(make_learner: MakeLearner) -> None:
    learner = make_learner(settings={"grpo": {"minibatches": 4}})
    steps: list[int] = []
    learner.optimizer.step = lambda: steps.append(1)  # type: ignore[method-assign]
    train_step(learner, learner.context)
    assert len(steps) == 4


def test_the_reference_is_refreshed_every_so_many_steps(make_learner: MakeLearner) -> None:
    learner = make_learner(settings={"grpo": {"beta": 0.1, "reference_every": 2}})
    learner.refresh_reference()
    kls = []
    for _ in range(4):
        kls.append(train_step(learner, learner.context)[0]["kl"])
        learner.step += 1
    assert kls[0] == pytest.approx(0, abs=1e-6)
    assert kls[1] > 1e-5
    assert kls[2] == pytest.approx(0, abs=1e-6), "steps 1 and 2 are done: the reference is the policy again"
    assert kls[3] > 1e-5


def test_every_completion_gets_its_own_result(make_learner: MakeLearner, sum_client: Any) -> None:
    """Also where what was asked last comes back first."""

    class Late(type(by_digits(sum_client))):  # type: ignore[misc]
        async def score(self, items: Any, **options: Any) -> Any:
            self.waiting = getattr(self, "waiting", 2) - 1
            await asyncio.sleep(0.05 * self.waiting)
            return await super().score(items, **options)

    learner = make_learner(Late())
    scored = collect(learner, learner.context, Clock()).scored()
    assert [len(items) for items in scored.items] == [6] * 4
    digits = [len(re.findall(r"\d", one.text)) / 10 for one in scored.completions()]
    assert [item.reward for item in scored.results()] == digits
    assert len(set(digits)) > 1


def test_groups_without_signal_can_be_sampled_anew(make_learner: MakeLearner, sum_client: Any) -> None:
    """Dynamic sampling: questions go on being drawn, and groups with signal are kept."""

    class FirstGroupsEqual(sum_client):  # type: ignore[misc]
        def _one(self, item: Any) -> Any:
            number, result = self.scored, super()._one(item)
            return result.model_copy(update={"reward": 0.0 if number < 12 else number / 100})

    learner = make_learner(FirstGroupsEqual(), {"grpo": {"resample": 3}})
    scored = collect(learner, learner.context, Clock()).scored()
    assert len(scored.groups) == 4
    assert grpo.has_signal(grpo.group_advantages(scored.rewards())).all()
    assert learner.cursor == 6, "two of the first four questions were replaced by two more"


def test_a_learning_rate_is_scaled_for_groups_that_ask_for_it() -> None:
    groups: list[dict[str, Any]] = [{"params": [torch.zeros(1)]}, {"params": [torch.zeros(1)], "rate_scale": 4.0}]
    optimizer = torch.optim.SGD(groups, lr=1.0)
    set_learning_rate(optimizer, 0.5)
    assert [group["lr"] for group in optimizer.param_groups] == [0.5, 2.0]


def test_off_policy_completions_are_those_of_the_weights_before_and_scored_meanwhile(
    make_learner: MakeLearner, sum_client: Any
) -> None:
    """Step n is sampled after n - 1 updates; its scores here wait for the update of the step before."""
    updated = threading.Semaphore(0)

    class AfterTheUpdate(type(by_digits(sum_client))):  # type: ignore[misc]
        async def score(self, items: Any, **options: Any) -> Any:
            if self.scored >= 24:
                assert await asyncio.to_thread(updated.acquire, timeout=20), "the step before waited for this one"
                updated.release()
            return await super().score(items, **options)

    learner = make_learner(AfterTheUpdate(), {"grpo": {"off_policy_steps": 1}})
    plain, sampled_with = learner.engine, []

    class Watching(BuiltIn):
        def sample(self, policy: Policy, *arguments: Any) -> Any:
            sampled_with.append(policy.model.state_dict()["model.norm.weight"].clone())
            return plain.sample(policy, *arguments)

    learner.engine = Watching()
    update = learner.optimizer.step

    def update_and_say() -> None:
        update()
        updated.release()

    learner.optimizer.step = update_and_say  # type: ignore[method-assign]
    before = []
    for learner.step in range(4):
        before.append(learner.policy.model.state_dict()["model.norm.weight"].clone())
        record, _ = train_step(learner, learner.context)
        assert (record["logprob_gap_max"] > 1e-4) == (learner.step >= 1)
    assert learner.ahead is None, "nothing is sampled past the last step"
    assert [torch.equal(one, other) for one, other in itertools.pairwise(before)] == [False] * 3
    for used, expected in zip(sampled_with, [before[0], before[0], before[1], before[2]], strict=True):
        assert torch.equal(used, expected)


def test_off_policy_terms_are_weighed_by_how_probable_the_completions_have_become() -> None:
    """By default, and not where it is switched off or nothing is old."""
    old_B_T, rollout_B_T, mask_B_T = torch.zeros(1, 2), torch.tensor([[0.5, -3.0]]), torch.ones(1, 2)
    weighed = correction(build({"grpo": {"off_policy_steps": 1}}))(old_B_T, rollout_B_T, mask_B_T)
    assert torch.allclose(torch.as_tensor(weighed), torch.tensor([[0.5, -3.0]]).neg().exp().clamp(max=2.0))
    for settings in ({}, {"off_policy_steps": 1, "correction": "none"}):
        assert correction(build({"grpo": settings}))(old_B_T, rollout_B_T, mask_B_T) == 1.0


def test_what_was_sampled_comes_back_from_a_checkpoint_to_the_last_bit(
    make_learner: MakeLearner, sum_client: Any
) -> None:
    learner = make_learner(by_digits(sum_client, lambda number: number % 5 == 1))
    scored = collect(learner, learner.context, Clock()).scored()
    assert load(dump(scored)) == scored


@pytest.mark.parametrize("part", [1, 4])
def test_half_of_the_completions_are_sent_then_half_of_the_rest(part: int) -> None:
    class Noting:
        def submit(self, groups: list[Any]) -> None:
            sizes.append(sum(len(one.completions) for one in groups) // part)

    for count, expected in ((16, [8, 4, 2, 2]), (1, [1]), (2, [1, 1]), (500, [250, 125, 63, 62])):
        sizes: list[int] = []
        scoring = GroupScoring(Noting(), part * count)  # type: ignore[arg-type]
        for _ in range(count):
            scoring.take(SimpleNamespace(completions=[None] * part))  # type: ignore[arg-type]
        assert sizes == expected


@pytest.mark.parametrize("own_trunk", [True, False])
def test_a_step_of_ppo_is_the_gradient_of_both_losses(make_learner: MakeLearner, own_trunk: bool) -> None:
    """Once more by the plainest way: the critic expects nothing yet, so that every token's advantage is the reward."""
    settings = {
        "grpo": {"mean": "token"},
        "ppo": {"lam": 1.0, "whiten": False, "value_clip": None, "value_weight": 0.5},
    }
    learner = make_learner(settings=settings, dtype="float64")
    learner.critic = Critic(learner.policy, own_trunk, learner.context.config.optimizer)
    plain = make_learner(dtype="float64", shared_prefix=False).policy
    moved, record, scored = change(learner)
    tokens = sum(len(one.ids) for one in scored.completions())
    total = torch.zeros((), dtype=torch.float64)
    for group, rewards_G in zip(scored.groups, scored.rewards().double(), strict=True):
        for one, reward in zip(group.completions, rewards_G, strict=True):
            ids = torch.tensor([group.prompt_ids + one.ids])
            logprobs = plain.model(input_ids=ids).logits[0, len(group.prompt_ids) - 1 : -1].log_softmax(-1)
            total = total + reward * logprobs.gather(1, ids[0, len(group.prompt_ids) :, None]).sum() / tokens
    gradient = torch.autograd.grad(total, list(plain.model.parameters()))
    assert close([0.1 * one for one in gradient], moved, 1e-6), "values of a head at 0 do not reach the trunk yet"
    each = [
        float(reward) ** 2 * len(one.ids)
        for one, reward in zip(scored.completions(), scored.rewards().flatten(), strict=True)
    ]
    assert record["value_error"] == pytest.approx(sum(each) / tokens, rel=1e-6)
    second = change(learner)[1]
    assert second["value"] != 0


def test_a_critic_that_warms_up_leaves_the_policy_where_it_is(make_learner: MakeLearner) -> None:
    learner = make_learner(settings={"ppo": {"critic_warmup": 1}})
    learner.critic = Critic(learner.policy, True, learner.context.config.optimizer)
    moved, record, _ = change(learner)
    assert all(float(one.abs().max()) == 0 for one in moved)
    assert record["value"] == 0
    learner.step = 1
    moved, record, _ = change(learner)
    assert any(float(one.abs().max()) > 0 for one in moved)
    assert record["value"] > 0, "it has begun to expect something"


def test_a_critic_learns_from_a_completion_that_is_alone(make_learner: MakeLearner, sum_client: Any) -> None:
    """A null takes no part; the one known completion of a group does."""
    rollout = {**SMALL["rollout"], "group_size": 1}
    learner = make_learner(
        by_digits(sum_client, lambda number: number == 2), {"rollout": rollout, "reward": {"max_null_share": 0.9}}
    )
    learner.critic = Critic(learner.policy, False, learner.context.config.optimizer)
    moved, record, _ = change(learner)
    assert record["nulls"] == 1
    assert any(float(one.abs().max()) > 0 for one in moved)


@pytest.mark.parametrize("advantages", ["leave_one_out", "batch", "batch_baseline"])
def test_advantages_without_a_critic_move_the_policy(make_learner: MakeLearner, advantages: str) -> None:
    moved, record, _ = change(make_learner(settings={"grpo": {"advantages": advantages}}))
    assert record["grad_norm"] > 0
    assert all(torch.isfinite(one).all() for one in moved)


@pytest.mark.parametrize("grpo_settings", [{}, {"ratio": "sequence"}, {"beta": 0.1, "minibatches": 2}])
def test_modules_that_predict_further_tokens_learn_and_the_policy_is_what_it_is_without(
    make_learner: MakeLearner, grpo_settings: dict[str, Any]
) -> None:
    """To the last bit, with a gradient that is clipped, completions that were drafted, and a KL divergence."""
    found, losses = {}, []
    for modules in (0, 1):
        settings: dict[str, Any] = {"optimizer": {"max_grad_norm": 0.1}, "grpo": grpo_settings}
        if modules:
            settings["rollout"] = {**SMALL["rollout"], "draft": "multi_token", "draft_cost": 0.0}
        learner = make_learner(settings=settings, multi_token=modules)
        learner.refresh_reference()
        before = {name: one.detach().clone() for name, one in learner.policy.model.named_parameters()}
        record, _ = train_step(learner, learner.context)
        found[modules] = dict(learner.policy.model.named_parameters())
        losses.append(record.get("multi_token/loss"))
    assert found[1].keys() > found[0].keys()
    for name, one in found[1].items():
        assert torch.equal(one, found[0][name]) if name in found[0] else not torch.equal(one, before[name]), name
    assert losses[0] is None
    assert losses[1] is not None
    assert 0 < losses[1] < 50
