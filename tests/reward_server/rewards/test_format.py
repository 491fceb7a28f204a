"""The format reward against hand-labelled completions, and what holds for any text."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.format import FORMAT, FormatOptions, has_box
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

GROUPS = json.loads((Path(__file__).parents[2] / "data" / "format" / "cases.json").read_text(encoding="utf-8"))
CASES = [
    pytest.param(group["template"], group["options"], *case, *([""] * (3 - len(case))), id=f"{group['about']}-{index}")
    for group in GROUPS
    for index, case in enumerate(group["cases"])
]
FRAGMENTS = [
    "<think>",
    "</think>",
    "<answer>",
    "</answer>",
    "<Think>",
    "a",
    " ",
    "\n",
    ".",
    "`",
    "```\n",
    "\\boxed{",
    "}",
]
completions = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
modes: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["strict", "partial"]),
        "tags_in_code": st.sampled_from(["reserved", "literal"]),
        "require_boxed": st.booleans(),
    }
)
templates = st.builds(Template, think_prefilled=st.booleans(), answer_tags=st.booleans())


def score(completion: str, template: Template | None = None, **options: Any) -> Score:
    sample = Sample(completion, parse(completion, template or Template()))
    return FORMAT.plan(sample, FormatOptions(**options))


def test_there_are_at_least_150_labelled_completions() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("template", "options", "wanted", "completion", "why"), CASES)
def test_the_label_of_a_careful_reader_is_met(
    template: dict[str, Any], options: dict[str, Any], wanted: float, completion: str, why: str
) -> None:
    got = score(completion, Template(**template), **options)
    assert got.score == wanted, got.reason
    assert why in got.reason


@given(completions, templates, modes)
def test_any_text_gets_a_number_with_a_reason(completion: str, template: Template, options: dict[str, Any]) -> None:
    got = score(completion, template, **options)
    assert got.status == "ok"
    assert got.score is not None
    assert 0 <= got.score <= 1
    assert got.reason


@given(st.text(), modes)
def test_any_unicode_at_all_gets_a_number(completion: str, options: dict[str, Any]) -> None:
    assert score(completion, **options).status == "ok"


@given(completions, templates)
def test_what_is_strictly_right_is_partially_right_in_full(completion: str, template: Template) -> None:
    if score(completion, template).score == 1:
        assert score(completion, template, mode="partial").score == 1


@given(completions, st.sampled_from(FRAGMENTS[:4]), st.integers(0, 200))
def test_repeating_a_tag_that_is_there_never_pays(completion: str, tag: str, at: int) -> None:
    if tag not in completion or _splits_a_tag(completion, at):
        return
    before, after = score(completion, mode="partial"), score(completion[:at] + tag + completion[at:], mode="partial")
    assert before.score is not None
    assert after.score is not None
    assert after.score <= before.score


def _splits_a_tag(completion: str, at: int) -> bool:
    return any(completion[max(0, at - cut) :].startswith(tag) for tag in FRAGMENTS[:4] for cut in range(1, len(tag)))


@given(completions)
def test_the_strict_score_is_that_of_a_reader_who_takes_the_text_apart_by_hand(completion: str) -> None:
    assert score(completion).score == float(_kept(completion))


def _kept(completion: str) -> bool:
    """The definition once more, by `partition` alone."""
    tags = FRAGMENTS[:4]
    if any(completion.count(tag) != 1 for tag in tags):
        return False
    parts = []
    rest = completion
    for tag in tags:
        part, found, rest = rest.partition(tag)
        if not found:
            return False
        parts.append(part)
    before, think, between, answer = parts
    outside = (before + between + rest).strip()
    return not outside and any(map(str.isalnum, think)) and any(map(str.isalnum, answer))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\\boxed{1}", True),
        ("\\boxed{{1}}", True),
        ("\\boxed{\\boxed{1}}", True),
        ("\\boxed{{}} \\boxed{\\}", False),
        ("\\boxed{\\}x}", True),
        ("}\\boxed{2}", True),
        ("{\\boxed{}}", False),
        ("\\boxed{", False),
    ],
)
def test_a_box_is_closed_and_filled(text: str, wanted: bool) -> None:
    assert has_box(text) is wanted


ADVERSARIAL = {
    "tags": "<think>",
    "all tags": "<think></think><answer></answer>",
    "half tags": "<think",
    "brackets": "<",
    "new lines": "\n",
    "boxes": "\\boxed{",
    "fences": "```\n",
    "ticks": "` `` ",
}


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
@pytest.mark.parametrize("options", [{}, {"mode": "partial", "tags_in_code": "literal", "require_boxed": True}])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str, options: dict[str, Any]) -> None:
    """Eight times the text: a quadratic pass would take 64 times as long."""

    def seconds(size: int) -> float:
        text = "<think>a</think><answer>" + unit * (size // len(unit)) + "</answer>"
        times = []
        for _ in range(3):
            start = time.process_time()
            score(text, **options)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(800_000) < 24 * seconds(100_000) + 0.05
