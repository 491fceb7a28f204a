"""What letters stand for is read beside the formula, in the question, and from physics; and only where it is said."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.definitions import spelled_out
from reward_server.symbolic.verdict import EXACT

BALL = (
    "A charge $Q$ is distributed uniformly through a ball of radius $R$. Find the electric field at distance $r<R$ from "
    "the centre."
)
FIELD = r"\frac{Qr}{4\pi\varepsilon_0R^3}"
COINS = "Find the variance of a binomially distributed variable with parameters $n$ and $p$"
RADIUS = r"Express the circumradius of a triangle by its side lengths $a,b,c$ (with $s=\frac{a+b+c}{2}$)."
BY_HERON = r"\frac{abc}{4\sqrt{s(s-a)(s-b)(s-c)}}"
WELL = "A particle in an infinite square well of width $L$ is in the first excited state. Find its energy."
SIDES = r"\frac14\sqrt{(a+b+c)(-a+b+c)(a-b+c)(a+b-c)}"
AREA = "Find the area of a triangle with sides $a$, $b$, $c$."


def same(truth: str, answer: str, prompt: str = "") -> bool:
    return compare(truth, answer, EXACT, prompt).equal


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        (FIELD, r"E=\frac{kQr}{R^3}\ \text{with}\ k=\frac{1}{4\pi\epsilon_0}", BALL),
        (FIELD, r"\frac{kQr}{R^3}\quad(k=\frac{1}{4\pi\epsilon_0})", BALL),
        (FIELD, r"\frac{kQr}{R^3},\ k:=\frac{1}{4\pi\epsilon_0}", BALL),
        (FIELD, r"E=\frac{\rho r}{3\varepsilon_0},\quad \rho=\frac{3Q}{4\pi R^3}", BALL),
        (
            r"\frac{\rho}{1-\rho}",
            r"\frac{\lambda}{\mu-\lambda}",
            r"With rates $\lambda$ and $\mu>\lambda$, $\rho=\lambda/\mu$, find the mean.",
        ),
        (
            r"E_n=\frac{n^2\pi^2\hbar^2}{2mL^2}",
            r"E_n=\frac{n^2h^2}{8mL^2}",
            r"A particle of mass $m$ in a well of width $L$ ($\hbar=h/2\pi$).",
        ),
        (FIELD, r"\frac{\rho r}{3\varepsilon_0}\text{ mit }\rho=\frac{Q}{V},\ V=\frac43\pi R^3", BALL),
        (r"npq \text{ where } q=1-p", "np(1-p)", COINS),
        (
            "$np$ and $np(1-p)$",
            r"E(X)=np,\ \operatorname{Var}(X)=npq\text{ with }q=1-p",
            "Find the mean and the variance.",
        ),
        (SIDES, r"\sqrt{s(s-a)(s-b)(s-c)},\quad s=\tfrac12(a+b+c)", AREA),
        (r"qdE\sin\theta", r"pE\sin\theta \text{ (with } p = qd\text{)}", "Find the torque on charges $q$ and $-q$."),
        (r"2\pi\sqrt{\frac{2L}{3g}}", r"2\pi\sqrt{\frac{I}{Mg L/2}},\ I=\frac13ML^2", "Find the period of a rod."),
        (r"\frac{mg}{k}", r"\frac{mg}{k},\text{ where } g=9.8\ \mathrm{m/s^2}", "How far?"),
        (
            r"\varphi^n+(1-\varphi)^n \text{ where } \varphi=\frac{1+\sqrt5}{2}",
            r"r_1^n+r_2^n \text{ where } r_{1,2}=\frac{1\pm\sqrt5}{2}",
            "",
        ),
        ("np(1-p)", r"npq\text{，其中 }q=1-p", "求方差。"),
        (r"(\gamma-1)mc^2 \text{ with } \gamma=(1-v^2/c^2)^{-1/2}", r"K=(\gamma-1)mc^2", "Find the kinetic energy."),
        (
            r"g(\sin\theta-\mu\cos\theta)",
            r"g\sin\theta-\frac{f}{m},\ f=\mu N,\ N=mg\cos\theta",
            r"A block slides down with friction coefficient $\mu$. Find its acceleration.",
        ),
        (
            r"\frac{x\sqrt{x^2+1}}{2}+\frac12\ln(x+\sqrt{x^2+1})+C",
            r"\frac12(xw+\ln(x+w))+C,\ w=\sqrt{x^2+1}",
            r"Find $\int\sqrt{x^2+1}\,dx$.",
        ),
        (
            r"x=A\cos\left(\sqrt{\tfrac{k}{m}}\,t\right)+B\sin\left(\sqrt{\tfrac{k}{m}}\,t\right)",
            r"x(t)=C_1\cos\omega t+C_2\sin\omega t,\quad \omega=\sqrt{k/m}",
            r"Find the general solution of $m\ddot x+kx=0$.",
        ),
    ],
)
def test_a_text_says_what_its_letters_stand_for(truth: str, answer: str, prompt: str) -> None:
    assert same(truth, answer, prompt)


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        (FIELD, r"\frac{kQr}{R^3}\ \text{where}\ k=\frac{1}{2\pi\epsilon_0}", BALL),
        (FIELD, r"\frac{\rho r}{3\varepsilon_0}, \rho=\frac{Q}{4\pi R^3}", BALL),
        ("np(1-p)", r"npq \text{ where } q=1-p", "The variable has parameters $n$, $p$, and $q$ is its median."),
        ("np(1-p)", "npq, q=1-p", "The variable has parameters $n$, $p$, and $q$ is its median."),
        (SIDES, r"\sqrt{s(s-a)(s-b)(s-c)},\quad s=a+b+c", AREA),
        ("17", r"2a+3\text{ with }a=7", ""),
        ("17", "2a+3, a=7", ""),
        ("5", "a+b, a=2b, b=a/2", ""),
        ("2, 7", "2a, a = 1", ""),
        (r"(\gamma-1)mc^2 \text{ with } \gamma=(1-v^2/c^2)^{-1/2}", r"\gamma mc^2", "Find the kinetic energy."),
        (
            r"\varphi^n-(1-\varphi)^n \text{ where } \varphi=\frac{1+\sqrt5}{2}",
            r"r_1^n+r_2^n \text{ where } r_{1,2}=\frac{1\pm\sqrt5}{2}",
            "",
        ),
        (
            r"g(\sin\theta-\mu\cos\theta)",
            r"g\sin\theta-\frac{f}{m},\ f=\mu N,\ N=mg\sin\theta",
            r"A block slides down with friction coefficient $\mu$. Find its acceleration.",
        ),
        (r"\frac{mg}{b}", r"\frac{mg}{b},\text{ where } b=9.8\ \mathrm{N}", "How far?"),
        (r"2\pi\sqrt{\frac{2L}{3g}}", r"2\pi\sqrt{\frac{I}{Mg L/2}},\ I=\frac12ML^2", "Find the period of a rod."),
    ],
)
def test_what_it_says_must_be_right_new_and_worked_out(truth: str, answer: str, prompt: str) -> None:
    assert not same(truth, answer, prompt)


def test_definitions_in_a_circle_define_nothing() -> None:
    assert spelled_out(r"ab \text{ where } a=2b, b=a/2", "") is None
    assert spelled_out(r"a \text{ where } a=2b", "") is None


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        (BY_HERON, r"R=\frac{abc}{\sqrt{(a+b+c)(-a+b+c)(a-b+c)(a+b-c)}}", RADIUS),
        ("np(1-p)", "npq", COINS + " (let $q=1-p$)."),
        ("npq", "np(1-p)", COINS + ", where q = 1 - p."),
        (r"\frac{Q}{4\pi\epsilon_0 r^2}", r"\frac{KQ}{r^2}", r"Find the field, where $K=\frac{1}{4\pi\epsilon_0}$."),
        (
            r"\frac{V}{R}(1-e^{-t/\tau})",
            r"\frac{V}{R}(1-e^{-Rt/L})",
            r"Let $\tau=\frac{L}{R}$. Find the current at time $t$.",
        ),
        (r"2, -1+i\sqrt3, -1-i\sqrt3", r"2, 2\omega, 2\omega^2", r"Let $\omega=e^{2\pi i/3}$. Solve $z^3=8$."),
    ],
)
def test_the_question_says_what_a_letter_stands_for(truth: str, answer: str, prompt: str) -> None:
    assert same(truth, answer, prompt)


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        (BY_HERON, r"\frac{abc}{4\sqrt{(a+b+c)(-a+b+c)(a-b+c)(a+b-c)}}", RADIUS),
        ("np(1-p)", "npq", COINS + " (let $q=1+p$)."),
        ("\\frac{u-1}{2}", "v", "Let $u=2v+1$. Find $v$."),
        ("\\frac{u-1}{2}", "v", "Find $v$ where $u=2v+1$."),
        ("4b^2+4b", "(a-1)(a+1)", "Let $a=2b+1$. Expand $a^2-1$."),
        ("4b^2+4b", "(a-1)(a+1)", "Find the product in terms of $b$, where $a=2b+1$."),
        ("5-y", "x", "If $x+y=5$, find $x$."),
        ("5-y", "x", "Let $x=5-y$ and find $x$."),
        ("2t", r"\frac{2s}{t}", r"Let $s=t^2$. Find $\frac{ds}{dt}$."),
        ("3+2\\sqrt2", "2\\alpha+1", r"Let $\alpha=1+\sqrt2$. Find $\alpha^2$."),
        ("8a", "2a+2b", "Let $b=3a$ be the longer side. Find the perimeter."),
        (
            r"\frac{V}{R}(1-e^{-t/\tau})",
            r"\frac{V}{R}(1-e^{-Lt/R})",
            r"Let $\tau=\frac{L}{R}$. Find the current at time $t$.",
        ),
        ("10", "2n", "Let $n=5$. How many sides are there?"),
    ],
)
def test_the_data_of_a_question_are_no_definitions(truth: str, answer: str, prompt: str) -> None:
    assert not same(truth, answer, prompt)


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        (r"\frac{2\pi^2\hbar^2}{mL^2}", r"\frac{h^{2}}{2mL^{2}}", WELL, True),
        (r"\frac{2\pi^2\hbar^2}{mL^2}", r"\frac{h^{2}}{8mL^{2}}", WELL, False),
        (r"\frac{2\pi^2\hbar^2}{mL^2}", r"\frac{\hbar^{2}}{2mL^{2}}", WELL, False),
        (FIELD, r"\frac{kQr}{R^3}", BALL, True),
        (FIELD, r"\frac{kQr}{R^3}", "A ball of a material with dielectric constant $k$ has the charge $Q$.", False),
        (FIELD, r"\frac{kQ}{r^2}", BALL, False),
        (r"\frac{1}{\sqrt{\mu_0\varepsilon_0}}", "c", "Find the speed of light.", True),
        (r"\frac{\mu_0 I}{2\pi r}", r"\frac{I}{2\pi\varepsilon_0 c^2 r}", "Find the field of a wire.", True),
        (r"\frac{\mu_0 I}{2\pi r}", r"\frac{I}{2\pi\varepsilon_0 c r}", "Find the field of a wire.", False),
        (r"\frac{3RT}{2N_A}", r"\frac32k_BT", "Find the mean energy of an atom.", True),
        (r"\frac{3RT}{2N_A}", r"\frac32k_BT", "The gas is in a ball of radius $R$.", False),
        (r"\frac{p^2}{2mL}", r"\frac{h^2}{8\pi^2mL}", "", False),
        (r"\sqrt{\frac{\mu_0}{\varepsilon_0}}", r"\mu_0c", "", True),
        (r"\sqrt{\frac{\mu_0}{\varepsilon_0}}", r"\frac{1}{\varepsilon_0c}", "", True),
        (r"\sqrt{\frac{\mu_0}{\varepsilon_0}}", r"\varepsilon_0c", "", False),
        (r"\frac{h}{\sqrt{2meV}}", r"\frac{2\pi\hbar}{\sqrt{2meV}}", "The electron passes a voltage $V$.", True),
        (r"\sqrt{\frac{3k_BT}{m}}", r"\sqrt{\frac{3kT}{m}}", "Molecules of mass $m$ are at temperature $T$.", True),
        (r"\sqrt{\frac{3k_BT}{m}}", r"\sqrt{\frac{3RT}{N_Am}}", "Molecules of mass $m$ are at temperature $T$.", True),
        (r"\sqrt{\frac{3k_BT}{m}}", r"\sqrt{\frac{3RT}{m}}", "Molecules of mass $m$ are at temperature $T$.", False),
    ],
)
def test_constants_of_physics_stand_for_one_another(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert same(truth, answer, prompt) is equal


@pytest.mark.parametrize(
    "piece", ["(", "$", "where ", "where $a=", "a=1, ", r"\text{with}\ ", "let $q=1-p$ ", "\\quad "]
)
def test_hostile_repetitions_take_linear_time(piece: str) -> None:
    text = piece * (8000 // len(piece))
    began = time.perf_counter()
    same("np(1-p)", "npq", text)
    spelled_out("a=" + text[:590], "")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("truth", "answer"), [("g(x)=4", "f(x)=4"), (r"\operatorname{Var}(X)=4", "E(X)=4"), ("G(x)=4", "F(x)=4")]
)
def test_values_of_other_functions_are_other_values(truth: str, answer: str) -> None:
    assert not compare(truth, answer, prompt="Find the variance.").equal
