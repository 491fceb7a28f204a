"""A table at the end of a text."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find

VALUES = "| p | q |\n|---|---|\n| 6 | 1 |"
NAMED = "| quantity | value |\n|---|---|\n| {} | 27 |"


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (f"The values are:\n\n{VALUES}", ("p = 6, q = 1",)),
        (f"The wrong values are:\n\n{VALUES}", ()),
        (NAMED.format("answer"), ("27",)),
        (NAMED.format("**Answer**"), ("27",)),
        (f"Not the answer:\n\n{NAMED.format('answer')}", ()),
    ],
)
def test_a_table_states_the_values_that_it_names(text: str, texts: tuple[str, ...]) -> None:
    assert find(text).texts == texts


def test_what_names_no_answer_states_none() -> None:
    assert find(NAMED.format("guess")).texts != ("27",)
