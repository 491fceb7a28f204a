"""The fields of a pydantic model as a Markdown table: name, type, default, and the docstring below the field."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_WORDS = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "true or false",
    dict: "object",
    list: "list",
    Path: "path",
    type(None): "null",
    Any: "any",
}


def cell(text: str) -> str:
    """Text that may stand in a cell of a table: one line, in which a bar ends no cell and a tag opens nothing."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def code(text: object) -> str:
    return "`" + str(text).replace("|", "\\|").replace("\n", "\\n") + "`"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def type_words(annotation: Any) -> str:
    """A type as a reader of JSON calls it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_words(arguments[0])
    if origin is Literal:
        return ", ".join(code(one) for one in arguments)
    if origin in (Union, types.UnionType):
        kinds = dict.fromkeys(type_words(one) for one in arguments if one is not type(None))
        return " or ".join(kinds)
    if origin in (list, tuple, dict):
        inside = type_words(arguments[-1] if origin is dict else arguments[0])
        return _WORDS[dict if origin is dict else list] + ("" if inside == "any" else f" of {inside}")
    return _WORDS.get(annotation) or str(getattr(annotation, "__name__", annotation))


def bounds(field: FieldInfo) -> str:
    found = [(sign, getattr(one, key)) for one in field.metadata for key, sign in _BOUNDS.items() if hasattr(one, key)]
    return ", ".join(f"{sign}\u00a0{_number(value)}" for sign, value in found)


def _number(value: float) -> str:
    return "2^53" if value == 2**53 else f"{value:,g}" if isinstance(value, float) else f"{value:,}"


def default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel) or value is PydanticUndefined:
        return ""
    return "" if value is None else code(str(value).lower() if isinstance(value, bool) else repr(value))


def field_table(model: type[BaseModel], without: frozenset[str] = frozenset()) -> list[str]:
    told = docstrings(model)
    rows = []
    for name, field in model.model_fields.items():
        if name in without:
            continue
        limits = bounds(field)
        kind = type_words(field.annotation) + (f", {limits}" if limits else "")
        rows.append((code(name), kind, default(field), cell(field.description or told.get(name, ""))))
    return table(("field", "type", "default", "meaning"), rows)


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that its fields hold, each once."""
    seen: dict[type[BaseModel], None] = {}
    waiting = [field.annotation for field in model.model_fields.values()]
    while waiting:
        one = waiting.pop(0)
        waiting += get_args(one)
        if isinstance(one, type) and not get_args(one) and issubclass(one, BaseModel) and one not in seen:
            seen[one] = None
    yield from seen


def docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Field -> the string that stands below it in the source; a subclass's goes before its parent's."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not issubclass(kind, BaseModel) or kind is BaseModel or kind.__module__.startswith("pydantic"):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, below in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                found.pop(field.target.id, None)
                if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                    found[field.target.id] = str(below.value.value)
    return found
