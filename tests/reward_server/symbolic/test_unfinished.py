"""Answers that leave their work to the judge."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.unfinished import _ALWAYS, _OPERATIONS, is_plain, is_solved, unfinished


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("5", "2+3", False),
        ("6", r"2\cdot 3", False),
        ("3", r"\frac{6}{2}", True),
        (r"\frac{3}{2}", r"\frac{1/2}{1/3}", False),
        ("2", r"17 \bmod 5", False),
        ("6", r"\gcd(12, 18)", False),
        ("36", r"\text{lcm}(12, 18)", False),
        ("10", r"\binom{5}{2}", False),
        ("3", r"\lfloor 3.5\rfloor", False),
        ("-2", r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", False),
        ("55", r"\sum_{k=1}^{10} k", False),
        (r"\frac13", r"\int_0^1 x^2\,dx", False),
        ("120", "5!", True),
        ("1024", "2^{10}", True),
        ("12", r"2^2\cdot 3", True),
        ("12", r"4\cdot 3", False),
        ("2", r"\sqrt4", True),
        ("3", r"\log_2 8", True),
        (r"2\frac12", r"\frac52", True),
        ("5", "2+3 = 5", True),
        ("300000000", r"3\times 10^8", True),
        ("x = 2", "x + 2 = 4", False),
        ("x+3", "x+1+2", True),
        ("(5, 6)", "(2+3, 6)", False),
        ("7", r"\max(3, 7)", False),
    ],
)  # fmt: skip
def test_work_that_is_left_to_do_is_not_paid(truth: str, answer: str, right: bool) -> None:
    """Where the ground truth is a plain number: sums, products, quotients, functions of integers."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("9t^2", r"\frac{d}{dt}(3t^3) = 9t^2", True),
        ("9t^2", r"\frac{d}{dt}(3t^3) = 3t^2", False),
        ("5", r"\frac{d}{dt}(5t) = 5", True),
        ("4", r"\frac{d}{dt}(t^2) = 4", False),
        (r"\frac{\pi^2}{6}", r"\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}", True),
        (r"\frac{\pi^2}{6}", r"\sum_{n=1}^\infty \frac{1}{n^2}", False),
        ("55", r"S = \sum_{k=1}^{10} k = 55", True),
        ("55", r"S = 55 = \sum_{k=1}^{10} k", False),
        ("10", r"\sum_{k=1}^n k = 10", False),
        ("2", r"\int_0^a x\,dx = 2", False),
        ("0.3", r"P(A \cap B) = 0.5 \times 0.6 = 0.3", True),
        ("0.3", r"P(A \cap B) = 0.5 \times 0.6", False),
        (r"\{3, 5\}", r"A \cap B = \{1, 3, 5\} \cap \{3, 4, 5\} = \{5, 3\}", True),
        (r"\{3, 5\}", r"A \cap B = \{1, 3, 5\} \cap \{3, 4, 5\}", False),
        (r"A \cap B = \{3\}", r"A \cup B = \{3\}", False),
        (r"A \cap B = \{3\}", r"\{3\}", True),
        ("y = e^x", r"\frac{dy}{dx} = y", False),
    ],
)  # fmt: skip
def test_a_chain_of_steps_states_its_last_member(truth: str, answer: str, right: bool) -> None:
    """Whatever operations stand before it, unless a letter of them is what the equation is to be solved for."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("y = 17", r"y = 51 \div 3", False),
        ("17", "51 ÷ 3", False),
        ("17", "51 ÷ 3 = 17", True),
        ("17", r"\frac{51}{3}", True),
        ("17", "51:3", False),
        ("4", "12 : 3 = 4", True),
        (r"\frac{2}{3}", "2:3", True),
        ("6 ÷ 2", "6 ÷ 2", True),
        (r"\{1, 2, 3, 4\}", r"\{1, 2\} \cup \{2, 3, 4\}", False),
        (r"\{1, 2, 3\}", r"\{1, 2\} \cup \{3\}", True),
    ],
)  # fmt: skip
def test_a_division_and_a_union_with_common_members_are_left_to_do(truth: str, answer: str, right: bool) -> None:
    """A sign of division between numerals, unlike a fraction or a ratio; members that stand in two sets of a union."""
    assert compare(truth, answer).equal is right


LEFT = {
    "add": "2+3", "mod": r"17 \bmod 5", "gcd": r"\gcd(12, 18)", "lcm": "lcm(12, 18)", "det": r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", "binom": r"\binom{5}{2}", "perm": "A_5^2", "floor": r"\lfloor 3.5\rfloor", "ceil": r"\lceil 3.5\rceil", "abs": "|-5|",
    "max": r"\max(2, 3)", "min": r"\min(2, 3)", "sum": r"\sum_{k=1}^{3} k", "prod": r"\prod_{k=1}^{3} k", "int": r"\int_0^1 x dx", "lim": r"\lim_{x\to 0} x", "lim+": r"\lim_{x\to 0^+} x", "lim-": r"\lim_{x\to 0^-} x", "derivative": r"\frac{d}{dx} x", "partial": r"\frac{\partial}{\partial x} x",
    "cross": r"\vec{(1,2,3)} \times \vec{(4,5,6)}",
}  # fmt: skip
DONE = {
    "add": r"1+\sqrt{2}", "mod": "3 mod 7", "gcd": r"\gcd(n, 18)", "lcm": "lcm(n, 18)", "det": r"\begin{vmatrix}n&2\\3&4\end{vmatrix}", "binom": r"\binom{n}{2}", "perm": "n", "floor": r"\lfloor x\rfloor", "ceil": r"\lceil x\rceil", "abs": "|x|",
    "max": r"\max(x, 3)", "min": r"\min(x, 3)", "derivative": r"\frac{dy}{dx} = 2", "partial": r"\frac{\partial y}{\partial x} = 2",
}  # fmt: skip
"""Work that a number cannot be asked to do: with letters, or with nothing left to add."""


@pytest.mark.parametrize("head", sorted(_OPERATIONS))
def test_each_operation_on_numbers_is_work_and_one_with_letters_is_none(head: str) -> None:
    if head == "cross":
        return  # its tuples are compared entry by entry, see test_matrices
    assert unfinished(parse("5"), parse(LEFT[head])) == _OPERATIONS[head]
    if head not in _ALWAYS or head in DONE:
        assert unfinished(parse("5"), parse(DONE[head])) == ""
    else:
        assert unfinished(parse(LEFT[head]), parse(LEFT[head])) == "", "where the ground truth has it too"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("5", True), ("-5", True), (r"50\%", True), ("3/4", True), ("-3/4", True), ("x = 5", True), (r"5\text{ cm}", True), (r"\{1, 2\}", True), ("(1, 2)", True), ("1, 2", True), ("1 or 2", True), (r"\infty", True), (r"90^\circ", True),
        ("[1, 2]", True), ("[1, 2)", True), ("(1, 2]", True), (r"\begin{pmatrix}1&2\end{pmatrix}", True), (r"\pm 2", True),
        ("x", False), (r"\sqrt2", False), (r"\frac{\sqrt2}{2}", False), ("(1, x)", False), ("x+1 = 5", False), ("2^3", False), (r"\pi", False), (r"\text{yes}", False), (r"x\text{ cm}", False), (r"-x", False),
    ],
)  # fmt: skip
def test_a_plain_ground_truth_is_numerals_and_structures_of_them(text: str, plain: bool) -> None:
    assert is_plain(parse(text)) is plain


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("5", True), ("(1, 2)", True), ("x < 2", True), ("2 < x", True), ("1 < x < 2", True), (r"\mathbb{R}", True), (r"(1,2)\cup(3,4)", True), (r"x\in[1, 2]", True), (r"\{x \mid x > 2\}", True), (r"x\ne 2", True), ("x < 1 or x > 2", True), ("[1, 2)", True),
        ("2x < 4", False), (r"[0,2]\cap[1,3]", False), (r"[0,2]\setminus[1,3]", False), (r"\text{yes}", False), ("x + 1 = 5", False), (r"x \ge 2", True), (r"x \le 2", True), ("x > 2", True),
    ],
)  # fmt: skip
def test_a_solved_ground_truth_is_values_intervals_and_bounds(text: str, solved: bool) -> None:
    assert is_solved(parse(text)) is solved


@pytest.mark.parametrize(
    ("truth", "answer", "work"),
    [
        ("x = 2", "2x = 4", "equation to solve"), ("x < 2", "2x < 4", "inequality to solve"), ("(1, 2)", r"[0,2]\cap(1,3)", "intersection"), ("[0, 1)", r"[0,2]\setminus[1,3]", "difference of sets"), ("6", r"2\cdot 3", "product"), ("12", r"2^2\cdot 3", ""),
        ("36", r"2^2\cdot 2\cdot 3", "product"), ("36", r"4^1 \cdot 3^2", "product"), ("3/2", r"\frac{1/2}{1/3}", "quotient"), ("10", r"\frac{5!}{4!}", "quotient"), ("-3/2", r"\frac{-\frac12}{3}", "quotient"), ("5", r"5\text{ cm}", ""), ("5", r"(2+3)\text{ cm}", "sum"), ("5", "x = 2+3", "sum"), ("5", "2+3 = 5", ""), ("x", "2+3", ""),
        ("300000000", r"3\times 10^8", ""), ("10", r"2 \cdot \sqrt{25}", "product"), ("5", r"5\sqrt2", ""), ("2", r"17 \bmod 5", "remainder"), ("5", "(2+3, 6)", "sum"), ("10007", r"10007^1\cdot 2", "product"), ("12", r"2^{2}\cdot 3^{x}", ""), ("12", r"2.0^2\cdot 3", "product"),
    ],
)  # fmt: skip
def test_the_first_work_that_is_left_is_named(truth: str, answer: str, work: str) -> None:
    assert unfinished(parse(truth), parse(answer)) == work


@pytest.mark.parametrize(
    ("truth", "answer", "work"),
    [
        ("[-2,2]", r"|x|\le 2", ""), ("[-2,2]", r"\{y\in\mathbb{R} : |y|\le 2\}", ""), (r"(-\infty,-2)\cup(2,\infty)", "|x|>2", ""),
        ("[-1,3]", r"|x-1|\le 2", "inequality to solve"), ("[-1,1]", r"|2x|\le 2", "inequality to solve"), ("x=2", "|x|=2", "equation to solve"),
        (r"[-2,0]\cup[2,4]", r"[-2,4]\setminus(0,2)", ""), (r"[0,2)\cup(2,5]", r"[0,5]\setminus\{2\}", ""), (r"(0,1)\cup(1,2)\cup(2,3)", r"(0,3)\setminus\{1,2\}", ""),
        ("[0,1)", r"[0,2]\setminus[1,2]", "difference of sets"), ("[0,2]", r"[0,2]\setminus\{5\}", "difference of sets"), (r"\{1,2\}", r"\{1,2,3\}\setminus\{3\}", "difference of sets"),
        (r"[0,1)\cup(2,3]", r"[0,3]\setminus[1,2]\setminus[1,2]", "difference of sets"), (r"(0,1)\cup(1,2)", r"((0,1)\cup(1,2))\setminus\{5\}", "difference of sets"),
    ],
)  # fmt: skip
def test_a_set_is_finished_by_a_modulus_and_without_what_lies_inside(truth: str, answer: str, work: str) -> None:
    """|x| < 2 is as plain as -2 < x < 2, and [0, 5] without 2 as plain as two intervals."""
    assert unfinished(parse(truth), parse(answer)) == work


@pytest.mark.parametrize(
    ("truth", "answer", "work"),
    [
        ("126", "\\int_0^{126} 1 \\", "integral"),
        ("126", r"\int_0^{126} 1", "integral"),
        ("6", r"\sum_{k} k", "sum"),
        ("126", r"\int x = 126", ""),
        ("126", "126", ""),
        (r"\int_0^{126} 1", r"\int_0^{126} 1", ""),
    ],
)  # fmt: skip
def test_an_operation_is_seen_in_what_the_grammar_cannot_read(truth: str, answer: str, work: str) -> None:
    verdict = compare(truth, answer)
    assert verdict.unfinished is bool(work)
    assert (f" {work} " in verdict.reason) if work else verdict.equal
