"""Sources for programs that manage references: CSL-JSON, and RIS and BibTeX made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypedDict

from corpus_search.exchange.dossier import Dossier
from corpus_search.exchange.latex import escaped
from corpus_search.model import Document, Kind

_BY_PRESIDENT = frozenset({"perpres", "keppres", "inpres", "penpres", "pp", "perppu"})
_GAZETTES = {"LN": "Lembaran Negara Republik Indonesia", "BN": "Berita Negara Republik Indonesia"}
_LANGUAGES = {"id": "id-ID", "en": "en"}


class Name(TypedDict):
    """A name that is not parted into given and family name: codes and pseudonyms of informants are not."""

    literal: str


Date = TypedDict("Date", {"date-parts": list[list[int]]})
Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": str,
        "title-short": str,
        "number": str,
        "genre": str,
        "jurisdiction": str,
        "authority": str,
        "container-title": str,
        "author": list[Name],
        "interviewer": list[Name],
        "event-place": str,
        "issued": Date,
        "language": str,
        "note": str,
    },
    total=False,
)
"""An item of CSL-JSON (https://citeproc-js.readthedocs.io, schema of citation-style-language)."""


def references(dossier: Dossier) -> list[Item]:
    """The documents that are quoted, or all where there is no evidence, as items of CSL-JSON."""
    return [item_of(document) for document in dossier.sources or dossier.documents]


def item_of(document: Document) -> Item:
    """A document as an item of CSL-JSON."""
    match document.kind:
        case Kind.REGULATION:
            item = _regulation(document)
        case Kind.TRANSCRIPT:
            item = _interview(document)
        case Kind.FIELD_NOTE:
            item = _filled(
                type="manuscript",
                genre="Catatan lapangan",
                author=_names(document.metadata.get("observer", "")),
            )
        case Kind.DOCUMENT:
            item = _filled(type="document", author=_names(document.metadata.get("author", "")))
    common = _filled(
        id=document.id,
        title=document.title,
        issued=_date(document),
        language=_LANGUAGES.get(document.language, ""),
    )
    if place := document.metadata.get("place"):
        common["event-place"] = place
    return common | item


def _filled(**values: object) -> Item:
    return {name: value for name, value in values.items() if value}  # type: ignore[return-value]  # names are Item's


def _regulation(document: Document) -> Item:
    known = document.metadata
    gazette = re.fullmatch(r"(LN|BN) (\d{4})/(\d+)", known.get("gazette", ""))
    by_president = known.get("type") in _BY_PRESIDENT
    item = _filled(
        type="legislation",
        number=known.get("number"),
        jurisdiction="id",
        authority=known.get("issuer")
        or ("Presiden Republik Indonesia" if by_president else "Republik Indonesia"),
    )
    if known.get("short"):
        item["title-short"] = known["short"]
    if gazette:
        item["container-title"] = f"{_GAZETTES[gazette[1]]} Tahun {gazette[2]} Nomor {gazette[3]}"
    if known.get("supplement"):
        item["note"] = f"Tambahan {_GAZETTES['LN']} Nomor {known['supplement']}"
    return item


def _interview(document: Document) -> Item:
    known = document.metadata
    return _filled(
        type="interview",
        author=_names(known.get("informant") or known.get("code", "")),
        interviewer=_names(known.get("interviewer", "")),
    )


def _names(name: str) -> list[Name]:
    return [Name(literal=name)] if name else []


def _date(document: Document) -> Date | None:
    """As exact as it is known; the year of a regulation is that of its number."""
    parts = [int(part) for part in (document.date or "").split("-") if part]
    year = document.year
    if year and (not parts or parts[0] != year):
        parts = [year]
    return {"date-parts": [parts]} if parts else None


# --- RIS (https://en.wikipedia.org/wiki/RIS_(file_format), as Zotero, Mendeley and EndNote read it) ---

_RIS_TYPES = {"legislation": "STAT", "interview": "PCOMM", "manuscript": "UNPB", "document": "GEN"}


def ris_of(items: Iterable[Item]) -> str:
    """Items as RIS."""
    return "".join(map(_ris, items))


def _ris(item: Item) -> str:
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    year = str(parts[0]) if parts else ""
    numbers = [f"{part:02}" for part in parts[1:]]
    authors = [name["literal"] for name in item.get("author", [])]
    if item["type"] == "legislation":
        authors = [item.get("authority", "")]
    lines = [
        ("TY", _RIS_TYPES[item["type"]]),
        ("ID", item["id"]),
        ("TI", item.get("title", "")),
        ("ST", item.get("title-short", "")),
        *(("AU", name) for name in authors),
        *(("A2", name["literal"]) for name in item.get("interviewer", [])),
        ("M1", item.get("number", "")),
        ("T2", item.get("container-title", "")),
        ("PY", year),
        ("DA", "/".join((year, *numbers, *[""] * (3 - len(numbers)))) if year else ""),
        ("CY", "Indonesia" if item["type"] == "legislation" else item.get("event-place", "")),
        ("M3", item.get("genre", "")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    kept = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
    return "\r\n".join((*kept, "ER  - ", "", ""))


# --- BibTeX ---


def bibtex_of(items: Iterable[Item]) -> str:
    """Items as BibTeX: all are `@misc`, which every style knows. Titles keep their capitals."""
    taken: set[str] = set()
    return "\n".join(_bibtex(item, taken) for item in items)


def _bibtex(item: Item, taken: set[str]) -> str:
    key = stem = re.sub(r"[^A-Za-z0-9:.-]+", "-", item["id"]).strip("-") or "source"
    number = 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key)
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    authors = [name["literal"] for name in item.get("author", [])] or [item.get("authority", "")]
    interviewers = ", ".join(name["literal"] for name in item.get("interviewer", []))
    notes = (item.get("note", ""), f"Pewawancara: {interviewers}" if interviewers else "")
    fields: Mapping[str, str] = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in authors if name),
        "title": f"{{{escaped(item.get('title', ''))}}}",
        "shorttitle": escaped(item.get("title-short", "")),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "number": escaped(item.get("number", "")),
        "howpublished": escaped(item.get("container-title", "") or item.get("genre", "")),
        "address": escaped(item.get("event-place", "")),
        "note": escaped(". ".join(note for note in notes if note)),
        "langid": {"id-ID": "indonesian", "en": "english"}.get(item.get("language", ""), ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}\n"
