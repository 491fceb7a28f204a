"""Forms in which structures are written."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(5, 2)", "P(5, 2)", True),
        ("(5, 2)", "(x, y) = (5, 2)", True),
        ("(5, 2)", "(2, 5)", False),
        (r"\pm 3", "3, -3", True),
        (r"\pm 3", "3", False),
        (r"3 \pm \sqrt{2}", r"3+\sqrt{2}, 3-\sqrt{2}", True),
        (r"3 \pm \sqrt{2}", r"3+\sqrt{2}, 3+\sqrt{3}", False),
        (r"(4,3),\ (-3,-4)", r"(x,y)\in\{(-3,-4),(4,3)\}", True),
        (r"(4,3),\ (-3,-4)", r"(x,y)\in\{(-4,-3),(4,3)\}", False),
        (r"(4,3),\ (-3,-4)", r"(x,y)\in\{(4,3)\}", False),
        ("(4,3)", r"(x,y)\in\{(4,3)\}", True),
    ],
)  # fmt: skip
def test_a_structure_is_the_same_in_another_form(truth: str, answer: str, right: bool) -> None:
    """Names of points and functions, spelled tuples and signs of plus or minus."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\mathbb{R} - \{0\}", r"x \ne 0", True),
        (r"\mathbb{R} \setminus \{1, -1\}", r"\mathbb{R} \setminus \{\pm 1\}", True),
        (r"\mathbb{R}", r"\mathbb{R} \setminus \{\pm 1\}", False),
        (r"\mathbb{R} \setminus \{0, \pm 1\}", r"\mathbb{R} \setminus \{0, 1\}", False),
        (r"\mathbb{C} \setminus \{i, -i\}", r"\mathbb{C} \setminus \{\pm i\}", True),
        (r"\mathbb{C} \setminus \{i, -i\}", r"\mathbb{C} \setminus \{i\}", False),
        (r"\mathbb{R} - \{1\}", r"x \ne 0", False),
        (r"\mathbb{R} - \{0\} - \{1\}", r"x \ne 0, x \ne 1", True),
        (r"\mathbb{R} - \{0\} - \{1\}", r"x \ne 0", False),
        (r"\mathbb{R} - 1", r"x \ne 1", False),
        (r"[0,2)\cup(2,5]", r"[0,5]-\{2\}", True),
        (r"[0,2)\cup(2,5]", r"[0,5]-\{3\}", False),
        (r"x \ne 1, 2", r"x \ne 1, x \ne 2", True),
        (r"x \ne 1, 2", r"x \ne 1, x \ne 3", False),
        (r"x \ne 1, 2", r"x \ne 1", False),
    ],
)
def test_what_is_left_out_of_the_reals_may_be_taken_away_or_excluded(truth: str, answer: str, right: bool) -> None:
    """By a minus between sets, once or more, and by one sign before several numbers; a number is no set."""
    assert compare(truth, answer).equal is right


