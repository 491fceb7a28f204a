"""Turns items into bytes: checks and encodes each item once, and adds the time that is left for every try.

It uses the standard library's JSON with ASCII escapes, because lone surrogates must survive and UTF-8 cannot hold them.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json as compiled_json

from sdk.columns import ColumnError, wire_fields
from sdk.errors import InvalidRequestError
from sdk.gc_pauses import collector_paused
from sdk.http.mistakes import mistakes
from sdk.schema import ErrorDetail, Item, Message, ScoreRequest, Template, canonical_tests, tests_digest
from sdk.schema_plain import is_plain, item_of

ItemLike = Item | Mapping[str, Any]
Rewards = Mapping[str, Any]
"""Name -> weight (a number), or options with `weight` among them. Any: type checkers join such a literal's values."""
TemplateLike = Template | Mapping[str, Any]
SharedTests = Mapping[str, Mapping[str, Any]]
_FIELDS = tuple(Template.model_fields)
"""Those that a request can misspell: what its other parts are called is the client's own doing."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The members that a request has once for all its items, as JSON that ends in a comma."""

    members: str
    shared_tests: Mapping[str, str]
    long_tests: LongTests = field(default_factory=lambda: LongTests())
    """Of the shared ones and of the items'."""

    @classmethod
    def checked(
        cls,
        rewards: Rewards | None,
        template: TemplateLike | None,
        shared_tests: SharedTests | None,
        timeout_s: float,
        profile: str | None = None,
    ) -> Envelope:
        members = "" if rewards is None else _rewards_member(rewards)
        if template is not None:
            members += f'"template":{_member("template", template)},'
        if profile is not None:
            members += f'"profile":{_member("profile", profile)},'
        envelope = _checked(members, _seconds(timeout_s))
        if not shared_tests:
            return cls(envelope.members, {})
        long_tests = LongTests()
        return cls(members, _shared(shared_tests, long_tests), long_tests)

    def around(self, items: bytes, timeout_s: float, left_s: float, shared: str = "") -> bytes:
        """The request for items whose JSON, separated by commas, this is. shared: a member of tests, with its comma.

        Every try sends the caller's own `timeout_s`, which sets the limits of programs, and the time that is left.
        """
        times = f'"timeout_s":{float(timeout_s)!r},"left_s":{round(left_s, 3)!r}'
        return b'%b"items":[%b]}' % (f"{{{self.members}{shared}{times},".encode("ascii"), items)

    def body(
        self,
        items: Iterable[tuple[Item, bytes]],
        timeout_s: float,
        left_s: float,
        asked: Mapping[str, str] | None = None,
    ) -> bytes:
        """The request for these items (each with its JSON), with those of the shared tests that they name, and with the
        tests that the server has `asked` for, digest -> JSON.
        """
        pairs = list(items)
        names = {_ref(item) for item, _ in pairs} if self.shared_tests else set()
        shared = _members({name: text for name, text in self.shared_tests.items() if name in names} | dict(asked or {}))
        return self.around(b",".join(text for _, text in pairs), timeout_s, left_s, shared)


def _members(shared: Mapping[str, str]) -> str:
    entries = ",".join(f"{to_json(name)}:{tests}" for name, tests in shared.items())
    return f'"shared_tests":{{{entries}}},' if entries else ""


LONG_TESTS = 64 * 1024
"""Tests with at least this many characters of JSON are sent by their digest, and whole only if the server asks for
them."""


class LongTests:
    """Long tests of one call: each is encoded once, however many items have it."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        """Digest -> JSON."""
        self._digests: dict[Hashable, str] = {}

    def digest(self, tests: Mapping[str, Any]) -> str | None:
        """Of tests that were seen to be long."""
        return self._digests.get(_identity(tests)) if self._digests else None

    def add(self, tests: Mapping[str, Any], text: str) -> str:
        """Their digest. text: them as JSON, in any order of keys."""
        canonical = canonical_tests(json.loads(text))
        digest = tests_digest(canonical)
        self.texts[digest] = canonical.decode("ascii")
        self._digests[_identity(tests)] = digest
        return digest


def _identity(tests: Mapping[str, Any]) -> Hashable:
    """Copies of a mapping are told to be the same by its values, which live as long as the call's items do."""
    return tuple((name, id(value)) for name, value in tests.items())


def _rewards_member(rewards: Rewards) -> str:
    """With nothing but weights it is remembered, by their types too: 1 is a weight, and True is none."""
    try:
        return _weights_member(tuple([(name, type(weight), weight) for name, weight in rewards.items()]))
    except (TypeError, AttributeError):  # options, or what is no mapping
        return f'"rewards":{_member("rewards", rewards)},'


