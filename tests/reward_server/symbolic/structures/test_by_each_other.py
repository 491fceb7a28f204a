"""Values that an answer gives by others of its own."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Find the poles of a system with transfer function $\frac{3}{s^2+2s+5}$.", r"-1\pm2j", r"s_{1}=-1+2j,\quad s_2=\overline{s_1}", True),
    (r"Find the poles of a system with transfer function $\frac{3}{s^2+2s+5}$.", r"-1\pm2j", r"s_1=-1-2j,\ s_2=\bar{s}_1", True),
    (r"Find the poles of a system with transfer function $\frac{3}{s^2+2s+5}$.", r"-1\pm2j", r"s_{1}=-1+2j,\quad s_2=-s_1", False),
    (r"Find the poles of a system with transfer function $\frac{3}{s^2+2s+5}$.", r"-1\pm2j", r"s_1=1+2j,\ s_2=\overline{s_1}", False),
    (r"Find the poles of a system with transfer function $\frac{3}{s^2+2s+5}$.", r"-1\pm2j", r"s_1=-1+2j,\ s_2=s_1", False),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_1=\frac{1}{1+p/q},\quad \pi_2=1-\pi_1", True),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_1=\frac{q}{p+q}, \pi_2=\frac{p}{q}\pi_1", True),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_1=\frac{p}{p+q},\quad \pi_2=1-\pi_1", False),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_1=\frac{q}{p+q},\quad \pi_2=1+\pi_1", False),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_1=1-\pi_2, \pi_2=1-\pi_1", False),
    (r"A two-state Markov chain moves from state 1 to 2 with probability $p$ and from 2 to 1 with probability $q$ ($0<p,q<1$). Find its stationary distribution $(\pi_1,\pi_2)$.", r"\left(\frac{q}{p+q},\frac{p}{p+q}\right)", r"\pi_2=\frac{q}{p+q},\quad \pi_1=1-\pi_2", False),
    (r"Find the stationary distribution $(\pi_1,\pi_2)$.", r"(\frac23,\frac13)", r"\pi_1=\frac23, \pi_2=1-\pi_1", False),
    (r"Find the roots of $x^3-1$ over $\mathbb C$ other than 1.", r"\frac{-1\pm i\sqrt3}{2}", r"x_1=\frac{-1+i\sqrt3}{2},\ x_2=\overline{x_1}", True),
    (r"Find the roots of $x^3-1$ over $\mathbb C$ other than 1.", r"\frac{-1\pm i\sqrt3}{2}", r"x_1=\frac{-1+i\sqrt3}{2},\ x_2=x_1^2", True),
    (r"Find the roots of $x^3-1$ over $\mathbb C$ other than 1.", r"\frac{-1\pm i\sqrt3}{2}", r"x_1=\frac{-1+i\sqrt3}{2},\ x_2=x_1^3", False),
    (r"Find the roots of $x^3-1$ over $\mathbb C$ other than 1.", r"\frac{-1\pm i\sqrt3}{2}", r"x_1=\frac{-1+i\sqrt3}{2},\ x_2=-x_1", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_each_value_by_its_name(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
