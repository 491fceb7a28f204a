"""Tokens: kinds, values, numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.parse.tokens import MAX_DIGITS, MAX_TOKENS, Unparsable, decimal, tokenize


def spelled(text: str) -> str:
    return " ".join(f"{token.kind}:{token.value}" for token in tokenize(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (r"\sin x", "fn:sin sym:x"), ("asin(x)", "fn:arcsin op:( sym:x op:)"), (r"\le", "op:<="), (r"\{1\}", "cmd:{ num:1 cmd:}"),
        ("x<=2", "sym:x op:<= num:2"), ("2**3", "num:2 op:^ num:3"), ("a->b", "sym:a op:to sym:b"), ("pi", "sym:pi"),
        ("infinity", "sym:oo"), (r"\theta", "sym:theta"), ("€5", "currency:€ num:5"), ("5 percent", "num:5 op:%"),
        ("2 or 3", "num:2 op:or num:3"), ("2或3", "num:2 op:or num:3"), ("15 min", "num:15 word:min"), ("min(2,3)", "fn:min op:( num:2 op:, num:3 op:)"),
        (r"\text{min}", "word:min text_end:"), ("orx", "op:or sym:x"), ("(1)U(2)", "op:( num:1 op:) op:cup op:( num:2 op:)"), ("U", "sym:U"),
        ("7 mod 3", "num:7 op:mod num:3"), (r"\frac", "fn:frac"), (r"\overline", "cmd:overline"), (r"\text{ab c}", "word:ab word:c text_end:"), (r"\quadx", "sym:x"),
        ("x=5 min", "sym:x op:= num:5 word:min"), ("5=min(2,3)", "num:5 op:= fn:min op:( num:2 op:, num:3 op:)"), ("苹果", "word:苹果"), ("5个", "num:5 word:个"), ("a'", "sym:a op:'"),
    ],
)  # fmt: skip
def test_a_text_is_tokens(text: str, tokens: str) -> None:
    assert spelled(text) == tokens


@pytest.mark.parametrize(
    ("text", "value", "decimals", "places"),
    [
        ("12", 12, None, 0), ("1,234,567", 1234567, None, 0), ("0.50", "1/2", 2, 2), (".5", "1/2", 1, 1), ("1,234.5", "2469/2", 1, 1),
        ("1.5e3", 1500, 1, -2), ("2e-3", "1/500", None, 0), ("0.1(6)", "1/6", None, 0), (r"0.\overline{3}", "1/3", None, 0),
        (r"0.1\overline{6}", "1/6", None, 0), (r"0.\dot{1}4\dot{2}", "142/999", None, 0), ("0.333...", "1/3", None, 0),
        ("0.121212...", "4/33", None, 0), ("12.", 12, None, 0),
    ],
)  # fmt: skip
def test_a_number_is_its_exact_value(text: str, value: int | str, decimals: int | None, places: int) -> None:
    """Groups of thousands, decimals, powers of ten, periods in every notation."""
    (token,) = [one for one in tokenize(text) if one.kind == "num"]
    assert token.num is not None
    assert token.num.value == Fraction(value)
    assert (token.num.decimals, token.num.places) == (decimals, places)


def test_dots_without_a_period_leave_the_number_open() -> None:
    (token,) = tokenize("1.414...")
    assert token.num is not None
    assert token.num.open_ended
    assert token.num.value == Fraction("1.414")


def test_inside_brackets_a_comma_separates() -> None:
    assert spelled("(1,234)") == "op:( num:1 op:, num:234 op:)"
    assert spelled("(1)1,234") == "op:( num:1 op:) num:1,234", "and no longer after the bracket is closed"
    assert spelled(r"\{1\}1,234") == "cmd:{ num:1 cmd:} num:1,234"


def test_white_space_before_a_token_is_known() -> None:
    assert [token.spaced for token in tokenize("a b+ c")] == [False, True, False, True]


@pytest.mark.parametrize("text", ["x" + "+x" * MAX_TOKENS, "1" * (MAX_DIGITS + 1), f"1e{MAX_DIGITS + 1}"])
def test_a_text_past_the_guards_is_refused(text: str) -> None:
    with pytest.raises(Unparsable):
        tokenize(text)


def test_a_text_within_the_guards_is_read() -> None:
    assert len(tokenize("x" + "+x" * (MAX_TOKENS // 2 - 1))) == MAX_TOKENS - 1
    assert len(tokenize("1" * MAX_DIGITS)) == 1
    assert decimal("1", MAX_DIGITS).value == 10**MAX_DIGITS
    assert decimal("1", -MAX_DIGITS).value == Fraction(1, 10**MAX_DIGITS)
