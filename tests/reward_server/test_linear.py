"""No text costs more than in proportion to its length, whatever function reads it and whatever the template says.

CPU time of this thread at one length and at four times it, the best of several: linear is a ratio of 4, the square 16.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest

from reward_server.json_counts import RequestLimits, outline
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample
from reward_server.samples import to_sample
from sdk.schema import Item, ScoreRequest, Template

SHORT, TIMES, SLOWEST_RATIO = 8_000, 4, 9.0
FLOOR_S = 0.004
"""Below it a measurement is of the clock and the machine."""

PIECES = [
    "a", " ", "\n", "<think>", "</think>", "<answer>1</answer>", "<thin", "`", "` ", "```\n", "~~~ x\n", "```python\ndef f(x):\n",
    "```python\n```\n", "$", "$ x", "\\(", "\\[ ", "\\begin{align}", "\\boxed{", "\\boxed{1} ", "{", "}", "\\frac{1}{", "\\text{",
    "(", "()", "1", "1 ", "1,", "1+", "1/", "x^", "=", "the answer is ", "not ", "1 or ", "的", "的a", "です", "ไทย", "한국 ",
    "\u0301", "e\u0301", "the cat ", "AB ", "aB", "http://a.b/", "l'", "\u200b", "\ud800", "\0", "| a |\n", "\\", "#### ", "%", "²",
    "<|im_end|> ", "a=1;", "<b>", "1e", '"""', "'", "# ",
]  # fmt: skip
TAG = "a" * 500 + "b" + "a" * 499
TEMPLATES = {
    "plain": Template(),
    "long tags": Template(think_open="a" * 999 + "b", think_close=TAG, answer_open="b" + "a" * 999, answer_close="aa"),
    "tokens": Template(
        special_tokens=["a", "b" + "a" * 999, TAG, "<|im_end|>", "\\", "1 "] + [TAG[n:] for n in range(50)]
    ),
}
ASKED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("format", {"require_boxed": True}, {}),
    ("format", {"mode": "partial", "tags_in_code": "literal"}, {}),
    ("language", {"part": "both"}, {"language": "en"}),
    ("language", {"part": "both"}, {"language": "zh"}),
    ("accuracy", {}, {"ground_truth": "3"}),
    ("accuracy", {}, {"tests": {"type": "call", "entry_point": "f", "cases": [{"args": [1], "output": 1}]}}),
    ("repetition", {}, {}),
]


def cpu_s(work: Callable[[], object], tries: int) -> float:
    best = float("inf")
    for _ in range(tries):
        started = time.thread_time()
        work()
        best = min(best, time.thread_time() - started)
    return best


def ratio(work_on: Callable[[int], Callable[[], object]]) -> float:
    """The cost at TIMES the length over the cost at SHORT; measured again before it is believed to be too high."""
    for tries in (1, 3, 7):
        long = cpu_s(work_on(SHORT * TIMES), tries)
        found = long / max(cpu_s(work_on(SHORT), tries), FLOOR_S / TIMES)
        if long < FLOOR_S or found < SLOWEST_RATIO:
            break
    return found if long >= FLOOR_S else 0.0


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def scored(
    name: str, options: dict[str, Any], inputs: dict[str, Any], wrap: str, piece: str, template: Template, length: int
) -> Callable[[], object]:
    text = wrap.replace("{}", repeated(piece, length))
    item = Item(completion=text, template=template, **inputs)
    request = ScoreRequest(items=[item])
    reward = REWARDS[name]
    parsed = reward.options.model_validate(options)

    def work() -> None:
        sample = to_sample(item, request)
        assert isinstance(sample, Sample)
        reward.plan(sample, parsed)

    return work


@pytest.mark.parametrize("wrap", ["{}", "<think>{}</think><answer>{}</answer>"], ids=["bare", "in blocks"])
@pytest.mark.parametrize(
    ("name", "options", "inputs"), ASKED, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(ASKED)]
)
def test_every_reward_is_linear_in_every_completion(name: str, options: Any, inputs: Any, wrap: str) -> None:
    slow = {}
    for piece in PIECES:
        found = ratio(partial(scored, name, options, inputs, wrap, piece, TEMPLATES["plain"]))
        if found >= SLOWEST_RATIO:
            slow[piece] = found
    assert slow == {}


@pytest.mark.parametrize("template", ["long tags", "tokens"])
def test_tags_and_tokens_cost_no_more_than_the_text(template: str) -> None:
    slow = {}
    for piece in ["a", "a ", "b", "ab", TAG, TAG[1:] + "c", "<|im_end|> ", "x" + " " * 60 + "a", "\\"]:
        found = ratio(partial(scored, "format", {}, {}, "{}", piece, TEMPLATES[template]))
        if found >= SLOWEST_RATIO:
            slow[piece[:20]] = found
    assert slow == {}


def test_tags_that_grow_with_the_text_cost_no_more_than_both_together() -> None:
    def work_on(length: int) -> Callable[[], object]:
        size = length // (SHORT * TIMES // 1000)
        tags = ["a" * size + "b", "b" + "a" * size, "a" * (size // 2) + "b" + "a" * (size // 2), "A" * size + "b"]
        kinds = ("think_open", "think_close", "answer_open", "answer_close")
        tokens = ["a", *("a" * n + "b" + "a" * (size - n) for n in range(0, size, max(1, size // 20)))]
        template = Template(**dict(zip(kinds, tags, strict=True)), special_tokens=tokens)
        return scored("format", {}, {}, "{}", "a", template, 10 * length)

    assert ratio(work_on) < SLOWEST_RATIO


def test_counting_a_body_is_linear_in_it() -> None:
    pieces = [
        '"',
        '\\"',
        "[",
        "[]",
        "{",
        '{"a":1}',
        '{"a":',
        "0,",
        "1",
        "1e1,",
        " ",
        ",",
        "tru",
        '"a",',
        '"\\u0061":1,',
        "-",
        "\\",
    ]
    starts = ['{"items":[', '{"items":[{"completion":', '{"items":[{"metadata":{"k":[']
    limits = RequestLimits(max_items=10**9, max_json_depth=10**9, max_json_keys=10**9, max_json_values=10**9)
    slow = {}
    for start, piece in product(starts, pieces):

        def work_on(n: int, start: str = start, piece: str = piece) -> Callable[[], object]:
            body = (start + repeated(piece, n)).encode()

            def work() -> None:
                with contextlib.suppress(ValueError):
                    outline(body, limits)

            return work

        if (found := ratio(work_on)) >= SLOWEST_RATIO:
            slow[start + piece] = found
    assert slow == {}
