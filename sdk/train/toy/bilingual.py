"""Questions in two languages that a tiny model learns in minutes: sums, and Python functions of one line.

The reasoning is in words of the question's language, so that the language reward has something to count. A weak base
has read much more English than Chinese, as base models have: it reckons better in English, whatever it is asked in.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from sdk.train.data.problems import Problem, is_held_out

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, Language] = ("en", "zh")
SIGNS = {"plus": "+", "minus": "-", "times": "*"}
WORDS: dict[Language, dict[str, str]] = {
    "en": {"plus": "plus", "minus": "minus", "times": "times", "is": "gives us", "then": "then"},
    "zh": {"plus": "加上", "minus": "减去", "times": "乘以", "is": "得到", "then": "然后"},
}
ASK_SUM: dict[Language, str] = {"en": "What is {}?", "zh": "请计算 {}。"}
ASK_FUNCTION: dict[Language, str] = {
    "en": "Write a function f of x: {}.",
    "zh": "写一个 x 的函数 f：{}。",
}
CASES = (0, 1, 2, 5, 9)
LEAST_TERMS, MOST_TERMS = 2, 4


@dataclass(frozen=True)
class Task:
    question: str
    answer: str
    operations: tuple[tuple[str, int], ...]
    """What is done, in order, with each operand."""
    start: int | None
    """The first number of a sum; None for a function of x."""
    language: Language

    def content(self) -> str:
        """What is asked whatever the language: a sum that is held out is held out in both."""
        return f"{self.start} {self.operations}"

    def reasoning(self, language: Language) -> str:
        """The way to the answer in words of `language`, which need not be the question's."""
        words = WORDS[language]
        said = _sum_steps(self, words) if self.start is not None else _function_steps(self, words)
        return f" {words['then']} ".join(said)

    def problem(self) -> Problem:
        tests = None if self.start is not None else call_tests(self.operations)
        truth = self.answer if tests is None else None
        solution = written(self.reasoning(self.language), self.answer)
        return Problem(f"{self.language}: {self.question}", self.question, truth, tests, self.language, solution)


def written(reasoning: str, answer: str) -> str:
    """In R1's template; no space before the answer, for a program's first line is not to be indented."""
    return f" <think> {reasoning} </think> <answer>{answer}</answer>"


def draw_task(source: random.Random, language: Language, functions: float) -> Task:
    """A function of x with the given probability, else a sum."""
    return draw_function(source, language) if source.random() < functions else draw_sum(source, language)


def draw_sum(source: random.Random, language: Language) -> Task:
    """2 to 4 numbers from 1 to 9, added or taken away; no total on the way is negative."""
    start = total = source.randint(1, 9)
    operations = []
    for _ in range(source.randint(LEAST_TERMS, MOST_TERMS) - 1):
        number = source.randint(1, 9)
        name = "minus" if number <= total and source.random() < 0.4 else "plus"
        total = apply(name, total, number)
        operations.append((name, number))
    expression = f"{start}{''.join(SIGNS[name] + str(number) for name, number in operations)}"
    return Task(ASK_SUM[language].format(expression), str(total), tuple(operations), start, language)


def draw_function(source: random.Random, language: Language) -> Task:
    """One or two operations on x, said in words; the answer is a lambda."""
    names = [source.choice(list(SIGNS)) for _ in range(source.randint(1, 2))]
    operations = tuple((name, source.randint(2, 9)) for name in names)
    words = WORDS[language]
    said = f" {words['then']} ".join(f"{words[name]} {number}" for name, number in operations)
    return Task(ASK_FUNCTION[language].format(said), answer_to(None, operations), operations, None, language)


def answer_to(start: int | None, operations: tuple[tuple[str, int], ...]) -> str:
    """The value of a sum; of a function the lambda."""
    return f"f = lambda x: {program(operations)}" if start is None else str(value_of(operations, start))


def program(operations: tuple[tuple[str, int], ...]) -> str:
    """The operations on x as a Python expression."""
    expression = "x"
    for name, number in operations:
        left = f"({expression})" if name == "times" and expression != "x" else expression
        expression = f"{left} {SIGNS[name]} {number}"
    return expression


def call_tests(operations: tuple[tuple[str, int], ...]) -> dict[str, Any]:
    """Tests of the service: f is called with a few numbers."""
    return {
        "type": "call",
        "entry_point": "f",
        "cases": [{"args": [value], "output": value_of(operations, value)} for value in CASES],
    }


def value_of(operations: tuple[tuple[str, int], ...], value: int) -> int:
    for name, number in operations:
        value = apply(name, value, number)
    return value


