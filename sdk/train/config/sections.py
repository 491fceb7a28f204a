"""What the sections of a configuration are made of."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def key(default: Any, explanation: str, unit: str = "", **bounds: Any) -> Any:
    extra: dict[str, Any] = {"unit": unit}
    return Field(default=default, description=explanation, json_schema_extra=extra, **bounds)


def section(kind: type[BaseModel], explanation: str) -> Any:
    return Field(default_factory=kind, description=explanation)
