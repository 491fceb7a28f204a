"""Programs by their tests, the two pure halves: what is sent to be run, and what is made of what came back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.execution.sandbox import judging
from reward_server.jobs import Done, Failure
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.programs.tests import ProgramJob
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

SQUARE = "def f(x):\n    return x * x"
CALL = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}, {"args": [-2], "output": 4}]}
STDIO = {"type": "stdio", "cases": [{"input": "3\n", "output": "9\n"}, {"input": "5\n", "output": "25\n"}]}
ASSERT = {"type": "assert", "entry_point": "f", "code": "def check(candidate):\n    assert candidate(4) == 16"}


def planned(tests: Any, completion: str = f"```python\n{SQUARE}\n```", **options: Any) -> Score | Pending:
    return plan(Sample(completion, parse(completion, Template()), tests=tests), CodeOptions(**options))


def pending(tests: Any, **options: Any) -> Pending:
    found = planned(tests, **options)
    assert isinstance(found, Pending)
    return found


def job(tests: Any, **options: Any) -> dict[str, Any]:
    return pending(tests, **options).job.payload


def resumed(results: list[str], **options: Any) -> Score:
    raw = [{"status": status, "seconds": 0.1, "stderr": f"trace of {status}", "detail": ""} for status in results]
    found = pending(STDIO, **options).resume(Done({"results": raw}))
    assert isinstance(found, Score)
    return found


def test_defaults_of_the_limits() -> None:
    made = job(CALL)
    assert (made["time_limit_s"], made["total_time_limit_s"], made["memory_limit_mb"]) == (5, 20, 512)
    assert job({**CALL, "time_limit_s": 2})["total_time_limit_s"] == 8
    assert made["stop"]
    assert not made["shared"]


def test_a_prelude_is_put_before_the_program() -> None:
    tests = {"type": "stdio", "cases": [{"output": "1"}]}
    assert job({**tests, "prelude": "import math"})["prelude"] == "import math"
    assert "tests.prelude" in planned({**tests, "prelude": 1}).reason  # type: ignore[union-attr]


def test_partial_runs_all_and_max_cases_cuts() -> None:
    assert not job(CALL, partial=True)["stop"]
    assert len(job(CALL, max_cases=1)["cases"]) == 1
    assert len(job({"type": "assert", "code": ["assert f(1)", "assert f(2)"]}, max_cases=1)["tests"]) == 1


def test_the_output_limit_grows_with_what_is_expected() -> None:
    assert job(STDIO)["output_limit"] == 4 * 1024 * 1024
    long = {"type": "stdio", "cases": [{"input": "", "output": "x" * 3_000_000}]}
    assert job(long)["output_limit"] == 6_000_000


@pytest.mark.parametrize("tests", [CALL, STDIO])
def test_no_expected_value_enters_a_sandbox(tests: dict[str, Any]) -> None:
    secret = "a value that only the judge knows"
    made: Any = job({**tests, "cases": [{**tests["cases"][0], "output": secret}]})
    assert secret in json.dumps(made)
    assert secret not in json.dumps(judging.request(made))


def test_a_checker_gets_expected_outputs_beside_the_program() -> None:
    made: Any = job({**STDIO, "checker": {"language": "python", "code": "pass"}})
    sent = judging.request(made)
    assert sent["checker"]["outputs"] == ["9\n", "25\n"]
    assert "9\n" not in sent["inputs"]


def test_equal_work_has_an_equal_key() -> None:
    one, other = pending(CALL), pending(dict(reversed(list(CALL.items()))))
    assert one.job.key == other.job.key
    assert one.job.key != pending({**CALL, "memory_limit_mb": 100}).job.key


def test_a_job_is_json() -> None:
    for tests in (CALL, STDIO, ASSERT):
        assert json.loads(json.dumps(job(tests))) == job(tests)


def test_no_answer_scores_nothing_and_is_the_models_fault() -> None:
    found = planned(CALL, "<think>never closed")
    assert isinstance(found, Score)
    assert (found.score, found.status) == (0, "ok")
    assert found.reason


def test_malformed_tests_are_told_even_without_an_answer() -> None:
    found = planned({**CALL, "cases": []}, "<think>never closed")
    assert isinstance(found, Score)
    assert found.status == "error"


MALFORMED: list[tuple[dict[str, Any], str]] = [
    ({}, "tests.type"),
    ({"type": "pytest"}, "tests.type"),
    ({"type": ["stdio"]}, "tests.type"),
    ({**CALL, "cases": []}, "tests.cases"),
    ({**CALL, "cases": {}}, "tests.cases"),
    ({**CALL, "cases": [3]}, "tests.cases[0]"),
    ({**CALL, "cases": [{"args": 3, "output": 1}]}, "tests.cases[0].args"),
    ({**CALL, "cases": [{"args": [3]}]}, "tests.cases[0].output"),
    ({**CALL, "cases": [{"kwargs": [], "output": 1}]}, "tests.cases[0].kwargs"),
    ({**CALL, "cases": [{"arg": [3], "output": 1}]}, "tests.cases[0].arg"),
    ({**CALL, "entry_point": None}, "tests.entry_point"),
    ({**CALL, "entry_point": "f()"}, "tests.entry_point"),
    ({**CALL, "entry_point": "a.b.c"}, "tests.entry_point"),
    ({**CALL, "entry_point": "f\n"}, "tests.entry_point"),
    ({**CALL, "code": "x"}, "tests.code"),
    ({**CALL, "isolation": "shared"}, "tests.isolation"),
    ({**CALL, "isolation": "none"}, "tests.isolation"),
    ({**CALL, "language": "cobol"}, "tests.language"),
    ({**CALL, "time_limit_s": 0}, "tests.time_limit_s"),
    ({**CALL, "time_limit_s": True}, "tests.time_limit_s"),
    ({**CALL, "time_limit_s": "5"}, "tests.time_limit_s"),
    ({**CALL, "time_limit_s": float("nan")}, "tests.time_limit_s"),
    ({**CALL, "total_time_limit_s": -1}, "tests.total_time_limit_s"),
    ({**CALL, "memory_limit_mb": 10**9}, "tests.memory_limit_mb"),
    ({**CALL, "memory_limit_mb": 10**400}, "tests.memory_limit_mb"),
    ({**CALL, "time_limit_s": -(10**400)}, "tests.time_limit_s"),
    ({**STDIO, "tolerance": 10**400}, "tests.tolerance"),
    ({**CALL, "tolerance": -1}, "tests.tolerance"),
    ({**CALL, "tolerance": "1e-6"}, "tests.tolerance"),
    ({**CALL, "timelimit": 5}, "tests.timelimit"),
    ({**CALL, "files": []}, "tests.files"),
    ({**CALL, "files": {"a": 3}}, "tests.files"),
    ({"type": "stdio", "cases": [{"input": "3"}]}, "tests.cases[0].output"),
    ({"type": "stdio", "cases": [{"input": 3, "output": "9"}]}, "tests.cases[0].input"),
    ({"type": "stdio", "cases": [{"output": 9}]}, "tests.cases[0].output"),
    ({**STDIO, "checker": "exit(0)"}, "tests.checker"),
    ({**STDIO, "checker": {"language": "cpp", "code": "x"}}, "tests.checker.language"),
    ({**STDIO, "checker": {"code": " "}}, "tests.checker.code"),
    ({"type": "assert"}, "tests.code"),
    ({"type": "assert", "code": []}, "tests.code"),
    ({"type": "assert", "code": ["assert f(1)", ""]}, "tests.code"),
    ({"type": "assert", "code": " \n"}, "tests.code"),
    ({"type": "assert", "code": 3}, "tests.code"),
    ({**ASSERT, "setup": 3}, "tests.setup"),
    ({**ASSERT, "cases": []}, "tests.cases"),
]


@pytest.mark.parametrize(("tests", "field"), MALFORMED)
def test_malformed_tests_are_an_error_that_names_the_field(tests: dict[str, Any], field: str) -> None:
    found = planned(tests)
    assert isinstance(found, Score)
    assert (found.score, found.status) == (None, "error")
    assert field in found.reason


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "",
        "a/../b",
        "a//b",
        ".",
        "..",
        "a/",
        "a\0b",
        "a\nb",
        "\ud800",
        "a\\b",
        ".shm/x",
        "x" * 201,
    ],
)
def test_unsafe_file_names(name: str) -> None:
    found = planned({**CALL, "files": {name: "text"}})
    assert isinstance(found, Score)
    assert found.status == "error"


@pytest.mark.parametrize("name", ["data.txt", "a/b/c.json", ".hidden", "naïve name.txt"])
def test_safe_file_names(name: str) -> None:
    assert job({**CALL, "files": {name: "text"}})["files"] == {name: "text"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["type", "cases", "code", "entry_point", "files", "checker", "time_limit_s", "language", "setup"]
)


@given(st.dictionaries(FIELDS, JSON | st.sampled_from(["stdio", "call", "assert"])), st.text())
def test_any_tests_and_any_text_give_a_value(tests: dict[str, Any], completion: str) -> None:
    assert isinstance(planned(tests, completion), Score | Pending)


def test_all_passed_scores_one() -> None:
    found = resumed(["passed", "passed"])
    assert found.score == 1
    assert found.tests is not None
    assert (found.tests.passed, found.tests.total) == (2, 2)


@pytest.mark.parametrize(
    "status",
    ["wrong_answer", "runtime_error", "time_limit", "memory_limit", "output_limit", "compile_error", "not_run"],
)
def test_one_failure_scores_nothing(status: str) -> None:
    found = resumed(["passed", status])
    assert (found.score, found.status) == (0, "ok")
    assert status in found.reason


def test_partial_is_the_share() -> None:
    assert resumed(["passed", "wrong_answer"], partial=True).score == 0.5


def test_detail() -> None:
    assert resumed(["passed"], detail="none").tests is not None
    assert resumed(["passed"], detail="none").tests.results == []  # type: ignore[union-attr]
    assert resumed(["runtime_error"]).tests.results[0].stderr == "trace of runtime_error"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["error", "timeout"])
def test_a_failure_is_ours_and_no_number(kind: Any) -> None:
    found = pending(CALL).resume(Failure(kind, "why"))
    assert isinstance(found, Score)
    assert (found.score, found.status, found.reason) == (None, kind, "why")


def test_shared_isolation_is_marked() -> None:
    made = pending({**ASSERT, "isolation": "shared"})
    passed = Done({"results": [{"status": "passed", "seconds": 0.0, "stderr": "", "detail": ""}]})
    found = made.resume(passed)
    assert isinstance(found, Score)
    assert "lower trust" in found.reason


class Scripted:
    """A sandbox that plays back reports; what is asked of it is kept."""

    def __init__(self, *reports: judging.Report) -> None:
        self.reports = reports
        self.later: tuple[judging.Report, ...] | None = None
        self.asked: list[dict[str, Any]] = []
        self.closed = False

    def session(self, request: dict[str, Any]) -> Any:
        if self.asked and self.later is not None:
            self.reports = self.later
        self.asked.append(request)
        return self

    async def __aenter__(self) -> Any:
        async def play() -> Any:
            for report in self.reports:
                yield report

        return play()

    async def __aexit__(self, *error: object) -> None:
        self.closed = True


def report(index: int, status: str, output: bytes = b"", *, used: bool = True) -> judging.Report:
    return judging.Report(index, status, 0.1, "", "", used, output)


def typed(payload: dict[str, Any]) -> ProgramJob:
    return payload  # type: ignore[return-value]


async def test_a_failure_ends_the_session_and_leaves_the_rest_not_run() -> None:
    scripted = Scripted(report(0, "answered", b"8"), report(1, "answered", b"25"))
    results = await judging.judge(scripted, typed(job(STDIO)))
    assert [one["status"] for one in results] == ["wrong_answer", "not_run"]
    assert scripted.closed


async def test_with_partial_all_are_judged() -> None:
    scripted = Scripted(report(0, "time_limit"), report(1, "answered", b"25"))
    results = await judging.judge(scripted, typed(job(STDIO, partial=True)))
    assert [one["status"] for one in results] == ["time_limit", "passed"]


async def test_missing_reports_are_not_passed() -> None:
    with pytest.raises(judging.SandboxLostError):
        await judging.judge(Scripted(report(0, "answered", b"9")), typed(job(STDIO)))
    with pytest.raises(judging.SandboxLostError):
        await judging.judge(Scripted(), typed(job(STDIO)))


async def test_asserts_that_never_use_the_program_judge_nothing() -> None:
    tests = {"type": "assert", "code": "total = 1 + 1\nassert total == 2"}
    with pytest.raises(judging.SandboxFaultError):
        await judging.judge(Scripted(report(0, "passed", used=False)), typed(job(tests)))


async def test_tests_that_can_be_read_stay_outside() -> None:
    scripted = Scripted(report(0, "answered", b'[["=", 16]]'))
    assert [one["status"] for one in await judging.judge(scripted, typed(job(ASSERT)))] == ["passed"]
    assert scripted.asked[0]["questions"] == [[[None, None, [4], []]]]
    assert "16" not in json.dumps(scripted.asked)
    assert not {"tests", "setup"} & scripted.asked[0].keys()


async def test_an_unclear_answer_makes_the_tests_run() -> None:
    scripted = Scripted(report(0, "answered", b'[["?", "an object"]]'))
    scripted.later = (report(0, "passed"),)
    assert [one["status"] for one in await judging.judge(scripted, typed(job(ASSERT)))] == ["passed"]
    assert ["tests" in one for one in scripted.asked] == [False, True]
