"""Results made up by a rule, with no run behind them."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

from sdk.train.scaling.results import Measured

PARAMETERS = {"small": 1000, "large": 4000}
Rule = Callable[[int, int, int, int, int], float]
"""parameters, questions, samples, steps, seed -> accuracy"""


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def results(rule: Rule, evaluated: int = 10**9) -> list[Measured]:
    return [
        measured(model, questions, samples, seed, steps, rule(parameters, questions, samples, steps, seed), evaluated)
        for (model, parameters), questions, samples, seed, steps in product(
            PARAMETERS.items(), (4, 16, 64), (4, 16), (0, 1, 2), (10, 20, 40)
        )
    ]


def measured(
    model: str, questions: int, samples: int, seed: int, steps: int, accuracy: float, evaluated: int = 400
) -> Measured:
    parameters = PARAMETERS[model]
    return Measured(
        model, questions, samples, seed, steps, accuracy, evaluated, 0.1, parameters, 100 * steps, 64 // samples * steps,
        8.0 * parameters * 100 * steps, 1.0, "digest",
    )  # fmt: skip
