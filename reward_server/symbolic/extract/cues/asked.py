# ruff: noqa: E501  (a line of a table is one language)
"""What a question asks for, and what may be said of any answer to it."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.parse.normalize import words

GLUED_OPERATIONS = frozenset("和差積商积")
"""Sum, difference, product, quotient."""
GLUED = frozenset(
    "的了是为為在有个個中里共计計总總和数數量值结結果答案解得出到所以因此故则則其他她它这這那该該此题題求剩余餘还還下现現一二三四五六七八九十百千两兩每各种種人次元后後就也都只能可要需用算知由于於从從而且与與及或们們我你最终終等大小多少正确確全部後残残合計結果最終求値数個人円通答幅度率手元金現在钱里下手共额額枚冊本匹台回歳才時間分秒日"
)
"""Chinese characters that may stand before any answer, of function words and of "number", "result", "left"."""

GENERAL = frozenset(of("general")) | {
    part
    for one in (*of("answer", "result", "total", "form", "so"), *of("lead", but="en"))
    for part in one.split()
    if len(part) > 3
}
"""Nouns and adjectives of any answer: they name no other quantity."""

NEUTRAL = words("""
    turn turns turned out is are was were be been being am has have had having get gets got give gives gave given giving make makes made making need needs needed take takes took
    taken taking equal equals cost costs leave leaves left leaving remain remains remained remaining add adds adding amount amounts come comes came become
    becomes became evaluate evaluates yield yields yielding simplify simplifies divide divided multiply multiplied subtract subtracted round rounded choose
    exist exists contain contains consist consists result results obtain obtained find found finds conclude follow follows works compute computed
    calculate calculated determine determined total totals end ends means reach reaches own owns measure measures occurs receive receives received fit fits hold holds start starts started possess possesses ended belong belongs it's that's there's there're
