"""Settings from a file, a preset and the command line; mistakes are told in one line with the nearest key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdk.train.config.load import build, explain_keys, keys_of, load_config, preset_names, with_settings
from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError
from sdk.train.launch.stage_plan import STAGES

EXAMPLES = Path(__file__).parents[4] / "examples"


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text)
    return path


def test_the_command_line_comes_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "steps: 7\ngrpo: {beta: 0.04, mean: token}\n")
    config = load_config(path, ["grpo.beta=1e-3", "reward.rewards={accuracy: 1, language: {weight: 0.1}}"])
    assert (config.steps, config.grpo.beta, config.grpo.mean) == (7, 0.001, "token")
    assert config.reward.rewards == {"accuracy": 1.0, "language": {"weight": 0.1}}


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("grpo.betta=1", "unknown key grpo.betta: did you mean grpo.beta?"),
        ("group_size=4", "unknown key group_size: did you mean rollout.group_size?"),
        ("rollout.groupsize=4", "unknown key rollout.groupsize: did you mean rollout.group_size?"),
        ("optimizer.lr=1", "unknown key optimizer.lr: did you mean optimizer.learning_rate?"),
        ("learning_rate=1", "unknown key learning_rate: did you mean optimizer.learning_rate?"),
        ("rollout.max_tokens=9", "unknown key rollout.max_tokens: did you mean rollout.max_new_tokens?"),
        ("optimzer.warmup_steps=9", "unknown key optimzer: did you mean optimizer?"),
        ("presett=r1_zero", "unknown key presett: did you mean preset?"),
        ("xyzzy=1", "unknown key xyzzy: --help lists them all"),
        ("steps=many", "steps: input should be a valid integer"),
        ("rollout.group_size=0", "rollout.group_size: input should be greater than or equal to 1, not 0"),
        ("rollout.temperature=.nan", "rollout.temperature: input should be a finite number"),
        ("grpo.kl=k4", "grpo.kl: input should be 'k1', 'k2' or 'k3', not 'k4'"),
        ("grpo=5", "grpo is a section, not a value"),
        ("steps.x=5", "steps.x: steps is no section"),
        ("steps", "'steps' is no setting: write key=value"),
        ("preset=r2", "no preset 'r2'"),
    ],
)
def test_mistakes_are_told_in_one_line(tmp_path: Path, setting: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, "steps: 3\n"), [setting])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [("steps: [1", "is not valid YAML"), ("- 1\n", "should hold `key: value` lines"), ("", "should hold")],
)
def test_a_file_that_is_none_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load_config(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no configuration file"):
        load_config(tmp_path / "none.yaml")


def test_help_explains_every_key_with_unit_and_default() -> None:
    text = explain_keys()
    for name, field in keys_of(Config):
        assert f"\n  {name}  [" in text
        assert field.description
    assert "rollout.max_new_tokens  [48, tokens]\n      a completion is cut off here" in text
    assert "(k1 | k2 | k3)" in text
    assert text.startswith("  preset  [null]\n")


def test_help_names_every_stage() -> None:
    stages = Config.model_fields["stages"].description
    assert stages is not None
    assert set(stages.partition("of its own: ")[2].split(", ")) == set(STAGES)


def test_a_stage_may_have_settings_of_its_own() -> None:
    config = build({"steps": 5, "grpo": {"beta": 0.1}})
    changed = with_settings(config, {"steps": 9, "grpo.kl": "k1"})
    assert (changed.steps, changed.grpo.kl, changed.grpo.beta, config.steps) == (9, "k1", 0.1, 5)
    with pytest.raises(ConfigError, match=r"did you mean grpo\.kl"):
        with_settings(config, {"grpo.kll": "k1"})


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_valid(path: Path) -> None:
    load_config(path)


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_is_valid(name: str) -> None:
    build({"preset": name})


def test_the_files_own_keys_come_over_the_presets() -> None:
    plain, changed = build({"preset": "r1_zero"}), build({"preset": "r1_zero", "grpo": {"beta": 0.5}})
    assert changed.grpo.beta == 0.5
    assert changed.grpo.clip_high == plain.grpo.clip_high


def test_the_preset_of_r1_zero_has_the_published_settings() -> None:
    config = build({"preset": "r1_zero"})
    assert (config.optimizer.learning_rate, config.grpo.beta, config.grpo.kl) == (3e-6, 0.001, "k3")
    assert (config.grpo.clip_low, config.grpo.clip_high) == (10.0, 10.0)
    assert (config.rollout.group_size, config.rollout.prompts_per_step) == (16, 32)
    assert (config.rollout.temperature, config.rollout.max_new_tokens) == (1.0, 32768)
    assert (config.grpo.reference_every, config.steps) == (400, 10400)
    assert config.reward.rewards == {"accuracy": 1.0, "format": 1.0}
    assert (config.grpo.advantages, config.grpo.mean, config.grpo.epochs) == ("group", "sequence", 1)
