"""How tightly operators bind."""

from __future__ import annotations

import pytest
from table_cases import NOTHING, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse import precedence


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("-x^2", "-(x^2)", True),
        ("-x^2", "(-x)^2", False),
        ("2x^2", "2(x^2)", True),
        ("2x^2", "(2x)^2", False),
        ("a-b-c", "(a-b)-c", True),
        ("a-b-c", "a-(b-c)", False),
        ("a/b/c", r"\frac{a}{bc}", True),
        ("a/b/c", r"\frac{ac}{b}", False),
        ("2^{3^x}", "2^{(3^x)}", True),
        ("a+bc", "a+(bc)", True),
        ("a+bc", "(a+b)c", False),
        ("1/2x", r"\frac{x}{2}", True),
    ],
)  # fmt: skip
def test_operators_bind_as_people_read_them(truth: str, answer: str, right: bool) -> None:
    """Powers before signs, products before sums, chains from the left."""
    assert compare(truth, answer).equal is right


test_each_operator_joins_two_values_and_not_one = accepting_and_refusing(
    precedence._INFIX,
    {
        ":": ("2:3", "2:3", "(2:)", NOTHING), "cup": (r"A\cup B", "cup(A, B)", r"A\cup", NOTHING), "setminus": (r"A\setminus B", "setminus(A, B)", r"A\setminus", NOTHING), "cap": (r"A\cap B", "cap(A, B)", r"A\cap", NOTHING),
        "mod": (r"7\bmod 3", "mod(7, 3)", r"7\bmod", NOTHING), "+": ("1+2", "1 + 2", "1+", NOTHING), "-": ("1-2", "1 - 2", "1-", NOTHING), "pm": (r"1\pm 2", "1 + pm(2)", r"1\pm", NOTHING), "mp": (r"1\mp 2", "1 + mp(2)", r"1\mp", NOTHING),
        "*": ("2*3", "2*3", "(2*)", NOTHING), "/": ("2/3", "2/3", "2/", NOTHING), "cross": (r"\vec a\times\vec b", "cross(a, b)", r"a\times b", "a*b"),
    },
)  # fmt: skip

test_each_relation_joins_two_sides = accepting_and_refusing(
    precedence._RELATIONS,
    {
        "=": ("x=2", "x = 2", "x==", NOTHING), "<": ("x<2", "x < 2", "x<", NOTHING), "<=": (r"x\le 2", "x <= 2", r"x\le", NOTHING), ">": ("x>2", "x > 2", "x>", NOTHING), ">=": (r"x\ge 2", "x >= 2", r"x\ge", NOTHING), "!=": (r"x\ne 2", "x != 2", r"x\ne", NOTHING),
        "in": (r"x\in A", "in(x, A)", r"x\in", NOTHING), "notin": (r"x\notin A", "notin(x, A)", r"x\notin", NOTHING), "approx": (r"x\approx 2", "x = 2", r"5\approx 6", NOTHING), "equiv": (r"x\equiv 2 \pmod 3", "cong(x, 2, 3)", r"x\equiv 2", "x = 2"),
        "=>": (r"x=2\Rightarrow y=3", "y = 3", r"x=2\Rightarrow", NOTHING), "mapsto": (r"x\mapsto 2", "apply(f, x) = 2", r"x\mapsto", NOTHING),
    },
)  # fmt: skip

test_each_sign_of_sets_joins_inequalities = accepting_and_refusing(
    precedence._JOINS, {"cup": (r"x<0\cup x>1", "x < 0 or x > 1", r"A\cup B", "cup(A, B)"), "cap": (r"x>0\cap x<1", "x > 0, x < 1", r"A\cap B", "cap(A, B)")}
)  # fmt: skip

test_each_separator_parts_a_list_and_separates_nothing_from_nothing = accepting_and_refusing(
    precedence._SEPARATORS, {",": ("1, 2", "1, 2", "1,", "1"), ";": ("1; 2", "1, 2", "1;", "1"), "and": ("1 and 2", "1, 2", "and 2", NOTHING), "or": ("1 or 2", "1 or 2", "or 2", NOTHING)}
)  # fmt: skip
