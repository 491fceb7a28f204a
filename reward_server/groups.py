"""The items of a batch that share a `group_id`, for rewards that compare the answers to one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reward_server.reward_specs import RewardSpec, Specs
from reward_server.rewards.reward import Sample
from reward_server.rewards.transcript import parse
from reward_server.samples import DEFAULT_TEMPLATE, to_sample
from sdk.schema import ScoreRequest


def is_grouped(spec: RewardSpec) -> bool:
    """Whether a reward compares an item with the others of its group."""
    return bool(getattr(spec.reward, "grouped", False))


class Groups:
    """The groups of one batch, each read when the first of its items is planned."""

    def __init__(self, request: ScoreRequest, specs: Sequence[Specs], max_completion_bytes: int) -> None:
        self._request = request
        self._max_completion_bytes = max_completion_bytes
        self._read: dict[str | int | float, tuple[Sample, ...]] = {}
        self._places: dict[int, int] = {}
        self.named: dict[str | int | float, list[int]] = {}
        """group_id -> the places of its items in the batch. Empty where no reward compares."""
        if any(is_grouped(spec) for one in {id(one): one for one in specs}.values() for spec in one):
            for index, item in enumerate(request.items):
                if item.group_id is not None:
                    members = self.named.setdefault(item.group_id, [])
                    self._places[index] = len(members)
                    members.append(index)

    def placed(self, sample: Sample, index: int) -> Sample:
        """The sample with its group; as it is where it has none."""
        name = self._request.items[index].group_id
        if name is None:
            return sample
        if name not in self._read:
            self._read[name] = tuple(self._member(at) for at in self.named[name])
        return replace(sample, group=self._read[name], place=self._places[index])

    def _member(self, index: int) -> Sample:
        """What cannot be read, such as a completion over its limit, stands in its group as an empty answer."""
        found = to_sample(self._request.items[index], self._request, self._max_completion_bytes)
        return found if isinstance(found, Sample) else Sample("", parse("", DEFAULT_TEMPLATE))
