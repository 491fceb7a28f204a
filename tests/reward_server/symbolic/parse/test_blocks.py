"""Environments, brackets, operators with bounds."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("3", r"\lfloor \pi \rfloor", False),
        (r"\lfloor x \rfloor", r"\lfloor x \rfloor", True),
        (r"\lfloor x \rfloor", r"\lceil x \rceil", False),
        ("|x-1|", "|1-x|", True),
        ("|x-1|", "x-1", False),
        (r"\left(\frac{1}{2}\right)", r"\frac12", True),
        (r"\sum_{k=1}^n k", r"\sum_{j=1}^n j", True),
        (r"\sum_{k=1}^n k", r"\frac{n(n-1)}{2}", False),
        (r"\emptyset", r"\{\}", True),
        (r"\langle 1, 2\rangle", "(1, 2)", True),
        (r"\overline{z}", r"\bar{z}", True),
        (r"\overline{z}", "z", False),
    ],
)  # fmt: skip
def test_a_block_is_read_as_what_it_encloses(truth: str, answer: str, right: bool) -> None:
    """Matrices, cases, floors, absolute values, sums."""
    assert compare(truth, answer).equal is right
