"""The words, Indonesian and English, in which people say what a document is: field names, kinds, access, languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from corpus_search.model import Access, Kind
from corpus_search.segmenting.identity import field_name

_Value = TypeVar("_Value", bound=str)

_FIELDS = {
    "kind": "kind|jenis|jenis dokumen|tipe",
    "title": "title|judul",
    "date": "date|tanggal|tgl",
    "access": "access|akses|visibility",
    "language": "language|lang|bahasa",
    "embargo_until": "embargo until|embargo|embargo sampai|embargo hingga",
    "consent": "consent|persetujuan|informed consent",
    "number": "number|nomor|no",
    "year": "year|tahun",
    "subject": "subject|tentang|perihal|materi pokok",
    "issuer": "issuer|penerbit|lembaga penerbit",
    "author": "author|authors|penulis|pengarang|creator",
    "amends": "amends|mengubah",
}
_FIELD_OF = {word: name for name, words in _FIELDS.items() for word in words.split("|")}

_KEPT = frozenset({"id", "status", "mode", "length", "hari", "jam"})
"""Names that mean something else above an interview than as a column or key."""

_KINDS = {
    Kind.REGULATION: r"regulations?|peraturan|regulasi|perundang[\s-]?undangan|produk hukum|undang[\s-]undang",
    Kind.TRANSCRIPT: r"transcripts?|transkrip(?: wawancara)?|wawancara|interviews?|interview transcripts?|fgd",
    Kind.FIELD_NOTE: r"field\s?notes?|catatan (?:lapangan|observasi)|observasi|observations?",
    Kind.DOCUMENT: r"documents?|dokumen(?: lain)?|other|lain(?:nya|-lain)?|laporan|reports?|artikel|articles?",
}
_ACCESS = {
    Access.PUBLIC: r"public|publik|open|terbuka|umum",
    Access.RESTRICTED: r"restricted|terbatas|tertutup|rahasia|private|confidential|closed",
    Access.WITHHELD: r"withheld|ditahan",
}
_LANGUAGES = {
    "id": r"id|ind|in|id[-_]id|(?:bahasa )?indonesian?",
    "en": r"en|eng|en[-_]\w\w|english|(?:bahasa )?inggris",
}

_FOLDER_KINDS = (Kind.REGULATION, Kind.TRANSCRIPT, Kind.FIELD_NOTE)


def canonical(name: str) -> str:
    """The name of a field in the program for the name that a person gave it: `place` for `Lokasi Wawancara`.

    A name that the program does not know is kept, in lower case and with underscores.
    """
    words = _plain(name)
    known = words if words in _KEPT else _FIELD_OF.get(words) or field_name(words)
    return (known or words).replace(" ", "_")


def kind_of(word: str) -> Kind | None:
    """The kind that a word names in either language: `transkrip`, `Field notes`; None for any other word."""
    return _first(_KINDS, word)


def access_of(word: str) -> Access | None:
    """The access that a word names in either language: `terbatas`, `publik`; None for any other word."""
    return _first(_ACCESS, word)


def language_code(word: str) -> str | None:
    """`id` or `en` for what names one of them: `Indonesia`, `en-GB`; None for any other word."""
    return _first(_LANGUAGES, word)


def kind_named(folder: str) -> Kind | None:
    """The kind that is named somewhere in a folder's name; folders of other documents tell nothing."""
    words = _plain(folder)
    return next((kind for kind in _FOLDER_KINDS if re.search(rf"\b(?:{_KINDS[kind]})\b", words)), None)


def _plain(words: str) -> str:
    return " ".join(re.split(r"[\s_-]+", words.strip().casefold()))


def _first(table: Mapping[_Value, str], word: str) -> _Value | None:
    plain = _plain(word)
    return next((value for value, words in table.items() if re.fullmatch(words, plain)), None)


_GUIDE = re.compile(
    r"\b(?:pedoman|panduan|guides?|protokol|protocol|instrumen|kisi|jadwal|schedule|daftar|list|template)\b",
    re.IGNORECASE,
)


def is_guide(words: str) -> bool:
    """Whether words name what tells how to hold interviews or write notes, and is none itself: `Pedoman wawancara`."""
    return _GUIDE.search(words) is not None
