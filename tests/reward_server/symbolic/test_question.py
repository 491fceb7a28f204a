"""What a question says of its answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.cues.by_language import LANGUAGES
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node, Op, integer
from reward_server.symbolic.question import MAX_SEGMENTS, MAX_WHOLE_PROMPT, has_work_left, repeats, states
from reward_server.symbolic.verdict import EXACT
from tests.reward_server.symbolic.labelled import judged


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        ("(x+1)^2", "x^2+2x+1", "Factor $x^2+2x+1$.", False),
        ("(x+1)^2", "x^2+2x+1", "", True),
        ("(x+1)^2", "(1+x)^2", "Factor $x^2+2x+1$.", True),
        ("x^2+2x+1", "x^2+2x+1", "Expand $(x+1)^2$.", True),
        ("101_2", "101", "Write 5 in base 2.", True),
        ("101_2", "101", "Write 5 in base 3.", False),
        ("101_2", "101", "", False),
        ("101_2", "110", "Write 5 in base 2.", False),
        ("50", r"50\%", "What percent of 10 is 5?", True),
        ("50", r"50\%", "How many are there?", False),
        ("50", r"51\%", "What percent of 10 is 5?", False),
        ("50", r"50\%", "Um wie viel Prozent sinkt der Preis?", True),
        ("50", r"50\%", "Wie viel kostet es nach 20 Prozent Rabatt?", False),
        ("50", r"50\%", "Quel pourcentage de 10 vaut 5 ?", True),
        ("50", r"50\%", "Сколько процентов от 10 составляет 5?", True),
        ("50", r"50\%", "10의 몇 퍼센트입니까?", True),
        ("50", r"50\%", "10の何パーセントが5ですか?", True),
        ("50", r"50\%", "What % of 10 is 5?", True),
        ("50", r"50\%", "How many dollars is 50 percent of 100?", False),
        ("62.5", r"\frac{5}{8}=62.5\%", "Express 5/8 as a percentage.", True),
        ("7", r"7\text{ wibbles}", "How many wibbles are there?", True),
        ("7", r"8\text{ wibbles}", "How many wibbles are there?", False),
        (r"2\Phi(1)-1", r"1-2\Phi(-1)", r"Let $X\sim N(0,1)$. Find $P(|X|<1)$.", True),
        (r"2\Phi(1)-1", r"\Phi(1)-\Phi(-1)", r"Express it by the standard normal distribution function $\Phi$.", True),
        (r"2\Phi(1)-1", r"\Phi(2)-1", r"Let $X\sim N(0,1)$. Find $P(|X|<1)$.", False),
        (r"2\Phi(1)-1", r"2\Phi(-1)-1", r"Let $X\sim N(0,1)$. Find $P(|X|<1)$.", False),
        (r"2\Phi(1)-1", r"1-2\Phi(-1)", r"Find the potential $\Phi$.", False),
        (r"\Phi(x,y)=xy", r"\Phi(x,y)=yx", r"Let $X\sim N(0,1)$.", True),
        ("5", "x+y=5", "Find $x+y$.", True),
        ("5", "x+y=6", "Find $x+y$.", False),
        ("5", "x+y=5", "Find $x-y$.", False),
        ("664_7", "664", "Find it in base 7.", True), ("664_7", "664", "Find it in base $7$.", True),
        ("664_7", "664", "Find it in base 77.", False), ("-101_2", "101", "In base 2.", False),
        ("101_2", "5", "Convert 5 to base 2.", False), ("5", "101_2", "Convert $101_2$ to base 10.", False),
        ("5", "5", "Convert $101_2$ to base 10.", True), ("101_2", "12_3", "Write 5 in base 2.", False),
        ("11", "11_2", "Write 3 in binary.", True), ("101", "101_2", "Write 5 in binary.", True), ("101", "101_3", "Write it.", False),
        ("121", "121_2", "", False), ("50", r"50\%", "Give it as a percentage.", True),
        ("50", r"50\%", "The rate is 5 percent. How many are there?", False),
        ("x", r"x\%", "What percent is it?", False), ("50", r"50\%", "By how many percent?", True),
        ("50", r"50\%", "百分之几?", True), ("7", r"7\text{ wibbles}", "How much wibbles?", True),
        ("x+1", r"7\text{ wibbles}", "How many wibbles?", False), ("5", "x+y=5", "", False),
        ("5", "x+y=5", r"Find \(x+y\).", True), ("5", "x+y=5", r"Find \[x+y\].", True),
        ("(1,2)", "x+y=5", "Find $x+y$.", False), ("5", "y+x=5", "Find $x+y$.", True),
        ("5", "2x+2y=5", "Find $x+y$.", False), ("4", "2+2", "Compute $2+2$.", False),
        ("4", "4", "Compute $2+2$.", True), ("4", "2+2", "Compute 2+2.", False),
        (r"\frac34", r"\frac68", r"Reduce $\frac68$.", False),
        (r"\frac34", r"\frac34", r"Is $\frac34$ reduced?", True),
        (r"\frac34", "0.75", r"Write $\frac34$ as a decimal.", True), ("2", r"\frac42", r"What is $\frac42$?", False),
        ("4", "x = 2+2", "Compute $2+2$.", False), ("x = 5", "2x + 1 = 11", "Solve $2x+1=11$.", False),
        ("x = 5", "x = 5", "Solve $2x+1=11$.", True), ("y = 2x", "y = 2x", "Is $y = 2x$ a line?", True),
        ("-3", "-3", "Is $-3$ negative?", True), ("5", r"\sqrt{25}", r"Simplify $\sqrt{25}$.", False),
        (r"5\sqrt2", r"\sqrt{50}", r"Simplify $\sqrt{50}$.", False),
        (r"5\sqrt2", r"5\sqrt2", r"Simplify $\sqrt{50}$.", True), ("12", r"3\cdot 4", "Compute 3 * 4 now.", False),
        ("x^2", "x^2", "If $x^2+1$ is given, find the first term.", True),
        ("-101_2", "-101", "Write it in base 2.", True), ("101_2", "-101", "Write it in base 2.", False),
        ("101", "-101_2", "Write 5 in binary.", False), ("-101", "-101_2", "Write -5 in binary.", True),
        ("5", "x+y=5", "Find x.", False),
        ("5", "x+y=2x+y=5", "Find $x+y$.", True),
        ("0.5", r"50\%", "What percentage of 10 is 5?", True),
        ("50", r"50\%", "Which number is it? In per cent.", False),
        ("x", r"x\%", "What percentage is it?", False),
        ("50", r"50\%", "占百分之几?", True),
        ("7", r"7\text{ wibbles}", "How much wibbles.", True),
        ("(1,7)", r"7\text{ wibbles}", "How many wibbles are there?", False),
        ("664_7", "664", "Write it in base $7$.", True),
        ("664_{7}", "664", "Write it in base-7.", True),
        ("664_{7}", "664", "Write it in base 77.", False),
        ("664_{17}", "664", "Write it in base {17}.", True),
        ("101", "101_2", "Write five as a binary number.", True),
        ("101", "101_3", "", False),
        ("112", "112_2", "", False),
        ("110", "101_2", "", False),
        ("101_2", "5", "Write 5 in base 2.", False),
        ("101_2", "5", "Write 15 in base 2.", False),
        ("101_2", "5", "Write 5.5 in base 2.", False),
        ("101_2", "5", "", True),
        ("101_2", "12_3", "Write $12_3$ in base 2.", False),
        ("5", "101_2", "What is $101_2$ in base ten?", False),
        ("5", "101_2", "", True),
        ("5", "2+3", "What is $2+3$?", False),
        ("5", "x=2+3", "What is $2+3$?", False),
        ("3/4", "6/8", "Simplify $6/8$.", False),
        ("3/4", "3/4", "Simplify $6/8$.", True),
        ("3/4", "3/4", "Is $3/4$ right?", True),
        ("-5", "-5", "Which is it, $-5$ or $5$?", True),
        ("x=2", "2x+1=5", "Solve $2x+1=5$.", False),
        ("2x+1=5", "2x+1=5", "Is it $2x+1=5$?", True),
        ("x=5", "x=5", "Is it $x=5$?", True),
        ("y=2x+1", "y-2x=1", "Solve $y-2x=1$ for $y$.", False),
        ("6", "3!", "What is $3!$?", False),
        ("6", "3!", "Take $3! + 1$ apart.", False),
        ("1200", "1200_3", "Express 45 in base 3.", True), ("1200", "1200_{3}", "Convert 45 to base $3$.", True), ("2210", "2210_3", "Convert 75 from base 10 to base 3.", True),
        ("2B7", r"(2\mathrm{b}7)_{16}", "Convert 695 to hexadecimal.", True), ("2B7", r"\mathrm{2b7}", "Convert 695 to hexadecimal.", True),
        ("FF", r"\mathrm{ff}_{16}", "Convert 255 to hexadecimal.", True), ("BEEF", r"\text{0xBEEF}", "Convert 48879 to hexadecimal.", True), ("BEEF", r"\text{0xBEEE}", "Convert 48879 to hexadecimal.", False), ("377", "377_{16}", "Convert 255 to octal.", False), ("FF", "F0_{16}", "Convert 255 to hexadecimal.", False),
        ("2B7", "2B7_8", "Convert 695 to hexadecimal.", False), ("2E", r"2E_{16}", "Convert 46 to base 16.", True), ("2E", r"\text{2E}_{16}", "", True), ("2E", "2F_{16}", "", False), ("2E", "46", "", False),
        ("1200", "1200_4", "Express 45 in base 3.", False), ("231", "231_4", "Convert $231$ to base $4$.", False),
        ("20", "20_5", "What is the decimal value of 40 in base 5?", False), ("45", "45_6", "What is 113_6 in base 10?", False),
    ],
)  # fmt: skip
def test_the_question_says_which_form_is_an_answer(truth: str, answer: str, prompt: str, right: bool) -> None:
    """An expression of the question repeated is none; percentages, bases, nouns and sums that it asks for are."""
    assert compare(truth, answer, EXACT, prompt).equal is right


@pytest.mark.parametrize(
    ("node", "work"),
    [
        (parse("3/4"), False), (parse("6/8"), True), (parse("-5"), False), (parse("x"), False), (parse("(1, 2)"), False), (parse(r"\{1, 2\}"), False), (parse("45^\\circ"), False), (parse(r"50\%"), False),
        (Op("div", (integer(4), integer(1))), True), (Op("div", (integer(1), integer(0))), True), (Op("div", (integer(-3), integer(4))), False), (parse("2+3"), True), (parse("(1+1, 2)"), True), (parse("x/2"), True), (parse(r"\sqrt2"), True), (parse("3!"), True),
    ],
)  # fmt: skip
def test_work_is_left_where_an_operation_writes_no_number(node: Node, work: bool) -> None:
    """A sign, a fraction in lowest terms, a structure, percent and degrees are finished."""
    assert has_work_left(node) is work


@pytest.mark.parametrize(
    ("prompt", "held"),
    [
        ("What is $2+3$?", True), (r"What is \(2+3\)?", True), (r"What is \[2+3\]?", True), ("What is $$2+3$$?", True), ("What is 2+3?", True), ("What is $(2+3) \\cdot 4$?", True), ("What is $3+2$?", True), ("What is $2-3$?", False), ("What is 2, +3?", False), ("", False),
        ("$1+1$ " * (MAX_SEGMENTS - 1) + "$2+3$", True), ("$1+1$ " * MAX_SEGMENTS + "$2+3$", False), ("a" * (MAX_WHOLE_PROMPT - 4) + "$2+3$", True), ("a" * (MAX_WHOLE_PROMPT - 3) + "$2+3$", False), ("What is $2+3", True),
    ],
)  # fmt: skip
def test_the_prompt_holds_what_its_formulas_and_their_parts_say(prompt: str, held: bool) -> None:
    """Between dollars and brackets or in plain text, in the first segments of a prompt."""
    assert states(prompt, parse("2+3")) is held
    assert repeats(prompt, parse("5"), parse("2+3")) is held
    assert not states(prompt, parse("5"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_asks_for_a_percentage(language: str) -> None:
    """One that is only spoken of, or that is given, is not asked for."""
    words = LANGUAGES[language]
    percent, *_ = words["percent"]
    for asks in words.get("many", ()) + words.get("asks", ()):
        assert compare("50", r"50\%", EXACT, f"{asks} xyz {percent}?").equal
        assert not compare("50", r"50\%", EXACT, f"{asks} xyz 30 {percent}?").equal
    assert not compare("50", r"50\%", EXACT, f"Xyz {percent}. Xyz?").equal


def test_an_equation_for_what_the_prompt_asks_states_its_value() -> None:
    """cos 2θ = 7/9 is nothing to solve where the prompt asks for cos 2θ; its own work must be done."""
    prompt = r"Si $\sin\theta=\frac13$, calcula $\cos2\theta$."
    assert compare(r"\frac79", r"\cos 2\theta=7/9", prompt=prompt).equal
    assert compare(r"\frac79", r"\cos 2\theta=1-\frac29", prompt=prompt).unfinished
    assert compare(r"\frac79", r"\cos 2\theta=7/9").unfinished
    assert not compare("2", "x+2=4", prompt="Solve $x+2=4$.").equal


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Factor $x^4-4$ over the reals.", r"(x^2+2)(x-\sqrt2)(x+\sqrt2)", "(x^2-2)(x^2+2)", False),
        ("Factor $x^4-4$ over the reals.", r"(x^2+2)(x-\sqrt2)(x+\sqrt2)", r"(x+\sqrt2)(x^2+2)(x-\sqrt2)", True),
        ("Factor it.", "2(x+1)^2", "2(x+1)(x+1)", True), ("Factor it.", "2(x+1)^2", "(2x+2)(x+1)", True),
        ("Find f.", "(x-1)(x+1)", "x^2-1", True), ("Factor it.", "2x(x-1)", "2x^2-2x = 2x(x-1)", True), ("Factor it.", "(x-1)(x+1)", "x^2-1", False),
    ],
)  # fmt: skip
def test_who_is_asked_to_factor_writes_as_many_factors(prompt: str, truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("(k-1)^4+(k-1)", "P(x)=x(x-1)(x^2-3x+3)", "Find the chromatic polynomial of $C_4$.", True),
        ("(k-1)^4+(k-1)", "P(x)=x(x-1)(x^2-3x+2)", "Find the chromatic polynomial of $C_4$.", False),
        ("(k-1)^4+(k-1)", "P(x)=x(x-1)(x^2-3x+3)", "Find the chromatic polynomial $P(k)$.", False),
        (r"\frac{1}{1-x}", r"G(z)=\frac{1}{1-z}", "Find the generating function of 1, 1, 1, ...", True),
        (r"\frac{1}{1-x}", r"G(z)=\frac{1}{1-w}", "Find the generating function of 1, 1, 1, ...", False),
        ("2x", "v=2t", "Find the velocity.", False),
        ("k(k-1)^{n-1}", "P(T,x)=x(x-1)^{n-1}", "Find the chromatic polynomial of a tree with $n$ vertices.", True),
        ("k(k-1)^{n-1}", "P(T,x)=x(x-1)^{m-1}", "Find the chromatic polynomial of a tree with $n$ vertices.", False),
        (r"\frac{a}{a-t}", r"M(s)=\frac{s}{s-a}", "Find the function with rate $a$.", False),
    ],
)
def test_a_function_that_the_answer_names_has_any_letter(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


def test_a_polynomial_has_any_letter_where_the_prompt_names_none() -> None:
    assert compare("x^2-2", "t^2-2", prompt=r"Find the minimal polynomial of $\sqrt2$.").equal
    assert not compare("x^2-2", "t^2-2", prompt="Find the polynomial in $x$.").equal
    assert not compare("x^2-2", "t^2-2", prompt="Find f.").equal


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find the exact value of $x$.", r"\frac17", ".142857", False),
        ("Find the exact value of $x$.", r"\frac17", r"0.\overline{142857}", True),
        ("Find the exact value of $x$.", r"\frac18", "0.125", True),
        ("Find the exact value of $x$.", "0.142857", r"\frac17", True),
        ("Find $x$ exactly.", r"\frac17", "0.142857", False),
        ("Find the exact area.", r"4\pi", r"12.56637\text{ cm}^2", False),
        ("Find the exact solutions.", r"\pm\sqrt2", "1.414214, -1.414214", False),
        ("Find the exact solutions.", r"(\sqrt2, 1)", "(1.414214, 1)", False),
        ("Bestimme den exakten Wert.", r"\frac17", "0.142857", False),
        ("求精确值。", r"\frac17", "0.142857", False),
        ("Find $x$.", r"\frac17", "0.142857", True),
        ("Exactly 7 people share a cake. What does each get?", r"\frac17", "0.142857", True),
        ("Solve the exact differential equation with $y(0)=1$. What is $y(1)$?", r"\sqrt2", "1.414214", True),
        ("Give the exact value or round to six decimals.", r"\frac17", "0.142857", True),
    ],
)
def test_no_decimal_is_rounded_where_the_question_asks_for_the_exact_value(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    """A decimal that has the value is exact too; an exact number of people asks for nothing."""
    assert compare(truth, answer, EXACT, prompt).equal is right


@pytest.mark.parametrize("language", [one for one in LANGUAGES if "exact" in LANGUAGES[one]])
def test_each_language_asks_for_exact_values_and_for_multiplicities(language: str) -> None:
    for words in LANGUAGES[language]["exact"]:
        assert not compare(r"\frac17", "0.142857", EXACT, f"Xyz {words} xyz").equal
    for words in LANGUAGES[language]["multiplicity"]:
        assert not compare("2, 5, 5", "2, 5", EXACT, f"Xyz {words} xyz").equal


CHANGED = r"Change the order of integration in $\int_0^1\int_0^x f(x,y)\,dy\,dx$."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (CHANGED, r"\int_0^1\int_y^1 f(x,y)\,dx\,dy", r"\int_0^1 dy\int_y^1 f(x,y)\,dx", True),
        (CHANGED, r"\int_0^1\int_y^1 f(x,y)\,dx\,dy", r"\int_{y=0}^{1}\int_{x=y}^{1} f(x,y)\,dx\,dy", True),
        (CHANGED, r"\int_0^1\int_y^1 f(x,y)\,dx\,dy", r"\int_0^1 dx\int_y^1 f(x,y)\,dy", False),
        (CHANGED, r"\int_0^1\int_y^1 f(x,y)\,dx\,dy", r"\int_0^1\int_0^x f(x,y)\,dy\,dx", False),
        (CHANGED, r"\int_0^1\int_y^1 f(x,y)\,dx\,dy", r"\int_0^1\int_0^y f(x,y)\,dx\,dy", False),
        (CHANGED, r"\int_0^1\int_y^1 xy\,dx\,dy", r"\int_0^1\int_y^1 yx\,dx\,dy", True),
        (CHANGED, r"\int_0^1\int_y^1 xy\,dx\,dy", r"\int_0^1\int_0^x xy\,dy\,dx", False),
        ("Write an iterated integral.", r"\int_0^1\int_y^1 xy\,dx\,dy", r"\int_0^1\int_0^x xy\,dy\,dx", True),
    ],
)
def test_integrals_have_the_order_that_is_asked_for(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Where it is to be changed, an integral in the old order is no answer, although its value is the same."""
    assert (judged(rf"\boxed{{{answer}}}", truth, prompt).score == 1) is right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find the gcd and the lcm, in this order.", "12, 840", "840, 12", False), ("Find the gcd and the lcm, in this order.", "12, 840", r"12,\ 840", True),
        ("What are x and y, respectively?", "12, 840", "840, 12", False), ("What are x and y, respectively?", "x = 12, y = 840", "y = 840, x = 12", True),
        ("Find all solutions.", "12, 840", "840, 12", True), ("Gib ggT und kgV in dieser Reihenfolge an.", "12, 840", "840, 12", False),
    ],
)  # fmt: skip
def test_values_are_in_order_where_the_question_says_so(prompt: str, truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


def test_matrices_do_not_commute() -> None:
    prompt = "$A$ and $B$ are invertible matrices. Express $(AB)^{-1}$."
    assert not compare("B^{-1}A^{-1}", "A^{-1}B^{-1}", prompt=prompt).equal
    assert compare("B^{-1}A^{-1}", "B^{-1}A^{-1}", prompt=prompt).equal
    assert compare("PV", "VP", prompt="Express the energy.").equal


LOG = r"Differentiate $f(x)=\log_2x$."
FOURIER = r"Find the Fourier coefficients of $f(x)=x$."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (r"\frac{1}{x\ln2}", r"f'(x)=\frac{\log_2e}{x}\quad(x>0)", LOG, True),
        (r"\frac{1}{x\ln2}", r"f'(x)=\frac{\log_2e}{x}\quad(x>1)", LOG, False),
        (r"\frac{1}{x\ln2}", r"f'(x)=\frac{\log_2e}{x^2}\quad(x>0)", LOG, False),
        (r"b_n=\frac{2(-1)^{n+1}}{n}", r"b_n=-\frac{2}{n}\cos(n\pi),\ n\ge1", FOURIER, True),
        (r"b_n=\frac{2(-1)^{n+1}}{n}", r"b_n=-\frac{2}{n}\cos(n\pi),\ n\ge5", FOURIER, False),
        (r"b_n=\frac{2(-1)^{n+1}}{n}", r"b_n=\frac{2}{n}\cos(n\pi),\ n\ge1", FOURIER, False),
        ("n^2", r"a_n=n^2,\ n\in\mathbb N", "Find $a_n$.", True),
        ("x^2", r"x^2,\ x\ge 0", "Find $f$.", False),
    ],
)
def test_a_domain_that_the_question_implies_says_nothing_more(
    truth: str, answer: str, prompt: str, right: bool
) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is right


