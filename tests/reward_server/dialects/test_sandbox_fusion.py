"""SandboxFusion's two paths: what its callers read, and the line in which they wait."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.end_to_end.running import start_server, stop

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    running = start_server(dialects='["sandbox_fusion"]', sandbox="docker")
    yield running.url
    stop(running)


def run(url: str, code: str, **more: Any) -> dict[str, Any]:
    answer = httpx.post(f"{url}/run_code", json={"code": code, "language": "python", **more}, timeout=60)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_run_says_what_was_printed_and_how_it_ended(url: str) -> None:
    told = run(
        url, "print(input())\nprint(open('a').read())", stdin="x\n", files={"a": base64.b64encode(b"y").decode()}
    )
    assert (told["status"], told["run_result"]["status"], told["run_result"]["return_code"]) == (
        "Success",
        "Finished",
        0,
    )
    assert told["run_result"]["stdout"] == "x\ny\n"
    assert told["compile_result"] is None
    told = run(url, "import sys\nprint('no', file=sys.stderr)\nsys.exit(7)", stdin=None, memory_limit_MB=1024)
    assert (told["status"], told["run_result"]["status"], told["run_result"]["return_code"]) == (
        "Failed",
        "Finished",
        7,
    )
    assert told["run_result"]["stderr"] == "no\n"
    told = run(url, "while True: pass", run_timeout=0.3)
    assert (told["status"], told["run_result"]["status"]) == ("Failed", "TimeLimitExceeded")
    told = run(url, "def f(:")
    assert (told["status"], told["run_result"]["return_code"]) == ("Failed", 1)
    assert "SyntaxError" in told["run_result"]["stderr"]
    told = run(url, "x = 'a' * 10 ** 9", memory_limit_MB=100)
    assert (told["status"], told["message"]) == ("Failed", "memory_limit")


def test_more_requests_than_can_run_wait_in_line_and_all_are_answered(url: str) -> None:
    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=url, timeout=60) as client:
            bodies = [{"code": f"print({at})", "language": "python"} for at in range(64)]
            return await asyncio.gather(*(client.post("/run_code", json=body) for body in bodies))

    answers = asyncio.run(ask())
    assert [one.json()["run_result"]["stdout"] for one in answers] == [f"{at}\n" for at in range(64)]


def test_what_has_not_ended_in_time_is_504_and_never_a_verdict(url: str) -> None:
    """8 s beyond a request's limits: the last of these cannot be reached, whatever the machine."""

    async def ask() -> list[int]:
        async with httpx.AsyncClient(base_url=url, timeout=60) as client:
            body = {"code": "import time\ntime.sleep(1.9)", "run_timeout": 2, "compile_timeout": 0.1}
            return [
                one.status_code
                for one in await asyncio.gather(*(client.post("/run_code", json=body) for _ in range(64)))
            ]

    began = time.monotonic()
    codes = asyncio.run(ask())
    assert {*codes} == {200, 504}
    assert time.monotonic() - began < 30
    assert run(url, "print(1)")["status"] == "Success", "and goes on"


def test_a_submission_is_judged_by_its_row(url: str) -> None:
    tests = [
        {"input": {"stdin": "3\n"}, "output": {"stdout": "9\n"}},
        {"input": {"stdin": "2\n"}, "output": {"stdout": "4\n"}},
    ]
    assertions = {"task_id": "HumanEval/0", "prompt": "def f(x):\n", "entry_point": "f", "test": "def check(candidate):\n    assert candidate(3) == 9\n"}  # fmt: skip
    good, bad = ("```python\nn = int(input())\nprint(n ** 2)\n```", "```python\nn = int(input())\nprint(n * 3)\n```")
    rows: list[tuple[dict[str, Any], str, bool, int]] = [
        ({"id": 1, "content": "Square.", "test": tests}, good, True, 2),
        ({"id": 1, "content": "Square.", "test": tests}, bad, False, 2),
        ({"tests": json.dumps(["assert f(2) == 4"])}, "```python\ndef f(x):\n    return x * x\n```", True, 1),
        (assertions, "```python\ndef f(x):\n    return x * x\n```", True, 1),
        (assertions, "```python\ndef f(x):\n    return x\n```", False, 1),
    ]
    for row, completion, accepted, count in rows:
        asked = {
            "dataset": "mine",
            "id": 1,
            "completion": completion,
            "config": {"provided_data": row, "run_timeout": 5},
        }
        told = httpx.post(f"{url}/submit", json=asked, timeout=60).json()
        assert (told["accepted"], len(told["tests"])) == (accepted, count), told
        assert told["extracted_code"] in completion
        assert told["tests"][0]["passed"] == (accepted or "int(input())" in completion) or not accepted
