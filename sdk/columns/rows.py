"""Rows of known data sets, told apart by their columns: each gives the tests of the program that it asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sdk.columns.cases import Tests, case_list, fed, opened, read_tests
from sdk.columns.errors import ColumnError, shown
from sdk.columns.evalplus import COLUMNS as EVALPLUS
from sdk.columns.evalplus import evalplus
from sdk.columns.parametrized import with_cases
from sdk.columns.plain import is_absent

Row = Mapping[str, Any]
DEFAULT_TIME_LIMIT_S = 5.0
DEFAULT_MEMORY_LIMIT_MB = 512.0
"""The service's. A site's limits are for compiled languages: they only ever lengthen these."""


class RowShape(NamedTuple):
    name: str
    columns: tuple[frozenset[str], ...]
    """Any of these sets of columns, none of them absent, marks it."""
    read: Callable[[Row], Tests | None]


def row_tests(row: Row) -> tuple[str, Tests | None]:
    """The name of the row's shape and its tests; an empty name and None for a row of none. Raises ColumnError."""
    has = {name for name, one in row.items() if not is_absent(one)}
    for shape in ROW_SHAPES:
        if any(columns <= has for columns in shape.columns):
            return shape.name, shape.read(row)
    return "", None


# ---- assertions ----


def _mbpp(row: Row) -> Tests:
    """`test_list`; imports in `test_setup_code` or `test_imports`. MBPP+ has its longer tests in `test`."""
    code = row.get("test")
    if not isinstance(code, str) or not code.strip():
        code = opened(row["test_list"])
    if isinstance(code, list) and not all(isinstance(one, str) for one in code):
        raise ColumnError("should be a list of assertions", "test_list")
    imports = opened(row.get("test_imports"))
    setup = row.get("test_setup_code") or "\n".join(map(str, imports if isinstance(imports, list) else []))
    found: Tests = {"type": "assert", "code": code}
    return {**found, "setup": setup} if setup else found


def _human_eval(row: Row) -> Tests:
    """`prompt` (or `code_prompt`), `test`, `entry_point`: what the prompt defines before the function is there for the
    program, which may have only been asked for the function, and for the tests."""
    name, prompt = _text(row, "entry_point"), row.get("code_prompt") or row.get("prompt")
    before = _before(prompt, name) if isinstance(prompt, str) else ""
    found: Tests = {"type": "assert", "entry_point": name, "code": _text(row, "test")}
    return {**found, "prelude": before, "setup": before} if before else found


def _before(prompt: str, name: str) -> str:
    """The part of a prompt before the function that it asks for, where that part is Python."""
    start = re.search(rf"^(?:async )?def {re.escape(name)}\b", prompt, re.MULTILINE)
    before = prompt[: start.start()].rstrip() if start else ""
    return before + "\n" if before and _is_python(before) else ""


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _leet_code(row: Row) -> Tests:
    """LeetCodeDataset: `prompt` is a prelude of imports and helpers, `entry_point` reads `Solution().f`."""
    prelude = str(row.get("prompt") or "")
    found: Tests = {"type": "assert", "entry_point": _text(row, "entry_point").replace("()", "")}
    found |= {"code": _text(row, "test"), "prelude": prelude}
    defined = re.findall(r"^(?:def|class)\s+(\w+)", prelude, re.MULTILINE)
    used = set(re.findall(r"\w+", found["code"]))
    return {**found, "setup": prelude} if used & set(defined) else found


_FROM_SOLUTION = re.compile(r"^from\s+solution\s+import\s+(\([^)]*\)|[^\n]*)$", re.MULTILINE)


