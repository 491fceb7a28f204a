"""The parts of a clause that states a value: its subject, the head of that, and where what is counted ends."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues import asked, leads
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.phrases import ends, plain
from reward_server.symbolic.extract.vocabulary import PREPOSITION


def subject_of(before: str) -> str:
    """What stands between the last comma, "that" or "we find" and the value, with a circumstance in front of it."""
    before = asked.SURELY.sub("", before.rstrip(" :：*_$\\([")) + " "
    if asked.METHOD.match(before):
        return ""
    cuts = list(_CUT.finditer(before))
    if not cuts:
        return before
    end = cuts[-1].end()
    front = before[:end].lstrip(" *_#>$").rpartition(".")[2]
    if cuts[-1].group()[0] in ":：" or _PRONOUN.search(before, max(0, cuts[-1].start() - 3), end + 8):
        return before[end:]
    apart = _CIRCUMSTANCE.match(front) or _GOES_ON.match(before, end)
    reported = cuts[-1].group().lower() == "that" and (
        _OF_A_NOUN.search(before, 0, end) or not ends(leads.KNOWN, plain(before[: cuts[-1].start()]))
    )
    return before if apart or reported else before[end:]


_GOES_ON = re.compile(r"(?:and|or)\s(?!(?:the|so|thus|then|hence|we|it|his|her|its|their)\b)")
"""A list goes on, and no clause begins."""
_OF_A_NOUN = re.compile(r"\b(?:probability|chances?|odds|likelihood|fact|conditions?) that$")
_PRONOUN = re.compile(r"(?:^|[,;:!.]\s)that(?=['’]s\b|\s(?:is|was|makes|gives|means|equals|leaves)\b)", re.IGNORECASE)
KOREAN_REASON = re.compile(r"(?<![했았었]으)(?:므로|니까|이고|라서)\s")
"""Not in the past: what somebody said is no reason."""
_CUT = re.compile(
    rf"[,;:(](?!\d)\s|[，、；：。]|{KOREAN_REASON.pattern}|\b(?:so|thus|hence|therefore|then|that)\b"
    r"|\band (?:get|obtain|find|have|arrive at)\b"
    rf"|(?<!\w)(?:en|та|{either('and')})\s(?:{either('get')})(?!\w)"
    r"|\b(?:we|i|you|one)(?: \w+)? (?:see|know|find|get|have|obtain|conclude)\b",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"(?:in|for|at|before|last|next|if|when|under|without|on|during|yesterday|earlier|originally|initially|first|wenn|falls|si|se|als|jeśli|если|якщо|ако"
    r"|laut|nach|selon|d'après|según|segundo|secondo|volgens|według|согласно|im|in der|dans|en|nel|nella|no|na|w|в)\b",
    re.IGNORECASE,
)
END_OF_COUNTED = re.compile(
    r"(?!(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]))[^\w\s$\\{}'’\u0900-\u0963-]|(?<!\w)(?:and|of|in|on|at|for|from|to|with|who|that|und|von|im|et|de|dans|y|en|e|di|van|i|w|à|a"
    r"|и|в|на|у)(?!\w)"
)
"""What ends the name of what is counted."""


def head_of(subject: str) -> str:
    """The noun phrase before a copula or colon, without what its preposition adds; what "the number of" counts."""
    statement = COPULA.search(subject)
    if statement is None:
        return ""
    noun_phrase = _OWNER.sub("", subject[: statement.start()])
    if number := _NUMBER_OF.search(noun_phrase):
        noun_phrase = number.group(1)
    return PREPOSITION.split(noun_phrase, maxsplit=1)[0]


_OWNER = re.compile(r"[^\W\d_]+['’]s?\s")
COPULA = re.compile(
    r"(?:(?<!\w)(?:is|are|was|were|equals?|ist|sind|beträgt|lautet|est|sont|vaut|es|son|é|são|è|sono|zijn|bedraagt|jest|wynosi|равн[аоы]?|равен|дорівнює|يساوي|تساوي|هو|هي|הוא|היא"
    rf"|{either('is', 'is?')}"
    r")(?!\w)|[=:：])"
    r"(?:\s(?:\w+ly|then|thus|now|just|therefore|equal to|de|given by))*\s*$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\b(?:number of|anzahl (?:der|von)|nombre de|número de|numero di|aantal|liczba|число|количество|кількість)\s+"
    r"((?:[^\W\d_]+\s?){1,2})",
    re.IGNORECASE,
)
