"""Letters of the question that are variables."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{p^{N-i}\left(p^i-q^i\right)}{p^N-q^N}", True),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{(q/p)^i-1}{(q/p)^N-1}", True),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{1-(q/p)^N}{1-(q/p)^i}", False),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{1-(p/q)^i}{1-(p/q)^N}", False),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{p^{N+i}\left(p^i-q^i\right)}{p^N-q^N}", False),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{1-(q/p)^{N-i}}{1-(q/p)^N}", False),
    (r"In the gambler's ruin problem with win probability $p\ne q=1-p$ per unit-stake game, starting fortune $i$, find the probability of reaching $N$ before $0$.", r"\frac{1-(q/p)^i}{1-(q/p)^N}", r"\frac{i}{N}", False),
    ("A walk starts at state $i$. Find the expected time to hit $0$ or $N$.", "i(N-i)", "iN+1", False),
    ("A walk starts at state $i$. Find the expected time to hit $0$ or $N$.", "i(N-i)", "i(N+i)", False),
    ("A walk starts at state $i$. Find the expected time to hit $0$ or $N$.", "i(N-i)", "N-i", False),
    ("A walk starts at state $i$. Find the expected time to hit $0$ or $N$.", "i(N-i)", "Ni-i^2", True),
    ("Give the square of the imaginary unit $i$ plus $x$.", "x-1", "i^2-1", False),
    ("Let $i$ be the imaginary unit. Compute $(1+i)^2$.", "2i", "0+2i", True),
    ("Solve $z^2=-1$ over the complex numbers, using $i$ for the imaginary unit.", r"\pm i", r"z=i\text{ or }z=-i", True),
    ("An ellipse has semi-major axis $a$ and eccentricity $e$. Find the semi-minor axis.", r"a\sqrt{1-e^2}", r"a\sqrt{1-2e}", False),
    ("An ellipse has semi-major axis $a$ and eccentricity $e$. Find the semi-minor axis.", r"a\sqrt{1-e^2}", r"a\sqrt{e^2-1}", False),
    ("An ellipse has semi-major axis $a$ and eccentricity $e$. Find the semi-minor axis.", r"a\sqrt{1-e^2}", r"a\sqrt{(1-e)(1+e)}", True),
    ("An ellipse has semi-major axis $a$ and eccentricity $e$. Find the semi-minor axis.", r"a\sqrt{1-e^2}", r"b=a\sqrt{1-e^2}", True),
    ("Express the periapsis distance in terms of the semi-latus rectum $p$ and eccentricity $e$.", r"\frac{p}{1+e}", r"\frac{p(1-e)}{1-e^2}", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_a_letter_is_what_the_question_says(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
