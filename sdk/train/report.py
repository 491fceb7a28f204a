"""`report.html`: a run in one file to open or to send, with its curves, completions and settings."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from sdk.train.curves import Points, points
from sdk.train.metrics import Record, read_journal

STYLE = """
:root { color-scheme: light dark; --line: #8886; --dim: #888; --card: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; } .dim { color: var(--dim); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; }
figure { margin: 0; background: #fff; border-radius: .5rem; padding: .5rem; } figure svg { width: 100%; height: auto; }
.facts { display: flex; flex-wrap: wrap; gap: 1rem; } .facts div { background: var(--card); border-radius: .5rem;
padding: .6rem 1rem; } .facts b { display: block; font-size: 1.6rem; }
.sample { border-left: 4px solid #c33; background: var(--card); padding: .5rem 1rem; margin: .75rem 0;
border-radius: 0 .5rem .5rem 0; } .sample.good { border-color: #292; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; } table { border-collapse: collapse; }
td, th { padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
"""
WINDOW = 9
"""Steps of the moving mean that is drawn over the single steps."""
SHOWN_A_TIME = 3


def write_report(folder: Path, stage: str) -> Path:
    """From the run's own files alone, so that it can be written again at any time."""
    records = read_journal(folder / "metrics.jsonl")
    samples = [one for one in read_journal(folder / "samples.jsonl") if one["stage"] == stage]
    config = json.loads((folder / "config.json").read_text())
    steps = [one for one in records if one["kind"] == "step" and one["stage"] == stage]
    parts = [
        f"<h1>{html.escape(folder.name)}</h1>",
        f'<p class="dim">{len(steps)} steps of {html.escape(stage)}; stages: {html.escape(_stages(config))}</p>',
        _facts(records, stage, steps),
        "<h2>Curves</h2>",
        _figures(records, stage),
        "<h2>Completions</h2>",
        _samples(samples),
        "<h2>Where the time went</h2>",
        _times(steps),
        "<h2>Rewards</h2>",
        _versions(steps),
        "<h2>Configuration</h2>",
        f"<pre>{html.escape(yaml.safe_dump(config, sort_keys=False, allow_unicode=True))}</pre>",
    ]
    path = folder / "report.html"
    head = f"<!doctype html><meta charset=utf-8><title>{html.escape(folder.name)}</title><style>{STYLE}</style>"
    path.write_text("\n".join([head, *parts]), encoding="utf-8")
    return path


def _stages(config: dict[str, Any]) -> str:
    return ", then ".join(one if isinstance(one, str) else next(iter(one)) for one in config["stages"])


def _facts(records: Sequence[Record], stage: str, steps: Sequence[Record]) -> str:
    held_out = points(records, "eval", stage, "accuracy")
    facts = []
    if held_out:
        facts.append(("accuracy, questions never trained on", f"{held_out[0][1]:.3f} → {held_out[-1][1]:.3f}"))
    for name in ("reward/format", "completion_tokens", "entropy"):
        line = points(records, "step", stage, name)
        if line:
            label = name.removeprefix("reward/").replace("_", " ")
            facts.append((label, f"{_mean(line[:WINDOW]):.3g} → {_mean(line[-WINDOW:]):.3g}"))
    facts.append(("null rewards", str(sum(one.get("nulls") or 0 for one in steps))))
    facts.append(("wall time of the steps", f"{sum(one['seconds/step'] for one in steps):.0f} s"))
    return f'<div class="facts">{"".join(f"<div><b>{value}</b>{name}</div>" for name, value in facts)}</div>'


def _figures(records: Sequence[Record], stage: str) -> str:
    names = sorted({name for one in records for name in one if name.startswith("reward/")})
    scores = [(name.removeprefix("reward/"), points(records, "step", stage, name)) for name in names]
    figures = [
        _figure("Reward", [("reward", points(records, "step", stage, "reward"))]),
        _figure("Each reward by itself", scores, points(records, "eval", stage, "accuracy")),
        _figure("Length of the responses, tokens", [("mean", points(records, "step", stage, "completion_tokens"))]),
        _figure("Words of reflection a response", [("mean", points(records, "step", stage, "reflection_words"))]),
        _figure("Entropy, nats a token", [("entropy", points(records, "step", stage, "entropy"))]),
        _figure("KL to the reference", [("KL", points(records, "step", stage, "kl"))]),
        _figure("Share of groups without signal", [("share", points(records, "step", stage, "no_signal_share"))]),
        _figure("Norm of the gradient", [("norm", points(records, "step", stage, "grad_norm"))]),
    ]
    return f'<div class="figures">{"".join(figures)}</div>'


def _figure(title: str, lines: Iterable[tuple[str, Points]], held_out: Points | None = None) -> str:
    """A figure as SVG, drawn where there is something to draw: single steps faintly, their moving mean over them."""
    drawn = [(label, line) for label, line in lines if line]
    if not drawn:
        return ""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(5, 3.2), layout="constrained")
    for number, (label, line) in enumerate(drawn):
        steps, values = zip(*line, strict=True)
        axis.plot(steps, values, color=f"C{number}", alpha=0.25, linewidth=1)
        axis.plot(steps, _smooth(values), color=f"C{number}", label=label)
    if held_out:
        axis.plot(*zip(*held_out, strict=True), "o-", color="black", label="accuracy, never trained on")
    axis.set(title=title, xlabel="step")
    axis.grid(alpha=0.3)
    if len(drawn) > 1 or held_out:
        axis.legend(fontsize="small")
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})
    pyplot.close(figure)
    drawing = text.getvalue()
    return f"<figure>{drawing[drawing.index('<svg') :]}</figure>"


def _samples(samples: Sequence[Record]) -> str:
    """From the beginning, the middle and the end."""
    if not samples:
        return "<p>None were noted.</p>"
    middle = max(0, len(samples) // 2 - 1)
    spans = {
        "Early": samples[:SHOWN_A_TIME],
        "Middle": samples[middle:][:SHOWN_A_TIME],
        "Late": samples[-SHOWN_A_TIME:],
    }
    return "".join(f"<h3>{name}</h3>{''.join(map(_sample, chosen))}" for name, chosen in spans.items())


def _sample(sample: Record) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{one['score']}</td><td>{html.escape(one['reason'])}</td></tr>"
        for name, one in sample["components"].items()
    )
    accuracy = sample["components"].get("accuracy", {}).get("score")
    return (
        f'<div class="sample {"good" if accuracy else ""}"><span class="dim">step {sample["step"]}, reward '
        f"{sample['reward']}</span><pre><b>{html.escape(str(sample['question']))}</b></pre>"
        f"<pre>{html.escape(sample['completion'])}</pre><table>{rows}</table></div>"
    )


def _times(steps: Sequence[Record]) -> str:
    total = sum(one["seconds/step"] for one in steps) or 1.0
    names = {name for one in steps for name in one if name.startswith("seconds/") and name != "seconds/step"}
    sums = {name.removeprefix("seconds/"): sum(one.get(name) or 0.0 for one in steps) for name in sorted(names)}
    explained = {"reward": "waiting for the last scores", "learn": "forward, backward, update", "rollout": "sampling"}
    rows = "".join(
        f"<tr><td>{name}</td><td>{explained.get(name, '')}</td>"
        f"<td>{seconds:.1f} s</td><td>{seconds / total:.1%}</td></tr>"
        for name, seconds in sums.items()
    )
    return f"<table>{rows}</table>"


def _versions(steps: Sequence[Record]) -> str:
    spans: dict[str, list[int]] = {}
    for one in steps:
        spans.setdefault(one.get("reward_version") or "unknown", []).append(one["step"])
    rows = "".join(
        f"<tr><td><code>{html.escape(v)}</code></td><td>steps {s[0]} to {s[-1]}</td></tr>" for v, s in spans.items()
    )
    return f"<p>Version of the reward definitions that scored each step:</p><table>{rows}</table>"


def _smooth(values: Sequence[float]) -> list[float]:
    half = WINDOW // 2
    spans = (values[max(0, at - half) : at + half + 1] for at in range(len(values)))
    return [sum(span) / len(span) for span in spans]


def _mean(line: Points) -> float:
    return sum(value for _, value in line) / len(line)
