"""Fields are the same where the generators of each give those of the other."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

CUBE = r"\mathbb{Q}(\sqrt[3]{2},\omega)"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (CUBE + r" \text{ with } \omega=e^{2\pi i/3}", r"\mathbb{Q}\left(\sqrt[3]{2},\,i\sqrt3\right)", True),
        ("$" + CUBE + r"$ with $\omega=e^{2\pi i/3}$", r"\mathbb{Q}(2^{1/3},\sqrt{-3})", True),
        (CUBE, r"\mathbb{Q}(\zeta_3,\sqrt[3]{4})", True),
        (CUBE, r"\mathbb{Q}(\sqrt[3]{2},\omega\sqrt[3]{2},\omega^2\sqrt[3]{2})", True),
        (CUBE, r"K=\mathbb{Q}(\sqrt[3]{2},\frac{-1+i\sqrt3}{2})", True),
        (CUBE, r"\mathbb{Q}(\sqrt[3]{2},\sqrt3)", False),
        (CUBE, r"\mathbb{Q}(\sqrt[3]{2},i)", False),
        (CUBE, r"\mathbb{Q}(\sqrt[3]{2})", False),
        (CUBE, r"\mathbb{Q}(\sqrt[3]{3},\omega)", False),
        (r"\mathbb{Q}(\omega\sqrt[3]{2})", r"\mathbb{Q}(\omega^2\sqrt[3]{2})", False),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(1+\sqrt2,\sqrt6)", True),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(\sqrt6)", False),
        (r"\mathbb{Q}(\sqrt[4]2,i)", r"\mathbb{Q}(\sqrt[4]{8},\sqrt{-2})", True),
        (r"\mathbb{Q}(\sqrt[4]2,i)", r"\mathbb{Q}(\sqrt2,i)", False),
        (r"\mathbb{Q}(\sqrt2,i)", r"\mathbb{Q}(e^{\pi i/4})", True),
        (r"\mathbb{Q}(\sqrt2,i)", r"\mathbb{Q}(i\sqrt2)", False),
        (r"\mathbb{Q}(\zeta_5)", r"\mathbb{Q}(e^{4\pi i/5})", True),
        (r"\mathbb{Q}(\zeta_5)", r"\mathbb{Q}(\sqrt5)", False),
        (r"\mathbb{Q}(\sqrt{2})", r"\mathbb{Q}", False),
        (r"\mathbb{Q}(\alpha)", r"\mathbb{Q}(\alpha^2)", False),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(\sqrt2+\sqrt3)", True),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(1+2\sqrt2-\sqrt{12})", True),
        (r"\mathbb{Q}(\sqrt2,i)", r"\mathbb{Q}(\sqrt2+i)", True),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(\sqrt2+\sqrt8)", False),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(\sqrt2+\sqrt5)", False),
        (r"\mathbb{Q}(\sqrt2,\sqrt3)", r"\mathbb{Q}(\sqrt2\sqrt3)", False),
        (r"\mathbb{Q}(\sqrt2,\sqrt3,\sqrt5)", r"\mathbb{Q}(\sqrt2+\sqrt3+\sqrt5)", True),
        (r"\mathbb{Q}(\sqrt2,\sqrt3,\sqrt5)", r"\mathbb{Q}(\sqrt2+\sqrt3+\sqrt6)", False),
    ],
)
def test_generators(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal is equal
