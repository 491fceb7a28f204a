"""Inputs near those of the tests, and a program that tells a mutant by them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from sdk.tools.doctor import harness
from sdk.tools.doctor.mutants import Mutant, mutants

CALL: dict[str, Any] = {"type": "call", "entry_point": "f", "cases": [{"args": [3, [1, 2]], "output": 3}]}


@pytest.mark.parametrize(
    ("tests", "some"),
    [
        (CALL, [[0, [1, 2]], [3, []], [3, [2, 1]], [4, [1, 2]]]),
        ({"type": "stdio", "cases": [{"input": "2 ab\n", "output": ""}]}, ["3 ab\n", "0 ab\n", "2 ba\n"]),
        ({"type": "assert", "entry_point": "f", "code": ["assert f('ab') == 1"]}, [[""], ["ba"], ["abab"]]),
        ({"type": "assert", "entry_point": "f", "code": "def check(candidate):\n    assert candidate(2)"}, [[0], [3]]),
    ],
)
def test_new_inputs_are_like_those_of_the_tests(tests: dict[str, Any], some: list[Any]) -> None:
    found = harness.inputs_for(tests)
    assert len(found) <= harness.MOST_INPUTS
    assert [one for one in some if one not in found] == []
    assert found == harness.inputs_for(tests)


def test_inputs_of_the_tests_themselves_are_not_tried_again() -> None:
    assert [3, [1, 2]] not in harness.inputs_for(CALL)


@pytest.mark.parametrize("tests", [{}, {"type": "assert", "code": "assert f(x) =="}, {"type": "stdio", "cases": []}])
def test_tests_without_plain_inputs_give_none(tests: dict[str, Any]) -> None:
    assert harness.inputs_for(tests) == []


def answers(program: str, *calls: str) -> list[str]:
    shown = "\n".join(f"print(repr({call}))" for call in calls)
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{program}\n{shown}"], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_a_function_and_its_mutant_are_told_apart_and_an_input_that_the_reference_refuses_tells_nothing() -> None:
    reference = "def f(x):\n    return 10 // x + 1"
    mutant = Mutant(2, "", "def f(x):\n    return 10 // x - 1")
    program = harness.program(reference, [mutant], {"type": "call", "entry_point": "f"})
    assert answers(program, "differ(1, [5])", "differ(1, [0])") == [r"'reference 3\x00mutant 1'", "'same'"]


def test_a_program_that_reads_its_input_is_told_apart_by_what_it_prints() -> None:
    reference = "n = int(input())\nprint(n * n)"
    program = harness.program(reference, mutants(reference, 1), {"type": "stdio"})
    assert answers(program, "differ(1, '2')", "differ(1, '3')", "differ(1, 'x')") == [
        "'same'", r"'reference 9\x00mutant 6'", "'same'",
    ]  # fmt: skip


def test_what_the_service_says_of_the_cases_is_read_back() -> None:
    mutant = Mutant(1, "a -> b", "")
    details = [None, "expected 'same', got 'reference 3\\x00mutant 1'"]
    [found] = harness.read([mutant], [[1], [2]], details)
    assert (found.given, found.reference, found.got) == ([2], "3", "1")
    assert list(harness.read([mutant], [[1]], ["expected 'same', got 'reference 3 cut sho"])) == []