EIGHT = ",".join(f"({a},{b},{c})" for a in (1, -1) for b in (2, -2) for c in (3, -3))


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"(\pm 1, \pm 2)", "(1,2),(1,-2),(-1,2),(-1,-2)", True),
        (r"(\pm 1, \pm 2)", "(1,2),(-1,-2)", True),
        (r"(\pm 1, \pm 2, \pm 3)", EIGHT, True),
        (r"(\pm 1, \mp 2)", "(1,-2),(-1,2)", True),
        (r"(\pm 1, \mp 2)", "(1,2),(-1,-2)", False),
        (r"(\pm 1, \mp 2)", "(1,2),(1,-2),(-1,2),(-1,-2)", False),
        (r"(\pm 1, 3)", "(1,3),(-1,3)", True),
        (r"(\pm 1, 3)", "(1,3)", False),
        (r"\pm 1 \pm i", "1+i, 1-i, -1+i, -1-i", True),
        (r"\pm 1 \pm i", "1+i, -1-i", False),
        ("1+i, -1-i", r"\pm 1 \pm i", False),
        (r"x = \pm\sqrt2\pm\sqrt3", r"x=\pm\sqrt{5+2\sqrt6},\ x=\pm\sqrt{5-2\sqrt6}", True),
        (r"x = \pm\sqrt2\pm\sqrt3", r"x=\pm\sqrt{5+2\sqrt6}", False),
        (r"\pm\sqrt{2\pm\sqrt3}", r"\pm\sqrt{2+\sqrt3},\ \pm\sqrt{2-\sqrt3}", True),
        (r"\pm\sqrt{2\pm\sqrt3}", r"\sqrt{2+\sqrt3}, -\sqrt{2-\sqrt3}", False),
        (r"\pm 1 \mp i", "1-i, -1+i", True),
        (r"(a\pm b)^2", r"a^2\pm 2ab+b^2", True),
        (r"a^3\pm b^3", r"(a\pm b)(a^2\mp ab+b^2)", True),
        (r"a \pm b \mp c", "a+b-c, a-b+c", True),
        (r"a \pm b \mp c", "a+b+c, a-b-c", False),
        (r"x = \pm 2", r"x=2 \text{ or } x=-2", True),
        (r"x \in \{\pm 1, 3\}", r"x \in \{1,-1,3\}", True),
        (r"x \in \{\pm 1, 3\}", r"x \in \{1,3\}", False),
        (r"\{\pm 1, \pm 2\}", r"\{1,-1,2,-2\}", True),
        (r"\{\pm 1, \pm 2\}", r"\{1,-1,2\}", False),
    ],
)
def test_signs_go_together_where_one_is_turned_and_may_go_apart_in_a_point(
    truth: str, answer: str, right: bool
) -> None:
    """Plus-minus in points, sums, sets and equations stands for all that its signs allow, and for no more."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\{(x,y) \mid x+y=1\}", "x+y=1", True),
        (r"\{(x,y) \mid x+y=1\}", "x+y=2", False),
        (r"\{(x,y) \mid x<y\}", "x<y", True),
        (r"\{(x,y) \mid x<y\}", "x>y", False),
        (r"\emptyset", "none", True),
        (r"\emptyset", "no solution", True),
        (r"\emptyset", "0", False),
        (r"1,2,\ldots,5", "1,2,3,4,5", True),
        (r"1,2,\ldots,5", "1,2,5", False),
        (r"\{1,2,\ldots,5\}", r"\{1,2,3,4,5\}", True),
        (
            r"\begin{pmatrix}1\\2\end{pmatrix}-\begin{pmatrix}1\\0\end{pmatrix}",
            r"\begin{pmatrix}0\\2\end{pmatrix}",
            True,
        ),
        (
            r"\begin{pmatrix}1\\2\end{pmatrix}-\begin{pmatrix}1\\0\end{pmatrix}",
            r"\begin{pmatrix}2\\2\end{pmatrix}",
            False,
        ),
    ],
)
def test_lines_empty_sets_dots_and_matrices_are_read_as_what_they_hold(truth: str, answer: str, right: bool) -> None:
    """A set of points with an equation is its line, words for nothing are the empty set, dots are spelled out."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("(1,-2),(-1,2)", True), (r"(\pm1,\mp2)", True), (r"(x,y)=\pm(1,-2)", True), (r"x=1,y=-2\text{ or }x=-1,y=2", True),
        ("(1,2),(-1,-2)", False), (r"x=\pm1, y=\pm2", False), ("(1,-2)", False), ("(1,-2),(-1,2),(1,2),(-1,-2)", False),
    ],
)  # fmt: skip
def test_signs_of_which_one_is_turned_go_together(answer: str, right: bool) -> None:
    """Upper sign with upper sign: x = ±1, y = ∓2 are two points."""
    assert compare(r"x=\pm 1,\ y=\mp 2", answer).equal is right
    assert compare(answer, r"x=\pm 1,\ y=\mp 2").equal is right
