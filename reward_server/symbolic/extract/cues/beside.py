"""What joins boxes that stand side by side, and what follows or names one."""

from __future__ import annotations

import re

CONNECTED = re.compile(
    r"(?:[\s,;.]|[A-Za-z()\s]{1,24}(?=\sand\s))*(?:and|und|et|y|e|i|и|和|与|及|과|と)?[\s,;]*(?:[A-Za-z](?:_?\w)?\s*=\s*)?",
    re.IGNORECASE,
)
LABEL = r"[(\[]?\s*(?:part|case|answer|question|q)?\s*[(\[]?(?:[a-h]|[1-9]|i{1,3}|iv)[)\].:]+"
LABELLED = re.compile(rf"[\s,;.]*{LABEL}[\s:]*(?:[A-Za-z](?:_?\w)?\s*=\s*)?", re.IGNORECASE)
_PART = r"(?:(?:and\s)?(?:for|in)\s)?(?:part\s*[(\[]?(?:[a-h]|\d|i{1,3}|iv)[)\]]?|\((?:[a-h]|i{1,3}|iv)\))"
_LEADS_ON = (
    r"(?![^.!?\n;]*\b(?:not|no|wrong|guess)\b)[^.!?\n;]{0,70}(?:=|:|\b(?:is|are|gives?|get|find|obtain|equals))\s*"
)
PARTED = re.compile(
    rf"(?:[^.!?\n;]{{0,40}}[.\n;])?[\s,]*(?:{_PART}[,:\s]{_LEADS_ON}|\d[.)]\s[^A-Za-z.!?\n]{{0,40}}=\s*)", re.IGNORECASE
)
"""Another part of the question, in a sentence of its own: for part (b), the median is."""
PART_BEFORE = re.compile(
    rf"(?:^|[.!?\n;])\s*(?:{_PART}[,:\s]{_LEADS_ON}|\d[.)]\s[^A-Za-z.!?\n]{{0,40}}=\s*)$", re.IGNORECASE
)
OFFERED = re.compile(
    r"\b(?:or|either|alternatively|maybe|perhaps|possibly|possible|could|might|may|vs|versus|unless|failing"
    r"|else|guess|option|plan|theory|candidate|interpretation|reading|assumption|scenario|variant|version|just as|"
    r"method|approach|case|choice|pick|if|otherwise|both|oder|ou|o|lub|albo|или|або|ή|או|hoặc|ya da|veya"
    r"|vielleicht|peut-être|"
    r"quizás|forse|talvez|может)\b|\d\s*\\?%|\?|？|[/|]\s*\$?\s*$|或|可能|还是|要么|若|また|または|もしくは|あるいは|또는|아니면|혹은|أو|या|หรือ",
    re.IGNORECASE,
)
"""Words between two boxes by which they are offered as alternatives."""
CLAUSE_END = re.compile(r"[.!?。！？;:,，、](?=[\s$\\]|$)|\n|(?<!\w)(?:and|und|et|y|e|i|и|і|en)(?!\w)|[和与及]")
EQUATED = re.compile(r"=|≡|≈|\\(?:equiv|approx|to|rightarrow|Rightarrow|implies|therefore|Longrightarrow)(?![a-z])|→|⇒")
RETRACTED = re.compile(
    r"\b(?:wait|wrong|mistake|incorrect|no|not|actually|instead|corrected|correction|scratch|oops|sorry|recheck|"
    r"re-check|check|should|hence|therefore|thus|so|finally|final|then|but)\b|错|不对|不是|应|所以|因此|最终|然而|但",
    re.IGNORECASE,
)
AFTER_OR = re.compile(
    r"[\s$)\\*]*[.,;]?\s*[(]?(?:alternatively,?|or|oder|ou|или|或者?|\\text\s*\{\s*or\s*\})\s*(?:maybe|perhaps|possibly)?\s*([^\n.;]{1,80})",
    re.IGNORECASE,
)
GAVE_UP = re.compile(
    r"\b(?:I|we) (?:(?:give|gave) up|failed|ran out of time)\b|\bI (?:don't|do not) know\b", re.IGNORECASE
)
NAMED = re.compile(r"\b(?:theorem|lemma|proposition|corollary)[\s$\\(]*$", re.IGNORECASE)
ASKED = re.compile(r"[$)\\ ]*[a-z][^.!?\n。]{0,60}[?？]")
NOUN = re.compile(r"[\s$)\\]*[A-Za-z]{3}")
MODAL = re.compile(r"[\s$)\\]*(?:can|could|may|might|must|will|would|should)\b")
