"""A request from the bytes of its body, and everything that is wrong with it in one answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from reward_server.bad_request import MAX_DETAILS, BadRequest, invalid, too_large
from reward_server.json_counts import NotJson, Outline, RequestLimits, TooMuch, outline
from reward_server.json_whole import whole
from reward_server.profiles import NO_PROFILES, Profile, Profiles
from reward_server.reward_specs import SpecCache, SpecError, Specs
from reward_server.rewards.programs.limits import misfit
from reward_server.samples import tests_of
from reward_server.tests_store import TestsStore
from sdk.schema import (
    DEFAULT_REWARDS,
    DIGEST_PREFIX,
    TESTS_MISSING,
    ErrorDetail,
    Item,
    ScoreRequest,
    Template,
    canonical_tests,
    is_digest,
    tests_digest,
)
from sdk.schema_plain import item_of

DEFAULT_LIMITS = RequestLimits()
_BOM = b"\xef\xbb\xbf"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Batch:
    """A request that can be scored, with each item's rewards."""

    request: ScoreRequest
    specs: list[Specs]


def parse_batch(
    body: bytes,
    limits: RequestLimits = DEFAULT_LIMITS,
    profiles: Profiles = NO_PROFILES,
    store: TestsStore | None = None,
) -> Batch:
    """Raises BadRequest: 400 for what is no JSON, 413 for too much of it, 422 with every wrong item and field, 409 with
    every digest of tests that neither the request nor `store` holds."""
    body = body.removeprefix(_BOM)
    checker = _Checker(limits, SpecCache(), profiles, store)
    batch = whole(body, limits)
    if batch is not None:
        return checker.batch(batch.pop("items"), {**batch, "items": []})
    try:
        found = outline(body, limits)
        rest = _loads(found.rest)
    except TooMuch as error:
        raise too_large(error.what, "", error.limit) from None
    except ValueError as error:
        raise _malformed(error) from None
    return checker.batch(_each(body, found), rest)


def _each(body: bytes, found: Outline) -> Iterator[Any]:
    for index, (start, end) in enumerate(found.items or []):
        try:
            yield _loads(body[start:end])
        except ValueError as error:
            raise _malformed(ValueError(f"items[{index}]: {error}")) from None


def _malformed(error: ValueError) -> BadRequest:
    return BadRequest(400, "malformed_json", f"the body is not JSON: {error}")


def _loads(text: bytes) -> Any:
    # Encoded surrogates are ordinary input, as their escapes are.
    return _DECODER.decode(text.decode("utf-8", "surrogatepass"))


def _no_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)
"""One for all: `json.loads` makes another for each item, which costs more than reading a short one."""


