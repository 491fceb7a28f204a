"""The error tree is the one that its docstring draws, and errors are plain data."""

from __future__ import annotations

import copy
import inspect
import pickle
import re

import pytest

import sdk
from sdk import errors
from sdk.errors import RewardError, error_class
from sdk.schema import ErrorDetail

CLASSES = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, RewardError)]


def test_the_docstring_draws_every_class_and_no_other() -> None:
    drawn = re.findall(r"^(?:[├└]── )?(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    assert sorted(drawn) == sorted(kind.__name__ for kind in CLASSES)
    assert all(kind.__bases__[0] is RewardError for kind in CLASSES if kind is not RewardError)


def test_the_docstring_marks_what_is_tried_again() -> None:
    marked = re.findall(r"^[├└]── (\w+Error) .*\*", errors.__doc__ or "", re.MULTILINE)
    assert sorted(marked) == sorted(kind.__name__ for kind in CLASSES if kind.retried)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_is_public_and_survives_pickling(kind: type[RewardError]) -> None:
    assert getattr(sdk, kind.__name__) is kind
    error = kind("what", status=418, code="teapot", details=(ErrorDetail(item=3, field="f", message="m"),))
    error.tries = 4
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_the_message_says_where_how_often_and_what_to_do() -> None:
    error = errors.OverloadedError("the queue is full", details=(ErrorDetail(item=3, field="f", message="m"),))
    error.tries = 3
    assert str(error).splitlines() == [
        "the queue is full (tried 3 times)",
        "  item 3, f: m",
        errors.OverloadedError.hint,
    ]


def test_what_the_message_says_already_is_not_said_again() -> None:
    details = (ErrorDetail(field="rewards.acuracy", message="unknown reward"), ErrorDetail(field="f", message="m"))
    error = errors.InvalidRequestError("HTTP 422: rewards.acuracy: unknown reward", details=details)
    assert str(error).splitlines() == ["HTTP 422: rewards.acuracy: unknown reward", "  f: m"]


def test_a_lost_connection_is_a_builtin_connection_error_and_nothing_is_a_timeout_error() -> None:
    assert issubclass(errors.UnreachableError, ConnectionError)
    assert not [kind for kind in CLASSES if issubclass(kind, TimeoutError)], "trainers pay 0 where they catch one"


def test_only_passing_trouble_is_tried_again() -> None:
    assert {status for status in range(400, 600) if error_class(status).retried} == {408, 429, 502, 503, 504}
