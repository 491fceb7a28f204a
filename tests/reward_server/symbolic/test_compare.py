"""The order of the rungs, and how short the shortest way is."""

from __future__ import annotations

import pytest

from benchmarks.math_visits import visits
from reward_server.symbolic.compare import _HOLDS, compare, contradiction
from reward_server.symbolic.extract.cues.by_language import of


def test_two_plain_numbers_are_compared_in_few_steps() -> None:
    """Eight modules and twenty returns at most, with cold memos."""
    modules, returns = visits(r"\frac12", "0.5")
    assert len(modules) <= 8
    assert returns <= 20


@pytest.mark.parametrize("sign", sorted(_HOLDS))
def test_each_relation_of_numbers_may_hold_and_one_that_does_not_is_no_ground_truth(sign: str) -> None:
    holds, fails = {"=": ("2 = 2", "2 = 3"), "<": ("2 < 3", "2 < 2"), "<=": (r"2 \le 2", r"3 \le 2"), ">": ("3 > 2", "2 > 2"), ">=": (r"2 \ge 2", r"2 \ge 3"), "!=": (r"2 \ne 3", r"2 \ne 2")}[sign]  # fmt: skip
    assert contradiction(holds) == ""
    assert contradiction(fails) == "self-contradictory ground truth"


@pytest.mark.parametrize(
    ("truth", "answer", "rule", "reason"),
    [
        ("5", " 5 ", "same_text", "same text: 5"), (r"\frac12", "0.5", "rational", "equal as rationals: 1/2"), ("5", "6", "rational", "different rationals: 5, 6"),
        (r"1+\sqrt2", r"1+\sqrt2", "same_text", r"same text: 1+\sqrt 2"), ("12", r"12+\sqrt2", "numeric", "different values: 12, 12 + sqrt(2)"), ("12", "5+7", "unfinished", "unfinished: the answer leaves a sum to do"), ("5", "", "empty_answer", "empty answer"),
    ],
)  # fmt: skip
def test_the_first_rung_that_knows_gives_the_verdict(truth: str, answer: str, rule: str, reason: str) -> None:
    """With its name, and with what it compared."""
    verdict = compare(truth, answer)
    assert (verdict.rule, verdict.reason) == (rule, reason)


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("3.14", "3{,}14", True), (r"4\%", "0{,}04", True), ("0.125", "0{,}125", True), ("1250", "1{,}250", True),
        ("12{,}345{,}678", "12345678", True), ("3.15", "3{,}14", False), ("12", "1{,}2", False),
        ("x_{1{,}2}", "x_{1.2}", False), (r"3:45\text{ PM}", "15{:}45", True), ("1/9", r".\overline{1}", True),
        (r"\$0.50", "50¢", True), (r"\$0.50", "5¢", False),
        (r"|k|\ge 1", r"k\le -1\ \text{oder}\ k\ge 1", True), (r"|k|\ge 1", r"k\le 1\ \text{oder}\ k\ge 1", False),
        (r"\text{no solution}", r"\text{There is no solution}", True),
        (r"\text{no solution}", r"\text{There is a solution}", False),
    ],
)  # fmt: skip
def test_notations_of_other_countries_and_of_latex(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal == equal


@pytest.mark.parametrize(
    "counted",
    ["o reasoning process\ufffd\ufffdh", "O answ\ufffd", "een User\ufffdhehe assistant\x1b\ufffd", "two \x13s"],
)
def test_a_number_in_words_of_something_that_is_no_mathematics_is_compared(counted: str) -> None:
    assert not compare("12", counted).equal


@pytest.mark.parametrize("said", of("no solution"))
def test_no_solution_in_any_language_is_the_empty_set(said: str) -> None:
    """It equals the empty set and the same words in English, and neither 0 nor the set of it."""
    written = rf"\text{{{said.capitalize()}}}"
    assert all(compare(truth, written).equal for truth in (r"\emptyset", r"\{\}", r"\text{no solution}"))
    assert compare(written, r"\varnothing").equal
    assert not any(compare(truth, written).equal for truth in ("0", r"\{0\}", "x = 0", "1", r"\text{one solution}"))


@pytest.mark.parametrize(
    "said",
    ["una solución", "unendlich viele Lösungen", "kein Lösungsweg", "有解", "нет", "no", "brak", "nada", "keine"],
)
def test_other_words_are_not_the_empty_set(said: str) -> None:
    """A solution, endlessly many, and a bare no are something else."""
    assert not compare(r"\emptyset", rf"\text{{{said}}}").equal


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("17", "所求的值为17", True),
        ("17", "面积等于17", True),
        ("17", "至少为17", False),
        ("17", "其中一个根为17", False),
        ("17", "所求的最大值是17", True),
        ("17", "两数之和为17", True),
        ("17", "差为17的两个数", False),
        ("17", "先算得17", False),
        ("17", "近似为17", False),
        ("17", "приблизительно равно 17", False),
        ("17", "所求的值不是17", False),
        ("17", "所求的值为18", False),
        ("5", "la valeur cherchée est 5", True),
        ("5", "искомое число равно 5", True),
        ("5", "der gesuchte Wert ist größer als 5", False),
        ("11", r"k = 11 \text{ (the only root larger than 10)}", True),
        ("22", r"22 \text{ (checked)}", True),
        ("22", r"22 \text{ (geprüft)}", True),
        ("3", r"3 \text{ (the only root not in the domain)}", False),
        ("3", r"3 \text{ (the larger root is 5)}", False),
        ("3", r"3 \text{ (rejected)}", False),
        ("3", r"3 \text{ (or 4)}", False),
        ("3", r"3 \text{ (in thousands)}", False),
        ("7", r"7 \text{ (the only root larger than 10, rejected)}", False),
        ("7", r"7 \text{ (the smaller number plus 3)}", False),
        ("7", "原来的值为7", False),
        ("4", r"x = 4 \text{ (since } x > 0)", True),
        ("4", r"x = 4 \text{ (since } x \text{ is not } 5)", False),
        ("DNE", r"\text{limit doesn't exist}", True),
        (r"\frac{11}{4}", "二又四分之三", True),
        (r"\frac{2}{13}", "13分之2", True),
        (r"\frac{7}{3}", "2と3分の1", True),
        (r"-\frac{3}{4}", "负四分之三", True),
        (r"\frac{3}{4}", "三分之四", False),
        (r"50\%", "百分之五十", True),
        ("5:8", r"5 \text{ zu } 8", True),
        ("5:8", "5 a 8", True),
        ("5:8", "5比8", True),
        ("5:8", r"8 \text{ zu } 5", False),
        ("40", "5 a 8", False),
        ("does not exist", r"\text{the limit D.N.E.}", True),
        ("DNE", r"\text{it does not exist}", True),
        ("does not exist", r"\text{the limit exists}", False),
    ],
)  # fmt: skip
def test_words_inside_a_box(truth: str, answer: str, right: bool) -> None:
    """A lead-in, a remark in brackets, a fraction in words, a ratio in words: in any language, and nothing that
    narrows or denies."""
    assert compare(truth, answer).equal is right


