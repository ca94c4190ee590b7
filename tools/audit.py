"""Known weaknesses of what the project needs, as installed here, by the advisories of the package index.

    python tools/audit.py

Exit status: 0 none is known; 1 some are, and which version mends them; 3 the advisories cannot be reached from here, so
nothing was looked at. Needs `pip-audit`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dependencies import installed

UNREACHABLE = 3
SECONDS_A_PACKAGE = "15"


def main() -> int:
    """Ask for all of them, and say what is known."""
    told, trouble = _advisories()
    known = [one for one in told if "vulns" in one]
    for one in known:
        for weakness in one["vulns"]:
            mended = ", ".join(weakness["fix_versions"]) or "no version yet"
            print(f"{one['name']} {one['version']}: {weakness['id']}, mended in {mended}")
    if any(one["vulns"] for one in known):
        return 1
    if trouble or len(known) < len(told):
        many = len(told) - len(known)
        print(f"NOT AUDITED: {trouble or f'{many} of {len(told)} packages are not known there'}")
        print("Run tools/audit.py where the advisories of the package index can be reached.")
        return UNREACHABLE
    print(f"{len(known)} packages, no known weakness")
    return 0


def _advisories() -> tuple[list[dict[str, Any]], str]:
    """What is told of each package, or why nothing is."""
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        pinned = Path(folder) / "requirements.txt"
        pinned.write_text("".join(f"{name}=={one.version}\n" for name, one in sorted(installed().items())))
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            str(pinned),
            "--no-deps",
            "--disable-pip",
        ]
        command += ["--format", "json", "--progress-spinner", "off", "--timeout", SECONDS_A_PACKAGE]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(asked.stdout)["dependencies"], ""
    except ValueError:
        return [], (asked.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]


if __name__ == "__main__":
    sys.exit(main())
