"""Length, cosine and repetition against values worked out by hand, and the bounds they never leave."""

from __future__ import annotations

import gc
import math
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reward_server.rewards.reward import Reward, Sample, Score
from reward_server.rewards.shaping import (
    COSINE,
    LENGTH,
    REPETITION,
    CosineOptions,
    LengthOptions,
    RepetitionOptions,
)
from reward_server.rewards.transcript import parse
from sdk.schema import Template


def plan(reward: Reward, completion: str = "", tokens: int | None = None, **options: Any) -> Score:
    sample = Sample(completion, parse(completion, Template()), completion_tokens=tokens)
    got = reward.plan(sample, reward.options(**options))
    assert isinstance(got, Score)
    assert got.status == "ok"
    assert got.score is not None
    return got


@pytest.mark.parametrize(
    ("tokens", "wanted"), [(0, 0), (15, 0), (16, 0), (17, -0.25), (18, -0.5), (20, -1), (21, -1), (10**9, -1)]
)
def test_the_overlong_penalty_is_0_then_linear_then_minus_1(tokens: int, wanted: float) -> None:
    assert plan(LENGTH, tokens=tokens, max_length=20, buffer_length=4).score == wanted


def test_the_overlong_penalty_has_the_papers_defaults() -> None:
    assert plan(LENGTH, tokens=16_384).score == 0
    assert plan(LENGTH, tokens=18_432).score == -0.5
    assert plan(LENGTH, tokens=20_480).score == -1


@pytest.mark.parametrize(
    ("tokens", "wanted"), [(0, 2), (25, 1 + (1 + math.sqrt(0.5)) / 2), (50, 1.5), (100, 1), (101, 1), (10**9, 1)]
)
def test_the_cosine_goes_from_start_to_end_and_stays(tokens: int, wanted: float) -> None:
    got = plan(COSINE, tokens=tokens, max_length=100, start=2, end=1)
    assert got.score == pytest.approx(wanted, abs=1e-12)


def test_the_cosine_may_rise() -> None:
    """For wrong answers the paper pays the longer ones: less of a penalty for having tried."""
    scores = [plan(COSINE, tokens=tokens, max_length=100, start=-10, end=0).score for tokens in (0, 50, 100)]
    assert scores == pytest.approx([-10, -5, 0])


@pytest.mark.parametrize(
    ("completion", "options", "wanted"),
    [
        ("", {}, 0),
        ("one two", {}, 0),
        ("one two three", {}, 0),
        ("one two three four five", {}, 0),
        ("a b c a b c", {}, -0.25),  # abc bca cab abc: one of four was there before
        ("a a a a a a", {}, -0.75),
        ("A a A a A a", {}, -0.75),
        ("a b a b", {"ngram": 1}, -0.5),
        ("a a a a a a", {"max_penalty": -4}, -3),
        ("a a a a", {"max_penalty": 0}, 0),
        ("我们我们我们", {"ngram": 2}, -0.6),
        ("ไปไปไป", {"ngram": 2}, -0.6),
        ("x = 1\nx = 1\nx = 1", {"ngram": 3}, -4 / 7),
    ],
)
def test_repetition_is_the_share_of_ngrams_said_before(completion: str, options: dict[str, Any], wanted: float) -> None:
    assert plan(REPETITION, completion, **options).score == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("reward", [LENGTH, COSINE])
