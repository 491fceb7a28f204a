# ruff: noqa: E501  (a line of a table is one language)
"""What may follow an answer: the words that open a reason, a circumstance or a remark. Nothing else may."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import phrases

ADJUNCTS = phrases("""
    since|because|as|while|which occurs|which in|which works|which keeps|which correspond|which satisfies|which satisfy|which were|which yields|obtain|where|when|for|so|by|with|thus|hence|therefore|then|which is|which are|which gives|which means|which was|which equals|which makes|which simplifies|which can|which has|which implies|which must|which we|which will|which also|which represents|which matches|which agrees|which corresponds|which should|that is|i.e|namely|attained|achieved|reached|obtained|occurring|at|in|on|to the nearest|to two|to three|from|after|over|per|and|rounded|written|expressed|using|respectively|altogether|combined|total|each|a prime|is|are|she|he|there|each|alternatively|notice|we have|our answer|independent|regardless|just|verifying|exactly|corresponding|counting|including|making|giving|leaving|yielding|inclusive|up to|given that|due to|note|see|follows|follow|consisting|such as|such that|equivalently|plus the|not counting|not including|or else|or equivalently|in other words|it is the|it is a|it is an|it is exactly|it is what|it is indeed|it's the|it's a|by the way|just like
    da|weil|denn|wobei|also|bei|für|nämlich|d. h|d.h|das heißt|das sind|und zwar|angenommen bei|wie gewünscht|wie behauptet|zusammen|insgesamt|in|im|am|auf|was
    car|puisque|parce que|où|soit|c'est-à-dire|atteint|atteinte|obtenu|obtenue|pour|au total|comme|ce qui|en|dans|donc|à savoir
    porque|ya que|pues|puesto que|donde|es decir|o sea|alcanzado|que se alcanza|en|para|en total|como|con|a saber|lo que
    pois|já que|visto que|isto é|ou seja|onde|atingido|no total|para|com|como|em|o que
    perché|poiché|dato che|dove|cioè|ossia|raggiunto|in totale|per|con|in|come|vale a dire
    omdat|want|waarbij|dus|namelijk|voor|in totaal|met|zoals|in|dat wil zeggen|oftewel
    bo|ponieważ|gdyż|gdzie|czyli|to znaczy|dla|łącznie|w|co
    так как|потому что|поскольку|ибо|где|то есть|т. е|т.е|при|что и требовалось|а именно|всего|в|которое достигается|что
    бо|тому що|оскільки|де|тобто|при|всього
    защото|тъй като|където|тоест|т.е|при|понеже
    γιατί|επειδή|αφού|διότι|όπου|δηλαδή|για
    כי|מפני ש|משום ש|כאשר|כלומר|עבור
    لأن|حيث|أي|عند|من أجل|إذ
    زیرا|چون|یعنی
    क्योंकि|जहाँ|अर्थात|यानी|के लिए
    vì|do|trong đó|tức|tức là|khi|với
    çünkü|yani|burada|toplam
    因为|因為|其中|即|当|也就是|所以|故|因此|从而|且当|此时|在
    なぜなら|すなわち|つまり|よって|ここで|したがって
    왜냐하면|즉|여기서|따라서
    เพราะ|เมื่อ|โดยที่|นั่นคือ""") + of("adjunct")
"""After a comma, a dash or a bracket these go on with an answer, in any language."""

REMARKS = phrases("""
    i apologize for the oversight|ignore all|note|notes|notice|observe|remark|remarks|recall|alternatively|alternative|another|indeed|in|of course|also|checking|check|testing|verifying|verification|to|we check|we can|we could|we may|we might|we see|we also|we have|we find|we verify|we are|we know|we use|we note|we need|we get|we should|we conclude|we must|we obtain|we then|the|this|that|these|those|such|there|here|it|a|an|one|each|all|both|equality|graphically|geometrically|for|since|because|as|while|which occurs|which in|which works|which keeps|which correspond|which satisfies|which satisfy|which were|which yields|obtain|if|when|where|with|by|from|see|or|and|thus|hence|therefore|so|then|now|finally|throughout|additionally|you can|you may|you could|they|he|she|his|her|our solution|our answer|q.e.d|qed|proof|solution|explanation|explain|answer|final answer|let|any|every|no other|nothing else|clearly|please note|make sure|which|why|either|instead of|just to be safe|more generally|generally|similarly|equivalently|written|rounded|expressed|done|great|i hope|hope|thank|thanks|feel free|let me know|always|special|two|three|given|using|according to|source|key|step|conclusion|summary|problem|question|be careful|careful|by the way|btw|incidentally|beware|don't confuse|do not confuse|watch out|interestingly|curiously|fun fact|remember|keep in mind|bear in mind|ps|p.s|as an aside|side note|as a check|as a sanity check|sanity check|quick check|double check|double-check|double-checking|to double-check|plugging it back|plugging this back|plugging them back|substituting back|substituting it back|it is worth|worth noting|not to be confused|mind that|mind you|for comparison|for reference|for context|as expected|not surprisingly|unsurprisingly|coincidentally
    bemerkung|anmerkung|hinweis|probe|damit|das ist|dies ist|somit|also|daher|dabei|übrigens|nebenbei|beachte|achtung|vorsicht|tatsächlich|zur kontrolle|kontrolle|zur probe|man beachte|zum vergleich|nicht zu verwechseln|interessanterweise|wie erwartet
    remarque|vérification|c'est|cela|ainsi|on vérifie|on peut|donc|notons|remarquons|attention|au passage|en effet|d'ailleurs|notez|à noter|par ailleurs|pour vérifier|à ne pas confondre|curieusement|en particulier|vérifions
    nota|observación|comprobación|así|esta es|este es|por tanto|se puede|nótese|nótese que|observa|observemos|cuidado|por cierto|además|ojo|en efecto|fíjate|no confundir|recuerda|comprobamos|para comprobar|como era de esperar|nota que
    observação|verificação|assim|esta é|este é|portanto|note|note que|observe|repare|cuidado|aliás|além disso|de facto|de fato|atenção|não confundir|lembre|para verificar|por curiosidade|a propósito
    osservazione|verifica|così|questa è|questo è|quindi|nota|si noti|attenzione|tra l'altro|inoltre|infatti|osserviamo|notiamo|da non confondere|per inciso|per verifica|ricorda
    opmerking|controle|dit is|dus|merk op|let op|overigens|trouwens|inderdaad|ter controle|niet te verwarren|voor de duidelijkheid|interessant
    uwaga|sprawdzenie|zatem|to jest|zauważmy|zresztą|rzeczywiście|nawiasem mówiąc|nie mylić|dla sprawdzenia|warto zauważyć|przy okazji
    замечание|проверка|это|итак|таким образом|значит|действительно|заметим|отметим|кстати|обратите внимание|внимание|для проверки|не путать|интересно|напомним|проверим|впрочем|между прочим
    зауваження|перевірка|це|отже|зауважимо|зазначимо|до речі|зверніть увагу|увага|справді|для перевірки|не плутати|цікаво|перевіримо
    забележка|проверка|това е
    σημείωση|παρατήρηση|επαλήθευση
    הערה|בדיקה
    ملاحظة|تحقق
    टिप्पणी|जाँच
    ghi chú|kiểm tra lại|nhận xét
    not:|kontrol:|sağlama
    注|注意|检验|验证|备注|这就是|因此|所以|故|顺便|值得注意|可以验证|实际上|需要注意|提醒|经检验|不要|别把|另外|此外
    注意|検算|なお|これが|よって|ちなみに|実際|念のため|ただし書き|参考までに
    참고|검산|이것이|따라서|참고로|실제로|덧붙여|덧붙이면
    หมายเหตุ""") + of("remark")
"""These open a sentence that may stand after an answer, in any language."""

LEFT_OPEN = re.compile(
    r"\b(?:still|yet) (?:needs?|has|have|to be|must|remains?)\b|\bremains? to\b|\bnot yet\b|\bnot been [a-z]+(?:ed|en|ne)\b|^[^,;.]*\balone\s*(?:[.,;]|$)"
)

CLAUSE = re.compile(
    r"\s*(?:s?he|there|each|with|after|in|at|for|mit|nach|bei|avec|après|con|tras|com|após|dopo|met|na|z|po|с|после|which (?:gives|makes|leaves|means|yields|equals)|so|thus|hence|then|therefore|also|donc|así|quindi|dus|zatem|więc|итак|所以|故|因此)(?![a-z])"
)
"""Some of these may open a clause of its own, too."""
APPOSED = re.compile(r"\s*(?:the|an|our|one|all|both) ")
CONTRAST = re.compile(r"\s*but \S{1,12} (?:is|are|does|do|has) not\b")
"""8 is enough, but 7 is not."""
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|needs?|must|still|not|remains?|can|could|would|should|may)\b(?! (?:attained|achieved|reached|obtained))"
)
INFINITIVE = re.compile(r"(?<!noch) \b(?:zu [a-zäöüß]+|[a-zäöüß]+zu[a-zäöüß]+e)n\s*$")
"""German puts a comma before its infinitives: ways to distribute the balls."""

JAPANESE = re.compile(
    r"\s*[^\s、。ぁ-ん]{1,3}の[^\s、。]{1,8}[をが](?![^\s、。]*[書答言思考])[^\s、。]{1,8}(?:た|る|ます)\s*|\s*[^\s、。ぁ-ん]{0,4}り?の?(?:[がは](?:求める|正しい|最終的な)?(?:答え?|解|値|最[小大]値?)(?:です|である|だ|となる)?"
    r"|です|だ|である|であり|と?なる|となります|となった|となり|になる|になります|になった|と(?:求ま|分か|わか|い?え)[るります]{1,3}"
    r"|を(?:得|と|取|も|持)[るちつ]?(?:ます)?|が(?:得られ|残|求ま|必要|存在|あ)\S{0,4}|ある|あります|残る|残ります|必要\S{0,3}|いる|います)?\s*"
)
KOREAN = re.compile(
    r"(?!.*(?:라고|다고|라는|고 ))\s*(?:[가-힣]{1,4}\s?){0,2}?(?:(?:이|가|은|는|을|를)\s*)?(?:(?:정?답|이|입니|이에|예)\S{0,3}|된다|됩니다"
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

PREDICATE = re.compile(
    r"(?<!\w)(?:(?:klingt|wirkt|suena|suona|klinkt|brzmi|звучит|звучить|war|waren|wäre|scheint|était|serait|semble|paraît|fue|era|sería|parece|foi|seria|fu|sarebbe|sembra|leek|lijkt|zou|był|była|było|byłby|wydaje|был|была|было|кажется|був|була|було|здається|беше|изглежда|ήταν|φαίνεται)(?!\w)"
    r"|(?:ist|est|es|é|è|jest|это|є|е|είναι)(?!\w)(?!.*(?:antwort|ergebnis|lösung|gesucht|zahl|wert|richtig|réponse|résultat|solution|cherché|nombre|valeur|juste|correct|respuesta|resultado|solución|número|valor|buscad|pedid|resposta|solução|procurad|risposta|risultato|soluzione|cercat|giust|corrett|odpowied|wynik|rozwiązani|szukan|ответ|результат|решени|искомо|верн|відповід|розв'язок|шукан|отговор|решение|απάντηση|αποτέλεσμα)))"
)
"""What is said of a value as of a subject, but that it is the answer; "is" in languages other than English, and what was or seems."""
