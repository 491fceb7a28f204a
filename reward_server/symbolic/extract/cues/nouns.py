# ruff: noqa: E501  (a line of a table is one language)
"""What names an answer, and what may stand between its name and its value."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import phrases

ANSWER_NOUNS = phrases("""
    answer|answers|ans|ans.|tl;dr|tldr
    antwort|lösung|ergebnis
    réponse|reponse
    respuesta
    resposta
    risposta
    antwoord
    odpowiedź|odpowiedzią|odp
    ответ|ответом
    відповідь|відповіддю
    отговор|отговорът
    απάντηση
    תשובה|התשובה|שהתשובה
    الجواب|جواب|الإجابة|إجابة
    پاسخ
    उत्तर|जवाब
    đáp án|đáp số|câu trả lời
    cevap|cevabı|cevabım|cevabımız|yanıt|yanıtım|yanıtımız
    答案|答
    答え|解答|答
    정답|답
    คำตอบ""") + of("answer")
"""The nouns after which an answer is named."""

BRIDGES = phrases("""
    that we were looking for|we are looking for|we seek|we want|we need|we were looking for|that we are looking for|that we want|that we seek|→|negative|minus|therefore|thus|found to be|given by|turns out|turns out to be|works out to|comes out|comes out as|comes to|after simplification|simplified|in simplest form|in simplest terms|has to|have to|can be written as|can be expressed as|can be simplified to|written as|expressed as|integer|point|pair|fraction|total|of|no other than|none other than|nothing but|nothing other than|the point|number|function|polynomial|interval|set|union|matrix|vector|equation|expression|formula|prime|ordered pair|ordered triple|triple|coordinates|angle|area|probability|percentage|i choose|we|i|found|obtained|have|get|got|both|and|namely|because|for|we want|we seek|we need|required|desired|in this case|after rounding|rounded|in total|altogether|a total of|equal|once again|again|hence|so|calculated as|calculated to be|computed as|determined to be|known to be|shown to be|obtained as|which is|in decimal form|as a decimal|as a fraction|in degrees|in cm|in meters|usd|usually|i get|we get|we have|we find|i find
    endgültige|finale|richtige|gesuchte|korrekte|genaue|exakte|daher|also|somit|damit|folgende|auf|beläuft sich auf
    finale|donc|recherchée|cherchée|correcte|bonne|alors|suivante|exacte|juste|demandée|définitive|bien|ainsi
    final|correcta|exacta|cierta|buscada|pedida|definitiva|así|por tanto|por lo tanto|entonces|siguiente|pues
    final|correta|certa|exata|procurada|pedida|definitiva|assim|portanto|então|seguinte
    finale|corretta|giusta|esatta|cercata|richiesta|definitiva|così|quindi|dunque|allora|seguente
    uiteindelijke|dus|juiste|volgende|goede|gevraagde|gezochte|definitieve
    końcowa|ostateczna|zatem|więc|poprawna|prawidłowa|właściwa|szukana
    окончательный|итоговый|правильный|верный|точный|искомый|таким образом|следующий|итак|есть
    остаточна|правильна|вірна|точна|шукана|отже|таким чином|така
    крайният|верният|следователно|окончателният
    τελική|σωστή|λοιπόν|άρα
    הסופית|הנכונה|לכן
    النهائي|النهائية|الصحيح|الصحيحة|إذن
    नहायी|अंतिम|सही|अतः|होगा
    cuối cùng|đúng|của bài toán|do đó|vậy|sẽ
    nihai|son|doğru|şudur
    最终|最后|正确|因此|所以|故|即|则|选项|共|共有|一共|总共|一共有|总和|總共
    最終的な|正しい|したがって|よって|全部で|合計
    최종|따라서|그러므로|총
    สุดท้าย|ที่ถูกต้อง|ดังนั้น|ทั้งหมด""")
"""What may stand, besides `FILLERS`, between the noun of an answer and the answer."""

OWN_VERBS = frozenset(
    [
        "seek",
        "sought",
        "get",
        "gets",
        "land",
        "shown",
        "proved",
        "proven",
        "established",
        "arrive",
        "end",
        "reach",
        "got",
        "have",
        "find",
        "found",
        "obtain",
        "obtained",
        "conclude",
        "concluded",
        "see",
        "need",
        "know",
        "compute",
        "computed",
        "calculate",
        "calculated",
        "deduce",
        "deduced",
        "derive",
        "derived",
        "keep",
        "choose",
        "chose",
        "pick",
        "arrive",
        "arrived",
        "reach",
        "end",
        "are",
        "would",
        "must",
        "can",
        "should",
        "then",
        "also",
        "now",
        "finally",
        "therefore",
        "thus",
        "answer",
        "select",
        "take",
        "left",
        "add",
        "subtract",
        "multiply",
        "divide",
        "sum",
        "sold",
        "bought",
        "made",
        "had",
        "pay",
        "paid",
        "spend",
        "spent",
        "use",
        "used",
        "eat",
        "ate",
        "can",
        "claim",
        "say",
        "count",
        "counted",
        "looking",
        "seeking",
        "searching",
        "want",
        "wanted",
    ]
)
"""What we do with the answer: any other verb after "I" or "we" says what was done on the way."""

OWN_ANSWER = frozenset(
    [
        "the",
        "would",
        "my",
        "our",
        "final",
        "correct",
        "right",
        "an",
        "exact",
        "numerical",
        "numeric",
        "required",
        "desired",
        "simplified",
        "complete",
        "overall",
        "full",
        "unique",
        "only",
        "short",
        "main",
        "resulting",
        "following",
        "this",
        "that",
        "so",
        "therefore",
        "thus",
        "hence",
        "is",
        "as",
        "and",
        "or",
        "for",
        "to",
        "we",
        "i",
        "your",
        "a",
        "of",
        "in",
        "get",
        "gives",
        "with",
        "actual",
        "true",
        "sought",
        "requested",
        "integer",
        "decimal",
        "fraction",
        "simple",
        "precise",
        "whole",
        "math",
        "then",
        "ultimate",
        "resultant",
        "single",
        "combined",
        "total",
        "best",
        "here",
        "it's",
        "there's",
        "now",
        "one",
        "last",
        "above",
        "same",
        "clear",
        "expected",
        "definitive",
        "concluding",
        "closed-form",
        "mathematical",
        "positive",
        "valid",
    ]
)
"""What an answer may be called: any other word before the noun (a tentative answer, Bob's answer) makes it another's."""
