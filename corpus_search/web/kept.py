"""What was kept a moment ago, as the address of a page tells: a judgement, or a search."""

from __future__ import annotations

from flask import request

from corpus_search.errors import NotFoundError
from corpus_search.evidence import Judgement
from corpus_search.web.current import workspace


def just_kept() -> Judgement | None:
    """The judgement that a form led back from, if it is not taken back since."""
    number = request.args.get("kept", "")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    room = workspace().evidence
    try:
        kept = room.judgement(int(number))
    except NotFoundError:
        return None
    undone = any(row.retracts == kept.id for row in room.history(theme=kept.theme, anchor=kept.anchor))
    return None if undone else kept
