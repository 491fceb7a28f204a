"""The words of a text: what is no word (LaTeX, code, addresses, numbers, identifiers, acronyms) is cut out first.

Every pattern is linear: quantifiers are possessive, and each content stops at the next opening mark, so that a mark
that is never closed costs no more than the way to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, zip_longest

from reward_server.rewards.language_id.ideographs import may_have_parts, parts
from reward_server.rewards.markdown import code_spans

HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
# Letters and combining marks of the scripts that put spaces between words. Written out, because `\w` leaves out the
# marks that Devanagari, Arabic with vowels, and decomposed Latin are made of.
SPACED = (
    "0-9A-Z_a-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u0373\u0376-\u037d\u0386\u0388-\u0481"
    "\u0483-\u0559\u0560-\u0588\u0591-\u05bd\u05bf-\u05f2\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff"
    "\u0710-\u0963\u0966-\u0df3\u0e80-\u0ece\u0f00-\u0fbc\u1000-\u10ff\u1200-\u1fff\ua640-\uabff"
    "\ufb13-\ufdfd\ufe70-\ufefc"
)
# A name with a dot, a slash, an at sign or a bracket inside (an attribute, a path, a call) is one token, no word.
# Most words end before anything else: one look at the next character spares the search for what joins them.
_JOINED = rf"(?:(?!['’ʼ./(@:-])|(?:['’ʼ][{SPACED}]++|(?:[./(@]|::|->)[A-Za-z_][0-9A-Za-z_]*+)*+)"
# The space before a word that may be capitalised within a sentence belongs to its token, which tells it by that.
_WORD = re.compile(
    rf"[{SPACED}]++{_JOINED}| (?=[A-Z\u00c0-\u04ff])(?<=[\w,;] )[{SPACED}]++{_JOINED}"
    # Between words the search tries all of these: one look for the four of them spares it the most.
    rf"|(?=[{HANGUL}{HAN}{KANA}{THAI}])(?:[{HANGUL}]++|[{HAN}]{{1,32}}+|[{KANA}]++|[{THAI}]++)"
)

_ENVIRONMENTS = (
    "equation|align|aligned|alignat|gather|gathered|multline|split|eqnarray|displaymath|math|cases|array|tabular|"
    "matrix|pmatrix|bmatrix|vmatrix|Bmatrix|smallmatrix|subarray|tikzpicture|asy|verbatim|lstlisting"
)
# Each way begins with a dollar or a backslash, so that the search stops at no other character.
_MATH = re.compile(
    r"\$(?:\$[^$]++\$\$"
    r"|(?=[^$\n]*+\$)(?:(?!\s)[^$\n]*+(?<!\s)\$(?!\d)|[^$\n]*?[\\^_={+<>][^$\n]*+\$))"
    r"|\\(?:(?<!\\\\)\[(?:[^\\]|\\[^\[\]])*+\\\]"
    r"|(?<!\\\\)\((?:[^\\]|\\[^()])*+\\\)"
    rf"|begin\{{(?P<env>(?:{_ENVIRONMENTS})\*?)\}}(?:[^\\]|\\(?!(?:begin|end)\{{(?P=env)\}}))*+\\end\{{(?P=env)\}})"
)
# A bare command outside math: with its arguments, unless those are text of the reader's.
_TEXT_COMMAND = re.compile(r"\\(?:text\w*|emph|section|subsection|paragraph|item|mbox|underline)\*?+")
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
_COMMAND = re.compile(rf"\\[A-Za-z]++\*?(?:\[[^\[\]\n]*+\]|{_BRACES})*+(?:[_^](?:{_BRACES}|\w))*+")
_URL = re.compile(r"https?://[!-~]++")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}+>")
# Two to five capitals, alone: in a text of capitals they are words. The first letter comes first, for speed.
_ACRONYM = re.compile(r"[A-Z](?<!\w[A-Z])(?<![A-Z]\s[A-Z])[A-Z]{1,4}+(?!\w)(?!\s[A-Z]{2})")
# Language, whatever marks stand around it: five words on end, or some letters of a script without spaces.
_LETTER = rf"[^\W\d_{HAN}{KANA}{THAI}]"
_MARKS = r"[ ,;:.]++"
_SENTENCE = (
    re.compile(  # begins with a letter for speed: that no other stands before it is found out when another follows
        rf"{_LETTER}(?={_LETTER})(?<![^\W_]{_LETTER})(?<!\\{_LETTER}){_LETTER}++{_MARKS}(?:[^\W\d_]{_MARKS})?"
        rf"(?:{_LETTER}{{2,}}+{_MARKS}(?:[^\W\d_]{_MARKS})?){{3}}[^\W\d_]{{2}}"
    )
)
_LETTERS = re.compile(rf"[{HAN}{KANA}]{{6}}|[{THAI}]{{16}}")
_KANA = re.compile(rf"[{KANA}]")
_SHORTEST_SENTENCE = 14
"""The fewest characters of ASCII that `_SENTENCE` finds: four words of two letters, each with a mark, and two more."""


def words(text: str) -> list[str]:
    """The words in order, as written; runs of Han, Kana and Thai letters stand for several words each.

    A word that may begin with a capital within a sentence has the space before it. In a text with Kana, a run of Han
    letters ends where Chinese and Japanese meet in it.
    """
    found = _WORD.findall(prose(text))
    return found if text.isascii() or not _KANA.search(text) else [*chain.from_iterable(_parted(found))]


def placed_words(text: str) -> list[tuple[int, str]]:
    """The words as `words` gives them, each with the place of its first character in the text."""
    found = [*_WORD.finditer(prose(text, _blank))]
    parts = _parted([one[0] for one in found]) if _KANA.search(text) else ([one[0]] for one in found)
    return [
        (at, part)
        for one, pieces in zip(found, parts, strict=True)
        for at, part in zip(accumulate(map(len, pieces), initial=one.start()), pieces, strict=False)
    ]


def _parted(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        yield parts(token, before_kana=_KANA.match(following) is not None) if may_have_parts(token) else (token,)


def _blank(span: re.Match[str]) -> str:
    return " " * len(span[0])


Gap = str | Callable[[re.Match[str]], str]
"""What stands in the place of what is no prose."""


def prose(text: str, gap: Gap = " ") -> str:
    """The text with everything in it that is no prose replaced."""
    if "`" in text or "~~~" in text:
        text = _without_code(text, in_place=gap != " ")
    if "://" in text:
        text = _URL.sub(gap, text)
    if "$" in text or "\\" in text:
        text = _COMMAND.sub(gap, _TEXT_COMMAND.sub(gap, _MATH.sub(_unless_prose if gap == " " else _or_blank, text)))
    if "<" in text:
        text = _MARKUP.sub(gap, text)
    return _ACRONYM.sub(gap, text)


def _unless_prose(span: re.Match[str]) -> str:
    """Sentences between dollars are sentences: else all could be hidden there."""
    return span[0] if _is_prose(span[0]) else " "


def _is_prose(text: str) -> bool:
    if text.isascii():
        return len(text) >= _SHORTEST_SENTENCE and _SENTENCE.search(text) is not None
    return (_SENTENCE.search(text) or _LETTERS.search(text)) is not None


def _or_blank(span: re.Match[str]) -> str:
    return _unless_prose(span).ljust(len(span[0]))


def _without_code(text: str, in_place: bool) -> str:
    kept: list[str] = []
    at = 0
    for span in code_spans(text):
        if text.startswith(("```", "~~~"), span.start) or not _is_prose(text[span.start : span.end]):
            kept += [text[at : span.start], " " * (span.end - span.start if in_place else 1)]
            at = span.end
    return "".join([*kept, text[at:]])
