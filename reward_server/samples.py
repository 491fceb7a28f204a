"""Makes of an item what the rewards see: reads its completion once, applies its template, finds its shared tests."""

from __future__ import annotations

import logging

from reward_server.jobs import JsonObject
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import Transcript, of_messages, parse
from sdk.schema import Item, ScoreRequest, Template, message_reasoning, message_text

log = logging.getLogger("reward_server.scoring")

MAX_COMPLETION_BYTES = 2 * 1024 * 1024
TRUTH_CHARS = 200
"""A comparison with one ground truth takes as long as reading this many characters of a completion."""
DEFAULT_TEMPLATE = Template()


def to_sample(item: Item, request: ScoreRequest, max_completion_bytes: int = MAX_COMPLETION_BYTES) -> Sample | Score:
    """The item as the rewards see it. If it is too long, or cannot be read: a Score for every reward."""
    if _is_over(item, max_completion_bytes):
        reason = f"the completion is over the limit of {max_completion_bytes} bytes (max_completion_bytes)"
        return Score(0.0, reason, undecided=True, rule="too_long")
    try:
        return _sample(item, request)
    except Exception as error:
        return bug("reading the item", error)


def bug(what: str, error: Exception) -> Score:
    """A reward that raises is our bug: the component is a null with a reason and a line in the log, never a number."""
    log.exception("a reward failed on %s", what)
    reason = f"internal error ({type(error).__name__}) on {what}; please report it"
    return Score(None, reason, "error", rule="fault")


def chars(item: Item) -> int:
    """How much text there is to read: the completion (for messages, the last reply with its reasoning), and the ground
    truths. Each ground truth costs a comparison, however short it is."""
    truths = item.ground_truth if isinstance(item.ground_truth, list) else []
    return sum(map(len, (*_judged_texts(item), *truths))) + TRUTH_CHARS * len(truths)


def _sample(item: Item, request: ScoreRequest) -> Sample:
    transcript = _transcript(item, item.template or request.template or DEFAULT_TEMPLATE)
    ground_truth = (item.ground_truth,) if isinstance(item.ground_truth, str) else item.ground_truth
    return Sample(
        completion=transcript.text,
        transcript=transcript,
        prompt=_prompt(item),
        ground_truth=None if ground_truth is None else tuple(ground_truth),
        tests=tests_of(item, request),
        language=item.language,
        completion_tokens=item.completion_tokens,
        finish_reason=item.finish_reason,
        metadata=item.metadata or {},
        data_source=item.data_source,
        timeout_s=request.timeout_s,
    )


def _judged_texts(item: Item) -> list[str]:
    if isinstance(item.completion, str):
        return [item.completion]
    last = next((one for one in reversed(item.completion) if one.role == "assistant"), None)
    return [] if last is None else [message_text(last), message_reasoning(last) or ""]


def _is_over(item: Item, limit: int) -> bool:
    texts = _judged_texts(item)
    length = sum(map(len, texts))
    if length * 4 <= limit:  # no character takes more than four bytes
        return False
    return length > limit or sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) > limit


def tests_of(item: Item, request: ScoreRequest) -> JsonObject | None:
    """The item's own tests, or the shared tests that it refers to by name or digest. An unknown name stays as it is;
    the reward `accuracy` refuses it."""
    tests = item.tests
    for key in ("ref", "digest"):
        if tests is not None and set(tests) == {key} and isinstance(tests[key], str):
            tests = request.shared_tests.get(tests[key], tests)
    return tests


def _transcript(item: Item, template: Template) -> Transcript:
    if isinstance(item.completion, str):
        return parse(item.completion, template)
    return of_messages(item.completion, template)


def _prompt(item: Item) -> str | None:
    if item.prompt is None or isinstance(item.prompt, str):
        return item.prompt
    return "\n\n".join(message_text(message) for message in item.prompt)
