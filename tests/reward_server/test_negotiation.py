"""What headers say of a caller."""

from __future__ import annotations

import pytest

from reward_server.negotiation import page_that_sent, wants_lines


@pytest.mark.parametrize(
    ("accept", "lines"),
    [
        ("application/x-ndjson", True),
        ("Application/X-NDJSON", True),
        (" application/x-ndjson ; charset=utf-8", True),
        ("text/html, application/x-ndjson;q=0.9, */*;q=0.8", True),
        ("application/json, application/x-ndjson", True),
        ("application/json;q=0.5, application/x-ndjson;q=0.9", True),
        ("application/json, application/x-ndjson;q=0.5", False),
        ("application/x-ndjson;q=0", False),
        ("application/x-ndjson;q=0.0", False),
        ("application/x-ndjsonish", False),
        ("x-application/x-ndjson", False),
        ("*/*", False),
        ("", False),
        ("application/json", False),
        (";;,,;q=x,application/x-ndjson;q=nan", True),
    ],
)
def test_lines_are_given_to_who_asks_for_them_by_name_and_prefers_them(accept: str, lines: bool) -> None:
    assert wants_lines(accept) is lines


@pytest.mark.parametrize(
    ("origin", "host", "content_type", "page"),
    [
        (None, "127.0.0.1:8000", "application/json", False),
        (None, "server:8000", "", False),
        (None, "127.0.0.1:8000", "application/x-www-form-urlencoded", False),
        (None, "127.0.0.1:8000", "text/plain;charset=UTF-8", True),
        (None, "127.0.0.1:8000", "multipart/form-data; boundary=x", True),
        ("http://evil.example", "127.0.0.1:8000", "application/json", True),
        ("http://rebound.example:8000", "rebound.example:8000", "application/json", True),
        ("null", "127.0.0.1:8000", "application/json", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", "application/json", False),
        ("http://localhost:8000", "localhost:8000", "application/json", False),
        ("http://127.0.0.1:9000", "127.0.0.1:8000", "application/json", True),
        ("https://lab.example", "server:8000", "application/json", False),
    ],
)
def test_a_web_page_is_known_by_its_origin_or_its_form(
    origin: str | None, host: str, content_type: str, page: bool
) -> None:
    assert (page_that_sent(origin, host, content_type, ["https://lab.example"]) is not None) is page
