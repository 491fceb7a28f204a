"""What a report says, gathered from a run's chapters: what each stage brought, curves over all of them, what the data
sets kept and dropped, completions side by side, and the student that was distilled beside the one that learned alone.

Everything here is plain data for the template: no text of a model's becomes HTML before the template escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any, NamedTuple

from sdk.train.metrics import REFLECTION, Record
from sdk.train.report.plots import COLOURS, Line, Span, figure
from sdk.train.report.records import Chapter, Points

SCORES = ("accuracy", "format", "language", "helpfulness", "harmlessness")
MOVES = {**dict(zip(SCORES, SCORES, strict=True)), "completion_tokens": "tokens"}
"""What is told of every stage that measured it."""
SHADES = (COLOURS[2], "#94a3b8", "#cbd5e1", "#64748b", "#e2e8f0", "#475569")
"""Of what was kept, and of the reasons why not."""
STARTED = re.compile(r"stages/(\d+)-([^/]+)/model$")
TAG_OR_WORD = re.compile(rf"(?P<tag></?\w+>)|{REFLECTION.pattern}", re.IGNORECASE)
SHOWN_A_TIME = 3
"""Completions of the beginning, of the middle and of the end."""


class Picture(NamedTuple):
    title: str
    explanation: str
    svg: str


class Gauge(NamedTuple):
    """A bar of shares from `low` to `high`; `better`: the higher one came later."""

    low: float
    high: float
    better: bool


class Cell(NamedTuple):
    """What a stage did to one figure."""

    text: str
    gauge: Gauge | None = None
    columns: int = 1


class Row(NamedTuple):
    chapter: Chapter
    origin: Chapter | None
    """Whose model the stage started from."""
    cells: list[Cell]


class Share(NamedTuple):
    name: str
    amount: int
    share: float
    colour: str


class Bar(NamedTuple):
    label: str
    chapter: Chapter
    value: float
    low: float
    high: float
    """The 95 % interval."""


class Excerpt(NamedTuple):
    """A sample completion, its text in parts: plain, a tag of the template, or a word of reflection."""

    step: int
    question: str
    parts: list[tuple[str, str]]
    """(`plain`, `tag` or `word`, text)"""
    expected: str | None
    reward: float | None
    components: dict[str, dict[str, Any]]
    good: bool


# The run at a glance


def told_figures(chapters: Sequence[Chapter]) -> list[str]:
    return [name for name in MOVES if any(one.evaluated(name) for one in chapters)]


def at_a_glance(chapters: Sequence[Chapter]) -> list[Row]:
    told = told_figures(chapters)
    rows = []
    for one in chapters:
        origin = _named(one.card.get("inputs", {}).get("start"), chapters)
        cells = _kept(one, len(told)) or [_move(_ends(one, origin, name), name) for name in told]
        rows.append(Row(one, origin, cells))
    return rows


def silent(chapters: Sequence[Chapter]) -> bool:
    """Words of reflection were counted, and there were none."""
    words = [value for one in chapters for _, value in one.points("reflection_words")]
    return bool(words) and not any(words)


def curves(chapters: Sequence[Chapter]) -> list[Picture]:
    """What R1's paper follows over training, over all stages that sample."""
    sampling = [one for one in chapters if one.points("completion_tokens")]
    drawn = (
        ("Rewards", "each by itself", SCORES, True),
        ("Length of the responses", "tokens", ("completion_tokens",), False),
        ("Share of the target language", "of the words of the reasoning", ("language",), True),
        ("Words of reflection", "wait, but, check, ... a response", ("reflection_words",), False),
        ("Entropy", "of the sampled distributions, nats a token", ("entropy",), False),
    )
    spans = _spans(sampling) if len(sampling) > 1 else []
    pictures = []
    for title, explanation, names, bounded in drawn:
        lines = [one for at, name in enumerate(names) for one in _lines(sampling, name, COLOURS[at])]
        svg = figure(lines, bounded=bounded, spans=spans, size=(5, 2.2))
        pictures.append(Picture(title, explanation, svg))
    return [one for one in pictures if one.svg]


def comparison(chapters: Sequence[Chapter]) -> list[Bar]:
    """R1's finding on small models, where the run has both students; else nothing."""
    latest = {one.name: one for one in chapters if one.evaluations}
    if not {"distill", "student_rl"} <= latest.keys():
        return []
    shown = [("the teacher", _teacher(latest["distill"], chapters)), ("the student before", latest.get("student_base"))]
    shown += [("distilled", latest["distill"]), ("by reinforcement learning alone", latest["student_rl"])]
    return [_bar(label, one) for label, one in shown if one is not None and one.evaluations]


# A stage


def explained(chapter: Chapter) -> str:
    return chapter.says or str(chapter.card.get("what", "A stage that has not ended."))


def data_set(chapter: Chapter) -> list[Share]:
    """What a stage's data set kept, and why it left out the rest; nothing for a stage without one."""
    kept, dropped = chapter.card.get("counts", {}).get("kept"), chapter.card.get("dropped") or {}
    if kept is None:
        return []
    told = [("kept", kept), *dropped.items()]
    total = sum(count for _, count in told) or 1
    return [Share(name, count, count / total, colour) for (name, count), colour in zip(told, cycle(SHADES))]