def _kod_code(row: Row) -> Tests:
    """`test` or `test_code`: functions of pytest after `from solution import f`, whose names tests have anyway."""
    column = "test" if "test_info" in row else "test_code"
    try:
        code = with_cases(_FROM_SOLUTION.sub(_renamed, _text(row, column)))
    except ColumnError as error:
        raise error.at(column) from None
    found: Tests = {"type": "assert", "code": code}
    info = opened(row.get("test_info"))
    names = [one.get("function_name") for one in info if isinstance(one, Mapping)] if isinstance(info, list) else []
    name = names[0] if len(names) == 1 else row.get("test_entry_point")
    return {**found, "entry_point": name} if isinstance(name, str) and name.isidentifier() else found


def _renamed(found: re.Match[str]) -> str:
    names = [one.split() for one in found[1].strip("()").split("#")[0].split(",") if one.strip()]
    return "\n".join(f"{name[2]} = {name[0]}" for name in names if len(name) == 3 and name[1] == "as")


# ---- contests ----


def _live_code_bench(row: Row) -> Tests | None:
    """Public tests as JSON, private ones as JSON or packed; a function's name in `metadata.func_name`."""
    cases = [*_cases(row, "public_test_cases"), *_cases(row, "private_test_cases")]
    metadata = opened(row.get("metadata"))
    name = metadata.get("func_name") if isinstance(metadata, Mapping) else None
    if name and "class Solution" in str(row.get("starter_code")):
        name = f"Solution.{name}"
    return case_list(cases, name) if cases else None


def _cases(row: Row, column: str) -> list[Mapping[str, Any]]:
    try:
        found = opened(row.get(column))
    except ColumnError as error:
        raise error.at(column) from None
    if is_absent(found) or (isinstance(found, str) and not found.strip()):
        return []
    if _is_case(found):  # `datasets` holds a list of objects so
        pairs = zip(opened(found["input"]), opened(found["output"]), strict=False)
        return [{"input": given, "output": output} for given, output in pairs]
    if not isinstance(found, list) or not all(map(_is_case, found)):
        raise ColumnError(f"should be a list of objects with input and output, not {shown(found)}", column)
    return found


def _is_case(value: Any) -> bool:
    return isinstance(value, Mapping) and {"input", "output"} <= set(value)


def _contest(*columns: str) -> Callable[[Row], Tests | None]:
    """CodeContests and open-r1's Codeforces: test cases in several columns, the site's limits, a checker."""

    def read(row: Row) -> Tests | None:
        cases = [one for column in columns if _is_list(row.get(column)) for one in _cases(row, column)]
        if not cases:
            return None
        _refuse_other_than_stdio(row)
        found = fed([one["input"] for one in cases], [one["output"] for one in cases])
        return {**found, **_limits(row), **_checker(row.get("generated_checker"))}

    return read


def _refuse_other_than_stdio(row: Row) -> None:
    """Tests of input and output would pay none of the right programs. CodeContests has texts that may be empty."""
    if row.get("input_mode") not in (None, "stdio"):
        raise ColumnError(READS_A_FILE, "input_mode")
    for column in ("input_file", "output_file"):
        if isinstance(name := row.get(column), str) and name.strip() and name not in STREAMS:
            raise ColumnError(READS_A_FILE, column)
    if isinstance(said := row.get("interaction_format"), str) and said.strip():
        raise ColumnError("the program talks with a judge that answers: leave the row out", "interaction_format")


READS_A_FILE = "the program uses a file in place of its standard input or output: leave the row out"
STREAMS = ("stdin", "stdout", "standard input", "standard output")


def _is_list(value: Any) -> bool:
    """Codeforces' `generated_tests` is a number: the tests are in files of their own."""
    return not isinstance(value, int | float) and not is_absent(value)


def _limits(row: Row) -> Tests:
    time_limit, memory = row.get("time_limit"), row.get("memory_limit")
    if isinstance(time_limit, Mapping):
        time_limit = (time_limit.get("seconds") or 0) + (time_limit.get("nanos") or 0) / 1e9
    if not is_absent(row.get("memory_limit_bytes")):
        memory = row["memory_limit_bytes"] / 2**20
    found: Tests = {}
    if isinstance(time_limit, int | float) and time_limit > DEFAULT_TIME_LIMIT_S:
        found["time_limit_s"] = float(time_limit)
    if isinstance(memory, int | float) and memory > DEFAULT_MEMORY_LIMIT_MB:
        found["memory_limit_mb"] = float(memory)
    return found


