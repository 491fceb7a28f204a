"""Answers that are a claim: yes or no, true or false, converges or diverges, even or odd, in any language.

Only the whole answer is a claim: a word of it, with what a language may put beside that word.
"""

from __future__ import annotations

import re
import unicodedata

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.assertion import spoken_objection
from reward_server.symbolic.extract.cues.by_language import bordered, either, of
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.verdict import Verdict

MAX_CLAIM = 120
_YES, _NO = (frozenset(fold(one) for one in of(*kinds)) for kinds in (("says yes", "true"), ("says no", "false")))
_WHAT = ("converges", "diverges", "even", "odd", "increasing", "decreasing")
_HOW = {"absolutely": "converges", "conditionally": "converges", "strictly": "increasing decreasing"}
"""An adverb and what it is said of."""
_PIECE = re.compile(
    r"\s*(?:"
    + "|".join(
        f"(?P<{name}>{bordered(*kinds)})"
        for name, kinds in {
            **{name: (name,) for name in (*_HOW, *_WHAT)},
            "beside": ("series", "article", "is"),
            "not": ("no", "says no"),
        }.items()
    )
    + r")\s*",
    re.IGNORECASE,
)
_SAID_OF_IT = re.compile(bordered(*_WHAT).replace("ς", "[σς]"))
"""Of a text in small letters, or folded."""
_OPENS = re.compile(rf"[\s*]*(?P<said>{bordered('says yes', 'says no')})\s*[,.;:!，。、]\s*(?P<rest>\S.*)", re.DOTALL)
_OPEN = re.compile(
    rf"(?:{bordered('or', 'except', 'if', 'if after', 'doubt', 'contrast', 'condition', 'narrows')})|\bonly\b|\?"
)
_SHORT = re.compile(
    r"(?:it|this|that|they|he|she|there|f|g) (?:is|are|was|were|does|do|did|can|could|has|have|will|would)(?: not|n t)?"
    r"|(?:it|they|there) (?:is|are|does|do|did|ca|wo)n t"
)
"""It is, it does not: the same once more."""


_MAY_CLAIM = re.compile(r"[\s$*\"']*(?:\\(?:text[a-z]*|mathrm|mbox)\s*\{\s*)?[^\W\d_]")


def compare_claims(truth: str, answer: str) -> Verdict | None:
    """None unless both are claims of one sort."""
    if max(len(truth), len(answer)) > MAX_CLAIM or not _MAY_CLAIM.match(truth) or (wanted := _claim(truth)) is None:
        return None
    if (given := _claim(answer) or (_letter(answer) if _folded(truth) in ("true", "false") else None)) is None:
        return None
    if (wanted[0] == "it goes") != (given[0] == "it goes") or (wanted[-1] and given[-1]):
        return None
    if _TO_INFINITY.search(_folded(truth)):
        return None  # which is the answer
    same = given[1] in (wanted[1], f"{wanted[1]} strictly")
    return Verdict(same, f"{wanted[1]}, {given[1]}")


def says_yes(text: str) -> bool | None:
    """What a text says that is no more than yes or no, true or false; None of any other."""
    if len(text) > MAX_CLAIM or not _MAY_CLAIM.match(text):
        return None
    said = _folded(text).rstrip(".").removeprefix("the ")
    return said in _YES if said in _YES or said in _NO else None


def claimed(sentence: str) -> str:
    """What a sentence claims of a series or a function after a label, "therefore" or ", so"; empty where nothing."""
    if len(sentence) > MAX_CLAIM * 2 or not _SAID_OF_IT.search(sentence.lower()):
        return ""
    lead, _, said = sentence.rpartition(":") if ":" in sentence else ("", "", sentence)
    if lead and not _CONCLUSION.fullmatch(lead):
        return ""
    if concluded := _THEREFORE.match(said):
        lead, said = concluded.group(1), concluded.group(2)
    stands = not (
        "?" in sentence
        or _OPEN.search(lead.lower())
        or _COMMANDS.beginning(plain(lead).lstrip(" *_"))
        or spoken_objection(lead, "")
        or _WRONG.search(plain(lead))
    )
    return said.strip() if stands and _property(_folded(said).rstrip(".")) else ""


