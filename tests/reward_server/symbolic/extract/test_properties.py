"""Which of two properties hold."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.properties import same_properties

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
