"""Formulas of sets and of statements."""

from __future__ import annotations

import itertools
import random

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.logic.boolean import MAX_CHARS, MAX_DEPTH, MAX_LETTERS, same_formulas
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\overline{A \cup B}", r"\bar A\cap\bar B", True), (r"\overline{A \cup B}", r"\bar A\cup\bar B", False),
        (r"(A\cup B)^c", r"A^{c}\cap B^\complement", True), (r"(A\cap B)'", r"A'\cup B'", True), (r"(A\cap B)'", r"A'\cap B'", False),
        (r"A\setminus B", r"A\cap B^c", True), ("A - B", r"A\cap\overline{B}", True), (r"A\setminus(B\cup C)", r"(A-B)\cap(A-C)", True),
        (r"A\cap(B\cup C)", r"(A\cap B)\cup(A\cap C)", True), (r"A\cap(B\cup C)", r"(A\cap B)\cup C", False),
        (r"A\triangle B", r"(A\setminus B)\cup(B\setminus A)", True), (r"A_1\cup A_2", r"A_2\cup A_1", True), (r"A\cap B", r"A\cap C", False),
        (r"A\cap\overline{A}", r"\emptyset", True), (r"\neg(p \land q)", r"\neg p \lor \neg q", True), ("¬(p ∧ q)", "¬p ∨ ¬q", True),
        (r"\neg(p \land q)", r"\neg p \land \neg q", False), (r"p\to q", r"\lnot q \Rightarrow \lnot p", True), (r"p\to q", r"q\to p", False),
        (r"p\to q", r"p\implies q", True), (r"P\leftrightarrow Q", r"(P\to Q)\wedge(Q\to P)", True), (r"p\lor q\land r", r"p\lor(q\land r)", True),
        (r"p\lor q\land r", r"(p\lor q)\land r", False), (r"p\oplus q", r"(p\lor q)\land\neg(p\land q)", True), (r"p\land\neg p", r"\bot", True),
    ],
)  # fmt: skip
def test_formulas_are_equal_by_their_truth_tables(truth: str, answer: str, right: bool) -> None:
    """De Morgan's rules, distribution, differences and implications, for complements and negations however written."""
    assert compare(truth, answer).equal is right
    assert compare(answer, truth).equal is right


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        (r"A\cup B\cap C", r"A\cup(B\cap C)"), (r"A\setminus B\setminus C", r"A\setminus C\setminus B"), (r"p\to q\to r", r"p\to(q\to r)"),
        (r"p\land q", r"q\land p"), ("x'-y", "y-x'"), (r"\overline{z_1+z_2}", r"\bar z_1+\bar z_2"), (r"(1,2)\cup(3,4)", r"(3,4)\cup(1,2)"),
        (r"A\cup B", "7"), (r"p\land q", r"A\cap B"), (r"x<1\lor x>3", r"x>3\lor x<1"), (r"A\cup B", r"A\cup\{1\}"), ("", r"A\cup B"),
        ("(" * (MAX_DEPTH + 1) + "A" + ")" * (MAX_DEPTH + 1) + r"\cup B", r"A\cup B"), (r"A\cup B" + " " * MAX_CHARS, r"A\cup B"),
        (r"\cup ".join("ABCDEFGHI"[: MAX_LETTERS + 1]), r"A\cup B"),
    ],
)  # fmt: skip
def test_what_is_no_certain_formula_is_left_to_others(truth: str, answer: str) -> None:
    """Signs without an agreed order, lists, conjugates, intervals, and a formula of sets beside one of statements."""
    assert same_formulas(truth, answer) is None


@pytest.mark.parametrize(
    ("answer", "prompt", "right"),
    [
        (r"\neg(p\land q)", r"Simplify $\neg(p\land q)$.", False), ("¬(q ∧ p)", "Simplify ¬(p ∧ q), please.", False),
        (r"\neg q\lor\neg p", r"Simplify $\neg(p\land q)$.", True), (r"\neg p\lor\neg q", r"Is $\neg p\lor\neg q$ true?", True),
    ],
)  # fmt: skip
def test_a_formula_of_the_question_is_no_answer(answer: str, prompt: str, right: bool) -> None:
    """Who is to simplify a formula and repeats it has not done so."""
    assert compare(r"\neg p\lor\neg q", answer, prompt=prompt).equal is right


def test_every_formula_differs_from_its_complement_and_equals_its_double() -> None:
    """Of 300 formulas made at random."""
    draw = random.Random(7)

    def made(depth: int) -> str:
        if not depth:
            return draw.choice("ABC")
        sign = draw.choice(["cup", "cap", "setminus"])
        return rf"({made(depth - 1)}\{sign} {made(depth - 1)})"

    for formula in itertools.islice(iter(lambda: made(draw.randint(1, 3)), ""), 300):
        assert compare(formula, rf"\overline{{\overline{{{formula}}}}}").equal
        assert not compare(formula, rf"\overline{{{formula}}}").equal


