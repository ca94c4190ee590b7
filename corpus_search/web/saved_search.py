"""A saved search: as it is asked again, and what it finds that it had not shown yet."""

from __future__ import annotations

from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from corpus_search.model import Found
from corpus_search.saved import SavedSearch, key_of
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import read_request
from corpus_search.web.journal_entry import filters_of
from corpus_search.workspace import Workspace


def asked_by(saved: SavedSearch) -> SearchRequest:
    """The request that a saved search stands for.

    Raises:
        UsageError: its filters mean nothing to this version of the program.
    """
    return read_request(MultiDict([("q", saved.query), *parse_qsl(saved.filters)]))


def save(opened: Workspace, name: str, request: SearchRequest, person: str) -> SavedSearch:
    """Keep a search; what it finds now counts as seen.

    Raises:
        UsageError: there is nothing to search for, or the person has a saved search of this name.
    """
    return opened.saved.save(
        name,
        opened.finder.shown_query(request.text),
        who=person,
        corpus=opened.corpus_checksum(),
        passages=map(key_of, opened.finder.everything(request)),
        filters=filters_of(request),
    )


def news(opened: Workspace, saved: SavedSearch) -> tuple[Found, ...]:
    """The passages that a saved search finds and has not shown yet, the best first.

    Nothing is searched where the corpus is as it was at the last look.
    """
    if saved.corpus == opened.corpus_checksum():
        return ()
    seen = opened.saved.seen(saved.id)
    return tuple(found for found in opened.finder.everything(asked_by(saved)) if key_of(found) not in seen)


def mark_seen(opened: Workspace, saved: SavedSearch) -> None:
    """Take all that a saved search finds now for seen."""
    opened.saved.look(
        saved.id,
        corpus=opened.corpus_checksum(),
        passages=map(key_of, opened.finder.everything(asked_by(saved))),
    )
