"""A few of the crashes that `bench/crashes.py` makes by the hundred."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.crashes import PHASES, losses


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("phase", PHASES)
def test_nothing_is_lost_when_it_is_killed(phase: str, tmp_path: Path) -> None:
    assert losses(phase, tmp_path / phase, runs=3, seed=1) == []
