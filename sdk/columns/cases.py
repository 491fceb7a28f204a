"""Tests as the service has them, from a value of a table's cell: whatever shape, text or packed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sdk.columns.errors import ColumnError, shown
from sdk.columns.packed import from_json, is_packed, unpacked
from sdk.columns.plain import is_absent, plain, present

Tests = dict[str, Any]
KINDS = ("stdio", "call", "assert")
MAX_WRAPPINGS = 3
"""Texts within a text: JSON of packed JSON."""


def read_tests(value: Any) -> Tests | None:
    """The tests in a value of any shape of `SHAPES`; None for an absent or empty one. Raises ColumnError."""
    value = opened(value)
    if is_absent(value) or (isinstance(value, str | list | Mapping) and not value):
        return None
    for shape in SHAPES:
        if shape.fits(value):
            return shape.read(value)
    known = "; ".join(shape.looks for shape in SHAPES)
    raise ColumnError(f"is in no known shape of tests: {shown(value)}. Known are {known}")


def opened(value: Any) -> Any:
    """Arrays as lists; a text that is JSON, or packed JSON, as what it says; any other text as it is."""
    for _ in range(MAX_WRAPPINGS):
        if hasattr(value, "tolist") and not isinstance(value, str):
            value = value.tolist()
        if not isinstance(value, str):
            return value
        text = value.strip()
        if text[:1] in ("{", "[", '"'):
            value = _json_or_code(text)
            if value is text:
                return value
        elif is_packed(text):
            value = unpacked(text)
        else:
            return value
    return value


class Shape(NamedTuple):
    looks: str
    """As a person would write it."""
    fits: Callable[[Any], bool]
    read: Callable[[Any], Tests]


def _has(*keys: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, Mapping) and all(not is_absent(value.get(key)) for key in keys)


def _list_of(kind: type, *keys: str) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return isinstance(value, list | tuple) and all(
            isinstance(one, kind) and (not keys or (isinstance(one, Mapping) and set(keys) <= set(one)))
            for one in value
        )

    return fits


# ---- the service's own ----


def native(value: Mapping[str, Any]) -> Tests:
    """The service's own shape: what a table filled up is dropped again, but in cases' arguments and outputs."""
    rest = {name: one for name, one in value.items() if name != "cases"}
    found: Tests = present(rest) or {}
    cases = value.get("cases")
    if is_absent(cases):
        return found
    listed = _as_rows(opened(cases))
    if not isinstance(listed, list):
        return {**found, "cases": plain(cases)}  # malformed: the service names it
    filled = len({_keys(one) for one in listed}) == 1
    return {**found, "cases": [_case(one, found.get("type"), filled) for one in listed]}


def _as_rows(cases: Any) -> Any:
    """A list of objects, which `datasets` may hold as an object of lists."""
    if isinstance(cases, Mapping) and cases:
        columns = {name: opened(one) for name, one in cases.items() if not is_absent(one)}
        if all(isinstance(one, list) for one in columns.values()) and len(set(map(len, columns.values()))) == 1:
            return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return list(cases) if isinstance(cases, list | tuple) else cases


def _keys(case: Any) -> tuple[frozenset[str], frozenset[str]] | None:
    if not isinstance(case, Mapping):
        return None
    kwargs = case.get("kwargs")
    return frozenset(map(str, case)), frozenset(map(str, kwargs if isinstance(kwargs, Mapping) else ()))


def _case(case: Any, kind: Any, filled: bool) -> Any:
    """`filled`: every case has the same keys, as a table gives them; then a keyword argument of None is no argument.

    A function's result may be None; a program's output is a text.
    """
    if not isinstance(case, Mapping):
        return plain(case)
    found = {str(name): plain(one) for name, one in case.items() if name == "output" or not is_absent(one)}
    if kind != "call" and found.get("output") is None:
        found.pop("output", None)
    if filled and isinstance(found.get("kwargs"), dict):
        found["kwargs"] = {name: one for name, one in found["kwargs"].items() if one is not None}
    return found


# ---- inputs and outputs side by side ----


def in_and_out(value: Mapping[str, Any]) -> Tests:
    """APPS, TACO and PRIME: `inputs`, `outputs`, and `fn_name` where a function is called. CodeContests: `input`."""
    many = "inputs" if "inputs" in value else "input"
    inputs, outputs = opened(value[many]), opened(value[many.replace("in", "out")])
    if not isinstance(inputs, list | tuple) or not isinstance(outputs, list | tuple) or len(inputs) != len(outputs):
        raise ColumnError("should have as many inputs as outputs, in two lists")
    name = value.get("fn_name")
    return called(str(name), inputs, outputs) if name and not is_absent(name) else fed(inputs, outputs)


def fed(inputs: Iterable[Any], outputs: Iterable[Any]) -> Tests:
    """A program that reads and prints."""
    pairs = zip(inputs, outputs, strict=True)
    return {"type": "stdio", "cases": [{"input": _lines(given), "output": _lines(output)} for given, output in pairs]}


def _lines(value: Any) -> str:
    """APPS holds some texts as lists of lines."""
    value = plain(value)
    if isinstance(value, list):
        return "\n".join(map(_lines, value))
    return "" if value is None else str(value)


def called(name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> Tests:
    """A function that is called.

    Inputs are lists of arguments, or texts with one argument a line as JSON. APPS wraps a result into a list of one,
    and its own judge accepts both: where every result is wrapped, it is unwrapped.
    """
    given, results = list(map(plain, inputs)), list(map(plain, outputs))
    if given and all(isinstance(one, str) for one in given) and (read := _arguments(given)) is not None:
        given, results = read, list(map(_result, results))
    elif results and all(isinstance(one, list) and len(one) == 1 for one in results):
        results = [one[0] for one in results]
    arguments = [one if isinstance(one, list) else [one] for one in given]
    cases = [{"args": one, "output": result} for one, result in zip(arguments, results, strict=True)]
    return {"type": "call", "entry_point": name.replace("()", ""), "cases": cases}


def _arguments(texts: list[str]) -> list[list[Any]] | None:
    try:
        return [[json.loads(line) for line in text.split("\n") if line.strip()] for text in texts]
    except (ValueError, RecursionError):
        return None


def _result(value: Any) -> Any:
    return from_json(value) if isinstance(value, str) else value


# ---- lists ----


def case_list(value: Sequence[Mapping[str, Any]], name: Any = None) -> Tests:
    """LiveCodeBench, DeepCoder, open-r1: objects with input and output; a function's name in any of them, or given."""
    inputs, outputs = [one["input"] for one in value], [one["output"] for one in value]
    named = [one.get("fn_name") or _metadata(one).get("func_name") for one in value]
    name = name or next((one for one in named if one and not is_absent(one)), None)
    if name:
        return called(str(name), inputs, outputs)
    if any(one.get("testtype", one.get("type")) in ("functional", "function_call") for one in value):
        raise ColumnError("calls a function, and no column names it: give func_name in the row's metadata")
    return fed(inputs, outputs)


