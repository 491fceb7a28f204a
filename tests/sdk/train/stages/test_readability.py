"""Unreadable traces are dropped, each for a reason that is counted; readable ones never are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk.train.config.schema import ReadabilityConfig
from sdk.train.data.traces import Trace
from sdk.train.stages.readability import kind, repetition, unclosed, why_unreadable

LIMITS = ReadabilityConfig(max_paragraph=200, max_characters=2000)
GOOD = (
    "We add the first two numbers, which gives 7.\n\nThen \\[7 - 2 = 5\\] and $5 > 0$, so \\begin{aligned}x &= 5\\\\[2pt]"
    " y &= 1\\end{aligned}. A price of $$x$$ is fine.\n\nThe answer is 5."
)


def why(reasoning: str, answer: str = "5", language: float | None = 1.0) -> str | None:
    return why_unreadable(Trace("q", reasoning, answer), language, LIMITS)


def test_a_readable_trace_has_no_reason_against_it() -> None:
    assert why(GOOD) is None
    assert why(GOOD, language=None) is None


@pytest.mark.parametrize(
    ("reasoning", "reason"),
    [
        ("...", "no reasoning"),
        ("```python\nx = 1\n", "unclosed block (```)"),
        ("```python\nx\n~~~\n", "unclosed block (```)"),
        ("it is \\[x + 1", "unclosed block (\\[)"),
        ("it is $$x + 1", "unclosed block ($$)"),
        ("\\begin{cases} x", "unclosed block (\\begin{cases})"),
        ("\\begin{cases} x \\end{align}", "unclosed block (\\end{align})"),
        ("so <answer>5", "tags of the template inside the text"),
        ("word " * 100, "over-long paragraph (499 characters)"),
        ("short. \n\n" * 400, "too long (3600 characters, not 2000)"),
        ("so:\n```\nx = 1\n```\n", "code block in the reasoning"),
        ("Wait, let me check that once more.\n\n" * 20, "repeats itself (0.95 of its runs of words)"),
        ("a" * 60, "repeats itself (one character 50 times)"),
    ],
)
def test_an_unreadable_trace_says_why(reasoning: str, reason: str) -> None:
    assert why(reasoning) == reason


def test_mixed_languages_are_told_by_the_service_s_score() -> None:
    assert why(GOOD, language=0.62) == "mixed languages (0.62 of the words in the target language, not 0.9)"


def test_brackets_inside_a_closed_fence_are_code() -> None:
    assert unclosed("```\nprint('\\\\[')\n$$\n```\ndone") is None


def test_an_answer_may_hold_code_and_no_open_block() -> None:
    assert why(GOOD, answer="```python\nf = 1\n```") is None
    assert why(GOOD, answer="```python\nf = 1") == "unclosed block (```)"


def test_reasons_that_differ_in_figures_alone_are_of_one_kind() -> None:
    reasons = [why(GOOD, language=score) for score in (0.2, 0.3)]
    assert len(set(reasons)) == 2
    assert {kind(str(reason)) for reason in reasons} == {"mixed languages"}


def test_repetition_is_the_share_of_runs_that_came_before() -> None:
    assert repetition("a b c d", 2) == 0
    assert repetition("a b a b a b", 2) == pytest.approx(3 / 5)


@given(st.text(alphabet="a `~\n\\[]$begin{}<think>", max_size=200))
def test_any_text_gives_a_verdict(text: str) -> None:
    assert why(text) is None or isinstance(why(text), str)


@pytest.mark.parametrize("piece", ["```\n", "\\begin{a}", "$$", "\\[", "a", "<think", "\n \n"])
def test_hostile_length_costs_little(piece: str) -> None:
    start = time.process_time()
    why_unreadable(Trace("q", piece * 50_000, "5"), 1.0, ReadabilityConfig(max_characters=10**7, max_paragraph=10**7))
    assert time.process_time() - start < 5
