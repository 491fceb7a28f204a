"""Rejection sampling keeps what is right, well formed and readable, and counts why the rest is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdk.schema import Component, ItemResult, Template
from sdk.train.config.schema import SelectionConfig
from sdk.train.data.traces import Trace
from sdk.train.errors import DataError
from sdk.train.stages.handover import Card, file_digest, read_card, write_card
from sdk.train.stages.selection import Candidate, select

PROMPTED = Trace("What is 2+3?", "", "", "5", language="en", source="sums")


def candidate(
    reasoning: str = "two and three make five",
    answer: str = "5",
    question: str = "q1",
    cut_off: bool = False,
    **scores: float | None,
) -> Candidate:
    known = {"accuracy": 1.0, "format": 1.0, "language": 1.0, **scores}
    components = {
        name: Component(score=score, status="error" if score is None else "ok", reason="by the test")
        for name, score in known.items()
    }
    text = f" <think> {reasoning} </think> <answer> {answer} </answer>"
    return Candidate(question, PROMPTED, text, ItemResult(reward=1.0, components=components), cut_off)


def dropped(*candidates: Candidate, **settings: float) -> dict[str, int]:
    return dict(select(candidates, SelectionConfig(**settings), Template()).dropped)


def test_a_good_completion_is_kept_with_what_its_question_knows() -> None:
    selection = select([candidate()], SelectionConfig(), Template())
    assert selection.kept == [Trace("What is 2+3?", "two and three make five", "5", "5", language="en", source="sums")]
    assert selection.questions == {"q1"}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (candidate(accuracy=0.0), "wrong answer"),
        (candidate(format=0.0), "badly formatted"),
        (candidate(language=0.5), "mixed languages"),
        (candidate(accuracy=None), "not scored"),
        (candidate(cut_off=True), "too long"),
        (candidate(reasoning="wait, is that so? " * 40), "repeats itself"),
        (candidate(reasoning="see ```"), None),
        (candidate(reasoning="see\n```\nx"), "unclosed block"),
    ],
)
def test_a_bad_one_is_dropped_for_its_reason(bad: Candidate, reason: str | None) -> None:
    assert dropped(bad) == ({reason: 1} if reason else {})


def test_a_fault_of_the_service_is_never_called_a_wrong_answer() -> None:
    assert "wrong answer" not in dropped(candidate(accuracy=None), candidate(accuracy=None))


def test_equal_completions_count_once_and_each_question_has_its_bound() -> None:
    many = [candidate(reasoning=f"way number {number} to five") for number in range(5)]
    same = [candidate(), candidate(reasoning="two  and three\nmake five")]
    assert dropped(*same) == {"a duplicate": 1}
    assert dropped(*many, candidate(question="q2"), per_question=3) == {"enough completions of this question": 2}


def test_general_questions_need_no_expected_answer() -> None:
    selection = select([candidate(accuracy=None)], SelectionConfig(), Template(), verifiable=False)
    assert len(selection.kept) == 1


def test_a_card_says_what_was_kept_and_why_not(tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").write_text("{}\n")
    card = Card(
        stage="rejection_sampling",
        what="Completions of a checkpoint, kept where they are right.",
        settings={"per_question": 4},
        outputs={"kept.jsonl": file_digest(tmp_path / "kept.jsonl")},
        counts={"sampled": 3, "kept": 1},
        dropped={"wrong answer": 2},
        reward_versions=["abc"],
        figures={"accuracy": 0.3333},
    )
    write_card(tmp_path, card)
    assert read_card(tmp_path)["dropped"] == {"wrong answer": 2}
    text = (tmp_path / "card.md").read_text()
    for said in ("| wrong answer | 2 |", "| kept | 1 |", "`abc`", "| accuracy | 0.333 |", "sha256:", "per_question"):
        assert said in text
    assert json.loads((tmp_path / "card.json").read_text())["counts"]["sampled"] == 3


def test_a_folder_without_a_card_is_no_result_of_a_stage(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is its stage finished"):
        read_card(tmp_path)
