"""Mathematical phrases of other languages, word by word in English."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.in_english import MAX_CHARS, in_english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (r"\text{los cuadrados perfectos}", "the perfect squares"), (r"\text{les multiples de }3\text{ qui ne sont pas multiples de }9", "the multiples of 3 that are not multiples of 9"),
        (r"\text{Kreis um }(2,0)\text{ durch den Ursprung}", "circle around (2,0) through the origin"), (r"\text{la droite d'équation }x+y=0", "the line of equation x+y=0"),
        (r"(1,2,3)\text{ y sus permutaciones}", "(1,2,3) and their permutations"), (r"\text{los números enteros positivos impares}", "the positive odd integers"),
        (r"\text{все нечётные числа}", "all odd numbers"), (r"\text{alle ganzen Zahlen, die nicht durch 3 teilbar sind}", "all integers that are not divisible by 3"),
        (r"\text{tutti i multipli positivi di }3", "all positive multiples of 3"), (r"\text{la médiatrice du segment }[AB]", "the perpendicular bisector of segment [AB]"),
        (r"\text{окружность с центром в точке }(1,0)\text{ радиуса }2", "circle with centre at point (1,0) radius 2"),
    ],
)  # fmt: skip
def test_a_phrase_is_translated_word_by_word(text: str, english: str) -> None:
    """With adjectives before their nouns; formulas stay."""
    assert in_english(text) == english


@pytest.mark.parametrize(
    "text",
    [
        "the circle", r"x \in \mathbb{R}", "y=2x", "", r"\frac{1}{2}", r"\text{los cuadrados raros}", r"\text{fast alle Quadratzahlen}",
        r"\text{Kreis}" + " " * MAX_CHARS, "5 Äpfel", "İ zahlen",
    ],
)  # fmt: skip
def test_a_phrase_with_a_word_that_is_not_known_is_left_alone(text: str) -> None:
    """And so are English and formulas."""
    assert in_english(text) is None


LOCUS, SET, LIST = r"|z-2|=2", r"n=2^k,\ k\ge 0", r"(1,2,3)\text{ and its permutations}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (LOCUS, r"\text{Kreis um }(2,0)\text{ durch den Ursprung}", True), (LOCUS, r"\text{Kreis um }2\text{ mit Radius }2", True),
        (LOCUS, r"\text{cercle de centre }(2,0)\text{ et de rayon }2", True), (LOCUS, r"\text{la circunferencia de centro }(2,0)\text{ y radio }2", True),
        (LOCUS, r"\text{Kreis um }(-2,0)\text{ durch den Ursprung}", False), (LOCUS, r"\text{Kreis um }2\text{ mit Radius }4", False),
        (LOCUS, r"\text{abgeschlossene Kreisscheibe um }2\text{ mit Radius }2", False), (LOCUS, r"\text{cercle de centre }(0,2)\text{ et de rayon }2", False),
        ("y=-x", r"\text{la droite d'équation }x+y=0", True), ("y=-x", r"\text{la droite d'équation }x-y=0", False),
        (SET, r"\text{die Zweierpotenzen}", True), (SET, r"\text{les puissances de }2", True), (SET, r"\text{die Dreierpotenzen}", False),
        (SET, r"\text{las potencias de }3", False), (LIST, r"(3,1,2)\text{ und alle Permutationen davon}", True), (LIST, r"(1,2,3)\text{ y sus permutaciones}", True),
        (LIST, r"(1,2,3)\text{ et ses permutations circulaires}", False), (LIST, r"(1,2,2)\text{ y sus permutaciones}", False),
        ("(3,3,3),(2,4,4),(4,2,4),(4,4,2)", r"(3,3,3),(2,4,4)\text{ et leurs permutés}", True),
        ("(3,3,3),(2,4,4),(4,2,4),(4,4,2)", r"(3,3,3),(2,2,4)\text{ et leurs permutés}", False),
    ],
)  # fmt: skip
def test_what_is_equal_in_english_is_equal(truth: str, answer: str, right: bool) -> None:
    prompt = "Find all positive integers $n$ such that it holds." if truth == SET else ""
    assert compare(truth, answer, prompt=prompt).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\text{regular pentagon}", r"\text{regelmäßiges Fünfeck}", True), (r"\text{regular pentagon}", r"\text{pentágono regular}", True), (r"\text{regular pentagon}", r"\text{hexágono regular}", False),
        (r"\text{isosceles}", r"\text{gleichschenklig}", True), (r"\text{isosceles}", r"\text{équilatéral}", False), (r"\text{isosceles triangle}", r"\text{triangle isocèle}", True),
        (r"\mathrm{Poisson}(5)", r"\text{loi de Poisson de paramètre }5", True), (r"\mathrm{Poisson}(5)", r"\text{Poissonverteilung mit Parameter }6", False),
        (r"\mathrm{Bin}(10,0.3)", r"\text{loi binomiale de paramètres }10\text{ et }0.3", True), (r"\mathrm{Bin}(10,0.3)", r"\text{loi binomiale de paramètres }10\text{ et }0.7", False),
        (r"\{(1,2)\text{ and all permutations}\}", r"(2,1)\text{ bis auf Vertauschung}", True), ("x^2+y^2=16", r"\text{círculo de radio }4\text{ centrado en el origen}", True),
        ("x^2+y^2=16", r"\text{círculo de radio }16\text{ centrado en el origen}", False),
    ],
)  # fmt: skip
def test_figures_and_laws_of_other_languages(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
