"""Named sets of rewards and template from the configuration, so that each kind of item has rules of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from sdk.schema import RewardOptions, Template, Text


class Limits(BaseModel):
    """Of the programs of a profile's items, where their own tests say nothing. What fits into no deadline is refused
    with the request, as limits are that the tests say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    time_limit_s: float | None = Field(default=None, gt=0, le=3600, allow_inf_nan=False)
    total_time_limit_s: float | None = Field(default=None, gt=0, le=4 * 3600, allow_inf_nan=False)
    memory_limit_mb: float | None = Field(default=None, gt=0, le=65536, allow_inf_nan=False)


class Profile(BaseModel):
    """What a request that names it, or an item of one of its data sources, is scored by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rewards: dict[Text, RewardOptions] = Field(min_length=1)
    """As in a request: name -> weight, or options with `weight` among them."""
    template: Template | None = None
    """Of the items that bring none of their own, in a batch that brings none."""
    limits: Limits = Limits()
    data_sources: list[Text] = []
    """Items of these choose it by their `data_source`, where the request names neither rewards nor a profile."""

    def shown(self) -> dict[str, Any]:
        shown = self.model_dump(mode="json", exclude_none=True)
        return shown if shown["limits"] else {name: value for name, value in shown.items() if name != "limits"}

    def limited(self, tests: Mapping[str, Any]) -> dict[str, Any]:
        """Tests with the profile's limits, where they have none of their own."""
        return {**self.limits.model_dump(exclude_none=True), **tests}


class Profiles:
    """All profiles of a service. Raises ValueError where two claim one data source."""

    def __init__(self, named: Mapping[str, Profile]) -> None:
        self.named = dict(named)
        self._by_source: dict[str, str] = {}
        for name, profile in self.named.items():
            for source in profile.data_sources:
                other = self._by_source.setdefault(source, name)
                if other != name:
                    raise ValueError(f"the data source {source!r} chooses {other} and {name}: leave it to one of them")

    def of_source(self, source: str | None) -> Profile | None:
        name = None if source is None else self._by_source.get(source)
        return None if name is None else self.named[name]


NO_PROFILES = Profiles({})
