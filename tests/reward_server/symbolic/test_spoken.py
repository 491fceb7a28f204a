"""Sentences and words where a value is meant."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("17", "所求的值为17", True),
        ("17", "面积等于17", True),
        ("17", "至少为17", False),
        ("17", "其中一个根为17", False),
        ("17", "所求的最大值是17", True),
        ("17", "两数之和为17", True),
        ("17", "差为17的两个数", False),
        ("17", "先算得17", False),
        ("17", "近似为17", False),
        ("17", "приблизительно равно 17", False),
        ("17", "所求的值不是17", False),
        ("17", "所求的值为18", False),
        ("5", "la valeur cherchée est 5", True),
        ("5", "искомое число равно 5", True),
        ("5", "der gesuchte Wert ist größer als 5", False),
        ("11", r"k = 11 \text{ (the only root larger than 10)}", True),
        ("22", r"22 \text{ (checked)}", True),
        ("22", r"22 \text{ (geprüft)}", True),
        ("3", r"3 \text{ (the only root not in the domain)}", False),
        ("3", r"3 \text{ (the larger root is 5)}", False),
        ("3", r"3 \text{ (rejected)}", False),
        ("3", r"3 \text{ (or 4)}", False),
        ("3", r"3 \text{ (in thousands)}", False),
        ("7", r"7 \text{ (the only root larger than 10, rejected)}", False),
        ("7", r"7 \text{ (the smaller number plus 3)}", False),
        ("7", "原来的值为7", False),
        ("4", r"x = 4 \text{ (since } x > 0)", True),
        ("4", r"x = 4 \text{ (since } x \text{ is not } 5)", False),
        ("DNE", r"\text{limit doesn't exist}", True),
        (r"\frac{11}{4}", "二又四分之三", True),
        (r"\frac{2}{13}", "13分之2", True),
        (r"\frac{7}{3}", "2と3分の1", True),
        (r"-\frac{3}{4}", "负四分之三", True),
        (r"\frac{3}{4}", "三分之四", False),
        (r"50\%", "百分之五十", True),
        ("5:8", r"5 \text{ zu } 8", True),
        ("5:8", "5 a 8", True),
        ("5:8", "5比8", True),
        ("5:8", r"8 \text{ zu } 5", False),
        ("40", "5 a 8", False),
        ("does not exist", r"\text{the limit D.N.E.}", True),
        ("DNE", r"\text{it does not exist}", True),
        ("does not exist", r"\text{the limit exists}", False),
    ],
)  # fmt: skip
def test_words_inside_a_box(truth: str, answer: str, right: bool) -> None:
    """A lead-in, a remark in brackets, a fraction in words, a ratio in words: in any language, and nothing that
    narrows or denies."""
    assert compare(truth, answer).equal is right