""")
"""English verbs by which any question may be answered; another must be the prompt's."""
DEEDS = tuple(
    re.compile(rf"(?:{stems})")
    for stems in (
        r"(?:ein)?kauf|achet|achèt|compr|acquist|(?:ge)?koop|kocht|kopen|kup|купи|покуп|куплен|закуп|köp|køb|kjøp|koup|(?:meg)?vesz|(?:meg)?vett|vásárol|cumpăr|osta|ost[ie]|membeli",
        r"verkauf|vend|verko|sprzed|прода|sälj|såld|sælg|solgt|selg|prodá|prodal|predá|predal|elad|vând|vind|myy|myi|möi|menjual",
        r"(?:auf|ge)?(?:ess|iss|aß|gegess)|mang|come[nr]?$|comió|comier|comerá|comid|comem|comeu|comer|mangi|eet|eten|at$|gegeten|zj[ae]|jedz|je$|съе|ест$|едят|з'їв|з'їла|їсть|изяд|яде|äter|åt$|spis|jedl|sněd|zjed|esz[in]|evett|evett|mănânc|mânc|syö|söi|söi|memakan",
        r"(?:ge)?tr[iua]nk|boi[tr]|buv|beb|bev|drink|dronk|pij|wypi|пьёт|пьет|выпи|п'є|випи",
        r"l(?:ie|e|a)s(?:en|t|en)?$|gelesen|li[rts]e?$|lisent|lu$|lira|le[eé]|leyó|leyer|lê|leu|legg|lett[oaie]$|lees|lezen$|las$|czyta|przeczyt|чита|прочит|прочет",
        r"(?:ge|er)?spar|économis|épargn|ahorr|poup|economiz|risparmi|spaar|gespaard|oszczędz|zaoszcz|сэконом|копи|эконом|збережен|спест|šetř|ušetř|megtakarít|economis|säästä|sparad|sparte|menabung",
        r"(?:be)?zahl|pai[ert]|pay|pag|betaa?l|pła[cć]|zapłac|betal|zaplat|platí|fizet|plăt|maks|membayar|плат|заплат|опла|дължи|плащ|aus(?:gibt|gab|geben|gegeben)|dépens|gast|spend|spes[eo]|geeft|gaf|gaven|uitgegeven|wyda|потрат|трат|истрат|витрат|харч|похарч",
        r"verdien|gewinn|gewann|gagn|gan[aóo]|ganar|ganh|guadagn|zar[ao]b|зараб|выигр|зароб|печел|спечел|tjän|tjen|vyděl|keres[ei]?t?|câștig|ansait",
        r"fähr|fahr|fuhr|gefahr|lauf|läuf|lief|gelauf|flieg|flog|parcour|recorr|percorr|rijd|reed|gereden|loop|lopen|liep|fiets|przej|przesz|przeby|идёт|прош|пройд|прое|пробе|проїх|проїд|измин|kör|kjør|kør|spring|løb|løp|ujed|ujel|uběh|fut|megte|parcurg|kulke|juoks|menempuh",
        r"pfl[üa]n?[ck]z?|plant|sammel|gesammel|cosech|recog|colh|raccogl|sadz|zbier|zebra|посад|собра|зібра|посади|събра",
        r"trabaj|trabalh|lavor|arbeit|werk|pracuj|работ|працю|arbet|arbejd|pracuj|dolgoz|lucrea|lucr|työskent|bekerja",
        r"fehl|manqu|falt|chyb|chýb|hiányz|lips|eksik|kurang|puuttu|sakna|mangl|невистач|вистача|не хвата|хвата|manc[ao]|ontbre|brakuj|brakow|недоста|браку|липс",
        r"leb(?:en|t)$|wohn|viv(?:e|en|em|ono)$|wonen|woont|mieszka|жив",
    )
)
"""What people do, in languages other than English; a form begins with one of the stems. Only a question about the same
deed, in whichever form, is answered by it."""
POSSESSES = words("tiene tienen tem têm posee possui besitzt possède possiede bezit posiada")
"""Who has 21 euros does not say what she pays."""
DEEDS_GLUED = tuple("买卖吃喝读看摘种付花赚走行跑")
_PAST = """
    sold sell paid pay bought buy brought bring grew grow ate eat ran run drove drive spent spend kept keep
    lost lose won win wrote write threw throw slept sleep shot shoot went go saw see chose choose fed feed
    sat sit taught teach rose rise fell fall met meet lent lend held hold drank drink rode ride swam swim
    sent send caught catch stood stand sang sing dug dig knew know built build bound bind flew fly baked bake
    slid slide spoke speak told tell broke break wore wear tore tear stole steal began begin laid lay
"""
PAST = dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True))
"""Past forms that begin otherwise than their verbs."""
DIMENSIONS = {
    "wide": "width", "long": "length", "high": "height", "tall": "height", "deep": "depth", "thick": "thickness", "heavy": "weight"
}  # fmt: skip
"""The adjective after a measure -> what is measured."""
LOW = words(
    "smaller smallest lesser least lower lowest minimum minimal fewest shorter shortest younger youngest cheaper cheapest slower slowest lighter lightest narrower nearest"
)
HIGH = words(
    "larger largest greater greatest bigger biggest higher highest most maximum maximal longer longest older oldest taller tallest faster fastest heavier heaviest wider farthest"
)
OPPOSITES = (
    (
        words(
            "start starts started begin begins began leave leaves left depart departs departed beginnt begann startet abfährt ab commence part départ empieza comienza sale começa parte inizia begint vertrekt zaczyna начинается отправляется выезжает"
        ),
        words(
            "end ends ended finish finishes finished arrive arrives arrived endet ankommt an termine finit arrive termina acaba llega chega finisce arriva eindigt aankomt kończy заканчивается прибывает приезжает"
        ),
    ),
    (
        words("before vor avant antes prima voor przed перед до"),
        words("after follows nach après suit después depois dopo na po после"),
    ),
)
"""Of a time, a date or a name is said none of these where the question has the other alone."""
NOT_ING = words(
    "meeting building wedding painting string ring king thing morning evening ceiling clothing sibling wing swing spring"
)
"""Nouns that end as the forms of verbs do."""
OPPOSITES_GLUED = (
    ("大き", "小さ"), ("最大", "最小"), ("多い", "少な"), ("長い", "短い"), ("高い", "低い"), ("最长", "最短"), ("最多", "最少"),
    ("较大", "较小"), ("最高", "最低"), ("偶数", "奇数"), ("큰", "작은"), ("많은", "적은"), ("긴", "짧은"), ("최대", "최소"), ("짝수", "홀수"),
)  # fmt: skip
RANGE = re.compile(
    r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|między|pomiędzy|между|між|mellan|mellem|mellom|mezi|medzi|între|antara|giữa|μεταξύ) (\d+)"
    rf" (?:{either('and')}) (\d+)(?![\d.,]*\d)",
    re.IGNORECASE,
)
NEARLY = re.compile(
    r"(?:(?<!\w)(?:almost|nearly|not quite|just under|fast|beinahe|knapp|presque|casi|quase|quasi|bijna|haast|prawie|niemal|почти|майже"
    r"|σχεδόν|neredeyse|nästan|næsten|nesten|melkein|majdnem|téměř|skoro|takmer|aproape|hampir|gần|gairebé|تقريبا|כמעט|लगभग)"
    r"|几乎|将近|ほぼ|거의)[\s$]*$",
    re.IGNORECASE,
)
"""What is said of a value that is not reached."""
OF_NUMBER = re.compile(
    r"%\s(?:of|von|de|di|van|z|ze|от|из|від|av|af|dari|của)\s\$?(\d+)\$?\s(?=[^\W\d_]+\s*$)", re.IGNORECASE
)
FORMULA_SUBJECT = re.compile(
    r"[\s$]*(\d+\s?[\^*·×/]\s?\{?\d+\}?)[\s$]*(?:is|ist|est|es|è|é|equals|это|to|jest)?[\s$]*", re.IGNORECASE
)
"""Nothing but a power, product or quotient of two numbers stands before the value."""
IN_BASE = re.compile(
    r"(?<!\w)(?:in|en|em|im|à|w|в|zur) (?:the |das |der |le |la |el )?(?:base|basis|bazie|системе) (?!10\b|ten\b)[^\W_]+"
    r"|(?<!\w)in (?:the )?(?:binary|hexadecimal|octal|ternary|roman|duodecimal)(?!\w)|im (?:binär|hexadezimal|oktal|dual)\w*",
    re.IGNORECASE,
)
ANY_BASE = re.compile(
    r"(?<!\w)(?:base|basis|bazie|baz\w+|систем\w+|binary|hexadecimal|octal|ternary|roman|binär\w*|hexadezimal\w*|oktal\w*|dual\w*)(?!\w)"
    r"|_\{?\d",
    re.IGNORECASE,
)
POWERS = words(
    "squared cubed doubled halved tripled quadriert halbiert verdoppelt carré doublé cuadrado quadrado quadrato kwadracie quadrat kvadrat квадрате квадраті"
)
"""What is done to a quantity: its square is another, where the prompt does not say so."""
NAMED_AFTER = re.compile(
    r"[\s$)*]*(?:(?!(?:is|are|was|ist|est|es|è|é|jest)\b)[^\W\d_]+(?:/[^\W\d_]+)?\s){0,2}?(?:is|are|was|ist|est|es|è|é|jest) "
    r"(?:the|its|her|his|their|der|die|das|la|le|el|lo|il|o|a)\s([^.,;:()?!$\d]{3,60})"
)
"""After a value: what it is said to be."""
SOME_TIME = re.compile(
    r"years?|months?|weeks?|days?|hours?|minutes?|jahre?|tage?n?|stunden?|minuten?|ans?|jours?|heures?|años?|días?|horas?|minutos?|anos?|dias?|anni|giorni|ore|minuti|jaar|dagen|uur|lat|dni|godzin\w*|лет|года?|дн\w+|час\w*|минут\w*"
)
FOR_MONEY = re.compile(
    r"(?<!\w)(?:costs?|price|pays?|kostet|kosten|preis|zahlt|coûte\w*|prix|paie|cuesta\w*|precio|paga|custa\w*|preço|costa\w*|prezzo|kost|prijs|betaalt|kosztuj\w*|cena|stojí|stoja|costă|kostar|koster|maksa\w*|kerül|kaç (?:lira|para)|κοστίζ\w+|коштує|струва|harga|costen?|сто[ия]т\w*|цена|заплат\w*|рублей)(?!\w)",
    re.IGNORECASE,
)
DERIVED = words("""
    sum difference product quotient ratio half double twice square cube digit digits reciprocal inverse negative opposite complement
    average mean median remainder multiple logarithm numerator denominator exponent
""")
"""What is made from numbers: it is the answer only where it is asked for."""
ANOTHER_CASE = re.compile(
    r"\W*(?:an?|another|eine?|une?|una?|um|uma|uno|een)\s(?:[^\W\d_]+\s){1,3}?(?:with|of|whose|mit|von|avec|de|con|di|met|com)\s(?:[^\W\d_]+\s){0,3}[$]?(\d+)",
    re.IGNORECASE,
)
"""A cube with edge 4: of another thing than the prompt's if the prompt has no such number."""
SEVERAL = re.compile(
    r"\W*(?:one|some|any|either|both|neither|two|most|none)\b(?: (?:of|possible|valid|more)\b|\s\w+s\b)", re.IGNORECASE
)
"""A subject that is one of several, or several."""