def test_lengths_are_tokens_where_the_item_has_them_else_characters(reward: Reward) -> None:
    assert "7 tokens" in plan(reward, "four", tokens=7).reason
    assert "0 tokens" in plan(reward, "four", tokens=0).reason
    assert "4 characters" in plan(reward, "four").reason


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (LengthOptions, {"max_length": 0}),
        (LengthOptions, {"max_length": 10, "buffer_length": 11}),
        (LengthOptions, {"buffer_length": 0}),
        (CosineOptions, {"max_length": 0}),
        (CosineOptions, {"start": math.inf}),
        (CosineOptions, {"end": math.nan}),
        (RepetitionOptions, {"ngram": 0}),
        (RepetitionOptions, {"max_penalty": 1}),
        (RepetitionOptions, {"max_penalty": -math.inf}),
    ],
)
def test_wrong_options_are_refused(options: type[Any], values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        options(**values)


@given(st.integers(0, 10**12), st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_overlong_penalty_stays_between_minus_1_and_0(tokens: int, length: int, buffer: int) -> None:
    got = plan(LENGTH, tokens=tokens, max_length=max(length, buffer), buffer_length=min(length, buffer)).score
    assert got is not None
    assert -1 <= got <= 0


@given(st.integers(0, 10**12), st.integers(1, 10**6), st.floats(-100, 100), st.floats(-100, 100))
def test_the_cosine_stays_between_its_ends(tokens: int, length: int, start: float, end: float) -> None:
    got = plan(COSINE, tokens=tokens, max_length=length, start=start, end=end).score
    assert got is not None
    assert min(start, end) - 1e-12 <= got <= max(start, end) + 1e-12


@given(st.text(), st.integers(1, 5))
def test_repetition_stays_between_its_ends(completion: str, ngram: int) -> None:
    got = plan(REPETITION, completion, ngram=ngram).score
    assert got is not None
    assert -1 <= got <= 0


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=3, max_size=12).map(" ".join))
def test_to_say_it_all_again_is_penalised_more(completion: str) -> None:
    once, twice = plan(REPETITION, completion).score, plan(REPETITION, f"{completion} {completion}").score
    assert once is not None
    assert twice is not None
    assert twice < once or once == -1 or twice == pytest.approx(once)


@pytest.mark.parametrize("unit", ["a ", "我", "ab\n", "\n", "a"])
def test_repetition_takes_time_in_proportion_to_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        gc.collect()
        gc.disable()  # a collection walks all that the tests before this one left, and is no cost of reading
        start = time.process_time()
        plan(REPETITION, unit * (size // len(unit)))
        taken = time.process_time() - start
        gc.enable()
        return taken

    seconds(1000)
    assert seconds(800_000) < 24 * seconds(100_000) + 0.05


@pytest.mark.parametrize(
    "loop",
    ["我爱北京。", "ですから", "ฉันรักเธอ", "ຂ້ອຍຮັກເຈົ້າ", "ខ្ញុំស្រលាញ់", "ကျွန်တော်", "haha", "=", "abc", "ab-", "and so on "],
)
def test_a_loop_is_seen_in_every_script_and_without_spaces(loop: str) -> None:
    assert plan(REPETITION, loop * 200).score == pytest.approx(-1, abs=0.06)


def test_a_mark_belongs_to_its_letter_and_an_ordinary_word_is_one_unit() -> None:
    assert "of 1 " in plan(REPETITION, "ขุ่น", ngram=2).reason
    assert plan(REPETITION, "antidisestablishmentarianism", ngram=2).score == 0


@given(st.text(st.sampled_from("ab 漢ー字\n"), max_size=200), st.integers(1, 4))
def test_the_dense_form_says_where_the_repeated_ngrams_stand(text: str, ngram: int) -> None:
    got = plan(REPETITION, text, ngram=ngram, dense=True)
    assert bool(got.spans) == bool(got.score)
    ends = [0, *(end for _, end in got.spans)]
    assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, got.spans, strict=False))
    assert plan(REPETITION, text, ngram=ngram).spans == ()


def test_a_dense_span_covers_the_second_occurrence_and_not_the_first() -> None:
    got = plan(REPETITION, "a b c x a b c y", dense=True)
    assert got.spans == ((8, 13),)


def test_the_unit_is_told_and_can_be_demanded() -> None:
    """The same text is long in characters and short in tokens: reason and rule say which was counted."""
    text = "x" * 20_000
    by_tokens, by_characters = plan(LENGTH, text, tokens=4_000), plan(LENGTH, text)
    assert (by_tokens.score, by_tokens.rule) == (0, "length.tokens")
    assert by_characters.score is not None
    assert by_characters.score < -0.8
    assert by_characters.rule == "length.characters"
    assert "completion_tokens" in by_characters.reason
    assert "completion_tokens" not in plan(LENGTH, text, unit="characters").reason
    assert plan(COSINE, text, tokens=4_000, unit="characters").rule == "cosine.characters"
    missing = LENGTH.plan(Sample(text, parse(text, Template())), LengthOptions(unit="tokens"))
    assert (missing.score, missing.status) == (None, "error")
