from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reward_server.symbolic import budget, readers
from reward_server.symbolic.readers import DIFFER, MORE_OF_TEXTS, OF_THEIR_OWN, OF_WHOLE_TEXTS, Reader, Table, first
from reward_server.symbolic.verdict import Undecided, Verdict

DATA = Path(__file__).parents[2] / "data" / "math" / "pairs.jsonl"
PAIRS = [json.loads(line) for line in DATA.read_text().splitlines()]
PROMPTS = sorted({case["prompt"] for case in PAIRS if case.get("prompt")})


def says_yes(truth: str, answer: str, prompt: str) -> Verdict:
    return Verdict(True, f"{truth}, {answer}")


WORDS = frozenset[str]()


@pytest.mark.parametrize(
    ("reader", "truth", "prompt", "spoken"),
    [
        (Reader(says_yes), "x", "", True),
        (Reader(says_yes, WORDS), r"\frac{1}{2} \left(x^2\right)", "", False),
        (Reader(says_yes, WORDS), r"\text{a circle}", "", True),
        (Reader(says_yes, WORDS), "a circle", "", True),
        (Reader(says_yes, WORDS), "ℝ", "", True),
        (Reader(says_yes, WORDS), r"\{1, 2\}", "", True),
        (Reader(says_yes, WORDS), r"\phi", "", True),
        (Reader(says_yes, frozenset("[")), "(1, 2)", "", False),
        (Reader(says_yes, frozenset("[")), "[1, 2]", "", True),
        (Reader(says_yes, asked=("graph",)), "x", "Find x.", False),
        (Reader(says_yes, asked=("graph",)), "x", "Graph the line.", True),
        (Reader(says_yes, WORDS, asked=("graph",)), "x", "Graph the line.", False),
    ],
)
def test_a_reader_is_asked_where_it_may_have_something_to_say(
    reader: Reader, truth: str, prompt: str, spoken: bool
) -> None:
    assert (first(Table(reader), truth, "1", prompt) is not None) == spoken
    assert (first(Table(reader), "1", truth, prompt) is not None) == spoken


@pytest.mark.parametrize("table", [OF_THEIR_OWN, MORE_OF_TEXTS, OF_WHOLE_TEXTS, DIFFER])
def test_a_reader_that_is_not_asked_would_have_said_nothing(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair with its own prompt, or with that of another."""
    by_rows = [_verdict(table, case, number) for number, case in enumerate(PAIRS)]
    everyone = Table(*(Reader(row.compare) for row in table.rows))
    monkeypatch.setattr(readers, "_PLAIN", re.compile("(?!)"))
    assert by_rows == [_verdict(everyone, case, number) for number, case in enumerate(PAIRS)]


def _verdict(table: Table, case: dict[str, str], number: int) -> Verdict | None:
    budget.begin()
    try:
        return first(table, case["truth"], case["answer"], case.get("prompt") or PROMPTS[number % len(PROMPTS)])
    except (Undecided, budget.Exhausted):
        return None
