"""The report: told stage by stage, from whatever the run's files hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sdk.train.config.load import build
from sdk.train.metrics import Journal
from sdk.train.report.page import write_report
from sdk.train.report.plots import DRAWN_AT_MOST, Line, figure, smooth, thin
from sdk.train.run.folder import versions

HOSTILE = "</pre><script>alert(1)</script> <think>wait, I check</think>"


def step(number: int, **measured: Any) -> dict[str, Any]:
    return {"kind": "step", "stage": "reasoning_rl", "stage_number": 1, "step": number, **measured}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(build({"steps": 7}).model_dump_json())
    (tmp_path / "versions.json").write_text(json.dumps(versions()))
    return tmp_path


def write(path: Path, records: list[dict[str, Any]]) -> None:
    journal = Journal(path)
    for one in records:
        journal.write(one)
    journal.close()


def test_each_stage_is_a_chapter_with_what_it_measured(folder: Path) -> None:
    sft = [
        {"kind": "step", "stage": "sft", "stage_number": 0, "step": n, "loss": 1.0, "seconds/step": 60.0}
        for n in (1, 2)
    ]
    rl = [step(n, reward=n / 3, **{"reward/format": 1.0, "reward_version": "v1" if n < 3 else "v2"}) for n in (1, 2, 3)]
    rl += [{**step(n), "kind": "eval", "accuracy": n / 4} for n in (0, 3)]
    write(folder / "metrics.jsonl", [*sft, *rl])
    page = write_report(folder).read_text()
    first, second = (page.index(f'<section id="stage-{number}"') for number in (0, 1))
    assert "Loss" in page[first:second]
    assert "Each reward by itself" not in page[first:second]
    assert "Loss" not in page[second:].partition("</section>")[0]
    for part in ("2 stages, 5 steps, 2 min in all", "0 → 0.75", "<code>v2</code></td><td>steps 3 to 3", "steps: 7"):
        assert part in page, part


def test_alarms_stand_first_in_their_chapter(folder: Path) -> None:
    alarm = {**step(2, name="null_share", text="8% are null <b>"), "kind": "alarm"}
    write(folder / "metrics.jsonl", [step(1, reward=0.0), step(2, reward=0.0), alarm])
    page = write_report(folder).read_text()
    assert '<p class="alarm"><b>null share</b>, step 2: 8% are null &lt;b&gt;</p>' in page
    assert "1 stage, 2 steps" in page


def test_what_a_model_writes_is_shown_and_does_nothing(folder: Path) -> None:
    write(folder / "metrics.jsonl", [step(1, reward=0.0)])
    component = {"score": None, "status": "error", "reason": "<b>broken</b>"}
    sample = {
        "stage": "reasoning_rl", "stage_number": 1, "step": 1, "question": [{"role": "user", "content": "<i>q</i>"}],
        "ground_truth": ["1", "2"], "completion": HOSTILE, "reward": None, "components": {"accuracy": component},
    }  # fmt: skip
    write(folder / "samples.jsonl", [sample])
    page = write_report(folder).read_text()
    assert "<script" not in page
    assert "<b>broken" not in page
    assert "&lt;i&gt;q&lt;/i&gt;" in page
    assert "<td>null</td>" in page
    assert "<mark>wait</mark>" in page
    assert "<i>&lt;think&gt;</i>" in page


def test_completions_of_the_beginning_the_middle_and_the_end_stand_side_by_side(folder: Path) -> None:
    write(folder / "metrics.jsonl", [step(n, completion_tokens=float(n), reflection_words=n / 9) for n in range(1, 10)])
    samples = [
        {
            "stage": "reasoning_rl", "stage_number": 1, "step": n, "question": "q", "completion": f"said at {n}",
            "reward": 0.0, "components": {"accuracy": {"score": 0.0, "status": "ok", "reason": f"reason {n}"}},
        }
        for n in range(1, 10)
    ]  # fmt: skip
    write(folder / "samples.jsonl", samples)
    page = write_report(folder).read_text()
    columns = dict(re.findall(r"<h4>(Early|Middle|Late): step \d</h4>(.*?)(?=<h4>|</section>)", page, re.DOTALL))
    shown = {name: re.findall(r"said at (\d)", column) for name, column in columns.items()}
    assert shown == {"Early": ["1", "2", "3"], "Middle": ["4", "5", "6"], "Late": ["7", "8", "9"]}
    assert "reason 9" in columns["Late"]
    for figure_of in ("Length of the responses", "Words of reflection"):
        assert figure_of in page, figure_of


def test_it_needs_nothing_from_elsewhere(folder: Path) -> None:
    write(folder / "metrics.jsonl", [step(n, reward=0.5) for n in range(1, 20)])
    page = write_report(folder).read_text()
    names = r"http://(www\.w3\.org|purl\.org|creativecommons\.org)/\S+"
    assert not re.search(r"https?://|<link|<script|@import|url\((?!#)", re.sub(names, "", page))


def test_the_page_follows_its_readers_light_or_dark_setting(folder: Path) -> None:
    """What is drawn has the page's colours for text, axes and grid, and no fixed black or white."""
    write(folder / "metrics.jsonl", [step(n, reward=0.5) for n in range(1, 20)])
    page = write_report(folder).read_text()
    style, drawing = page.partition("</style>")[0], page.partition("<svg")[2].partition("</svg>")[0]
    dark = style.partition("@media (prefers-color-scheme: dark)")[2].partition("} }")[0]
    light = style.partition(":root {")[2].partition("}")[0]
    assert set(re.findall(r"--[\w-]+(?=:)", light)) == set(re.findall(r"--[\w-]+(?=:)", dark))
    assert set(re.findall(r"var\((--[\w-]+)\)", drawing)) <= set(re.findall(r"--[\w-]+(?=:)", light))
    assert not set(re.findall(r"#[0-9a-f]{6}", drawing)), "a colour of a figure that stays as it is"
    assert "var(--dim)" in drawing
    assert "var(--line)" in drawing
    assert not re.search(r"#(?:000000|111827|ffffff)\b", drawing)


