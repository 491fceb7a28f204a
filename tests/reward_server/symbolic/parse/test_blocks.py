"""Environments, brackets, operators with bounds."""

from __future__ import annotations

import pytest
from table_cases import NOTHING, accepting_and_refusing, reading  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse import blocks


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
        ("5", r"\begin{aligned}5\end{aligned}", True),
        ("5", r"\begin{aligned}5 & 6\end{aligned}", False),
        ("5", r"\begin{aligned}5\\6\end{aligned}", False),
        ("x=1, y=2", r"\begin{cases}x=1\\y=2\end{cases}", True),
        ("x=1, y=2", r"\begin{cases}x=1\\y=3\end{cases}", False),
        ("1, 0", r"\begin{cases}1\\0\end{cases}", False),
        (r"\begin{cases}1&x>0\\0&x\le 0\end{cases}", r"\begin{cases}0&x\le 0\\1&x>0\end{cases}", True),
        (r"\begin{cases}1&x>0\\0&x\le 0\end{cases}", r"\begin{cases}1&x>0\\2&x\le 0\end{cases}", False),
        (r"\int_0^1 5\,d x", r"\int_0^1 5\,d t", True), (r"\int_0^1 d \cdot t\,d t", r"\int_0^1 d \cdot x\,dx", True), (r"\int_0^1 x\,dx", r"\int_0^1 t\,dt", True), (r"\int_0^1 (x + d)\,dx", r"\int_0^1 (t + d)\,dt", True),
        (r"\sum_{k=1}^n k", r"\sum_{k=1}^n 2k", False), (r"\sum_{k=1}^{3} k", "6", True),
        (r"\sum_{k=1}^{3} k", "5", False), (r"\prod_{k=1}^{4} k", "24", True), (r"\prod_{k=1}^{4} k", "10", False),
        (r"\lim_{x\to 0} f(x)", r"\lim_{t\to 0} f(t)", True), ("]1, 2[", "(1, 2)", True), ("]1, 2[", "[1, 2]", False),
        ("[1, 2[", "[1, 2)", True), ("[1, 2[", "[1, 2]", False), ("]1, 2]", "(1, 2]", True),
        ("[(1, 2)]", "(1, 2)", False), ("[5]", "5", True), ("(5)", "5", True), ("(5)", "6", False),
        (r"\{x : x > 2\}", "(2, oo)", True), (r"\{x | x > 2\}", r"(2, \infty)", True),
        (r"\{x \mid x > 2\}", r"[2, \infty)", False), (r"\{1, 2\}", r"\{2, 1\}", True),
        (r"\{1, 2\}", r"\{1, 3\}", False), (r"\{(1,2)\}", r"\{(2,1)\}", False),
        (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", "-2", True), (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", "2", False),
        (r"\begin{array}{cc}1&2\\3&4\end{array}", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", True),
        (r"\begin{array}{cc}1&2\\3&4\end{array}", r"\begin{pmatrix}1&2\\4&3\end{pmatrix}", False),
        (r"\begin{bmatrix}1\\2\end{bmatrix}", r"\begin{bmatrix}1\\3\end{bmatrix}", False),
        (r"\begin{cases}x&x>0,\\-x&\text{otherwise}\end{cases}", r"\begin{cases}x&\text{if } x>0\\-x&\text{else}\end{cases}", True),
        (r"\begin{cases}x&x>0\\-x&x<0\end{cases}", r"\begin{cases}x, x>0\\-x, x<0\end{cases}", True),
        (r"\begin{cases}x&x>0\\-x&x<0\end{cases}", r"\begin{cases}x, x>0\\x, x<0\end{cases}", False),
        (r"\lfloor 2.5 \rfloor", "2", True), (r"\lfloor 2.5 \rfloor", "3", False), (r"\lceil 2.5 \rceil", "3", True),
        (r"\lceil 2.5 \rceil", "2", False), ("||x| - 1|", "|1 - |x||", True), ("||x| - 1|", "|1 + |x||", False),
    ],
)  # fmt: skip
def test_a_block_is_read_as_what_it_encloses(truth: str, answer: str, right: bool) -> None:
    """Matrices, cases, floors, absolute values, sums."""
    assert compare(truth, answer).equal is right


