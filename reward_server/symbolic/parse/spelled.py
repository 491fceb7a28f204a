# ruff: noqa: E501  (a line of a table is one language)
"""Values in words, in a text or as all of it: whole numbers, fractions, mixed numbers, decimals, and their signs.

Two thirds, drei Viertel, un tercio, две трети, beşte iki, hai phần ba, 三分の二; zwei und ein halb; three point five; minus four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from reward_server.symbolic.parse import numerals_of
from reward_server.symbolic.parse.numerals_of import MAX_WORDS, WORD, number, plain, terms

_PARTS = """
en - s 3 third 4 fourth|quarter 5 fifth 6 sixth 7 seventh 8 eighth 9 ninth 10 tenth 11 eleventh 12 twelfth 13 thirteenth 14 fourteenth 15 fifteenth 16 sixteenth 17 seventeenth 18 eighteenth 19 nineteenth 20 twentieth 25 twenty-fifth 30 thirtieth 36 thirty-sixth 40 fortieth 50 fiftieth 60 sixtieth 100 hundredth 1000 thousandth
de -|s|n -|n|s 3 drittel 4 viertel 5 fünftel 6 sechstel 7 siebtel|siebentel 8 achtel 9 neuntel 10 zehntel 11 elftel 12 zwölftel 13 dreizehntel 14 vierzehntel 15 fünfzehntel 16 sechzehntel 18 achtzehntel 20 zwanzigstel 24 vierundzwanzigstel 25 fünfundzwanzigstel 30 dreißigstel 36 sechsunddreißigstel 50 fünfzigstel 60 sechzigstel 100 hundertstel 1000 tausendstel
nl - -|n|s 3 derde 4 vierde|kwart 5 vijfde 6 zesde 7 zevende 8 achtste 9 negende 10 tiende 11 elfde 12 twaalfde 15 vijftiende 16 zestiende 20 twintigste 100 honderdste 1000 duizendste
fr - -|s 3 tiers 4 quart 5 cinquième 6 sixième 7 septième 8 huitième 9 neuvième 10 dixième 11 onzième 12 douzième 13 treizième 14 quatorzième 15 quinzième 16 seizième 18 dix-huitième 20 vingtième 30 trentième 36 trente-sixième 50 cinquantième 100 centième 1000 millième
es o|a os|as 3 terci|tercer 4 cuart 5 quint 6 sext 7 séptim 8 octav 9 noven 10 décim 11 onceav 12 doceav 13 treceav 15 quinceav 16 dieciseisav 20 veinteav|veintav|vigésim 100 centésim 1000 milésim
pt o|a os|as 3 terç|terceir 4 quart 5 quint 6 sext 7 sétim 8 oitav 9 non 10 décim 20 vigésim 100 centésim 1000 milésim
it o|a i|e 3 terz 4 quart 5 quint 6 sest 7 settim 8 ottav 9 non 10 decim 11 undicesim 12 dodicesim 15 quindicesim 16 sedicesim 20 ventesim 100 centesim 1000 millesim
pl a|ej|ą|ia|iej|ią e|ie|ych|ich|ym|im|ymi|imi 2 drug 3 trzec 4 czwart 5 piąt 6 szóst 7 siódm 8 ósm 9 dziewiąt 10 dziesiąt 11 jedenast 12 dwunast 15 piętnast 20 dwudziest 100 setn
ru ая|ой|ую|я|ей|ю|ь|и|ью ых|их|ым|им|ыми|ими|и|ей|ям|ями 2 втор 3 трет|треть 4 четверт|четвёрт 5 пят 6 шест 7 седьм 8 восьм 9 девят 10 десят 11 одиннадцат 12 двенадцат 15 пятнадцат 16 шестнадцат 20 двадцат 100 сот 1000 тысячн
uk а|ої|ій|у|ою|я|ю|ина|ини|ину|ині|иною|ь|і их|іх|им|ими|ини|ин|инах|инами|і|ей 2 друг 3 трет|треть 4 четверт|чверт 5 п'ят 6 шост 7 сьом 8 восьм 9 дев'ят 10 десят 11 одинадцят 12 дванадцят 15 п'ятнадцят 20 двадцят 100 сот
bg а|ата|ина|ината и|ите|ини|ините 2 втор 3 трет 4 четвърт 5 пет 6 шест 7 седм 8 осм 9 девет 10 десет 12 дванадесет|дванайсет 20 двадесет 100 стотн
el ο|ου α|ων 2 δεύτερ 3 τρίτ 4 τέταρτ|τετάρτ 5 πέμπτ 6 έκτ 7 έβδομ|εβδόμ 8 όγδο|ογδό 9 ένατ|ενάτ 10 δέκατ|δεκάτ 11 ενδέκατ|εντέκατ 12 δωδέκατ 20 εικοστ 100 εκατοστ
sv -|en ar|arna 3 tredjedel 4 fjärdedel 5 femtedel 6 sjättedel 7 sjundedel|sjundel 8 åttondel|åttondedel 9 niondel|niondedel 10 tiondel|tiondedel 12 tolftedel 20 tjugondel 100 hundradel|hundradedel
da -|en e|ene 3 tredjedel 4 fjerdedel 5 femtedel 6 sjettedel|sjettedel 7 syvendedel 8 ottendedel 9 niendedel 10 tiendedel 12 tolvtedel 100 hundrededel
nb -|en er|erne|ene 3 tredjedel|tredel 4 fjerdedel|firedel 5 femtedel|femdel 6 sjettedel|seksdel 7 sjuendedel|sjudel 8 åttendedel|åttedel 9 niendedel|nidel 10 tiendedel|tidel 12 tolvtedel|tolvdel 100 hundredel
fi -|n|an|ssa|sta|lla -|a|n|ssa|sta|lla|aan|an 3 kolmasosa|kolmannes 4 neljäsosa|neljännes 5 viidesosa 6 kuudesosa 7 seitsemäsosa 8 kahdeksasosa 9 yhdeksäsosa 10 kymmenesosa 12 kahdestoistaosa 100 sadasosa
hu -|a|e|ot|et|ja|je -|a|e|ot|et|ja|je 3 harmad 4 negyed 5 ötöd 6 hatod 7 heted 8 nyolcad 9 kilenced 10 tized 12 tizenketted 20 huszad 100 század
cs ina|iny|inu|inou|ině iny|in|inám|inách|inami 3 třet 4 čtvrt 5 pět 6 šest 7 sedm 8 osm 9 devít|devět 10 desít|deset 12 dvanáct 20 dvacet 100 set
sk ina|iny|inu|inou|ine iny|ín|in|inách|inami 3 tret 4 štvrt 5 pät 6 šest 7 sedm 8 osm 9 devät 10 desat 12 dvanásť 100 stot
ro ime|imea|imii imi|imile 3 tre 4 pătr 5 cinc 6 șes 7 șept|șapt 8 opt 9 no 10 zec 100 sut
ar - - 3 ثلث|أثلاث 4 ربع|أرباع 5 أخماس 6 سدس|أسداس 7 أسباع 8 ثمن|أثمان 9 أتساع 10 أعشار
he - ים|ות 3 שליש 4 רבע 5 חמישית|חמישי 6 שישית|שישי 7 שביעית|שביעי 8 שמינית|שמיני 9 תשיעית|תשיעי 10 עשירית|עשירי
hi - - 3 तिहाई 4 चौथाई
"""
"""A line a language: the endings of one part, those of several, and the stems after their number."""
_HALVES = """
en half halves|de halb halbe halbes halber hälfte|fr demi demie moitié|es medio media mitad|pt meio meia metade|it mezzo mezza metà|nl half halve helft|pl pół połowa połowę połowie połowy
ru половина половину половине половины половиной|uk половина половини половину половині половиною|bg половина половин|el μισό μισή μισού|tr yarım yarısı|vi nửa rưỡi|ar نصف|he חצי מחצית|hi आधा आधी
sv halv halva hälften halvt|da halv halvt halve halvdelen|nb halv halvt halve halvparten|fi puoli puolet puolikas|hu fél|cs půl polovina polovinu poloviny polovině|sk pol polovica|ro jumătate"""
_MIXED = """
en and|de und|fr et|es y|pt e|it e|nl en|pl i|ru с и целых целая|uk з із і та цілих|bg и цяло|el και|sv och|da og|nb og|fi ja|hu és|cs a|sk a|ro și|he ו|ar و"""
"""What joins a whole number and its parts: dos y medio, два с половиной, шесть целых семь десятых."""
_POINTS = """
en point|de komma|fr virgule|es coma punto|pt vírgula|it virgola|nl komma|pl przecinek|tr virgül|vi phẩy|ru запятая|sv komma|da komma|nb komma|fi pilkku|hu vessző egész|cs čárka|el κόμμα|ko 점"""
_MINUS = """
en minus negative|de minus|fr moins|es menos|pt menos|it meno|nl min minus|pl minus|ru минус|uk мінус|bg минус|el μείον πλην|tr eksi|vi âm trừ|ar سالب ناقص|he מינוס|hi ऋण माइनस|th ลบ|ko 마이너스|sv minus|da minus|nb minus|fi miinus|hu mínusz|cs minus|sk mínus|ro minus"""
_DUALS = {"ثلثان": 3, "ثلثين": 3, "ثلثا": 3, "ثلثي": 3, "ربعان": 4, "ربعين": 4, "خمسان": 5, "خمسي": 5, "خمسا": 5}
"""Arabic has a form for two parts."""


def _listed(table: str) -> dict[str, frozenset[str]]:
    rows = (row.split() for row in re.split(r"[|\n]", table) if row.strip())
    return {language: frozenset(map(plain, words)) for language, *words in rows}


_HALF, _JOINS, _POINT, _SIGN = map(_listed, (_HALVES, _MIXED, _POINTS, _MINUS))
_SIGNS = frozenset(word for words in _SIGN.values() for word in words)


class _Parts(NamedTuple):
    one: dict[str, int]
    several: dict[str, int]


def _parts_table() -> dict[str, _Parts]:
    found = {}
    for row in _PARTS.strip().split("\n"):
        language, singular, plural, *entries = row.split()
        both = _Parts({}, {})
        for number_, stems in zip(entries[::2], entries[1::2], strict=True):
            for ending, known in ((singular, both.one), (plural, both.several)):
                known.update(
                    (plain(stem + one.replace("-", "")), int(number_))
                    for stem in stems.split("|")
                    for one in ending.split("|")
                )
        found[language] = both
    return found


_PART_WORDS = _parts_table()
_PART_IN = {word: 1 for both in _PART_WORDS.values() for known in both for word in known}
_TURKISH_OF = re.compile(r"'?(?:[dt][ea])$")
_ARTICLES = {"en": frozenset(("a", "an"))}
_OPENERS = _SIGNS | _ARTICLES["en"]


class Token(NamedTuple):
    word: str
    start: int
    end: int


class Reading(NamedTuple):
    """How many tokens the value takes, the value as text, and the place in the text at which it ends."""

    size: int
    text: str
    end: int


def tokens_of(text: str) -> list[Token]:
    return [Token(plain(one.group()), *one.span()) for one in WORD.finditer(text)]


def _near(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Does only a space or a hyphen part a token from the one before it?"""
    return k == 0 or not text[tokens[k - 1].end : tokens[k].start].strip(" -\u00a0\u2010\u2011")


