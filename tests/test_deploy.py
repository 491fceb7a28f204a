"""The files for Prometheus and Grafana name metrics that the service has; deployments name what isolates programs."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
import yaml

from benchmarks.prometheus import NAME, queries

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
_SUFFIX = re.compile(r"_(total|sum|count|bucket)$")


@pytest.mark.docker
def test_every_metric_that_is_asked_for_is_there(server: str) -> None:
    told = httpx.get(f"{server}/metrics").text
    known = {line.split()[2] for line in told.splitlines() if line.startswith("# TYPE ")}
    rules = (DEPLOY / "alerts.yml").read_text()
    adapter = (DEPLOY / "prometheus-adapter.yml").read_text()
    adapted = re.findall(r"metricsQuery:(?s:.*?)(?=\n    - |\n  external|\Z)", adapter)
    alerts = re.findall(r"expr:(?s:.*?)(?:for|labels):", rules)
    named = set(NAME.findall(" ".join([*queries().values(), *alerts, *adapted])))
    assert len(named) > 15
    assert {_SUFFIX.sub("", one) for one in named} - {_SUFFIX.sub("", one) for one in known} == set()


def test_what_isolates_programs_is_named_outright_and_not_chosen_at_the_start() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert compose["manager"]["environment"]["REWARD_SERVER_SANDBOX"] == "${REWARD_SERVER_SANDBOX:-docker}"
    values = yaml.safe_load((DEPLOY / "helm" / "assay" / "values.yaml").read_text())
    assert values["runner"]["backend"] in ("namespaces", "docker")
