"""Reward functions as users write them, good and bad."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from typing import Any

from pydantic import BaseModel, Field

from sdk.functions import reward_function


def brief(completion: str, most_words: int = 3) -> tuple[float, str]:
    words = len(completion.split())
    return float(words <= most_words), f"{words} words"


def matches(completions: list[str], ground_truth: list[str], **columns: Any) -> list[float]:
    print("what a function prints is no answer")
    return [float(truth in text) for text, truth in zip(completions, ground_truth, strict=True)]


def as_in_trl(
    completions: list[list[dict[str, str]]], solution: list[str], log_extra: Any = None, **kwargs: Any
) -> list[float | None]:
    if log_extra is not None:
        log_extra("solution", solution)
    return [float(one[0]["content"] == truth) for one, truth in zip(completions, solution, strict=True)]


def as_in_verl(data_source: str, solution_str: str, ground_truth: str, extra_info: dict[str, Any]) -> dict[str, Any]:
    return {"score": float(solution_str == ground_truth), "split": extra_info["split"], "data_source": data_source}


async def slowly(completion: str, hint: str) -> float:
    return float(hint in completion)


class Limits(BaseModel):
    least: int = Field(ge=0)


@reward_function(name="long_enough", options=Limits, deterministic=True)
def with_a_model(completion: str, options: Limits) -> float:
    return float(len(completion) >= options.least)


class Bounds(BaseModel):
    low: int = 0


class Nested(BaseModel):
    bounds: Bounds = Bounds()


@reward_function(options=Nested)
def nested(completion: str, options: Nested) -> float:
    return float(len(completion) >= options.bounds.low)


def of_any_type(completion: str, shape: ctypes.Structure | None = None, unknown=None) -> float:  # type: ignore[no-untyped-def]
    return float(bool(completion) and shape is unknown)


@reward_function(none_means="not_applicable")
def only_marked(completion: str, metadata: dict[str, Any]) -> float | None:
    return None if "mark" not in metadata else float(metadata["mark"] in completion)


@reward_function(on_exception="zero")
def forgiving(completion: str) -> float:
    return 1 / len(completion)


CALLS = {"n": 0}


@reward_function(deterministic=True)
def counted(completion: str) -> float:
    CALLS["n"] += 1
    return float(CALLS["n"])


def misbehaves(completions: list[str]) -> list[Any]:
    return [_misbehave(text) for text in completions]


def _misbehave(text: str) -> Any:
    if text == "hang":
        time.sleep(3600)
    if text == "segfault":
        ctypes.string_at(0)
    if text == "exit":
        sys.exit(0)
    if text == "_exit":
        os._exit(0)
    if text == "raise":
        raise ValueError("no such thing")
    if text == "leak":
        return len(bytearray(1 << 40))
    return {"nan": float("nan"), "text": "1.0", "none": None, "bool": True}.get(text, 0.5)


def too_few(completions: list[str]) -> list[float]:
    return [1.0]


def takes_nothing(x: int) -> float:
    return 1.0
