# ruff: noqa: E501  (a line of a table is one language)
"""Numbers in words, language by language: "achtundvierzig", "quatre-vingt-dix-sept", "двадцать пять"."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

_TABLE = """
en 0 zero 1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve 13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen 20 twenty 30 thirty 40 forty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety 100 hundred 1000 thousand
de 0 null 1 eins ein eine 2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf 13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn 19 neunzehn 20 zwanzig 30 dreißig dreissig 40 vierzig 50 fünfzig 60 sechzig 70 siebzig 80 achtzig 90 neunzig 100 hundert 1000 tausend
nl 0 nul 1 een één 2 twee 3 drie 4 vier 5 vijf 6 zes 7 zeven 8 acht 9 negen 10 tien 11 elf 12 twaalf 13 dertien 14 veertien 15 vijftien 16 zestien 17 zeventien 18 achttien 19 negentien 20 twintig 30 dertig 40 veertig 50 vijftig 60 zestig 70 zeventig 80 tachtig 90 negentig 100 honderd 1000 duizend
it 0 zero 1 uno una un 2 due 3 tre 4 quattro 5 cinque 6 sei 7 sette 8 otto 9 nove 10 dieci 11 undici 12 dodici 13 tredici 14 quattordici 15 quindici 16 sedici 17 diciassette 18 diciotto 19 diciannove 20 venti 30 trenta 40 quaranta 50 cinquanta 60 sessanta 70 settanta 80 ottanta 90 novanta 100 cento 1000 mille mila
fr 0 zéro 1 un une 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 11 onze 12 douze 13 treize 14 quatorze 15 quinze 16 seize 20 vingt vingts 30 trente 40 quarante 50 cinquante 60 soixante 70 septante 80 huitante 90 nonante 100 cent cents 1000 mille
es 0 cero 1 uno una un 2 dos 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 11 once 12 doce 13 trece 14 catorce 15 quince 16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve 20 veinte 21 veintiuno veintiún veintiuna 22 veintidós 23 veintitrés 24 veinticuatro 25 veinticinco 26 veintiséis 27 veintisiete 28 veintiocho 29 veintinueve 30 treinta 40 cuarenta 50 cincuenta 60 sesenta 70 setenta 80 ochenta 90 noventa 100 cien ciento 200 doscientos doscientas 300 trescientos trescientas 400 cuatrocientos cuatrocientas 500 quinientos quinientas 600 seiscientos seiscientas 700 setecientos setecientas 800 ochocientos ochocientas 900 novecientos novecientas 1000 mil
pt 0 zero 1 um uma 2 dois duas 3 três 4 quatro 5 cinco 6 seis 7 sete 8 oito 9 nove 10 dez 11 onze 12 doze 13 treze 14 catorze quatorze 15 quinze 16 dezesseis dezasseis 17 dezessete dezassete 18 dezoito 19 dezenove dezanove 20 vinte 30 trinta 40 quarenta 50 cinquenta 60 sessenta 70 setenta 80 oitenta 90 noventa 100 cem cento 200 duzentos duzentas 300 trezentos trezentas 400 quatrocentos quatrocentas 500 quinhentos quinhentas 600 seiscentos seiscentas 700 setecentos setecentas 800 oitocentos oitocentas 900 novecentos novecentas 1000 mil
pl 0 zero 1 jeden jedna jedno 2 dwa dwie dwóch 3 trzy trzech 4 cztery czterech 5 pięć pięciu 6 sześć sześciu 7 siedem siedmiu 8 osiem ośmiu 9 dziewięć dziewięciu 10 dziesięć dziesięciu 11 jedenaście 12 dwanaście 13 trzynaście 14 czternaście 15 piętnaście 16 szesnaście 17 siedemnaście 18 osiemnaście 19 dziewiętnaście 20 dwadzieścia 30 trzydzieści 40 czterdzieści 50 pięćdziesiąt 60 sześćdziesiąt 70 siedemdziesiąt 80 osiemdziesiąt 90 dziewięćdziesiąt 100 sto 200 dwieście 300 trzysta 400 czterysta 500 pięćset 600 sześćset 700 siedemset 800 osiemset 900 dziewięćset 1000 tysiąc tysiące tysięcy
ru 0 ноль нуль 1 один одна одно 2 два две двум двух 3 три трём трем трёх 4 четыре четырём четырем четырёх 5 пять пяти 6 шесть шести 7 семь семи 8 восемь восьми 9 девять девяти 10 десять десяти 11 одиннадцать 12 двенадцать двенадцати 13 тринадцать 14 четырнадцать 15 пятнадцать 16 шестнадцать 17 семнадцать 18 восемнадцать 19 девятнадцать 20 двадцать двадцати 30 тридцать тридцати 40 сорок 50 пятьдесят 60 шестьдесят 70 семьдесят 80 восемьдесят 90 девяносто 100 сто 200 двести 300 триста 400 четыреста 500 пятьсот 600 шестьсот 700 семьсот 800 восемьсот 900 девятьсот 1000 тысяча тысячи тысяч
uk 0 нуль 1 один одна одне 2 два дві двом двох 3 три трьом трьох 4 чотири чотирьом 5 п'ять п'яти 6 шість шести 7 сім семи 8 вісім восьми 9 дев'ять дев'яти 10 десять десяти 11 одинадцять 12 дванадцять 13 тринадцять 14 чотирнадцять 15 п'ятнадцять 16 шістнадцять 17 сімнадцять 18 вісімнадцять 19 дев'ятнадцять 20 двадцять 30 тридцять 40 сорок 50 п'ятдесят 60 шістдесят 70 сімдесят 80 вісімдесят 90 дев'яносто 100 сто 200 двісті 300 триста 400 чотириста 500 п'ятсот 600 шістсот 700 сімсот 800 вісімсот 900 дев'ятсот 1000 тисяча тисячі тисяч
bg 0 нула 1 един една едно 2 два две 3 три 4 четири 5 пет 6 шест 7 седем 8 осем 9 девет 10 десет 11 единадесет единайсет 12 дванадесет дванайсет 13 тринадесет тринайсет 14 четиринадесет четиринайсет 15 петнадесет петнайсет 16 шестнадесет шестнайсет 17 седемнадесет седемнайсет 18 осемнадесет осемнайсет 19 деветнадесет деветнайсет 20 двадесет двайсет 30 тридесет трийсет 40 четиридесет четирийсет 50 петдесет 60 шестдесет 70 седемдесет 80 осемдесет 90 деветдесет 100 сто 200 двеста 300 триста 400 четиристотин 500 петстотин 600 шестстотин 700 седемстотин 800 осемстотин 900 деветстотин 1000 хиляда хиляди
el 0 μηδέν 1 ένα μία 2 δύο δυο 3 τρία τρεις 4 τέσσερα τέσσερις 5 πέντε 6 έξι 7 επτά εφτά 8 οκτώ οχτώ 9 εννέα εννιά 10 δέκα 11 έντεκα 12 δώδεκα 20 είκοσι 30 τριάντα 40 σαράντα 50 πενήντα 60 εξήντα 70 εβδομήντα 80 ογδόντα 90 ενενήντα 100 εκατό εκατόν 1000 χίλια
tr 0 sıfır 1 bir 2 iki 3 üç 4 dört 5 beş 6 altı 7 yedi 8 sekiz 9 dokuz 10 on 20 yirmi 30 otuz 40 kırk 50 elli 60 altmış 70 yetmiş 80 seksen 90 doksan 100 yüz 1000 bin
vi 2 hai 3 ba 4 bốn 5 năm 6 sáu 7 bảy 8 tám 9 chín 10 mười
"""
_JOINERS = {"en": "and", "fr": "et", "es": "y", "pt": "e", "bg": "и"}
_GLUED = {"de": ("und",), "nl": ("en", "ën"), "it": ("",)}
"""Languages that write a number as one word, and what joins its ones and tens."""


def _table() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in _TABLE.split("\n"):
        language, *entries = line.split() or ("",)
        value = 0
        for entry in entries:
            if entry.isdigit():
                value = int(entry)
            else:
                found.setdefault(language, {})[entry] = value
    return found


_WORDS = MappingProxyType(_table())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
MAX_WORDS = 8


@lru_cache(maxsize=len(_GLUED))
def _compounds(language: str) -> dict[str, int]:
    """The words below a thousand of a language that glues them."""
    words, joiners = _WORDS[language], _GLUED[language]
    small = dict(words)
    for tens in [one for one, value in words.items() if 20 <= value < 100]:
        for ones in [one for one, value in words.items() if 0 < value < 10]:
            for join in joiners:
                if language != "it":
                    small[ones + join + tens] = words[tens] + words[ones]
                elif ones[0] in "uo":
                    small[tens[:-1] + ones] = words[tens] + words[ones]
                else:
                    small[tens + ones] = small[tens + ones.replace("tre", "tré")] = words[tens] + words[ones]
    hundred = next(one for one, value in words.items() if value == 100)
    below = {one: value for one, value in small.items() if 0 < value < 100}
    hundreds = {hundred: 100} | {
        ones + hundred: 100 * value for ones, value in words.items() if 0 < value < 10 and (value > 1 or ones == "ein")
    }
    return (
        small
        | hundreds
        | {
            head + join + tail: above + value
            for head, above in hundreds.items()
            for tail, value in below.items()
            for join in {"", joiners[0] if language == "de" else ""}
        }
    )


def _one_word(word: str, language: str) -> int | None:
    if language not in _GLUED:
        return _WORDS[language].get(word)
    known = _compounds(language)
    if (value := known.get(word)) is not None:
        return value
    for thousand in (one for one, value in _WORDS[language].items() if value == 1000):
        head, found, tail = word.partition(thousand)
        above, below = known.get(head) if head else 1, known.get(tail) if tail else 0
        if found and above and below is not None and above < 1000 and below < 1000:
            return 1000 * above + below
    return None


def number(words: list[str], language: str) -> int | None:
    """The value of words that are one number of a language: each of a lower order than the one before it."""
    total, part, room = 0, 0, 1000
    for at, word in enumerate(words):
        if word == _JOINERS.get(language) and 0 < at < len(words) - 1:
            continue
        value = _one_word(word, language)
        if value is None or (value == 0 and len(words) > 1):
            return None
        if value == 1000 and not total:
            total, part, room = 1000 * (part or 1), 0, 1000
        elif value == 100 and 0 < part < 10:
            part, room = 100 * part, 100
        elif word.startswith("vingt") and part % 100 == 4:  # quatre-vingts
            part, room = part + 76, 20
        elif value < room or (value >= 1000 and len(words) == 1):
            part += value
            room = 100 if value >= 100 else _below(value, language)
        else:
            return None
    return total + part


def _below(value: int, language: str) -> int:
    """Which values may follow: five after twenty; in French also fifteen after sixty."""
    if value < 10 or (value < 20 and value > 10):
        return 0
    if language == "fr" and value == 60:
        return 20
    return 10 if value >= 20 or language in ("fr", "el", "tr", "vi") else 0


def in_any_language(text: str) -> int | None:
    """The number that a whole text names, in whichever language."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    if not 0 < len(words) <= MAX_WORDS or _LEFT_OVER.search(_WORD.sub("", text)):
        return None
    return next((value for one in _WORDS if one != "en" and (value := number(words, one)) is not None), None)


