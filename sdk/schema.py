"""The format of `POST /v1/score`: its requests and answers, and nothing else.

Client and server both import this module; it needs only pydantic. It validates text by hand, because pydantic refuses
strings with lone surrogates, which models often write.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

Status = Literal["ok", "not_applicable", "timeout", "error"]
Isolation = Literal["separate", "shared"]
TestStatus = Literal[
    "passed",
    "wrong_answer",
    "runtime_error",
    "time_limit",
    "memory_limit",
    "output_limit",
    "compile_error",
    "not_run",
]


MAX_WEIGHT = 1e9
"""The largest weight or score that a caller may set, so that products and sums stay far below the limit of a double."""
MAX_INTEGER = 2**53
MAX_SPECIAL_TOKENS = 64
MAX_GROUND_TRUTHS = 1000


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("should be a string")
    return value


def _json_object(value: object) -> dict[str, Any]:
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_none=True)
    if not isinstance(value, Mapping):
        raise ValueError("should be an object")
    return dict(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("should be a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("should be a finite number")
    return number


def _weight(value: object) -> float:
    weight = _number(value)
    if abs(weight) > MAX_WEIGHT:
        raise ValueError(f"should lie between -{MAX_WEIGHT:g} and {MAX_WEIGHT:g}")
    return weight


def _reward(value: object) -> float | dict[str, Any]:
    """A weight, or an object of options. The server knows which options exist; this module does not."""
    if isinstance(value, Mapping):
        return dict(value)
    try:
        return _weight(value)
    except ValueError as error:
        raise ValueError(f"should be a weight or an object of options; a weight {error}") from None


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
JsonObject = Annotated[dict[str, Any], PlainValidator(_json_object), WithJsonSchema({"type": "object"})]
Weight = Annotated[float, PlainValidator(_weight), WithJsonSchema({"type": "number"})]
RewardOptions = Annotated[
    float | dict[str, Any], PlainValidator(_reward), WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "object"}]})
]


def _one_or_many(value: object) -> str | list[str]:
    if isinstance(value, str):
        return value
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError("should be a string or a list of strings")
    if len(value) > MAX_GROUND_TRUTHS:
        raise ValueError(f"should hold at most {MAX_GROUND_TRUTHS} strings, and holds {len(value)}")
    return list(value)


def _opaque(value: object) -> str | int | float | None:
    if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
        raise ValueError("should be a string or a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("should be a string or a finite number")
    return value


GroundTruth = Annotated[
    str | list[str],
    PlainValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
OpaqueId = Annotated[
    str | int | float | None,
    PlainValidator(_opaque),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]}),
]


class Wire(BaseModel):
    """A misspelt field is an error: if it were ignored, the model would be trained on the wrong reward."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(BaseModel):
    """One chat message. Unknown fields pass: trainers send their own (`tool_calls`, `name`)."""

    model_config = ConfigDict(extra="allow", frozen=True)

    role: Text
    content: Annotated[Any, WithJsonSchema({"type": ["string", "array", "null"]})] = None
    reasoning_content: Text | None = None


def _completion(value: object) -> str | list[Message]:
    if isinstance(value, str):
        return value
    if not isinstance(value, list | tuple):
        raise ValueError("should be a string or a list of messages")
    return [_message(index, one) for index, one in enumerate(value)]


def _message(index: int, value: object) -> Message:
    if not isinstance(value, Message | Mapping):
        raise ValueError("should be a string or a list of messages")
    try:
        message = value if isinstance(value, Message) else Message.model_validate(value)
        _content_text(message.content)
    except ValidationError as error:  # (a ValueError, whose own text is many lines)
        first = error.errors(include_url=False)[0]
        where, said = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
        raise ValueError(f"message {index}, {where}: {said}") from None
    return message


def _reply(value: object) -> str | list[Message]:
    completion = _completion(value)
    if not isinstance(completion, str) and all(message.role != "assistant" for message in completion):
        raise ValueError("holds no assistant message")
    return completion


