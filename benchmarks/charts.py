"""The Helm chart: linted and rendered by helm, held against Kubernetes' schemas and against what it promises.

    python -m benchmarks.charts --helm HELM --validator kubernetes-validate     the check (scripts/check helm)
    python -m benchmarks.charts --helm HELM --write                             deploy/kubernetes anew from the chart

`--validator` is the command of the PyPI package kubernetes-validate, which holds the schemas.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).parents[1] / "deploy"
CHART = DEPLOY / "helm" / "assay"
PLAIN = DEPLOY / "kubernetes"
VERSIONS = ("1.30", "1.31", "1.32", "1.33", "1.34")
VARIANTS: Mapping[str, list[str]] = {
    "as it is": [],
    "a Docker socket": ["runner.backend=docker", "runner.userNamespaces=null", "runner.sandboxRuntime=runsc"],
    "gVisor or Kata": ["runner.runtimeClassName=kata", "runner.userNamespaces=null"],
    "mathematics alone": ["runner.enabled=false"],
    "no autoscaling": ["runner.autoscaling.enabled=false", "service.autoscaling.enabled=false"],
    "a Secret, a judge": ["secret=assay", "settings.judge_url=http://judge/v1", "settings.judge_model=m"],
    "nothing optional": ["networkPolicy.enabled=false", "serviceMonitor.enabled=false"],
}
REFUSED = (["runner.backend=docker"], ["runner.backend=podman"])
Document = dict[str, Any]

_MONITOR = {
    "selector": {"matchLabels", "matchExpressions"},
    "endpoints": {"port", "path", "interval", "scheme", "scrapeTimeout", "bearerTokenSecret", "tlsConfig"},
}
"""Fields of the ServiceMonitor's CRD (monitoring.coreos.com/v1): the schemas of Kubernetes do not have it."""


def documents(text: str) -> list[Document]:
    return [one for one in yaml.safe_load_all(text) if one]


def digest_of_chart() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in CHART.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(CHART)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def head() -> str:
    return f"# From deploy/helm/assay as it is, by `scripts/check helm --write`. Chart: {digest_of_chart()}\n"


def rendered(helm: str, settings: list[str]) -> subprocess.CompletedProcess[str]:
    options = [part for one in settings for part in ("--set", one)]
    return subprocess.run([helm, "template", "assay", CHART, *options], capture_output=True, text=True, check=False)


def plain(helm: str) -> dict[str, str]:
    """File -> its text: one a template, so that what a cluster does not know can be left out."""
    files: dict[str, str] = {}
    ran = rendered(helm, [])
    ran.check_returncode()
    for part in re.split(r"^---\n", ran.stdout, flags=re.MULTILINE):
        if found := re.match(r"# Source: assay/templates/(\S+)\n", part):
            files[found[1]] = files.get(found[1], head()) + "---\n" + part.removeprefix(found[0])
    return files


def broken_promises(found: list[Document]) -> Iterator[str]:
    """What manifests of this chart always keep."""
    policies = {one["metadata"]["name"]: one["spec"] for one in found if one["kind"] == "NetworkPolicy"}
    budgets = {one["metadata"]["name"] for one in found if one["kind"] == "PodDisruptionBudget"}
    for one in found:
        name = one["metadata"]["name"]
        if one["kind"] == "ServiceMonitor":
            yield from _monitor(name, one)
        if one["kind"] in ("Job", "CronJob", "Pod"):
            yield f"{name}: a {one['kind']} is a pod for single programs"
        if one["kind"] in ("Deployment", "StatefulSet"):
            if name not in budgets:
                yield f"{name}: no PodDisruptionBudget"
            for line in _pod(one["spec"]["template"]["spec"]):
                yield f"{name}: {line}"
            if policies and name.endswith("-runner") and policies[name].get("egress") != []:
                yield f"{name}: its network policy lets it out"


