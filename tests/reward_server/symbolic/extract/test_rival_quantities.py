"""A box that holds another quantity than the question asks for."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.rival_quantities import rival
from tests.reward_server.symbolic.labelled import judged


@pytest.mark.parametrize(
    ("head", "after", "asks", "name"),
    [
        ("the perimeter of the square is", "", "find its area.", "perimeter"),
        ("the perimeter of the square is", "", "find its area and its perimeter.", ""),
        ("the area is", "", "find its area.", ""),
        ("the side is", "", "find its area.", ""),
        ("the radius", "", "how far is it?", ""),
        ("", " is the circumference.", "what is the area of the circle?", "circumference"),
        ("", " is the area.", "what is the area of the circle?", ""),
        ("Der Umfang beträgt", "", "bestimme den flächeninhalt.", "umfang"),
        ("the coefficient of $x^4$", "", "determine the coefficient of x^2 in (1+x)^6.", "coefficient of x^4"),
        ("the radius of the sphere is 1 and the volume of the sphere is $4/3=", "", "find the volume.", ""),
        ("the coefficient of $x^{2}$", "", "determine the coefficient of x^2 in (1+x)^6.", ""),
        ("the vertex's x-coordinate", "", "what is the y-coordinate of the vertex?", "x-coordinate"),
    ],
)
def test_a_quantity_rivals_the_one_that_is_asked_for(head: str, after: str, asks: str, name: str) -> None:
    assert rival(head, after, asks) == name


@pytest.mark.parametrize(
    ("completion", "score"),
    [
        (r"The perimeter of the square is $\boxed{32}$.\n\nThe area of the square is $64$.", 0),
        (r"The area of the square is $\boxed{32}$.", 1),
        (r"$d^2/2 = 64/2$, so the area is \boxed{32}.", 1),
        (r"So the diameter is 8, the side is $4\sqrt2$ and the area is $(4\sqrt2)^2=\boxed{32}$.", 1),
        (r"$\boxed{32}$ is the perimeter. The area is 64.", 0),
        (r"With side $a$ the diagonal is $a\sqrt2 = 8$, and so $a^2 = \boxed{32}$.", 1),
    ],
)
def test_a_box_that_is_called_another_quantity_is_no_answer(completion: str, score: int) -> None:
    assert judged(completion, "32", "A square has diagonal 8. Find its area.").score == score
