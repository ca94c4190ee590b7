"""Which right each page needs. A page that is not named here is a lead's.

What a person may see of documents is no matter of pages: the workspace that they get holds nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus_search.access import Right, Viewer
from corpus_search.errors import ForbiddenError

OPEN = frozenset({"static", "account.log_in", "account.enter"})
"""Pages for those who are not logged in."""

READS: Mapping[str, Right | None] = {
    "start": None,
    "search": None,
    "suggest": None,
    "similar": None,
    "concordance": None,
    "documents": None,
    "reader": None,
    "library": None,
    "law": None,
    "original": None,
    "pages": None,
    "opensearch": None,
    "guide": None,
    "account": None,
    "saved": Right.SAVE,
    "themes": Right.JUDGE,
    "codebook": Right.JUDGE,
    "judging": Right.JUDGE,
    "evidence": Right.JUDGE,
    "tables": Right.JUDGE,
    "triangulation": Right.JUDGE,
    "searches": Right.JUDGE,
    "takeaway": Right.JUDGE,
    "starters": Right.CODEBOOK,
    "reorganise": Right.CODEBOOK,
    "codebook.new": Right.CODEBOOK,
    "codebook.edit": Right.CODEBOOK,
    "codebook.text": Right.CODEBOOK,
    "state": Right.REGISTER,
    "care": Right.REGISTER,
    "edit": Right.REGISTER,
    "pseudonyms": Right.NAMES,
    "audit": Right.AUDIT,
}
"""By page, else by the blueprint that it belongs to: what reading it needs; None for nothing but being let in."""

CHANGES: Mapping[str, Right | None] = {
    "account.enter": None,
    "account.leave": None,
    "account.leave_everywhere": None,
    "account.change_password": None,
    "saved.add": Right.SAVE,
    "saved.seen": Right.SAVE,
    "saved.remove": Right.SAVE,
    "judging.judge": Right.JUDGE,
    "judging.undo": Right.JUDGE,
    "evidence.judge": Right.JUDGE,
    "evidence.confirm": Right.JUDGE,
    "triangulation.save": Right.JUDGE,
    "searches.save_finding": Right.JUDGE,
    "searches.save_query": Right.CODEBOOK,
    "codebook.add": Right.CODEBOOK,
    "codebook.save": Right.CODEBOOK,
    "codebook.save_text": Right.CODEBOOK,
    "reorganise.merge": Right.CODEBOOK,
    "reorganise.move": Right.CODEBOOK,
    "reorganise.remove": Right.CODEBOOK,
    "reorganise.rename": Right.CODEBOOK,
    "reorganise.split": Right.CODEBOOK,
    "starters.start": Right.CODEBOOK,
    "edit.save": Right.REGISTER,
    "pseudonyms.put": Right.NAMES,
    "pseudonyms.remove": Right.NAMES,
}
"""By page: what it needs where something is changed. Each one is named."""

_SAFE = ("GET", "HEAD", "OPTIONS")


def right_for(endpoint: str, method: str) -> Right | None:
    """The right that a page needs; a page that nobody thought of needs a lead's."""
    if method not in _SAFE:
        return CHANGES.get(endpoint, Right.AUDIT)
    return READS.get(endpoint, READS.get(endpoint.partition(".")[0], Right.AUDIT))


def check_right(endpoint: str | None, method: str, viewer: Viewer) -> None:
    """Refuse what a person may not do. A page that does not exist is no matter of rights.

    Raises:
        ForbiddenError: they may not.
    """
    if endpoint is None or endpoint in OPEN:
        return
    right = right_for(endpoint, method)
    if right is not None and not viewer.may(right):
        raise ForbiddenError(
            "You may not do this. Ask a lead of this corpus, or log in with another account."
        )
