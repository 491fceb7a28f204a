"""Rewards that shape how long a completion is and whether it repeats itself. Off unless asked for.

They look at the completion alone: whether the answer is right is another component's to say, and `gate` joins the two
(`{"cosine": {"gate": "accuracy"}}` counts for right answers only). Scores may be below 0.
"""

from __future__ import annotations

import math
import re
from itertools import islice
from typing import Literal, Self

from pydantic import Field, model_validator

from reward_server.rewards.instructions.text import MARKS, UNSPACED
from reward_server.rewards.reward import Options, Sample, Score, fault, not_applicable
from sdk.schema import MAX_WEIGHT, Weight

MAX_LENGTH = 2**53
"""Beyond it a double does not hold every integer."""

LONGEST_WORD = 30
"""Characters. A longer run without a space is read letter by letter, or a loop of `hahaha` would be one word."""
_UNIT = re.compile(rf"[{UNSPACED}][{MARKS}]*+|[^\s{UNSPACED}]{{1,{LONGEST_WORD}}}+(?![^\s{UNSPACED}])|[^\s{UNSPACED}]")
"""A word; in scripts that are written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) a letter."""
MAX_SPANS = 10_000

Unit = Literal["auto", "tokens", "characters"]
UNIT_HINT = "the item has no completion_tokens, and a limit meant for tokens is another one in characters"


def _length(sample: Sample, unit: Unit) -> tuple[int, str] | Score:
    """The completion's length and its unit: what the item says in tokens, else characters without special tokens."""
    if sample.completion_tokens is not None and unit != "characters":
        return sample.completion_tokens, "tokens"
    if unit == "tokens":
        return fault("the item has no completion_tokens, and the option unit asks for tokens")
    return len(sample.transcript.text), "characters"


def _told(unit: Unit, found: str) -> str:
    """What a reason adds where the unit was not chosen by anybody."""
    return f" ({UNIT_HINT}: set unit)" if unit == "auto" and found == "characters" else ""


class UnitOptions(Options):
    unit: Unit = "auto"
    """auto: tokens if the item has `completion_tokens`, else characters, which the reason and the rule then say."""


class LengthOptions(UnitOptions):
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
        found = _length(sample, options.unit)
        if isinstance(found, Score):
            return found
        length, unit = found
        free = options.max_length - options.buffer_length
        over = min(max(length - free, 0), options.buffer_length)
        reason = f"{length} {unit}; penalised from {free} to {options.max_length}{_told(options.unit, unit)}"
        return Score(0.0 - over / options.buffer_length, reason, rule=f"length.{unit}")


class CosineOptions(UnitOptions):
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
        found = _length(sample, options.unit)
        if isinstance(found, Score):
            return found
        length, unit = found
        share = min(length / options.max_length, 1.0)
        # A mean of the two ends, and not end + difference * weight, so that neither end can be overshot.
        weight = (1 + math.cos(math.pi * share)) / 2
        score = options.start * weight + options.end * (1 - weight)
        reason = f"{length} {unit}, {share:.1%} of max_length {options.max_length}{_told(options.unit, unit)}"
        return Score(score, reason, rule=f"cosine.{unit}")


class KimiLengthOptions(UnitOptions):
    group_size: int | None = Field(default=None, ge=2, le=4096)
    """How many items a group has; a group of any other number is an error."""

    @property
    def keeps_penalty(self) -> bool:
        return True


class KimiLength:
    name = "kimi_length"
    grouped = True
    definition = (
        "0.5 - (L - min) / (max - min) over the lengths L of the item's group (equal group_id), 0 where all are equal: "
        "from 0.5 for the shortest to -0.5 for the longest. Gate it with accuracy: behind a closed gate one below 0 "
        "still counts, and none above. Source: Kimi k1.5 (arXiv:2501.12599, section 2.3.3)."
    )
    options = KimiLengthOptions

    def plan(self, sample: Sample, options: KimiLengthOptions) -> Score:
        group = complete_group(sample, options.group_size)
        if isinstance(group, str):
            return not_applicable(group) if options.optional and sample.group is None else fault(group)
        lengths = []
        for member in group:
            found = _length(member, options.unit)
            if isinstance(found, Score):
                return found
            lengths.append(found)
        if len({unit for _, unit in lengths}) > 1:
            return fault("some items of the group have completion_tokens and others not: lengths in two units")
        own, unit = lengths[sample.place]
        least, most = min(lengths)[0], max(lengths)[0]
        score = 0.0 if least == most else 0.5 - (own - least) / (most - least)
        reason = f"{own} {unit}, and the group's are {least} to {most}{_told(options.unit, unit)}"
        return Score(score, reason, rule=f"kimi_length.{unit}")


def complete_group(sample: Sample, size: int | None) -> tuple[Sample, ...] | str:
    """The item's group, or why it can't be compared."""
    if sample.group is None:
        return "the item has no group_id: the answers to one question share one"
    if size is not None and len(sample.group) != size:
        return f"the group is not complete: {len(sample.group)} of {size} items are in this request"
    if len(sample.group) < 2:
        return "the item is the only one of its group in this request: send a group whole"
    return sample.group


class RepetitionOptions(Options):
    ngram: int = Field(default=3, ge=1, le=20)
    """Words that make one unit of repetition; letters in scripts without spaces, and in runs of over 30 characters."""
    max_penalty: float = Field(default=-1.0, ge=-MAX_WEIGHT, le=0, allow_inf_nan=False)
    """The score of a text that only repeats."""
    dense: bool = False
    """Say as `spans` where the n-grams stand that occurred before, for a trainer to penalise their tokens alone."""


class Repetition:
    name = "repetition"
    definition = (
        "max_penalty times the share of n-grams (words, case folded; letters in scripts without spaces) that occurred "
        "before in the completion: 1 - distinct / all. A text shorter than one n-gram scores 0. With dense also where "
        "they stand. Source: the n-gram repetition penalty of Demystifying Long Chain-of-Thought Reasoning in LLMs "
        "(arXiv:2502.03373), which is dense."
    )
    options = RepetitionOptions

    def plan(self, sample: Sample, options: RepetitionOptions) -> Score:
        text = sample.transcript.text
        units = list(_UNIT.finditer(text))
        total = len(units) - options.ngram + 1
        if total < 1:
            return Score(0.0, f"{len(units)} words: shorter than one {options.ngram}-gram", rule="repetition.short")
        seen: set[tuple[str, ...]] = set()
        again: list[int] = []
        words = [unit[0].lower() for unit in units]
        for at, gram in enumerate(zip(*(islice(words, skip, None) for skip in range(options.ngram)), strict=False)):
            if gram in seen:
                again.append(at)
            seen.add(gram)
        penalty = options.max_penalty * (len(again) / total) + 0.0  # no -0.0
        spans = _spans(units, again, options.ngram) if options.dense else ()
        reason = f"{len(seen)} of {total} {options.ngram}-grams are distinct"
        return Score(penalty, reason, rule="repetition", spans=spans)


def _spans(units: list[re.Match[str]], again: list[int], ngram: int) -> tuple[tuple[int, int], ...]:
    """[start, end) in characters of the completion, joined where they touch; the first MAX_SPANS."""
    joined: list[tuple[int, int]] = []
    before = -2
    for at in again:
        end = units[at + ngram - 1].end()
        if (joined and units[at].start() <= joined[-1][1]) or at == before + 1:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((units[at].start(), end))
        before = at
    return tuple(joined[:MAX_SPANS])


LENGTH = Length()
COSINE = Cosine()
KIMI_LENGTH = KimiLength()
REPETITION = Repetition()
