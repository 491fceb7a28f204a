"""Yes and no said by a sentence of one's own: 1027 = 13 · 79, so it is composite, where the question is whether 1027 is
a prime; "The statement does not hold: take a_n = 1/n"; "f fails to be uniformly continuous"; "There is no such walk".

The sentence may use no words but those of the question, their contraries, and what says yes or no.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract.claims import says_yes
from reward_server.symbolic.parse.normalize import plain_unicode, words
from reward_server.symbolic.parse.styles import STYLE
from reward_server.symbolic.verdict import Verdict

MAX_ANSWER = 200
MAX_PROMPT = 2000
_OPEN = re.compile(
    r"\b(?:but|unless|except|if|iff|only|however|although|though|maybe|perhaps|probably|not sure|might|may|would|could"
    r"|depends?|provided|assuming|almost)\b|\?"
)
"""Words of a sentence that says so in one case alone, doubts it, or says two things."""
_PARTLY = re.compile(r"\b(?:or|when|whenever|while|sometimes|necessarily|always|all|every|each|some|nor|both)\b")
"""Other words that the verdict itself may not have."""
_CONCLUDES = re.compile(r"[\s,;:.]*\b(?:so|hence|therefore|thus|consequently|and so|i\.e\.)\b[\s,:]*(?:that\b)?")
_REASON = re.compile(
    r"\s*(?:[.;:]|,(?![^()]{0,40}\))|\((?=[^()]{0,80}[a-z]{3})"
    r"|\b(?:since|because|as|by|take|consider|for example|for instance|counterexample)\b)"
)
_STATEMENT = re.compile(
    r"(?:(?:the|this|that)\s+)?(?:(?:general|given|converse|above)\s+)?(?:statement|claim|assertion|implication|proposition"
    r"|conjecture|converse|it|this|that)\s+(?:(?P<no>(?:does\s+not|doesn't|need\s+not|cannot|can't)\s+(?:hold|be\s+true)|fails"
    r"|is\s+(?:false|wrong|untrue|incorrect|invalid|refuted|not\s+(?:true|correct|valid)))|holds|is\s+(?:true|correct|valid))"
    r"(?:\s+in\s+general)?"
)
_ASKED = re.compile(
    r"(?:^|(?<=[.!?:;,\n])\s*|\b(?:whether|if)\s+)(?P<verb>is|are|was|were|does|do|can|could|has|have|will|must)\b(?P<rest>[^?]{3,300})\?",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(?:whether|true or false:?)\s+(?P<rest>[^?.]{3,300})", re.IGNORECASE)
_EXISTS = re.compile(
    r"^\s*there\b|\bexists?\b|^\s*it\s+possible\b|\bpossible\b|^\s*\S+\s+(?:be|have|find|cover|tile|draw|build)\b"
)
_NONE = re.compile(
    r"(?:(?:there\s+(?:is|are)|we\s+have)\s+)?(?:no|none)(?:\s+such\b.{0,60})?(?:\s+exists?)?"
    r"|(?:such\s+)?(?P<thing>.{0,60}?)\s*(?:is|are)\s+(?:impossible|not\s+possible)"
    r"|(?:such\s+)(?P<other>.{0,60}?)\s*(?:does|do|can)\s*(?:not|n't)\s+(?:exist|be\s+\w+)"
)
_NOT = re.compile(
    r"\b(?:(?:is|are|was|were|does|do|can|has|have|will)\s*(?:not|n't)|cannot|fails?\s+to(?:\s+be)?|(?:is|are|has|have)\s+no|"
    r"(?:is|are|does|do|can|has|have)\s+never|(?:is|are)\s+neither)\b|^not\b"
)
_SAYS = re.compile(r"\b(?:is|are|was|were|does|do|can|has|have|will)\b")
_TOKEN = re.compile(r"\\?[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:\.\d+)?|[^\w\s.,;:(){}$\\]")
_LITTLE = words(
    "the a an it they these this that so is are be in on of to number function such does do has have there not and"
)
_CONTRARY = {
    "composite": "prime", "odd": "even", "divergent": "convergent", "diverges": "converges", "diverge": "converge",
    "false": "true",
}  # fmt: skip
_PREFIXES = ("non-", "non", "un", "in", "im", "ir", "dis", "de")


def compare_reasoned(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only; None where the ground truth is not yes or no, or the answer is no such sentence."""
    if len(answer) > MAX_ANSWER or len(truth) > MAX_ANSWER:
        return None
    if (wanted := says_yes(truth)) is None:
        return _without_reason(truth, answer, prompt[-MAX_PROMPT:])
    given = _polarity(answer, prompt[-MAX_PROMPT:])
    return Verdict(True, f"{'yes' if wanted else 'no'}: {answer[:60]}") if given == wanted else None


