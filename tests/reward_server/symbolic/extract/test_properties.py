"""Which of two properties hold."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.properties import same_properties
from reward_server.symbolic.verdict import Undecided

PROMPT = "Is the function injective, surjective, both or neither?"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("neither", r"\text{neither injective nor surjective}", True), ("neither", r"\text{not injective and not surjective}", True),
        ("bijective", r"\text{both injective and surjective}", True), ("both", r"\text{bijective}", True), ("both", r"\text{injective}", False),
        ("injective", r"\text{injective but not surjective}", True), ("injective", r"\text{It is injective, not surjective}", True),
        ("injective", r"\text{surjective but not injective}", False), ("injective", r"\text{not injective}", None),
        ("injective", r"\text{not injective but surjective}", False), ("neither", r"\text{injective}", False),
        ("injective", r"\text{injective or surjective}", None), ("injective", r"\text{continuous}", None),
    ],
)  # fmt: skip
def test_one_both_or_neither(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_properties(truth, answer, PROMPT)
    assert (verdict and verdict.equal) == equal
    assert same_properties(truth, answer, "Is it injective?") is None


def test_one_to_one_is_injective() -> None:
    prompt = "Is it one-to-one, onto, both or neither?"
    verdicts = [
        same_properties("both", answer, prompt) for answer in (r"\text{one-to-one and onto}", r"\text{onto only}")
    ]
    assert [one and one.equal for one in verdicts] == [True, False]


WHICH_OF_SEVERAL_HOLD = [
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{antisymmetric, reflexive, transitive; not symmetric}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{reflexive, transitive and antisymmetric, but not symmetric}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{It is a partial order}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{Reflexive: yes, symmetric: no, antisymmetric: yes, transitive: yes}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{all but symmetric}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{reflexive and transitive}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{an equivalence relation}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{reflexive, not antisymmetric, transitive}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{not reflexive, antisymmetric, transitive}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{reflexive, symmetric, antisymmetric and transitive}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{reflexive, antisymmetric and transitive}", r"\text{Reflexive: yes, symmetric: yes, antisymmetric: yes, transitive: yes}", False),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{symmetric only}", r"\text{neither reflexive nor transitive nor antisymmetric, but symmetric}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{symmetric only}", r"\text{symmetric, not reflexive, not transitive}", True),
    (r"Which of the properties reflexive, symmetric, antisymmetric, transitive does the relation $\le$ on $\mathbb{R}$ have?", r"\text{symmetric only}", r"\text{neither symmetric nor reflexive}", False),
    ("Which of these is not transitive: ...? reflexive, symmetric", r"\text{symmetric}", r"\text{not symmetric}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), WHICH_OF_SEVERAL_HOLD)
def test_which_of_several_hold(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
