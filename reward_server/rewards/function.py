"""A function of the user's as a reward: the item goes out, and what comes back is a score, or a fault that says why.

The function runs in `execution.function_workers`; here is what is sent to it, and what its answer is worth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import create_model

from reward_server.functions.description import Description
from reward_server.jobs import Failure, Job, JsonObject, Outcome
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault, not_applicable

EXECUTOR = "function"


@dataclass(frozen=True, slots=True)
class FunctionReward:
    description: Description
    options: type[Options] = field(init=False)

    def __post_init__(self) -> None:
        fields: dict[str, Any] = dict.fromkeys(self.description.options, (Any, None))
        model = create_model(f"Options_{self.description.name}", __base__=Options, **fields)
        object.__setattr__(self, "options", model)

    @property
    def name(self) -> str:
        return self.description.name

    @property
    def definition(self) -> str:
        return f"The function {self.description.target}. {self.description.told}".strip()

    def plan(self, sample: Sample, options: Options) -> Pending:
        own = options.model_dump(exclude_unset=True, include=set(self.description.options))
        payload = {"name": self.name, "item": _item(sample), "options": own, "memo": self.description.deterministic}
        return Pending(Job(EXECUTOR, payload), lambda outcome: self._score(outcome, options))

    def _score(self, outcome: Outcome, options: Options) -> Score:
        if isinstance(outcome, Failure):
            return Score(None, outcome.message, outcome.kind)
        result = outcome.result
        if "failed" in result:
            return self._failed(result, options)
        if result.get("none"):
            reason = result["reason"] or "the function returned None"
            return not_applicable(reason) if self.description.none_means == "not_applicable" else fault(reason)
        return Score(result["score"], result["reason"] or f"{self.name} says {result['score']:g}", rule=self.name)

    def _failed(self, result: JsonObject, options: Options) -> Score:
        if result["failed"] == "exception" and self.description.on_exception == "zero":
            return Score(0.0, f"{result['reason']} (on_exception: zero)", undecided=True, rule=f"{self.name}.exception")
        if result["failed"] == "input" and options.optional:
            return not_applicable(result["reason"])
        return fault(f"the function {self.name}: {result['reason']}")


def _item(sample: Sample) -> JsonObject:
    return {
        "completion": sample.completion,
        "prompt": sample.prompt,
        "ground_truth": None if sample.ground_truth is None else list(sample.ground_truth),
        "metadata": sample.metadata,
        "data_source": sample.data_source,
        "language": sample.language,
    }
