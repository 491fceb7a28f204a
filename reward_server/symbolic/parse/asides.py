"""What people say beside a value, and what they say instead of writing it: a remark in brackets, a reason, a direction,
below zero, all real numbers except 0.

These are steps of `normalize`: from text to text, each linear, each behind a cheap look for what it needs.
"""

from __future__ import annotations

import re


def without_asides(text: str) -> str:
    """The value alone, or its sign, of a text that says it in words or goes on after it."""
    if "(" in text:
        text = _REMARK.sub("", text)
    if "sign" in text and "," not in text and ("\\pm" in text or "±" in text):
        text = _SIGNS.sub("", text)
    if "=" in text and text.lstrip(" $")[:1] in ("|", "\\", "#"):
        text = _SIZE.sub("", text)
    if "iff" in text[:12] or "only" in text[:24] or "when" in text[:12]:
        text = _WHEN.sub("", text)
    if "since" in text or "because" in text:
        text = _SINCE.sub(_closed, text)
    if text.startswith(("零下", "氷点下", "영하")) or (text[:1].isdigit() and _ZERO.search(text)):
        text = _BELOW_ZERO.sub(_negative, text)
    if "答案" in text or "结果" in text or text[:1] == "即":
        text = _CHINESE_CUE.sub("", text)
    if text.endswith(_IN_ALL_ENDS):
        text = _IN_ALL.sub("", text)
    if "degree" in text and "min" in text:
        text = _DEGREES.sub(r"\1^\\circ \2'", text)
    if " out of " in text or (text[:1].isdigit() and " in " in text):
        text = _OUT_OF.sub(_share, text)
    if text.startswith("[") and ";" in text[:12]:
        text = _PERIOD.sub(r"\1\\overline{\2}]", text)
    if "^" in text[:9] and "=" in text[:16]:
        text = _SQUARE.sub(r"\1_{square} = ", text)
    if text.startswith("pH "):
        text = _PH.sub("pH = ", text)
    if "value" in text[:24] or "onfidence" in text[:24] or "CI" in text[:24]:
        text = _OF_A_TEST.sub(lambda name: "p = " if name["p"] else "", text)
    if "ward" in text or "north" in text or "south" in text or "east" in text or "west" in text:
        text = _DIRECTION.sub(r"\1\2", text)
    return _set_in_words(text) if "real" in text or "all integers" in text else text


def infinity(text: str) -> str:
    """Negative infinity; diverges to infinity."""
    if "infinity" in text:
        text = _SIGNED_INFINITY.sub(_signed, text)
    return _TO_INFINITY.sub("", text) if " to" in text else text


_DIRECTION = re.compile(
    r"(?:(?<=\s)|(?<=[{,])|^)(?:(?:due|(?:in |to |towards? )?the)\s+)?"
    r"(north|south|east|west|up|down)(?:-?(east|west))?(?:wards?|ern)?(?: direction)?(?=[\s}.,]*$)"
)
"""At the end: 10 m/s to the east, due east, eastward."""
_SET_IN_WORDS = re.compile(
    r"(?:for )?(?:the set of )?(?:all )?"
    r"(?P<which>positive |negative |non-?negative |non-?zero )?"
    r"(?:(?P<real>real numbers|reals|real values|real(?= [a-z](?: |$)))|integers)"
    r"(?:(?: of)? [a-z])?"
    r"(?:,? (?:except|other than|excluding|but not)(?: for)? (?:[a-z] ?= ?)?"
    r"(?P<but>(?:[^a-z]|\\pm){1,40}(?: and [^a-z]{1,20})?))?"
)
_REALS = {
    None: "\\mathbb{R}", "positive": "(0,\\infty)", "negative": "(-\\infty,0)", "nonnegative": "[0,\\infty)",
    "nonzero": "\\mathbb{R}\\setminus\\{0\\}",
}  # fmt: skip
_WORDS_SET = re.compile(r"\\text[a-z]*\s*\{([^{}]*)\}|\$")


def _set_in_words(text: str) -> str:
    """All real numbers except 0 are ℝ∖{0}."""
    found = _SET_IN_WORDS.fullmatch(" ".join(_WORDS_SET.sub(r" \1 ", text[:120]).split()).strip(" .").lower())
    if found is None or (found["which"] and not found["real"]) or (found["but"] and found["which"]):
        return text
    which = found["which"].strip().replace("-", "") if found["which"] else None
    base = _REALS[which] if found["real"] else "\\mathbb{Z}"
    return rf"{base}\setminus\{{{found['but'].replace(' and ', ', ')}\}}" if found["but"] else base


