"""The tests of a code item, checked field by field: what is malformed is the caller's fault, and named."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic, which checks jobs from outside, reads no other before 3.12

from reward_server.rewards.programs import languages
from reward_server.rewards.programs.languages import Language
from reward_server.rewards.programs.limits import DEFAULT_TIMEOUT_S, limits
from reward_server.rewards.programs.needs import first_need

DEFAULT_MEMORY_LIMIT_MB = 512
MAX_TIME_LIMIT_S = 3600.0
MAX_MEMORY_LIMIT_MB = 65536
MAX_CASES = 10_000
MAX_FILES = 100
MIN_OUTPUT_LIMIT = 4 * 1024 * 1024
"""Bytes a program may print in one case; more where more than half as much is expected."""

MAX_EXPECTED_DEPTH = 100
"""Levels of an expected output that are compared."""
ROOM_FOR_TAGS = 8
"""A result crosses with tags: `[]` becomes `["l",[]]`."""
ISOLATIONS = ("separate", "shared", "auto")

_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)?\Z")
_COMMON = {
    "type",
    "language",
    "time_limit_s",
    "total_time_limit_s",
    "memory_limit_mb",
    "files",
    "prelude",
    "isolation",
    "tolerance",
    "deterministic",
}
_FIELDS = {
    "stdio": _COMMON | {"cases", "checker"},
    "call": _COMMON | {"cases", "entry_point"},
    "assert": _COMMON | {"entry_point", "setup", "code"},
}


class MalformedError(Exception):
    """Tests that can judge no program; the message names the field."""


class NeedsSharingError(MalformedError):
    """Tests that cannot judge from a process of their own."""


class ProgramJob(TypedDict):
    """The payload of a `sandbox` job. Exactly one of `cases` (stdio, call) and `tests` (assert) decides the count."""

    language: str
    type: Literal["stdio", "call", "assert", "run"]
    """`run`: judged by nobody, see `runs`."""
    prelude: str
    """Run before the program, in its module."""
    source: str
    files: dict[str, str]
    time_limit_s: float
    total_time_limit_s: float
    wall_limit_s: float
    total_wall_limit_s: float
    checkers_limit_s: float
    budget_s: float
    lowered: str
    """See `limits.Limits`."""
    memory_limit_mb: float
    output_limit: int
    stop: bool
    """At the first failure the rest is not run."""
    shared: bool
    tolerance: float | None
    memo: NotRequired[bool]
    """The caller says that equal programs end equally: the verdict may be remembered."""
    cases: NotRequired[list[dict[str, Any]]]
    checker: NotRequired[str]
    checker_language: NotRequired[str]
    entry_point: NotRequired[str | None]
    setup: NotRequired[str]
    tests: NotRequired[list[str]]


class CaseResult(TypedDict):
    """One test's result, as the executor gives it. `seconds`: CPU seconds of the program; `wall_s`: as charged."""

    status: str
    seconds: float
    stderr: str
    detail: str
    wall_s: NotRequired[float]
    undecided: NotRequired[bool]
    """The program was to blame for a test that could not be decided."""
    stdout: NotRequired[str]
    exit_code: NotRequired[int | None]
    """Of a program that was only run."""


def language_of(tests: dict[str, Any]) -> Language:
    name = tests.get("language", "python")
    language = languages.find(name)
    if language is None:
        raise MalformedError(f"tests.language: {name!r} is not supported; there is {', '.join(languages.known)}")
    return language


def parse(
    tests: dict[str, Any], max_cases: int | None, *, stop: bool, timeout_s: float = DEFAULT_TIMEOUT_S
) -> ProgramJob:
    """A job but for its source, which is empty. timeout_s: the batch's. Raises MalformedError."""
    kind = tests.get("type")
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise MalformedError(f"tests.type: should be one of {', '.join(_FIELDS)}, not {kind!r}")
    unknown = sorted(str(name) for name in tests.keys() - _FIELDS[kind])
    if unknown:
        raise MalformedError(f"tests.{unknown[0]}: no such field in {kind} tests")
    language = language_of(tests)
    if kind not in language.tests:
        raise MalformedError(f"tests.type: {language.name} has {' and '.join(language.tests)} tests alone, not {kind}")
    job = _common(tests, kind, language, stop=stop, timeout_s=timeout_s)
    _PARSERS[kind](tests, job, max_cases)
    if not isinstance(tests.get("deterministic", False), bool):
        raise MalformedError("tests.deterministic: should be true or false")
    if tests.get("deterministic"):
        job["memo"] = True
    if kind != "assert" and tests.get("isolation") == "shared":
        raise MalformedError("tests.isolation: only assert tests can share the program's process")
    return job


