"""Drafts change how many passes of the model a completion takes, and nothing of the completion."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sdk.train.config.load import build
from sdk.train.config.schema import RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompt
from sdk.train.errors import ConfigError
from sdk.train.launch.setup import make_learner, open_engine
from sdk.train.model.multi_token import share_of
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.rollout.drafts import SPENT, Confident, Length, Lookup
from sdk.train.rollout.samples import Completion, Group, SampleRequest
from sdk.train.rollout.sampling import nucleus, sample
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.toy.arithmetic import Arithmetic
from tests.sdk.train.conftest import prompts_of
from tests.sdk.train.deepseek import OPTIONS as DEEPSEEK

MakePolicy = Callable[..., Policy]
PROMPTS = ["What is 3+4?", "Say: What is 9-2+5+1? Go on", "7"]
DRAFTS: dict[str, Any] = {"draft": "lookup", "draft_tokens": 3, "draft_cost": 0.0}
KINDS = ["lookup", "multi_token"]


def sampled(policy: Policy, **settings: Any) -> list[Group]:
    problems = [Problem(text, text) for text in PROMPTS]
    config = RolloutConfig(max_new_tokens=40, **settings)
    return sample(
        policy, SampleRequest(problems, prompts_of(policy, PROMPTS), 6, config, torch.Generator().manual_seed(1))
    )


def completions(groups: list[Group]) -> list[Completion]:
    return [one for group in groups for one in group.completions]


def told(groups: list[Group]) -> list[tuple[list[int], str, str]]:
    return [(one.ids, one.text, one.finish_reason) for one in completions(groups)]


def writing(policy: Policy, letters: int, ends: int = 0) -> Policy:
    """The policy with an alphabet of its first tokens, of which the first ones end a completion."""
    layer = policy.model.get_output_embeddings()
    biased = torch.nn.Linear(layer.in_features, layer.out_features)
    biased.weight = layer.weight
    biased.bias = torch.nn.Parameter((torch.arange(layer.out_features) >= letters) * -1e4, requires_grad=False)
    policy.model.set_output_embeddings(biased)
    policy.end_ids = frozenset(range(ends))
    return policy


def widest_gap(policy: Policy, groups: list[Group], temperature: float) -> float:
    """Between a token's log-probability as it was sampled and as training computes it."""
    rows = Rows(
        [one.prompt_ids for one in groups],
        [one.ids for one in completions(groups)],
        [number for number, group in enumerate(groups) for _ in group.completions],
    )
    with torch.no_grad():
        found_B_T = policy.logprobs(rows, temperature)
    pairs = zip(found_B_T.tolist(), completions(groups), strict=True)
    return max(abs(float(a) - b) for found, one in pairs for a, b in zip(found, one.logprobs, strict=False))


@pytest.mark.parametrize("architecture", ["llama", "deepseek_v3"])
@pytest.mark.parametrize(
    ("kind", "temperature", "top_p"),
    [("lookup", 1.0, 1.0), ("lookup", 0.7, 0.9), ("lookup", 0.5, 1.0), ("multi_token", 0.7, 0.9)],
)
def test_completions_are_those_without_drafts(
    make_policy: MakePolicy, architecture: str, kind: str, temperature: float, top_p: float
) -> None:
    """Of several prompts, of groups whose rows end at different times, however many are under way at once."""
    options = DEEPSEEK if architecture == "deepseek_v3" else {}
    shape = {"architecture": architecture, "options": options, "layers": 3 if options else 2}
    policy = writing(make_policy(**shape, multi_token=2 if kind == "multi_token" else 0), letters=20, ends=1)
    drawn = {"temperature": temperature, "top_p": top_p}
    expected = sampled(policy, **drawn)
    assert len({len(one.ids) for one in completions(expected)}) > 3
    for budget in ({}, {"rows_at_once": 4}, {"rows_at_once": 1}, {"cache_tokens": 300}):
        groups = sampled(policy, **drawn, **{**DRAFTS, "draft": kind}, **budget)
        assert told(groups) == told(expected), budget
        assert sum(one.accepted for one in completions(groups)) > 0
        assert widest_gap(policy, groups, temperature) < 2e-5


