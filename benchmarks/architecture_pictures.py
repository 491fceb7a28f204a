"""The pictures of docs/architecture.md, drawn from the code: `python -m benchmarks.architecture_pictures`.

Rooms, their order and their first sentences are read from the packages, so that a picture shows what is there.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from tests.test_architecture import ORDERS, ROOT, imports

IMAGES = ROOT / "docs" / "images"
BATCH = (
    ("app", "body, admission", "limits, 413, 429, validation"),
    ("reward_specs", "", "every mistake of the request, before anything is scored"),
    ("rewards", "plan: pure", "a Score, or a Job for the outside"),
    ("manager", "unix socket", "one a machine: math workers, sandboxes"),
    ("rewards", "resume: pure", "the outcome becomes a Score, or another Job"),
    ("scoring", "combine", "weights, gates; results in request order"),
)
STEP = (
    ("data", "problems, prompts", "the next questions"),
    ("rollout", "sampling, engines", "a group of completions for each"),
    ("scoring", "the service", "rewards, while others are sampled"),
    ("trainer.methods", "grpo", "advantages within each group"),
    ("trainer.objective", "model", "the loss, part by part"),
    ("trainer.optim", "learner", "clip, step; what is not finite is left out"),
    ("run", "report", "metrics, checkpoint, display"),
)


def main() -> None:
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "architecture", "font.family": ["sans-serif"]}):
        saved(rooms(ORDERS), "rooms.svg")
        saved(chain("A batch", BATCH), "batch.svg")
        saved(chain("A step", STEP), "step.svg")


def rooms(orders: dict[str, tuple[str, ...]]) -> Figure:
    """A column a package, the highest room on top; beside each room what it is and which rooms it imports."""
    height = max(map(len, orders.values()))
    figure = Figure(figsize=(13, 0.5 * height + 0.8), layout="constrained")
    for axis, (package, order) in zip(figure.subplots(1, len(orders)), orders.items(), strict=True):
        blank(axis, (0, 10), (-height, 1))
        axis.set_title(f"{package}: a room imports only rooms below it", fontsize=10, loc="left")
        for at, room in enumerate(order):
            box(axis, 0, -at - 0.8, 2.2, 0.72, room)
            axis.text(2.4, -at - 0.3, first_sentence(package, room), fontsize=7.5, va="center")
            axis.text(
                2.4, -at - 0.62, "→ " + ", ".join(known(package, room, order)), fontsize=6, va="center", color="#64748b"
            )
    return figure


def chain(title: str, stations: Sequence[tuple[str, str, str]]) -> Figure:
    figure = Figure(figsize=(13, 1.9), layout="constrained")
    axis = figure.subplots()
    blank(axis, (0, 3 * len(stations)), (-1.3, 1.6))
    axis.set_title(title, fontsize=10, loc="left")
    for at, (name, within, does) in enumerate(stations):
        box(axis, 3 * at, 0, 2.4, 1, f"{name}\n{within}" if within else name)
        words, half = does.split(), len(does.split()) // 2 + 1
        axis.text(
            3 * at + 1.2,
            -0.6,
            " ".join(words[:half]) + "\n" + " ".join(words[half:]),
            fontsize=7.5,
            ha="center",
            va="center",
        )
        if at:
            axis.annotate("", (3 * at, 0.5), (3 * at - 0.6, 0.5), arrowprops={"arrowstyle": "->", "color": "#475569"})
    return figure


def first_sentence(package: str, room: str) -> str:
    place = ROOT / package.replace(".", "/") / room
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    sentence = " ".join(text.partition("\n\n")[0].split())
    return sentence if len(sentence) < 95 else sentence[:92] + "..."


def known(package: str, room: str, order: Sequence[str]) -> list[str]:
    place = ROOT / package.replace(".", "/") / room
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    names = {name.removeprefix(f"{package}.").split(".")[0] for path in paths for name in imports(path)}
    return [one for one in order if one in names and one != room]


def box(axis: Any, left: float, low: float, width: float, height: float, label: str) -> None:
    axis.add_patch(axis_patch(left, low, width, height))
    axis.text(left + width / 2, low + height / 2, label, ha="center", va="center", fontsize=8.5)


def axis_patch(left: float, low: float, width: float, height: float) -> Any:
    style = "round,pad=0,rounding_size=0.12"
    return FancyBboxPatch((left, low), width, height, boxstyle=style, facecolor="#f1f5f9", edgecolor="#94a3b8")


def blank(axis: Any, across: tuple[float, float], up: tuple[float, float]) -> None:
    axis.set(xlim=across, ylim=up)
    axis.axis("off")


def saved(figure: Figure, name: str) -> None:
    path: Path = IMAGES / name
    figure.savefig(path, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
