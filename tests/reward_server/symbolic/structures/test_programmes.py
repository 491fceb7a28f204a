"""Linear programmes with other names, and in another order."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 4y_1+6y_2 \text{ subject to } y_1+y_2\ge 3,\ y_1+3y_2\ge 2,\ y_1,y_2\ge 0", True),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 6y_2+4y_1 \text{ s.t. } y_1+3y_2\ge 2,\ 2y_1+2y_2\ge 6, y_1\ge0,y_2\ge 0", True),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 4y_1+6y_2 \text{ subject to } y_1+y_2\le 3,\ y_1+3y_2\le 2,\ y_1,y_2\ge 0", False),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\max\ 4y_1+6y_2 \text{ subject to } y_1+y_2\ge 3,\ y_1+3y_2\ge 2,\ y_1,y_2\ge 0", False),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 4y_1+6y_2 \text{ subject to } y_1+y_2\ge 3,\ y_1+3y_2\ge 2", False),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 4y_1+6y_2 \text{ subject to } y_1+y_2= 3,\ y_1+3y_2\ge 2, y_1,y_2\ge0", False),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 6y_1+4y_2 \text{ subject to } y_1+y_2\ge 3,\ y_1+3y_2\ge 2, y_1,y_2\ge0", False),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\min\ 6a+4b \text{ subject to } a+b\ge 3,\ 3a+b\ge 2, a,b\ge0", True),
        (r"Write the dual of: max $3x+2y$ s.t. $x+y\le4$, $x+3y\le6$, $x,y\ge0$.", r"$\min 4u+6v$ s.t. $u+v\ge3,\ u+3v\ge2,\ u,v\ge0$", r"\begin{aligned}\min\ & 4y_1+6y_2\\ \text{s.t. }& y_1+y_2\ge 3\\ & y_1+3y_2\ge 2\\ & y_1,y_2\ge 0\end{aligned}", True),
        ("A farmer plants x acres of corn and y acres of wheat. Formulate the LP.", r"Maximize $200x+300y$ subject to $x+y\le 100$, $4x+6y \le 480$, $x\ge 0$, $y\ge0$", r"\max 200x+300y \text{ s.t. } x+y\le100, 2x+3y\le240, x,y\ge0", True),
        ("A farmer plants x acres of corn and y acres of wheat. Formulate the LP.", r"Maximize $200x+300y$ subject to $x+y\le 100$, $4x+6y \le 480$, $x\ge 0$, $y\ge0$", r"\max 200y+300x \text{ s.t. } x+y\le100, 2y+3x\le240, x,y\ge0", False),
        ("A farmer plants x acres of corn and y acres of wheat. Formulate the LP.", r"Maximize $200x+300y$ subject to $x+y\le 100$, $4x+6y \le 480$, $x\ge 0$, $y\ge0$", r"\max Z=200x+300y \text{ subject to } 100-x-y\ge0,\ 2x+3y\le240,\ x,y\ge0", True),
        ("A farmer plants x acres of corn and y acres of wheat. Formulate the LP.", r"Maximize $200x+300y$ subject to $x+y\le 100$, $4x+6y \le 480$, $x\ge 0$, $y\ge0$", r"\max Z=200x+300y \text{ subject to } 100-x-y\ge0,\ 2x+3y\le480,\ x,y\ge0", False),
    ],
)  # fmt: skip
def test_sense_objective_and_each_constraint_count(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
