"""General solutions, whose constants may have any names."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

ODE = "Solve the differential equation $y'' = y$."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        ("y=C_1e^{x}+C_2e^{-x}", "y=Ae^{x}+Be^{-x}", ""), ("y=C_1e^{x}+C_2e^{-x}", "C_2e^{x}+C_1e^{-x}", ""),
        ("C_1x+C_2", "ax+b", ""), ("Ce^{x}", "ce^{x}", ""), ("a_n=C_1 2^n+C_2 3^n", r"a_n=A\cdot 2^n+B\cdot 3^n", ""),
        ("c_1e^{3x}+c_2xe^{3x}", "(C_1+C_2x)e^{3x}", ""), ("y=Ae^x+Be^{-x}", "y=C_1e^x+C_2e^{-x}", ODE),
        ("y=(A+Bx)e^{2x}", "y=(C_1x+C_2)e^{2x}", ODE), ("y=Ce^{-x^2}", "y=ke^{-x^2}", "Solve y' = -2xy."),
        (r"y=\ln(x+C)", r"y=\ln(x+K)", r"Solve $\frac{dy}{dx}=e^{-y}$."), ("x^2+y^2=C", "x^2+y^2=K", "Solve the differential equation x + yy' = 0."),
        ("y=Ce^{kt}", "y=Ae^{kt}", "Solve the differential equation $y' = ky$."), ("y=C_1e^x+C_2e^{-x}", "y=Ae^x+Be^{-x}", "A function satisfies $y''=y$. Find it."),
        (r"y=C_1\cos 2x+C_2\sin 2x", r"y=A\cos 2x+B\sin 2x", "求微分方程的通解。"),
        ("y=C_1e^x+C_2e^{-x}", r"y=A\cosh x+B\sinh x", ODE), ("y=C_1e^x+C_2e^{-x}+x", r"y=x+e^x+A\cosh x+B\sinh x", ODE),
        ("y=Ce^{x}", "y=-3Ce^x", ODE), (r"y=C_1\cos 2x+C_2\sin 2x", r"A\sin x\cos x+B(1-2\sin^2 x)", "Solve y'' = -4y."),
    ],
)  # fmt: skip
def test_constants_may_have_other_names(truth: str, answer: str, prompt: str) -> None:
    """Each constant of the ground truth by one name of the answer, in any order."""
    assert compare(truth, answer, prompt=prompt).equal


@pytest.mark.parametrize(
    ("truth", "answer", "prompt"),
    [
        ("y=C_1e^{x}+C_2e^{-x}", "y=Ae^{x}+Ae^{-x}", ODE), ("y=C_1e^{x}+C_2e^{-x}", "y=C_1e^{x}+e^{-x}", ODE),
        ("y=C_1e^{x}+C_2e^{-x}", "y=Ae^{x}+Be^{-2x}", ODE), ("y=C_1e^{x}+C_2e^{-x}", "y=xe^{x}+Be^{-x}", ODE),
        ("ax+b", "bx+a", ""), ("ax+b", "bx+a", "Find the line with slope a and intercept b."), ("Ax+B", "Bx+A", "Find the remainder."),
        ("ax+b", "bx+a", "Find the general solution of $y''=0$ through $y(0) = b$."), ("kx", "cx", ""), ("Cx", "cx", ""),
        ("Ce^{x}", "Ae^{x}", ""), ("Ae^x+Be^{-x}", "Be^x+Ae^{-x}", ""), ("C_1x+C_2y", "C_2x+C_1y", ""), ("C_1V_1+C_2V_2", "C_2V_1+C_1V_2", ""),
        (r"\frac{C_1}{C_1+C_2}x", r"\frac{C_2}{C_1+C_2}x", ""), ("C_1+C_2", "A+B", ""), ("C_1x+C_2", "C_2x+C_1", "Let $f(x)=C_1x+C_2$."),
        ("y=C\\cdot e^{kt}", "y=k\\cdot e^{Ct}", "Solve the differential equation $y' = ky$."), ("y=C\\cdot e^{kt}", "y=k\\cdot e^{Ct}", "Solve the differential equation y' = kty."),
        ("y=C_1e^x+C_2e^{-x}", r"y=A\cosh x+Be^x+Ce^{-x}", ODE), ("y=C_1e^x+C_2e^{-x}", r"y=(A+B)e^x", ODE), ("y=C_1e^x+C_2e^{-x}", "x=Ae^y+Be^{-y}", ODE),
        ("y=C_1e^x+C_2e^{-x}+x", r"y=A\cosh x+B\sinh x", ODE), ("y=C_1e^x+C_2e^{-x}", r"y=A\cosh 2x+B\sinh 2x", ODE), ("x=Ce^t", "y=2Ce^t", ODE),
        ("F=km", "F=bm", "By the differential equation of motion. The constant is called K."), (r"h=\frac{k}{g}", r"h=\frac{a}{g}", "A general solution of the ODE is shown."),
        ("y=C_1e^x+C_2e^{-x}", "y=Ae^x+Be^{-x}", "Let A = 3. Solve y'' = y."), ("y=Ce^x", "y=-3", ODE), ("y=Ce^x", "y=Ce^x+K", ODE),
    ],
)  # fmt: skip
def test_other_letters_may_not(truth: str, answer: str, prompt: str) -> None:
    """Neither what the prompt speaks of, nor coefficients, nor constants that are fewer or stand elsewhere."""
    assert not compare(truth, answer, prompt=prompt).equal


LINEAR = "Solve $y''+2y'+5y=0$."
ADDITIVE = "Find all continuous functions $f$ with $f(x+y)=f(x)+f(y)$."
TWO = r"y=e^{-x}(C_1\cos 2x+C_2\sin 2x)"
CIRCLES = "x^2+y^2=C"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (TWO, r"y=Ae^{-x}\sin(2x+\varphi)", LINEAR, True),
        (TWO, r"y=R e^{-x}\cos(2x-\delta)", LINEAR, True),
        (r"y=A\sin(3x+\varphi)+2", r"y=c_1\cos 3x+c_2\sin 3x+2", ODE, True),
        (r"y=A\sin(3x+\varphi)", r"y=C\cos(3x+\alpha)", ODE, True),
        (TWO, r"y=Ae^{-x}\cos 2x", LINEAR, False),
        (TWO, r"y=Ae^{x}\cos(2x-\phi)", LINEAR, False),
        (TWO, r"y=Ae^{-x}\cos(x-\phi)", LINEAR, False),
        (TWO, r"y=e^{-x}\cos(2x-\phi)", LINEAR, False),
        (TWO, r"y=Ae^{-x}\sin(2x)+\phi", LINEAR, False),
        (TWO, r"y=Ae^{-x}\sin(2x+\phi)", LINEAR + r" Let $\phi = 1$.", False),
        (r"x=A\cos(2t+\phi)", r"x=A\sin(2t+\phi)", "A pendulum swings.", False),
        (CIRCLES, r"\frac{x^2}{2}+\frac{y^2}{2}=C", ODE, True),
        (r"\frac{x^2}{2}+y^2=k", "x^2+2y^2=C", "Find the orthogonal trajectories of the family $y=cx^2$.", True),
        (r"\frac{x^2}{2}+y^2=k", "x^2+2y^2=c^2", "Find the orthogonal trajectories of the family $y=cx^2$.", True),
        (r"\frac{x^2}{2}+y^2=k", "2x^2+y^2=C", "Find the orthogonal trajectories of the family $y=cx^2$.", False),
        (r"\frac{x^2}{2}+y^2=k", "x^2+2y^2=1", "Find the orthogonal trajectories of the family $y=cx^2$.", False),
        ("x^2-y^2=C", "x^2-y^2=C^2", ODE, False),
        (CIRCLES, "x^2+y^2=C^2", ODE, True),
        (CIRCLES, r"y=\pm\sqrt{C-x^2}", ODE, True),
        (CIRCLES, r"y=\pm\sqrt{C+x^2}", ODE, False),
        (CIRCLES, "x^2+2y^2=C", ODE, False),
        (CIRCLES, "x^2+y^2", ODE, False),
        (CIRCLES, "x^2+y^2=1", ODE, False),
        (r"y=\frac{x^2}{4}+\frac{C}{x^2}", r"y=\frac{x^4+C}{4x^2}", ODE, True),
        (r"y=\frac{x^2}{4}+\frac{C}{x^2}", r"y=\frac{x^4+C}{2x^2}", ODE, False),
        (r"y=-\frac{1}{x+C}", r"y=\frac{1}{C-x}", ODE, True),
        (r"y=-\frac{1}{x+C}", r"y=\frac{1}{C+x}", ODE, False),
        ("y=Ce^x", "y=e^{x+C}", ODE, False),
        (r"f(x)=cx, c\in\mathbb{R}", "f(x)=kx", "", True),
        (r"f(x)=cx, c\in\mathbb{R}", "f(x)=2x", "", False),
        (r"f(x)=cx, c\in\mathbb{R}", "f(x)=ax", "Let $f(1)=a$.", False),
        (r"f(x)=cx, c\in\mathbb{R}", r"f(x)=kx, k\in\mathbb{Z}", "", False),
        (r"f(x)=cx, c\in\mathbb{R}", "f(x)=kx, k>0", "", False),
        ("$f(x)=x^2+cx$, where $c$ is an arbitrary real constant", r"f(x)=x(x+k),\ k\in\mathbb{R}", "", True),
        (r"f(x)=cx \text{ for any real constant } c", "f(x)=kx", "", True),
        ("f(x)=cx", "f(x)=ax", ADDITIVE, True),
        ("f(x)=cx", "f(x)=cx^2", ADDITIVE, False),
        ("$a_n=(A+Bn)2^n$, $A,B$ arbitrary constants", r"a_n=C_1\cdot 2^n+C_2 n 2^{n-1}", "", True),
        (r"\ln|x|+C", r"\ln|x|+\text{const}", "", True),
        (r"\ln|x|+C", r"\ln|x|+\mathrm{C}", "", True),
        (r"\ln|x|+C", r"2\ln|x|+\text{const}", "", False),
    ],
)
def test_amplitudes_and_levels_and_letters_that_are_said_to_be_arbitrary(
    truth: str, answer: str, prompt: str, right: bool
) -> None:
    """Two constants may be an amplitude and a phase; one may be scaled; a letter of the question is none."""
    assert compare(truth, answer, prompt=prompt).equal is right


OSCILLATION = "Find the general real solution of $y''+4y=0$."
WAVE = r"$y=C_1\cos 2x+C_2\sin 2x$"
CAUCHY = r"Determine all continuous $f$ with $f(x+y)=f(x)f(y)$ that are not identically zero."
POWER = "$f(x)=a^x$ with $a>0$"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (WAVE, r"y(x)=A\cos(2x+\varphi),\quad A,\varphi\in\mathbb{R}", OSCILLATION, True), (WAVE, r"y = R\cos(2x-\delta),\ R\ge 0,\ \delta\in[0,2\pi)", OSCILLATION, True),
        (WAVE, r"y=A\sin(2x+\varphi)\text{ with constants } A,\varphi", OSCILLATION, True), (WAVE, r"y=A\sin(2x+\varphi)\text{ where } A,\varphi \text{ are arbitrary constants}", OSCILLATION, True),
        (WAVE, r"y=A\sin(x+\varphi),\ A,\varphi\in\mathbb{R}", OSCILLATION, False), (WAVE, r"y=A\cos(2x+1),\ A\in\mathbb{R}", OSCILLATION, False),
        (WAVE, r"y=A\cos(2x+\varphi),\ A\ge0,\ \varphi\in[0,\pi)", OSCILLATION, False), (WAVE, r"y=A\cos(2x)+\varphi,\ A,\varphi\in\mathbb{R}", OSCILLATION, False),
        (POWER, r"f(x)=e^{cx},\ c\in\mathbb{R}", CAUCHY, True), (POWER, r"f(x)=b^x,\ b>0", CAUCHY, True), (POWER, r"f(x)=e^{cx},\ c>0", CAUCHY, False),
        (POWER, r"f(x)=ce^{x},\ c\in\mathbb{R}", CAUCHY, False), (POWER, r"f(x)=x^a,\ a>0", CAUCHY, False), (POWER, r"f(x)=a^{x},\ a>1", CAUCHY, False), (POWER, "f(x)=e^x", CAUCHY, False),
    ],
)  # fmt: skip
def test_what_is_said_of_the_constants(truth: str, answer: str, prompt: str, right: bool) -> None:
    """Any number, a positive one, which is e^c, and half a turn or a whole one."""
    assert compare(truth, answer, prompt=prompt).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("$y=Ce^x$", r"\ln|y|=x+C", True), ("$y=Ce^x$", r"x=\ln|y|+C", True), (r"\ln|y|=x^2+C", "y=ke^{x^2}", True), (r"y=\frac{1}{C-x}", r"-\frac1y=x+C", True),
        (r"y=\ln(x+C)", "e^y=x+C", True), ("$y=Ce^x$", r"\ln y=x+C", False), ("$y=Ce^x$", r"\ln|y|=2x+C", False), ("$y=Ce^x$", r"\ln|y|=x", False), ("$y=Ce^x$", "|y|=x+C", False),
        (r"\ln|y|=x^2+C", "y=Cxe^{x^2}", False), (r"\ln|y|=x^2+C", "y=e^{x^2}+C", False), (r"y=\frac{1}{C-x}", r"\frac1y=C+x", False), (r"y=\sqrt{x+C}", "y^2=x+C", False),
        ("f(x)=x^2+cx", "f(t)=t^2+at", True), ("f(x)=x^2+cx", "f(t)=t^2+a", False), ("f(x)=x^2+cx", "f(t)=at^2+t", False),
    ],
)  # fmt: skip
def test_curves_may_be_solved_for_their_constant(truth: str, answer: str, right: bool) -> None:
    """A level of the one side is a curve of the other, and none is left over; a function's letter is anybody's."""
    assert compare(truth, answer, prompt="Find the general solution of the differential equation.").equal is right


ALL = "Find all linear functions $f$ with $f(f(x))=x$."
REFLECTIONS, EXPONENTIALS = "f(x)=x and f(x)=-x+b", r"f\equiv0 \text{ and } f(x)=e^{cx}"
OMEGA = r"Find all solutions of $y''+\omega^2y=0$ ($\omega>0$)."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (REFLECTIONS, r"f(x)=x\text{ or }f(x)=c-x,\ c\in\mathbb{R}", ALL, True), (REFLECTIONS, "f(t)=t,\\ f(t)=a-t", ALL, True), (REFLECTIONS, "f(x)=-x+b", ALL, False),
        (REFLECTIONS, "f(x)=x,\\ f(x)=-x", ALL, False), (REFLECTIONS, "f(x)=x,\\ f(x)=x+b", ALL, False),
        (EXPONENTIALS, r"f(x)=0\text{ or }f(x)=a^x\ (a>0)", CAUCHY, True), (EXPONENTIALS, r"f(x)=0,\ f(x)=e^{kx}\ (k\in\mathbb{R})", CAUCHY, True),
        (EXPONENTIALS, r"f(x)=0\text{ or }f(x)=e^x", CAUCHY, False), (EXPONENTIALS, r"f(x)=1\text{ or }f(x)=e^{cx}", CAUCHY, False),
        (r"y=A\cos\omega t+B\sin\omega t", r"y=C\cos(\omega t+\phi)", OMEGA, True), (r"y=A\cos\omega t+B\sin\omega t", r"y=C\cos(t+\phi)", OMEGA, False),
        (r"x(t)=e^{-t}(a\cos t+b\sin t)", r"x=e^{-t}(C_1\cos t+C_2\sin t),\quad C_1,C_2 \in \mathbb{R}", "Solve $x''+2x'+2x=0$.", True),
    ],
)  # fmt: skip
def test_each_of_several_functions(truth: str, answer: str, prompt: str, right: bool) -> None:
    """By its own constants; waves of any frequency."""
    assert compare(truth, answer, prompt=prompt).equal is right


ONE_CONSTANT_TIMES_ANY_NUMBER = [
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x", r"f(x)=k\ln x", True),
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x", r"f(x)=k\ln x, k\in\mathbb{R}", True),
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x", r"f(x)=k\log_2 x", True),
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x", r"f(x)=k\log_2 x,\ k\in\mathbb{R}", True),
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x, c\in\mathbb{R}", r"f(x)=k\log_2 x,\ k\in\mathbb{R}", True),
    ("Find all continuous functions with $f(xy)=f(x)+f(y)$ on the positive reals.", r"f(x)=c\ln x, c\in\mathbb{R}", r"f(x)=k\log_{a} x,\ k\in\mathbb{R}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), ONE_CONSTANT_TIMES_ANY_NUMBER)
def test_one_constant_times_any_number(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


EXPONENTS_ARE_ARBITRARY_TOO = [
    (r"Find all continuous $f:(0,\infty)\to\mathbb{R}$ with $f(xy)=f(x)f(y)$.", "f(x)=x^c", r"f(x)=x^k,\ k\in\mathbb{R}", True),
    (r"Find all continuous $f:(0,\infty)\to\mathbb{R}$ with $f(xy)=f(x)f(y)$.", "f(x)=x^c", "f(x)=cx", False),
    (r"Find all continuous $f:(0,\infty)\to\mathbb{R}$ with $f(xy)=f(x)f(y)$.", "f(x)=x^c", "f(x)=x^2", False),
    (r"Find all continuous $f:(0,\infty)\to\mathbb{R}$ with $f(xy)=f(x)f(y)$.", "f(x)=x^c", "f(x)=c^x", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), EXPONENTS_ARE_ARBITRARY_TOO)
def test_exponents_are_arbitrary_too(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
