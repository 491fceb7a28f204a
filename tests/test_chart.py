"""The Helm chart's manifests, without helm: `scripts/check helm` renders them and holds them against the schemas."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.autoscaling import Load, Scaler, good, simulated
from benchmarks.charts import DEPLOY, PLAIN, broken_promises, documents, head

FILES = sorted(PLAIN.glob("*.yaml"))


@pytest.fixture
def manifests() -> list[dict[str, Any]]:
    return [one for path in FILES for one in documents(path.read_text())]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_plain_manifests_are_of_this_chart(path: Any) -> None:
    """Whoever changes the chart writes them anew: scripts/check helm --write."""
    assert path.read_text().startswith(head())


def test_the_manifests_keep_their_promises(manifests: list[dict[str, Any]]) -> None:
    """Few rights, bounds of memory, probes, budgets, and runners without network."""
    assert {one["kind"] for one in manifests} >= {"Deployment", "StatefulSet", "NetworkPolicy", "ServiceMonitor"}
    assert [*broken_promises(manifests)] == []


def runner(manifests: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in manifests if one["kind"] == "StatefulSet")["spec"]["template"]["spec"]
    return found


def lets_out(manifests: list[dict[str, Any]]) -> None:
    policies = [
        one for one in manifests if one["kind"] == "NetworkPolicy" and one["metadata"]["name"] == "assay-runner"
    ]
    policies[0]["spec"]["egress"] = [{}]


def takes_root(manifests: list[dict[str, Any]]) -> None:
    runner(manifests)["securityContext"]["runAsNonRoot"] = False


def writes_to_root(manifests: list[dict[str, Any]]) -> None:
    runner(manifests)["containers"][0]["securityContext"]["readOnlyRootFilesystem"] = False


def has_links(manifests: list[dict[str, Any]]) -> None:
    del runner(manifests)["enableServiceLinks"]


def is_one_program(manifests: list[dict[str, Any]]) -> None:
    manifests.append({"kind": "Job", "metadata": {"name": "program"}})


def asks_what_the_monitor_lacks(manifests: list[dict[str, Any]]) -> None:
    next(one for one in manifests if one["kind"] == "ServiceMonitor")["spec"]["ports"] = []


@pytest.mark.parametrize(
    "change", [lets_out, takes_root, writes_to_root, has_links, is_one_program, asks_what_the_monitor_lacks]
)
def test_a_broken_promise_is_told(manifests: list[dict[str, Any]], change: Callable[[Any], None]) -> None:
    """Each change for the worse is one line at least."""
    changed = copy.deepcopy(manifests)
    change(changed)
    assert [*broken_promises(changed)]


def test_the_autoscalers_ask_for_metrics_that_the_adapter_gives(manifests: list[dict[str, Any]]) -> None:
    """What deploy/prometheus-adapter.yml names, and no other."""
    metrics = [
        metric[metric["type"].lower()]["metric"]["name"]
        for one in manifests
        if one["kind"] == "HorizontalPodAutoscaler"
        for metric in one["spec"]["metrics"]
        if metric["type"] in ("Pods", "External")
    ]
    rules = documents((DEPLOY / "prometheus-adapter.yml").read_text())[0]["rules"]
    assert sorted(metrics) == sorted(rule["name"]["as"] for rule in [*rules["custom"], *rules["external"]])


def test_the_autoscaler_follows_a_load_that_triples() -> None:
    """It keeps waits short, and comes back; one that looks at CPU would not move while programs wait."""
    scaler, load = Scaler.read(), Load(3600, 0.5, 30, 0.6)
    assert good(simulated(scaler, load, on_cpu=False), scaler)
    assert not good(simulated(scaler, load, on_cpu=True), scaler)
