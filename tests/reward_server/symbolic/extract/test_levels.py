"""Tests at several levels."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Significant for } \alpha=0.05,\ \text{not significant for } \alpha=0.01", True),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{significant at the 5\% level but not at the 1\% level}", True),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{do not reject } H_0 \text{ at } 1\%, \text{ reject at } 5\%", True),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Reject at 5\%, fail to reject at 1\%}", True),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Significant for } \alpha=0.01,\ \text{not significant for } \alpha=0.05", False),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Reject } H_0 \text{ at both levels}", False),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Reject at the 1\% level, do not reject at the 5\% level}", False),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{Reject } H_0 \text{ at the 5\% level}", False),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{significant at both}", False),
    (r"A test yields $p=0.03$. State the conclusion at the 5\% and the 1\% level.", r"\text{Reject } H_0 \text{ at the } 5\% \text{ level, do not reject at the } 1\% \text{ level}", r"\text{not significant for } \alpha=0.05, \text{ not significant for }\alpha=0.01", False),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{not statistically significant}", True),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{the result is not significant}", True),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{fail to reject } H_0", True),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{statistically significant}", False),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{significant}", False),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{reject } H_0", False),
    (r"Test $H_0:\mu=5$ at level 5% with $p=0.2$.", r"\text{do not reject } H_0", r"\text{not insignificant}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_what_is_rejected_where(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
