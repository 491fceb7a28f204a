"""instructions: does the answer follow what was asked of its form? The checkable kinds of IFEval and IFBench."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from reward_server.rewards.instructions.asked import asked
from reward_server.rewards.instructions.catalog import KINDS
from reward_server.rewards.instructions.kinds import BadArgument, Instruction
from reward_server.rewards.reward import Options, Sample, Score, fault, not_applicable

MAX_CHARS = 500_000
"""Of an answer. A longer one follows no instruction that people give."""


class InstructionsOptions(Options):
    instructions: list[dict[str, Any]] | None = Field(default=None, min_length=1, max_length=100)
    """Each with `instruction_id` and its arguments; without it they are read from the item's `metadata`."""
    mode: Literal["strict", "loose"] = "strict"
    """loose: followed too where the answer follows without its first line, its last line, both, or its asterisks."""
    partial: bool = False
    """The share of the instructions that are followed; else 1 for all of them and 0 for fewer."""


class Instructions:
    name = "instructions"
    definition = (
        "1 when the answer follows every instruction, else 0; with partial the share that it follows. The checkable "
        "kinds of IFEval (arXiv:2311.07911) and IFBench (arXiv:2507.02833), by rules of our own, in every script."
    )
    options = InstructionsOptions

    def plan(self, sample: Sample, options: InstructionsOptions) -> Score:
        try:
            wanted = asked(sample, options.instructions)
            return _followed(sample, wanted, options)
        except BadArgument as error:
            return not_applicable(str(error)) if options.optional and not options.instructions else fault(str(error))


def _followed(sample: Sample, wanted: list[Instruction], options: InstructionsOptions) -> Score:
    answer = sample.transcript.answer
    if answer is None or not answer.strip():
        return Score(0.0, sample.transcript.no_answer or "no answer", rule="no_answer")
    if len(answer) > MAX_CHARS:
        reason = f"the answer has more than {MAX_CHARS} characters"
        return Score(0.0, reason, undecided=True, rule="budget")
    texts = _loosened(answer) if options.mode == "loose" else [answer]
    broken = [(one.kind, why) for one in wanted if (why := _why_not(one, texts))]
    if not broken:
        return Score(1.0, f"all {len(wanted)} instructions are followed", rule=f"instructions.{options.mode}")
    share = 1 - len(broken) / len(wanted) if options.partial else 0.0
    said = "; ".join(f"{kind}: {why[:120]}" for kind, why in broken[:3])
    return Score(share, f"{len(broken)} of {len(wanted)} are not followed: {said}", rule=f"instructions.{broken[0][0]}")


def _why_not(instruction: Instruction, texts: list[str]) -> str:
    """Why none of the texts follows; of the first one."""
    check = KINDS[instruction.kind].check
    first = ""
    for text in texts:
        why = check(text, instruction.args) if text.strip() else "nothing is left"
        if not why:
            return ""
        first = first or why
    return first


def _loosened(answer: str) -> list[str]:
    """The eight texts of IFEval's loose metric, equal ones once."""
    lines = answer.split("\n")
    cut = (answer, "\n".join(lines[1:]), "\n".join(lines[:-1]), "\n".join(lines[1:-1]))
    texts = [answer, *(one.strip() for one in cut[1:])]
    return list(dict.fromkeys([*texts, *(one.replace("*", "") for one in texts)]))


INSTRUCTIONS = Instructions()
