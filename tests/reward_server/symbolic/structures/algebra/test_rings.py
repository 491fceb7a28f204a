"""Quotient rings up to isomorphism."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3[x]/(x^2+1)", True),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3[t]/\langle t^2+t+2\rangle", True),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{Z}[x]/(3,x^2+1)", True),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3[x]/(x^2-1)", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{Z}/9\mathbb{Z}", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3\times\mathbb{F}_3", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3[x]/(x^2)", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{Z}[i]/(3)", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{F}_3[x]/(x^3+2x+1)", False),
    (r"Identify the ring $\mathbb{Z}[i]/(3)$ up to isomorphism.", r"\mathbb{F}_9", r"\mathbb{Z}_9[x]/(x^2+1)", False),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}[x]/(x^2+1)", True),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}[t]/(t^2+t+1)", True),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}[x]/(x^2-1)", False),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}[x]/(x^2)", False),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}[x]/(x^2+4)", False),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{R}\times\mathbb{R}", False),
    (r"Identify the field $\mathbb{R}[x]/(x^2+4)$ up to isomorphism.", r"\mathbb{C}", r"\mathbb{Q}[x]/(x^2+1)", False),
    ("Identify the quotient ring.", r"\mathbb{R}\times\mathbb{R}", r"\mathbb{R}[x]/(x^2-1)", True),
    ("Identify the quotient ring.", r"\mathbb{R}\times\mathbb{C}", r"\mathbb{R}[x]/(x^3-1)", True),
    ("Identify the quotient ring.", r"\mathbb{R}\times\mathbb{C}", r"\mathbb{R}[x]/(x^3-x)", False),
    ("Identify the quotient ring.", r"\mathbb{Z}[i]", r"\mathbb{Z}[x]/(x^2+1)", True),
    ("Identify the quotient ring.", r"\mathbb{Z}[i]", r"\mathbb{Z}[x]/(x^2+4)", False),
    ("Identify the quotient ring.", r"\mathbb{Q}(\sqrt2)", r"\mathbb{Q}[x]/(x^2-8)", True),
    ("Identify the quotient ring.", r"\mathbb{Q}(\sqrt2)", r"\mathbb{Q}[x]/(x^2-4)", False),
    ("Identify the quotient ring.", r"\mathbb{Q}(\sqrt2)", r"\mathbb{Q}[x]/(x^2+2)", False),
    ("Identify the quotient ring.", r"\mathbb{Z}/13\mathbb{Z}", r"\mathbb{Z}[i]/(3+2i)", True),
    ("Identify the quotient ring.", r"\mathbb{Z}/13\mathbb{Z}", r"\mathbb{Z}[i]/(13)", False),
    ("Identify the quotient ring.", r"\mathbb{F}_4", r"\mathbb{F}_2[x]/(x^2+x+1)", True),
    ("Identify the quotient ring.", r"\mathbb{F}_4", r"\mathbb{F}_2[x]/(x^2+1)", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_isomorphic_rings(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


ADJOINED_BY_ANY_NAME = [
    ("Identify the ring.", r"\mathbb{Z}[1/2]", r"\mathbb{Z}\left[\tfrac12\right]", True),
    ("Identify the ring.", r"\mathbb{Z}[1/2]", r"\mathbb{Z}\left[\tfrac13\right]", False),
    ("Identify the ring.", r"\mathbb{C}[t,t^{-1}]", r"\mathbb{C}[x,x^{-1}]", True),
    ("Identify the ring.", r"\mathbb{C}[t,t^{-1}]", r"\mathbb{C}[x,y^{-1}]", False),
    ("Identify the ring.", r"\mathbb{C}[t,t^{-1}]", r"\mathbb{C}[x]", False),
    ("Identify the ring.", r"\mathbb{Z}[i]", r"\mathbb{Z}[x]", False),
    ("Identify the ring.", r"\mathbb{Q}[x,y]", r"\mathbb{Q}[u,v]", True),
    ("Identify the ring.", r"\mathbb{Q}[x,y]", r"\mathbb{Q}[u,u]", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), ADJOINED_BY_ANY_NAME)
def test_adjoined_by_any_name(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
