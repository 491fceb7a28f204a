"""A model's answers to a benchmark: sampled, scored by the service, grouped by equality, summed up.

A completion that the service could not score is left out of everything that follows, and counted; it is never wrong.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sdk.columns import last_box
from sdk.schema import Item, Template
from sdk.train.estimators import Estimate, consensus, estimate, pass_at_k
from sdk.train.evaluate.benchmarks import Benchmark, Question
from sdk.train.evaluate.examinee import Examinee
from sdk.train.evaluate.rating import rating
from sdk.train.metrics import Clock
from sdk.train.scoring.scorer import Scorer
from sdk.train.trainer.collect import sample_and_score

LONGEST_ANSWER = 300
"""Characters; longer answers are equal only where their texts are."""


@dataclass
class Sample:
    text: str
    tokens: int
    cut_off: bool
    accuracy: float | None
    """None: not scored, `reason` says why."""
    language: float | None
    format: float | None
    reason: str
    vote: int | None = None
    """Equal answers to one question have equal votes; None: no answer."""


@dataclass
class Answered:
    question: Question
    samples: list[Sample] = field(default_factory=list)

    def scored(self) -> list[Sample]:
        return [one for one in self.samples if one.accuracy is not None]


def examine(
    model: Examinee, benchmark: Benchmark, samples: int, on_question: Callable[[int], object]
) -> tuple[list[Answered], set[str]]:
    """`samples` completions for each question, and the versions of the rewards; `on_question` is told of progress."""
    model.sampler.random.manual_seed(model.context.config.seed)
    answered, versions = [], set[str]()
    size = model.context.config.rollout.prompts_per_step
    for at in range(0, len(benchmark.questions), size):
        asked = benchmark.questions[at : at + size]
        scored = sample_and_score(model.context, model.sampler, [one.problem for one in asked], samples, Clock())
        versions |= scored.versions
        for question, group, items in zip(asked, scored.groups, scored.items, strict=True):
            given = [_sample(*pair) for pair in zip(group.completions, items, strict=True)]
            answered.append(Answered(question, given))
        on_question(len(asked))
    vote(model.context.scorer, answered, model.context.config.reward.template)
    return answered, versions


def _sample(completion: Any, item: Any) -> Sample:
    def score(name: str) -> float | None:
        return item.components[name].score if name in item.components else None

    reason = item.components["accuracy"].reason
    cut_off = completion.finish_reason == "length"
    tokens = len(completion.ids)
    return Sample(completion.text, tokens, cut_off, score("accuracy"), score("language"), score("format"), reason)


def vote(scorer: Scorer, answered: Sequence[Answered], template: Template) -> None:
    """Fills in the votes. All right answers are one; wrong ones are equal where the service finds them so.

    The service is asked of each pair of different texts: one answer as it was written, the other as the expected one.
    """
    texts = [_wrong_answers(one, template) for one in answered]
    pairs = [(n, a, b) for n, found in enumerate(texts) for a in range(len(found)) for b in range(a)]
    asked = [(n, a, b) for n, a, b in pairs if max(len(texts[n][a]), len(texts[n][b])) <= LONGEST_ANSWER]
    items = [
        Item(completion=_as_answer(texts[n][a], template), ground_truth=texts[n][b], rewards={"accuracy": 1.0})
        for n, a, b in asked
    ]
    results = scorer.submit_items(items).result().items if items else []
    equal = {pair for pair, result in zip(asked, results, strict=True) if result.components["accuracy"].score == 1.0}
    for number, (one, found) in enumerate(zip(answered, texts, strict=True)):
        classes = _classes(len(found), [(a, b) for n, a, b in equal if n == number])
        for sample in one.samples:
            sample.vote = _vote(sample, found, classes, template)


def _vote(sample: Sample, found: list[str], classes: list[int], template: Template) -> int | None:
    if sample.accuracy is None:
        return None
    if sample.accuracy >= 1:
        return -1
    answer = final_answer(sample.text, template)
    return classes[found.index(answer)] if answer in found else None


def _wrong_answers(one: Answered, template: Template) -> list[str]:
    if one.question.problem.tests is not None:
        return []
    wrong = [final_answer(sample.text, template) for sample in one.scored() if sample.accuracy != 1]
    return sorted({answer for answer in wrong if answer})


def _classes(count: int, equal: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the class of each of `count` things, of which some pairs are equal."""
    classes = list(range(count))
    for a, b in equal:
        old, new = classes[a], classes[b]
        classes = [new if one == old else one for one in classes]
    return classes


