"""The page of a study, in Markdown: what was asked, the figures, the comparisons, the fit and what it leaves."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from sdk.train.errors import DataError
from sdk.train.scaling.answers import QUESTIONS, Comparison
from sdk.train.scaling.figures import draw, draw_residuals
from sdk.train.scaling.fit import Fit, Grouped, fit
from sdk.train.scaling.results import Measured
from sdk.train.scaling.study import Study

PAGE, FIGURE, RESIDUALS = "study.md", "scaling.png", "residuals.png"


def grouping(study: Study) -> Grouped:
    """Runs from one base share its luck; without bases, a run's numbers of steps are what goes together."""
    return (lambda one: (one.model, one.seed)) if study.base else (lambda one: one.run)


def write_page(study: Study, found: Sequence[Measured], folder: Path) -> Path:
    """The page and its figures; where the results are too few to be fitted, the page says so."""
    folder.mkdir(parents=True, exist_ok=True)
    draw(found, folder / FIGURE)
    page = folder / PAGE
    page.write_text("\n".join(_lines(study, found, folder)) + "\n", encoding="utf-8")
    return page


def _lines(study: Study, found: Sequence[Measured], folder: Path) -> Iterable[str]:
    runs, grouped = {one.run for one in found}, grouping(study)
    yield f"# A study of {len(runs)} runs, {len(found)} measurements\n"
    if study.asks:
        yield "Asked beforehand:\n"
        yield from (f"{number}. {one}" for number, one in enumerate(study.asks, 1))
        yield ""
    yield from sizes(found)
    yield f"\n![Accuracy over compute, questions and repetition]({FIGURE})\n"
    yield (
        "Differences are of accuracy, means over pairs of runs that are alike otherwise, with the 95 % interval of a "
        f"bootstrap over {len(set(map(grouped, found)))} {'bases' if study.base else 'runs'}."
    )
    for title, compare in QUESTIONS.values():
        yield f"\n## {title}\n"
        yield from comparisons(compare(found, grouped))
    yield "\n## The fit\n"
    try:
        fitted = fit(found, grouped)
    except DataError as error:
        yield f"There is none yet: {error}."
        return
    draw_residuals(found, fitted, folder / RESIDUALS)
    yield from coefficients(fitted)
    yield f"\n![What the fit leaves]({RESIDUALS})\n"
    yield from left_over(found, fitted)


def sizes(found: Sequence[Measured]) -> Iterable[str]:
    yield from _head("model", "parameters", "runs", "accuracy before", "FLOPs of a run", "seconds of a run")
    for parameters, model in sorted({(one.parameters, one.model) for one in found}):
        own = [one for one in found if one.model == model]
        before = sorted(one.before for one in own)
        most = max(one.steps for one in own)
        longest = [one for one in own if one.steps == most]
        yield _row(
            model,
            f"{parameters:,}",
            str(len({one.run for one in own})),
            f"{before[0]:.3f} to {before[-1]:.3f}",
            f"{statistics.fmean(one.flops for one in longest):.2g}",
            f"{statistics.median(one.seconds for one in longest):.0f}",
        )


def comparisons(found: Sequence[Comparison]) -> Iterable[str]:
    if not found:
        yield "The grid has no runs to compare for this."
        return
    yield from _head(*found[0].about, "accuracy", "difference (95 %)", "pairs")
    for one in found:
        yield _row(*one.about.values(), f"{one.accuracy:.3f}", str(one.difference), str(one.pairs))


def coefficients(fitted: Fit) -> Iterable[str]:
    yield f"logit(accuracy) = a + sum of b log2(factor) over {', '.join(fitted.factors)}\n"
    yield from _head("twice as much of", "adds to the logit (95 %)")
    for name, gain in fitted.doublings.items():
        yield _row(name, str(gain))
    for (one, other), difference in fitted.differences.items():
        yield _row(f"{one}, beyond that of {other}", str(difference))
    yield (
        f"\nR² {fitted.r_squared:.2f}. Root mean square error of accuracy, each group foreseen from all others: "
        f"{fitted.out_of_group_error:.3f}."
    )


def left_over(found: Sequence[Measured], fitted: Fit) -> Iterable[str]:
    """Mean residuals by level: a bow tells that a factor does not act by doublings."""
    yield from _head("factor", "mean residual, logits, by level")
    for name in fitted.factors:
        by_level: dict[float, list[float]] = {}
        for one, residual in zip(found, fitted.residuals_N.tolist(), strict=True):
            by_level.setdefault(getattr(one, name), []).append(residual)
        means = [f"{level:,}: {statistics.fmean(by_level[level]):+.2f}" for level in sorted(by_level)]
        yield _row(name, "; ".join(means))


def _head(*names: str) -> Iterable[str]:
    yield _row(*names)
    yield _row(*["---"] * len(names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
