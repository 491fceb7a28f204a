"""vLLM's server: `/v1/completions` with tokens in and out, and weights reloaded from a folder.

It tells log-probabilities before the temperature (`--logprobs-mode raw_logprobs`, its default) or after temperature and
`top_p` (`processed_logprobs`): ours, after the one and before the other, only where one of the two is 1. Reloading is a
call of its development mode, `VLLM_SERVER_DEV_MODE=1`. Read in vLLM 0.33.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sdk.train.config.schema import EngineConfig, RolloutConfig
from sdk.train.errors import ConfigError, EngineError
from sdk.train.rollout.api import Drawn, Wish, whole
from sdk.train.rollout.endpoint import Endpoint


class Vllm:
    def __init__(self, config: EngineConfig, rollout: RolloutConfig) -> None:
        if rollout.temperature != 1 and rollout.top_p < 1:
            raise ConfigError(
                "vLLM tells logprobs before the temperature or after top_p, and training needs those between: "
                "set rollout.temperature=1 or rollout.top_p=1"
            )
        self._model = config.model

    async def check(self, endpoint: Endpoint) -> None:
        answer = await endpoint.get("/v1/models")
        if not isinstance(answer, dict) or not answer.get("data"):
            raise ConfigError(f"{endpoint.url} is no vLLM: /v1/models lists no model")
        names = [one["id"] for one in answer["data"]]
        if self._model is None:
            self._model = names[0]
        if self._model not in names:
            raise ConfigError(f"{endpoint.url} serves no model {self._model!r}: engine.model may be {', '.join(names)}")

    async def generate(self, endpoint: Endpoint, wish: Wish) -> Sequence[Drawn]:
        answer = await endpoint.post("/v1/completions", self._body(wish))
        return [_drawn(choice) for choice in sorted(answer["choices"], key=lambda one: one["index"])]

    async def load(self, endpoint: Endpoint, folder: str) -> None:
        try:
            await endpoint.post("/collective_rpc", {"method": "reload_weights", "kwargs": {"weights_path": folder}})
        except EngineError as error:
            raise EngineError(f"{error} (reloading needs vLLM started with VLLM_SERVER_DEV_MODE=1)") from None
        forgotten = await endpoint.post("/reset_prefix_cache")
        if forgotten is not None and not forgotten.get("success", True):
            raise EngineError(f"{endpoint.url} could not empty its prefix cache: something else is using it")

    def _body(self, wish: Wish) -> dict[str, Any]:
        """Every setting of sampling is said: the server's own defaults come from the model's folder."""
        return {
            "model": self._model,
            "prompt": wish.prompt_ids,
            "n": wish.count,
            "seed": wish.seed,
            "max_tokens": wish.rollout.max_new_tokens,
            "temperature": wish.rollout.temperature,
            "top_p": wish.rollout.top_p,
            "top_k": -1,
            "min_p": 0.0,
            "repetition_penalty": 1.0,
            "stop": wish.rollout.stop,
            "stop_token_ids": wish.end_ids,
            "logprobs": 0,
            "return_token_ids": True,
        }


def _drawn(choice: dict[str, Any]) -> Drawn:
    if choice.get("token_ids") is None:
        raise ValueError("no token_ids: vLLM 0.10.2 or later has them")
    if choice.get("logprobs") is None:
        raise ValueError("no logprobs")
    return Drawn(
        whole(choice["token_ids"], int), whole(choice["logprobs"]["token_logprobs"], float), choice["finish_reason"]
    )
