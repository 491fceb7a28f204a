"""All kinds of instructions, by the names that the data sets give them."""

from __future__ import annotations

from collections.abc import Mapping

from reward_server.rewards.instructions import fixed, formats, ifeval, multilingual, training, words
from reward_server.rewards.instructions.kinds import Kind

IFEVAL: Mapping[str, Kind] = ifeval.KINDS
IFBENCH: Mapping[str, Kind] = {**words.KINDS, **formats.KINDS, **fixed.KINDS}
KINDS: Mapping[str, Kind] = {**multilingual.KINDS, **training.KINDS, **IFBENCH, **IFEVAL}
