"""The language reward: is the reasoning in the language it should be in? A share of words, not a yes or no, because
a label is blind to a quarter of foreign words. How a word's language is found: `language_id`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reward_server.rewards.language_id import SUPPORTED, Share, identify, language_of, share, warm
from reward_server.rewards.reward import Options, Sample, Score, fault, not_applicable
from reward_server.rewards.transcript import KINDS, Transcript

__all__ = ["LANGUAGE", "SUPPORTED", "LanguageOptions", "warm"]

AGREEMENT_THRESHOLD = 0.5


class LanguageOptions(Options):
    part: Literal["think", "answer", "both"] = "think"
    """Which text is judged."""
    threshold: float | None = Field(default=None, gt=0, le=1, allow_inf_nan=False)
    """1 from this share on, else 0; without it the share is the score."""
    form: Literal["share", "agreement"] = "share"
    """agreement: 1 when the reasoning and the answer are in the problem's language (from `threshold` on, or half of
    the words), else 0; a part without words agrees, but not both."""


class Language:
    name = "language"
    definition = (
        "Words in the target language over all words of the judged text: the think block, else the text before its "
        "closing tag, else everything outside the answer block (part: think, answer, both). LaTeX, code, addresses, "
        "numbers, identifiers, acronyms and symbols are no words; two Han or Kana letters or four Thai letters are "
        "one word. No words: 0. Source: DeepSeek-R1 (Nature 645, 633 to 638, 2025, equation 7); the form `agreement` "
        "is Magistral's (arXiv:2506.10910, section 2.2.4)."
    )
    options = LanguageOptions

    def plan(self, sample: Sample, options: LanguageOptions) -> Score:
        return _agreement(sample, options) if options.form == "agreement" else _share(sample, options)


LANGUAGE = Language()


def _share(sample: Sample, options: LanguageOptions) -> Score:
    if sample.language is None:
        return not_applicable("no target language")
    language = language_of(sample.language)
    if language is None:
        return fault(f"language {sample.language!r} is not supported; supported are {', '.join(SUPPORTED)}")
    found = share(judged_text(sample.transcript, options.part), language)
    if not found.total:
        return Score(0.0, f"no words in the judged text ({options.part})", rule="language.no_words")
    said = _said(found, language)
    if options.threshold is None:
        return Score(found.value, said, rule="language.share")
    return Score(
        float(found.value >= options.threshold),
        f"{said}; the threshold is {options.threshold}",
        rule="language.threshold",
    )


def _agreement(sample: Sample, options: LanguageOptions) -> Score:
    language = identify(sample.prompt or "") or language_of(sample.language or "")
    if language is None:
        return not_applicable("neither the problem's words nor a target language say which language is wanted")
    threshold = AGREEMENT_THRESHOLD if options.threshold is None else options.threshold
    shares = {part: share(judged_text(sample.transcript, part), language) for part in ("think", "answer")}
    said = "; ".join(f"{part}: {_said(found, language)}" for part, found in shares.items())
    judged = [found for found in shares.values() if found.total]
    agree = bool(judged) and all(found.value >= threshold for found in judged)
    return Score(
        float(agree),
        f"the problem is in {SUPPORTED[language]}; {said}; the threshold is {threshold}",
        rule="language.agreement",
    )


def _said(found: Share, language: str) -> str:
    return f"{found.target / 4:g} of {found.total / 4:g} words are {SUPPORTED[language]}"


def judged_text(transcript: Transcript, part: str) -> str:
    """The text whose words count, without the template's tags."""
    parts = [] if part == "answer" else [_thought(transcript)]
    if part != "think":
        parts.append(transcript.answer or "")
    return _without_tags("\n".join(parts), transcript)


def _thought(transcript: Transcript) -> str:
    if transcript.think is not None:
        return transcript.think
    opens, closes = transcript.tags["answer_open"], transcript.tags["answer_close"]
    if not opens or not closes or closes[-1] < opens[0]:
        return transcript.text
    return transcript.text[: opens[0]] + " " + transcript.text[closes[-1] :]


def _without_tags(text: str, transcript: Transcript) -> str:
    for kind in KINDS:
        text = text.replace(getattr(transcript.template, kind), " ")
    return text
