"""The engine that a configuration asks for."""

from __future__ import annotations

from collections.abc import Callable

from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError
from sdk.train.rollout.engine import BuiltIn, Engine
from sdk.train.rollout.remote import Remote
from sdk.train.rollout.sglang import Sglang
from sdk.train.rollout.vllm import Vllm


def open_engine(config: Config, say: Callable[[str], None]) -> Engine:
    """Ready to sample. Raises ConfigError, and EngineError where the server is not up or does not serve the model."""
    wanted = config.engine
    if wanted.kind == "builtin":
        return BuiltIn()
    if wanted.url is None:
        raise ConfigError(f"engine.kind={wanted.kind} needs engine.url: where does the server listen?")
    api = Vllm(wanted, config.rollout) if wanted.kind == "vllm" else Sglang()
    engine = Remote(api, wanted, config.rollout, wanted.weights_dir or config.output_dir / "engine")
    engine.wait_until_ready(say)
    if config.grpo.correction == "none":
        say(
            f"{wanted.kind} does not compute quite the trainer's probabilities, and grpo.correction=none makes no "
            "allowance for it: watch logprob_gap, or set grpo.correction=token"
        )
    return engine
