"""How a document and a passage are cited, in the document's language.

Regulations are cited as Indonesian law is, whatever the language around them: `Perpres 36/2020 Pasal 12 ayat (1)`. An
article that an amending regulation quotes is an article of the amended one: `Perpres 36/2020 Pasal 5 ayat (2)
sebagaimana diubah dengan Perpres 113/2022`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus_search.law import full_name, parse_reference, short_name
from corpus_search.model import Document, Kind, Part, Passage

Style = Literal["short", "legal"]
"""`short` for lists and notes; `legal` names a regulation in full, the place first. Other kinds have one form."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a citation in one language."""

    interview_with: str
    field_note: str
    page: str
    months: str
    """Their names, parted by spaces."""
    steps: tuple[tuple[str, str], ...] = ()
    """Words of a path and what they are in this language."""


_INDONESIAN = _Words(
    interview_with="Wawancara dengan {who}",
    field_note="Catatan lapangan",
    page="hlm.",
    months="Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
)
_ENGLISH = _Words(
    interview_with="Interview with {who}",
    field_note="Field note",
    page="p.",
    months="January February March April May June July August September October November December",
    steps=(("ujaran", "turn"), ("par.", "para."), ("baris", "row")),
)
_ARTICLE = re.compile(r"Pasal (?:\d+[A-Z]{0,2}|[IVXLC]+)")
_TITLE = "Judul"
"""Step of a regulation's title: citing it is citing the whole."""
_LAST_STEP = re.compile(r"(ujaran|par\.|baris) \d+(?:–\d+)?")
"""Last step of a path where it counts turns, paragraphs or rows."""


def cite(document: Document, passage: Passage | None = None, *, style: Style = "short") -> str:
    """Cite a passage, or a document as a whole.

    Args:
        document: the document.
        passage: one of its passages; None for the whole.
        style: how a regulation is named.
    """
    match document.kind:
        case Kind.REGULATION:
            return _regulation(document, passage, style)
        case Kind.TRANSCRIPT:
            return _interview(document, passage)
        case Kind.FIELD_NOTE:
            return _field_note(document, passage)
        case Kind.DOCUMENT:
            return _document(document, passage)


def _regulation(document: Document, passage: Passage | None, style: Style) -> str:
    place, quoted = _place(passage) if passage else ("", False)
    short = document.metadata.get("short") or document.title
    own = document.title if style == "legal" else short
    amended = _amended(document, style) if quoted else None
    if quoted:
        own = f"sebagaimana {'telah ' if style == 'legal' else ''}diubah dengan {own}"
    named = [part for part in (amended, own) if part]
    if style == "legal" or (quoted and not amended):
        return " ".join(part for part in (place, *named) if part)
    return " ".join(part for part in (named[0], place, *named[1:]) if part)


def _place(passage: Passage) -> tuple[str, bool]:
    """The place within a regulation, and whether it is an article quoted from the amended one."""
    steps = passage.path.split(" > ")
    articles = [at for at, step in enumerate(steps) if _ARTICLE.fullmatch(step)]
    if passage.part is Part.LAMPIRAN:
        return " ".join(steps), False
    if passage.part is Part.PENJELASAN:
        return " ".join((steps[0], *(steps[articles[0] :] if articles else steps[1:]))), False
    if articles:
        return " ".join(steps[articles[-1] :]), len(articles) > 1
    if steps == [_TITLE]:
        return "", False
    return " ".join(("diktum", *steps) if steps[0].isupper() and passage.part is Part.BODY else steps), False


def _amended(document: Document, style: Style) -> str | None:
    """The regulation that a document amends, named as the style has it; None where it is not known."""
    first = document.metadata.get("amends", "").split(",")[0].strip()
    reference = parse_reference(first) if first else None
    if reference is None or not reference.type:
        return None
    name = full_name if style == "legal" else short_name
    return name(reference.type, reference.year, reference.number, reference.issuer)


def _interview(document: Document, passage: Passage | None) -> str:
    words = _words(document)
    who = document.metadata.get("informant") or document.metadata.get("code")
    name = words.interview_with.format(who=who) if who else document.title
    return _listed(name, _date(document.date, words), *_steps(passage, words)[-1:])


def _field_note(document: Document, passage: Passage | None) -> str:
    words = _words(document)
    date = (passage.date if passage else None) or document.date
    steps = _steps(passage, words)
    if steps and date and date[:4] in steps[0]:  # the entry, named by its date
        steps = steps[1:]
    return _listed(words.field_note if date else document.title, _date(date, words), *steps)


def _document(document: Document, passage: Passage | None) -> str:
    words = _words(document)
    name = f"{document.title} ({document.year})" if document.year else document.title
    if passage is None:
        return name
    if document.has_pages:
        return _listed(name, f"{words.page} {passage.page}")
    return _listed(name, *_steps(passage, words)[-2:])


def _words(document: Document) -> _Words:
    return _ENGLISH if document.language == "en" else _INDONESIAN


def _steps(passage: Passage | None, words: _Words) -> list[str]:
    """The steps of a passage's path, what counts turns, paragraphs and rows in the language of the citation."""
    if passage is None or not passage.path:
        return []
    *above, last = passage.path.split(" > ")
    if _LAST_STEP.fullmatch(last):
        for own, theirs in words.steps:
            last = last.replace(own, theirs)
    return [*above, last]


def _date(iso: str | None, words: _Words) -> str:
    """A date in words, as exact as it is known: `12 April 2021`, `April 2021`, `2021`; empty for None."""
    if not iso:
        return ""
    year, *rest = iso.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    if rest:
        parts.append(words.months.split()[int(rest[0]) - 1])
    return " ".join((*parts, year))


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
