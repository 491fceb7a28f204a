"""Spaces of topology by name: S^1 is the circle, a bouquet of two circles is S^1 v S^1, and T^2 # RP^2 is 3 RP^2.

Only to accept. Where the question asks for a space up to homotopy, what shrinks to another is that one.
"""

from __future__ import annotations

import re
from collections import Counter

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
MAX_MANY = 12
_ASKED = re.compile(
    r"compactif|homotop|homeomorph|deformation|topolog|surface|\bspace\b|retract|quotient|manifold|identif",
    re.IGNORECASE,
)
_HOMOTOPY = re.compile(r"homotop|deformation|contractible|retract")
_PLAIN = (
    (re.compile(r"\\(?:text[a-z]*|mathrm|operatorname)\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\(?:mathbb|mathbf|Bbb)\s*\{?\s*([A-Z]{1,2})\s*\}?"), r"\1"),
    (re.compile(r"\\(?:(?:left|right|q?quad)(?![a-z])|[,;:! ])|[$~{}]"), " "),
    (re.compile(r"\\vee(?![a-z])|\\bigvee(?![a-z])|∨"), " v "),
    (re.compile(r"\\times(?![a-z])|×"), " x "),
    (re.compile(r"\\#|#"), " # "),
    (re.compile(r"-"), " "),
)
_POINT, _CIRCLE = "point", "S1"
_NAMES: tuple[tuple[str, str], ...] = (
    (r"(?:single |one )?point|\* ?|pt|singleton", _POINT),
    (r"(?:unit )?circle|S ?\^? ?1|RP ?\^ ?1|SO ?\( ?2 ?\)|U ?\( ?1 ?\)|1 sphere", _CIRCLE),
    (r"(?:unit )?(?:2 )?sphere|S ?\^ ?2|CP ?\^ ?1|Riemann sphere|P ?\^ ?1 ?\( ?C ?\)", "S2"),
    (r"(?:unit )?(?:3 |three )sphere|S ?\^ ?3|SU ?\( ?2 ?\)", "S3"),
    (r"(?:2 )?torus|T ?\^ ?2|S ?\^ ?1 x S ?\^ ?1|\( ?S ?\^ ?1 ?\) ?\^ ?2", "T2"),
    (r"(?:real )?projective plane|RP ?\^ ?2|P ?\^ ?2 ?\( ?R ?\)", "P2"),
    (r"Klein bottle|K", "2P2"),
    (r"double torus|(?:genus (?:2|two) surface)|(?:closed )?(?:orientable )?surface of genus (?:2|two)", "2T2"),
    (r"SO ?\( ?3 ?\)|RP ?\^ ?3|(?:real )?projective (?:3 )space", "P3"),
    (r"figure (?:eight|8)(?: space)?", "S1 v S1"),
)
_KNOWN = tuple((re.compile(pattern, re.IGNORECASE if pattern[0] not in "K" else 0), name) for pattern, name in _NAMES)
_ONLY_UP_TO_HOMOTOPY: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"contractible(?: space)?|(?:closed |open |unit )*(?:2 )?(?:disk|disc|ball)|D ?\^ ?\w|R ?\^ ?\w", re.I
        ),
        _POINT,
    ),
    (
        re.compile(
            r"(?:open |closed )?(?:annulus|cylinder|m(?:ö|oe|o)bius (?:strip|band)|solid torus)"
            r"|(?:once )?punctured plane",
            re.I,
        ),
        _CIRCLE,
    ),
)
_N = r"(?P<many>[2-9]|1[0-2]|two|three|four|five|six)"
_BOUQUET = re.compile(
    rf"(?:wedge(?: sum)?|bouquet|one point union|rose) of {_N} (?P<what>circles|spheres|petals|2 spheres)"
    rf"|rose with (?P<petals>[2-9]|two|three|four) petals"
)
_GENUS = re.compile(
    r"(?:closed )?(?:compact )?(?:connected )?orientable surface of genus (?P<genus>\d|two|three|four|zero"
    r"|one)|Σ_?(?P<sigma>\d)"
)
_SUM_OF = re.compile(rf"connected sum of {_N} (?P<of>tori|projective planes|Klein bottles)")
_SEVERAL = re.compile(r"(?P<many>[2-9]) ?(?P<of>RP|P|T) ?\^ ?2")
_ARTICLE = re.compile(r"^(?:it is |(?:homotopy )?equivalent to |homeomorphic to )?(?:an? |the )?")


def same_spaces(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    loose = _HOMOTOPY.search(prompt) is not None
    left, right = _space(truth, loose=loose), _space(answer, loose=loose)
    if left is None or left != right:
        return None
    return Verdict(True, f"the same space: {truth[:60]}, {answer[:60]}", "spaces")


def _space(text: str, *, loose: bool) -> str | None:
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    plain = _ARTICLE.sub("", " ".join(text.split()).strip(" ."))
    if (whole := _named(plain, loose=loose)) is not None:
        return whole
    if " v " in f" {plain} ":
        parts = [_named(_ARTICLE.sub("", one.strip()), loose=loose) for one in re.split(r"(?:^|\s)v(?:\s|$)", plain)]
        return _wedge([one for one in parts if one is not None]) if None not in parts else None
    if " # " in plain:
        return _surface([_named(_ARTICLE.sub("", one.strip()), loose=False) or "" for one in plain.split(" # ")])
    return None


def _named(plain: str, *, loose: bool) -> str | None:
    for pattern, name in _KNOWN + (_ONLY_UP_TO_HOMOTOPY if loose else ()):
        if pattern.fullmatch(plain):
            return name
    if (bouquet := _BOUQUET.fullmatch(plain)) is not None:
        one = "S2" if "sphere" in (bouquet["what"] or "") else _CIRCLE
        return _wedge([one] * _number(bouquet["many"] or bouquet["petals"]))
    if (several := _SEVERAL.fullmatch(plain)) is not None:
        return _surface([{"R": "P2", "P": "P2", "T": "T2"}[several["of"][0]]] * int(several["many"]))
    if (genus := _GENUS.fullmatch(plain)) is not None:
        return _surface(["T2"] * _number(genus["genus"] or genus["sigma"]))
    if (joined := _SUM_OF.fullmatch(plain)) is not None:
        one = {"t": "T2", "p": "P2", "K": "2P2"}[joined["of"][0]]
        return _surface([one] * _number(joined["many"]))
    return None


def _wedge(parts: list[str]) -> str:
    joined = sorted(one for part in parts for one in part.split(" v ") if one != _POINT)
    return " v ".join(joined) or _POINT


def _surface(parts: list[str]) -> str | None:
    """A torus beside a projective plane is two more of these."""
    handles = Counter[str]()
    for part in parts:
        found = re.fullmatch(r"(\d*)(T2|P2|S2)", part)
        if found is None:
            return None
        handles[found[2]] += int(found[1] or 1)
    if handles["P2"]:
        return f"{many}P2" if (many := handles["P2"] + 2 * handles["T2"]) > 1 else "P2"
    return "S2" if not handles["T2"] else "T2" if handles["T2"] == 1 else f"{handles['T2']}T2"


def _number(word: str) -> int:
    digits = word if word.isdecimal() else word_number(word) or ""
    return min(int(digits), MAX_MANY) if digits.isdecimal() else 0
