"""Assay's client: completions in, rewards with reasons out.

    from sdk import RewardClient, Item

    with RewardClient("http://127.0.0.1:8000") as client:
        result = client.score([Item(completion="... \\\\boxed{\\\\frac12}", ground_truth="0.5")])
    result.rewards, result.items[0].components["accuracy"].reason

Names load when they are first used, so that `import sdk` costs a trainer nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sdk.async_client import AsyncRewardClient
    from sdk.client import RewardClient
    from sdk.errors import (
        AuthenticationError,
        ConfigurationError,
        DeadlineError,
        InvalidAnswerError,
        InvalidRequestError,
        NotFoundError,
        OverloadedError,
        RewardError,
        ServerError,
        TestsMissingError,
        TooLargeError,
        UnavailableError,
        UnexpectedError,
        UnreachableError,
        VersionError,
    )
    from sdk.functions import reward_function
    from sdk.results import ScoreResult, StreamedItem
    from sdk.schema import Component, Item, ItemResult, Message, Template, TestReport, TestResult

__all__ = [
    "AsyncRewardClient",
    "AuthenticationError",
    "Component",
    "ConfigurationError",
    "DeadlineError",
    "InvalidAnswerError",
    "InvalidRequestError",
    "Item",
    "ItemResult",
    "Message",
    "NotFoundError",
    "OverloadedError",
    "RewardClient",
    "RewardError",
    "ScoreResult",
    "ServerError",
    "StreamedItem",
    "Template",
    "TestReport",
    "TestResult",
    "TestsMissingError",
    "TooLargeError",
    "UnavailableError",
    "UnexpectedError",
    "UnreachableError",
    "VersionError",
    "reward_function",
]

_HOMES = ("sdk.schema", "sdk.errors", "sdk.results", "sdk.async_client", "sdk.client", "sdk.functions")


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            found = vars(importlib.import_module(home)).get(name)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'sdk' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
