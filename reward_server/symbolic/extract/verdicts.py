"""Answers in words, property by property: "countable, not closed" is "It is countable, but it is not a closed set";
"bijective" is "both injective and surjective"; "equilateral" is "a triangle with all three sides equal".

Each side is a row of properties, in order, each held or denied. What stands beside them must be words that say nothing,
or a reason that only one side gives. Only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.properties import (
    ADJECTIVES,
    CONTRARIES,
    DENIALS,
    HEADS,
    LITTLE,
    SAME,
    SEVERAL,
    SUBJECTS,
)
from reward_server.symbolic.parse.normalize import plain_unicode, words
from reward_server.symbolic.parse.styles import STYLE_WITH_NAMES
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
_REASON = re.compile(
    r"(?:\s*[,;.:]?\s+(?:since|because|due to)|\s*[,;.:]\s+(?:as|by|i\.e\.,?|that is,)"
    r"|\s+by(?=\s[^,;]{0,60}(?:test|theorem|criterion|inequality|lemma|principle|law)\b))\s+(?P<why>.+)"
    r"|\s*\((?P<aside>[^()]{3,80})\)"
)
_CONDITION = re.compile(r"\b(?:for|when|where|on|in|with|at|not|no|than|over|under|up to)\b|[\\^=<>+*/|\d]")
"""What a remark in brackets may not say: it would be no reason."""
_OPEN = re.compile(
    r"\b(?:or|unless|except|if|only|however|maybe|perhaps|probably|might|may|would|could|should|depends?"
    r"|wrong|false|incorrect|most|almost|some|sometimes|usually|generally|often|partly|at (?:least|most))\b|\?"
)
"""Words of an answer that says less than a property, or two things."""
_ASKS_WHY = re.compile(
    r"\b(?:why|which|name|reason|justify|justification|explain|state the|by what|theorem|rule|form)\b", re.I
)
_SPLIT = re.compile(
    r"\s*(?:[,;.]|\b(?:and|but|yet|while|also|though|although|that is(?= not )|which is(?= not )|as well as)\b)\s*"
)
_WORD = re.compile(r"[^\W_]+")

_CASE = re.compile(r"[^\W\d_]{2,}|^ A(?= )")
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")
_WORDS_ALONE = re.compile(
    r"(?:(?:[a-z]{2,}|a|(?<= at )[A-Z]|(?<= vertex )[A-Z]|(?<= angle )[A-Z])(?:[,;.]? |[,;.]?$))+"
)
"""No number, sign or letter of a formula: of these, punctuation and order say more than of words."""
_LONG = re.compile(r"[a-z]{4}")
_MAY_SAY = re.compile(r"(?<![A-Za-z]|\\)[^\W\d_]{4}|H")
"""A word, or a hypothesis."""
_NEITHER = re.compile(r"\bneither (.{2,40}?) nor (.{2,40}?)(?= |$)")
_OF_TYPE = re.compile(r"\b[Tt]ype[ -](II|I|1|2)(?![A-Za-z\d])")
_H_0 = re.compile(r"\bH_?0\b|H₀|H_\{0\}")

Row = tuple[tuple[bool, str], ...]


def same_verdicts(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, where both sides say the same properties."""
    truth, answer = (_PAGE.get(one.strip(" $"), one) for one in (truth, answer))
    if max(len(truth), len(answer)) > MAX_CHARS or not (_MAY_SAY.search(truth) and _MAY_SAY.search(answer)):
        return None
    (left, why), (right, reason) = (_without_reason(_without_level(_plain(one), prompt)) for one in (truth, answer))
    if why and not (reason and _words(why) == _words(reason)) and (reason or _ASKS_WHY.search(prompt[-MAX_PROMPT:])):
        return None
    wanted, given = _row(left), _row(right)
    if wanted is None or given is None:
        return None
    if wanted != given and not _unordered(wanted, given) and not _in_the_question(wanted, right, prompt):
        return None
    return Verdict(
        True, f"the same said of it: {', '.join(name if held else f'not {name}' for held, name in wanted)}", "text"
    )


