"""Prompts that get reasoning out of a model which was not trained to give any, and the cleaning of what it writes.

Cold-start data comes from few-shot prompting with long reasoning as examples, and from R1-Zero's outputs in a readable
form (arXiv 2501.12948, section 2.3.1); general data from a request to reason before answering (section 2.3.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sdk.train.data.traces import Trace

QUESTION, SEPARATOR = "Question: ", "\n\n"
GENERAL = (
    "Answer the request below. Before you answer, think about what is asked for and how to do it well, step by step, "
    "and write these thoughts between <think> and </think>; then write the answer itself between <answer> and "
    "</answer>.\n\nRequest: {question}\n\n"
)
STOP = [SEPARATOR + QUESTION]
"""After the last example's answer a base model goes on with the next question: this ends it."""
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def few_shot(examples: Sequence[Trace], question: str, layout: str) -> str:
    """The examples as questions and completions, then the question: what follows is to be like them."""
    shown = [f"{QUESTION}{one.question}\n{one.completion(layout).strip()}" for one in examples]
    return SEPARATOR.join([*shown, f"{QUESTION}{question}\n"])


def general(question: str) -> str:
    """A request to reason before a general answer."""
    return GENERAL.replace("{question}", question)


def cleaned(trace: Trace) -> Trace:
    """Readable white space: no trailing blanks, no more than one empty line, no line said twice running."""
    return Trace(
        trace.question,
        clean_text(trace.reasoning),
        clean_text(trace.answer),
        trace.ground_truth,
        trace.tests,
        trace.language,
        trace.source,
    )


def clean_text(text: str) -> str:
    text = TRAILING.sub("", text.replace("\r\n", "\n"))
    lines = text.split("\n")
    once = [line for at, line in enumerate(lines) if at == 0 or not line.strip() or line != lines[at - 1]]
    return BLANK_LINES.sub("\n\n", "\n".join(once)).strip()
