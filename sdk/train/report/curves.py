"""The picture of a run's curves, and the same in a few lines of text."""

from __future__ import annotations

from pathlib import Path

import matplotlib

from sdk.train.report.records import Chapter, Points


def draw(chapter: Chapter, path: Path) -> None:
    """Reward and its components, accuracy on held-out questions, length, entropy: one PNG."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 3, figsize=(14, 4), layout="constrained")
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
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


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