def _whole(text: str, tokens: Sequence[Token], k: int, language: str) -> Reading | None:
    """The longest whole number that begins at a token."""
    words: list[str] = []
    best = None
    for at in range(k, min(len(tokens), k + MAX_WORDS)):
        if at > k and not _near(text, tokens, at):
            break
        word, start, end = tokens[at]
        if not terms(word, language) and (stem := numerals_of.stem(word, language)) != word:
            value = number([*words, stem], language)
            return best if value is None else Reading(at - k + 1, str(value), start + len(stem))
        words.append(word)
        value = number(words, language)
        if value is not None:
            best = Reading(len(words), str(value), end)
        elif not _goes_on(words, language):
            break
    return best


def _goes_on(words: list[str], language: str) -> bool:
    """May more words make it a number: one hundred and ..., a ...?"""
    return (len(words) == 1 and words[0] in _ARTICLES.get(language, ())) or terms(words[-1], language)[:1] == (None,)


def _part(word: str, many: int, language: str) -> int:
    """The number of parts of which a word names one, or several; 0 where it names none."""
    known = _PART_WORDS.get(language)
    if known is None:
        return 2 if word in _HALF.get(language, ()) and many == 1 else 0
    if word in _HALF.get(language, ()):
        return 2 if many == 1 or (language == "en" and word == "halves") else 0
    return (known.one if many == 1 else known.several).get(word, 0)


