"""Accuracy: is the answer right? Mathematics by equivalence, programs by their tests.

Source: DeepSeek-R1 (Nature 2025, "Reward design"): rule-based rewards alone, because a policy exploits a neural one.
"""

from __future__ import annotations

from typing import Literal

from reward_server.rewards import code_accuracy, math_accuracy, referee
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault, not_applicable
from reward_server.rewards.rule_error_rates import rejecting


class AccuracyOptions(math_accuracy.MathOptions, code_accuracy.CodeOptions):
    """Those of mathematics and those of programs; which of them matter, the item's kind decides."""

    referee: bool = False
    """Ask the server's judge where the ground truth is beyond the rules, and only there."""
    prefer: Literal["neither", "reject"] = "neither"
    """reject: an answer that a rule accepts is 0, undecided, where that rule accepted wrong ones too often on labelled
    pairs (over 5 % at the interval's end), or was not measured. Of mathematics alone."""


class Accuracy:
    name = "accuracy"
    definition = (
        "1 if the answer is right, else 0. With `ground_truth`: the answer equals any of the expected ones as "
        "mathematics or as text. With `tests`: the program passes all of them (`partial`: passed over total)."
    )
    options: type[Options] = AccuracyOptions

    def plan(self, sample: Sample, options: AccuracyOptions) -> Score | Pending:
        if sample.ground_truth is not None and sample.tests is not None:
            return fault("the item has both ground_truth and tests: give one")
        if sample.tests is not None and set(sample.tests) == {"ref"}:
            return fault(f"tests.ref names {sample.tests['ref']!r}, which the request's shared_tests does not hold")
        if sample.tests is not None and set(sample.tests) == {"digest"}:
            return fault("malformed tests: tests.digest: should be sha256: and 64 hex digits in lower case")
        if sample.tests is not None:
            return code_accuracy.plan(sample, options)
        if sample.ground_truth is not None:
            step = math_accuracy.plan(sample, options)
            step = referee.referred(step, sample, options.rules()) if options.referee else step
            return rejecting(step) if options.prefer == "reject" else step
        missing = "the item has neither ground_truth nor tests"
        return not_applicable(missing) if options.optional else fault(f"{missing}: give one, or drop accuracy")


ACCURACY = Accuracy()