_LEFT_OVER = re.compile(r"[^\s.,!-]")


def languages_of(words: list[str]) -> dict[str, int]:
    """The languages that have numbers of at least two among the words, and how many."""
    found = {one: sum((_one_word(word, one) or 0) > 1 for word in words) for one in _WORDS}
    return {one: many for one, many in found.items() if many}


def with_digits(text: str, language: str) -> str:
    """The text with the numbers of a language in digits; a lone "one" is an article and stays."""
    tokens = list(_WORD.finditer(text.replace("’", "'")))
    pieces, at, k = [], 0, 0
    while k < len(tokens):
        size, value = _longest(text, tokens, k, language)
        if size and value is not None and (value > 1 or size > 1):
            pieces += [text[at : tokens[k].start()], str(value)]
            at = tokens[k + size - 1].end()
        k += max(size, 1)
    return "".join((*pieces, text[at:]))


def _longest(text: str, tokens: list[re.Match[str]], start: int, language: str) -> tuple[int, int | None]:
    """How many words from the one at `start` on are one number, and which."""
    words: list[str] = []
    best: tuple[int, int | None] = (0, None)
    for k in range(start, min(len(tokens), start + MAX_WORDS)):
        if k > start and text[tokens[k - 1].end() : tokens[k].start()].strip(" -\u00a0"):
            break
        words.append(tokens[k].group().lower())
        value = number(words, language)
        if value is not None:
            best = (len(words), value)
        elif words[-1] != _JOINERS.get(language):
            break
    return best
