"""The units that a question names for its answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.asked_units import asked_units
from reward_server.symbolic.parse.units import unit
from reward_server.symbolic.verdict import EXACT


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("How many minutes does it take?", ["min"]), ("How many more dollars?", ["dollar"]),
        ("How many miles per hour?", ["mi/h"]), ("What is the length, in metres, of AB?", ["m"]),
        ("Find the area in square kilometers.", ["km^2"]), ("Find it in $\\text{cm}^2$.", ["cm^2"]),
        ("Give the speed in km/h.", ["km/h"]), ("What is it in m/s²?", ["m/s^2"]),
        ("What is the temperature in degrees Celsius?", ["°C"]), ("What is the pressure in mPa?", ["mPa"]),
        ("Wie viele Minuten dauert es?", ["min"]), ("Combien d'heures faut-il ?", ["h"]),
        ("¿Cuántos días dura?", ["day"]), ("需要多少小时?", ["h"]), ("Сколько минут длится?", ["min"]),
        ("Ile godzin trwa film?", ["h"]), ("3時間は何分ですか?", ["min"]), ("Berechne die Länge in cm.", ["cm"]),
        ("How many hours? How many days?", ["h", "day"]), ("Find the voltage in V.", ["V"]),
        ("What is the resistance (in $\\Omega$)?", ["ohm"]), ("Determine the speed [km/h].", ["km/h"]),
        ("Find the force [N].", ["N"]), (r"Find the charge in $\mathrm{C}$", ["C"]),
    ],
)  # fmt: skip
def test_a_unit_after_how_many_or_in_is_asked_for(prompt: str, named: list[str]) -> None:
    """What a question counts or measures in is read as a unit, in every language that has a word for how many."""
    assert list(map(unit, asked_units(prompt))) == list(map(unit, named))


@pytest.mark.parametrize(
    "prompt",
    [
        "", "How many points are in C?", "Who is in second place?", "How many quarters are there?", "Find x in 3 hours.",
        "A car drives in minutes. What is its speed?", "What is it in kg m/s^2?", "What is it in J/(kg K)?",
        "How many are there in all?", "What is the number of vegetables they eat?", "What stands in A?", "How many points are in V?", "How much voltage has the point C, which lies in K?",
        "Find the concentration [A] in the end.", "Find the least x in [m].", "Find the voltage in a V.",
    ],
)  # fmt: skip
def test_no_unit_is_read_into_a_question(prompt: str) -> None:
    """Points, ordinals, multiples, given amounts and units that are only half understood are not asked for."""
    assert asked_units(prompt) == ()


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("150", r"150\ \Omega", "Find the voltage in V.", False),
        ("150", r"150\ \text{V}", "Find the voltage in V.", True),
        ("150", r"0.15\ \text{kV}", "Find the voltage in V.", True),
        ("12", r"12\,\mathrm{C}", "Give the charge in C.", True),
        ("12", r"12\,\mathrm{J}", "Give the charge in C.", False),
        ("12", r"12\,\mathrm{km/h}", "Determine the speed [m/s].", False),
    ],
)
def test_a_unit_of_one_letter_is_asked_for_too(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("-4", "-4 minutes per day.", "What is the rate of change? (Unit: minutes per day)", True),
        ("-4", "4 minutes per day.", "What is the rate of change? (Unit: minutes per day)", False),
        ("-4", "-4 hours per day.", "What is the rate of change? (Unit: minutes per day)", False),
        ("92437", "$92,437 thousand", "What was the expense in 2019, in thousands?", True),
        ("92437", "$92,437 million", "What was the expense in 2019, in thousands?", False),
        ("92437", "$92,438 thousand", "What was the expense in 2019, in thousands?", False),
        ("92437", "92437 thousand", "A town has 92 thousand people. How many live there?", False),
        ("72", r"72 \text{ Mb per hour}", "What is the speed in Mb per hour?", True),
        ("72", r"72 \text{ kb per hour}", "What is the speed in Mb per hour?", False),
    ],
)
def test_the_words_that_the_question_measures_in_may_follow_a_number(
    truth: str, answer: str, prompt: str, equal: bool
) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is equal