_PAGE = {"\\odot": "out of the page", "⊙": "out of the page", "\\otimes": "into the page", "⊗": "into the page"}
"""Signs of vectors that point at the reader and away."""


def _unordered(wanted: Row, given: Row) -> bool:
    """Linear, homogeneous, of second order: adjectives of one thing, of which no two exclude each other."""
    names = [name for _, name in wanted]
    return sorted(wanted) == sorted(given) and len({*names}) == len(names) and set(names) <= ADJECTIVES


_TOKEN = re.compile(r"[^\W\d_]+")
_OFFERED = re.compile(
    r"([\w-]+),? (?:or|and|nor|versus|vs\.?) (?:an? |the )?([\w-]+)"
    r"|([\w-]+), (?=(?:[\w-]+, ){0,4}(?:[\w-]+,? )?(?:or|and) )"
)


def _in_the_question(wanted: Row, right: str, prompt: str) -> bool:
    """Even, where the answer is "an even permutation" and the question speaks of a permutation: what follows the
    property are the question's nouns, and none of what it offers to choose from."""
    if len(wanted) != 1 or not wanted[0][0] or not prompt:
        return False
    name = wanted[0][1].split()
    said = SUBJECTS.sub("", f"{_HYPHEN.sub(' ', _CASE.sub(lambda word: word[0].lower(), right))} ", count=1)
    tokens = [one for one in _TOKEN.findall(said) if one not in LITTLE]
    tail = tokens[len(name) :]
    if tokens[: len(name)] != name or not tail:
        return False
    prompt = prompt[-MAX_PROMPT:]
    if "than" in tail[1:2]:
        compared = {*_COMPARATIVE.findall(prompt.lower())}
        return compared == {tail[0]} and {*tail[2:]} <= {*_TOKEN.findall(prompt)}
    offered = {one.lower() for found in _OFFERED.findall(prompt) for one in found if one}
    known = {one for one in _TOKEN.findall(prompt) if one not in LITTLE}
    return all(one in known and one not in offered and one not in _TURNS and one not in _PROPERTY_WORDS for one in tail)


_COMPARATIVE = re.compile(
    r"\b(?:larger|greater|bigger|smaller|higher|lower|older|younger|taller|shorter|longer|faster|slower|heavier|lighter|closer)\b"
)
_TURNS = words("not no non never neither nor or and but only except without if unless less than more most least")
_PROPERTY_WORDS = ADJECTIVES | frozenset(word for _, name, _ in SAME for word in name.split()) | frozenset(CONTRARIES)
"""What would be a second property, which nobody said of it."""

_LEVEL = re.compile(
    r"\s+at\s+(?:the\s+|a\s+)?(?:(?:significance\s+)?level(?:\s+of)?\s+)?(?:\\?alpha\s*=\s*)?"
    r"(?P<level>\d{1,2}\s?\\?%|0?\.\d{1,3})(?:\s+(?:significance\s+)?level)?$"
)


def _without_level(plain: str, prompt: str) -> str:
    """Significant, for significant at the 5 % level, where the question gives that level."""
    if (found := _LEVEL.search(plain)) is None:
        return plain
    number = re.escape(re.sub(r"[^0-9.]", "", found["level"]))
    return plain[: found.start()] if re.search(rf"(?<![\d.]){number}(?!\.?\d)", prompt[-MAX_PROMPT:]) else plain


def verdicts_differ(truth: str, answer: str, _prompt: str) -> Verdict | None:
    """Refuses only: even, odd says of f and g what odd, even does not; contraries are not said of one thing."""
    if truth == answer or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left, right = (_SPLIT.split(_CASE.sub(lambda word: word[0].lower(), _plain(one))) for one in (truth, answer))
    if len(left) < 2 or left == right or sorted(left) != sorted(right):
        return None
    known = [CONTRARIES[one] for one in left if one in CONTRARIES]
    if len(known) < len(left) or len({row for row, _ in known}) == len({*known}):
        return None
    return Verdict(False, f"the same verdicts in another order: {truth[:40]}, {answer[:40]}", "text")


