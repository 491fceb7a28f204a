"""Conditions on several letters that hold together."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

TRIANGLE = r"x\ge 0,\ y\ge 0,\ x+2y\le 2"
SECTOR = r"0\le r\le 2,\ \frac{\pi}{4}\le\theta\le\frac{5\pi}{4}"
BETWEEN = r"0\le x\le 1,\ x^2\le y\le x"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (TRIANGLE, r"\{(x,y) : 0\le y\le 1,\ 0\le x\le 2-2y\}", True),
        (TRIANGLE, r"\{(x,y)\in\mathbb{R}^2 : 0\le x\le 2,\ 0\le y\le 1-\frac{x}{2}\}", True),
        (TRIANGLE, r"y\ge 0,\ x\ge 0,\ x\le 5,\ y\le 1-\frac{x}{2}", True),
        (TRIANGLE, r"\{(x,y) : 0\le x\le 1,\ 0\le y\le 1-\frac{x}{2}\}", False),
        (TRIANGLE, r"x\ge 0,\ y\ge 0,\ x+2y<2", False),
        (TRIANGLE, r"x>0,\ y\ge 0,\ x+2y\le 2", False),
        (TRIANGLE, r"x+2y\le 2", False),
        (TRIANGLE, r"\{(x,y)\in\mathbb{Z}^2 : x\ge 0,\ y\ge 0,\ x+2y\le 2\}", False),
        (r"x>0,\ y>0,\ x+y<1", r"x>0,\ y>0,\ x+y<1,\ x<1", True),
        (r"1\le x+y\le 3", r"x+y\ge 1,\ x+y\le 3", True),
        (r"1\le x+y\le 3", r"x+y\ge 1,\ x+y<3", False),
        (r"|x|+|y|\le 1", r"-1\le x+y\le 1,\ -1\le x-y\le 1", True),
        (r"|x|+|y|\le 1", r"-1\le x\le 1,\ -1\le y\le 1", False),
        (r"y>x,\ y>-x", "y>|x|", True),
        (r"y>x,\ y>-x", r"y\ge|x|", False),
        (r"x+y=1,\ x\ge 0,\ y\ge 0", r"y=1-x,\ 0\le x\le 1", True),
        (r"x+y=1,\ x\ge 0,\ y\ge 0", r"y=1-x,\ x\ge 0", False),
        (r"x>0,\ y>0,\ z>0,\ x+y+z<1", r"z>0,\ x>0,\ 0<y<1-x-z", True),
        (SECTOR, r"\frac{\pi}{4}\le\theta\le\frac{5\pi}{4},\ r\in[0,2]", True),
        (SECTOR, r"0\le r\le 2,\ \frac{\pi}{4}\le\theta\le\frac{3\pi}{4}", False),
        (SECTOR, r"0\le\theta\le 2,\ \frac{\pi}{4}\le r\le\frac{5\pi}{4}", False),
        (SECTOR, r"\frac{\pi}{4}\le\theta\le\frac{5\pi}{4},\ 0\le r<2", False),
        (SECTOR, r"\frac{\pi}{4}\le\theta\le\frac{5\pi}{4}", False),
        (r"0\le x\le 1,\ 0\le y\le 2,\ 0\le z\le 3", r"0\le x\le 1,\ 0\le y\le 3,\ 0\le z\le 2", False),
        (r"x>1 \text{ or } y>2", r"y>2 \text{ or } x>1", True),
        (r"x>1 \text{ or } y>2", r"x>2 \text{ or } y>1", False),
        (BETWEEN, r"x^2\le y\le x,\ 0\le x\le 1", True),
        ("a>0,\\ b^2-4ac<0", "a>0,\\ b^2<4ac", True),
        ("a>2", "b>2", True),
        ("f(x)>0", "f(x)>0,\\ f(x)>-1", True),
    ],
)  # fmt: skip
def test_a_region_is_the_same_by_other_conditions(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        (BETWEEN, r"0\le y\le 1,\ y\le x\le\sqrt{y}"), (BETWEEN, r"0\le x\le 1,\ x\le y\le x^2"),
        (r"y>x,\ y>-x", "y<|x|"), (r"x\ne y,\ x>0", r"x\ne 2y,\ x>0"),
    ],
)  # fmt: skip
def test_regions_within_curves_and_around_corners_are_undecided(truth: str, answer: str) -> None:
    with pytest.raises(Undecided):
        compare(truth, answer)


def test_many_conditions_end() -> None:
    """Each letter that is eliminated multiplies the conditions that are left."""
    many = [f"{k}x{'+-'[k % 2]}{k + 1}y{'-+'[k % 3 > 0]}{k + 2}z{'+-'[k % 5 > 1]}{k + 3}w<{k}" for k in range(1, 13)]
    with pytest.raises(Undecided):
        compare(",".join(many), ",".join([*many[:0:-1], "x+w<100"]))


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"[0,1]\times[0,2]", r"0\le x\le 1,\ 0\le y\le 2", True), (r"[0,1]\times[0,2]", r"\{(x,y):0\le x\le1,\ 0\le y\le2\}", True), (r"[0,1]\times[0,2]", r"x\in[0,1], y\in[0,2]", True),
        (r"\{(x,y):0\le x\le1,\ 0\le y\le1\}", "[0,1]^2", True), (r"\{(y,x):0\le x\le1,\ 0\le y\le2\}", r"[0,2]\times[0,1]", True),
        (r"[0,1]\times[0,2]", r"0\le x\le 2,\ 0\le y\le 1", False), (r"[0,1]\times[0,2]", r"0\le x\le 1,\ 0\le y<2", False), (r"[0,1]\times[0,2]", r"[0,2]\times[0,1]", False),
        (r"\{(x,y):0\le x\le1,\ 0\le y\le1\}", "(0,1)^2", False),
        (r"\{(x,y):0\le x\le1,\ 0\le y\le1\}", r"0\le x,y\le 1", True), (r"x>0,\ y>0", "x,y>0", True), (r"\{(x,y):0\le x\le1,\ 0\le y\le1\}", "0<x,y<1", False),
    ],
)  # fmt: skip
def test_products_of_intervals_are_boxes(truth: str, answer: str, right: bool) -> None:
    """In the order of the letters."""
    assert compare(truth, answer).equal is right
