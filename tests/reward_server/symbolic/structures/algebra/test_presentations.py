"""A presentation is the group that it presents."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.structures.algebra.presentations import presented


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("⟨r,s|r^4=s^2=1,srs=r^{-1}⟩", ("D8",)), ("⟨r,s|r^4,s^2,(rs)^2⟩", ("D8",)), ("⟨r,s|r^4=s^2=1,srs=r⟩", ("C2", "C4")),
        ("⟨a,b|a^4=1,b^2=a^2,bab^{-1}=a^{-1}⟩", ("Q8",)), ("⟨a,b|a^8=1,b^2=a^4,bab^{-1}=a^{-1}⟩", ("Q16",)),
        ("⟨a,b|a^6=b^2=1,bab=a^{-1}⟩", ("C2", "D6")), ("⟨a,b|a^3=b^2=1,bab=a^2⟩", ("D6",)),
        ("⟨a,b|ab=ba⟩", ("Z", "Z")), ("⟨a,b|[a,b]⟩", ("Z", "Z")), ("⟨a,b|⟩", ("free(Z|Z)",)), ("⟨a|a^6⟩", ("C2", "C3")),
        ("⟨a,b|a^2,b^3⟩", ("free(C2|C3)",)), ("⟨a,b|a^4=b^6=1,ab=ba⟩", ("C2", "C3", "C4")), ("⟨a,b|a^2b^3,b^5⟩", ("C2", "C5")),
        ("⟨a,b|a^2,b^3,(ab)^3⟩", ("A4",)), ("⟨a,b|a^2,b^3,(ab)^4⟩", ("S4",)), ("⟨a,b|a^2,b^3,(ab)^5⟩", ("A5",)),
        ("⟨x,y,z|x^2,y^2,z^2,(xy)^3,(yz)^3,(xz)^2⟩", ("S4",)),
        ("⟨a,b|a^2,b^3,(ab)^7⟩", None), ("⟨a,b|aba=bab⟩", None), ("⟨a,a|a^2⟩", None), ("⟨a|b^2⟩", None),
        ("⟨r,s|r^8=s^2=1,srs=r^{3}⟩", None), ("⟨a,b|(a,b)⟩", None),
    ],
)  # fmt: skip
def test_it_is_told_by_its_elements(text: str, found: tuple[str, ...] | None) -> None:
    """None where it is infinite, too large, or none of those that have a name here."""
    budget.begin()
    assert presented(text) == found


@pytest.mark.parametrize("relators", ["a^9b^9a^9b^9," * 14, "(ab)^{9}," * 20, "[a,b]" * 15, "((((((" * 20])
def test_no_presentation_runs_for_long(relators: str) -> None:
    budget.begin()
    start = time.perf_counter()
    with suppress(budget.Exhausted):
        presented(f"⟨a,b|{relators.strip(',')}⟩")
    assert time.perf_counter() - start < 0.3
