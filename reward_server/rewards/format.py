"""The format reward: was the template kept? The tags alone decide, found once by `transcript`; no pattern of a
whole completion is matched, because those are what let text outside, empty blocks and repeated tags through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Literal

from reward_server.rewards.markdown import Span, code_spans
from reward_server.rewards.reward import Options, Sample, Score
from reward_server.rewards.transcript import KINDS, TagKind, Tags
from sdk.schema import Template

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_TEXT = re.compile(r"\S")
_BOX_OR_BRACE = re.compile(r"\\boxed\s*\{|\\[\\{}]|[{}]")


class FormatOptions(Options):
    mode: Literal["strict", "partial"] = "strict"
    """strict: 1 or 0. partial: the share of the required tags that stand once and in order."""
    tags_in_code: Literal["reserved", "literal"] = "reserved"
    """literal: a tag inside Markdown code (fenced, or between backticks) is text."""
    require_boxed: bool = False
    """The answer must hold a closed `\\boxed{}` with a letter or digit in it; one more part in `partial`."""


class Format:
    name = "format"
    definition = (
        "strict: 1 when the completion is one think block, then one answer block, only white space around and between "
        "them, each holding at least one letter or digit, no tag of the template anywhere else; else 0. With "
        "answer_tags false: one closed think block, white space before it, a text with a letter or digit after it. "
        "A prefilled opening tag is not expected again. partial: the share of the required tags that occur exactly "
        "once and stand in the longest rightly ordered run. Source: the format reward of DeepSeek-R1 "
        "(arXiv:2501.12948, section 2.2.2), made exact."
    )
    options = FormatOptions

    def plan(self, sample: Sample, options: FormatOptions) -> Score:
        layout = Layout(sample, options)
        if options.mode == "partial":
            return layout.partial()
        failure = layout.failure()
        return Score(float(failure is None), failure or "the template is kept", rule="format.strict")


class Layout:
    """The tags that are expected and those that are there. Offsets in reasons count the completion's characters."""

    def __init__(self, sample: Sample, options: FormatOptions) -> None:
        self.text = sample.transcript.text
        self.template = sample.transcript.template
        self.require_boxed = options.require_boxed
        self.tags = sample.transcript.tags
        if options.tags_in_code == "literal":
            self.tags = _outside(self.tags, code_spans(self.text))
        self.required = _required(self.template)
        self.answer = sample.transcript.answer or ""

    def failure(self) -> str | None:
        """What is wrong first, and where; None when nothing is."""
        return self._wrong_tag() or self._wrong_order() or self._wrong_text()

    def partial(self) -> Score:
        once = [kind for kind in self.required if len(self.tags[kind]) == 1]
        run = _longest_run(once, self.tags)
        parts, kept = len(self.required), len(run)
        if self.require_boxed:
            parts, kept = parts + 1, kept + has_box(self.answer)
        missed = ", ".join(self._name(kind) for kind in self.required if kind not in run) or "none"
        return Score(
            kept / parts,
            f"{kept} of {parts} parts stand once and in order; tags that don't: {missed}",
            rule="format.partial",
        )

    def _name(self, kind: TagKind) -> str:
        return str(getattr(self.template, kind))

    def _wrong_tag(self) -> str | None:
        for kind in KINDS:
            offsets = self.tags[kind]
            if kind not in self.required:
                if offsets:
                    return f"{self._name(kind)} stands at {offsets[0]}, but the prompt already ended with it"
            elif not offsets:
                return f"{self._name(kind)} is missing{self._lookalike(kind)}"
            elif len(offsets) > 1:
                return f"{self._name(kind)} stands {len(offsets)} times, at {offsets[0]} and again at {offsets[1]}"
        return None

    def _lookalike(self, kind: TagKind) -> str:
        name, folded = self._name(kind), self.text.lower()
        # `find` is linear in both, which a pattern without regard to case is not. Few letters change their number.
        start = folded.find(name.lower()) if len(folded) == len(self.text) else -1
        if start < 0:
            return ""
        found = self.text[start : start + len(name)]
        return f"; what stands at {start} is {'in code' if found == name else repr(found)}"

    def _wrong_order(self) -> str | None:
        for before, after in pairwise(self.required):
            first, second = self.tags[before][0], self.tags[after][0]
            if second < first + len(self._name(before)):
                return f"{self._name(after)} at {second} stands before {self._name(before)} at {first}"
        return None

    def _wrong_text(self) -> str | None:
        """The tags stand once and in order: what is between them?"""
        edges = self._edges()
        for (start, end), is_block in zip(edges, self._are_blocks(), strict=True):
            text = _TEXT.search(self.text, start, end)
            if not is_block and text is not None:
                return f"text outside the blocks at {text.start()}: {self.text[text.start() : text.start() + 20]!r}"
            if is_block and _LETTER_OR_DIGIT.search(self.text, start, end) is None:
                return f"the block at {start} to {end} holds no letter or digit"
        answer = edges[-1 - self.template.answer_tags]
        if self.require_boxed and not has_box(self.text[answer.start : answer.end]):
            return f"the answer at {answer.start} holds no closed, filled \\boxed{{}}"
        return None

    def _edges(self) -> list[Span]:
        """The stretches before, between and after the tags."""
        starts = [0] + [self.tags[kind][0] + len(self._name(kind)) for kind in self.required]
        ends = [self.tags[kind][0] for kind in self.required] + [len(self.text)]
        return [Span(*edge) for edge in zip(starts, ends, strict=True)]

    def _are_blocks(self) -> list[bool]:
        """Which of the stretches are blocks, in the order of `_edges`."""
        outside_before = [] if self.template.think_prefilled else [False]
        return [*outside_before, True, *([False, True, False] if self.template.answer_tags else [True])]


def _required(template: Template) -> tuple[TagKind, ...]:
    kinds = KINDS if template.answer_tags else KINDS[:2]
    return kinds[1:] if template.think_prefilled else kinds


def _outside(tags: Tags, spans: Sequence[Span]) -> Tags:
    starts = [span.start for span in spans]

    def inside(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < spans[index].end

    return {kind: [offset for offset in offsets if not inside(offset)] for kind, offsets in tags.items()}


def _longest_run(kinds: Sequence[TagKind], tags: Tags) -> tuple[TagKind, ...]:
    """The most of the kinds, given in the right order, that stand in that order; what stands between is skipped.

    Were neighbours alone a run, a second copy of a tag in the wrong place could lengthen it.
    """
    runs = (run for size in range(len(kinds), 0, -1) for run in combinations(kinds, size))
    return next((run for run in runs if all(tags[one][0] < tags[two][0] for one, two in pairwise(run))), ())


def has_box(text: str) -> bool:
    """Whether a `\\boxed{...}` is closed and holds a letter or digit; an inner box is judged first, so in one pass."""
    opened: list[int | None] = []  # where each open brace's content starts; None for a brace that is no box's
    for mark in _BOX_OR_BRACE.finditer(text):
        if mark[0].endswith("{") and len(mark[0]) != 2:
            opened.append(mark.end() if len(mark[0]) > 1 else None)
        elif mark[0] == "}" and opened:
            start = opened.pop()
            if start is not None and _LETTER_OR_DIGIT.search(text, start, mark.start()):
                return True
    return False


FORMAT = Format()
