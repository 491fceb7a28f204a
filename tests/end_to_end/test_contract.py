"""The public contract, black box, against a real service with a real Docker engine."""

from __future__ import annotations

import gzip
import json
import threading
import time
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.docker

Result = dict[str, Any]
SQUARE = "def square(x):\n    return x * x"
CALL = {"type": "call", "entry_point": "square", "cases": [{"args": [3], "output": 9}, {"args": [-4], "output": 16}]}
STDIO = {"type": "stdio", "cases": [{"input": "3\n", "output": "9\n"}, {"input": "4\n", "output": "16\n"}]}
ASSERT = {"type": "assert", "entry_point": "square", "code": ["assert square(3) == 9", "assert square(-4) == 16"]}
GOOD = {"completion": "<think>It is one.</think><answer>\\boxed{1}</answer>", "ground_truth": "1"}


def post(server: str, body: Any = None, **request: Any) -> httpx.Response:
    if body is not None:
        request["content"] = json.dumps(body).encode()
    return httpx.post(f"{server}/v1/score", timeout=120, **request)


def score(server: str, *items: Result, **batch: Any) -> list[Result]:
    response = post(server, {"items": list(items), **batch})
    assert response.status_code == 200, response.text
    results: list[Result] = response.json()["items"]
    assert len(results) == len(items)
    return results


def accuracy(server: str, *items: Result, options: Any = 1, **batch: Any) -> list[Result]:
    results = score(server, *items, rewards={"accuracy": options}, **batch)
    return [result["components"]["accuracy"] for result in results]


def program(code: str, tests: Result) -> Result:
    return {"completion": f"<think>I write it.</think><answer>\n```python\n{code}\n```\n</answer>", "tests": tests}


def answer(text: str, ground_truth: Any = "7") -> Result:
    return {"completion": f"<think>I compute.</think><answer>\\boxed{{{text}}}</answer>", "ground_truth": ground_truth}


# What goes in, goes out


def test_a_mixed_batch_is_scored_in_order(server: str) -> None:
    items = [
        {"id": "m", **answer("\\frac{14}{2}"), "metadata": {"step": 3}},
        {"id": "p", **program(SQUARE, CALL)},
        {"id": "w", **program("def square(x):\n    return x", CALL)},
        {
            "id": "zh",
            "completion": "<think>先算一下，再得到答案。</think><answer>7</answer>",
            "ground_truth": "7",
            "language": "zh",
        },
    ]
    results = score(server, *items, rewards={"accuracy": 1, "format": 0.1, "language": 0.1})
    assert [result["id"] for result in results] == ["m", "p", "w", "zh"]
    assert [round(result["reward"], 3) for result in results] == [1.1, 1.1, 0.1, 1.2]
    assert results[0]["metadata"] == {"step": 3}
    assert results[0]["components"]["language"]["status"] == "not_applicable"
    assert all(part["reason"] for result in results for part in result["components"].values())


def test_an_empty_batch_has_no_results(server: str) -> None:
    assert score(server) == []


def test_duplicate_and_missing_ids_are_echoed(server: str) -> None:
    ids = ["a", "a", None, 7]
    results = score(server, *({"id": one, **GOOD} for one in ids))
    assert [result["id"] for result in results] == ids


def test_the_version_is_a_header_too_and_the_same_for_the_same_definitions(server: str) -> None:
    first, second = (post(server, {"items": [GOOD]}) for _ in range(2))
    assert first.headers["x-reward-version"] == first.json()["version"] == second.json()["version"]


def test_a_request_id_is_echoed_or_made(server: str) -> None:
    assert post(server, {"items": []}, headers={"X-Request-Id": "q1"}).headers["x-request-id"] == "q1"
    made = {post(server, {"items": []}).headers["x-request-id"] for _ in range(2)}
    assert len(made) == 2


def test_a_gzip_body_is_accepted(server: str) -> None:
    body = gzip.compress(json.dumps({"items": [GOOD]}).encode())
    response = post(server, content=body, headers={"Content-Encoding": "gzip"})
    assert response.json()["items"][0]["reward"] == 1.1


