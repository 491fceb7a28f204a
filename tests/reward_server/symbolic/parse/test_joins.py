"""Words of any language between two values."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.joins import joined

ANDS = [
    "und",
    "et",
    "oraz",
    "och",
    "og",
    "en",
    "ja",
    "és",
    "și",
    "ve",
    "və",
    "và",
    "dan",
    "и",
    "та",
    "και",
    "और",
    "و",
    "ו",
    "και",
    "และ",
    "と",
    "および",
    "그리고",
    "와",
]
ORS = [
    "oder",
    "ou",
    "lub",
    "albo",
    "eller",
    "tai",
    "vagy",
    "nebo",
    "alebo",
    "sau",
    "veya",
    "hoặc",
    "atau",
    "или",
    "або",
    "ή",
    "या",
    "أو",
    "או",
    "หรือ",
    "または",
    "또는",
]
LETTERS = ["y", "o", "e", "i", "a", "u"]


@pytest.mark.parametrize("word", [*ANDS, *ORS, *LETTERS])
@pytest.mark.parametrize("style", [" {} ", r" \text{{ {} }} "])
def test_a_word_between_two_solutions_lists_them(word: str, style: str) -> None:
    between = style.format(word)
    assert compare("(2,1), (1,2)", f"(x,y)=(2,1){between}(x,y)=(1,2)").equal
    assert not compare("(2,1), (1,2)", f"(x,y)=(2,1){between}(x,y)=(1,3)").equal
    assert compare("x=2, x=-3", f"x=2{between}x=-3").equal
    assert not compare("2", f"x=2{between}x=3").equal


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"(-\infty,1)\cup(3,\infty)", "x<1 oder x>3", True),
        ("(1,3)", r"x>1 \text{ und } x<3", True),
        ("(1,3)", "x>1 oder x<3", False),
        ("2, 3", "2 y 3", True),
        ("2, 3", "2 y 4", False),
        ("2, 3", "x_1=2 y x_2=3", True),
        ("2, 3", "x=2 of x=3", True),
        ("2, 3", "2と3", True),
        ("2, 3", "nicht 2 und 3", False),
        ("20", r"25\% \text{ of } 80", False),
        ("5:8", "5 a 8", True),
        ("23", "drei und zwanzig", True),
        (r"2\frac13", "deux et un tiers", True),
        ("1.2 m", "1 m et 20 cm", True),
        ("2.5 h", r"2\text{ heures et }30\text{ minutes}", True),
        ("2.5 h", "2 horas y 30 minutos", True),
        ("5 m", "2 m et 3 m", False),
        ("5 m", r"2\text{ m y }3\text{ m}", False),
        ("2.5 h", r"2\text{ Stunden und }50\text{ Minuten}", False),
        ("2y-3", "2 y - 3", True),
        ("2+3i", "2 + 3 i", True),
        ("(x+1)y(x+2)", "(x+1) y (x+2)", True),
        ("6", "V = 2 a b = 6", True),
    ],
)
def test_a_letter_joins_only_where_it_is_no_variable(truth: str, answer: str, right: bool) -> None:
    """And nothing is made of a word between other words."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("piece", [" ", "~", r"\ ", r"\text{ y", "x = 1 ", "1 y (", r"\quad", "a = ", "1 und "])
def test_hostile_repetitions_take_linear_time(piece: str) -> None:
    began = time.perf_counter()
    joined(piece * (20_000 // len(piece)) + r"{\text")
    assert time.perf_counter() - began < 0.5
