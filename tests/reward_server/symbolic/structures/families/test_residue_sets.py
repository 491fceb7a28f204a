"""Residues by any representatives."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\{\pm1,\pm5\}", True),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\bar1,\bar5,\bar7,\overline{11}", True),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", "[1],[-5],[5],[-1]", True),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"1,5,7,11 \pmod{12}", True),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"1, 5, 7 \text{ and } 11", True),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\{\pm1,\pm5,\pm3\}", False),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\{\pm1\}", False),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\{1,5,7,11,13\}", False),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"1,5,7,11 \pmod{24}", False),
    (r"List the units of the ring $\mathbb{Z}/12\mathbb{Z}$.", r"\{1,5,7,11\}", r"\{1,5,7,9\}", False),
    (r"List the units of $\mathbb{Z}/12\mathbb{Z}$ with representatives between 0 and 11.", r"\{1,5,7,11\}", r"\{\pm1,\pm5\}", False),
    (r"Find all integers $x$ with $x^2\equiv 1 \pmod{12}$ and $0\le x<12$.", "1,5,7,11", r"\pm1,\pm5", False),
    (r"Solve $x^2\equiv 4 \pmod{7}$.", r"x\equiv 2,5 \pmod 7", r"x\equiv\pm2 \pmod 7", True),
    (r"Solve $x^2\equiv 4 \pmod{7}$.", r"x\equiv 2,5 \pmod 7", r"x\equiv\pm3 \pmod 7", False),
    (r"Find the elements of order 2 in $\mathbb{Z}_8$.", "4", r"\{-4\}", True),
    (r"Find the elements of order 2 in $\mathbb{Z}_8$.", "4", r"\{\pm2\}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_residues(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
