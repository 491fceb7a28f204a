"""regex: a pattern of the caller's on a model's text, by RE2, whose time is linear whatever both of them are."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from reward_server.memo import remembered
from reward_server.rewards.reward import Options, Sample, Score, fault
from reward_server.rewards.shelf.reading import final_answer, quoted, truths, whole_answer
from sdk.schema import Text

MAX_PATTERNS = 100
MAX_PATTERN_CHARS = 10_000
_MEMORY = 8 * 1024 * 1024
_TYPICAL_MEMORY = 256 * 1024
"""Of a pattern in use: re2 does not tell, and takes up to `_MEMORY`."""


class BadPattern(ValueError):
    """RE2 does not take it."""


class RegexOptions(Options):
    patterns: list[Text] = Field(default=[], max_length=MAX_PATTERNS)
    """In RE2's syntax (no look-around, no backreferences); without them the ground truths are the patterns."""
    match: Literal["full", "search", "line"] = "full"
    """full: the whole text; search: anywhere in it; line: lines that begin with a match are counted."""
    part: Literal["final", "whole"] = "whole"
    """final: the box, or what follows "the answer is"; whole: the whole answer, white space around it cut."""
    combine: Literal["any", "all"] = "any"
    min_matches: int = Field(default=1, ge=1)
    """With match line: how many lines have to match (with combine any: one of the patterns)."""
    ignore_case: bool = False

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern, ignore_case=False)
        return patterns


class Regex:
    name = "regex"
    definition = (
        "1 when the answer matches the caller's patterns (any or all of them; as a whole, anywhere, or in enough of "
        "its lines), else 0. Patterns are RE2's: linear in the text, without look-around and backreferences."
    )
    options = RegexOptions

    def plan(self, sample: Sample, options: RegexOptions) -> Score:
        expected = tuple(options.patterns) or truths(sample, options)
        if isinstance(expected, Score):
            return expected
        try:
            patterns = [compiled(one, ignore_case=options.ignore_case) for one in expected[:MAX_PATTERNS]]
        except BadPattern as error:
            return fault(str(error))
        answer = final_answer(sample) if options.part == "final" else whole_answer(sample)
        if isinstance(answer, Score):
            return answer
        text = answer.strip().encode("utf-8", "replace")
        missed = [one for one, pattern in zip(expected, patterns, strict=False) if not _matches(pattern, text, options)]
        kept = not missed if options.combine == "all" else len(missed) < len(patterns)
        reason = "the patterns match" if kept else f"no match of {quoted(missed[0])}"
        return Score(float(kept), reason, rule=f"regex.{options.match}")


@remembered("patterns", 1024, MAX_PATTERN_CHARS, base_bytes=_TYPICAL_MEMORY)
def compiled(pattern: str, *, ignore_case: bool) -> Any:
    """Raises BadPattern. Of bytes, because text with lone surrogates is ordinary and has no UTF-8."""
    import re2  # where it is first needed: most batches ask for no pattern

    if len(pattern) > MAX_PATTERN_CHARS:
        raise BadPattern(f"a pattern should have at most {MAX_PATTERN_CHARS} characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.case_sensitive = not ignore_case
    try:
        return re2.compile(pattern.encode("utf-8", "replace"), options)
    except re2.error as error:
        said = error.args[0] if error.args else error
        said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise BadPattern(f"{quoted(pattern)} is no pattern of RE2: {said}") from None


def _matches(pattern: Any, text: bytes, options: RegexOptions) -> bool:
    if options.match == "line":
        lines = (line for line in text.split(b"\n") if line.strip())
        return sum(pattern.match(line) is not None for line in lines) >= options.min_matches
    return (pattern.fullmatch(text) if options.match == "full" else pattern.search(text)) is not None


REGEX = Regex()