def _content_text(content: object) -> str:
    """The text of a message: a string, or OpenAI's list of parts, of which only text parts count."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, list) and all(isinstance(part, Mapping) for part in content):
        texts = [part.get("text", "") for part in content if part.get("type", "text") == "text"]
        if all(isinstance(text, str) for text in texts):
            return "".join(texts)
    raise ValueError("a message's content should be a string or a list of text parts")


_MESSAGES_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "object"}}]}
Completion = Annotated[str | list[Message], PlainValidator(_reply), WithJsonSchema(_MESSAGES_SCHEMA)]
Prompt = Annotated[str | list[Message], PlainValidator(_completion), WithJsonSchema(_MESSAGES_SCHEMA)]


def _tag(value: object) -> object:
    if value == "":
        raise ValueError("should not be empty")
    return value


def _tokens(value: object) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one for one in value):
        raise ValueError("should be a list of strings, none of them empty")
    if len(value) > MAX_SPECIAL_TOKENS:
        raise ValueError(f"should hold at most {MAX_SPECIAL_TOKENS} texts, and holds {len(value)}")
    return list(value)


Tag = Annotated[Text, BeforeValidator(_tag)]
Flag = Annotated[bool, Field(strict=True)]
Tokens = Annotated[
    list[str],
    PlainValidator(_tokens),
    WithJsonSchema({"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": MAX_SPECIAL_TOKENS}),
]
Seconds = Annotated[float, BeforeValidator(_number)]


class Template(Wire):
    """How the model writes its reasoning and its answer; the same for every reward of an item."""

    think_open: Tag = "<think>"
    think_close: Tag = "</think>"
    answer_open: Tag = "<answer>"
    answer_close: Tag = "</answer>"
    think_prefilled: Flag = False
    """The prompt already ended with `think_open`."""
    answer_tags: Flag = True
    """False: what follows `think_close` is the answer."""
    special_tokens: Tokens = []
    """Texts such as `<|im_end|>`, cut from the completion's end."""

    @model_validator(mode="after")
    def _tags_differ(self) -> Self:
        """The two tags of a pair may be equal (then they take turns); the two pairs must not have a tag in common."""
        think, answer = {self.think_open, self.think_close}, {self.answer_open, self.answer_close}
        if self.answer_tags and think & answer:
            raise ValueError("the tags of the reasoning should differ from those of the answer")
        return self


class Item(Wire):
    """One completion to score. `completion` alone is required."""

    id: OpaqueId = None
    prompt: Prompt | None = None
    completion: Completion
    ground_truth: GroundTruth | None = None
    tests: JsonObject | None = None
    """Unit tests of a code item; or `{"ref": name}` into the request's `shared_tests`; or `{"digest": digest}`, in an
    entry of `shared_tests` too, of tests that the server holds or finds in `shared_tests` under that name."""
    language: Text | None = None
    """The language the reasoning should be in: BCP-47, region and script ignored."""
    rewards: dict[Text, RewardOptions] | None = None
    """Replaces the batch's rewards wholly for this item."""
    template: Template | None = None
    metadata: JsonObject = Field(default_factory=dict)
    completion_tokens: int | None = Field(default=None, ge=0, le=MAX_INTEGER, strict=True)
    finish_reason: Text | None = None
    group_id: OpaqueId = None
    data_source: Text | None = None


GROUPED_REWARDS = frozenset({"preference", "kimi_length"})
"""Rewards that compare an item with the others of its `group_id`: a client sends a group in one request."""
DEFAULT_REWARDS: dict[str, float | dict[str, Any]] = {"accuracy": 1.0, "format": 0.1}
DEFAULT_TIMEOUT_S = 60.0
MAX_TIMEOUT_S = 3600.0


class ScoreRequest(Wire):
    items: list[Item]
    rewards: dict[Text, RewardOptions] | None = None
    """Reward name -> weight, or options with `weight` among them. Absent: accuracy 1, format 0.1."""
    profile: Text | None = None
    """A named set of rewards and template in the server's configuration, instead of `rewards`."""
    template: Template | None = None
    shared_tests: dict[Text, JsonObject] = Field(default_factory=dict)
    timeout_s: Seconds = Field(default=DEFAULT_TIMEOUT_S, gt=0, le=MAX_TIMEOUT_S)
    """The time that the caller gives the whole batch, in seconds. The limits of programs depend on it alone, never on
    `left_s`, so that a batch that is sent again is judged by the limits of the first try."""
    left_s: Seconds | None = Field(default=None, gt=0, le=MAX_TIMEOUT_S)
    """The seconds of `timeout_s` that are left when this try is sent: the deadline of the try. Absent: all of
    `timeout_s`."""

    @property
    def deadline_s(self) -> float:
        """Seconds from the arrival of the request until its answer is due."""
        return self.timeout_s if self.left_s is None else min(self.left_s, self.timeout_s)


