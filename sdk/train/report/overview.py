"""A run's stages as one story in its report: what each brought, curves over all of them, what the data sets kept and
dropped, and the student that was distilled beside the one that learned alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

from sdk.train.report.plots import COLOURS, Line, Span, figure
from sdk.train.report.records import Chapter, Points

SCORES = ("accuracy", "format", "language", "helpfulness", "harmlessness")
MOVES = {**dict(zip(SCORES, SCORES, strict=True)), "completion_tokens": "tokens"}
"""What is told of every stage that measured it."""
SHADES = (COLOURS[2], "#94a3b8", "#cbd5e1", "#64748b", "#e2e8f0", "#475569")
"""Of what was kept, and of the reasons why not."""
STARTED = re.compile(r"stages/(\d+)-([^/]+)/model$")


def at_a_glance(chapters: Sequence[Chapter]) -> str:
    """Empty without chapters."""
    told = [name for name in MOVES if any(one.evaluated(name) for one in chapters)]
    heads = "".join(f"<th>{one}</th>" for one in ("", "stage", "from", *(MOVES[name] for name in told), "steps, time"))
    rows = "".join(_row(one, chapters, told) for one in chapters)
    table = f'<table class="stages"><tr>{heads}</tr>{rows}</table>'
    note = f"<p class=dim>Of questions never trained on, before the stage → after it. {_silent(chapters)}</p>"
    return f"<h3>The run at a glance</h3>{table}{note}" if chapters else ""


def curves(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str, str]]:
    """Title, explanation and picture of what R1's paper follows over training, over all stages that sample."""
    sampling = [one for one in chapters if one.points("completion_tokens")]
    drawn = (
        ("Rewards", "each by itself", SCORES, True),
        ("Length of the responses", "tokens", ("completion_tokens",), False),
        ("Share of the target language", "of the words of the reasoning", ("language",), True),
        ("Words of reflection", "wait, but, check, ... a response", ("reflection_words",), False),
        ("Entropy", "of the sampled distributions, nats a token", ("entropy",), False),
    )
    for title, explanation, names, bounded in drawn:
        lines = [one for at, name in enumerate(names) for one in _lines(sampling, name, COLOURS[at])]
        yield title, explanation, figure(lines, bounded=bounded, spans=_spans(sampling), size=(6.4, 2.8))


def data_card(chapter: Chapter) -> str:
    """What a stage's data set kept, and why it left out the rest; nothing for a stage without one."""
    kept, dropped = chapter.card.get("counts", {}).get("kept"), chapter.card.get("dropped") or {}
    if kept is None:
        return ""
    told = [("kept", kept), *dropped.items()]
    total = sum(count for _, count in told) or 1
    bar = rows = ""
    for (name, count), colour in zip(told, cycle(SHADES), strict=False):
        bar += f'<span style="flex:{count / total:.4f};background:{colour}"></span>'
        rows += f'<tr><td><b style="color:{colour}">■</b> {html.escape(name)}</td><td>{count:,}</td>'
        rows += f"<td>{count / total:.1%}</td></tr>"
    return f'<h3>The data set</h3><div class="bar">{bar}</div><table>{rows}</table>'


def comparison(chapters: Sequence[Chapter]) -> str:
    """R1's finding on small models, where the run has both students; else nothing."""
    latest = {one.name: one for one in chapters if one.evaluations}
    if not {"distill", "student_rl"} <= latest.keys():
        return ""
    teacher = _teacher(latest["distill"], chapters)
    shown = [("the teacher", teacher), ("the student before", latest.get("student_base"))]
    shown += [("distilled", latest["distill"]), ("by reinforcement learning alone", latest["student_rl"])]
    bars = "".join(_bar(label, one) for label, one in shown if one is not None and one.evaluations)
    return (
        "<section><h2>Distillation, or reinforcement learning of the student?</h2><p class=dim>Accuracy on questions "
        f'never trained on, with its 95 % interval.</p><div class="bars">{bars}</div></section>'
    )


def explained(chapter: Chapter) -> str:
    return chapter.says or str(chapter.card.get("what", "A stage that has not ended."))


def _silent(chapters: Sequence[Chapter]) -> str:
    words = [value for one in chapters for _, value in one.points("reflection_words")]
    return "No completion held a word of reflection." if words and not any(words) else ""


def _row(chapter: Chapter, chapters: Sequence[Chapter], told: Sequence[str]) -> str:
    origin = _origin(chapter, chapters)
    cells = _kept(chapter, len(told)) or "".join(
        f"<td>{_move(_ends(chapter, origin, name), name)}</td>" for name in told
    )
    start = "" if origin is None else f'<a href="#stage-{origin.number}">{origin.number + 1}</a>'
    return (
        f'<tr><td>{chapter.number + 1}</td><td><a href="#stage-{chapter.number}"><b>{html.escape(chapter.name)}</b></a>'
        f"<span class=dim>{html.escape(explained(chapter))}</span></td><td>{start}</td>{cells}"
        f"<td>{len(chapter.steps):,}<span class=dim>{chapter.seconds():.0f} s</span></td></tr>"
    )


def _kept(chapter: Chapter, columns: int) -> str:
    """Of a stage that only gathered data."""
    counts = chapter.card.get("counts", {})
    if "kept" not in counts or chapter.evaluations:
        return ""
    sampled = counts.get("sampled", counts["kept"])
    share = min(1.0, counts["kept"] / sampled) if sampled else 0.0
    return f"<td colspan={columns}>{counts['kept']:,} kept, {sampled:,} sampled{_gauge(0.0, share)}</td>"


def _origin(chapter: Chapter, chapters: Sequence[Chapter]) -> Chapter | None:
    """The chapter whose model this one started from."""
    return _named(chapter.card.get("inputs", {}).get("start"), chapters)


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


def _move(ends: Points, name: str) -> str:
    if not ends:
        return ""
    shown = [f"{value:.1f}" if name == "completion_tokens" else f"{value:.3f}".lstrip("0") for _, value in ends]
    bar = "" if name == "completion_tokens" else _gauge(ends[0][1] if len(ends) > 1 else 0.0, ends[-1][1])
    return f"{' → '.join(shown)}{bar}"


def _gauge(before: float, after: float) -> str:
    low, high = sorted((before, after))
    colour = "var(--good)" if after >= before else "var(--bad)"
    return (
        f'<i class="gauge"><s style="width:{low:.1%}"></s>'
        f'<s style="width:{high - low:.1%};background:{colour}"></s></i>'
    )


def _bar(label: str, chapter: Chapter) -> str:
    last: dict[str, Any] = chapter.evaluations[-1]
    value = last.get("accuracy") or 0.0
    low, high = last.get("accuracy_low", value), last.get("accuracy_high", value)
    return (
        f"<div>{html.escape(label)}<span class=dim>{html.escape(chapter.name)}, {len(chapter.steps)} steps, "
        f'{chapter.seconds():.0f} s</span></div><div class="track"><s style="width:{value:.1%}"></s>'
        f'<u style="left:{low:.1%};width:{max(high - low, 0.002):.1%}"></u></div><b>{value:.3f}</b>'
    )


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
