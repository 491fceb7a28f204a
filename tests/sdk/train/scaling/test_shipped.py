"""The study in the repository: whole, fitted by the command, and on its page as the command gives it."""

from __future__ import annotations

from pathlib import Path

from sdk.train.scaling.__main__ import main
from sdk.train.scaling.results import missing, of_study, read_results
from sdk.train.scaling.study import load_study, planned

ROOT = Path(__file__).parents[4]
STUDY, RESULTS = ROOT / "examples" / "scaling" / "study.yaml", ROOT / "examples" / "scaling" / "results.jsonl"


def test_every_run_of_the_study_has_its_results() -> None:
    study = load_study(STUDY)
    assert len(planned(study)) >= 48
    assert missing(study, of_study(study, read_results(RESULTS))) == []


def test_the_page_shows_what_the_command_gives(tmp_path: Path) -> None:
    assert main([str(STUDY), "--results", str(RESULTS), "--output-dir", str(tmp_path)]) == 0
    page = (ROOT / "docs" / "compute-and-data.md").read_text()
    rows = [line for line in (tmp_path / "study.md").read_text().splitlines() if line.startswith("| ")]
    assert len(rows) > 20
    assert [row for row in rows if row not in page] == []