@lru_cache(maxsize=256)
def _weights_member(weights: tuple[tuple[str, type, Any], ...]) -> str:
    return f'"rewards":{_member("rewards", {name: weight for name, _, weight in weights})},'


def _seconds(timeout_s: object) -> float:
    if isinstance(timeout_s, bool) or not isinstance(timeout_s, int | float):
        raise InvalidRequestError(f"timeout_s should be a number of seconds, not {timeout_s!r}")
    return timeout_s


@lru_cache(maxsize=256)
def _checked(members: str, timeout_s: float) -> Envelope:
    """Raises InvalidRequestError. Remembers what passed, because a training run sends the same with every call."""
    try:
        ScoreRequest.model_validate({**json.loads(f'{{{members}"items":[]}}'), "timeout_s": timeout_s})
    except ValidationError as error:
        raise InvalidRequestError("the request is not valid", details=tuple(mistakes(error, fields=_FIELDS))) from None
    return Envelope(members, {})


def _shared(shared_tests: SharedTests, long_tests: LongTests) -> dict[str, str]:
    try:
        ScoreRequest.model_validate({"items": [], "shared_tests": dict(shared_tests)})
    except ValidationError as error:
        raise InvalidRequestError("the request is not valid", details=tuple(mistakes(error, fields=_FIELDS))) from None
    texts = {name: _member("shared_tests", tests) for name, tests in shared_tests.items()}
    return {
        name: text if len(text) < LONG_TESTS else _by_digest(long_tests.add(shared_tests[name], text))
        for name, text in texts.items()
    }


def _by_digest(digest: str) -> str:
    return f'{{"digest":"{digest}"}}'


CHECKED_AT_ONCE = 64
"""After this many checked items other tasks of the event loop get their turn, and the clock is read."""
RETURN_S_PER_ITEM = 1e-5
RETURN_SHARE = 0.1
"""The share of `timeout_s` that is kept to hand back the results: for 100,000 items that takes time."""
RETURN_TO_CHECK = 0.4
MOST_RETURN_SHARE = 0.4
"""A result costs a quarter of what checking its item cost; where checking is slow, that much more time is kept."""


def checked_items(items: Iterable[ItemLike]) -> list[Item]:
    """Every offending item and field is listed in the error, as the server would, and nothing is sent."""
    checking = Checking()
    checking.take(listed(items))
    return checking.result()


class Checked(NamedTuple):
    """Items of a call that has a deadline."""

    items: list[Item]
    in_time: bool
    """False: time ran out before the last items were checked; of these only what a null result needs is known."""
    deadline: float
    """When the call must stop waiting, so that its results can be handed back in time."""


async def checked_by(items: Iterable[ItemLike], timeout_s: float, spent_s: float = 0.0) -> Checked:
    """Checks the items of a call of which `spent_s` have passed. Raises InvalidRequestError as `checked_items` does."""
    steps = checked_in_steps(listed(items), timeout_s, spent_s, asyncio.get_running_loop().time)
    for checked in steps:
        if checked is not None:
            return checked
        await asyncio.sleep(0)
    raise AssertionError("the last step has the items")


def checked_at_once(items: Sequence[ItemLike], timeout_s: float, spent_s: float = 0.0) -> Checked:
    """The same without turns for others; the deadline is in monotonic seconds."""
    return next(one for one in checked_in_steps(items, timeout_s, spent_s, time.monotonic) if one is not None)


def checked_in_steps(
    given: Sequence[ItemLike], timeout_s: float, spent_s: float, clock: Callable[[], float]
) -> Iterator[Checked | None]:
    """None where others may have a turn, then the items."""
    began = clock()
    ends = began + timeout_s - spent_s
    checking = Checking()
    while (taken := checking.taken) < len(given):
        checking.take(given[taken : taken + CHECKED_AT_ONCE])
        deadline = ends - handing_back_s(len(given), timeout_s, (clock() - began) / checking.taken)
        if checking.taken < len(given):
            yield None
            if clock() >= deadline:
                with collector_paused():
                    rest = [unchecked(item) for item in given[checking.taken :]]
                yield Checked(checking.result() + rest, False, deadline)
                return
    yield Checked(checking.result(), True, deadline if given else ends)


def handing_back_s(count: int, timeout_s: float, check_s: float) -> float:
    """Time for the results of `count` items, of which each took `check_s` to check: a busy machine is slow at both."""
    usual_s = min(RETURN_S_PER_ITEM * count, RETURN_SHARE * timeout_s)
    return max(usual_s, min(RETURN_TO_CHECK * check_s * count, MOST_RETURN_SHARE * timeout_s))


