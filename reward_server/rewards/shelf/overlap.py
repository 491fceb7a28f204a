"""f1 and keywords: how much of a text's words are there."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from pydantic import Field, model_validator

from reward_server.rewards.reward import Options, Sample, Score, fault
from reward_server.rewards.shelf.reading import final_answer, normalised, quoted, truths, whole_answer
from sdk.schema import Text

_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_ARTICLES = frozenset({"a", "an", "the"})


def tokens(text: str) -> list[str]:
    """Words in lower case; Chinese, Japanese, Thai, Lao, Khmer and Burmese, written without spaces, by character."""
    return _TOKEN.findall(normalised(text).casefold())


class F1Options(Options):
    ignore_articles: bool = True
    """English a, an and the don't count, as in SQuAD."""
    threshold: float | None = Field(default=None, gt=0, le=1, allow_inf_nan=False)
    """1 from this F1 on and 0 below it; without it the score is the F1."""


class F1:
    name = "f1"
    definition = (
        "The F1 of the final answer's tokens against the best matching ground truth: 2PR / (P + R), tokens counted "
        "with repetition. Words in lower case, scripts without spaces by character. Source: SQuAD (arXiv:1606.05250)."
    )
    options = F1Options

    def plan(self, sample: Sample, options: F1Options) -> Score:
        expected = truths(sample, options)
        if isinstance(expected, Score):
            return expected
        counted = [_counted(truth, options) for truth in expected]
        if not all(counted):
            return fault("a ground truth without words has no F1: use exact")
        answer = final_answer(sample)
        if isinstance(answer, Score):
            return answer
        given = _counted(answer, options)
        best = max(_f1(truth, given) for truth in counted)
        score = best if options.threshold is None else float(best >= options.threshold)
        return Score(score, f"F1 {best:.3f} over {sum(given.values())} tokens", rule="f1")


def _counted(text: str, options: F1Options) -> Counter[str]:
    return Counter(one for one in tokens(text) if not (options.ignore_articles and one in _ARTICLES))


def _f1(truth: Counter[str], given: Counter[str]) -> float:
    return 2 * (truth & given).total() / (truth.total() + given.total())


class KeywordsOptions(Options):
    all_of: list[Text] = Field(default=[], max_length=1000)
    """Each must be there; without any option they are the ground truths."""
    any_of: list[Text] = Field(default=[], max_length=1000)
    """One of them must be there."""
    none_of: list[Text] = Field(default=[], max_length=1000)
    """None of them may be there."""
    match: Literal["word", "substring"] = "word"
    """word: whole words in a row; substring: anywhere, inside words too."""
    ignore_case: bool = True
    partial: bool = False
    """The share of `all_of` that is there, where the other rules are kept."""

    @model_validator(mode="after")
    def _words_are_words(self) -> KeywordsOptions:
        for word in (*self.all_of, *self.any_of, *self.none_of):
            if not word.strip() or (self.match == "word" and not tokens(word)):
                raise ValueError(f"{word!r} holds no letter or digit; with match substring any text will do")
        return self


class Keywords:
    name = "keywords"
    definition = (
        "1 when the answer holds every keyword of all_of (without options the ground truths), one of any_of and none "
        "of none_of, else 0; with partial the share of all_of. Keywords are whole words in a row, or substrings."
    )
    options = KeywordsOptions

    def plan(self, sample: Sample, options: KeywordsOptions) -> Score:
        wanted: list[str] | Score = options.all_of
        if not (options.all_of or options.any_of or options.none_of):
            expected = truths(sample, options)
            wanted = expected if isinstance(expected, Score) else list(expected)
            if not isinstance(wanted, Score) and not all(map(tokens, wanted)) and options.match == "word":
                return fault("a ground truth without letters or digits is no keyword: use match substring")
        if isinstance(wanted, Score):
            return wanted
        answer = whole_answer(sample)
        return answer if isinstance(answer, Score) else _found(_searchable(answer, options), wanted, options)


def _found(text: str, wanted: list[str], options: KeywordsOptions) -> Score:
    def there(word: str) -> bool:
        return _searchable(word, options) in text

    forbidden = next(filter(there, options.none_of), None)
    if forbidden is not None:
        return Score(0.0, f"holds {quoted(forbidden)}, which it may not", rule="keywords.none_of")
    if options.any_of and not any(map(there, options.any_of)):
        return Score(0.0, "holds none of any_of", rule="keywords.any_of")
    missing = [word for word in wanted if not there(word)]
    if not missing:
        return Score(1.0, "every rule of the keywords is kept", rule="keywords")
    share = 1 - len(missing) / len(wanted) if options.partial else 0.0
    return Score(share, f"{len(missing)} of {len(wanted)} missing, {quoted(missing[0])} first", rule="keywords.all_of")


def _searchable(text: str, options: KeywordsOptions) -> str:
    """Between spaces, so that a word is found as a whole and by a substring search, which is linear."""
    if options.match == "substring":
        return normalised(text).casefold() if options.ignore_case else normalised(text)
    found = tokens(text) if options.ignore_case else _TOKEN.findall(normalised(text))
    return f" {' '.join(found)} "


F1_SCORE = F1()
KEYWORDS = Keywords()
