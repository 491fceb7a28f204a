"""Minimal corrections by a model behind an OpenAI-compatible endpoint: what it is asked, what its reply counts as."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sdk.train.config.schema import ReviserConfig
from sdk.train.data.problems import Problem
from sdk.train.errors import EngineError
from sdk.train.rollout.endpoint import Endpoint
from sdk.train.rollout.reviser import Draft, as_text, request, revise, revision
from sdk.train.toy.chat_server import ChatServer, Messages

SOLUTION = re.compile(r"<solution>\n(.*?)\n</solution>", re.DOTALL)
TWO = Problem("two", "What is 1+1?", ground_truth="2")


def corrects(messages: Messages) -> str:
    """Copies the solution but for its answer."""
    found = SOLUTION.search(messages[-1]["content"])
    assert found is not None
    return f"Here it is:\n<revision>\n{found[1].replace('3', '2')}\n</revision>"


def test_drafts_are_corrected_in_their_order_and_keep_the_white_space_around_them() -> None:
    drafts = [Draft(TWO, f" <think> 1+1=3 {at} </think> <answer> 3 </answer>") for at in (4, 5, 6)]
    with ChatServer(corrects, "larger") as server:
        found = revise(ReviserConfig(url=server.url, model="larger"), drafts)
    assert found == [f" <think> 1+1=2 {at} </think> <answer> 2 </answer>" for at in (4, 5, 6)]


def test_nothing_is_asked_where_there_is_nothing_to_correct() -> None:
    assert revise(ReviserConfig(url="http://127.0.0.1:1/v1", model="larger"), []) == []


def test_the_reviser_sees_the_expected_answer_only_where_that_is_wanted_and_known() -> None:
    def said(problem: Problem, **settings: Any) -> str:
        return str(request(ReviserConfig(**settings), Draft(problem, "3"))["messages"][0]["content"])

    assert "The right answer is: 2\n" in said(TWO)
    assert "The right answer is: 2 or two\n" in said(Problem("two", "1+1?", ground_truth=["2", "two"]))
    assert "The right answer" not in said(TWO, show_answer=False)
    assert "The right answer" not in said(Problem("two", "1+1?"))


def test_braces_in_a_text_are_text() -> None:
    content = request(ReviserConfig(), Draft(TWO, "{question} {answer}"))["messages"][0]["content"]
    assert "<solution>\n{question} {answer}\n</solution>" in content


@pytest.mark.parametrize("said", ["", "I would not.", "<revision> \n </revision>", "<revision>cut off", None])
def test_a_reply_without_a_revision_is_none(said: str | None) -> None:
    assert revision({"choices": [{"message": {"content": said}}]}, "3", ReviserConfig()) is None


def test_another_shape_of_reply_is_told_in_one_line() -> None:
    with pytest.raises(EngineError, match="did not answer as an OpenAI-compatible endpoint does"):
        revision({"answer": "2"}, "3", ReviserConfig(url="http://x/v1"))


def test_a_model_that_is_not_there_is_told() -> None:
    with ChatServer(corrects, "larger") as server, pytest.raises(EngineError, match="no model 'huge'"):
        revise(ReviserConfig(url=server.url, model="huge"), [Draft(TWO, "3")])


def test_the_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    class Noted(Endpoint):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            sent.append(self._http.headers.get("Authorization"))

    monkeypatch.setattr("sdk.train.rollout.reviser.Endpoint", Noted)
    with ChatServer(corrects, "larger") as server:
        for token in (None, "secret"):
            monkeypatch.delenv("REVISER_API_KEY", raising=False)
            if token is not None:
                monkeypatch.setenv("REVISER_API_KEY", token)
            revise(ReviserConfig(url=server.url, model="larger"), [Draft(TWO, "3")])
    assert sent == [None, "Bearer secret"]


def test_a_conversation_is_shown_as_its_messages() -> None:
    assert (
        as_text([{"role": "system", "content": "Add."}, {"role": "user", "content": "1+1"}])
        == "system: Add.\n\nuser: 1+1"
    )
