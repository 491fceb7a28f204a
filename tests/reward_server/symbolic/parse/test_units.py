"""Units: what falls away, what converts, what is a unit of its own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.parse import noun_data, unit_data, units
from reward_server.symbolic.parse.units import is_unit, is_unit_letter, unit


@pytest.mark.parametrize(
    ("text", "factor", "powers"),
    [
        ("m", 1, {"length": 1}),
        ("dm", "1/10", {"length": 1}),
        ("cm", "1/100", {"length": 1}),
        ("μm", "1/1000000", {"length": 1}),
        ("µm", "1/1000000", {"length": 1}),
        ("us", "1/1000000", {"time": 1}),
        ("ns", "1/1000000000", {"time": 1}),
        ("pF", "1/1000000000000", {"mass": -1, "length": -2, "time": 4, "current": 2}),
        ("hPa", 100, {"mass": 1, "length": -1, "time": -2}),
        ("kg", 1, {"mass": 1}),
        ("MJ", 10**6, {"mass": 1, "length": 2, "time": -2}),
        ("GHz", 10**9, {"time": -1}),
        ("TW", 10**12, {"mass": 1, "length": 2, "time": -3}),
        ("kilometers", 1000, {"length": 1}),
        ("decimeter", "1/10", {"length": 1}),
        ("hectoliters", "1/10", {"length": 3}),
        ("km/h", "5/18", {"length": 1, "time": -1}),
        ("miles per hour", "1609.344/3600", {"length": 1, "time": -1}),
        ("m*s^-2", 1, {"length": 1, "time": -2}),
        ("m^3", 1, {"length": 3}),
        ("square feet", "0.09290304", {"length": 2}),
        ("sq in", "0.00064516", {"length": 2}),
        ("meters squared", 1, {"length": 2}),
        ("feet cubed", "0.028316846592", {"length": 3}),
        ("平方厘米", "1/10000", {"length": 2}),
        ("dozen", 12, {}),
        ("hundredths", "1/100", {}),
        ("minutes", 60, {"time": 1}),
        ("months", "1/12", {"year": 1}),
        ("cents", "1/100", {"dollar": 1}),
        ("pounds sterling", 1, {"sterling": 1}),
        ("degrees Celsius", 1, {"celsius": 1}),
        ("kWh", 3600000, {"mass": 1, "length": 2, "time": -2}),
        ("bytes", 8, {"bit": 1}),
    ],
)
def test_a_unit_is_its_factor_times_powers_of_base_units(text: str, factor: int | str, powers: dict[str, int]) -> None:
    """Prefixes by their case, names with theirs, powers by signs and by words, quotients by a bar and by per."""
    above, _, below = str(factor).partition("/")
    found = unit(text)
    assert found.factor == Fraction(above) / Fraction(below or 1)
    assert dict(found.powers) == powers
    assert found.known


@pytest.mark.parametrize(
    ("text", "noun"), [("red balls", "ball"), ("children", "child"), ("mice", "mouse"), ("boxes", "box")]
)
def test_a_counted_noun_is_a_base_of_its_own_in_the_singular(text: str, noun: str) -> None:
    assert dict(unit(text).powers) == {noun: 1}
    assert unit(text).known


@pytest.mark.parametrize("text", ["blorp", "squared", "square", "x", "times", "halfway", "Xm"])
def test_what_no_list_holds_is_not_known(text: str) -> None:
    """Neither is a power without a unit, nor a plural that changes the number."""
    assert not unit(text).known


@pytest.mark.parametrize("text", sorted(one for one in unit_data.AMBIGUOUS if is_unit(one)))
def test_an_ambiguous_sign_does_not_fall_away(text: str) -> None:
    assert not unit(text).falls_away


@pytest.mark.parametrize("text", ["m", "kg", "hours", "apples", "°C"])
def test_a_plain_unit_falls_away(text: str) -> None:
    assert unit(text).falls_away


@pytest.mark.parametrize("word", ["m", "Km", "cm", "sq", "平方米", "apples", "widgets", "個", "hours", "Hours"])
def test_units_nouns_and_plurals_are_units(word: str) -> None:
    assert is_unit(word) is (word != "Km")


@pytest.mark.parametrize("word", ["the", "xyz", "maths", "careless", "times", "as", "HM"])
def test_other_words_are_no_units(word: str) -> None:
    """Neither a plural that is none, nor a short word in capitals."""
    assert not is_unit(word)


@pytest.mark.parametrize(
    "phrase",
    [
        "hungry wolves", "great-grandchildren", "firemen", "goldfish", "cacti", "deer", "plus signs", "ordered triples",
        "cups of flour", "hours of sleep", "head of cattle", "books on the shelf", "kids at the party", "taxis",
        "Hühner", "rote Kugeln", "palline rosse", "собак", "книг", "niños", "chevaux", "książek", "תפוחים",
        "只兔子", "棵树", "匹の犬", "個のりんご", "그루",
    ],
)  # fmt: skip
def test_a_noun_may_be_described(phrase: str) -> None:
    assert unit(phrase).known
    assert unit(phrase).multiple == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "fails", "works", "contradicts", "tens", "scores", "dizaines", "douzaines", "docenas", "tercios", "menos", "fois",
        "mehr", "weniger", "раз", "veces", "less apples", "fewer people", "dollars more", "years later", "minutes late",
        "percentage points", "basis points", "wrong answers", "people in debt", "units to the left",
        "人以上", "個以上", "余人", "多人", "万人", "倍", "人左右", "配", "只以下", "kb per hour", "squared apples",
    ],
)  # fmt: skip
def test_what_changes_the_number_beside_a_noun_is_not_known(phrase: str) -> None:
    assert not unit(phrase).known


def test_some_letters_are_variables_and_units() -> None:
    assert [name for name in "mxsgyhLVZ" if is_unit_letter(name)] == list("msghLV")


ENTRIES = [
    line for table in (unit_data.SYMBOLS, unit_data.NAMES, unit_data.PLAIN) for line in table.strip().splitlines()
]


@pytest.mark.parametrize("line", ENTRIES)
def test_each_unit_is_known_in_all_its_names_and_no_longer_word_is(line: str) -> None:
    *names, _, factor = line.split()
    above, _, below = factor.partition("/")
    found = [unit(name) for name in names]
    assert all(one.known for one in found)
    assert {one.factor for one in found} == {Fraction(above) / Fraction(below or 1)}
    assert not any(unit(f"{name}qz").known for name in names)


def test_each_prefix_raises_a_unit_by_its_power_of_ten_and_no_unit_of_the_plain_ones() -> None:
    short = {prefix: unit(f"{prefix}W").factor for prefix in unit_data.PREFIXES}
    assert short == {prefix: Fraction(10) ** tens for prefix, tens in unit_data.PREFIXES.items()}
    long = {prefix: unit(f"{prefix}watt").factor for prefix in unit_data.PREFIX_NAMES}
    assert long == {prefix: Fraction(10) ** tens for prefix, tens in unit_data.PREFIX_NAMES.items()}
    assert not any(unit(f"{prefix}acre").known for prefix in [*unit_data.PREFIXES, *unit_data.PREFIX_NAMES])


def test_each_noun_is_counted_in_both_numbers_and_no_longer_word_is() -> None:
    assert [noun for noun in noun_data.NOUNS - {"square"} if not unit(noun).known] == [], "a square is a power too"
    assert [one for one, noun in noun_data.PLURALS.items() if dict(unit(one).powers) != dict(unit(noun).powers)] == []
    assert [one for one in noun_data.COUNTED if not is_unit(one)] == []
    assert [noun for noun in noun_data.NOUNS if unit(f"{noun}qz").known] == []
    assert [one for one in noun_data.NOT_COUNTED if units._is_noun(one)] == []


def test_each_adjective_falls_away_before_a_noun_and_is_none_alone() -> None:
    said = {
        one.upper() if one in ("us", "in", "per") else one for one in noun_data.ADJECTIVES
    }  # a time in small letters
    assert [one for one in said if dict(unit(f"{one} balls").powers) != {"ball": 1}] == []
    assert [one for one in noun_data.ADJECTIVES if dict(unit(f"{one}qz balls").powers) == {"ball": 1}] == []


@pytest.mark.parametrize(("word", "power"), unit_data.POWERS.items())
def test_each_word_of_a_power_raises_a_unit(word: str, power: int) -> None:
    written = f"m {word}" if word.endswith("ed") else f"{word} m"
    assert dict(unit(written).powers) == {"length": power}
    assert not unit(word).known


@pytest.mark.parametrize("phrase", sorted(units._PHRASES))
def test_each_unit_of_two_words_is_one_and_its_first_word_is_another(phrase: str) -> None:
    assert unit(phrase) == unit(units._PHRASES[phrase])
    assert unit(phrase.split()[0]) != unit(phrase)
