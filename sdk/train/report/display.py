"""What a person sees while a run goes on: live on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from sdk.train.metrics import Record

BARS = "▁▂▃▄▅▆▇█"
LINES_A_STAGE = 10
SHOWN = {
    "reward": "reward",
    "loss": "loss",
    "completion_tokens": "tokens a completion",
    "entropy": "entropy",
    "kl": "KL",
    "grad_norm": "gradient norm",
    "no_signal_share": "groups without signal",
    "null_share": "null rewards",
    "tokens_per_s": "tokens a second",
    "seconds/step": "seconds a step",
}


class Display:
    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
        )
        self._live: Live | None = None
        self._history: dict[str, list[float]] = {}
        self._task: Any = None
        self._total = 1

    def begin(self, stage: str, total: int, done: int) -> None:
        self._history, self._total = {}, total
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._task = self._progress.add_task(stage, total=total, completed=done)
        if self.console.is_terminal and self._live is None:
            self._live = Live(self._view(), console=self.console, refresh_per_second=4)
            self._live.start()
        elif self._live is None:
            self.say(f"{stage}: {total} steps")

    def step(self, step: int, record: Record) -> None:
        for name, value in record.items():
            if isinstance(value, int | float):
                self._history.setdefault(name, []).append(float(value))
        self._progress.update(self._task, completed=step)
        if self._live is not None:
            self._live.update(self._view())
        elif step == 1 or step % max(1, self._total // LINES_A_STAGE) == 0:
            self.say(f"step {step}: {_line(record)}")

    def evaluation(self, step: int, record: Record) -> None:
        shown = {name: value for name, value in record.items() if isinstance(value, float)}
        told = [name for name in shown if not name.startswith("source/") or name.endswith("/accuracy")]
        scores = " ".join(f"{name} {shown[name]:.3f}" for name in told)
        self.say(f"step {step}, questions never trained on: {scores}")

    def sample(self, sample: dict[str, Any]) -> None:
        if self._live is None:
            return
        reasons = "; ".join(f"{name} {one['score']}: {one['reason']}" for name, one in sample["components"].items())
        text = Text(f"{sample['question']}", "bold")
        self.console.print(
            text, Text(str(sample["completion"]).strip()), Text(f"[{sample['reward']}] {reasons}", "dim")
        )

    def say(self, line: str) -> None:
        self.console.print(escape(line), soft_wrap=True)

    def close(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _view(self) -> RenderableType:
        table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
        names = [name for name in self._history if name in SHOWN or name.startswith("reward/")]
        for name in names:
            values = self._history[name]
            table.add_row(SHOWN.get(name, name.removeprefix("reward/")), f"{values[-1]:.4g}", spark(values, 40))
        return Group(self._progress, table)


@contextmanager
def progress(name: str, total: int, done: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, which is called with how many more are done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(escape(name), total=total, completed=done)
        yield lambda more: bar.advance(task, more)


def spark(values: list[float], width: int) -> str:
    """A curve of one line, the mean of as many neighbours a mark as needed to fit in `width` marks."""
    size = -(-len(values) // width)
    means = [statistics.fmean(part) for part in (values[at : at + size] for at in range(0, len(values), size))]
    low, high = min(means), max(means)
    span = (high - low) or 1.0
    return "".join(BARS[round((one - low) / span * (len(BARS) - 1))] for one in means)


def _line(record: Record) -> str:
    shown = {
        SHOWN.get(name, name.removeprefix("reward/")): record[name]
        for name in record
        if name in SHOWN or "reward/" in name
    }
    return ", ".join(f"{name} {value:.3g}" for name, value in shown.items() if isinstance(value, int | float))


def silent() -> Display:
    """One that says nothing: of all but the first of several processes, and of callers with nobody to talk to."""
    return Display(Console(quiet=True))