def final_answer(completion: str, template: Template) -> str:
    """What stands for a completion when answers are compared: its last box, else its answer block; empty for none."""
    _, thought, rest = completion.rpartition(template.think_close)
    opened = template.think_prefilled or template.think_open in completion
    text = rest if thought else "" if opened else completion
    if template.answer_tags and template.answer_open in text:
        text = text.partition(template.answer_open)[2].partition(template.answer_close)[0]
    return " ".join((last_box(text) or text).split())


def _as_answer(answer: str, template: Template) -> str:
    around = (template.answer_open, template.answer_close) if template.answer_tags else ("", "")
    return f"{template.think_open}so{template.think_close}{around[0]}{answer}{around[1]}".removeprefix(
        template.think_open if template.think_prefilled else ""
    )


def summary(answered: Sequence[Answered], ks: Sequence[int]) -> dict[str, Any]:
    """Estimates by name, counts, and the accuracy of each subject; beside each what could not be scored."""
    samples = [sample for one in answered for sample in one.samples]
    lengths = [one.tokens for one in samples]
    rated = rating(_rated(answered))
    subjects = sorted({one.question.subject for one in answered if one.question.subject is not None})
    return {
        "questions": len(answered),
        "samples": len(samples),
        "not_scored": _nulls(answered),
        "questions_left_out": sum(not one.scored() for one in answered),
        **{name: _told(found, nulls) for name, found, nulls in _estimates(answered, ks)},
        "tokens": {"mean": statistics.fmean(lengths), "median": statistics.median(lengths), "most": max(lengths)},
        "cut_off_share": statistics.fmean(one.cut_off for one in samples),
        **({"rating": None if rated is None else asdict(rated)} if _is_rated(answered) else {}),
        "subjects": {name: _of_subject(answered, name) for name in subjects},
    }


def _is_rated(answered: Sequence[Answered]) -> bool:
    return any(one.question.rating is not None for one in answered)


def _rated(answered: Sequence[Answered]) -> list[tuple[float, float]]:
    """Problems with a rating, and the share of their scored samples that are wholly right."""
    return [
        (one.question.rating, statistics.fmean(sample.accuracy == 1 for sample in one.scored()))
        for one in answered
        if one.question.rating is not None and one.scored()
    ]


def _of_subject(answered: Sequence[Answered], subject: str) -> dict[str, Any] | None:
    own = [one for one in answered if one.question.subject == subject]
    return _told(estimate(_right(own)), _nulls(own))


def _estimates(answered: Sequence[Answered], ks: Sequence[int]) -> Iterator[tuple[str, Estimate | None, int]]:
    """Name, estimate, and how many samples were not scored for it."""
    known, nulls = [one.scored() for one in answered], _nulls(answered)
    yield "pass@1", estimate(_right(answered)), nulls
    for k in sorted({one for one in ks if one > 1}):
        passed = [pass_at_k(len(one), sum(s.accuracy == 1 for s in one), k) for one in known if len(one) >= k]
        yield f"pass@{k}", estimate(passed), nulls
    votes = [one.scored() for one in answered if one.question.problem.tests is None and len(one.scored()) > 1]
    most = max(map(len, votes), default=0)
    agreed = [consensus([s.vote for s in one], [float(s.accuracy == 1) for s in one]) for one in votes]
    if agreed:
        yield f"cons@{most}", estimate(agreed), nulls
    for name in ("format", "language"):
        shares = [[getattr(s, name) for s in one.samples if getattr(s, name) is not None] for one in answered]
        yield name, estimate([statistics.fmean(one) for one in shares if one]), _nulls(answered, name)


def _nulls(answered: Sequence[Answered], name: str = "accuracy") -> int:
    return sum(getattr(sample, name) is None for one in answered for sample in one.samples)


def _right(answered: Sequence[Answered]) -> list[float]:
    """The mean of each question's samples that are scored; questions without one are left out."""
    return [statistics.fmean(s.accuracy or 0.0 for s in one.scored()) for one in answered if one.scored()]


def _told(found: Estimate | None, nulls: int) -> dict[str, Any] | None:
    return None if found is None else {**asdict(found), "not_scored": nulls}
