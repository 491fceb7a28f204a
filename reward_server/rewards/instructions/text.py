"""A text taken apart in any script: words, tokens, sentences, paragraphs. Everything is linear in its length.

Scripts that are written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) count by character: no list of words is
needed, and no run of letters passes for one word.
"""

from __future__ import annotations

import re
import string

from reward_server.memo import remembered

UNSPACED = (
    "\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2-\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f-\u1049"
    "\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces between words; the marks that belong to them are in MARKS."""
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83"
    "\u0cbc-\u0ccd\u0d00-\u0d03\u0d3e-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""What is set on the letter before it: a word of Hindi, Arabic or Thai does not end there."""

_LETTER = rf"[^\W{UNSPACED}{MARKS}]"
_WORD = re.compile(rf"[{UNSPACED}][{MARKS}]*+|{_LETTER}(?:[^\W{UNSPACED}]|[{MARKS}])*+")
_TOKEN = re.compile(
    rf"[{UNSPACED}][{MARKS}]*+|[A-Za-z]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|m|d|ll|re|ve)\b"
    rf"|{_LETTER}(?:(?!n['’]t\b)[^\W{UNSPACED}]|[{MARKS}]|['’](?!(?:s|m|d|ll|re|ve|t)\b)(?=\w)|[.\-/,](?=\w))*+"
    r"|\.{2,}|--+|[^\w\s]",
    re.IGNORECASE,
)
_ABBREVIATED = frozenset({
    *("mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "vs", "etc", "inc", "ltd", "co", "corp", "no", "vol", "fig"),
    *("e.g", "i.e", "a.m", "p.m", "u.s", "u.k", "ph.d", "approx", "dept", "est", "gen", "gov", "hon", "rev", "sen"),
    *("capt", "col", "lt", "mt", "al", "cf", "pp", "op", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"),
    *("oct", "nov", "dec", "bzw", "z.b", "d.h", "usw", "nr", "sra", "srta", "dra", "ud", "uds", "ee.uu", "mme", "mlle"),
    *("sept", "sig", "dott", "т.е", "т.д", "т.п", "г", "ул"),
})  # fmt: skip
_CLOSERS = "\"'”’»)\\]}*_」』】）〉》"
_SENTENCE_END = re.compile(rf"(?:[.!?…؟۔।॥።՞]++[{_CLOSERS}]*+(?=\s|$)|[。！？｡．။។៕]++[{_CLOSERS}]*+)")
_PIECE = re.compile(r"\S+")


def words(text: str) -> list[str]:
    """Runs of letters and digits; single characters in scripts without spaces."""
    return _WORD.findall(text)


def tokens(text: str) -> list[str]:
    """Words, their clitics (do, n't; it, 's) and punctuation marks, each by itself, as the Penn treebank has them."""
    return _TOKEN.findall(text)


@remembered("sentences", 64, 100_000)
def sentences(text: str) -> tuple[str, ...]:
    """Ends are . ! ? and their like in other scripts, but no abbreviation, initial, or number of a list."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if end[0].startswith(".") and _goes_on(text[start : end.start()], end[0]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(filter(None, found))


def _goes_on(before: str, end: str) -> bool:
    """Whether a full stop after this text ends no sentence."""
    if end != ".":
        return False
    last = before[-20:].rsplit(None, 1)
    word = last[-1].lower().lstrip("(\"'“‘«[") if last else ""
    lone = len(word) == 1 and word.isalpha() and last[-1].lstrip("(\"'“‘«[").isupper() and word != "i"
    number = word.isdigit() and not before[: -len(word)].strip(" \t*_#").rpartition("\n")[2].strip()
    return word in _ABBREVIATED or lone or (number and before[: -len(word)].rstrip(" \t*_#")[-1:] in ("", "\n"))


def pieces(text: str) -> list[str]:
    """Between white space, with punctuation at both ends cut; those of punctuation alone are left out."""
    return [piece for found in _PIECE.findall(text) if (piece := found.strip(PUNCTUATION))]


PUNCTUATION = string.punctuation + "“”‘’«»„…—–¿¡、。，！？：；「」『』（）【】《》"
_BARE = str.maketrans("", "", PUNCTUATION)


def bare(text: str) -> str:
    """Without any punctuation."""
    return text.translate(_BARE)


def paragraphs(text: str) -> list[str]:
    """Between blank lines, without the blank ones."""
    return [one for one in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()) if one.strip()]


def divided(text: str, divider: str) -> list[str] | None:
    """The parts between dividers; None where one within is empty. An empty one at either end does not count."""
    parts = [part.strip() for part in text.split(divider)]
    parts = parts[not parts[0] :]
    parts = parts[: -1 if parts and not parts[-1] else None]
    return parts if all(parts) else None


def count_of(wanted: str, text: str) -> int:
    """How often a text stands in another, in any case, anywhere."""
    key = wanted.casefold()
    return text.casefold().count(key) if key else 0


def holds_word(wanted: str, text: str) -> bool:
    """Whether a word or phrase stands in a text as a whole, in any case; within a word it does not count."""
    key, text = wanted.casefold(), text.casefold()
    at = text.find(key) if key else -1
    while at >= 0:
        if _is_edge(text[at - 1 : at], key[0]) and _is_edge(key[-1], text[at + len(key) : at + len(key) + 1]):
            return True
        at = text.find(key, at + 1)
    return False


_INNER = re.compile(rf"(?:[^\W{UNSPACED}]|[{MARKS}])(?:[^\W{UNSPACED}]|[{MARKS}])")


def _is_edge(left: str, right: str) -> bool:
    """Whether a word can end between these two characters."""
    return _INNER.fullmatch(left + right) is None


def spoken(text: str) -> str:
    """As two texts are compared that should be copies: ends cut, any case."""
    return text.strip().casefold()


def has_emoji_at(text: str, at_end: bool) -> bool:
    """Whether a text begins or ends with an emoji, marks and selectors aside."""
    text = text.strip().strip("\ufe0e\ufe0f\u200d\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
    edge = text[-1:] if at_end else text[:1]
    return bool(edge) and _EMOJI.match(edge) is not None


_EMOJI = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934-\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