def _pod(pod: Document) -> Iterator[str]:
    if pod.get("enableServiceLinks") is not False:
        yield "enableServiceLinks is on: its variables read as settings"
    if pod.get("automountServiceAccountToken") is not False:
        yield "it holds a token of the cluster"
    holds_socket = any(one.get("hostPath", {}).get("type") == "Socket" for one in pod.get("volumes", []))
    if pod.get("hostUsers") is False and holds_socket:
        yield "a user namespace cannot use the socket of the host's root"
    for container in [*pod.get("initContainers", []), *pod["containers"]]:
        context = {**pod.get("securityContext", {}), **container["securityContext"]}
        if not context.get("readOnlyRootFilesystem"):
            yield f"{container['name']} can write to its root"
        if context.get("allowPrivilegeEscalation") is not False or context.get("privileged"):
            yield f"{container['name']} can get more rights"
        if "ALL" not in context["capabilities"]["drop"]:
            yield f"{container['name']} keeps capabilities"
        if context.get("procMount") == "Unmasked" and pod.get("hostUsers") is not False:
            yield f"{container['name']}: an unmasked /proc needs hostUsers: false"
        if not context.get("runAsNonRoot") and not holds_socket:
            yield f"{container['name']} may run as root"
        if "memory" not in container["resources"]["limits"] or "cpu" not in container["resources"]["requests"]:
            yield f"{container['name']} has no bound of memory, or no cores of its own"
        if "startupProbe" not in container:
            yield f"{container['name']} has no probe"
    for container in pod["containers"]:
        if {"readinessProbe", "livenessProbe"} - container.keys():
            yield f"{container['name']} lacks a probe"


def _monitor(name: str, one: Document) -> Iterator[str]:
    if one["apiVersion"] != "monitoring.coreos.com/v1":
        yield f"{name}: not a ServiceMonitor of the CRD"
    unknown = one["spec"].keys() - _MONITOR.keys()
    unknown |= one["spec"]["selector"].keys() - _MONITOR["selector"]
    for endpoint in one["spec"]["endpoints"]:
        unknown |= endpoint.keys() - _MONITOR["endpoints"]
    if unknown:
        yield f"{name}: the CRD has no {', '.join(sorted(unknown))}"


def _against_schemas(validator: str, found: list[Document], version: str) -> list[str]:
    known = [one for one in found if one["kind"] != "ServiceMonitor"]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump_all(known, file)
        file.flush()
        command = [validator, "--strict", "-k", version, file.name]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).splitlines()
    passed = sum("passed for resource" in line for line in said)
    return [] if ran.returncode == 0 and passed == len(known) else said


def check(helm: str, validator: str) -> bool:
    wrong = []
    lint = subprocess.run([helm, "lint", "--strict", CHART], capture_output=True, text=True, check=False)
    if lint.returncode:
        wrong.append(lint.stdout + lint.stderr)
    for name, settings in VARIANTS.items():
        ran = rendered(helm, settings)
        if ran.returncode:
            wrong.append(f"{name}: {ran.stderr}")
            continue
        found = documents(ran.stdout)
        told = [*broken_promises(found)]
        for version in VERSIONS:
            told += _against_schemas(validator, found, version)
        print(f"{name}: {len(found)} manifests, Kubernetes {VERSIONS[0]} to {VERSIONS[-1]}: {told or 'good'}")
        wrong += told
    for settings in REFUSED:
        if not rendered(helm, settings).returncode:
            wrong.append(f"not refused: {settings}")
    if plain(helm) != {path.name: path.read_text() for path in PLAIN.glob("*.yaml")}:
        wrong.append("deploy/kubernetes is not what the chart gives: scripts/check helm --write")
    print("\n".join(wrong) or "the chart is good, and deploy/kubernetes is from it")
    return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.charts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--helm", default="helm", help="the helm to use")
    parser.add_argument("--validator", default="kubernetes-validate", help="the kubernetes-validate to use")
    parser.add_argument("--write", action="store_true", help="write deploy/kubernetes anew first")
    args = parser.parse_args()
    if args.write:
        PLAIN.mkdir(exist_ok=True)
        for old in PLAIN.glob("*.yaml"):
            old.unlink()
        for name, text in plain(args.helm).items():
            (PLAIN / name).write_text(text)
    sys.exit(not check(args.helm, args.validator))


if __name__ == "__main__":
    main()
