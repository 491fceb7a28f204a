"""Pairs of minimal contrast: which completions are revised, and which revisions count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from sdk.schema import ItemResult
from sdk.train.config.load import build
from sdk.train.config.schema import PreferencesConfig
from sdk.train.data.problems import Problem
from sdk.train.rollout.samples import Completion, Group
from sdk.train.scoring.preferred import Found
from sdk.train.scoring.revised import changed_share, revised
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.scoring.scorer import Scorer
from sdk.train.toy.chat_server import ChatServer, Messages

RIGHT = "<think> 1+1=2 </think> <answer> 2 </answer>"
WRONG = "<think> 1+1=3 </think> <answer> 3 </answer>"
REPLIES: dict[str, Callable[[str], str | None]] = {
    "mend": lambda text: text.replace("3", "2").replace("mend ", ""),
    "worse": lambda _: "I give up",
    "same": lambda text: text,
    "long": lambda text: text.replace("3", "2") + " indeed" * 50,
    "silent": lambda _: None,
}
"""What the reviser makes of a solution that holds this word."""


def encode(text: str) -> list[int]:
    return [*map(ord, text), 0]


def completion(text: str) -> Completion:
    return Completion(encode(text), [], [], text, "stop")


def scored(*groups: Sequence[tuple[str, float | None]]) -> ScoredGroups:
    made = [
        Group(Problem("two", "What is 1+1?", ground_truth="2"), "1+1? ", [9], [completion(text) for text, _ in own])
        for own in groups
    ]
    return ScoredGroups(made, [[ItemResult(reward=one, components={}) for _, one in own] for own in groups], {"v"})


def replies(messages: Messages) -> str:
    found = re.search(r"<solution>\n(.*?)\n</solution>", messages[-1]["content"], re.DOTALL)
    assert found is not None
    [word] = [one for one in REPLIES if one in found[1]]
    text = REPLIES[word](found[1])
    return "no" if text is None else f"<revision>{text}</revision>"


@pytest.fixture
def pair(sum_client: Any) -> Iterator[Any]:
    server = ChatServer(replies, "larger")
    scorers = []

    def made(groups: ScoredGroups, nulls: bool = False, **settings: Any) -> Found:
        scorers.append(Scorer(sum_client(lambda _: nulls), build({}).reward))
        reviser = {"url": server.url, "model": "larger", **settings}
        return revised(groups, PreferencesConfig(pairing="revised", reviser=reviser), scorers[-1], encode, 100)

    with server:
        yield made
    for one in scorers:
        one.close()


def test_the_worst_wrong_completion_is_paired_with_its_correction(pair: Any) -> None:
    worst = WRONG.replace("1+1", "mend 1+1")
    found = pair(scored([(RIGHT, 1.1), ("mend, neither", 0.1), (worst, 0.0), ("", None)], [(RIGHT, 1.1)]))
    [row], [example] = found.rows, found.examples
    assert (row["chosen"], row["rejected"]) == (RIGHT, worst)
    assert (row["chosen_reward"], row["rejected_reward"], row["revised_by"]) == (1.1, 0.0, "larger")
    assert 0 < row["changed_share"] < 0.2, "the contrast is minimal"
    assert (example.prompt_ids, example.completions) == ([9], [encode(RIGHT), encode(worst)])
    assert found.left_out == {"null rewards": 1, "no wrong completion": 1}


def test_more_of_a_group_where_that_is_wanted(pair: Any) -> None:
    both = [(WRONG.replace("1+1", f"mend {at} 1+1"), 0.1) for at in "ab"]
    assert len(pair(scored(both)).rows) == 1
    assert len(pair(scored(both), per_question=2).rows) == 2


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("worse", "revision no better"),
        ("same", "revision without a change"),
        ("long", "revision too long"),
        ("silent", "no revision in the reply"),
    ],
)
def test_what_is_no_correction_is_counted_by_its_reason(pair: Any, word: str, reason: str) -> None:
    found = pair(scored([(f"{word} {WRONG}", 0.1)]))
    assert (found.rows, found.left_out[reason], found.left_out.total()) == ([], 1, 1)


def test_a_correction_without_a_score_is_in_no_pair(pair: Any) -> None:
    found = pair(scored([(f"mend {WRONG}", 0.1)]), nulls=True)
    assert (found.rows, found.left_out["revision not scored"]) == ([], 1)


def test_the_share_of_tokens_that_changed() -> None:
    assert changed_share([1, 2, 3, 4], [1, 2, 3, 4]) == 0
    assert changed_share([1, 2, 3, 4], [1, 9, 3, 4]) == 0.25
    assert changed_share([1, 2], [3, 4]) == 1
