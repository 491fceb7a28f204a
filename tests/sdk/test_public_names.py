"""What `import sdk` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sdk

PUBLIC = [
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


def test_these_and_no_other_names_are_public() -> None:
    assert sdk.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(sdk))
    for name in PUBLIC:
        assert getattr(sdk, name).__name__ == name


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="RewardClients"):
        sdk.RewardClients  # noqa: B018


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in shown.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not {"httpx", "pydantic", "reward_server"} & loaded_by("import sdk")


def test_the_client_needs_httpx_and_pydantic_alone() -> None:
    """The packages of the distribution's other extras stay out, and so does the server."""
    loaded = loaded_by("import sdk; sdk.RewardClient('http://host'); sdk.AsyncRewardClient('http://host')")
    assert {"httpx", "pydantic"} <= loaded
    assert not {"reward_server", "fastapi", "starlette", "uvicorn", "sympy", "docker", "torch", "langdetect"} & loaded
