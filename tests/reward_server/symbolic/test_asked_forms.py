"""An equal value is right in the form that the question asks for alone."""

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided
from tests.reward_server.symbolic.labelled import judged

CASES = [
    ("Find t as a decimal.", "0.43", "t=\\frac{3}{7}\\approx 0.43", True),
    ("Write 360 as a product of primes.", "2^3\\cdot3^2\\cdot5", "360=2^3\\cdot 3^2\\cdot 5", True),
    ("Find it in simplest radical form.", "2\\sqrt{3}", "\\sqrt{12}=2\\sqrt{3}", True),
    ("Write $\\sqrt{12}$ in simplest radical form.", "2\\sqrt{3}", "\\sqrt{12}", False),
    ("The hypotenuse: give your answer in simplest radical form.", "2\\sqrt{3}", "\\sqrt{12}", False),
    ("Find the length in simplest radical form.", "2\\sqrt{3}", "\\sqrt{4\\cdot 3}", False),
    ("Find the length in simplest radical form.", "2\\sqrt{3}", "\\sqrt{3}\\cdot 2", True),
    ("Find the length in simplest radical form.", "\\frac{\\sqrt{2}}{2}", "\\frac{1}{\\sqrt{2}}", False),
    ("Find the length.", "2\\sqrt{3}", "\\sqrt{12}", True),
    ("Find the length in simplest radical form.", "3+2\\sqrt{5}", "3+\\sqrt{20}", False),
    ("Find the length in simplest radical form.", "3+2\\sqrt{5}", "2\\sqrt{5}+3", True),
    ("Expand $(x+1)(x+2)$ fully.", "x^2+3x+2", "(x+2)(x+1)", False),
    ("Expand and simplify $(x+1)(x-4)+2$.", "x^2-3x-2", "(x+1)(x-4)+2", False),
    ("Expand $(x+1)^3$.", "x^3+3x^2+3x+1", "1+3x+3x^2+x^3", True),
    ("Expand $(x+1)^3-1$.", "x^3+3x^2+3x", "x(x^2+3x+3)", False),
    ("Express $7/2$ as a mixed number.", "3\\frac{1}{2}", "\\frac{7}{2}", False),
    ("What is 1 1/2 + 2? Answer as a mixed number.", "3\\frac{1}{2}", "3.5", False),
    ("What is 1 1/2 + 2? Answer as a mixed number.", "3\\frac{1}{2}", "3 \\frac12", True),
    ("Write the distance in scientific notation.", "3.2\\times10^5", "320000", False),
    ("Write the distance in scientific notation.", "3.2\\times10^5", "32\\times10^4", False),
    ("Write the distance in scientific notation.", "3.2\\times10^5", "3.2\\cdot 10^{5}", True),
    ("Write $3/8$ as a decimal.", "0.375", "\\frac{3}{8}", False),
    ("What is the probability, as a decimal?", "0.375", "\\frac{3}{8}", False),
    ("Write 360 as a product of primes.", "2^3\\cdot3^2\\cdot5", "360", False),
    ("Write 360 as a product of primes.", "2^3\\cdot3^2\\cdot5", "8\\cdot 9\\cdot5", False),
    ("Write 360 as a product of primes.", "2^3\\cdot3^2\\cdot5", "2\\cdot2\\cdot2\\cdot3\\cdot3\\cdot5", True),
    ("Find the prime factorization of 360.", "2^3\\cdot3^2\\cdot5", "5\\cdot 3^2\\cdot 2^3", True),
    ("Factor $x^4+1$ over the reals.", r"(x^2+\sqrt2x+1)(x^2-\sqrt2x+1)", "(x^2+i)(x^2-i)", False),
    (
        r"Décomposer $x^4+1$ en facteurs irréductibles dans $\mathbb R[x]$.",
        r"(x^2+\sqrt2x+1)(x^2-\sqrt2x+1)",
        "(x^2+i)(x^2-i)",
        False,
    ),
    ("Factor $x^4-4$ over the integers.", "(x^2-2)(x^2+2)", r"(x-\sqrt2)(x+\sqrt2)(x^2+2)", False),
    ("Factor $x^4+1$ over the reals.", r"(x^2+\sqrt2x+1)(x^2-\sqrt2x+1)", r"(1-\sqrt2x+x^2)(x^2+x\sqrt2+1)", True),
    ("Write as a single logarithm.", "\\log(12)", "\\log 3+\\log 4", False),
    ("Write $\\ln 3+2\\ln x$ as a single logarithm.", "\\ln(3x^2)", "\\ln 3+\\ln x^2", False),
    ("Write $\\ln 3+2\\ln x$ as a single logarithm.", "\\ln(3x^2)", "\\ln(x^2\\cdot 3)", True),
    ("Write the line in slope-intercept form.", "y=2x-3", "2x-y=3", False),
    ("Write the line in slope-intercept form.", "y=2x-3", "y=-3+2x", True),
    ("Write in vertex form.", "y=(x-1)^2+3", "y=x^2-2x+4", False),
    ("Write in vertex form $f(x)=x^2-2x+4$.", "(x-1)^2+3", "3+(x-1)^2", True),
    ("Write the number in polar form.", "2e^{i\\pi/3}", "1+i\\sqrt3", False),
    ("Write the number in the form $a+bi$.", "1+\\sqrt3 i", "2e^{i\\pi/3}", False),
    ("Write the number in the form $a+bi$.", "\\frac{1}{2}-\\frac{1}{2}i", "\\frac{1-i}{2}", True),
    ("Write the number in the form $a+bi$.", "\\frac{1}{2}-\\frac{1}{2}i", "\\frac{1}{1+i}", False),
    ("What is the probability, expressed as a percentage?", "12", "1200\\%", False),
    ("What is the probability, expressed as a percentage?", "12", "12\\%", True),
    ("What is the probability, expressed as a percentage?", "0.12", "12\\%", True),
    ("In how many ways can 7 books stand on a shelf? Work the number out in digits.", "5040", "7!", False),
    ("In how many ways can 7 books stand on a shelf? Work the number out in digits.", "5040", "7! = 5040", True),
    ("In how many ways can 7 books stand on a shelf?", "5040", "7!", True),
    ("Solve 3x = 21 and give the answer as an integer.", "7", "\\frac{21}{3}", False),
    ("Find the chance. Give a numerical answer.", "1/2", "\\frac{2}{4}", True),
    ("How many subsets are there? Give a numerical answer.", "1024", "2^{10}", False),
    ("How many subsets are there? Express it as a power of 2.", "2^{10}", "2^{10}", True),
    ("Find the speed of light. Give a numerical answer.", "300000000", "3\\times10^8", True),
    ("Gib die Anzahl in Ziffern an.", "-8", "(-2)^3", False),
    ("By what factor did it grow?", "12", "1200\\%", True),
    ("Find the acceleration.", "a=3\\ \\mathrm{m/s^2}", "a = 3\\ \\mathrm{m/s}", False),
    ("What is the chance, as a decimal or a fraction?", "0.375", "\\frac{3}{8}", True),
    ("How far?", "3.2\\times10^5", "320000", True),
    ("Factorise $x^4+1$ over $\\mathbb{R}$.", "(x^2+\\sqrt2x+1)(x^2-\\sqrt2x+1)", "(x^2+i)(x^2-i)", False),
    (
        "Décomposer $x^4+1$ en produit de facteurs irréductibles dans $\\mathbb R[x]$.",
        "(x^2+\\sqrt2x+1)(x^2-\\sqrt2x+1)",
        "(x^2+i)(x^2-i)",
        False,
    ),
    (
        "Factorise $x^4+1$ over $\\mathbb{R}$.",
        "(x^2+\\sqrt2x+1)(x^2-\\sqrt2x+1)",
        "(x^2-x\\sqrt2+1)(1+x^2+x\\sqrt2)",
        True,
    ),
    ("Factorise $x^2+1$ over $\\mathbb{C}$.", "(x+i)(x-i)", "(x-i)(x+i)", True),
    ("Find $f:\\mathbb{R}\\to\\mathbb{R}$.", "\\cos x", "\\frac{e^{ix}+e^{-ix}}{2}", True),
    ("Rendez rationnel le dénominateur de $\\dfrac{2}{\\sqrt3-1}$.", "\\sqrt3+1", "\\frac{4}{2\\sqrt3-2}", False),
    ("Rationalize the denominator of $\\frac{2}{\\sqrt3-1}$.", "\\sqrt3+1", "\\frac{2\\sqrt{3}+2}{2}", True),
    ("Write $A\\cup B$ as a single interval.", "[0,6]", "[0,2]\\cup[1,6]", False),
    ("Write $A\\cup B$ as a single interval.", "[0,6]", "0\\le x\\le 6", True),
    ("Give it as an integer times $\\pi$.", "80\\pi", "\\pi\\cdot 4^2\\cdot 5", False),
    ("Give it as an integer times $\\pi$.", "80\\pi", "80\\cdot \\pi", True),
    ("Give it as an integer times $\\pi$.", "80\\pi", "V = 80 \\pi", True),
    ("Expand $\\ln(x^2y)$.", "2\\ln x+\\ln y", "\\ln(y)+2\\ln(x)", True),
]


@pytest.mark.parametrize(("prompt", "truth", "answer", "right"), CASES)
def test_a_form_that_the_question_asks_for_is_part_of_the_answer(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    assert (judged(rf"\boxed{{{answer}}}", truth, prompt).score == 1) is right


TWO_QUANTITIES_EACH_IN_ITS_PLACE = [
    ("Find the sum and the product of the roots of $x^2-5x+6=0$.", r"5 \text{ and } 6", r"6 \text{ and } 5", False),
    ("Find the sum and the product of the roots of $x^2-5x+6=0$.", r"5 \text{ and } 6", "5, 6", True),
    ("Find the order of 2 modulo 7 and modulo 9.", "3, 6", "6, 3", False),
    ("Find the quotient and the remainder of 47 divided by 9.", "5, 2", "2, 5", False),
    ("Find the roots of the sum and product.", "5, 2", "2, 5", True),
    ("Find all primes that divide the sum and the product.", "5, 2", "2, 5", True),
    ("Find the gcd and lcm of 4 and 6.", "2, 12", "12, 2", False),
    ("Find the common divisors of the sum and the product.", "1, 2", "2, 1", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), TWO_QUANTITIES_EACH_IN_ITS_PLACE)
def test_two_quantities_each_in_its_place(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
