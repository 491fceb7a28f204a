"""The language reward: its statuses and options, and the figures and promises of the share."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect import DetectorFactory, detect_langs
from pydantic import ValidationError

from reward_server.rewards.language import LANGUAGE, SUPPORTED, LanguageOptions
from reward_server.rewards.language_id import identify, ideographs, language_of, lexicon, profiles, share, warm
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template
from tests.reward_server.rewards.code_mixing import (
    CYRILLIC,
    IDEOGRAPHIC,
    LANGUAGES,
    LATIN,
    UNSPACED,
    Mixed,
    Piece,
    join,
    mixed,
    padded,
    sentences,
    words_of,
)

ENGLISH = "First we look at the question, then we work it out slowly, and so the value is clear."
GERMAN = "Zuerst sehen wir uns die Frage an, dann rechnen wir sie langsam aus."
PAIRS = sorted(permutations(LANGUAGES, 2))


def score(completion: str, language: str | None = "en", prompt: str | None = None, **options: Any) -> Score:
    template = options.pop("template", Template())
    sample = Sample(completion, parse(completion, template), prompt=prompt, language=language)
    return LANGUAGE.plan(sample, LanguageOptions(**options))


def value(text: str, target: str) -> float:
    return share(text, target).value


# What the reward says


def test_a_share_of_words_with_its_reason() -> None:
    got = score(f"<think>{ENGLISH}</think><answer>1</answer>")
    assert (got.score, got.status, got.reason) == (1.0, "ok", "18 of 18 words are English")
    assert score(f"<think>{ENGLISH}</think><answer>1</answer>", "zh").score == 0


def test_without_a_target_it_is_not_applicable_whatever_the_completion() -> None:
    for completion in ("", "<think>a", f"<think>{ENGLISH}</think>"):
        assert score(completion, None).status == "not_applicable"


@pytest.mark.parametrize("code", ["xx", "", "e", "eng", "klingon", "日本", "\ud800"])
def test_an_unsupported_code_is_our_callers_fault(code: str) -> None:
    got = score("<think>a</think>b", code)
    assert (got.score, got.status) == (None, "error")


@pytest.mark.parametrize(
    ("code", "language"), [("EN", "en"), ("zh-Hant", "zh"), ("pt-BR", "pt"), ("zh_CN", "zh"), ("sr", None), ("", None)]
)
def test_regions_scripts_and_case_are_ignored(code: str, language: str | None) -> None:
    assert language_of(code) == language


def test_no_words_score_0() -> None:
    got = score("<think>$x^2$</think><answer>all is said here</answer>")
    assert (got.score, got.status) == (0.0, "ok")
    assert "no words" in got.reason


@pytest.mark.parametrize(
    ("completion", "wanted"),
    [
        (f"<think>{ENGLISH}</think><answer>{GERMAN}</answer>", 1),
        (f"{ENGLISH}</think>{GERMAN}", 1),  # the text before the closing tag
        (f"{ENGLISH}<answer>{GERMAN}</answer>", 1),  # no reasoning was marked: everything outside the answer
        (f"{ENGLISH}", 1),
        (f"<think>{ENGLISH}", 1),  # cut off: everything
    ],
)
def test_the_judged_text_is_the_reasoning(completion: str, wanted: float) -> None:
    assert score(completion).score == wanted


def test_the_templates_tags_are_no_words() -> None:
    template = Template(think_open="START THINKING NOW", think_close="STOP THINKING NOW")
    got = score(f"START THINKING NOW {GERMAN}", "de", template=template)
    assert got.score == 1


def test_parts() -> None:
    completion = f"<think>{ENGLISH}</think><answer>{GERMAN}</answer>"
    assert score(completion, "de", part="think").score == 0
    assert score(completion, "de", part="answer").score == 1
    both = score(completion, "de", part="both").score
    assert both is not None
    assert 0.3 < both < 0.6


def test_a_threshold_makes_it_yes_or_no() -> None:
    completion = f"<think>{ENGLISH} {GERMAN}</think>"
    assert score(completion, threshold=0.5).score == 1
    assert score(completion, threshold=0.9).score == 0
    assert "threshold is 0.9" in score(completion, threshold=0.9).reason


@pytest.mark.parametrize("options", [{"threshold": 0}, {"threshold": 1.5}, {"part": "prompt"}, {"form": "x"}])
def test_wrong_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LanguageOptions(**options)


@pytest.mark.parametrize(
    ("prompt", "completion", "wanted"),
    [
        (ENGLISH, f"<think>{ENGLISH}</think><answer>So it is.</answer>", 1),
        (ENGLISH, f"<think>{ENGLISH}</think><answer>$4$</answer>", 1),  # an answer without words agrees
        (ENGLISH, f"<think>$4$</think><answer>{ENGLISH}</answer>", 1),
        (ENGLISH, "<think>$4$</think><answer>$4$</answer>", 0),  # nothing was said in it
        (ENGLISH, f"<think>{GERMAN}</think><answer>{ENGLISH}</answer>", 0),
        (ENGLISH, f"<think>{ENGLISH}</think><answer>{GERMAN}</answer>", 0),
        (GERMAN, f"<think>{GERMAN}</think><answer>{GERMAN}</answer>", 1),
    ],
)
def test_agreement_of_problem_reasoning_and_answer(prompt: str, completion: str, wanted: float) -> None:
    assert score(completion, None, prompt, form="agreement").score == wanted


def test_agreement_needs_a_problem_in_words_or_a_target() -> None:
    completion = f"<think>{ENGLISH}</think><answer>$4$</answer>"
    assert score(completion, None, "$2+2$", form="agreement").status == "not_applicable"
    assert score(completion, "en", "$2+2$", form="agreement").score == 1
    assert score(completion, None, None, form="agreement").status == "not_applicable"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_text_is_found(language: str) -> None:
    assert set(LANGUAGES) <= set(SUPPORTED)
    assert identify(" ".join(sentences(language, "held_out"))) == language


def test_the_language_of_no_words_is_none() -> None:
    assert identify("$x$") is None


# Texts that models write


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Yes."),
        ("en", "Okay, so x = 3, y = 4, hence the hypotenuse is 5. Check: 9 + 16 = 25. ✓"),
        ("en", "We have f'(x) = 2x + 3, i.e., x = -3/2. Hmm, wait. Let me double-check: 2.25 - 4.5 = -2.25."),
        ("en", "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n-1)\n\nThis is recursive."),
        ("en", "The LLM uses the GPU. NASA and ESA agreed. The API returns JSON over HTTP."),
        ("en", "THE ANSWER IS FORTY TWO BECAUSE THE SUM OF THE DIGITS IS SIX"),
        ("de", "Faktorisieren von $x^2-5x+6$ ergibt (x-2)(x-3) = 0. Also x=2 oder x=3."),
        ("fr", "Calculons l'aire du triangle ABC : base × hauteur / 2 = 6 × 4 / 2 = 12 cm²."),
        ("es", "Sea x el número de manzanas. Entonces 3x + 2 = 14, así que x = 4."),
        ("pt", "Seja x o número de maçãs. Então 3x + 2 = 14, logo x = 4."),
        ("ru", "Пусть x — число яблок. ОДЗ: x > 0. Проверим в Python."),
        ("zh", "设x为苹果的数量。则3x + 2 = 14，所以x = 4。用Python验证一下，OK。"),
        ("zh", "設x為蘋果的數量。則方程式的解為四，請檢查結果是否正確。"),
        ("ja", "りんごの数をxとする。3x + 2 = 14 より x = 4。Pythonで確認すると正しい。"),
        ("ko", "사과의 수를 x라 하자. 3x + 2 = 14이므로 x = 4이다. Python으로 확인했다."),
        ("th", "ให้ x เป็นจำนวนแอปเปิล จะได้ 3x + 2 = 14 ดังนั้น x = 4"),
    ],
)
def test_a_pure_text_has_it_all(language: str, text: str) -> None:
    assert value(text, language) == 1


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("en", "DIE ANTWORT IST ZWEIUNDVIERZIG WEIL DIE SUMME DER ZIFFERN SECHS IST"),  # capitals hide nothing
        ("zh", "Then We Compute The Value And So The Answer Is Clear"),  # nor do names
        ("zh", "$then we compute the value and so it is clear$"),  # nor dollars
        ("en", "`然后我们一步一步地计算这个值`"),  # nor backticks
        (
            "en",
            "Först läser vi uppgiften noga och skriver ner vad som är givet och vad som söks.",
        ),  # not even supported
    ],
)
def test_foreign_words_do_not_hide(target: str, text: str) -> None:
    assert value(text, target) == 0


# Figures


def kind(one: str, other: str) -> str:
    for name, languages in (("latin", LATIN), ("cyrillic", CYRILLIC), ("ideographic", IDEOGRAPHIC)):
        if one in languages and other in languages:
            return name
    return "scripts"


@pytest.mark.parametrize("folder", ["held_out", "unseen"])
def test_mean_error_of_the_share_on_sentences_that_set_no_constant(folder: str) -> None:
    errors: dict[str, list[float]] = defaultdict(list)
    for target, foreign in PAIRS:
        for seed in range(1000, 1002 if kind(target, foreign) in ("scripts", "latin") else 1010):
            text = mixed(target, foreign, seed, folder)
            errors[kind(target, foreign)].append(abs(value(text.text, target) - text.share))
    means = {name: sum(found) / len(found) for name, found in errors.items()}
    everything = [error for found in errors.values() for error in found]
    assert sum(everything) / len(everything) <= 0.03
    assert means["scripts"] <= 0.01
    assert means["cyrillic"] <= 0.05
    assert means["latin"] <= 0.04
    assert means["ideographic"] <= 0.08


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pure_text_of_mostly_latex_and_code_loses_nothing(language: str) -> None:
    for seed in range(1000, 1006):
        for folder in ("tuned", "held_out", "unseen"):
            assert value(padded(language, seed, folder).text, language) >= 0.99


def test_it_is_many_times_faster_than_langdetect() -> None:
    """Side by side in the same run. The bound is half of what is measured in quiet, see docs/language.md."""
    warm()
    DetectorFactory.seed = 0
    texts = [mixed(target, foreign, 7, "held_out") for target, foreign in PAIRS[::6]]
    plain = [(text.text, text.target) for text in texts]
    detect_langs(plain[0][0])

    def seconds(run: Any) -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    theirs = seconds(lambda: [detect_langs(text) for text, _ in plain])
    ours = min(seconds(lambda: [share(text, target) for text, target in plain]) for _ in range(3))
    assert theirs > 10 * ours


def test_what_is_read_from_files_is_read_before_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    warm()

    def read(package: str) -> Any:
        raise AssertionError(f"a file of {package} is read when a text is scored")

    for module in (ideographs, lexicon, profiles):
        monkeypatch.setattr(module, "files", read)
    for target, foreign in PAIRS:
        share(mixed(target, foreign, 11, "unseen").text, target)


# Promises


def _bare(word: str) -> str:
    return word.strip(".,;:!?¿¡«»„“”\"'-").lower()


def _vocabulary(language: str) -> set[str]:
    return {
        _bare(word)
        for folder in ("tuned", "held_out", "unseen")
        for line in sentences(language, folder)
        for word in line.split()
    }


def _foreign_piece(text: Mixed, rng: random.Random) -> Piece:
    """A word that the target does not have. Han letters are shared by the two languages that write them."""
    source = words_of(text.foreign, "held_out", rng)
    while True:
        piece = next(source)
        if text.foreign in UNSPACED or (
            len(_bare(piece.text)) > 1 and _bare(piece.text) not in _vocabulary(text.target)
        ):
            return piece


unalike = st.sampled_from([pair for pair in PAIRS if kind(*pair) != "ideographic"])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(unalike, st.integers(0, 10_000))
def test_a_foreign_word_for_a_target_word_never_raises_the_score(pair: tuple[str, str], seed: int) -> None:
    text = mixed(*pair, seed, "held_out", words=(100, 300))
    rng = random.Random(seed)
    pieces = list(text.pieces)
    at = rng.choice([index for index, piece in enumerate(pieces) if piece.language == text.target])
    pieces[at] = _foreign_piece(text, rng)
    assert value(join(pieces), text.target) <= value(text.text, text.target) + 0.01


@settings(max_examples=150, deadline=None, derandomize=True)
@given(unalike, st.integers(0, 10_000), st.integers(2, 30))
def test_repeating_a_foreign_word_never_raises_the_score(pair: tuple[str, str], seed: int, times: int) -> None:
    text = mixed(*pair, seed, "held_out", foreign_share=(0.1, 0.5))
    pieces = list(text.pieces)
    at = random.Random(seed).choice([index for index, piece in enumerate(pieces) if piece.language == text.foreign])
    pieces[at : at + 1] = [pieces[at]] * times
    assert value(join(pieces), text.target) <= value(text.text, text.target)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(PAIRS), st.integers(0, 10_000), st.integers(2, 4))
def test_repeating_the_whole_text_leaves_the_score(pair: tuple[str, str], seed: int, times: int) -> None:
    text = mixed(*pair, seed, "held_out")
    assert value("\n".join([text.text] * times), text.target) == value(text.text, text.target)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_has_a_share(text: str, target: str) -> None:
    assert 0 <= value(text, target) <= 1


# The same bits everywhere

_DIGEST = """
import json, sys
from reward_server.rewards.language_id import share
print(json.dumps([share(text, target).value.hex() for text, target in json.load(sys.stdin)]))
"""


def _texts() -> list[tuple[str, str]]:
    texts = [mixed(target, foreign, 3, "held_out") for target, foreign in PAIRS[::9]]
    return [(text.text, text.target) for text in texts]


def test_the_same_bits_in_processes_of_other_hash_seeds() -> None:
    texts = _texts()
    here = [value(*text).hex() for text in texts]
    for seed in ("0", "1", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", _DIGEST],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert json.loads(run.stdout) == here


def test_the_same_bits_in_threads_that_start_cold() -> None:
    texts = _texts()
    code = """
