"""Groups by degree are compared degree by degree."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.algebra.graded import same_graded

PLANE = r"$H_0=\mathbb{Z},\ H_1=\mathbb{Z}/2,\ H_n=0$ for $n\ge2$"
SPHERE = r"H^k(S^2)\cong\begin{cases}\mathbb{Z},&k=0,2\\0,&\text{otherwise}\end{cases}"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (PLANE, r"H_k(\mathbb{RP}^2;\mathbb{Z})=\begin{cases}\mathbb{Z}&k=0\\ \mathbb{Z}/2\mathbb{Z}&k=1\\0&\text{otherwise}\end{cases}", True),
        (PLANE, r"H_0=\mathbb{Z},\ H_1=\mathbb{Z}_2,\ H_n=0\text{ for all }n>1", True),
        (PLANE, r"H_k=\begin{cases}\mathbb{Z}&k=0\\ \mathbb{Z}/2\mathbb{Z}&k=2\\0&\text{otherwise}\end{cases}", False),
        (PLANE, r"H_0=\mathbb{Z},\ H_1=\mathbb{Z},\ H_n=0\text{ for }n>1", False),
        (PLANE, r"H_0=\mathbb{Z},\ H_1=\mathbb{Z}/2,\ H_2=\mathbb{Z}", False),
        (PLANE, r"H^0=\mathbb{Z},\ H^1=\mathbb{Z}/2,\ H^n=0\text{ for }n>1", None),
        (SPHERE, r"H^0=H^2=\mathbb{Z},\ H^n=0\text{ for }n\ne 0,2", True),
        (SPHERE, r"H^0=H^2=\mathbb{Z},\ H^1=0, H^n=0\text{ for }n\geq 3", True),
        (SPHERE, r"H^0=\mathbb{Z}, H^2=\mathbb{Z}^2,\ H^n=0\text{ for }n\ne 0,2", False),
        (SPHERE, r"H^k=\mathbb{Z}\text{ for }k=0,2\text{ and }0\text{ otherwise}", True),
        (SPHERE, r"H^0=H^2=\mathbb{Z}\text{ and all others are }0", True), (SPHERE, r"H^0=\mathbb{Z}\text{ and all others are }0", False),
        (SPHERE, r"H^k=\begin{cases}\mathbb{Z}&k\in\{0,2\}\\0&\text{else}\end{cases}", True),
        (SPHERE, r"H^0=H^2=\mathbb{Z}\text{ and }H^n=0\text{ otherwise}", True),
        (SPHERE, r"H^0=H^2=\mathbb{Z}\text{, others zero}", True), ("A_1=0, A_2=1", "A_1=1, A_2=0", None), ("x_1=1", "x_1=1", None),
    ],
)  # fmt: skip
def test_each_degree_has_its_group(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_graded(truth, answer)
    assert (verdict and verdict.equal) == equal
