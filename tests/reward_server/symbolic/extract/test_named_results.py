"""Theorems, tests and places by name."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.named_results import MAX_CHARS, same_results
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\text{Rolle's theorem}", r"\text{Satz von Rolle}", True), (r"\text{Rolle's theorem}", r"\text{théorème de Rolle}", True), (r"\text{Rolle's theorem}", r"\text{el teorema de Rolle}", True),
        (r"\text{Rolle's theorem}", r"\text{the mean value theorem}", False), (r"\text{Rolle's theorem}", r"\text{Satz von Taylor}", False), (r"\text{Rolle's theorem}", r"\text{Rolle's lemma}", False),
        (r"\text{paired t-test}", r"\text{dependent samples t-test}", True), (r"\text{paired t-test}", r"\text{two-sample t-test}", False), (r"\text{Zwischenwertsatz}", r"\text{the intermediate value theorem}", True),
        (r"\text{Mittelwertsatz}", r"\text{the intermediate value theorem}", False), (r"\text{ratio test}", r"\text{root test}", False), (r"\text{Quotientenkriterium}", r"\text{the ratio test}", True),
        (r"\text{Fermat's little theorem}", r"\text{Fermat's last theorem}", False), (r"\text{Fermat's little theorem}", r"\text{petit théorème de Fermat}", True),
        (r"\text{Mann-Whitney U test}", r"\text{Wilcoxon rank-sum test}", True), (r"\text{Mann-Whitney U test}", r"\text{Wilcoxon signed-rank test}", False),
        (r"\text{février}", r"\text{Feb.}", True), (r"\text{février}", r"\text{Jan.}", False), (r"\text{Bayes' theorem}", r"\text{Satz von Bayes}", True),
    ],
)  # fmt: skip
def test_one_name_in_several_words(truth: str, answer: str, right: bool) -> None:
    """In other languages, and by the synonyms of a table; a theorem is no lemma of the same man."""
    assert compare(truth, answer, prompt="Which is it?").equal is right
    assert compare(answer, truth, prompt="Which is it?").equal is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"\text{third place}", True), (r"\text{tercera}", True), (r"\text{dritter Platz}", True), (r"3^{\text{rd}}", True), (r"\text{la troisième place}", True), (r"\text{третье место}", True),
        (r"\text{fourth place}", False), (r"\text{tercer de cuatro}", False), (r"\text{vierter Platz}", False), (r"\text{not third place}", False),
    ],
)  # fmt: skip
def test_places_in_words(answer: str, right: bool) -> None:
    """Where the question asks for one."""
    assert compare("3", answer, prompt="What place did Ann finish in?").equal is right


@pytest.mark.parametrize("text", ["", "theorem", "of the", "x" * (MAX_CHARS + 1), "7"])
def test_what_has_no_name_is_left_to_others(text: str) -> None:
    assert same_results(text, text, "Which is it?") is None


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\text{even}", "f(-x)=f(x)", True), (r"\text{even}", "f(-x)=-f(x)", False), (r"\text{ungerade}", "$f(-x) = -f(x)$", True), (r"\text{odd}", "f(-x)=f(-x)", False),
        (r"\text{even}", r"\text{symmetric about the }y\text{-axis}", True), (r"\text{even}", r"\text{symmetric about the origin}", False),
        (r"\text{odd}", r"\text{symmetric with respect to the origin}", True), (r"\text{odd}", r"\text{symmetric about the }x\text{-axis}", False),
        (r"\text{strictly increasing}", r"\text{strictly increasing on }\mathbb{R}", True), (r"\text{strictly increasing}", r"\text{strictly increasing on }[0,1]", False),
        (r"\text{strictly increasing}", r"\text{strictly decreasing on }\mathbb{R}", False),
    ],
)  # fmt: skip
def test_properties_by_what_they_mean(truth: str, answer: str, right: bool) -> None:
    """Even is symmetric about the y-axis; what holds on the line holds."""
    assert compare(truth, answer, prompt="Describe the function $f$.").equal is right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('Name the inequality.', '\\text{AM-GM inequality}', '\\text{the inequality of arithmetic and geometric means}', True),
        ('Name the inequality.', '\\text{AM-GM inequality}', '\\text{AM--GM}', True),
        ('Name the inequality.', '\\text{AM-GM inequality}', '\\text{the inequality of geometric and harmonic means}', False),
        ('Name the inequality.', '\\text{AM-GM inequality}', '\\text{the QM-AM inequality}', False),
        ('Name the inequality.', '\\text{Cauchy--Schwarz inequality}', '\\text{Cauchy-Bunyakovsky-Schwarz}', True),
        ('Name the inequality.', '\\text{Cauchy--Schwarz inequality}', "\\text{Minkowski's inequality}", False),
        ('Name the inequality.', '\\text{Cauchy--Schwarz inequality}', '\\text{H\\"older\'s inequality}', False),
    ],
)  # fmt: skip
def test_inequalities_have_several_names(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right


NAMES_OF_ALGEBRA_AND_LOGIC = [
    ("Which complexity class or theorem is meant?", r"\text{the regular languages}", r"\mathsf{REG}", True),
    ("Which complexity class or theorem is meant?", r"\text{Burnside's lemma}", r"\text{Cauchy-Frobenius lemma}", True),
    ("Which complexity class or theorem is meant?", r"\text{stars and bars}", r"\text{sticks and stones}", True),
    ("Which complexity class or theorem is meant?", r"\text{modus ponens}", r"\text{modus tollens}", False),
    ("Which complexity class or theorem is meant?", r"\text{the regular languages}", r"\text{context-free languages}", False),
    ("Which complexity class or theorem is meant?", r"\text{decidable}", r"\text{recursive}", True),
    ("Which complexity class or theorem is meant?", r"\text{decidable}", r"\text{recursively enumerable}", False),
    ("Which complexity class or theorem is meant?", r"\text{Zorn's lemma}", r"\text{Burnside's lemma}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), NAMES_OF_ALGEBRA_AND_LOGIC)
def test_names_of_algebra_and_logic(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
