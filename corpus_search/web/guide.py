"""The query language and the keys, as the help page lists them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext, lazy_gettext

KEYS: Mapping[str, LazyString] = {
    "/": lazy_gettext("to the search box"),
    "j": lazy_gettext("next hit"),
    "k": lazy_gettext("previous hit"),
    "o": lazy_gettext("open the hit"),
    "i": lazy_gettext("search in the document that is open"),
    "[": lazy_gettext("to its earlier part"),
    "]": lazy_gettext("to its later part"),
    "c": lazy_gettext("give selected words to a theme"),
    "a, r, u": lazy_gettext("judge: relevant, not relevant, undecided"),
    "1, 2, 3": lazy_gettext("judge relevant, with its stance: supports, contradicts, context"),
    "s, z": lazy_gettext("skip the passage; undo the last judgement"),
    "m": lazy_gettext("write a memo; Escape leaves it"),
    "y": lazy_gettext("confirm where changed evidence stands now"),
    "?": lazy_gettext("this list"),
}


def syntax() -> tuple[tuple[str, str], ...]:
    """Ways to write a query, each with what it finds."""
    return (
        ("pelatihan kerja", gettext("passages with all words, in any form; below them those with some")),
        ('"pencari kerja"', gettext("these words side by side, exactly")),
        ("pelatihan OR magang", gettext("one or the other; AND and NOT work too, and brackets")),
        ("pelatihan -magang", gettext("without this word")),
        ("pelatih*", gettext("words that begin so")),
        ("prakreja~", gettext("words spelt almost so")),
        ('"peserta pelatihan"~5', gettext("within five words of each other")),
        ("perpres 36/2020 pasal 12", gettext("this place in the law, before everything else")),
        ("Pasal 5 ayat (2)", gettext("numbers and brackets are searched as typed")),
    )


def fields() -> tuple[tuple[str, str], ...]:
    """Fields of the query language, in Indonesian and English, with what they hold."""
    return (
        ("jenis: / kind:", gettext("regulation, transcript, field_note, document")),
        ("judul: / title:", gettext("words of the title")),
        ("tahun: / year:", gettext("a year or a range, as 2020..2022")),
        ("pasal: / article:", gettext("number of the Pasal")),
        ("penutur: / speaker:", gettext("who speaks")),
        ("bahasa: / language:", gettext("id or en")),
        ("tanggal: / date:", gettext("a day, month or year, or a range of them")),
        ("koleksi: / collection:", gettext("folder of the corpus")),
    )
