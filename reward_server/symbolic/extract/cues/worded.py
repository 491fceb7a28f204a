# ruff: noqa: E501  (a line of a table is one language)
"""How a sentence states a word or a letter: the nouns of choices, the verbs that name, the articles."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.cues.kinds import phrases
from reward_server.symbolic.parse.normalize import words

CHOICE_NOUNS = phrases("""
    option|choice|answer|letter|alternative|statement|option letter|answer choice
    antwort|option|antwortmöglichkeit|möglichkeit|buchstabe|lösung|aussage|auswahl|variante
    réponse|option|proposition|lettre|choix|affirmation
    respuesta|opción|alternativa|letra|inciso
    resposta|opção|alternativa|letra|item|assertiva
    risposta|opzione|alternativa|lettera
    antwoord|optie|keuze|letter
    odpowiedź|opcja|wariant|litera
    вариант|ответ|буква|пункт|вариант ответа
    варіант|відповідь|буква
    вариант|отговор|буква
    απάντηση|επιλογή
    cevap|seçenek|şık
    đáp án|phương án|câu""") + of("choice", "answer")
"""Before a letter these say that it is a choice, in languages that write spaces."""
OF_CHOICES = (
    frozenset(CHOICE_NOUNS)
    | words("""
    correct right richtig richtige richtigen korrekt korrekte bonne correcte juste exacte correcta correcto cierta certa certo
    correta correto corretta corretto giusta giusto esatta juiste goede poprawna prawidłowa правильный верный верен верна правильна
""")
    | frozenset(of("right"))
)
"""What may be said of any choice."""
LETTERS = "[A-JА-ЖΑ-Ηकखगघङאבגדהأبتجدهـ]|الف"
GLUED_LETTERS = "[アイウエオ甲乙丙丁가나다라마ㄱ-ㅁ①-⑩㉠-㉤]"
"""The letters of choices, in scripts that write spaces between words and in those that do not."""
CHOICE_NOUNS_GLUED = "正确选项|正確選項|选项|選項|答案|正解|選択肢|答え|선택지|보기|정답"

ARTICLES = phrases("""
    the|a|an|der|die|das|den|dem|ein|eine|einen|la|le|les|l'|un|une|el|los|las|una|o|os|as|um|uma|il|lo|i|gli|de|het|een|ο|η|το""")

NAMING = phrases("""
    is|are|was|were|it's|that's|equals|comes|follows|is called|is named|means|be
    ist|sind|war|kommt|folgt|heißt|lautet|bedeutet|wird|fällt auf
    est|sont|était|vient|suit|s'appelle|c'est|arrive|tombe
    es|son|era|viene|sigue|se llama|cae|fue
    é|são|era|vem|segue|chama-se|se chama|foi|cai
    è|sono|era|viene|segue|si chiama|arriva|cade
    is|zijn|was|komt|volgt|heet|wordt
    jest|to|są|był|była|było|następuje|nazywa się|będzie|przychodzi
    это|идёт|идет|наступает|следует|называется|является|был|была|будет|приходит
    це|йде|настає|називається|є|був|була|буде
    е|са|идва|се казва|беше
    είναι|έρχεται|λέγεται
    là""") + of("is", "name")
"""Verbs after which a word is stated: the day after the fair is Monday, Depois vem domingo."""

_CHINESE_LINK = r"(?:是|为|為|叫做?|即)"
GLUED_STATEMENTS = (
    re.compile(rf".*{_CHINESE_LINK}\s*(?P<value>[^\s，,。是为為]{{1,12}}?)\s*[。.]?\s*$", re.DOTALL),
    re.compile(
        r".*[はが]\s*(?P<value>[^\s、。はが]{1,16}?)\s*(?:です|である|だ|となる|となります|になる|になります)\s*[。.]?\s*$",
        re.DOTALL,
    ),
    re.compile(
        r".*[은는이가]\s+(?P<value>[^\s.]{1,12}?)\s*(?:입니다|이다|이에요|예요|이었다|였다|다)\s*[.]?\s*$", re.DOTALL
    ),
)
"""The word after the last copula, or before it, in Chinese, Japanese and Korean."""

JOINED = re.compile(
    r"[\s,/]*(?:or|and|oder|und|ou|et|o|u|y|e|of|en|lub|albo|i|или|и|або|і|ή|ya da|và|hoặc|或者?|和|か|と|또는|와|과)[\s,]*",
    re.IGNORECASE,
)
"""What joins two choices."""

RIGHT = re.compile(
    r"\s*(?:is |est |es |é |è |ist |jest )?(?:therefore |thus |also |donc |dus )?"
    r"(?:(?:the )?(?:right|correct)(?: one| answer| option| choice)?|richtig|korrekt|correcte?|bonne|juste|correct[ao]|cert[ao]|corrett[ao]|giust[ao]|juist|goed|poprawna|prawidłowa|вер(?:ен|на|но)|правил(?:ен|ьна?|ьный|ьно)|正确|正しい)\s*$",
    re.IGNORECASE,
)
"""Said of a choice that stands before it."""

ENDINGS = frozenset(
    (
        "です",
        "である",
        "だ",
        "입니다",
        "이다",
        "이에요",
        "예요",
        "है",
        "हैं",
        "होगा",
        "است",
        "می‌باشد",
        "şıkkıdır",
        "seçeneğidir",
    )
)
"""What may end a sentence after a letter."""

LEADS_TO_CHOICE = re.compile(
    r"(?<!\w)(?:"
    rf"{either('right')}|"
    r"correct is|leaves(?: us with| only)?|bleibt(?: nur)?|reste(?: que)?|queda(?: solo)?|resta(?: apenas)?|rimane(?: solo)?|blijft(?: alleen)?|остаётся(?: только)?|остается(?: только)?|zostaje(?: tylko)?|richtig(?: ist)?|korrekt ist|верен|верна|правильный|prawidłowa(?: jest)?|poprawna(?: jest)?|juist is|choose|pick|select|wählen(?: wir)?|wähle|choisir|choisit|choisissons|elegimos|elegir|escolhemos|escolher|marcamos|scegliamo"
    r"|scegliere|kiezen|kies|wybieramy|выбираем|выбрать|обираємо|选|選ぶ)\s*$",
    re.IGNORECASE,
)
