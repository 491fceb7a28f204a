"""A program run as it is, for callers that compare its output themselves: nothing judges it here."""

from __future__ import annotations

from sandbox_runner.building import Outcome
from sandbox_runner.sessions import ScriptSession
from sandbox_runner.watch import Meter, Process, Pump


class RunSession(ScriptSession):
    """run: as stdio with one case, but what was printed and the exit code are told however the program ended."""

    def _until_end(self, process: Process, meter: Meter, pump: Pump, output: bytearray) -> Outcome:
        outcome = super()._until_end(process, meter, pump, output)
        printed = bytes(output[: self.job["output_limit"]])
        return outcome | {"output": printed, "exit_code": process.status if process.ended() else None}