_SIZE = re.compile(
    r"^[\s$]*(?:\||\\l?vert\s?|\\?#\s?)(?:\\(?:operatorname|mathrm)\s?\{)?[A-Z][^=|]{0,40}(?:\||\\r?vert)?\s*=\s*(?=\d+[\s$]*$)"
)
"""|G| = 8 names the size of a group or a set."""
_WHEN = re.compile(
    r"^(?:\\text\s?\{\s?)?(?:if and only if|iff|(?:exactly |precisely |only )?when)\s?\}?\s?"
    r"(?=\$?[A-Za-z](?:\s?=\s?[A-Za-z\d]){1,6}[\s$]*$)"
)
_DEGREES = re.compile(
    r"^(-?\d{1,3})\s?(?:\\text\s?\{)?\s?degrees?,?\s?(?:and\s)?\}?\s?(?:\\text\s?\{\s?and\s?\}\s?)?(\d{1,2})\s?(?:\\text\s?\{)?\s?"
    r"(?:arc)?min(?:ute)?s?\s?\}?$"
)
_OUT_OF = re.compile(r"^(?:\\text[a-z]*\s*\{\s*)?(\d{1,9}) (?:out of|in) (\d{1,9})(?:\s*\})?$")
"""3 out of 5, 1 in 4."""


def _share(match: re.Match[str]) -> str:
    some, all_of_them = int(match[1]), int(match[2])
    return f"\\frac{{{some}}}{{{all_of_them}}}" if some <= all_of_them else match.group()


_PERIOD = re.compile(r"^(\[\s*\d{1,9}\s*;[^()\[\]]{0,80})\(([\d\s,]{1,80})\)\s*\]$")
"""[2; (1, 1, 4)], a continued fraction whose period others write with a bar."""
_SQUARE = re.compile(r"^[\s$]*(\\chi|\\sigma|R)\s*\^\s*\{?\s*2\s*\}?\s*=\s*(?=-?[\d.])")
"""χ^2 = 5.2, R^2 = 0.81: names of values, not equations to solve."""
_PH = re.compile(r"^pH\s+(?:of\s+)?(?=\d)")
_OF_A_TEST = re.compile(
    r"^(?:\\text[a-z]*\s*\{\s*)?(?:[Tt]he )?(?:(?P<p>\$?[pP]\$?[- ]?value)(?:\s*\}|(?=[\s=:]))"
    r"|(?:\d{2}\s?\\?%\s?(?:\\text\s*\{\s*)?)?(?:CI|[Cc]onfidence interval)\s*:?\s*\}?)\s*(?:is|[=:])?\s*(?=[\d.(\[])"
)
"""p-value = 0.03 is p = 0.03; a 95 % CI is its interval."""
_DENIED = "not|no|wrong|incorrect|false|or"
_OTHER_ROOT = "(?:other|second|negative|extraneous|remaining) (?:root|solution|value|one|answer|zero)s?"
_REMARK = re.compile(
    r"(?<=[\w})\]$])(?:\s|\\quad){0,4}(?:\\text\s*\{\s*)?\((?:\\text\s*\{\s*)?(?:"
    r"(?:reject|discard|dismiss)(?:ing)?\b(?=[^()]*(?:\d|root|solution|value))[a-z ]{0,40}\}?[^(){}]{0,40}"
    rf"|(?:ignoring|excluding|omitting|dropping) (?:the )?{_OTHER_ROOT}"
    rf"|(?:the )?{_OTHER_ROOT}[ }}]{{0,2}}[x=\d.-]{{0,9}}[ \\a-z{{]{{0,8}} (?:is|are|was|were)"
    r" (?:negative|extraneous|invalid|not (?:valid|possible|allowed|admissible)|impossible|inadmissible|rejected"
    r"|discarded|excluded|too (?:large|small|big))[ .!]*"
    r"|(?:using|with|taking)\b[ }]*\\?pi\b[^(){}]{1,20}"
    r"|(?:since|because|as(?! an?\b)|exactly|approximately|by|from)\b\s*\}?"
    rf"(?![^(){{}}]*\b(?:{_DENIED})\b)[^(){{}}]{{0,80}}"
    r"|the (?:only|unique|positive|larger|smaller|largest|smallest|greater|required|desired|sought)"
    r"(?: (?:positive|real|integer|valid|possible|prime))?"
    r" (?:root|solution|value|answer|one|possibility|number|integer|prime|zero)(?: "
    r"(?:(?:larger|greater|smaller|less|bigger) than|in|on|between|within|satisfying|for which|that satisfies)\b"
    rf"(?![^(){{}}]*\b(?:{_DENIED}|is|are|was|except|but|maybe|unless|if|fails?|plus|minus|times)\b)[^(){{}}?=,;:]{{1,40}}"
    r"| of (?:the|this) (?:equation|system|polynomial|inequality)| that (?:works|fits))?"
    r"|(?:(?:(?:double-?|re)?checked|verified|confirmed)(?: (?:by|with) [a-z ]{3,30})?|as (?:required|desired|expected)"
    r"|exact(?: value)?|(?:fully )?simplified|in (?:simplest|lowest|reduced|exact) (?:form|terms)|(?:the )?final answer"
    r"|see (?:above|below)|(?:über)?geprüft|verifiziert|vérifié|verificado|comprobado|verificato|gecontroleerd"
    r"|sprawdzone|проверено|перевірено|已验证|已检验|经检验|検算済み|확인함)[\s.!✓]*)\}?\s*\)\s*\}?\s*$"
)
"""A reason, a check or another name of the value, in brackets after it."""
_SIGNS = re.compile(
    r"(?<=[\w})\]$])(?:\s|\\quad){0,4}(?:\\text\s*\{\s*)?\((?:\\text\s*\{\s*)?"
    r"(?:(?:(?:all|any|with|for|every|independent) ){0,2}(?:the )?(?:(?:four|eight|4|8|possible|independent) ){0,2}"
    r"(?:combinations?|choices?) of (?:the )?signs?"
    r"|(?:all|any) (?:(?:four|eight|4|8|possible) ){0,2}sign (?:combination|choice)s?"
    r"|(?:the )?signs? (?:are )?(?:chosen )?independent(?:ly)?)\)\s*\}?\s*$"
)
"""Signs of one number need not go together: what is said beside it says no more."""
_SINCE = re.compile(
    r"^([^,;()]{1,120}),\s*(?:\\text\s*\{\s*)?(?:since|because)\b(?!.*\b(?:or|but|if|unless|maybe|wrong)\b).{1,200}$",
    re.DOTALL,
)
"""DNE, since the limits from the two sides differ."""