def apply(name: str, value: int, number: int) -> int:
    by_name: dict[str, Callable[[int, int], int]] = {
        "plus": lambda a, b: a + b,
        "minus": lambda a, b: a - b,
        "times": lambda a, b: a * b,
    }
    return by_name[name](value, number)


def _sum_steps(task: Task, words: dict[str, str]) -> list[str]:
    assert task.start is not None
    total, said = task.start, []
    for name, number in task.operations:
        after = apply(name, total, number)
        said.append(f"{total} {words[name]} {number} {words['is']} {after}")
        total = after
    return said


def _function_steps(task: Task, words: dict[str, str]) -> list[str]:
    said = []
    for count, (name, number) in enumerate(task.operations):
        before, after = program(task.operations[:count]), program(task.operations[: count + 1])
        said.append(f"{before} {words[name]} {number} {words['is']} {after}")
    return said


@dataclass(frozen=True)
class BaseText:
    question: str
    in_template: bool
    """The text follows the prompt; else it follows nothing but the question."""
    text: str


CHINESE_SHARE = 0.2
"""Of the base's texts: it learns to reckon in Chinese later and worse."""
FOREIGN_SHARE = 0.3
"""Of the base's thoughts in the template that go on in the other language."""
MISREAD_SHARE: dict[Language, float] = {"en": 0.3, "zh": 0.45}
"""Of the base's thoughts in that language: they take one number for another."""


def base_text(problems: Bilingual, number: int, source: random.Random) -> BaseText:
    """One text of the weak base's corpus: half of them plain, the others careless answers in the template."""
    language: Language = "zh" if source.random() < CHINESE_SHARE else "en"
    task = problems.task_in(language, number)
    if source.random() < 0.5:
        thought = _understood(task, language, source)
        return BaseText(task.question, False, f" {thought.reasoning(language)} . {thought.answer}")
    return BaseText(task.question, True, _careless(task, source))


def _careless(task: Task, source: random.Random) -> str:
    """Most answers in the template guess, or leave a tag out; few think to the end."""
    guess = _guess(task, source)
    chance = source.random()
    if chance < 0.3:
        return f" {guess}"
    if chance < 0.45:
        return f" <answer>{guess}</answer>"
    other: Language = "en" if task.language == "zh" else "zh"
    language = other if source.random() < FOREIGN_SHARE else task.language
    thought = _understood(task, language, source)
    reasoning = thought.reasoning(language)
    if chance < 0.65:
        words = reasoning.split(" ")
        return written(" ".join(words[: source.randint(1, len(words))]), guess)
    return written(reasoning, thought.answer)


def _understood(task: Task, language: Language, source: random.Random) -> Task:
    """The task as the base thinks of it in that language, now and then with another number than what was asked."""
    if source.random() >= MISREAD_SHARE[language]:
        return task
    at = source.randrange(len(task.operations))
    name, number = task.operations[at]
    other = source.choice([one for one in range(1, 10) if one != number])
    operations = (*task.operations[:at], (name, other), *task.operations[at + 1 :])
    return replace(task, answer=answer_to(task.start, operations), operations=operations)


def _guess(task: Task, source: random.Random) -> str:
    if task.start is not None:
        return str(max(0, int(task.answer) + source.randint(-9, 9)))
    names = [source.choice(list(SIGNS)) for _ in task.operations]
    return answer_to(None, tuple((name, source.randint(2, 9)) for name in names))


@dataclass(frozen=True)
class Bilingual:
    """The questions of `problems.source: bilingual`, made on the spot; languages alternate."""

    seed: int
    holdout: float
    functions: float = 0.25
    """Share of the questions that ask for a function."""

    def train(self, number: int) -> Problem:
        return self.train_task(number).problem()

    def train_task(self, number: int) -> Task:
        return self.task_in(LANGUAGES[number % 2], number)

    def task_in(self, language: Language, number: int) -> Task:
        """A training task in that language."""
        return self._draw(f"train/{self.seed}/{number}", language, held_out=False)

    def held_out(self, count: int) -> list[Problem]:
        """Each question once, always the same ones; fewer than `count` where there are no more."""
        tasks = (self._draw(f"eval/{number}", LANGUAGES[number % 2], held_out=True) for number in range(10 * count))
        return [one.problem() for one in dict.fromkeys(tasks)][:count]

    def _draw(self, seed: str, language: Language, held_out: bool) -> Task:
        source = random.Random(seed)  # noqa: S311 (data, no secret)
        while True:
            found = draw_task(source, language, self.functions)
            if is_held_out(found.content(), self.holdout) == held_out:
                return found
