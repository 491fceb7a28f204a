"""A body's JSON counted before it is parsed: what it would cost as objects is known before there are any.

One pass over the tokens finds where each item of the batch begins and ends, so that items are parsed one by one: no
single call holds the interpreter for the whole body. The pass checks what the parser cannot: limits, names given
twice, numbers beyond what a double holds. It leaves the grammar inside the cut pieces to the parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

NUMBER_CHARS = 100
"""Reading and writing a long integer takes time in proportion to the square of its length: such a number counts for as
many values as the square of these lengths in it."""
MAX_NUMBER_CHARS = 4300
"""Python converts no longer integer, and no float needs as many digits."""

_TOKEN = re.compile(
    rb'[ \t\n\r,]*+(?:("[^"\\]*+(?:\\.[^"\\]*+)*+")(?:[ \t\n\r]*+(:))?'
    rb"|([\[{])|([\]}])|([-+.0-9eE]++)|(true|false|null))",
    re.DOTALL,
)
_STRING, _NAME, _OPEN, _CLOSE, _NUMBER = 1, 2, 3, 4, 5
_SPACE = b" \t\n\r"
_ITEM_DEPTH = 3
"""Of the fields of an item: the batch, its list of items, the item."""


class NotJson(ValueError):
    """The text is no JSON that is taken: malformed, nested too deeply, a name twice, a number out of range."""


class TooMuch(ValueError):
    """The text is over a limit of size. `what`: of what there is too much; `limit`: how much is taken."""

    def __init__(self, what: str, limit: str) -> None:
        super().__init__(f"{what} over the limit of {limit}")
        self.what = what
        self.limit = limit


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Of one body. `values` are names, strings, numbers, literals, lists and objects together; a long number is many.

    Completions that are too long are a matter of their items, not of the request.
    """

    max_items: int = 4096
    max_json_depth: int = 800
    max_json_keys: int = 10_000
    max_json_values: int = 1_000_000
    max_text_bytes: int = 16 * 1024 * 1024
    max_tag_chars: int = 1000


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the parts of a body are.

    rest: the body with an empty list for its items. items: where each begins and ends in the body; None where the
    body has no list of items.
    """

    rest: bytes
    items: list[tuple[int, int]] | None


@dataclass(slots=True)
class _Reading:
    """The state of the pass. `open`: for each open object the names it has had so far, for each open list None."""

    body: bytes
    limits: RequestLimits
    open: list[set[bytes] | None] = field(default_factory=list)
    names: list[bytes] = field(default_factory=lambda: [b"", b""])
    """The latest name in the batch, and in the item that is open."""
    spans: list[tuple[int, int]] | None = None
    started: int = 0
    """Where the list of items, or the item that is open, begins."""
    bounds: tuple[int, int] = (0, 0)
    """Where the list of items begins and ends, brackets included."""

    def in_items(self) -> bool:
        return len(self.open) == 2 and self.names[0] == b"items" and self.open[1] is None and self.open[0] is not None

    def opened(self, start: int, bracket: bytes) -> None:
        if self.in_items():
            self.started = start
        self.open.append(set() if bracket == b"{" else None)
        if len(self.open) > self.limits.max_json_depth:
            raise NotJson(f"nested more than {self.limits.max_json_depth} levels deep")
        if self.spans is None and self.in_items():
            self.spans, self.bounds = [], (start, start)

    def closed(self, end: int) -> None:
        if not self.open:
            raise NotJson(f"a bracket at byte {end - 1} closes nothing")
        ends_items = self.in_items()
        self.open.pop()
        if ends_items:
            self.bounds = (self.bounds[0], end)
        elif self.in_items():
            self.add_item(self.started, end)

    def add_item(self, start: int, end: int) -> None:
        assert self.spans is not None
        self.spans.append((start, end))
        if len(self.spans) > self.limits.max_items:
            raise TooMuch("the batch's items number", str(self.limits.max_items))

    def named(self, text: bytes) -> None:
        name = text[1:-1] if b"\\" not in text else _unescaped(text)
        known = self.open[-1] if self.open else None
        if known is None:
            raise NotJson(f"a name outside an object: {text[:40]!r}")
        if name in known:
            raise NotJson(f"an object names {text[:40]!r} twice")
        known.add(name)
        if len(known) > self.limits.max_json_keys:
            raise TooMuch("an object's names number", str(self.limits.max_json_keys))
        if len(self.open) == 1:
            self.names[0] = name
        elif len(self.open) == _ITEM_DEPTH:
            self.names[1] = name

    def long_text(self) -> None:
        """Completions have a limit of their own, which is a matter of the item."""
        of_item = len(self.open) >= _ITEM_DEPTH and self.names[0] == b"items"
        if not (of_item and self.names[1] == b"completion"):
            raise TooMuch("a text that is no completion has", f"{self.limits.max_text_bytes} bytes")


def outline(body: bytes, limits: RequestLimits) -> Outline:
    """Where the items of a body are. Raises NotJson and TooMuch; linear in the body's length."""
    reading = _Reading(body, limits)
    position = count = 0
    while token := _TOKEN.match(body, position):
        position, kind = token.end(), token.lastindex
        if kind == _CLOSE:
            reading.closed(position)
            continue
        count += 1
        if count > limits.max_json_values:
            raise TooMuch("the body's names and values number", str(limits.max_json_values))
        if kind == _NAME:
            reading.named(token[_STRING])
        elif kind == _OPEN:
            reading.opened(token.start(_OPEN), token[_OPEN])
            continue
        elif kind == _NUMBER:
            _check_number(token[_NUMBER])
            count += (len(token[_NUMBER]) // NUMBER_CHARS) ** 2
        elif kind == _STRING and position - token.start(_STRING) > limits.max_text_bytes:
            reading.long_text()
        if kind != _NAME and reading.in_items():
            assert kind is not None
            reading.add_item(token.start(kind), position)
    _check_end(reading, position)
    return _cut(reading)


def _check_end(reading: _Reading, position: int) -> None:
    if reading.body[position : position + 1].strip(_SPACE):
        raise NotJson(f"at byte {position} stands no value: {reading.body[position : position + 20]!r}")
    if reading.open:
        raise NotJson("it ends in the middle")


def _cut(reading: _Reading) -> Outline:
    body, spans, (start, end) = reading.body, reading.spans, reading.bounds
    if spans is None:
        return Outline(body, None)
    previous = start + 1
    for index, (first, last) in enumerate(spans):
        if body[previous:first].strip(_SPACE) != (b"," if index else b""):
            raise NotJson(f"items should be separated by one comma, at byte {previous}")
        previous = last
    if body[previous : end - 1].strip(_SPACE):
        raise NotJson(f"a comma at byte {previous} is followed by no item")
    return Outline(body[: start + 1] + body[end - 1 :], spans)


def _check_number(text: bytes) -> None:
    if len(text) > MAX_NUMBER_CHARS:
        raise NotJson(f"a number of more than {MAX_NUMBER_CHARS} characters")
    if (len(text) > 300 or b"e" in text or b"E" in text) and not text.lstrip(b"-").isdigit() and _overflows(text):
        raise NotJson(f"the number {text[:40].decode('ascii')} is beyond what a double holds")


def _overflows(text: bytes) -> bool:
    try:
        return abs(float(text)) == float("inf")
    except ValueError:  # no number at all: the parser says so
        return False


def _unescaped(text: bytes) -> bytes:
    try:
        return str(json.loads(text)).encode("utf-8", "surrogatepass")
    except ValueError as error:
        raise NotJson(f"a name is no string: {error}") from None
