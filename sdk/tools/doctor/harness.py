"""A program for the sandbox that runs a reference and its mutants on new inputs, and tells where they differ."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sdk.tools.doctor.mutants import Mutant

MOST_INPUTS = 24
MOST_MUTANTS = 12
"""Mutants that are told from the reference in one run."""
CASE_LIMIT_S = 1.0
SAME = "same"

HARNESS = """
import copy, io, sys
SOURCES, PLACE = {sources!r}, {place!r}

def _function(source):
    names = {{"__name__": "program"}}
    exec(compile(source, "program", "exec"), names)
    head, _, name = PLACE.rpartition(".")
    if head or name not in names:
        return getattr(names[head or "Solution"](), name)
    return names[name]

def _script(source, given):
    kept, out = (sys.stdin, sys.stdout), io.StringIO()
    sys.stdin, sys.stdout = io.TextIOWrapper(io.BytesIO(given.encode())), out
    try:
        exec(compile(source, "program", "exec"), {{"__name__": "__main__"}})
    except SystemExit:
        pass
    finally:
        sys.stdin, sys.stdout = kept
    return out.getvalue()

def _result(number, given):
    source = SOURCES[number]
    try:
        found = _function(source)(*copy.deepcopy(given)) if PLACE else _script(source, given)
        return True, (repr(found) if PLACE else "\\n".join(line.rstrip() for line in found.rstrip().split("\\n")))
    except BaseException as error:
        return False, type(error).__name__

def differ(number, given):
    valid, wanted = _result(0, given)
    if not valid:
        return "same"
    _, got = _result(number, given)
    return "same" if got == wanted else "reference " + wanted[:300] + "\\0" + "mutant " + got[:300]
"""
"""Nothing of it runs here: the text goes to the sandbox as a program."""


class Told(NamedTuple):
    """An input on which a mutant differs from its reference."""

    mutant: Mutant
    given: Any
    """Arguments of the function, or the text of standard input."""
    reference: str
    got: str


def program(reference: str, alive: Sequence[Mutant], tests: dict[str, Any]) -> str:
    """Source of a program with a function `differ(number of the mutant from 1, input)`."""
    before = str(tests.get("prelude") or "")
    sources = [f"{before}\n{source}" for source in (reference, *(one.source for one in alive))]
    return HARNESS.format(sources=sources, place=_place(tests))


def questions(alive: Sequence[Mutant], inputs: Sequence[Any]) -> dict[str, Any]:
    """Tests of that program: a case that fails is an input that tells."""
    cases = [{"args": [number, given], "output": SAME} for number in range(1, len(alive) + 1) for given in inputs]
    limit = min(60.0, 2.0 + 0.1 * len(cases))
    return {
        "type": "call",
        "entry_point": "differ",
        "cases": cases,
        "time_limit_s": CASE_LIMIT_S,
        "total_time_limit_s": limit,
    }


DETAIL = re.compile(r"got (['\"].*)$", re.DOTALL)


def read(alive: Sequence[Mutant], inputs: Sequence[Any], details: Sequence[str | None]) -> Iterator[Told]:
    """The first input that tells each mutant, from what the service said of each case in order."""
    for number, mutant in enumerate(alive):
        for at, given in enumerate(inputs):
            place = number * len(inputs) + at
            told = _told(details[place]) if place < len(details) else None
            if told is not None:
                yield Told(mutant, given, *told)
                break


def _told(detail: str | None) -> tuple[str, str] | None:
    found = DETAIL.search(detail or "")
    try:
        text = str(ast.literal_eval(found[1])) if found else ""
    except (ValueError, SyntaxError):
        return None  # cut short
    reference, cut, mutant = text.partition("\0")
    return (reference.removeprefix("reference "), mutant.removeprefix("mutant ")) if cut else None


def _place(tests: dict[str, Any]) -> str:
    return str(tests.get("entry_point") or "") if tests.get("type") in ("call", "assert") else ""


# ---- inputs ----


def inputs_for(tests: dict[str, Any]) -> list[Any]:
    """Inputs near those of the tests; equal tests give equal inputs. None where the tests hold no plain input."""
    given = _known(tests)
    seen = {repr(one) for one in given}
    near = [list(_near(one)) for one in given]
    found: list[Any] = []
    for at in range(max(map(len, near), default=0)):
        for some in near:
            if at < len(some) and repr(some[at]) not in seen:
                seen.add(repr(some[at]))
                found.append(some[at])
    if len(found) > MOST_INPUTS:
        found = random.Random(len(found)).sample(found, MOST_INPUTS)  # noqa: S311 - which inputs are tried
    return found


def _known(tests: dict[str, Any]) -> list[Any]:
    cases = tests.get("cases") or []
    if tests.get("type") == "stdio":
        return [str(one.get("input", "")) for one in cases][:20]
    if tests.get("type") == "call":
        return [list(one.get("args", ())) for one in cases if not one.get("kwargs")][:20]
    code = tests.get("code") or ""
    return list(_calls("\n".join(code) if isinstance(code, list) else str(code), str(tests.get("entry_point") or "")))[
        :20
    ]


def _calls(code: str, name: str) -> Iterator[list[Any]]:
    """The literal arguments that assertions hand to the function."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (name, "candidate") and not node.keywords:
            try:
                yield [ast.literal_eval(one) for one in node.args]
            except ValueError:
                continue


def _near(given: Any) -> Iterator[Any]:
    if isinstance(given, str):
        yield from _near_text(given)
        return
    for at, one in enumerate(given):
        for other in _values(one):
            yield [*given[:at], other, *given[at + 1 :]]
    if len(given) > 1:
        yield given[::-1]


NUMBER = re.compile(r"-?\d+")


def _near_text(text: str) -> Iterator[str]:
    """A standard input with one number, or one word, changed."""
    for found in list(NUMBER.finditer(text))[-6:]:
        value = int(found[0])
        for other in (value + 1, value - 1, 0, -value, value * 2 + 1):
            yield text[: found.start()] + str(other) + text[found.end() :]
    for found in list(re.finditer(r"[A-Za-z]+", text))[-4:]:
        for word in (found[0][::-1], found[0][:-1] or "a", found[0] * 2, "a"):
            yield text[: found.start()] + word + text[found.end() :]


def _values(value: Any) -> Iterable[Any]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (0, 1, value + 1, value - 1, -value, value * 2 + 1)
    if isinstance(value, float):
        return (0.0, -value, value + 1, value / 2)
    if isinstance(value, str):
        return ("", value[:-1], value[::-1], value * 2, value.swapcase(), "a")
    if isinstance(value, list):
        changed = [[*value[:-1], one] for one in _values(value[-1])][:3] if value else [[0], [1]]
        return ([], value[:-1], value[::-1], value[:1], value + value, *changed)
    if isinstance(value, dict):
        return ({}, *({**value, key: one} for key in list(value)[:1] for one in _values(value[key])))
    if isinstance(value, tuple | set):
        kind = type(value)
        return tuple(kind(one) for one in _values(list(value)))
    return ()
