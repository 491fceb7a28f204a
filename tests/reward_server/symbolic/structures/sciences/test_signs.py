"""Signs of physics, engineering, analysis and games."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find the gradient", r"$\nabla f=(2xy,x^2)$", r"2xy\,\mathbf{i}+x^2\,\mathbf{j}", True),
        ("Find the gradient", r"$\nabla f=(2xy,x^2)$", r"2xy\,\mathbf{i}-x^2\,\mathbf{j}", False),
        ("Find the gradient", "$(2xy,x^2)$", r"\nabla f=\begin{pmatrix}2xy\\x^2\end{pmatrix}", True),
        ("Find the divergence.", r"$\nabla\cdot F=2x+1$", "1+2x", True),
        ("Find the divergence.", r"$\nabla\cdot F=2x+1$", r"\operatorname{div}F=2x-1", False),
        ("What is the order of convergence of Newton's method?", "2", r"\text{quadratic}", True),
        ("What is the order of convergence of Newton's method?", "2", r"\text{linear}", False),
        ("What is the order of convergence of Newton's method?", "quadratic", "p=2", True),
        ("What kind of function is it?", "2", r"\text{quadratic}", False),
        ("Find the result with its uncertainty.", r"$9.81\pm0.03$ m/s$^2$", r"(9.81\pm 0.03)\,\mathrm{m\,s^{-2}}", True),
        ("Find the result with its uncertainty.", r"$9.81\pm0.03$ m/s$^2$", r"9.81(3)\,\mathrm{m/s^2}", True),
        ("Find the result with its uncertainty.", r"$9.81\pm0.03$ m/s$^2$", r"9.81(30)\,\mathrm{m/s^2}", False),
        ("Find the result with its uncertainty.", r"$9.81\pm0.03$ m/s$^2$", r"9.81\pm 0.3\,\mathrm{m/s^2}", False),
        ("Find the result with its uncertainty.", r"$9.81\pm0.03$ m/s$^2$", r"981\pm 3\,\mathrm{cm/s^2}", True),
        ("How long does it take?", r"$1\frac12$ hours", r"1:30\text{ h}", True),
        ("How long does it take?", r"$1\frac12$ hours", r"1:50\text{ h}", False),
        ("What is the oxidation state of Mn in KMnO4?", "$+7$", r"\text{Mn(VII)}", True),
        ("What is the oxidation state of Mn in KMnO4?", "$+7$", r"\text{Mn(VI)}", False),
        ("Give the Nash equilibrium.", "(Confess, Confess)", r"\text{Both confess}", True),
        ("Give the Nash equilibrium.", "(Confess, Confess)", r"\text{Both players deny}", False),
        ("Give the Nash equilibrium.", "(Confess, Deny)", r"\text{Both players confess}", False),
        ("What is the probability?", r"$\frac14$", r"1\text{ in }4", True),
        ("What is the probability?", r"$\frac14$", r"1\text{ out of }4", True),
        ("What is the probability?", r"$\frac14$", r"1\text{ in }5", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\overline{\mathbb{D}}", True),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\mathbb{D}", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\{\lambda\in\mathbb C:|\lambda|\le1\}", True),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\{\lambda\in\mathbb C:|\lambda|<1\}", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\text{the closed unit disk}", True),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\text{the open unit disk}", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\text{the unit circle}", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", r"\{|\lambda|=1\}", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"The closed unit disc $\{\lambda: |\lambda|\le 1\}$", "[-1,1]", False),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"$\{z\in\mathbb C:|z|=1\}$", r"\text{the unit circle}", True),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"$\{z\in\mathbb C:|z|=1\}$", r"\partial\mathbb{D}", True),
        (r"What is the spectrum of the right shift on $\ell^2(\mathbb{N})$?", r"$\{z\in\mathbb C:|z|=1\}$", r"\mathbb{D}", False),
        ("What is the impedance of a capacitor?", r"$\frac{1}{j\omega C}$", r"-\frac{j}{\omega C}", True),
        ("What is the impedance of a capacitor?", r"$\frac{1}{j\omega C}$", r"\frac{j}{\omega C}", False),
        ("What is the impedance of a capacitor?", r"$R+j\omega L$", r"R+i\omega L", True),
        ("What is the impedance of a capacitor?", r"$R+j\omega L$", r"R-j\omega L", False),
        ("Find the total impedance of the circuit.", r"$3+4j\ \Omega$", r"5\angle53.13^\circ\ \Omega", True),
        ("Find the total impedance of the circuit.", r"$3+4j\ \Omega$", r"5\angle-53.13^\circ\ \Omega", False),
        ("For which z is it differentiable?", "everywhere", r"\text{only at }z=0", False),
        ("Find the order of the zero.", "2", r"\text{a zero of order two}", True),
        ("Find the order of the zero.", "2", r"\text{double zero}", True),
        ("Find the order of the zero.", "2", r"\text{simple zero}", False),
        ("Find the order of the zero.", "2", r"\text{a zero of order three}", False),
        ("Estimate the order of magnitude.", "$10^{26}$", r"\sim10^{26}", True),
        ("Estimate the order of magnitude.", "$10^{26}$", r"\sim10^{25}", False),
        ("Compute the number.", "$10^{26}$", r"\sim10^{26}", False),
        ("What is the capacitance?", r"$4.7\times10^{-6}\,\mathrm F$", r"4.7\,\mu\mathrm{F}", True),
        ("What is the capacitance?", r"$4.7\times10^{-6}\,\mathrm F$", r"4.7\,\mathrm{nF}", False),
        ("Find the electric field at the point.", r"$\vec E = 300\,\hat{y}$ V/m", r"\mathbf{E}=0.3\,\hat{\mathbf{j}}\ \mathrm{kV/m}", True),
        ("Find the electric field at the point.", r"$\vec E = 300\,\hat{y}$ V/m", r"\mathbf{E}=0.3\,\hat{\mathbf{i}}\ \mathrm{kV/m}", False),
        (r"Find the equation of motion of a simple pendulum of length $\ell$.", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\ell\,\ddot{\theta} = g\sin\theta", False),
        ("Find the transfer function of the RC low-pass filter.", r"$H(s)=\frac{1}{1+sRC}$", r"\frac{V_{out}}{V_{in}} = \frac{1/(RC)}{s+1/(RC)}", True),
        ("State the measured length.", r"$(12.30\pm0.05)$ cm", r"12.30\,\text{cm}\pm 0.5\,\text{cm}", False),
        ("Find the entropy of a fair four-sided die.", "$2$ bits", r"2\ln 2\text{ nats}", True),
        (r"Evaluate $\int_0^\infty x^{3/2}e^{-x}\,dx$.", r"$\Gamma(5/2)$", r"\frac{3\sqrt{\pi}}{4}", True),
        (r"Evaluate $\int_0^1 x^{3}(1-x)^{4}\,dx$.", "$B(4,5)$", r"\frac{1}{280}", True),
        (r"Evaluate $\int_0^1 x^{3}(1-x)^{4}\,dx$.", r"$\frac{1}{280}$", r"\frac{\Gamma(4)\Gamma(5)}{\Gamma(8)}", False),
        ("Where are the poles of the closed loop?", r"$s=-1\pm 2j$", r"\{-1+2i,\,-1-2i\}", True),
    ],
)  # fmt: skip
def test_each_sign_means_what_its_field_says(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