def _plain(text: str) -> str:
    plain = " ".join(STYLE_WITH_NAMES.sub(r" \1 ", plain_unicode(text)).replace("'", " ").split()).strip(" .")
    return plain.replace("{", "").replace("}", "")


def _without_reason(plain: str) -> tuple[str, str]:
    """What is said, and why."""
    found = _REASON.search(plain)
    if found is None or found.end() != len(plain) or not found.start():
        return plain, ""
    why = found["why"] or found["aside"]
    limits = _OPEN.search(why.lower()) or not re.search(r"[A-Za-z=]", why) or _CONDITION.search(found["aside"] or "")
    return (plain, "") if limits else (plain[: found.start()], why)


def _words(text: str) -> list[str]:
    return [one for one in _WORD.findall(text.lower()) if one not in LITTLE]


def _row(plain: str) -> Row | None:
    """None where something else is said than properties."""
    plain = _OF_TYPE.sub(lambda one: f"type {'one' if one[1] in 'I1' else 'two'}", _H_0.sub(" null hypothesis ", plain))
    said = _CASE.sub(lambda word: word[0].lower(), f" {plain} ")  # a vertex A is no article
    said = " ".join(_HYPHEN.sub(" ", said).split())
    opened = _LEAD.sub("", f" {said}", count=1) if _LEAD.match(f" {said}") else said
    if not _WORDS_ALONE.fullmatch(said) or not _LONG.search(said) or _OPEN.search(opened):
        return None
    said = f" {said} "
    for pattern, name in SEVERAL:
        said = pattern.sub(f" {name} ", said)
    if "neither " in said:
        said = _NEITHER.sub(r"not \1, not \2", said)
    if _LEAD.match(said):
        said = _LEAD.sub(" exactly when ", said, count=1)
    row = [_property(one) for one in _SPLIT.split(said.replace(" both ", " ")) if one.strip()]
    held = tuple(one for each in row if each is not None for one in _adjectives(each))
    row = [one for one in row if one is None] or list(held)
    return (_without_yes(held) or None) if len(held) == len(row) else None


def _adjectives(one: tuple[bool, str]) -> Row:
    """Linear homogeneous: two properties."""
    parts = one[1].replace("first order", "first-order").replace("second order", "second-order").split()
    named = [part.replace("-", " ") for part in parts]
    return tuple((True, part) for part in named) if one[0] and len(named) > 1 and {*named} <= ADJECTIVES else (one,)


_LEAD = re.compile(
    r" (?:if and only if|iff|exactly when|precisely when|exactly if|precisely if|only when|just when)(?= )"
)


def _without_yes(row: Row) -> Row:
    """Yes before what holds, no before what does not."""
    opens = len(row) > 1 and row[0][0] and row[0][1] == ("yes" if row[1][0] else "no")
    return row[1:] if opens else row


def _property(clause: str) -> tuple[bool, str] | None:
    """Whether it holds, and its name."""
    clause = SUBJECTS.sub("", f"{clause.strip()} ", count=1).strip()
    clause, denials = DENIALS.subn(" ", f" {clause} ")
    words = [one for one in clause.split() if one not in LITTLE]
    for said in _without_head(words):
        for pattern, name, contrary in SAME:
            if pattern.fullmatch(said):
                return (denials % 2 == 0) is not contrary, name
    return (denials % 2 == 0, said) if words else None


def _without_head(words: list[str]) -> list[str]:
    """All of it, and an adjective without its noun: countable set, triangle with two equal sides."""
    bare = words[:-1] if len(words) > 1 and words[-1] in HEADS else words
    bare = bare[1:] if len(bare) > 2 and bare[0] in HEADS and bare[1] in ("with", "having") else bare
    return [" ".join(words), " ".join(bare)]