def _common(tests: dict[str, Any], kind: Any, language: Language, *, stop: bool, timeout_s: float) -> ProgramJob:
    for name, most in (("time_limit_s", MAX_TIME_LIMIT_S), ("total_time_limit_s", 4 * MAX_TIME_LIMIT_S)):
        _number(tests, name, most, most)
    times = limits(tests, timeout_s)
    if tests.get("isolation", "separate") not in ISOLATIONS:
        raise MalformedError(f"tests.isolation: should be one of {', '.join(ISOLATIONS)}")
    tolerance = tests.get("tolerance")
    if tolerance is not None and (not _is_number(tolerance) or tolerance < 0):
        raise MalformedError("tests.tolerance: should be a number, not negative")
    return {
        "language": language.name,
        "type": kind,
        "prelude": _prelude(tests.get("prelude", ""), language),
        "source": "",
        "files": _files(tests.get("files", {})),
        "time_limit_s": times.time_limit_s,
        "total_time_limit_s": times.total_time_limit_s,
        "wall_limit_s": times.wall_limit_s,
        "total_wall_limit_s": times.total_wall_limit_s,
        "checkers_limit_s": times.checkers_limit_s,
        "budget_s": times.budget_s,
        "lowered": times.lowered,
        "memory_limit_mb": _number(tests, "memory_limit_mb", DEFAULT_MEMORY_LIMIT_MB, MAX_MEMORY_LIMIT_MB),
        "output_limit": MIN_OUTPUT_LIMIT,
        "stop": stop,
        "shared": False,
        "tolerance": tolerance,
    }


def _parse_stdio(tests: dict[str, Any], job: ProgramJob, max_cases: int | None) -> None:
    checker = tests.get("checker")
    if checker is not None:
        job["checker"], job["checker_language"] = _checker(checker, job["language"])
    cases = _cases(tests, {"input", "output"}, max_cases)
    for index, case in enumerate(cases):
        _text(case, "input", f"tests.cases[{index}].input", required=False)
        _text(case, "output", f"tests.cases[{index}].output", required=checker is None)
    job["cases"] = [{"input": case.get("input", ""), "output": case.get("output", "")} for case in cases]
    job["output_limit"] = max(MIN_OUTPUT_LIMIT, *(2 * len(case["output"]) for case in job["cases"]))


def _parse_call(tests: dict[str, Any], job: ProgramJob, max_cases: int | None) -> None:
    job["entry_point"] = _entry_point(tests, required=True)
    cases = _cases(tests, {"args", "kwargs", "output"}, max_cases)
    for index, case in enumerate(cases):
        place = f"tests.cases[{index}]"
        if not isinstance(case.get("args", []), list):
            raise MalformedError(f"{place}.args: should be a list")
        if not isinstance(case.get("kwargs", {}), dict):
            raise MalformedError(f"{place}.kwargs: should be an object")
        if "output" not in case:
            raise MalformedError(f"{place}.output: is missing")
        if _depth_exceeds(case["output"], MAX_EXPECTED_DEPTH):
            raise MalformedError(f"{place}.output: is nested deeper than {MAX_EXPECTED_DEPTH} levels")
    job["cases"] = [{"args": [], "kwargs": {}, **case} for case in cases]
    longest = max(len(json.dumps(case["output"], separators=(",", ":"))) for case in job["cases"])
    job["output_limit"] = max(MIN_OUTPUT_LIMIT, ROOM_FOR_TAGS * longest)


def _depth_exceeds(value: Any, most: int) -> bool:
    """Level by level, so that no nesting is too deep to be measured."""
    level = [value]
    for _ in range(most + 1):
        containers = [one for one in level if isinstance(one, list | dict)]
        if not containers:
            return False
        level = [one for outer in containers for one in (outer.values() if isinstance(outer, dict) else outer)]
    return True


def _parse_assert(tests: dict[str, Any], job: ProgramJob, max_cases: int | None) -> None:
    job["entry_point"] = _entry_point(tests, required=False)
    _text(tests, "setup", "tests.setup", required=False)
    job["setup"] = tests.get("setup", "")
    code = tests.get("code")
    statements = [code] if isinstance(code, str) else code
    if not isinstance(statements, list) or not statements:
        raise MalformedError("tests.code: should be a string or a list of statements")
    for statement in statements:
        if not isinstance(statement, str) or not statement.strip():
            raise MalformedError("tests.code: should not be empty")
    job["tests"] = statements[:max_cases]
    if job["language"] == "python":
        job["shared"] = _shares(tests.get("isolation", "separate"), job["setup"], tuple(job["tests"]))
    else:
        _keep_apart(tests.get("isolation", "separate"), languages.known[job["language"]], job["setup"], job["tests"])