_PRINTED_VERDICT = """\
import contextlib, io, sys
said = io.StringIO()
with contextlib.redirect_stdout(said):
    try:
        exec(compile({code!r}, "checker.py", "exec"), {{"__name__": "__main__", "__file__": "checker.py"}})
    except SystemExit as end:
        if end.code not in (None, 0):
            sys.exit({broken})
    except BaseException as error:
        print(f"{{type(error).__name__}}: {{error}}", file=sys.stderr)
        sys.exit({broken})
sys.exit(0 if said.getvalue().strip() == "1" else 1)
"""
CHECKER_BROKE = 70
"""An exit status that means neither accepted nor rejected."""


def _checker(code: Any) -> Tests:
    """open-r1's checkers take the service's three paths, and print 1 for an accepted output where ours exit with 0."""
    if not isinstance(code, str) or not code.strip():
        return {}
    wrapped = _PRINTED_VERDICT.format(code=code, broken=CHECKER_BROKE)
    return {"checker": {"language": "python", "code": wrapped}}


# ---- one column ----


def _column(*names: str) -> Callable[[Row], Tests | None]:
    def read(row: Row) -> Tests | None:
        name = next(one for one in names if not is_absent(row.get(one)))
        try:
            return read_tests(row[name])
        except ColumnError as error:
            raise error.at(name) from None

    return read


def _nemo_gym(row: Row) -> Tests | None:
    found = row["verifier_metadata"]
    if not isinstance(found, Mapping):
        return None
    if not is_absent(found.get("unit_tests")):
        return read_tests(found["unit_tests"])
    return row_tests(found)[1] if {"test", "entry_point"} <= set(found) else None


def _text(row: Row, column: str) -> str:
    if not isinstance(row.get(column), str) or not row[column].strip():
        raise ColumnError("should hold text", column)
    return str(row[column])


def _columns(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split(", ")) for one in sets)


LEET_CODE = "LeetCodeDataset"
PROMPTS = {LEET_CODE: ("query", "problem_description")}
"""Columns of the prompt in a shape whose `prompt` is something else."""

ROW_SHAPES = (
    RowShape("tests of any shape", _columns("tests"), _column("tests")),
    RowShape("LiveCodeBench", _columns("question_content, public_test_cases"), _live_code_bench),
    RowShape(
        "Codeforces (open-r1)",
        _columns("official_tests"),
        _contest("official_tests", "generated_tests"),
    ),
    RowShape(
        "CodeContests",
        _columns("public_tests, private_tests", "public_tests, generated_tests"),
        _contest("public_tests", "private_tests", "generated_tests"),
    ),
    RowShape(LEET_CODE, _columns("starter_code, test, entry_point"), _leet_code),
    RowShape("MBPP and MBPP+", _columns("test_list"), _mbpp),
    RowShape("HumanEval, HumanEval+ and BigCodeBench", _columns("test, entry_point"), _human_eval),
    RowShape("EvalPlus' own HumanEval+ and MBPP+", (EVALPLUS,), evalplus),
    RowShape("KodCode", _columns("test, test_info", "test_code, test_entry_point"), _kod_code),
    RowShape("APPS and TACO", _columns("input_output"), _column("input_output")),
    RowShape("open-r1, SYNTHETIC-1", _columns("verification_info"), _column("verification_info")),
    RowShape("OpenThoughts, AceCode", _columns("test_cases"), _column("test_cases")),
    RowShape("NeMo-Gym", _columns("verifier_metadata"), _nemo_gym),
)
"""The first whose columns a row has reads it."""
