"""How frequent each word is in each language: wordfreq's lists (Apache-2.0; its data CC BY-SA 4.0), read directly.

A list names the words of a language that are at least one in a million, ten to sixty thousand of them. They are nearly
all of a running text, and often too short for their letters to tell.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgpack

from reward_server.rewards.language_id.languages import SHARED_SCRIPTS, Script, script_of
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT

_NATS_PER_CENTIBEL = math.log(10) / 100
RAREST = round(math.log(1e6) * UNITS_PER_NAT)
"""No word that is not listed costs less: were it more frequent, it would be listed."""
STEP = 4
NOT_LISTED = 255
_NOWHERE = bytes([NOT_LISTED])
LISTED_ELSEWHERE = UNITS_PER_NAT
"""What a word costs more in a language that does not list it when another does."""


@cache
def costs(script: Script) -> Mapping[str, bytes]:
    """Word -> its cost in each language of the script, in steps of `STEP` units, or `NOT_LISTED`.

    Bytes, because garbage collection looks at hundreds of thousands of tuples, and not at them. Most words are listed
    in one language: those of one frequency share theirs.
    """
    languages = SHARED_SCRIPTS[script]
    found: dict[str, bytes] = {}
    for place, language in enumerate(languages):
        for cost, words in _levels(language):
            here = bytes([cost // STEP])
            alone = here.rjust(place + 1, _NOWHERE).ljust(len(languages), _NOWHERE)
            level = dict.fromkeys([word for word in words if script_of(word[0]) == script], alone)
            for word in found.keys() & level.keys():
                level[word] = found[word][:place] + here + found[word][place + 1 :]
            found.update(level)
    return found


def listed(language: str) -> Iterator[tuple[str, int]]:
    """Words and their costs, the most frequent first."""
    for cost, words in _levels(language):
        yield from ((word, cost) for word in words)


def _levels(language: str) -> Iterator[tuple[int, list[str]]]:
    """Costs, the least first, each with its words.

    The file lists, for each whole number of centibels below 1, the words of that frequency, behind a header.
    """
    packed = (files("wordfreq") / "data" / f"small_{language}.msgpack.gz").read_bytes()
    for centibels, words in enumerate(msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]):
        yield round(centibels * _NATS_PER_CENTIBEL * UNITS_PER_NAT), words
