"""What one sentence states: the value after its verb, or why it states none."""

from __future__ import annotations

import re
from itertools import pairwise

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.boxes import Final, mostly_words, parses
from reward_server.symbolic.extract.context import Phrases, gave_up, label, objection_after, objection_before, plain
from reward_server.symbolic.extract.cues import REASONS
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Op, Word, walk
from reward_server.symbolic.parse.units import unit

SEGMENT = re.compile(
    r"\$\$((?:\\.|[^$\\])+)\$\$|\$((?:\\.|[^$\\\n])+)\$(?!\d)|\\\(((?:[^\\]|\\(?!\)))+)\\\)|\\\[((?:[^\\]"
    r"|\\(?!\]))+)\\\]"
)
_WORD = re.compile(
    r"(?<![\\A-Za-z0-9])(?!(?:sqrt|pi|sin|cos|tan|ln|log"
    r"|exp)(?![A-Za-z]))[A-Za-zÀ-ɏḀ-ỿ]{2,}(?:'[a-z]{1,2}(?![a-z]))?(?![0-9(])"
    r"|[\u0370-\u03ff]{2,}|[\u0400-\u2000\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufdff\ufe70-\ufefe]+"
    r"|[,;](?=\s+[A-Za-z]{2})"
    r"|(?<!\d)[.](?=\s)|[:：;；。．，、]|(?<![\w\\])(?:[À-ɏḀ-ỿ]|[aAI](?=\s+[A-Za-z]{2})|[eyoi](?=\s\d))(?!\w)"
    r"|[(\[](?=[A-Za-z]{3})"
)
_VALUE = re.compile(r"\d|\\frac|\\sqrt|\\pi|\\infty|√|π|∞|\\emptyset|\\varnothing|∅")
_EDGES = " \t\n,.;:-–—*_`\"'"
Span = tuple[int, int]


def formulas(sentence: str) -> list[Span]:
    """Where the sentence writes mathematics, whether between dollar signs or not."""
    found: list[Span] = []
    at = 0
    for segment in SEGMENT.finditer(sentence):
        found += _plain_formulas(sentence, at, segment.start())
        found.append(segment.span())
        at = segment.end()
    return found + _plain_formulas(sentence, at, len(sentence))


