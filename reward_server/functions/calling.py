"""One call of a user's function: its arguments from the items, and its answer made plain.

What comes in is what `rewards.function` sends of an item: completion, prompt, ground_truth, metadata, data_source. What
goes out is one object an item: `score` with `reason`, or `failed` with the kind, so that nothing is taken for a number.
"""

from __future__ import annotations

import asyncio
import inspect
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from reward_server.functions.description import MARK, Description
from sdk.schema import Item

JsonObject = dict[str, Any]
MAX_REASON = 1000


def call(
    function: Callable[..., Any], description: Description, items: Sequence[JsonObject], options: JsonObject
) -> list[JsonObject]:
    """One outcome an item, in order. Never raises: what the function raises, SystemExit too, is an outcome."""
    try:
        if description.is_batch:
            return _batch(_called(function, _arguments(description, function, items, options)), len(items))
        return [
            _plain(_called(function, {k: v[0] for k, v in _arguments(description, function, [one], options).items()}))
            for one in items
        ]
    except _NoColumn as error:
        return [{"failed": "input", "reason": str(error)}] * len(items)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return [{"failed": "input", "reason": f"wrong options: {wrong}"}] * len(items)
    except BaseException as error:  # a reward that exits is a reward that failed
        return [{"failed": "exception", "reason": f"{type(error).__name__}: {error}"[:MAX_REASON]}] * len(items)


class _NoColumn(ValueError):
    """A parameter for which the items have nothing."""


def _called(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    value = function(**arguments)
    return asyncio.run(_awaited(value)) if inspect.isawaitable(value) else value


async def _awaited(value: Any) -> Any:
    return await value


def _arguments(
    description: Description, function: Callable[..., Any], items: Sequence[JsonObject], options: JsonObject
) -> dict[str, list[Any]]:
    """Parameter -> one value an item; an option's value is the same for all, and given once."""
    given: dict[str, Any] = {}
    for name, kind in description.takes.items():
        values = [] if kind == "nothing" else [_field(kind, name, one, description) for one in items]
        if kind == "options":
            model: type[BaseModel] = getattr(function, MARK)["options"]
            given[name] = _same(model.model_validate(options), description, items)
        elif kind == "nothing":
            given[name] = _same(None, description, items)
        elif kind == "option":
            found = options.get(name, _ABSENT)
            if found is not _ABSENT:
                given[name] = _same(found, description, items)
            elif any(value is not _ABSENT for value in values):
                given[name] = [None if value is _ABSENT else value for value in values]
        elif any(value is _ABSENT for value in values):
            raise _NoColumn(f"the function's parameter {name!r} is neither a field of the item nor in its metadata")
        else:
            given[name] = values
    if description.takes_rest:
        columns = {column for one in items for column in one.get("metadata") or {}}
        for column in sorted(columns - set(given)):
            given[column] = [(one.get("metadata") or {}).get(column) for one in items]
    return given


_ABSENT = object()
_SOLUTIONS = ("solution", "answer", "label", "target")
"""What data sets call the ground truth."""


def _same(value: Any, description: Description, items: Sequence[JsonObject]) -> Any:
    return value if description.is_batch else [value] * len(items)


def _field(kind: str, name: str, item: JsonObject, description: Description) -> Any:
    """What an item has for a parameter."""
    if kind == "item":
        return Item.model_validate({key: value for key, value in item.items() if value is not None})
    if kind == "metadata":
        return item.get("metadata") or {}
    if kind == "ground_truth":
        return _truth(item)
    if kind in ("completion", "prompt"):
        text = item.get(kind)
        if not description.conversational or text is None:
            return text
        return [{"role": "assistant" if kind == "completion" else "user", "content": text}]
    if kind == "data_source":
        return item.get("data_source")
    found = (item.get("metadata") or {}).get(name, _ABSENT)
    return _truth(item) if found is _ABSENT and name in _SOLUTIONS and item.get("ground_truth") else found


def _truth(item: JsonObject) -> Any:
    truths = item.get("ground_truth")
    return truths[0] if isinstance(truths, list) and len(truths) == 1 else truths


def _batch(values: Any, count: int) -> list[JsonObject]:
    if hasattr(values, "tolist"):  # an array, or a tensor
        values = values.tolist()
    if not isinstance(values, list | tuple) or len(values) != count:
        said = f"{len(values)} values" if isinstance(values, list | tuple) else f"a {type(values).__name__}"
        return [{"failed": "answer", "reason": f"{count} items went in, and {said} came back"}] * count
    return [_plain(value) for value in values]


def _plain(value: Any) -> JsonObject:
    """A number, (score, reason) or {"score": ..., "reason": ...}, as verl's functions have it; or None."""
    reason = ""
    if isinstance(value, Mapping):
        reason = str(value.get("reason", ""))
        value = value.get("score", value.get("reward", _ABSENT))
    elif isinstance(value, tuple | list) and len(value) == 2 and isinstance(value[1], str):
        value, reason = value
    if value is None:
        return {"none": True, "reason": reason[:MAX_REASON]}
    try:
        number = float(value) if not isinstance(value, str | bytes) else math.nan
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        return {"failed": "answer", "reason": f"{str(value)[:60]!r} is no finite number, nor (score, reason)"}
    return {"score": number, "reason": reason[:MAX_REASON]}


def quiet_standard_output() -> None:
    """What a function prints belongs to the log, not into the answers."""
    sys.stdout = sys.stderr
