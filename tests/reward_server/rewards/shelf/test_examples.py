"""docs/shelf.md: every example gives the score that stands beside it, and every verifier has one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reward_server.rewards.programs.source import fences
from reward_server.rewards.registry import SHELF
from tests.reward_server.rewards.shelf.asking import ask

PAGE = (Path(__file__).parents[4] / "docs" / "shelf.md").read_text("utf-8")
EXAMPLES = [json.loads(line) for fence in fences(PAGE) if fence.tag == "jsonl" for line in fence.text.splitlines()]
NAMES = [reward.name for reward in SHELF]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_page_gives_its_score(example: dict[str, Any]) -> None:
    name = next(iter(example))
    score = ask(name, example["answer"], example.get("ground_truth"), example.get("prompt"), **example[name])
    assert score.score == pytest.approx(example["score"]), score


def test_each_verifier_has_a_section_and_an_example() -> None:
    assert [name for name in NAMES if f"## {name}\n" not in PAGE] == []
    assert {next(iter(example)) for example in EXAMPLES} == set(NAMES)
