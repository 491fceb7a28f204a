"""Rows to questions and items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from sdk.columns.cases import SHAPES, Tests, opened, read_tests
from sdk.columns.errors import ColumnError, shown
from sdk.columns.options import Columns
from sdk.columns.packed import from_json
from sdk.columns.plain import is_absent, plain, present
from sdk.columns.rows import PROMPTS, row_tests
from sdk.columns.texts import cut, optional_text, text_or_messages
from sdk.columns.truths import GroundTruth, ground_truth, solution
from sdk.schema import Item

Row = Mapping[str, Any]
BY_NAME = Columns()


@dataclass(frozen=True)
class Question:
    """What a row asks, and how an answer is judged."""

    prompt: str | list[Any] | None = None
    ground_truth: GroundTruth | None = None
    tests: Tests | None = None
    language: str | None = None
    id: str | int | float | None = None
    group_id: str | int | float | None = None
    data_source: str | None = None
    shape: str = ""
    """The data set that the row's columns were known by, where its tests were."""

    def fields(self) -> dict[str, Any]:
        """Those of an item that are known."""
        return {name: value for name, value in vars(self).items() if name != "shape" and value is not None}


def question(row: Row, columns: Columns = BY_NAME, where: str = "") -> Question:
    """`where` names the row in errors. Raises ColumnError."""
    if not isinstance(row, Mapping):
        raise ColumnError(f"should be an object with columns, not {shown(row)}", row=where)
    try:
        return _question(row, columns)
    except ColumnError as error:
        raise error.at(row=where) from None


def _question(row: Row, columns: Columns) -> Question:
    shape, found = _tests(row, columns)
    known: GroundTruth | None = None
    if found is None or _names_truth(row, columns):
        known, packed = _truth(row, columns)
        found = found or packed
    if found and columns.isolation and "isolation" not in found:
        found = {**found, "isolation": columns.isolation}
    return Question(
        prompt=_field(row, _with_prompt_of(shape, row, columns), "prompt", _prompt),
        ground_truth=None if found and not known else known,
        tests=found,
        language=None if found and not columns.language else _field(row, columns, "language", optional_text),
        id=_field(row, columns, "id", _opaque),
        group_id=_field(row, columns, "group_id", _opaque),
        data_source=_field(row, columns, "data_source", _label),
        shape=shape,
    )


def item(
    row: Row,
    columns: Columns = BY_NAME,
    where: str = "",
    completion: Any = None,
    **more: Any,
) -> Item:
    """The item of a row and a completion, the row's own unless one is given; `more`: fields that the caller knows.

    Raises ColumnError.
    """
    asked = question(row, columns, where)
    try:
        if completion is None:
            column, completion = columns.found(row, "completion")
            if not column:
                raise ColumnError(f"has no completion: name its column (it has {', '.join(map(str, row))})")
        fields = asked.fields() | {"completion": cut(text_or_messages(completion), columns.special_tokens)}
        for name in ("finish_reason", "completion_tokens"):
            value = _field(row, columns, name, present)
            fields |= {} if value is None else {name: value}
        if columns.metadata:
            fields["metadata"] = {name: _json(row.get(name)) for name in columns.metadata}
        return Item.model_validate(fields | wire_fields(more))
    except ColumnError as error:
        raise error.at(row=where) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ColumnError(first["msg"], ".".join(map(str, first["loc"])), where) from None


def label_row(label: Any) -> dict[str, Any]:
    """The row in a label, an object or its JSON; any other label is a ground truth."""
    found = label
    if isinstance(label, str) and label.lstrip()[:1] == "{":
        with suppress(ColumnError):
            found = from_json(label)
    named = isinstance(found, Mapping) and not found.keys().isdisjoint(_LABEL_COLUMNS)
    return dict(found) if named else {"ground_truth": label}


def wire_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """An item's own fields with values of any kind, as the wire has them; absent ones are left out.

    Fields that an item does not have stay, for its own check to refuse. Raises ColumnError, naming the field.
    """
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name in _TEXT_FIELDS and type(value) is str:
            fields[name] = value
        elif name == "completion" or not is_absent(value):
            try:
                found = _WIRE.get(name, _as_it_is)(value)
            except ColumnError as error:
                raise error.at(name) from None
            if found is not None or name == "completion":
                fields[name] = found
    return fields


