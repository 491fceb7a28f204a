"""The words for kinds: each line of the tables finds its own, and no other word."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.analysis.kinds import KIND, LETTERS, OF_EQUATIONS, OF_POINTS, OF_SETS

CASES = {
    "max": "local maximum", "min": "Tiefpunkt", "saddle": "saddle point", "inflection": "point of inflection",
    "semistable": "semi-stable", "unstable": "unstable", "stable": "asymptotically stable", "pole": "pole of order 2",
    "essential": "essential singularity", "removable": "removable", "jump": "jump discontinuity", "zero": "Nullstellen",
    "centre": "center", "radius": "radius of convergence", "diameter": "diameter", "vertex": "vertices", "focus": "foci",
    "rank": "rank", "nullity": "dim ker A", "amplitude": "amplitude", "period": "period", "phase": "phase shift",
    "quotient": "quotient", "remainder": "remainder", "slope": "slope", "median": "median", "variance": "variance",
    "deviation": "standard deviation", "vertical": "vertical asymptote", "horizontal": "horizontal", "oblique": "slant",
    "directrix": "directrix", "axis": "axis of symmetry", "interval": "interval: ", "increasing": "strictly increasing",
    "decreasing": "decreasing", "convex": "concave up", "concave": "concave down", "absolutely": "converges absolutely",
    "conditionally": "conditionally convergent", "diverges": "diverges", "domain": "D_f", "range": "range",
}  # fmt: skip


@pytest.mark.parametrize("name", OF_POINTS | OF_EQUATIONS | OF_SETS)
def test_each_kind_is_found_by_its_word(name: str) -> None:
    found = KIND.search(CASES[name])
    assert found is not None
    assert found[name]


@pytest.mark.parametrize("text", ["climax", "mint", "saddlers", "x", "maxime", "radiusx", "domains"])
def test_other_words_are_none(text: str) -> None:
    assert KIND.fullmatch(text) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [("centre", "C(2,-1)"), ("radius", "r=3"), ("vertex", "V(0,0)"), ("focus", "F(2,0)"), ("directrix", "d: x=-2"), ("slope", "m=2"), ("interval", "R=3, [-1,5)")],
)  # fmt: skip
def test_letters_that_name(kind: str, text: str) -> None:
    assert LETTERS[kind].search(text) is not None
    assert LETTERS[kind].search("abc") is None
