"""Math-Verify's `parse` and `verify` over our rules: change the import, and nothing else.

    from sdk.compat.math_verify import parse, verify        # was: from math_verify import parse, verify

    verify(parse("$\\\\frac12$"), parse("The answer is 0.5"))    # True

`verify` scores the text that was parsed against the ground truth that was parsed, as the service does: by a running
server where REWARD_SERVER_URL is set, else in this process. It works in any thread, evaluates nothing, and ends. What
differs from Math-Verify on its own test cases, and why, is told in docs/tools.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal

from sdk.async_client import URL_VARIABLE
from sdk.client import RewardClient
from sdk.errors import DeadlineError, RewardError
from sdk.local import final_answer, without_programs
from sdk.schema import DEFAULT_TIMEOUT_S, Component, Item

DEFAULT_DECIMALS = 6
"""Math-Verify's own `float_rounding`, for which our rules of rounding stand."""
LONGEST_STRING_ANSWER = 80
PUNCTUATION = " .,:;()[]{}*$"


@dataclass(frozen=True)
class LatexExtractionConfig:
    """Accepted in every form, and without effect: the final answer is found by one set of rules."""

    try_extract_without_anchor: bool = True
    boxed_match_priority: int = 50
    normalization_config: Any = None


@dataclass(frozen=True)
class ExprExtractionConfig:
    """Accepted, and without effect, as `LatexExtractionConfig` is."""

    try_extract_without_anchor: bool = True


@dataclass(frozen=True)
class StringExtractionConfig:
    """The final answer is one of these strings, whatever its case."""

    strings: tuple[str, ...] = ("A", "B", "C", "D")
    try_extract_without_anchor: bool = True
    lowercase: bool = True


ExtractionTarget = LatexExtractionConfig | ExprExtractionConfig | StringExtractionConfig


class Answer(str):
    """The final answer of a text, as written there; `source` is the text, which `verify` judges."""

    source: str

    def __new__(cls, text: str, source: str = "") -> Answer:
        made = super().__new__(cls, text)
        made.source = source or text
        return made


def parse(
    pred: str,
    extraction_config: Sequence[Any] = (LatexExtractionConfig(), ExprExtractionConfig()),
    fallback_mode: Literal["no_fallback", "first_match"] = "first_match",
    extraction_mode: Literal["first_match", "any_match"] = "any_match",
    parsing_timeout: int | None = 5,
    raise_on_error: bool = False,
) -> list[str]:
    """The final answer that a text states, as `Answer`; an empty list where it states none.

    With a `StringExtractionConfig`: the string found, and as written, as in Math-Verify. `extraction_mode` and
    `parsing_timeout` change nothing, for there is one reading, linear in the text. Raises TypeError for what is no
    text, where `raise_on_error` is set, and ConfigurationError without the server extra.
    """
    if not isinstance(pred, str):
        if raise_on_error:
            raise TypeError(f"a text is parsed, not {type(pred).__name__}")
        return []
    found = final_answer(pred)
    if not found:
        return []
    for config in extraction_config:
        if strings := getattr(config, "strings", None):
            return _choice(found, strings, getattr(config, "lowercase", True))
    answer = Answer(found[0] if len(found) == 1 else pred, pred)
    return [answer] if fallback_mode == "no_fallback" else [answer, answer]


def verify(
    gold: Any,
    target: Any,
    float_rounding: int = DEFAULT_DECIMALS,
    numeric_precision: int = 15,
    strict: bool = True,
    allow_set_relation_comp: bool = False,
    timeout_seconds: float | None = 5,
    raise_on_error: bool = False,
    *,
    unevaluated: bool = False,
) -> bool:
    """Is any of `target` equal to any of `gold`? Each is what `parse` gave, a text, a number, or a list of these.

    - float_rounding: other than 6, numbers are equal within 10**-float_rounding of the ground truth, relatively.
    - timeout_seconds: of the whole call; None or 0 is a minute.
    - unevaluated (ours): answers that leave an operation to be done, such as 1+1 for 2, count.
    - numeric_precision, strict, allow_set_relation_comp: accepted, and without effect.

    A ground truth that cannot be used is False, or ValueError with `raise_on_error`. A fault of the service is never
    False: it raises RewardError, and DeadlineError where the time was up before anything was decided.
    """
    options: dict[str, Any] = {"unevaluated": unevaluated}
    if float_rounding != DEFAULT_DECIMALS:
        options["relative_tolerance"] = 10.0**-float_rounding
    pairs = product(dict.fromkeys(_truths(gold)), dict.fromkeys(map(_source, _listed(target))))
    items = [Item(ground_truth=truth, completion=answer) for truth, answer in pairs]
    scored = _client().score(items, {"accuracy": options}, timeout_s=timeout_seconds or DEFAULT_TIMEOUT_S)
    return _any_right([one.components["accuracy"] for one in scored.items], raise_on_error)


def _any_right(components: Iterable[Component], raise_on_error: bool) -> bool:
    unusable = ""
    lost: Component | None = None
    for one in components:
        if one.score == 1:
            return True
        if one.score is None and one.rule == "inputs":
            unusable = unusable or one.reason
        elif one.score is None:
            lost = lost or one
    if lost is not None:
        raise (DeadlineError if lost.status == "timeout" else RewardError)(lost.reason)
    if unusable and raise_on_error:
        raise ValueError(unusable)
    return False


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _truths(gold: Any) -> Iterable[str]:
    """A text, and the final answer that it states: a ground truth may be either."""
    for one in _listed(gold):
        yield from dict.fromkeys((_source(one), str(one)))


def _source(one: Any) -> str:
    return one.source if isinstance(one, Answer) else str(one)


def _choice(found: Sequence[str], strings: Sequence[str], lowercase: bool) -> list[str]:
    if len(found) != 1 or len(found[0]) > LONGEST_STRING_ANSWER:
        return []
    said = found[0].strip(PUNCTUATION)
    matches = [one for one in strings if one.casefold() == said.casefold()]
    return [matches[0].lower() if lowercase else matches[0], matches[0]] if matches else []


@cache
def _client() -> RewardClient:
    """One for the process; it needs no sandbox."""
    if os.environ.get(URL_VARIABLE):
        return RewardClient()
    return RewardClient.local(without_programs())
