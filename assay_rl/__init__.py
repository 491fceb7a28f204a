"""Assay under the name that pip knows it by: `from assay_rl import RewardClient` is `from sdk import RewardClient`.

A face and nothing else: every name is the same object, and loads when it is first used, as in `sdk`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sdk

if TYPE_CHECKING:
    from sdk import *  # noqa: F403

__all__: list[str] = []
__all__ += sdk.__all__


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(sdk, name)
    raise AttributeError(f"module 'assay_rl' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
