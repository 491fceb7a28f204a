"""The figures of a study: accuracy over compute and over steps; what the fit leaves."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from sdk.train.report.plots import COLOURS, STYLE
from sdk.train.scaling.fit import Fit
from sdk.train.scaling.results import Measured

COLUMNS = 4
APART = 1.03
"""By this factor the lines of a panel are moved along the axis, lest their bars hide each other."""
Split = Callable[[Measured], Any]


def draw(found: Sequence[Measured], path: Path) -> Path:
    """Accuracy over compute, a line a size; then a panel for each size: over steps, a line a number of questions.

    A point is a mean over seeds and what else varies, its bar goes from the least to the greatest run.
    """
    sizes = _by_size(found)
    rows = -(-(1 + len(sizes)) // COLUMNS)
    with matplotlib.rc_context(STYLE):
        picture = Figure(figsize=(3.6 * min(COLUMNS, 1 + len(sizes)), 3.6 * rows), layout="constrained")
        panels = picture.subplots(rows, min(COLUMNS, 1 + len(sizes)), sharey=True, squeeze=False).flat
        compute = next(panels)
        compute.set(title="all sizes", ylim=(0, 1), ylabel="accuracy, questions never trained on")
        _lines(compute, found, "flops", lambda one: one.model, {one: one for one in sizes})
        compute.set_xlabel("FLOPs of the run")
        for size in sizes:
            own, axis = [one for one in found if one.model == size], next(panels)
            most = {
                one.questions: max(other.epochs for other in own if other.questions == one.questions) for one in own
            }
            labels = {level: f"{level:,} questions, each up to {most[level]:.3g}×" for level in sorted(most)}
            _lines(axis, own, "steps", lambda one: one.questions, labels)
            axis.set(title=size, xlabel="steps")
        for axis in panels:
            axis.set_visible(False)
        picture.savefig(path, dpi=110)
    return path


def _lines(axis: Any, found: Sequence[Measured], x: str, line: Split, labels: Mapping[Any, str]) -> None:
    """A line for each of `labels`, a point for each number of steps."""
    for number, (colour, (name, label)) in enumerate(zip(COLOURS * len(labels), labels.items(), strict=False)):
        own = [one for one in found if line(one) == name]
        points = [[one for one in own if one.steps == steps] for steps in sorted({one.steps for one in own})]
        at = [statistics.fmean(getattr(one, x) for one in point) * APART**number for point in points]
        means = [statistics.fmean(one.accuracy for one in point) for point in points]
        below = [mean - min(one.accuracy for one in point) for mean, point in zip(means, points, strict=True)]
        above = [max(one.accuracy for one in point) - mean for mean, point in zip(means, points, strict=True)]
        axis.errorbar(at, means, [below, above], fmt="o-", color=colour, markersize=4, elinewidth=0.6, label=label)
    axis.set_xscale("log")
    if x == "steps":
        levels = sorted({one.steps for one in found})
        axis.set_xticks(levels, [str(one) for one in levels])
        axis.minorticks_off()
    axis.legend(fontsize=7, frameon=False, loc="upper left")


def _by_size(found: Sequence[Measured]) -> list[str]:
    return [model for _, model in sorted({(one.parameters, one.model) for one in found})]


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
