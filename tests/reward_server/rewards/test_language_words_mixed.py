"""Word by word: texts made of everyday words of two languages, and of names, whose shares are known by construction.

The words are written here, apart from the sentences of `tests/data/language` and from any list that the reward reads.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from reward_server.rewards.language_id import share

WORDS = {
    "en": "house water friend morning because write number table window bread yesterday small always green answer "
    "school mother quickly behind without street little paper winter strong people found under again every thing",
    "es": "casa agua amigo mañana porque escribir número mesa ventana pan ayer pequeño siempre verde respuesta "
    "escuela madre rápidamente detrás sin calle poco papel invierno fuerte gente encontró debajo otra cada cosa",
    "fr": "maison eau ami matin parce écrire nombre fenêtre pain hier petit toujours vert réponse école mère vite "
    "derrière sans rue peu papier hiver fort gens trouvé dessous encore chaque chose",
    "de": "haus wasser freund morgen weil schreiben zahl tisch fenster brot gestern klein immer grün antwort schule "
    "mutter schnell hinter ohne straße wenig papier winter stark leute gefunden unter wieder jedes ding",
    "pt": "casa água amigo manhã porque escrever número mesa janela pão ontem pequeno sempre verde resposta escola "
    "mãe rapidamente atrás sem rua pouco papel inverno forte gente encontrou embaixo outra cada coisa",
    "it": "casa acqua amico mattina perché scrivere numero tavolo finestra pane ieri piccolo sempre verde risposta "
    "scuola madre velocemente dietro senza strada poco carta inverno forte gente trovato sotto ancora ogni cosa",
    "nl": "huis water vriend ochtend omdat schrijven getal tafel raam brood gisteren klein altijd groen antwoord "
    "school moeder snel achter zonder straat weinig papier winter sterk mensen gevonden onder opnieuw elk ding",
    "pl": "dom woda przyjaciel rano ponieważ pisać liczba stół okno chleb wczoraj mały zawsze zielony odpowiedź szkoła "
    "matka szybko za bez ulica mało papier zima silny ludzie znalazł pod znowu każdy rzecz",
    "tr": "ev su arkadaş sabah çünkü yazmak sayı masa pencere ekmek dün küçük her yeşil cevap okul anne hızlıca "
    "arkasında olmadan sokak az kağıt kış güçlü insanlar buldu altında tekrar şey",
    "ru": "дом вода друг утро потому писать число стол окно хлеб вчера маленький всегда зелёный ответ школа мать быстро",
    "uk": "будинок вода друг ранок тому писати число стіл вікно хліб вчора маленький завжди зелений відповідь школа мати",
    "ko": "집 물 친구 아침 때문에 쓰다 숫자 책상 창문 빵 어제 작은 항상 초록 대답 학교 어머니 빨리",
    "zh": "房子 朋友 早上 因为 写字 数字 桌子 窗户 面包 昨天 很小 总是 绿色 回答 学校 妈妈 很快 我们 这个 应该",
    "ja": "家です 友だち 朝の ですから 書きます 数字を 机の 窓を パン 昨日は 小さい いつも 緑の 答えは 学校で お母さん 早く",
}
COMMON = [
    ("es", "en"),
    ("en", "es"),
    ("fr", "en"),
    ("en", "fr"),
    ("de", "en"),
    ("en", "de"),
    ("pt", "en"),
    ("it", "en"),
]
COMMON += [("nl", "en"), ("pl", "en"), ("tr", "en"), ("zh", "en"), ("ja", "en"), ("ko", "en"), ("ru", "en")]
COMMON += [("zh", "ja"), ("ja", "zh")]
NAMES = [
    "Giovanni",
    "Rossi",
    "Wolfgang",
    "Müller",
    "José",
    "García",
    "Kraków",
    "Łódź",
    "Nguyễn",
    "Hernández",
    "Beatriz",
    "Silva",
    "Francesca",
    "Heinrich",
    "Schrödinger",
    "Poincaré",
    "Galois",
    "Kowalski",
    "Yılmaz",
    "Ankara",
    "München",
    "Zürich",
    "Sevilla",
    "Bordeaux",
    "Utrecht",
    "Coimbra",
    "Torino",
    "Bologna",
    "Dubois",
    "Jürgen",
]
SENTENCES = {
    "en": "then {} said to {} that the number which {} had found is not the one that {} wanted, so they tried again",
    "es": "entonces {} dijo a {} que el número que {} había encontrado no es el que {} quería, así que lo intentaron otra vez",
    "fr": "alors {} a dit à {} que le nombre que {} avait trouvé n'est pas celui que {} voulait, donc ils ont recommencé",
    "de": "dann sagte {} zu {}, dass die Zahl, die {} gefunden hatte, nicht die ist, die {} wollte, also versuchten sie es neu",
}


def _weight(word: str, language: str) -> float:
    return len(word) / 2 if language in ("zh", "ja") else 1.0


def _mixed(target: str, foreign: str, part: float, seed: int) -> tuple[str, float]:
    rng = random.Random(f"{target} {foreign} {part} {seed}")
    drawn = [foreign if rng.random() < part else target for _ in range(80)]
    words = [(rng.choice(WORDS[language].split()), language) for language in drawn]
    own, every = (
        sum(_weight(word, language) for word, language in words if language in wanted)
        for wanted in ((target,), (target, foreign))
    )
    return " ".join(word for word, _ in words), own / every


@pytest.mark.parametrize("part", [0.1, 0.25, 0.5])
def test_the_share_of_words_that_alternate(part: float) -> None:
    """The mean error over common pairs is at most .03, and no pair's is beyond .08."""
    errors = {
        pair: mean(
            abs(share(text, pair[0]).value - own) for text, own in (_mixed(*pair, part, seed) for seed in range(6))
        )
        for pair in COMMON
    }
    assert mean(errors.values()) <= 0.03, errors
    assert max(errors.values()) <= 0.08, errors


@pytest.mark.parametrize("language", SENTENCES)
def test_names_take_the_language_of_their_sentence(language: str) -> None:
    """A text full of foreign names is in the language of its other words."""
    rng = random.Random(language)
    text = ". ".join(SENTENCES[language].format(*rng.sample(NAMES, 4)) for _ in range(10))
    assert share(text, language).value >= 0.97


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_foreign_text_with_capitals_is_no_list_of_names(language: str) -> None:
    """Who writes every word with a capital hides nothing."""
    text = SENTENCES[language].format("ella", "ella", "ella", "ella").title()
    assert share(text, "en").value <= 0.1


TEXTS = Path(__file__).parents[2] / "data" / "language_mixed" / "texts.jsonl"
"""By an author who had not seen this project's code: sentences of all languages, pure, mixed by clause and by word."""


def test_texts_of_another_author_have_their_share() -> None:
    errors = defaultdict(list)
    for row in map(json.loads, TEXTS.read_text("utf-8").splitlines()):
        errors[row["kind"]].append(abs(share(row["text"], row["language"]).value - row["share"]))
    assert len(errors["pure"]) >= 25
    assert len(errors["word"]) >= 50
    assert max(errors["pure"]) == 0
    assert mean(errors["clause"]) <= 0.005
    assert mean(errors["word"]) <= 0.02
    assert max(errors["word"]) <= 0.15


@pytest.mark.parametrize(
    "text", ["子供は一人四個ずつもらうので、先生はりんごを二十八個用意します。", "三十二人が百二十円を払いました。"]
)
def test_numbers_make_a_japanese_text_no_less_japanese(text: str) -> None:
    assert share(text, "ja").value == 1
