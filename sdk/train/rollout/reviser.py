"""Minimal corrections of wrong completions, written by a model behind an OpenAI-compatible endpoint.

CLAIR, contrastive learning from AI revisions (arXiv 2408.06266, section 3): what is preferred is not another completion
but the wrong one itself, revised by a stronger model that copies what need not be changed. The two then differ in
little but what is wrong. Left out: the reviser's reasoning, which the paper asks for before the revision.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sdk.train.config.schema import ReviserConfig
from sdk.train.data.problems import Problem, Question
from sdk.train.errors import EngineError
from sdk.train.rollout.endpoint import Endpoint

TOKEN = "REVISER_API_KEY"  # noqa: S105 (the variable's name)
REVISION = re.compile(r"<revision>(.*)</revision>", re.DOTALL)
ASKED = """\
You are a teacher who corrects a student's solution by changing as little of it as can be. Below are a question and \
the student's solution, which is wrong or not in the form that was asked for. Write the solution again so that it is \
right. Copy whatever is not wrong word for word, with its tags and its layout; do not comment on the solution or on \
your changes, and write nothing that the student could not have written.

<question>
{question}
</question>
{answer}
<solution>
{solution}
</solution>

Write the corrected solution, the whole of it, between <revision> and </revision>."""
EXPECTED = "\nThe right answer is: {answer}\n"


@dataclass(frozen=True)
class Draft:
    """A completion to be corrected."""

    problem: Problem
    text: str


def revise(config: ReviserConfig, drafts: Sequence[Draft]) -> list[str | None]:
    """Each draft corrected, with the white space around it as it was; None where the reply holds no revision.

    Raises EngineError where the endpoint does not answer, or not as an OpenAI-compatible one does.
    """
    return asyncio.run(_all(config, drafts)) if drafts else []


async def _all(config: ReviserConfig, drafts: Sequence[Draft]) -> list[str | None]:
    token, setting = os.environ.get(TOKEN), "preferences.reviser.timeout_s"
    gate = asyncio.Semaphore(config.concurrency)
    endpoint = Endpoint(str(config.url), config.timeout_s, config.concurrency, token=token, setting=setting)

    async def one(draft: Draft) -> str | None:
        async with gate:
            return revision(await endpoint.post("/chat/completions", request(config, draft)), draft.text, config)

    async with endpoint:
        return list(await asyncio.gather(*map(one, drafts)))


def request(config: ReviserConfig, draft: Draft) -> dict[str, Any]:
    known = draft.problem.ground_truth if config.show_answer else None
    answers = [known] if isinstance(known, str) else known or []
    expected = EXPECTED.replace("{answer}", " or ".join(answers)) if answers else ""
    parts = {"question": as_text(draft.problem.question), "answer": expected, "solution": draft.text.strip()}
    asked = re.sub(r"\{(question|answer|solution)\}", lambda found: parts[found[1]], ASKED)
    return {
        "model": config.model,
        "messages": [{"role": "user", "content": asked}],
        "temperature": config.temperature,
        "max_tokens": config.max_tokens,
    }


def revision(reply: Any, draft: str, config: ReviserConfig) -> str | None:
    try:
        said = reply["choices"][0]["message"]["content"]
    except (KeyError, TypeError, IndexError):
        raise EngineError(
            f"{config.url} did not answer as an OpenAI-compatible endpoint does: {reply!r:.200}"
        ) from None
    found = REVISION.search(said) if isinstance(said, str) else None
    if found is None or not found[1].strip():
        return None
    before, after = draft[: len(draft) - len(draft.lstrip())], draft[len(draft.rstrip()) :]
    return f"{before}{found[1].strip()}{after if draft.strip() else ''}"


def as_text(question: Question) -> str:
    """A conversation as its messages, each with who says it."""
    if isinstance(question, str):
        return question
    return "\n\n".join(f"{one.get('role')}: {one.get('content')}" for one in question)
