"""The scorers of reasoning-gym by the name of their data set, as a function that runs in a process that can be killed.

    assay serve --reward puzzle=reward_server.functions.puzzles:puzzle     (pip install 'assay-rl[puzzles]')

Some of those scorers evaluate the answer as Python. Before they see one it has to be written in the few signs that
such an answer needs, in which nothing can be called, imported or made large; any other answer is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from reward_server.rewards.transcript import parse
from sdk.schema import Template

MAX_CHARS = 20_000
MAX_EVALUATED_CHARS = 2_000

_LISTS = re.compile(r"[\w\s\[\]\"',-]*")
_ARITHMETIC = re.compile(r"(?:\d{1,9}(?:\.\d{1,9})?(?![\d.])|[\s()+-]|\*(?!\s*\*)|/(?!\s*/))*")
_FORMULA = re.compile(
    r"(?:\*\*\s*\(?\s*-?\d{1,2}(?!\d)(?!\s*\)*\s*\*\*)|\d{1,9}(?:\.\d{1,9})?(?![\d.])"
    r"|(?:a?(?:sin|cos|tan)h?|exp|log|ln|sqrt|Abs|pi)(?![A-Za-z0-9_])|[A-Za-z](?![A-Za-z0-9_])"
    r"|[\s()+-]|\*(?!\s*\*)|/(?!\s*/))*"
)
EVALUATED: Mapping[str, re.Pattern[str]] = {
    "binary_matrix": _LISTS, "n_queens": _LISTS, "spiral_matrix": _LISTS, "string_insertion": _LISTS,
    "countdown": _ARITHMETIC, "puzzle24": _ARITHMETIC,
    "intermediate_integration": _FORMULA, "polynomial_multiplication": _FORMULA, "simple_integration": _FORMULA,
}  # fmt: skip
"""Data sets whose scorers evaluate the answer -> what it may be in. Of reasoning-gym 0.1.25, which is pinned."""


def _halts(answer: str, entry: Mapping[str, Any]) -> float:
    return float(answer.strip().casefold() == str(entry["answer"]).casefold())


CORRECTED: Mapping[str, Callable[[str, dict[str, Any]], float]] = {"game_of_life_halting": _halts}
"""In the place of scorers that are wrong: that one takes every text, "False" too, for True."""


def puzzle(
    completion: str,
    ground_truth: Any = None,
    metadata: Any = None,
    data_source: Any = None,
    *,
    full_only: bool = False,
) -> tuple[float, str]:
    """The score that the data set's own scorer gives the completion's answer.

    metadata: the entry's `metadata` (its `source_dataset` names the data set), or the whole entry; without a name
    there, `data_source` is it. full_only: 1 or 0, nothing for an answer that is merely well-formed. Raises ValueError
    for inputs that cannot be used, which is the caller's fault and no number.
    """
    from reasoning_gym import get_score_answer_fn

    entry = _entry(ground_truth, metadata)
    name = str(entry["metadata"].get("source_dataset") or (data_source or "").rpartition("/")[2])
    try:
        score = CORRECTED.get(name) or get_score_answer_fn(name)
    except Exception as error:
        raise ValueError(f"metadata names no data set of reasoning-gym: {name!r} ({error})") from None
    transcript = parse(completion, Template())
    if transcript.answer is None:
        return 0.0, transcript.no_answer
    answer = transcript.answer.strip()
    if why := _refused(name, answer):
        return 0.0, why
    given = _scored(score, answer, entry)
    return (float(given >= 1) if full_only else given), f"{name} scores it {given:g}"


def _entry(ground_truth: Any, metadata: Any) -> dict[str, Any]:
    """As reasoning-gym makes them: question, answer, metadata."""
    given = dict(metadata or {})
    inner = given.get("metadata", given)
    if not isinstance(inner, Mapping):
        raise ValueError("metadata should hold the metadata of reasoning-gym's entry")
    truth = ground_truth[0] if isinstance(ground_truth, list) and ground_truth else ground_truth
    return {"question": given.get("question"), "answer": given.get("answer", truth), "metadata": dict(inner)}


def _refused(name: str, answer: str) -> str:
    signs = EVALUATED.get(name)
    if len(answer) > (MAX_CHARS if signs is None else MAX_EVALUATED_CHARS):
        return "too long to be an answer"
    if signs is not None and not signs.fullmatch(answer):
        return f"holds what no answer of {name} needs"
    return ""


def _scored(score: Any, answer: str, entry: dict[str, Any]) -> float:
    """An exception on an answer is the model's fault where the entry's own answer raises none."""
    try:
        return float(score(answer, entry))
    except Exception:
        score(entry["answer"], entry)
        return 0.0
