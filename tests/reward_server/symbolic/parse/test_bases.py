"""Numerals with a base, however it is written: one spelling, one value."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.bases import BASE_WORDS, said_base, with_bases, with_values


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("(FF)_{16}", "FF_{16}"), (r"\mathrm{ff}_{16}", "ff_{16}"), ("(AB)_{n}", "(AB)_{n}"), ("(FF)_{8}", "(FF)_{8}"), ("0x2f", "2F_{16}"), (r"\text{0x2AF}", "2AF_{16}"), ("0b101", "101_{2}"), ("0o17", "17_{8}"), ("(1202)_3", "1202_3"), ("1202_{three}", "1202_{3}"), (r"1202_{\text{three}}", "1202_{3}"), ("1202_{(3)}", "1202_{3}"), (r"11_{\text{base 7}}", "11_{7}"),
        ("0.1_2", r"\frac{1}{2}"), ("0.0(0011)_2", r"\frac{3}{30}"), (r"0.00\overline{0110}_2", r"\frac{6}{60}"),
        (r"(0.00\overline{0110})_2", r"\frac{6}{60}"), ("(10.01)_2", r"\frac{9}{4}"), ("(10.05)_2", "10.05_2"), ("f(10.01)_2", "f(10.01)_2"),
        ("10x10", "10x10"), ("f(3)_2", "f(3)_2"), ("0b12", "0b12"), ("0.5_2", "0.5_2"), ("x_2", "x_2"), ("1.0x2", "1.0x2"), ("(1,2)_3", "(1,2)_3"),
    ],
)  # fmt: skip
def test_a_numeral_gets_its_base_as_a_subscript(text: str, plain: str) -> None:
    assert with_bases(text) == plain


def test_each_word_of_a_base_names_it() -> None:
    for word, base in BASE_WORDS.items():
        assert with_bases(f"1_{{{word}}}") == f"1_{{{base}}}"
        assert said_base(f"1 in base {word}") == f"1_{{{base}}}"


@pytest.mark.parametrize(("text", "value"), [("FF_{16}", " 255_{10} "), ("1G_{16}", "1G_{16}"), ("12_{16}", "12_{16}"), ("2a_{16}", " 42_{10} "), ("BAD_{11}", "BAD_{11}")])  # fmt: skip
def test_digits_that_are_letters_get_their_value(text: str, value: str) -> None:
    assert with_values(text) == value


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        ("1202_3", "101111_2", "Write 47 in base 3.", False), ("1202_3", "47", "Write 47 in base 3.", False), ("1202_3", "(1202)_{three}", "Write 47 in base 3.", True), ("1202", "1202_{three}", "Write 47 in base three.", True), ("101111", "0b101111", "Write 47 in binary.", True),
        ("FF_{16}", r"\text{FF}", "Convert 255 to base 16.", True), ("FF_{16}", r"\text{FE}", "Convert 255 to base 16.", False), ("FF_{16}", r"\text{FF}", "Convert it to base 15.", False), ("FF_{16}", "(FF)_{16}", "Convert 255 to base 16.", True),
        ("E1_{16}", "225_{16}", "Give the sum in hexadecimal.", False), ("E1_{16}", "225", "Give the sum in hexadecimal.", False), ("E1_{16}", "0xE1", "Give the sum in hexadecimal.", True), ("E1_{16}", "225", "", True), ("57", "0o57", "Write 47 in octal", True), ("2F", "2f", "Write 47 in hexadecimal.", True), ("2F", "2f", "", False),
    ],
)  # fmt: skip
def test_a_number_in_another_base_than_is_asked_for_is_wrong(truth: str, answer: str, prompt: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
