"""What the list of evidence shows, worked out before the template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from corpus_search.errors import NotFoundError
from corpus_search.evidence import Evidence, EvidenceFilter, EvidenceRoom
from corpus_search.evidence.informants import category_of, informant_of
from corpus_search.model import Document
from corpus_search.web import evidence_words, wording
from corpus_search.web.evidence_address import filter_args
from corpus_search.web.links import document_name, link
from corpus_search.web.theme_names import ThemeNames

PER_PAGE = 25
MOST = 40
"""Values of one filter on the page."""

Titles = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A value to filter by: a link that sets it, or takes it away where it is set."""

    label: str
    value: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowings:
    """A field to filter by."""

    name: str
    label: str
    values: tuple[Narrowing, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The list of evidence."""

    chosen: EvidenceFilter
    total: int
    items: tuple[Evidence, ...]
    fields: tuple[Narrowings, ...]
    first: int
    previous_url: str | None
    next_url: str | None
    args: dict[str, str | list[str]]
    """Parameters of this list: an export takes them over."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A filter: its parameter, the attribute of `EvidenceFilter`, what of a piece it looks at, and its words."""

    name: str
    attribute: str
    label: str
    value: Callable[[Evidence], str]
    word: Callable[[str], str]


def evidence_page(
    room: EvidenceRoom, chosen: EvidenceFilter, number: int, names: ThemeNames, documents: Titles
) -> EvidencePage:
    """Work out the page.

    Args:
        room: where the evidence is.
        chosen: the filters that are set.
        number: of the page, from 1.
        names: of the themes.
        documents: gives a document by its id; NotFoundError where there is none.
    """
    found = room.list(chosen)
    everything = room.list(EvidenceFilter(needs_look=chosen.needs_look, access=chosen.access))
    fields = _fields(names, documents)
    start = (number - 1) * PER_PAGE

    def address(other: EvidenceFilter, page: int = 1) -> str:
        return link("evidence.page", filter_args(other) | ({"page": str(page)} if page > 1 else {}))

    return EvidencePage(
        chosen=chosen,
        total=len(found),
        items=found[start : start + PER_PAGE],
        fields=tuple(
            filter(None, (_narrowings(field, fields, everything, chosen, address) for field in fields))
        ),
        first=start + 1 if start < len(found) else 0,
        previous_url=address(chosen, number - 1) if number > 1 else None,
        next_url=address(chosen, number + 1) if start + PER_PAGE < len(found) else None,
        args=filter_args(chosen),
    )


def _narrowings(
    field: _Field,
    fields: Sequence[_Field],
    everything: Sequence[Evidence],
    chosen: EvidenceFilter,
    address: Callable[[EvidenceFilter], str],
) -> Narrowings | None:
    """The values of one filter with what each would find beside the other filters."""
    current = _chosen(chosen, field)
    others = [(one, _chosen(chosen, one)) for one in fields if one is not field]
    counts = Counter(
        field.value(piece)
        for piece in everything
        if all(not values or one.value(piece) in values for one, values in others)
    )
    values = [
        Narrowing(
            label=field.word(value),
            value=value,
            count=counts[value],
            url=address(
                _with(
                    chosen,
                    field,
                    tuple(one for one in current if one != value) if value in current else (*current, value),
                )
            ),
            chosen=value in current,
        )
        for value in [*current, *(value for value, _ in counts.most_common(MOST) if value not in current)]
        if value
    ]
    return Narrowings(field.name, field.label, tuple(values)) if len(values) > 1 or current else None


def _chosen(chosen: EvidenceFilter, field: _Field) -> tuple[str, ...]:
    return tuple(map(str, getattr(chosen, field.attribute)))


def _with(chosen: EvidenceFilter, field: _Field, values: tuple[str, ...]) -> EvidenceFilter:
    changes: dict[str, object] = {field.attribute: values}
    return replace(chosen, **changes)  # type: ignore[arg-type]  # the attributes are named in _fields


def _fields(names: ThemeNames, documents: Titles) -> tuple[_Field, ...]:
    def title(identifier: str) -> str:
        try:
            return document_name(documents(identifier))
        except NotFoundError:
            return identifier

    return (
        _Field("theme", "themes", gettext("Theme"), lambda one: one.theme, names.name),
        _Field(
            "verdict",
            "verdicts",
            gettext("Verdict"),
            lambda one: one.verdict,
            lambda value: wording.word(evidence_words.VERDICTS, value),
        ),
        _Field(
            "stance",
            "stances",
            gettext("Stance"),
            lambda one: one.stance or "",
            lambda value: wording.word(evidence_words.STANCES, value),
        ),
        _Field(
            "kind",
            "kinds",
            gettext("Kind"),
            lambda one: one.place.document.kind if one.place.document else "",
            lambda value: wording.word(wording.KINDS, value),
        ),
        _Field("informant", "informants", gettext("Informant"), _informant, str),
        _Field("category", "categories", gettext("Category of informant"), _category, str),
        _Field(
            "document",
            "documents",
            gettext("Document"),
            lambda one: one.place.document.id if one.place.document else one.anchor.document,
            title,
        ),
        _Field(
            "standing",
            "standings",
            gettext("Place"),
            lambda one: one.place.standing,
            lambda value: wording.word(evidence_words.STANDINGS, value),
        ),
        _Field("who", "who", gettext("Judged by"), lambda one: one.judgement.who, str),
    )


def _informant(evidence: Evidence) -> str:
    document = evidence.place.document
    return informant_of(document, evidence.place.passage) if document else ""


def _category(evidence: Evidence) -> str:
    return category_of(evidence.place.document) if evidence.place.document else ""
