# ruff: noqa: E501  (a line of a table is one language)
"""How a sentence states a word or a letter: the nouns of choices, the verbs that name, the articles."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.cues.kinds import phrases

CHOICE_NOUNS = of("choice", "answer")
"""Before a letter these say that it is a choice, in languages that write spaces."""
OF_CHOICES = frozenset(of("choice", "answer", "right choice", "right"))
"""What may be said of any choice."""
LETTERS = "[A-JА-ЖΑ-Ηकखगघङאבגדהأبتجدهـ]|الف"
GLUED_LETTERS = "[アイウエオ甲乙丙丁가나다라마ㄱ-ㅁ①-⑩㉠-㉤]"
"""The letters of choices, in scripts that write spaces between words and in those that do not."""
CHOICE_NOUNS_GLUED = "正确选项|正確選項|选项|選項|答案|正解|選択肢|答え|선택지|보기|정답"

ARTICLES = of("article")

NAMING = of("naming", "is", "name")
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

ENDINGS = frozenset(phrases("です|である|だ|입니다|이다|이에요|예요|है|हैं|होगा|است|می‌باشد|şıkkıdır|seçeneğidir"))
"""What may end a sentence after a letter."""

LEADS_TO_CHOICE = re.compile(
    r"(?<!\w)(?:"
    rf"{either('right')}|"
    r"correct is|leaves(?: us with| only)?|bleibt(?: nur)?|reste(?: que)?|queda(?: solo)?|resta(?: apenas)?|rimane(?: solo)?|blijft(?: alleen)?|остаётся(?: только)?|остается(?: только)?|zostaje(?: tylko)?|richtig(?: ist)?|korrekt ist|верен|верна|правильный|prawidłowa(?: jest)?|poprawna(?: jest)?|juist is|choose|pick|select|wählen(?: wir)?|wähle|choisir|choisit|choisissons|elegimos|elegir|escolhemos|escolher|marcamos|scegliamo"
    r"|scegliere|kiezen|kies|wybieramy|выбираем|выбрать|обираємо|选|選ぶ)\s*$",
    re.IGNORECASE,
)
