"""`assay plan`: a step on a deployment, the smallest deployment for a time, the files and the command."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assay_rl.__main__ import main
from sdk.tools.plan import costs as costs_file
from sdk.tools.plan.capacity import deployed, helm_values, service_mb, smallest
from sdk.tools.plan.costs import BUNDLED, Costs, CostsError
from sdk.tools.plan.step import Deployment, Load, simulated, work

CHART = Path(__file__).parents[4] / "deploy" / "helm" / "assay" / "values.yaml"
ROUND = Costs(
    machine="by hand", slowdown=1.0,
    request_s=0.0, text_s=0.01, text_kchar_s=0.0, language_s=0.0, language_kchar_s=0.0, math_s=0.0, client_item_s=0.0,
    symbolic_http_s=0.0, symbolic_manager_s=0.0, symbolic_s=0.5,
    program_http_s=0.0, program_manager_s=0.0, case_manager_s=0.0, program_s=0.2, case_s=0.1,
    program_wait_s=0.0, case_wait_s=0.0,
    http_mb=100.0, manager_mb=50.0, math_parent_mb=40.0, math_worker_mb=30.0, sandbox_mb=20.0,
)  # fmt: skip
"""Numbers that can be added up by hand."""


def one_service(**changes: Any) -> Deployment:
    given = {"services": 1, "cores": 8, "http": 1, "math_workers": 1, "sandboxes": 4, **changes}
    return Deployment(**given)


def test_mathematics_takes_its_http_time() -> None:
    """100 items of 10 ms in one process; the first slice of 64 is done at 0.64 s."""
    step = simulated(Load(100, math_share=1.0, symbolic_share=0.0), ROUND, one_service())
    assert step.seconds == pytest.approx(1.0)
    assert sorted(step.item_s)[:65] == [pytest.approx(0.64)] * 64 + [pytest.approx(1.0)]
    assert step.core_s == pytest.approx(1.0)


def test_two_services_share_the_requests() -> None:
    """256 items are two requests."""
    load = Load(256, math_share=1.0, symbolic_share=0.0)
    assert simulated(load, ROUND, one_service(services=2)).seconds == pytest.approx(1.28)
    assert simulated(load, ROUND, one_service()).seconds == pytest.approx(2.56)


def test_a_client_with_one_request_under_way_uses_one_service() -> None:
    load = Load(256, math_share=1.0, symbolic_share=0.0)
    assert simulated(load, ROUND, one_service(services=2, in_flight=1)).seconds == pytest.approx(2.56)


def test_symbolic_mathematics_waits_for_its_workers() -> None:
    """Ten comparisons of 0.5 s on two workers, after 0.1 s in the HTTP process."""
    load = Load(10, math_share=1.0, symbolic_share=1.0)
    assert simulated(load, ROUND, one_service(math_workers=2)).seconds == pytest.approx(0.1 + 2.5)


ONE_CASE = Load(5, math_share=0.0, cases=1, program_s=0.1, program_cv=0.0)


def test_programs_fill_their_places() -> None:
    """Each holds a place for 0.2 s + 0.1 s + 0.1 s, and the fifth has to wait for one of four."""
    assert simulated(ONE_CASE, ROUND, one_service()).seconds == pytest.approx(0.05 + 0.4 + 0.4)


def test_the_cases_of_a_program_go_on_idle_places() -> None:
    load = dataclasses.replace(ONE_CASE, completions=1, cases=8)
    assert simulated(load, ROUND, one_service()).seconds == pytest.approx(0.01 + 0.2 + 8 * 0.2 / 4)


def test_a_machine_of_one_core_does_all_of_it_in_turn() -> None:
    step = simulated(ONE_CASE, ROUND, one_service(cores=1, one_machine=True))
    assert step.seconds == pytest.approx(work(ONE_CASE, ROUND).all) == pytest.approx(5 * 0.41)


def test_the_same_seed_is_the_same_step() -> None:
    load = Load(64, cases=3)
    steps = [simulated(load, ROUND, one_service(), seed).seconds for seed in (1, 1, 2)]
    assert steps[0] == steps[1] != steps[2]


LOAD = Load(64, math_share=0.5, cases=4, program_s=0.05, program_cv=0.0)


def test_the_smallest_deployment_keeps_the_time_and_one_core_less_does_not() -> None:
    plan = smallest(LOAD, ROUND, 6.0, cores_a_service=8, steps=5, program_mb=0)
    assert plan.kept
    assert plan.deployment.services == 1
    smaller = deployed(LOAD, ROUND, plan.deployment.cores - 1, 6.0, 8)
    assert max(simulated(LOAD, ROUND, smaller, seed).seconds for seed in range(3)) > 6.0


def test_what_one_service_cannot_do_several_do() -> None:
    """10.24 s of HTTP processes."""
    load = Load(1024, math_share=1.0, symbolic_share=0.0)
    plan = smallest(load, ROUND, 3.0, cores_a_service=2, steps=3, program_mb=0)
    assert plan.kept
    assert plan.deployment.all_cores == 2 * plan.deployment.services >= 4


def test_a_time_that_no_cores_keep_is_said_so() -> None:
    """A program with one case cannot be shared: 0.2 + 0.1 + 1 s."""
    load = Load(4, math_share=0.0, cases=1, program_s=1.0, program_cv=0.0)
    assert not smallest(load, ROUND, 1.0, cores_a_service=8, steps=2, program_mb=0).kept


def test_memory_adds_up() -> None:
    one = one_service(http=2, math_workers=3, sandboxes=4)
    assert service_mb(ROUND, one, program_mb=5) == 2 * 100 + 50 + 40 + 3 * 30 + 4 * 25


def test_the_charts_values_are_values_of_the_chart() -> None:
    plan = smallest(LOAD, ROUND, 6.0, cores_a_service=4, steps=3, program_mb=0)
    known = yaml.safe_load(CHART.read_text())
    given = yaml.safe_load(helm_values(plan, ROUND))
    for part, values in given.items():
        assert values.keys() <= known[part].keys()
    assert given["runner"]["replicas"] * given["runner"]["sandboxes"] == plan.deployment.all_cores
    alone = smallest(Load(64, math_share=1.0), ROUND, 6.0, cores_a_service=4, steps=3, program_mb=0)
    assert yaml.safe_load(helm_values(alone, ROUND))["runner"] == {"enabled": False}


def test_costs_are_read_as_they_were_written(tmp_path: Path) -> None:
    ROUND.write(tmp_path / "costs.json")
    assert costs_file.read(tmp_path / "costs.json") == ROUND
    assert costs_file.read(BUNDLED).slowdown >= 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"case_s": -1}, "case_s is -1"),
        ({"case_s": "fast"}, "case_s is 'fast'"),
        ({"slowdown": 0.5}, "slowdown is 0.5"),
        ({"odd": 1}, "odd"),
    ],
)
def test_a_file_of_other_things_is_refused(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    path = tmp_path / "costs.json"
    path.write_text(json.dumps(dataclasses.asdict(ROUND) | change))
    with pytest.raises(CostsError, match=told):
        costs_file.read(path)
    path.write_text("{")
    with pytest.raises(CostsError, match="assay plan calibrate"):
        costs_file.read(path)


def test_the_command_answers_with_cores_memory_services_and_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ROUND.write(tmp_path / "costs.json")
    asked = ["--completions", "64", "--cases", "4", "--step-seconds", "6", "--steps", "4", "--costs"]
    assert main(["plan", *asked, str(tmp_path / "costs.json"), "--helm", str(tmp_path / "values.yaml")]) == 0
    shown = capsys.readouterr().out
    for word in ("cores", "services", "memory", "p50", "p99", "max_in_flight", "costs of by hand"):
        assert word in shown
    assert yaml.safe_load((tmp_path / "values.yaml").read_text())["service"]["workers"] >= 1
    assert main(["plan", *asked, str(tmp_path / "costs.json"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] is True


def test_a_time_that_cannot_be_kept_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ROUND.write(tmp_path / "costs.json")
    asked = ["--completions", "4", "--cases", "1", "--program-seconds", "1", "--program-cv", "0", "--math-share", "0"]
    costs = ["--costs", str(tmp_path / "costs.json")]
    assert main(["plan", *asked, "--step-seconds", "1", "--steps", "2", *costs]) == 1
    assert "no number of cores" in capsys.readouterr().err


def test_missing_costs_are_wrong_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "none.json")
    assert main(["plan", "--completions", "4", "--step-seconds", "1", "--costs", missing]) == 2
    assert "none.json" in capsys.readouterr().err
