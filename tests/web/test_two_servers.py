"""Two server processes on one index and one store."""

from __future__ import annotations

from pathlib import Path

from support.confided import indexed
from support.two_servers import JUDGEMENTS, judged_at_both


def test_nothing_is_lost_of_what_is_judged_at_two_servers(tmp_path: Path) -> None:
    acknowledged, kept, refused = judged_at_both(indexed(tmp_path))
    assert refused == []
    assert len(acknowledged) == 4 * JUDGEMENTS
    assert kept == acknowledged
