"""Tells, without listing it, that nothing was put into or taken from a folder."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

_SETTLED_NS: Final = 3_000_000_000
"""Clocks of file systems are coarse, two seconds at worst: a change may hide behind one so short before."""


class FolderWatch:
    """Remembers when a folder was changed last."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._changed = 0

    def may_have_changed(self) -> bool:
        """Whether anything may have come or gone since this was asked last."""
        try:
            changed = os.stat(self._folder).st_mtime_ns  # noqa: PTH116  (half the time of a Path's)
        except FileNotFoundError:
            return True
        if changed == self._changed:
            return False
        settled = time.time_ns() - changed > _SETTLED_NS
        self._changed = changed if settled else 0
        return True
