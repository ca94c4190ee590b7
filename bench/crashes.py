"""Kill the program at random moments, in every phase of its work, and count what was lost.

    python bench/crashes.py [--runs N] [--seed S] [PHASE ...]

Phases: indexing, judging (with theme editing, through the server), migration, backup, restore; what each looks for
stands in `tests/support/crashes.py`. Ends with status 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.crashes import PHASES, losses


def main() -> int:
    """Run the phases, and show the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("phases", nargs="*", choices=[*PHASES, []], default=[])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    print("| phase | killed | lost | s |\n|---|---|---|---|")
    lost: list[str] = []
    for phase in arguments.phases or PHASES:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="crashes-") as folder:
            found = losses(phase, Path(folder, phase), arguments.runs, arguments.seed)
        print(f"| {phase} | {arguments.runs} | {len(found)} | {time.monotonic() - start:.0f} |", flush=True)
        lost += [f"{phase}, {words}" for words in found]
    print("\n".join(lost))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