class Checking:
    """Items, one after another, and what is wrong with them."""

    def __init__(self) -> None:
        self._checked: list[Item] = []
        self._details: list[ErrorDetail] = []
        self.taken = 0

    def take(self, items: Iterable[ItemLike]) -> None:
        for item in items:
            try:
                self._checked.append(item if isinstance(item, Item) else _item(item))
            except ValidationError as error:
                self._details += mistakes(error, self.taken)
            except ColumnError as error:
                self._details.append(ErrorDetail(item=self.taken, field=error.column, message=error.message))
            self.taken += 1

    def result(self) -> list[Item]:
        if self._details:
            wrong = len({detail.item for detail in self._details})
            some = f"{wrong} of {self.taken} items are" if self.taken > 1 else "the item is"
            raise InvalidRequestError(f"{some} not valid; nothing was sent", details=tuple(self._details))
        return self._checked


def listed(items: Iterable[ItemLike]) -> list[ItemLike]:
    if isinstance(items, str | Mapping | Item):
        raise InvalidRequestError(f"items should be a list of items, not one {type(items).__name__}")
    return list(items)


def unchecked(item: object) -> Item:
    """What the null result of an item tells of it, where there was no time to check it."""
    if isinstance(item, Item):
        return item
    given = item if isinstance(item, Mapping) else {}
    rewards, metadata = given.get("rewards"), given.get("metadata")
    return Item.model_construct(
        id=given.get("id"),
        completion="",
        rewards=dict(rewards) if isinstance(rewards, Mapping) else None,
        metadata=dict(metadata) if isinstance(metadata, Mapping) else {},
    )


def plain_json(items: Iterable[ItemLike]) -> bytes | None:
    """The items as they stand in a request, checked and written all at once, which takes a fifth of the time. None
    where one is not plain, or not right."""
    fields = [_plain_fields(item) for item in items]
    if None not in fields:
        with suppress(ValueError):  # a lone surrogate
            return compiled_json(fields)[1:-1]
    return None


def _plain_fields(item: ItemLike) -> dict[str, Any] | None:
    if type(item) is Item:
        fields = {name: _simple(value) for name, value in _given(item).items()}
        return None if None in fields.values() else fields
    return item if is_plain(item) else None  # type: ignore[return-value]


def item_json(item: Item, long_tests: LongTests) -> bytes:
    """The fields that were set, as JSON, with long tests by their digest. Raises InvalidRequestError for what JSON
    cannot say."""
    tests = item.tests
    digest = None if tests is None else long_tests.digest(tests)
    if digest is None:
        text = fields_json(item)
        if tests is None or len(text) < LONG_TESTS:
            return text
        written = _member("tests", tests)
        if len(written) < LONG_TESTS:
            return text
        digest = long_tests.add(tests, written)
    return _member("item", {**_given(item), "tests": {"digest": digest}}).encode("ascii")


def fields_json(item: Item) -> bytes:
    """The fields that were set, as JSON. Raises InvalidRequestError for what JSON cannot say."""
    fields = _given(item)
    simple = {name: _simple(value) for name, value in fields.items()}
    if None not in simple.values():
        with suppress(ValueError):  # a lone surrogate, which the standard library writes as an escape
            return compiled_json(simple)
    return _member("item", fields).encode("ascii")


def _given(item: Item) -> dict[str, Any]:
    given = item.model_fields_set
    return {name: value for name, value in item.__dict__.items() if name in given}


def _simple(value: Any) -> str | int | list[dict[str, Any]] | None:
    """What pydantic's compiled encoder writes as the standard library's does, but for escapes: a text, an integer,
    messages of a role and texts. None for all else."""
    if type(value) is str or type(value) is int:
        return value
    if type(value) is not list or not all(type(one) is Message and not one.__pydantic_extra__ for one in value):
        return None
    plain = [{name: text for name, text in vars(one).items() if text is not None} for one in value]
    named = all(one.model_fields_set == fields.keys() for one, fields in zip(value, plain, strict=True))
    return plain if named and all(type(text) is str for fields in plain for text in fields.values()) else None


def _item(item: object) -> Item:
    return item_of(wire_fields(item) if isinstance(item, Mapping) else item)


def _ref(item: Item) -> object:
    ref = (item.tests or {}).get("ref")
    return ref if isinstance(ref, str) else None


def _plain(value: Any) -> Any:
    """What trainers put where JSON has a word for it: models, mappings, arrays, numbers of numpy."""
    if isinstance(value, BaseModel):
        return value.model_dump(exclude_unset=True)
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


to_json = json.JSONEncoder(separators=(",", ":"), default=_plain, allow_nan=False).encode


def _member(name: str, value: object) -> str:
    try:
        return to_json(value)
    except (TypeError, ValueError, RecursionError) as error:
        detail = ErrorDetail(field=name, message=str(error))
        raise InvalidRequestError("the request cannot be written as JSON", details=(detail,)) from None