def _tests(row: Row, columns: Columns) -> tuple[str, Tests | None]:
    if columns.tests is None:
        return row_tests(row)
    column, value = columns.found(row, "tests")
    try:
        return "", read_tests(value)
    except ColumnError as error:
        raise error.at(column) from None


def _with_prompt_of(shape: str, row: Row, columns: Columns) -> Columns:
    known = next((one for one in PROMPTS.get(shape, ()) if not is_absent(row.get(one))), None)
    return columns if columns.prompt or known is None else replace(columns, prompt=known)


def _names_truth(row: Row, columns: Columns) -> bool:
    """Beside tests only what is called a ground truth is one: `solution` is a program there, `answer` a text."""
    return columns.ground_truth is not None or columns.found(row, "ground_truth")[0] == "ground_truth"


def _truth(row: Row, columns: Columns) -> tuple[GroundTruth | None, Tests | None]:
    """A ground truth; or tests, which verl, PRIME and others keep as JSON text in its place."""
    column, value = columns.found(row, "ground_truth")
    try:
        if isinstance(value, str) and value.lstrip()[:2] in ('{"', "[{", '["') and (found := _as_tests(value)):
            return None, found
        return (solution if column in ("answer", "solution") else ground_truth)(value), None
    except ColumnError as error:
        raise error.at(column) from None


def _as_tests(text: str) -> Tests | None:
    """The tests in a ground truth; None for one that merely looks like JSON, such as a set or a list of answers."""
    try:
        value = opened(text)
        if isinstance(value, list) and all(isinstance(one, str) and "assert" not in one for one in value):
            return None
        return read_tests(value)
    except ColumnError:
        return None


def _field(row: Row, columns: Columns, name: str, read: Callable[[Any], Any]) -> Any:
    column, value = columns.found(row, name)
    if not column or is_absent(value):
        return None
    try:
        return read(value)
    except ColumnError as error:
        raise error.at(column) from None


def _prompt(value: Any) -> str | list[Any]:
    return text_or_messages(value)


def _opaque(value: Any) -> str | int | float:
    found = plain(value)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise ColumnError(f"should be text or a number, not {shown(value)}")
    return found


def _label(value: Any) -> str | None:
    return str(value) if isinstance(value, str) else None


def _json(value: Any) -> Any:
    """Plain data in which NaN, which JSON cannot hold, is null."""
    if isinstance(value, float):
        return None if is_absent(value) else float(value)
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _json(one) for name, one in plain(dict(value)).items()}
    found = plain(value)
    return found if found is value else _json(found)


def _wire_text(value: Any) -> Any:
    """Arrays and tuples of messages as lists. What is neither text nor messages stays, for the wire's own check."""
    try:
        return value if value is None or isinstance(value, Mapping) else text_or_messages(value)
    except ColumnError:
        return value


def _as_it_is(value: Any) -> Any:
    return value


def _options(value: Any) -> Any:
    """Objects of options; a data set fills absent ones with None."""
    return value if isinstance(value, BaseModel) or not isinstance(value, Mapping) else present(value)


def _wire_tests(value: Any) -> Any:
    """An object of no known shape stays as it is: the service says of its item alone what is wrong with it."""
    if isinstance(value, Mapping) and not any(shape.fits(value) for shape in SHAPES):
        return present(value) or {}
    return read_tests(value)


_LABEL_COLUMNS = {"ground_truth", "tests", "answer", "reward_model"}
_TEXT_FIELDS = frozenset({"completion", "prompt", "ground_truth", "language", "finish_reason", "data_source", "id"})
_WIRE: dict[str, Callable[[Any], Any]] = {
    "completion": _wire_text,
    "prompt": _wire_text,
    "ground_truth": ground_truth,
    "tests": _wire_tests,
    "language": _as_it_is,
    "rewards": _options,
    "template": _options,
    "metadata": lambda value: _json(value) if isinstance(value, Mapping) else value,
    "id": plain,
    "group_id": plain,
    "completion_tokens": plain,
}
