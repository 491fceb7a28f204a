"""Values that are too large to write down: by exponents, and modulo primes."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.modular import equal_modulo_primes
from reward_server.symbolic.scalars.numeric import approximate, differ
from reward_server.symbolic.scalars.powers import equal_as_powers


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("12^{500}", r"2^{1000} \cdot 3^{500}", True), ("12^{500}", r"2^{1000} \cdot 3^{501}", False),
        (r"\frac{e^{3000}}{e}", "e^{2999}", True), (r"(1+i)^{40}", "2^{20}", True), (r"(1-i)^{4}", "4", False),
        (r"(\sqrt3 + i)^{12}", "2^{12}", True), (r"\ln 8^{700}", r"2100 \ln 2", True), (r"\log_9 27^{100}", "150", True),
        (r"\frac{100!}{99!}", "100", True), (r"\sqrt[5]{32^{11}}", "2^{11}", True), ("2^{900} + 2^{900}", "2^{901}", True),
        ("x^{3000}", "x^{3001}", None), ("10^{3000} + 1", "10^{3000}", None),
        ("(1+i)^2", "2i", True),
        ("(-1+i)^2", "-2i", True),
        ("(-1-i)^2", "2i", True),
        ("(1-i)^2", "-2i", True),
        ("(1-i)^2", "2i", False),
        (r"(\sqrt3+i)^3", "8i", True),
        (r"(-\sqrt3+i)^3", "8i", True),
        (r"(-\sqrt3-i)^3", "-8i", True),
        (r"(\sqrt3-i)^3", "-8i", True),
        (r"(1+\sqrt3 i)^3", "-8", True),
        (r"(-1+\sqrt3 i)^3", "8", True),
        (r"(1-\sqrt3 i)^3", "-8", True),
        ("(i+1)^2", "2i", True),
        ("(2+i)^2", "3+4i", None),
        ("(1+i+1)^2", "2i", None),
        (r"(-8)^{\frac13}", "-2", None),
        ("0^{5}", "0", None),
    ],
)  # fmt: skip
def test_exponents_tell(left: str, right: str, equal: bool | None) -> None:
    assert equal_as_powers(parse(left), parse(right)) is equal


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("10^{90000} + 1", "100^{45000} + 1", True), ("10^{90000} + 1", "100^{45000} + 2", False),
        ("(x+1)^{2000}(x+1)", "(1+x)^{2001}", True), ("(x+1)^{2000}", "(x+2)^{2000}", False),
        ("2^{407670}", "1", False), (r"\frac{500!}{499!}", "500", True), (r"\sqrt{x}", "x", None), ("1/0", "1", None),
    ],
)  # fmt: skip
def test_residues_tell(left: str, right: str, equal: bool | None) -> None:
    assert equal_modulo_primes(parse(left), parse(right)) is equal


def test_a_small_divisor_is_not_zero() -> None:
    assert differ(parse(r"\frac{1}{10^{-20}\sqrt2}"), parse(r"\frac{10^{20}}{\sqrt2}")) is False
    assert approximate(parse(r"\frac{1}{10^{-30}\pi}")) > 10**29
