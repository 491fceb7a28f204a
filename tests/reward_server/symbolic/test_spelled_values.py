"""Generated values in words, by a seed that changes (`SEED=n` repeats one): they are what they say, and nothing else."""

from __future__ import annotations

import os
import random

from labelled import judged  # type: ignore[import-not-found]  # beside this file, which is in no package
from spelled_values import KINDS, several, text_of  # type: ignore[import-not-found]  # the same

SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))
COUNT = int(os.environ.get("PHRASES", "600"))


def test_a_value_in_words_is_equal_to_its_digits_and_another_word_makes_it_another() -> None:
    wrong = [
        (one.language, one.kind, one.words, one.wrong, str(one.value))
        for one in several(SEED, COUNT)
        if judged(one.words, str(one.value)).score != 1 or judged(one.wrong, str(one.value)).score != 0
    ]
    assert wrong == [], f"SEED={SEED}"


def test_a_sentence_that_states_it_in_words_is_paid_and_one_with_another_word_is_not() -> None:
    wrong = [
        (text_of(one, one.words), text_of(one, one.wrong), str(one.value))
        for one in several(SEED + 1, COUNT)
        if judged(text_of(one, one.words), str(one.value)).score != 1
        or judged(text_of(one, one.wrong), str(one.value)).score != 0
    ]
    assert wrong == [], f"SEED={SEED}"


def test_every_kind_makes_values_in_each_of_its_languages() -> None:
    for make, languages in KINDS.values():
        for language in languages:
            words, _, wrong = make(language, random.Random(1))
            assert words != wrong
            assert "_" not in words + wrong
