"""The form of one row of the register: which fields it has and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from corpus_search.describing import checked_row
from corpus_search.errors import RegisterError
from corpus_search.model import Access, Document, Kind
from corpus_search.web import wording


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form."""

    name: str
    label: str
    value: str
    error: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Value and name of each choice; empty for a line of text."""


_FIXED = frozenset({"id", "path"})
"""Columns that tell which document a row is about."""

_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.REGULATION: ("type", "number", "year", "subject", "issuer", "amends"),
    Kind.TRANSCRIPT: (
        "informant",
        "position",
        "place",
        "code",
        "interviewer",
        "duration",
        "consent",
        "embargo_until",
    ),
    Kind.FIELD_NOTE: ("place", "observer", "number"),
    Kind.DOCUMENT: ("author",),
}
"""Columns that are offered for a kind even where the register has none of them."""


def form(document: Document, row: Mapping[str, str], errors: Mapping[str, str]) -> tuple[FormField, ...]:
    """The fields for a document: what every document has, what its kind has, and what else its row holds."""
    common = ("title", "kind", "date", "language", "access")
    names = dict.fromkeys((*common, *_OF_KIND[document.kind], *(name for name in row if name not in _FIXED)))
    return tuple(_field(name, document, row.get(name, ""), errors.get(name, "")) for name in names)


def read_form(sent: Mapping[str, str], row: Mapping[str, str]) -> dict[str, str]:
    """The values that were sent, for columns that a form can have."""
    known = {name for names in _OF_KIND.values() for name in names}
    known |= {"title", "kind", "date", "language", "access", *row} - _FIXED
    return {name: " ".join(sent[name].split()) for name in known if name in sent}


def mistakes(row: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by column; empty where all can be saved."""
    found = {}
    for name, value in row.items():
        try:
            checked_row({name: value})
        except RegisterError:
            found[name] = (
                gettext("This is not one of the choices.")
                if name in ("kind", "access", "language")
                else gettext(
                    "This is no date. Write a year, a month or a day, as 2020, 2020-04 or 2020-04-12."
                )
            )
    return found


def _field(name: str, document: Document, value: str, error: str) -> FormField:
    labels = {
        "title": gettext("Title"),
        "kind": gettext("Kind"),
        "date": gettext("Date"),
        "language": gettext("Language"),
        "access": gettext("Access"),
    }
    found = {
        "title": document.title,
        "kind": wording.word(wording.KINDS, document.kind),
        "date": document.date or "",
        "language": wording.word(wording.LANGUAGE_NAMES, document.language),
        "access": wording.word(wording.ACCESS, document.access),
    }.get(name, document.metadata.get(name, ""))
    as_found = gettext("as found: %(value)s", value=found) if found else gettext("not said")
    options: tuple[tuple[str, str], ...] = ()
    if name == "kind":
        options = (("", as_found), *((kind.value, str(wording.KINDS[kind])) for kind in Kind))
    elif name == "access":
        options = (("", as_found), *((access.value, str(wording.ACCESS[access])) for access in Access))
    elif name == "language":
        options = (("", as_found), *((code, str(label)) for code, label in wording.LANGUAGE_NAMES.items()))
    hint = as_found if found and not options and not value else ""
    if name in ("date", "embargo_until"):
        hint = " · ".join(filter(None, (hint, gettext("year, month or day: 2020, 2020-04, 2020-04-12"))))
    label = labels.get(name) or wording.word(wording.METADATA, name)
    return FormField(name, label, value, error, hint, options)
