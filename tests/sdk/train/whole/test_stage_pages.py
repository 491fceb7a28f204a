"""What the pages of `docs/stages` print runs as it is printed, on a file of one's own: only the models are smaller."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sdk.schema import Item, ItemResult
from sdk.train.config.load import load_config
from sdk.train.data.traces import Trace, write_traces
from sdk.train.errors import DataError
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.stages.handover import read_card
from sdk.train.toy.chat_server import ChatServer
from tests.sdk.train.stages.test_distillation import LAYOUT, TRACE, EasyClient, learns, run

PAGES = Path(__file__).parents[4] / "docs" / "stages"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
MODELS = re.compile(r"Qwen/[\w.-]+|my/base|runs/\w+/stages/[\w-]+/model")
SMALL = [
    "threads=1", "output_dir=run", "eval.problems=2", "checkpoint.every=100", "steps=1", "sft.steps=1", "sft.batch_size=2",
    "gather.questions=6", "rollout.prompts_per_step=2", "rollout.group_size=4", "rollout.max_new_tokens=48",
]  # fmt: skip
SHORT = {"steps": 1, "sft.steps": 1, "gather.questions": 6}
"""In place of the numbers that a page gives to a stage."""


class Kind(EasyClient):
    """All is well, and so thinks its judge."""

    def _one(self, item: Item) -> ItemResult:
        found = super()._one(item)
        judged = dict.fromkeys(("helpfulness", "harmlessness"), found.components["accuracy"])
        return found.model_copy(update={"components": {**found.components, **judged}})


def blocks() -> Iterator[Any]:
    for page in sorted(PAGES.glob("*.md")):
        for number, found in enumerate(BLOCK.findall(page.read_text())):
            yield pytest.param(page.stem, found, id=f"{page.stem}-{number}")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One that has learned to keep the format, with a chat template."""
    folder = tmp_path_factory.mktemp("taught")
    assert run(folder / "run", [learns(folder)])
    made = folder / "run" / "stages" / "00-cold_start" / "model"
    (made / "chat_template.jinja").write_text("{% for one in messages %}{{ one.content }}{% endfor %}")
    return str(made)


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the pages name them."""
    monkeypatch.chdir(tmp_path)
    asked = [{"question": f"What is {one}+2?", "ground_truth": str(one + 2), "language": "en"} for one in range(60)]
    general = [{"question": f"Write a line about {one}.", "language": "en"} for one in range(30)]
    for name, rows in (("questions", asked), ("general", general)):
        Path(f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    pairs = [{"prompt": f"What is {one}+2?", "chosen": str(one + 2), "rejected": str(one)} for one in range(40)]
    Path("pairs.jsonl").write_text("".join(json.dumps(one) + "\n" for one in pairs))
    write_traces(Path("examples.jsonl"), [TRACE] * 4)
    write_traces(Path("writing.jsonl"), [Trace("Write a line.", "I think of spring and rain", "It rains.")])


def classifier(folder: Path, model: str) -> str:
    from transformers import AutoTokenizer, LlamaConfig, LlamaForSequenceClassification

    tokenizer = AutoTokenizer.from_pretrained(model)
    shape = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = LlamaConfig(vocab_size=len(tokenizer), num_labels=1, pad_token_id=tokenizer.pad_token_id, **shape)
    LlamaForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def printed(page: str, text: str, model: str) -> dict[str, Any]:
    """The block, small models in the place of those that it names; a fragment with what the page says elsewhere."""
    text = MODELS.sub(model, text).replace("hub:open-thoughts/OpenThoughts-114k:metadata", "examples.jsonl")
    if "my/reward-model" in text:
        text = text.replace("my/reward-model", classifier(Path("classifier"), model)).replace("cuda:1", "cpu")
    page_s_own = page if page == "all_scenario_rl" else "r1_zero"
    settings: dict[str, Any] = {
        "stages": [page_s_own],
        "problems": {"source": "questions.jsonl", "language_column": "language"},
        "model": {"name_or_path": model},
        "traces": {"layout": LAYOUT},
        **yaml.safe_load(text),
    }
    if page == "all_scenario_rl":
        settings.setdefault("all_scenario", {})["general"] = "general.jsonl"
    settings["stages"] = [shortened(one) for one in settings["stages"]]
    return settings


def shortened(stage: Any) -> Any:
    if isinstance(stage, str):
        return stage
    [(name, own)] = stage.items()
    return {name: {key: SHORT.get(key, value) for key, value in own.items()}}


@pytest.fixture(scope="module")
def reviser() -> Iterator[str]:
    """The URL of a model that has the right answer to everything."""
    with ChatServer(lambda _: "<revision>all is well</revision>", "my-larger-model") as server:
        yield server.url


@pytest.mark.usefixtures("own_files")
@pytest.mark.parametrize(("page", "text"), list(blocks()))
def test_what_a_page_prints_runs(page: str, text: str, model: str, reviser: str) -> None:
    text = text.replace("http://127.0.0.1:8001/v1", reviser)
    settings = printed(page, text, model)
    Path("printed.yaml").write_text(yaml.safe_dump(settings))
    config = load_config(Path("printed.yaml"), SMALL)
    if "few_shot" in text:  # what this model has learned it does not say to such a prompt
        with pytest.raises(DataError, match="kept nothing"):
            train(config, Kind(), silent())
        assert len(Path("run/stages/00-collect/sampled.jsonl").read_text().splitlines()) == 24
        return
    done = train(config, Kind(), silent())
    if "traces.review" in text:
        assert not done, "it waits for its review"
        review = Path("run/stages/00-cold_start/review.md")
        review.write_text(review.read_text().replace("reviewed: no", "reviewed: yes", 1))
        done = train(config, Kind(), silent())
    assert done
    for one in planned_stages(config):
        assert read_card(Path("run/stages") / f"{one.number:02d}-{one.name}")["stage"] == one.name


def test_every_page_of_a_stage_prints_a_configuration() -> None:
    stages = {
        "r1_zero",
        "ppo",
        "preferences",
        "cold_start",
        "reasoning_rl",
        "rejection_sampling",
        "all_scenario_rl",
        "distillation",
    }
    assert stages <= {one.values[0] for one in blocks()}
