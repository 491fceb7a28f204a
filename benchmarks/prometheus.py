"""The dashboard and the alert rules of `deploy/`, asked of a real Prometheus that scrapes a running service.

    python -m benchmarks.prometheus --url http://127.0.0.1:8000

Every query must be one that Prometheus takes, and name only metrics that the service has; all but those of what has not
happened must answer with a number.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from sdk import Item, RewardClient
from tests.end_to_end.running import free_port

DEPLOY = Path(__file__).parents[1] / "deploy"
SCRAPES_S = 12
VARIABLES = {"$instance": ".*", "$__rate_interval": "10s"}
NAME = re.compile(r"\bassay_\w+")


def queries() -> dict[str, str]:
    """Title -> PromQL, of every panel's targets."""
    board = json.loads((DEPLOY / "dashboard.json").read_text())
    found = {f"{panel['title']} ({one['refId']})": one["expr"] for panel in board["panels"] for one in panel["targets"]}
    for name, value in VARIABLES.items():
        found = {title: query.replace(name, value) for title, query in found.items()}
    return found


@contextlib.contextmanager
def prometheus(target: str) -> Iterator[str]:
    """The URL of a Prometheus that scrapes `target` every second."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "prometheus.yml"
        scrape = {"job_name": "assay", "static_configs": [{"targets": [target]}]}
        rules = [str(DEPLOY / "alerts.yml")]
        settings = {"global": {"scrape_interval": "1s", "evaluation_interval": "1s"}, "rule_files": rules}
        config.write_text(json.dumps(settings | {"scrape_configs": [scrape]}))  # JSON is YAML
        address = f"127.0.0.1:{free_port()}"
        command = ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/data"]
        with subprocess.Popen([*command, f"--web.listen-address={address}"], stderr=subprocess.DEVNULL) as running:
            try:
                _wait(f"http://{address}/-/ready")
                yield f"http://{address}"
            finally:
                running.terminate()


def _wait(url: str) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url).status_code == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(url)


def use(url: str) -> None:
    """Something to tell: right and wrong answers, undecided ones, faults of inputs, a program without a sandbox."""
    answers = ["\\boxed{1}", "\\boxed{2}", "\\boxed{9^{9^{9^{9}}}}", "\\frac{n(n+1)}{2}"]
    items = [Item(completion=f"<think>a</think><answer>{one}</answer>", ground_truth=truth)
             for one in answers for truth in ("1", "\\sum_{k=1}^{n} k")]  # fmt: skip
    tests = {"type": "call", "entry_point": "f", "cases": [{"args": [1], "output": 1}]}
    with RewardClient(url) as client:
        until = time.monotonic() + SCRAPES_S
        while time.monotonic() < until:
            client.score([*items, Item(completion="f = abs", tests=tests), Item(completion="x")])
            time.sleep(0.2)


def asked(base: str, path: str, **parameters: str) -> Any:
    answer = httpx.get(f"{base}{path}", params=parameters, timeout=30).json()
    if answer["status"] != "success":
        raise ValueError(answer["error"])
    return answer["data"]


def troubles(base: str) -> Iterator[str]:
    known = set(asked(base, "/api/v1/label/__name__/values"))
    for title, query in queries().items():
        if unknown := set(NAME.findall(query)) - known:
            yield f"{title}: the service has no {', '.join(sorted(unknown))}"
        elif not asked(base, "/api/v1/query", query=query)["result"]:
            yield f"{title}: no answer to {query}"
    for rule in asked(base, "/api/v1/rules")["groups"][0]["rules"]:
        unknown = set(NAME.findall(rule["query"])) - known
        if rule["health"] != "ok" or unknown:
            yield f"{rule['name']}: {rule.get('lastError') or f'the service has no {unknown}'}"
        elif rule["state"] == "firing":
            yield f"{rule['name']} fires though nothing is wrong"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="a running service")
    url = parser.parse_args(argv).url
    with prometheus(url.removeprefix("http://")) as base:
        use(url)
        found = list(troubles(base))
    print("\n".join(found) or f"{len(queries())} queries of the dashboard and all alert rules answer")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