_YES_AND_WHY = re.compile(r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?:(?P<yes>yes)|no)\b\s*\}?\s*[,;.:(—–-]", re.IGNORECASE)
_ASKS_MORE = re.compile(
    r"\b(?:why|justify|explain|if so|if not|if it (?:does|is)|find|give|prove|which|what|where|classify|how)\b",
    re.IGNORECASE,
)


def _without_reason(truth: str, answer: str, prompt: str) -> Verdict | None:
    """No, for "No, it converges pointwise only", where the question asks for no more than yes or no."""
    told, given = _YES_AND_WHY.match(truth), says_yes(answer)
    given = _polarity(answer, prompt) if told is not None and given is None else given
    if told is None or given is None or (told["yes"] is not None) != given:
        return None
    if len(_ASKED.findall(prompt)) != 1 or _ASKS_MORE.search(prompt):
        return None
    return Verdict(True, f"{'yes' if given else 'no'}: {answer[:60]}")


def _polarity(answer: str, prompt: str) -> bool | None:
    plain = " ".join(STYLE.sub(r" \1 ", plain_unicode(answer)).split()).lower().replace("’", "'").strip(" .")
    if not re.search(r"[a-z]{3}", plain) or _OPEN.search(plain):
        return None
    parts = _CONCLUDES.split(plain)
    if len(parts) > 2:
        return None
    clause = _REASON.split(parts[-1], maxsplit=1)[0].strip()
    if _PARTLY.search(clause):
        return None
    if (said := _STATEMENT.fullmatch(clause)) is not None:
        return said["no"] is None
    asked = _question(prompt)
    if asked is None or not clause:
        return None
    if _EXISTS.search(asked) and (none := _NONE.fullmatch(clause)) is not None:
        named = _tokens(none["thing"] or none["other"] or "")
        return False if named <= _tokens(asked) | {"one", "thing"} else None
    return _of_predicate(clause, asked)


def _question(prompt: str) -> str | None:
    """What is asked to be so, if one thing is."""
    found = [one["rest"] for one in _ASKED.finditer(prompt)] or [one["rest"] for one in _WHETHER.finditer(prompt)]
    return STYLE.sub(r" \1 ", plain_unicode(found[0])).lower() if len(found) == 1 else None


def _tokens(text: str) -> set[str]:
    return {one.lstrip("\\") for one in _TOKEN.findall(text)} - _LITTLE


def _of_predicate(clause: str, asked: str) -> bool | None:
    """f is not continuous, of a question whether f is continuous."""
    known = _tokens(asked)
    if re.search(r"\bnot\b|n't\b|\bnever\b|\bno\b", asked):
        return None
    denial = _NOT.search(clause)
    verb = denial or _SAYS.search(clause)
    if verb is None:
        subject, rest = "", clause
    else:
        subject, rest = clause[: verb.start()], clause[verb.end() :]
    positive, said = denial is None, _tokens(rest)
    turned = {one: other for one in said - known if (other := _contrary(one, known))}
    if len(turned) > 1:
        return None
    if turned:
        positive, said = not positive, said - turned.keys() | set(turned.values())
    if (
        not said
        or not (said | _tokens(subject)) <= known
        or not any(one[-1:].isalpha() and len(one) > 3 for one in said)
    ):
        return None
    if not positive:
        return False
    return True if _is_whole(said, asked) else None


def _contrary(word: str, known: set[str]) -> str:
    """The word of the question that this is the contrary of."""
    if (other := _CONTRARY.get(word)) in known:
        return other or ""
    for one in known:
        if len(one) > 3 and (
            _CONTRARY.get(one) == word or {word, one} in ({p + s, s} for p in _PREFIXES for s in (word, one))
        ):
            return one
    return ""


def _is_whole(said: set[str], asked: str) -> bool:
    """Continuous is not yet uniformly continuous."""
    tokens = [one.lstrip("\\") for one in _TOKEN.findall(asked)]
    places = [k for k, one in enumerate(tokens) if one in said and len(one) > 3]
    before = tokens[places[0] - 1] if places and places[0] else ""
    return bool(places) and not (before.endswith("ly") and before not in said)