def _fraction(
    text: str, tokens: Sequence[Token], k: int, language: str, whole: Reading | None
) -> tuple[Fraction, Reading] | None:
    """Two thirds, beşte iki, hai phần ba: the fraction that begins at a token."""
    after = k + whole.size if whole else k
    word = tokens[k].word
    if language == "tr" and (of := _TURKISH_OF.search(word)) and len(tokens) > k + 1 and _near(text, tokens, k + 1):
        below, above = number([word[: of.start()]], language), _whole(text, tokens, k + 1, language)
        if below and below > 1 and below != 100 and above:
            return Fraction(int(above.text), below), Reading(1 + above.size, "", above.end)
    if whole is None:
        return _glued_fraction(tokens[k], language)
    if after >= len(tokens) or not _near(text, tokens, after):
        return None
    if (
        language in ("vi", "hi", "th")
        and tokens[after].word in ("phần", "बटा", "बटे", "ส่วน")
        and after + 1 < len(tokens)
    ):
        below_ = _whole(text, tokens, after + 1, language)
        if below_ and int(below_.text) > 1:
            return Fraction(int(whole.text), int(below_.text)), Reading(whole.size + 1 + below_.size, "", below_.end)
    if below := _part(tokens[after].word, int(whole.text), language):
        return Fraction(int(whole.text), below), Reading(whole.size + 1, "", tokens[after].end)
    return None


