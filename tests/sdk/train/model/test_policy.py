"""The probabilities of sampling are those of training, however they are computed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sdk.train.config.schema import ModelConfig, RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.errors import ConfigError, DataError
from sdk.train.model.attention.kv_cache import KvCache
from sdk.train.model.decoding import open_decoder
from sdk.train.model.policy import Policy, load_policy
from sdk.train.model.rows import Rows, pad
from sdk.train.rollout.samples import Group, SampleRequest
from sdk.train.rollout.sampling import Stops, draw, nucleus, pick, sample, uniforms
from tests.sdk.train.conftest import prompts_of

PROMPTS = ["What is 3+4?", "Say: What is 9-2+5+1? Go on", "7"]
MakePolicy = Callable[..., Policy]


def sampled(policy: Policy, **settings: Any) -> list[Group]:
    problems = [Problem(text, text) for text in PROMPTS]
    config = RolloutConfig(max_new_tokens=24, **settings)
    return sample(
        policy, SampleRequest(problems, prompts_of(policy, PROMPTS), 8, config, torch.Generator().manual_seed(1))
    )


def rows_of(groups: list[Group]) -> Rows:
    return Rows(
        [group.prompt_ids for group in groups],
        [one.ids for group in groups for one in group.completions],
        [number for number, group in enumerate(groups) for _ in group.completions],
    )


def favour(policy: Policy, token: int, logit: float) -> Policy:
    """The same policy, more inclined to one token in sampling and in training."""
    layer = policy.model.get_output_embeddings()
    biased = torch.nn.Linear(layer.in_features, layer.out_features).to(layer.weight.dtype)
    biased.weight = layer.weight
    biased.bias = torch.nn.Parameter(
        (logit * (torch.arange(layer.out_features) == token)).to(layer.weight.dtype), requires_grad=False
    )
    policy.model.set_output_embeddings(biased)
    return policy


def ending(policy: Policy) -> Policy:
    return favour(policy, policy.tokenizer.eos_token_id, 4.0)


def largest_gap(policy: Policy, groups: list[Group], temperature: float = 1.0) -> float:
    logprobs_B_T = policy.logprobs(rows_of(groups), temperature).detach()
    completions = [one for group in groups for one in group.completions]
    pairs = zip(logprobs_B_T, completions, strict=True)
    return max(float((row[: len(one.ids)] - torch.tensor(one.logprobs)).abs().max()) for row, one in pairs)


@pytest.mark.parametrize("shared_prefix", [True, False])
@pytest.mark.parametrize("temperature", [1.0, 0.6])
def test_sampling_and_training_agree(make_policy: MakePolicy, shared_prefix: bool, temperature: float) -> None:
    policy = ending(make_policy(shared_prefix=shared_prefix))
    groups = sampled(policy, temperature=temperature)
    assert len({len(one.ids) for group in groups for one in group.completions}) > 1, (
        "rows should end at different times"
    )
    assert largest_gap(policy, groups, temperature) < 1e-5


@pytest.mark.parametrize("shared_prefix", [True, False])
def test_they_agree_where_pad_tokens_are_sampled(make_policy: MakePolicy, shared_prefix: bool) -> None:
    """A mask made of `ids != pad` would blind the tokens that follow a sampled pad token."""
    policy = make_policy(shared_prefix=shared_prefix)
    pad_id = policy.tokenizer.pad_token_id
    favour(policy, pad_id, 6.0)
    groups = sampled(policy)
    inside = [one for group in groups for one in group.completions if pad_id in one.ids[:-1]]
    assert len(inside) > 10
    assert largest_gap(policy, groups) < 1e-5


def gradients(policy: Policy, rows: Rows) -> tuple[Tensor, list[Tensor]]:
    logprobs_B_T = policy.logprobs(rows)
    weights_B_T = torch.linspace(-1, 1, logprobs_B_T.numel(), dtype=logprobs_B_T.dtype).view_as(logprobs_B_T)
    (weights_B_T * logprobs_B_T).sum().backward()  # type: ignore[no-untyped-call]
    return logprobs_B_T.detach(), [one.grad for one in policy.model.parameters()]


@pytest.mark.parametrize("architecture", ["llama", "qwen3", "mistral"])
def test_a_prompt_computed_once_a_group_changes_no_value_and_no_gradient(
    make_policy: MakePolicy, architecture: str
) -> None:
    plain = make_policy(dtype="float64", architecture=architecture, shared_prefix=False)
    shared = make_policy(dtype="float64", architecture=architecture)
    assert shared.shared_prefix == (architecture != "mistral"), "mistral's windows are left to the plain way"
    rows = rows_of(sampled(plain))
    (logprobs_B_T, expected), (shared_B_T, found) = gradients(plain, rows), gradients(shared, rows)
    assert torch.allclose(logprobs_B_T, shared_B_T, atol=1e-12, rtol=0)
    for one, other in zip(expected, found, strict=True):
        # transformers' norms and rotations round to float32 whatever the model is held in
        assert float((one - other).norm()) <= 1e-6 * float(one.norm()), "the gradients differ"


def test_shared_keys_of_grouped_queries_change_nothing(tokenizer: Any) -> None:
    from transformers import LlamaConfig, LlamaForCausalLM

    shape = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, pad_token_id=0, eos_token_id=1, bos_token_id=None,
    )  # fmt: skip
    torch.manual_seed(0)
    model = LlamaForCausalLM(shape).double().eval()
    shared = Policy(model, tokenizer)
    groups = sampled(shared)
    assert largest_gap(shared, groups) < 1e-6
    found_B_T = shared.logprobs(rows_of(groups)).detach()
    plain_B_T = Policy(model, tokenizer, shared_prefix=False).logprobs(rows_of(groups)).detach()
    assert torch.allclose(found_B_T, plain_B_T, atol=1e-12, rtol=0)


def test_padding_on_the_left_changes_no_logprob(make_policy: MakePolicy) -> None:
    policy = make_policy(shared_prefix=False)
    short, long = policy.encode("7"), policy.encode("What is 9-2+5+1? Go on and on and on")
    alone, both = open_decoder(policy), open_decoder(policy)
    alone.admit([short], [1])
    both.admit([short, long], [1, 1])
    assert torch.allclose(alone.logits, both.logits[:1], atol=1e-5, rtol=0)


@pytest.mark.parametrize("shared_prefix", [True, False])
def test_logprobs_in_chunks_are_the_same(make_policy: MakePolicy, shared_prefix: bool) -> None:
    whole = make_policy(dtype="float64", shared_prefix=shared_prefix)
    chunked = make_policy(dtype="float64", shared_prefix=shared_prefix, logprob_chunk=7)
    rows = rows_of(sampled(whole))
    (logprobs_B_T, expected), (chunked_B_T, found) = gradients(whole, rows), gradients(chunked, rows)
    assert torch.allclose(logprobs_B_T, chunked_B_T, atol=1e-12, rtol=0)
    assert all(torch.allclose(*pair, atol=1e-10, rtol=1e-9) for pair in zip(expected, found, strict=True))


@pytest.mark.parametrize("shared_prefix", [True, False])
def test_activations_can_be_computed_again_instead_of_held(make_policy: MakePolicy, shared_prefix: bool) -> None:
    held = make_policy(dtype="float64", shared_prefix=shared_prefix)
    again = make_policy(dtype="float64", shared_prefix=shared_prefix, gradient_checkpointing=True)
    groups = sampled(again)
    assert largest_gap(again, groups) < 1e-5
    passes: list[int] = []
    again.model.base_model.layers[0].input_layernorm.register_forward_hook(lambda *_: passes.append(1))
    (logprobs_B_T, expected), (again_B_T, found) = gradients(held, rows_of(groups)), gradients(again, rows_of(groups))
    assert len(passes) == 2, "once forward, and once more in the backward pass"
    assert torch.equal(logprobs_B_T, again_B_T)
    assert all(torch.allclose(*pair, atol=1e-10, rtol=1e-9) for pair in zip(expected, found, strict=True))


def test_the_mask_comes_from_lengths() -> None:
    rows = Rows([[5]], [[0, 0, 1], [0]], [0, 0])
    assert rows.mask(torch.device("cpu")).tolist() == [[1.0, 1.0, 1.0], [1.0, 0.0, 0.0]]


def test_pad_on_either_side() -> None:
    ids, valid = pad([[1, 2], [3]], torch.device("cpu"))
    assert (ids.tolist(), valid.tolist()) == ([[1, 2], [3, 0]], [[True, True], [True, False]])
    ids, valid = pad([[1, 2], [3]], torch.device("cpu"), left=True)
    assert (ids.tolist(), valid.tolist()) == ([[1, 2], [0, 3]], [[True, True], [False, True]])


def test_picks_follow_the_distribution_and_never_take_what_is_impossible() -> None:
    probabilities = torch.tensor([0.0, 0.5, 0.0, 0.3, 0.2, 0.0])
    count = 20_000
    uniform = uniforms(torch.full((count,), 7), torch.arange(count))[:, None]
    tokens = pick(probabilities.expand(count, -1), uniform)[:, 0]
    shares = torch.bincount(tokens, minlength=6) / count
    assert shares[probabilities == 0].sum() == 0
    # the share of a token lies within 5 standard errors: chance exceeds that once in about 600,000 tokens
    assert bool(((shares - probabilities).abs() <= 5 * (probabilities * (1 - probabilities) / count).sqrt()).all())


def test_the_nucleus_is_the_least_set_that_reaches_top_p() -> None:
    probabilities = torch.tensor([[0.1, 0.5, 0.3, 0.1]])
    assert nucleus(probabilities, 0.5).tolist() == [pytest.approx([0, 0.5, 0, 0])]
    assert nucleus(probabilities, 0.6).tolist() == [pytest.approx([0, 0.5, 0.3, 0])]
    assert nucleus(probabilities, 1e-9).tolist() == [pytest.approx([0, 0.5, 0, 0])]


def test_a_completion_ends_at_its_stop_string(make_policy: MakePolicy) -> None:
    policy = make_policy()
    free = [one for group in sampled(policy) for one in group.completions]
    letter = max("abcdefghijklmnopqrstuvwxyz0123456789", key=lambda one: sum(one in text.text for text in free))
    stopped = [one for group in sampled(policy, stop=[letter]) for one in group.completions]
    assert any(letter in one.text for one in free)
    assert not any(letter in one.text for one in stopped)
    ended = [one for one in stopped if one.finish_reason == "stop" and one.ids[-1] not in policy.end_ids]
    assert ended
    assert all(letter in policy.decode(one.ids) and letter not in policy.decode(one.ids[:-1]) for one in ended)


def test_what_ends_a_completion_is_counted_but_not_shown(make_policy: MakePolicy) -> None:
    policy = ending(make_policy())
    completions = [one for group in sampled(policy) for one in group.completions]
    ended = [one for one in completions if one.finish_reason == "stop"]
    cut_off = [one for one in completions if one.finish_reason == "length"]
    assert ended
    assert cut_off
    assert all(one.ids[-1] in policy.end_ids and "<eos>" not in one.text for one in ended)
    assert all(len(one.ids) == 24 and not policy.end_ids & set(one.ids) for one in cut_off)
    assert all(len(one.ids) == len(one.logprobs) == len(one.entropies) for one in completions)
    assert all(0 <= entropy <= math.log(len(policy.tokenizer)) for one in completions for entropy in one.entropies)


def test_a_folder_without_a_tokenizer_is_told_in_one_line(make_policy: MakePolicy, tmp_path: Path) -> None:
    make_policy().model.save_pretrained(tmp_path)
    with pytest.raises(DataError, match=r"^no tokenizer in .*: put its tokenizer.json") as caught:
        load_policy(str(tmp_path), ModelConfig(), torch.device("cpu"))
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_told_in_one_line(make_policy: MakePolicy, tmp_path: Path) -> None:
    make_policy().tokenizer.save_pretrained(tmp_path)
    with pytest.raises(DataError, match=r"^cannot load the model") as caught:
        load_policy(str(tmp_path), ModelConfig(), torch.device("cpu"))
    assert "\n" not in str(caught.value)


def test_a_saved_policy_comes_back_as_it_was(make_policy: MakePolicy, tmp_path: Path) -> None:
    policy = make_policy()
    policy.save(tmp_path)
    assert "shared_prefix" not in json.dumps(json.loads((tmp_path / "config.json").read_text()))
    again = load_policy(str(tmp_path), ModelConfig(), torch.device("cpu"))
    rows = rows_of(sampled(policy))
    assert torch.equal(policy.logprobs(rows), again.logprobs(rows))
    assert policy.end_ids == again.end_ids


@pytest.mark.parametrize("shared_prefix", [True, False])
def test_a_group_is_handed_on_as_soon_as_it_has_ended(make_policy: MakePolicy, shared_prefix: bool) -> None:
    policy = ending(make_policy(shared_prefix=shared_prefix))
    handed: list[Group] = []
    prompts = PROMPTS * 4
    problems = [Problem(text, text) for text in prompts]
    config = RolloutConfig(max_new_tokens=200)
    groups = sample(
        policy,
        SampleRequest(problems, prompts_of(policy, prompts), 2, config, torch.Generator().manual_seed(2)),
        handed.append,
    )
    assert [id(one) for one in groups] != [id(one) for one in handed], "the first to end comes first"
    assert sorted(map(id, groups)) == sorted(map(id, handed))
    lengths = [max(len(one.ids) for one in group.completions) for group in handed]
    assert lengths == sorted(lengths)


def told(groups: list[Group]) -> list[tuple[list[int], str, str]]:
    return [(one.ids, one.text, one.finish_reason) for group in groups for one in group.completions]


@pytest.mark.parametrize("shared_prefix", [True, False])
def test_what_is_drawn_does_not_depend_on_how_many_are_under_way(make_policy: MakePolicy, shared_prefix: bool) -> None:
    """Row by row, some at a time, or all at once: a row that ends gives its place to the next."""
    policy = ending(make_policy(dtype="float64", shared_prefix=shared_prefix))
    whole = sampled(policy)
    assert len({len(ids) for ids, _, _ in told(whole)}) > 4
    longest = max(map(len, (group.prompt_ids for group in whole)))
    for budget in ({"rows_at_once": 1}, {"rows_at_once": 5}, {"cache_tokens": 3 * (longest + 24)}):
        assert told(sampled(policy, **budget)) == told(whole), budget
    assert largest_gap(policy, sampled(policy, rows_at_once=5)) < 1e-5


def test_no_more_is_held_than_the_budget_allows(make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, held = ending(make_policy()), []
    advance = KvCache.advance

    def watched(self: KvCache, tokens: int) -> None:
        advance(self, tokens)
        rows, prompts = len(self._columns), len(self._lengths_P)
        held.append((rows, prompts * int(self._lengths_P.max()) + rows * (max(self._columns) + 1)))

    monkeypatch.setattr(KvCache, "advance", watched)
    sampled(policy, rows_at_once=7, cache_tokens=200)
    assert max(rows for rows, _ in held) <= 7
    assert max(rows for rows, _ in held) > 1
    assert max(tokens for _, tokens in held) <= 200
    with pytest.raises(ConfigError, match=r"rollout.cache_tokens=20 does not hold one row: a prompt of"):
        sampled(policy, cache_tokens=20)


def test_tokens_that_stand_for_no_text_are_never_drawn() -> None:
    """They are likely here, as rows of an embedding that no training has touched may be."""
    logits = torch.tensor([0.0, 0.0, 9.0, 9.0]).expand(1000, 4)
    uniform = uniforms(torch.arange(1000), torch.zeros(1000, dtype=torch.long))
    tokens, logprobs, _ = draw(logits, 1.0, 1.0, uniform, known=2)
    assert set(tokens.tolist()) == {0, 1}
    assert logprobs.max() < -9, "as training computes it, of the whole distribution"


def test_looking_for_a_stop_string_decodes_a_few_tokens_however_long_the_row(make_policy: MakePolicy) -> None:
    policy, lengths = make_policy(), []
    decode = policy.decode
    policy.decode = lambda ids: lengths.append(len(ids)) or decode(ids)  # type: ignore[func-returns-value, method-assign]
    stops, ids = Stops(policy, ["\nQuestion: "]), policy.encode("1+1=2 " * 400)
    assert not any(stops.ended(ids[:end]) for end in range(1, len(ids)))
    assert max(lengths) < 30 < len(ids)
    assert stops.ended([*ids, *policy.encode("so\nQuestion: ")])


def test_the_random_numbers_of_rows_are_uniform_and_independent() -> None:
    seeds, steps = torch.meshgrid(torch.arange(200) * 2**40, torch.arange(200), indexing="ij")
    found = uniforms(seeds.flatten(), steps.flatten()).view(200, 200)
    assert found.min() >= 0
    assert found.max() < 1
    assert abs(float(found.mean()) - 0.5) < 0.01
    assert abs(float(found.var()) - 1 / 12) < 0.005
    correlations = torch.corrcoef(torch.cat([found, found.t()]))
    assert float(correlations.fill_diagonal_(0).abs().max()) < 0.4
