"""Completions and prompts as data sets and trainers hold them: texts, messages, arrays of messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sdk.columns.errors import ColumnError, shown
from sdk.columns.plain import is_absent, present

Messages = list[dict[str, Any]]

SPECIAL_TOKENS = (
    "<|im_end|>",
    "<|endoftext|>",
    "<|end_of_text|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|end|>",
    "<|return|>",
    "</s>",
    "<eos>",
    "<end_of_turn>",
    "<｜end▁of▁sentence｜>",
    "<|pad|>",
    "<pad>",
    "[PAD]",
)
"""Ends of turns and padding of the tokenizers in use: cut from a completion's end, where a trainer has left them."""


def text_or_messages(value: Any) -> str | list[Any]:
    """A text as it is; messages of any kind as a list of plain objects. Raises ColumnError."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping | BaseModel):
        value = [value]
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_message(one) for one in value]
    if isinstance(value, bytes):
        raise ColumnError("is bytes, and should be text: decode them as UTF-8")
    raise ColumnError(f"should be a text or a list of messages, not {shown(value)}")


def _message(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value
    if type(value) is dict and all(type(name) is type(one) is str for name, one in value.items()):
        return value
    if isinstance(value, Mapping):
        return present(value) or {}
    if isinstance(value, int) and not isinstance(value, bool):
        raise ColumnError("holds token ids, and should hold text: decode them first, with tokenizer.decode(ids)")
    raise ColumnError(f"should hold messages, objects with role and content, not {shown(value)}")


def cut(value: str | list[Any], tokens: Iterable[str]) -> str | list[Any]:
    """Without the special tokens at its end; of messages, at the last one's."""
    if isinstance(value, str):
        return _cut(value, tuple(tokens))
    if value and isinstance(value[-1], dict) and isinstance(value[-1].get("content"), str):
        return [*value[:-1], {**value[-1], "content": _cut(value[-1]["content"], tuple(tokens))}]
    return value


def _cut(text: str, tokens: tuple[str, ...]) -> str:
    while (bare := text.rstrip()).endswith(tokens):
        text = bare[: -len(next(one for one in tokens if bare.endswith(one)))]
    return text


def optional_text(value: Any) -> str | None:
    """Raises ColumnError for what is no text."""
    if is_absent(value):
        return None
    if isinstance(value, str):
        return str(value)
    raise ColumnError(f"should be text, not {shown(value)}")
