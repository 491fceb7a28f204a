"""Answers in words, property by property: "countable, not closed" is "It is countable, but it is not a closed set";
"bijective" is "both injective and surjective"; "equilateral" is "a triangle with all three sides equal".

Each side is a row of properties, in order, each held or denied. What stands beside them must be words that say nothing,
or a reason that only one side gives. Only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.properties import CONTRARIES, DENIALS, HEADS, LITTLE, SAME, SEVERAL, SUBJECTS
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z]))|[$~]")
_REASON = re.compile(
    r"(?:\s*[,;.:]?\s+(?:since|because|due to)|\s*[,;.:]\s+(?:as|by)"
    r"|\s+by(?=\s[^,;]{0,60}(?:test|theorem|criterion|inequality|lemma|principle|law)\b))\s+(?P<why>.+)"
    r"|\s*\((?P<aside>[^()]{3,80})\)"
)
_CONDITION = re.compile(r"\b(?:for|when|where|on|in|with|at|not|no|than|over|under|up to)\b|[\\^=<>+*/|\d]")
"""What a remark in brackets may not say: it would be no reason."""
_OPEN = re.compile(
    r"\b(?:or|unless|except|if|only|however|although|though|maybe|perhaps|probably|might|may|would|could|should|depends?"
    r"|wrong|false|incorrect|most|almost|some|sometimes|usually|generally|often|partly|at (?:least|most))\b|\?"
)
"""Words of an answer that says less than a property, or two things."""
_ASKS_WHY = re.compile(
    r"\b(?:why|which|name|reason|justify|justification|explain|state the|by what|theorem|rule|form)\b", re.I
)
_SPLIT = re.compile(r"\s*(?:[,;.]|\b(?:and|but|yet|while|also|as well as)\b)\s*")
_WORD = re.compile(r"[^\W_]+")

_CASE = re.compile(r"[^\W\d_]{2,}|^ A(?= )")
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")
_WORDS_ALONE = re.compile(
    r"(?:(?:[a-z]{2,}|a|(?<= at )[A-Z]|(?<= vertex )[A-Z]|(?<= angle )[A-Z])(?:[,;.]? |[,;.]?$))+"
)
"""No number, sign or letter of a formula: of these, punctuation and order say more than of words."""
_LONG = re.compile(r"[a-z]{4}")
_NEITHER = re.compile(r"\bneither (.{2,40}?) nor (.{2,40}?)(?= |$)")
_H_0 = re.compile(r"\bH_?0\b|H₀|H_\{0\}")

Row = tuple[tuple[bool, str], ...]


def same_verdicts(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    (left, why), (right, reason) = (_without_reason(_without_level(_plain(one), prompt)) for one in (truth, answer))
    if why and not (reason and _words(why) == _words(reason)) and (reason or _ASKS_WHY.search(prompt[-MAX_PROMPT:])):
        return None
    wanted = _row(left)
    if wanted is None or wanted != _row(right):
        return None
    return Verdict(
        True, f"the same said of it: {', '.join(name if held else f'not {name}' for held, name in wanted)}", "text"
    )


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
    plain = " ".join(_STYLE.sub(r" \1 ", plain_unicode(text)).replace("'", " ").split()).strip(" .")
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
    said = _CASE.sub(
        lambda word: word[0].lower(), f" {_H_0.sub(' null hypothesis ', plain)} "
    )  # a vertex A is no article
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
    held = tuple(one for one in row if one is not None)
    return (_without_yes(held) or None) if len(held) == len(row) else None


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
