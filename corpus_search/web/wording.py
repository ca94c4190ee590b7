"""What values of the domain are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext, lazy_gettext

from corpus_search.errors import CorpusSearchError
from corpus_search.searching.results import Note

KINDS: Mapping[str, LazyString] = {
    "regulation": lazy_gettext("Regulation"),
    "transcript": lazy_gettext("Interview transcript"),
    "field_note": lazy_gettext("Field note"),
    "document": lazy_gettext("Other document"),
}

LANGUAGE_NAMES: Mapping[str, LazyString] = {
    "id": lazy_gettext("Indonesian"),
    "en": lazy_gettext("English"),
}

ACCESS: Mapping[str, LazyString] = {
    "public": lazy_gettext("Public"),
    "restricted": lazy_gettext("Restricted"),
    "withheld": lazy_gettext("Withheld: no consent"),
}

EVENTS: Mapping[str, LazyString] = {
    "saw": lazy_gettext("opened"),
    "shown": lazy_gettext("was shown words of"),
    "judged": lazy_gettext("judged"),
    "exported": lazy_gettext("exported"),
    "codebook": lazy_gettext("changed the codebook"),
    "register": lazy_gettext("changed the register"),
    "pseudonyms": lazy_gettext("changed pseudonyms"),
    "names": lazy_gettext("opened with real names"),
    "withdrew": lazy_gettext("withdrew a document"),
    "logged_in": lazy_gettext("logged in"),
    "logged_out": lazy_gettext("logged out"),
    "log_in_failed": lazy_gettext("log-in failed"),
    "password": lazy_gettext("changed the password"),
    "accounts": lazy_gettext("changed accounts"),
}

ROLES: Mapping[str, LazyString] = {
    "reader": lazy_gettext("reader"),
    "researcher": lazy_gettext("researcher"),
    "lead": lazy_gettext("lead"),
}

FIELDS: Mapping[str, LazyString] = {
    "kind": lazy_gettext("Kind"),
    "year": lazy_gettext("Year"),
    "collection": lazy_gettext("Collection"),
    "language": lazy_gettext("Language"),
    "speaker": lazy_gettext("Speaker"),
    "document": lazy_gettext("Document"),
}

STATES: Mapping[str, LazyString] = {
    "read": lazy_gettext("read"),
    "partly_read": lazy_gettext("partly read"),
    "scan": lazy_gettext("scan without text"),
    "garbled": lazy_gettext("garbled"),
    "password": lazy_gettext("needs a password"),
    "unreadable": lazy_gettext("unreadable"),
    "too_large": lazy_gettext("too large"),
    "unsupported": lazy_gettext("not a supported format"),
    "duplicate": lazy_gettext("duplicate"),
    "withdrawn": lazy_gettext("withdrawn by the informant"),
}

REMEDIES: Mapping[str, LazyString] = {
    "partly_read": lazy_gettext(
        "Some pages have no readable text. Have them recognised: corpus-search index --ocr."
    ),
    "scan": lazy_gettext(
        "The pages are pictures without text. Have it recognised: corpus-search index --ocr."
    ),
    "garbled": lazy_gettext(
        "Its fonts hide the characters. Look for another copy, or have them recognised: corpus-search index --ocr."
    ),
    "password": lazy_gettext("Save a copy without a password in its place."),
    "unreadable": lazy_gettext("The file is damaged. Look for another copy."),
    "too_large": lazy_gettext("Split the file, or raise the limits in the settings."),
    "unsupported": lazy_gettext("Save it as PDF, DOCX or plain text."),
    "withdrawn": lazy_gettext("Delete the file from the corpus; nothing else of it is kept."),
    "duplicate": lazy_gettext("The same bytes lie in the corpus twice; one of them is enough."),
}

METADATA: Mapping[str, LazyString] = {
    "short": lazy_gettext("Short name"),
    "type": lazy_gettext("Type"),
    "number": lazy_gettext("Number"),
    "year": lazy_gettext("Year"),
    "subject": lazy_gettext("Subject"),
    "issuer": lazy_gettext("Issued by"),
    "amends": lazy_gettext("Amends"),
    "enacted": lazy_gettext("Enacted"),
    "promulgated": lazy_gettext("Promulgated"),
    "gazette": lazy_gettext("Gazette"),
    "supplement": lazy_gettext("Supplement to the gazette"),
    "embargo_until": lazy_gettext("Not to be shown before"),
    "age": lazy_gettext("Age"),
    "gender": lazy_gettext("Gender"),
    "education": lazy_gettext("Education"),
    "time": lazy_gettext("Time"),
    "note": lazy_gettext("Note"),
    "informant": lazy_gettext("Informant"),
    "category": lazy_gettext("Category of informant"),
    "position": lazy_gettext("Position"),
    "place": lazy_gettext("Place"),
    "code": lazy_gettext("Code"),
    "interviewer": lazy_gettext("Interviewer"),
    "duration": lazy_gettext("Duration"),
    "observer": lazy_gettext("Observer"),
    "consent": lazy_gettext("Consent"),
    "author": lazy_gettext("Author"),
}

NOTES: Mapping[str, LazyString] = {
    "unbalanced": lazy_gettext("A bracket or quotation mark has no partner; it was left out."),
    "empty_phrase": lazy_gettext("An empty phrase was left out."),
    "unknown_field": lazy_gettext("There is no such field; it was searched as plain words."),
    "bad_range": lazy_gettext("This range could not be read and was left out."),
    "bad_value": lazy_gettext("This value does not exist for the field and was left out."),
    "no_such_value": lazy_gettext("No passage of the corpus has this value, so nothing is found by it."),
    "lone_operator": lazy_gettext("An operator with nothing to join was left out."),
    "only_not": lazy_gettext("Only exclusions were given: everything else is shown."),
    "pseudonym": lazy_gettext("Real names are shown as pseudonyms; searched for:"),
    "bad_glossary": lazy_gettext("The corpus's own glossary could not be used."),
    "no_meaning": lazy_gettext("Only words were searched, not meaning."),
    "no_catalog": lazy_gettext("Citations may lack amendments: the documents' catalog could not be asked."),
    "too_long": lazy_gettext("The query was too long; its end was left out."),
    "too_much": lazy_gettext(
        "Too much at once; this was left out. Words with fewer stars, or more letters before the first, ask for less."
    ),
}

RUN: Mapping[str, LazyString] = {
    "read": lazy_gettext("read"),
    "changed": lazy_gettext("changed"),
    "unchanged": lazy_gettext("unchanged"),
    "moved": lazy_gettext("moved"),
    "removed": lazy_gettext("removed"),
    "duplicate": lazy_gettext("duplicates"),
    "failed": lazy_gettext("not readable"),
    "passages": lazy_gettext("passages"),
}
"""What a run of the indexer counts."""

SORTS: Mapping[str, LazyString] = {
    "relevance": lazy_gettext("relevance"),
    "newest": lazy_gettext("newest"),
    "oldest": lazy_gettext("oldest"),
}


def word(words: Mapping[str, LazyString], value: str) -> str:
    """What a value is called; a value without a word of its own is shown as it is."""
    return str(words[value]) if value in words else value


def metadata_name(name: str) -> str:
    """What a property of a document is called."""
    own = {"title": gettext("Title"), "date": gettext("Date")}
    return str(own.get(name) or word(METADATA, name))


def note_text(note: Note) -> str:
    """What a note on the query says."""
    return word(NOTES, note.code)


def error_text(error: CorpusSearchError) -> str:
    """What an error says, in the language of the page."""
    return template_text(error.template, error.params)


def template_text(template: str, params: Mapping[str, object]) -> str:
    """A sentence with `{placeholders}` in the language of the page, filled in."""
    return str(gettext(template)).format(**params)