def test_lines_come_as_they_are_ready(server: str) -> None:
    sleeper = program(
        "import time\ntime.sleep(1.5)\nprint(9)", {"type": "stdio", "cases": [{"input": "", "output": "9"}]}
    )
    body = json.dumps({"items": [sleeper, GOOD], "rewards": {"accuracy": 1}}).encode()
    with httpx.stream(
        "POST", f"{server}/v1/score", content=body, headers={"Accept": "application/x-ndjson"}, timeout=60
    ) as response:
        lines = [json.loads(line) for line in response.iter_lines() if line]
    assert [line.get("index") for line in lines] == [1, 0, None]
    assert [line["reward"] for line in lines[:2]] == [1.0, 1.0]
    assert lines[2]["done"] is True
    assert lines[2]["version"] == response.headers["x-reward-version"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/v1/rewards", "/openapi.json"])
def test_the_neighbours_answer(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 200


def test_rewards_are_described_with_options_languages_and_limits(server: str) -> None:
    told = httpx.get(f"{server}/v1/rewards").json()
    assert {"accuracy", "format", "language"} <= {reward["name"] for reward in told["rewards"]}
    assert "python" in told["test_languages"]
    assert told["test_languages"] == httpx.get(f"{server}/readyz").json()["languages"]
    assert {"en", "zh"} <= set(told["languages"])
    assert told["limits"]["max_items"] == 4096


def test_metrics_tell_components_apart(server: str) -> None:
    score(server, answer("7"), answer("7", " "), rewards={"accuracy": 1})
    text = httpx.get(f"{server}/metrics").text
    assert 'assay_components_total{reward="accuracy",status="ok"}' in text
    assert 'assay_components_total{reward="accuracy",status="error"}' in text


# Requests that are refused as a whole


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"items": [{"completion": "a"}, {"comp', 400),
        (b"", 400),
        (b"[]", 422),
        (b'{"items": [{}]}', 422),
        (b'{"items": [{"completion": "a", "grund_truth": "1"}]}', 422),
        (b'{"items": [{"completion": "a"}], "rewards": {"beauty": 1}}', 422),
        (b'{"items": [{"completion": "a"}], "rewards": {"format": {"modus": "strict"}}}', 422),
        (b'{"items": [{"completion": "a"}], "timeout_s": 0}', 422),
    ],
)
def test_a_wrong_request_is_refused_whole(server: str, body: bytes, status: int) -> None:
    response = post(server, content=body)
    assert response.status_code == status
    assert response.json()["error"]["message"]
    assert score(server, GOOD)[0]["reward"] == 1.1, "the next batch is scored"


def test_two_megabytes_pass_and_one_byte_more_is_zero_undecided_on_that_item_alone(server: str) -> None:
    limit = 2 * 1024 * 1024
    long, good = accuracy(server, {"completion": "a" * limit, "ground_truth": "1"}, GOOD)
    assert (long["score"], good["score"], long.get("undecided")) == (0.0, 1.0, None)
    longer, good = score(server, {"completion": "a" * (limit + 1), "ground_truth": "1"}, GOOD)
    parts = longer["components"].values()
    assert [(part["status"], part["score"], part["undecided"]) for part in parts] == [("ok", 0.0, True)] * 2
    assert all(str(limit) in part["reason"] for part in parts)
    assert (longer["reward"], good["reward"]) == (0.0, 1.1)


def test_too_many_items_are_413(server: str) -> None:
    assert post(server, {"items": [{"completion": ""}] * 4097}).status_code == 413


# The model's faults are numbers


@pytest.mark.parametrize(
    "text",
    ["9^{9^{9^{9^9}}}", "\\frac{", "", "???", "\ud800\0", "__import__('os').system('id')", "(" * 5000, "1" * 100_000],
)
def test_an_answer_that_cannot_be_compared_is_zero(server: str, text: str) -> None:
    bad, good = accuracy(server, answer(text), answer("7"))
    assert (bad["status"], bad["score"]) == ("ok", 0.0)
    assert bad["reason"]
    assert good["score"] == 1.0


@pytest.mark.parametrize(
    ("code", "statuses"),
    [
        ("while True: pass", {"time_limit"}),
        ("import time\ntime.sleep(60)", {"time_limit"}),
        ("while True: print('x' * 100000)", {"output_limit"}),
        ("import os\nwhile True: os.fork()", {"runtime_error", "time_limit", "memory_limit"}),
        ("x = bytearray(2 << 30)", {"memory_limit", "runtime_error"}),
        ("raise ValueError", {"runtime_error"}),
        ("def f(:", {"compile_error"}),
        ("a = '\0'", {"compile_error"}),
        ("print('no')", {"wrong_answer"}),
        ("import sys; sys.exit(0)", {"wrong_answer", "runtime_error"}),
    ],
)
def test_a_program_that_fails_is_zero_with_its_tests_status(server: str, code: str, statuses: set[str]) -> None:
    one = {"type": "stdio", "time_limit_s": 1, "memory_limit_mb": 256, "cases": [{"input": "", "output": "1"}]}
    bad, good = accuracy(server, program(code, one), program(SQUARE, CALL), timeout_s=60)
    assert (bad["status"], bad["score"]) == ("ok", 0.0)
    assert bad["tests"]["results"][0]["status"] in statuses
    assert good["score"] == 1.0, "the other item of the batch is untouched"


@pytest.mark.parametrize("tests", [CALL, STDIO, ASSERT], ids=["call", "stdio", "assert"])
def test_programs_are_judged_by_each_type_of_tests(server: str, tests: Result) -> None:
    main = "\nif __name__ == '__main__':\n    print(square(int(input())))" if tests is STDIO else ""
    right, wrong = accuracy(server, program(SQUARE + main, tests), program(SQUARE.replace("*", "+") + main, tests))
    assert (right["score"], wrong["score"]) == (1.0, 0.0)
    assert (right["tests"]["passed"], right["tests"]["total"]) == (2, 2)


def test_partial_credit_runs_every_test(server: str) -> None:
    half = program("print(9)", STDIO)
    (component,) = accuracy(server, half, options={"partial": True})
    assert component["score"] == 0.5
    assert [one["status"] for one in component["tests"]["results"]] == ["passed", "wrong_answer"]


def test_after_the_first_failure_the_rest_is_not_run(server: str) -> None:
    (component,) = accuracy(server, program("print(16)", STDIO))
    assert [one["status"] for one in component["tests"]["results"]] == ["wrong_answer", "not_run"]


# Our faults and the caller's are null


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"completion": "a"}, "neither"),
        ({**answer("7"), "tests": CALL}, "both"),
        (answer("7", " "), "ground"),
        (answer("7", []), "ground"),
        (program(SQUARE, {**CALL, "cases": []}), "cases"),
        (program(SQUARE, {**CALL, "type": "magic"}), "type"),
        (program(SQUARE, {**CALL, "files": {"../up": "x"}}), "file"),
        (program(SQUARE, {**CALL, "language": "cobol"}), "cobol"),
        (program(SQUARE, {"ref": "nowhere"}), "nowhere"),
    ],
)
def test_an_unusable_input_is_an_error_on_its_item_alone(server: str, item: Result, said: str) -> None:
    bad, good = score(server, item, GOOD, rewards={"accuracy": 1})
    component = bad["components"]["accuracy"]
    assert (bad["reward"], component["score"], component["status"]) == (None, None, "error")
    assert said in component["reason"].lower()
    assert good["reward"] == 1.0


