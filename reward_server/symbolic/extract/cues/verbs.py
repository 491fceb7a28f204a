# ruff: noqa: E501  (a line of a table is one kind of words)
"""The verbs by which a sentence states a value: "costs 12" states one, "mentions 12" does not."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import phrases
from reward_server.symbolic.parse.normalize import words

_REGULAR = """
    sum accommodate accumulate add amount answer arrive attain average bake bike borrow burn buy carry charge chop clean climb
    collect complete conclude consume cook cost cover create cross cycle deduce deliver deposit derive determine dig
    donate earn end equal exercise expand expect fill finish fit gain gather grow gross happen harvest hike hit hop host
    increase decrease intersect iron jog join jump knit last lift live load lower manage measure meet milk miss move mow
    need net obtain occur order overlap own owe pack paint pay perform pick place plant play possess pour practice practise
    produce pull purchase push raise reach realize receive recover reduce release remain remove rent repair require roll
    row save score serve share simplify sleep solve spend stack start stay store study suffice total train transport
    travel turn type unpack use visit vote wait walk want wash watch water weigh work yield evaluate compute calculate
    return result translate contribute eat drink paste retain keep hold lose win sell make take get give have drive ride
    run swim send read write throw catch sleep shoot leave find become come go see choose lie bring feed cut put sit
    stand sing teach rise fall meet hire invest lend print skate ski sew shovel slice cater convert correspond divide
    multiply subtract simplify lead involve vacuum wrap withdraw refund tip deduct drop lap juggle split swap trade round differ seat empty meow skip divide remove volunteer memorize check drain charge
"""
_IRREGULAR = """
    was were is are be been being am's it's that's there's there're has had having does bought cost paid ate eaten drank drunk kept
    held lost won sold made took taken got gotten gave given drove driven rode ridden ran swam swum sent read wrote
    threw thrown caught slept shot left found became came went gone saw seen chose chosen lay lain brought fed cut put
    sat stood sang sung taught rose risen fell met lent spent grew grown dug hit knew swept built bound worth
    counts counted remaining leaving making giving getting having taking yielding equals totals totalling totaling approaches approached approaching
"""


def _forms(verb: str) -> set[str]:
    """The regular forms of an English verb; doubled consonants too, for a form that nobody writes does no harm."""
    stem = verb[:-1] if verb.endswith(("e", "y")) else verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, f"{stem}ies", f"{stem}ied", f"{verb}ing"}
    if verb.endswith("e"):
        return {verb, f"{verb}s", f"{verb}d", f"{stem}ing"}
    return {verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}


GIVEN = re.compile(
    r"\b(?:gives?|gave|giving|makes?|made|making|takes?|took|taken|owes?|owed|costs?|pays?|paid|leaves?|left|leaving|saves?|saved|saving|brings?|sends?|lends?|lent|earns?|bought|buys?)"
    r" (?:the |his |her |my |their |to )?[\w']+(?: of them)?$"
)
"""A verb with its object."""

ENGLISH = frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(_IRREGULAR.split())

NOUNS = re.compile(r"(?<!\w)(?:the|a|an|of|in|on|at|its|my|our|per|by|from|with|no) ([a-z]+)$")
"""A word that is a verb elsewhere, as a noun: in row 7, of order 7."""
BASE = frozenset(_REGULAR.split())

OTHERS = of("verb", "is")
"""The verbs of the other languages, and the words that stand for one ("there are", "in all")."""

OBJECTS = of("object")
"""What may stand between such a verb and its value, besides the fillers."""

COMMON = frozenset(
    phrases("""
    falls|se|si|ob|sei|als|zou|kan|pode|puede|può|mai|czy|om|wenn|lo|la|e|da|non|no|pas|não|je|kann|may|can|could|parece|lijkt|scheint|semble|devine|duda|serait|sarebbe|sería|seria|chyba|może|май|могло|wohl|imagine|considere|paso|gis|gok|ли|令|设|若|let|可能|称|说|nói|bảo|cho|là|은|는""")
)
"""Words that object next to a value, but are other words elsewhere, or stand in honest sentences too."""

EVERY = (ENGLISH | frozenset(OTHERS)) - words("number order place score cost measure light change e a at is left over")
"""Verbs, for a look-up of single words."""
