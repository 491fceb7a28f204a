"""The OpenAPI document is true: it resolves, and what it describes is what a running service does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CASES = 25


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def test_every_reference_of_the_document_resolves(server: str) -> None:
    document = httpx.get(f"{server}/openapi.json").json()
    found = set(references(document))
    assert "#/components/schemas/ScoreRequest" in found
    for reference in found:
        target = document
        for part in reference.removeprefix("#/").split("/"):
            assert part in target, reference
            target = target[part]


@pytest.mark.parametrize("path", ["/v1/score", "/v1/rewards", "/livez", "/readyz", "/metrics"])
def test_what_the_document_allows_is_answered_as_it_says(server: str, path: str) -> None:
    schema = schemathesis.openapi.from_url(f"{server}/openapi.json").include(path=path)
    (found,) = schema.get_all_operations()
    assert isinstance(found, Ok), found
    operation = found.ok()

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        case.call_and_validate(checks=[not_a_server_error, content_type_conformance, response_schema_conformance])

    check()
