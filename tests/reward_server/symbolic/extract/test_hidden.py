"""What a reader of the rendered text does not see is taken out of it."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import hidden
from reward_server.symbolic.extract.hidden import MAX_CUTS, MAX_HIDDEN, MAX_PAIR, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a ~~7~~ b", "a   b"), ("a ~~ 7 ~~ b", "a ~~ 7 ~~ b"), ("so\n% it is 7\nb", "so\n\nb"), ("a % 7\nb", "a\nb"), ("50 % 7", "50 % 7"),
        ("a <!-- 7 --> b", "a   b"), ("a <!-- 7", "a <!-- 7"), ("a <s>7</s> b", "a   b"), ("<DEL>7</del>8", " 8"), ("<strike>7</strike>8", " 8"),
        ("\\iffalse 7 \\fi 8", "  8"), ("\\iffalsex 7 \\fi 8", "\\iffalsex 7 \\fi 8"), ("\\begin{comment}7\\end{comment}8", " 8"),
        ('<span style="display: none">7</span>8', " 8"), ('<div hidden>7</div>8', " 8"), ('<div class="hiddenly">7</div>8', '<div class="hiddenly">7</div>8'), ('<div class="a" hidden>7</div>8', " 8"),
        ('<p style="visibility:hidden">7</p>8', " 8"), ("<p class='a'>7</p>8", "<p class='a'>7</p>8"),
        ("\\phantom{7}8", " 8"), ("\\cancel{\\frac{7}{2}}8", " 8"), ("\\sout{7}8", " 8"), ("\\st{7}8", " 8"), ("\\textcolor{white}{7}8", " 8"), ("\\textcolor{red}{7}8", "\\textcolor{red}{7}8"),
        ("{\\color{white}7}8", " 8"), ("\\newcommand{\\x}{7}8", " 8"), ("\\def\\x{7}8", " 8"), ("\\phantom{7", "\\phantom{7"), ("\\phantom{\\}}8", " 8"),
        ("<s>1</s>2<s>3</s>4", " 2 4"), ("<s>1<s>2</s>3</s>4", " 3</s>4"), ("plain", "plain"),
    ],
)  # fmt: skip
def test_what_is_struck_out_commented_out_or_white_is_not_seen(text: str, seen: str) -> None:
    """And what only looks like it is."""
    assert visible(text) == seen


def test_only_what_ends_soon_is_taken_out() -> None:
    assert visible(f"<s>{'a' * (MAX_PAIR - 4)}</s>8") == " 8"
    assert visible(f"<s>{'a' * MAX_PAIR}</s>8") != " 8"
    assert visible(f"\\phantom{{{'a' * (MAX_HIDDEN - 2)}}}8") == " 8"
    assert visible(f"\\phantom{{{'a' * MAX_HIDDEN}}}8") != " 8"


def test_of_many_the_last_are_taken_out() -> None:
    text = visible("<s>1</s>" * (MAX_CUTS + 1))
    assert text.count("<s>") == 1
    assert text.startswith("<s>1</s> ")


@pytest.mark.parametrize("opening", [one.pattern for one, _ in hidden._PAIRS])
def test_each_pair_has_an_end(opening: str) -> None:
    assert all(closing for _, closing in hidden._PAIRS), opening
