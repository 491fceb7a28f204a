"""The units that a question names for its answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.asked_units import asked_units
from reward_server.symbolic.parse.units import unit


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
        ("How many hours? How many days?", ["h", "day"]),
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
        "How many are there in all?", "What is the number of vegetables they eat?", "What stands in A?",
    ],
)  # fmt: skip
def test_no_unit_is_read_into_a_question(prompt: str) -> None:
    """Points, ordinals, multiples, given amounts and units that are only half understood are not asked for."""
    assert asked_units(prompt) == ()
