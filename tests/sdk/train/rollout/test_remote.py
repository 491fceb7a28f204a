"""Rollouts by a server of vLLM's and of SGLang's API: the same numbers, its weights kept up, its faults told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from fastapi import Request, Response

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problem
from sdk.train.errors import ConfigError, EngineError
from sdk.train.launch.setup import open_engine
from sdk.train.launch.whole_run import train
from sdk.train.model.policy import Policy
from sdk.train.rollout.remote import Remote
from sdk.train.rollout.samples import Group, SampleRequest
from sdk.train.run.checkpoint import complete
from tests.sdk.train.conftest import prompts_of
from tests.sdk.train.engine_server import Served, listening

KINDS = ["vllm", "sglang"]


@pytest.fixture
def model(make_policy: Callable[..., Policy], tmp_path: Path) -> Path:
    make_policy().save(tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def served(model: Path) -> Served:
    return Served(model)


@pytest.fixture
def url(served: Served) -> Iterator[str]:
    with listening(served) as address:
        yield address


def settings(kind: str, url: str, folder: Path, **more: Any) -> Config:
    rollout = {"prompts_per_step": 2, "group_size": 3, "max_new_tokens": 6, **more.pop("rollout", {})}
    return build(
        {
            "output_dir": str(folder / "run"),
            "threads": 1,
            "steps": 3,
            "problems": {"template": "{question}"},
            "model": {"name_or_path": str(folder / "model")},
            "engine": {"kind": kind, "url": url, "wait_s": 0.5, "timeout_s": 20, **more.pop("engine", {})},
            "rollout": rollout,
            "eval": {"problems": 2, "every": 3},
            "optimizer": {"learning_rate": 1e-2},
            **more,
        }
    )


@contextlib.contextmanager
def opened(config: Config) -> Iterator[Remote]:
    engine = open_engine(config, lambda line: None)
    assert isinstance(engine, Remote)
    yield engine
    engine.close()


def ask(engine: Remote, policy: Policy, config: Config, prompts: list[str], seed: int = 0) -> list[Group]:
    problems = [Problem(str(number), one) for number, one in enumerate(prompts)]
    random = torch.Generator().manual_seed(seed)
    request = SampleRequest(problems, prompts_of(policy, prompts), config.rollout.group_size, config.rollout, random)
    return engine.sample(policy, request, lambda group: 0)


@pytest.mark.parametrize(("kind", "temperature"), [("vllm", 1.0), ("sglang", 0.7)])
def test_a_run_through_it_has_the_trainers_logprobs_and_serves_the_trained_weights(
    kind: str, temperature: float, served: Served, url: str, tmp_path: Path, length_client: Any
) -> None:
    config = settings(kind, url, tmp_path, rollout={"temperature": temperature})
    assert train(config, length_client())
    steps = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert len(steps) == 3
    assert all(one["logprob_gap_max"] < 1e-5 for one in steps)
    assert all("entropy" not in one for one in steps), "a server does not tell it, and nothing is made up"
    assert all(one["grad_norm"] > 0 for one in steps)
    final = complete(tmp_path / "run" / "checkpoints")[-1] / "model" / "model.safetensors"
    assert same(served, final)
    assert not same(served, tmp_path / "model" / "model.safetensors")
    assert len(served.loads) == 1 + 1 + 3, "as started, before the first step, and after each of three"
    assert list((tmp_path / "run" / "engine").glob("weights-*")) == [], "nothing is left lying about"


def same(served: Served, file: Path) -> bool:
    from safetensors.torch import load_file

    held = served.model.state_dict()
    return all(torch.equal(held[name], one) for name, one in load_file(file).items())


@pytest.mark.parametrize("kind", KINDS)
def test_weights_may_be_refreshed_more_seldom_and_a_correction_makes_up_for_it(
    kind: str, served: Served, url: str, tmp_path: Path, length_client: Any
) -> None:
    config = settings(kind, url, tmp_path, engine={"refresh_every": 2}, grpo={"correction": "token"}, steps=4)
    assert train(config, length_client())
    gaps = [one["logprob_gap_max"] for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert [gap < 1e-5 for gap in gaps] == [True, False, True, True], "the third has an evaluation before the fourth"


@pytest.mark.parametrize("kind", KINDS)
def test_groups_come_in_order_ended_and_cut_as_ours_are(
    kind: str, url: str, tmp_path: Path, make_policy: Callable[..., Policy]
) -> None:
    policy = make_policy()
    config = settings(
        kind, url, tmp_path, rollout={"stop": ["a", "e"], "max_new_tokens": 20}, engine={"concurrency": 2}
    )
    with opened(config) as engine:
        engine.refresh(policy, 0)
        groups = ask(engine, policy, config, ["1 + 1", "2", "33 + 4 + 5"])
        again = ask(engine, policy, config, ["1 + 1", "2", "33 + 4 + 5"])
        other = ask(engine, policy, config, ["1 + 1", "2", "33 + 4 + 5"], seed=1)
    assert [one.prompt for one in groups] == ["1 + 1", "2", "33 + 4 + 5"]
    assert groups == again, "seeds decide"
    assert groups != other
    completions = [one for group in groups for one in group.completions]
    assert len({tuple(one.ids) for one in completions}) > 6, "each has a seed of its own"
    for one in completions:
        assert not {"a", "e"} & set(one.text)
        assert (one.finish_reason == "length") == (len(one.ids) == 20 and not {"a", "e"} & set(policy.decode(one.ids)))
    assert any(one.finish_reason == "stop" for one in completions)


async def broken(request: Request) -> Any:
    return Response("out of memory", 500)


async def busy(request: Request) -> Any:
    return Response('{"detail": "queue is full"}', 503)


async def no_json(request: Request) -> Any:
    return Response("<html>a proxy</html>")


async def torn(request: Request) -> Any:
    """The connection closes in the middle of the answer."""
    return Response("x", headers={"content-length": "1000"})


async def slow(request: Request) -> Any:
    await asyncio.sleep(30)


def answering(body: str, status: int = 200) -> Any:
    async def answer(request: Request) -> Any:
        return Response(body, status)

    return answer


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", [broken, busy, torn])
def test_what_may_pass_is_tried_again(
    kind: str, fault: Any, served: Served, url: str, tmp_path: Path, make_policy: Callable[..., Policy]
) -> None:
    config, policy = settings(kind, url, tmp_path), make_policy()
    with opened(config) as engine:
        expected = ask(engine, policy, config, ["1 + 1"])
        served.faults = [fault]
        assert ask(engine, policy, config, ["1 + 1"]) == expected


FAULTS = {
    "always down": ([broken] * 5, r"/(v1/completions|generate) does not answer: 500 out of memory \(tried 5 times\)$"),
    "slow": ([slow], r"did not answer within 1 s: "),
    "no JSON": ([no_json], r"did not answer with JSON: '<html>a proxy</html>'$"),
    "another shape": ([answering("[1]")], r"answered in another shape: "),
    "refused": ([answering('{"error": {"message": "prompt too long"}}', 400)], r"answered 400: prompt too long$"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_pass_is_told_in_one_line(
    kind: str, name: str, served: Served, url: str, tmp_path: Path, make_policy: Callable[..., Policy], monkeypatch: Any
) -> None:
    monkeypatch.setattr("sdk.train.rollout.endpoint.LONGEST_PAUSE_S", 0.01)
    faults, message = FAULTS[name]
    config = settings(kind, url, tmp_path, engine={"timeout_s": 1 if name == "slow" else 20})
    with opened(config) as engine:
        served.faults = list(faults)
        with pytest.raises(EngineError, match=message) as caught:
            ask(engine, make_policy(), config, ["1 + 1"])
    assert "\n" not in str(caught.value)


def spoilt(kind: str, change: Callable[[list[int], list[float]], tuple[list[int], list[float]]]) -> Any:
    """An answer of the right shape with other tokens or logprobs in it, cut off."""
    ids, logprobs = change([5] * 6, [-1.0] * 6)
    vllm = {"index": 0, "logprobs": {"token_logprobs": logprobs}, "token_ids": ids, "finish_reason": "length"}
    pairs = [[logprob, token, None] for logprob, token in zip(logprobs, ids, strict=False)]
    sglang = {"meta_info": {"output_token_logprobs": pairs, "finish_reason": {"type": "length"}}}
    return answering(json.dumps({"choices": [vllm] * 3} if kind == "vllm" else [sglang] * 3))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda ids, logprobs: (ids[:3], logprobs[:3]), r"cut off after 3 of 6 tokens: is its context too short"),
        (lambda ids, logprobs: ([*ids[:5], 10**6], logprobs), r"token 1000000, and the policy has 500: .*vocabulary$"),
        (lambda ids, logprobs: (ids, [*logprobs[:5], 2.0]), r"logprobs that are none$"),
        (lambda ids, logprobs: (ids * 2, logprobs * 2), r"a completion of 12 tokens where 1 to 6 were asked for$"),
        (lambda ids, logprobs: ([], []), r"cut off after 0 of 6 tokens"),
    ],
)
def test_completions_that_cannot_be_are_refused(
    kind: str, change: Any, message: str, served: Served, url: str, tmp_path: Path, make_policy: Callable[..., Policy]
) -> None:
    config = settings(kind, url, tmp_path)
    with opened(config) as engine:
        served.faults = [spoilt(kind, change)]
        with pytest.raises(EngineError, match=message):
            ask(engine, make_policy(), config, ["1 + 1"])


@pytest.mark.parametrize("kind", KINDS)
def test_logprobs_that_are_missing_are_missed(
    kind: str, served: Served, url: str, tmp_path: Path, make_policy: Callable[..., Policy]
) -> None:
    bodies = {
        "vllm": '{"choices": [{"index": 0, "token_ids": [5], "logprobs": null, "finish_reason": "stop"}]}',
        "sglang": '[{"meta_info": {"finish_reason": {"type": "stop"}}}]',
    }
    config = settings(kind, url, tmp_path)
    with opened(config) as engine:
        served.faults = [answering(bodies[kind])]
        with pytest.raises(EngineError, match=r"no (output_token_)?logprobs$"):
            ask(engine, make_policy(), config, ["1 + 1"])


@pytest.mark.parametrize("kind", KINDS)
def test_other_probabilities_than_the_policys_stop_the_run(
    kind: str, served: Served, url: str, tmp_path: Path, make_policy: Callable[..., Policy]
) -> None:
    """As where the server cannot reload, or tells logprobs before the temperature."""
    config, policy = settings(kind, url, tmp_path), make_policy()
    with torch.no_grad():
        policy.model.base_model.norm.weight.mul_(2.0)
    served.load = lambda folder: None  # type: ignore[method-assign]
    with opened(config) as engine, pytest.raises(EngineError, match=r"nats a token apart: another model, tokenizer or"):
        engine.refresh(policy, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_not_there_is_told_at_the_start(kind: str, model: Path, tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"
    with pytest.raises(EngineError, match=rf"^{url}/\S+ does not answer: .*onnect"):
        open_engine(settings(kind, url, tmp_path), lambda line: None)


def test_what_cannot_work_is_said_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"serves no model 'large': engine.model may be tiny$"):
        open_engine(settings("vllm", url, tmp_path, engine={"model": "large"}), lambda line: None)
    with pytest.raises(ConfigError, match=r"^engine.kind=vllm needs engine.url"):
        open_engine(build({"engine": {"kind": "vllm"}}), lambda line: None)
    with pytest.raises(ConfigError, match=r"set rollout.temperature=1 or rollout.top_p=1$"):
        open_engine(settings("vllm", url, tmp_path, rollout={"temperature": 0.7, "top_p": 0.9}), lambda line: None)


def test_no_correction_is_warned_of(url: str, tmp_path: Path) -> None:
    said: list[str] = []
    open_engine(settings("sglang", url, tmp_path, grpo={"correction": "none"}), said.append)
    assert "grpo.correction=token" in said[0]
    for corrected in ("token", "auto"):
        open_engine(settings("sglang", url, tmp_path, grpo={"correction": corrected}), said.append)
    assert len(said) == 1
