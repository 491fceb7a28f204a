"""Eigenvalues with their vectors, in any order, scale and notation."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.algebra.eigenvectors import same_eigenvectors
from reward_server.symbolic.verdict import Undecided

PROMPT = r"Find the eigenvalues and eigenspaces of $A$."
SPACES = r"E_3=\langle (1,1)\rangle,\ E_1=\langle (1,-1)\rangle"
PAIRS = r"\lambda_1=5,\ v_1=(1,1);\ \lambda_2=2,\ v_2=(1,-2)"
PLANE = r"E_1=\operatorname{span}\{(1,0,1),(0,1,0)\},\ E_{-1}=\operatorname{span}\{(1,0,-1)\}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SPACES, r"E_1=\operatorname{span}\{(-1,1)\},\ E_3=\operatorname{span}\{(1,1)\}", True),
        (SPACES, r"E_{1} = \text{span}\left\{\begin{pmatrix}1\\-1\end{pmatrix}\right\}, E_{3} = \text{span}\left\{\begin{pmatrix}2\\2\end{pmatrix}\right\}", True),
        (SPACES, r"\lambda=3: t(1,1), \lambda=1: t(1,-1)", True),
        (SPACES, r"\ker(A-3I)=\langle(1,1)\rangle, \ker(A-I)=\langle(1,-1)\rangle", True),
        (SPACES, r"E(3)=\{(t,t)\}; E(1)=\{(t,-t)\}", True),
        (SPACES, r"E_{\lambda=3}=\text{span}\{(1,1)^T\}, E_{\lambda=1}=\text{span}\{(1,-1)^T\}", True),
        (SPACES, r"E_1=\langle (1,1)\rangle,\ E_3=\langle (1,-1)\rangle", False),
        (SPACES, r"E_3=\langle (1,1)\rangle,\ E_1=\langle (1,1)\rangle", False),
        (SPACES, r"E_3=\langle (1,2)\rangle,\ E_1=\langle (1,-1)\rangle", False),
        (SPACES, r"E_3=\langle (1,1)\rangle", False),
        (SPACES, r"E_3=\langle (1,1),(1,-1)\rangle", False),
        (SPACES, r"\ker(A+3I)=\langle(1,1)\rangle, \ker(A-I)=\langle(1,-1)\rangle", False),
        (PAIRS, r"\lambda=2: (-1,2),\ \lambda=5: (1,1)", True),
        (PAIRS, r"\lambda_1 = 2, \vec v_1 = \begin{pmatrix}1\\-2\end{pmatrix}; \lambda_2 = 5, \vec v_2=\begin{pmatrix}1\\1\end{pmatrix}", True),
        (PAIRS, r"\lambda_1=2,\lambda_2=5,v_1=(1,-2)^T,v_2=(1,1)^T", True),
        (PAIRS, r"(5,(1,1)), (2,(1,-2))", True),
        (PAIRS, r"\lambda = 5 \text{ with eigenvector } (1,1); \lambda = 2 \text{ with eigenvector } (1,-2)", True),
        (PAIRS, r"\lambda_1=2,\ v_1=(1,1);\ \lambda_2=5,\ v_2=(1,-2)", False),
        (PAIRS, r"\lambda_1=2,\lambda_2=5,v_1=(1,1)^T,v_2=(1,-2)^T", False),
        (PAIRS, r"\lambda_1=5,\ v_1=(1,1);\ \lambda_2=2,\ v_2=(1,2)", False),
        (PAIRS, r"\lambda_1=5,\ v_1=(1,1)", False),
        (PAIRS, r"\lambda_1=5,\ v_1=(0,0);\ \lambda_2=2,\ v_2=(1,-2)", False),
        (PAIRS, r"\lambda_1=5,\ v_1=(1,1);\ \lambda_2=2,\ \lambda_3=1,\ v_2=(1,-2)", False),
        (PLANE, r"\lambda=-1: (-1,0,1);\ \lambda=1: (1,1,1),(1,0,1)", True),
        (PLANE, r"\lambda=-1: (-1,0,1);\ \lambda=1: (1,1,1),(2,2,2)", False),
        (PLANE, r"\lambda=-1: (-1,0,1);\ \lambda=1: (1,1,1)", False),
    ],
)  # fmt: skip
def test_each_value_has_its_space(truth: str, answer: str, right: bool) -> None:
    try:
        assert compare(truth, answer, prompt=PROMPT).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize("prompt", ["Find the unit eigenvectors.", "Find eigenvectors with first entry 1."])
def test_a_prompt_that_says_which_vector_leaves_none_to_choose(prompt: str) -> None:
    assert same_eigenvectors(PAIRS, r"\lambda=2: (-1,2),\ \lambda=5: (1,1)", prompt) is None


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("(1,1)", "lambda=", r"\lambda_1=2,", "((", "E_1", "span{", "1", "v_1=", r"\begin{pmatrix}1"):
        same_eigenvectors(r"\lambda" + piece * 80, r"\lambda" + piece * 80, PROMPT)
