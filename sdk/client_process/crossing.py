"""What passes between a client and its process, as bytes.

Both ends are this package in the same interpreter, so these are pickles. They hold plain data, the standard library's
values, NumPy's, and this package's: classes of the caller's own could not be found in the other process. An item that
holds other things crosses as its JSON, after the same checks as in a client without a process.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
from collections.abc import Mapping, Sequence
from types import BuiltinFunctionType, FunctionType
from typing import Any, NamedTuple

from pydantic import BaseModel

from sdk.dispatch.dispatcher import unexpected
from sdk.dispatch.version_pin import VersionPin
from sdk.errors import InvalidRequestError
from sdk.gc_pauses import collector_paused
from sdk.http.encoding import Envelope, ItemLike, SharedTests, checked_items, fields_json, to_json
from sdk.options import Terms
from sdk.schema import Item
from sdk.schema_plain import made

_KNOWN_THERE = sys.stdlib_module_names | {"numpy", "sdk"}


class Call(NamedTuple):
    """A call of `Scoring`; its items come with the scoring ones."""

    method: str
    arguments: tuple[Any, ...]
    began: float
    """In monotonic seconds, which all processes of a machine share."""
    trace: Mapping[str, str]
    """The headers of the trace that the caller is in."""


class Failure(NamedTuple):
    error: BaseException
    cause: BaseException | None


def packed(value: object) -> bytes:
    """Raises an error of pickle's kinds for what the other process would not know."""
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpacked(raw: memoryview | bytes) -> Any:
    with collector_paused():
        return pickle.loads(raw)  # noqa: S301 (written by the other end, which is this program)


def packed_items(items: Sequence[ItemLike], terms: Terms, shared_tests: SharedTests | None, call: Call) -> bytes:
    """The call with these arguments before its own. Raises what the check of its items raises, where these are not
    plain."""
    try:
        return packed(call._replace(arguments=(items, terms, shared_tests)))
    except (pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError):
        plain = _plain_terms(terms, shared_tests)
        tests = {name: json.loads(to_json(one)) for name, one in (shared_tests or {}).items()}
        return packed(call._replace(arguments=(_plain_items(items), plain, tests or None)))


def packed_failure(error: BaseException, version: str | None) -> bytes:
    """With its cause, if that can be told, and with the version that the call's pin has."""
    try:
        return packed((Failure(error, error.__cause__), version))
    except Exception:  # whatever an exception of somebody else's holds
        cause = None if error.__cause__ is None else RuntimeError(repr(error.__cause__))
        return packed((Failure(error, cause), version))


class _Packer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """For everything that pickle has no code of its own for."""
        kind = type(value)
        named = isinstance(value, type | FunctionType | BuiltinFunctionType)
        home = str(getattr(value if named else kind, "__module__", None) or "").partition(".")[0]
        if home not in _KNOWN_THERE:
            raise pickle.PicklingError(f"{kind.__name__} of {home or 'nowhere'}")
        if isinstance(value, BaseModel):  # pydantic's own way takes four times as long
            return made, (kind, value.__dict__, value.__pydantic_extra__, value.__pydantic_fields_set__)
        if kind is VersionPin:
            return _pin, (value.key, value.version)
        return NotImplemented


_pins: dict[str, VersionPin] = {}
"""Those of the calls that came, by their keys: the calls of one pin have it in common here too."""


def _pin(key: str, version: str | None) -> VersionPin:
    pin = _pins.setdefault(key, VersionPin(version))
    if version is not None:
        pin.refusal(version)
    return pin


def _plain_items(items: Sequence[ItemLike]) -> list[Item]:
    """The items as JSON can say them. Raises what the plain client raises at the same place."""
    return [_plain_item(index, item) for index, item in enumerate(checked_items(items))]


def _plain_item(index: int, item: Item) -> Item:
    try:
        text = fields_json(item)
    except InvalidRequestError as error:
        details = tuple(detail.model_copy(update={"item": index}) for detail in error.details)
        raise InvalidRequestError(error.message, details=details) from None
    except Exception as error:  # code of the caller's: a `tolist`, a mapping's own methods
        raise unexpected(error) from error
    return Item.model_validate(json.loads(text))


def _plain_terms(terms: Terms, shared_tests: SharedTests | None) -> Terms:
    envelope = Envelope.checked(terms.rewards, terms.template, shared_tests, terms.timeout_s, terms.profile)
    members = json.loads(f"{{{envelope.members.removesuffix(',')}}}")
    return terms._replace(rewards=members.get("rewards"), template=members.get("template"))
