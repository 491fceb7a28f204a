"""What is proportional to what."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a\sqrt a", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a^{3/2}", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"a\propto T^{2/3}", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"a^3\propto T^2", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T^2\text{ is proportional to }a^3", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T \sim a^{3/2}", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a^{1.5}", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"\frac{T^2}{a^3}=\text{const}", True),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a^2", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T^3\propto a^2", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a^{-3/2}", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto \frac{1}{a\sqrt a}", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T\propto a", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", r"T^2\propto \frac1{a^3}", False),
    ("State how the period $T$ of a planet depends on the semi-major axis $a$.", r"T^2\propto a^3", "T=a^{3/2}+1", False),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q\propto \Delta p\, r^4\mu^{-1}L^{-1}", True),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q \propto \frac{\Delta p\, r^4}{L\mu}", True),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q\propto\frac{r^3\,\Delta p}{\mu L}", False),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q\propto\frac{r^4}{L}", False),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q\propto r^4\,\Delta p\,\mu L", False),
    (r"How does the flow rate $Q$ through a pipe depend on pressure drop $\Delta p$, radius $r$, length $L$ and viscosity $\mu$?", r"Q\propto\frac{r^4\,\Delta p}{\mu L}", r"Q\propto\frac{L\mu}{r^4\Delta p}", False),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\propto r^{-2}", True),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\text{ is inversely proportional to } r^2", True),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"\text{inversely proportional to } r^2", True),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\text{ is inversely proportional to the square of }r", True),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\propto r^{2}", False),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\text{ is proportional to } r^2", False),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\propto\frac1r", False),
    ("How does the intensity depend on distance?", r"I\propto\frac1{r^2}", r"I\text{ is inversely proportional to } r", False),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"pV=\text{const}", True),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"V\propto p^{-1}", True),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"pV = \text{constant}", True),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"\frac pV=\text{const}", False),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"p\propto V", False),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"pV^2=\text{const}", False),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", r"p+V=\text{const}", False),
    ("Boyle's law: how do $p$ and $V$ of a gas relate at constant temperature?", r"p\propto\frac1V", "p=V", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto 2^x", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto x^2+1", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto x", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto x^2z", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"z\propto x^2", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto x^{2k}", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", "y = x^2", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\sim x", False),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\propto 3x^2", True),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\text{ varies as the square of }x", True),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"x\propto\sqrt y", True),
    ("How does $y$ depend on $x$?", r"y\propto x^2", r"y\text{ is directly proportional to }x^2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_proportion(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
