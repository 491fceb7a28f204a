"""The words of a text, without what LaTeX says of their looks."""

from __future__ import annotations

import re

import pytest

from reward_server.symbolic.parse.styles import SET_AS_TEXT, STYLE, STYLE_WITH_NAMES, STYLE_WITH_SIZES


@pytest.mark.parametrize(
    ("style", "text", "words"),
    [
        (SET_AS_TEXT, r"2 \text{ is prime}", "2 is prime"),
        (SET_AS_TEXT, r"$2\,$", r"$2\,$"),
        (STYLE, r"$2$ \mathrm{is}~larger\quad than\, 1", "2 is larger than 1"),
        (STYLE, r"\operatorname{Re} \left( z", r"\operatorname{Re} \left( z"),
        (STYLE_WITH_NAMES, r"\operatorname{Re} z", "Re z"),
        (STYLE_WITH_SIZES, r"\left(1, 2\right)", "(1, 2 )"),
    ],
)
def test_words_stay_and_their_looks_fall_away(style: re.Pattern[str], text: str, words: str) -> None:
    assert " ".join(style.sub(r" \1 ", text).split()) == words
