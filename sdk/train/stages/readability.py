"""Is a trace fit to be read and to be imitated? Pure functions of text: each says why not, or nothing.

R1's paper leaves out reasoning in mixed languages, long paragraphs and code blocks when it collects data to train on
(arXiv 2501.12948, section 2.3.3); blocks that are never closed, and texts that go round in circles, are of that kind.
The share of the target language is the reward service's own score, handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sdk.train.config.schema import ReadabilityConfig
from sdk.train.data.traces import Trace

ENVIRONMENT = re.compile(r"\\(begin|end)\{([^{}\n]{1,40})\}")
TAG = re.compile(r"</?(?:think|answer)>", re.IGNORECASE)
FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})", re.MULTILINE)
DISPLAY_PAIRS = (("\\[", "\\]"), ("\\(", "\\)"))
LONG_RUN = re.compile(r"(\S)\1{49,}")
WORD = re.compile(r"[^\W_]+|[^\w\s]")


def kind(reason: str) -> str:
    """The reason without its figures, which are in brackets."""
    return reason.partition(" (")[0]


def why_unreadable(trace: Trace, language: float | None, limits: ReadabilityConfig) -> str | None:
    """The first reason against a trace; None for a readable one. Figures stand in brackets."""
    text = trace.reasoning
    checks = (
        _empty(trace),
        mixed_language(language, limits.min_language),
        unclosed(text) or unclosed(trace.answer),
        _over_long(text, limits),
        _code_block(text, limits.code_blocks),
        _repetition(text, limits),
    )
    return next((reason for reason in checks if reason), None)


def mixed_language(score: float | None, least: float) -> str | None:
    if score is None or score >= least:
        return None
    return f"mixed languages ({score:.2f} of the words in the target language, not {least:g})"


def unclosed(text: str) -> str | None:
    """A code fence, a LaTeX environment or displayed mathematics left open, or a tag of the template out of place."""
    if TAG.search(text):
        return "tags of the template inside the text"
    marker = _open_fence(text)
    if marker:
        return f"unclosed block ({marker})"
    outside = "".join(outside_fences(text)).replace("\\\\", " ")  # a line break: `\\\\[2pt]` opens nothing
    opened = _open_environment(outside)
    if opened is None and outside.count("$$") % 2:
        opened = "$$"
    for left, right in DISPLAY_PAIRS:
        if opened is None and outside.count(left) > outside.count(right):
            opened = left
    return None if opened is None else f"unclosed block ({opened})"


def outside_fences(text: str) -> Iterator[str]:
    """The parts of a text outside its code fences."""
    closing, start = "", 0
    for found in FENCE.finditer(text):
        if not closing:
            yield text[start : found.start()]
            closing = found[1]
        elif _closes(found[1], closing):
            closing, start = "", found.end()
    if not closing:
        yield text[start:]


def repetition(text: str, words: int) -> float:
    """Share of the runs of `words` words that have occurred before in the text; 0 for a text shorter than that."""
    found = WORD.findall(text.lower())
    runs = list(zip(*(found[shift:] for shift in range(words)), strict=False))
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def longest_paragraph(text: str) -> int:
    """Characters of the longest paragraph; empty lines part them."""
    return max(len(one.strip()) for one in re.split(r"\n[ \t]*\n", text))


def _empty(trace: Trace) -> str | None:
    if not any(one.isalnum() for one in trace.reasoning):
        return "no reasoning"
    return None if any(one.isalnum() for one in trace.answer) else "no answer"


def _over_long(text: str, limits: ReadabilityConfig) -> str | None:
    if len(text) > limits.max_characters:
        return f"too long ({len(text)} characters, not {limits.max_characters})"
    longest = longest_paragraph(text)
    return f"over-long paragraph ({longest} characters)" if longest > limits.max_paragraph else None


def _code_block(text: str, allowed: bool) -> str | None:
    return "code block in the reasoning" if not allowed and FENCE.search(text) else None


def _repetition(text: str, limits: ReadabilityConfig) -> str | None:
    if LONG_RUN.search(text):
        return "repeats itself (one character 50 times)"
    share = repetition(text, limits.repetition_words)
    return f"repeats itself ({share:.2f} of its runs of words)" if share > limits.max_repetition else None


def _open_fence(text: str) -> str:
    closing = ""
    for found in FENCE.finditer(text):
        if not closing:
            closing = found[1]
        elif _closes(found[1], closing):
            closing = ""
    return closing


def _closes(marker: str, opened: str) -> bool:
    return marker[0] == opened[0] and len(marker) >= len(opened)


def _open_environment(text: str) -> str | None:
    """`\\begin{x}` without its end, or an end without its beginning."""
    stack: list[str] = []
    for what, name in ENVIRONMENT.findall(text):
        if what == "begin":
            stack.append(name)
        elif not stack or stack.pop() != name:
            return f"\\end{{{name}}}"
    return f"\\begin{{{stack[-1]}}}" if stack else None
