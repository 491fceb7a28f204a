# ruff: noqa: E501  (a line of a table is one language)
"""Names of things that every language has: days of the week, months, figures; Mittwoch is Wednesday."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 60
_DAYS = """
mon|tue,tues|wed|thu,thur,thurs|fri|sat|sun
monday|tuesday|wednesday|thursday|friday|saturday|sunday
montag|dienstag|mittwoch|donnerstag|freitag|samstag,sonnabend|sonntag
lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
lunes|martes|miércoles|jueves|viernes|sábado|domingo
lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
segunda feira,segunda|terça feira,terça|quarta feira,quarta|quinta feira,quinta|sexta feira,sexta|sábado|domingo
maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela
понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
понеділок|вівторок|середа|четвер|п ятниця,пятниця|субота|неділя
pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle
hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap
luni|marți|miercuri|joi|vineri|sâmbătă|duminică
måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag
mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag
maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai
pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar
senin|selasa|rabu|kamis|jumat|sabtu|minggu
星期一,周一,礼拜一|星期二,周二,礼拜二|星期三,周三,礼拜三|星期四,周四,礼拜四|星期五,周五,礼拜五|星期六,周六,礼拜六|星期日,星期天,周日,礼拜天
月曜日,月曜|火曜日,火曜|水曜日,水曜|木曜日,木曜|金曜日,金曜|土曜日,土曜|日曜日,日曜
월요일|화요일|수요일|목요일|금요일|토요일|일요일
"""
_MONTHS = """
jan|feb|mar|apr|may|jun|jul|aug|sep,sept|oct|nov|dec
january|february|march|april|may|june|july|august|september|october|november|december
januar,jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember
janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre
janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień
январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь
一月,1月|二月,2月|三月,3月|四月,4月|五月,5月|六月,6月|七月,7月|八月,8月|九月,9月|十月,10月|十一月,11月|十二月,12月
"""
_FIGURES = """
square|rectangle|rhombus|parallelogram|triangle|circle|ellipse|parabola|hyperbola|pentagon|hexagon|octagon|cube|sphere|cylinder|cone|pyramid|tetrahedron|octahedron|dodecahedron|icosahedron|kite|trapezoid,trapezium
quadrat|rechteck|raute,rhombus|parallelogramm|dreieck|kreis|ellipse|parabel|hyperbel|fünfeck|sechseck|achteck|würfel|kugel,sphäre|zylinder|kegel|pyramide|tetraeder|oktaeder|dodekaeder|ikosaeder|drachenviereck,drachen|trapez
carré|rectangle|losange|parallélogramme|triangle|cercle|ellipse|parabole|hyperbole|pentagone|hexagone|octogone|cube|sphère|cylindre|cône|pyramide|tétraèdre|octaèdre|dodécaèdre|icosaèdre|cerf volant|trapèze
cuadrado|rectángulo|rombo|paralelogramo|triángulo|círculo,circunferencia|elipse|parábola|hipérbola|pentágono|hexágono|octágono,octógono|cubo|esfera|cilindro|cono|pirámide|tetraedro|octaedro|dodecaedro|icosaedro|cometa|trapecio
quadrato|rettangolo|rombo|parallelogramma|triangolo|cerchio,circonferenza|ellisse|parabola|iperbole|pentagono|esagono|ottagono|cubo|sfera|cilindro|cono|piramide|tetraedro|ottaedro|dodecaedro|icosaedro|aquilone|trapezio
quadrado|retângulo|losango|paralelogramo|triângulo|círculo,circunferência|elipse|parábola|hipérbole|pentágono|hexágono|octógono|cubo|esfera|cilindro|cone|pirâmide|tetraedro|octaedro|dodecaedro|icosaedro|pipa|trapézio
vierkant|rechthoek|ruit|parallellogram|driehoek|cirkel|ellips|parabool|hyperbool|vijfhoek|zeshoek|achthoek|kubus|bol|cilinder|kegel|piramide|tetraëder|octaëder|dodecaëder|icosaëder|vlieger|trapezium
kwadrat|prostokąt|romb|równoległobok|trójkąt|okrąg,koło|elipsa|parabola|hiperbola|pięciokąt|sześciokąt|ośmiokąt|sześcian|kula,sfera|walec|stożek|ostrosłup|czworościan|ośmiościan|dwunastościan|dwudziestościan|deltoid|trapez
квадрат|прямоугольник|ромб|параллелограмм|треугольник|круг,окружность|эллипс|парабола|гипербола|пятиугольник|шестиугольник|восьмиугольник|куб|шар,сфера|цилиндр|конус|пирамида|тетраэдр|октаэдр|додекаэдр|икосаэдр|дельтоид|трапеция
正方形|长方形,矩形|菱形|平行四边形|三角形|圆,圆形|椭圆|抛物线|双曲线|五边形|六边形|八边形|立方体,正方体|球,球体|圆柱|圆锥|棱锥|四面体|八面体|十二面体|二十面体|筝形|梯形
正方形|長方形|ひし形|平行四辺形|三角形|円|楕円|放物線|双曲線|五角形|六角形|八角形|立方体|球|円柱|円錐|角錐|四面体|八面体|十二面体|二十面体|凧形|台形
"""


def _table(rows: str) -> dict[str, int]:
    """Name -> place in its row."""
    placed = ((names, place) for row in rows.strip().splitlines() for place, names in enumerate(row.split("|")))
    return {name: place for names, place in placed for name in names.split(",")}


_TABLES = tuple(map(_table, (_DAYS, _MONTHS, _FIGURES)))
_ARTICLE = re.compile(
    rf"(?:the\s(?:month|day)\sof\s)?(?:(?:on|in|am|im|en|em|w|v|в|во)\s)?(?:(?:{either('article')})\s)?"
)


def same_name(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both are names of one table."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_NAME.fullmatch(truth) and _NAME.fullmatch(answer)):
        return None
    left, right = (_ARTICLE.sub("", fold(one), count=1) for one in (truth, answer))
    for table in _TABLES:
        if left in table and right in table:
            same = table[left] == table[right]
            return Verdict(same, f"{'the same' if same else 'other'} thing: {left}, {right}", "text")
    return None


_NAME = re.compile(r"[\s$]*(?:\\(?:text|mathrm)[a-z]*\s*\{)?\s*(?:[^\W\d_]|1?\d月)[^_=^+<>\\]*")
