"""`report.html`: a run in one file to open or to send, told stage by stage from the run's own files alone.

The page is a head, the whole run at a glance, a chapter for each stage and the settings, laid out by `page.html`. What
a chapter shows follows from what its stage measured: a figure without points and samples that were never taken are
left out.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdk.train.config.load import build
from sdk.train.report import overview
from sdk.train.report.overview import Picture, Share
from sdk.train.report.plots import COLOURS, HELD_OUT, Line, figure
from sdk.train.report.records import Chapter, Points, json_file, read_chapters

HERE = Path(__file__).parent
ENDS = 9
"""Steps whose mean is "at first", and "at last"."""
PHASES = {
    "rollout": "sampling; off policy: the wait for it",
    "reward": "waiting for the last scores",
    "learn": "forward, backward, update",
}


def write_report(folder: Path) -> Path:
    """It can be written again at any time, of an unfinished run too."""
    chapters = read_chapters(folder)
    config = json_file(folder / "config.json")
    text = _environment().get_template("page.html").render(
        name=folder.name,
        style=(HERE / "report.css").read_text(encoding="utf-8"),
        chapters=chapters,
        overview=overview,
        seconds=sum(one.seconds() for one in chapters),
        steps=sum(len(one.steps) for one in chapters),
        facts=facts,
        figures=figures,
        times=times,
        versions=versions,
        unlike=_yaml(_unlike(config, json.loads(build({}).model_dump_json()))),
        settings=_yaml(config),
        made_with=json_file(folder / "versions.json"),
        phases=PHASES,
    )  # fmt: skip
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8", errors="replace")
    return path


def facts(chapter: Chapter) -> dict[str, str]:
    """The figures of a stage in a few words, those that it measured."""
    told = {"accuracy, questions never trained on": _move(chapter.evaluated("accuracy"))}
    names = ("reward", *(f"reward/{name}" for name in chapter.components()), "loss", "completion_tokens", "entropy")
    for name in names:
        line = chapter.points(name)
        label = name.removeprefix("reward/").replace("_", " ")
        told[label] = f"{_mean(line[:ENDS]):.3g} → {_mean(line[-ENDS:]):.3g}" if line else ""
    if chapter.points("reward"):
        told["null rewards"] = str(sum(one.get("nulls") or 0 for one in chapter.steps))
    return {label: value for label, value in told.items() if value}


def figures(chapter: Chapter) -> list[Picture]:
    return [one for one in _figures(chapter) if one.svg]


def _figures(chapter: Chapter) -> Iterator[Picture]:
    def line(label: str, name: str) -> Line:
        return Line(label, chapter.points(name))

    held_out = Line("accuracy, never trained on", chapter.evaluated("accuracy"), marked=True, colour=HELD_OUT)
    scores = [*(line(name, f"reward/{name}") for name in chapter.components()), held_out]
    yield Picture("Reward", "the weighted sum, mean of a step", figure([line("reward", "reward")]))
    yield Picture("Each reward by itself", "and accuracy on held-out questions", figure(scores, bounded=True))
    yield Picture("Loss", "", figure([line("loss", "loss")]))
    length = line("mean", "completion_tokens")
    yield Picture("Length of the responses", "tokens; R1's figure of self-evolution", figure([length]))
    words = line("mean", "reflection_words")
    yield Picture("Words of reflection", "wait, but, check, ... a response; R1's aha moment", figure([words]))
    yield Picture("Entropy", "of the sampled distributions, nats a token", figure([line("entropy", "entropy")]))
    yield Picture("KL divergence", "to the reference, nats a token", figure([line("KL", "kl")]))
    shares = [("groups without signal", "no_signal_share"), ("cut off", "cut_off_share"), ("null", "null_share")]
    yield Picture("What teaches nothing", "shares of a step", figure([line(*one) for one in shares], bounded=True))
    yield Picture("Norm of the gradient", "before clipping", figure([line("norm", "grad_norm")]))


def times(chapter: Chapter) -> list[Share]:
    """Seconds of each phase, in the place of counts."""
    total = chapter.seconds()
    sums = {phase: sum(one.get(f"seconds/{phase}") or 0.0 for one in chapter.steps) for phase in PHASES}
    return [
        Share(phase, round(seconds), seconds / total, colour)
        for (phase, seconds), colour in zip(sums.items(), COLOURS, strict=False)
        if seconds
    ]


def versions(chapter: Chapter) -> dict[str, tuple[int, int]]:
    """Of the reward definitions: the first and the last step that each scored."""
    spans: dict[str, list[int]] = {}
    for one in chapter.steps:
        if one.get("reward_version"):
            spans.setdefault(one["reward_version"], []).append(one["step"])
    return {version: (steps[0], steps[-1]) for version, steps in spans.items()}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(counted=_count, duration=_duration, score=_score)
    return environment


def _unlike(settings: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in settings.items():
        default = plain.get(name)
        if value != default:
            nested = isinstance(value, dict) and isinstance(default, dict) and name != "rewards"
            found[name] = _unlike(value, default) if nested and default else value
    return found


def _yaml(settings: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
    return text


def _move(line: Points) -> str:
    if not line:
        return ""
    first, last = line[0][1], line[-1][1]
    return f"{first:.3g} → {last:.3g}" if len(line) > 1 else f"{last:.3g}"


def _mean(line: Sequence[tuple[float, float]]) -> float:
    return statistics.fmean(value for _, value in line)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _score(value: float | None) -> str:
    return "null" if value is None else f"{value:.3g}"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