def _metadata(case: Mapping[str, Any]) -> Mapping[str, Any]:
    found = opened(case.get("metadata"))
    return found if isinstance(found, Mapping) else {}


def statements(value: Sequence[str] | str) -> Tests:
    """MBPP and AceCode: a list of assertions, one test each; or a text of test code, one test."""
    return {"type": "assert", "code": str(value) if isinstance(value, str) else list(map(str, value))}


def _wrapped(value: Mapping[str, Any]) -> Tests:
    """open-r1's `verification_info`: its test cases in a field, beside their language."""
    found = read_tests(value["test_cases"])
    if found is None:
        raise ColumnError("its test_cases are empty")
    language = value.get("language")
    return {**found, "language": language.lower()} if isinstance(language, str) else found


def _json_or_code(text: str) -> Any:
    """A text of test code may begin with a docstring."""
    try:
        return from_json(text)
    except ColumnError:
        if text[0] == '"' and _is_code(text):
            return text
        raise


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and ("assert" in value or "def check" in value or "def test" in value)


SHAPES = (
    Shape('{"type": "stdio" | "call" | "assert", ...}', lambda one: _has("type")(one) and one["type"] in KINDS, native),
    Shape('{"ref": NAME}', _has("ref"), lambda one: {"ref": str(one["ref"])}),
    Shape('{"inputs": [...], "outputs": [...], "fn_name": NAME}', _has("inputs", "outputs"), in_and_out),
    Shape('{"input": [...], "output": [...]}', _has("input", "output"), in_and_out),
    Shape('{"language": ..., "test_cases": [...]}', _has("test_cases"), _wrapped),
    Shape('{"functional": CODE}', _has("functional"), lambda one: statements(one["functional"])),
    Shape('[{"input": ..., "output": ...}, ...]', _list_of(Mapping, "input", "output"), case_list),
    Shape('["assert ...", ...]', _list_of(str), statements),
    Shape("a text of test code", _is_code, statements),
)
"""The first shape that fits reads the value. The wire's two come first: they are for the service alone to judge."""
