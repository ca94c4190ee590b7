"""What a template may say of each kind of document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus_search.citing.library import Library
from corpus_search.citing.regulation import FIELDS as REGULATION_FIELDS
from corpus_search.citing.regulation import regulation_fields
from corpus_search.citing.styles import Words
from corpus_search.model import Document, Kind, Passage

_DATED = "title where date date_numeric day month year none code location number page"
FIELDS: Mapping[Kind, frozenset[str]] = {
    Kind.REGULATION: REGULATION_FIELDS,
    Kind.TRANSCRIPT: frozenset(f"{_DATED} who position interviewer speaker turn time".split()),
    Kind.FIELD_NOTE: frozenset(f"{_DATED} observer".split()),
    Kind.DOCUMENT: frozenset(f"{_DATED} author".split()),
}
"""Names of the fields by kind."""

_LAST_STEP = re.compile(r"(ujaran|par\.|baris) \d+(?:–\d+)?")
"""Last step of a path where it counts turns, paragraphs or rows."""
_COUNTED_CODE = re.compile(r"([A-Za-z]{1,3})[-. ]?0*(\d+)")
"""A code that counts: `I-03`."""
_COUNTED_NAME = re.compile(
    r"(Informan|Informant|Respondent?|Responden|Participant|Partisipan|Peserta)\s+(\d+)"
)


def fields_of(document: Document, passage: Passage | None, words: Words, library: Library) -> dict[str, str]:
    """The fields of a document, or of a passage of it; each name of `FIELDS` is there, with or without a value."""
    if document.kind is Kind.REGULATION:
        return regulation_fields(document, passage, words, library)
    date = (passage.date if passage else None) or document.date
    steps = _steps(passage, words)
    known = document.metadata
    fields = _dated(date, words) | {
        "title": document.title,
        "none": words.none,
        "code": _code(document, passage),
        "location": known.get("place", ""),
        "number": known.get("number", ""),
        "page": f"{words.page} {passage.page}" if passage and document.has_pages else "",
    }
    match document.kind:
        case Kind.TRANSCRIPT:
            return fields | _interview(document, passage, steps)
        case Kind.FIELD_NOTE:
            if steps and date and date[:4] in steps[0]:  # the entry, named by its date
                steps = steps[1:]
            return fields | {"where": ", ".join(steps), "observer": known.get("observer", "")}
        case _:
            where = fields["page"] or ", ".join(steps[-2:])
            return fields | {"where": where, "author": known.get("author", "")}


def _interview(document: Document, passage: Passage | None, steps: list[str]) -> dict[str, str]:
    known = document.metadata
    turn = re.search(r"\d+(?:–\d+)?$", passage.path) if passage else None
    return {
        "where": ", ".join(steps[-1:]),
        "who": known.get("informant") or known.get("code", ""),
        "position": known.get("position", ""),
        "interviewer": known.get("interviewer", ""),
        "speaker": (passage.speaker or "") if passage else "",
        "turn": turn[0] if turn else "",
        "time": clock(passage.time) if passage and passage.time is not None else "",
    }


def clock(seconds: float) -> str:
    """A time in a recording: `04:10`, `1:02:03`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _code(document: Document, passage: Passage | None) -> str:
    """A short code: the register's (`I-03` as `I3`), else made of a counted name (`Informan 3`)."""
    code = document.metadata.get("code", "")
    if counted := _COUNTED_CODE.fullmatch(code):
        return f"{counted[1].upper()}{counted[2]}"
    if code:
        return code
    for name in (document.metadata.get("informant", ""), (passage.speaker or "") if passage else ""):
        if counted := _COUNTED_NAME.fullmatch(name):
            return f"{counted[1][0]}{counted[2]}"
    return ""


def _steps(passage: Passage | None, words: Words) -> list[str]:
    """The steps of a passage's path, what counts turns, paragraphs and rows in the language of the citation."""
    if passage is None or not passage.path:
        return []
    *above, last = passage.path.split(" > ")
    if _LAST_STEP.fullmatch(last):
        for own, theirs in words.steps.items():
            last = last.replace(own, theirs)
    return [*above, last]


def _dated(iso: str | None, words: Words) -> dict[str, str]:
    """A date in words and figures, as exact as it is known."""
    year, month, day = (*(iso or "").split("-"), "", "")[:3]
    named = words.months[int(month) - 1] if month else ""
    plain_day = str(int(day)) if day else ""
    return {
        "date": " ".join(part for part in (plain_day, named, year) if part),
        "date_numeric": "-".join(part for part in (day, month, year) if part),
        "day": plain_day,
        "month": named,
        "year": year,
    }