IMPLIED = (
    (
        r"how far|wie weit|à quelle distance|qué distancia|que distância|quanto dista|как далеко|farther|further|\b(?:miles?|km|kilomet\w+|met(?:er|re)s?|feet|foot|inch(?:es)?|cm)\b(?! ?(?:/|per))|travel|drive|walk|jump",
        "distance distances length lengths cover covers covered go goes gone went travel travels traveled travelled drive drives drove driven run runs ran walk walks walked ride rides rode entfernung strecke distancia distância distanza расстояние",
    ),
    (
        r"how long|wie lange|combien de temps|cuánto tiempo|quanto tempo|hoe lang|\b(?:hour|minute|day|week|second|month|year)s?\b|\btime\b|when |by what time",
        "time times length duration period dauer zeit durée temps tiempo duración tempo duração durata tijd время",
    ),
    (r"how fast|speed|velocity", "speed rate pace velocity"),
    (
        r"how old|\bage\b|wie alt|quel âge|cuántos años|quantos anos|quanti anni|hoe oud|сколько лет",
        "age ages alter âge edad idade età leeftijd возраст years old",
    ),
    (
        r"how much|cost|price|pay|spen[dt]|earn|money|\$|dollar|\bcents?\b|profit|wie ?viel\b|combien(?! d)|cuánto\b|quanto\b|hoeveel (?:kost|geld)|сколько (?:стоит|стоят|заплат|денег|рублей)",
        "money cost costs price prices amount pay bill income profit salary earnings savings earn earned spend spent save saved expense expenses spending revenue worth balance change budget wage wages payment charge fee kosten preis betrag prix coût montant precio costo coste importe preço custo prezzo costo prijs kosten стоимость цена zahlt zahlen bezahlt bezahlen kostet paie paient paye payer dépense paga pagan pagó gasta gastan pagam pagou gastou pagano spende betaalt betalen płaci zapłaci платит заплатит заплатить заплатил потратил тратит платить плаща",
    ),
    (
        r"arriv|kommt\b.*\ban\b|ankomm|llega|chega|aankom|прибы|приезж",
        "arrival ankunft ankunftszeit arrivée llegada chegada arrivo aankomst aankomsttijd прибытие прибытия",
    ),
    (
        r"leav|depart|fährt\b.*\bab\b|abfahr|partir|sale\b|vertrek|отправ",
        "departure abfahrt abfahrtszeit départ salida partida partenza vertrek отправление отправления",
    ),
    (r"degrees?|\\circ|angle", "angle angles measure"),
    (r"\barea|fläche|\baire\b|superfici|área|oppervlak", "area aire surface superficie área flächeninhalt oppervlakte"),
    (r"\blong\b", "length lengths"),
    (r"tall|how high|height", "height"),
    (r"how (?:wide|big|large)", "width size area"),
    (r"how heavy|weigh", "weight mass"),
    (
        r"how many (?:more|fewer|less)|how much (?:more|less|longer|farther|further|older|taller|heavier|faster|larger|bigger|greater|higher|lower)|\bthan\b|differ|exceed|wie viele mehr|de plus que|más que",
        "difference unterschied differenz différence diferencia diferença differenza разница more fewer less",
    ),
    (r"average|\bmean\b|per ", "average mean rate"),
    (r"chance|likel|odds|percent|probab", "probability chance percentage percent"),
    (r"divi|quotient|/|\\\\frac|\\\\div|÷", "quotient ratio fraction remainder"),
    (
        r"product|multipl|times|\\cdot|\\times|×|\*|·|\)\s?\(|\d\s?x\s?\d|malgenommen|mal\b|fois|veces|vezes|volte|keer|умнож",
        "product produkt produit producto produto prodotto produkt iloczyn произведение",
    ),
    (
        r"differ|minus|subtract|(?<![^\W\d_])[\w)}$²³]\$?\s?[-−]\s?\$?[\w(\\](?!-)",
        "difference differenz différence diferencia diferença differenza verschil różnica разность різниця разликата διαφορά rozdíl rozdiel skillnaden forskellen forskjellen erotus különbség diferența fark selisih",
    ),
    (
        r"total|altogether|in all|together|combined|sum|\+|\badd|both|how many",
        "sum summe somme suma soma somma som сумма сума сборът άθροισμα součet súčet summan summen summa összeg suma toplam jumlah",
    ),
    (r"what (?:fraction|part|proportion|portion)", "fraction ratio proportion part"),
    (r"what percent|percentage|interest|%", "percentage percent rate ratio"),
)
"""A question -> the quantities whose value answers it though it does not name them."""
IMPLIED_BY = tuple((re.compile(pattern), words(implied)) for pattern, implied in IMPLIED)

