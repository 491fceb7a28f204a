"""Examines a whole data set, some rows at a time: asks the service the questions of each check, and collects
findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sdk.client import RewardClient
from sdk.columns import Columns
from sdk.schema import Component
from sdk.tools.doctor import programs, texts, truths
from sdk.tools.doctor.entries import Entry, entries
from sdk.tools.doctor.findings import Finding
from sdk.tools.doctor.probes import Probe, Said, ask

CHUNK = 64
"""Rows whose questions go to the service together."""


BY_NAME = Columns()
USUAL_EFFORT = programs.Effort()


@dataclass(frozen=True)
class Terms:
    """What is looked at, and how hard."""

    columns: Columns = BY_NAME
    reference: str | None = None
    """The column of the reference program."""
    benchmarks: Sequence[str] = ()
    language: str | None = None
    """A code; by default the language of most prompts."""
    with_programs: bool = True
    effort: programs.Effort = USUAL_EFFORT
    timeout_s: float = 600.0
    """For the questions of some rows together."""


@dataclass
class Examined:
    rows: int = 0
    with_truth: int = 0
    with_tests: int = 0
    with_reference: int = 0
    mutants: int = 0
    alive: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def broken(self) -> set[int]:
        return {one.row for one in self.findings if one.broken}


def examine(
    client: RewardClient,
    rows: Iterable[Any],
    terms: Terms,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> Examined:
    """Every finding of every row, in the order of rows. Raises RewardError, and RowsError for a benchmark's file."""
    found, asked, spoken = Examined(), texts.Asked(terms.benchmarks), dict[int, str]()
    wanted = texts.language_name(client, terms.language, terms.timeout_s) if terms.language else None
    for some in _chunks(entries(progress(rows), terms.columns, terms.reference)):
        found.rows += len(some)
        found.findings += [one for one in some if isinstance(one, Finding)]
        known = [one for one in some if isinstance(one, Entry)]
        for one in known:
            found.findings += asked.findings(one)
            found.with_truth += bool(one.truths)
            found.with_tests += one.asked.tests is not None
            found.with_reference += one.reference is not None
        _truths(client, known, terms, found)
        if terms.with_programs:
            _programs(client, [one for one in known if one.asked.tests is not None], terms, found)
        spoken |= texts.languages(client, known, terms.timeout_s)
    found.findings += texts.other_languages(spoken, wanted)
    found.findings.sort(key=lambda one: one.row)
    return found


def _truths(client: RewardClient, known: Sequence[Entry], terms: Terms, found: Examined) -> None:
    said = ask(client, (probe for one in known for probe in truths.probes(one)), terms.timeout_s)
    for one in known:
        if one.number in said:
            found.findings += truths.findings(one, said[one.number])
            found.findings += _unanswered(one, said[one.number])


def _programs(client: RewardClient, known: Sequence[Entry], terms: Terms, found: Examined) -> None:
    said = ask(client, (probe for one in known for probe in programs.probes(one, terms.effort)), terms.timeout_s)
    for one in known:
        found.findings += programs.findings(one, said.get(one.number, []))
        found.findings += _unanswered(one, said.get(one.number, []))
    sound = [one for one in known if programs.passes(said.get(one.number, []))]
    changed = {one.number: programs.changed_copies(one, terms.effort) for one in sound}
    said = ask(
        client, (probe for one in sound for probe in programs.mutant_probes(one, changed[one.number])), terms.timeout_s
    )
    telling: list[tuple[Probe, list[Any]]] = []
    living = {one.number: programs.alive(changed[one.number], said.get(one.number, [])) for one in sound}
    for one in sound:
        found.mutants += len(changed[one.number])
        found.alive += len(living[one.number])
        run = programs.telling_probe(one, living[one.number])
        telling += [run] if run is not None else []
    said = ask(client, (probe for probe, _ in telling), terms.timeout_s)
    for probe, inputs in telling:
        number = probe.entry.number
        finding = programs.told(probe.entry, len(changed[number]), living[number], inputs, said[number][0][1])
        found.findings += [finding] if finding is not None else []


def _unanswered(entry: Entry, said: Said) -> Iterator[Finding]:
    """A fault of the service says nothing about the row, so it is reported as a fault."""
    lost: Component | None = next((one for _, one in said if one.score is None and one.rule != "inputs"), None)
    if lost is not None:
        yield Finding(entry.number, "not_checked", lost.reason)


def _chunks(some: Iterable[Entry | Finding]) -> Iterator[list[Entry | Finding]]:
    chunk: list[Entry | Finding] = []
    for one in some:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
