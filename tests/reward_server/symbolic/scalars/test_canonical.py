"""One form for what differs in order alone, and coefficients of sums."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.canonical import canonical


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x+1", "1+x", True), ("xy", "yx", True), ("1+x+0", "x+1", True), (r"1\cdot x", "x", True), (r"\frac{x}{1}", "x", True), ("x^1", "x", True),
        ("a=b", "b=a", True), ("-(-x)", "x", True), ("1.0x", "x", True), ("(a+b)+c", "a+(b+c)", True),
        ("x+1", "x+2", False), ("x-1", "1-x", False), (r"\frac{x}{2}", r"\frac{2}{x}", False), ("x^2", "2^x", False), (r"0\cdot x", "x", False),
        ("1+x", "x", False), ("x<y", "y<x", False), (r"\frac{1}{x}", "x", False), ("1^x", "x", False),
    ],
)  # fmt: skip
def test_order_and_operations_that_do_nothing_do_not_count(one: str, other: str, same: bool) -> None:
    assert (canonical(parse(one)) == canonical(parse(other))) is same
