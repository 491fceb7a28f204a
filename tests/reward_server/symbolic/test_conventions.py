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
BUFFER, CELL = "Find the pH of the buffer.", "State the Nernst equation of the cell."
SERIES = r"R_1+\frac{R_2R_3}{R_2+R_3}"
AMMONIA = r"K_c=\frac{[NH_3]^2}{[N_2][H_2]^3}"
SECANT = r"x_n-f(x_n)\frac{x_n-x_{n-1}}{f(x_n)-f(x_{n-1})}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (MARKET, "P^*=60, Q^*=20", r"Q^*=20,\ P^*=60", True), (MARKET, "P^*=60, Q^*=20", "(Q,P)=(20,60)", True), (MARKET, "P^*=60, Q^*=20", "P^*=20, Q^*=60", False),
        (MARKET, "P_e=60, Q_e=20", "Q=20, P=60", True), (MARKET, "P_e=60, Q_e=20", "Q=60, P=20", False),
        ("", "x^*", "x", False), ("", "x^*=2", "x=2", True), ("", "x^*=2", "x=3", False),
        ("Find the conjugate.", "z^*=3-4i", "z=3+4i", False),
        (MLE, r"\hat\lambda_{MLE}=\frac{1}{\bar X}", r"\hat\lambda=\frac{n}{\sum_{i=1}^n X_i}", True), (MLE, r"\hat\lambda_{MLE}=\frac{1}{\bar X}", r"\hat\lambda=\frac{1}{\sum_{i=1}^n X_i}", False),
        (TEST, "z=2, p=0.0455", r"p\text{-value}=0.0455,\ z=2", True), (TEST, "z=2, p=0.0455", r"p\text{-value}=0.455,\ z=2", False),
        (CIRCUIT, SERIES, r"R_1+(R_2\parallel R_3)", True), (CIRCUIT, SERIES, "R_1 + R_2 || R_3", True), (CIRCUIT, SERIES, r"R_1\parallel R_2+R_3", False),
        (CIRCUIT, r"\frac{R_1(R_2+R_3)}{R_1+R_2+R_3}", r"R_1\parallel(R_2+R_3)", True), (CIRCUIT, "2", r"6\parallel 3", False), ("", SERIES, r"R_1+(R_2\parallel R_3)", False),
        (CONSTANT, AMMONIA, r"K=[\mathrm{NH_3}]^2\,[\mathrm{N_2}]^{-1}[\mathrm{H_2}]^{-3}", True), (CONSTANT, AMMONIA, r"K_{eq}=\frac{[\ce{NH3}]^2}{[\ce{N2}][\ce{H2}]^3}", True),
        (CONSTANT, AMMONIA, r"\frac{[\ce{NH3}]^2}{[\ce{N2}]^3[\ce{H2}]}", False), (CONSTANT, r"\frac{[H^+][A^-]}{[HA]}", r"\frac{[\mathrm{A}^-][\mathrm{H}^+]}{[\mathrm{HA}]}", True),
        (CONSTANT, r"\frac{[H^+][A^-]}{[HA]}", r"\frac{[HA]}{[A^-][H^+]}", False), (CONSTANT, "[Ca^{2+}][F^-]^2", "[Ca^{2+}]^2[F^-]", False),
        ("Find the concentration.", r"10^{-3}\text{ M}", r"[\mathrm{H^+}]=1\times10^{-3}", True), ("Find the concentration.", r"0.01\text{ M}", "0.02", False), ("Find the population.", r"3\text{ M}", "3", False),
        ("Find the period of the pendulum.", r"2\pi\sqrt{\frac{L}{g}}", r"2\pi\sqrt{\ell/g}", True), ("A pendulum of length $\\ell$.", r"2\pi\sqrt{\frac{L}{g}}", r"2\pi\sqrt{\ell/g}", False),
        ("Field?", r"\frac{kQ}{r^2},\ k\text{ Coulomb's constant}", r"\frac{Q}{4\pi\varepsilon_0r^2}", True), ("Field?", r"\frac{kQ}{r^2},\ k\text{ Coulomb's constant}", r"\frac{Q}{4\pi\varepsilon_0r}", False),
        ("Escape velocity?", r"v=\sqrt{\frac{2GM}{R}}", r"\left(\frac{2GM}{R}\right)^{1/2}", True), ("Escape velocity?", r"v=\sqrt{\frac{2GM}{R}}", r"\left(\frac{GM}{R}\right)^{1/2}", False),

        ("Find the line.", "h=80+6a", r"\text{height}=80+6\cdot\text{age}", False), ("Describe r = -0.9.", "strong negative", r"\text{strong negative correlation}", True), ("Describe r = -0.9.", "strong negative", r"\text{strong positive correlation}", False),
        ("Bir güven aralığı bulunuz.", r"(26{,}08;\ 33{,}92)", r"30\pm3{,}92", True), ("Bir güven aralığı bulunuz.", r"(26{,}08;\ 33{,}92)", r"30\pm3{,}52", False),
        (BUFFER, r"pH=pK_a+\log\frac{[A^-]}{[HA]}", r"\text{pH}=\text{p}K_a-\log\frac{[\text{HA}]}{[\text{A}^-]}", True), (BUFFER, r"pH=pK_a+\log\frac{[A^-]}{[HA]}", r"\text{pH}=\text{p}K_a+\log\frac{[\text{HA}]}{[\text{A}^-]}", False),
        (CELL, r"E=E^\circ-\frac{0.0592}{n}\log Q", r"E=E^0-\frac{0.0592\log Q}{n}", True), (CELL, r"E=E^\circ-\frac{0.0592}{n}\log Q", r"E=E^0+\frac{0.0592\log Q}{n}", False),
        ("Which way?", "clockwise", r"\text{in the clockwise direction}", True), ("Which way?", "clockwise", r"\text{in the counterclockwise direction}", False),
        ("Is the collision elastic?", "inelastic", r"\text{No, it is inelastic}", True), ("Is the collision inelastic?", "inelastic", r"\text{No, it is inelastic}", False), ("Are they independent?", "Yes, they are independent", r"\text{independent}", True),
        ("Are they independent?", "Yes, they are independent", r"\text{not independent}", False), ("Are they independent?", "Yes, they are independent", r"\text{No, they are independent}", False),
        ("Capacitance in series?", r"\frac{C_1C_2}{C_1+C_2}", r"\left(\frac1{C_1}+\frac1{C_2}\right)^{-1}", True), ("Capacitance in series?", r"\frac{C_1C_2}{C_1+C_2}", r"\frac1{C_1}+\frac1{C_2}", False), ("", "_5C_2", "10", True),
        ("", r"-\frac{m_ee^4}{8h^2}", r"-\frac{m_e}{2h^2}\left(\frac{e^2}{2}\right)^2", True), ("", r"-\frac{m_ee^4}{8h^2}", r"-\frac{m_e}{2h^2}\left(\frac{e}{2}\right)^2", False),
        ("", SECANT, r"\frac{x_{n-1}f(x_n)-x_nf(x_{n-1})}{f(x_n)-f(x_{n-1})}", True), ("", SECANT, r"\frac{x_nf(x_n)-x_{n-1}f(x_{n-1})}{f(x_n)-f(x_{n-1})}", False), ("", "a_{mn}", "a_m n", False),
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


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("acid", r"K_a=\frac{[H^+][A^-]}{[HA]}", r"K_b=\frac{[H^+][A^-]}{[HA]}", False),
        ("acid", r"K_a=\frac{[H^+][A^-]}{[HA]}", r"K_a=\frac{[A^-][H^+]}{[HA]}", True),
    ],
)  # fmt: skip
def test_constants_of_other_equilibria(prompt: str, truth: str, answer: str, right: bool) -> None:
    """That of an acid is not that of a base."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\hat{p}", "p", False),
        ("p", r"\hat{p}", False),
        (r"\mathcal{L}", "L", False),
        (r"\hat{p}", r"\widehat p", True),
        (r"\hat{\theta} = 3", r"\theta = 3", True),
        (r"2\hat{i}+3\hat{j}", "2i+3j", True),
        ("9", r"\to 9", True),
        ("9", r"x \to 9", False),
        (r"\bar{z}", "z^*", True),
        ("19.99", r"\text{US}\$19.99", True),
        ("46", "{4}{6}", True),
        ("24", "{4}{6}", False),
        ("58", "5{8}", True),
        ("9", "9_{}", True),
        ("n(n-1)", "A_n^2", True),
        ("n(n-1)", "P(n,2)", True),
        ("n(n-1)", "P(n,3)", False),
        ("n(n-1)/2", "A_n^2", False),
        (r"\nabla f = (2x, 3)", r"2x\,\mathbf{i}+3\,\mathbf{j}", True),
        (r"\nabla f = (2x, 3)", r"\nabla f = (2x, 4)", False),
        (r"\begin{pmatrix} 2 & 0 \\ 0 & 2\end{pmatrix}", "2I_2", True),
        (r"\begin{pmatrix} 2 & 0 \\ 0 & 2\end{pmatrix}", "2I_3", False),
        (r"\begin{pmatrix} 2 & 0 \\ 0 & 3\end{pmatrix}", "2I_2", False),
        (r"\begin{pmatrix} 0 & 0 \\ 0 & 0\end{pmatrix}", r"\mathbf{0}", True),
        (r"\begin{pmatrix} 0 & 0 \\ 0 & 1\end{pmatrix}", r"\mathbf{0}", False),
        ("x=3, y=-1", r"x=3 \text{ or } y=-1", False),
        ("x=3, y=-1", r"x=3 \text{ and } y=-1", True),
        ("x=3, x=-1", r"x=3 \text{ or } x=-1", True),
        ("5", "|-5|", False),
        ("5", "|-5| = 5", True),
        (r"\frac{dP}{dt}=kP", "P'(t)=kP(t)", True),
        (r"\frac{dP}{dt}=kP", "P'(t)=k", False),
        ("h'(t)", r"\dot h(t)", True),
        ("h'(t)", r"\ddot h(t)", False),
        ("A^T", r"A^\top", True),
        ("A^T", r"A^{\mathsf T}", True),
        ("A^T", "A", False),
        ("15", r"A\$15", True),
        (r"\$15", r"A\$15", False),
        ("15", "Rs.15/-", True),
        ("64", "64（平方厘米）", True),
        (r"64\text{ m}", "64 (cm)", False),
        ("(2,-1)", r"2\mathbf{e}_1-\mathbf{e}_2", True),
        ("(2,-1)", r"2\mathbf{e}_2-\mathbf{e}_1", False),
        ("19", r"p=19 \quad (\text{the only prime})", True),
        ("19", r"p=19 \quad (\text{unless prime})", False),
    ],
)
def test_marks_tell_letters_apart_and_styling_changes_nothing(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal is equal


MARKS_OF_RESISTORS = [
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"\text{4K7}", True),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"4700\ \Omega", True),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", "4k7", True),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"\text{47K}", False),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"\text{4R7}", False),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"\text{4M7}", False),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"\text{7K4}", False),
    ("A resistor carries the code $472$ (two digits and multiplier exponent). State its resistance.", r"4.7\ \text{k}\Omega", r"472\ \Omega", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), MARKS_OF_RESISTORS)
def test_marks_of_resistors(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
