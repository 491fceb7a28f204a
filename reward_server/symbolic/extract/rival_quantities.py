"""A box that is said to hold another quantity than the question asks for: the perimeter, where the area is asked.

Only names of quantities that no problem takes for each other are compared, and only where the question has the name of
one of them and not of the other.
"""

from __future__ import annotations

import re

_RIVALS = (
    (
        "perimeter circumference umfang périmètre circonférence perímetro circunferencia circunferência perimetro"
        " circonferenza omtrek omkrets obwód периметр",
        "area flächeninhalt fläche oberfläche aire superficie área oppervlakte oppervlak yta pole площадь",
        "volume volumen rauminhalt volúmen inhoud objętość объём объем",
        "radius rayon radio raio raggio straal promień радиус",
        "diameter durchmesser diamètre diámetro diâmetro diametro middellijn średnica диаметр",
        "diagonal diagonale diagonaal przekątna диагональ",
        "height höhe hauteur altura altezza hoogte höjd wysokość высота",
    ),
    ("x-coordinate abscissa abszisse abscisse abscisa ascissa", "y-coordinate ordinate ordonnée ordenada ordinata"),
    ("slope gradient steigung pente pendiente pendenza", "intercept y-intercept x-intercept achsenabschnitt"),
    (
        "discount rabatt remise rabais descuento desconto sconto korting rabat скидка",
        "price preis prix precio preço prezzo prijs pris cena цена",
    ),
    (
        "profit gewinn bénéfice ganancia lucro profitto winst vinst zysk прибыль",
        "revenue umsatz recette ricavo omzet przychód выручка",
    ),
    ("quotient cociente quociente quoziente iloraz частное", "remainder rest reste resto reszta остаток"),
    ("numerator zähler numérateur numerador numeratore", "denominator nenner dénominateur denominador denominatore"),
    (
        "mean average durchschnitt mittelwert moyenne media média gemiddelde średnia среднее",
        "median médiane mediana mediaan медиана",
        "mode modus moda мода",
        "variance varianz varianza wariancja дисперсия",
    ),
    ("maximum máximo massimo максимум", "minimum mínimo minimo минимум"),
    ("gcd", "lcm"),
)
"""Each line has the names of one quantity in several languages; those of one group rival each other."""
_GROUP_OF = {
    word: (place, member)
    for place, members in enumerate(_RIVALS)
    for member, names in enumerate(members)
    for word in names.split()
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SAID_AFTER = re.compile(
    r"[\s$)\]}]{0,4}(?:is|was|ist|est|es|è|é|är|to|это)(?: for| für| pour)?"
    r" (?:(?:the|die|der|das|la|le|el|o|a|il|de|het)\s)?"
    r"([^\W\d_]+(?:-[^\W\d_]+)*)",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"(?:coefficient|koeffizient|coeficiente|coefficiente)\w*\s(?:of|von|de|di)\s[\s$]*([a-z](?![a-z])(?:\^\{?\w{1,3}\}?)?)",
    re.IGNORECASE,
)


_CLAUSE = re.compile(
    r"[,;:.!?]\s|(?<!\w)(?:and|so|thus|hence|then|that|whose|with|where|und|also|et|donc|avec|y|con|e|com|i|en|dus|oraz|и)\s",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    r"(?<!\w)(?:is|are|was|of|for|in|from|to|ist|der|des|von|beträgt|est|de|du|vaut|es|del|é|do|da|è|di|della|van|wynosi|равен)"
    r"(?!\w)|[=$\\]"
)


def rival(line: str, after: str, asks: str) -> str:
    """The name of a quantity that rivals the one asked for, if the clause before a box begins with it or the words
    right after the box say it.

    `asks`: the sentences of the prompt that ask.
    """
    start = max((cut.end() for cut in _CLAUSE.finditer(line)), default=0)
    clause = line[start:]
    named: list[str] = _WORD.findall(_HEAD_ENDS.split(clause, maxsplit=1)[0].lower())[-1:]
    if said := _SAID_AFTER.match(after):
        named.append(said[1].lower())
    if rivals := [name for name in named if name in _GROUP_OF]:
        asked = {_GROUP_OF[word] for word in _WORD.findall(asks.lower()) if word in _GROUP_OF}
        for name in rivals:
            if _GROUP_OF[name] not in asked and any(_GROUP_OF[name][0] == group for group, _ in asked):
                return name
    powers, wanted = [_bare(found[1]) for found in _POWER.finditer(clause)], _POWER.search(asks)
    if len(powers) != 1 or wanted is None or clause.count("oeffi") > 1:  # one coefficient is another
        return ""
    return f"coefficient of {powers[0]}" if powers[0] != _bare(wanted[1]) else ""


def _bare(power: str) -> str:
    return power.replace("{", "").replace("}", "").lower()