def test_an_unsupported_language_is_an_error_on_its_item(server: str) -> None:
    bad, good = score(server, {**GOOD, "language": "tlh"}, {**GOOD, "language": "en-GB"}, rewards={"language": 1})
    assert (bad["reward"], bad["components"]["language"]["status"]) == (None, "error")
    assert good["reward"] == 1.0


def test_what_misses_the_callers_deadline_is_timeout_and_the_rest_is_scored(server: str) -> None:
    """Of the caller's 60 s two are left: too few for the program's own limit of 5 s to decide."""
    endless = {"type": "stdio", "time_limit_s": 5, "cases": [{"input": "", "output": "1"}]}
    started = time.monotonic()
    late, good = score(
        server, program("while True: pass", endless), GOOD, rewards={"accuracy": 1}, timeout_s=60, left_s=2
    )
    assert time.monotonic() - started < 20
    assert (late["reward"], late["components"]["accuracy"]["status"]) == (None, "timeout")
    assert good["reward"] == 1.0


def test_shared_tests_are_found_by_name(server: str) -> None:
    (component,) = accuracy(server, program(SQUARE, {"ref": "sq"}), shared_tests={"sq": CALL})
    assert component["score"] == 1.0


def test_messages_are_a_completion(server: str) -> None:
    said = [
        {"role": "user", "content": "?"},
        {"role": "assistant", "content": "so \\boxed{7}", "reasoning_content": "hm 8"},
    ]
    (component,) = accuracy(server, {"completion": said, "ground_truth": "7"})
    assert component["score"] == 1.0


def test_a_slow_batch_holds_no_other_up(server: str) -> None:
    """Liveness and small batches go on while 200 programs and 1,000 comparisons are under way."""
    big = [program(SQUARE + f"  # {n}", CALL) for n in range(200)] + [answer("x+y+z", "z+y+x")] * 1000
    results: list[Result] = []
    work = threading.Thread(target=lambda: results.extend(score(server, *big, rewards={"accuracy": 1}, timeout_s=300)))
    work.start()
    time.sleep(0.3)
    before = time.monotonic()
    assert score(server, GOOD)[0]["reward"] == 1.1
    took = time.monotonic() - before
    overlapped = work.is_alive()
    work.join()
    assert [result["reward"] for result in results] == [1.0] * 1200
    assert not overlapped or took < 10
