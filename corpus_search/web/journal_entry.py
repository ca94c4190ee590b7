"""A search as the journal keeps it, and as a query of a theme."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from corpus_search.access import Right
from corpus_search.errors import IndexUnusableError, StoreError
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import choices, url_args
from corpus_search.workspace import Workspace

logger = logging.getLogger(__name__)

_FIELDS = {
    "kind": "kind",
    "year": "year",
    "collection": "collection",
    "language": "language",
    "speaker": "speaker",
    "document": "document",
}
"""Fields of the query language by the filters that they stand for."""


def filters_of(request: SearchRequest) -> str:
    """The filters as an address has them: `kind=transcript&year=2020..2022`."""
    args = url_args(request)
    args.pop("q", None)
    args.pop("sort", None)
    return urlencode(args, doseq=True)


def as_query(request: SearchRequest) -> str:
    """The search as one text: `insentif kind:transcript year:2020..2022`."""
    by_field: dict[str, list[str]] = {}
    for choice in choices(request):
        by_field.setdefault(_FIELDS[choice.field], []).append(_value(choice.value))
    fields = [
        f"{field}:{values[0]}" if len(values) == 1 else f"({' OR '.join(f'{field}:{one}' for one in values)})"
        for field, values in by_field.items()
    ]
    words = f"({request.text})" if fields and _joined(request.text) else request.text
    return " ".join(filter(None, (words, *fields)))


def _value(value: str) -> str:
    return value if value.replace("_", "").replace(".", "").replace("-", "").isalnum() else f'"{value}"'


def _joined(text: str) -> bool:
    """Whether a text has an alternative at its top, which a field beside it would change."""
    return " OR " in f" {text} "


def _corpus(opened: Workspace) -> str:
    """Which corpus was searched; empty where only the engine could be asked."""
    try:
        return opened.corpus_checksum()
    except IndexUnusableError as error:
        logger.warning("The journal cannot tell which corpus was searched: %s", error)
        return ""


def keep_search(opened: Workspace, request: SearchRequest, total: int, person: str) -> None:
    """Keep a search of someone who does research in the journal; what others look for is nobody's business.

    Where it cannot be written the search goes on, and the log says why.
    """
    if not opened.viewer.may(Right.JUDGE):
        return
    try:
        opened.journal.searched(
            opened.finder.shown_query(request.text),
            total,
            who=person,
            corpus=_corpus(opened),
            filters=filters_of(request),
        )
    except StoreError as error:
        logger.warning("A search is not in the journal: %s", error)
