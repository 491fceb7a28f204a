"""A rollout engine behind HTTP: groups sampled side by side, weights handed over through a folder.

After each refresh a probe compares the server's log-probabilities with the trainer's: another model, another tokenizer,
old weights or another temperature would otherwise train on without a word.
"""

from __future__ import annotations

import asyncio
import math
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import torch

from sdk.train import distributed
from sdk.train.config.schema import EngineConfig, RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompt
from sdk.train.errors import EngineError
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.rollout.api import Api, Drawn, Wish
from sdk.train.rollout.endpoint import TRIES, Endpoint
from sdk.train.rollout.samples import Completion, Group, SampleRequest
from sdk.train.rollout.sampling import Stops, finished

T = TypeVar("T")
PROBE_TEXT, PROBE_TOKENS, PROBES = "1 + 1 =", 16, 4
READY_EVERY_S = 0.5


class Remote:
    """Raises EngineError wherever the server does not do what it should."""

    def __init__(self, api: Api, config: EngineConfig, rollout: RolloutConfig, folder: Path) -> None:
        self._api, self._config, self._rollout = api, config, rollout
        self._folder = folder.absolute()
        self._served: int | None = None
        self._written: set[Path] = set()

    def wait_until_ready(self, say: Callable[[str], None]) -> None:
        """Raises EngineError with the reason after `engine.wait_s`."""
        try:
            self._run(self._api.check, tries_s=0)
        except EngineError:
            say(f"waiting up to {self._config.wait_s:g} s for the engine at {self._config.url}")
            self._run(self._api.check, tries_s=self._config.wait_s)

    def refresh(self, policy: Policy, updates: int) -> None:
        if updates == self._served:
            return
        name = f"weights-{updates:06d}"
        self._write(policy, self._folder / name)
        distributed.of_first(lambda: self._load(name))
        self._served = updates
        self._probe(policy)

    def sample(self, policy: Policy, request: SampleRequest, on_group: Callable[[Group], object]) -> list[Group]:
        random, count = request.random, len(request.problems)
        seeds = torch.randint(2**31, (count,), generator=random, device=random.device).tolist()
        wishes = [
            Wish(prompt.ids, request.group_size, seed, sorted(policy.end_ids), request.rollout)
            for prompt, seed in zip(request.prompts, seeds, strict=True)
        ]

        async def all_groups(endpoint: Endpoint) -> list[Group]:
            gate = asyncio.Semaphore(self._config.concurrency)

            async def one(problem: Problem, prompt: Prompt, wish: Wish) -> Group:
                async with gate:
                    completions = await self._completions(endpoint, policy, wish)
                group = Group(problem, prompt.text, prompt.ids, completions)
                on_group(group)
                return group

            return list(await asyncio.gather(*map(one, request.problems, request.prompts, wishes)))

        return self._run(all_groups)

    def close(self) -> None:
        self._drop_older(None)

    def _run(self, work: Callable[[Endpoint], Awaitable[T]], tries_s: float | None = None) -> T:
        """On an event loop of its own; with `tries_s`, again and again so long until it succeeds."""

        async def run() -> T:
            loop = asyncio.get_running_loop()
            until = loop.time() + (tries_s or 0)
            timeout_s = self._config.timeout_s if tries_s is None else max(tries_s, 5)
            tries = TRIES if tries_s is None else 1
            async with Endpoint(str(self._config.url), timeout_s, self._config.concurrency, tries) as endpoint:
                while True:
                    try:
                        return await work(endpoint)
                    except EngineError:
                        if tries_s is None or loop.time() >= until:
                            raise
                    await asyncio.sleep(READY_EVERY_S)

        return asyncio.run(run())

    async def _completions(self, endpoint: Endpoint, policy: Policy, wish: Wish) -> list[Completion]:
        try:
            drawn = await self._api.generate(endpoint, wish)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise EngineError(f"{endpoint.url} answered in another shape: {type(error).__name__} {error}") from None
        if len(drawn) != wish.count:
            raise EngineError(f"{endpoint.url} gave {len(drawn)} completions where {wish.count} were asked for")
        for one in drawn:
            fault = _fault(one, wish.rollout.max_new_tokens, policy.model.config.vocab_size)
            if fault is not None:
                raise EngineError(f"{endpoint.url} gave {fault}")
        stops = Stops(policy, wish.rollout.stop)
        return [finished(policy, stops, one.ids, one.logprobs, [], ended=one.finish == "stop") for one in drawn]

    def _write(self, policy: Policy, folder: Path) -> None:
        """Whole before it has its name: a server may be looking."""
        partial = folder.with_name(f".{folder.name}.partial")
        if distributed.first():
            for old in (partial, folder):
                shutil.rmtree(old, ignore_errors=True)
            partial.mkdir(parents=True)
        policy.save(partial, merged=True, modules=False)
        if distributed.first():
            partial.rename(folder)
            self._written.add(folder)

    def _load(self, name: str) -> None:
        there = str(Path(self._config.weights_dir_there or self._folder) / name)
        self._run(lambda endpoint: self._api.load(endpoint, there))
        self._drop_older(self._folder / name)

    def _drop_older(self, kept: Path | None) -> None:
        """What else this engine has written here; other things in the folder are somebody's."""
        for old in self._written - {kept}:
            shutil.rmtree(old, ignore_errors=True)
            self._written.discard(old)

    @torch.no_grad()
    def _probe(self, policy: Policy) -> None:
        rollout = self._rollout.model_copy(update={"max_new_tokens": PROBE_TOKENS, "stop": []})
        wish = Wish(policy.encode(PROBE_TEXT), PROBES, 0, sorted(policy.end_ids), rollout)
        found = self._run(lambda endpoint: self._completions(endpoint, policy, wish))
        rows = Rows([wish.prompt_ids], [one.ids for one in found], [0] * PROBES)
        ours_B_T = policy.logprobs(rows, rollout.temperature)
        mask_B_T = rows.mask(policy.device)
        theirs_N = torch.tensor([one for completion in found for one in completion.logprobs], device=policy.device)
        gap = float((ours_B_T[mask_B_T.bool()] - theirs_N).abs().mean())
        if gap > self._config.max_logprob_gap:
            raise EngineError(
                f"{self._config.url} serves other probabilities than the policy's, {gap:.3g} nats a token apart: "
                "another model, tokenizer or temperature? (At a temperature other than 1 vLLM needs "
                "--logprobs-mode processed_logprobs.)"
            )


def _fault(drawn: Drawn, max_new_tokens: int, vocab_size: int) -> str | None:
    if len(drawn.ids) != len(drawn.logprobs):
        return f"{len(drawn.ids)} tokens with {len(drawn.logprobs)} logprobs"
    if drawn.finish not in ("stop", "length"):
        return f"a completion that was not finished: {drawn.finish}"
    if drawn.finish == "length" and len(drawn.ids) < max_new_tokens:
        return f"a completion cut off after {len(drawn.ids)} of {max_new_tokens} tokens: is its context too short?"
    if not 0 < len(drawn.ids) <= max_new_tokens:
        return f"a completion of {len(drawn.ids)} tokens where 1 to {max_new_tokens} were asked for"
    if not all(0 <= one < vocab_size for one in drawn.ids):
        return f"token {max(drawn.ids)}, and the policy has {vocab_size}: it serves another vocabulary"
    if not all(math.isfinite(one) and one < 1e-3 for one in drawn.logprobs):
        return "logprobs that are none"
    return None
