"""A number with the nouns of the question."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("answer", "prompt", "equal"),
    [
        (r"9\text{ blorp}", "Ann has 3 blorp and buys 6. How many does she have?", True),
        (r"9\text{ blorp}", "Ann has 3 and buys 6. How many does she have?", False),
        (r"9\text{ Pilze}", "Wie viele Pilze findet Anna?", True),
        (r"9\text{ mehr Pilze}", "Wie viele Pilze mehr findet Anna?", False),
        (r"9\text{ weniger}", "Wie viele Pilze weniger findet Anna?", False),
        (r"9\text{ grzybów}", "Ile grzybów znalazła Anna?", True),
        (r"9\text{ больших собак}", "Сколько больших собак?", True),
        (r"9\text{ маленьких собак}", "Сколько больших собак?", False),
        ("共9只兔子", "一共有多少只兔子?", True),
        ("约9只兔子", "一共约有多少只兔子?", False),
        ("りんご9個", "りんごは何個ありますか。", True),
        ("みかん9個", "りんごは何個ありますか。", False),
        ("사과 9개", "사과는 몇 개입니까?", True),
        ("사과 9개", "배는 몇 개입니까?", False),
        ("9 раз", "Сколько раз?", True),
        ("9 раз", "Какое число?", False),
        (r"9\text{ twice}", "What is twice as large?", False),
        (r"9\text{ there}", "How many are there?", False),
        (r"8\text{ blorp}", "Ann has 3 blorp and buys 6. How many does she have?", False),
    ],
)
def test_what_the_question_counts_may_stand_with_the_number(answer: str, prompt: str, equal: bool) -> None:
    assert compare("9", answer, prompt=prompt).equal is equal
