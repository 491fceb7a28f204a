"""Things break under a stream of batches with known scores. All faults, as a report: `python -m benchmarks.reliability`."""

from __future__ import annotations

import pytest

from tests.end_to_end.faults import FAULTS, Fault, sandboxes_of, socket_folder, suffer
from tests.end_to_end.processes import descendants, gone
from tests.end_to_end.running import start_server, stop

pytestmark = pytest.mark.docker

BRIEF = (
    "math worker SIGKILLed",
    "manager SIG",
    "fork server",
    "HTTP worker SIGKILLed",
    "container removed",
    "caller gone",
)


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.name.startswith(BRIEF)], ids=lambda fault: str(fault.name)
)
def test_every_score_is_right_or_null_and_the_service_is_whole_again(fault: Fault) -> None:
    running = start_server(workers="2")
    folder = socket_folder(running)
    report = suffer(running, fault, before_s=1, at_least_s=1, at_most_s=60)
    family = list(descendants(running.process.pid))
    assert stop(running) == 0
    assert report.seen.items > 0
    assert report.seen.wrong == []
    assert report.whole_after_s is not None, "it was never whole again"
    assert gone(family, within_s=20)
    assert sandboxes_of(folder) == []
