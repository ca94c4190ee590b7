"""What a template may say of a regulation and a place in one.

An article that an amending regulation quotes is an article of the amended one, so all fields tell of that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus_search.citing.library import Library, age, amended_ids
from corpus_search.citing.styles import Words
from corpus_search.law import full_name, parse_reference, short_name
from corpus_search.model import Document, Part, Passage

_ARTICLE = re.compile(r"Pasal (?:\d+[A-Z]{0,2}|[IVXLC]+)")
_TITLE = "Judul"
"""Step of a regulation's title: citing it is citing the whole."""
_SUBJECT = re.compile(r"\s+tentang\s+", re.IGNORECASE)
_GAZETTES = {"LN": "Lembaran Negara Republik Indonesia", "BN": "Berita Negara Republik Indonesia"}
_GAZETTE = re.compile(r"(LN|BN) (\d{4})/(\d+)")
_LOCAL = re.compile(r"(?:Provinsi|Kabupaten|Kota|Gubernur|Bupati|Wali\s?[Kk]ota|Desa)\b")
_REGIONS = {"Gubernur": "Provinsi", "Bupati": "Kabupaten", "Wali Kota": "Kota", "Walikota": "Kota"}

FIELDS = frozenset(
    (
        "where", "short", "full", "title", "subject", "type", "type_english", "type_short", "number", "year",
        "date", "state", "government", "gazette", "gazette_short", "supplement", "supplement_short",
        "amendment", "quoted_in", "none",
    )
)  # fmt: skip
"""Names of the fields."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What is known of a regulation that is cited."""

    type: str
    number: str
    year: str
    issuer: str
    short: str
    full: str
    title: str
    subject: str
    metadata: Mapping[str, str]


def regulation_fields(
    document: Document, passage: Passage | None, words: Words, library: Library
) -> dict[str, str]:
    """The fields of a regulation, or of a place in it."""
    where, quoted = place(passage) if passage else ("", False)
    amended = (passage.quoted_from if passage else "") or next(iter(amended_ids(document)), "")
    act = _amended(document, amended, library) if quoted else _act(document)
    by = _amending(document, amended, library) if quoted else library.amending.get(document.id, ())
    metadata = act.metadata if act else {}
    gazette = _GAZETTE.fullmatch(metadata.get("gazette", ""))
    supplement = metadata.get("supplement", "")
    known = act or _Act("", "", "", "", "", "", "", "", {})
    return {
        "where": where,
        "short": known.short,
        "full": known.full,
        "title": known.title,
        "subject": known.subject,
        "type": known.full.partition(" Nomor ")[0],
        "type_english": words.types.get(known.type, ""),
        "type_short": known.short.rpartition(" ")[0],
        "number": known.number,
        "year": known.year,
        "date": metadata.get("enacted", ""),
        "state": known.issuer if _LOCAL.match(known.issuer) else words.state,
        "government": _government(known.issuer, words),
        "gazette": f"{_GAZETTES[gazette[1]]} Tahun {gazette[2]} Nomor {gazette[3]}" if gazette else "",
        "gazette_short": f"{gazette[1]} Tahun {gazette[2]} No. {gazette[3]}" if gazette else "",
        "supplement": f"Tambahan {_GAZETTES['LN']} Nomor {supplement}" if supplement else "",
        "supplement_short": f"TLN No. {supplement}" if supplement else "",
        "amendment": _amendment(by, words),
        "quoted_in": (document.metadata.get("short") or document.title) if quoted else "",
        "none": words.none,
    }


def place(passage: Passage) -> tuple[str, bool]:
    """The place within a regulation, and whether it is an article quoted from the amended one."""
    steps = passage.path.split(" > ")
    articles = [at for at, step in enumerate(steps) if _ARTICLE.fullmatch(step)]
    if passage.part is Part.LAMPIRAN:
        return " ".join(steps), False
    if passage.part is Part.PENJELASAN:
        rest = steps[articles[-1] :] if articles else steps[1:]
        return " ".join((steps[0], *rest)), len(articles) > 1
    if articles:
        return " ".join(steps[articles[-1] :]), len(articles) > 1
    if steps == [_TITLE]:
        return "", False
    return " ".join(("diktum", *steps) if steps[0].isupper() and passage.part is Part.BODY else steps), False


def _act(document: Document) -> _Act:
    known = document.metadata
    kind, number, year, issuer = (known.get(name, "") for name in ("type", "number", "year", "issuer"))
    full = full_name(kind, year, number, issuer) if kind and number and year else ""
    return _Act(
        type=kind,
        number=number,
        year=year,
        issuer=issuer,
        short=known.get("short", ""),
        full=full,
        title=document.title,
        subject=known.get("subject", ""),
        metadata=known,
    )


def _amended(document: Document, amended: str, library: Library) -> _Act | None:
    """A regulation that a document amends: from the corpus, else from its identifier; None where it is not known."""
    if held := library.regulations.get(amended):
        return _act(held)
    reference = parse_reference(amended) if amended else None
    if reference is None or not reference.type:
        return None
    named = (reference.type, reference.year, reference.number, reference.issuer)
    subject = _amended_subject(document) if amended in amended_ids(document) else ""
    full = full_name(*named)
    return _Act(
        type=reference.type,
        number=reference.number,
        year=reference.year,
        issuer=reference.issuer,
        short=short_name(*named),
        full=full,
        title=f"{full} tentang {subject}" if subject else full,
        subject=subject,
        metadata={},
    )


def _amended_subject(document: Document) -> str:
    """What the amended regulation is about: the end of `Perubahan atas ... Nomor 1 Tahun 2020 tentang ...`."""
    parts = _SUBJECT.split(document.metadata.get("subject", ""), maxsplit=1)
    return parts[1] if len(parts) > 1 and parts[0].casefold().startswith("perubahan") else ""


def _amending(document: Document, amended: str, library: Library) -> Sequence[Document]:
    """The regulations that amend another one, up to the one that quotes it."""
    known = library.amending.get(amended, ())
    return [*(act for act in known if act.id != document.id and age(act) <= age(document)), document]


def _amendment(acts: Sequence[Document], words: Words) -> str:
    if not acts:
        return ""
    act = _act(acts[-1])
    phrase = words.amended_once if len(acts) == 1 else words.amended_often
    return phrase.replace("{regulation}", act.full or act.title)


def _government(issuer: str, words: Words) -> str:
    """The author as APA wants it: the government, a ministry, a region's government."""
    name = " ".join(issuer.split())
    if local := _LOCAL.match(name):
        region = f"{_REGIONS.get(local[0], local[0])}{name[local.end() :]}"
        return words.local_government.replace("{region}", region)
    return re.sub(r"^Menteri\b", "Kementerian", name) if name else words.government
