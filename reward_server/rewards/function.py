"""A function of the user's as a reward: the item goes out, and what comes back is a score, or a fault that says why.

The function runs in `execution.function_workers`; here is what is sent to it, and what its answer is worth.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema, create_model

from reward_server.functions.description import Description
from reward_server.jobs import Failure, Job, JsonObject, Outcome
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault, not_applicable

EXECUTOR = "function"


@dataclass(frozen=True, slots=True)
class FunctionReward:
    description: Description
    options: type[Options] = field(init=False)

    def __post_init__(self) -> None:
        fields = _fields(self.description.options_schema)
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
        reason = f"the function {self.name}: {result['reason']}"
        return fault(reason) if result["failed"] == "input" else Score(None, reason, "error", rule="fault")


def _fields(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a model for the options that a schema describes: a request's values are checked one by one. What
    only the function's own model can check is checked where the function runs."""
    required, shared = schema.get("required", ()), schema.get("$defs", {})
    fields: dict[str, Any] = {}
    for name, own in schema.get("properties", {}).items():
        annotated: Any = Annotated[Any, AfterValidator(_check({**own, "$defs": shared}))]
        if "$ref" not in json.dumps(own):  # a reference would point out of the schema that is shown
            annotated = Annotated[annotated, WithJsonSchema(own)]
        fields[name] = (annotated, ... if name in required else own.get("default"))
    return fields


def _check(schema: dict[str, Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        import jsonschema_rs  # where it is first needed

        error = next(jsonschema_rs.validator_for(schema).iter_errors(value), None)
        if error is not None:
            raise ValueError(error.message)
        return value

    return checked


def _item(sample: Sample) -> JsonObject:
    return {
        "completion": sample.completion,
        "prompt": sample.prompt,
        "ground_truth": None if sample.ground_truth is None else list(sample.ground_truth),
        "metadata": sample.metadata,
        "data_source": sample.data_source,
        "language": sample.language,
    }
