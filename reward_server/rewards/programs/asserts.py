"""Assert tests that only call the program with literals and look at what it gives back: no process need run them.

Most tests of data sets are `assert f(1, [2]) == 3`. Such a test is read once into the calls that the program is to
answer and a predicate on the answers, made of Python's own operators on plain data; the calls are answered as those of
`call` tests are. Code that does anything else (keeps state, uses methods, imports, loops, catches) is not read, and
answers that are no plain data leave a test unclear: then the tests run as code, in a process of their own.

The verdict is the same either way. Nothing here costs more than the size of an answer bounds.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
from dataclasses import dataclass
from typing import Any

from reward_server.memo import remembered
from reward_server.rewards.programs.comparison import shown
from reward_server.rewards.programs.expressions import Evaluate, Expressions, NotReadError, last_part
from reward_server.rewards.programs.tagged_values import UnclearError, decode

MAX_CODE = 16 * 1024
"""Characters of test code that are read; parsing costs a fifth of a millisecond a thousand."""
MAX_ANSWERS = 16 * 1024
"""Bytes of a test's answers: what is larger (a set of colliding numbers, say) is decided under the sandbox's limits."""
MISSING_NAME = re.compile(r"NameError: name '(\w+)' is not defined")


@dataclass(frozen=True, slots=True)
class Check:
    """One assert statement, on the first `needs` answers of its test."""

    holds: Evaluate
    needs: int
    message: str
    sides: tuple[Evaluate, Evaluate] | None
    """Of a plain `==`: what was given, and what was expected."""


@dataclass(frozen=True, slots=True)
class Question:
    """One test. calls: as `Expressions` has them, in the order of their evaluation."""

    calls: list[list[Any]]
    checks: list[Check]
    lent: frozenset[str]
    """What the tests import: a program that lacks it may lean on them, which only running them tells."""


@remembered("asserts", 512, 20_000)
def read(setup: str, tests: tuple[str, ...], entry_point: str | None) -> tuple[Question, ...] | None:
    """A question a test; None where some test is more than that."""
    if len(setup) + sum(map(len, tests)) > MAX_CODE or hasattr(builtins, last_part(entry_point)):
        return None
    try:
        before = Expressions(entry_point, frozenset(["math"]), frozenset())
        for statement in ast.parse(setup).body:
            before.imported(statement)
        return tuple(_question(test, entry_point, before) for test in tests)
    except (NotReadError, UnclearError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _question(test: str, entry_point: str | None, before: Expressions) -> Question:
    expressions = Expressions(entry_point, before.modules, before.bound)
    reader = _Reader(expressions)
    reader.module(ast.parse(test).body)
    if not expressions.calls:
        raise NotReadError  # whether such a test can judge at all is another's question
    return Question(expressions.calls, reader.checks, before.lent | expressions.lent)


class _Reader:
    """Reads the statements of one test."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        self.checks: list[Check] = []

    def module(self, statements: list[ast.stmt]) -> None:
        functions = [one for one in statements if isinstance(one, ast.FunctionDef)]
        for statement in statements:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                self._expressions.imported(statement)
            elif isinstance(statement, ast.Assign):
                self._metadata(statement)
            elif not functions:
                self._statement(statement)
        if functions:
            others = [one for one in statements if not isinstance(one, ast.Import | ast.ImportFrom | ast.Assign)]
            self._function(functions[0], [one for one in others if one is not functions[0] and not _is_text(one)])

    def _function(self, function: ast.FunctionDef, after: list[ast.stmt]) -> None:
        """`check(candidate)`, once for the entry point and once for each `check(f)` below it; or one `test_...()`."""
        taken = ast.unparse(function.args)
        if function.decorator_list or (taken and not taken.isidentifier()):
            raise NotReadError
        if function.name.startswith("test") and not taken and not after:
            self._body(function, {})
            return
        if function.name != "check" or not taken or taken in self._expressions.bound:
            raise NotReadError
        targets = [self._expressions.name(_checked(one)) for one in after] + (
            [None] if self._expressions.entry_point else []
        )
        for target in targets:
            self._body(function, {taken: target})

    def _body(self, function: ast.FunctionDef, candidate: dict[str, str | None]) -> None:
        self._expressions.candidate = candidate
        for statement in function.body:
            self._statement(statement)

    def _statement(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.Assert):
            self.checks.append(self._check(statement))
        elif not (isinstance(statement, ast.Pass) or _is_text(statement)):
            raise NotReadError

    def _metadata(self, statement: ast.Assign) -> None:
        """A constant that no test uses."""
        (target, *others) = statement.targets
        if others or not isinstance(target, ast.Name):
            raise NotReadError
        self._expressions.literal(statement.value)
        self._expressions.bound |= {target.id}

    def _check(self, statement: ast.Assert) -> Check:
        if statement.msg is None:
            message = ""
        elif isinstance(statement.msg, ast.Constant):
            message = str(statement.msg.value)
        else:
            raise NotReadError
        test, expressions = statement.test, self._expressions
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            before = len(expressions.calls)
            left = expressions.read(test.left)
            asked = len(expressions.calls) > before
            right = expressions.read(test.comparators[0])
            sides = (left, right) if asked else (right, left)
            return Check(lambda values: left(values) == right(values), len(expressions.calls), message, sides)
        return Check(expressions.read(test), len(expressions.calls), message, None)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _checked(statement: ast.stmt) -> str:
    """`f` of the statement `check(f)`."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and ast.unparse(call.func) == "check" and len(call.args) == 1 and not call.keywords:
        return call.args[0].id if isinstance(call.args[0], ast.Name) else ""
    raise NotReadError


def verdict(question: Question, frame: bytes) -> dict[str, str]:
    """Status, detail and stderr of a test, from the program's answers. Raises UnclearError."""
    answers = _answers(frame)
    values: list[Any] = []
    for check in question.checks:
        for answer in answers[len(values) : check.needs]:
            if answer[0] == "!":
                text = str(answer[1])
                said = text.strip().rpartition("\n")[2]
                missing = MISSING_NAME.fullmatch(said)
                if missing and missing[1] in question.lent:
                    raise UnclearError
                return {"status": "runtime_error", "detail": said, "stderr": text}
            values.append(decode(answer[1]))
        if len(values) < check.needs:
            raise UnclearError
        failure = _failure(check, values)
        if failure is not None:
            return failure
    return {"status": "passed"}


def _answers(frame: bytes) -> list[Any]:
    if len(frame) > MAX_ANSWERS:
        raise UnclearError
    try:
        answers = json.loads(frame)
    except (ValueError, RecursionError):
        raise UnclearError from None
    if not isinstance(answers, list) or not all(_is_answer(one) for one in answers):
        raise UnclearError
    return answers


def _is_answer(message: Any) -> bool:
    return isinstance(message, list) and len(message) == 2 and message[0] in ("=", "!")


def _failure(check: Check, values: list[Any]) -> dict[str, str] | None:
    try:
        if check.holds(values):
            return None
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        return {"status": "runtime_error", "detail": f"{type(error).__name__}: {error}"[:500]}
    detail = f"AssertionError: {check.message}" if check.message else "AssertionError"
    if check.sides is not None and not check.message:
        given, expected = (side(values) for side in check.sides)
        detail = f"AssertionError: expected {shown(expected)}, got {shown(given)}"
    return {"status": "wrong_answer", "detail": detail[:500]}
