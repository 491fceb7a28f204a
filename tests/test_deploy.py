"""The files for Prometheus and Grafana name metrics that the service has."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from benchmarks.prometheus import NAME, queries

DEPLOY = Path(__file__).parents[1] / "deploy"
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
