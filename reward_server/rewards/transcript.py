"""A completion read once, for every reward: its tags, its reasoning and its answer.

One linear pass finds the tags; everything else is arithmetic on their offsets, so that no text can make it slow.
What the parts are, where the contract leaves a choice:

- the reasoning ends at the last `think_close`; what stands before it, in an answer block or not, is no answer;
- a `think_open` after that, outside an answer block, opens reasoning again: what follows it is no answer either;
- a pair of tags with one text takes turns: the first opens, the next closes (prefilled: the first closes);
- a block is an `answer_open` with the next `answer_close` after it; a second `answer_open` makes it several.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace
from typing import Literal

from sdk.schema import Message, Template, message_reasoning, message_text

TagKind = Literal["think_open", "think_close", "answer_open", "answer_close"]
KINDS: tuple[TagKind, ...] = ("think_open", "think_close", "answer_open", "answer_close")
Tags = Mapping[TagKind, Sequence[int]]
"""The offsets of each tag of the template, ascending; not one object a tag, for a text may be made of them."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The parts of a completion, by the contract's rules.

    text: the completion, special tokens cut from its end.
    think: the text inside the think block, or before `think_close` where nothing opened it; None without a closed one.
    answer: the answer of the completion, None where there is none (it then scores 0); `no_answer` says why.
    tags: where the template's tags stand (the answer's only where `answer_tags` is true).
    answer_at: where the answer begins in `text`; 0 without an answer.
    """

    text: str
    template: Template
    think: str | None
    answer: str | None
    no_answer: str = ""
    tags: Tags = field(default_factory=dict)
    answer_at: int = 0


def parse(text: str, template: Template) -> Transcript:
    """Reads a completion; total and linear in its length, whatever it holds."""
    text = text[: len(text) - _trailing_length(text, template.special_tokens)]
    tags = find_tags(text, template)
    think = _think(text, tags, template)
    found = _answer(text, tags, template)
    if isinstance(found, str):
        return Transcript(text, template, think, None, found, tags)
    start, end = found
    return Transcript(text, template, think, text[start:end], "", tags, start)


def of_messages(messages: Sequence[Message], template: Template) -> Transcript:
    """Reads the last assistant message. Its `reasoning_content` (`reasoning`, `thinking`) is the reasoning.

    A server that splits the reasoning off has removed the tags around it; they are put back, so that every reward
    reads such a completion as it would have been written. Without an assistant message the completion is empty.
    """
    message = next((one for one in reversed(messages) if one.role == "assistant"), None)
    return parse("" if message is None else _written(message, template), template)


def _written(message: Message, template: Template) -> str:
    content, reasoning = message_text(message), message_reasoning(message)
    if reasoning is None or (not reasoning.strip() and template.think_close in content):
        return content
    opening = "" if template.think_prefilled else template.think_open
    return f"{opening}{reasoning}{template.think_close}{content}"


def find_tags(text: str, template: Template) -> Tags:
    """All tags of the template; where two could stand at one place, the longer does."""
    kinds = KINDS if template.answer_tags else KINDS[:2]
    offsets: dict[TagKind, list[int]] = {kind: [] for kind in KINDS}
    by_text: dict[str, list[list[int]]] = {}
    for kind in kinds:
        by_text.setdefault(getattr(template, kind), []).append(offsets[kind])
    if template.think_prefilled and template.think_open == template.think_close:
        by_text[template.think_open].reverse()  # the prompt opened: the first tag closes
    # `find` is linear whatever the tags are; a pattern of alternatives would try each of them at every character.
    coming = [(start, -len(tag), tag) for tag in by_text if (start := text.find(tag)) >= 0]
    heapify(coming)
    at = 0
    while coming:
        start, minus_length, tag = coming[0]
        if start >= at:
            turns = by_text[tag]
            turns[0].append(start)
            turns.append(turns.pop(0))
            at = start - minus_length
        following = text.find(tag, at)
        if following < 0:
            heappop(coming)
        else:
            heapreplace(coming, (following, minus_length, tag))
    return offsets


def _trailing_length(text: str, special_tokens: Sequence[str]) -> int:
    """How many characters the special tokens at the text's end take, white space between and after them included."""
    tokens = sorted(filter(None, map(str.strip, special_tokens)), key=len, reverse=True)
    end = len(text)
    while tokens:
        last = _without_space(text, end)
        token = next((one for one in tokens if text.endswith(one, 0, last)), None)
        if token is None:
            break
        end = last - len(token)
    return len(text) - end


def _without_space(text: str, end: int) -> int:
    """Where the text before `end` stops but for white space; a loop, because `rstrip` would copy the text each time."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _first_from(offsets: Sequence[int], start: int) -> int | None:
    index = bisect_left(offsets, start)
    return offsets[index] if index < len(offsets) else None


def _think(text: str, tags: Tags, template: Template) -> str | None:
    """From the first opening to the last close, so that nothing between two blocks escapes judgement."""
    if not tags["think_close"]:
        return None
    close = tags["think_close"][-1]
    opened = None if template.think_prefilled else _first_from(tags["think_open"], 0)
    start = 0 if opened is None or opened > close else opened + len(template.think_open)
    return text[start:close]


def _answer(text: str, tags: Tags, template: Template) -> tuple[int, int] | str:
    """Where the answer begins and ends, or why there is none."""
    closed = bool(tags["think_close"])
    if template.think_prefilled and not closed:
        return f"the prefilled reasoning is never closed by {template.think_close}"
    start = tags["think_close"][-1] + len(template.think_close) if closed else 0
    reopened = _first_from(tags["think_open"], start)
    opened = _first_from(tags["answer_open"], start)
    if reopened is not None and not (closed and opened is not None and opened < reopened):
        return f"the reasoning opened at {reopened} is never closed by {template.think_close}"
    again = None if opened is None else _first_from(tags["answer_open"], opened + 1)
    if again is not None:
        return f"{template.answer_open} stands at {opened} and again at {again}"
    end = None if opened is None else _first_from(tags["answer_close"], opened)
    if opened is None or end is None:
        span, what = _unblocked(text, start, template), f"the text from {start} on"
    else:
        span, what = (opened + len(template.answer_open), end), f"the answer block at {opened}"
    return f"{what} is empty" if not text[slice(*span)].strip() else span


def _unblocked(text: str, start: int, template: Template) -> tuple[int, int]:
    """Half a block, cut off at either end, is no block; its tag is no part of the answer either."""
    if not template.answer_tags:
        return start, len(text)
    rest = text[start:]
    start, rest = start + len(rest) - len(rest.lstrip()), rest.strip()
    inner = rest.removeprefix(template.answer_open)
    start += len(rest) - len(inner)
    return start, start + len(inner.removesuffix(template.answer_close))
