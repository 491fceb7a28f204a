"""The figures of a study: accuracy over compute, over questions and over repetition; what the fit leaves."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from sdk.train.report.plots import COLOURS, STYLE
from sdk.train.scaling.fit import Fit
from sdk.train.scaling.results import Measured

Split = Callable[[Measured], Any]
LABELS = {
    "flops": "FLOPs of the run",
    "questions": "distinct questions",
    "epochs": "times each question was asked",
}


def draw(found: Sequence[Measured], path: Path) -> Path:
    """Three panels: a point is a mean over seeds and what is not on the axis, its bar what single runs range over."""
    with matplotlib.rc_context(STYLE):
        picture = Figure(figsize=(13, 4.2), layout="constrained")
        compute, questions, repeated = picture.subplots(1, 3, sharey=True)
        _lines(compute, found, lambda one: (one.model, one.steps), "flops", lambda one: one.model, _by_size(found))
        compute.set_title("model size and compute")
        levels = sorted({one.steps for one in found})
        _lines(questions, found, lambda one: (one.questions, one.steps), "questions", lambda one: one.steps, levels)
        questions.set_title("distinct questions, by steps")
        levels = sorted({one.questions for one in found})
        _lines(repeated, found, lambda one: (one.questions, one.asked), "epochs", lambda one: one.questions, levels)
        repeated.set_title("repetition, by distinct questions")
        repeated.axvline(1, color="#94a3b9", linewidth=0.8, linestyle=":")
        compute.set_ylabel("accuracy on questions never trained on")
        compute.set_ylim(0, 1)
        picture.savefig(path, dpi=110)
    return path


def _lines(axis: Any, found: Sequence[Measured], point: Split, x: str, line: Split, lines: Sequence[Any]) -> None:
    for colour, name in zip(COLOURS * len(lines), lines, strict=False):
        points: dict[Any, list[Measured]] = {}
        for one in found:
            if line(one) == name:
                points.setdefault(point(one), []).append(one)
        rows = sorted(
            (statistics.fmean(getattr(one, x) for one in own), [one.accuracy for one in own]) for own in points.values()
        )
        at, means = [one for one, _ in rows], [statistics.fmean(values) for _, values in rows]
        below = [mean - min(values) for mean, (_, values) in zip(means, rows, strict=True)]
        above = [max(values) - mean for mean, (_, values) in zip(means, rows, strict=True)]
        axis.errorbar(
            at,
            means,
            [below, above],
            fmt="o-",
            color=colour,
            markersize=4,
            elinewidth=0.7,
            alpha=0.9,
            label=_name(name),
        )
    axis.set_xscale("log")
    axis.set_xlabel(LABELS[x])
    axis.legend(fontsize=8, frameon=False)


def _by_size(found: Sequence[Measured]) -> list[str]:
    return [model for _, model in sorted({(one.parameters, one.model) for one in found})]


def _name(line: Any) -> str:
    return f"{line:,}" if isinstance(line, int) else str(line)


def draw_residuals(found: Sequence[Measured], fitted: Fit, path: Path) -> Path:
    """Against what was fitted, and against each factor: a slope or a bow is what the model misses."""
    names = ["fitted accuracy", *fitted.factors]
    sizes = _by_size(found)
    with matplotlib.rc_context(STYLE):
        picture = Figure(figsize=(2.9 * len(names), 3), layout="constrained")
        for axis, name in zip(picture.subplots(1, len(names), sharey=True), names, strict=True):
            at = fitted.fitted_N.tolist() if name == names[0] else [float(getattr(one, name)) for one in found]
            for colour, size in zip(COLOURS * len(sizes), sizes, strict=False):
                own = [place for place, one in enumerate(found) if one.model == size]
                residuals = [fitted.residuals_N[place] for place in own]
                axis.plot([at[place] for place in own], residuals, ".", color=colour, alpha=0.6, label=size)
            axis.axhline(0, color="#475568", linewidth=0.8)
            axis.set_xlabel(name)
            if name != names[0]:
                axis.set_xscale("log", base=2)
        picture.axes[0].set_ylabel("residual, logits")
        picture.axes[0].legend(fontsize=8, frameon=False)
        picture.savefig(path, dpi=110)
    return path
