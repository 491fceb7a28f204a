"""Values in words and what they are, by the rules of schoolbooks; knows nothing of the product.

`several(seed, number)` gives phrases with their value, and beside each a phrase that differs in one word.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Phrase:
    language: str
    kind: str
    words: str
    value: Fraction
    wrong: str
    """One word of it changed, left out, or put elsewhere: another value, or none."""


def listed(text: str) -> list[str]:
    return text.split()


EN = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
EN_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DE = listed(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
DE_TENS = ["_", "_", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
NL = listed(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
)
NL_TENS = ["_", "_", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
FR = listed(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
)
FR_TENS = ["_", "_", "vingt", "trente", "quarante", "cinquante", "soixante"]
ES = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
ES_TENS = ["_", "_", "_", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
ES_HUNDREDS = listed(
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
PT = listed(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove"
)
PT_TENS = ["_", "_", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
PT_HUNDREDS = listed("_ cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
IT = listed(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
)
IT_TENS = ["_", "_", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
RU = listed(
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
RU_TENS = listed("_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
RU_HUNDREDS = ["_", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
RU_OF = listed(
    "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати"
)
RU_OF_TENS = listed("_ _ двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста")
PL = listed(
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
)
PL_TENS = listed(
    "_ _ dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt"
)
PL_HUNDREDS = listed("_ sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset")
TR = ["sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"]
TR_TENS = ["_", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"]
ZH = "零一二三四五六七八九"


def spaced(ones: list[str], tens: list[str], hundreds: list[str], join: str = " ") -> Callable[[int], str]:
    """Languages that put hundreds, tens and ones side by side."""

    def said(number: int) -> str:
        parts = [hundreds[number // 100]] if number >= 100 else []
        rest = number % 100
        if 0 < rest < len(ones):
            parts.append(ones[rest])
        elif rest:
            parts.append(tens[rest // 10])
            parts += [ones[rest % 10]] if rest % 10 else []
        return join.join(parts) or ones[0]

    return said


def english(number: int) -> str:
    if number >= 100:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{EN[number // 100]} hundred{rest}"
    if number < 20:
        return EN[number]
    return EN_TENS[number // 10] + (f"-{EN[number % 10]}" if number % 10 else "")


def german(number: int, last: bool = True) -> str:
    if number >= 100:
        return f"{DE[number // 100]}hundert" + (german(number % 100) if number % 100 else "")
    if number < 20:
        return "eins" if number == 1 and last else DE[number]
    return (f"{DE[number % 10]}und" if number % 10 else "") + DE_TENS[number // 10]


def dutch(number: int) -> str:
    if number >= 100:
        many = NL[number // 100] if number >= 200 else ""
        return f"{many}honderd" + (dutch(number % 100) if number % 100 else "")
    if number < 20:
        return NL[number]
    one = NL[number % 10]
    return (f"{one}{'ën' if one.endswith('e') else 'en'}" if number % 10 else "") + NL_TENS[number // 10]


def french(number: int) -> str:
    if number >= 100:
        many = "cent" if number < 200 else f"{FR[number // 100]} cent{'' if number % 100 else 's'}"
        return many + (f" {french(number % 100)}" if number % 100 else "")
    if number < 20:
        return FR[number]
    if number < 70:
        one = number % 10
        return FR_TENS[number // 10] + (" et un" if one == 1 else f"-{FR[one]}" if one else "")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{FR[number - 60]}"
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{FR[number - 80]}"


def spanish(number: int) -> str:
    if number == 100:
        return "cien"
    if number > 100:
        return ES_HUNDREDS[number // 100] + (f" {spanish(number % 100)}" if number % 100 else "")
    if number < 30:
        return ES[number]
    return ES_TENS[number // 10] + (f" y {ES[number % 10]}" if number % 10 else "")


def portuguese(number: int) -> str:
    said = spaced(PT, PT_TENS, PT_HUNDREDS, " e ")(number)
    return "cem" if number == 100 else said


def italian(number: int) -> str:
    if number >= 100:
        many = "" if number < 200 else IT[number // 100]
        return f"{many}cento" + (italian(number % 100) if number % 100 else "")
    if number < 20:
        return IT[number]
    ten, one = IT_TENS[number // 10], IT[number % 10]
    if number % 10 in (1, 8):
        ten = ten[:-1]
    return ten + ("" if not number % 10 else "tré" if one == "tre" else one)


def turkish(number: int) -> str:
    hundreds = [] if number < 100 else ["yüz"] if number < 200 else [TR[number // 100], "yüz"]
    ten, one = divmod(number % 100, 10)
    return " ".join([*hundreds, *([TR_TENS[ten]] if ten else []), *([TR[one]] if one else [])]) or TR[0]


def chinese(number: int) -> str:
    hundred, ten, one = number // 100, number % 100 // 10, number % 10
    if number < 20:
        return ZH[number] if number < 10 else "十" + (ZH[one] if one else "")
    found = (f"{ZH[hundred]}百" if hundred else "") + (f"{ZH[ten]}十" if ten else "零" if hundred and one else "")
    return found + (ZH[one] if one else "")


SAID: dict[str, Callable[[int], str]] = {
    "en": english,
    "de": german,
    "nl": dutch,
    "fr": french,
    "es": spanish,
    "pt": portuguese,
    "it": italian,
    "ru": spaced(RU, RU_TENS, RU_HUNDREDS),
    "pl": spaced(PL, PL_TENS, PL_HUNDREDS),
    "tr": turkish,
    "zh": chinese,
}
PARTS = {
    "en": ("thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths"),
    "de": ("Drittel", "Viertel", "Fünftel", "Sechstel", "Siebtel", "Achtel", "Neuntel", "Zehntel"),
    "nl": ("derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    "fr": ("tiers", "quarts", "cinquièmes", "sixièmes", "septièmes", "huitièmes", "neuvièmes", "dixièmes"),
    "es": ("tercios", "cuartos", "quintos", "sextos", "séptimos", "octavos", "novenos", "décimos"),
    "pt": ("terços", "quartos", "quintos", "sextos", "sétimos", "oitavos", "nonos", "décimos"),
    "it": ("terzi", "quarti", "quinti", "sesti", "settimi", "ottavi", "noni", "decimi"),
    "ru": ("третьих", "четвёртых", "пятых", "шестых", "седьмых", "восьмых", "девятых", "десятых"),
    "pl": ("trzecie", "czwarte", "piąte", "szóste", "siódme", "ósme", "dziewiąte", "dziesiąte"),
}
"""Several thirds, fourths, ... tenths."""
FEMININE = {"ru": {2: "две"}, "pl": {2: "dwie"}}
HALVES = {
    "en": "{} and a half",
    "fr": "{} et demi",
    "es": "{} y medio",
    "pt": "{} e meio",
    "it": "{} e mezzo",
    "ru": "{} с половиной",
    "pl": "{} i pół",
    "tr": "{} buçuk",
    "nl": "{} en een half",
}
POINTS = {"en": "point", "de": "Komma", "nl": "komma", "fr": "virgule", "es": "coma", "pt": "vírgula", "it": "virgola"}
SIGNS = {
    "en": "minus",
    "de": "minus",
    "nl": "min",
    "fr": "moins",
    "es": "menos",
    "pt": "menos",
    "it": "meno",
    "ru": "минус",
    "pl": "minus",
    "tr": "eksi",
}


def whole(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    number = chance.choice((chance.randint(2, 30), chance.randint(31, 99), chance.randint(101, 999)))
    digits = list(str(number))
    at = chance.randrange(len(digits))
    digits[at] = chance.choice([one for one in "23456789" if one != digits[at]])
    return SAID[language](number), Fraction(number), SAID[language](int("".join(digits)))


def in_another_case(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    """Двадцати пяти: the genitive."""
    of = spaced(RU_OF, RU_OF_TENS, ["_"])
    number, other = chance.sample(range(2, 99), 2)
    return of(number), Fraction(number), of(other)


def fraction(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    below, other = chance.sample(range(3, 11), 2)
    above = chance.randint(2, 9 if language not in ("ru", "pl") else 4)
    if language == "zh":
        return (
            f"{ZH[below]}分之{ZH[above]}" if below < 10 else f"十分之{ZH[above]}",
            Fraction(above, below),
            f"{chinese(other)}分之{ZH[above]}",
        )
    many = FEMININE.get(language, {}).get(above, SAID[language](above))
    part, another = PARTS[language][below - 3], PARTS[language][other - 3]
    return f"{many} {part}", Fraction(above, below), f"{many} {another}"


def mixed(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    number, other = chance.sample(range(2, 20), 2)
    said = SAID[language]
    return (
        HALVES[language].format(said(number)),
        number + Fraction(1, 2),
        chance.choice((HALVES[language].format(said(other)), said(number))),
    )


def decimal(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    number = chance.randint(2, 99)
    tenths, other = chance.sample(range(2, 10), 2)
    said, point = SAID[language], POINTS[language]
    return (
        f"{said(number)} {point} {said(tenths)}",
        number + Fraction(tenths, 10),
        f"{said(number)} {point} {said(other)}",
    )


def signed(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    number = chance.randint(2, 99)
    said = SAID[language](number)
    return f"{SIGNS[language]} {said}", Fraction(-number), said


def out_of_order(language: str, chance: random.Random) -> tuple[str, Fraction, str]:
    """Five twenty is not twenty-five."""
    number = chance.choice([one for one in range(32, 99) if one % 10 > 1])
    words = SAID[language](number).replace("-", " ").split(" ")
    return SAID[language](number), Fraction(number), " ".join(reversed(words))


KINDS: dict[str, tuple[Callable[[str, random.Random], tuple[str, Fraction, str]], tuple[str, ...]]] = {
    "whole": (whole, tuple(SAID)),
    "case": (in_another_case, ("ru",)),
    "fraction": (fraction, (*PARTS, "zh")),
    "mixed": (mixed, tuple(HALVES)),
    "decimal": (decimal, tuple(POINTS)),
    "signed": (signed, tuple(SIGNS)),
    "order": (out_of_order, ("en", "es", "ru", "pl", "tr")),
}


def several(seed: int, number: int) -> Iterator[Phrase]:
    """`number` phrases, every kind alike often."""
    chance = random.Random(seed)
    for _ in range(number):
        kind = chance.choice(sorted(KINDS))
        make, languages = KINDS[kind]
        language = chance.choice(languages)
        words, value, wrong = make(language, chance)
        yield Phrase(language, kind, words, value, wrong)


FRAMES = {
    "en": ("The answer is {}.", "So the value of x is {}.", "Answer: {}"),
    "de": ("Die Antwort ist {}.", "Also ist der gesuchte Wert {}.", "Antwort: {}"),
    "nl": ("Het antwoord is {}.", "Antwoord: {}"),
    "fr": ("La réponse est {}.", "Donc la valeur cherchée est {}.", "Réponse : {}"),
    "es": ("La respuesta es {}.", "Por tanto, el valor buscado es {}.", "Respuesta: {}"),
    "pt": ("A resposta é {}.", "Portanto, o valor procurado é {}.", "Resposta: {}"),
    "it": ("La risposta è {}.", "Quindi il valore cercato è {}.", "Risposta: {}"),
    "ru": ("Ответ: {}.", "Значит, искомое число равно {}."),
    "pl": ("Odpowiedź: {}.", "Zatem szukana wartość to {}."),
    "tr": ("Cevap: {}.",),
    "zh": ("答案是{}。", "所以答案为{}。"),
}


def text_of(phrase: Phrase, words: str) -> str:
    """A text that states the words."""
    frames = FRAMES[phrase.language]
    return frames[(phrase.value.numerator + len(words)) % len(frames)].format(words)
