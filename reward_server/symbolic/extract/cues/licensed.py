# ruff: noqa: E501  (a line of a table is one language)
"""What may follow an answer: the words that open a reason, a circumstance or a remark. Nothing else may."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import of

ADJUNCTS = of("adjunct")
"""After a comma, a dash or a bracket these go on with an answer, in any language."""

REMARKS = of("remark")
"""These open a sentence that may stand after an answer, in any language."""

IN_EXPLANATIONS = frozenset(
    (
        "each",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "last",
        "one",
        "for",
        "as",
        "so",
        "then",
        "by",
        "both",
        "that's",
        "in",
    )
)
"""Words that keep a statement open, and may stand where the numbers of an explanation make the answer."""
LEADS_TO = re.compile(
    r"(?:=|(?<!\w)(?:is|are|makes?|gives?|leaves?|yields?|equals?|ist|sind|ergibt|macht|est|font|donne|es|son|da|é|dá|è|fa|dà|is|maakt|jest|daje|равно|даёт|дорівнює))[\s$(]*$"
)
NOT_CONFUSED = re.compile(
    r"\W*(?:please )?(?:(?:do not|don't) (?:confuse|mix up|mistake) (?:this|that|it)|not to be confused|nicht zu verwechseln|à ne pas confondre|no (?:lo|la|se)? ?(?:confundas|confunda|confundir)|não confund\w+"
    r"|da non confondere|niet te verwarren|не путать|не путайте|nie mylić)(?!\w)|不要(?:与|和)|混同しない"
)
"""Said after an answer, this speaks of another quantity."""
AND_NOT = re.compile(
    r"\s(?=(?:وليس|(?:and|but) not|und nicht|et non|et pas|y no|e non|e não|en niet|a nie|i nie|а не|та не|och inte|og ikke|và không phải|bukan)\s\S{0,3}\d)"
)
"""7 and not 8."""
LEFT_OPEN = re.compile(
    r"\b(?:still|yet) (?:needs?|has|have|to be|must|remains?)\b|\bremains? to\b|^[^.;]*\b(?:is|are) (?:still |yet )?to be (?!expected|noted|understood|read|preferred|found\b)[a-z]+(?:ed|en|nd)\b|\bnot yet\b|\bnot been [a-z]+(?:ed|en|ne)\b|^[^,;.]*\balone\s*(?:[.,;]|$)"
)

CLAUSE = re.compile(
    r"\s*(?:s?he|there|each|with|after|in|at|for|mit|nach|bei|avec|après|con|tras|com|após|dopo|met|na|z|po|с|после|which (?:gives|makes|leaves|means|yields|equals)|so|thus|hence|then|therefore|also|donc|así|quindi|dus|zatem|więc|итак|所以|故|因此)(?![a-z])"
)
"""Some of these may open a clause of its own, too."""
APPOSED = re.compile(r"\s*(?:the|an|our|one|all|both) ")
ANOTHER = re.compile(r"\s*and (?:the|its|their|his|her) (?!answer|result|key|book)[a-z]+\s*")
MORE = re.compile(
    r"[\s,(]*(?:and|or|plus|as well as|among|und|oder|sowie|unter|et|ou|entre|y|o|e|i|inoltre|en|oraz|lub|и|или)\s"
    r"(?!(?:there |is |are ){0,2}(?:not?|never|kein|nicht|nessun|non|aucun|pas|ning|no|nenhum|não|geen|niet|żad|nie|ни|нет)\w*\s)(?:\S+\s){0,4}?"
    r"(?:(?:an)?others?|(?:more|several|some|mehr|más|mais|meer|więcej)(?=\W*$)|(?:infinitely )?many|ander[enms]{0,2}|weiter[ensm]{1,2}|unendlich|autres?|plusieurs"
    r"|infinité|otr[oa]s?|muchos|altr[ieoa]|molti|outr[oa]s?|andere|inne|innych|друг\w+|ещё|много)(?!\w)"
)
"""3 and infinitely many others: an answer of which the value is a part."""
RELATIVE = re.compile(r"\s*(?:which|whose|who|where)\b")
CONTRAST = re.compile(r"\s*but \S{1,12} (?:is|are|does|do|has) not\b")
"""8 is enough, but 7 is not."""
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|needs?|must|still|not|remains?|can|could|would|should|may)\b(?! (?:attained|achieved|reached|obtained))"
)
INFINITIVE = re.compile(r"(?<!noch) \b(?:zu [a-zäöüß]+|[a-zäöüß]+zu[a-zäöüß]+e)n\s*$")
"""German puts a comma before its infinitives: ways to distribute the balls."""

JAPANESE = re.compile(
    r"\s*[^\s、。ぁ-ん]{1,3}の[^\s、。]{1,8}[をが](?![^\s、。]*[書答言思考])[^\s、。]{1,8}(?:た|る|ます)\s*|\s*[^\s、。ぁ-ん]{0,4}り?の?(?:[がは](?:求める|正しい|最終的な)?(?:答え?|解|値|最[小大]値?)(?:です|である|だ|となる)?"
    r"|(?:です|だ)[よね]*|である|に(?:他|ほか)な(?:らない|りません)|でしかない|で(?:正しい(?:です)?|確定(?:です|する)?)|に相違な[いく]|に違いな[いく]|であり|と?なる|となります|となった|となり|で間違いありません|で間違いない|ありました|になる|になります|になった|と(?:求ま|分か|わか|い?え)[るります]{1,3}"
    r"|を(?:得|と|取|も|持)[るちつ]?(?:ます)?|が(?:得られ|残|求ま|必要|存在|あ)\S{0,4}|ある|あります|残る|残ります|必要\S{0,3}|いる|います)?\s*"
)
KOREAN = re.compile(
    r"(?!.*(?:라고|다고|라는|고 ))\s*(?:[가-힣]{1,4}\s?){0,2}?(?:(?:이|가|은|는|을|를)\s*)?(?:맞습니다|맞다|(?:정?답|이|입니|이에|예)\S{0,3}|된다|됩니다"
    r"|되었다|얻는다|얻습니다|남\S{1,3}|있다|있습니다|있었다|필요하다|필요합니다|나온다|나옵니다|걸린다|걸립니다|임을 알 수 있(?:다|습니다)|[가-힣]+야 (?:한다|합니다))?\s*"
)
HINDI = re.compile(
    r"(?!.*(?:लिख|कह|बता|सोच|मान))\s*(?:\S+\s+){0,3}?(?:\S*(?:है|हैं|होगा|होगी|होंगे|बचे|बचा|बची|मिले|बचेंगे|मिलेंगे|लगेंगे|थे|था|थी)|\S+)?\s*"
)
CHINESE = re.compile(
    r"\s*(?:[是为](?=(?:我们?|本题|最终|正确|所求|要求)?的?(?:最终|正确)?(?:答案|结果|所求|解|最[小大])))?(?![是为])[\u3400-\u9fff]{0,8}\s*"
)

SHARED = "of|in|is|was|had|to|we|a|it|be|as|per|every|one|all|not|will|now|so"
ENGLISH = re.compile(
    r"\b(?:the|there|they|she|his|her|their|with|from|which|this|and|for|by|at|than|more|are|were|has|have|can|left|each|answer"
    rf"|total|therefore|thus|hence|did|would|should|who|because)\b|\b(?:{SHARED})\b.*?\b(?:{SHARED})\b",
    re.DOTALL,
)
"""Words that English does not share with its neighbours, or two that it shares."""

SEPARATED = re.compile(
    r"(?:a[bn]|auf|aus|ein|her|hin|mit|nach|um|unter|vor|weg|wieder|zu(?:rück)?|zusammen|aan|af|bij|door|in|mee|na|neer|om|op|over|terug|toe|uit|voor)?"
    r"ge[a-zäöü]{3,}(?:t|en)|aan|op|in|neer"
)
"""German and Dutch end with what belongs to the verb: "hat 31 angekreuzt", "schreef 31 op". A value that such a verb has for
its object, without a noun, is written or chosen, not stated."""

SUBORDINATE = re.compile(r"(?<!\w)(?:dass|daß|sodass|dat|zodat)\s[^,;:.]*$")
VERB_LAST = re.compile(r"(?:^|\s)(?:ist|sind|beträgt|lautet|ergibt|is|zijn|bedraagt)$")
"""Such a clause ends with its verb: dass die Antwort 7 ist."""
PREDICATE = re.compile(
    r"(?<!\w)(?:(?:klingt|wirkt|suena|suona|klinkt|brzmi|звучит|звучить|war|waren|wäre|scheint|était|serait|semble|paraît|fue|era|sería|parece|foi|seria|fu|sarebbe|sembra|leek|lijkt|zou|był|była|było|byłby|wydaje|был|была|было|кажется|був|була|було|здається|беше|изглежда|ήταν|φαίνεται)(?!\w)"
    r"|(?:ist|est|es|é|è|jest|это|є|е|είναι)(?!\w)(?!.*(?:antwort|ergebnis|lösung|gesucht|zahl|wert|richtig|réponse|résultat|solution|cherché|nombre|valeur|juste|correct|respuesta|resultado|solución|número|valor|buscad|pedid|resposta|solução|procurad|risposta|risultato|soluzione|cercat|giust|corrett|odpowied|wynik|rozwiązani|szukan|ответ|результат|решени|искомо|верн|відповід|розв'язок|шукан|отговор|решение|απάντηση|αποτέλεσμα)))"
)
"""What is said of a value as of a subject, but that it is the answer; "is" in languages other than English, and what was or seems."""
