"""exact: the same text as one of the ground truths, after a normalisation that is told in full."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from reward_server.rewards.reward import Options, Sample, Score
from reward_server.rewards.shelf.reading import final_answer, plain, quoted, truths, whole_answer

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])['’.]")
"""Of U.S.A. and don't: it divides no words."""


class ExactOptions(Options):
    ignore_case: bool = True
    ignore_punctuation: bool = False
    """Punctuation is white space, but for - and %, which change a value."""
    ignore_articles: bool = False
    """English a, an and the don't count, as in SQuAD."""
    part: Literal["final", "whole"] = "final"
    """final: the box, or what follows "the answer is"; whole: the whole answer as it stands."""


class Exact:
    name = "exact"
    definition = (
        "1 when the final answer equals one of the ground truths, else 0. Both are compared in Unicode NFKC, white "
        "space collapsed, without Markdown emphasis, LaTeX text commands, quotes around them and a final full stop; "
        "case, punctuation and articles by options. Source: exact match of SQuAD (arXiv:1606.05250, section 6.1)."
    )
    options = ExactOptions

    def plan(self, sample: Sample, options: ExactOptions) -> Score:
        expected = truths(sample, options)
        if isinstance(expected, Score):
            return expected
        answer = whole_answer(sample) if options.part == "whole" else final_answer(sample)
        if isinstance(answer, Score):
            return answer
        given = _comparable(answer, options)
        for truth in expected:
            if _comparable(truth, options) == given:
                return Score(1.0, f"the same text as {quoted(truth)}", rule="exact")
        return Score(0.0, f"{quoted(answer.strip())} is none of the ground truths", rule="exact")


def _comparable(text: str, options: ExactOptions) -> str:
    text = plain(text)
    if options.ignore_case:
        text = text.casefold()
    if options.ignore_articles:
        text = _ARTICLES.sub(" ", text)
    if options.ignore_punctuation:
        text = _WITHIN_A_WORD.sub("", text)
        text = "".join(" " if unicodedata.category(char)[0] == "P" and char not in "-%" else char for char in text)
    return " ".join(text.split())


EXACT = Exact()
