"""Patterns of a module of cues, each with a text that it accepts and one that it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

import pytest

Cases = dict[str, tuple[str, str, str]]
"""Name of a pattern -> the method by which it is asked, a text that it accepts, a text that it refuses."""


def patterns(module: ModuleType) -> dict[str, re.Pattern[str]]:
    return {name: one for name, one in vars(module).items() if isinstance(one, re.Pattern)}


def accepting_and_refusing(module: ModuleType, cases: Cases) -> Callable[[str], None]:
    """A test of each pattern of the module: one without a case fails, and so does a case without a pattern."""

    @pytest.mark.parametrize("name", sorted(patterns(module).keys() | cases.keys()))
    def test(name: str) -> None:
        pattern = patterns(module)[name]
        how, accepted, refused = cases[name]
        assert getattr(pattern, how)(accepted), "accepted"
        assert not getattr(pattern, how)(refused), "refused"

    return test
