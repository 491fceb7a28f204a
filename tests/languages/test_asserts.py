"""Assert tests in JavaScript, which run in a process of their own.

The gate does not run these; `scripts/check languages` builds the image and does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from sdk import Item, ItemResult, RewardClient
from tests.end_to_end.running import start_server, stop
from tests.languages.asserts import (
    ATTACKED,
    ATTACKS,
    FAULTS,
    HONEST,
    LIARS,
    PROBLEMS,
    RANGED,
    UNDECIDED,
    UNREACHED,
)

pytestmark = [
    pytest.mark.docker,
    pytest.mark.skipif("javascript" not in os.environ.get("ASSAY_LANGUAGES", ""), reason="scripts/check languages"),
    pytest.mark.timeout(1200),
]


@pytest.fixture(scope="module")
def client() -> Iterator[RewardClient]:
    running = start_server()
    with RewardClient(running.url, timeout_s=1000) as client:
        yield client
    assert stop(running) == 0


def scored(client: RewardClient, items: list[tuple[str, dict[str, Any]]], **options: object) -> list[ItemResult]:
    sent = [Item(completion=f"~~~~javascript\n{program}\n~~~~", tests=tests) for program, tests in items]
    return client.score(sent, rewards={"accuracy": {"weight": 1, **options}}).items


def told(one: ItemResult) -> tuple[float | None, str]:
    return one.components["accuracy"].score, one.components["accuracy"].reason


def of_f(code: str, **more: object) -> dict[str, Any]:
    return {"type": "assert", "language": "javascript", "code": code, **more}


def test_solutions_score_one(client: RewardClient) -> None:
    found = scored(client, [(one.program, one.tests()) for one in PROBLEMS])
    assert [(one.name, told(result)) for one, result in zip(PROBLEMS, found, strict=True) if told(result)[0] != 1] == []


def test_wrong_answers_and_mutants_score_zero(client: RewardClient) -> None:
    items = [(program, one.tests()) for one in PROBLEMS for program in one.failing()]
    found = scored(client, items)
    assert [(item[0], told(one)) for item, one in zip(items, found, strict=True) if told(one)[0] != 0] == []


def test_what_the_attacks_attack_can_be_solved(client: RewardClient) -> None:
    found = scored(client, [(HONEST, ATTACKED), (HONEST, RANGED)])
    assert [told(one)[0] for one in found] == [1, 1], list(map(told, found))


def test_no_attack_scores(client: RewardClient) -> None:
    found = scored(client, [(program, ATTACKED) for program in ATTACKS.values()])
    assert [(name, told(one)) for name, one in zip(ATTACKS, found, strict=True) if told(one)[0] != 0] == []


def test_a_result_is_one_value_however_often_it_is_looked_at(client: RewardClient) -> None:
    found = scored(client, [(program, RANGED) for program in LIARS.values()])
    assert [(name, told(one)) for name, one in zip(LIARS, found, strict=True) if told(one)[0] != 0] == []


def test_after_the_attacks_a_right_program_scores_one(client: RewardClient) -> None:
    found = scored(client, [(HONEST, ATTACKED)] * 4)
    assert [told(one)[0] for one in found] == [1, 1, 1, 1]


def test_tests_that_cannot_judge_are_an_error_that_says_so(client: RewardClient) -> None:
    found = scored(client, [("const f = (n) => n;", of_f(**tests)) for _, tests, _ in FAULTS])
    wrong = [
        (name, told(one))
        for (name, _, said), one in zip(FAULTS, found, strict=True)
        if one.components["accuracy"].status != "error" or said not in told(one)[1]
    ]
    assert wrong == []


def test_what_cannot_cross_is_zero_and_undecided(client: RewardClient) -> None:
    found = scored(client, [(program, of_f(code)) for _, code, program in UNDECIDED])
    assert [(told(one)[0], one.components["accuracy"].undecided) for one in found] == [(0, True)] * len(UNDECIDED)


def test_a_test_whose_assertions_were_not_reached_has_not_passed(client: RewardClient) -> None:
    found = scored(client, [(program, of_f(code)) for _, code, program, _ in UNREACHED])
    for (name, _, _, status), one in zip(UNREACHED, found, strict=True):
        tests = one.components["accuracy"].tests
        assert tests is not None, name
        assert (told(one)[0], tests.results[0].status) == (0, status), (name, told(one))


def test_each_statement_of_a_list_is_a_test_of_its_own(client: RewardClient) -> None:
    code = ["assert.equal(f(1), 1)", "assert.equal(f(2), 5)", "const assert = require('assert'); assert.equal(f(3), 3)"]
    (found,) = scored(client, [("const f = (n) => n;", of_f(code))], partial=True)  # type: ignore[arg-type]
    tests = found.components["accuracy"].tests
    assert tests is not None
    assert [one.status for one in tests.results] == ["passed", "wrong_answer", "passed"]
    assert "5" in (tests.results[1].detail or "")


def test_a_test_that_meets_a_limit_leaves_the_others_to_be_run(client: RewardClient) -> None:
    program = "const f = (n) => { while (n === 2); if (n === 3) process.exit(0); return n; };"
    code = [f"assert.equal(f({n}), {n})" for n in range(1, 6)]
    (found,) = scored(client, [(program, of_f(code, time_limit_s=1, total_time_limit_s=8))], partial=True)  # type: ignore[arg-type]
    tests = found.components["accuracy"].tests
    assert tests is not None
    assert [one.status for one in tests.results] == ["passed", "time_limit", "runtime_error", "passed", "passed"]


def test_a_failure_of_the_program_is_told_with_its_trace(client: RewardClient) -> None:
    (found,) = scored(client, [("function f(n) { return n.no.thing; }", of_f("assert(f(1))"))])
    tests = found.components["accuracy"].tests
    assert tests is not None
    assert tests.results[0].status == "runtime_error"
    assert "main.js" in tests.results[0].stderr
