"""Every dialect of the one server, with what `/v1/score` says of the same samples."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from reward_server.dialects import DIALECTS
from sdk import RewardClient
from tests.end_to_end.running import start_server, stop
from tests.trainers.samples import NULL, SAMPLES

Send = Callable[[str, Any], Awaitable[httpx.Response]]
Ask = Callable[[Send, dict[str, Any], str], Awaitable[float | None]]


async def openrlhf(send: Send, row: dict[str, Any], completion: str) -> float | None:
    prompt = f"<|im_start|>user\n{row['question']}<|im_end|>\n<|im_start|>assistant\n"
    asked = {"query": [prompt + completion + "<|im_end|>"], "prompts": [prompt], "labels": [row["ground_truth"]]}
    return unless_503(await send("/openrlhf", asked), lambda told: told["rewards"])


async def slime(send: Send, row: dict[str, Any], completion: str) -> float | None:
    asked = {"prompt": row["question"], "response": completion, "label": json.dumps(row)}
    return unless_503(await send("/slime", asked), lambda told: told)


async def nemo_gym(send: Send, row: dict[str, Any], completion: str) -> float | None:
    said = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": completion}]}
    asked = {"responses_create_params": {"input": [{"role": "user", "content": row["question"]}]}}
    answer = await send("/verify", {**asked, "response": {"output": [said]}, **row})
    told = answer.json()
    assert answer.status_code == 200
    assert told["responses_create_params"] == asked["responses_create_params"]
    if told["mask_sample"]:
        assert told["failure_kind"] == "error"
        assert told["failure_reason"]
        return None
    assert math.isclose(sum(w * told["reward_components"][n] for n, w in WEIGHTS.items()), told["reward"])
    return float(told["reward"])


async def eval_protocol(send: Send, row: dict[str, Any], completion: str) -> float | None:
    messages = [{"role": "user", "content": row["question"]}, {"role": "assistant", "content": completion}]
    flat = await send("/evaluate", {"messages": messages, **row})
    truth = {"ground_truth": row["ground_truth"]}
    nested = await send("/evaluate", {"messages": messages, "ground_truth": None, "kwargs": truth})
    found = unless_503(flat, lambda told: told["score"])
    assert unless_503(nested, lambda told: told["score"]) == found
    return found


async def openai_graders(send: Send, row: dict[str, Any], completion: str) -> float | None:
    asked = {"grader": {"type": "python", "name": "mine"}, "model_sample": completion, "item": row}
    answer = await send("/v1/fine_tuning/alpha/graders/run", asked)
    told = answer.json()
    assert answer.status_code == 200
    assert told["metadata"]["name"] == "mine"
    assert told["metadata"]["errors"]["other_error"] == (told["reward"] is None)
    reward: float | None = told["reward"]
    return reward


ASKS: dict[str, Ask] = {
    "openrlhf": openrlhf,
    "slime": slime,
    "nemo_gym": nemo_gym,
    "eval_protocol": eval_protocol,
    "openai_graders": openai_graders,
}
WEIGHTS = {"accuracy": 1.0, "format": 0.1}


def unless_503(answer: httpx.Response, reward: Callable[[Any], float]) -> float | None:
    if answer.status_code == 503:
        assert answer.json()["error"]["code"] == "unscored"
        assert answer.headers["Retry-After"]
        return None
    assert answer.status_code == 200, answer.text
    return reward(answer.json())


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    running = start_server(dialects=json.dumps(list(DIALECTS)), sandbox="docker")
    yield running.url
    stop(running)


async def asked(url: str, ask: Ask, samples: list[tuple[dict[str, Any], str]]) -> list[float | None]:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        gate = asyncio.Semaphore(16)

        async def send(path: str, body: Any) -> httpx.Response:
            async with gate:
                return await client.post(path, json=body)

        return await asyncio.gather(*(ask(send, row, completion) for row, completion in samples))


def test_every_dialect_has_its_place_in_this_suite() -> None:
    assert set(DIALECTS) == {*ASKS, "open_instruct", "sandbox_fusion", "programs"}


@pytest.mark.parametrize("name", ASKS)
def test_the_same_completions_get_bit_equal_rewards_and_a_null_its_own_word(url: str, name: str) -> None:
    with RewardClient(url) as client:
        truths = [row["ground_truth"] for row, _ in SAMPLES]
        items = [{"completion": one, "ground_truth": truth} for (_, one), truth in zip(SAMPLES, truths, strict=True)]
        expected = client.score(items).rewards
    assert len(set(expected)) == 4, "the samples tell right from wrong, and well formed from not"
    assert asyncio.run(asked(url, ASKS[name], [*SAMPLES, NULL])) == [*expected, None]


@pytest.mark.parametrize("name", ["openrlhf", "slime", "nemo_gym", "openai_graders"])
def test_programs_are_judged_by_a_row_s_tests(url: str, name: str) -> None:
    row = {"question": "Square it.", "ground_truth": json.dumps({"inputs": ["3\n"], "outputs": ["9\n"]})}
    good, bad = (f"```python\nprint(int(input()) ** {power})\n```" for power in (2, 3))
    found = asyncio.run(asked(url, ASKS[name], [(row, good), (row, bad)]))
    assert found == [1.0, 0.0]


def test_open_instruct_s_programs_get_a_verdict_a_test(url: str) -> None:
    program = "def double(n):\n    '''\n```\n    '''\n    return 2 * n if n else 1"
    tests = ["assert double(2) == 4", "assert double(0) == 0", "assert double(3) == 6"]
    for form in (tests, json.dumps(tests)):
        answer = httpx.post(f"{url}/test_program", json={"program": program, "tests": form, "max_execution_time": 2})
        assert answer.json()["results"] == [1, 0, 1]
        assert len(answer.json()["runtimes"]) == 3
    cases = [{"input": "2\n", "output": "4\n"}, {"input": "0\n", "output": "1\n"}]
    program = "print(2 * int(input()))"
    answer = httpx.post(f"{url}/test_program_stdio", json={"program": program, "tests": cases})
    assert answer.json()["results"] == [1, 0]
    broken = httpx.post(f"{url}/test_program", json={"program": "def (", "tests": tests})
    assert broken.json()["results"] == [0, 0, 0]


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/slime", b"{", 400, "not JSON"),
        ("/slime", b"[]", 422, "should be a JSON object"),
        ("/slime", b"{}", 422, "response: should be a JSON string"),
        ("/openrlhf", b'{"query": ["a"], "prompts": [], "labels": []}', 422, "one length"),
        ("/evaluate", b'{"messages": [1]}', 422, "sample"),
        ("/verify", b'{"responses_create_params": {}, "response": {}}', 422, "output: should be a JSON array"),
        ("/test_program", b'{"program": "x", "tests": 5}', 422, "tests: "),
        ("/run_code", b'{"code": "x", "language": "cobol"}', 422, "'cobol' is not supported"),
        ("/run_code", b'{"code": "x", "run_timeout": 0}', 422, "run_timeout: should be a number of seconds"),
        ("/run_code", b'{"code": "x", "files": {"a": "?"}}', 422, "base 64"),
        ("/run_code", b'{"code": "x", "files": {"../a": ""}}', 422, "unsafe file name"),
        ("/run_code", b'{"code": "x", "fetch_files": ["a"]}', 422, "gives no files back"),
        ("/submit", b'{"completion": "x", "config": {"provided_data": {"a": 1}}}', 422, "no tests"),
        ("/slime", b'{"response": "x", "label": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400, "not JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(url: str, path: str, body: bytes, status: int, said: str) -> None:
    answer = httpx.post(url + path, content=body)
    assert answer.status_code == status
    if path != "/evaluate":
        assert said in answer.json()["error"]["message"]


def test_every_dialect_is_in_the_openapi_document(url: str) -> None:
    paths = httpx.get(f"{url}/openapi.json").json()["paths"]
    told = {path for path, methods in paths.items() for one in methods.values() if "dialects" in one.get("tags", ())}
    assert told >= {
        "/openrlhf", "/slime", "/verify", "/reverify_mode", "/evaluate", "/test_program", "/test_program_stdio",
        "/v1/fine_tuning/alpha/graders/run", "/v1/fine_tuning/alpha/graders/validate", "/run_code", "/submit",
    }  # fmt: skip


def test_a_server_that_was_not_told_to_answers_no_dialect(server: str) -> None:
    assert httpx.post(f"{server}/slime", json={"response": "7", "label": "7"}).status_code == 404