test_each_command_reads_its_inside = accepting_and_refusing(
    blocks.COMMANDS,
    {
        "{": (r"\{1, 2\}", "set(1, 2)", r"\{1, 2)", NOTHING), "emptyset": (r"\emptyset", "set()", r"\emptyset)", NOTHING), "mathbb": (r"\mathbb{R}", "set R", r"\mathbb{B}", NOTHING),
        "lfloor": (r"\lfloor x\rfloor", "floor(x)", r"\lfloor x", NOTHING), "lceil": (r"\lceil x\rceil", "ceil(x)", r"\lceil x", NOTHING),
        "begin": (r"\begin{pmatrix}1&2\end{pmatrix}", "matrix(row(1, 2))", r"\begin{pmatrix}1&2\\3\end{pmatrix}", NOTHING), "overline": (r"\overline z", "bar(z)", r"\overline", NOTHING), "bar": (r"\bar z", "bar(z)", r"\bar", NOTHING),
        "sum": (r"\sum_{k=1}^n k", "sum(#1, 1, n, #1)", r"\sum k", NOTHING), "prod": (r"\prod_{k=1}^n k", "prod(#1, 1, n, #1)", r"\prod k", NOTHING), "int": (r"\int_0^1 x dx", "int(#1, 0, 1, #1)", r"\int_0^1 x", NOTHING),
        "lim": (r"\lim_{x\to 0} x", "lim(#1, 0, #1)", r"\lim x", NOTHING),
    },
)  # fmt: skip

test_each_bracket_reads_what_it_encloses = accepting_and_refusing(
    blocks.BRACKETS,
    {
        "(": ("(1, 2]", "(1, 2]", "(1, 2}", NOTHING), "[": ("[1, 2)", "[1, 2)", "[1, 2}", NOTHING), "]": ("]1, 2]", "(1, 2]", "]1, 2}", NOTHING), "{": ("{1, 2}", "set(1, 2)", "{}", NOTHING), "|": ("|x|", "abs(x)", "|", NOTHING),
        "||": (r"\|x\|", "abs(x)", r"\|", NOTHING), "<(": (r"\langle 1, 2\rangle", "(1, 2)", r"\langle", NOTHING),
        "cup": (r"\bigcup_{k\in\mathbb{Z}} [k, 2k]", "such_that([k, (2*k)], in(k, set Z))", r"\bigcup_{k=0}^{\infty} [k, 2k]", NOTHING),
    },
)  # fmt: skip

test_each_part_of_the_line_is_an_interval_and_of_no_other_set = accepting_and_refusing(
    blocks._PARTS,
    {
        part: (rf"\mathbb{{R}}{sign}{{{part}}}", tree, rf"\mathbb{{Z}}{sign}{{{part}}}", NOTHING if sign == "^" or "0" in part else "")
        for part, sign, tree in (
            ("+", "^", "(0, oo)"), (">0", "_", "(0, oo)"), (">=0", "_", "[0, oo)"), ("-", "^", "(-oo, 0)"), ("<0", "_", "(-oo, 0)"), ("<=0", "_", "(-oo, 0]"), ("*", "^", "setminus(set R, set(0))"),
        )
    },
)  # fmt: skip


@pytest.mark.parametrize("letter", sorted(blocks._SETS))
def test_each_letter_of_a_set_is_one_and_stays_a_letter_outside(letter: str) -> None:
    assert (reading(rf"\mathbb{{{letter}}}"), reading(letter)) == (f"set {letter}", letter)


