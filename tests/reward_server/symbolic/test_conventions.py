"""Signs of a science: the same is equal however it is written, and other values differ."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.conventions import MAX_CHARS, plainly
from reward_server.symbolic.verdict import Undecided

MARKET = "Demand is $P=100-2Q$ and supply $P=20+2Q$. Find the equilibrium."
MLE, TEST = "Find the maximum likelihood estimator of the rate.", "Find z and the p-value."
CIRCUIT = "Find the equivalent resistance of the circuit."
CONSTANT = "Write the expression of the equilibrium constant."
ORBITALS = "What is the hybridization of the central atom?"
SERIES = r"R_1+\frac{R_2R_3}{R_2+R_3}"
AMMONIA = r"K_c=\frac{[NH_3]^2}{[N_2][H_2]^3}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (MARKET, "P^*=60, Q^*=20", r"Q^*=20,\ P^*=60", True), (MARKET, "P^*=60, Q^*=20", "(Q,P)=(20,60)", True), (MARKET, "P^*=60, Q^*=20", "P^*=20, Q^*=60", False),
        (MARKET, "P_e=60, Q_e=20", "Q=20, P=60", True), (MARKET, "P_e=60, Q_e=20", "Q=60, P=20", False),
        ("", "x^*", "x", False), ("", "x^*=2", "x=2", True), ("", "x^*=2", "x=3", False),
        (MLE, r"-\frac{n}{\sum_{i=1}^n\ln X_i}", r"-\frac{n}{\ln(X_1X_2\cdots X_n)}", True), (MLE, r"-\frac{n}{\sum_{i=1}^n\ln X_i}", r"-\frac{n}{\ln(X_1+X_2+\cdots+X_n)}", False),
        (MLE, r"\frac1n\sum X_i^2", r"\frac1n\sum_{i=1}^n X_i^2", True), (MLE, r"\frac1n\sum X_i^2", r"\frac1n\sum_{i=1}^n X_i", False),
        ("Find the conjugate.", "z^*=3-4i", "z=3+4i", False),
        (MLE, r"\hat\lambda_{MLE}=\frac{1}{\bar X}", r"\hat\lambda=\frac{n}{\sum_{i=1}^n X_i}", True), (MLE, r"\hat\lambda_{MLE}=\frac{1}{\bar X}", r"\hat\lambda=\frac{1}{\sum_{i=1}^n X_i}", False),
        (TEST, "z=2, p=0.0455", r"p\text{-value}=0.0455,\ z=2", True), (TEST, "z=2, p=0.0455", r"p\text{-value}=0.455,\ z=2", False),
        (CIRCUIT, SERIES, r"R_1+(R_2\parallel R_3)", True), (CIRCUIT, SERIES, "R_1 + R_2 || R_3", True), (CIRCUIT, SERIES, r"R_1\parallel R_2+R_3", False),
        (CIRCUIT, r"\frac{R_1(R_2+R_3)}{R_1+R_2+R_3}", r"R_1\parallel(R_2+R_3)", True), (CIRCUIT, "2", r"6\parallel 3", False), ("", SERIES, r"R_1+(R_2\parallel R_3)", False),
        (CONSTANT, AMMONIA, r"K=[\mathrm{NH_3}]^2\,[\mathrm{N_2}]^{-1}[\mathrm{H_2}]^{-3}", True), (CONSTANT, AMMONIA, r"K_{eq}=\frac{[\ce{NH3}]^2}{[\ce{N2}][\ce{H2}]^3}", True),
        (CONSTANT, AMMONIA, r"\frac{[\ce{NH3}]^2}{[\ce{N2}]^3[\ce{H2}]}", False), (CONSTANT, r"\frac{[H^+][A^-]}{[HA]}", r"\frac{[\mathrm{A}^-][\mathrm{H}^+]}{[\mathrm{HA}]}", True),
        (CONSTANT, r"\frac{[H^+][A^-]}{[HA]}", r"\frac{[HA]}{[A^-][H^+]}", False), (CONSTANT, "[Ca^{2+}][F^-]^2", "[Ca^{2+}]^2[F^-]", False),
        (ORBITALS, "sp^3", r"\text{sp3}", True), (ORBITALS, "sp^3", r"sp^3\text{ hybridized}", True), (ORBITALS, "sp^3", "sp^2", False), (ORBITALS, "sp^3d^2", "sp3d2", True), (ORBITALS, "sp^3d", "sp3d2", False),
    ],
)  # fmt: skip
def test_the_signs_of_a_science(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


def test_a_text_without_such_signs_stays_what_it_is() -> None:
    assert plainly("x^2 + 1", CIRCUIT) == "x^2 + 1"
    assert plainly("|x|" * MAX_CHARS, CIRCUIT) == "|x|" * MAX_CHARS
