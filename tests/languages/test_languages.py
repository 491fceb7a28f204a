"""Programs in every language that has an image: right ones pass, wrong ones fail, hostile ones end and are told as what.

The gate runs C++ alone, and of its problems a few; `scripts/check languages` builds all images and runs all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sdk import Item, ItemResult, RewardClient
from tests.end_to_end.running import start_server, stop
from tests.languages.bodies import SAYS
from tests.languages.calls import CALLS, FAILING
from tests.languages.hostile import PROGRAMS
from tests.languages.problems import FRAMES, PROBLEMS

ALL = os.environ.get("ASSAY_LANGUAGES", "").split()
LANGUAGES = ALL or ["cpp"]
SOME = PROBLEMS if ALL else PROBLEMS[::7]
HOSTILE = None if ALL else {"compile error", "exception", "memory", "template bomb"}
MEMORY_MB = 128

pytestmark = [pytest.mark.docker, pytest.mark.parametrize("language", LANGUAGES), pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def client() -> Iterator[RewardClient]:
    running = start_server()
    with RewardClient(running.url, timeout_s=3000) as client:
        yield client
    assert stop(running) == 0


def item(language: str, program: str, tests: dict[str, object], name: str = "") -> Item:
    return Item(id=name, completion=f"~~~~{language}\n{program}\n~~~~", tests={"language": language, **tests})


def scored(client: RewardClient, items: list[Item], **options: object) -> list[ItemResult]:
    return client.score(items, rewards={"accuracy": {"weight": 1, **options}}).items


def told(one: ItemResult) -> tuple[float | None, str, list[str]]:
    component = one.components["accuracy"]
    results = component.tests.results if component.tests else []
    return component.score, component.reason, [result.status for result in results]


def test_solutions_pass_and_wrong_answers_and_mutants_fail(client: RewardClient, language: str) -> None:
    items = [
        item(language, program, problem.tests(language), f"{problem.name}: {kind}")
        for problem in SOME
        for kind, program in zip(("solution", "mutant", "wrong answer"), problem.programs(language), strict=True)
    ]
    found = scored(client, items)
    wrong = [(one.id, told(one)) for one in found if told(one)[0] != float(str(one.id).endswith("solution"))]
    assert wrong == []


def test_hostile_programs_end_and_are_told_as_what_they_are(client: RewardClient, language: str) -> None:
    limits = {"time_limit_s": 2, "total_time_limit_s": 2, "memory_limit_mb": MEMORY_MB}
    tests = {"type": "stdio", "cases": [{"input": "3\n", "output": "9\n"}], **limits}
    chosen = [one for one in PROGRAMS[language] if HOSTILE is None or one.name in HOSTILE]
    found = scored(client, [item(language, one.program, tests, one.name) for one in chosen])
    wrong = [
        (one.name, told(result))
        for one, result in zip(chosen, found, strict=True)
        if told(result)[0] != 0 or told(result)[2][0] not in one.statuses
    ]
    assert wrong == []


BROKEN = {"bash": "if then"}


def test_a_compile_error_carries_the_words_of_the_compiler(client: RewardClient, language: str) -> None:
    cases = [{"input": "3\n", "output": "9\n"}] * 2
    (found,) = scored(
        client,
        [item(language, BROKEN.get(language, "this is no program"), {"type": "stdio", "cases": cases})],
        partial=True,
    )
    score, reason, statuses = told(found)
    assert (score, statuses) == (0, ["compile_error", "compile_error"])
    assert "error" in reason.lower()


def test_a_checker_may_be_in_the_programs_own_language_or_in_python(client: RewardClient, language: str) -> None:
    problem = next(one for one in PROBLEMS if one.name == "sum")
    program = problem.programs(language)[0]
    python = {"code": "import sys\nsys.exit(open(sys.argv[2]).read().split() != open(sys.argv[3]).read().split())"}
    own = {"language": language, "code": CHECKERS[language]}
    cases = [{"input": "2\n1 2\n", "output": "3\n"}]
    wrong = [{"input": "2\n1 2\n", "output": "4\n"}]
    items = [
        item(language, program, {"type": "stdio", "cases": some, "checker": checker})
        for checker in (python, own)
        for some in (cases, wrong)
    ]
    assert [told(one)[0] for one in scored(client, items)] == [1, 0, 1, 0]


CHECKERS = {
    "cpp": "#include <fstream>\nint main(int c, char **v) { std::ifstream e(v[2]), o(v[3]); int a, b; e >> a; o >> b; return a != b; }",
    "c": '#include <stdio.h>\nint main(int c, char **v) { int a, b; fscanf(fopen(v[2], "r"), "%d", &a); fscanf(fopen(v[3], "r"), "%d", &b); return a != b; }',
    "java": "import java.nio.file.*; public class Check { static String of(String n) throws Exception { return Files.readString(Path.of(n)).trim(); } "
    "public static void main(String[] v) throws Exception { System.exit(of(v[1]).equals(of(v[2])) ? 0 : 1); } }",
    "javascript": 'const fs = require("fs"), of = (n) => fs.readFileSync(n, "utf8").trim();\n'
    "process.exit(of(process.argv[3]) === of(process.argv[4]) ? 0 : 1);",
    "typescript": 'import { readFileSync } from "fs"; const of = (n: string): string => readFileSync(n, "utf8").trim();\n'
    "process.exit(of(process.argv[3]) === of(process.argv[4]) ? 0 : 1);",
    "bash": '[[ $(< "$2") == "$(< "$3")" ]]',
    "go": 'package main\nimport ("os"; "strings")\nfunc of(n string) string { b, _ := os.ReadFile(n); return strings.TrimSpace(string(b)) }\n'
    "func main() { if of(os.Args[2]) != of(os.Args[3]) { os.Exit(1) } }",
    "rust": "fn of(n: usize) -> String { std::fs::read_to_string(std::env::args().nth(n).unwrap()).unwrap().trim().to_string() }\n"
    "fn main() { std::process::exit(if of(2) == of(3) { 0 } else { 1 }) }",
}


def test_there_is_a_case_for_every_language(language: str) -> None:
    assert all(language in cases for cases in (FRAMES, SAYS, PROGRAMS, CHECKERS))


def test_functions_are_called_with_the_types_of_their_signature(client: RewardClient, language: str) -> None:
    if language not in FAILING:
        return
    items = [
        item(language, program, call.tests(language), f"{call.entry_point}: {kind}")
        for call in (CALLS if ALL else CALLS[3:5])
        for kind, program in zip(("solution", "mutant"), call.of(language), strict=True)
    ]
    found = scored(client, items)
    wrong = [(one.id, told(one)) for one in found if told(one)[0] != float(str(one.id).endswith("solution"))]
    assert wrong == []


def test_functions_that_fail_are_told_as_what_they_are(client: RewardClient, language: str) -> None:
    if language not in FAILING:
        return
    limits = {"time_limit_s": 2, "total_time_limit_s": 4, "memory_limit_mb": MEMORY_MB}
    tests = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}], **limits}
    chosen = FAILING[language] if ALL else FAILING[language][:2]
    found = scored(client, [item(language, program, tests) for program, _ in chosen])
    wrong = [
        (program, told(one)) for (program, status), one in zip(chosen, found, strict=True) if told(one)[2] != [status]
    ]
    assert wrong == []
