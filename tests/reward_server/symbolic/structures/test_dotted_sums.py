"""Sums with dots, beside those with a sign."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

HARMONIC = r"1+\frac12+\dots+\frac1n"


@pytest.mark.parametrize(
    ("dotted", "whole"),
    [
        (HARMONIC, r"\sum_{k=1}^n \frac1k"), (HARMONIC, r"\sum_{k=0}^{n-1}\frac{1}{k+1}"), ("1+2+...+n", r"\sum_{k=1}^{n} k"),
        (r"1+\frac12+\frac13+\cdots+\frac{1}{n-1}+\frac1n", r"\sum_{j=1}^n \frac1j"), (r"1^2+2^2+\cdots+n^2", r"\sum_{k=1}^n k^2"),
        (r"1+x+x^2+\cdots+x^n", r"\sum_{k=0}^n x^k"), (r"1-\frac12+\frac13-\dots+\frac{(-1)^{n+1}}{n}", r"\sum_{k=1}^n \frac{(-1)^{k+1}}{k}"),
        (r"\frac{1}{n+1}+\frac{1}{n+2}+\cdots+\frac{1}{2n}", r"\sum_{k=1}^{n}\frac{1}{n+k}"), (r"a_1+a_2+\cdots+a_n", r"\sum_{i=1}^n a_i"),
        (r"1+\frac12+\cdots+\frac{1}{2n}", r"\sum_{k=1}^{2n}\frac1k"), (r"S_n = 1+2+\cdots+n", r"\sum_{k=1}^n k"), (r"1+2+\cdots+100", r"\sum_{k=1}^{100} k"),
    ],
)  # fmt: skip
def test_first_and_last_terms_say_which_sum_it_is(dotted: str, whole: str) -> None:
    """Whichever side has the dots."""
    assert compare(dotted, whole).equal
    assert compare(whole, dotted).equal


@pytest.mark.parametrize(
    ("dotted", "whole"),
    [
        (HARMONIC, r"\sum_{k=1}^{n-1} \frac1k"), (HARMONIC, r"\sum_{k=2}^{n} \frac1k"), (HARMONIC, r"\sum_{k=1}^{2n}\frac1k"),
        (HARMONIC, r"\sum_{k=1}^{n}(\frac1k+(k-1)(k-2)(k-n))"), (r"2+4+\cdots+2n", r"\sum_{k=1}^n 2^k"), (r"1^2+2^2+\cdots+n^2", r"\sum_{k=1}^n k^3"),
        (r"1+\cdots+n", r"\sum_{k=1}^n k"), (r"1+\frac12+\frac14+\cdots", r"\sum_{k=0}^\infty 2^{-k}"), (r"1+2+\cdots+n", r"1+3+\cdots+n"),
        (r"1+1+\cdots+1", r"\sum_{k=1}^n 1"), (r"a_1+a_2+\cdots+a_n", r"\sum_{i=1}^n b_i"), (r"1+2+\cdots+100", r"\sum_{k=1}^{100}(k+(k-1)(k-2)(k-100))"),
    ],
)  # fmt: skip
def test_other_terms_or_bounds_are_another_sum(dotted: str, whole: str) -> None:
    """One term at an end that differs is enough; what the ends leave open is not accepted."""
    for truth, answer in ((dotted, whole), (whole, dotted)):
        try:
            assert not compare(truth, answer).equal
        except Undecided:
            continue


@pytest.mark.parametrize("truth", ["5050", r"\frac{n(n+1)}{2}"])
def test_dots_are_work_to_do_where_the_ground_truth_has_none(truth: str) -> None:
    """A sum that is written out is no value yet; one that goes on to its value is."""
    last = "100" if truth == "5050" else "n"
    verdict = compare(truth, rf"1+2+\cdots+{last}")
    assert not verdict.equal
    assert verdict.unfinished
    assert compare(truth, rf"1+2+\cdots+{last}={truth}").equal
