"""SkyRL: `skyrl_gym.register(id="assay", entry_point="sdk.integrations.skyrl:AssayEnv")`; rows: `env_class: assay`.

Options are the environment's own part of the configuration (`environment.skyrl_gym.assay.url=...`). A null raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from skyrl_gym.envs.base_text_env import BaseTextEnv, BaseTextEnvStepOutput

from sdk.columns.plain import plain
from sdk.integrations.base import Judge, chosen, metrics_of


class AssayEnv(BaseTextEnv):  # type: ignore[misc, unused-ignore]
    """One turn: the answer is scored, and the episode ends. `extras` is the row, `reward_spec` and others in it."""

    def __init__(self, env_config: Any = None, extras: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        options = plain(dict(env_config or {}))
        chosen(options.pop("on_null", "auto"), "raise", ("raise",))
        self._judge = _judge(tuple(sorted(options.items())))
        self._row = _row(extras or {})

    def step(self, action: str) -> BaseTextEnvStepOutput:
        reward, result = self._judge.judged(self._row, action)
        return BaseTextEnvStepOutput(observations=[], reward=reward, done=True, metadata=metrics_of(result))


def _row(extras: Mapping[str, Any]) -> dict[str, Any]:
    """`reward_spec` is what verl calls `reward_model`."""
    spec = extras.get("reward_spec")
    return {**extras, **(spec if isinstance(spec, Mapping) else {})}


@cache
def _judge(options: tuple[tuple[str, Any], ...]) -> Judge:
    """One client for all environments of a process: their calls travel together."""
    return Judge(**dict(options))
