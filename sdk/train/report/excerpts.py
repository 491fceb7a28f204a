"""Completions in a report: of the beginning, the middle and the end side by side, each with its scores and reasons."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from sdk.train.metrics import REFLECTION, Record
from sdk.train.report.records import Chapter

SHOWN_A_TIME = 3
TAG = re.compile(r"&lt;/?\w+&gt;")


def samples(chapter: Chapter) -> str:
    """Nothing where none were taken."""
    taken = chapter.samples
    if not taken:
        return ""
    middle = max(0, len(taken) // 2 - 1)
    spans = {"Early": taken[:SHOWN_A_TIME], "Middle": taken[middle:][:SHOWN_A_TIME], "Late": taken[-SHOWN_A_TIME:]}
    columns = "".join(_column(name, chosen) for name, chosen in spans.items())
    return f'<h3>Completions</h3><div class="columns">{columns}</div>{_most_reflective(taken)}'


def _most_reflective(taken: Sequence[Record]) -> str:
    """The sample with most words of reflection, if any has one."""
    most = max(taken, key=lambda one: len(REFLECTION.findall(one["completion"])))
    if not REFLECTION.search(most["completion"]):
        return ""
    return f"<h4>Most words of reflection: step {most['step']}</h4>{_sample(most)}"


def _column(name: str, chosen: Sequence[Record]) -> str:
    return f"<div><h4>{name}: step {chosen[0]['step']}</h4>{''.join(map(_sample, chosen))}</div>"


def _sample(sample: Record) -> str:
    components = sample["components"]
    rows = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{_score(one['score'])}</td><td>{html.escape(one['reason'])}</td></tr>"
        for name, one in components.items()
    )
    right = (components.get("accuracy") or {"score": sample["reward"]})["score"]
    expected = sample.get("ground_truth")
    truth = f"<p class=dim>expected: {html.escape(str(expected))}</p>" if expected is not None else ""
    question = html.escape(_text(sample["question"]))
    return (
        f'<div class="sample{" good" if right else ""}"><pre class=question>{question}</pre>'
        f"<pre>{_marked(sample['completion'])}</pre>{truth}<table>"
        f"<tr><td>reward</td><td>{_score(sample['reward'])}</td><td></td></tr>{rows}</table></div>"
    )


def _text(question: Any) -> str:
    """A question may be a list of messages."""
    if isinstance(question, list):
        return "\n".join(str(one.get("content", one)) if isinstance(one, dict) else str(one) for one in question)
    return str(question)


def _marked(completion: str) -> str:
    """The tags coloured, the words of reflection marked."""
    text = html.escape(completion.strip(), quote=False)
    return REFLECTION.sub(lambda found: f"<mark>{found[0]}</mark>", TAG.sub(lambda found: f"<i>{found[0]}</i>", text))


def _score(value: float | None) -> str:
    return "null" if value is None else f"{value:.3g}"
