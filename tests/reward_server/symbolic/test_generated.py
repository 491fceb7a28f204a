"""Pairs whose verdict is known by how they are made, with a seed that changes from run to run.

PAIRS=10000 SEED=1 python -m pytest tests/reward_server/symbolic/test_generated.py
"""

from __future__ import annotations

import os
import random

from generated import KINDS, Pair, pairs  # type: ignore[import-not-found]  # beside this file, which is in no package
from labelled import judged  # type: ignore[import-not-found]  # the same

COUNT = int(os.environ.get("PAIRS", "450"))
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))


def wrongly_judged(equal: bool) -> tuple[list[Pair], int]:
    found = [pair for pair in pairs(COUNT, SEED) if pair.equal == equal]
    return [pair for pair in found if (judged(rf"\boxed{{{pair.answer}}}", pair.truth).score == 1) != equal], len(found)


def test_what_differs_in_one_digit_sign_letter_index_operator_unit_or_word_is_refused() -> None:
    wrong, total = wrongly_judged(equal=False)
    assert len(wrong) <= max(total // 200, 1), (SEED, wrong[:10])


def test_the_same_value_in_another_notation_is_accepted() -> None:
    wrong, total = wrongly_judged(equal=True)
    assert len(wrong) <= max(total // 100, 1), (SEED, wrong[:10])


def test_every_kind_makes_both_verdicts() -> None:
    for name, kind in KINDS.items():
        truth, same, wrong = kind(random.Random(1))
        assert len(same) >= 3 <= len(wrong), name
        assert truth not in wrong, name