SENTENCE = re.compile(r"(?:[^.!?？؟。]|\.(?=\d))*(?:[.!?？؟。]|$)")
GREEK_QUESTION = re.compile(r"(?<=[\u0370-\u03ff])[;\u037e]")
ASKS_FOR = re.compile(
    r"\b(?:find|determine|compute|calculate|evaluate|what|how|solve|give|express|simplify)\b", re.IGNORECASE
)
"""Said in a sentence that asks."""
PRONOUN = re.compile(
    r"(?<!\w)(?:his|her|hers|him|them|their|its|we|i|you|ihm|ihr|ihnen|il|leur|le|les|lhe|gli|hem|on|mu|jej|ему|ей|им|йому|їй"
    rf"|{either('pronoun')}"
    r")(?!\w)",
    re.IGNORECASE,
)
"""Who is asked about may be named before the question."""
SURELY = re.compile(
    r"(?<!\w)(?:without (?:a |any )?doubt|no doubt|for sure|of course|needless to say|clearly|obviously|easy (?:one|enough)|simple enough|ohne zweifel|zweifellos|natürlich|sans (?:aucun )?doute"
    r"|bien sûr|évidemment|sin (?:ninguna )?duda|por supuesto|claro|sem (?:dúvida|nenhuma dúvida)|claro que|senza (?:alcun )?dubbio|ovviamente|zonder (?:enige )?twijfel|natuurlijk|bez wątpienia|oczywiście"
    r"|без сомнения|несомненно|конечно|очевидно|без сумніву|звичайно|очевидно)(?!\w)[,:]?",
    re.IGNORECASE,
)
"""What says only that the writer is sure."""
METHOD = re.compile(
    r"\W*(?:so |then |now |finally,? )?(?:moving|shifting|adding|subtracting|multiplying|dividing|combining|simplifying|rounding|converting|counting|summing|solving|squaring|factoring|expanding|evaluating|substituting|plugging)\b[^.]*\s"
    r"(?:gives|yields|results in|leads to|produces|gets us|we get|gives us|brings us to)\s*$",
    re.IGNORECASE,
)
"""Moving the decimal point 8 places gives: a method, no subject."""
NEXT = frozenset(of("next"))
FOLLOWS = re.compile(
    r"follow|after|next|folgt|nach\b|après|suit|después|sigue|depois|segue|dopo|\bna\b|volgt|po\b|после|следует|після|次|后|後|다음",
    re.IGNORECASE,
)
"""Such a question asks for the next."""
REMAINS = frozenset("引足掛割")
"""Characters of Japanese verbs of arithmetic."""
SOUGHT = re.compile(
    r"(?:(?:find|determine|compute|calculate|value of|what is|what does|solve for|solve|nach|trouver|trouvez|hallar|halle|encontre|trova|найдите|найти|求)\s*"
    r"|\bsolve\b[^.?]{1,200}?\sfor\s+)[$\\(]*([A-Za-z](?:\s?\([^()=]{1,12}\))?)(?=[$\\)]*(?:[.,?!:;：，。？]|\s*$|\s+(?:such|if|when|given|in terms|is|equals)\b))",
    re.IGNORECASE,
)
"""The letter that is asked for: solve for x."""
GLUED_WANTED = re.compile(
    r"([\u4e00-\u9fff]{1,6}?)(?:是|为|等于)(?:多少|几|什么)|(\w{1,8}?)(?:は|が)(?:いくつ|いくら|何|どれ)|(\w{1,8}?)[은는이가]\s?(?:얼마|몇|무엇)"
)
GLUED_HEAD = re.compile(r"([\u4e00-\u9fff]{1,12})(?:是|为|等于|[:：])\s*$|(\w{1,12})は\s*$|(\w{1,12})[은는]\s*$")
"""What is asked for, and what has a value, where no spaces part words."""
COUNTED = re.compile(
    rf"(?<!\w)(?:combien d[e'’]|{either('many')})\b\s*"
    r"(?!(?:more|fewer|less|other|of|different|total|does|do|did|are|is|will|can|has|have|would|in)\b)((?:[^\W\d_][^\s\d?,.]+\s?){1,3})",
    re.IGNORECASE,
)
"""What is counted: how many blue marbles."""
GLUED_MANY = re.compile(r"(?:多少|几|何|몇\s?)([^\W\d_]{1,4})")
MEASURED = re.compile(
    r"(?:what (?:is|are|was|were|will be)|what's|find|compute|calculate|determine|wie (?:groß|hoch) ist|berechne|bestimme|quel(?:le)? est|calculer?|trouver?|cuál es|calcula|halla|qual [eé]|qual è|calcola|calcule|wat is|bereken|ما(?: هو| هي)?|احسب|أوجد|מהו|מהי|מה|חשבו את|מצאו את)\s+"
    r"(?:the|its|his|her|their|die|der|das|la|le|les|el|los|il|lo|l['’]|o|a|su|sa|son|sua|het|de)?\s*((?:[^\W\d_][^\s\d?,.]+\s?){1,4})",
    re.IGNORECASE,
)
"""What is measured: what is the sale price."""
DISTRIBUTIVE = frozenset(of("each"))
"""Who speaks of each speaks of all where the question asks for one alone."""
ANOTHER = frozenset(of("first"))
"""A subject with one of these is what is asked for only if the question has the word too."""
OF_MIND = words(
    "want wants wanted wish wishes wished hope hopes hoped plan plans planned try tries tried expect expects expected like likes liked intend intends intended dream dreams dreamed pretend pretends pretended claim claims claimed think thinks thought believe believes believed guess guesses guessed see sees saw read reads write writes wrote typed"
)
"""Verbs after which a value is no fact, or is only written down."""