_WRONG = Anywhere(tuple(one for one in of("wrong around", "wrong") if any(map(str.isalpha, one))))
_COMMANDS = Phrases(cues.COMMANDS)
_CONCLUSION = re.compile(
    rf"[\W_]*(?:{either('answer', 'answer noun')}|conclusion|fazit|schluss(?:folgerung)?|conclusión|conclusão"
    r"|conclusione|conclusie|wniosek|вывод|висновок|结论|結論|결론)[\W_]*",
    re.IGNORECASE,
)
_THEREFORE = re.compile(
    r"([\W_]*|.*?[,;])\s*(?:and\s)?(?:so|thus|therefore|hence|consequently|donc|portanto|logo|quindi|dunque|dus|więc|zatem"
    rf"|por (?:lo )?tanto|следовательно|поэтому|значит|отже|{either('so')})(?!\w),?\s+(.*)",
    re.IGNORECASE | re.DOTALL,
)


def _claim(text: str) -> tuple[str, str, bool] | None:
    """The sort of a claim, what it says, and whether a reason stands after it."""
    said = _TO_INFINITY.sub(r"\1", _folded(text).rstrip(".").removeprefix("the "))
    if said in _YES or said in _NO:
        return "it is", "yes" if said in _YES else "no", False
    if said in ("conditionally", "absolutely"):
        return "it goes", f"converges {said}", False
    opened = _OPENS.fullmatch(_STYLE.sub("", unicodedata.normalize("NFKC", text)).lower())
    if opened is None:
        return _property(said) if _SAID_OF_IT.search(said) else None
    polarity, rest = "yes" if opened["said"] in _YES else "no", opened["rest"]
    second = _OPENS.match(f"{rest}, .")
    if _OPEN.search(rest) or (second is not None and (second["said"] in _YES) != (polarity == "yes")):
        return None
    again = _SHORT.fullmatch(fold(rest))
    if again is not None and (" not" in again.group() or "n t" in again.group()) != (polarity == "no"):
        return None  # no, it is
    return "it is", polarity, again is None


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFKC", text).replace("’", "'"))


_TO_INFINITY = re.compile(r"\b(diverges) to [-+ ]{0,2}(?:infty|infinity)$")


def _letter(text: str) -> tuple[str, str, bool] | None:
    """T or F, where the answer is true or false."""
    said = {"t": "yes", "f": "no"}.get(fold(text))
    return ("it is", said, False) if said else None


_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*|[{}$]")


_ON_THE_LINE = re.compile(r" (?:on|auf|sur|en|in|su|em|na) (?:all of |ganz |tout |todo |tutto )?(?:mathbb ?)?(?:r|ℝ)$")
"""Where a function is defined that the question calls increasing or not."""


def _property(said: str) -> tuple[str, str, bool] | None:
    """What it is said to be or to do, and how; None where other words stand there too."""
    said = _ON_THE_LINE.sub("", said)
    at, found = 0, []
    while piece := _PIECE.match(said, at):
        at = piece.end()
        found.append(piece.lastgroup or "")
    names = _conditionally([name for name in found if name != "beside"])
    what, how = [name for name in names if name in _WHAT], [name for name in names if name in _HOW]
    if at != len(said) or len(what) != 1 or len(how) > 1 or any(what[0] not in _HOW[one] for one in how):
        return None
    if "not" in names:
        return ("it goes", _CONTRARY[what[0]], False) if what[0] in _CONTRARY and len(names) == 2 else None
    return "it goes", " ".join(what + how), False


_CONTRARY = {"converges": "diverges", "diverges": "converges"}


def _conditionally(names: list[str]) -> list[str]:
    """Converges, but not absolutely: conditionally, said once or twice."""
    if names[-3:] in (["not", "absolutely", "converges"], ["not", "converges", "absolutely"]):
        names = [*names[:-2], "absolutely"]
    if names[-2:] != ["not", "absolutely"] or "converges" not in names[:-2]:
        return names
    return [*(name for name in names[:-2] if name != "conditionally"), "conditionally"]