def _glued_fraction(token: Token, language: str) -> tuple[Fraction, Reading] | None:
    """Kétharmad, dreiviertel, driekwart: one word; the Arabic dual."""
    if language == "ar" and (below := _DUALS.get(token.word)):
        return Fraction(2, below), Reading(1, "", token.end)
    if language not in ("hu", "de", "nl", "fi"):
        return None
    for at in range(2, len(token.word) - 3):
        tail = token.word[at:]
        if (
            tail in _PART_IN
            and (many := number([token.word[:at]], language))
            and (below := _part(tail, many, language))
        ):
            return Fraction(many, below), Reading(1, "", token.end)
    return None


def _after_whole(text: str, tokens: Sequence[Token], k: int, language: str, whole: Reading) -> Reading | None:
    """What goes on from a whole number: and a half, point five."""
    at = k + whole.size
    if at >= len(tokens) or not _near(text, tokens, at):
        return None
    word = tokens[at].word
    if language == "tr" and word.startswith("buçuk"):
        return Reading(whole.size + 1, f"{whole.text}.5", tokens[at].end)
    prefix = {"he": "ו", "ar": "و"}.get(language)
    if prefix and word[:1] == prefix and _part(word[1:], 1, language):
        value = int(whole.text) + Fraction(1, _part(word[1:], 1, language))
        return Reading(whole.size + 1, str(value), tokens[at].end)
    if word in _POINT.get(language, ()):
        digits: list[str] = []
        while at + 1 + len(digits) < len(tokens) and _near(text, tokens, at + 1 + len(digits)):
            value_ = number([tokens[at + 1 + len(digits)].word], language)
            if value_ is None or value_ > 9:
                break
            digits.append(str(value_))
        if digits:
            return Reading(
                whole.size + 1 + len(digits), f"{whole.text}.{''.join(digits)}", tokens[at + len(digits)].end
            )
        tail = _whole(text, tokens, at + 1, language) if at + 1 < len(tokens) else None
        return Reading(whole.size + 1 + tail.size, f"{whole.text}.{tail.text}", tail.end) if tail else None
    if word in _JOINS.get(language, ()) and at + 1 < len(tokens) and _near(text, tokens, at + 1):
        if tokens[at + 1].word in _HALF.get(language, ()):
            return Reading(whole.size + 2, str(int(whole.text) + Fraction(1, 2)), tokens[at + 1].end)
        many = _one_or_whole(text, tokens, at + 1, language)
        found = _fraction(text, tokens, at + 1, language, many) if many else None
        if found and found[0] < 1:
            return Reading(whole.size + 1 + found[1].size, str(int(whole.text) + found[0]), found[1].end)
    return None


