"""The program under the rights that files give."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def obedient() -> list[str]:
    """The program's command line, without root's exemption from the rights of files."""
    command = [sys.executable, "-m", "corpus_search"]
    if os.name == "nt" or os.getuid() != 0:
        return command
    lowered = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    tried = shutil.which("setpriv") and subprocess.run(
        [*lowered, "--version"], capture_output=True, check=False
    )
    if not tried or tried.returncode != 0:
        pytest.skip("root may do everything, and its rights cannot be taken away here (setpriv)")
    return lowered
