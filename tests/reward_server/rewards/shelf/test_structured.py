"""json_schema and structured: documents of a model under a budget."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from pydantic import ValidationError

from tests.reward_server.rewards.shelf.asking import HOSTILE, ask

SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string", "pattern": "^(a+)+$"}, "age": {"type": "integer"}, "tags": {"type": "array"}},
    "required": ["name", "age"],
    "additionalProperties": False,
}  # fmt: skip
FITS = '{"name": "aaa", "age": 3}'


@pytest.mark.parametrize(
    "text", [FITS, f"Here:\n```json\n{FITS}\n```\n", f"```\n{FITS}\n```", f"```json\n{{}}\n```\n```json\n{FITS}\n```"]
)
def test_a_document_or_a_fence_that_fits(text: str) -> None:
    assert ask("json_schema", text, schema=SCHEMA).score == 1
    assert ask("json_schema", text, json.dumps(SCHEMA)).score == 1
    assert ask("json_schema", text, schema=SCHEMA, fence="never").score == float(text == FITS)


@pytest.mark.parametrize(
    "text",
    ['{"name": "aaa"}', '{"name": "b", "age": 3}', '{"name": "aaa", "age": 3, "x": 1}', "[]", "null", f"{FITS} {FITS}", f"so: {FITS}",
     '{"name": "aaa", "age": 3, "age": 4}', '{"name": "aaa", "age": NaN}', '{"name": "\\ud800", "age": 3}'],
)  # fmt: skip
def test_a_document_that_does_not(text: str) -> None:
    score = ask("json_schema", text, schema=SCHEMA)
    assert (score.score, bool(score.rule)) == (0, True)


def test_partial_credit_is_the_share_of_required_fields_and_never_whole() -> None:
    partial = [
        ask("json_schema", text, schema=SCHEMA, partial=True).score
        for text in (
            "{}",
            '{"age": 3}',
            '{"age": 3, "name": 1}',
            '{"age": 3, "name": "a", "x": 1}',
            '{"tags": []}',
            "[]",
            FITS,
        )
    ]
    assert partial == [0, 0.5, 0.5, pytest.approx(2 / 3), 0, 0, 1]


@pytest.mark.parametrize(
    "schema",
    [{"type": "nothing"}, {"$ref": "http://127.0.0.1:9/x"}, {"$ref": "file:///etc/hostname"}, {"pattern": "(a)\\1"}, {"pattern": "(?=a)b"}],
)  # fmt: skip
def test_a_schema_that_is_none_or_points_outside_or_backtracks_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ask("json_schema", "1", schema=schema)
    assert ask("json_schema", "1", json.dumps(schema)).status == "error"


def test_references_within_the_schema_hold_and_patterns_are_linear() -> None:
    tree = {"$ref": "#/$defs/t", "$defs": {"t": {"type": "array", "items": {"$ref": "#/$defs/t"}}}}
    assert ask("json_schema", "[[], [[]]]", schema=tree).score == 1
    assert ask("json_schema", "[[], [1]]", schema=tree).score == 0
    started = time.process_time()
    assert ask("json_schema", json.dumps({"name": "a" * 100_000 + "!", "age": 1}), schema=SCHEMA).score == 0
    assert time.process_time() - started < 5


SAME = {
    "json": ('{"a": [1, {"b": null}], "c": "x"}', '```json\n{"c": "x", "a": [1.0, {"b": null}]}\n```', '{"a": [1], "c": "x"}'),
    "yaml": ("a: [1, 2]\nb: x\n", "b: x\na:\n- 1\n- 2\n", "a: [2, 1]\nb: x"),
    "toml": ('a = 1\n[t]\nd = 2020-01-01\n', 't.d = 2020-01-01\na = 1', 'a = 1\n[t]\nd = 2020-01-02'),
    "xml": ("<r a='1'><b>x  y</b></r>", '<r a="1">\n <b>x y</b>\n</r>', "<r a='1'><b>x</b></r>"),
    "csv": ("n,m\n1,2\n3,4\n", 'n, m\r\n"1",2\r\n3,4', "n,m\n1,2\n3,5\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", SAME)
def test_documents_are_compared_as_data(form: str) -> None:
    truth, same, other = SAME[form]
    assert ask("structured", same, truth, format=form).score == 1
    assert ask("structured", other, truth, format=form).score == 0
    assert 0 < (ask("structured", other, truth, format=form, partial=True).score or 0) < 1
    assert ask("structured", other, None, format=form, compare="none").score == 1
    assert ask("structured", "", truth, format=form).score == 0
    assert ask("structured", same, None, format=form).status == "error"


def test_keys_alone_are_compared_where_values_are_free() -> None:
    assert ask("structured", '{"a": 2, "b": ["x"]}', '{"a": 1, "b": ["y"]}', compare="keys").score == 1
    assert ask("structured", '{"a": 2}', '{"a": 1, "b": 3}', compare="keys").score == 0


@pytest.mark.parametrize(
    ("form", "text"),
    [("yaml", "a: &x [1]\nb: *x"), ("yaml", "!!python/object/apply:os.system [ls]"), ("yaml", "a: 1\na: 2"), ("xml", "<a>"),
     ("xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ("csv", "a,b\n1"), ("csv", "a,a\n1,2"), ("toml", "a = 1\na = 2"), ("json", "{'a': 1}")],
)  # fmt: skip
def test_what_is_no_document_is_wrong(form: str, text: str) -> None:
    score = ask("structured", text, None, format=form, compare="none")
    assert (score.score, score.rule) == (0, f"{form}.unreadable")


@pytest.mark.parametrize(
    ("form", "text"),
    [("json", "[" * 100 + "]" * 100), ("json", json.dumps([0] * 30_000)), ("json", '"' + "a" * 300_000 + '"'), ("toml", "a." * 20_000 + "a = 1"),
     ("xml", "<a>" * 100 + "</a>" * 100), ("xml", "<a>" + "<b/>" * 30_000 + "</a>"), ("yaml", "a: " + "b" * 70_000)],
)  # fmt: skip
def test_what_is_over_the_budget_is_undecided(form: str, text: str) -> None:
    score = ask("structured", text, None, format=form, compare="none")
    assert (score.score, score.undecided) == (0, True)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    assert ask("json_schema", text, schema=SCHEMA, partial=True).score == 0
    for form in SAME:
        score = ask("structured", text, SAME[form][0], format=form, partial=True).score
        assert score is not None
        assert 0 <= score < 1
