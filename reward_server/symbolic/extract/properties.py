"""Properties that a question names: of two it asks whether one, the other, both or neither holds (injective, not
surjective), and of more of them which hold."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.normalize import fold, words
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 100
_OFFERED = re.compile(r"(?<![\w-])([a-z]{3,20}),\s(?:or\s)?([a-z]{3,20}),?\s(?:(?:or\s)?both,?\s)?or\sneither\b")
_JOINED = {frozenset({"injective", "surjective"}): "bijective"}
_BESIDE = words("it is f the function this map relation only and but nor or")


def same_properties(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt offers two, and both sides say which hold."""
    if "neither" not in prompt or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    offered = _OFFERED.search(_plainer(prompt[-MAX_PROMPT:].lower()))
    if offered is None:
        return None
    pair = frozenset(offered.groups())
    left, right = _which(truth, pair), _which(answer, pair)
    if left is None or right is None:
        return None
    shown = [" and ".join(sorted(one)) or "neither" for one in (left, right)]
    return Verdict(left == right, f"properties: {', '.join(shown)}", "text")


_OTHER_NAMES = re.compile(r"\b(?:(one-to-one|one to one|1-1)|onto)\b")


def _plainer(text: str) -> str:
    return _OTHER_NAMES.sub(lambda name: "injective" if name[1] else "surjective", text)


def _which(text: str, pair: frozenset[str]) -> frozenset[str] | None:
    """Of the pair, those that hold; one alone is said for the other not to hold."""
    said = fold(_plainer(text)).split()
    holds: dict[str, bool] = {}
    polarity = True
    for word in said:
        if word in ("neither", "not", "non"):
            polarity = False
        elif word == "both" or word == _JOINED.get(pair):
            holds = dict.fromkeys(pair, True)
        elif word in pair:
            holds[word] = polarity
            polarity = polarity or "neither" not in said
        elif word not in _BESIDE:
            return None
    if "or" in said or not (holds or said == ["neither"]) or not (any(holds.values()) or len(holds) != 1):
        return None
    return frozenset(name for name, does in holds.items() if does)


# -- which of several --------------------------------------------------------------------------------------------------

MAX_LIST = 200
_KNOWN = words(
    "reflexive irreflexive symmetric antisymmetric asymmetric transitive total serial euclidean injective "
    "surjective bijective continuous differentiable bounded monotone monotonic increasing decreasing open "
    "closed compact connected complete dense hausdorff associative commutative idempotent prime maximal "
    "irreducible normal abelian cyclic solvable simple nilpotent even odd periodic linear convex concave "
    "onto one-to-one planar bipartite eulerian hamiltonian regular finite infinite countable uncountable "
    "discrete separable metrizable decidable"
)
_TOGETHER = {
    "equivalence relation": ("reflexive", "symmetric", "transitive"),
    "partial order": ("reflexive", "antisymmetric", "transitive"),
}
_ASKS_WHICH = re.compile(
    r"\bwhich of\b|\bwhich propert|\bwhat propert|\bdetermine (?:whether|if|which)\b", re.IGNORECASE
)
_YES = {"yes": True, "true": True, "✓": True, "holds": True, "no": False, "false": False, "✗": False, "fails": False}
_FILLERS = words(
    "it is are r the relation function map set graph group ring space both the properties a an also only but and or nor"
    " neither not non to be has have in this however it's"
)


def same_listed(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only: the same of the properties that the question names hold."""
    if max(len(truth), len(answer)) > MAX_LIST or not _ASKS_WHICH.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    named = frozenset(_PROPERTY.findall(_plainer(prompt.lower()))) & _KNOWN
    if len(named) < 2:
        return None
    left, right = _holding(truth, named), _holding(answer, named)
    if left is None or left != right:
        return None
    return Verdict(True, f"properties: {', '.join(sorted(left))}", "text")


_ADJECTIVE = {
    noun: adjective
    for adjective in _KNOWN
    for ending, others in (("ive", "ivity"), ("ic", "y"), ("ous", "ity"), ("ed", "edness"), ("ar", "arity"))
    if adjective.endswith(ending)
    for noun in (adjective.removesuffix(ending) + others,)
} | {"compactness": "compact", "completeness": "complete", "continuity": "continuous"}
_NOUN = re.compile(r"[a-z]+(?:ity|y|ness)\b")
_ALL_BUT = re.compile(r"all(?: of (?:them|these)| three| four)?,? (?:but|except)(?: for)? (?P<but>[a-z, ]{3,60})")
_PROPERTY = re.compile(r"[a-z]+(?:-to-one)?")
_SAID = re.compile(r"[a-z']+(?:-to-one)?|[✓✗]|[^\w\s]")
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mathsf|mbox)(?![a-z])|\\(?:q?quad(?![a-z])|[,;: ])|[{}$]")


def _holding(text: str, named: frozenset[str]) -> frozenset[str] | None:
    """Those said to hold; None where something else is said, or where it is not clear how far a negation goes."""
    plain = _plainer(" ".join(_STYLE.sub(" ", text).lower().replace("non-", "not ").split())).strip(" .")
    plain = _NOUN.sub(lambda noun: _ADJECTIVE.get(noun[0], noun[0]), plain)
    if (left_out := _ALL_BUT.fullmatch(plain)) is not None:
        others = _holding(left_out["but"], named)
        return None if not others or "not" in left_out["but"] else named - others
    for name, parts in _TOGETHER.items():
        plain = plain.replace(name, " and ".join(parts))
    found: dict[str, bool] = {}
    last, denied, negated, joined = "", False, False, True
    for word in _SAID.findall(plain):
        if word in _YES and last:
            found[last] = _YES[word]
        elif word in ("not", "neither"):
            denied, joined = True, True
        elif word in ("but", "yet", "is", "however", ";", "."):
            denied, joined, negated = False, True, False
        elif word in (",", "and"):
            joined = not negated
        elif word in ("or", "nor"):
            if found and not negated and not denied:
                return None
            joined = True
        elif word in _KNOWN:
            if word not in named or word in found or not (joined or denied):
                return None
            found[word], negated, last = not denied, denied, word
            joined = False
            denied = denied and ("neither" in plain or " or " in plain)
        elif word not in _FILLERS and word not in (":", "(", ")", "-"):
            return None
    return frozenset(name for name, holds in found.items() if holds) if found else None