def excerpts(chapter: Chapter) -> dict[str, list[Excerpt]]:
    """Completions of the beginning, the middle and the end; nothing where none were taken."""
    taken = chapter.samples
    if not taken:
        return {}
    middle = max(0, len(taken) // 2 - 1)
    spans = {"Early": taken[:SHOWN_A_TIME], "Middle": taken[middle:][:SHOWN_A_TIME], "Late": taken[-SHOWN_A_TIME:]}
    return {name: [_excerpt(one) for one in chosen] for name, chosen in spans.items()}


def most_reflective(chapter: Chapter) -> Excerpt | None:
    """The sample with most words of reflection, if any has one."""
    taken = [one for one in chapter.samples if REFLECTION.search(one["completion"])]
    return _excerpt(max(taken, key=lambda one: len(REFLECTION.findall(one["completion"])))) if taken else None


def _excerpt(sample: Record) -> Excerpt:
    components = sample["components"]
    right = (components.get("accuracy") or {"score": sample["reward"]})["score"]
    truth = sample.get("ground_truth")
    parts = list(_parts(sample["completion"].strip()))
    expected = None if truth is None else str(truth)
    return Excerpt(
        sample["step"], _text(sample["question"]), parts, expected, sample["reward"], components, bool(right)
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in TAG_OR_WORD.finditer(text):
        yield "plain", text[at : found.start()]
        yield ("tag" if found["tag"] else "word"), found[0]
        at = found.end()
    yield "plain", text[at:]


def _text(question: Any) -> str:
    """A question may be a list of messages."""
    if isinstance(question, list):
        return "\n".join(str(one.get("content", one)) if isinstance(one, dict) else str(one) for one in question)
    return str(question)


def _kept(chapter: Chapter, columns: int) -> list[Cell]:
    """Of a stage that only gathered data."""
    counts = chapter.card.get("counts", {})
    if "kept" not in counts or chapter.evaluations:
        return []
    sampled = counts.get("sampled", counts["kept"])
    share = min(1.0, counts["kept"] / sampled) if sampled else 0.0
    return [Cell(f"{counts['kept']:,} kept, {sampled:,} sampled", Gauge(0.0, share, True), max(1, columns))]


def _teacher(chapter: Chapter, chapters: Sequence[Chapter]) -> Chapter | None:
    """The chapter whose model wrote what this one was shown."""
    gathered = [one for one in chapters if one.number < chapter.number and one.card.get("counts", {}).get("kept")]
    return _named(gathered[-1].card.get("inputs", {}).get("model"), chapters) if gathered else None


def _named(model: Any, chapters: Sequence[Chapter]) -> Chapter | None:
    """The chapter of a card's path `stages/NN-NAME/model`. One of another run has another number or name."""
    found = STARTED.search(str(model))
    return next((one for one in chapters if found and (one.number, one.name) == (int(found[1]), found[2])), None)


def _ends(chapter: Chapter, origin: Chapter | None, name: str) -> Points:
    """The first and the last evaluation; the first may be the origin's last."""
    own = chapter.evaluated(name)
    starting = [] if origin is None or (own and own[0][0] == 0) else origin.evaluated(name)[-1:]
    whole = [*starting, *own] if own else []
    return [whole[0], whole[-1]] if len(whole) > 1 else whole


def _move(ends: Points, name: str) -> Cell:
    if not ends:
        return Cell("")
    lengths = name == "completion_tokens"
    shown = [f"{value:.1f}" if lengths else f"{value:.3f}".lstrip("0") for _, value in ends]
    before, after = (ends[0][1] if len(ends) > 1 else 0.0), ends[-1][1]
    gauge = None if lengths else Gauge(min(before, after), max(before, after), after >= before)
    return Cell(" → ".join(shown), gauge)


def _bar(label: str, chapter: Chapter) -> Bar:
    last: dict[str, Any] = chapter.evaluations[-1]
    value = last.get("accuracy") or 0.0
    return Bar(label, chapter, value, last.get("accuracy_low", value), last.get("accuracy_high", value))


def _lines(chapters: Sequence[Chapter], name: str, colour: str) -> Iterator[Line]:
    """A line for each chapter, one after the other, so that no mean is taken over the end of a stage."""
    metric = f"reward/{name}" if name in SCORES else name
    label = name.replace("_", " ")
    for one, span in zip(chapters, _spans(chapters), strict=True):
        found = [(span.start + step, value) for step, value in one.points(metric)]
        if found:
            yield Line(label, found, colour=colour)
            label = f"_{name}"  # of one metric one label is enough


def _spans(chapters: Sequence[Chapter]) -> list[Span]:
    spans: list[Span] = []
    for one in chapters:
        start = spans[-1].end if spans else 0.0
        spans.append(Span(str(one.number + 1), start, start + len(one.steps)))
    return spans
