"""A judge as referee: asked about an answer where the rules found no verdict, and nowhere else.

Source: DeepSeek-R1 has DeepSeek-V3 compare with the reference where no rule can (arXiv:2501.12948, section 2.3.3).
"""

from __future__ import annotations

from reward_server.jobs import Failure, Outcome
from reward_server.rewards.judge import over_long
from reward_server.rewards.judging import prompts
from reward_server.rewards.judging.fence import clean
from reward_server.rewards.reward import Pending, Sample, Score


def referred(step: Score | Pending, sample: Sample) -> Score | Pending:
    """The step as it is, unless and until it says that the rules are undecided: then the referee's question."""
    if isinstance(step, Pending):
        rules = step
        return Pending(rules.job, lambda outcome: referred(rules.resume(outcome), sample))
    if not step.undecided:
        return step
    truths = [clean(truth) for truth in sample.ground_truth or ()]
    job = prompts.equal(clean(sample.prompt or ""), truths, clean(sample.transcript.answer or ""))
    return Pending(job, lambda outcome: _refereed(outcome, step.reason))


def _refereed(outcome: Outcome, rules_said: str) -> Score:
    if isinstance(outcome, Failure):
        return Score(None, f"referee: {outcome.message}", outcome.kind)
    if "too_long" in outcome.result:
        return over_long(outcome.result["too_long"])
    verdict = "right" if outcome.result["equal"] else "not right"
    reason = f"referee: {verdict}: {outcome.result['reason']} (the rules: {rules_said})"
    return Score(float(outcome.result["equal"]), reason)
