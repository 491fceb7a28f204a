"""A judge as referee: asked about a ground truth that is beyond the rules, and nowhere else.

Source: DeepSeek-R1 has DeepSeek-V3 compare with the reference where no rule can (arXiv:2501.12948, section 2.3.3).

An answer can be written so that the rules give it up (a tower of powers), and a model that is asked about it says yes
too easily. So the ground truth decides whether anybody is asked: where the rules can compare it with an ordinary
number, an answer that they cannot follow is that answer's own doing, and stays 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from reward_server.jobs import Outcome
from reward_server.rewards.judging import prompts
from reward_server.rewards.judging.fence import clean
from reward_server.rewards.judging.verdict import found
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.verdict import OverBudget, Rules, Undecided

PROBES = ("1", "x+1")
"""Answers that cost the rules nothing: a ground truth that they cannot tell from either is beyond them."""


def referred(step: Score | Pending, sample: Sample, rules: Rules) -> Score | Pending:
    """The step as it is, unless and until the rules are undecided for the ground truth's sake: then the question."""
    if isinstance(step, Pending):
        by_rule = step
        return Pending(by_rule.job, lambda outcome: referred(by_rule.resume(outcome), sample, rules))
    if not step.undecided:
        return step
    truths = [clean(truth) for truth in sample.ground_truth or () if is_beyond(truth, rules)]
    answers = find(sample.transcript.answer or "").texts
    if not truths or not answers:
        return step
    job = prompts.equal(clean(sample.prompt or ""), truths, clean(_one(answers)))
    return Pending(job, lambda outcome: _refereed(outcome, step))


def is_beyond(truth: str, rules: Rules) -> bool:
    """Whether the rules cannot even tell this ground truth from an ordinary answer."""
    return any(not _tells(truth, probe, rules) for probe in PROBES)


def _tells(truth: str, probe: str, rules: Rules) -> bool:
    try:
        compare(truth, probe, rules)
    except (OverBudget, Undecided):
        return False
    return True


def _one(answers: Sequence[str]) -> str:
    return answers[0] if len(answers) == 1 else "; ".join(answers)


def _refereed(outcome: Outcome, by_rule: Score) -> Score:
    """Whatever goes wrong in asking leaves what the rules said."""
    verdict = found(outcome)
    if verdict is None:
        return Score(by_rule.score, f"{by_rule.reason}; the referee gave no verdict", undecided=True, rule=by_rule.rule)
    said = "right" if verdict["equal"] else "not right"
    return Score(
        float(verdict["equal"]), f"referee: {said}: {verdict['reason']} (the rules: {by_rule.reason})", rule="referee"
    )