CONFIDENCE = "Find a 95% confidence interval for the mean."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("(48.04, 51.96)", r"48.04<\mu<51.96", CONFIDENCE, True), (r"50\pm 1.96", r"48.04\le\mu\le 51.96", CONFIDENCE, True), ("[48.04, 51.96]", r"50\pm 1.96", CONFIDENCE, True),
        ("(48.04, 51.96)", r"50\pm 3.92", CONFIDENCE, False), (r"50\pm 1.96", r"48.04<\mu<51.95", CONFIDENCE, False),
        (r"\bar x\pm 2\frac{\sigma}{\sqrt n}", r"\left(\bar x-2\frac{\sigma}{\sqrt n}, \bar x+2\frac{\sigma}{\sqrt n}\right)", CONFIDENCE, True),
        (r"\bar x\pm 2\frac{\sigma}{\sqrt n}", r"\left(\bar x-2\frac{\sigma}{n}, \bar x+2\frac{\sigma}{n}\right)", CONFIDENCE, False),
        ("(0, 1)", r"0\le x<1", "Find the interval of convergence.", False), ("[0, 1)", r"0\le x<1", "Find the interval of convergence.", True), ("(0, 1)", "[0, 1]", CONFIDENCE, True),
    ],
)  # fmt: skip
def test_an_interval_of_confidence_is_written_in_any_way(truth: str, answer: str, prompt: str, equal: bool) -> None:
    """Its ends count for nothing, unlike those of an interval of convergence."""
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize(
    ("answer", "prompt", "right"),
    [
        ("3", r"Find all integers $x$ with $3x\equiv 2\pmod 7$.", False),
        ("x = 3", r"Find all integers $x$ with $3x\equiv 2\pmod 7$.", False),
        ("3", r"Solve $3x\equiv 2\pmod 7$.", True),
        (r"x\equiv 10\pmod 7", r"Find all integers $x$ with $3x\equiv 2\pmod 7$.", True),
    ],
)
def test_one_number_is_no_answer_where_all_integers_of_a_class_are_asked_for(
    answer: str, prompt: str, right: bool
) -> None:
    assert compare(r"x\equiv 3\pmod 7", answer, EXACT, prompt).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("72 km/h", r"20\text{ m/s}", "Convert 20 m/s to km/h.", False), (r"72\text{ km/h}", r"20\text{ m/s}", "What is the speed?", True), (r"72\text{ km/h}", r"72\text{ km/h}", "Convert 20 m/s to km/h.", True),
        (r"1.5\text{ km}", r"1500\text{ m}", "A road is $1500\\text{ m}$ long. Express its length in kilometers.", False), (r"1.5\text{ km}", r"1500\text{ m}", "Find the length.", True),
        ("2.5 h", "150 min", "How many hours are 150 minutes?", False), ("2.5 h", "150 min", "A car goes 150 km at 60 km/h. How many hours does it take?", True),
        ("50\\%", "0.5", "Write 0.5 as a percentage.", False), ("0.5", "50\\%", "Write 50% as a decimal.", False), ("50\\%", "0.5", "What part of the numbers is even?", True),
        (r"\frac{\pi}{3}", r"60^\circ", "Convert 60° to radians.", False), (r"\frac{\pi}{3}", r"60^\circ", "Find the angle.", True),
    ],
)  # fmt: skip
def test_who_is_to_convert_an_amount_does_not_repeat_it(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


PAIR = r"H_0:\mu\le 10,\ H_1:\mu>10"


@pytest.mark.parametrize(
    ("answer", "equal"),
    [(r"H_0:\mu\leq 10\text{ vs }H_a:\mu>10", True), (r"$H_0: \mu\le 10$ and $H_a: \mu>10$", True), (r"H_0:\mu>10;\ H_1:\mu\le 10", False), (r"H_0:\mu\leq 10\text{ vs }H_a:\mu\ne 10", False), (r"H_0:\mu<10\text{ vs }H_a:\mu>10", False)],
)  # fmt: skip
def test_two_hypotheses_are_compared_one_by_one(answer: str, equal: bool) -> None:
    assert compare(PAIR, answer, prompt="State the hypotheses.").equal is equal


def test_the_first_digits_are_no_repeating_decimal() -> None:
    prompt = "Express $1/7$ as a repeating decimal."
    assert compare(r"0.\overline{142857}", "0.142857142857...", prompt=prompt).equal
    assert not compare(r"0.\overline{142857}", "0.142857", prompt=prompt).equal


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("95", "r = 47/48, p + q = 95", "Written as a fraction, $r = p/q$. Compute $p + q$ (in base 10).", True),
        ("95", "r = 95/48, p + q = 143", "Written as a fraction, $r = p/q$. Compute $p + q$ (in base 10).", False),
        ("1", "r = 1, l = 3", "Solve 3*r = l, l = 3 for r.", True),
        ("3", "r = 1, l = 3", "Solve 3*r = l, l = 3 for r.", False),
        ("3", "(d, i) = (1, 3)", "Solve d + 2 = i, 2*d = 2 for i.", True),
        ("1", "(d, i) = (1, 3)", "Solve d + 2 = i, 2*d = 2 for i.", False),
        ("1", "r = 1, r = 2", "Solve (r - 1)*(r - 2) = 0 for r.", False),
        ("1", "r = 1, l = 3", "Solve 3*r = l, l = 3.", False),
        ("1", "r = 1, 3", "Solve 3*r = l, l = 3 for r.", False),
    ],
)
def test_of_named_values_that_counts_which_the_question_asks_for(
    truth: str, answer: str, prompt: str, equal: bool
) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is equal
