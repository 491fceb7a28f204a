"""A box that fills a blank of the question."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize(
    ("prompt", "text", "texts"),
    [
        (r"Fill in: $7\cdot\square=42$.", r"$7 \cdot \boxed{6} = 42$", ("6",)),
        ("Fill in the blank: 8 × ___ = 56.", r"$8 \times \boxed{7} = 56$", ("7",)),
        ("What should replace the box in □ + 5 = 12?", r"\boxed{7} + 5 = 12", ("7",)),
        (r"The missing number: $3 + \boxed{\phantom{0}} = 11$", r"$3 + \boxed{8} = 11$", ("8",)),
        (r"For which positive number is $\square^2=49$?", r"$\boxed{7}^2 = 49$", ("7",)),
        (r"Fill in: $8 \times \square = 56$.", r"$8 + \boxed{7} = 56$", ()),
        (r"Find $8\cdot 7$.", r"$8 \times \boxed{7} = 56$", ()),
        (r"Fill in: $8 \times \square = 56$.", r"It is not true that $8 \times \boxed{7} = 56$.", ()),
        (r"Fill in: $8 \times \square = 56$.", r"$8 \times \boxed{7} + 1 = 56$", ()),
    ],
)
def test_a_box_in_an_equation_of_the_prompt_stands_for_its_blank(
    prompt: str, text: str, texts: tuple[str, ...]
) -> None:
    assert find(text, prompt).texts == texts
