# ruff: noqa: E501  (a line of a pattern is one kind of words)
"""How a sentence that names no answer states a value: its verbs, connectives, prepositions."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either

COPULA = re.compile(
    r"(?<![\w-])(?:is|are|equals|was|were|be|it's|that's|becomes|totals|comes to|comes out to|amounts to"
    r"|works out to|evaluates to|gives|"
    r"ist|sind|beträgt|lautet|gilt|ergibt|gleich|est|sont|vaut|donne|es|son|vale|é|são|è|sono|zijn|bedraagt"
    r"|jest|wynosi|"
    r"рав(?:ен|на|но|ны)(?: на)?|составляет|получаем|дорівнює|є|е|са|είναι|הוא|היא|הם|هو|هي|يساوي|تساوي|là|bằng"
    rf"|{either('is', 'is?')}"
    r")(?![\w-])"
    r"|是|为|為|等于|得|は|คือ|เท่ากับ"
)
CONNECTIVE = re.compile(
    r"(?<!\w)(?:so|thus|therefore|hence|then|but|giving|which means|which gives|which yields|which implies"
    r"|from which|that means|we get|we obtain|yielding|also|daher|somit|folglich|donc|"
    r"ainsi|por lo tanto|por tanto|luego|portanto|logo|quindi|dunque|dus|zatem|więc|следовательно|поэтому"
    r"|значит|отже|тому|"
    r"следователно|άρα|επομένως|לכן|إذن|لذلك|अतः|इसलिए|vậy|do đó)(?!\w)|所以|因此|故|从而|したがって|よって|ゆえに|"
    r"따라서|그러므로"
    rf"|(?:^|(?<=[,;:.] ))(?:{either('so')})(?!\w)"
    r"|ดังนั้น|=>|⇒|\\Rightarrow|\\implies|∴",
    re.IGNORECASE,
)
BECAUSE = re.compile(
    r"(?:,\s*which\b(?!\s+(?:gives|yields|means|equals|implies|makes|leads|simplifies|comes|results|gave))"
    r"|,\s*(?:therefore|hence|thus)\b|[,;:]?\s*\b(?:namely|i\.e\.)|(?<!written)(?<!expressed)(?<!stated)(?<!represented)(?<!simplified)(?<!known)[,\s(]+(?:because|since|where|due to"
    r"|given that|as|when|"
    r"whenever|while|attained|reached|achieved|obtained|occurring|(?:taken|assumed) (?:at|when|for|if|on)|denn|wenn|car|parce que"
    r"|lorsque|quand|porque|"
    r"cuando|donde|já que|quando|perché|wanneer|gdy|bo|потому что|когда"
    r"|при|бо|тому що|"
    r"коли|защото|когато|γιατί|όταν|כי|כאשר|لأن|عندما|जब|khi|çünkü"
    rf"|{either('because')}"
    r")\b|，?(?:因为|由于|当)).*",
    re.IGNORECASE | re.DOTALL,
)
LINK = re.compile(
    r"[\s,;$]*(?:(and|o|και|و|và|ve"
    rf"|{either('and', 'or')}"
    r"|和|或|与|或者|と|または|와"
    r"|과|또는|and/or)[\s,;$]*)?",
    re.IGNORECASE,
)
OR = re.compile(rf"\b(?:o|{either('or')})\b|或|または|또는", re.IGNORECASE)
HEDGE = re.compile(r"\b(?:or|maybe|perhaps|possibly|either|alternatively)\b|或|可能", re.IGNORECASE)
FIRST_PERSON = re.compile(
    r"(?:^|[\s,])(?:i|we)(?:'ve|'ll|(?:'m|'re|\s+am|\s+are)(?=\s+[a-z]+ing\b)|(?:\s+have|\s+had|\s+will|\s+do|\s+did)(?=\s+[a-z]))?(?:\s+(?:\w+ly|also|then|now|indeed"
    r"|already|thus|therefore|finally|hence))?\s+(\w+)"
)
PREPOSITION = re.compile(
    r"\b(?:with|in|on|at|from|by|for|near|of|than|like|mod|within|under|over|via|per|between|among|against"
    r"|after|before|until|"
    r"without|through|during|across|toward|towards|around|beyond|has|have|contains|involves|includes|as)\s*$",
    re.IGNORECASE,
)
FILLED = re.compile(
    r"\b(?:equal to|equivalent to|given by|found to be|written as|expressed as|simplified to|rounded to"
    r"|a total of|a sum of|total of|"
    r"the sum of|pair of|out to|down to|up to|comes to|reduces to|simplifies to|evaluates to|amounts to"
    r"|works out to|comes out to|"
    r"comes out as|the form of|stated as|of the form|to be|as follows|number of|set of|probability of|value of"
    r"|measure of|length of|"
    r"area of|odds of|chance of|ratio of|rate of|cost of|price of|average of|maximum of|minimum of|score of"
    r"|profit of|distance of|"
    r"speed of|at least|at most|left with|\w+ing (?:at|for|with|in)|because of|arrived? at|arrives at|land(?:ed|s)? (?:at|on)|ended? up at|(?:holds?|true|valid|satisfied) (?:exactly |only |precisely )?for|profit of|loss of|gain of|slope of|volume of|perimeter of|height of|width of|weight of|mass of|radius of|diameter of|balance of|remainder of)\s*$",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"\s*(?:%|\\%|percent\b|°|\$?\s*[A-Za-zµ$\\{]{1,12}(?:\^?\d|/\w+)?[}$]*\s*(?:[.!]|$|(?:per|in|of|and|a|each"
    r"|an|at|from|to|on|with|left|remaining|later|together|total)\b))"
)
SHAPED = re.compile(r"[(\[=%$€£]|\\frac|\\sqrt|\\pi|√|π")
"""Values that are hardly ever names: pairs, equations, roots, money."""
AT = re.compile(
    r"(?<!\w)(?:for|at|on|in|within|after|to|by|with|at the point|the point|um|am|im|im jahr|en|en el año|em|no ano|nel|w|у|през|à|à las|a las|às|alle|om|op|le|el|o|в|о)\s*[$(]*$",
    re.IGNORECASE,
)
"""Prepositions that may stand before a measure, a point or a time."""
YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
IN_YEAR = re.compile(
    r"(?<!\w)(?:in|en|em|im jahr|im jahre|l'année|en el año|no ano|nel|in het jaar|w roku|w|в|у|през|before|after|since|until|by|vor|nach|seit|avant|après|antes de|después de|depois de|prima del|dopo il|voor|na|до|после|після)"
    r"(?: the year| el año| o ano| jaar| году)?\s[$(]*$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(r"[\s$]*(?:[^\W\d_]{3,}|[°%€$])")
"""A year has no noun after it: in 1995 boxes."""
NOT_AT = re.compile(
    r"(?<!\w)(?:before|after|until|till|by|since|past|between|around|about|near|vor|nach|bis|seit|gegen|avant|après|depuis|vers|antes de|después de|desde|hasta"
    r"|depois de|até|prima|dopo|fino|voor|na|tot|przed|po|до|после|перед|після|between \S+ and)\s(?:(?:the|dem|den|le|el|del|las?|les|l[ae]s|d[ae]|il|delle|alle|het)\s)?[$(]*$",
    re.IGNORECASE,
)
"""Before a time or date these say when it was not."""
OR_AT = re.compile(
    r"[\s,]*(?:or|oder|ou|o|of|lub|albo|или|або)\s+(?:(?:on|at|in|um|am|à|le|a las|el|às|em|alle|il|om|op|o|w|в|на|the)\s)?",
    re.IGNORECASE,
)
PERHAPS = re.compile(rf"\W*(?:(?:so|thus|hence|then|also|but|and)\W+)?(?:{either('doubt')})(?!\w)(?! not\b)")
"""A sentence that begins so doubts what it says."""
AT_POINT = re.compile(r"\bat\s*[$\\(\s]*(?:left)?\(", re.IGNORECASE)
"""The vertex is at (3, 4): a point, and nothing else, is stated by where it lies."""
TO_DO = re.compile(
    r"\bto (?:add|subtract|multiply|divide|check|prove|show|try|take|solve|verify|compute|calculate|consider"
    r"|test|substitute|plug|find|show|raise|sum)"
    r"(?: \w+){0,4}\s*$",
    re.IGNORECASE,
)
CASE = re.compile(r"\b(?:for|when|if|case|with|at|where)\s*$", re.IGNORECASE)
PREDICATE = re.compile(
    r"\s*to (?:be|have|hold|equal)\b|\s*(?:appears|occurs|exceeds|fails|belongs|seems|sounds|looks|shows up|comes up|kept showing)\b|\s*(?:[A-Za-z]{3,}\s)?(?:(?:is|are|was|were)\s+|(?:has|have|needs?|must|should|cannot|can't|does|do)\s(?:to|be|not)\b)(?!(?:the|our|my|your|his|her|its|their|what (?:we|you|is|was|the (?:problem|question)|had)|therefore|thus|then|hence|indeed"
    r"|also|left|remaining|possible|in|enough|"
    r"needed|required|necessary|sufficient|correct|right|divided|sold|used|still|now|all|attained|reached|achieved|obtained"
    r"|taken|minimal|maximal|optimal|smallest|largest|sought|wanted|desired|asked|unused|missing|free|available|over|clearly|certainly)\b)"
)
DID = re.compile(
    r"[\s$)]*(?:would|could|might|had|cannot|can't|was (?!my|our|his|her|their|its|found|obtained|derived|the (?:answer|only|solution|result)|correct|right)|(?:does|did|is|was)(?: not|n't)|violat|contradict|fail|mak(?:es|ing) no|leads? to a contra)"
)
"""What an equation would do, or did, is said of it as of a guess."""
WE_HAVE = re.compile(r"\b(?:we|i)\b[a-z ]*(?:have|count)\s*$|\bend(?:s|ed|ing)? up with\s*$", re.IGNORECASE)
ASIDE = re.compile(
    r"\b(?:in|on|at|from|by|for|near|of|than|like|within|under|over|via|per|between|among|against|before|until|"
    r"without|through|during|across|toward|towards|around|beyond|with|minute|second|copyright|hour|day|year)\s*$",
    re.IGNORECASE,
)
ABOUT_ITSELF = re.compile(
    r"\W*(?:so |but |and )?(?:this|the|a|my|our|that)\s+(?:\w+\s+)?(?:proof|attempt|approach|exercise"
    r"|computation|calculation|script|"
    r"notebook|notes|page|text|book(?! (?:now |then |still )?(?:costs?|sells?|weighs?))|textbook|timer|clock|conversation|chat|transcript|token|context|draft|post"
    r"|thread|video|"
    r"lecture|exam|test|quiz|homework|assignment|paper|article|reasoning|argument|explanation|hint|diagram"
    r"|picture|given set|given)\b|\W*question\s+\d"
)
OF_THE_TASK = re.compile(
    r"(?<!\w)(?:read|solv|answer|understand|typ|writ|copy)(?:e|es|ed|ing|ten|s)?(?: \w+)? (?:this|the|that|my) (?:question|problem|exercise|task)(?!\w)"
    r"|(?<!\w)(?:took|takes|spent|needed) (?:me|us) |people (?:who|that) (?:have )?(?:solved|answered)"
    r"|^\W*(?:this|the) (?:question|problem|exercise|task) (?:is worth|has|took|takes|was|is (?:number|rated|from))(?!\w)|(?:difficulty|number|points?|title|page|length|level) of (?:this|the) (?:question|problem|exercise|task)(?!\w)"
    r"|(?:lesen|lösen|verstehen|abschreiben) (?:der|dieser) (?:aufgabe|frage)|(?:aufgabe|frage) (?:zu )?(?:lesen|lösen|verstehen)"
    r"|(?:lire|lecture|résoudre|comprendre|lu)(?: \S+){0,2} (?:d[eu] )?(?:l'énoncé|(?:la|cette) question|(?:le|ce|du) problème|(?:l'|cet )exercice)"
    r"|(?:leer|resolver|entender|ler)(?: \S+)? (?:enunciado|pregunta|problema|ejercicio|questão|pergunta|exercício)|(?:leggere|risolvere|capire|letto)(?: \S+)? (?:testo|problema|domanda|quesito|esercizio)"
    r"|(?:lezen|oplossen) van (?:de|deze) (?:opgave|vraag)|(?:czytani|przeczytani)\w+ (?:zadania|pytania)|(?:чтени\w+|прочитать|прочтени\w+)(?: \S+)? (?:задач|вопрос|услови)\w*"
    r"|读题|审题|抄题|問題を(?:読|解)\S{0,3}のに|문제를 (?:읽|푸)\S* ?데"
)
"""It says how long the work took, or what the exercise is worth."""
THEN_VALUE = re.compile(r",\s*[$(]*[A-Za-z]\s*=\s*[^,=]{1,20}$")
CLAUSE = re.compile(
    r"[,;](?!\d)\s*|[，；、]|(?<=\s)(?:and|und|et|y|e|en|i|oraz|и|і|й|ve|và|while|whereas|während|tandis que|mientras que|enquanto|mentre|terwijl)\s",
    re.IGNORECASE,
)
"""Where a further clause may begin."""
NAMED_SUM = re.compile(r"\s*[A-Za-z](?:\s*[-+]\s*[A-Za-z])+\s*=\s*(-?[\d.,]+)\s*\.?\s*")
"""m + n = 125 names its value; where an equation is asked for, the text says so."""
PLURAL = re.compile(r"\b(?:are|were)\b")
OTHER = re.compile(
    r"[\s.,;$)]*(?:\b(?:o bien|oppure|of|albo|या"
    rf"|{either('or')}"
    r")\s+(?:maybe |perhaps "
    r"|possibly |rather |was it |is it )?[$(\\]*-?\d|(?:或者?|还是|または|もしくは|또는|หรือ)\s*[$(]*-?\d)",
    re.IGNORECASE,
)
_TIMES_OF = r"[\s$\\)}]*(?:の|的|의)\s*\$?[\d一二三四五六七八九十两]+\$?\s*(?:倍|乗|次方|割|分|배|제곱|%)"
CHANGES = re.compile(
    _TIMES_OF
    + r"|(?:th|st|nd|rd|ish|k|K)\b|\s*:\s*[A-Za-z]{3}|\stimes\s(?!a\b|per\b|each\b|every|in\b|during|on\b|at\b|over\b|more[.\s]*$|daily|weekly|this|last|before|after|for\b|faster|and\b|to\b)|-(?:digit|th|ish|fold|sided|element)|\s(?:times|digits?|steps|percent of|% of"
    r"|times the|attempts|tries)\b(?=\s(?:the|as|of|more|larger|that|a\b)|[.\s]*$)"
)
NO_UNIT = re.compile(
    r"\s(?:por|para|con|sin|en|em|na|w|za|po|pour|par|dans|sur|für|pro|im|auf|voor|su|sans|avec|com|sem|dos?|das?|des?|del|di|dei|zu|von|van|op|bij|met|ze?)\s+\w|\(in(?:\s|$)|[;:]\s|\([A-Za-z]{3}|,\s+[^\W\d_]{2,}|\s(?:a|an|the|or|and|in|of|for|to|plus|minus|more|less"
    r"|times)(?:\s+[^\W\d_]|$)|[^\W\d_]{3}\si$"
)
LEFT_TO_DO = re.compile(
    r"\s*(?!ways?\b|methods?\b|options?\b|choices\b)\w+ (?:(?:left|remaining|still) )?to (?:check|do|prove|try|test|consider|go)\b"
)
MORE_TRIES = re.compile(r"\s*more (?:minutes|hours|seconds|steps|lines|time|tries)\b")
MULTIPLE = re.compile(
    r"\W*(?:(?:so|thus|hence|then|therefore)\s)?(?:exactly\s)?(?:twice|double|thrice|half|a (?:half|third|quarter) of|one (?:more|less) than"
    r"|(?:two|three|four|five|ten) times|the (?:square|cube|double|reciprocal|inverse|logarithm|negative|opposite) of)\s"
    r"(?:the (?:sought|required|desired|unknown|answer|number|value|result)|our|what|it|that|this|x|n)\b"
)
"""A value of something made from the answer."""
COUNTERFACTUAL = re.compile(
    r"(?<!\w)(?:had|were) (?:i|we|it|the|he|she|they|all|each)\b.*(?:would|'d)\b|(?<!\w)if\b.*\b(?:were|had)\b.*\bwould\b"
)
SUPPOSING = re.compile(
    r"(?<!\w)(?:unless|whether|what if|assuming|supposing)(?!\w)|(?<!\w)if\b.*\b(?:would|were|might|could)\b|^\W*(?:with|without|under)\b.*\bwould be\b"
)
TIMES = re.compile(
    _TIMES_OF + r"|[\s$\\)}]*times (?:the|as|whatever|that|this|his|her|their|its|our|what|more|larger|smaller)\b"
)
WOULD = re.compile(r"[\s$]*(?:[^\W\d_]+\s)?(?:would|could|might)\s(?!remain|fit|be\b|stay|work|suffice|come|do\b)")
"""What a value would do says something of it."""
THROWN = re.compile(r"\b(?:reject|discard|exclude|drop|dismiss|throw away|rule out)\w*\b", re.IGNORECASE)
OF_THE_WORK = re.compile(
    r"[\s$]*(?:(?:main|different|possible|separate|basic)\s)?(?:cases?|steps?|approach(?:es)?|methods?|attempts?|ideas?|things|parts|fälle|schritte|methoden|ansätze|wege|cas|étapes|méthodes|casos|pasos|métodos|passos|casi|passi|metodi"
    r"|gevallen|stappen|methoden|przypadki|kroki|случая|случаев|шага|шагов|способа решения|метода)(?:[\s.,:;]*$|\s(?:to|for|pour|para|per|zu|um|:|чтобы|dla|voor|à)\b)"
    r"|[\s$]*(?:equations|gleichungen|équations|ecuaciones|equações|equazioni|уравнения|unknowns|unbekannte|inconnues)\s(?:to|zu|à|para|da|a)\b",
    re.IGNORECASE,
)
"""Two cases, three steps: what a text counts of its own work."""
THROWN_OUT = re.compile(
    r"(?<!\w)(?:(?:reject|discard|exclud|dismiss)(?:e?d|e?s|ing|e)?|throw(?:ing)? away|rul(?:e|ed|ing) out|entfällt|entfallen|verwerfen(?: wir)?|verwirft man|streichen(?: wir)?|schließen wir|(?:on |nous )(?:rejette|écarte|élimine|exclut|rejetons|écartons|éliminons)"
    r"|descartamos|descarta|rechazamos|eliminamos|se descarta|se rechaza|rejeitamos|descartamos|descarta-se|excluímos|scartiamo|si scarta|escludiamo|vervalt|verwerpen(?: we)?|sluiten we|odrzucamy|odpada|wykluczamy"
    r"|отбрасываем|отбросим|исключаем|отпадает|не подходит|відкидаємо|відпадає|виключаємо)\s(?:the |die |den |la |le |il |el |los |o |a |de |het )?(?:[^\W\d_]+ ){0,3}[$(\\]*$"
    r"|(?:舍去|舍弃|舍|排除|去掉|捨て|除いて)[\s了]*[$(]*$",
    re.IGNORECASE,
)
"""A value that is thrown away."""
COPULA_AFTER = re.compile(
    r"[$)}\\\s]*(?:(?:лет|года?)(?![а-я])|(?:[^\W\d_]{1,4}[²³]?)?['’](?:d[ıiuü]r|t[ıiuü]r)|(?:\S{1,12}\s)?(?:है|हैं|होगा|होगी|होती है|(?:बचे|बचा|बची|मिले|मिला|लगे|बचेंगे|मिलेंगे)(?![\w\u0900-\u0963]))|(?:이다|입니다|이에요|이며|가지|개이|개입|명이|명입|점이|원이|일이다|가 된다|이 된다)"
    r"|(?:通り|個|人|円|本|枚|回|日|点|度)?(?:です|である|であり|だ。|だった|となる|となります|になる|になります|が答え)|(?:\S{1,8}\s)?(?:vardır|olur|eder|kalır|bulunur|van|lesz|marad|maradt|kell)(?!\w)|(?:\S{1,12}\s)?(?:است|دارد|دارند|می‌شود|می‌باشد)(?!\w))"
)
"""A copula after the value, in languages that end with it."""
GOES_ON_TO_STATE = re.compile(
    r".*(?:,\s*(?:and|so) (?:the|our|my) (?:final |correct )?(?:answer|result|total|number|value|sum|solution)\b|:\s(?=(?:\S+ )?\w+ (?:is|are|was|were)\b))",
    re.DOTALL,
)
"""I checked every step, and the result stands: what follows is another clause than what I did."""
SAYS_WHAT_IT_IS = re.compile(r"\b(?:degree|order|dimension|rank|period|term)\b")
SO_THE_ANSWER = re.compile(
    r"\b(?:so|hence|therefore|thus)\b[,\s]*(?:it|this|that)(?: is|'s) (?:the|our|my) (?:\w+ )?(?:answer|solution|result|number|value|one)\b"
)
"""7 exceeds 6, so it is the answer."""
CALLED_ANSWER = re.compile(
    r"[\s$)}\\*_]*,?\s*(?:which|and (?:that|this)|and so that)\s(?:is|was)(?:\s(?:exactly|indeed|therefore|thus|then|also|just|precisely))?\s"
    r"(?:the|our|my)\s(?:\w+\s){0,2}?(?:answer|result|solution|number|value|total|date|day|time|amount|one|figure)\b(?!\s(?:to|of|for)\s(?:the|a|an|another)\s(?:previous|other|first|next|last|wrong|different|earlier))",
    re.IGNORECASE,
)
"""7, which is the answer: said of a value by its own sentence."""
LABEL_BEFORE = re.compile(
    r"(?:^|\n|[.!]\s)\W*(?:\w+\s){0,3}(?:number|total|sum|area|value|count|length|probability|cost|result|amount|distance|perimeter|volume|price|time|age|speed|profit"
    r"|remainder|maximum|minimum|ways|solutions?|difference|product|quotient|average|mean|median|ratio|percentage)\b(?:\s(?:of|to|for|in|that|per)(?:\s\w+){1,6})?\s*[:=]\s*[$*]*$",
    re.IGNORECASE,
)
"""Number of arrangements: 36."""
INSTRUCTION = re.compile(
    r"\W*(?:show|prove|verify|use|see|put|enter|submit|format|example|template|subtract|add one|add \w+ to|placeholder|replace|copy|type|fill in|the template|the format|for instance|e\.g|for example, if)\b"
)
"""A sentence that begins so asks for something, or shows how an answer would look."""
VERB_PHRASE = re.compile(
    r"(?:[a-z]+\s)?(?!is\b|was\b|passes|survives|withstands|satisfies|solves|meets|fits|works|makes|gives|has\b|answers|completes|concludes|equals)[a-z]{3,}(?<!s)s\s(?:the|our|its|not|too|only|off|promising|wrong)\b"
    r"|(?:stands? in the way|runs? into|runs? afoul|falls? (?:short|foul|afoul)|goes against|violates|contradicts|ignores|overshoots|undershoots|exceeds|overcounts|undercounts|neglects|disobeys|flouts|disagrees|disregards|overlooks|omits|assumes|presupposes|belongs|(?:breaks|fails|misses|forgets|conflicts|clashes|looks|seems|sounds|appears)"
    r"(?=\s(?!in\b|at\b|of\b|per\b|and\b|each\b|during\b|left\b|on\b|from\b|total)[a-z(]))\b"
)
"""A verb with its object, after a value that opens the clause: violates the second condition."""
ANSWER_LABEL = re.compile(
    r"answer|\bans\b|\bcorrect(?:ion|ed)\b|\bfix(?:ed)?\b|\bamended\b|result|solution|total|therefore|thus|hence|\bso\b|conclusion|final|option|choice|\w+est\b|min\b|max\b|minimum|maximum|slope|intercept|cent(?:er|re)|radius|height|width|base|domain|range|period|degree|roots?|zeros?|vertex|[^\x00-\u024f]|\b(?:is|are|get|have|obtain|find|follows|gives|yields|equals|becomes|box)\b",
    re.IGNORECASE,
)
"""A label before a colon that may name an answer."""
PLAIN_LABEL = re.compile(r"\W*([A-Za-z][A-Za-z ]{2,24}?)\s*:\s*[^:]+$")
"""A label of words, and what stands after its colon."""