def _plain_formulas(sentence: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for word in _WORD.finditer(sentence, start, end):
        spans.append((at, word.start()))
        at = word.end()
    spans.append((at, end))
    return [trimmed for one in spans if (trimmed := _trimmed(sentence, *one)) is not None]


def _trimmed(sentence: str, start: int, end: int) -> Span | None:
    piece = sentence[start:end]
    if not _VALUE.search(piece):
        return None
    left = len(piece) - len(piece.lstrip(" \t\n,.;:*_`\"'"))
    right = len(piece.rstrip(_EDGES + "!?（("))
    piece = piece[left:right]
    if piece.startswith(("- ", "– ", "— ", ") ")) or (piece.startswith("> ") and not start):
        left += 2
    return (start + left, start + right) if left < right else None


_COPULA = re.compile(
    r"(?<![\w-])(?:is|are|equals|was|were|be|it's|that's|becomes|totals|comes to|comes out to|amounts to"
    r"|works out to|evaluates to|gives|"
    r"ist|sind|beträgt|lautet|gilt|ergibt|gleich|est|sont|vaut|donne|es|son|vale|é|são|è|sono|zijn|bedraagt"
    r"|jest|wynosi|"
    r"равен|равна|равно|равны|составляет|получаем|дорівнює|є|е|са|είναι|הוא|היא|הם|هو|هي|يساوي|تساوي|là|bằng)(?![\w-])"
    r"|是|为|為|等于|得|は|คือ|เท่ากับ"
)
_CONNECTIVE = re.compile(
    r"(?<!\w)(?:so|thus|therefore|hence|then|but|giving|which means|which gives|which yields|which implies"
    r"|from which|that means|we get|we obtain|yielding|also|daher|somit|folglich|donc|"
    r"ainsi|por lo tanto|por tanto|luego|portanto|logo|quindi|dunque|dus|zatem|więc|следовательно|поэтому"
    r"|значит|отже|тому|"
    r"следователно|άρα|επομένως|לכן|إذن|لذلك|अतः|इसलिए|vậy|do đó)(?!\w)|所以|因此|故|从而|したがって|よって|ゆえに|"
    r"따라서|그러므로"
    r"|ดังนั้น|=>|⇒|\\Rightarrow|\\implies|∴",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"(?:,\s*which\b(?!\s+(?:gives|yields|means|equals|implies|makes|leads|simplifies|comes|results|gave))"
    r"|,\s*(?:therefore|hence|thus)\b|[,;:]?\s*\b(?:namely|i\.e\.)|[,\s(]+(?:because|since|where|due to"
    r"|given that|as|when|"
    r"whenever|while|attained|reached|achieved|obtained|occurring|weil|da|denn|wenn|car|puisque|parce que"
    r"|lorsque|quand|porque|"
    r"cuando|donde|já que|quando|perché|poiché|omdat|wanneer|ponieważ|gdy|bo|потому что|так как|поскольку|когда"
    r"|при|бо|тому що|"
    r"коли|защото|когато|γιατί|επειδή|όταν|כי|כאשר|لأن|عندما|क्योंकि|जब|vì|khi|çünkü)\b|，?(?:因为|由于|当)).*",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    r"[\s,;$]*(?:(and|or|und|oder|et|ou|y|o|e|i|lub|и|или|і|або|και|ή|או|و|أو|và|hoặc|ve|veya|和|或|与|或者|と|または|와"
    r"|과|또는|and/or)[\s,;$]*)?",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:or|oder|ou|o|lub|или|або|ή|או|أو|hoặc|veya)\b|或|または|또는", re.IGNORECASE)
_HEDGE = re.compile(r"\b(?:or|maybe|perhaps|possibly|either|alternatively)\b|或|可能", re.IGNORECASE)
_FIRST_PERSON = re.compile(
    r"(?:^|[\s,])(?:i|we)(?:'ve|'ll|(?:\s+have|\s+had|\s+will)(?=\s+[a-z]))?(?:\s+(?:\w+ly|also|then|now|indeed"
    r"|already|thus|therefore|finally|hence))?\s+(\w+)"
)
_COMMANDS = Phrases(cues.COMMANDS)
_PREPOSITION = re.compile(
    r"\b(?:with|in|on|at|from|by|for|near|of|than|like|mod|within|under|over|via|per|between|among|against"
    r"|after|before|until|"
    r"without|through|during|across|toward|towards|around|beyond|has|have|contains|involves|includes|to|as)\s*$",
    re.IGNORECASE,
)
_FILLED = re.compile(
    r"\b(?:equal to|equivalent to|given by|found to be|written as|expressed as|simplified to|rounded to"
    r"|a total of|a sum of|total of|"
    r"the sum of|pair of|out to|down to|up to|comes to|reduces to|simplifies to|evaluates to|amounts to"
    r"|works out to|comes out to|"
    r"comes out as|the form of|stated as|of the form|to be|as follows|number of|set of|probability of|value of"
    r"|measure of|length of|"
    r"area of|odds of|chance of|ratio of|rate of|cost of|price of|average of|maximum of|minimum of|score of"
    r"|profit of|distance of|"
    r"speed of|at least|at most|left with|\w+ing (?:at|for|with|in)|because of)\s*$",
    re.IGNORECASE,
)


def ask(sentence: str) -> bool:
    return bool(re.search(r"[?？؟]\s*[\"')*_\]$]*\s*$", sentence))


def statement(sentence: str, following: str) -> Final:
    """The value that a sentence without a cue states."""
    if ask(sentence):
        return Final(none="a question states nothing")
    if gave_up(sentence):
        return Final(none="the text says that it has no answer")
    clause, offset = _main_clause(sentence)
    if _COMMANDS.beginning(plain(clause).lstrip(" *_#>-")):
        return Final(none="the last sentence supposes, asks or refers to something")
    if _did_else(clause):
        return Final(none="the last sentence says what was done, not what the answer is")
    if _ABOUT_ITSELF.match(plain(clause)):
        return Final(none="the last sentence speaks of the text, not of the answer")
    short = _main_part(clause)
    spans = formulas(short)
    if not spans:
        return Final()
    copulas = [one for one in _COPULA.finditer(short.lower()) if spans[-1][0] >= one.end()]
    start = copulas[-1].end() if copulas else -1
    first = bool(copulas)
    runs = runs_of(short, [span for span in spans if span[0] >= start])
    if copulas and not first:
        return Final()
    run = runs[0] if first else _paid(short, runs) or runs[-1]
    if not copulas and len(runs) > 1 and _HEDGE.search(short[runs[-2][-1][1] : run[0][0]]):
        return Final(none="alternatives are no final answer")
    zone, shown, after = short[max(start, 0) : run[0][0]], short[run[0][0] : run[-1][1]], short[run[-1][1] :]
    if _loose(zone, after, shown, bool(copulas)):
        return Final(none="the sentence says something of the number, not that it is the answer")
    if re.match(r"\s*\w+ (?:(?:left|remaining|still) )?to (?:check|do|prove|try|test|consider|go)\b", after):
        return Final(none="the sentence says what is to be done, or for which case")
    if re.match(r"\s*more (?:minutes|hours|seconds|steps|lines|time|tries)\b", after) and own_voice(clause):
        return Final(none="the sentence says what is to be done, or for which case")
    if _TO_DO.search(zone) or (_CASE.search(zone) and "=" in shown):
        return Final(none="the sentence says what is to be done, or for which case")
    if not copulas and _PREDICATE.match(after) and (not _SHAPED.search(shown) or "=" in shown):
        return Final(none="the sentence says something of the number, not that it is the answer")
    found = value(short, run, clause[len(short) :] + sentence[offset + len(clause) :] + following, sentence[:offset])
    if not found.texts and not copulas and len(runs) > 1 and found.none == REASONS["negated"]:
        return value(short, runs[-2], "", sentence[:offset])  # we keep 24 and reject -3
    return found


_MEASURED = re.compile(
    r"\s*(?:%|\\%|percent\b|°|\$?\s*[A-Za-zµ$\\{]{1,12}(?:\^?\d|/\w+)?[}$]*\s*(?:[.!]|$|(?:per|in|of|and|a|each"
    r"|an|at|from|to|on|with|left|remaining|later|together|total)\b))"
)
_SHAPED = re.compile(r"[(\[=%$€£]|\\frac|\\sqrt|\\pi|√|π")
"""Values that are hardly ever names: pairs, equations, roots, money."""
_TO_DO = re.compile(
    r"\bto (?:add|subtract|multiply|divide|check|prove|show|try|take|solve|verify|compute|calculate|consider"
    r"|test|substitute|plug|find|show|raise|sum)"
    r"(?: \w+){0,4}\s*$",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b(?:for|when|if|case|with|at|where)\s*$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\s*(?:is|are|was|were)\s+(?!(?:the|our|my|your|his|her|its|their|what|therefore|thus|then|hence|indeed"
    r"|also|left|remaining|possible|in|enough|"
    r"needed|required|necessary|sufficient|correct|right|divided|sold|used|still|now|not|all)\b)"
)


def _loose(zone: str, after: str, shown: str, copula: bool) -> bool:
    """Does a preposition stand before the value, so that it says something else: is divisible by 7, is in row 7?

    A measure (after 24 hours), and without a copula a value that is no bare number (meet at (2, 3)), may follow one.
    """
    pattern = _PREPOSITION if copula else _ASIDE
    if not pattern.search(zone) or _FILLED.search(zone) or _WE_HAVE.search(zone) or _MEASURED.match(after):
        return False
    return copula or not _SHAPED.search(shown)


_WE_HAVE = re.compile(r"\b(?:we|i)\b[a-z ]*have\s*$|\bend(?:ed)? up with\s*$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:in|on|at|from|by|for|near|of|than|like|within|under|over|via|per|between|among|against|before|until|"
    r"without|through|during|across|toward|towards|around|beyond|to|with|minute|second|copyright|hour|day|year)\s*$",
    re.IGNORECASE,
)


def own_voice(clause: str) -> bool:
    return _FIRST_PERSON.search(plain(clause)) is not None


def _did_else(clause: str) -> bool:
    """Is it about what I or we did, and not what was found?"""
    words = plain(SEGMENT.sub(" ", clause))
    own = list(_FIRST_PERSON.finditer(words))
    if not own:
        return False
    verbs = {
        own[-1].group(1),
        *re.findall(r"\band (?:thus |so |then |hence )?([a-z]+)", words[own[-1].end() :]),
        *re.findall(r"\bto (obtain|get|find|conclude)", words),
    }
    return not verbs & cues.OWN_VERBS


_ABOUT_ITSELF = re.compile(
    r"\W*(?:so |but |and )?(?:this|the|a|my|our|that)\s+(?:\w+\s+)?(?:proof|attempt|approach|exercise"
    r"|computation|calculation|script|"
    r"notebook|notes|page|text|book|textbook|timer|clock|conversation|chat|transcript|token|context|draft|post"
    r"|thread|video|"
    r"lecture|exam|test|quiz|homework|assignment|paper|article|reasoning|argument|explanation|hint|diagram"
    r"|picture|given set|given)\b|\W*question\s+\d"
)


def _main_part(clause: str) -> str:
    """Without the reason or circumstance at its end, where what stands before states something."""
    because = _BECAUSE.search(clause)
    if because is None:
        return clause
    short = clause[: because.start()]
    spans = formulas(short)
    if not spans:
        return clause
    later = [one for one in _COPULA.finditer(clause.lower(), because.start()) if formulas(clause[one.end() :])]
    stated = [one for one in _COPULA.finditer(short.lower()) if spans[-1][0] >= one.end()]
    follows = _THEN_VALUE.search(because.group())
    return short if stated or not (later or follows) else clause


_THEN_VALUE = re.compile(r",\s*[$(]*[A-Za-z]\s*=\s*[^,=]{1,20}$")


def _paid(sentence: str, runs: list[list[Span]]) -> list[Span] | None:
    """They paid $120 for 3 tickets: the one sum of money is what such a sentence states."""
    money = [
        run
        for run in runs
        if re.match(r"\\?[$€£¥₹]\s?\d", sentence[run[0][0] : run[0][1]])
        and not _delimited(sentence[run[0][0] : run[0][1]])
    ]
    return money[0] if len(money) == 1 else None


def _main_clause(sentence: str) -> tuple[str, int]:
    """What follows the last "so" or "therefore" with a formula after it, and where it begins."""
    start = 0
    for connective in _CONNECTIVE.finditer(sentence):
        if formulas(sentence[connective.end() :]):
            start = connective.end()
    return sentence[start:], start


def runs_of(sentence: str, spans: list[Span]) -> list[list[Span]]:
    """Formulas that only commas, `and` or `or` join are one list."""
    runs = [[spans[0]]]
    for left, right in pairwise(spans):
        if _LINK.fullmatch(sentence, left[1], right[0]):
            runs[-1].append(right)
        else:
            runs.append([right])
    return runs


def value(sentence: str, run: list[Span], rest: str, lead: str = "") -> Final:
    """The value of a run of formulas, unless the words around it object."""
    start, bare_end = run[0][0], run[-1][1]
    text, end = _read(sentence, run)
    if "equation" not in sentence and (sum_ := _NAMED_SUM.fullmatch(text)):
        text = sum_.group(1)
    before = lead[-80:] + sentence[:start]
    noun = re.match(r"\s*[A-Za-z]{3}", sentence[bare_end:]) is not None and not _PLURAL.search(before)
    objection = (
        objection_before(before, noun=noun, approximate=_exact(text, sentence))
        or objection_after(sentence[bare_end:] + rest, number=True)
        or _changed(sentence[bare_end:])
        or (objection_after(sentence[end:] + rest) if end > bare_end else "")
    )
    if not objection and re.match(r"\s*[~≈]", text) and _exact(text, sentence):
        objection = REASONS["approximate"]
    if not objection and _OTHER.match(sentence[end:] + rest):
        objection = "another value is offered beside it"
    if not objection and label(before) and re.match(r"[-\d.]+$", text.strip()):
        objection = "the number is the name of something"
    if not objection and lead and re.search(r"\d(?:th|st|nd|rd)\b", text):
        objection = "the number is a part of a word or phrase"
    if objection:
        return Final(none=objection)
    return Final((f"-({text})" if re.search(r"\b(?:negative|minus)\s*$", before) else text,))


_NAMED_SUM = re.compile(r"\s*[A-Za-z](?:\s*[-+]\s*[A-Za-z])+\s*=\s*(-?[\d.,]+)\s*\.?\s*")
"""m + n = 125 names its value; where an equation is asked for, the text says so."""
_PLURAL = re.compile(r"\b(?:are|were)\b")
_OTHER = re.compile(
    r"[\s.,;$)]*(?:\b(?:or|oder|ou|o bien|oppure|of|lub|albo|или|або|ή|או|أو|या|hoặc|veya)\s+(?:maybe |perhaps "
    r"|possibly |rather |was it |is it )?[$(\\]*-?\d|(?:或者?|还是|または|もしくは|또는|หรือ)\s*[$(]*-?\d)",
    re.IGNORECASE,
)


def _exact(text: str, sentence: str) -> bool:
    """A whole number where no rounding is spoken of: "about 7" is then another value than 7."""
    return re.fullmatch(r"[~≈\s]*[-+−]?\d[\d,]*", text.strip()) is not None and not re.search(
        r"round|nearest", sentence
    )


_CHANGES = re.compile(
    r"(?:th|st|nd|rd|ish|k|K)\b|-(?:digit|th|ish|fold|sided|element)|\s(?:times|digits?|steps|percent of|% of"
    r"|times the|attempts|tries)\b(?=\s(?:the|as|of|more|larger|that|a\b)|[.\s]*$)"
)


def _changed(after: str) -> str:
    return "the number is a part of a word or phrase" if _CHANGES.match(after) else ""


def _read(sentence: str, run: list[Span]) -> tuple[str, int]:
    """The text of a run, with the unit that follows it, and where it ends."""
    start, end = run[0][0], run[-1][1]
    pieces = [sentence[left:right] for left, right in run]
    if len(run) == 1 and not _delimited(pieces[0]):
        if (longer := _with_unit(sentence, start)) is not None and start + len(longer) > end:
            return longer, start + len(longer)
        piece = pieces[0].strip()
        if not parses(piece) and piece.count("=") and parses(piece.split("=")[-1]):
            piece = piece.split("=")[-1].strip()
        if not parses(piece) and (shorter := prefix(piece)) and piece[len(shorter) :].lstrip()[:1].isalpha():
            return shorter, start + len(shorter)
        return piece, end
    texts = [_bare(piece).strip().rstrip(".,") for piece in pieces]
    link = " or " if any(_OR.search(sentence[a[1] : b[0]]) for a, b in pairwise(run)) else ", "
    sign = re.match(r"\s*(\\?%|percent\b|\^\s*\{?\s*\\circ\s*\}?|°)", sentence[end:])
    joined = link.join(texts)
    if sign:
        return joined + sign.group(1), end + sign.end()
    return joined, end


def _delimited(piece: str) -> bool:
    return SEGMENT.fullmatch(piece) is not None


def _bare(piece: str) -> str:
    match = SEGMENT.fullmatch(piece)
    return next(group for group in match.groups() if group is not None) if match else piece


def _with_unit(sentence: str, start: int) -> str | None:
    """The longest beginning that is an expression: a number with its unit, a list with `and`."""
    words = list(re.finditer(r"\S+", sentence[start : start + 120]))[:9]
    for word in reversed(words):
        piece = sentence[start : start + word.end()].rstrip(",.;:!")
        if "$" not in piece[1:] and not _NO_UNIT.search(piece) and measured(piece):
            return piece
    return None


_NO_UNIT = re.compile(
    r"[;:]\s|\([A-Za-z]{3}|,\s+[^\W\d_]{3,}|\s(?:a|an|the|or|and|in|of|for|to|plus|minus|more|less"
    r"|times)(?:\s+[^\W\d_]|$)"
)


def measured(text: str) -> bool:
    """Is the text an expression whose words, if it has any, are units or nouns that are counted?"""
    try:
        tree = parse(text)
    except Unparsable:
        return False
    if isinstance(tree, Word) or mostly_words(tree):
        return False
    quantities = [one.args[1] for one in walk(tree) if isinstance(one, Op) and one.head == "quantity"]
    return all(isinstance(one, Word) and unit(one.text).known for one in quantities)


def prefix(text: str) -> str:
    words = text.split()
    for size in range(min(len(words), 8), 0, -1):
        piece = " ".join(words[:size])
        if _VALUE.search(piece) and parses(piece):
            return piece
    return ""