def test_a_condition_with_both_signs_leaves_both_out() -> None:
    """x ≠ ±1 is neither ℝ nor ℝ without one of them."""
    domain = r"\{x\in\mathbb{R}\mid x\ne \pm 1\}"
    assert compare(domain, r"(-\infty,-1)\cup(-1,1)\cup(1,+\infty)").equal
    assert not compare(domain, r"\mathbb{R}").equal
    assert not compare(domain, r"\{x\mid x\ne 1\}").equal


def test_a_ground_truth_with_its_letter_has_the_value_beside_it() -> None:
    assert compare("(B) 12", "12").equal
    assert compare("(B) 12", "B").equal
    assert not compare("(B) 12", "14").equal
    assert not compare("(B) 12", "C").equal


def test_a_letter_that_the_answer_defines_has_its_value() -> None:
    truth = r"\left(\frac{1+\sqrt5}{2}\right)^n+\left(\frac{1-\sqrt5}{2}\right)^n"
    assert compare(truth, r"\varphi^n+(-\varphi)^{-n},\ \text{where } \varphi=\tfrac{1+\sqrt5}{2}").equal
    assert not compare(truth, r"\varphi^n+(-\varphi)^{-n},\ \text{where } \varphi=\tfrac{1+\sqrt3}{2}").equal
    assert compare(r"2\pi r^2", r"2A \text{ where } A=\pi r^2").equal


def test_a_name_of_several_letters_names_a_value() -> None:
    assert compare("np(1-p)", r"\operatorname{Var}(X)=np(1-p)").equal
    assert compare("np(1-p)", r"\mathrm{Var}(X)=np(1-p)").equal
    assert not compare("np(1-p)", r"\operatorname{Var}(X)=np").equal


def test_a_bare_sign_puts_one_letter_low() -> None:
    assert compare("F_{n}L_{n}", "L_nF_n").equal
    assert compare(r"\frac32 k_{B}T", r"\frac{3k_BT}{2}").equal
    assert compare("V_{AB}", "V_AB").equal


def test_a_family_of_curves_is_no_value() -> None:
    assert not compare("x^2y+x+y^3=C", "x^2y+x+y^3").equal
    assert compare(r"\pi r^2h=V", r"V=\pi r^2 h").equal


def test_the_period_of_a_continued_fraction_has_a_bar_or_brackets() -> None:
    assert compare("[2;(1,1,1,4)]", r"\sqrt7=[2;\overline{1,1,1,4}]").equal
    assert not compare("[2;(1,1,1,4)]", r"[2;\overline{1,1,4}]").equal
    assert not compare("[2;1,1,1,4]", r"[2;\overline{1,1,1,4}]").equal


def test_powers_of_negative_numbers_are_compared_at_whole_numbers() -> None:
    truth = r"(\frac{1-\sqrt5}{2})^n"
    assert compare(truth, r"(-\frac{1+\sqrt5}{2})^{-n}").equal
    assert not compare(truth, r"(\frac{1+\sqrt5}{2})^{-n}").equal


def test_an_amount_may_be_said_again_in_brackets_in_another_unit() -> None:
    assert compare("90", r"90 \text{ minutes (1.5 hours)}").equal
    assert not compare("90", r"90 \text{ minutes (2.5 hours)}").equal
    assert not compare("90", "1.5 hours (90 minutes)").equal


def test_ohms_between_dollars_are_ohms() -> None:
    assert compare(r"$3\ \Omega$", r"3 \text{ ohms}").equal
    assert not compare(r"$3\ \Omega$", r"3 \text{ volts}").equal


def test_classes_are_compared_one_by_one() -> None:
    classes = r"\{1,4\},\{2,5\},\{3,6\}"
    assert not compare(classes, r"\{1,3,5\},\ \{2,4,6\}").equal
    assert compare(classes, r"\{2,5\},\{6,3\},\{4,1\}").equal


def test_what_that_is_leads_to_is_the_last_of_a_chain() -> None:
    assert compare("1:1", r"BP=PE,\ \text{i.e. } \frac{BP}{PE}=1").equal
    assert not compare("1:1", r"BP=PE,\ \text{i.e. } \frac{BP}{PE}=2").equal
