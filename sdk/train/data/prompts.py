"""The prompts: a question in training's template, or one that gets reasoning out of a model not trained to give any.

Here too is the cleaning of what such a model writes. Cold-start data comes from few-shot prompting with long reasoning
as examples, and from R1-Zero's outputs in a readable form (arXiv 2501.12948, section 2.3.1); general data from a
request to reason before answering (section 2.3.3).
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sdk.train.data.problems import Problem
from sdk.train.data.traces import Trace
from sdk.train.errors import ConfigError, DataError, one_line

GENERAL_ID = "general"
"""Before the number of a general question, in its id."""
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


@dataclass(frozen=True)
class Prompt:
    text: str
    ids: list[int]
    """Its tokens, with those that the tokenizer or the chat template puts before a text."""


@dataclass(frozen=True)
class Prompter:
    """Makes the prompt of a question."""

    template: str
    tokenizer: Any
    system: str | None = None

    def __post_init__(self) -> None:
        if self.template == "chat" and not getattr(self.tokenizer, "chat_template", None):
            raise ConfigError(
                "problems.template: chat, but the tokenizer has no chat template: write a prompt with {question}"
            )
        if self.template != "chat" and "{question}" not in self.template:
            raise ConfigError(
                "problems.template has no {question} in it: put it where the question goes, or write `chat`"
            )

    def __call__(self, problem: Problem) -> Prompt:
        if self.template == "chat":
            question = problem.question
            return self.of_messages([{"role": "user", "content": question}] if isinstance(question, str) else question)
        if not isinstance(problem.question, str):
            raise ConfigError(f"problem {problem.id}: a question of messages needs problems.template=chat")
        return self.plain(self.template.replace("{question}", problem.question))

    def of_messages(self, messages: Sequence[dict[str, Any]]) -> Prompt:
        """By the chat template, for the assistant to go on."""
        text = self._chat(messages)
        return Prompt(text, self._ids(text, add_special_tokens=False))  # the template has written them already

    def plain(self, text: str) -> Prompt:
        """A text as it is, with what the tokenizer itself puts before one, as many models want to begin."""
        ids = self._ids(text)
        begin, end = (getattr(self.tokenizer, f"{name}_token_id", None) for name in ("bos", "eos"))
        if begin is not None and ids[:2] == [begin, begin]:
            ids = ids[1:]  # the text has it already
        if len(ids) > 1 and ids[-1] == end and self._ids(text, add_special_tokens=False)[-1:] != [end]:
            ids = ids[:-1]  # the text is to go on
        return Prompt(text, ids)

    @property
    def end_id(self) -> int:
        """The token that ends a completion which is imitated. Raises DataError where the tokenizer has none."""
        found = turn_end(self.tokenizer) if self.template == "chat" else None
        found = self.tokenizer.eos_token_id if found is None else found
        if found is None:
            raise DataError("the tokenizer has no end-of-sequence token: set eos_token in its tokenizer_config.json")
        return int(found)

    def _chat(self, messages: Sequence[dict[str, Any]]) -> str:
        if self.system is not None:
            messages = [{"role": "system", "content": self.system}, *messages]
        try:
            text: str = self.tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True)
        except Exception as error:  # a template is a program, and may refuse in any way
            roles = ", ".join(str(one.get("role")) for one in messages)
            raise DataError(
                f"the tokenizer's chat template refuses a conversation of {roles}: {one_line(error)}"
                + (" (the first is problems.system)" if self.system is not None else "")
            ) from None
        return text

    def _ids(self, text: str, **options: Any) -> list[int]:
        ids = list(self.tokenizer(text, **options)["input_ids"])
        if not ids:
            raise ConfigError(f"the prompt {text[:40]!r} has no tokens: a completion needs something to follow")
        return ids


MARKER = "marker"


def turn_end(tokenizer: Any) -> int | None:
    """The token with which the chat template ends an assistant's turn; None where there is no such single token."""
    if not (exchange := _exchange(tokenizer)):
        return None
    after = tokenizer(exchange.rpartition(MARKER)[2], add_special_tokens=False)["input_ids"]
    special = set(tokenizer.all_special_ids) | set(getattr(tokenizer, "added_tokens_decoder", {}))
    return next((int(one) for one in after if one in special), None)


def missing_bos(tokenizer: Any) -> str | None:
    """The BOS token, where the chat template begins with it and the tokenizer does not put it before a plain text.

    A token that begins every message, as SmolLM2's, is no beginning of a text.
    """
    bos: int | None = getattr(tokenizer, "bos_token_id", None)
    if bos is None or bos in tokenizer("a")["input_ids"]:
        return None
    written = tokenizer(_exchange(tokenizer), add_special_tokens=False)["input_ids"]
    return str(tokenizer.bos_token) if written[:1] == [bos] and written.count(bos) == 1 else None


def _exchange(tokenizer: Any) -> str:
    """A question and its answer as the chat template writes them; empty where there is none, or it refuses."""
    if not getattr(tokenizer, "chat_template", None):
        return ""
    turns = [{"role": "user", "content": "question"}, {"role": "assistant", "content": MARKER}]
    try:
        return str(tokenizer.apply_chat_template(turns, tokenize=False))
    except Exception:  # a template is a program, and may refuse in any way
        return ""


@dataclass(frozen=True)
class FewShotPrompter(Prompter):
    """Examples, other ones for each question but always the same for one, and then the question."""

    examples: Sequence[Trace] = ()
    shown: int = 4
    layout: str = ""

    def __call__(self, problem: Problem) -> Prompt:
        if problem.id.startswith(f"{GENERAL_ID}:"):
            return super().__call__(problem)
        if not isinstance(problem.question, str):
            raise ConfigError(f"problem {problem.id}: few-shot prompts are of texts, not of messages")
        source = random.Random(problem.id)  # noqa: S311 (data, no secret)
        fitting = [one for one in self.examples if one.language in (None, problem.language)] or list(self.examples)
        shown = source.sample(fitting, min(self.shown, len(fitting)))
        return self.plain(few_shot(shown, problem.question, self.layout))


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
