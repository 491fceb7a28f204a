"""Curves as SVG, to stand in a page: single steps faintly, their moving mean over them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sdk.train.report.records import Chapter, Points

COLOURS = ("#2563eb", "#ea7317", "#0d9488", "#9333ea", "#be123c", "#65a30d", "#475569")
HELD_OUT = "#111827"
THEMED = {
    "#111827": "var(--ink)",
    "#94a3b9": "var(--rest)",
    "#475568": "var(--dim)",
    "#e2e8f1": "var(--line)",
    "#f1f5f8": "var(--card)",
    **{colour: f"var(--line-{number})" for number, colour in enumerate(COLOURS)},
}
"""Colours that the page sets, light or dark as its reader has it; each stands for one that no line has."""
STYLE = {
    "svg.fonttype": "none",  # text stays text: it can be searched, and takes a tenth of the space
    "svg.hashsalt": "report",
    "font.family": ["sans-serif"],
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#94a3b9",
    "axes.labelcolor": "#475568",
    "xtick.color": "#475568",
    "ytick.color": "#475568",
    "axes.grid": True,
    "grid.color": "#e2e8f1",
    "grid.linewidth": 0.8,
}
DRAWN_AT_MOST = 500
"""Points of a line; of more, the means of neighbours."""
WINDOW_SHARE = 0.05
"""Of the steps, in the moving mean."""
LABEL_SHARE = 0.025
"""Of the width of a figure, for the number of a stage."""


@dataclass(frozen=True)
class Line:
    label: str
    points: Points
    marked: bool = False
    """Each point by itself, joined, as evaluations are; otherwise smoothed."""
    colour: str | None = None


@dataclass(frozen=True)
class Span:
    """A stage on the axis of a whole run."""

    label: str
    start: float
    end: float


def figure(
    lines: Sequence[Line], *, bounded: bool = False, spans: Sequence[Span] = (), size: tuple[float, float] = (5, 2.6)
) -> str:
    """An `<svg>`, or nothing where nothing was measured but 0. `bounded`: the values are shares, from 0 to 1."""
    drawn = [line for line in lines if any(value for _, value in line.points)]
    if not drawn:
        return ""
    with matplotlib.rc_context(STYLE):
        picture = Figure(figsize=size, layout="constrained")
        axis = picture.subplots()
        colours = iter(COLOURS * len(drawn))
        for line in drawn:
            _draw(axis, line, line.colour or next(colours))
        _frame(axis, drawn, bounded, spans)
        text = io.StringIO()
        picture.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawing = text.getvalue()
    return _themed(drawing[drawing.index("<svg") :])


def _themed(svg: str) -> str:
    for colour, variable in THEMED.items():
        svg = svg.replace(colour, variable)
    return svg


def smooth(values: Sequence[float]) -> list[float]:
    """The moving mean over `WINDOW_SHARE` of the values, at least nine of them."""
    half = max(4, round(len(values) * WINDOW_SHARE / 2))
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    spans = ((max(0, at - half), min(len(values), at + half + 1)) for at in range(len(values)))
    return [(sums[end] - sums[start]) / (end - start) for start, end in spans]


def thin(line: Points) -> Points:
    size = -(-len(line) // DRAWN_AT_MOST)
    parts = [line[at : at + size] for at in range(0, len(line), size)]
    return [(part[len(part) // 2][0], sum(value for _, value in part) / len(part)) for part in parts]


def _draw(axis: Any, line: Line, colour: str) -> None:
    if line.marked:
        axis.plot(*zip(*line.points, strict=True), "o-", color=colour, label=line.label, markersize=3.5, linewidth=1.2)
        return
    steps, values = zip(*thin(line.points), strict=True)
    axis.plot(steps, values, color=colour, alpha=0.25, linewidth=0.8)
    axis.plot(steps, smooth(values), color=colour, label=line.label, linewidth=1.8)


def _frame(axis: Any, drawn: Sequence[Line], bounded: bool, spans: Sequence[Span]) -> None:
    axis.set_xlabel("step")
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.margins(x=0.02)
    if bounded:
        axis.set_ylim(-0.03, 1.05)
    elif min(value for line in drawn for _, value in line.points) >= 0:
        axis.set_ylim(bottom=0)
    if spans:  # else a label may stand outside of the axes, and leave them no room
        axis.set_xlim(spans[0].start, max(spans[-1].end, spans[0].start + 1))
    _name_spans(axis, spans)
    if sum(not line.label.startswith("_") for line in drawn) > 1:  # matplotlib shows no label that begins so
        axis.legend(fontsize=8, frameon=False, loc="best")


def _name_spans(axis: Any, spans: Sequence[Span]) -> None:
    """Every other stage shaded, and its number above it, where the last number leaves room."""
    if spans:
        axis.set_title(" ", fontsize=8, pad=2)  # the room that the numbers stand in
    free = 0.0
    for number, span in enumerate(spans):
        if number % 2:
            axis.axvspan(span.start, span.end, color="#f1f5f8", zorder=0)
        middle = (span.start + span.end) / 2
        if middle >= free:
            label = axis.text(
                middle, 1.02, span.label, transform=axis.get_xaxis_transform(), ha="center", color="#475568", fontsize=8
            )
            label.set_in_layout(False)  # a long name over a short stage would leave no room for the axes
            free = middle + LABEL_SHARE * spans[-1].end


# The picture of a run's curves, and the same in a few lines of text


def draw(chapter: Chapter, path: Path) -> None:
    """Reward and its components, accuracy on held-out questions, length, entropy: one PNG."""
    picture = Figure(figsize=(14, 4), layout="constrained")
    axes = picture.subplots(1, 3)
    for name in chapter.components():
        _line(axes[0], chapter.points(f"reward/{name}"), name, light=True)
    held_out = chapter.evaluated("accuracy")
    if held_out:
        axes[0].plot(*zip(*held_out, strict=True), "o-", color="black", label="accuracy, questions never trained on")
    axes[0].set(title=f"{chapter.name}: scores", xlabel="step", ylim=(-0.02, 1.05))
    if axes[0].has_data():
        axes[0].legend(loc="lower right")
    _line(axes[1], chapter.points("completion_tokens"), "mean")
    axes[1].set(title="response length", xlabel="step", ylabel="tokens", ylim=(0, None))
    _line(axes[2], chapter.points("entropy"), "entropy")
    axes[2].set(title="entropy of the policy", xlabel="step", ylabel="nats a token", ylim=(0, None))
    for one in axes:
        one.grid(alpha=0.3)
    picture.savefig(path, dpi=110)


def _line(axis: object, line: Points, label: str, light: bool = False) -> None:
    if line:
        steps, values = zip(*line, strict=True)
        axis.plot(steps, values, label=label, alpha=0.6 if light else 1.0)  # type: ignore[attr-defined]


def as_text(line: Points, title: str, width: int = 60, height: int = 8) -> str:
    """The curve drawn with characters, from 0 to 1."""
    rows = [[" "] * width for _ in range(height)]
    last = max((step for step, _ in line), default=0) or 1
    for step, value in line:
        row = round((1 - min(max(value, 0.0), 1.0)) * (height - 1))
        rows[row][round(step / last * (width - 1))] = "●"
    labels = {0: "1.0", height - 1: "0.0"}
    drawn = [f"{labels.get(number, ''):>4} |{''.join(row).rstrip()}" for number, row in enumerate(rows)]
    return "\n".join([title, *drawn, f"     +{'-' * width}", f"      step 0{f'step {last:g}':>{width - 6}}"])