def _one_or_whole(text: str, tokens: Sequence[Token], k: int, language: str) -> Reading | None:
    """A whole number, or the article that stands for one before a part: a third."""
    found = _whole(text, tokens, k, language)
    if found is None and tokens[k].word in _ARTICLES.get(language, ()):
        return Reading(1, "1", tokens[k].end)
    return found


def reading(text: str, tokens: Sequence[Token], k: int, language: str) -> Reading | None:
    """The longest value that begins at a token, without its sign."""
    whole = _one_or_whole(text, tokens, k, language)
    if found := _fraction(text, tokens, k, language, whole):
        above, below = found[0].as_integer_ratio()
        return found[1]._replace(text=f"{above}/{below}" if below > 1 else str(above))
    if whole is None or (tokens[k].word in _ARTICLES.get(language, ()) and whole.size == 1):
        return None
    return _after_whole(text, tokens, k, language, whole) or whole


@lru_cache(maxsize=1024)
def in_any_language(text: str) -> str | None:
    """The value that a whole text names, in whichever language: 25, 2/3, -4, 3.5."""
    if _IN_SHORT.search(text):
        return None
    tokens = tokens_of(text)
    if not 0 < len(tokens) <= MAX_WORDS + 2 or _LEFT_OVER.search(WORD.sub("", text)):
        return glued_fraction(text)
    for language in (
        numerals_of.LANGUAGES
        if tokens[0].word in _OPENERS or tokens[0].word in _DUALS
        else numerals_of.may_begin(tokens[0].word)
    ):
        sign = len(tokens) > 1 and tokens[0].word in _SIGN.get(language, ())
        found = reading(text, tokens, int(sign), language)
        if found and found.size + int(sign) == len(tokens):
            return None if sign and found.text == "0" else f"{'-' if sign else ''}{found.text}"
    if len(tokens) == 1 and any(tokens[0].word in words for words in _HALF.values()):
        return "1/2"
    return glued_fraction(text)


_IN_SHORT = re.compile("[一二两三四五六七八九][百千万][一二三四五六七八九]$")
"""一百五 is 150 for some and 105 for others."""
_LEFT_OVER = re.compile(r"[^\s.,!-]")


def languages_of(words: Sequence[str]) -> dict[str, int]:
    """The languages that have numbers of at least two among the words, in plain spelling, and how many."""
    found: dict[str, int] = {}
    for word in words:
        for language in numerals_of.languages_of_word(word) or (("ar",) if word in _DUALS else ()):
            found[language] = found.get(language, 0) + 1
    return found


def with_digits(text: str, language: str) -> str:
    """The text with the values of a language in digits; a lone "one" is an article and stays."""
    tokens = tokens_of(text)
    pieces, at, k = [], 0, 0
    while k < len(tokens):
        found = reading(text, tokens, k, language)
        if (
            found
            and (found.size > 1 or found.text not in ("0", "1"))
            and not _particle(found, tokens[k].word, language)
            and not _HYPHEN.match(text, found.end)
        ):
            signed = k and tokens[k - 1].start >= at and _signs(text, tokens, k - 1, language)
            start = tokens[k - 1].start if signed else tokens[k].start
            pieces += [text[at:start], "-" if signed else "", found.text]
            at = found.end
        k += found.size if found else 1
    return "".join((*pieces, text[at:]))


