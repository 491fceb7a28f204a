"""Derivatives of named functions in their notations."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("f'(x)", r"\frac{d}{dx} f(x)", True),
        ("f'(x)", r"\frac{df}{dx}", True),
        ("f'(x)", r"\frac{d}{dx} g(x)", False),
        ("f''(x)", r"\frac{df}{dx}", False),
        ("g''(x)", r"\frac{d^2 g}{dx^2}", True),
        ("f'(2)", r"\frac{df}{dx}", False),
        ("f'(x)g(x)+f(x)g'(x)", r"g\frac{df}{dx} + f\frac{dg}{dx}", True),
        ("f'(x)g(x)+f(x)g'(x)", r"g\frac{df}{dx} - f\frac{dg}{dx}", False),
        ("f'(x)g(x)+f(x)g'(x)", r"\frac{d}{dx}(f(x)g(x))", False),
        ("2x", r"\frac{d}{dx} f(x)", False),
        (r"\frac{\partial u}{\partial t}=\frac{\partial^2 u}{\partial x^2}", "u_t = u_{xx}", True),
        (r"\frac{\partial u}{\partial t}=\frac{\partial^2 u}{\partial x^2}", "u_{tt} = u_{xx}", False),
        (r"\frac{\partial u}{\partial y}", "u_y", True),
        (r"\frac{\partial u}{\partial y}", "u_x", False),
        ("f_{xy}", r"\frac{\partial^2 f}{\partial y\,\partial x}", True),
        ("f_{xy}", r"\frac{\partial^2 f}{\partial x^2}", False),
        (r"\frac{\partial^2 u}{\partial x \partial y}", r"\frac{\partial^2 u}{\partial y \partial x}", True),
        (r"\frac{\partial u}{\partial x}\frac{\partial u}{\partial y}", "u_{xy}", False),
        ("y''+y'=0", r"\frac{d^2y}{dx^2}+y=0", False),
    ],
)
def test_a_derivative_is_its_name(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal is equal