TOGETHER = re.compile(
    r"(?<!\w)(?:together|altogether|combined|in all|in total|both|sum|zusammen|beide\w*|ensemble|juntos|ambos|insieme|samen|razem|вместе|разом|birlikte"
    rf"|{either('total')}"
    r")(?!\w)",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?<!\w)(?:and|they|und|et|y|e|en|i|oraz|и|і|й|та|ve|&)(?!\w)", re.IGNORECASE)
"""What two have together one of them has not."""
ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:still (?:has|have|had) to|last (?:year|month|week|time|night)|next (?:year|month|week|time)|letzte[nsr]? (?:jahr|woche|monat|mal)"
    r"|jusqu'\w+|pasad[oa]|passad[oa]|scors[oa]|vorig\w*|прошл\w+"
    rf"|{either('else')}"
    r")(?!\w)|昨天|明天|去年|以前|昨日|明日|어제|내일|작년",
    re.IGNORECASE,
)
"""Of another time than the question's, where it does not say so too."""
EARLIER = re.compile(
    r"(?<!\w)(?:before(?! (?:that|this|rounding|noon|midnight|needing|having|running|reaching))|at first|at the (?:start|beginning)|originally|initially|to begin with|bevor|ehe|vor (?:dem|der|den)|ursprünglich|anfangs|avant|au début|antes|al principio|prima (?:di|del|che)|all'inizio|no início|voordat|eerst|zanim|przed|na początku|прежде|перед|сначала)(?!\w)|之前|以前|原来|最初|の前に|전에|처음",
    re.IGNORECASE,
)
EARLIER_ASKED = re.compile(
    r"(?<!\w)(?:before|first|start\w*|begin\w*|original\w*|initial\w*|had|was|were|vor\w*|anfang\w*|ursprünglich|avant|début|initial\w*|antes|principio|prima|inizio|início|voor\w*|eerst|początk\w*|przed|сначала|перв\w*|до|перед)(?!\w)|前|原|初|전|처음",
    re.IGNORECASE,
)
"""It was so earlier: which is asked for where the question says so."""
WOULD = re.compile(r"\b(?:would|could|might)(?: \w+){1,2}[\s$\\(]*$", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:with|without|if|under|provided|had|were)\b", re.IGNORECASE)
"""What would be 7 under a condition is not 7."""
PART_OF = re.compile(
    r"[\s$)]*(?:of|among) (?:the|these|those|them|my|his|her|their)\b|\s*(?:der|von den|des|de los|de las|dei|degli|delle|dos|das|van de)\s"
)
PART_OF_THEM = re.compile(
    r"\bof (?:the|these|those|them|his|her|their)\b|(?<!\w)(?:der|von den|des|de los|de las|dei|degli|delle|dos|das|van de)\s"
)
"""Seven of the trees: a part of what is counted."""
GLUED_EACH = re.compile(
    r"每|各|ごと|毎|あたり|につき|それぞれ|時速|分速|秒速|速度|速さ|마다|당(?=\s)|씩|시속|분속|속도"
)
"""Each of several, and what is so in one hour, in languages without spaces."""
GLUED_LEFT = re.compile(r"[还還剩]剩|剩|余り|残り|남")
GLUED_NAME = re.compile(r"[\s*]*([\u3040-\u30ff\u4e00-\u9fff]{1,6}?(?:さん|くん|君|ちゃん))[はが]")
"""What is left, and who it is said of, in languages without spaces."""

