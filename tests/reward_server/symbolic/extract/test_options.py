"""A letter stands for what the prompt lists under it."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.options import of_other_choices, options, with_letters_alone
from reward_server.symbolic.verdict import EXACT

LOGARITHM = r"If $2^a=3$ and $2^b=5$, then $\log_2 45$ equals: (A) $a^2+b$ (B) $2a+b$ (C) $2ab$ (D) $a+2b$."
PRIME = "Which number is prime?\nA) 51\nB) 53\nC) 57\nD) 91"
SMALL = r"Find the derivative of $\sin x$. (a) $\cos x$ (b) $-\cos x$ (c) $\sin x$ (d) $-\sin x$"
ROMAN = "Which are true? (A) I only (B) II only (C) I and II only (D) all"
PLANET = "Which planet is largest? (A) Mars (B) Jupiter (C) Venus (D) Earth"


def test_options_are_the_last_letters_in_order() -> None:
    assert options(LOGARITHM) == {"A": "$a^2+b$", "B": "$2a+b$", "C": "$2ab$", "D": "$a+2b$"}
    assert options(PRIME)["B"] == "53"
    assert options(r"Find it. $\textbf{(A)}\ 1\qquad\textbf{(B)}\ 2\qquad\textbf{(C)}\ 3$")["B"] == "2"
    assert options("Points A. B. C.") == options("(A) 1 (B) 1 (C) 2") == options("(A) one (B) two") == options("") == {}


ACIDS = "Which acid? A) CH3CH2C(H)(CH3)COOH B) CH3C(H)(CH3)CH2COOH C) CH3COOH"


def test_choices_without_letters_have_letters_by_their_order() -> None:
    assert options("What is 3 + 4?\nChoices: 6; 7; 8; 12") == {"A": "6", "B": "7", "C": "8", "D": "12"}
    assert (
        options("What is 3 + 4?\nChoices: 6; 7")
        == options("Choices: 6; 7; 7")
        == options("Choices: we; may; go\non")
        == {}
    )


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("The answer is B, 53.", "The answer is (B)."), ("The answer is B. \n\n53", "The answer is (B)"), ("It is B) 53", "It is (B)"),
        ("The answer is **B) 53**", "The answer is **(B)"), ("The answer is A, 53.", "The answer is A, 53."), ("It is B (53).", "It is (B)."),
        ("The answer is B, 53 + 1.", "The answer is B, 53 + 1."), ("The answer is B, 530.", "The answer is B, 530."), ("It is B) 53 or D) 91", "It is (B) or (D)"),
    ],
)  # fmt: skip
def test_a_letter_with_what_it_stands_for_is_the_letter(said: str, alone: str) -> None:
    assert with_letters_alone(said, PRIME) == alone


def test_choices_that_a_text_invents_are_none_of_the_question_s() -> None:
    assert of_other_choices("How much is it? Choices: \nA) $22\nB) $35\nC) $19\nThe answer is B.", UNLETTERED)
    assert not of_other_choices("Choices: \nA) 6\nB) 7\nC) 8\nThe answer is B.", UNLETTERED)
    assert not of_other_choices("The answer is B.", UNLETTERED)


UNLETTERED = "What is 3 + 4?\nChoices: 6; 7; 8; 12"
WIDE = "函数 $y=x^2-2x$ 的最小值是（ ）A. $0$  B. $1$  C. $-1$  D. $-2$"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("B", "2a+b", LOGARITHM, True), ("B", "b+2a", LOGARITHM, True), ("B", "2ab", LOGARITHM, False), ("B", "a+2b", LOGARITHM, False),
        ("$2a+b$", r"\text{(B)}", LOGARITHM, True), ("$2a+b$", "B", LOGARITHM, True), ("$2a+b$", r"\text{(C)}", LOGARITHM, False),
        ("B", "53", PRIME, True), ("B", "51", PRIME, False), ("53", "B", PRIME, True), ("53", "A", PRIME, False),
        ("B", r"\text{Jupiter}", PLANET, True), ("B", r"\text{Mars}", PLANET, False), ("Jupiter", "B", PLANET, True),
        ("B", "53", "下列哪个数是质数？A. 51 B. 53 C. 57 D. 91", True), ("B", "57", "下列哪个数是质数？A．51 B．53 C．57 D．91", False),
        ("a", r"\cos x", SMALL, True), ("b", r"\cos x", SMALL, False), ("C", r"\text{I and II only}", ROMAN, True), ("C", r"\text{I only}", ROMAN, False),
        ("(a)", r"\cos x", SMALL, True), ("(a)", r"-\cos x", SMALL, False), (r"$\cos x$", "(b)", SMALL, False), (r"$\cos x$", "a", SMALL, True), (r"$\cos x$", "c", SMALL, False), ("a", "b", SMALL, False),
        ("A", "A (51)", PRIME, True), ("51", "A (51)", PRIME, True), ("53", "A (51)", PRIME, False), ("51", "A (53)", PRIME, False), ("A", "A (53)", PRIME, False), ("B", "A (51)", PRIME, False),
        (r"-\cos x", r"\text{(b) }-\cos x", SMALL, True), (r"-\cos x", r"(b) -\cos x", SMALL, True), ("b", r"(b) -\cos x", SMALL, True), (r"\cos x", r"(b) -\cos x", SMALL, False), (r"b - \cos x", r"(b) -\cos x", "Add them.", True),
        ("A", "A) CH3CH2C(H)(CH3)COOH", ACIDS, True), ("B", "A) CH3CH2C(H)(CH3)COOH", ACIDS, False), ("B", "CH3CH2C(H)(CH3)COOH", ACIDS, False),
        ("7", "(B) 7", UNLETTERED, True), ("7", "B (7)", UNLETTERED, True), ("7", "B", UNLETTERED, True), ("7", "(C) 8", UNLETTERED, False), ("7", "C", UNLETTERED, False), ("7", "(B) 7 or (C)", UNLETTERED, False),
        ("B", r"B \text{（53）}", PRIME, True), ("B", r"B\left(53\right)", PRIME, True), ("B", r"B \text{（51）}", PRIME, False),
        ("C", "-1", WIDE, True), ("C", "1", WIDE, False), ("-1", "C", WIDE, True), ("-1", "D", WIDE, False),
        ("B", r"\text{Jupiter}", "Which planet is largest?", False), ("E", "53", PRIME, False),
    ],
)  # fmt: skip
def test_content_and_letter_are_one_answer(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is equal


@pytest.mark.parametrize(
    "prompt",
    ["(A) " * 1000, "(A) (B) (C) " * 300, " " * 4000 + "(A)", "A.\n" * 1300, "(A) x" + ",;" * 2000 + "(B) y (C) z"],
)
def test_long_prompts_are_read_in_linear_time(prompt: str) -> None:
    start = time.perf_counter()
    options(prompt)
    assert time.perf_counter() - start < 0.1
