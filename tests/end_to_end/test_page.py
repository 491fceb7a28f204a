"""The service's page over HTTP: its files, its headers, what it asks the service."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import httpx
import pytest

from reward_server.page.routes import SHARED, STATIC
from tests.end_to_end.running import start_server, stop

CASE = {"items": [{"completion": "<think>a</think><answer>\\boxed{4}</answer>", "ground_truth": "4"}]}


@pytest.mark.parametrize("path", [*STATIC, *SHARED])
def test_each_file_is_served_and_fetches_nothing_from_elsewhere(server: str, path: str) -> None:
    answer = httpx.get(f"{server}{path}")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    elsewhere = set(re.findall(r"https?://[^\s\"']+", answer.text)) - {"http://www.w3.org/2000/svg"}
    assert elsewhere == set()


def test_what_was_judged_is_told_for_one_item(server: str) -> None:
    found = httpx.post(f"{server}/page/marks", json=CASE).json()
    assert [found["text"][one["start"] : one["end"]] for one in found["marks"] if one["kind"] == "compared"] == ["4"]


def test_more_items_or_a_wrong_request_are_refused(server: str) -> None:
    twice = httpx.post(f"{server}/page/marks", json={"items": CASE["items"] * 2})
    assert (twice.status_code, twice.json()["error"]["code"]) == (422, "invalid_request")
    assert httpx.post(f"{server}/page/marks", json={"items": [{}]}).status_code == 422
    assert httpx.post(f"{server}/page/marks", content=b"{").status_code == 400


def test_the_page_of_another_site_is_not_told_anything(server: str) -> None:
    answer = httpx.post(f"{server}/page/marks", json=CASE, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_the_slowest_items_are_told_with_their_scores(server: str) -> None:
    assert httpx.post(f"{server}/v1/score", json=CASE).status_code == 200
    told = httpx.get(f"{server}/page/slowest").json()
    assert told
    assert told == sorted(told, key=lambda one: -one["seconds"])


def test_with_a_token_the_page_is_open_and_what_it_asks_is_not() -> None:
    running = start_server(token="secret", sandbox="off")
    try:
        assert httpx.get(running.url).status_code == 200
        assert httpx.post(f"{running.url}/page/marks", json=CASE).status_code == 401
        assert httpx.get(f"{running.url}/page/slowest").status_code == 401
    finally:
        stop(running)


def test_the_page_reads_the_log_of_scored_items_each_key_its_own(open_folder: Path) -> None:
    """From the files of all HTTP processes."""
    own = '{"key": "default", "id": "of another process"}\n'
    cut_off = '{"key": "default", "id": "\n'
    (open_folder / "scored.7.jsonl").write_text('{"key": "another"}\n' + cut_off + own + cut_off[:-1])
    (open_folder / "scored.7.jsonl.1").write_text(own)
    running = start_server(token="secret", sandbox="off", workers="2", scored_log=str(open_folder / "scored.jsonl"))
    try:
        with httpx.Client(base_url=running.url, headers={"Authorization": "Bearer secret"}) as client:
            client.post("/v1/score", json={"items": [{**CASE["items"][0], "id": "just now"}]})
            deadline = time.monotonic() + 10
            while len(lines := client.get("/page/scored").json()["lines"].splitlines()) < 2:
                assert time.monotonic() < deadline
        assert {json.loads(one)["id"] for one in lines} == {"of another process", "just now"}
        assert httpx.get(f"{running.url}/page/scored").status_code == 401
    finally:
        stop(running)


def test_without_a_log_the_page_is_told_the_setting(server: str) -> None:
    answer = httpx.get(f"{server}/page/scored")
    assert answer.status_code == 404
    assert "scored_log" in answer.json()["error"]["message"]


def test_the_page_can_be_off() -> None:
    running = start_server(page="false", sandbox="off")
    try:
        assert httpx.get(running.url).status_code == 404
        assert httpx.post(f"{running.url}/page/marks", json=CASE).status_code == 404
    finally:
        stop(running)
