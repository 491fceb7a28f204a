"""OpenEnv: a rubric, `self.rubric = AssayRubric(url=...)`, alone or as a child of others.

`completion` and `row` say how the answer is read from an action and the row from an observation. A null raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from openenv.core.rubrics.base import Rubric

from sdk.integrations.base import Judge, chosen, metrics_of

TEXTS = ("completion", "message", "content", "text", "answer", "code")
"""Fields of an action that may hold the model's text, in this order."""


def text_of(action: Any) -> Any:
    """An action that is a text, or its first field of `TEXTS`."""
    if isinstance(action, str):
        return action
    found = (getattr(action, name, None) for name in TEXTS)
    return next((one for one in found if one is not None), None)


def metadata_of(observation: Any) -> Mapping[str, Any]:
    """An observation's `metadata`, where OpenEnv puts what the model doesn't see."""
    metadata = observation if isinstance(observation, Mapping) else getattr(observation, "metadata", None)
    return metadata or {}


class AssayRubric(Rubric):  # type: ignore[misc, unused-ignore]
    """The weighted sum; `last_components` holds its parts. Options are `Judge`'s."""

    def __init__(
        self,
        completion: Callable[[Any], Any] = text_of,
        row: Callable[[Any], Mapping[str, Any]] = metadata_of,
        *,
        on_null: str = "auto",
        **options: Any,
    ) -> None:
        super().__init__()
        chosen(on_null, "raise", ("raise",))
        self._completion = completion
        self._row = row
        self._judge = Judge(**options)
        self.last_components: dict[str, float] = {}

    async def forward(self, action: Any, observation: Any) -> float:
        reward, result = await self._judge.ajudged(self._row(observation), self._completion(action))
        self.last_components = metrics_of(result, prefix="")
        return reward
