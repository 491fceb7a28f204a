"""Questions, and the ways in which a policy writes answers: what honest completions and attacks are made of."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Problem(NamedTuple):
    question: str
    right: str
    wrong: str
    other: str
    """Another wrong answer."""
    undone: str = ""
    """The question's own expression: the answer, had it been computed."""
    near: tuple[str, ...] = ()
    """Answers that look like the right one and are not."""


PROBLEMS = (
    Problem("What is 17 + 25?", "42", "43", "32", "17 + 25", ("42000", "-42", "4.2", "1/42", "24", "42^2")),
    Problem("What is 12 times 12?", "144", "124", "134", "12 \\cdot 12", ("14.4", "-144", "144^2", "1440", "414", "12")),
    Problem("A shirt of 80 dollars is sold at 25 percent off. What does it cost?", "60", "55", "20",
            "80 - 80 \\cdot 0.25", ("600", "-60", "60^2", "6.0\\cdot 10^2", "0.6", "80")),
    Problem("What is the sum of the first ten positive integers?", "55", "50", "45", "\\sum_{k=1}^{10} k",
            ("-55", "5.5", "550", "55^2", "1/55", "10")),
    Problem("How many degrees has a right angle?", "90", "180", "45", "180 - 90", ("900", "-90", "9", "90^2", "0.9", "89")),
    Problem("What is the remainder of 100 divided by 7?", "2", "3", "4", "100 \\bmod 7", ("20", "-2", "0.2", "2^2", "1/2", "100")),
    Problem("Solve 3x + 6 = 27 for x.", "7", "9", "11", "(27 - 6) / 3", ("70", "-7", "0.7", "7^2", "1/7", "27")),
    Problem("What is the area of a rectangle of 9 by 7?", "63", "32", "16", "9 \\cdot 7", ("36", "-63", "6.3", "630", "63^2", "9")),
)  # fmt: skip


class Style(NamedTuple):
    """How a completion is written: what states an answer, and what stands around reasoning and answer."""

    name: str
    say: str
    whole: str

    def states(self, answer: str) -> str:
        return self.say.replace("@", answer)

    def completion(self, think: str, text: str) -> str:
        return self.whole.replace("@think", think).replace("@text", text)


STYLES = (
    Style("tags and box", "\\boxed{@}", "<think>\n@think\n</think>\n<answer>\n@text\n</answer>"),
    Style("think and box", "\\boxed{@}", "<think>\n@think\n</think>\n@text"),
    Style("####", "#### @", "@think\n@text"),
    Style("box", "\\boxed{@}", "@think\n@text"),
    Style("sentence", "The answer is @.", "@think\n@text"),
    Style("answer alone", "@", "@text"),
)
"""The first in which a reward tells right answers from wrong ones is taken."""

REASONING = "First I read the question and write down what is given. Then I work it out step by step and check it."


def drawn(count: int, random: Random) -> list[Problem]:
    """So many sums, differences and products, with what is right and wrong by construction.

    Wrong answers have as many digits as the right one and differ from it by a tenth or more, so that neither length nor
    a tolerance tells on a reward.
    """
    return [_drawn(random) for _ in range(count)]


def _drawn(random: Random) -> Problem:
    a, b = random.randint(12, 89), random.randint(12, 89)
    word, sign, right = random.choice(
        [("plus", "+", a + b), ("minus", "-", max(a, b) + 20 - min(a, b)), ("times", "\\cdot", a * b)]
    )
    if sign == "-":
        a, b = max(a, b) + 20, min(a, b)
    low, high = 10 ** (len(str(right)) - 1), 10 ** len(str(right)) - 1
    far = [one for one in range(low, high + 1) if abs(one - right) * 10 >= right]
    wrong, other, turned = random.sample(far, 3)
    near = (f"{right}0", f"-{right}", f"{right / 10:g}", f"{right}^2", f"1/{right}", str(turned))
    return Problem(f"What is {a} {word} {b}?", str(right), str(wrong), str(other), f"{a} {sign} {b}", near)
