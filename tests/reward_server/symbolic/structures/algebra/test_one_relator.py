"""One group, presented in several ways."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.algebra.one_relator import same_presentations

KLEIN = r"\langle a,b\mid abab^{-1}\rangle"
TORUS = r"\langle a,b\mid aba^{-1}b^{-1}\rangle"
ASKED = "Find the fundamental group."


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (KLEIN, r"\langle x,y\mid x^2=y^2\rangle", True),
        (KLEIN, r"\langle c,d\mid c^2d^2\rangle", True),
        (KLEIN, r"\langle c,d\mid cdc^{-1}d=1\rangle", True),
        (TORUS, r"\langle x,y\mid xy=yx\rangle", True),
        (KLEIN, r"\langle x,y\mid xy=yx\rangle", False),
        (TORUS, r"\langle c,d\mid c^2d^2\rangle", False),
        (KLEIN, r"\langle x,y\mid x^2=y^3\rangle", False),
        (KLEIN, r"\langle x,y\mid x^2\rangle", False),
        (KLEIN, r"\langle x,y\mid x^2y\rangle", False),
        (KLEIN, r"\langle x,y\mid abab^{-1}\rangle", False),
        (r"\langle a,b\mid a^2=b^3\rangle", r"\langle a,b\mid a^3=b^2\rangle", True),
        (r"\langle a,b\mid a^2=b^3\rangle", r"\langle a,b\mid aba=bab\rangle", True),
        (r"\langle a,b\mid a^2=b^3\rangle", r"\langle a,b\mid a^2=b^5\rangle", False),
    ],
)
def test_relators_count_up_to_automorphisms(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=ASKED).equal is equal


@pytest.mark.parametrize("relator", ["ab" * 30, "a^{9}b^{9}", "a" * 200, "abab^{-1}" * 2, "a^2b^{-3}ab"])
def test_long_relators_are_left_alone(relator: str) -> None:
    start = time.perf_counter()
    same_presentations(rf"\langle a,b\mid {relator}\rangle", KLEIN, ASKED)
    same_presentations(KLEIN, rf"\langle a,b\mid {relator}\rangle", ASKED)
    assert time.perf_counter() - start < 0.2
