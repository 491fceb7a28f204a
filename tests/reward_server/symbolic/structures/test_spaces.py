"""Spaces by name."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("To what familiar space is it homotopy equivalent?", "S^1", r"\text{a circle}", True),
    ("To what familiar space is it homotopy equivalent?", "S^1", r"\text{the unit circle } S^1", False),
    ("To what familiar space is it homotopy equivalent?", "S^1", r"\text{an annulus}", True),
    ("To what familiar space is it homotopy equivalent?", r"S^1\vee S^1", r"\text{the figure eight}", True),
    ("To what familiar space is it homotopy equivalent?", r"S^1\vee S^1", r"\text{a wedge of two circles}", True),
    ("To what familiar space is it homotopy equivalent?", r"S^1\vee S^1", r"S^1\times S^1", False),
    ("To what familiar space is it homotopy equivalent?", r"S^1\vee S^1", r"\text{a wedge of three circles}", False),
    ("To what familiar space is it homotopy equivalent?", r"S^1\vee S^2", r"S^2\vee S^1", True),
    ("To what familiar space is it homotopy equivalent?", "S^1", "S^2", False),
    ("To what familiar space is it homotopy equivalent?", r"\text{a point}", r"\text{contractible}", True),
    ("To what familiar space is it homotopy equivalent?", r"\text{a point}", "D^2", True),
    ("To what familiar space is it homotopy equivalent?", r"\text{a point}", "S^0", False),
    ("To which surface is the quotient homeomorphic?", "S^1", r"\text{an annulus}", False),
    ("To which surface is the quotient homeomorphic?", r"\text{Klein bottle}", r"\mathbb{RP}^2\#\mathbb{RP}^2", True),
    ("To which surface is the quotient homeomorphic?", r"\text{Klein bottle}", r"\text{torus}", False),
    ("To which surface is the quotient homeomorphic?", r"T^2\#\mathbb{RP}^2", r"\mathbb{RP}^2\#\mathbb{RP}^2\#\mathbb{RP}^2", True),
    ("To which surface is the quotient homeomorphic?", r"T^2\#\mathbb{RP}^2", r"\mathbb{RP}^2\#\mathbb{RP}^2", False),
    ("To which surface is the quotient homeomorphic?", "T^2", r"S^1\times S^1", True),
    ("To which surface is the quotient homeomorphic?", r"\text{the torus}", "T^2", True),
    ("To which surface is the quotient homeomorphic?", r"T^2\# T^2", r"\text{the orientable surface of genus } 2", True),
    ("To which surface is the quotient homeomorphic?", r"T^2\# T^2", r"\text{the orientable surface of genus } 3", False),
    ("To which surface is the quotient homeomorphic?", r"\mathbb{RP}^2", r"\text{the projective plane}", True),
    ("To which surface is the quotient homeomorphic?", r"\mathbb{RP}^2", r"\mathbb{R}^2", False),
    ("To which surface is the quotient homeomorphic?", "S^2", r"\text{the sphere}", True),
    ("To which surface is the quotient homeomorphic?", "S^2", r"\text{a disk}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_space(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


SUMS_OF_ONE_SURFACE = [
    ("Which closed surface is it?", r"3\mathbb{RP}^2", r"\mathbb{RP}^2\#\mathbb{RP}^2\#\mathbb{RP}^2", True),
    ("Which closed surface is it?", r"3\mathbb{RP}^2", r"\mathbb{RP}^2\#\mathbb{RP}^2", False),
    ("Which closed surface is it?", "2T^2", r"T^2\#T^2", True),
    ("Which closed surface is it?", r"3\mathbb{RP}^2", r"T^2\#\mathbb{RP}^2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), SUMS_OF_ONE_SURFACE)
def test_sums_of_one_surface(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
