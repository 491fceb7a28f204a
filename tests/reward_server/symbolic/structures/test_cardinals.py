"""Infinite cardinals have several names."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.cardinals import same_cardinals


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"$2^{\aleph_0}$", r"\mathfrak{c}", True), (r"$2^{\aleph_0}$", r"\text{the cardinality of the continuum}", True),
        (r"$2^{\aleph_0}$", r"|\mathbb{R}|", True), (r"$\mathfrak c$", r"2^{|\mathbb N|}=|\mathbb R|", True),
        (r"$2^{\aleph_0}$", r"|\mathcal P(\mathbb Q)|", True), (r"$2^{\aleph_0}$", r"|\mathcal P(\mathbb R)|", False), (r"\aleph_0", r"|\mathcal P(\mathbb N)|", False),
        (r"$2^{\aleph_0}$", r"|\mathbb{N}|", False), (r"$2^{\aleph_0}$", r"2^{\mathfrak c}", False),
        (r"$2^{\aleph_0}$", r"\aleph_1", None), (r"$2^{\aleph_0}$", r"\text{uncountable}", None),
        (r"$2^{\aleph_0}$", r"\text{countably infinite}", False), (r"$\aleph_0$", r"\text{countably infinite}", True),
        (r"$\aleph_0$", r"\text{countable}", None), ("countably infinite", r"|\mathbb{N}|=\aleph_0", True),
        (r"$2^{\mathfrak{c}}$", r"2^{2^{\aleph_0}}", True), (r"$2^{\mathfrak{c}}$", r"2^{\aleph_0}", False),
        (r"$\aleph_0$", r"\aleph_0\text{ (countably infinite)}", True), (r"uncountable, $\mathfrak{c}$", r"\mathfrak{c}", True),
        (r"$2^{\aleph_0}$", r"\text{cardinality of the continuum }\mathfrak{c}", True), (r"$\aleph_0$", r"\aleph_0\text{ (uncountable)}", None),
        (r"$\mathfrak c$", r"\aleph_0=2^{\aleph_0}", None), ("countably infinite", r"\mathbb{Q}", None),
    ],
)  # fmt: skip
def test_a_cardinal_is_told_by_its_power_sets(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_cardinals(truth, answer)
    assert (verdict and verdict.equal) == equal