DIGEST_PREFIX = "sha256:"
TESTS_MISSING = "tests_missing"
"""The code of the 409 that asks for tests; each of its details names a digest in `message`."""


def canonical_tests(tests: Mapping[str, Any]) -> bytes:
    """The one text of tests that a digest is made of: JSON with sorted keys, no white space, and ASCII escapes."""
    return json.dumps(tests, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def tests_digest(canonical: bytes) -> str:
    return DIGEST_PREFIX + hashlib.sha256(canonical).hexdigest()


def is_digest(name: object) -> bool:
    return isinstance(name, str) and _DIGEST.match(name) is not None


_DIGEST = re.compile(DIGEST_PREFIX + r"[0-9a-f]{64}\Z")


Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""Whether a value can be a score: NaN, infinity, texts and truth values cannot."""


class TestResult(Wire):
    __test__ = False  # not a test class, whatever pytest thinks of its name

    status: TestStatus
    seconds: float = 0.0
    """CPU seconds of the program in this case."""
    stderr: Text = ""
    detail: Text | None = None


class TestReport(Wire):
    __test__ = False

    passed: int
    total: int
    results: list[TestResult] = []
    isolation: Isolation = "separate"
    """Where the tests ran: in a separate process, or in the program's process, which deserves less trust."""


class Rate(BaseModel):
    """A share of `of` cases, and the ends of its 95 % interval."""

    model_config = ConfigDict(extra="allow", frozen=True)

    rate: Number
    low: Number
    high: Number
    of: int


class Part(BaseModel):
    """One criterion of a rubric. Its score is null if the judge was not asked, because a gate before it was closed."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Text
    score: Number | None
    weight: Number
    reason: Text = ""


class Component(BaseModel):
    """The result of one reward for one item. A null score always comes with a status other than `ok`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    score: Number | None
    status: Status
    reason: Text
    seconds: float = 0.0
    """Wall seconds spent working on it, queues not counted."""
    queued_s: float = 0.0
    """Wall seconds spent waiting in our queues."""
    undecided: bool = False
    """The comparison exceeded its fixed budget of work; the score is 0."""
    unfinished: bool = False
    """The answer leaves an operation to be done where a number is asked for; the score is 0."""
    rule: Text = ""
    """A stable identifier of the rule that decided; empty if the reward names no rules."""
    tests: TestReport | None = None
    rates: dict[Text, Rate] = {}
    """If the rule was measured on labelled sets: the shares of its accepts and of its rejects that were wrong."""
    spans: list[tuple[int, int]] = []
    """The part of the completion that was judged: [start, end) in characters."""
    parts: list[Part] = []
    """For a score that is made of parts, such as a rubric's criteria: the result of each part."""


class ItemResult(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    id: OpaqueId = None
    metadata: JsonObject = Field(default_factory=dict)
    reward: Number | None
    components: dict[Text, Component]


class ScoreResponse(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    items: list[ItemResult]
    version: Text
    """A digest of the reward definitions in force."""
    seconds: float


class ErrorDetail(BaseModel):
    """Where a request is wrong: `item` is the index in `items`, absent for fields of the batch."""

    model_config = ConfigDict(extra="allow", frozen=True)

    item: int | None = None
    field: Text = ""
    message: Text = ""


class ErrorInfo(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    code: Text
    message: Text
    details: list[ErrorDetail] = []


class ErrorResponse(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    error: ErrorInfo


def message_text(message: Message) -> str:
    """The text of one message, parts joined."""
    return _content_text(message.content)


REASONING_FIELDS = ("reasoning_content", "reasoning", "thinking")
"""What servers call the reasoning that they split off (DeepSeek and SGLang, vLLM, Ollama); the first counts."""


def message_reasoning(message: Message) -> str | None:
    """The reasoning of a message, if its server has split it off; else None."""
    fields = {"reasoning_content": message.reasoning_content, **(message.model_extra or {})}
    texts = [text for text in map(fields.get, REASONING_FIELDS) if isinstance(text, str)]
    return next((text for text in texts if text), texts[0] if texts else None)
