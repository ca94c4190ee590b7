from __future__ import annotations

from dataclasses import replace

import pytest

from corpus_search.citing import cite
from corpus_search.model import Document, Kind, Part, Passage, State

TITLE = "Peraturan Presiden Nomor 36 Tahun 2020 tentang Pengembangan Kompetensi Kerja"


def document(
    kind: Kind,
    title: str = "Judul",
    *,
    language: str = "id",
    date: str | None = None,
    has_pages: bool = False,
    **metadata: str,
) -> Document:
    return Document(
        "d",
        "d.pdf",
        "0",
        "pdf",
        State.READ,
        kind,
        title,
        language=language,
        date=date,
        has_pages=has_pages,
        metadata=metadata,
    )


def passage(path: str, *, part: Part | None = None, date: str | None = None) -> Passage:
    return Passage("d/x", "d", 0, 10, 4, path, part=part, date=date)


@pytest.mark.parametrize(
    ("path", "part", "short", "legal"),
    [
        (
            "BAB II > Pasal 12 > ayat (1)",
            Part.BODY,
            "Perpres 36/2020 Pasal 12 ayat (1)",
            f"Pasal 12 ayat (1) {TITLE}",
        ),
        ("Pasal 1 > angka 3", Part.BODY, "Perpres 36/2020 Pasal 1 angka 3", f"Pasal 1 angka 3 {TITLE}"),
        (
            "Menimbang > huruf a",
            Part.OPENING,
            "Perpres 36/2020 Menimbang huruf a",
            f"Menimbang huruf a {TITLE}",
        ),
        (
            "Penjelasan > Pasal 5",
            Part.PENJELASAN,
            "Perpres 36/2020 Penjelasan Pasal 5",
            f"Penjelasan Pasal 5 {TITLE}",
        ),
        (
            "Penjelasan > Pasal demi Pasal > Pasal 3 > huruf d",
            Part.PENJELASAN,
            "Perpres 36/2020 Penjelasan Pasal 3 huruf d",
            f"Penjelasan Pasal 3 huruf d {TITLE}",
        ),
        ("Penjelasan > Umum", Part.PENJELASAN, "Perpres 36/2020 Penjelasan Umum", f"Penjelasan Umum {TITLE}"),
        (
            "KEDUA > angka 1",
            Part.BODY,
            "Perpres 36/2020 diktum KEDUA angka 1",
            f"diktum KEDUA angka 1 {TITLE}",
        ),
        ("Judul", Part.OPENING, "Perpres 36/2020", TITLE),
        ("Penutup", Part.BODY, "Perpres 36/2020 Penutup", f"Penutup {TITLE}"),
        ("Lampiran > BAB I", Part.LAMPIRAN, "Perpres 36/2020 Lampiran BAB I", f"Lampiran BAB I {TITLE}"),
        ("KEDUA", Part.BODY, "Perpres 36/2020 diktum KEDUA", f"diktum KEDUA {TITLE}"),
    ],
)
def test_places_in_a_regulation(path: str, part: Part, short: str, legal: str) -> None:
    regulation = document(Kind.REGULATION, TITLE, short="Perpres 36/2020")
    assert cite(regulation, passage(path, part=part)) == short
    assert cite(regulation, passage(path, part=part), style="legal") == legal


@pytest.mark.parametrize(
    ("style", "amends", "citation"),
    [
        (
            "short",
            "perpres-2020-36",
            "Perpres 36/2020 Pasal 5 ayat (2) sebagaimana diubah dengan Perpres 113/2022",
        ),
        (
            "legal",
            "perpres-2020-36",
            "Pasal 5 ayat (2) Peraturan Presiden Nomor 36 Tahun 2020, sebagaimana telah diubah dengan "
            "Peraturan Presiden Nomor 113 Tahun 2022",
        ),
        ("short", "", "Pasal 5 ayat (2) sebagaimana diubah dengan Perpres 113/2022"),
    ],
)
def test_a_quoted_article_is_one_of_the_amended_regulation(style: str, amends: str, citation: str) -> None:
    amending = document(
        Kind.REGULATION, "Peraturan Presiden Nomor 113 Tahun 2022", short="Perpres 113/2022", amends=amends
    )
    quoted = passage("Pasal I > angka 3 > Pasal 5 > ayat (2)", part=Part.BODY)
    assert cite(amending, quoted, style=style) == citation


@pytest.mark.parametrize(("act", "short"), [("uu-2003-13", "UU 13/2003"), ("uu-2008-20", "UU 20/2008")])
def test_each_article_that_an_act_quotes_is_one_of_the_act_it_is_quoted_from(act: str, short: str) -> None:
    omnibus = document(Kind.REGULATION, "Undang-Undang Nomor 9 Tahun 2022", short="UU 9/2022")
    quoted = replace(passage("BAB IV > Pasal 81 > angka 1 > Pasal 13", part=Part.BODY), quoted_from=act)
    assert cite(omnibus, quoted) == f"{short} Pasal 13 sebagaimana diubah dengan UU 9/2022"
    own = replace(passage("BAB IV > Pasal 81", part=Part.BODY), quoted_from=act)
    assert cite(omnibus, own) == "UU 9/2022 Pasal 81"


def test_a_regulation_without_a_number_is_cited_by_its_title() -> None:
    assert cite(document(Kind.REGULATION, "Peraturan tanpa nomor"), passage("Pasal 2", part=Part.BODY)) == (
        "Peraturan tanpa nomor Pasal 2"
    )


@pytest.mark.parametrize(
    ("language", "who", "citation"),
    [
        ("id", "Informan 3", "Wawancara dengan Informan 3, 12 April 2021, ujaran 24"),
        ("en", "Participant 2", "Interview with Participant 2, 12 April 2021, turn 24"),
        ("", "", "Diskusi 4, 12 April 2021, ujaran 24"),
    ],
)
def test_interviews(language: str, who: str, citation: str) -> None:
    interview = document(Kind.TRANSCRIPT, "Diskusi 4", language=language, date="2021-04-12", informant=who)
    assert cite(interview, passage("Informan 3 > ujaran 24")) == citation
    assert cite(interview) == citation.rpartition(", ")[0]


def test_field_notes_are_cited_by_the_day_of_their_entry() -> None:
    note = document(Kind.FIELD_NOTE, date="2021-04-14")
    assert cite(note, passage("Deskripsi > par. 3")) == "Catatan lapangan, 14 April 2021, deskripsi, par. 3"
    later = passage("Kamis, 15 April 2021 > Refleksi > par. 1–2", date="2021-04-15")
    assert cite(note, later) == "Catatan lapangan, 15 April 2021, refleksi, par. 1–2"
    assert cite(document(Kind.FIELD_NOTE, date="2021-04", language="en"), passage("Reflection > par. 3")) == (
        "Field note, April 2021, reflection, para. 3"
    )
    assert cite(document(Kind.FIELD_NOTE, "Catatan balai"), passage("par. 3")) == "Catatan balai, par. 3"


def test_documents_are_cited_by_page_else_by_place() -> None:
    assert cite(
        document(Kind.DOCUMENT, "Laporan", date="2021", has_pages=True), passage("Metode > par. 3")
    ) == ("Laporan (2021), hlm. 4")
    assert (
        cite(document(Kind.DOCUMENT, "Report", language="en", has_pages=True), passage("par. 3"))
        == "Report, p. 4"
    )
    assert cite(document(Kind.DOCUMENT, "Peserta"), passage("Data > baris 7")) == "Peserta, Data, baris 7"
    assert cite(document(Kind.DOCUMENT, "Laporan", date="2021-03-01")) == "Laporan (2021)"