def test_every_table_scrolls_by_itself_and_east_asian_text_has_fonts_named(folder: Path) -> None:
    write(folder / "metrics.jsonl", [step(n, reward=0.5, reward_version="v1") for n in range(1, 20)])
    page = write_report(folder).read_text()
    assert page.count("<table") == len(re.findall(r'<div class="scroll"><table', page)) > 2
    for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans CJK JP", "Malgun Gothic"):
        assert font in page


def test_a_run_of_one_step_and_one_of_a_hundred_thousand_are_drawn() -> None:
    assert "<svg" in figure([Line("one", [(1, 0.5)])])
    assert figure([Line("none", [])]) == ""
    many = [(float(n), n / 100_000) for n in range(100_000)]
    assert len(thin(many)) <= DRAWN_AT_MOST
    assert thin(many)[0][1] == pytest.approx(sum(value for _, value in many[:200]) / 200)
    assert len(figure([Line("many", many)])) < 100_000


def test_steps_are_whole_numbers_on_the_axis() -> None:
    svg = figure([Line("", [(number, number / 7) for number in range(1, 21)])])
    steps = svg.partition('id="matplotlib.axis_1"')[2].partition('id="matplotlib.axis_2"')[0]
    assert re.findall(r">([\d.]+)</text>", steps)
    assert "." not in "".join(re.findall(r">([\d.]+)</text>", steps))


def test_the_moving_mean_keeps_a_line_that_is_straight() -> None:
    straight = [float(n) for n in range(30)]
    assert smooth(straight)[5:-5] == pytest.approx(straight[5:-5])
    assert smooth([2.0]) == [2.0]


def evaluation(stage: str, number: int, at: int, **measured: Any) -> dict[str, Any]:
    return {"kind": "eval", "stage": stage, "stage_number": number, "step": at, **measured}