import json, sys, threading
from reward_server.rewards.language_id import share
texts = json.load(sys.stdin)
results = [None] * 8
def judge(index):
    results[index] = [share(text, target).value.hex() for text, target in texts]
threads = [threading.Thread(target=judge, args=(index,)) for index in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert all(result == results[0] for result in results)
print(json.dumps(results[0]))
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert json.loads(run.stdout) == [value(*text).hex() for text in texts]


def test_threads_that_outgrow_the_memory_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reward_server.rewards.language_id.evidence._REMEMBERED", 50)
    texts = _texts()[:8]
    wanted = [value(*text) for text in texts]
    wrong: list[object] = []

    def judge() -> None:
        wrong.extend(found for text, found in zip(texts, wanted, strict=True) if value(*text) != found)

    threads = [threading.Thread(target=judge) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("unit", ["word ", "mot ", "我們", "слово ", "A b ", "Title Case ", "$", "a", "naïve wörter "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(size: int) -> float:
        text = "an und la de " + unit * (size // len(unit))
        start = time.process_time()
        for target in ("en", "zh"):
            share(text, target)
        return time.process_time() - start

    seconds(1000)
    assert seconds(800_000) < 24 * max(seconds(100_000), seconds(100_000)) + 0.05


ALTERNATING = [("es", "en"), ("en", "fr"), ("de", "en"), ("tr", "en"), ("fr", "en"), ("it", "en"), ("ru", "uk")]


@pytest.mark.parametrize(("target", "foreign"), ALTERNATING)
def test_languages_that_alternate_word_by_word_are_told_apart(target: str, foreign: str) -> None:
    """Neighbours say little where every third word is of another language."""
    rng = random.Random(f"{target}{foreign}")
    own, other = words_of(target, "held_out", rng), words_of(foreign, "held_out", rng)
    pieces = [next(other) if rng.random() < 1 / 3 else next(own) for _ in range(240)]
    mixed_words = Mixed(target, foreign, tuple(pieces))
    assert share(mixed_words.text, target).value == pytest.approx(mixed_words.share, abs=0.15)


NEWER = {
    "bg": ("Първо намираме сумата на всички числа и след това я делим на броя им.",
           "Момчето тръгна към училище, защото беше забравило книгата си вкъщи."),
    "el": ("Πρώτα βρίσκουμε το άθροισμα όλων των αριθμών και μετά διαιρούμε.", "Άρα η απάντηση είναι είκοσι τέσσερα."),
    "he": ("ראשית נמצא את סכום כל המספרים ואז נחלק במספרם.", "לכן התשובה היא עשרים וארבע."),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(NEWER))
def test_bulgarian_greek_and_hebrew_are_told_from_all_others(language: str) -> None:
    for sentence in NEWER[language]:
        assert share(sentence, language).value == 1
        assert {other for other in SUPPORTED if share(sentence, other).target} == {language}


def test_a_greek_letter_is_a_symbol_and_no_word() -> None:
    assert share("where α and β are angles", "en").value == 1
    assert share("where α and β are angles", "el").value == 0
