"""General solutions of systems."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

SYSTEM = r"Solve the system $x'=x+2y$, $y'=2x+y$."
TRUTH = r"\begin{pmatrix}x\\y\end{pmatrix}=c_1e^{3t}\begin{pmatrix}1\\1\end{pmatrix}+c_2e^{-t}\begin{pmatrix}1\\-1\end{pmatrix}"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"x=c_1e^{3t}+c_2e^{-t},\ y=c_1e^{3t}-c_2e^{-t}", True), (r"(x,y)=(Ae^{3t}+Be^{-t},Ae^{3t}-Be^{-t})", True),
        (r"\mathbf x(t)=C_1\begin{pmatrix}1\\1\end{pmatrix}e^{3t}+C_2\begin{pmatrix}-1\\1\end{pmatrix}e^{-t}", True),
        (r"x(t)=Ae^{3t}+Be^{-t},\ y(t)=Ae^{3t}-Be^{-t}", True), (r"x=c_1e^{3t}+c_2e^{-t},\ y=c_1e^{3t}+c_2e^{-t}", False),
        (r"\mathbf x(t)=C_1\begin{pmatrix}1\\-1\end{pmatrix}e^{3t}+C_2\begin{pmatrix}1\\1\end{pmatrix}e^{-t}", False),
        (r"x=c_1e^{3t}+c_2e^{-t},\ y=c_3e^{3t}-c_4e^{-t}", False), (r"x=c_1e^{3t},\ y=c_1e^{3t}", False), (r"x=e^{3t}+e^{-t},\ y=e^{3t}-e^{-t}", False),
    ],
)  # fmt: skip
def test_the_same_constants_stand_in_all_coordinates(answer: str, right: bool) -> None:
    truth, prompt = TRUTH, SYSTEM
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
