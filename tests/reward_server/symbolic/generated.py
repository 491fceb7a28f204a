"""Pairs of answers whose verdict is known by how they are made. Knows nothing of the judge: only how people write.

Each kind draws a value, writes it down, writes it again in another way (equal), and writes another value (different):
with one digit, sign, letter, index, operator, unit or word changed.

    python tests/reward_server/symbolic/generated.py 1000 SEED > pairs.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import gcd
from typing import NamedTuple


class Pair(NamedTuple):
    kind: str
    truth: str
    answer: str
    equal: bool


Draw = random.Random
Kind = Callable[[Draw], tuple[str, list[str], list[str]]]
"""Draws a ground truth, ways of writing it, and what is something else."""


def _signed(number: int) -> str:
    return f"+ {number}" if number >= 0 else f"- {-number}"


def _other(draw: Draw, number: int, low: int = 1) -> int:
    """Another number, that differs in one step or one digit."""
    return next(
        k for k in iter(lambda: number + draw.choice([-1, 1, -2, 2, 10, -10, 100]), None) if k != number and k >= low
    )


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}


def _words(number: int) -> str:
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS.get(tens, "") + (f"-{ONES[ones]}" if ones else "") if tens > 1 else ""


def integers(draw: Draw) -> tuple[str, list[str], list[str]]:
    n = draw.choice([draw.randint(3, 99), draw.randint(100, 9999), draw.randint(10**4, 10**7)])
    same = [
        f"${n}$",
        f"{n}.0",
        rf"\text{{{n}}}",
        f"x = {n}",
        f"{n:,}",
        f"n={n}.",
        rf"\frac{{{3 * n}}}{{3}}",
        f"+{n}",
        f"**{n}**",
    ]
    same += [word for word in [_words(n)] if n < 100 and word]
    same += [
        rf"\mathbf{{{n}}}",
        rf"{n} \text{{ students}}",
        f"{n} ways",
        f"{n}个",
        rf"{n}\text{{ cm}}",
        f"{100 * n}\\%",
    ]
    wrong = [
        str(_other(draw, n)),
        f"-{n}",
        f"{n}0",
        f"1{n}",
        rf"\frac{{1}}{{{n}}}",
        f"{n}^2",
        f"{n}!",
        f"{n}\\%",
        f"{n}i",
    ]
    wrong += [rf"{n} \text{{ {word}}}" for word in draw.sample(NOT_NOUNS, 4)]
    wrong += [f"{n}{tail}" for tail in draw.sample(["以上", "以下", "左右", "万", "倍以上", "分之一", "以内", "百"], 2)]
    wrong += [rf"{n} \to {n + 1}", rf"{n} \times", f"{n}x", f"{n}_1", rf"\sqrt{{{n}}}", f"{n} + {n}", f"{n}, {n + 1}"]
    return str(n), same, wrong


NOT_NOUNS = [
    "less",
    "more",
    "squared",
    "cubed",
    "halves",
    "thirds",
    "tenths",
    "below",
    "above",
    "negative",
    "million",
    "thousand",
    "hundred",
    "too many",
    "minus one",
    "or more",
    "at least",
    "at most",
    "doubled",
    "crore",
    "lakh",
    "k",
    "over two",
    "plus one",
    "remaining unknown",
    "maybe",
    "wrong",
    "per mille",
    "twice",
    "nope",
]


def fractions(draw: Draw) -> tuple[str, list[str], list[str]]:
    q = draw.randint(3, 40)
    p = next(k for k in iter(lambda: draw.randint(1, 60), None) if gcd(k, q) == 1)
    k = draw.randint(2, 9)
    same = [
        rf"\dfrac{{{p}}}{{{q}}}",
        f"{p}/{q}",
        rf"\frac{{{k * p}}}{{{k * q}}}",
        rf"x = \frac{{{p}}}{{{q}}}",
        rf"${p}/{q}$",
    ]
    same += [
        rf"-\frac{{-{p}}}{{{q}}}",
        rf"\tfrac{{{p}}}{{{q}}}",
        rf"{{{p} \over {q}}}",
        rf"\left(\frac{{{p}}}{{{q}}}\right)",
    ]
    if p > q:
        same.append(rf"{p // q}\frac{{{p % q}}}{{{q}}}")
    if q in (4, 5, 8, 10, 16, 20, 25, 32, 40):
        same.append(str(float(Fraction(p, q))))
    wrong = [
        rf"\frac{{{_other(draw, p)}}}{{{q}}}",
        rf"\frac{{{p}}}{{{_other(draw, q, 2)}}}",
        rf"-\frac{{{p}}}{{{q}}}",
        f"{p}",
    ]
    wrong += [
        rf"\frac{{{p}}}{{{q}}}\%",
        rf"\frac{{{p}}}{{{q}}}x",
        rf"\frac{{{p}}}{{{q}i}}",
        rf"\binom{{{p + q}}}{{{q}}}",
    ]
    wrong += [rf"\frac{{d}}{{dx}}\frac{{{p}x}}{{{q}}}", rf"\left(\frac{{{p}}}{{{q}}}\right)^2"]
    return rf"\frac{{{p}}}{{{q}}}", same, wrong


def surds(draw: Draw) -> tuple[str, list[str], list[str]]:
    b = draw.choice([2, 3, 5, 6, 7, 10, 11, 13, 15, 17])
    a = next(k for k in iter(lambda: draw.randint(2, 15), None) if k != b)
    same = [
        rf"{a} \sqrt {b}" if b < 10 else rf"{a} \sqrt{{{b}}}",
        rf"\sqrt{{{a * a * b}}}",
        rf"{a}√{b}",
        rf"{a}\cdot {b}^{{1/2}}",
    ]
    same += [
        rf"\frac{{{a * b}}}{{\sqrt{{{b}}}}}",
        rf"{a}\cdot\sqrt{{{b}}}",
        rf"\sqrt{{{b}}}\cdot {a}",
        rf"x={a}\sqrt{{{b}}}",
    ]
    wrong = [
        rf"{_other(draw, a, 2)}\sqrt{{{b}}}",
        rf"{a}\sqrt{{{b + 1}}}",
        rf"{a}\sqrt[3]{{{b}}}",
        rf"-{a}\sqrt{{{b}}}",
    ]
    wrong += [rf"{a}+\sqrt{{{b}}}", rf"\sqrt{{{a}}}\cdot{b}", rf"{a}\sqrt{{{b}}}i", rf"\frac{{{a}}}{{\sqrt{{{b}}}}}"]
    return rf"{a}\sqrt{{{b}}}", same, wrong


def polynomials(draw: Draw) -> tuple[str, list[str], list[str]]:
    r, s, k = draw.randint(1, 9), draw.randint(-9, 9), draw.randint(2, 5)
    x = draw.choice("xtnuz")
    b, c = -(r + s), r * s
    truth = f"{x}^{2} {_signed(b)}{x} {_signed(c)}"
    same = [
        f"{_signed(c)} {_signed(b)}{x} + {x}^2",
        rf"({x} {_signed(-r)})({x} {_signed(-s)})",
        f"{x}*{x} {_signed(b)}*{x} {_signed(c)}",
    ]
    same += [
        rf"\left({x}{_signed(-s)}\right)\left({x}{_signed(-r)}\right)",
        f"f({x}) = {truth}",
        f"${truth}$",
        f"y = {truth}",
    ]
    wrong = [
        f"{x}^2 {_signed(b + 1)}{x} {_signed(c)}",
        f"{x}^2 {_signed(b)}{x} {_signed(c + 1)}",
        f"{x}^3 {_signed(b)}{x} {_signed(c)}",
    ]
    wrong += [
        f"-{x}^2 {_signed(b)}{x} {_signed(c)}",
        truth.replace(x, "w"),
        truth.replace(x, x.upper()),
        f"{truth} = 0",
    ]
    wrong += [
        truth.replace(x, x + "_1"),
        f"{k}({truth})",
        rf"\frac{{d}}{{d{x}}}\left({truth}\right)",
        truth.replace("^2", "_2"),
    ]
    return truth, same, wrong


def structures(draw: Draw) -> tuple[str, list[str], list[str]]:
    a, b = draw.sample(range(-20, 20), 2)
    shape = draw.choice(["point", "set", "interval"])
    low, high = min(a, b), max(a, b)
    if shape == "point":
        truth = f"({a}, {b})"
        same = [
            rf"\left({a},{b}\right)",
            rf"\begin{{pmatrix}} {a} \\ {b} \end{{pmatrix}}",
            f"(x, y) = ({a}, {b})",
            f"x={a}, y={b}",
        ]
        same += [rf"{a}\mathbf{{i}} {_signed(b)}\mathbf{{j}}", rf"\langle {a}, {b} \rangle"]
        wrong = [
            f"({b}, {a})",
            f"({a}, {b + 1})",
            f"({-a - 1}, {b})",
            f"({a}, {b}, 0)",
            rf"\{{{a}, {b}, {b + 1}\}}",
            str(a),
        ]
    elif shape == "set":
        truth = rf"\{{{a}, {b}\}}"
        same = [
            rf"\{{{b}, {a}\}}",
            f"{a}, {b}",
            f"x = {a} \\text{{ or }} x = {b}",
            f"{b} and {a}",
            f"x \\in \\{{{b},{a}\\}}",
        ]
        wrong = [
            rf"\{{{a}\}}",
            rf"\{{{a}, {b}, {b + 100}\}}",
            rf"\{{{a}, {b + 1}\}}",
            f"x={a}",
            rf"\{{{a}, {b}\}} \cup \{{77\}}",
        ]
    else:
        truth = f"[{low}, {high})"
        same = [
            rf"{low} \le x < {high}",
            rf"x \in [{low}, {high})",
            rf"\left[{low}, {high}\right)",
            rf"{high} > x \geq {low}",
        ]
        wrong = [
            f"({low}, {high})",
            f"[{low}, {high}]",
            f"[{low}, {high + 1})",
            rf"{low} < x < {high}",
            rf"{low} \le x \le {high}",
        ]
        wrong += [rf"(-\infty, {high})", f"[{low - 1}, {high})", rf"x \ge {low}"]
    return truth, same, wrong


UNITS = [  # a unit, the same in others with their factor, and what it is not
    ("m", [("cm", 100), ("mm", 1000), ("meters", 1)], ["Mm", "s", "kg", r"m^2", "mol"]),
    ("kg", [("g", 1000), ("kilograms", 1)], ["Mg", "m", "N"]),
    ("J", [("N m", 1), ("kg m^2/s^2", 1), ("mJ", 1000)], ["MJ", "W", "N", "kg m/s^2"]),
    ("Pa", [("N/m^2", 1), ("mPa", 1000)], ["MPa", "N", "J"]),
    ("h", [("min", 60), ("hours", 1)], ["days", "m", "Hz"]),
    ("W", [("mW", 1000), ("J/s", 1)], ["MW", "kW", "J"]),
    ("m/s", [("cm/s", 100), (r"m s^{-1}", 1)], [r"m/s^2", "km/h", r"s/m"]),
    ("V", [("mV", 1000), ("J/C", 1), ("volts", 1)], ["MV", "A", "W"]),
]


def quantities(draw: Draw) -> tuple[str, list[str], list[str]]:
    n = draw.randint(2, 400)
    unit, others, wrong = draw.choice(UNITS)
    same = [
        rf"{n * factor} \text{{ {name}}}" if "^{" not in name else rf"{n * factor}\ \mathrm{{{name}}}"
        for name, factor in others
    ]
    same += [str(n), rf"{n}\,\mathrm{{{unit}}}", f"{n} {unit}"]
    bad = [rf"{n} \text{{ {name}}}" for name in wrong] + [rf"{n + 1} \text{{ {unit}}}", rf"{n}0 \text{{ {unit}}}"]
    return rf"{n} \text{{ {unit}}}", same, bad


def powers(draw: Draw) -> tuple[str, list[str], list[str]]:
    year, p = draw.randint(1990, 2040), draw.choice([2, 3, 5, 7])
    half = year // 2
    truth = f"{p}^{{{2 * half}}}"
    same = [
        f"{p * p}^{{{half}}}",
        rf"\frac{{{p}^{{{2 * half + 1}}}}}{{{p}}}",
        rf"\sqrt{{{p}^{{{4 * half}}}}}",
        rf"{p}\cdot {p}^{{{2 * half - 1}}}",
    ]
    wrong = [
        f"{p}^{{{2 * half + 1}}}",
        f"{p + 1}^{{{2 * half}}}",
        f"-{truth}",
        f"{truth}+1",
        f"{p}^{{{half}}}",
        f"{p * p}^{{{half + 1}}}",
    ]
    return truth, same, wrong


def functions(draw: Draw) -> tuple[str, list[str], list[str]]:
    a, b = draw.randint(2, 9), draw.randint(2, 9)
    f, g = draw.sample([r"\sin", r"\cos", r"\tan", r"\ln", r"\arctan", r"\sinh"], 2)
    truth = rf"{a}{f}({b}x) + {b}"
    same = [rf"{b} + {a}{f}({b}x)", rf"{a}{f}\left({b}x\right)+{b}", rf"{b}+{f}({b} \cdot x)\cdot {a}", rf"y = {truth}"]
    wrong = [
        rf"{a}{g}({b}x) + {b}",
        rf"{a + 1}{f}({b}x) + {b}",
        rf"{a}{f}({b}x) - {b}",
        rf"{a}{f}({b + 1}x) + {b}",
        rf"{a}{f}({b}y) + {b}",
    ]
    return truth, same, wrong


def letters(draw: Draw) -> tuple[str, list[str], list[str]]:
    x, y = draw.sample("abdmnpqrst", 2)
    k = draw.randint(1, 8)
    shape = draw.choice(
        [f"{x}_{k}", rf"\frac{{{x}}}{{{y}_{k}}}", f"{x}^{{{k + 1}}}{y}", rf"{x} + \sqrt{{{y}}}", rf"\bar{{{x}}} + {y}"]
    )
    same = [f"${shape}$", shape.replace("frac", "dfrac"), f"({shape})"]
    wrong = [
        shape.replace(x, x.upper()),
        shape.replace(y, y + "'") if y in shape else shape + "'",
        shape.replace(str(k), str(k + 1)),
    ]
    wrong += [
        shape.replace("+", "-"),
        shape.replace(r"\bar", ""),
        shape.replace("_", "^"),
        shape.replace(x, rf"\{'Pi' if x < 'm' else 'pi'}"),
    ]
    return shape, same, [one for one in wrong if one != shape]


KINDS: dict[str, Kind] = {
    "integers": integers, "fractions": fractions, "surds": surds, "polynomials": polynomials, "structures": structures,
    "quantities": quantities, "powers": powers, "functions": functions, "letters": letters,
}  # fmt: skip


def pairs(count: int, seed: int) -> Iterator[Pair]:
    draw = Draw(seed)
    names = sorted(KINDS)
    for k in range(count):
        name = names[k % len(names)]
        truth, same, wrong = KINDS[name](draw)
        equal = draw.random() < 0.5
        yield Pair(name, truth, draw.choice(same if equal else wrong), equal)


if __name__ == "__main__":
    for pair in pairs(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(pair._asdict(), ensure_ascii=False))
