"""Scanning faults, headings inside lines, and what is missing."""

from __future__ import annotations

import pytest
from support.regulations import Recognised

from corpus_search.model import NodeType

HEAD = "MEMUTUSKAN:\nMenetapkan : PERATURAN PEMERINTAH TENTANG X.\n"


def articles(*headings: str) -> str:
    return HEAD + "".join(f"{heading}\nKetentuan ini mengatur hal yang berikutnya.\n" for heading in headings)


@pytest.mark.parametrize(
    "worn",
    ["Pasa1 3", "Pasal3", "PasaJ 3", "' Pasal 3", "pasal 3", "PASAL 3", "Pasal 3 .", "Pasat 3", "Pasal E"],
)
def test_a_worn_heading_counts_where_it_is_the_next(worn: str) -> None:
    found = Recognised(articles("Pasal 1", "Pasal 2", worn, "Pasal 4"))
    assert found.labels(NodeType.PASAL) == [f"Pasal {number}" for number in (1, 2, 3, 4)]
    assert found.missing == []


@pytest.mark.parametrize(
    ("worn", "number"),
    [
        ("Pasal L4", 14),
        ("PasalT2", 72),
        ("Pasal 4O", 40),
        ("Pasal 1 1", 11),
        ("Pasal lO", 10),
        ("Pasa722", 22),
    ],
)
def test_lookalikes_in_numbers_are_mended_and_noted(worn: str, number: int) -> None:
    before = [f"Pasal {value}" for value in range(1, number)]
    found = Recognised(articles(*before, worn, f"Pasal {number + 1}"))
    assert found.labels(NodeType.PASAL) == [f"Pasal {value}" for value in range(1, number + 2)]
    assert found.missing == []
    if worn != "Pasa722":
        assert [gap.note for gap in found.structure.gaps] == [f"read loosely: {worn} as Pasal {number}"]


def test_inserted_articles_are_no_gap() -> None:
    found = Recognised(articles("Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 2B", "Pasal 3"))
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 2B", "Pasal 3"]
    assert found.structure.gaps == ()


def test_inserted_letters_that_look_like_digits() -> None:
    inserted = [f"Pasal 1{letter}" for letter in "ABCDEFGHIJ"]
    found = Recognised(articles("Pasal 1", *inserted, "Pasal 2"))
    assert found.labels(NodeType.PASAL) == ["Pasal 1", *inserted, "Pasal 2"]
    assert found.structure.gaps == ()


def test_what_is_missing_is_reported_and_not_invented() -> None:
    found = Recognised(articles("Pasal 1", "Pasal 2", "Pasal 5", "Pasal 6", "Pasal 7"))
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2", "Pasal 5", "Pasal 6", "Pasal 7"]
    (gap,) = found.structure.gaps
    assert (gap.where, gap.missing) == ("Pasal 2", ("Pasal 3", "Pasal 4"))


def test_a_broken_numbering_of_ayat_is_reported() -> None:
    found = Recognised(HEAD + "Pasal 1\n(1) Satu.\n(2) Dua.\n(4) Empat.\nPasal 2\nAkhir.")
    assert found.labels(NodeType.AYAT) == ["ayat (1)", "ayat (2)", "ayat (4)"]
    (gap,) = found.structure.gaps
    assert (gap.where, gap.missing) == ("Pasal 1 > ayat (2)", ("ayat (3)",))


def test_worn_marks_of_ayat() -> None:
    found = Recognised(
        HEAD
        + "Pasal 1\n(l) Satu.\n(21 Dua.\n(3) Tiga.\n(a) Empat.\n(s) Lima.\nl6l Enam.\n17) Tujuh.\nPasal 2\nAkhir."
    )
    assert found.labels(NodeType.AYAT) == [f"ayat ({number})" for number in range(1, 8)]
    assert found.structure.gaps == ()