@pytest.mark.parametrize("word", sorted(blocks._CONDITIONS))
def test_each_word_of_a_condition_is_skipped_in_cases_and_another_is_not(word: str) -> None:
    row = r"\begin{cases} x & %s\ x>0\\ 1 & x<0\end{cases}"
    assert reading(row % rf"\text{{{word}}}") == "cases(case(x, x > 0), case(1, x < 0))"
    assert reading(row % rf"\text{{{word}ish}}") != "cases(case(x, x > 0), case(1, x < 0))"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (r"\int x^2 dx", "int(x, (x^2))"), (r"\int dx", "int(x, 1)"), (r"\int_0^1 x \, d x", "int(#1, 0, 1, #1)"), (r"\int (x+1) dx", "int(x, (x + 1))"), (r"\int (x dx)", NOTHING), (r"\int_0^1 x dx + 1", "int(#1, 0, 1, #1) + 1"),
        (r"\int d y", "int(y, 1)"), (r"\int_0^1 x y dy", "int(#1, 0, 1, (x*#1))"), (r"\int x d2", NOTHING), (r"\int x d", NOTHING), (r"\int_0 x dx", "int(x, x)"), (r"\int^1_0 x dx", "int(#1, 0, 1, #1)"), (r"\int \frac{1}{x} dx", "int(x, (1/x))"),
        (r"\lim_{x \to 0} x + 1", "lim(#1, 0, #1) + 1"), (r"\sum_{k=1}^n k^2 + 1", "sum(#1, 1, n, (#1^2)) + 1"), (r"\sum_{k=1}^n \sum_{j=1}^k j", "sum(#1, 1, n, sum(#2, 1, #1, #2))"), (r"\sum_{k=1}^n k + \sum_{j=1}^n j", "sum(#1, 1, n, #1) + sum(#1, 1, n, #1)"), (r"\sum_k k", "sum(#1, #1)"), (r"\sum^n_{k=1} k", "sum(#1, 1, n, #1)"), (r"\sum_{k=1}^n a_{2k}x_{kj}", "sum(#1, 1, n, (apply(a, (2*#1))*apply(x, #1, j)))"), (r"\sum_{k=1}^n x_{max}k", "sum(#1, 1, n, (x_max*#1))"), (r"\lim_{x \to 0^+} x", "lim+(#1, 0, #1)"), (r"\lim_{x \to 0^{-}} x", "lim-(#1, 0, #1)"), (r"\lim_{x \to 2-} x", "lim-(#1, 2, #1)"), (r"\lim_{x \downarrow 0} x", "lim+(#1, 0, #1)"), (r"\lim_{x \nearrow a} x", "lim-(#1, a, #1)"), (r"\lim_{x \to a+b} x", "lim(#1, (a + b), #1)"), (r"\sum_{2=1}^n k", NOTHING), (r"\sum_{k=1} k", "sum(#1, 1, #1)"),
    ],
)  # fmt: skip
def test_a_bound_variable_reaches_to_the_end_of_its_body(text: str, tree: str) -> None:
    """An integrand ends at its differential, a summand at the next sum; a bound variable has no name of its own."""
    assert reading(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("]1, 2[", "(1, 2)"), ("[1, 2[", "[1, 2)"), ("(1, 2", "(1, 2)"), ("[1, 2", "[1, 2]"), ("]1, 2", "(1, 2)"), ("()", "()"), ("(1]", NOTHING), ("[1)", NOTHING), ("[1]", "1"), ("(1)", "1"), ("[[1, 2]]", "[[1, 2]]"), ("[(1, 2)]", "[(1, 2)]"), ("((1, 2))", "(1, 2)"),
        ("{1}", "1"), (r"\{1\}", "set(1)"), (r"\{x | x>0\}", "such_that(x, x > 0)"), (r"\{x : x>0\}", "such_that(x, x > 0)"), (r"\{x \| x>0\}", "such_that(x, x > 0)"), (r"\{|x| : x>0\}", "such_that(abs(x), x > 0)"), (r"\{(x|y)\}", NOTHING),
        (r"\langle 1\rangle", "1"), ("||x||", "abs(abs(x))"), ("|x|y|z|", "abs(x)*y*abs(z)"), ("|(x|y|)|", "abs((x*abs(y)))"), (r"\lfloor x)", NOTHING), (r"\left\{\begin{aligned}5\end{aligned}\right.", "set(5)"),
    ],
)  # fmt: skip
def test_brackets_group_or_make_a_structure(text: str, tree: str) -> None:
    """One thing in a bracket is itself; several are a tuple, an interval or a set, and a bar inside a bracket ends there."""
    assert reading(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", "det(matrix(row(1, 2), row(3, 4)))"), (r"\begin{array}{cc}1&2\\3&4\end{array}", "matrix(row(1, 2), row(3, 4))"), (r"\begin{array}1\end{array}", "matrix(row(1))"), (r"\begin{pmatrix}\end{pmatrix}", NOTHING), (r"\begin{pmatrix}1&2\\\\3&4\end{pmatrix}", "matrix(row(1, 2), row(3, 4))"),
        (r"\begin{cases}x, & x>0, y>0\\ 1, & x<0\end{cases}", "cases(case(x, x > 0, y > 0), case(1, x < 0))"), (r"\begin{cases}1, x>0\\0, x<0\end{cases}", "cases(case(1, x > 0), case(0, x < 0))"), (r"\begin{cases}1\\0, x<0\end{cases}", "cases(case(1), case(0, x < 0))"), (r"\begin{cases}x=1\\y\end{cases}", "cases(case(x = 1), case(y))"),
        (r"\begin{cases}x=1, y=2\\y=3\end{cases}", "cases(case(x = 1, y = 2), case(y = 3))"), (r"\begin{cases}x=1\\y<2\end{cases}", "x = 1, y < 2"), (r"\begin{cases}x=1\end{cases}", "x = 1"), (r"\begin{cases}1&2&3\\4&5\end{cases}", NOTHING),
        (r"\begin{center}5\end{center}", "5"), (r"\begin{zzz}5\\6\end{zzz}", NOTHING), (r"\begin{zzz}5&6\end{zzz}", NOTHING), (r"\begin{aardvark}1&2\end{aardvark}", NOTHING), (r"\mathbb{R}^2", "set R^2"), (r"\mathbb{R}_{>1}", NOTHING), (r"\mathbb R", "set R"),
    ],
)  # fmt: skip
def test_an_environment_is_a_matrix_its_cases_or_its_one_cell(text: str, tree: str) -> None:
    """Rows have one length in a matrix, two cells in cases, and one cell alone elsewhere."""
    assert reading(text) == tree
