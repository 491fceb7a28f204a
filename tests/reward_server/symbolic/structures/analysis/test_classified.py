"""Extrema, singularities, monotony, domain and range: the same kinds of the same places."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.classified import same_classified
from reward_server.symbolic.verdict import Undecided

CUBIC = "Find all local extrema of $f(x)=x^3-3x$."
EXTREMA = "local maximum $2$ at $x=-1$, local minimum $-2$ at $x=1$"
CRITICAL = r"(1,0)\text{ local minimum},\ (-1,0)\text{ saddle point}"
DOMAINS = r"D_f=[-2,2],\ R_f=[0,2]"
MONOTONE = r"increasing on $(-\infty,-1)\cup(1,\infty)$, decreasing on $(-1,1)$"
POLES = r"z=0: \text{pole of order 2}, z=1: \text{simple pole}"
EQUILIBRIA = r"y=0\text{ unstable}, y=3\text{ asymptotically stable}"


FRENCH = "maximum local $2$ en $x=-1$, minimum local $-2$ en $x=1$"
RUSSIAN = r"убывает на $(-\infty;1)$, возрастает на $(1;+\infty)$"
SPANISH = r"dominio $[2,\infty)$, rango $[0,\infty)$"
CIRCLE = "centre $(2,-1)$, radius $3$"
PARABOLA = "vertex $(0,0)$, focus $(2,0)$, directrix $x=-2$"
RANK = r"\operatorname{rank}A=2,\ \operatorname{nullity}A=1"
CONVERGENCE = r"R=3,\ [-1,5)"
ASYMPTOTES = r"x=2,\ y=3"
ROOTS = "Nullstellen $x=1$, $x=3$; Minimum bei $(2,-1)$"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (CIRCLE, r"C(2,-1),\ r=3", True), (CIRCLE, r"\text{center: }(2,-1);\ \text{radius: }3", True), (CIRCLE, r"r=3,\ (h,k)=(2,-1)", True),
        (CIRCLE, r"C(-2,1),\ r=3", False), (CIRCLE, r"C(2,-1),\ r=9", False), (CIRCLE, "(2,-1)", False),
        (PARABOLA, r"V(0,0),\ F(2,0),\ d: x=-2", True), (PARABOLA, r"\text{focus }(2,0),\text{ directrix }x=-2,\text{ vertex at the origin}", True),
        (PARABOLA, r"\text{Vertex: }(0,0);\ \text{Focus: }(2,0);\ \text{Directrix: }x+2=0", True), (PARABOLA, r"V(0,0),\ F(-2,0),\ d: x=2", False),
        (PARABOLA, r"V(0,0),\ F(2,0),\ d: y=-2", False), (PARABOLA, r"V(2,0),\ F(0,0),\ d: x=-2", False),
        (RANK, r"\text{rank }2,\text{ nullity }1", True), (RANK, r"\text{rank}(A)=2,\ \dim\ker A=1", True), (RANK, r"\text{rank }1,\text{ nullity }2", False),
        (CONVERGENCE, r"\text{radius }3\text{, interval }[-1,5)", True), (CONVERGENCE, r"\text{radius }3\text{, interval }(-1,5)", False),
        (CONVERGENCE, r"R=3,\ (-1,5)", False), (CONVERGENCE, r"R=3,\ -1\le x<5", True),
        (ROOTS, r"\text{Nullstellen: }1\text{ und }3;\ \text{Tiefpunkt }T(2|-1)", True), (ROOTS, r"\text{Nullstellen: }-1\text{ und }-3;\ \text{Tiefpunkt }T(2|-1)", False),
        (ROOTS, r"\text{Nullstellen: }1\text{ und }3;\ \text{Hochpunkt }(2|-1)", False), (r"amplitude $3$, period $\pi$", r"\text{period }3,\text{ amplitude }\pi", False),
        (ASYMPTOTES, r"\text{vertical: }x=2;\ \text{horizontal: }y=3", True), (ASYMPTOTES, r"\text{vertical asymptote }x=2,\text{ horizontal asymptote }y=3", True),
        (ASYMPTOTES, r"\text{vertical: }x=3;\ \text{horizontal: }y=2", False), (ASYMPTOTES, r"\text{vertical: }x=2", False),
        (r"x=\pm2, y=1", r"\text{vertical asymptotes }x=2\text{ and }x=-2,\text{ horizontal asymptote }y=1", True),
        (r"x=\pm2, y=1", r"\text{vertical asymptote }x=2,\text{ horizontal asymptote }y=1", False),
        ("maximum $11$ at $(3,1)$", r"x=3,\ y=1,\ z_{\max}=11", True), ("maximum $11$ at $(3,1)$", r"x=1,\ y=3,\ z_{\max}=11", False),
        ("maximum $11$ at $(3,1)$", r"x=3,\ y=1,\ z_{\min}=11", False),
    ],
)  # fmt: skip
def test_each_attribute_has_its_value(truth: str, answer: str, right: bool) -> None:
    """By its name, or by the letter that one expects."""
    try:
        assert compare(truth, answer).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (EXTREMA, r"\text{local max at }(-1,2),\ \text{local min at }(1,-2)", True),
        (EXTREMA, r"f_{\min} = f(1) = -2, f_{\max}=f(-1)=2", True),
        (EXTREMA, r"(-1,2)\text{ is a local maximum and }(1,-2)\text{ a local minimum}", True),
        (EXTREMA, r"\text{max: }2\ (x=-1);\ \text{min: }-2\ (x=1)", True),
        (EXTREMA, r"\text{Local maximum at } x=-1 \text{ with value } 2; \text{ local minimum at } x=1 \text{ with value } -2", True),
        (EXTREMA, r"\text{local min at }(-1,2),\ \text{local max at }(1,-2)", False),
        (EXTREMA, r"\text{local max at }(1,2),\ \text{local min at }(-1,-2)", False),
        (EXTREMA, r"\text{local max at }(-1,2)", False),
        (EXTREMA, r"\text{local max at }x=-1,\ \text{local min at }x=1", False),
        (EXTREMA, r"\text{global max at }(-1,2),\ \text{global min at }(1,-2)", False),
        (EXTREMA, r"\text{local max at }(2,-1),\ \text{local min at }(-2,1)", False),
        (r"\text{maximum at }x=-1,\text{ minimum at }x=1", r"\text{max: }(-1,2),\text{ min: }(1,-2)", True),
        (r"\text{maximum at }x=-1,\text{ minimum at }x=1", r"\text{max: }(-1,3),\text{ min: }(1,-2)", False),
        (r"\text{maximum at }x=-1", r"\text{maximum }-1", False),
        (CRITICAL, r"\text{saddle at }(-1,0);\ \text{local min at }(1,0)", True),
        (CRITICAL, r"(-1,0): \text{saddle}, (1,0): \text{minimum}", True),
        (CRITICAL, r"(1,0)\text{ local minimum},\ (-1,0)\text{ local maximum}", False),
        (CRITICAL, r"\text{saddle at }(1,0);\ \text{local min at }(-1,0)", False),
        (CRITICAL, r"\text{local max at }(-1,0);\ \text{local min at }(1,0)", False),
        (CRITICAL, r"(-1,0)\text{ is not a saddle}, (1,0)\text{ minimum}", False),
        (DOMAINS, r"\text{Domain: } -2\le x\le 2; \text{ Range: } 0\le y\le2", True),
        (DOMAINS, r"\text{domain } [-2,2], \text{ range } [0,2]", True),
        (DOMAINS, r"\text{Domain: } 0\le x\le 2; \text{ Range: } -2\le y\le2", False),
        (DOMAINS, r"\text{domain } (-2,2), \text{ range } [0,2]", False),
        (MONOTONE, r"\text{decreasing on }(-1,1)\text{ and increasing for }x<-1\text{ and }x>1", True),
        (MONOTONE, r"f \text{ is increasing on } (-\infty,-1) \text{ and } (1,\infty) \text{ and decreasing on } (-1,1)", True),
        (MONOTONE, r"\text{increasing on }(-1,1),\text{ decreasing for }x<-1, x>1", False),
        (MONOTONE, r"\text{increasing on }(-\infty,-1),\text{ decreasing on }(-1,1)", False),
        (POLES, r"\text{simple pole at } z=1,\text{ double pole at } z=0", True),
        (POLES, r"\text{double pole at } z=1,\text{ simple pole at } z=0", False),
        (POLES, r"\text{poles at } z=0, z=1", False),
        (EQUILIBRIA, r"0\text{ (unstable)},\ 3\text{ (stable)}", True), (EQUILIBRIA, r"\text{source at }0,\text{ sink at }3", True),
        (EQUILIBRIA, "y=0, 3", False), ("$y=0$ unstable, $y=1$ stable", "y=0, 1", False), ("$y=0$ unstable, $y=1$ stable", r"0\text{ (unstable)},\ 1\text{ (stable)}", True), (EQUILIBRIA, r"0\text{ (stable)},\ 3\text{ (unstable)}", False),
        ("simple poles at $z=0$ and $z=1$", r"z=0,1:\text{ simple poles}", True), ("simple poles at $z=0$ and $z=1$", r"\text{poles of order 1 at }0\text{ and }1", True),
        ("simple poles at $z=0$ and $z=1$", r"z=1\text{ (simple pole)},\ z=0\text{ (simple pole)}", True), ("simple poles at $z=0$ and $z=1$", r"\text{simple pole at }1", False),
        (FRENCH, r"\text{max local en }(-1,2),\ \text{min local en }(1,-2)", True), (FRENCH, r"f(-1)=2\text{ (maximum local)},\ f(1)=-2\text{ (minimum local)}", True),
        (FRENCH, r"\text{max local en }(1,2),\ \text{min local en }(-1,-2)", False), (FRENCH, r"\text{minimum local en }(-1,2),\ \text{maximum local en }(1,-2)", False),
        (RUSSIAN, r"\text{возрастает при }x>1,\text{ убывает при }x<1", True), (RUSSIAN, r"\text{возрастает на }(1,+\infty)\text{ и убывает на }(-\infty,1)", True),
        (RUSSIAN, r"\text{возрастает на }(-\infty;1),\text{ убывает на }(1;+\infty)", False),
        (SPANISH, r"\text{Dom}(f)=[2,\infty),\ \text{Ran}(f)=[0,\infty)", True), (SPANISH, r"D_f=\{x\in\mathbb R:x\ge2\},\ R_f=[0,+\infty)", True),
        (SPANISH, r"\text{Dominio: }y\ge0;\ \text{rango: }x\ge2", False), (SPANISH, r"\text{Dominio: }x>2;\ \text{rango: }y\ge0", False),
        (r"x=1, y=0", r"\text{垂直渐近线 }x=1\text{，水平渐近线 }y=0", True), (r"x=1, y=0", r"\text{垂直渐近线 }x=0\text{，水平渐近线 }y=1", False),
        (r"\text{concave down on }(-\infty,2),\text{ concave up on }(2,\infty)", r"\text{CU on }(2,\infty),\text{ CD on }(-\infty,2)", True),
        (EQUILIBRIA, r"\text{stable: }3;\ \text{unstable: }0", True),
        (EQUILIBRIA, r"\text{stable: }0;\ \text{unstable: }3", False),
    ],
)  # fmt: skip
def test_each_kind_has_its_places(truth: str, answer: str, right: bool) -> None:
    """In any order and form; the kinds, the places and the values must agree."""
    try:
        assert compare(truth, answer, prompt=CUBIC).equal is right
    except Undecided:
        assert not right


def test_a_value_that_one_side_says_is_that_of_the_function() -> None:
    """Where the prompt defines none, it cannot be checked."""
    truth, answer = r"\text{maximum at }x=-1", r"\text{max: }(-1,2)"
    assert same_classified(truth, answer, CUBIC) is not None
    assert same_classified(truth, answer, "Find the maxima.") is None


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("max at (", "local ", "x=1 and ", "order ", "max,", "(a,b)", "f(1)=", "increasing "):
        same_classified(piece * 60, piece * 60, piece * 500)


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("", r"\text{stable at } 0, \text{ unstable at } 3", r"\text{unstable at } 0, \text{ stable at } 3", False),
        ("", r"x=0 \text{ unstable}, x=3 \text{ stable}", r"x=0, 3 \text{ stable}", False),
        ("", r"\text{simple pole at } z=0, \text{ double pole at } z=1", r"\text{double pole at } z=0, \text{ simple pole at } z=1", False),
        ("", r"\text{simple pole at } z=0, \text{ double pole at } z=1", r"\text{pole of order 2 at } z=1, \text{ simple pole at } z=0", True),
        ("", r"\text{saddle at } (0,0), \text{ min at } (1,1)", r"\text{min at } (0,0), \text{ saddle at } (1,1)", False),
        ("", r"\text{local maximum at } x=-1, \text{ local minimum at } x=1", r"\text{global maximum at } x=-1, \text{ global minimum at } x=1", False),
        ("", r"\text{domain } [-2,2], \text{ range } [0,2]", r"\text{domain } [-2,2], \text{ range } (0,2]", False),
        ("", r"\text{vertical asymptote } x=2, \text{ horizontal asymptote } y=1", r"\text{vertical asymptote } y=2, \text{ horizontal asymptote } x=1", False),
        ("", r"\text{vertical asymptotes } x=\pm 2, \text{ horizontal asymptote } y=1", r"\text{horizontal asymptote: } y=1, \text{ vertical asymptotes: } x=-2 \text{ and } x=2", True),
        ("", r"\text{vertical asymptotes } x=\pm 2, \text{ horizontal asymptote } y=1", r"\text{horizontal asymptote: } y=1, \text{ vertical asymptotes: } x=2 \text{ and } x=3", False),
    ],
)  # fmt: skip
def test_each_place_keeps_its_kind(prompt: str, truth: str, answer: str, right: bool) -> None:
    """What is said of one place is not said of another one, although the numbers are the same."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("", r"0 \text{ unstable}, 3 \text{ stable}", "0 unstable, 3 stable", True),
        ("", r"0 \text{ unstable}, 3 \text{ stable}", "0 stable, 3 unstable", False),
    ],
)  # fmt: skip
def test_kinds_in_plain_words(prompt: str, truth: str, answer: str, right: bool) -> None:
    """With or without the signs of a text."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('Find the local extrema of $f$.', '\\text{local minimum } 0 \\text{ at } x=0; \\text{ no local maximum}', '\\text{relative minimum at } (0,0), \\text{ no relative maximum}', True),
        ('Find the local extrema of $f$.', '\\text{local minimum } 0 \\text{ at } x=0; \\text{ no local maximum}', '\\text{local minimum at } (0,0)', True),
        ('Find the local extrema of $f$.', '\\text{local minimum } 0 \\text{ at } x=0; \\text{ no local maximum}', '\\text{local maximum at } (0,0), \\text{ no local minimum}', False),
        ('Find the local extrema of $f$.', '\\text{local minimum } 0 \\text{ at } x=0; \\text{ no local maximum}', '\\text{local minimum at } (0,0), \\text{ local maximum at } (1,1)', False),
        ('Find the local extrema of $f$.', '\\text{local minimum } 0 \\text{ at } x=0; \\text{ no local maximum}', '\\text{no local minimum; no local maximum}', False),
    ],
)  # fmt: skip
def test_what_is_not_there_has_no_place(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