def _shares(isolation: str, setup: str, statements: tuple[str, ...]) -> bool:
    """Whether the tests run in the program's process: decided by the tests alone. Raises MalformedError where they
    need that and may not."""
    if isolation == "shared":
        return True
    need = first_need(setup, statements)
    if need is not None and isolation == "separate":
        raise NeedsSharingError(f"{need}: set tests.isolation to auto, or to shared")
    return need is not None


def _keep_apart(isolation: str, language: Language, setup: str, statements: list[str]) -> None:
    """Only Python's tests can share a process with the program. Raises MalformedError where others need that."""
    if isolation == "shared":
        raise MalformedError(f"tests.isolation: tests in {language.name} always run in a process of their own")
    pattern = language.how.get("needs_sharing")
    for place, text in [("setup", setup), *((f"code[{index}]", one) for index, one in enumerate(statements))]:
        found = re.search(pattern, text) if pattern else None
        if found is not None:
            line = text.count("\n", 0, found.start()) + 1
            what = " ".join(found[0].split())[:60]
            raise NeedsSharingError(
                f"tests.{place}, line {line}: the tests and the program do not share what {what!r} is about: "
                f"in {language.name} they run in two processes"
            )


_PARSERS: dict[str, Callable[[dict[str, Any], ProgramJob, int | None], None]] = {
    "stdio": _parse_stdio,
    "call": _parse_call,
    "assert": _parse_assert,
}


def _cases(tests: dict[str, Any], fields: set[str], max_cases: int | None) -> list[dict[str, Any]]:
    cases = tests.get("cases")
    if not isinstance(cases, list) or not cases:
        raise MalformedError("tests.cases: should be a list of at least one case")
    if len(cases) > MAX_CASES:
        raise MalformedError(f"tests.cases: more than {MAX_CASES}")
    for index, case in enumerate(cases):
        if not isinstance(case, dict):
            raise MalformedError(f"tests.cases[{index}]: should be an object")
        unknown = sorted(str(name) for name in case.keys() - fields)
        if unknown:
            raise MalformedError(f"tests.cases[{index}].{unknown[0]}: no such field")
    return cases[:max_cases]


def _checker(checker: Any, language: str) -> tuple[str, str]:
    """(code, the name of its language): Python's or the program's own, which its sandbox has."""
    if not isinstance(checker, dict) or not isinstance(checker.get("code"), str) or not checker["code"].strip():
        raise MalformedError("tests.checker.code: should be the checker's program")
    if checker.keys() - {"language", "code"}:
        raise MalformedError("tests.checker: takes language and code alone")
    found = languages.find(checker.get("language", "python"))
    if found is None or found.name not in ("python", language):
        told = " or ".join(dict.fromkeys(("python", language)))
        raise MalformedError(f"tests.checker.language: {checker['language']!r} is not supported here; it may be {told}")
    return str(checker["code"]), found.name


def _entry_point(tests: dict[str, Any], *, required: bool) -> str | None:
    name = tests.get("entry_point")
    if name is None and not required:
        return None
    if not isinstance(name, str) or not _NAME.match(name):
        raise MalformedError("tests.entry_point: should be the name of a function or of a class's method")
    return name


def _text(fields: dict[str, Any], name: str, place: str, *, required: bool) -> None:
    if name not in fields and not required:
        return
    if not isinstance(fields.get(name), str):
        raise MalformedError(f"{place}: should be a string")


def _is_number(value: Any) -> bool:
    """One that a double holds: an integer may be longer."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _number(tests: dict[str, Any], name: str, default: float, most: float) -> float:
    value = tests.get(name, default)
    if not _is_number(value) or not 0 < value <= most:
        raise MalformedError(f"tests.{name}: should be a number above 0, at most {most:g}")
    return float(value)


def _prelude(prelude: Any, language: Language) -> str:
    if not isinstance(prelude, str):
        raise MalformedError("tests.prelude: should be code")
    if language is not languages.PYTHON:
        return prelude
    try:
        ast.parse(prelude)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise MalformedError(f"tests.prelude: does not compile: {error}") from None
    return prelude


def _files(files: Any) -> dict[str, str]:
    if not isinstance(files, dict) or len(files) > MAX_FILES:
        raise MalformedError(f"tests.files: should be an object of at most {MAX_FILES} names and texts")
    for name, text in files.items():
        if not isinstance(name, str) or not _is_safe(name):
            raise MalformedError(f"tests.files: unsafe file name {name!r}")
        if not isinstance(text, str):
            raise MalformedError(f"tests.files[{name!r}]: should be a string")
    return files


def _is_safe(name: str) -> bool:
    """A relative path below the working folder, in characters that every file system takes."""
    parts = name.split("/")
    plain = re.fullmatch(r"[^\x00-\x1f\x7f\\\ud800-\udfff]{1,200}", name) is not None
    return plain and all(part not in ("", ".", "..") for part in parts) and parts[0] != ".shm"
