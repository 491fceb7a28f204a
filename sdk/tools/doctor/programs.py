"""Tests of programs: does the reference pass, always and soon; what else passes; and which mutants live.

Every program runs in the service's sandbox.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sdk.schema import Component
from sdk.tools.doctor import harness
from sdk.tools.doctor.entries import Entry
from sdk.tools.doctor.findings import Finding
from sdk.tools.doctor.mutants import Mutant, mutants
from sdk.tools.doctor.probes import Probe, Said

SLOW_SHARE = 0.5
"""Of a test's time limit."""
DEFAULT_TIME_LIMIT_S = 5.0
VALUES = ("None", "0", "1", "True", "False", "''", "[]")


@dataclass(frozen=True)
class Effort:
    """How much is tried of each row."""

    runs: int = 3
    """Of the reference."""
    mutants: int = 20


def probes(entry: Entry, effort: Effort) -> Iterator[Probe]:
    """The reference, several times, and programs that compute nothing."""
    tests = entry.asked.tests
    if tests is None:
        return
    if entry.reference is not None:
        for run in range(effort.runs):
            yield Probe(entry, "reference", entry.program(_seeded(entry.reference, run)))
    for told, source in idle_programs(tests, entry.reference):
        yield Probe(entry, f"idle {told}", entry.program(source))


def _seeded(source: str, run: int) -> str:
    """Another seed in each run, for the sandbox's processes begin with one and the same. The texts differ in any case,
    so that no verdict is remembered."""
    if run == 0 or "__future__" in source:
        return f"{source}\n# run {run}"
    return f"import random\nrandom.seed({run})\n{source}"


def findings(entry: Entry, said: Said) -> Iterator[Finding]:
    own = [one for name, one in said if name == "reference"]
    unusable = next((one for _, one in said if one.score is None and one.rule == "inputs"), None)
    if unusable is not None:
        yield Finding(entry.number, "tests_unusable", unusable.reason)
        return
    passed = [one for one in own if one.score == 1]
    failed = [one for one in own if one.score is not None and one.score < 1]
    if passed and failed:
        yield Finding(entry.number, "flaky", f"{len(passed)} of {len(own)} runs passed; {failed[0].reason}")
    elif failed:
        yield Finding(entry.number, "reference_fails", failed[0].reason)
    elif slowest := max((_slowest(one) for one in passed), default=0.0):
        limit = float((entry.asked.tests or {}).get("time_limit_s") or DEFAULT_TIME_LIMIT_S)
        if slowest > SLOW_SHARE * limit:
            yield Finding(entry.number, "slow", f"a test took {slowest:.2f} s of {limit:g} s")
    idle = [name.removeprefix("idle ") for name, one in said if name.startswith("idle ") and one.score == 1]
    if idle:
        yield Finding(entry.number, "idle_passes", "; ".join(idle[:3]))


def passes(said: Said) -> bool:
    """Is there a reference, and does it pass in every run?"""
    own = [one for name, one in said if name == "reference"]
    return bool(own) and all(one.score == 1 for one in own)


def _slowest(component: Component) -> float:
    return max((one.seconds for one in component.tests.results), default=0.0) if component.tests else 0.0


# ---- programs that compute nothing ----


def idle_programs(tests: dict[str, Any], reference: str | None) -> Iterator[tuple[str, str]]:
    """What it is, and its source."""
    cases = [one for one in tests.get("cases") or [] if isinstance(one, dict)]
    outputs = [repr(one["output"]) for one in cases[:1] if one.get("output") is not None]
    if tests.get("type") == "stdio":
        yield "an empty program", "pass"
        yield "a program that prints its input", "import sys\nprint(sys.stdin.read())"
        for value in (*outputs, "0"):
            yield f"print({value[:40]})", f"print({value})"
        return
    names = _names(tests, reference)
    if not names:
        return
    for value in dict.fromkeys((*VALUES, *outputs)):
        yield f"a function that returns {value[:40]}", _returning(names, value)
    yield "a function that returns its first argument", _returning(names, "(args or (None,))[0]")
    yield "a function that is empty", _returning(names, "...")


def _returning(names: Sequence[str], value: str) -> str:
    """Functions, and methods where a name has a dot, that return one value whatever they are given."""
    lines = []
    for name in names:
        owner, _, own = name.rpartition(".")
        if owner:
            lines += [f"class {owner}:", f"    def {own}(self, *args, **kwargs):", f"        return {value}"]
        else:
            lines += [f"def {own}(*args, **kwargs):", f"    return {value}"]
    return "\n".join(lines)


def _names(tests: dict[str, Any], reference: str | None) -> list[str]:
    """What the tests call: the entry point, else the names that test code uses and does not make itself."""
    if entry_point := str(tests.get("entry_point") or ""):
        return [entry_point]
    code = tests.get("code") or ""
    text = "\n".join([str(tests.get("setup") or ""), *(code if isinstance(code, list) else [str(code)])])
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    called = [one.func.id for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    made = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    made |= {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    made |= {(one.asname or one.name) for one in ast.walk(tree) if isinstance(one, ast.alias)}
    return [name for name in dict.fromkeys(called) if name not in made and not hasattr(builtins, name)]


# ---- mutants ----


def mutant_probes(entry: Entry, changed: Sequence[Mutant]) -> Iterator[Probe]:
    for number, one in enumerate(changed):
        yield Probe(entry, str(number), entry.program(one.source))


def changed_copies(entry: Entry, effort: Effort) -> list[Mutant]:
    return mutants(entry.reference or "", effort.mutants)


def alive(changed: Sequence[Mutant], said: Said) -> list[Mutant]:
    """Those that pass all tests."""
    return [changed[int(name)] for name, one in said if one.score == 1]


def telling_probe(entry: Entry, living: Sequence[Mutant]) -> tuple[Probe, list[Any]] | None:
    """A run that looks for inputs that tell the living mutants from the reference; None where there are no inputs."""
    tests = entry.asked.tests or {}
    named = dict(tests) if tests.get("type") == "stdio" else {**tests, "entry_point": (_names(tests, None) or [""])[0]}
    inputs = harness.inputs_for(named)
    if not living or not inputs or entry.reference is None:
        return None
    some = living[: harness.MOST_MUTANTS]
    program = harness.program(entry.reference, some, named)
    return Probe(entry, "differ", entry.program(program, harness.questions(some, inputs))), inputs


def told(
    entry: Entry, all_mutants: int, living: Sequence[Mutant], inputs: list[Any], said: Component
) -> Finding | None:
    """None where no input tells: such a mutant may do the same as the reference."""
    details = [
        one.detail if one.status == "wrong_answer" else None for one in (said.tests.results if said.tests else [])
    ]
    found = list(harness.read(living[: harness.MOST_MUTANTS], inputs, details))
    if not found:
        return None
    first = found[0]
    text = (
        f"{len(found)} of {all_mutants} mutants pass and are told by new inputs; line {first.mutant.line}: "
        f"{first.mutant.told}: input {first.given!r:.80} gives {first.reference:.60}, mutant {first.got:.60}"
    )
    killing = [
        {
            "input": one.given,
            "reference": one.reference,
            "mutant": one.got,
            "line": one.mutant.line,
            "change": one.mutant.told,
        }
        for one in found
    ]
    return Finding(entry.number, "mutants_live", text, {"killing_inputs": killing, "mutants": all_mutants})
