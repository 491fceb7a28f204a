"""A completion read once, for every reward: the reasoning, the answer, and whether the template was kept."""

from __future__ import annotations

from dataclasses import dataclass

from sdk.schema import Template


@dataclass(frozen=True, slots=True)
class Transcript:
    """The parts of a completion, by the contract's rules.

    think: the text inside the think block, None where there is none.
    answer: the answer of the completion, None where there is none (it then scores 0); `no_answer` says why.
    """

    text: str
    template: Template
    think: str | None
    answer: str | None
    no_answer: str = ""


def parse(text: str, template: Template) -> Transcript:
    raise NotImplementedError
