"""Math-Verify as the other scorer (`scripts/check replay-math-verify` installs it: it pins another antlr than the service)."""

from __future__ import annotations

import pytest

pytest.importorskip("math_verify", reason="Math-Verify is not installed here: scripts/check replay-math-verify")

from sdk import Item
from sdk.tools.replay.scorers import MathVerify


def test_its_verdicts_come_with_what_it_read_and_each_item_has_one() -> None:
    items = [
        Item(completion="\\boxed{2+1}", ground_truth="3"),
        Item(completion=[{"role": "assistant", "content": "so \\boxed{0.5}"}], ground_truth=["1/3", "\\frac12"]),
        Item(completion="\\boxed{4}", ground_truth="3"),
        Item(completion="no number at all", ground_truth="3"),
        Item(completion="x", tests={"type": "stdio", "cases": []}),
    ]
    with MathVerify(2) as scorer:
        found = scorer.score(items)
    assert [one.score for one in found] == [1.0, 1.0, 0.0, 0.0, None]
    assert "2+1" in found[0].reason.replace(" ", "")
    assert found[4].rule == "inputs"


def test_a_process_that_dies_leaves_a_null_and_the_next_call_is_judged() -> None:
    with MathVerify(1) as scorer:
        good = Item(completion="\\boxed{3}", ground_truth="3")
        assert scorer.score([good])[0].score == 1.0
        for process in list(scorer._pool._processes.values()):
            process.kill()
        assert scorer.score([good])[0].score in (None, 1.0)
        assert scorer.score([good])[0].score == 1.0
