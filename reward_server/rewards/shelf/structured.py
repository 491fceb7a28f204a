"""json_schema and structured: an answer that is a document, by its schema or by the document it should be."""

from __future__ import annotations

import json
from typing import Any, Literal, NoReturn

from pydantic import Field, field_validator

from reward_server.memo import remembered
from reward_server.rewards.programs.comparison import equal
from reward_server.rewards.reward import Options, Sample, Score, fault
from reward_server.rewards.shelf.documents import Format, TooLarge, Unreadable, document, leaves, read
from reward_server.rewards.shelf.reading import quoted, truths, whole_answer
from sdk.schema import JsonObject

MAX_ERRORS = 1000
"""Of one document; the rest is not looked at."""


class BadSchema(ValueError):
    """It is none, it points outside, or a pattern of it needs backtracking."""


class JsonSchemaOptions(Options):
    target: JsonObject | None = Field(default=None, alias="schema")
    """The JSON Schema; without it each ground truth is the text of one, and one of them has to fit."""
    fence: Literal["allowed", "never"] = "allowed"
    """never: the whole answer has to be the document, as for a machine that reads it."""
    partial: bool = False
    """Without a whole fit the share of the required top-level fields that fit."""
    formats: bool = False
    """Check `format` (date, email, uri ...) too, which JSON Schema leaves open."""

    @field_validator("target")
    @classmethod
    def _is_a_schema(cls, target: dict[str, Any] | None) -> dict[str, Any] | None:
        if target is not None:
            _validator(target, formats=False)
        return target


class JsonSchema:
    name = "json_schema"
    definition = (
        "1 when the answer (or the last JSON fence in it) is one JSON document that fits the schema, else 0; with "
        "partial the share of the schema's required top-level fields that fit, below 1. Drafts 4 to 2020-12 by "
        "$schema; $ref within the schema alone; patterns run in linear time, and ones that cannot are refused."
    )
    options = JsonSchemaOptions

    def plan(self, sample: Sample, options: JsonSchemaOptions) -> Score:
        try:
            schemas = _schemas(sample, options)
            if isinstance(schemas, Score):
                return schemas
            validators = [(schema, _validator(schema, formats=options.formats)) for schema in schemas]
        except (BadSchema, Unreadable, TooLarge) as error:
            return fault(f"no JSON Schema to check with: {error}")
        answer = whole_answer(sample)
        if isinstance(answer, Score):
            return answer
        data = _read(answer, "json", fence=options.fence == "allowed")
        if isinstance(data, Score):
            return data
        scores = [_fit(schema, validator, data.value, options) for schema, validator in validators]
        return max(scores, key=lambda score: score.score or 0.0)


def _schemas(sample: Sample, options: JsonSchemaOptions) -> list[Any] | Score:
    if options.target is not None:
        return [options.target]
    expected = truths(sample, options)
    return expected if isinstance(expected, Score) else [read(truth, "json") for truth in expected]


