"""What the verifiers of the shelf read alike: the ground truths, the final answer, and a text made comparable."""

from __future__ import annotations

import re
import unicodedata

from reward_server.rewards.reward import Options, Sample, Score, fault, not_applicable
from reward_server.symbolic.extract.boxes import find_boxes

CHUNK_CHARS = 256
"""Of a word that is normalised at once: Python sorts a run of combining marks in quadratic time."""

_CUE = re.compile(
    r"^[ \t*#>_]*(?:(?:so|thus|therefore|hence),?[ \t]{1,4})?(?:the[ \t]{1,4})?(?:final[ \t]{1,4}|correct[ \t]{1,4})?"
    r"answer[ \t]{0,4}(?:is\b[ \t]{0,4}[:\uff1a]?|[:\uff1a])(?P<en>.*)"
    r"|^[ \t*#>_]*(?:因此|所以)?[,\uff0c]?(?:最终|正确)?答案[ \t]{0,4}(?:[为是][:\uff1a]?|[:\uff1a])(?P<zh>.*)",
    re.IGNORECASE | re.MULTILINE,
)
_STYLE = re.compile(
    r"\\(?:text|textbf|textit|textrm|textsf|texttt|mathrm|mathbf|mathit|mathsf|mathtt|mbox|ce|operatorname)"
    r"(?![A-Za-z])[ \t]{0,4}|\\[()\[\]!,;: ]|\\(?:left|right|displaystyle|quad|qquad)(?![A-Za-z])"
)
_QUOTES = "\"'`“”‘’«»「」『』"
_ENDS = ".。!\uff0e\uff01"


def truths(sample: Sample, options: Options) -> tuple[str, ...] | Score:
    """The ground truths that are not blank, or why there is nothing to compare with."""
    found = tuple(filter(str.strip, sample.ground_truth or ()))
    if found:
        return found
    reason = "no ground truth" if not sample.ground_truth else "an empty ground truth"
    return not_applicable(reason) if options.optional else fault(reason)


def whole_answer(sample: Sample) -> str | Score:
    """The answer of the completion, or its 0."""
    answer = sample.transcript.answer
    return Score(0.0, sample.transcript.no_answer or "no answer", rule="no_answer") if answer is None else answer


def final_answer(sample: Sample) -> str | Score:
    """What the answer states last: its box, else what follows "the answer is"; two different ones are no answer."""
    answer = whole_answer(sample)
    if isinstance(answer, Score):
        return answer
    stated = [box.content for box in find_boxes(answer)]
    what = "boxes"
    if not stated:
        stated, what = [found["en"] or found["zh"] or "" for found in _CUE.finditer(answer)], "stated answers"
        stated = [text for text in stated if text.strip(" \t*_:")]
    different = {plain(text).casefold(): text for text in stated}
    if len(different) > 1:
        shown = " and ".join(repr(text.strip()[:30]) for text in list(different.values())[:2])
        return Score(0.0, f"no final answer: {what} that differ, {shown}", rule="several_answers")
    final = stated[-1] if stated else answer
    return final if final.strip() else Score(0.0, "the box is empty", rule="no_answer")


def plain(text: str) -> str:
    """Without styling around it: LaTeX text commands, Markdown emphasis, quotes, a final full stop; in NFKC."""
    text = _STYLE.sub("", text)
    text = text.replace("**", "").replace("__", "").replace("$", "").strip()
    while text.startswith("{") and text.endswith("}") and text.count("{") == 1:
        text = text[1:-1].strip()
    # `strip` of a set of characters takes any number of them, so that this is one pass and no loop.
    text = text.strip(_QUOTES + "*_ \t\r\n").rstrip(_ENDS + " \t\r\n").strip(_QUOTES + "*_ \t\r\n")
    return normalised(text)


def normalised(text: str) -> str:
    """NFKC, white space collapsed; linear, for words are normalised in pieces."""
    return " ".join(" ".join(_nfkc(word) for word in text.split()).split())


def _nfkc(word: str) -> str:
    if word.isascii():
        return word
    pieces = (word[start : start + CHUNK_CHARS] for start in range(0, len(word), CHUNK_CHARS))
    return "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)


def quoted(text: str) -> str:
    """For a reason: the beginning of a text."""
    return repr(text if len(text) <= 60 else text[:59] + "…")
