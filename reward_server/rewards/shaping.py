"""Rewards that shape how long a completion is and whether it repeats itself. Off unless asked for.

They look at the completion alone: whether the answer is right is another component's to say, and `gate` joins the two
(`{"cosine": {"gate": "accuracy"}}` counts for right answers only). Scores may be below 0.
"""

from __future__ import annotations

import math
import re
from itertools import islice
from typing import Self

from pydantic import Field, model_validator

from reward_server.rewards.reward import Options, Sample, Score
from sdk.schema import MAX_WEIGHT, Weight

MAX_LENGTH = 2**53
"""Beyond it a double does not hold every integer."""

# Scripts without spaces between words: Thai, Kana, Han; there each letter is a unit of its own.
_LETTER = "\u0e01-\u0e4e\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_UNIT = re.compile(rf"[{_LETTER}]|[^\s{_LETTER}]++")


def _length(sample: Sample) -> tuple[int, str]:
    """The completion's length and its unit: what the item says in tokens, else characters without special tokens."""
    if sample.completion_tokens is not None:
        return sample.completion_tokens, "tokens"
    return len(sample.transcript.text), "characters"


class LengthOptions(Options):
    max_length: int = Field(default=20_480, gt=0, le=MAX_LENGTH)
    """From here on the penalty is whole; tokens if the item has `completion_tokens`, else characters."""
    buffer_length: int = Field(default=4_096, gt=0, le=MAX_LENGTH)
    """Over this length before `max_length` the penalty grows."""

    @model_validator(mode="after")
    def _buffer_fits(self) -> Self:
        if self.buffer_length > self.max_length:
            raise ValueError("buffer_length should not exceed max_length")
        return self


class Length:
    name = "length"
    definition = (
        "Soft overlong punishment: 0 up to max_length - buffer_length, then linearly down to -1 at max_length, and -1 "
        "beyond. Length in tokens when the item has completion_tokens, else in characters. "
        "Source: DAPO (arXiv:2503.14476, equation 13)."
    )
    options = LengthOptions

    def plan(self, sample: Sample, options: LengthOptions) -> Score:
        length, unit = _length(sample)
        free = options.max_length - options.buffer_length
        over = min(max(length - free, 0), options.buffer_length)
        return Score(
            0.0 - over / options.buffer_length, f"{length} {unit}; penalised from {free} to {options.max_length}"
        )


class CosineOptions(Options):
    max_length: int = Field(default=16_384, gt=0, le=MAX_LENGTH)
    """Where the score reaches `end`; tokens if the item has `completion_tokens`, else characters."""
    start: Weight = 1.0
    """The score at length 0."""
    end: Weight = 0.0
    """The score at `max_length` and beyond."""


class Cosine:
    name = "cosine"
    definition = (
        "Half a cosine wave of the length L, from start at 0 to end at max_length, and end beyond: "
        "end + (start - end) * (1 + cos(pi * min(L / max_length, 1))) / 2. Gate it with accuracy for the paper's "
        "reward of right answers. Length in tokens when the item has completion_tokens, else in characters. "
        "Source: Demystifying Long Chain-of-Thought Reasoning in LLMs (arXiv:2502.03373)."
    )
    options = CosineOptions

    def plan(self, sample: Sample, options: CosineOptions) -> Score:
        length, unit = _length(sample)
        share = min(length / options.max_length, 1.0)
        # A mean of the two ends, and not end + difference * weight, so that neither end can be overshot.
        weight = (1 + math.cos(math.pi * share)) / 2
        score = options.start * weight + options.end * (1 - weight)
        return Score(score, f"{length} {unit}, {share:.1%} of max_length {options.max_length}")


class RepetitionOptions(Options):
    ngram: int = Field(default=3, ge=1, le=20)
    """Words that make one unit of repetition; in Han, Kana and Thai, letters."""
    max_penalty: float = Field(default=-1.0, ge=-MAX_WEIGHT, le=0, allow_inf_nan=False)
    """The score of a text that only repeats."""


class Repetition:
    name = "repetition"
    definition = (
        "max_penalty times the share of n-grams (words, case folded; letters in Han, Kana and Thai) that occurred "
        "before in the completion: 1 - distinct / all. A text shorter than one n-gram scores 0. Source: the n-gram "
        "repetition penalty of Demystifying Long Chain-of-Thought Reasoning in LLMs (arXiv:2502.03373)."
    )
    options = RepetitionOptions

    def plan(self, sample: Sample, options: RepetitionOptions) -> Score:
        units = _UNIT.findall(sample.transcript.text.lower())
        total = len(units) - options.ngram + 1
        if total < 1:
            return Score(0.0, f"{len(units)} words: shorter than one {options.ngram}-gram")
        distinct = len(set(zip(*(islice(units, skip, None) for skip in range(options.ngram)), strict=False)))
        penalty = options.max_penalty * (1 - distinct / total) + 0.0  # no -0.0
        return Score(penalty, f"{distinct} of {total} {options.ngram}-grams are distinct")


LENGTH = Length()
COSINE = Cosine()
REPETITION = Repetition()
