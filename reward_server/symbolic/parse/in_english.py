# ruff: noqa: E501  (a row of the table is one word)
"""Mathematical phrases of other languages, word by word in English: los cuadrados perfectos are the perfect squares.

All readers of words know English, and the words of such phrases are few. A phrase is translated as a whole or not at all, so
that no "not" and no "except" is lost; what stands between words (numbers, points, formulas) stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_CHARS = 300
_LANGUAGES = 7
# English, its kind (n: noun, a: an adjective that may follow its noun, x: any other) | de | fr | es | it | pt | nl | ru
_TABLE = """
numbers n | zahl(?:en)? | nombres? | números? | numer[oi] | números? | getal(?:len)? | чис(?:ло|ла|ел)
integers n | ganzen? zahl(?:en)? | entiers?(?: relatifs?)?/nombres entiers | enteros?/números? enteros? | inter[oi]/numer[oi] inter[oi] | inteiros?/números? inteiros? | gehele getal(?:len)? | цел(?:ое|ые|ых) чис(?:ло|ла|ел)
natural numbers n | natürlichen? zahl(?:en)? | entiers? naturels?/nombres? naturels? | (?:números? )?naturales? | (?:numer[oi] )?natural[ie] | (?:números? )?naturai?s? | natuurlijke getal(?:len)? | натуральн(?:ое|ые|ых) чис(?:ло|ла|ел)
real numbers n | reellen? zahl(?:en)? | nombres réels?/réels? | (?:números )?reales | (?:numeri )?reali | (?:números )?reais | reële getallen | (?:действительные|вещественные) числа
prime numbers n | primzahl(?:en)? | nombres? premiers? | (?:números? )?primos? | (?:numer[oi] )?prim[oi] | (?:números? )?primos? | priemgetal(?:len)? | прост(?:ое|ые|ых) чис(?:ло|ла|ел)
perfect squares n | quadratzahl(?:en)? | carrés? parfaits? | cuadrados? perfectos? | quadrat[oi] perfett[oi] | quadrados? perfeitos? | kwadrat(?:en)?/kwadraatgetallen | (?:точн|полн)(?:ые|ых) квадрат(?:ы|ов)/квадрат(?:ы|ов)(?: натуральных чисел| целых чисел)?
perfect cubes n | kubikzahl(?:en)? | cubes? parfaits? | cubos? perfectos? | cub[oi] perfett[oi] | cubos? perfeitos? | derdemachten | (?:точн|полн)(?:ые|ых) куб(?:ы|ов)/куб(?:ы|ов)(?: натуральных чисел| целых чисел)?
powers of 2 n | zweierpotenz(?:en)? | - | - | - | - | - | (?:все )?степени двойки
powers of 3 n | dreierpotenz(?:en)? | - | - | - | - | - | (?:все )?степени тройки
powers of 5 n | fünferpotenz(?:en)? | - | - | - | - | - | -
powers of 10 n | zehnerpotenz(?:en)? | - | - | - | - | - | (?:все )?степени десятки
powers n | potenz(?:en)? | puissances? | potencias? | potenz[ae] | potências? | machten | степен(?:ь|и|ей)
multiples n | vielfach(?:es|en?) | multiples? | múltiplos? | multipl[oi] | múltiplos? | veelvoud(?:en)? | кратн(?:ое|ые|ых)
divisible x | teilbar(?:en?)? | divisibles? | divisibles? | divisibil[ei] | divisíve(?:l|is) | deelba(?:ar|re) | дел(?:ится|ятся|ящиеся)/кратн(?:о|ые)
odd a | ungerade[nrs]? | impaire?s? | impar(?:es)? | dispar[ie] | ímpar(?:es)? | oneven | нечётн(?:ое|ые|ых)/нечетн(?:ое|ые|ых)
even a | gerade[nrs]? | paire?s? | par(?:es)? | par[ie] | par(?:es)? | even | чётн(?:ое|ые|ых)/четн(?:ое|ые|ых)
positive a | positive[nrs]? | (?:strictement )?positi(?:f|fs|ve|ves) | positiv[oa]s? | positiv[oiae] | positiv[oa]s? | positieve? | положительн(?:ое|ые|ых)
non-negative a | nichtnegativen?/nicht-negativen? | - | no negativ[oa]s? | non negativ[oiae] | não negativ[oa]s? | niet-negatieve | неотрицательн(?:ое|ые|ых)
negative a | negative[nrs]? | négati(?:f|fs|ve|ves) | negativ[oa]s? | negativ[oiae] | negativ[oa]s? | negatieve? | отрицательн(?:ое|ые|ых)
circle n | kreis(?:linie)?s? | cercle | circunferencia/círculo | circonferenza/cerchio | circunferência/círculo | cirkel | окружность
disc n | kreisscheibe | disque | disco | disco | disco | schijf/cirkelschijf | круг
sphere n | kugel/sphäre | sphère | esfera | sfera | esfera | bol | сфера
line n | gerade | droite | recta | retta | reta/recta | (?:rechte )?lijn | прямая
plane n | ebene | plan | plano | piano | plano | vlak | плоскость
half-plane n | halbebene | demi-plan | semiplano | semipiano | semiplano | halfvlak | полуплоскость
ellipse n | ellipse | ellipse | elipse | ellisse | elipse | ellips | эллипс
parabola n | parabel | parabole | parábola | parabola | parábola | parabool | парабола
hyperbola n | hyperbel | hyperbole | hipérbola | iperbole | hipérbole | hyperbool | гипербола
perpendicular bisector n | mittelsenkrechte | médiatrice | mediatriz | asse | mediatriz | middelloodlijn | серединный перпендикуляр
x-axis n | x-achse | axe des abscisses | eje x/eje de abscisas | asse x/asse delle ascisse | eixo x | x-as | ось x/ось абсцисс
y-axis n | y-achse | axe des ordonnées | eje y/eje de ordenadas | asse y/asse delle ordinate | eixo y | y-as | ось y/ось ординат
real axis n | reellen? achse | axe (?:des )?réels? | eje real | asse reale | eixo real | reële as | действительная ось/вещественная ось
imaginary axis n | imaginäre achse | axe (?:des )?imaginaires?(?: purs)? | eje imaginario | asse immaginario | eixo imaginário | imaginaire as | мнимая ось
unit circle n | einheitskreis | cercle unité | circunferencia unidad | circonferenza unitaria | circunferência unitária | eenheidscirkel | единичная окружность
centre n | mittelpunkt | centre | centro | centro | centro | middelpunt | центром?
radius n | radius | rayon | radio | raggio | raio | straal | радиус(?:ом|а)?
origin n | (?:koordinaten)?ursprung/nullpunkt | origine | origen(?: de coordenadas)? | origine | origem | oorsprong | начало координат/начала координат/начале координат
point n | punkt(?:e|en|es)? | points? | puntos? | punt[oi] | pontos? | punt | точк(?:а|и|е|у|ой)
segment n | strecke | segment | segmento | segmento | segmento | lijnstuk | отрезка
equation n | gleichung | équation | ecuación | equazione | equação | vergelijking | уравнени(?:ем|е|я)
permutations n | permutation(?:en)?/vertauschung(?:en)? | permutations?/permutés | permutacion(?:es)? | permutazion[ei] | permutaç(?:ão|ões) | permutaties? | перестановк[иа]
triangle n | dreiecks? | triangle | triángulo | triangolo | triângulo | driehoek | треугольник
pentagon n | fünfeck | pentagone | pentágono | pentagono | pentágono | vijfhoek | пятиугольник
hexagon n | sechseck | hexagone | hexágono | esagono | hexágono | zeshoek | шестиугольник
octagon n | achteck | octogone | oct[áó]gono | ottagono | octógono | achthoek | восьмиугольник
tetrahedron n | tetraeder | tétraèdre | tetraedro | tetraedro | tetraedro | tetraëder | тетраэдр
pyramid n | pyramide | pyramide | pirámide | piramide | pirâmide | piramide | пирамида
trapezoid n | trapez | trapèze | trapecio | trapezio | trapézio | trapezium | трапеция
regular a | regelmäßige[rs]?/reguläre[rs]? | réguli(?:er|ère) | regular | regolare | regular | regelmatige? | правильн(?:ый|ая)
isosceles a | gleichschenklige?[rs]? | isocèle | isósceles | isoscele | isósceles | gelijkbenige? | равнобедренн(?:ый|ая)
equilateral a | gleichseitige?[rs]? | équilatéral | equilátero | equilatero | equilátero | gelijkzijdige? | равносторонний
right-angled a | rechtwinklige?[rs]? | rectangle | rectángulo | rettangolo | retângulo | rechthoekige? | прямоугольн(?:ый|ая)
acute a | spitzwinklige?[rs]? | acutangle | acutángulo | acutangolo | acutângulo | scherphoekige? | остроугольный
obtuse a | stumpfwinklige?[rs]? | obtusangle | obtusángulo | ottusangolo | obtusângulo | stomphoekige? | тупоугольный
poisson distribution n | poisson-?verteilung | loi de poisson | distribución (?:de )?poisson | distribuzione di poisson | distribuição de poisson | poissonverdeling | распределение пуассона
binomial distribution n | binomialverteilung | loi binomiale | distribución binomial | distribuzione binomiale | distribuição binomial | binomiale verdeling | биномиальное распределение
normal distribution n | normalverteilung | loi normale | distribución normal | distribuzione normale | distribuição normal | normale verdeling | нормальное распределение
exponential distribution n | exponentialverteilung | loi exponentielle | distribución exponencial | distribuzione esponenziale | distribuição exponencial | exponentiële verdeling | показательное распределение
geometric distribution n | geometrische verteilung | loi géométrique | distribución geométrica | distribuzione geometrica | distribuição geométrica | geometrische verdeling | геометрическое распределение
parameters x | parametern | paramètres | parámetros | parametri | parâmetros | parameters | параметрами
parameter x | parameter | paramètre | parámetro | parametro | parâmetro | parameter | параметром
mean x | erwartungswert/mittelwert | espérance/moyenne | media | media | média | gemiddelde | средним
variance x | varianz | variance | varianza | varianza | variância | variantie | дисперсией
standard deviation x | standardabweichung | écart-type | desviación (?:típica|estándar) | deviazione standard | desvio[- ]padrão | standaardafwijking | -
centred x | zentriert | centrée? | centrad[oa] | centrat[oa] | centrad[oa] | - | -
cyclic a | zyklischen? | circulaires?/cycliques? | cíclicas? | cicliche | cíclicas? | cyclische | циклическ(?:ие|ая)
in any order x | in beliebiger reihenfolge/bis auf (?:die )?(?:vertauschung(?:en)?|permutation(?:en)?|reihenfolge) | (?:à l')?ordre près/à (?:une )?permutations? près/à l'ordre près/dans un ordre quelconque/dans n'importe quel ordre | en cualquier orden/salvo (?:permutación|permutaciones|el orden) | a meno di permutazioni/a meno dell'ordine/in qualunque ordine/in qualsiasi ordine | em qualquer ordem/a menos de permutaç(?:ão|ões)/a menos da ordem | in willekeurige volgorde | в любом порядке
interval n | intervall | intervalle | intervalo | intervallo | intervalo | interval | промежуток/интервал
perfect a | - | parfaits? | perfectos? | perfett[oi] | perfeitos? | - | -
open a | offenen?/offenes? | ouverte? | abiert[oa] | apert[oa] | abert[oa] | open | открыт(?:ый|ая)
closed a | abgeschlossenen?/abgeschlossenes? | fermée? | cerrad[oa] | chius[oa] | fechad[oa] | gesloten | замкнут(?:ый|ая)
all x | alle[nrs]?/sämtliche/jede[rs]? | tous(?: les)?/toutes(?: les)?/tout | tod[oa]s?(?: l[oa]s)?/cada | tutt[ie](?: [ilg][iea]?)?/ogni | tod[oa]s?(?: [oa]s)?/cada | alle | все/всех/любое
such that x | so dass/sodass/für die gilt/mit der eigenschaft | tels? que/telles? que | tal(?:es)? que | tal[ei] che | tal que/tais que | zodat | такие,? что
that are not x | die nicht/die keine?/welche nicht/aber nicht/aber keine/nicht aber/jedoch nicht | qui ne sont pas/mais (?:pas|non)/non | que no son/pero no/no | che non sono/ma non/non | que não são/mas não/não | die geen/die niet/maar niet | не являющиеся/но не/не
that are x | welche | qui sont | que son | che sono | que são | die | являющиеся
are x | sind/ist | sont/est | son/es | sono/è | são/é | zijn/is | являются
with x | mit/deren/dessen | avec/ayant | con | con | com | met | с/со
of x | von/vom/der/des | de/du/des/d' | del?/de la | di/del/della/dell'/dei | d[eoa]s? | van | -
around x | um | autour de | alrededor de | attorno a | ao redor de | om | вокруг
by x | (?<=teilbar )durch/(?<=teilbaren )durch/(?<=teilbare )durch | - | (?<=divisibles )por/(?<=divisible )por | (?<=divisibili )per/(?<=divisibile )per | (?<=divisíveis )por/(?<=divisível )por | - | (?<=ся )на/(?<=еся )на
through x | durch | passant par/par | que pasa por/por/pasando por | passante per/per | que passa por(?: [oa])?/passando por(?: [oa])?/por | door | проходящая через/через
between x | zwischen | entre | entre | tra/fra | entre | tussen | между
from x | - | - | desde | da | - | van | от
except x | außer/ohne/mit ausnahme von | sauf/excepté/privé de | excepto/salvo/menos | tranne/eccetto | exceto | behalve | кроме
and x | und/sowie | et | [ye] | ed?/e | e | en | и
or x | oder | ou | [ou] | o/oppure | ou | of | или
for x | für | pour | para | per | para | voor | при/для
where x | wobei/wo | où | donde | dove | onde | waarbij | где
not x | nicht/keine? | ne .* pas/non | no | non | não | niet/geen | не
their x | deren/ihre | leurs | sus | le loro/loro | suas | hun | их
its x | seine | ses | - | le sue | - | zijn | её/ее
thereof x | davon/hiervon | - | de ellos/de estos/de éstos/de ellas | di essi/di queste | destas?/deles/destes | daarvan | -
at x | in/im/bei | en/au | en | in/nel/nell' | em/n[oa] | in/op | в
the x | das/die/den/dem/der/des | les?/la/l' | el/l[oa]s?/la | il/lo/la/i/gli/le/l'/un' | [oa]s? | de/het | -
a x | ein(?:e[nrm]?)? | une?/un | una?/un | una?/un/uno | um(?:a)? | een | -
greater than x | größer als | supérieurs? à/plus grands? que | mayor(?:es)? que | maggior[ie] di | maior(?:es)? (?:do )?que | groter dan | больше
less than x | kleiner als | inférieurs? à/plus petits? que | menor(?:es)? que | minor[ie] di | menor(?:es)? (?:do )?que | kleiner dan | меньше
"""


class _Entry(NamedTuple):
    pattern: re.Pattern[str]
    english: str
    kind: str


_CELL = re.compile(r"\s\|\s")


def _entries(row: str) -> list[list[_Entry]]:
    """For each language."""
    head, *cells = (one.strip() for one in _CELL.split(row))
    english, kind = head.rsplit(" ", 1)
    return [
        [_Entry(re.compile(rf"{one}(?<!')(?!\w)|{one}(?<=')"), english, kind) for one in cell.split("/") if one != "-"]
        for cell in cells
    ]


_ROWS = [_entries(row) for row in _TABLE.strip().splitlines()]


class _Language(NamedTuple):
    entries: list[_Entry]
    any: re.Pattern[str]
    """Finds what one of them does: nearly no word begins one."""


def _language(entries: list[_Entry]) -> _Language:
    return _Language(entries, re.compile("|".join(entry.pattern.pattern for entry in entries)))


_WORDS = [_language([entry for row in _ROWS for entry in row[place]]) for place in range(_LANGUAGES)]
_BEGINNING = 3
_BEGINNINGS = frozenset(
    run[:_BEGINNING]
    for row in _TABLE.strip().splitlines()
    for run in re.findall(r"[^\W\d_]{3,}", row.partition("|")[2])
)
"""Of the longer words of the table: a phrase has one of them at least."""
_STYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s?\{([^{}]*)\}")
_WORD = re.compile(r"(?<![^\W\d_]|\\)[^\W\d_]{3,}")
_VERB_LAST = re.compile(r",? (?:die|welche) (nicht )?durch (\S{1,6}) teilbar sind")
"""German puts it at the end."""
_OUTSIDE = re.compile(r"\\[A-Za-z]+|[A-Z]{2}(?!\w)|[^\W\d_](?!\w)|[^\w\s]|[\d_]+|\s+")
"""Commands, letters of formulas, digits and signs: what is no word."""


def in_english(text: str) -> str | None:
    """None where no language has all of its words, or where it has none."""
    if len(text) > MAX_CHARS or not any(word[:_BEGINNING].lower() in _BEGINNINGS for word in _WORD.findall(text)):
        return None
    plain = " ".join(_STYLED.sub(r" \1 ", text.replace("$", " ").replace("’", "'")).split())
    plain = _VERB_LAST.sub(r" welche \1teilbar durch \2", plain)
    for words in _WORDS:
        if (found := _translated(plain, words)) is not None:
            return found
    return None


def _translated(plain: str, words: _Language) -> str | None:
    lower, at = plain.lower(), 0
    if len(lower) != len(plain):
        return None
    said: list[tuple[str, str]] = []
    while at < len(plain):
        found = (
            _longest(lower, at, words)
            if lower[at].isalpha() and not _inside(lower, at) and not _is_letter(lower, at)
            else None
        )
        if found is not None:
            end, entry = found
            said.append((entry.english, entry.kind))
            at = end
            continue
        outside = _OUTSIDE.match(plain, at)
        if outside is None:
            return None
        said.append((outside.group(), ""))
        at = outside.end()
    kinds = {kind for _, kind in said}
    return " ".join("".join(_spaced(_ordered(said))).split()) if kinds & {"n", "a", "x"} else None


def _inside(text: str, at: int) -> bool:
    """Of a command, or of a word that has begun."""
    return at > 0 and (text[at - 1].isalpha() or text[at - 1] == "\\")


def _is_letter(text: str, at: int) -> bool:
    """The y of y = 2x, which is no conjunction."""
    return _LETTER.match(text, at) is not None


_LETTER = re.compile(r"[^\W\d_]\s?[=<>+^*/)-]|(?<=[=+*/(-])[^\W\d_](?!\w)|(?<=[=+*/(-]\s)[^\W\d_](?!\w)")


def _longest(text: str, at: int, words: _Language) -> tuple[int, _Entry] | None:
    best: tuple[int, _Entry] | None = None
    if words.any.match(text, at) is None:
        return None
    for entry in words.entries:
        found = entry.pattern.match(text, at)
        if found is not None and found.end() > at and (best is None or found.end() > best[0]):
            best = found.end(), entry
    return best


def _ordered(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Adjectives before their noun."""
    found: list[tuple[str, str]] = []
    for piece in said:
        if piece[1] == "a":
            place = next((k for k in range(len(found) - 1, -1, -1) if found[k][1] != "" or found[k][0].strip()), None)
            if place is not None and found[place][1] == "n":
                found.insert(place, piece)
                continue
        found.append(piece)
    return found


def _spaced(said: list[tuple[str, str]]) -> list[str]:
    return [f" {text} " if kind else text for text, kind in said]
