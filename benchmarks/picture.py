"""A run's report as a picture, for documents: written again from the run's files, then drawn by Chromium.

python -m benchmarks.picture runs/r1_tiny docs/images/r1_tiny.png      # apt-get install chromium
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from sdk.train.report.page import write_report

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    options = _parser().parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no Chromium to draw with: apt-get install chromium", file=sys.stderr)
        return 2
    page = write_report(options.run).resolve().as_uri()
    size = f"--window-size={options.width},{options.height}"
    picture = f"--screenshot={options.out.resolve()}"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size, picture, page]
    subprocess.run(command, check=True, capture_output=True)
    print(options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("run", type=Path, help="the folder of a run")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--width", type=int, default=1300, help="of the window, pixels")
    parser.add_argument("--height", type=int, default=2270, help="of the window, pixels: what is below is cut off")
    return parser


if __name__ == "__main__":
    sys.exit(main())
