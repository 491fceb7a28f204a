"""A dense penalty on the tokens that a span of characters touches."""

from __future__ import annotations

from sdk.spans import per_token


def test_tokens_that_share_a_character_with_a_span_are_penalised() -> None:
    offsets = [(0, 3), (3, 4), (4, 8), (8, 8), (8, 12), (12, 13)]
    assert per_token([(4, 5), (11, 12)], offsets, -0.05) == [0, 0, -0.05, 0, -0.05, 0]
    assert per_token([], offsets, -1) == [0.0] * 6
    assert per_token([(0, 100)], offsets, -1) == [-1, -1, -1, 0, -1, -1]
