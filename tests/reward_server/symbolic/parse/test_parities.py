"""Odd and even, however a case says it, are one spelling."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.parse.parities import with_parity


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (r"1 & n\text{ odd}", r"1 & n \text{ odd}"),
        (r"1 & \text{if } n \text{ is even}", r"1 & n \text{ even}"),
        (r"1 & \text{odd } n \\ 2", r"1 & n \text{ odd}\\ 2"),
        (r"1 & \text{for even }$k$", r"1 & k \text{ even}"),
        (r"1 & n\equiv 1\pmod{2}", r"1 & n \text{ odd}"),
        (r"1 & 2\mid m", r"1 & m \text{ even}"),
        (r"1 & 2\nmid m \\", r"1 & m \text{ odd} \\"),
        (r"1 & n\equiv 1\pmod{3}", r"1 & n\equiv 1\pmod{3}"),
        (r"1 & n \text{ odd and } n>3", r"1 & n \text{ odd and } n>3"),
    ],
)
def test_a_case_says_which_numbers_it_is_about(said: str, read: str) -> None:
    assert " ".join(with_parity(said).split()) == read


def test_a_long_text_is_read_in_linear_time() -> None:
    start = time.process_time()
    with_parity(r"& \text{if } n " * 50_000)
    assert time.process_time() - start < 1
