"""Values with units."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.quantities import in_asked_unit
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("5", r"5\text{ cm}", True),
        (r"5\text{ cm}", "5", True),
        (r"5\text{ m}", r"500\text{ cm}", True),
        (r"5\text{ m}", r"5\text{ cm}", False),
        (r"5\text{ m}", r"5\text{ s}", False),
        ("5", r"5\text{ blorp}", False),
        (r"90\text{ km/h}", r"25\text{ m/s}", True),
        (r"90\text{ km/h}", r"24\text{ m/s}", False),
        (r"2\text{ h }30\text{ min}", r"150\text{ min}", True),
        (r"2\text{ h }30\text{ min}", r"140\text{ min}", False),
        ("150", r"2.5\text{ h}", False),
        (r"\$5", r"5\text{ dollars}", True),
        (r"\$5", r"500\text{ cents}", True),
        (r"\$5", r"5\text{ euros}", False),
        ("5000000", r"5\text{ million}", True),
        ("5", r"5\text{ million}", False),
        ("15", "15 million trees", False), ("15000000", "15 million trees", True), ("6", "6 thousand legs", False),
        ("6", "6 millones", False), ("3", "3 dozen eggs", False), ("36", "3 dozen eggs", True),
        ("5000", r"5\text{ km/m}", True), ("5", r"5\text{ km/m}", False),
        (r"45^\circ", "45 radians", False), ("45 rad", r"45^\circ", False), (r"180^\circ", r"\pi\text{ radians}", True),
        (r"50\%", "0.5", True),
        (r"50\%", "50", True),
        ("0.5", "50", False),
        (r"45^\circ", r"\frac{\pi}{4}", True),
        (r"45^\circ", "45", True),
        (r"45^\circ", r"\frac{\pi}{3}", False),
        (r"12\text{ m}^2", "12 m^2", True),
        ("12", r"12\text{ in.}", True),
        (r"5\text{ h}", r"300\text{ min.}", True),
        (r"5\text{ cm}", r"5\text{ mm.}", False),
        ("12", r"12\text{ blorp.}", False),
        (r"12\text{ m}^2", r"12\text{ m}^3", False),
        (r"5\text{ ft }6\text{ in}", r"66\text{ in}", True), (r"5\text{ ft }6\text{ in}", r"56\text{ in}", False),
        (r"66\text{ in}", r"5\text{ ft }6\text{ in}", True), (r"-5\text{ m}", r"-500\text{ cm}", True),
        (r"-5\text{ m}", r"5\text{ m}", False), (r"1\text{ h }1\text{ min }1\text{ s}", r"3661\text{ s}", True),
        (r"1\text{ h }1\text{ min }1\text{ s}", r"3660\text{ s}", False), (r"12\text{ m}^3", "12 m^3", True),
        (r"12\text{ m}^3", "12 m^2", False), (r"5\text{ m/s}", "5 m/s", True), (r"5\text{ m/s}", "6 m/s", False),
        (r"9.8\text{ m/s}^2", "9.8 m/s^2", True), (r"9.8\text{ m/s}^2", "9.8 m/s", False),
        (r"9.8\text{ m/s}^2", "9.8 m/s^3", False), ("5", "5 m", True), ("5", "6 m", False), ("5 m", "5", True),
        ("5 m", "6", False), ("12", "12 m^2", True), ("12", "13 m^2", False), ("5", "5 m/s", True),
        ("5", "6 m/s", False), (r"5\text{ m}", "5 m", True), (r"5\text{ m}", "5 s", False),
        (r"5\text{ m}", "6 m", False), (r"100^\circ\text{C}", r"373.15\text{ K}", True),
        (r"100^\circ\text{C}", r"273.15\text{ K}", False), (r"212^\circ\text{F}", r"100^\circ\text{C}", True),
        (r"212^\circ\text{F}", r"101^\circ\text{C}", False), (r"32^\circ\text{F}", r"273.15\text{ K}", True),
        (r"0\text{ K}", r"-273.15^\circ\text{C}", True), (r"-40^\circ\text{F}", r"-40^\circ\text{C}", True),
        (r"-40^\circ\text{F}", r"40^\circ\text{C}", False), (r"1\text{ km}^2", r"1000000\text{ m}^2", True),
        (r"1\text{ km}^2", r"1000\text{ m}^2", False), (r"1\text{ L}", r"1000\text{ cm}^3", True),
        (r"1\text{ L}", r"100\text{ cm}^3", False), (r"3\text{ million}", "3000000", True),
        (r"3\text{ million}", "3", False), (r"3\text{ million}", r"3000\text{ thousand}", True),
        (r"3\text{ million}", r"3\text{ thousand}", False), (r"\frac12\text{ m}", r"50\text{ cm}", True),
        (r"\sqrt2\text{ m}", r"100\sqrt2\text{ cm}", True), (r"\sqrt2\text{ m}", r"100\sqrt3\text{ cm}", False),
        (r"50\%", r"\frac12", True), (r"50\%", "5", False), (r"50\%", r"50\%", True), (r"50\%", r"51\%", False),
        (r"\frac12", r"50\%", True), (r"\frac12", r"5\%", False), (r"150\%", "1.5", True),
        (r"\frac{\pi}{4}", r"45^\circ", True), (r"\frac{\pi}{4}", r"46^\circ", False), ("45", r"45^\circ", True),
        ("45", r"46^\circ", False), (r"30^\circ + x", "30 + x", True), (r"30^\circ + x", "31 + x", False),
        (r"\sin 30^\circ", r"\frac12", True), (r"\sin 30^\circ", r"\sin 30", False),
        (r"90^\circ", r"\frac{\pi}{2}", True), (r"90^\circ", r"90^\circ", True), (r"90^\circ", r"91^\circ", False),
        ("x m", "5", False), ("2 + 3 m", "5", False), (r"5\text{ m} + 3\text{ s}", r"8\text{ m}", False),
        (r"2\text{ m} + 30\text{ cm}", r"230\text{ cm}", True), (r"2\text{ m} + 30\text{ cm}", r"32\text{ cm}", False),
    ],
)  # fmt: skip
def test_a_unit_falls_away_or_agrees(truth: str, answer: str, right: bool) -> None:
    """Where one side has it, it falls away; where both have it, it must agree, converted."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("5m^2", r"5\text{ m}^2", True), ("5 m^2", r"5\text{ m}^3", False), ("5 m/s", r"5\text{ m/s}", True), ("5 m/s^2", r"5\text{ m/s}^2", True),
        ("5 m/s^2", r"5\text{ m/s}", False), ("5 m/s", r"6\text{ m/s}", False), (r"2\pi m", r"2\pi\text{ m}", True), (r"2\pi m^2", r"2\pi\text{ m}^2", True),
        (r"2\pi m^2", r"3\pi\text{ m}^2", False),
        ("5", "5 x", False), ("5 x", "5", False), ("5 m^2", "5", True),
        ("5", "5 m^2", True), ("5/m", "5", False),
        (r"-5\text{ m}", r"500\text{ cm}", False), (r"2\text{ h}+30\text{ min}", r"150\text{ min}", True), (r"1\text{ m}+5\text{ s}", r"6\text{ m}", False),
        (r"2\text{ m}, 3\text{ m}", r"5\text{ m}", False), (r"2\text{ m}, 3\text{ m}", r"200\text{ cm}, 300\text{ cm}", True), (r"2\text{ ft }3\text{ in}", r"27\text{ in}", True),
        (r"1\text{ h }1\text{ min }1\text{ s}", r"3662\text{ s}", False), (r"3661\text{ s}", r"1\text{ h }1\text{ min }1\text{ s}", True), (r"5\text{ dozen}", "60", True), ("60", r"5\text{ dozen}", True),
        ("5", r"5\text{ dozen}", False), (r"1.5\text{ km}", r"1500\text{ m}", True), (r"1.5\text{ km}", r"1510\text{ m}", False), (r"x\text{ km}", r"1000x\text{ m}", True),
        (r"x\text{ km}", r"100x\text{ m}", False), (r"100\text{ }^\circ C", r"212\text{ }^\circ F", True), (r"100^\circ C", r"373.15\text{ K}", True), (r"0^\circ F", r"0^\circ C", False),
        (r"32^\circ F", r"0^\circ C", True), (r"100^\circ C", r"100\text{ m}", False), ("90", r"90^\circ", True),
        (r"\frac{\pi}{2}", r"90^\circ", True), ("91", r"90^\circ", False),
        (r"x+30^\circ", "x+30", True), (r"x+30^\circ", r"x+\frac{\pi}{6}", True), (r"30^\circ+45^\circ", r"75^\circ", True), (r"30^\circ", "(30, 1)", False),
        (r"90\text{ degrees}", "90", True), (r"90\text{ degrees}", r"\frac{\pi}{2}", True), (r"\frac{\pi}{2}", r"90\text{ degrees}", True), ("90", r"90\text{ degrees}", True),
        (r"50\%", "1/2", True), (r"50\%", "51", False),
        ("50", r"50\%", False), (r"50\%", "(50,1)", False), (r"x\%", "x", True), (r"12\text{ blorp}", "12", True),
        (r"12\text{ blorp}", "13", False), ("12", r"12\text{ blorp}", False), (r"12\text{ blorp}", r"12\text{ glorp}", False), (r"12\text{ blorp}", r"12\text{ blorp}", True),
        ("(1,2)", r"5\text{ m}", False), ("x=5", r"5\text{ m}", True), ("x=5", r"x=5\text{ m}", True), (r"x=5\text{ m}", "5", True),
        (r"x=5\text{ m}", r"x=6\text{ m}", False), (r"2\text{ ft }3\text{ in}", "27", True), (r"1.53\text{ km}", r"1531\text{ m}", True), (r"1531\text{ m}", r"1.53\text{ km}", False),
        (r"100^\circ C", r"373\text{ K}", False), (r"10\text{ km}", r"9999.9\text{ m}", False),
    ],
)  # fmt: skip
def test_units_are_converted_as_written(truth: str, answer: str, right: bool) -> None:
    """Letters after a number, sums of units, scales of temperature, angles in words and signs, percent; a word that is no unit is none."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "reason"),
    [
        (r"5\text{ m}", r"5\text{ s}", "different units: m, s"), ("12", r"12\text{ blorp}", "a word after a number that is no unit: blorp"),
        ("12", r"12\text{ " + "b" * 60 + "}", "a word after a number that is no unit: " + "b" * 40),
    ],
)  # fmt: skip
def test_a_refusal_names_the_units(truth: str, answer: str, reason: str) -> None:
    """The unit of each side, or the first forty characters of a word that is none."""
    assert compare(truth, answer).reason == reason


@pytest.mark.parametrize(
    ("truth", "answer", "asked", "equal"),
    [
        ("90", r"90\text{ s}", "minutes", False), ("90", r"1.5\text{ h}", "minutes", True),
        ("90", r"90\text{ min}", "minutes", None), ("90", "90", "minutes", None), ("90", "90 s", "minutes", False),
        ("90", r"t = 1\text{ h }30\text{ min}", "minutes", None), ("1.5", r"90\text{ min}", "h", True),
        ("75", r"\$75", "cents", False), ("75", r"\$0.75", "cents", True), ("5000000", r"\$5 \text{ million}", "dollars", None),
        ("0.5", r"50\text{ cents}", "euros", True), ("50", r"50\text{ cents}", "euros", False), ("5", "£5", "pounds", None),
        ("90", r"25\text{ m/s}", "km / h", True), ("90", r"90\text{ m/s}", "km / h", False),
        ("7", r"7\text{ m}", "minutes", False), ("7", r"7\text{ liters/week}", "liters", None),
        ("7", r"7\text{ apples}", "minutes", None), ("7", r"7\text{ pears}", "minutes", False), ("5", r"5\text{ hours each day}", "hours", None), ("20", r"20\text{ m}", "cm ^2", False),
        ("800", "8 €", "cents", True), ("8", "8 €", "cents", False), ("10", r"10\text{ м}", "километров", False), ("7", r"7\text{ million}", "dollars", None), ("7", r"7\text{ school days}", "days", None),
        ("2", r"2^\circ", "radians", False), ("90", r"90^\circ", "degrees", None), ("9", r"9\text{ °C}", "degrees", None),
        (r"90\text{ s}", r"90\text{ h}", "minutes", None), (r"50\%", r"50\text{ s}", "minutes", None),
        ("90", r"90\text{ s}", "", None),
    ],
)  # fmt: skip
def test_a_unit_is_the_one_asked_for_or_converts_to_it(truth: str, answer: str, asked: str, equal: bool | None) -> None:
    """A bare number is one of the asked unit: what converts to it is right, another unit with its number is wrong."""
    verdict = in_asked_unit(parse(truth), parse(answer), [asked] if asked else [], "She eats apples.", EXACT, same)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("2.7 g/cm^3", r"2.7\,\frac{\mathrm{g}}{\mathrm{cm}^3}", True),
        ("5 g/cm^3", r"5000\ \mathrm{kg/m^3}", True),
        ("5 g/cm^3", r"5\ \mathrm{kg/m^3}", False),
        ("5 g/cm^3", "5", True),
        ("5 g/cm^3", "6", False),
        ("4200 J/(kg K)", r"4.2\ \text{kJ/(kg K)}", True),
        ("4200 J/(kg K)", "4200", True),
        ("4200 J/(kg K)", r"4200 \text{ J/kg}", False),
        ("12 N m", r"12\ \mathrm{N\cdot m}", True),
        ("12 N m", r"12\ \mathrm{N}", False),
        ("9.8 m s^{-2}", r"9.8\ \mathrm{m/s^2}", True),
        (r"9.8\,\frac{m}{s^2}", r"9.8 \text{ m/s}^2", True),
        (r"9.8\,\frac{m}{s^2}", r"9.8 \text{ m/s}", False),
        ("5 L/min", r"300 \text{ L/h}", True),
        ("5 L/min", r"5 \text{ L/h}", False),
        ("0.5 mol/L", r"0.5\text{ M}", True),
        ("12 Nm", r"12\text{ J}", True),
        ("12 Nm", r"12\text{ nm}", False),
        ("5 m g", "5", False),
        ("2as", "2", False),
        ("8", r"8\text{ M}", False),
    ],
)  # fmt: skip
def test_units_without_markup_are_no_variables(truth: str, answer: str, right: bool) -> None:
    """A unit of several letters shows that the letters beside it are units too; letters alone are units where the
    other side's unit measures the same."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"8\text{ s}", r"8\text{ sec}", True),
        (r"8\text{ s}", "8 sec", True),
        (r"8\text{ s}", r"8\text{ min}", False),
        ("3 m/s", "3 m/sec", True),
        (r"2\sec x", "2 sec x", True),
        (r"\sec x", r"\operatorname{sec} x", True),
        ("250", r"\text{CHF } 250", True),
        ("250", r"250\text{ CHF}", True),
        (r"\text{CHF } 250", r"250\text{ Franken}", True),
        ("CHF 250", "EUR 250", False),
        ("CHF 250", "CHF 205", False),
        ("500", "500 kr", True),
        ("2kr", "2rk", True),
        ("30", "₴30", True),
        (r"30\text{ грн}", "₴30", True),
        ("CAD 30", r"\$30", False),
        ("€1", r"100\text{ cents}", True),
        ("€1", r"10\text{ cents}", False),
        (r"\$45", r"\text{US\$}45", True),
        ("¥500", r"500\text{ JPY}", True),
        ("¥500", "500元", True),
        ("500元", "500 円", False),
        ("8000", r"8000\text{ Ft}", True),
        ("7 cm", r"7\text{ cms}", True),
        ("5 ms", r"5\text{ mms}", False),
    ],
)
def test_abbreviations_of_units_and_codes_of_currencies(truth: str, answer: str, right: bool) -> None:
    """A code stands before or after its amount; sec is a function where an argument follows."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("-15", r"15 \text{ below zero}", True),
        ("15", r"15 \text{ below zero}", False),
        (r"-15^\circ\text{C}", r"15^\circ\text{C below zero}", True),
        ("-15", "15 Grad unter Null", True),
        ("-15", "零下15", True),
        ("-15", r"15 \text{ below ten}", False),
    ],
)
def test_below_zero_is_negative(truth: str, answer: str, right: bool) -> None:
    """In the words of several languages; below anything else is no number."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [("2,5 h", r"2\text{h}30", True), ("150 min", "2h30", True), ("2,5 h", "2h50", False), ("2", "2h30", False)],
)
def test_an_hour_sign_between_digits_measures_a_time(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"19.47^\circ", r"\arcsin\frac13", True), (r"70.53^\circ", r"\arcsin\frac13", False), (r"60^\circ", r"\arccos\frac12", True),
        (r"63.43^\circ", r"\arctan 2", True), (r"63.43^\circ", r"\arctan\frac12", False), (r"1.107^\circ", r"\arctan 2", False),
    ],
)  # fmt: skip
def test_an_angle_in_degrees_is_that_of_an_inverse_function(truth: str, answer: str, right: bool) -> None:
    """Which gives it in radians."""
    assert compare(truth, answer).equal is right
