"""Informants as cases of a project: what is known of them, and the sources or selections that hold what they said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus_search.evidence.informants import category_of, informant_of
from corpus_search.exchange.dossier import Quotation
from corpus_search.model import Document, Kind

_TOLD = ("code", "informant", "position", "place")
"""What a register tells of an informant."""
CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Case:
    """An informant."""

    name: str
    variables: dict[str, str] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    """Ids of interviews with this informant alone."""
    selections: list[str] = field(default_factory=list)
    """Keys of evidence from talks of several."""


def cases_of(documents: Iterable[Document], quotations: Iterable[Quotation]) -> list[Case]:
    """The informants of some interviews, in the order of the interviews."""
    cases: dict[str, Case] = {}
    interviews = [document for document in documents if document.kind is Kind.TRANSCRIPT]
    told = {document.id for document in interviews if _is_told(document)}
    for document in interviews:
        if document.id in told:
            case = cases.setdefault(informant_of(document), Case(informant_of(document)))
            case.documents.append(document.id)
            known = {name: document.metadata.get(name, "") for name in _TOLD}
            known[CATEGORY] = category_of(document)
            case.variables.update({name: value for name, value in known.items() if value})
    for one in quotations:
        if one.document and one.document.kind is Kind.TRANSCRIPT and one.document.id not in told:
            name = informant_of(one.document, one.passage)
            cases.setdefault(name, Case(name)).selections.append(one.evidence.key)
    return list(cases.values())


def _is_told(document: Document) -> bool:
    """Whether the register names the informant of a whole interview."""
    return bool(document.metadata.get("code") or document.metadata.get("informant"))
