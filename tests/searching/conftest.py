"""A small made-up corpus in the real engine, with documents kept in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.model import Access, Document, Found, Kind, Part, Passage, State


@dataclass
class Shelf:
    """The part of a catalog that a search asks for."""

    found: dict[int, Found] = field(default_factory=dict)
    asked: int = 0

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        self.asked += 1
        return {key: self.found[key] for key in keys if key in self.found}

    def document(self, identifier: str) -> Document | None:
        return next((one.document for one in self.found.values() if one.document.id == identifier), None)


@dataclass
class Library:
    engine: WhooshEngine
    shelf: Shelf


def _document(identifier: str, kind: Kind, title: str, date: str, **known: str) -> Document:
    return Document(
        id=identifier,
        path=f"{kind}s/{identifier}.txt",
        checksum="0" * 64,
        format="text",
        state=State.READ,
        kind=kind,
        title=title,
        collection=f"{kind}s",
        language="id",
        date=date,
        access=Access.PUBLIC if kind in (Kind.REGULATION, Kind.DOCUMENT) else Access.RESTRICTED,
        metadata=known,
    )


REGULATION = _document(
    "perpres-2020-36",
    Kind.REGULATION,
    "Peraturan Presiden Nomor 36 Tahun 2020 tentang Kartu Muda",
    "2020-02-26",
    type="perpres",
    number="36",
    year="2020",
    short="Perpres 36/2020",
)
AMENDING = _document(
    "perpres-2021-7",
    Kind.REGULATION,
    "Peraturan Presiden Nomor 7 Tahun 2021 tentang Perubahan",
    "2021-01-05",
    type="perpres",
    number="7",
    year="2021",
)
INTERVIEW = _document("wawancara-sri", Kind.TRANSCRIPT, "Wawancara dengan Sri", "2021-04-12")
NOTES = _document("catatan-balai", Kind.FIELD_NOTE, "Catatan di balai", "2021-05-03")

_LAW = (
    ("1", "", "Pasal 1", "Kartu Muda adalah kartu bagi pencari kerja."),
    ("5", "1", "Pasal 5 > ayat (1)", "Peserta wajib mengikuti pelatihan vokasi paling sedikit 15 jam."),
    ("5", "2", "Pasal 5 > ayat (2)", "Peserta yang selesai menerima insentif sebesar Rp3.500.000,00."),
    ("12", "", "Pasal 12", "Pelatihan kerja dapat diselenggarakan secara daring atau luring."),
)
_TALK = (
    ("Informan 3", "Saya ikut pelatihan daring, nggak ada magang sama sekali."),
    ("Peneliti", "Apa manfaat pelatihan itu?"),
    ("Informan 3", "Insentifnya saya pakai buat modal, kerja serabutan dulu."),
)
_SEEN = (
    "Tiga pencari kerja menunggu di depan balai.",
    "Seorang peserta magang bercerita tentang kerja sama.",
)


def _law(ordinal: int, article: str, ayat: str, path: str, text: str) -> Found:
    identifier = f"perpres-2020-36/pasal-{article}" + (f"/ayat-{ayat}" if ayat else "")
    passage = Passage(
        identifier,
        REGULATION.id,
        start=1000 * ordinal,
        end=1000 * ordinal + len(text),
        page=ordinal + 1,
        path=f"BAB II > {path}",
        headings=f"BAB II KETENTUAN {path.replace('>', ' ')}",
        language="id",
        part=Part.BODY,
        article=article,
        ordinal=ordinal,
    )
    return Found(REGULATION, passage, text)


_AMENDMENT = Found(
    AMENDING,
    Passage(
        "perpres-2021-7/pasal-i",
        AMENDING.id,
        start=0,
        end=36,
        page=1,
        path="Pasal I",
        headings="Pasal I",
        part=Part.BODY,
        article="I",
    ),
    "Ketentuan mengenai jangka diperbarui",
)


def _turn(ordinal: int, speaker: str, text: str) -> Found:
    passage = Passage(
        f"wawancara-sri/{ordinal}",
        INTERVIEW.id,
        start=500 * ordinal,
        end=500 * ordinal + len(text),
        page=1,
        path=f"{speaker} > {ordinal}",
        language="id",
        speaker=speaker,
        time=float(ordinal * 10),
        ordinal=ordinal,
    )
    return Found(INTERVIEW, passage, text)


def _note(ordinal: int, text: str) -> Found:
    passage = Passage(
        f"catatan-balai/{ordinal}",
        NOTES.id,
        start=300 * ordinal,
        end=300 * ordinal + len(text),
        page=1,
        path=f"Deskripsi > par. {ordinal}",
        headings="Deskripsi",
        language="id",
        date="2021-05-03",
        ordinal=ordinal,
    )
    return Found(NOTES, passage, text)


def indexed(key: int, group: int, found: Found) -> IndexedPassage:
    document, passage = found.document, found.passage
    return IndexedPassage(
        key=key,
        group=group,
        text=found.text,
        headings=passage.headings,
        title=document.title,
        document=document.id,
        kind=str(document.kind),
        access=document.access,
        collection=document.collection,
        language=passage.language,
        year=document.year,
        date=passage.date or document.date,
        speaker=passage.speaker or "",
        article=passage.article,
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An engine over the corpus, with a shelf that knows its passages."""
    groups = (
        [_law(at, *row) for at, row in enumerate(_LAW)],
        [_turn(at, *row) for at, row in enumerate(_TALK)],
        [_note(at, row) for at, row in enumerate(_SEEN)],
        [_AMENDMENT],
    )
    folder = tmp_path / "engine"
    folder.mkdir(mode=0o700)
    engine = WhooshEngine.open(folder, create=True)
    shelf = Shelf()
    with engine.batch() as batch:
        for group, members in enumerate(groups, 1):
            keyed = {len(shelf.found) + at: found for at, found in enumerate(members, 1)}
            batch.put([indexed(key, group, found) for key, found in keyed.items()])
            shelf.found.update(keyed)
    yield Library(engine, shelf)
    engine.close()