@pytest.mark.parametrize("kind", KINDS)
def test_greedy_completions_are_those_without_drafts(make_policy: MakePolicy, kind: str) -> None:
    policy = make_policy(multi_token=1)
    greedy = {"top_p": 1e-9, "max_new_tokens": 120}
    problems = [Problem(text, text) for text in PROMPTS]
    both = [
        sample(
            policy,
            SampleRequest(
                problems, prompts_of(policy, PROMPTS), 3, RolloutConfig(**greedy, **drafts), torch.Generator()
            ),
        )
        for drafts in ({}, {**DRAFTS, "draft": kind})
    ]
    assert told(both[0]) == told(both[1])
    assert all(len({tuple(one.ids) for one in group.completions}) == 1 for group in both[0])
    accepted, tokens = (
        sum(map(count, completions(both[1]))) for count in (lambda one: one.accepted, lambda one: len(one.ids))
    )
    assert kind != "lookup" or accepted > 0.2 * tokens


def test_drafts_may_reach_past_the_context(make_policy: MakePolicy) -> None:
    """The completion fills what the model was made for, to its last learned position."""
    policy = writing(make_policy(architecture="gpt2"), letters=6)
    assert policy.context_tokens is not None
    prompt = Prompt("x", [1, 2, 3, 4, 5] * ((policy.context_tokens - 12) // 5))
    room = policy.context_tokens - len(prompt.ids)
    drawn = []
    for drafts in ({}, {**DRAFTS, "draft_tokens": 9}):
        config = RolloutConfig(max_new_tokens=room, **drafts)
        request = SampleRequest([Problem("x", "x")], [prompt], 8, config, torch.Generator().manual_seed(0))
        drawn.append(sample(policy, request))
    assert told(drawn[0]) == told(drawn[1])
    assert {len(one.ids) for one in completions(drawn[1])} == {room}
    assert sum(one.accepted for one in completions(drawn[1])) > 0


LETTERS, PLACES, SEQUENCES, MANY = 4, 6, 20_000, 20


@torch.no_grad()
def exact(policy: Policy, prompt: list[int], temperature: float, top_p: float) -> Tensor:
    """The probability of every sequence of `PLACES` tokens, by plain passes over all of them."""
    every = [list(one) for one in itertools.product(range(LETTERS), repeat=PLACES)]
    logits_N_V = policy.head(policy.hidden(Rows([prompt], every, [0] * len(every))))
    kept_N_V = nucleus((logits_N_V / temperature).softmax(-1), top_p)
    chances_N_V = kept_N_V / kept_N_V.sum(-1, keepdim=True)
    return chances_N_V.gather(1, torch.tensor(every).flatten()[:, None]).double().view(len(every), PLACES).prod(1)


def standard_score(observed: Tensor, chances: Tensor) -> float:
    """Of Pearson's chi-square, about normal: sequences expected fewer than five times count as one."""
    expected, rare = chances * observed.sum(), chances * observed.sum() < 5
    cells = torch.cat([expected[~rare], expected[rare].sum()[None]])
    found = torch.cat([observed[~rare], observed[rare].sum()[None]])
    freedom = len(cells) - 1
    assert freedom > 80
    return (float(((found - cells) ** 2 / cells).sum()) - freedom) / math.sqrt(2 * freedom)


@pytest.mark.parametrize(("kind", "temperature", "top_p"), [("lookup", 0.7, 1.0), ("multi_token", 0.5, 0.9)])
def test_sequences_with_drafts_follow_the_policys_distribution(
    make_policy: MakePolicy, kind: str, temperature: float, top_p: float
) -> None:
    """120,000 tokens; by the same measure another temperature is told apart."""
    writer = writing(make_policy(multi_token=1), LETTERS)
    prompt = prompts_of(writer, ["7"])
    config = RolloutConfig(
        max_new_tokens=PLACES, temperature=temperature, top_p=top_p, rows_at_once=1000, draft=kind, draft_tokens=2,
        draft_cost=0.0,
    )  # fmt: skip
    request = SampleRequest(
        [Problem("7", "7")] * MANY, prompt * MANY, SEQUENCES // MANY, config, torch.Generator().manual_seed(0)
    )
    drawn = completions(sample(writer, request))
    assert sum(one.accepted for one in drawn) > 0.15 * PLACES * SEQUENCES
    base = torch.tensor([LETTERS**place for place in reversed(range(PLACES))])
    numbers = (torch.tensor([one.ids for one in drawn]) * base).sum(1)
    observed = torch.bincount(numbers, minlength=LETTERS**PLACES).double()
    chances = exact(writer, prompt[0].ids, temperature, top_p)
    assert observed[chances == 0].sum() == 0
    assert abs(standard_score(observed, chances)) < 4
    assert standard_score(observed, exact(writer, prompt[0].ids, 0.8 * temperature, top_p)) > 10


def test_a_lookup_goes_by_the_longest_context_in_its_group_and_then_beside_it() -> None:
    beside: dict[tuple[int, ...], int] = {}
    lookup, other = Lookup([1, 2, 3, 4, 9, 2, 3, 5], beside), Lookup([8, 8], beside)
    assert lookup.draft([1, 2, 3], 1) == [4]
    assert lookup.draft([7, 3], 1) == [4], "what came first in the prompt"
    assert lookup.draft([9, 2, 3], 1) == [5], "the longer context"
    assert lookup.draft([3, 4], 3) == [9, 2, 3]
    assert lookup.draft([7], 2) == [7, 7]
    lookup.learn([1, 2, 3], 6)
    lookup.learn([1, 2, 3], 7)
    assert lookup.draft([1, 2, 3], 1) == [7], "what came last in a row"
    assert other.draft([1, 2, 3], 1) == [7], "of rows beside it"
    assert other.draft([3, 4], 1) == [4], "prompts beside it are not read"
    other.learn([2, 3], 8)
    assert other.draft([2, 3], 1) == [8]
    assert lookup.draft([2, 3], 1) == [7], "its own group comes first"


def lengths(length: Length, holds: int, passes: int) -> list[int]:
    """Of drafts of which as many tokens hold as that, or all."""
    tried = []
    for _ in range(passes):
        tried.append(length.next())
        length.note(tried[-1], [min(holds, tried[-1])] * 8)
    return tried


def test_drafts_that_do_not_hold_are_given_up_and_tried_again() -> None:
    length = Length(4, 0.3)
    failing = lengths(length, 0, 64)
    assert failing[0] == 4
    assert sum(failing[1:3]) <= 1, "128 rows, or 8, are not asked twice where a guess costs much"
    assert 1 <= sum(failing[3:]) <= SPENT / 0.3 * len(failing) + 1
    assert lengths(length, 4, 200)[-20:] == [4] * 20, "they pay again"


def test_no_token_holds_behind_one_that_does_not() -> None:
    """So what is still hoped of later places gives no draft whose first token is known to fail."""
    length = Length(4, 0.3)
    length.next()
    length.note(1, [0] * 100)
    assert length.next() == 0


def test_modules_that_always_decline_are_asked_seldom() -> None:
    length, asked = Confident(4, 0.4), 0
    for _ in range(200):
        wanted = length.next()
        asked += wanted > 0
        drafted = int(wanted > 0 and length.pays(0.01))
        length.note(drafted, [0] * 8 if drafted else [])
    assert asked <= 3 + SPENT / 0.4 * 200


def test_a_draft_becomes_as_long_as_its_tokens_hold() -> None:
    assert max(set(found := lengths(Length(6, 0.3), 2, 60)), key=found.count) == 2
    assert set(lengths(Length(6, 0.0), 2, 60)[8:]) <= {2, 6}
    assert set(lengths(Length(0, 0.0), 0, 40)) == {0}


def test_drafts_are_off_where_none_could_pay(make_policy: MakePolicy) -> None:
    """As those of a module that is half of the model, on a CPU; what is kept for a module is not kept then either."""
    length = Length(4, 1.0)
    assert not length.may_pay
    assert set(lengths(length, 4, 100)) == {0}
    policy = make_policy(multi_token=1)
    module, head = policy.model.multi_token.depths[0], policy.model.get_output_embeddings().weight.numel()
    sizes = [sum(one.numel() for one in part.parameters()) for part in (module, policy.model.base_model.layers)]
    assert share_of(policy.model) == (sizes[0] + head) / (sizes[1] + head) > 0.6
    for settings, drafted in (({}, False), ({"draft_cost": 0.5}, True)):
        groups = sampled(policy, draft="multi_token", **settings)
        assert any(one.drafted for one in completions(groups)) == drafted
        assert told(groups) == told(sampled(policy))


def confident(length: Confident, shares: list[float], believed: list[float], passes: int) -> list[int]:
    """Lengths of drafts whose tokens hold in these shares of 100 rows, where the modules believe otherwise."""
    tried = []
    for _ in range(passes):
        most, places = length.next(), 0
        while places < most and length.pays(believed[places]):
            places += 1
        tried.append(places)
        length.note(places, [sum(row < 100 * share for share in shares[:places]) for row in range(100)])
    return tried


def test_a_draft_ends_where_the_modules_are_no_longer_sure() -> None:
    """Pass by pass, without a history: they are believed at first."""
    length = Confident(4, 0.3)
    for sure, expected in (([0.9, 0.9, 0.9, 0.9], 4), ([0.9, 0.1, 0.1, 0.1], 1), ([0.1], 0)):
        assert confident(length, sure, sure, 1) == [expected]


def test_modules_are_believed_as_far_as_they_were_right() -> None:
    sure, wrong = [0.9, 0.8, 0.7, 0.6], [0.05, 0.0, 0.0, 0.0]
    tried = confident(Confident(4, 0.3), wrong, sure, 64)
    assert 1 <= sum(tried[16:]) <= SPENT / 0.3 * 48 + 1, "drafts that do not hold are given up, and tried again"
    modest = confident(Confident(4, 0.3), sure, [0.2, 0.15, 0.1, 0.1], 200)
    assert max(set(found := modest[100:]), key=found.count) >= 2, "they know less than they are worth"


def test_a_step_tells_what_its_drafts_saved() -> None:
    def scored(*counts: tuple[int, int]) -> ScoredGroups:
        made = [Completion([1] * 10, [0.0] * 10, [], "", "stop", *one) for one in counts]
        return ScoredGroups([Group(Problem("q", "q"), "q", [1], made)], [[]])

    assert scored((8, 4), (12, 6)).drafts() == {"draft/accepted_share": 0.5, "draft/tokens_a_call": 2.0}
    assert scored((0, 0)).drafts() == {}


def test_drafts_are_refused_where_nothing_can_verify_them(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"output_dir": str(tmp_path), "rollout": {"draft": "lookup"}}
    elsewhere = build({**settings, "engine": {"kind": "vllm", "url": "http://127.0.0.1:1"}})
    with pytest.raises(ConfigError, match=r"^rollout.draft=lookup is for engine.kind=builtin: [^\n]*$"):
        open_engine(elsewhere, print)
    without = build({**settings, "model": {"hidden_size": 16}, "rollout": {"draft": "multi_token"}})
    with pytest.raises(ConfigError, match=r"^rollout.draft=multi_token needs a model with modules [^\n]*$"):
        make_learner(without, Arithmetic(0, 0.1), None)
    padded = build({**settings, "model": {"hidden_size": 16, "shared_prefix": False}})
    with pytest.raises(ConfigError, match=r"^rollout.draft=lookup needs prompts that are computed once [^\n]*$"):
        make_learner(padded, Arithmetic(0, 0.1), None)
