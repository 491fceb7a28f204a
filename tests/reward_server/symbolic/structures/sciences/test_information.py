"""Entropies in bits, nats and hartleys."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"\tfrac32\ln2\text{ nats}", True),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"1.5 \text{ bits per symbol}", True),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"\frac32\text{ bit}", True),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"1.5\ln 2\text{ nat}", True),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"1.5\text{ nats}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"\frac32\log_2 e\text{ nats}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"\ln 2\text{ nats}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"1.5\text{ hartleys}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"\frac{1.5}{\ln 2}\text{ nats}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"1.5\text{ bytes}", False),
    (r"Find the Shannon entropy of the distribution $(\frac12,\frac14,\frac14)$.", r"1.5\text{ bits}", r"12 \text{ bits}", False),
    ("Find the entropy of a fair coin.", r"\ln 2\text{ nats}", r"1\text{ bit}", True),
    ("Find the entropy of a fair coin.", r"\ln 2\text{ nats}", r"\log_{10}2\text{ hartleys}", True),
    ("Find the entropy of a fair coin.", r"\ln 2\text{ nats}", r"\ln 2\text{ bits}", False),
    ("Find the entropy of a fair coin.", r"\ln 2\text{ nats}", r"1\text{ nat}", False),
    ("Find the entropy of a fair coin.", r"\ln 2\text{ nats}", r"2\text{ bits}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_information_in_any_unit(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
