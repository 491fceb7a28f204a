"""`report.html`: a run in one file to open or to send, told stage by stage from the run's own files alone.

The page is a head, the whole run at a glance, a chapter for each stage and the settings. What a chapter shows follows
from what its stage measured: a figure without points and samples that were never taken are left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from sdk.train.config.load import build
from sdk.train.report import overview
from sdk.train.report.excerpts import samples
from sdk.train.report.plots import COLOURS, HELD_OUT, Line, figure
from sdk.train.report.records import Chapter, Points, read_chapters

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
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
    parts = [
        _head(folder, chapters),
        _overview(chapters),
        overview.comparison(chapters),
        *(_chapter(one) for one in chapters),
        _settings(folder),
    ]
    path = folder / "report.html"
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(folder.name)}</title><style>{STYLE}</style>"
    )
    path.write_text("\n".join([head, "<main>", *parts, "</main></html>"]), encoding="utf-8")
    return path


def _head(folder: Path, chapters: Sequence[Chapter]) -> str:
    steps, seconds = sum(len(one.steps) for one in chapters), sum(one.seconds() for one in chapters)
    links = " → ".join(f'<a href="#stage-{one.number}">{html.escape(one.name)}</a>' for one in chapters)
    return (
        f"<header><h1>{html.escape(folder.name)}</h1><p class=dim>{_count(len(chapters), 'stage')}, "
        f"{_count(steps, 'step')}, {_duration(seconds)} in all</p><nav>{links}</nav></header>"
    )


def _overview(chapters: Sequence[Chapter]) -> str:
    """What each stage brought, on questions that were never trained on."""
    drawn = "".join(_framed(*one) for one in overview.curves(chapters)) if len(chapters) > 1 else ""
    return f'{overview.at_a_glance(chapters)}<div class="figures">{drawn}</div>'


def _chapter(chapter: Chapter) -> str:
    parts = [
        f"<h2>{chapter.number + 1}. {html.escape(chapter.name)}</h2>",
        f"<p class=dim>{html.escape(overview.explained(chapter))}</p>",
        _facts(chapter),
        overview.data_card(chapter),
        f'<div class="figures">{"".join(_figures(chapter))}</div>',
        samples(chapter),
        _times(chapter),
        _versions(chapter),
    ]
    return f'<section id="stage-{chapter.number}">{"".join(parts)}</section>'


def _facts(chapter: Chapter) -> str:
    facts = [("accuracy, questions never trained on", _move(chapter.evaluated("accuracy")))]
    names = ("reward", *(f"reward/{name}" for name in chapter.components()), "loss", "completion_tokens", "entropy")
    for name in names:
        line = chapter.points(name)
        label = name.removeprefix("reward/").replace("_", " ")
        facts.append((label, f"{_mean(line[:ENDS]):.3g} → {_mean(line[-ENDS:]):.3g}" if line else ""))
    if chapter.points("reward"):
        facts.append(("null rewards", str(sum(one.get("nulls") or 0 for one in chapter.steps))))
    return f'<div class="facts">{"".join(f"<div><b>{value}</b>{name}</div>" for name, value in facts if value)}</div>'


def _figures(chapter: Chapter) -> Iterable[str]:
    def line(label: str, name: str) -> Line:
        return Line(label, chapter.points(name))

    held_out = Line("accuracy, never trained on", chapter.evaluated("accuracy"), marked=True, colour=HELD_OUT)
    scores = [*(line(name, f"reward/{name}") for name in chapter.components()), held_out]
    yield _framed("Reward", "the weighted sum, mean of a step", figure([line("reward", "reward")]))
    yield _framed("Each reward by itself", "and accuracy on held-out questions", figure(scores, bounded=True))
    yield _framed("Loss", "", figure([line("loss", "loss")]))
    length = line("mean", "completion_tokens")
    yield _framed("Length of the responses", "tokens; R1's figure of self-evolution", figure([length]))
    words = line("mean", "reflection_words")
    yield _framed("Words of reflection", "wait, but, check, ... a response; R1's aha moment", figure([words]))
    yield _framed("Entropy", "of the sampled distributions, nats a token", figure([line("entropy", "entropy")]))
    yield _framed("KL divergence", "to the reference, nats a token", figure([line("KL", "kl")]))
    shares = [("groups without signal", "no_signal_share"), ("cut off", "cut_off_share"), ("null", "null_share")]
    yield _framed("What teaches nothing", "shares of a step", figure([line(*one) for one in shares], bounded=True))
    yield _framed("Norm of the gradient", "before clipping", figure([line("norm", "grad_norm")]))


def _framed(title: str, explanation: str, picture: str, wide: bool = False) -> str:
    if not picture:
        return ""
    kind = " class=wide" if wide else ""
    return f"<figure{kind}><figcaption>{title}<span>{explanation}</span></figcaption>{picture}</figure>"


def _times(chapter: Chapter) -> str:
    total = chapter.seconds()
    sums = {phase: sum(one.get(f"seconds/{phase}") or 0.0 for one in chapter.steps) for phase in PHASES}
    told = [
        (phase, seconds, colour) for (phase, seconds), colour in zip(sums.items(), COLOURS, strict=False) if seconds
    ]
    if not told:
        return ""
    bar = "".join(
        f'<span style="flex:{seconds / total:.4f};background:{colour}"></span>' for _, seconds, colour in told
    )
    rows = "".join(
        f'<tr><td><b style="color:{colour}">■</b> {phase}</td><td>{PHASES[phase]}</td>'
        f"<td>{_duration(seconds)}</td><td>{seconds / total:.1%}</td></tr>"
        for phase, seconds, colour in told
    )
    return f'<h3>Where the time went</h3><div class="bar">{bar}</div><table>{rows}</table>'


def _versions(chapter: Chapter) -> str:
    spans: dict[str, list[int]] = {}
    for one in chapter.steps:
        if one.get("reward_version"):
            spans.setdefault(one["reward_version"], []).append(one["step"])
    if not spans:
        return ""
    rows = "".join(
        f"<tr><td><code>{html.escape(v)}</code></td><td>steps {s[0]} to {s[-1]}</td></tr>" for v, s in spans.items()
    )
    return f"<h3>Versions of the reward definitions</h3><table>{rows}</table>"


def _settings(folder: Path) -> str:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    plain = json.loads(build({}).model_dump_json())
    made_by = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
    rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{html.escape(one)}</td></tr>" for name, one in made_by.items())
    parts = [
        "<h2>Configuration</h2><p class=dim>What differs from the defaults:</p>",
        _yaml(_unlike(config, plain)),
        f"<details><summary>All of it</summary>{_yaml(config)}</details>",
        f"<h3>Made with</h3><table>{rows}</table>",
    ]
    return f"<section>{''.join(parts)}</section>"


def _unlike(settings: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in settings.items():
        default = plain.get(name)
        if value != default:
            nested = isinstance(value, dict) and isinstance(default, dict) and name != "rewards"
            found[name] = _unlike(value, default) if nested and default else value
    return found


def _yaml(settings: dict[str, Any]) -> str:
    return f"<pre>{html.escape(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True))}</pre>"


def _move(line: Points) -> str:
    if not line:
        return ""
    first, last = line[0][1], line[-1][1]
    return f"{first:.3g} → {last:.3g}" if len(line) > 1 else f"{last:.3g}"


def _mean(line: Points) -> float:
    return sum(value for _, value in line) / len(line)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
