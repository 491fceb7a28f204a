# ruff: noqa: E501  (a line of a table is one kind)
"""The words for kinds of places and of attributes, in several languages: extrema, singularities, centres, domains."""

from __future__ import annotations

import re

ORDINALS = {"simple": "1", "double": "2", "triple": "3", "first-order": "1", "second-order": "2", "third-order": "3"}
_ORDER = r"(?:(?P<times{0}>simple|double|triple|(?:first|second|third)-order)\s+{1}s?|{1}s?\s+of\s+order\s+(?P<order{0}>\d+)|{1}s?)"
OF_POINTS = {
    "max": r"max(?:im(?:um|a))?(?![a-z])|hochpunkte?|máxim[oa]s?|massim[oi]|максимум[аыов]*|极大值点?|極大値|極大|최댓값|극댓값",
    "min": r"min(?:im(?:um|a))?(?![a-z])|tiefpunkte?|mínim[oa]s?|minim[oi](?![a-z])|минимум[аыов]*|极小值点?|極小値|極小|극솟값",
    "saddle": r"saddles?(?:\s+points?)?|sattelpunkte?|points?[ -]selles?|puntos?\s+de\s+silla|punt[oi]\s+di\s+sella|седлов\w+\s+точк\w+|鞍点",
    "inflection": r"(?:points?\s+of\s+)?inflect?[xi]?ions?(?:\s+points?)?|wendepunkte?|points?\s+d'inflexion|puntos?\s+de\s+inflexión|拐点",
    "semistable": r"semi-?stable|half-stable",
    "unstable": r"sources?|repellers?|unstable(?:\s+equilibri(?:um|a))?|instable|instabil|inestable|неустойчив\w+",
    "stable": r"sinks?|attractors?|(?:asymptotically\s+)?stable(?:\s+equilibri(?:um|a))?|stabil|устойчив\w+",
    "pole": _ORDER.format("a", "pole"),
    "essential": r"essential(?:\s+singularit(?:y|ies))?",
    "removable": r"removable(?:\s+(?:singularit(?:y|ies)|discontinuit(?:y|ies)))?",
    "jump": r"jump(?:\s+discontinuit(?:y|ies))?",
    "zero": r"nullstellen?|x-intercepts?|" + _ORDER.format("b", "zero"),
    "centre": r"cent(?:re|er)(?:\s+of\s+the\s+circle)?|mittelpunkt|centro|центр|圆心|中心",
    "radius": r"radi(?:us|o|i)(?:\s+of\s+convergence)?|rayon(?:\s+de\s+convergence)?|raggio|радиус|半径|konvergenzradius",
    "diameter": r"diameter|durchmesser|diamètre",
    "vertex": r"vert(?:ex|ices)|scheitel(?:punkte?)?|sommets?|vértices?",
    "focus": r"foc(?:us|i)|brennpunkte?|foyers?|focos?",
    "rank": r"rank(?:\s*\(?[A-Z]\)?(?=\s*[=:]))?|rk(?:\s*\(?[A-Z]\)?)?|rang(?![a-z])",
    "nullity": r"nullity(?:\s*\(?[A-Z]\)?(?=\s*[=:]))?|dim(?:ension)?\s*(?:of\s+(?:the\s+)?)?\\?ker(?:nel)?(?:\s*\(?[A-Z]\)?)?",
    "amplitude": r"amplitude",
    "period": r"period(?:e)?(?![a-z])",
    "phase": r"phase(?:\s+shift)?",
    "quotient": r"quotient",
    "remainder": r"remainder|rest(?=\s*[:=])|reste",
    "slope": r"slope|gradient|steigung|pente",
    "median": r"median",
    "variance": r"variance|varianz",
    "deviation": r"standard\s+deviation|standardabweichung",
}
OF_EQUATIONS = {
    "vertical": r"vertical(?:e|es)?(?:\s+asymptotes?)?|asymptotes?\s+verticales?|垂直渐近线|铅直渐近线",
    "horizontal": r"horizontal(?:e|es)?(?:\s+asymptotes?)?|asymptotes?\s+horizontales?|水平渐近线",
    "oblique": r"(?:oblique|slant)(?:\s+asymptotes?)?|斜渐近线",
    "directrix": r"directri(?:x|ces)|leitlinie|directrice|directriz",
    "axis": r"ax[ie]s(?:\s+of\s+symmetry)?",
}
"""Whose letters count: x = -2 is not y = -2."""
OF_SETS = {
    "interval": r"interval(?:\s+of\s+convergence)?(?=\s*[:=]?\s*[\[(\]]|\s*[:=]|\s+[-\d])",
    "increasing": r"(?:is\s+)?(?:strictly\s+)?increas(?:ing|es)|croissante?|creciente|crescente|wachsend|steigend|возрастает|递增|单调递增",
    "decreasing": r"(?:is\s+)?(?:strictly\s+)?decreas(?:ing|es)|décroissante?|decreciente|decrescente|fallend|убывает|递减|单调递减",
    "convex": r"CU(?![a-z])|concave\s+up(?:wards?)?|convex(?:\s+down(?:wards?)?)?",
    "concave": r"CD(?![a-z])|concave\s+down(?:wards?)?|concave(?!\s+up)",
    "absolutely": r"converges\s+absolutely|absolutely\s+convergent",
    "conditionally": r"converges\s+conditionally|conditionally\s+convergent",
    "diverges": r"diverges|divergent",
    "domain": r"(?:the\s+)?domain(?:\s+of\s+[a-z])?|\\?Dom(?:\s*\(?f\)?)?(?![a-z])|D_\{?f\}?|D\(f\)|\\mathcal\s?\{?D\}?(?:_\{?f\}?)?"
    r"|Definitions(?:menge|bereich)|domaine(?:\s+de\s+définition)?|dominio|область\s+определения|定义域|定義域",
    "range": r"(?:the\s+)?(?:range|image)(?:\s+of\s+[a-z])?|Ran(?:\s*\(?f\)?)?(?![a-z])|R_\{?f\}?|R\(f\)|W_\{?f\}?"
    r"|Werte(?:menge|bereich)|rango|recorrido|imagen|immagine|область\s+значений|множество\s+значений|值域",
}
_SCOPE = (
    r"(?:(?:strict\s+)?(?P<near>local|relative|lokales?|relatives?|locaux|локальн\w+)|"
    r"(?P<whole>global|absolute|globales?|absolues?|глобальн\w+))"
)
KIND = re.compile(
    rf"(?<![A-Za-z\\])(?:{_SCOPE}\s+)?(?:(?:[a-z]_\s?\{{?\s?)?\\?(?:text|mathrm)?\{{?"
    + "(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in (OF_POINTS | OF_EQUATIONS | OF_SETS).items())
    + r")(?:\s+(?:(?P<nearby>locale?s?|locaux|relati[fv]\w*|локальн\w+)|(?P<all>absolu\w*|globale?s?))(?![a-z]))?"
    + r"(?:\s+(?:points?|values?)(?![a-z]))?\s?\}?)(?![A-Za-z])",
    re.IGNORECASE,
)
LETTERS = {
    "centre": re.compile(r"(?<![A-Za-z])(?:[CMOK]\s*=?\s*(?=\()|\(h,\s*k\)\s*=)"),
    "radius": re.compile(r"(?<![A-Za-z])[rR]\s*="),
    "vertex": re.compile(r"(?<![A-Za-z])[VS]\s*=?\s*(?=\()"),
    "focus": re.compile(r"(?<![A-Za-z])F\s*=?\s*(?=\()"),
    "directrix": re.compile(r"(?<![A-Za-z])[dlD]\s*(?::|\\colon)"),
    "interval": re.compile(r"(?<=[,;])(?:\s|\\[ ,;])*(?:I\s*=|[a-z]\s*\\in)?\s*(?=[\[(\]]\s*-?[\d\\])"),
    "slope": re.compile(r"(?<![A-Za-z])m\s*="),
}
"""What a letter names beside a text that says it in words."""
