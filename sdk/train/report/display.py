"""What a person sees while a run goes on: live on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import statistics
from collections import deque
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


# What a person should be told while a run goes on: so far, that its groups have no signal, and what to do

LOOKED_BACK_ON = 20
"""Looked back on."""
TOO_MANY = 0.9
"""Share of groups without signal."""
EASY = 0.5
"""Success rate that tells too easy from too hard."""


class SignalWatch:
    """Says so once a stage when hardly any group of the last steps could teach anything."""

    def __init__(self, group_size: int) -> None:
        self._group_size = group_size
        self._shares: deque[float] = deque(maxlen=LOOKED_BACK_ON)
        self._rates: deque[float] = deque(maxlen=LOOKED_BACK_ON)
        self._said = False

    def look(self, record: Record) -> str | None:
        """The warning, when it is time for it. `record` is that of a step; one without groups is none of ours."""
        if "no_signal_share" not in record:
            return None
        self._shares.append(record["no_signal_share"])
        if record.get("reward/accuracy") is not None:
            self._rates.append(record["reward/accuracy"])
        if self._said or len(self._shares) < LOOKED_BACK_ON or statistics.fmean(self._shares) < TOO_MANY:
            return None
        self._said = True
        return self._warning()

    def _warning(self) -> str:
        size = self._group_size
        share = statistics.fmean(self._shares)
        start = f"warning: {share:.0%} of the last {LOOKED_BACK_ON} steps' groups had no signal, all rewards equal"
        if not self._rates:
            return f"{start}: see samples.jsonl for the reasons, and choose rewards in which completions differ"
        rate = statistics.fmean(self._rates)
        alike = no_signal(rate, size)
        kind, wanted = ("easy", "harder") if rate >= EASY else ("hard", "easier")
        return (
            f"{start}. Accuracy is {rate:.2f}: where every question is as hard, p^G + (1-p)^G = {alike:.0%} of groups "
            f"of {size} succeed or fail as one. The questions are too {kind}: take {wanted} ones, a larger "
            f"rollout.group_size ({no_signal(rate, 4 * size):.0%} with {4 * size}), or grpo.resample, which asks on"
        )


def no_signal(success_rate: float, group_size: int) -> float:
    """The probability that all completions of a group get the same reward, when each succeeds by this rate alone."""
    return float(success_rate**group_size + (1 - success_rate) ** group_size)
