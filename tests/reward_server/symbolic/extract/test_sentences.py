"""Generated texts, by a seed that changes (`SEED=n` repeats one): an honest text is paid, another is not."""

from __future__ import annotations

import gc
import os
import random
import time

import pytest
from stated_texts import said  # type: ignore[import-not-found]  # in a folder above, which is no package

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.final_answer import find

SEED = int(os.environ.get("SEED", random.SystemRandom().randint(0, 10**9)))
EXAMPLES = int(os.environ.get("EXAMPLES", 1500))


def paid(text: str, value: str) -> bool:
    final = find(text)
    return bool(final.texts) and all(compare(value, one).equal for one in final.texts)


def test_a_generated_text_is_paid_exactly_where_it_states_the_value() -> None:
    wrong = [
        (one.text, one.value, find(one.text)) for one in said(SEED, EXAMPLES) if paid(one.text, one.value) != one.honest
    ]
    assert wrong == [], f"SEED={SEED}"


HOSTILE = (
    "answer ", "the answer is ", "\\boxed{7} ", "\\boxed{", "$", "~~a", "~~a~~ ", "% ", "so 7 ", "7 ", "not ", "maybe ", "\n\n",
    "<!--", "<s>a", "\\phantom{", "{\\color{white}", "(a) \\boxed{3}\n", "答案是", "\\iffalse ", "Answer: 7\n", "#### ", "\\[", "\\(",
    "$7$ ", "<div hidden>", "if were would ", "\\begin{comment}", "($", "- a\n", "7? ", ". ", "∎", "$$", "{", "I hope it is correct",
    " (seven)", "**", "选A", "the answer to ",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_ten_times_the_text_costs_no_more_than_thirty_times_the_time(unit: str) -> None:
    """A megabyte of repeated cues is read in one pass."""

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        gc.disable()  # a collection walks all that the tests before this one left, and is no cost of reading
        began = time.process_time()
        find(text)
        find(text + " \\boxed{7}")
        seconds = time.process_time() - began
        gc.enable()
        return seconds

    # A busy machine can make one reading long; a quadratic one is long every time.
    assert any(cost(1_000_000) < 30 * max(cost(100_000), 0.02) for _ in range(3))
