"""The boxes of a text."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.boxes import BETWEEN, MAX_BOXES, find_boxes
from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (r"\boxed{7}", ["7"]), (r"\fbox{7}", ["7"]), (r"\framebox{7}", ["7"]), (r"\framebox[3cm]{7}", ["7"]), (r"\boxed {7}", ["7"]), (r"\boxed 7.", ["7"]),
        (r"\boxed7, so", ["7"]), (r"\boxedx{7}", []), (r"\boxed{\boxed{7}}", [r"\boxed{7}"]), (r"\boxed{1}\boxed{2}", ["1", "2"]), (r"\boxed{\{1\}}", [r"\{1\}"]),
        ("\\boxed{7$ so\nnext", ["7$ so"]), ("\\boxed{7$\nnext", ["7"]), (r"\boxed{{7}", ["{7}"]), (r"\boxed{\boxed{1}\boxed{2}} \boxed{3}", [r"\boxed{1}\boxed{2}", "3"]),
        ("none", []), ("", []),
    ],
)  # fmt: skip
def test_boxes_are_found_outermost_in_their_order(text: str, contents: list[str]) -> None:
    """Braces count, and one that never closes ends with its line."""
    assert [box.content for box in find_boxes(text)] == contents
    assert all(
        text[box.start :].startswith("\\") and text[: box.end].endswith(("}", "7", "$", "so"))
        for box in find_boxes(text)
    )


def test_only_the_last_boxes_are_looked_at() -> None:
    found = find_boxes("".join(rf"\boxed{{{k}}}" for k in range(30)))
    assert [box.content for box in found] == [str(k) for k in range(30 - MAX_BOXES, 30)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (r"\boxed{50}\%", (r"(50)\%",)), (r"\boxed{50} percent", ("(50)percent",)), (r"\boxed{90}°", ("(90)°",)), (r"\boxed{f(x)}\%", ("f(x)",)),
        (r"$x = -\boxed{5}$", ("-(5)",)), (r"$x - \boxed{5}$", ()), (r"\boxed{1}, \boxed{2}", ("1, 2",)), (r"\boxed{1} and \boxed{1}", ("1",)), (r"\boxed{1} or \boxed{2}", ("1", "2")),
        (r"\boxed{1}, no wait, \boxed{2}", ("2",)), (r"\boxed{} and \boxed{2}", ("2",)), (r"\boxed{7} or 8", ("7", "8")), (r"\boxed{7} or nothing", ("7",)),
        (r"(a) \boxed{1} (b) \boxed{2}", ("(a) 1 (b) 2",)), (r"For part (a), it is \boxed{1}. For part (b) we get \boxed{2}.", ("(a) 1 (b) 2",)), ("1) $2^5 = \\boxed{32}$\n2) $3^4 = \\boxed{81}$", ("(a) 32 (b) 81",)), (r"(b) It is \boxed{1}. (a) It is \boxed{2}.", ("(b) 1 (a) 2",)), (r"First it is \boxed{1}. Then (b) is \boxed{2}.", ("2",)), (r"\boxed{1} (b) \boxed{2}", ("2",)), (r"It is not \boxed{1}, \boxed{2}", ("2",)), (r"\boxed{ }", ()),
        (r"\boxed{1} and \boxed{2} and \boxed{3}", ("1, 2, 3",)), (r"Odds 3 to 2 for \boxed{1} against \boxed{2}", ("1", "2")), (r"From \boxed{1} we get \boxed{2}", ("2",)), (r"$-\,\boxed{2}$", ("-(2)",)), (r"$x={-}\boxed{2}$", ("-(2)",)), (r"$4 -\,\boxed{2}$", ()), (r"\boxed{1} or \boxed{2} and \boxed{3}", ("1", "2", "3")),
    ],
)  # fmt: skip
def test_the_last_box_counts_with_what_belongs_to_it(text: str, texts: tuple[str, ...]) -> None:
    """Signs at it, boxes listed with it, and those that are offered beside it."""
    assert find(text).texts == texts


def test_boxes_far_apart_are_steps() -> None:
    near, far = ("or" + " " * size for size in (BETWEEN - 4, BETWEEN + 1))
    assert find(rf"\boxed{{1}} {near} \boxed{{2}}").texts == ("1", "2")
    assert find(rf"\boxed{{1}} {far} \boxed{{2}}").texts == ("2",)
