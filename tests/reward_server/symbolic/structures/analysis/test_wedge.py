"""Products of differentials."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (r"Compute $d\omega$ for $\omega = x\,dy - y\,dx$.", r"$2\,dx\wedge dy$", r"-2\,dy\wedge dx", True),
        (r"Compute $d\omega$ for $\omega = x\,dy - y\,dx$.", r"$2\,dx\wedge dy$", r"2\,dy\wedge dx", False),
        (r"Compute $d\omega$ for $\omega = x\,dy - y\,dx$.", r"$2\,dx\wedge dy$", r"d\omega = dx\wedge dy - dy\wedge dx", True),
        (r"Compute $d\omega$ for $\omega = x\,dy - y\,dx$.", r"$2\,dx\wedge dy$", r"2\,dx\wedge dz", False),
        ("Compute the exterior product.", r"$(x-y)\,dx\wedge dy\wedge dz$", r"x\,dx\wedge dy\wedge dz - y\,dx\wedge dy\wedge dz", True),
        ("Compute the exterior product.", r"$(x-y)\,dx\wedge dy\wedge dz$", r"(x-y)\,dz\wedge dx\wedge dy", True),
        ("Compute the exterior product.", r"$(x-y)\,dx\wedge dy\wedge dz$", r"(x-y)\,dz\wedge dy\wedge dx", False),
        ("Pull back.", r"$r\,dr\wedge d\theta$", r"-r\,\mathrm{d}\theta\wedge \mathrm{d}r", True),
        ("Pull back.", r"$r\,dr\wedge d\theta$", r"dr\wedge d\theta", False),
        ("Compute.", r"$2x\,dx\wedge dy + z\,dy\wedge dz$", r"(2x\,dx - z\,dz)\wedge dy", True),
        ("Compute.", r"$2x\,dx\wedge dy + z\,dy\wedge dz$", r"(2x\,dx + z\,dz)\wedge dy", False),
        ("Compute the Hodge dual.", r"$\star dx = dy\wedge dz$", r"dy\wedge dz", True),
        ("Compute the Hodge dual.", r"$\star dx = dy\wedge dz$", r"-dy\wedge dz", False),
    ],
)  # fmt: skip
def test_the_order_of_differentials_has_a_sign(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