_HYPHEN = re.compile(r"-[^\W\d_]{3}")
"""Two-sided, three-digit: a word that has a number, and no value."""


def names_part(word: str) -> bool:
    """Does a word name a part or end with one: cuarto, kétharmada?"""
    return word in _PART_IN or any(word[-size:] in _PART_IN for size in range(5, len(word) - 1))


def _signs(text: str, tokens: Sequence[Token], k: int, language: str) -> bool:
    """Is a word the sign of what follows? It is none between two values: five minus four, x minus four."""
    if tokens[k].word not in _SIGN.get(language, ()) or not _near(text, tokens, k + 1):
        return False
    if k == 0 or text[tokens[k - 1].end : tokens[k].start].strip()[-1:] in _OPENING:
        return True
    before = tokens[k - 1].word
    variable = len(before) == 1 and before.isascii()
    return not variable and not terms(before, language) and _near(text, tokens, k)


_OPENING = frozenset(":：=(")
"""After one of these a value begins."""


def _particle(found: Reading, word: str, language: str) -> bool:
    """Korean words of one syllable, which mean other things beside numbers."""
    return language == "ko" and found.size == 1 and len(word) == 1 and word not in "두세네"


_HAN = "零〇一二两兩三四五六七八九十百千万萬亿億"
_DIGITS_OF = re.compile(r"\d{1,4}")
_GLUED = re.compile(
    rf"(?P<below>[{_HAN}]{{1,6}}|\d{{1,4}}|[가-힣]{{1,4}})\s?(?:分之|分の|분의)\s?(?P<above>[{_HAN}]{{1,6}}|\d{{1,4}}|[가-힣]{{1,5}})"
)
_COUNTERS = "个個种種条條次人天岁歲名本只隻头頭棵元米升秒度页頁组組对對件块塊张張位枚匹冊册台回通円支辆辆所间朵颗粒袋盒瓶杯双套场圈"
_HAN_NUMBER = re.compile(
    rf"(?<![第星期周週礼拜唯同任某每另哪{_HAN}])(?:[{_HAN}]{{2,}}(?![{_HAN}月曜])|[二两兩三四五六七八九十百](?=[{_COUNTERS}]))"
)


def glued_fraction(text: str) -> str | None:
    """三分之二, 5분의 3: a whole text that is a fraction."""
    found = _GLUED.fullmatch(text.strip(" .。"))
    return _glued_value(found)[0] or None if found else None


def glued_fractions(text: str) -> str:
    """The text with the fractions in digits that are written without spaces: 三分之二, 5분의 3."""
    if "分" not in text and "분의" not in text:
        return text
    return _GLUED.sub(lambda one: "".join(_glued_value(one)) or one.group(), text)


def glued_in_digits(text: str) -> str:
    """The text with the numbers in digits that are written without spaces: 一共有一百二十种, 三分之二."""
    text = glued_fractions(text)
    return text if text.isascii() else _HAN_NUMBER.sub(_han, text)


def _han(found: re.Match[str]) -> str:
    value = number([found.group()], "zh")
    return found.group() if value is None else str(value)


def _glued_value(found: re.Match[str]) -> tuple[str, str]:
    """The fraction, and what of its last word is none of it; empty where it is none."""
    below, above = _either_script(found["below"]), found["above"]
    for size in range(len(above), 0, -1):
        value = _either_script(above[:size]) if below and below > 1 and below != 100 else None
        if value is not None and (size == len(above) or "가" <= above[0] <= "힣"):
            return f"{value}/{below}", above[size:]
    return "", ""


def _either_script(digits: str) -> int | None:
    if _DIGITS_OF.fullmatch(digits):
        return int(digits)
    return number([digits], "ko" if "가" <= digits[0] <= "힣" else "zh")
