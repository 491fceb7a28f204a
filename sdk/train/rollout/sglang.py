"""SGLang's server: `/generate` with tokens in and out, and weights loaded from a folder.

Its log-probabilities are after the temperature and before `top_p`, which are ours (unless it was started with
SGLANG_RETURN_ORIGINAL_LOGPROB). Read in SGLang 0.5.23.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sdk.train.errors import EngineError
from sdk.train.rollout.api import Drawn, Wish, whole
from sdk.train.rollout.endpoint import Endpoint


class Sglang:
    async def check(self, endpoint: Endpoint) -> None:
        await endpoint.get("/model_info")

    async def generate(self, endpoint: Endpoint, wish: Wish) -> Sequence[Drawn]:
        """One request of `count` prompts, each with a seed of its own: `n` would give them all the same."""
        body = {
            "input_ids": [wish.prompt_ids] * wish.count,
            "sampling_params": [_sampling(wish, wish.seed + number) for number in range(wish.count)],
            "return_logprob": True,
            "logprob_start_len": -1,
        }
        answers = await endpoint.post("/generate", body)
        return [_drawn(one) for one in (answers if isinstance(answers, list) else [answers])]

    async def load(self, endpoint: Endpoint, folder: str) -> None:
        answer = await endpoint.post("/update_weights_from_disk", {"model_path": folder, "flush_cache": True})
        if not answer["success"]:
            raise EngineError(f"{endpoint.url} did not load {folder}: {answer.get('message')}")


def _sampling(wish: Wish, seed: int) -> dict[str, Any]:
    return {
        "max_new_tokens": wish.rollout.max_new_tokens,
        "temperature": wish.rollout.temperature,
        "top_p": wish.rollout.top_p,
        "top_k": -1,
        "min_p": 0.0,
        "repetition_penalty": 1.0,
        "stop": wish.rollout.stop,
        "stop_token_ids": wish.end_ids,
        "sampling_seed": seed,
    }


def _drawn(answer: dict[str, Any]) -> Drawn:
    """The tokens stand beside their log-probabilities: `output_ids` may lack the one that ended the completion."""
    meta = answer["meta_info"]
    if meta.get("output_token_logprobs") is None:
        raise ValueError("no output_token_logprobs")
    pairs = meta["output_token_logprobs"]
    return Drawn(
        whole([one[1] for one in pairs], int), whole([one[0] for one in pairs], float), meta["finish_reason"]["type"]
    )
