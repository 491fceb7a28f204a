"""Letters that the question uses for something else than their names say: a real number $n$, the i of a state $i$, the
e of an eccentricity $e$."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT

_SAID_REAL = re.compile(
    r"(?<![A-Za-z])([j-nN])\$?\s*(?:be|is|\\in|∈)\s*(?:an?\s)?(?:(?:positive|arbitrary|any)\s)?(?:real(?![a-z])|\\mathbb\s*\{?R|ℝ)"
)
"""A letter that would be taken for an integer, where the prompt says what it is."""
_VARIABLE_I = re.compile(
    r"\b(?:states?|fortune|capital|position|node|vertex|site|player|row|column|time|step|level|index|stage|year|day|period"
    r"|asset|firm|current|incidence|interest|rate|inflation|item|group|class|cell|machine|box|urn|number|count|from|at|in|with)"
    r"\s+\$i\$|\$i\$(?:th\b|-th\b)"
    r"|\$i\s*(?:\\in\s*\\\{|=\s*[01]\s*,|\\geq?\s*[01]\s*\$)|\$[01]\s*(?:\\leq?|<)\s*i\s*(?:\\leq?|<)"
)
_IMAGINARY = re.compile(
    r"imagin|complex|\\mathbb\s*\{?\s*C|\bi\s*\^\s*\{?\s*2\s*\}?\s*=\s*-\s*1|\\sqrt\s*\{?\s*-\s*1|\\hat|vector|phasor"
    r"|\bpoles?\b|roots? of unity|quaternion|e\^\s*\{?\s*i|\d\s*i\b|i\s*\\pi|[+-]\s*i\b(?!\s*\$)",
    re.IGNORECASE,
)
_VARIABLE_E = re.compile(
    r"\b(?:eccentricity|edges?|events?|emissivity|charge|elasticity|excentricit\w+|Exzentrizität\w*|эксцентриситет\w*)\s+\$e\$"
)
_EULER = re.compile(r"Euler|\bexponential|\be\^|natural log|\\ln\b|\\exp\b|2\.718")


def variables(prompt: str) -> list[str]:
    """The letters that are real numbers or variables in the prompt, and would be integers or constants elsewhere."""
    asked = prompt[-MAX_PROMPT:]
    found = _SAID_REAL.findall(asked) if "real" in prompt or "mathbb" in prompt or "ℝ" in prompt else []
    if "i$" in asked or "$i" in asked or " i " in asked:
        found += ["i"] if _VARIABLE_I.search(asked) and not _IMAGINARY.search(asked) else []
    if "$e$" in asked:
        found += ["e"] if _VARIABLE_E.search(asked) and not _EULER.search(asked) else []
    return found
