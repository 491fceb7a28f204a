"""Differential equations up to a factor without the unknown function."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\ell\,\ddot{\theta} = -g\sin\theta", True),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\frac{d^2\theta}{dt^2} = -\frac{g}{\ell}\sin\theta", True),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\frac{d^2\theta}{dt^2} = -\frac{g}{\ell}\sin(2\theta)", False),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\frac{d^2\theta}{dt^2} = \frac{g}{\ell}\sin\theta", False),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"g\ddot\theta + \ell\sin\theta = 0", False),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\ddot\theta = 0", False),
        ("Equation of motion of the pendulum", r"$\ddot\theta + \frac{g}{\ell}\sin\theta = 0$", r"\dot\theta^2 = \frac{2g}{\ell}\cos\theta", False),
        ("Growth model", r"\frac{dN}{dt}=rN(1-\frac NK)", r"K\frac{dN}{dt}=rN(K-N)", True),
        ("Growth model", r"\frac{dN}{dt}=rN(1-\frac NK)", r"\frac{dN}{dt}=rN(K-N)", False),
        ("Growth model", r"\frac{dN}{dt}=rN(1-\frac NK)", r"N\frac{dN}{dt}=rN^2(1-\frac NK)", False),
        ("Circuit equation", r"L\frac{d^2q}{dt^2}+R\frac{dq}{dt}+\frac{q}{C}=0", r"\ddot q+\frac RL\dot q+\frac{q}{LC}=0", True),
        ("Circuit equation", r"L\frac{d^2q}{dt^2}+R\frac{dq}{dt}+\frac{q}{C}=0", r"\ddot q+\frac RL\dot q+\frac{q}{C}=0", False),
        ("Heat equation", r"\frac{\partial u}{\partial t}=k\frac{\partial^2u}{\partial x^2}", r"\frac{\partial^2u}{\partial x^2}=\frac1k\frac{\partial u}{\partial t}", True),
        ("Heat equation", r"\frac{\partial u}{\partial t}=k\frac{\partial^2u}{\partial x^2}", r"\frac{\partial^2u}{\partial t^2}=k\frac{\partial u}{\partial x}", False),
        ("Write the Schrödinger equation for a free particle.", r"$i\hbar\frac{\partial\psi}{\partial t}=-\frac{\hbar^2}{2m}\frac{\partial^2\psi}{\partial x^2}$", r"\frac{\partial\psi}{\partial t}=\frac{i\hbar}{2m}\frac{\partial^2\psi}{\partial x^2}", True),
        ("Write the Schrödinger equation for a free particle.", r"$i\hbar\frac{\partial\psi}{\partial t}=-\frac{\hbar^2}{2m}\frac{\partial^2\psi}{\partial x^2}$", r"\frac{\partial\psi}{\partial t}=-\frac{i\hbar}{2m}\frac{\partial^2\psi}{\partial x^2}", False),
        ("Write the Schrödinger equation for a free particle.", r"$i\hbar\frac{\partial\psi}{\partial t}=-\frac{\hbar^2}{2m}\frac{\partial^2\psi}{\partial x^2}$", r"\frac{\partial\psi}{\partial t}=\frac{\hbar}{2m}\frac{\partial^2\psi}{\partial x^2}", False),
        ("Find the equation of motion for a spring with damping.", r"m\ddot x+c\dot x+kx=0", r"m\ddot{x} = -kx - c\dot{x}", True),
        ("Find the equation of motion for a spring with damping.", r"m\ddot x+c\dot x+kx=0", r"m\ddot{x} = -kx + c\dot{x}", False),
        ("Find the equation of motion for a spring with damping.", r"m\ddot x+c\dot x+kx=0", r"m\dot{x} + c\ddot x + kx=0", False),
        ("Find the equation of motion for a spring with damping.", r"\ddot x+2\gamma\dot x+\omega_0^2x=0", r"\ddot x+\gamma\dot x+\omega_0^2x=0", False),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{B}=0$", r"\nabla\times\vec{B}=0", False),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{B}=0$", r"\operatorname{div}\vec{B}=0", True),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{B}=0$", r"\vec\nabla\cdot\vec{B}=0", True),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{B}=0$", r"\nabla\cdot\mathbf{E}=0", False),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{E}=\frac{\rho}{\varepsilon_0}$", r"\epsilon_0\nabla\cdot\vec E=\rho", True),
        ("Give the Maxwell equation.", r"$\nabla\cdot\mathbf{E}=\frac{\rho}{\varepsilon_0}$", r"\nabla\cdot\vec E=\rho\epsilon_0", False),
        ("Give the Maxwell equation.", r"$\nabla\times\mathbf{E}=-\frac{\partial\mathbf{B}}{\partial t}$", r"\operatorname{curl}\vec E=-\partial_t\vec B", True),
        ("Give the Maxwell equation.", r"$\nabla\times\mathbf{E}=-\frac{\partial\mathbf{B}}{\partial t}$", r"\nabla\times\vec E+\frac{\partial\vec B}{\partial t}=0", True),
        ("Give the Maxwell equation.", r"$\nabla\times\mathbf{E}=-\frac{\partial\mathbf{B}}{\partial t}$", r"\nabla\times\vec E-\frac{\partial\vec B}{\partial t}=0", False),
        ("Give the Maxwell equation.", r"$\nabla\times\mathbf{E}=-\frac{\partial\mathbf{B}}{\partial t}$", r"\nabla\times\vec B=-\frac{\partial\vec E}{\partial t}", False),
        ("State Poisson's equation.", r"$\nabla^2\phi=-4\pi G\rho$", r"\Delta\phi=-4\pi G\rho", True),
        ("State Poisson's equation.", r"$\nabla^2\phi=-\rho/\epsilon_0$", r"\nabla^2\phi+\frac{\rho}{\epsilon_0}=0", True),
        ("State Poisson's equation.", r"$\nabla^2\phi=-\rho/\epsilon_0$", r"\nabla\phi=-\rho/\epsilon_0", False),
        ("State Laplace's equation.", r"$\nabla^2 u=0$", r"\nabla u=0", False),
        ("State the continuity equation.", r"$\frac{\partial\rho}{\partial t}+\nabla\cdot\mathbf{J}=0$", r"\nabla\cdot\vec J=-\frac{\partial\rho}{\partial t}", True),
        ("State the continuity equation.", r"$\frac{\partial\rho}{\partial t}+\nabla\cdot\mathbf{J}=0$", r"\nabla\cdot\vec J=\frac{\partial\rho}{\partial t}", False),
        ("Express F.", r"$F_{\mu\nu}=\partial_\mu A_\nu-\partial_\nu A_\mu$", r"-\partial_\nu A_\mu+\partial_\mu A_\nu", True),
        ("Express F.", r"$F_{\mu\nu}=\partial_\mu A_\nu-\partial_\nu A_\mu$", r"\partial_\nu A_\mu-\partial_\mu A_\nu", False),
        ("Express F.", r"$F_{\mu\nu}=\partial_\mu A_\nu-\partial_\nu A_\mu$", r"\partial_\mu A_\nu-\partial_\mu A_\nu", False),
        ("Field equation", r"\partial_\mu F^{\mu\nu}=\mu_0J^\nu", r"\frac{1}{\mu_0}\partial_\mu F^{\mu\nu}=J^\nu", True),
        ("Field equation", r"\partial_\mu F^{\mu\nu}=\mu_0J^\nu", r"\partial_\mu F^{\nu\mu}=\mu_0J^\nu", False),
    ],
)  # fmt: skip
def test_another_sign_order_or_factor_is_another_equation(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
