"""What people do, kept in the journal once there are accounts: on a machine of one person nobody else is to know."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence

from flask import Flask, Response, g, request

from corpus_search.access import Right
from corpus_search.errors import CorpusSearchError, NotFoundError
from corpus_search.evidence import Evidence
from corpus_search.journal import What
from corpus_search.model import Access, Document
from corpus_search.web.current import workspace
from corpus_search.web.gate import CHANGES
from corpus_search.web.person import who

logger = logging.getLogger(__name__)

_CHANGED: Mapping[Right, What] = {
    Right.JUDGE: What.JUDGED,
    Right.CODEBOOK: What.CODEBOOK,
    Right.REGISTER: What.REGISTER,
    Right.NAMES: What.PSEUDONYMS,
}
"""What a change is, by the right that it needs."""
_SHOWN = "documents_shown"
EXPORTS = frozenset(
    {
        "takeaway.file",
        "takeaway.codebook",
        "search.csv",
        "search.xlsx",
        "concordance.csv",
        "searches.table",
        "audit.csv",
    }
)
DOCUMENTS = frozenset({"reader", "law", "pages", "original", "similar"})
"""Blueprints whose pages show a document that `identifier` names, or a passage of it."""


_IDS_TOLD = 400
"""Characters of the ids of what was shown on one page; of the rest, how many."""


def audit(app: Flask) -> None:
    """Keep what was done with each request that succeeded."""

    @app.after_request
    def keep(response: Response) -> Response:
        if g.with_accounts and response.status_code < 400 and request.endpoint:
            found = _what(request.endpoint)
            if found is not None:
                note(*found, who=who(), once=found[0] in (What.SAW, What.NAMES))
            if shown := g.get(_SHOWN):
                note(What.SHOWN, f"{request.path}: {_listed(list(shown))}", who=who(), once=True)
        return response


def shows(documents: Iterable[Document | None]) -> None:
    """Say that the answer holds words of these documents, as its page, file or JSON."""
    ids = (one.id for one in documents if one is not None and one.access is not Access.PUBLIC)
    setattr(g, _SHOWN, g.get(_SHOWN, {}) | dict.fromkeys(ids))


def shows_evidence(evidence: Iterable[Evidence]) -> None:
    """The same of quotes."""
    shows(one.place.document for one in evidence)


def _listed(ids: Sequence[str]) -> str:
    """As many ids as have room, and how many there are besides: one page is one event, however much it shows."""
    told: list[str] = []
    for one in ids:
        if sum(map(len, told)) + len(one) > _IDS_TOLD:
            return f"{', '.join(told)} + {len(ids) - len(told)}"
        told.append(one)
    return ", ".join(told)


def note(what: What, about: str, *, who: str, once: bool = False) -> None:
    """Keep what someone did. Where that cannot be written, the log says why."""
    try:
        workspace().journal.happened(what, about, who=who, once=once)
    except CorpusSearchError as error:
        logger.warning("%s is not in the journal: %s", what, error)


def _what(endpoint: str) -> tuple[What, str] | None:
    if request.method == "POST":
        right = CHANGES.get(endpoint)
        changed = _CHANGED.get(right) if right else None
        return (changed, _about()) if changed else None
    if endpoint in EXPORTS:
        return What.EXPORTED, request.path
    if endpoint in {"library.informant", "library.informant_json"}:
        return What.SAW, request.path
    if endpoint.partition(".")[0] in DOCUMENTS:
        document = _document((request.view_args or {}).get("identifier", ""))
        if document is not None and document.access is not Access.PUBLIC:
            return What.NAMES if request.args.get("names") == "real" else What.SAW, document.id
    return None


def _about() -> str:
    """What a change is about: the theme that a form names, and the address, which names the rest."""
    theme = request.form.get("theme", "")
    return f"{request.path} {theme}".strip()


def _document(identifier: str) -> Document | None:
    """The document of an id, or of a passage's; of a copy the one that it is a copy of, which says who may see it."""
    opened = workspace()
    try:
        found = opened.document(identifier)
        return opened.document(found.duplicate_of) if found.duplicate_of else found
    except NotFoundError:
        pass
    try:
        return opened.passage(identifier).document
    except NotFoundError:
        return None
