"""Where reading stands."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.cursor import Cursor
from reward_server.symbolic.parse.grammar import RULES
from reward_server.symbolic.parse.tokens import END, Token, Unparsable, tokenize


def over(text: str) -> Cursor:
    return Cursor(tokenize(text), RULES)


def test_reading_goes_on_to_the_end_and_no_further() -> None:
    cursor = over("a+b")
    assert [cursor.next().value for _ in range(3)] == ["a", "+", "b"]
    assert cursor.token is END
    assert cursor.peek(3) is END
    assert [one.value for one in cursor.before] == ["+", "b"]


def test_a_mark_is_a_place_to_go_back_to() -> None:
    """What was split is whole again, and the tokens themselves never change."""
    cursor = over("xy z")
    tokens = cursor.tokens
    mark = cursor.mark()
    cursor.next()
    cursor.split(Token("sym", "x"), Token("sym", "y"))
    assert [one.value for one in cursor.ahead(3)] == ["x", "y", "z"]
    assert (cursor.peek(0).value, cursor.peek(1).value, cursor.peek(2).value, cursor.peek(3)) == ("x", "y", "z", END)
    cursor.skip(1)
    assert cursor.token.value == "y"
    cursor.go_back(mark)
    assert cursor.token.value == "xy"
    assert cursor.tokens is tokens


def test_only_signs_and_commands_are_accepted() -> None:
    cursor = over("+ x")
    assert not cursor.accept("-")
    assert cursor.accept("+")
    assert not cursor.accept("x"), "a variable is no sign"


def test_the_end_of_the_text_closes_every_bracket() -> None:
    over("").expect(")")
    over(")").expect(")")
    with pytest.raises(Unparsable):
        over("x").expect(")")


def test_words_up_to_the_end_of_a_text_are_in_it() -> None:
    cursor = over(r"\text{a cat sat} x")
    assert cursor.in_text()
    cursor.skip(4)
    assert not cursor.in_text()