def _closed(match: re.Match[str]) -> str:
    return match[1] + "}" * (match[1].count("{") - match[1].count("}"))


_BELOW_ZERO = re.compile(
    r"^(?P<value>\d[\d.,]*(?:\\(?:[a-z]++|[^a-z])|[^\w\\]|[^\W\d_]){0,40}?)\s*"
    r"(?:below zero|unter null|sous (?:le )?z[eé]ro|au-dessous de zéro|bajo cero|sotto (?:lo )?zero"
    r"|abaixo de zero|onder nul|poniżej zera|ниже нуля|нижче нуля)"
    r"\s*\}?$"
    r"|^(?:零下|氷点下|영하)\s?(?P<glued>\d.*)$",
    re.IGNORECASE,
)
"""15 below zero, 15 \\text{ degrees below zero}: a negative number; freezing has no scale that is named."""
_ZERO = re.compile(r"z[eé]r[oa]|cero|null?|нуля", re.IGNORECASE)
_EMPTY_TEXT = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*\{\s*$")


def _negative(match: re.Match[str]) -> str:
    value = _EMPTY_TEXT.sub("", match["value"] or match["glued"]).rstrip()
    return f"-{value}" + "}" * (value.count("{") - value.count("}"))


_CHINESE_CUE = re.compile(r"^即(?=-?[\d$\\])|^(?:故|所以|因此)?(?:最终|最后)?的?(?:答案|结果)(?:是|为|等于|[:：])\s*")
_IN_ALL_ENDS = ("altogether", "in all", "in total", " only", " only}")
_IN_ALL = re.compile(r"(?<=[\w}])\s*,?\s+(?:altogether|in all|in total|only)$|(?<=\d)\s*\\text\s*\{\s*only\s*\}$")
_SIGNED_INFINITY = re.compile(
    r"(?P<open>\\text[a-z]* ?\{ ?)?(?P<sign>negative|minus|positive|plus) infinity(?P<close> ?\})?$"
)
_TO_INFINITY = re.compile(
    r"^(?:\\text[a-z]* \{ ?)?(?:(?:it|the (?:limit|series|integral|sequence)) )?"
    r"(?:(?:diverges|grows|goes|increases|decreases) to ?\}?(?=[\s$]{0,3}[-+]? ?(?:\\infty|infinity)[\s}$]{0,3}$)"
    r"|(?:converges|tends) to ?\})"
)


def _signed(match: re.Match[str]) -> str:
    """A brace that was opened before is closed before the sign."""
    closed = "} " if match["close"] and not match["open"] else ""
    return closed + ("-" if match["sign"][0] in "nm" else "") + "\\infty"