def test_the_letter_l_is_not_the_number_one() -> None:
    listed = "\n".join(f"{letter}. hal {letter};" for letter in "abcdefghijk")
    found = Recognised(
        f"{HEAD}Pasal 1\nHal tersebut meliputi:\n{listed}\n1. hal l; dan\nm. hal m.\nPasal 2\nAkhir."
    )
    assert found.labels(NodeType.HURUF)[-3:] == ["huruf k", "huruf l", "huruf m"]
    assert found.structure.gaps == ()


def test_catchwords_are_no_headings() -> None:
    found = Recognised(
        HEAD
        + "BAB I\nUMUM\nPasal 1\nSatu.\nPasal 2 . . .\nPasal 2\nDua.\nBAB II…\nBAB II\nAKHIR\nPasal 3\nTiga."
    )
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2", "Pasal 3"]
    assert found.words("BAB I > Pasal 2").startswith("Dua.")
    assert found.labels(NodeType.BAB) == ["BAB I", "BAB II"]


def test_headings_inside_lines() -> None:
    found = Recognised(
        HEAD
        + "BAB I KETENTUAN UMUM Pasal 1 Dalam Peraturan Pemerintah ini yang dimaksud dengan: 1. Kartu adalah "
        "kartu. 2. Orang adalah manusia sebagaimana dimaksud dalam Pasal 3 ayat (1). Pasal 2 (1) Kartu diberikan "
        "menurut Pasal 5 ayat (2) Undang-Undang Nomor 13 Tahun 2003. (2) Kartu dicabut. BAB II KEDUDUKAN Tempat "
        "Kedudukan Pasal 3. Badan berkedudukan di ibu kota. Pasal 4 Peraturan Pemerintah ini mulai berlaku."
    )
    assert found.paths[1:] == [
        "BAB I > Pasal 1",
        "BAB I > Pasal 1 > angka 1",
        "BAB I > Pasal 1 > angka 2",
        "BAB I > Pasal 2 > ayat (1)",
        "BAB I > Pasal 2 > ayat (2)",
        "BAB II > Pasal 3",
        "BAB II > Pasal 4",
    ]
    assert found.words("BAB I > Pasal 2 > ayat (2)") == "(2) Kartu dicabut."
    assert found.structure.gaps == ()


def test_a_citation_alone_on_a_line_is_no_heading() -> None:
    found = Recognised(
        HEAD + "Pasal 1\nSatu.\nPasal 2\nKetentuan sebagaimana dimaksud dalam\nPasal 4\ntidak berlaku.\n"
        "Pasal 3\nTiga.\nPasal 4\nEmpat.\nPasal 5\nMelanggar ketentuan dalam\nPasal 47\ndipidana."
    )
    assert found.labels(NodeType.PASAL) == [f"Pasal {number}" for number in range(1, 6)]


@pytest.mark.parametrize("word", ["PENJELASAN", "PENJEI,ASAN", "P E N J E L A S A N"])
def test_a_worn_penjelasan_begins_anew(word: str) -> None:
    found = Recognised(
        articles("Pasal 1", "Pasal 2") + "Ditetapkan di Jakarta\npada tanggal 3 Maret 2019\n"
        f"{word}\nATAS\nPERATURAN PEMERINTAH\nI. UMUM\nUmum.\n"
        "II. PASALDEMIPASAL\nPasal 1\nCukup jelas.\nPasal 2\nCukup jelas."
    )
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2"]
    assert found.labels(NodeType.PASAL, "penjelasan") == ["Pasal 1", "Pasal 2"]


def test_an_article_that_is_not_explained_is_reported() -> None:
    found = Recognised(
        articles("Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4") + "Ditetapkan di Jakarta\nPENJELASAN\nATAS\nX\n"
        "II. PASAL DEMI PASAL\nPasal 1\nCukup jelas.\nPasal 2\nCukup jelas.\nPasal 4\nCukup jelas."
    )
    (gap,) = found.structure.gaps
    assert (gap.where, gap.missing) == ("Penjelasan > Pasal 2", ("Pasal 3",))
