"""What a token is, whatever the target: a word or none, its script, its weight, and its cost in each language."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reward_server.rewards.language_id import ideographs, lexicon
from reward_server.rewards.language_id.languages import (
    SHARED_SCRIPTS,
    Script,
    script_of,
)
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT, CharacterModels

WORD = 4
"""The weight of one word, in quarters."""
LETTER: Mapping[Script, int] = {"han": 2, "kana": 2, "thai": 1}
"""In scripts without spaces each letter weighs so many quarters of a word."""
_NOT_LISTED = lexicon.RAREST + 2 * lexicon.LISTED_ELSEWHERE
"""The cost of a word where it is not listed, when it is frequent elsewhere."""
_LISTED = [*range(0, lexicon.NOT_LISTED * lexicon.STEP, lexicon.STEP), _NOT_LISTED]
"""The cost of a word by what the list of it says."""
_MOST_SPELLED = 4 * UNITS_PER_NAT
"""What the letters of a word can say against a language."""
_COMPOSED_LETTERS = 64
"""Longer words stay as they are: composing a run of combining marks takes the square of its length."""
_TOLD = [difference * 3 // 5 for difference in range(-(-_MOST_SPELLED * 5 // 3))]
"""What they say by what they cost more than in another language: three fifths, and no more than the most."""
_UNLISTED = [lexicon.RAREST + told for told in (*_TOLD, _MOST_SPELLED)]
_LISTED_ELSEWHERE = [lexicon.LISTED_ELSEWHERE + cost for cost in _UNLISTED]
"""The costs of a word that is listed nowhere, and of a rare one that is not listed here, by what its letters say."""
_FREQUENT = round(math.log(1e4) * UNITS_PER_NAT)
"""The cost of one word in ten thousand: a rarer one that begins with a capital may be a name."""
_COMMON = round(math.log(1e3) * UNITS_PER_NAT)
"""No name is as frequent as one word in a thousand."""
DEAREST = max(*_LISTED, *_LISTED_ELSEWHERE)
"""No word that is not of Han letters costs more."""
_GERMAN = SHARED_SCRIPTS["latin"].index("de")
_UNSPACED = frozenset({*LETTER, "hangul"})
"""Scripts of which `words` cuts the runs out by themselves: all is word in them."""
_IN_IDENTIFIERS = re.compile(r"[\d_./(:>@]")
_ONE_LETTER_WORDS = frozenset("aàáeéèioóyúuwzвиоксуяійжбеоηοήό")
_STUTTER = re.compile(r"(.{1,8}?)\1+")


class Reading(NamedTuple):
    """`costs`: units of negative log probability in the languages of a shared script, in the order of its languages;
    none where they tell nothing. `name`: capitalised and rare, or capitalised within a sentence."""

    script: Script
    weight: int
    costs: Sequence[int] = ()
    name: bool = False


def read(token: str) -> Reading | None:
    """None for what is no word. A token has a space before it if it follows another word of its sentence."""
    written = token.lstrip(" ")
    script = script_of(written[0])
    if script in _UNSPACED:
        if script == "han" and len({*written}) < len(written):
            written = _STUTTER.sub(r"\1", written)
        in_both: Sequence[int] = ideographs.costs(written) if script == "han" else ()
        return Reading(script, LETTER.get(script, 0) * len(written) or WORD, in_both)
    if not _is_word(written):
        return None
    if script not in SHARED_SCRIPTS:
        return Reading(script, WORD)
    word = _composed(written.lower().replace("’", "'"))
    costs = _spelled_costs(word, script)
    if len(written) == 1 and script == "latin":  # may be a symbol, among words of another script
        return Reading(script, WORD, costs, name=True)
    return Reading(script, WORD, costs, written[0].isupper() and _is_name(costs, script, written is not token))


def _is_name(costs: Sequence[int], script: Script, within: bool) -> bool:
    """Is a capitalised word a name? `within`: within a sentence, where German alone capitalises words that are none."""
    least = min(costs)
    if not within or (script == "latin" and costs[_GERMAN] == least):
        return least > _FREQUENT
    return least > _COMMON


def _is_word(token: str) -> bool:
    """Identifiers have digits, underscores or capitals inside; a single letter is a symbol unless a language has it."""
    if len(token) == 1:
        return script_of(token) not in ("latin", "cyrillic", "greek", "other") or token.lower() in _ONE_LETTER_WORDS
    if token.isalpha() and token.islower():
        return True
    if _IN_IDENTIFIERS.search(token):
        return "/" in token and all(part.lower() in lexicon.costs("latin") for part in token.split("/"))  # "and/or"
    return token[1:].islower() or token.isupper() or not any(map(str.isupper, token[1:]))


def _composed(word: str) -> str:
    return word if word.isascii() or len(word) > _COMPOSED_LETTERS else unicodedata.normalize("NFC", word)


def _spelled_costs(word: str, script: Script) -> list[int]:
    """Where a language lists the word, its frequency decides; else its letters do, if the word is rare in all."""
    lists = lexicon.costs(script)
    listed = lists.get(word) or (lists.get(max(word.split("'"), key=len)) if "'" in word else None)
    if listed is None:
        return _spelled(word, script, _UNLISTED)
    step, missing = lexicon.STEP, lexicon.NOT_LISTED
    if missing not in listed or min(listed) * step < _FREQUENT:
        return [*map(_LISTED.__getitem__, listed)]
    costs = _spelled(word, script, _LISTED_ELSEWHERE)
    for place, cost in enumerate(listed):
        if cost != missing:
            costs[place] = cost * step
    return costs


def _spelled(word: str, script: Script, told: list[int]) -> list[int]:
    """Costs by what the letters of the word say against each language."""
    costs = _models(script).costs(word)
    lowest, beyond, most = min(costs), len(_TOLD), told[-1]
    return [told[cost - lowest] if cost - lowest < beyond else most for cost in costs]


@cache
def _models(script: Script) -> CharacterModels:
    return CharacterModels(SHARED_SCRIPTS[script])


SPELLED: tuple[Script, ...] = ("latin", "cyrillic")


def load() -> None:
    """Reads what is read from files, once."""
    for script in SPELLED:
        _models(script)
        lexicon.costs(script)
    ideographs.load()
