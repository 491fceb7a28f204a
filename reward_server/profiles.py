"""Named sets of rewards and template from the configuration, so that each kind of item has rules of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from sdk.schema import RewardOptions, Template, Text


class Profile(BaseModel):
    """What a request that names it, or an item of one of its data sources, is scored by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rewards: dict[Text, RewardOptions] = Field(min_length=1)
    """As in a request: name -> weight, or options with `weight` among them."""
    template: Template | None = None
    """Of the items that bring none of their own, in a batch that brings none."""
    data_sources: list[Text] = []
    """Items of these choose it by their `data_source`, where the request names neither rewards nor a profile."""

    def shown(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True)


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