GATES = "Write the output of the NAND gate as a Boolean expression."


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\overline{A\cdot B}", r"\overline{A}+\overline{B}", True), (r"\overline{A\cdot B}", r"\overline{A}\cdot\overline{B}", False),
        ("F=AB+C", "C+BA", True), ("AB+C", "A(B+C)", False), (r"A\oplus B", "AB'+A'B", True), ("AB", "A+B", False), ("1", "A+A'", True),
        ("F(A,B)=A'", "A'B'+A'B", True), ("A", "A'", False),
    ],
)  # fmt: skip
def test_sums_and_products_are_of_gates_where_the_prompt_is_about_them(truth: str, answer: str, right: bool) -> None:
    """+ is "or", letters side by side are "and"; F = before them names no letter of theirs."""
    assert compare(truth, answer, prompt=GATES).equal is right


def test_numbers_of_ones_and_zeros_are_numbers_there() -> None:
    """110 is no product of 1, 1 and 0."""
    assert not compare("110", "101", prompt=GATES).equal
    assert compare("16", "16.0", prompt=GATES).equal


def test_without_such_a_prompt_bars_conjugate() -> None:
    """And sums are sums."""
    assert not compare(r"\overline{A\cdot B}", r"\overline{A}+\overline{B}", prompt="Simplify.").equal
    assert not compare("a+b", "a+b+ab", prompt="FIND THE SUM OF a AND b, or nor.").equal
    assert compare("a+b", "a+b+ab", prompt=GATES).equal


EXCLUSIVE = r"(p\land\lnot q)\lor(\lnot p\land q)"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (r"\neg q\to\neg p", r"p\to q", "What is the contrapositive of p -> q?", False), (r"\neg q\to\neg p", r"\neg p\lor q", "What is the contrapositive of $p \\to q$?", False),
        (r"\neg q\to\neg p", r"¬q ⇒ ¬p", "What is the contrapositive of $p \\to q$?", True), (EXCLUSIVE, r"(p\lor q)\land(\lnot p\lor\lnot q)", "Write $p\\oplus q$ in disjunctive normal form.", False), (EXCLUSIVE, r"(\lnot p\land q)\lor(p\land\lnot q)", "Write $p\\oplus q$ in DNF.", True),
        (EXCLUSIVE, r"(p \text{ and not } q)\text{ or }(q\text{ and not }p)", "Write $p\\oplus q$ in DNF.", True), (EXCLUSIVE, r"(p \text{ and not } q)\text{ or }(p\text{ and not }q)", "Write $p\\oplus q$ in DNF.", False),
        (EXCLUSIVE, r"(p\lor q)\land(\lnot p\lor\lnot q)", "Express exclusive or.", True), (r"p\land\lnot q", r"p\text{ and not }q", "Simplify it.", True), ("A", r"A\cup A", r"Simplify $A \cup (A \cap B)$", False),
        ("A", r"A\cup(A\cap(B\cup B))", r"Simplify $A \cup (A \cap B)$", False), (r"\overline{A\cup B}", r"\bar A\cap\bar B", "Simplify the set.", True),
    ],
)  # fmt: skip
def test_a_question_may_ask_for_a_form(truth: str, answer: str, prompt: str, right: bool) -> None:
    """A simplified formula has no more letters than the ground truth; a contrapositive has its two sides."""
    assert compare(truth, answer, prompt=prompt).equal is right


def test_a_simplified_formula_has_no_needless_negations() -> None:
    prompt = r"Simplify the Boolean expression $AB+A\overline B+\overline A B$."
    assert compare("A+B", "B+A", prompt=prompt).equal
    assert not compare("A+B", r"\overline{\overline A\,\overline B}", prompt=prompt).equal


@pytest.mark.parametrize(
    ("answer", "prompt", "right"),
    [
        ("a'c'+b'c+ab", r"Find a minimal sum-of-products expression for $f=\sum m(0,1,2,5,6,7)$.", True),
        (r"\overline a\,\overline c+\overline b c+ab", r"Give a minimal SOP of $f=\sum m(0,1,2,5,6,7)$.", True),
        ("a'b'+bc'+ab", r"Give a minimal SOP of $f=\sum m(0,1,2,5,6,7)$.", False),
        ("a'b'+bc'+ac+ab", r"Give a minimal SOP of $f=\sum m(0,1,2,5,6,7)$.", False),
        ("a'b'+c(b'c+a)+bc'", r"Give a sum-of-products expression of $f=\sum m(0,1,2,5,6,7)$.", False),
        ("a'c'+b'c+ab", "Bestimme eine disjunktive Minimalform.", True),
    ],
)
def test_sums_of_products_are_formulas(answer: str, prompt: str, right: bool) -> None:
    """Any minimal one is as good as another; one of more letters is not minimal."""
    assert compare("a'b'+bc'+ac", answer, prompt=prompt).equal is right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Express the number of ways as a sum of products.", "xy+z", "xy+z+xyz", False),
        ("Write $f$ as a sum of products.", "AB+A'C", "AB+A'C+BC", True),
    ],
)  # fmt: skip
def test_sums_of_products_of_numbers(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Only letters with complements are no numbers."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


DUALS_ARE_FORMULAS_OF_GATES = [
    ("Find the dual of $x(y+z')$.", "x+yz'", r"x+(y\cdot \bar z)", True),
    ("Find the dual of $x(y+z')$.", "x+yz'", r"x+y\cdot z", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), DUALS_ARE_FORMULAS_OF_GATES)
def test_duals_are_formulas_of_gates(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
