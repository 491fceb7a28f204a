"""States, density matrices and phases."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"|+\rangle = \frac{|0\rangle + |1\rangle}{\sqrt{2}}", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"|+\rangle", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"|-\rangle", False),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{\sqrt{2}}\begin{pmatrix}1\\1\end{pmatrix}", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{\sqrt{2}}\begin{pmatrix}1\\-1\end{pmatrix}", False),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{2}\begin{pmatrix}1\\1\end{pmatrix}", False),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"-\frac{1}{\sqrt{2}}\begin{pmatrix}1\\1\end{pmatrix}", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{e^{i\pi/3}}{\sqrt2}(|0\rangle+|1\rangle)", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{\sqrt2}(|0\rangle+i|1\rangle)", False),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{\sqrt2}\ket{0}+\frac{1}{\sqrt2}\ket{1}", True),
        (r"Find the normalized eigenstate of $\sigma_x$ with eigenvalue $+1$ in the basis $|0\rangle,|1\rangle$.", r"$\frac{1}{\sqrt2}(|0\rangle+|1\rangle)$", r"\frac{1}{\sqrt2}\langle 0|+\frac{1}{\sqrt2}\langle 1|", False),
        ("Write the density matrix of the state.", r"$|0\rangle\langle 0|$", r"\begin{pmatrix}1&0\\0&0\end{pmatrix}", True),
        ("Write the density matrix of the state.", r"$|0\rangle\langle 0|$", r"\begin{pmatrix}0&0\\0&1\end{pmatrix}", False),
        ("Write the density matrix of the state.", r"$|0\rangle\langle 1|$", r"\begin{pmatrix}0&0\\1&0\end{pmatrix}", False),
        ("Write the density matrix of the state.", r"$\frac12(|0\rangle\langle 0|+|1\rangle\langle 1|)$", r"\rho=\frac12\begin{pmatrix}1&0\\0&1\end{pmatrix}", True),
        ("Write the density matrix of the state.", r"$\frac12(|0\rangle\langle 0|+|1\rangle\langle 1|)$", r"\rho=-\frac12\begin{pmatrix}1&0\\0&1\end{pmatrix}", False),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|00\rangle+|11\rangle)$", r"\frac{|0\rangle|0\rangle+|1\rangle|1\rangle}{\sqrt2}", True),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|00\rangle+|11\rangle)$", r"\frac{1}{\sqrt2}\begin{pmatrix}1\\0\\0\\1\end{pmatrix}", True),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|00\rangle+|11\rangle)$", r"\frac{1}{\sqrt2}\begin{pmatrix}0\\1\\1\\0\end{pmatrix}", False),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|00\rangle+|11\rangle)$", r"\frac{|01\rangle+|10\rangle}{\sqrt2}", False),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|01\rangle-|10\rangle)$", r"\frac{|10\rangle-|01\rangle}{\sqrt2}", True),
        ("Which state results?", r"$\frac{1}{\sqrt2}(|01\rangle-|10\rangle)$", r"\frac{|10\rangle+|01\rangle}{\sqrt2}", False),
        ("Which state results?", r"$\frac12(|00\rangle+|01\rangle+|10\rangle+|11\rangle)$", r"|+\rangle\otimes|+\rangle", True),
        ("Which state results?", r"$\frac12(|00\rangle+|01\rangle+|10\rangle+|11\rangle)$", r"|+\rangle\otimes|-\rangle", False),
        ("Which state results?", r"$\frac12(|00\rangle+|01\rangle+|10\rangle+|11\rangle)$", r"\frac12(|0\rangle+|1\rangle)\otimes(|0\rangle+|1\rangle)", True),
        ("State of the spin.", r"$\alpha|\uparrow\rangle+\beta|\downarrow\rangle$", r"\begin{pmatrix}\alpha\\\beta\end{pmatrix}", True),
        ("State of the spin.", r"$\alpha|\uparrow\rangle+\beta|\downarrow\rangle$", r"\beta|\uparrow\rangle+\alpha|\downarrow\rangle", False),
        ("State of the spin.", r"$\cos\frac\theta2|0\rangle+e^{i\phi}\sin\frac\theta2|1\rangle$", r"(\cos(\theta/2),\ e^{i\phi}\sin(\theta/2))^T", True),
        ("State of the spin.", r"$\cos\frac\theta2|0\rangle+e^{i\phi}\sin\frac\theta2|1\rangle$", r"e^{-i\phi/2}\cos\frac\theta2|0\rangle+e^{i\phi/2}\sin\frac\theta2|1\rangle", True),
        ("State of the spin.", r"$\cos\frac\theta2|0\rangle+e^{i\phi}\sin\frac\theta2|1\rangle$", r"e^{i\phi/2}\cos\frac\theta2|0\rangle+e^{-i\phi/2}\sin\frac\theta2|1\rangle", False),
        ("State at time t of the oscillator", r"$\frac{1}{\sqrt2}(e^{-i\omega t/2}|0\rangle+e^{-3i\omega t/2}|1\rangle)$", r"|\psi(t)\rangle=\frac{1}{\sqrt2}(|0\rangle+e^{-i\omega t}|1\rangle)", True),
        ("State at time t of the oscillator", r"$\frac{1}{\sqrt2}(e^{-i\omega t/2}|0\rangle+e^{-3i\omega t/2}|1\rangle)$", r"|\psi(t)\rangle=\frac{1}{\sqrt2}(|0\rangle+e^{i\omega t}|1\rangle)", False),
        ("Write a|n>.", r"$\sqrt n|n-1\rangle$", r"\sqrt{n}\,|n-1\rangle", True),
        ("Write a|n>.", r"$\sqrt n|n-1\rangle$", r"\sqrt{n}\,|n+1\rangle", False),
        ("Write a|n>.", r"$\sqrt n|n-1\rangle$", r"n^{1/2}\,|n-1\rangle", True),
        ("Expand.", r"$\sum_n |n\rangle\langle n|$", r"|0\rangle\langle0|", False),
        ("Which state?", r"$\frac{|00\rangle+|11\rangle}{\sqrt2}$", r"\frac{1}{\sqrt{2}}\left(|0\rangle_A|0\rangle_B+|1\rangle_A|1\rangle_B\right)", True),
        ("Which state?", r"$\frac{|01\rangle-|10\rangle}{\sqrt2}$", r"\frac{1}{\sqrt{2}}\left(|0\rangle_A|1\rangle_B-|1\rangle_A|0\rangle_B\right)", True),
        ("Which state?", r"$|01\rangle$", r"|0\rangle_B|1\rangle_A", False),
    ],
)  # fmt: skip
def test_amplitudes_and_labels_count_and_a_phase_does_not(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
