"""Items and results of plain parts, read without pydantic, which takes several times as long for them.

What is not plain, or wrong, is read by pydantic: these functions give what `model_validate` gives, and raise what it
raises.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import SchemaValidator
from pydantic_core import core_schema as core

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


def is_plain(raw: object) -> bool:
    """Whether it is an item of texts, integers, messages and flat metadata, which `item_of` takes as it is, and
    pydantic's compiled encoder writes as the standard library does, but for escapes."""
    if type(raw) is not dict or not _fits_plain_item(tuple(raw), tuple(map(type, raw.values()))):
        return False
    if "metadata" in raw and not _is_flat(raw["metadata"]):
        return False
    if not 0 <= raw.get("completion_tokens", 0) <= MAX_INTEGER:
        return False
    return all(_are_plain(raw[name], name) for name in ("prompt", "completion") if type(raw.get(name)) is list)


@lru_cache(maxsize=1024)
def _fits_plain_item(names: tuple[Any, ...], kinds: tuple[type, ...]) -> bool:
    return _fits_item(names, kinds) and _NONE not in kinds and "tests" not in names


def _is_flat(metadata: dict[Any, Any]) -> bool:
    return _TEXTS.issuperset(map(type, metadata)) and _FLAT.issuperset(map(type, metadata.values()))


def _are_plain(messages: list[Any], name: str) -> bool:
    return all(
        type(one) is dict and len(one) == 2 and type(one.get("role")) is type(one.get("content")) is str
        for one in messages
    ) and (name == "prompt" or any(one["role"] == "assistant" for one in messages))


_TEXTS, _FLAT = frozenset({str}), frozenset({str, int, bool, _NONE})
_STRICT_TEXT = core.str_schema(strict=True)
_NUMBER = core.float_schema(strict=True, allow_inf_nan=False)
_INTEGER = core.int_schema(strict=True, ge=-MAX_INTEGER, le=MAX_INTEGER)
_FLAG = core.bool_schema(strict=True)
_SCORE = core.nullable_schema(_NUMBER)


def _object(optional: dict[str, core.CoreSchema], **required: core.CoreSchema) -> core.CoreSchema:
    fields = {name: core.typed_dict_field(kind, required=True) for name, kind in required.items()}
    fields |= {name: core.typed_dict_field(kind, required=False) for name, kind in optional.items()}
    return core.typed_dict_schema(fields, extra_behavior="forbid", strict=True)


def _named(kind: core.CoreSchema) -> core.CoreSchema:
    return core.dict_schema(_STRICT_TEXT, kind, strict=True)


_COMPONENT_SCHEMA = _object(
    {
        "seconds": _NUMBER,
        "queued_s": _NUMBER,
        "undecided": _FLAG,
        "unfinished": _FLAG,
        "rule": _STRICT_TEXT,
        "tests": core.none_schema(),
        "rates": _named(_object({}, rate=_NUMBER, low=_NUMBER, high=_NUMBER, of=_INTEGER)),
        "spans": core.list_schema(core.tuple_schema([_INTEGER, _INTEGER], strict=False), strict=True),
    },
    score=_SCORE,
    status=core.literal_schema(list(get_args(Status))),
    reason=_STRICT_TEXT,
)
_RESULT_SCHEMA = _object(
    {
        "id": core.nullable_schema(core.union_schema([_STRICT_TEXT, _INTEGER], mode="left_to_right")),
        "metadata": core.dict_schema(_STRICT_TEXT, strict=True),
    },
    reward=_SCORE,
    components=_named(_COMPONENT_SCHEMA),
)
_RESULT = SchemaValidator(_RESULT_SCHEMA)
_ANSWER = SchemaValidator(
    _object({}, items=core.list_schema(_RESULT_SCHEMA), version=_STRICT_TEXT, seconds=_NUMBER),
)

Fields = dict[str, Any]
"""Of a result of plain parts, of which `built` makes the model."""


def plain_answer(text: bytes) -> tuple[list[Fields], str] | None:
    """The results in the JSON of an answer, and their version. None where one is not plain, or something is wrong."""
    if b"NaN" in text or b"Infinity" in text:  # no JSON, but taken by pydantic in what is opaque
        return None
    with suppress(ValidationError):
        said = _ANSWER.validate_json(text)
        return said["items"], said["version"]
    return None


def result_of(raw: object) -> ItemResult:
    """Raises ValidationError."""
    try:
        fields = _RESULT.validate_python(raw)
    except ValidationError:
        return ItemResult.model_validate(raw)
    return built(fields)


def built(fields: Fields) -> ItemResult:
    whole = {
        "id": fields.get("id"),
        "metadata": fields.get("metadata", {}),
        "reward": fields["reward"],
        "components": {name: _component(one) for name, one in fields["components"].items()},
    }
    return made(ItemResult, whole, {}, _given(tuple(fields)))


def _component(fields: Fields) -> Component:
    rates = {name: _rate(**one) for name, one in fields["rates"].items()} if "rates" in fields else {}
    whole = {**_COMPONENT, **fields, "rates": rates, "spans": fields.get("spans") or [], "parts": []}
    return made(Component, whole, {}, _given(tuple(fields)))


@lru_cache(maxsize=1024, typed=True)
def _rate(rate: float, low: float, high: float, of: int) -> Rate:
    """One for all results of a rule, since it cannot be changed."""
    return Rate(rate=rate, low=low, high=high, of=of)
