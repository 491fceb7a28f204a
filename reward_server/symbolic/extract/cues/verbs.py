# ruff: noqa: E501  (a line of a table is one language)
"""The verbs by which a sentence states a value: "costs 12" states one, "mentions 12" does not."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.kinds import phrases

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
    multiply subtract simplify involve vacuum wrap withdraw refund tip deduct drop lap juggle split swap trade round differ seat empty meow skip divide remove volunteer memorize check drain charge
"""
_IRREGULAR = """
    was were is are be been being am's it's that's there's there're has had having does bought cost paid ate eaten drank drunk kept
    held lost won sold made took taken got gotten gave given drove driven rode ridden ran swam swum sent read wrote
    threw thrown caught slept shot left found became came went gone saw seen chose chosen lay lain brought fed cut put
    sat stood sang sung taught rose risen fell met lent spent grew grown dug hit knew swept built bound worth
    remaining leaving making giving getting having taking yielding equals totals totalling totaling
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
    r"\b(?:gives?|gave|giving|takes?|took|taken|owes?|owed|costs?|pays?|paid|leaves?|left|leaving|saves?|saved|saving|brings?|sends?|lends?|lent|earns?|bought|buys?)"
    r" (?:the |his |her |my |their |to )?[\w']+(?: of them)?$"
)
"""A verb with its object."""

ENGLISH = frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(_IRREGULAR.split())

NOUNS = re.compile(r"(?<!\w)(?:the|a|an|of|in|on|at|its|my|our|per|by|from|with|no) ([a-z]+)$")
"""A word that is a verb elsewhere, as a noun: in row 7, of order 7."""
BASE = frozenset(_REGULAR.split())

OTHERS = phrases("""
    ist die gesuchte|brauchte|kaufte|verkaufte|bezahlte|gab aus|las|lief|fuhr|aß|spart|verbraucht|enthält|könnte|hatten|zahlt|dauerte|benötigte|ist der gesuchte|ist das gesuchte|beträgt die|beträgt der|beträgt das|ist|sind|war|waren|beträgt|betragen|lautet|lauten|gilt|ergibt|ergeben|gibt|gibt es|hat|haben|hatte|kostet|kosten|braucht|brauchen|benötigt|bekommt|bekommen wir|erhält|erhalten|erhalten wir|erhält man|bleiben|bleibt|wiegt|zahlt|bezahlt|verdient|verkauft|kauft|dauert|existieren|folgt|macht|finden wir|liegt bei|findet man
    doit payer|doivent payer|restait|restaient|restera|resteront|reçu|est|sont|a dépensé|dépense|a payé|a acheté|a vendu|a gagné|a lu|a mangé|a parcouru|met|prend|a fallu|faudra|aura|reçoit|a reçu|contient|coûtera|vaut|valent|donne|donnent|fait|font|a|ont|il y a|y a|coûte|coûtent|faut|reste|restent|obtient|obtenons|trouve|trouvons|pèse|gagne|paie|mesure|dure|existe|existent|égale|déduit|avons|on a|possède
    debe pagar|deben pagar|quedaron|sobraron|quedó|sobró|sobran|quedarán|es|son|era|vale|gastó|gasta|pagó|compró|vendió|ganó|leyó|comió|recorrió|tarda|tardó|necesitó|necesitará|tendrá|recibe|recibió|contiene|costará|caben|valen|da|dan|hay|tiene|tienen|tenemos|cuesta|cuestan|queda|quedan|necesita|necesitan|obtiene|obtenemos|resulta|suma|mide|pesa|gana|paga|dura|existen|existe|sale|se obtiene|encontramos|hacen|hace|igual a
    deve pagar|devem pagar|sobraram|sobrou|ficaram|ficou|restaram|restou|sobra|é|são|era|gastou|gasta|pagou|comprou|vendeu|ganhou|leu|comeu|percorreu|leva|levou|precisou|terá|recebe|recebeu|contém|custará|vale|valem|dá|dão|há|tem|têm|temos|custa|custam|resta|restam|sobram|precisa|obtém|obtemos|obtém-se|resulta|mede|pesa|ganha|paga|dura|existem|existe|igual a|fica com|encontramos
    deve pagare|devono pagare|rimasero|restarono|sono rimasti|sono rimaste|avanzano|restavano|è|sono|era|ha speso|spende|ha pagato|ha comprato|ha venduto|ha guadagnato|ha letto|ha mangiato|impiega|ha percorso|avrà|riceve|contiene|costerà|occorrono|vale|valgono|dà|ci sono|c'è|ha|hanno|abbiamo|costa|costano|resta|restano|rimangono|serve|servono|ottiene|otteniamo|si ottiene|risulta|misura|pesa|guadagna|paga|dura|esistono|troviamo|si ha|si trova
    is|zijn|was|gaf uit|betaalde|kocht|verkocht|verdiende|las|at|reed|duurde|krijgt|bevat|bedraagt|bedragen|geeft|er zijn|heeft|hebben|kost|kosten|blijft|blijven|nodig|krijgt|krijgen we|krijgen|vinden we|weegt|verdient|betaalt|duurt|bestaan|volgt|over
    liczba to|wynik to|wartość to|suma to|pole to|rozwiązanie to|zostały|pozostało|pozostały|zostanie|jest|są|było|wydał|wydała|zapłacił|zapłaciła|kupił|kupiła|sprzedał|zarobił|przeczytał|zjadł|przebył|zajmie|dostanie|zawiera|będzie|wyda|wynosi|wynoszą|daje|ma|mają|mamy|kosztuje|kosztują|zostaje|zostało|potrzeba|otrzymujemy|dostajemy|waży|zarabia|płaci|trwa|istnieje|równa się|równe|równa|równy
    равен|равна|равно|проходит|приходим к|придём к|должен заплатить|должна заплатить|понадобится|потратил|потратила|заплатил|заплатила|купил|купила|продал|заработал|прочитал|съел|проехал|прошёл|займёт|получит|содержит|потребовалось|ушло|равны|составляет|составит|получаем|получим|получается|получили|есть|имеет|имеем|стоит|остаётся|остается|осталось|нужно|потребуется|весит|заработает|заплатит|существует|будет|имеется|даёт|дает|находим|всего|итого|выходит
    дорівнює|дорівнюють|знадобиться|витратив|витратила|заплатив|купив|продав|заробив|отримає|містить|становить|є|отримуємо|маємо|має|коштує|залишається|залишилося|потрібно|важить|існує|буде|всього|виходить|отримаємо|дає
    е|са|получаваме|имаме|има|струва|остава|остават|нужни|тежи|съществуват|общо|дава|намираме|равен на|равна на|равно на
    είναι|ισούται|ισούται με|έχει|έχουμε|κοστίζει|μένουν|παίρνουμε|υπάρχουν|βρίσκουμε|δίνει|ίσο με|ίση με|προκύπτει
    הוא|היא|הם|שווה|שווה ל|יש|נקבל|מקבלים|עולה|נשארו|קיימים|קיבלנו|נותן
    هو|هي|يساوي|تساوي|هناك|لدينا|نحصل على|يكلف|يوجد|توجد|يبلغ|تبلغ|نجد|يكون|تكون|بقي|يتبقى|تبقى|يعطي
    برابر|است|داریم
    है|हैं|था|कुल|बराबर|मिलता है|मिलता|होगा|होगी|लगेंगे|बचे|प्राप्त होता है
    là|bằng|có|được|còn|còn lại|cần|nặng|giá|thu được|ta được|cả|tất cả|mất|ra
    eder|toplam|vardır|kalır|olur|buluruz|bulunur
    是|为|為|等于|等於|得|得到|得出|解得|可得|共|共有|一共|有|还有|需要|需|要|剩|剩下|还剩|买了|卖了|花了|用了|走了|吃了|付了|付|找回|赚了|赚|卖出|达到|达|求得|算得|存在|综上|化为|至少需要|行驶|今年|有且只有|恰有|恰好有
    は|が|で|も|よって|合計|全部で|すると|求めると|以上より|ゆえに|となり
    은|는|이|가|모두|총|합계|값은|수는|따라서
    คือ|เป็น|เท่ากับ|มี|ได้|รวม|เหลือ|ใช้|ทั้งหมด|ต้องใช้""")
"""The verbs of the other languages, and the words that stand for one ("there are", "in all"); a language a line."""

OBJECTS = phrases("""
    him|her|them|us|me|you|himself|herself|there|each|every day|per day|on average|altogether|combined|maximum|minimum|sum|product|total|i.e|so i.e|namely|for|its|the point|together|about|around|roughly|approximately|another|additional|extra|still|no fewer than|exactly one|her a total of|a further|only|at least|at most|at a total of|all|in total|up|up to|out to|away|back|off|down|over|home|from this|these|such|those|common|reduced|irreducible|improper|proper|something like|as follows|follows|as many as|exactly at|left with|end up|ends up|with
    ihm|ihr|ihnen|es|dann|noch|insgesamt|genau|zusammen|nur|man|sich|also|damit|somit|hier|nun|jetzt|wir|als|die fläche|eine länge von
    lui|leur|encore|au total|exactement|seulement|finalement|alors|donc|maintenant|ainsi|on
    en total|exactamente|todavía|aún|entonces|finalmente|solo|por|ahora|por consiguiente
    no total|exatamente|ainda|então|finalmente|ao todo|agora|consequentemente
    in totale|esattamente|ancora|allora|infine|solo|in tutto|ora|di conseguenza
    in totaal|precies|nog|dan|slechts|er|we
    razem|dokładnie|jeszcze|łącznie|tylko
    ровно|всего|ещё|еще|тогда|только|в итоге|в сумме|нам|ему|ей|им
    рівно|усього|ще|тоді|лише
    точно|общо|още|само|тогава
    ακριβώς|συνολικά|μόνο|ακόμα
    בדיוק|בסך הכל|עוד|רק
    بالضبط|إجمالا|فقط|إذا
    ठीक|केवल|अब
    đúng|tổng cộng|tất cả|chỉ|thêm|tổng
    tam|tane|toplam
    恰好|刚好|正好|总共|仅|只|还|共|了|到|小明|我们|他们
    ちょうど|全部で|合計|だけ|ただ
    정확히|모두|총|단""")
"""What may stand between such a verb and its value, besides the fillers."""

COMMON = frozenset(
    phrases("""
    se|si|ob|sei|als|zou|kan|pode|puede|può|mai|czy|om|wenn|lo|la|e|da|non|no|pas|não|je|kann|may|can|could|parece|lijkt|scheint|semble|devine|duda|serait|sarebbe|sería|seria|chyba|może|май|могло|wohl|imagine|considere|paso|gis|gok|ли|令|设|若|let|可能|称|说|nói|bảo|cho|là|은|는""")
)
"""Words that object next to a value, but are other words elsewhere, or stand in honest sentences too."""

EVERY = (ENGLISH | frozenset(OTHERS)) - {
    "number",
    "order",
    "place",
    "score",
    "cost",
    "measure",
    "light",
    "change",
    "e",
    "a",
    "at",
    "is",
    "left",
    "over",
}
"""Verbs, for a look-up of single words."""