class _Read:
    """A document that was read; null is one."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _read(answer: str, form: Format, *, fence: bool) -> _Read | Score:
    try:
        return _Read(read(document(answer, form, fence=fence), form))
    except TooLarge as error:
        return Score(0.0, str(error), undecided=True, rule="budget")
    except Unreadable as error:
        return Score(0.0, str(error), rule=f"{form}.unreadable")


def _validator(schema: Any, *, formats: bool) -> Any:
    """Raises BadSchema."""
    return _compiled(json.dumps(schema, sort_keys=True), formats=formats)


_SCHEMA_BYTES = 256 * 1024
"""Of a compiled schema, about: the library does not tell."""


@remembered("schemas", 256, 100_000, base_bytes=_SCHEMA_BYTES)
def _compiled(schema: str, *, formats: bool) -> Any:
    """Nothing is fetched; with the engine of regular expressions that never backtracks."""
    import jsonschema_rs  # where it is first needed: most batches ask for no schema

    try:
        return jsonschema_rs.validator_for(
            json.loads(schema),
            validate_formats=formats,
            retriever=_nowhere,
            pattern_options=jsonschema_rs.RegexOptions(size_limit=1 << 20, dfa_size_limit=1 << 20),
        )
    except (ValueError, TypeError, jsonschema_rs.ReferencingError) as error:
        raise BadSchema(" ".join(str(error).split())[:200]) from None


def _nowhere(uri: str) -> NoReturn:
    raise ValueError(f"a schema refers to itself alone, and not to {uri[:100]}")


def _fit(schema: Any, validator: Any, data: Any, options: JsonSchemaOptions) -> Score:
    errors: list[Any] = []
    try:
        for error in validator.iter_errors(data):
            errors.append(error)
            if len(errors) == MAX_ERRORS:
                break
    except ValueError as error:  # a lone surrogate, which no document of JSON holds
        return Score(0.0, f"cannot be checked: {' '.join(str(error).split())[:100]}", rule="json_schema")
    if not errors:
        return Score(1.0, "fits the schema", rule="json_schema")
    first = "/".join(map(str, errors[0].instance_path)) or "the document"
    reason = f"{quoted(first)}: {errors[0].message[:120]} ({len(errors)} errors)"
    share = _share(schema, data, errors) if options.partial else 0.0
    return Score(share, reason, rule="json_schema.partial" if options.partial else "json_schema")


def _share(schema: Any, data: Any, errors: list[Any]) -> float:
    """Of the required fields that fit; an error elsewhere counts as one field more, so that 1 is a whole fit alone."""
    required = schema.get("required") if isinstance(schema, dict) else None
    if not isinstance(data, dict) or not isinstance(required, list) or not required:
        return 0.0
    wrong = {error.instance_path[0] for error in errors if error.instance_path}
    absent = {name for name in required if name not in data}
    elsewhere = len(wrong - set(required)) + any(
        not error.instance_path and error.schema_path[:1] != ["required"] for error in errors
    )
    right = len(set(required) - wrong - absent)
    return right / (len(set(required)) + elsewhere)


class StructuredOptions(Options):
    form: Format = Field(default="json", alias="format")
    compare: Literal["value", "keys", "none"] = "value"
    """value: equal to a ground truth as data; keys: the same paths, values free; none: it can be read."""
    fence: Literal["allowed", "never"] = "allowed"
    partial: bool = False
    """The share of leaves that agree: 2 x agreeing / (leaves here + leaves of the ground truth)."""


class Structured:
    name = "structured"
    definition = (
        "1 when the answer (or the last fence of its format) is a document that can be read and equals a ground truth "
        "as data, else 0; with partial the share of leaves that agree. JSON without doubled keys, YAML without "
        "aliases, TOML, XML without a DTD, CSV with a header; order counts in lists alone, 1 equals 1.0."
    )
    options = StructuredOptions

    def plan(self, sample: Sample, options: StructuredOptions) -> Score:
        expected: list[Any] = []
        if options.compare != "none":
            found = truths(sample, options)
            if isinstance(found, Score):
                return found
            try:
                expected = [read(truth, options.form) for truth in found]
            except (Unreadable, TooLarge) as error:
                return fault(f"a ground truth cannot be read: {error}")
        answer = whole_answer(sample)
        if isinstance(answer, Score):
            return answer
        data = _read(answer, options.form, fence=options.fence == "allowed")
        if isinstance(data, Score):
            return data
        if options.compare == "none":
            return Score(1.0, f"is {options.form.upper()}", rule=f"{options.form}.readable")
        scores = [_compared(truth, data.value, options) for truth in expected]
        return max(scores, key=lambda score: score.score or 0.0)


def _compared(truth: Any, data: Any, options: StructuredOptions) -> Score:
    left, right = dict(leaves(truth)), dict(leaves(data))
    agreeing = {path for path in left if path in right and _same(left[path], right[path], options)}
    rule = f"{options.form}.{options.compare}"
    missed = next((path for path in (*left, *right) if path not in agreeing), None)
    if missed is None:
        return Score(1.0, f"{len(left)} leaves agree", rule=rule)
    share = 2 * len(agreeing) / (len(left) + len(right)) if options.partial else 0.0
    where = "/".join(str(part)[:60] for part in missed) or "the document"
    return Score(share, f"{len(agreeing)} of {len(left)} leaves agree, {quoted(where)} does not", rule=rule)


def _same(truth: Any, data: Any, options: StructuredOptions) -> bool:
    return options.compare == "keys" or equal(truth, data)


JSON_SCHEMA = JsonSchema()
STRUCTURED = Structured()