SINGLE = re.compile(
    r"\W*(?:an?|one|eine?|une?|una|uno|um|uma|een|jeden|jedna|один|одна|одно) ([^\W\d_]{3,}) (?!of\b|and\b)[^\W\d_]+(?: [^\W\d_]{1,3})?\W*$",
    re.IGNORECASE,
)
"""A book costs, where the question has books alone."""
LEFT = re.compile(r"\b(?:left|remaining|remains?)\b")
LEFT_ASKED = re.compile(r"\b(?:left|leav\w*|remain\w*|now|still|have|has|had|over|more|be|are|is|need\w*|end)\b")
RELATIVES = frozenset(of("relative"))

FEWER = re.compile(
    r"(?<!\w)(?:missing|too (?:much|many|little|few)|zu (?:viel|wenig)|de trop|de mais|di troppo|te veel|za dużo|лишних|in change|rückgeld|de monnaie|de cambio|di resto|de troco|wisselgeld|reszty|сдачи|de (?:moins|plus)|weniger|mehr|menos|más|meno|più|minder|meer|mniej|więcej|меньше|больше|longer|shorter|fewer)\W*$",
    re.IGNORECASE,
)
"""How much more or less is another quantity."""
PLACE = re.compile(
    r"[\s$)]*(?:[^\W\d_]+\s){0,2}?(?:in|at|on|under|near|behind|inside|next to|with(?= an? )) (?:the|an?|our|my|his|her|their|its) (?:(?:other|next|neighbou?ring) )?([^\W\d_]{3,})[\s.!]*$"
)
"""Where it is, at the end of the sentence."""
OF_THEIRS = re.compile(
    r"\W*(?:his|her|their|my|seine?|ihre?|son|sa|ses|leurs?|sus?|seus?|suas?|(?:il |la )?su[oa]|zijn|haar|jego|jej|его|её|ее|их|його|її)\s([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
"""Her sister: somebody of theirs."""
INTERROGATIVE = re.compile(rf"(?<!\w)(?:{either('many', 'asks', 'who')})(?!\w)", re.IGNORECASE)
SOMEBODY = re.compile(
    r"(?<!\w)(?:he|she|er|elle|il|él|ella|ele|ela|lui|lei|hij|zij|ona|он|она|він|вона)(?!\w)", re.IGNORECASE
)
"""One person: "in all" is then of all their things."""
EACH_AFTER = re.compile(
    r"[\s$)]*(?:(?!in\b|for\b|within\b|over\b|during\b)[^\W\d_]+\s){0,2}?(?:each(?! (?:ha[sd]|have|of|with|contain))|apiece|(?:al|all[ao]|na) (giorno|minuto|mese|anno|secondo|día|mes|año|minutę|godzinę|osobę|dzień|settimana)"
    r"|(?:(?:in|on|at|from|auf|en|em|dans|sur|su|op|na|на|в) )?(?:every|each|cada|chaque|ogni|elke|iedere|jede[rsnm]?|каждый|каждую|каждой|каждом|каждое|każdy|każdą|każdym|każdej) ([^\W\d_]+)|(?:a|an|(?:per|por|par)(?! (?:i|le|il|la|gli|los|las|el|les|una?|un)\b)|pro) ([^\W\d_]+)|в (час|день|неделю|минуту)|hourly|daily|weekly|monthly|yearly|stündlich|täglich|jeweils|chacune?|ciascun[oa]|dziennie)(?![^\W\d_])",
    re.IGNORECASE,
)
"""A value of one of several, or of one hour."""
OF_EACH = re.compile(
    r"(?<!\w)(?:one|each|every|per|an? (?:hour|day|week|month|year|minute|second|piece)|rate|speed|average|mean|fast|quick\w*|hourly|daily|weekly|monthly|yearly|annual\w*|pro|je|jede\w*|jeweils|geschwindigkeit|durchschnitt\w*|schnell|chaque|chacun\w*|par|vitesse|moyenne?|cada|por|velocidad|promedio|velocidade|média|ogni|ciascun\w*|al|all'ora|velocità|media|elke?|iedere?|snel\w*|gemiddeld\w*|każd\w+|na|dziennie|prędkość|średni\w*|кажд\w+|в|скорост\w+|средн\w+)(?!\w)|/",
    re.IGNORECASE,
)
"""A question about one of several, or a rate."""
COMPOUND = re.compile(
    r"\d\s?(?:feet|foot|ft|hours?|hrs?|h|minutes?|min|pounds?|lbs?|years?|weeks?|days?|months?|dollars?|euros?|m|kg|km|stunden?|minuten|heures?|horas?|ore|час\w*|小时|分钟?|時間|시간)(?:,? (?:and|und|et|y|e|en|i|и)|,)?"
    r"\s?\d+\s?(?:inch|in\b|minutes?|min|seconds?|sec|ounces?|oz|months?|days?|hours?|cents?|cm|g\b|m\b|minuten?|sekunden|minutos?|minuti|минут|秒|分|분)",
    re.IGNORECASE,
)
"""Five feet six inches: one value."""
RESTRICTED = re.compile(
    r"(?<!\w)(?:without|excluding|except(?: for)?|ignoring|apart from|not (?:counting|including)|sans|hors|sauf|sin|excepto|ohne|außer|zuzüglich|senza|escluso|più (?:iva|spedizione)|sem|exceto|zonder|exclusief|bez|oprócz|без|кроме|не считая)"
    r"\s(?!(?:any |a )?(?:remainder|rest|reste|resto|reszty|остатка|\w+ing|doubt|zweifel|doute|duda|dubbio|fail|loss|repetition|replacement|using|having|being)\b)|(?:before|after|without|plus) (?:tax|taxes|tip|shipping|vat)\b|不算|不计|除了|を除",
    re.IGNORECASE,
)
"""What a value is said without, or with."""
NEGATIVE = re.compile(r"(?<!\w)(?:no|not|neither|nor|never|without|don't|doesn't|didn't)(?!\w)")
IN_ANY_CLAUSE = words("""
    a an the this these those it its he his she her they their them him we you there that who which is are was were be been being am has have had having
    do does did of in on at to from by for with into during and so thus hence therefore then now total number amount together altogether
    contains contain needs need takes take costs cost gets got makes made gave gives left leaves remain remains remaining
""")
"""English words that neither deny nor limit what a clause says, whatever it is about."""
AS_ASKED = words("can could will would shall should must may might more less fewer than")
"""Those that say what the question asks only where it has them too: how many more she could have."""
