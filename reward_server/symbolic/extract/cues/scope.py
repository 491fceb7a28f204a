# ruff: noqa: E501  (a line of a pattern is one kind of words)
"""Which of the words around a value belong to it: small sets and patterns, mostly of English."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.cues.kinds import Kind, phrases

ABBREVIATION = re.compile(r"(?:\b(?:eq|eqn|fig|approx|no|ca|vs|resp|i\.e|e\.g|z\.b|ca))$", re.IGNORECASE)
FINITE = frozenset(
    phrases("is|are|was|it's|that's|equals|ist|es|è|é|está|jest|равен|равна|равно|дорівнює|e|είναι|是|为|為|は")
)
BE = frozenset(["be", "been", "being"])
ANSWER = re.compile(
    r"answer|antwort|réponse|respuesta|resposta|risposta|antwoord|odpow|ответ|відпов|отговор|答案|答え|정답"
)
UNAFFECTED: frozenset[Kind] = frozenset({"bounded", "derived", "approximate", "supposed"})
"""What is said of a subject by these says nothing of the value after the copula: "the multiple is"."""
NOT_SO = ("no", "nothing", "without", "beyond", "any", "none", "there's no", "not")
OF_ONE = ("of a", "of an", "of the", "of", "of getting a", "each", "every", "per", "for a", "number of", "a single")
COUNTED = frozenset(("at least", "at most", "up to", "no more than", "no fewer than", "no less than", "not more than"))
PLACES = frozenset(("above", "below", "under", "over", "beyond", "between"))
"""With a comma after them these say where something stands: by the argument below, it is 7."""
NOUNS_TOO = frozenset(("test", "try", "wish", "substituting", "testing"))
ARTICLE = re.compile(r"(?<!\w)(?:the|a|an|this|that|each|every|our|one)$")
"""Only one passes the test: 7."""
STATES = re.compile(r"(?:\b(?:is|was|equals|answer)|[:=])\s*$")
"""At least 7 pies are left, the company hires at most 7: there the least or the most is asked for."""
MODAL = frozenset(phrases("could|might|may|can|well|podría|poderia|potrebbe|puede|pode|può|zou|kan"))
MEASURE_OF = re.compile(
    r"(?<!\w)(?:hat|haben|besitzt|heeft|hebben)\s(?:[^\W\d_]+\s){0,2}?(?:eine?n?|een)\s(?:[^\W\d_]+\s)?"
    rf"(?:länge|lengte|{either('quantity')})\s(?:von|van)$"
)
"""What has an area of 63 is measured by it, and 63 is no part of another value."""
WRONGLY = re.compile(r"(?<!\w)(?:wrongly|incorrectly|mistakenly|falsely|erroneously)\s+[a-z]{3,12}$")
SAID_BEFORE = re.compile(
    r"(?:was|is|were) (?:wrong|incorrect|mistaken)$|"
    r"(?<!\w)(?:that|this|it|which|\d)(?:'s|\s+(?:was|is|were))\s+"
    r"(?:wrong|incorrect|false|a mistake|not right|mistaken)$"
)
NEGATED_VERB = re.compile(
    r"(?<!\w)(?:do not|does not|did not|don't|doesn't|didn't|never|should not|shouldn't|must not|mustn't"
    r"|not)\s+[a-z]{3,12}(?:\s(?:at|on|in|by|for|to|with|from))?$"
)
"""A verb right before the value that is denied: do not submit 7, we never get 7."""
NEGATED_FOREIGN = re.compile(
    rf"(?<!\w)(?:{either('denies')})\s[^\W\d_]{{1,14}}$"
    r"|(?<!\w)(?:(?:non|não|nunca|jamais|nie|не|ні)\s(?:(?:ci|si|se|lo|la|le|gli|ne|me|te|lhe|nos|nam)\s)?[^\W\d_]{1,14}"
    r"|no\s(?:(?:se|lo|la|le|les|me|nos)\s)?(?:hay|es|son|era|eran|vale|valen|da|dan|tiene|tienen|tenía|suma|mide|pesa|resulta|obtiene"
    r"|existen?|contiene|cuestan?|quedan?|sobran?|caben?|necesitan?|gastan?|gana|compra|paga|come|lee|tarda|dura|\w+(?:ó|aron|ieron)|[^\W\d_]{2,9}(?:amos|emos|imos)))$"
)
"""The same in languages that put the negation before the verb: no hay 7, non ci sono 7, não há 7, nie kosztuje 7."""
NOT_SO_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(NOT_SO)})$")
OF_ONE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(OF_ONE)})(?: wrong| random| lucky)?$")
COUNTERFACTUAL = re.compile(r"\b(?:if\b.*\b(?:were|had)\b|were\b|had\b).*\bwould\b")
COMPLEMENT = re.compile(
    r"\s*(?:$|[.!;)\]]|(?:the (?:answer|right|correct|solution|final|true|value)|correct|right|true|valid"
    r"|possible|allowed|"
    r"acceptable|accepted|what|our|my|equal|an? (?:answer|solution|valid|possible)|it|quite|good"
    r"|in the (?:domain|range)|"
    r"satisf\w*|work|fit|hold|solve|check|match|meet|make sense|be (?:right|correct|true|it|the|accepted|valid)"
    r"|count|belong|apply|lie|admissible|permitted|"
    r"pass|final|definitive|add up|agree|convinc|trust)\b)"
)
VIOLATES = re.compile(
    r" (?:violate|contradict|conflict with|break|disagree with|exceed) (?:any|the|a|an|this|that|these|our|either)\b"
)
"""What a value does not do speaks for it: it does not violate any condition."""
IN_LOWEST_TERMS = re.compile(r" (?:further |any further )?(?:simplified|reduced|factored|broken down)\b")
"""What cannot be simplified is finished."""
ENGLISH_NOT = frozenset(
    phrases(
        "not|isn't|isnt|wasn't|aren't|never|cannot|can't|couldn't|won't|doesn't|does not"
        "|do not|don't|did not|didn't|neither"
    )
)
COMPARED = frozenset(("less than", "more than", "fewer than", "greater than", "plus", "minus"))
NUMBER = re.compile(r"\s*(?:$|[$\d\\.]|(?:twice|half|the|three|two|that|x|n|y|something)\b)")
VALUE = re.compile(r"\s*(?:[$(\\\[-]|\d|x\b)")
SUBJECT = re.compile(
    r"(?:is|was|has|had|makes|turned|turns|does|would|looks|seems|leads|gives|cannot|can't|falls|comes|fits|goes)\b"
)
RIGHT = re.compile(
    r"(?:does not|doesn't) (?:violate|contradict|conflict with|break|disagree with) (?:any|the|a|an|this|that|these|our|either)\b|(?:passes|survives|withstands) (?:the|this|that|every|all|each|both|any) (?:\w+ )?(?:checks?|tests?|conditions?|criteri\w+|requirements?)\b|fits(?:\s*[.!]|\s*$|\s(?:all|both|every|each|the (?:conditions?|equations?|clues?))\b)|"
    r"makes (?:both|the two|all|each|every) \w+ (?:equal|hold|true|integers?|work|vanish|zero|match|agree)\b"
    r"|makes (?:it|the (?:equation|inequality|statement|identity|condition)) (?:hold|true|work)\b|"
    r"is (?:indeed |therefore |thus |then |hence |clearly |in fact |actually |also |now )?(?:the|our|my|your"
    r"|their|what we|what is|what (?:remains|results|comes out|follows|was (?:asked|wanted|sought|required))\b"
    r"|correct|right|"
    r"therefore|an? (?:valid|correct|solution|possible solution|prime|root|multiple|perfect)|as (?:required"
    r"|desired)|attain|achiev|obtain|in(?:deed)? |\$|\\|\d|prime|even|odd|positive|negative|less|between)"
)
DENYING = frozenset(("doesn't", "does not", "cannot", "can't", "couldn't", "do not", "don't", "did not", "didn't"))