class _Checker:
    """Collects what is wrong, item by item, until there is more than is told."""

    def __init__(
        self, limits: RequestLimits, cache: SpecCache, profiles: Profiles, store: TestsStore | None = None
    ) -> None:
        self._store = store
        self._missing: dict[str, int] = {}
        """Digest -> the first item that names it."""
        self._limits = limits
        self._cache = cache
        self._profiles = profiles
        self._wrong: list[ErrorDetail] = []

    def batch(self, raw_items: Iterable[Any], rest: Any) -> Batch:
        asked = rest.get("rewards") if isinstance(rest, Mapping) else None
        request = self._read(ScoreRequest.model_validate, rest, None)
        request = self._with_shared(request)
        profile = self._named(request, asked)
        if profile is not None:
            asked = profile.rewards
        shared = self._specs(DEFAULT_REWARDS if asked is None else asked, None)
        if request is not None:
            self._template(request.template, None)
        items: list[Item] = []
        specs: list[Specs] = []
        for index, raw in enumerate(raw_items):
            item, own = self._item(raw, index)
            if item is not None:
                by_source = profile if asked is not None else self._profiles.of_source(item.data_source)
                if by_source is not None:
                    own = own if own is not None else self._specs(by_source.rewards, index)
                    item = _under(by_source, item, request)
                items.append(item)
                specs.append(shared if own is None else own)
                self._look_up(item, index, request)
                self._times(item, index, specs[-1], request)
            if len(self._wrong) > MAX_DETAILS:
                break
        if self._wrong or request is None:
            raise invalid(self._wrong)
        if self._missing:
            raise _missing(self._missing)
        return Batch(request.model_copy(update={"items": items}), specs)

    def _with_shared(self, request: ScoreRequest | None) -> ScoreRequest | None:
        """Shared tests that are named by their digest are checked against it, and kept for the next batch. The mapping
        is copied, since what the store holds is put beside it."""
        if request is None:
            return None
        for name, tests in request.shared_tests.items():
            if name.startswith(DIGEST_PREFIX):
                found = tests_digest(canonical_tests(tests))
                if found != name:
                    message = f"the digest of these tests is {found}"
                    self._wrong.append(ErrorDetail(field=f"shared_tests.{name}", message=message))
                elif self._store is not None:
                    self._store.put(name, tests)
        return request.model_copy(update={"shared_tests": dict(request.shared_tests)})

    def _look_up(self, item: Item, index: int, request: ScoreRequest | None) -> None:
        """Tests that are named by a digest, read once a batch, into the shared ones."""
        tests = item.tests
        if request is None or not tests:
            return
        if set(tests) == {"ref"} and isinstance(tests["ref"], str):
            tests = request.shared_tests.get(tests["ref"], {})
        digest = tests.get("digest") if set(tests) == {"digest"} else None
        if not isinstance(digest, str) or not is_digest(digest):
            return
        if digest in request.shared_tests or digest in self._missing:
            return
        found = None if self._store is None else self._store.get(digest)
        if found is None:
            self._missing[digest] = index
        else:
            request.shared_tests[digest] = found

    def _named(self, request: ScoreRequest | None, asked: Any) -> Profile | None:
        """The profile that the request names."""
        if request is None or request.profile is None:
            return None
        profile = self._profiles.named.get(request.profile)
        known = ", ".join(self._profiles.named) or "none"
        message = f"unknown profile; known are {known}" if profile is None else "give a profile or rewards, not both"
        if profile is None or asked is not None:
            self._wrong.append(ErrorDetail(field="profile", message=message))
        return profile

    def _item(self, raw: Any, index: int) -> tuple[Item | None, Specs | None]:
        item = self._read(item_of, raw, index)
        asked = raw.get("rewards") if isinstance(raw, Mapping) else None
        specs = None if asked is None else self._specs(asked, index)
        if item is not None:
            self._template(item.template, index)
        return item, specs

    def _read(self, read: Callable[[Any], Model], raw: Any, index: int | None) -> Model | None:
        try:
            return read(raw)
        except ValidationError as error:
            self._wrong += [_detail(one, index) for one in error.errors(include_url=False, include_input=False)]
            return None

    def _specs(self, asked: Any, index: int | None) -> Specs:
        """What is no mapping at all is the wire's matter."""
        try:
            return self._cache.parse(asked) if isinstance(asked, Mapping) else ()
        except SpecError as error:
            said = {one.field for one in self._wrong if one.item == index}
            self._wrong += [
                one.model_copy(update={"item": index})
                for one in error.details
                if not said & {one.field, one.field.rpartition(".")[0]}  # a weight of a wrong type is told once
            ]
            return ()

    def _times(self, item: Item, index: int, specs: Specs, request: ScoreRequest | None) -> None:
        """Limits of a program that were set, and that the caller's own deadline has no room for."""
        if request is None or not item.tests or all(spec.name != "accuracy" for spec in specs):
            return
        found = misfit(tests_of(item, request) or {}, request.timeout_s)
        if found is not None:
            self._wrong.append(ErrorDetail(item=index, field=f"tests.{found[0]}", message=found[1]))

    def _template(self, template: Template | None, index: int | None) -> None:
        for name, text in _texts(template):
            if len(text) > self._limits.max_tag_chars:
                message = f"should have at most {self._limits.max_tag_chars} characters, and has {len(text)}"
                self._wrong.append(ErrorDetail(item=index, field=f"template.{name}", message=message))


def _missing(digests: Mapping[str, int]) -> BadRequest:
    details = [ErrorDetail(item=item, field="tests.digest", message=digest) for digest, item in digests.items()]
    message = (
        f"this server does not hold {len(details)} of the tests that are named by their digest: send the batch again "
        "with each of them in shared_tests, under its digest"
    )
    return BadRequest(409, TESTS_MISSING, message, details[:MAX_DETAILS])


def _under(profile: Profile, item: Item, request: ScoreRequest | None) -> Item:
    """With the profile's template, where neither the item nor the batch brings one, and with its limits."""
    changes: dict[str, Any] = {}
    if profile.template is not None and item.template is None and (request is None or request.template is None):
        changes["template"] = profile.template
    tests = item.tests
    if tests is not None and set(tests) == {"ref"} and request is not None:
        tests = request.shared_tests.get(str(tests["ref"]))
    if tests is not None and profile.limited({}):
        changes["tests"] = profile.limited(tests)
    return item.model_copy(update=changes) if changes else item


def _texts(template: Template | None) -> Iterator[tuple[str, str]]:
    if template is None:
        return
    for name in ("think_open", "think_close", "answer_open", "answer_close"):
        yield name, getattr(template, name)
    for number, token in enumerate(template.special_tokens):
        yield f"special_tokens.{number}", token


def _detail(error: Any, index: int | None) -> ErrorDetail:
    message = "unknown field" if error["type"] == "extra_forbidden" else error["msg"].removeprefix("Value error, ")
    return ErrorDetail(item=index, field=".".join(map(str, error["loc"])), message=message)
