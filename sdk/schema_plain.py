"""Items and results of plain parts, read without pydantic, which takes several times as long for them.

What is not plain, or wrong, is read by pydantic: these functions give what `model_validate` gives, and raise what it
raises.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from sdk.schema import MAX_INTEGER, Component, Item, ItemResult, Message, Rate, Status

M = TypeVar("M", bound=BaseModel)
_NONE = type(None)
_set_fields, _set_extra, _set_given, _set_private = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
)


def made(kind: type[M], fields: dict[str, Any], extra: dict[str, Any] | None, given: set[str]) -> M:
    """A model of fields that are known to be right. It keeps these very objects; `extra` is None if it forbids others,
    and `given`, the names of the fields that were set, may be shared."""
    model = object.__new__(kind)
    _set_fields(model, fields)
    _set_extra(model, extra)
    _set_given(model, given)
    _set_private(model, None)
    return model


@lru_cache(maxsize=1024)
def _given(names: tuple[str, ...]) -> set[str]:
    """One for all models with these fields: these are frozen, and a copy of a model copies its set."""
    return set(names)


def _defaults(kind: type[BaseModel]) -> dict[str, Any]:
    """In the order of the fields, with a place for those that have none."""
    return {name: field.get_default(call_default_factory=True) for name, field in kind.model_fields.items()}


_ITEM, _COMPONENT, _MESSAGE = _defaults(Item), _defaults(Component), _defaults(Message)
_RESULT_NAMES = ItemResult.model_fields.keys()
_TEXT = frozenset({str, _NONE})
_OPAQUE = frozenset({str, int, _NONE})
_ITEM_KINDS: dict[str, frozenset[Any]] = {
    "id": _OPAQUE,
    "prompt": frozenset({str, list, _NONE}),
    "completion": frozenset({str, list}),
    "ground_truth": _TEXT,
    "tests": frozenset({dict, _NONE}),
    "language": _TEXT,
    "rewards": frozenset({_NONE}),
    "template": frozenset({_NONE}),
    "metadata": frozenset({dict}),
    "completion_tokens": frozenset({int, _NONE}),
    "finish_reason": _TEXT,
    "group_id": _OPAQUE,
    "data_source": _TEXT,
}
"""The types of the values that are taken as they are, or copied."""


def item_of(raw: object) -> Item:
    """Raises ValidationError."""
    fields = _item_fields(raw) if type(raw) is dict else None
    return Item.model_validate(raw) if fields is None else made(Item, fields, None, _given(tuple(raw)))  # type: ignore[arg-type]


def _item_fields(raw: dict[Any, Any]) -> dict[str, Any] | None:
    if not _fits_item(tuple(raw), tuple(map(type, raw.values()))):
        return None
    fields = _ITEM | raw
    fields["metadata"] = raw["metadata"].copy() if "metadata" in raw else {}
    if fields["tests"] is not None:
        fields["tests"] = fields["tests"].copy()
    for name in ("prompt", "completion"):
        if type(fields[name]) is list:
            fields[name] = _messages(fields[name])
            if fields[name] is None:
                return None
    tokens, completion = fields["completion_tokens"], fields["completion"]
    if tokens is not None and not 0 <= tokens <= MAX_INTEGER:
        return None
    if type(completion) is list and all(message.role != "assistant" for message in completion):
        return None
    return fields


@lru_cache(maxsize=1024)
def _fits_item(names: tuple[Any, ...], kinds: tuple[type, ...]) -> bool:
    """Items of a batch mostly have the same fields of the same types, which are looked at once."""
    return "completion" in names and _fits(names, kinds, _ITEM_KINDS)


def _fits(names: tuple[Any, ...], kinds: tuple[type, ...], known: dict[str, frozenset[Any]]) -> bool:
    return all(kind in known.get(name, ()) for name, kind in zip(names, kinds, strict=True))


def _messages(raw: list[Any]) -> list[Message] | None:
    """Those with a role and a text and nothing else."""
    messages = []
    for one in raw:
        if type(one) is not dict or len(one) != 2 or type(one.get("role")) is not str:
            return None
        if type(one.get("content")) is not str:
            return None
        messages.append(made(Message, {**_MESSAGE, **one}, {}, _given(("role", "content"))))
    return messages


_STATUSES = frozenset(get_args(Status))
_COMPONENT_NEEDS = {"score", "status", "reason"}
_COMPONENT_KINDS: dict[str, frozenset[Any]] = {
    "score": frozenset({float, _NONE}),
    "status": frozenset({str}),
    "reason": frozenset({str}),
    "seconds": frozenset({float}),
    "queued_s": frozenset({float}),
    "undecided": frozenset({bool}),
    "unfinished": frozenset({bool}),
    "rule": frozenset({str}),
    "tests": frozenset({_NONE}),
    "rates": frozenset({dict}),
    "spans": frozenset({list}),
}


def result_of(raw: object) -> ItemResult:
    """Raises ValidationError."""
    fields = _result_fields(raw) if type(raw) is dict else None
    return ItemResult.model_validate(raw) if fields is None else made(ItemResult, fields, {}, _given(tuple(raw)))  # type: ignore[arg-type]


def _result_fields(raw: dict[Any, Any]) -> dict[str, Any] | None:
    if not raw.keys() <= _RESULT_NAMES or type(raw.get("components")) is not dict or "reward" not in raw:
        return None
    identity, metadata, reward = raw.get("id"), raw.get("metadata", {}), raw["reward"]
    if type(identity) not in _OPAQUE or type(metadata) is not dict or not _is_score(reward):
        return None
    components = {}
    for name, one in raw["components"].items():
        component = _component(one) if type(name) is str else None
        if component is None:
            return None
        components[name] = component
    return {"id": identity, "metadata": metadata.copy(), "reward": reward, "components": components}


def _is_score(value: object) -> bool:
    return value is None or (type(value) is float and math.isfinite(value))


def _component(raw: Any) -> Component | None:
    given = _component_given(tuple(raw), tuple(map(type, raw.values()))) if type(raw) is dict else None
    if given is None:
        return None
    rates, spans = _rates(raw["rates"]) if "rates" in raw else {}, _spans(raw["spans"]) if "spans" in raw else []
    if rates is None or spans is None or not _is_score(raw["score"]) or raw["status"] not in _STATUSES:
        return None
    fields = {**_COMPONENT, **raw, "rates": rates, "spans": spans, "parts": []}
    return made(Component, fields, {}, given)


@lru_cache(maxsize=1024)
def _component_given(names: tuple[Any, ...], kinds: tuple[type, ...]) -> set[str] | None:
    """The names, if a component of these fields may be plain."""
    plain = _COMPONENT_NEEDS.issubset(names) and _fits(names, kinds, _COMPONENT_KINDS)
    return _given(names) if plain else None


def _spans(raw: list[Any]) -> list[tuple[int, int]] | None:
    spans = []
    for one in raw:
        if type(one) is not list or len(one) != 2 or type(one[0]) is not int or type(one[1]) is not int:
            return None
        spans.append((one[0], one[1]))
    return spans


def _rates(raw: dict[Any, Any]) -> dict[str, Rate] | None:
    rates = {}
    for name, one in raw.items():
        if type(name) is not str or type(one) is not dict or one.keys() != _RATE_NAMES:
            return None
        try:
            rate = _rate(one["rate"], one["low"], one["high"], one["of"])
        except TypeError:  # a list, say, which is no key of a cache
            return None
        if rate is None:
            return None
        rates[name] = rate
    return rates


_RATE_NAMES = {"rate", "low", "high", "of"}


@lru_cache(maxsize=1024, typed=True)
def _rate(rate: Any, low: Any, high: Any, of: Any) -> Rate | None:
    """One for all results of a rule, since it cannot be changed. None if it is not plain."""
    if type(of) is not int or not all(type(one) is float and math.isfinite(one) for one in (rate, low, high)):
        return None
    return Rate(rate=rate, low=low, high=high, of=of)
