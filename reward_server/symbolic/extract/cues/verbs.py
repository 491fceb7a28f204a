# ruff: noqa: E501  (a line of a table is one language)
"""The verbs by which a sentence states a value: "costs 12" states one, "mentions 12" does not."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import of
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
    multiply subtract simplify lead involve vacuum wrap withdraw refund tip deduct drop lap juggle split swap trade round differ seat empty meow skip divide remove volunteer memorize check drain charge
"""
_IRREGULAR = """
    was were is are be been being am's it's that's there's there're has had having does bought cost paid ate eaten drank drunk kept
    held lost won sold made took taken got gotten gave given drove driven rode ridden ran swam swum sent read wrote
    threw thrown caught slept shot left found became came went gone saw seen chose chosen lay lain brought fed cut put
    sat stood sang sung taught rose risen fell met lent spent grew grown dug hit knew swept built bound worth
    counts counted remaining leaving making giving getting having taking yielding equals totals totalling totaling
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

OTHERS = phrases("""
    ist die gesuchte|brauchte|kaufte|verkaufte|bezahlte|gab aus|las|lief|fuhr|aß|spart|verbraucht|enthält|könnte|hatten|zahlt|dauerte|benötigte|ist der gesuchte|ist das gesuchte|beträgt die|beträgt der|beträgt das|ist|sind|war|waren|beträgt|betragen|lautet|lauten|gilt|ergibt|ergeben|gibt|gibt es|hat|haben|hatte|kostet|kosten|braucht|brauchen|benötigt|bekommt|bekommen wir|erhält|erhalten|erhalten wir|erhält man|bleiben|bleibt|wiegt|zahlt|bezahlt|verdient|verkauft|kauft|dauert|existieren|folgt|macht|finden wir|liegt bei|findet man|behält|behalten|behielt|verbleibt|verbleiben|verblieben|blieb|blieben|übrig bleiben|bleiben übrig|beläuft sich auf|belaufen sich auf|macht zusammen|machen|ergab|ergaben|bekam|bekamen|bekommt man|erhielt|erhielten|gewinnt|gewann|sparte|gibt aus|ausgegeben|besitzt|besitzen|besaß|umfasst|umfassen|enthalten|fasst|misst|messen|wog|wiegen|zählt|zählen|zählte|sammelt|sammelte|verteilt|schafft|legt zurück|läuft|fährt|fliegt|geht|reicht für|reichen für|fehlen|fehlt|passen|passt|stehen|steht|sitzen|liegen|liegt|befinden sich|leben|arbeiten|arbeitet|liest|schreibt|backt|backen|isst|essen|trinkt|trinken|verbrauchen|verkauften|kauften|verdiente|verdienen|bezahlen|zahlen|zahlte|kostete|kosteten|dauern|braucht man|brauchen wir|brauchten|muss zahlen|müssen zahlen|lautete|entspricht|entsprechen|gleicht|kommt auf|kommen auf|kommen wir auf|komme auf|liefert|liefern|führt auf|führt zu|folgt daraus|schreibt man|haben wir|habe ich|sehen wir|zählen wir|nahm|nehmen|nimmt|wird zu|werden|wird|wurden|wurde|wächst auf|steigt auf|stieg auf|sinkt auf|fällt auf|sank auf|erreicht|erreichen|produziert|produzieren|pflückt|pflückte|pflanzt|pflanzte|schuldet|bleiben ihm|bleiben ihr|bleiben ihnen|bleiben noch|beträgt also|ist gleich|sind es|es sind|das sind|das macht|macht das|das ergibt|ergibt das|ergibt sich|ergeben sich|resultiert|resultieren|braucht er|braucht sie|hat er|hat sie|haben sie
    doit payer|doivent payer|restait|restaient|restera|resteront|reçu|est|sont|a dépensé|dépense|a payé|a acheté|a vendu|a gagné|a lu|a mangé|a parcouru|met|prend|a fallu|faudra|aura|reçoit|a reçu|contient|coûtera|vaut|valent|donne|donnent|fait|font|a|ont|il y a|y a|coûte|coûtent|faut|reste|restent|obtient|obtenons|trouve|trouvons|pèse|gagne|paie|mesure|dure|existe|existent|égale|déduit|avons|on a|possède|s'élève à|s'élèvent à|s'élevait à|reste à|restait à|il reste|il restait|lui reste|leur reste|garde|gardent|gardait|conserve|possédait|possèdent|comporte|comportent|compte|comptent|contenait|contiennent|coûtait|coûtaient|coûteront|payera|paiera|payait|payent|paient|dépensait|dépensera|dépensent|gagnait|gagnent|gagnera|reçoivent|recevra|obtient-on|obtiendra|obtiennent|font en tout|fera|feront|mesurent|mesurait|pèsent|pesait|durera|dura|durent|mettra|mettent|prendra|prennent|parcourt|parcourra|parcourent|parcouru|lit|lira|vend|vendent|vendu|achète|achètent|acheté|mange|mangent|mangé|boit|faudrait|manquent|manque|compose|composent|atteint|atteignent|correspond à|correspondent à|équivaut à|équivalent à|revient à|reviennent à|aboutit à|conduit à|mène à|se réduit à|se simplifie en|produit|produisent|représente|représentent|totalise|totalisent|rapporte|économise|épargne|devient|deviennent|comptons|aboutit|calcule|compté|comptait|arrivons à|arrive à|tombe sur|doit|doivent|devra|devront|peut-on|peut faire|peuvent faire|est égal à|est égale à|sont au nombre de|vaut donc|est donc|sont donc|cela fait|ça fait|ce qui fait|ce qui donne|cela donne|soit au total
    debe pagar|deben pagar|quedaron|sobraron|quedó|sobró|sobran|quedarán|es|son|era|vale|gastó|gasta|pagó|compró|vendió|ganó|leyó|comió|recorrió|tarda|tardó|necesitó|necesitará|tendrá|recibe|recibió|contiene|costará|caben|valen|da|dan|hay|tiene|tienen|tenemos|cuesta|cuestan|queda|quedan|necesita|necesitan|obtiene|obtenemos|resulta|suma|mide|pesa|gana|paga|dura|existen|existe|sale|se obtiene|encontramos|hacen|hace|igual a|asciende a|ascienden a|ascendía a|quedaban|quedará|le quedan|le queda|les quedan|nos quedan|nos queda|restan|resta|sobraban|conserva|conservan|posee|poseen|tenían|tuvo|tuvieron|contienen|contenía|costaba|costaban|costarán|pagará|pagan|pagaron|pagaba|gastará|gastan|gastaron|ganará|ganan|ganaron|recibirá|reciben|recibieron|obtienen|obtuvo|obtendrá|suman|sumaron|miden|medía|pesan|pesaba|durará|duran|duró|tardan|tardará|tardaron|recorre|recorren|recorrerá|lee|leerá|leen|vende|venden|vendieron|compra|compran|compraron|come|comen|comieron|bebe|beben|falta|faltan|faltaban|alcanza|alcanzan|corresponde a|corresponden a|equivale a|equivalen a|llega a|llegan a|llegamos a|se reduce a|se simplifica a|produce|producen|representa|representan|totaliza|totalizan|ahorra|ahorran|ahorró|debe|deben|deberá|deberán|podrá|puede hacer|pueden formar|se pueden formar|se forman|se necesitan|se necesita|se requieren|requiere|requieren|cabe|aprobaron|participan|asisten|viven|trabajan|llevan|lleva|llevó|cosecha|plantó|recogió|recogen|hizo|hicieron|hará|harán|da como resultado|nos da|queda en|tiene que pagar|hay que pagar|contamos|da en total|son en total|hay en total|equivalen|es igual a|son iguales a|resulta ser|viene a ser
    deve pagar|devem pagar|sobraram|sobrou|ficaram|ficou|restaram|restou|sobra|é|são|era|gastou|gasta|pagou|comprou|vendeu|ganhou|leu|comeu|percorreu|leva|levou|precisou|terá|recebe|recebeu|contém|custará|vale|valem|dá|dão|há|tem|têm|temos|custa|custam|resta|restam|sobram|precisa|obtém|obtemos|obtém-se|resulta|mede|pesa|ganha|paga|dura|existem|existe|igual a|fica com|encontramos|fica|ficam|fica em|ficam em|ficou em|ficou com|ficam com|ficará com|chega a|chegamos a|chega-se a|ascende a|totaliza|totalizam|restava|restavam|restará|sobrava|sobravam|sobrará|resta-lhe|restam-lhe|lhe restam|conserva|possui|possuem|tinha|tinham|tivemos|contêm|continha|custava|custavam|custarão|pagará|pagam|pagaram|pagava|gastará|gastam|gastaram|ganhará|ganham|ganharam|receberá|recebem|receberam|obteve|obterá|obtêm|somam|soma|medem|media|pesam|pesava|durará|duram|durou|demora|demoram|demorou|demorará|levará|levam|levaram|percorre|percorrem|percorrerá|lê|lerá|vende|vendem|venderam|compra|compram|compraram|come|comem|comeram|bebe|bebem|falta|faltam|faltavam|alcança|atinge|atingem|corresponde a|correspondem a|equivale a|equivalem a|reduz-se a|simplifica-se para|produz|produzem|representa|representam|poupa|poupou|economiza|economizou|deve|devem|deverá|precisam|precisará|são necessários|são necessárias|cabem|cabe|passaram|passam|participam|vivem|trabalham|faz|fazem|fez|fizeram|fará|dá ao todo|dá um total de|nos dá|resulta em|leva a|dará|darão|existem ao todo|tem de pagar|tem que pagar|contamos|é igual a|são iguais a|vem a ser|chegou a
    deve pagare|devono pagare|rimasero|restarono|sono rimasti|sono rimaste|avanzano|restavano|è|sono|era|ha speso|spende|ha pagato|ha comprato|ha venduto|ha guadagnato|ha letto|ha mangiato|impiega|ha percorso|avrà|riceve|contiene|costerà|occorrono|vale|valgono|dà|ci sono|c'è|ha|hanno|abbiamo|costa|costano|resta|restano|rimangono|serve|servono|ottiene|otteniamo|si ottiene|risulta|misura|pesa|guadagna|paga|dura|esistono|troviamo|si ha|si trova|ammonta a|ammontano a|è pari a|sono pari a|rimane|rimaneva|rimanevano|rimarrà|rimarranno|resterà|resteranno|gli restano|le restano|gli rimangono|le rimangono|ne restano|ne rimangono|ne ha|ne hanno|conserva|possiede|possiedono|aveva|avevano|ebbe|contengono|conteneva|costava|costavano|costeranno|pagherà|pagano|pagarono|pagava|spenderà|spendono|spese|guadagnerà|guadagnano|guadagnò|riceverà|ricevono|ricevette|ottengono|ottenne|otterrà|misurano|misurava|pesano|pesava|durerà|durano|durò|impiegherà|impiegano|impiegò|percorre|percorrono|percorrerà|legge|leggerà|vende|vendono|vendette|compra|comprano|mangia|mangiano|beve|bevono|manca|mancano|mancavano|raggiunge|raggiungono|corrisponde a|corrispondono a|equivale a|equivalgono a|si riduce a|si semplifica in|produce|producono|rappresenta|rappresentano|risparmia|risparmiano|deve|devono|dovrà|dovranno|occorre|bastano|basta|entrano|partecipano|vivono|lavorano|fa|fanno|fece|farà|faranno|dà come risultato|ci dà|porta a|conduce a|darà|daranno|viene|vengono|diventa|diventano|fa in tutto|arriviamo a|si arriva a|contiamo|è uguale a|sono uguali a|risultano|sarà|saranno|era di
    is|zijn|was|gaf uit|betaalde|kocht|verkocht|verdiende|las|at|reed|duurde|krijgt|bevat|bedraagt|bedragen|geeft|er zijn|heeft|hebben|kost|kosten|blijft|blijven|nodig|krijgt|krijgen we|krijgen|vinden we|weegt|verdient|betaalt|duurt|bestaan|volgt|over|komt neer op|komt uit op|komen uit op|bedroeg|overblijven|blijft over|blijven over|bleven|bleef|houdt|houden|hield|hielden|houdt over|bezit|bezitten|had|bevatten|bevatte|kostte|kostten|betalen|betaalden|gaven uit|geeft uit|verdienen|verdienden|ontvangt|ontvangen|ontving|meet|meten|wegen|woog|duren|duurden|doet er|leest|lezen|verkoopt|verkopen|verkochten|koopt|kopen|kochten|eet|eten|drinkt|drinken|ontbreken|ontbreekt|haalt|bereikt|komt overeen met|is gelijk aan|zijn gelijk aan|levert|leveren|leidt tot|geeft ons|maakt|maken|maakte|spaart|spaarde|moet betalen|moeten betalen|passen|past|zitten|zit|staan|staat|wonen|werken|rijdt|rijden|loopt|lopen|fietst|tellen|tellen we|hebben we|wordt|worden|werd|werden|dat is|dat zijn|dat maakt|telt|samen zijn dat
    liczba to|wynik to|wartość to|suma to|pole to|rozwiązanie to|zostały|pozostało|pozostały|zostanie|jest|są|było|wydał|wydała|zapłacił|zapłaciła|kupił|kupiła|sprzedał|zarobił|przeczytał|zjadł|przebył|zajmie|dostanie|zawiera|będzie|wyda|wynosi|wynoszą|daje|ma|mają|mamy|kosztuje|kosztują|zostaje|zostało|potrzeba|otrzymujemy|dostajemy|waży|zarabia|płaci|trwa|istnieje|równa się|równe|równa|równy|pozostaje|pozostają|pozostanie|zostaną|zostanie mu|zostało mu|ma teraz|miał|miała|mieli|posiada|posiadają|zawierają|kosztował|kosztowała|kosztowały|zapłaci|zapłacą|zapłacili|płacą|wydali|wydają|zarabiają|zarobi|zarobiła|zarobili|otrzyma|otrzymał|otrzymają|dostają|dostał|dostała|mierzy|ważą|ważył|trwał|trwała|trwają|przejedzie|przejechał|przejechała|przeszedł|czyta|przeczytała|sprzeda|sprzedała|sprzedali|kupią|kupili|zjadła|zjedli|brakuje|osiąga|osiągnie|odpowiada|równają się|sprowadza się do|daje to|dają|dało|musi zapłacić|muszą zapłacić|mieści się|uczestniczy|mieszka|pracuje|wynosił|wynosiła|wynosiło|będzie miał|będzie miała|wychodzi|uzyskujemy|liczymy|stanowi|stanowią|to razem|razem daje|trzeba zapłacić|oszczędzi|zaoszczędził
    равен|равна|равно|проходит|приходим к|придём к|должен заплатить|должна заплатить|понадобится|потратил|потратила|заплатил|заплатила|купил|купила|продал|заработал|прочитал|съел|проехал|прошёл|займёт|получит|содержит|потребовалось|ушло|равны|составляет|составит|получаем|получим|получается|получили|есть|имеет|имеем|стоит|остаётся|остается|осталось|нужно|потребуется|весит|заработает|заплатит|существует|будет|имеется|даёт|дает|находим|всего|итого|выходит|остался|осталась|останется|останутся|остались|остаются|имел|имела|имеют|содержат|содержал|содержится|стоил|стоила|стоило|стоили|стоят|заплатить|заплатят|заплатили|платит|платят|тратит|тратят|потратили|потратит|зарабатывает|зарабатывают|заработала|заработали|получила|получают|получил|весят|весил|весила|длится|длился|длилась|длилось|займут|занял|заняла|заняло|занимает|пройдёт|пройдет|прошла|прошли|проедет|проехала|проехали|проезжает|пробежал|пробежала|читает|прочитала|прочитает|продала|продали|продаст|продают|купит|купят|купили|покупает|съела|съели|съест|выпил|не хватает|достигает|достигнет|соответствует|сводится к|равняется|равняются|составляют|составила|составил|составило|составили|составят|дают|дало|даст|должен|должны|должна|нужен|нужна|нужны|требуется|требуются|понадобятся|потребуются|необходимо|помещается|помещаются|участвует|участвуют|живёт|живут|работает|работают|стало|стал|стала|станет|стали|вышло|выйдет|вмещает|собрал|собрала|собрали|посадил|посадила|посадили|сэкономил|сэкономила|достаётся|досталось|насчитываем|насчитывается|приходится|пришлось|обойдётся в|обойдется в|обошлось в|обошлась в|насчитывает|уйдёт|уйдет|ушёл|находится|лежит|лежат
    дорівнює|дорівнюють|знадобиться|витратив|витратила|заплатив|купив|продав|заробив|отримає|містить|становить|є|отримуємо|маємо|має|коштує|залишається|залишилося|потрібно|важить|існує|буде|всього|виходить|отримаємо|дає|залишився|залишилась|залишиться|залишаться|залишилися|було|була|мав|мала|мають|містять|міститься|коштував|коштувала|коштують|заплатити|заплатять|заплатили|платить|витратить|витратили|заробляє|заробила|заробили|отримала|отримали|важать|важив|триває|тривав|тривала|займе|пройде|пройшов|пройшла|проїде|проїхав|проїхала|прочитав|прочитала|продала|продали|купить|купила|купили|з'їв|з'їла|бракує|досягає|відповідає|зводиться до|дорівнюватиме|становлять|становила|становитиме|складає|дають|дасть|потрібен|потрібна|потрібні|необхідно|стало|став|стала|вийде|вміщує|зібрав|зібрала|припадає|має заплатити|треба заплатити
    е|са|получаваме|имаме|има|струва|остава|остават|нужни|тежи|съществуват|общо|дава|намираме|равен на|равна на|равно на|остана|останаха|останал|имат|имаше|имал|съдържа|съдържат|струват|струваше|плаща|платил|платила|плати|платиха|харчи|похарчи|печели|спечели|получава|получи|получават|тежат|трае|продължава|отнема|изминава|измина|прочете|продаде|купи|изяде|липсват|достига|отговаря на|свежда се до|равнява се на|възлиза на|дават|трябват|необходими са|събра|беше|бяха
    είναι|ισούται|ισούται με|έχει|έχουμε|κοστίζει|μένουν|παίρνουμε|υπάρχουν|βρίσκουμε|δίνει|ίσο με|ίση με|προκύπτει|κοστίζουν|έμειναν|έμεινε|απομένουν|ζυγίζει|διαρκεί|χρειάζονται|χρειάζεται|πλήρωσε|αγόρασε|πούλησε|κέρδισε|είχε|έχουν|περιέχει|γίνεται|δίνουν|ανέρχεται σε
    הוא|היא|הם|שווה|שווה ל|יש|נקבל|מקבלים|עולה|נשארו|קיימים|קיבלנו|נותן
    هو|هي|يساوي|تساوي|هناك|لدينا|نحصل على|يكلف|يوجد|توجد|يبلغ|تبلغ|نجد|يكون|تكون|بقي|يتبقى|تبقى|يعطي
    برابر|است|داریم
    है|हैं|था|कुल|बराबर|मिलता है|मिलता|होगा|होगी|लगेंगे|बचे|प्राप्त होता है
    là|bằng|có|được|còn|còn lại|cần|nặng|giá|thu được|ta được|cả|tất cả|mất|ra|phải trả|trả|mua|bán|kiếm được|chứa|dài|rộng|cao|kéo dài|tốn|hết|thu về|gồm|đạt
    eder|toplam|vardır|kalır|olur|buluruz|bulunur|kaldı|kalmıştır|ödedi|öder|kazandı|satın aldı|sattı|sürer|tutar|eşittir|yapar
    是|为|為|等于|等於|得|得到|得出|解得|可得|共|共有|一共|有|还有|需要|需|要|剩|剩下|还剩|买了|卖了|花了|用了|走了|吃了|付了|付|找回|赚了|赚|卖出|达到|达|求得|算得|存在|综上|化为|至少需要|行驶|今年|有且只有|恰有|恰好有|占|达到了|剩余|余|余下|花费|花|支付|应付|应找|需付|卖|买|收入|支出|节省|省下|读了|看了|摘了|种了|吃|喝|用去|用|拿|分到|得到了|变成|变为|增加到|减少到|上升到|下降到|相当于|合|折合|即为|就是|便是|也就是|答案为|共计|合计|总计|合起来是|加起来是|要付|得分|考了|有了|收集了|含有|包含|装|可装|需时|历时|用时|耗时
    は|が|で|も|よって|合計|全部で|すると|求めると|以上より|ゆえに|となり
    은|는|이|가|모두|총|합계|값은|수는|따라서
    คือ|เป็น|เท่ากับ|มี|ได้|รวม|เหลือ|ใช้|ทั้งหมด|ต้องใช้""") + of("verb", "is")
"""The verbs of the other languages, and the words that stand for one ("there are", "in all"); a language a line."""

OBJECTS = phrases("""
    him|her|them|us|me|you|himself|herself|there|each|every day|per day|on average|altogether|combined|maximum|minimum|sum|product|total|i.e|so i.e|namely|for|its|the point|together|about|around|roughly|approximately|another|additional|extra|still|no fewer than|exactly one|her a total of|a further|only|at least|at most|at a total of|all|in total|up|up to|out to|away|back|off|down|over|home|from this|these|such|those|common|reduced|irreducible|improper|proper|something like|as follows|follows|as many as|exactly at|left with|end up|ends up|with|auf|uns|zurück|mir|ihnen|euch|gerade|somit auf|das intervall|im intervall|die menge|der punkt|das paar|der bruch|die zahl|der vektor|die matrix|der wert|das polynom|die gerade|der term
    ihm|ihr|ihnen|es|dann|noch|insgesamt|genau|zusammen|nur|man|sich|also|damit|somit|hier|nun|jetzt|wir|als|die fläche|eine länge von|de|à|en tout|nous|me|vous|en moyenne|bien|juste|y|l'intervalle|l'ensemble|le point|le couple|le nombre|la fraction|le vecteur|la matrice|la valeur|le polynôme|la droite|le triplet
    lui|leur|encore|au total|exactement|seulement|finalement|alors|donc|maintenant|ainsi|on|de|a|en|nos|me|os|les|le|un total de|en promedio|justo|justamente|así|el intervalo|el conjunto|el punto|el par|el número|la fracción|el vector|la matriz|el valor|el polinomio|la recta
    en total|exactamente|todavía|aún|entonces|finalmente|solo|por|ahora|por consiguiente|de|a|em|nos|me|um total de|em média|justamente|assim|o intervalo|o conjunto|o ponto|o par|o número|a fração|o vetor|a matriz|o valor|o polinômio|a reta
    no total|exatamente|ainda|então|finalmente|ao todo|agora|consequentemente|di|a|ci|gli|le|ne|un totale di|in media|proprio|così|l'intervallo|l'insieme|il punto|la coppia|il numero|la frazione|il vettore|la matrice|il valore|il polinomio|la retta
    in totale|esattamente|ancora|allora|infine|solo|in tutto|ora|di conseguenza|op|van|ons|mij|hun|een totaal van|gemiddeld|samen|het interval|de verzameling|het punt|het paar|het getal|de breuk|de vector|de matrix|de waarde
    in totaal|precies|nog|dan|slechts|er|we|na|o|mu|jej|im|nam|w sumie|średnio|w tym|teraz|przedział|zbiór|punkt|para|liczba|ułamek|wektor|macierz|wartość
    razem|dokładnie|jeszcze|łącznie|tylko|мне|вам|ей|ему|в общей сложности|в среднем|по|в|теперь|ещё|уже|итак|промежуток|отрезок|интервал|множество|точка|пара|число|дробь|вектор|матрица|значение
    ровно|всего|ещё|еще|тогда|только|в итоге|в сумме|нам|ему|ей|им|мені|вам|їй|йому|їм|у середньому|тепер|вже|в|по|проміжок|відрізок|інтервал|множина|точка|пара|число|дріб|вектор|матриця|значення
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
