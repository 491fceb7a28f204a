"""The languages that can be asked for, and the scripts that they are written in."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

Script = Literal[
    "latin", "cyrillic", "han", "kana", "hangul", "arabic", "devanagari", "thai", "greek", "hebrew", "other"
]

SUPPORTED = MappingProxyType(
    {
        "en": "English",
        "zh": "Chinese",
        "ja": "Japanese",
        "ko": "Korean",
        "de": "German",
        "fr": "French",
        "es": "Spanish",
        "pt": "Portuguese",
        "it": "Italian",
        "nl": "Dutch",
        "pl": "Polish",
        "ru": "Russian",
        "uk": "Ukrainian",
        "ar": "Arabic",
        "hi": "Hindi",
        "th": "Thai",
        "vi": "Vietnamese",
        "tr": "Turkish",
        "bg": "Bulgarian",
        "el": "Greek",
        "he": "Hebrew",
    }
)
"""Code -> English name."""

LATIN = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "vi", "tr")
CYRILLIC = ("ru", "uk", "bg")
IDEOGRAPHIC = ("zh", "ja")
SHARED_SCRIPTS: dict[Script, tuple[str, ...]] = {"latin": LATIN, "cyrillic": CYRILLIC, "han": IDEOGRAPHIC}
"""Scripts of more than one language: there the words themselves decide."""
OWN_SCRIPTS: dict[Script, str] = {
    "kana": "ja",
    "hangul": "ko",
    "arabic": "ar",
    "devanagari": "hi",
    "thai": "th",
    "greek": "el",
    "hebrew": "he",
}

_SCRIPT_ENDS: tuple[tuple[int, Script], ...] = (
    (0x0370, "latin"),
    (0x0400, "greek"),
    (0x0530, "cyrillic"),
    (0x0590, "other"),
    (0x0600, "hebrew"),
    (0x0700, "arabic"),
    (0x0750, "other"),
    (0x0780, "arabic"),
    (0x08A0, "other"),
    (0x0900, "arabic"),
    (0x0980, "devanagari"),
    (0x0E00, "other"),
    (0x0E80, "thai"),
    (0x1100, "other"),
    (0x1200, "hangul"),
    (0x1E00, "other"),
    (0x1F00, "latin"),
    (0x2000, "greek"),
    (0x3005, "other"),
    (0x3041, "han"),
    (0x3100, "kana"),
    (0x3130, "other"),
    (0x3190, "hangul"),
    (0x31F0, "other"),
    (0x3200, "kana"),
    (0x3400, "other"),
    (0xA000, "han"),
    (0xAC00, "other"),
    (0xD800, "hangul"),
    (0xF900, "other"),
    (0xFB00, "han"),
    (0xFB50, "other"),
    (0xFF00, "arabic"),
    (0xFF66, "other"),
    (0xFF9E, "kana"),
    (0x20000, "other"),
    (0x40000, "han"),
)


_ENDS = [end for end, _ in _SCRIPT_ENDS]
_SCRIPTS: list[Script] = [*(script for _, script in _SCRIPT_ENDS), "other"]


@lru_cache(4096)
def script_of(letter: str) -> Script:
    return _SCRIPTS[bisect_right(_ENDS, ord(letter))]


def language_of(code: str) -> str | None:
    """The supported language of a BCP-47 code, region and script and case ignored; None where there is none."""
    language = code.replace("_", "-").split("-", 1)[0].strip().lower()
    return language if language in SUPPORTED else None
