"""What is known of a document: the register before front matter before content before folder names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from corpus_search.access import access_now, default_access
from corpus_search.describing.content import (
    is_regulation,
    kind_by_content,
    language_by_content,
    title_page_date,
)
from corpus_search.describing.ids import id_stem
from corpus_search.describing.paths import kind_of_name, kind_of_path, regulation_of_path
from corpus_search.describing.register import RegisterRow
from corpus_search.describing.titles import title_of
from corpus_search.describing.vocabulary import access_of, canonical, kind_of, language_code
from corpus_search.law import TitleBlock, short_name, title_block
from corpus_search.model import Access, Extraction, Kind
from corpus_search.segmenting import identity_of_document
from corpus_search.segmenting.dates import find_day, parse_date
from corpus_search.segmenting.text import DocumentText

_FRONT_MATTER = frozenset({"markdown"})
"""Formats whose metadata a person wrote: their title comes before one made from the content."""
_OWN_FIELDS = frozenset({"id", "path", "title", "kind", "date", "access", "language"})
"""What has a place of its own in a document, and so does not belong in its metadata."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a document before it is segmented."""

    kind: Kind
    title: str
    language: str
    """`id`, `en` or empty."""
    date: str | None
    """ISO, as exact as known."""
    access: Access
    metadata: Mapping[str, str]
    id_stem: str
    """What its id should be; see `assign_id`."""


def describe(
    path: str, extraction: Extraction, row: RegisterRow | None = None, *, today: date | None = None
) -> Description:
    """Put together what is known of a document.

    Args:
        path: relative to the corpus, with `/`.
        extraction: what was read of the file; its metadata are front matter or the file's properties.
        row: what people say of it.
        today: the day on which embargoes are looked at; that of the machine by default.
    """
    text = DocumentText.of(extraction.pages)
    said = row.values if row else {}
    own = {
        canonical(name): " ".join(value.split())
        for name, value in extraction.metadata.items()
        if value.strip()
    }
    told = {**own, **said}
    told_kind = kind_of(told.get("kind", ""))
    block = title_block(text.text) if told_kind in (None, Kind.REGULATION) else None
    kind = told_kind or _kind(path, text, titled=block is not None)
    found = _found(path, kind, text, block)
    metadata = {**found, **told}
    language = language_code(told.get("language", "")) or language_by_content(text.text)
    written = said.get("title") or (own.get("title") if extraction.format in _FRONT_MATTER else None)
    title = written or title_of(kind, text, path, metadata, language)
    kept = {name: value for name, value in metadata.items() if name not in _OWN_FIELDS and value}
    if kind is Kind.REGULATION:
        kept |= _short(kept)
    if until := parse_date(kept.get("embargo_until", "")):
        kept["embargo_until"] = until
    return Description(
        kind=kind,
        title=title,
        language=language,
        date=_date(path, kind, told, found),
        access=access_now(_access(kind, told.get("access", "")), kept, today or date.today()),  # noqa: DTZ011
        metadata=kept,
        id_stem=id_stem(path, kind, kept),
    )


def _kind(path: str, text: DocumentText, *, titled: bool) -> Kind:
    """The kind that content, folders or, where there is no text, the file's name tell."""
    named = regulation_of_path(path) is not None
    if is_regulation(text, titled=titled, named=named):
        return Kind.REGULATION
    kind = kind_by_content(text) or kind_of_path(path) or kind_of_name(path)
    if kind is None and named and not text.text.strip():
        return Kind.REGULATION
    return kind or Kind.DOCUMENT


def _found(path: str, kind: Kind, text: DocumentText, block: TitleBlock | None) -> Mapping[str, str]:
    """What the content tells."""
    match kind:
        case Kind.REGULATION:
            return _law(path, block)
        case Kind.DOCUMENT:
            return {"date": title_page_date(text) or ""}
        case _:
            return identity_of_document(text, kind)


def _law(path: str, block: TitleBlock | None) -> dict[str, str]:
    """What a regulation says of itself; where its number is lost or its year misread, what its file's name tells."""
    found: dict[str, str] = {}
    if block is not None:
        found = {
            "type": block.type,
            "number": block.number,
            "year": block.year,
            "subject": block.subject,
            "issuer": block.issuer,
            "amends": ", ".join(block.amends),
            "enacted": block.enacted or "",
            "promulgated": block.promulgated or "",
            "gazette": block.gazette,
            "supplement": block.supplement,
        }
    named = regulation_of_path(path)
    if named is None:
        return found
    if not (found.get("number") and found.get("year")):
        found |= {"type": named.type, "number": named.number, "year": named.year}
        found["issuer"] = found.get("issuer") or named.issuer
    elif (named.type, named.number) == (found["type"], found["number"]):
        found["year"] = named.year  # scans misread digits, names are typed
    return found


def _short(metadata: Mapping[str, str]) -> dict[str, str]:
    kind, year, number = (metadata.get(name, "") for name in ("type", "year", "number"))
    if not (kind and year and number):
        return {}
    return {"short": short_name(kind, year, number, metadata.get("issuer", ""))}


def _date(path: str, kind: Kind, told: Mapping[str, str], found: Mapping[str, str]) -> str | None:
    if date := parse_date(told.get("date", "")):
        return date
    if kind is Kind.REGULATION:
        return found.get("enacted") or told.get("year") or found.get("year") or None
    return (
        parse_date(found.get("date", ""))
        or find_day(found.get("date", ""))
        or find_day(PurePosixPath(path).stem)
    )


def _access(kind: Kind, word: str) -> Access:
    """What is said of access; a word that is not understood keeps the document closed."""
    if word:
        return access_of(word) or Access.RESTRICTED
    return default_access(kind)
