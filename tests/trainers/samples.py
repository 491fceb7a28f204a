"""The same 200 completions for every dialect and every adapter, with rows as a data set holds them."""

from __future__ import annotations

from typing import Any

ANSWERS = ["7", "-7", "1/2", "0.5", "\\frac{1}{2}", "\\sqrt{2}", "12", "x=7", "", "seven"]
LAYOUTS = [
    "<think>Let me see.</think><answer>{}</answer>",
    "<think>Let me see.</think><answer>\\boxed{{{}}}</answer>",
    "The answer is \\boxed{{{}}}.",
    "<think>It never ends: {}",
    "{}",
]
TRUTHS: list[Any] = ["7", "1/2", ["0.5", "7"], 12]
SAMPLES: list[tuple[dict[str, Any], str]] = [
    ({"question": "What is it?", "ground_truth": truth, "data_source": "sums"}, layout.format(answer))
    for truth in TRUTHS
    for layout in LAYOUTS
    for answer in ANSWERS
]
NULL: tuple[dict[str, Any], str] = ({"question": "What?", "ground_truth": []}, "7")
"""A sample that nobody can judge: its ground truth is empty."""
assert len(SAMPLES) == 200
