"""What introduces an answer, and what stands around it in the end of a text: patterns, tried in `final_answer`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.cues.nouns import ANSWER_NOUNS

NOUNS = "|".join(sorted((re.escape(one.lower()) for one in ANSWER_NOUNS), key=len, reverse=True))
_CUE = (
    rf"####|(?<![\w-])(?<!\bto )(?:{NOUNS})(?![A-Za-zÀ-ɏЀ-ӿ])|\b(?:option|choice)\b(?=\s*(?:is\b|:))"
    r"|(?:结果|值|解)(?=就?是|为|等于|[:：=])"
    r"|^\s*[*#_]*(?:(?:result|solution|total)[*_]*\s*[:=](?!=)|a[*_]*\s*:)"
)
CUE = re.compile(_CUE, re.IGNORECASE | re.MULTILINE)
CUE_IN_LOWER_CASE = re.compile(_CUE, re.MULTILINE)
"""The same for a text in lower case, which is several times faster."""


def cues_in(text: str) -> Iterator[re.Match[str]]:
    small = text.lower()
    if len(small) == len(text):
        return CUE_IN_LOWER_CASE.finditer(small)
    return CUE.finditer(text)  # a letter that has two characters in lower case


def has_cue(text: str) -> bool:
    return next(cues_in(text), None) is not None


PICK = re.compile(
    r"\b(?:option|choice|answer) \(?([A-J])\)? is (?:the )?(?:correct|right)(?: (?:one|answer|choice|option))?\b"
    r"|(?<!\w)\(([A-J])\) is (?:the|our|my) (?:correct |right )?(?:answer|choice|option)\b"
    r"|\b(?:choose|pick|select|choice is|option is)\s+(?:option |choice |answer )?[(\[]?([A-J])(?![\w'’])"
    r"|[,;:，；]\s*(?:so|hence|thus|therefore|also|donc|luego|logo|quindi|dus|więc|значит|поэтому|所以|故|よって)\s"
    r"(?:it is |it's |option |choice |answer )?[(\[]?([A-J])[)\]]?(?=[\s.*]*$)"
    r"|故?选(?:择|项)?\s*[:：]?\s*[(（]?([A-Ja-j]{1,5})(?![A-Za-z])(?!\s*[)）]?\s*(?:显然|明显|也)?是?(?:错|不|误|假))",
)
LONE_LETTER = re.compile(r"[A-J选](?:(?<=选)|(?![\w'’]))")
"""A text without one picks nothing."""
ANOTHER_PICK = re.compile(
    r"[)\]]?[\s,/]*(?:(?:or|and|oder|und|ou|et|o|u|y|e|of|en|lub|i|или|и)\s+)(?:option |choice |answer )?"
    r"(?:[(\[][A-J]|[A-HJ])(?![\w'’])"
)
EITHER_OR = re.compile(
    r"(?<!\w)(soit|entweder|либо|albo|buď|sia|o bien|ya sea|ou bien|enten|antingen|hetzij|fie)"
    r"(?!\w)[^.!?\n]{1,60}?(?<!\w)"
    r"(?:\1|oder|eller|of|nebo|alebo)(?!\w)"
    r"|\bone (?:method|approach|way|source|calculation|argument|computation|book|student)\b[^.!?\n]{1,60}?"
    r"\b(?:the other|another|a second)\b|要么[^。！？\n]{1,60}?要么|아니면",
    re.IGNORECASE,
)
"""C'est soit 6, soit 12."""
HOPE = re.compile(r"\s*I hope (?:it|this) is correct\.?\s*$|\s*\[/?INST\].*$", re.IGNORECASE)
_YES, _NO = either("says yes"), either("says no")
YES_OR_NO = re.compile(
    rf"[\s*]*(?:(?:so|thus|hence|therefore|also|donc|entonces|portanto|quindi|dus|więc|значит|итак|отже|所以|よって|따라서)[\s,]+)?({_YES}|{_NO})(?!\w)[\s*]*[,.;:!，。、]\s*(?=[^\W\d_]|\d)",
    re.IGNORECASE,
)
SAYS_YES_OR_NO = re.compile(rf"(?<!\w)(?:{_YES}|{_NO})[*\s]*[,.;:!，。、]")
"""In a text in lower case."""
YES_THEN_NO = re.compile(
    rf"\W*(?:{_YES})(?=[.!?。]|[,;:，、\s]).*?[.!?。]\s*(?:{_NO})[,.;:!，。、\s]", re.IGNORECASE | re.DOTALL
)
NO_THEN_YES = re.compile(
    rf"\W*(?:{_NO})(?=[.!?。]|[,;:，、\s]).*?[.!?。]\s*(?:{_YES})[,.;:!，。、\s]", re.IGNORECASE | re.DOTALL
)
"""A text that says both."""
CHECK = re.compile(
    r"\W*(?:(?:check|to check|to verify|(?:plugging|substituting|putting)(?: \w+){0,3} back"
    r"|as a (?:sanity )?check|sanity check|quick check|double[- ]check\w*"
    r"|zur kontrolle|vérifions|comprobamos|verifichiamo|проверяем|кстати"
    r"|au passage|por cierto|aliás|incidentally|fun fact|btw"
    r"|verification|verifying|indeed|by the way|note that|notice that"
    r"|probe|zur probe|kontrolle|übrigens|tatsächlich|vérification|on vérifie|en effet|comprobación|verificación"
    r"|en efecto|verifica|infatti|verificação|de fato|com efeito|проверка|проверим|действительно|заметим)\b"
    r"|顺便|经检验|ちなみに|검산|참고로|验算|驗算|检验|验证|検算|確かめ)",
    re.IGNORECASE,
)
"""A last sentence that looks back at the answer before it ..."""
CHECK_FAILED = re.compile(
    r"\b(?:check|test|verification) (?:fails|failed|does not work|doesn't work|comes out wrong|does not come out)\b"
    r"|\bfail(?:s|ed)? (?:the|this|that|our|my) (?:check|test|verification)\b"
    r"|\b(?:they|these|both sides|the (?:two )?(?:sides|values|numbers|totals)) (?:(?:are|is) (?:not equal|unequal"
    r"|not the same|different)|do not|don't|disagree|differ)\b"
    r"|\bdie probe (?:scheitert|geht nicht auf|stimmt nicht|schlägt fehl)|\bla vérification échoue"
    r"|\bla comprobación falla|\bla verifica (?:fallisce|non torna)|\ba verificação falha"
    r"|проверка не (?:проходит|сходится|выполняется)|验算不成立|검산이 맞지|検算が合わ",
    re.IGNORECASE,
)
UNEQUAL = re.compile(r"\d\s*\$?\s*(?:≠|\\neq?(?![a-z])|\bis not\b|\bisn't\b|\bdoes not equal\b)\s*\$?\s*-?\d")
OTHER_ROOT = re.compile(
    r"(?<!\w)(?:for|if|with|when|whereas|while|extraneous|reject\w*|discard\w*|other|second|first|without|instead|would|would've)(?!\w)",
    re.IGNORECASE,
)
NAMES_ROOT = re.compile(r"(?:\b(?:value|root|solution|number|candidate|answer)|=)\s*\$?(-?\d[\d.]*)", re.IGNORECASE)
"""A check of another value, whose failing leaves the answer as it is."""
HOPES_SO = re.compile(
    r"(?<!\w)(?:correct|correctly|right(?! away)|stimmt|richtig\w*|korrekt\w*|juste|exacte?|correct[eao]s?|esté bien"
    r"|está bien|está bem|cert[ao]|giust\w+|corrett\w+|klopt|juist|goed is|poprawn\w+|prawidłow\w+|dobrze policz\w+"
    r"|правильн\w*|верн(?:о|ый|ая)|вірн\w+|вярн\w+|σωστ\w+|doğru\w*|stämmer|rätt|rigtig\w*|riktig\w*|stemmer|oikein"
    r"|helyes\w*|jól számol\w+|správn\w+|corect\w*|benar|נכון|נכונה|صحيح\w*|درست|सही|đúng)(?!\w)"
    r"|正确|对的|没[算做]?错|正しい|合って|맞|ถูกต้อง",
    re.IGNORECASE,
)
"""What the writer hopes of an answer: a doubt, and no politeness."""
NO_CHECK = re.compile(
    r"[≠?]|\\ne|(?<!\w)(?:not|but|however|wrong|fails?|contradict\w*|instead|actually|rather|therefore|thus|hence|answer"
    r"|we (?:find|get|obtain|conclude)|total|sum|leads|simplif\w+|only (?=roots?|solutions?)"
    r"|nicht|aber|sondern|falsch|daher|somit|antwort|mais|faux|pas|plutôt|donc|pero|no|sino|falso|luego|respuesta"
    r"|ma|non|bensì|quindi|risposta|mas|não|portanto|resposta|но|не|неверно|поэтому|значит|ответ"
    r"|(?:the|our) (?:requested|required|desired|sought|wanted)(?! (?:conditions?|form|propert))"
    r"|gesuchte\w*|(?<!comme )(?:cherch|demand)ée?"
    r"|(?<!como )(?:buscad|pedid)[oa]|(?<!come )(?:cercat|richiest)[oa]|gevraagde|искомо\w+"
    r"|(?:may|might|could) be (?:off|wrong)|so(?=[^.]*\d)|also(?=[^.]*\d))(?!\w)"
    r"|不|错|錯|但|所以|因此|答案|ない|ません|しかし|よって|答え",
    re.IGNORECASE,
)
"""... unless it doubts it, or comes to another."""
POINTS_BACK = re.compile(
    r"\W*(?:done|finished|that['’]s (?:it|all)|fertig|klaar|voilà|fini|listo|pronto|fatto|finito|gotowe|готово|всё|完毕"
    r"|完了|終わり|끝|bitti|xong"
    r"|(?:and |so )?(?:that|this|which)(?:['’]s| is| will be) (?:then |therefore |thus |also )?(?:our|my|the) "
    r"(?:(?:final|desired|required|correct|exact) )?(?:answer|result|solution)"
    r"|das ist (?:die|unsere|meine|das) (?:gesuchte )?(?:antwort|lösung|ergebnis)"
    r"|c['’]est (?:la|notre|ma) réponse(?: (?:re)?cherchée| demandée| finale)?"
    r"|(?:esa|esta|ésa|ésta) es (?:la|nuestra|mi) respuesta(?: final| buscada| pedida)?"
    r"|ess?a é a (?:nossa |minha )?resposta(?: final| procurada| pedida)?"
    r"|questa è la (?:nostra |mia )?risposta|это и есть ответ|这就是答案"
    r""
    rf"|{either('back')}"
    r"|これが答え(?:です|である)?|이것이 답(?:이다|입니다))\W*",
    re.IGNORECASE,
)
"""A last sentence that only calls the value before it the answer."""
HEADED = re.compile(rf"(?m)^([\W_]*(?:final )?(?:{NOUNS}))\.\s+(?=\S)", re.IGNORECASE)
"""Answer. 144: a heading, whose full stop ends no sentence."""
MAY_BE_HEADED = re.compile(rf"\n[\W_]*(?:final )?(?:{NOUNS})\.\s", re.IGNORECASE)
"""The same after a line break, which is found many times faster."""
FORM_BESIDE = re.compile(
    rf"((?<![\w-])(?:{NOUNS}))\s\((?:in )?(?:an? |the )?(?:(?:arabic|single|whole|exact|decimal)\s)?"
    r"(?:numerals?|digits?|figures|number|integer|fraction|decimal|letter|word|(?:yes|true)(?: or |/)(?:no|false))\)"
    r"(?=\s*(?:is\b|[:：=]))",
    re.IGNORECASE,
)
"""The answer (arabic numerals) is 7: in which form it is written."""
IN_JSON = re.compile(
    r'[,{]\s*"(?:final[_ ]?)?answer"\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|(-?[\d.]+))\s*,?\s*\}[\s`}]*$', re.IGNORECASE
)
"""{..., "answer": "x = 7"}: the last value of an object at the end."""
OBJECT = re.compile(r"\s*(?:```(?:json)?\s*)?\{\s*\"")
OF_OBJECT = re.compile(
    r'[{,]\s*"(?:final[_ ]?)?answer"\s*:\s*(?:"((?:[^"\\\n]|\\.){1,400})"|(-?\d[\d.]*))\s*'
    r'(?=,\s*"[a-z_ ]{1,30}"\s*:|,?\s*\})',
    re.IGNORECASE,
)
"""{"answer": "7", "reasoning": ...}: a text that is one object."""
OBJECTS_TO_IT = re.compile(
    r"\b(?:answer|result|value)\b[^.\n]{0,60}\b(?:incorrect|wrong|mistake|error|not)\b"
    r"|\b(?:wait|however|instead)\b|cannot|could not|unable",
    re.IGNORECASE,
)
LAYOUT = re.compile(
    r"(?:\\(?:bigskip|medskip|smallskip|newpage|clearpage|vfill)(?![a-z])|\\end\s*\{(?:enumerate|itemize|proof|solution|document)\})"
)
"""Commands that set nothing in writing."""
DONE = re.compile(r"(?:[\s$\\(]*(?:∎|■|□|▪|QED|Q\.E\.D\.?|q\.e\.d\.?|\\(?:blacksquare|square|qed|Box)\b)[\s$\\).]*)+$")
SENTENCE_END = re.compile(
    r"[.\n。！？।!?؟](?:"
    r"(?<=\.)(?:(?:\$\$?|\\[\])])(?=\s+[A-Z])"
    r"|(?=\s|$)(?<=[^.\d\s]\.)(?<!\bi\.e\.)(?<!\be\.g\.)(?<!\bvs\.)(?<!\bca\.)(?<!\bz\.B\.)(?<!\bapprox\.)(?<!\bAns\.)(?<!\bno\.)(?<!\bRs\.)"
    r"|(?<=\d\.)(?=\s+[(\"'“«¡¿]*[^\W\d_]|\s*$))"
    r"|(?<=\n)\s*\n|(?<=[。！？।])|(?<=[\w$)][!?؟])(?=\s+[¡¿]?[^\W\d_]|\s*$)|(?<=[^\W\d_]{2}[!?؟])(?=\s+\d)"
    r"|(?<=\w\s[!?])(?=\s+[^\W\d_]{2}|\s*$))"
)
"""Its first character is one of a set, which is what makes it fast."""
BULLETS = re.compile(r"\s*(?:\n\s*[-*•]\s*[^\n]{1,80}){2,6}\s*$")
ARROW = re.compile(r"^(?:[→⇒∴➜►▶]|[=-]+>|\\(?:therefore|Rightarrow|implies)\b)\s*")
OPENS_SENTENCE = re.compile(
    r"\s*(?:i|we|so|thus|hence|therefore|por|per|also|donc|dus|luego|logo|il|elle|on|ele|ela|lui|lei|er|sie|hij)\s+\w",
    re.IGNORECASE,
)
HOPELESS = re.compile(
    r"\b(?:(?P<deed>(?:could not|couldn't|did not|didn't) finish|(?:give|gave|giving) up"
    r"(?! (?:an? |the |some |all |any |his |her |their )?[$£€\w]*\d))"
    r"|(?:cannot|can't|can not|could not|couldn't|unable to|not able to) (?:solve|answer|finish)|"
    r"no idea|don't know (?:the answer|how(?! (?:many|much|long|far|old)\b[^.\n]*,? but\b)"
    r"(?P<quantity> (?:many|much|long|far|old)\b)?|what)"
    r"|do not know the answer)\b",
    re.IGNORECASE,
)
"""`deed`: what somebody of the story may have done; `quantity`: how many there are, before it is worked out."""
OF_THE_STORY = re.compile(
    r"(?<!\w)(?!(?:i|we|my|our|me|us|to|must|will|would|and|or|but|so|then|have|has|had|model|solver|writer|author|program|code|script|search|calculator|computer|software|assistant)\s)"
    r"[^\W\d_]{2,}\s(?:(?:then|also|finally|later|just) )?$",
    re.IGNORECASE,
)
"""Five children then give up: a subject that is not the writer."""
NAMES_VALUE = re.compile(
    r"\W*(?:(?:so|thus|hence|therefore)[\s,]+)?(?:(?:the|its|our)\s(?:\w+\s){1,3}|(?:the|its|our)\s(?:\w+\s)?(?:number|value|result|solution"
    r"|total|sum)\s|it\s)(?:is|equals)\b",
    re.IGNORECASE,
)
SAYS = re.compile(r"\w (?:is|are|equals|é|è|es|ist|est|jest) [$\\(-]*\d")
LINKED = re.compile(r"[:：=-]|(?<!\w)(?:is|are|equals|be|was|to)(?!\w)")
BUT = re.compile(
    r"(?:[,\s]+(?:because|since|as)\b[^;.]{0,60})?[\s,;.:$)]*"
    rf"(?:it is|it's|instead|{either('contrast')})(?!\w)"
)
CONCLUDED = re.compile(
    rf"[.!]?\s*(?:so|thus|hence|therefore|consequently|{either('so')}),? (?:it|this) (?:is|equals|must be)(?!\w)",
    re.IGNORECASE,
)
"""The sentence after one that describes the answer: thus it is."""
NAMED_AGAIN = re.compile(
    rf"[\s$)\\]*(?:,?\s*(?:which|and (?:that|this)) (?:is|equals|makes|gives|means)\b"
    rf"|[,;]\s*(?:and\s)?(?:so|thus|hence|therefore|{either('so')})(?!\w)|;[^;]*\bit (?:is|equals)[\s$(\\]*$)"
)
"""After what describes the answer by a value: which is, so it is."""
ITEM = re.compile(r"\s*\n\s*[-*•]\s*")
DESCRIBED = re.compile(r"(?<![\w'-])([a-z][a-z'-]*) (?:answer|ans)$")
QUOTED = re.compile(r"[\"“][^\"”\n]{0,20}[A-Za-z]{3}[^\"”\n]{0,100}[\"”]")
NESTED = re.compile(r"\s*(?:[:：]|is|are|was)[^.]*\b(?:is|are|equals|was|has|have)\b")
LETTER_FIRST = re.compile(
    r"\s*(?:is|are|:|：|=|是|为|ist|est|es|é|è)?\s*(?:option|choice)?\s*[(\[*]*([A-J])[)\]*]*\s*(?:[,.:;)]|because"
    r"|since|with|$)"
)
LINK_WORD = re.compile(
    r"(?:[\s*]*(?:\([^()]{0,30}\)|(?:of|to|for)\s[^.:=\n]{0,60}?(?=\s(?:is|are)\b|:)))?[\s*]*"
    r"(?:(?:choice|option)\s)?(?:(?<![A-Za-zÀ-ɏ])(?:is|are|would be|must be|ist|est|es|é|è|jest|to)|—|-|:|：|="
    r"|就?是|为|は|은|는|คือ|là"
    rf"|(?<!\w)(?:{either('is', 'is?')})"
    r"|הוא|היא|هو|هي)(?![a-z]|\s?[_^*/+=])(?:\s*[:：])?\s*"
)
NOUN_PHRASE = re.compile(r"-?\d[\d.,]*(?:\s+[A-Za-z]{3,}){1,2}[.!]?")
VERBS = re.compile(r"\b(?:remains?|works?|suffices?|left|fits?|holds?|did|does|do|are|is|satisf\w+)\b")
"""A number with a noun and no verb: whether the noun changes it is for the comparison to say."""
NEGATED = re.compile(
    r"[\s:]*(?:definitely |certainly |clearly )?(?:not|never|neither|unknown|unclear|anything but)\b|[\s:]*不",
    re.IGNORECASE,
)
REASON = re.compile(
    r"(?:,\s*(?:which|therefore|hence|thus)\b|[,;:]?\s*\b(?:namely|i\.e\.)|"
    r"[,\s(]+(?:because|since|where|due to|given that)\b).*",
    re.IGNORECASE | re.DOTALL,
)
OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|each)\b.*", re.IGNORECASE)
OPTION = re.compile(r"^.*\b(?:option|choice)\s+", re.IGNORECASE | re.MULTILINE)
CHOSEN = re.compile(r"\s*[(\[]([A-J])[)\]]\s*,\s*\S[^,]{0,40}")
IS = re.compile(
    r"\b(?:is|are|equals|was|be|it's|that's)\b"
    r"(?:\s+(?:equal to|just|simply|only|exactly|therefore|thus|then|about|around|approximately|roughly|the)\b)*"
)
LETTER = re.compile(r"(?:^|\s)[(\[*]*([A-J])[)\]*]*\s*$")
TAKEN_BACK = re.compile(
    r"\b(?:which|that) is (?:clearly |obviously |of course )?(?:wrong|incorrect|false|not)\b", re.IGNORECASE
)
RIGHT = re.compile(r"(?:correct|right)(?:\s+(?:answer|option|choice))?", re.IGNORECASE)
LACKING = re.compile(
    r"\b(?:has|have|there (?:is|are))\s+(no (?:real |integer |such )?(?:solutions?|values?))\b", re.IGNORECASE
)