def card(folder: Path, number: int, name: str, start: str | None = None, **told: Any) -> None:
    path = folder / "stages" / f"{number:02d}-{name}"
    path.mkdir(parents=True)
    inputs = {"start": f"{folder}/stages/{start}/model"} if start else {}
    (path / "card.json").write_text(json.dumps({"inputs": inputs, **told}))


def test_stages_are_told_as_one_story(folder: Path) -> None:
    """What a stage brought is held against the model that it started from, wherever that stands in the run."""
    records = [
        evaluation("bilingual_base", 0, 9, accuracy=0.25),
        evaluation("r1_zero", 1, 0, accuracy=0.26),
        evaluation("r1_zero", 1, 5, accuracy=0.9),
        {"kind": "step", "stage": "r1_zero", "stage_number": 1, "step": 1, "completion_tokens": 20.0, "reflection_words": 0.0},
        {"kind": "step", "stage": "collect", "stage_number": 2, "step": 1, "completion_tokens": 20.0},
        evaluation("cold_start", 3, 5, accuracy=0.7, completion_tokens=12.0),
    ]  # fmt: skip
    write(folder / "metrics.jsonl", records)
    card(folder, 0, "bilingual_base")
    card(folder, 1, "r1_zero", "00-bilingual_base")
    card(folder, 2, "collect", counts={"kept": 3, "sampled": 4}, dropped={"wrong <answer>": 1})
    card(folder, 3, "cold_start", "00-bilingual_base")
    page = write_report(folder).read_text()
    assert ".260 → .900" in page, "its own evaluation before, where it made one"
    assert ".250 → .700" in page, "else the last of the model it started from"
    assert "No completion held a word of reflection." in page
    assert "3 kept, 4 sampled" in page
    assert "wrong &lt;answer&gt;</td><td>1</td><td>25.0%" in page
    assert "Distillation, or reinforcement learning" not in page


def test_the_distilled_student_stands_beside_the_one_that_learned_alone(folder: Path) -> None:
    records = [
        evaluation("reasoning_rl", 0, 5, accuracy=0.95),
        evaluation("student_base", 2, 5, accuracy=0.2),
        evaluation("distill", 3, 5, accuracy=0.8512, accuracy_low=0.83, accuracy_high=0.87),
        evaluation("student_rl", 4, 5, accuracy=0.7),
    ]
    write(folder / "metrics.jsonl", [*records, {**step(1), "stage": "rejection_sampling", "stage_number": 1}])
    card(folder, 0, "reasoning_rl")
    card(folder, 1, "rejection_sampling", counts={"kept": 5}, dropped={})
    model = {"inputs": {"model": f"{folder}/stages/00-reasoning_rl/model"}, "counts": {"kept": 5}}
    (folder / "stages/01-rejection_sampling/card.json").write_text(json.dumps(model))
    page = (
        write_report(folder)
        .read_text()
        .partition("Distillation, or reinforcement learning")[2]
        .partition("</section>")[0]
    )
    assert re.findall(r"<b>([.0-9]+)</b>", page) == ["0.950", "0.200", "0.851", "0.700"]
    assert "left:83.0%;width:4.0%" in page


def test_a_teacher_of_another_run_is_not_taken_for_a_stage_of_this_one(folder: Path) -> None:
    records = [
        {**step(1), "stage": "rejection_sampling", "stage_number": 0},
        evaluation("distill", 1, 5, accuracy=0.8),
        evaluation("student_rl", 2, 5, accuracy=0.7),
    ]
    write(folder / "metrics.jsonl", records)
    card(folder, 0, "rejection_sampling", counts={"kept": 5}, dropped={})
    told = {"inputs": {"model": "runs/rl/stages/00-reasoning_rl/model"}, "counts": {"kept": 5}}
    (folder / "stages/00-rejection_sampling/card.json").write_text(json.dumps(told))
    page = write_report(folder).read_text().partition("Distillation, or reinforcement learning")[2]
    assert re.findall(r"<b>([.0-9]+)</b>", page.partition("</section>")[0]) == ["0.800", "0.700"]
