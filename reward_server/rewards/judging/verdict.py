"""The verdicts a judge may give, each a JSON object of two fields, and nothing else."""

from __future__ import annotations

import json
from typing import Any, Literal

from reward_server.jobs import Done, Outcome

Kind = Literal["points", "better", "equal", "met"] | str
"""What is asked for. `checklist:N` has the fields `met_1` to `met_N`, for N criteria that are asked about at once;
`ranking:N` has `rank_1` to `rank_N`."""
LEAST, MOST = 1, 10
CHOICES = ("A", "B", "tie")
MAX_CHARS = 20_000
REASON_CHARS = 600
"""Of the reason in the verdict, for endpoints that keep to a schema: who argues without end is cut off by it."""

NONE = "no_verdict"
"""The field of an outcome that says why there is no verdict, where the text that is judged can be the cause."""

_BOOLEAN = {"type": "boolean"}
_FIELDS: dict[str, dict[str, dict[str, Any]]] = {
    "points": {"score": {"type": "integer", "minimum": LEAST, "maximum": MOST}},
    "better": {"better": {"type": "string", "enum": list(CHOICES)}},
    "equal": {"equal": _BOOLEAN},
    "met": {"met": _BOOLEAN},
}


class NoVerdict(ValueError):
    """What the judge answered is no verdict of the kind asked for; the message says why."""


def found(outcome: Outcome) -> dict[str, Any] | None:
    """The verdict in an outcome; None where it holds none, whatever the cause."""
    return outcome.result if isinstance(outcome, Done) and NONE not in outcome.result else None


def checklist(count: int) -> Kind:
    return f"checklist:{count}"


def ranking(count: int) -> Kind:
    return f"ranking:{count}"


def fields_of(kind: Kind) -> dict[str, dict[str, Any]]:
    """Field of the verdict -> its JSON Schema."""
    name, _, count = kind.partition(":")
    if name == "checklist":
        return {f"met_{number}": _BOOLEAN for number in range(1, int(count) + 1)}
    if name == "ranking":
        rank = {"type": "integer", "minimum": 1, "maximum": int(count)}
        return {f"rank_{number}": rank for number in range(1, int(count) + 1)}
    return _FIELDS[kind]


def schema(kind: Kind) -> dict[str, Any]:
    """JSON Schema of the verdict; the reason comes first, so that it is thought before it is judged."""
    fields = fields_of(kind)
    return {
        "type": "object",
        "properties": {"reason": {"type": "string", "maxLength": REASON_CHARS}, **fields},
        "required": ["reason", *fields],
        "additionalProperties": False,
    }


def parse(kind: Kind, content: str) -> dict[str, Any]:
    """`{"reason": ..., field: ...}` with the kind's fields, the whole of `content`. Raises NoVerdict."""
    if len(content) > MAX_CHARS:
        raise NoVerdict(f"{len(content)} characters are no verdict")
    try:
        found = json.loads(content, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise NoVerdict(f"not one JSON object: {error}") from None
    fields = fields_of(kind)
    if not isinstance(found, dict) or set(found) != {"reason", *fields} or not isinstance(found["reason"], str):
        raise NoVerdict(f"not an object of reason and {', '.join(fields)}")
    for name, values in fields.items():
        if not _allowed(values, found[name]):
            raise NoVerdict(f"{name} is {json.dumps(found[name])[:40]}")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a field stands in it twice")
    return dict(pairs)


def _allowed(values: dict[str, Any], value: Any) -> bool:
    if values["type"] == "integer":
        return type(value) is int and bool(values["minimum"] <= value <= values["maximum"])
    return type(value) is bool if values["type"] == "boolean" else value in CHOICES
