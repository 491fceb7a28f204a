"""The examination of a model: scripted answers judged by the real rewards, and the command on a model of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from rich.console import Console

from sdk import AsyncRewardClient
from sdk.results import ScoreResult
from sdk.schema import Component, Item, Template
from sdk.train.config.load import build
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompter
from sdk.train.evaluate.__main__ import main
from sdk.train.evaluate.answers import Answered, Sample, examine, final_answer, summary
from sdk.train.evaluate.benchmarks import Benchmark, Question
from sdk.train.evaluate.examinee import Examinee, NoQuestions
from sdk.train.evaluate.scoreboard import table
from sdk.train.model.policy import Policy
from sdk.train.rollout.engine import BuiltIn
from sdk.train.rollout.samples import Completion, Group, SampleRequest
from sdk.train.scoring.scorer import Scorer
from sdk.train.trainer.collect import Sampler
from sdk.train.trainer.context import Context

WANTED = {"accuracy": 1.0, "format": 0.0, "language": 0.0}


def thought(answer: str) -> str:
    return f"<think>we add the two numbers and get the sum</think><answer>{answer}</answer>"


class Scripted(BuiltIn):
    """Says what stands in its script, for each question in turn."""

    def __init__(self, script: dict[str, list[str]]) -> None:
        self._script = script

    def sample(self, policy: Policy, request: SampleRequest, on_group: Callable[[Group], object]) -> list[Group]:
        groups = [
            Group(one, prompt.text, [5], self._said(one))
            for one, prompt in zip(request.problems, request.prompts, strict=True)
        ]
        for group in groups:
            on_group(group)
        return groups

    def _said(self, problem: Problem) -> list[Completion]:
        texts = self._script[str(problem.question)]
        return [Completion(list(range(len(text))), [], [], text, "stop") for text in texts]


class Faulty:
    """The real client, but null for completions that hold a certain word: a service with a fault."""

    def __init__(self) -> None:
        self._inner = AsyncRewardClient.local()

    async def score(self, items: Sequence[Item], **options: Any) -> ScoreResult:
        found = await self._inner.score(items, **options)
        for item, result in zip(items, found.items, strict=True):
            if "faulty" in str(item.completion):
                failed = Component(score=None, status="error", reason="out of order")
                result.components.update(dict.fromkeys(result.components, failed))
        return found

    def wait_until_ready(self, timeout_s: float = 60.0) -> Coroutine[Any, Any, None]:
        return self._inner.wait_until_ready(timeout_s)

    async def aclose(self) -> None:
        await self._inner.aclose()


@pytest.fixture
def examined(make_policy: Callable[..., Policy]) -> Iterator[Callable[..., list[Answered]]]:
    scorers: list[Scorer] = []

    def run(questions: list[Question], script: dict[str, list[str]], client: Any = None) -> list[Answered]:
        config = build({"reward": {"rewards": WANTED}, "problems": {"template": "{question}"}})
        policy = make_policy()
        scorers.append(Scorer(client or AsyncRewardClient.local(), config.reward))
        prompter = Prompter("{question}", policy.tokenizer)
        context = Context(config, NoQuestions(), prompter, scorers[0])
        model = Examinee(context, Sampler(Scripted(script), policy, torch.Generator()))
        told: list[int] = []
        samples = max(map(len, script.values()))
        answered, versions = examine(model, Benchmark("b", "questions", questions), samples, told.append)
        assert sum(told) == len(questions)
        assert versions
        return answered

    yield run
    for one in scorers:
        one.close()


def question(text: str, truth: str, subject: str | None = None) -> Question:
    return Question(Problem(text, text, truth, language="en"), subject)


def test_figures_of_scripted_answers(examined: Callable[..., list[Answered]]) -> None:
    """Equal answers that are written differently are one vote; the service says what is equal."""
    script = {
        "half": [thought("1/2"), thought("0.5"), thought("1/3"), thought("2")],  # 2 right of 4
        "two": [thought("3"), thought("\\boxed{6/2}"), thought("2"), thought("4")],  # 1 of 4; 3 and 6/2 lead
        "none": ["<think>no end", "<think>no end", "<think>no end", thought("7")],  # 1 of 4, the only vote
    }
    asked = [question("half", "\\frac12", "fractions"), question("two", "2", "wholes"), question("none", "7", "wholes")]
    answered = examined(asked, script)
    found = summary(answered, [2, 4, 8])
    assert found["pass@1"]["value"] == pytest.approx((0.5 + 0.25 + 0.25) / 3)
    assert found["pass@2"]["value"] == pytest.approx((5 / 6 + 1 / 2 + 1 / 2) / 3)
    assert found["pass@4"]["value"] == 1.0
    assert found["pass@8"] is None, "of four samples nothing is known of eight"
    assert found["cons@4"]["value"] == pytest.approx((1 + 0 + 1) / 3)
    assert {name: one["value"] for name, one in found["subjects"].items()} == {"fractions": 0.5, "wholes": 0.25}
    assert found["format"]["value"] == pytest.approx((1 + 1 + 0.25) / 3)
    assert (found["samples"], found["not_scored"]) == (12, 0)
    votes = [[sample.vote for sample in one.samples] for one in answered]
    assert votes[1][0] == votes[1][1] != votes[1][3]
    assert votes[2][:3] == [None, None, None]


def test_what_is_not_scored_is_left_out_and_counted(examined: Callable[..., list[Answered]]) -> None:
    script = {
        "one": [thought("1"), thought("faulty"), thought("2")],
        "two": [thought("faulty"), thought("faulty"), thought("faulty")],
    }
    answered = examined([question("one", "1"), question("two", "2")], script, Faulty())
    found = summary(answered, [2, 3])
    assert found["pass@1"]["value"] == 0.5, (
        "of two that are known one is right, and nothing is known of the other question"
    )
    assert (found["not_scored"], found["questions_left_out"], found["pass@1"]["questions"]) == (4, 1, 1)
    assert found["pass@2"]["value"] == 1.0
    assert found["pass@3"] is None
    screen = Console(width=120)
    with screen.capture() as shown_on:
        screen.print(table({"b": {"shape": "questions", **found}}))
    shown = shown_on.get()
    assert re.search(r"completions not scored +4 +", shown)
    assert "1 questions left out" in shown


def test_programs_have_no_consensus() -> None:
    code = Question(Problem("q", "q", tests={"type": "stdio", "cases": []}))
    samples = [Sample("a", 3, False, 1.0, None, 1.0, "", -1), Sample("b", 5, True, 0.0, None, 1.0, "")]
    found = summary([Answered(code, samples)], [2])
    assert not [name for name in found if name.startswith("cons@")]
    assert found["language"] is None
    assert (found["tokens"]["mean"], found["cut_off_share"]) == (4, 0.5)


@pytest.mark.parametrize(
    ("completion", "answer"),
    [
        (thought("\\boxed{\\frac{1}{2}} and so on"), "\\frac{1}{2}"),
        (thought(" 5 \n 6 "), "5 6"),
        ("<think>so</think> it is 5", "it is 5"),
        ("it is 5", "it is 5"),
        ("<think>5 <answer>5</answer>", ""),
    ],
)
def test_the_answer_that_votes(completion: str, answer: str) -> None:
    assert final_answer(completion, Template()) == answer


@pytest.fixture
def model(tmp_path: Path, make_policy: Callable[..., Policy]) -> str:
    make_policy().save(tmp_path / "model")
    return str(tmp_path / "model")


def test_the_command_prints_a_table_and_writes_everything(tmp_path: Path, model: str, capsys: Any) -> None:
    rows = [{"problem": f"What is {n}+1?", "answer": str(n + 1), "subject": "sums"} for n in range(3)]
    (tmp_path / "math.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    arguments = [model, str(tmp_path / "math.jsonl"), "--samples", "2", "--pass-at", "2", "--limit", "2", "--output"]
    arguments += [str(tmp_path / "out.json"), "--completions", str(tmp_path / "said.jsonl"), "rollout.max_new_tokens=5"]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "R1-Zero's prompt is used" in shown
    assert re.search(r"math\.jsonl +pass@1 ", shown)
    told = json.loads((tmp_path / "out.json").read_text())
    assert told["rollout"]["temperature"] == 0.6
    [found] = told["benchmarks"].values()
    assert (found["questions"], found["samples"], found["pass@1"]["value"]) == (2, 4, 0.0)
    assert set(found) >= {"pass@2", "cons@2", "language", "format", "subjects", "reward_versions"}
    said = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text().splitlines()]
    assert len(said) == 4
    assert said[0]["accuracy"] == 0.0
    assert said[0]["reason"]


def test_rated_problems_give_a_rating_and_a_place_among_people() -> None:
    """Two of 1000 points, one solved; a problem that was not scored and one without a rating say nothing."""
    rated = [Answered(Question(Problem("q", "q"), None, 1000.0), [scored_sample(one)]) for one in (1.0, 0.4, None)]
    found = summary([*rated, Answered(Question(Problem("q", "q")), [scored_sample(1.0)])], [])
    assert found["rating"]["value"] == pytest.approx(1000)
    assert found["rating"]["problems"] == 2
    found["rating"]["percentile"] = 47.25
    shown = printed({"b": {"shape": "questions", **found}})
    assert re.search(r"rating +1000 +\d+ to \d+ +2", shown)
    assert re.search(r"percentile +47\.2", shown)
    solved = summary(rated[:1], [])
    assert solved["rating"]["value"] is None
    assert re.search(r"rating +none +above \d+ +1", printed({"b": {"shape": "questions", **solved}}))
    assert "rating" not in summary([Answered(Question(Problem("q", "q")), [scored_sample(1.0)])], [])


def scored_sample(accuracy: float | None) -> Sample:
    return Sample("a", 3, False, accuracy, None, 1.0, "")


def printed(benchmarks: dict[str, Any]) -> str:
    screen = Console(width=120)
    with screen.capture() as shown_on:
        screen.print(table(benchmarks))
    return shown_on.get()


def test_the_command_reads_ratings_and_the_table_of_people(tmp_path: Path, model: str, capsys: Any) -> None:
    rows = [{"question": f"What is {n}+1?", "ground_truth": str(n + 1), "rating": 800 + n} for n in range(2)]
    (tmp_path / "rated.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "people.csv").write_text("rating,percentile\n800,10\n1200,50\n")
    more = ["--percentiles", str(tmp_path / "people.csv")]
    assert main([*asked(tmp_path, model, str(tmp_path / "rated.jsonl")), *more]) == 0
    [found] = json.loads((tmp_path / "out.json").read_text())["benchmarks"].values()
    assert (found["rating"]["value"], found["rating"]["low"]) == (None, None), "none was solved"
    assert found["rating"]["high"] < 1200
    assert "below" in capsys.readouterr().out
    (tmp_path / "people.csv").write_text("rating,percentile\n800,10\n")
    assert main([*asked(tmp_path, model, str(tmp_path / "rated.jsonl")), *more]) == 2
    (tmp_path / "rated.jsonl").write_text(json.dumps({**rows[0], "rating": "hard"}) + "\n")
    assert main(asked(tmp_path, model, str(tmp_path / "rated.jsonl"))) == 2
    assert "rated.jsonl:1: rating should be a number, not 'hard'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["MODEL", "missing.jsonl"], "no data at missing.jsonl"),
        (["MODEL", "rollout.temperature=1"], "no benchmark is named"),
        (["MODEL", "FILE", "rollout.temprature=1"], "did you mean rollout.temperature?"),
        (["nowhere/at-all", "FILE"], "cannot load a tokenizer from nowhere/at-all"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    tmp_path: Path, model: str, capsys: Any, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # or the hub is asked again and again
    (tmp_path / "file.jsonl").write_text('{"question": "1+1?", "ground_truth": "2"}\n')
    named = {"MODEL": model, "FILE": str(tmp_path / "file.jsonl")}
    assert main([named.get(one, one) for one in arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_setting_where_a_number_should_be_says_where_it_goes(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        main(["model", "file.jsonl", "--pass-at", "4", "rollout.max_new_tokens=5"])
    assert "rollout.max_new_tokens=5 is no whole number above 0; give settings before it" in capsys.readouterr().err


def asked(tmp_path: Path, model: str, *more: str) -> list[str]:
    return [model, *more, "--output", str(tmp_path / "out.json"), "rollout.max_new_tokens=3"]


def benchmark(path: Path, first: int) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"question": f"What is {first}+1?", "ground_truth": str(first + 1)}))
    return str(path)


def test_two_benchmarks_of_one_file_name_are_two(tmp_path: Path, model: str) -> None:
    sources = [benchmark(tmp_path / folder / "test.jsonl", at) for at, folder in enumerate("ab")]
    assert main(asked(tmp_path, model, *sources)) == 0
    assert list(json.loads((tmp_path / "out.json").read_text())["benchmarks"]) == sources


def test_a_broken_evaluation_goes_on_with_what_is_missing(
    tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """What was finished before is in the file, and is not asked again."""
    sources = [benchmark(tmp_path / f"{name}.jsonl", 1) for name in "ab"]
    examined: list[str] = []

    def counted(model: Any, one: Any, *arguments: Any) -> Any:
        if one.name == "b.jsonl" and not examined[1:]:
            examined.append(one.name)
            raise KeyboardInterrupt
        examined.append(one.name)
        return examine(model, one, *arguments)

    monkeypatch.setattr("sdk.train.evaluate.answers.examine", counted)
    assert main(asked(tmp_path, model, *sources)) == 130
    assert list(json.loads((tmp_path / "out.json").read_text())["benchmarks"]) == ["a.jsonl"]
    assert main(asked(tmp_path, model, *sources)) == 0
    assert examined == ["a.jsonl", "b.jsonl", "b.jsonl"]
    told = json.loads((tmp_path / "out.json").read_text())
    assert (list(told["benchmarks"]), told.get("unfinished")) == (["a.jsonl", "b.jsonl"], None)
    assert "a.jsonl: as it stands" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--pass-at", "4"], "--pass-at 4 needs --samples 4"),
        (["--completions", "/proc/none/said.jsonl"], "cannot write /proc"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_asked(
    tmp_path: Path, capsys: Any, more: list[str], said: str
) -> None:
    assert main([*asked(tmp_path, "no/model", benchmark(tmp_path / "a.jsonl", 1)), *more]) == 2
    assert said in capsys.readouterr().err
