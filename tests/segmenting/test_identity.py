from __future__ import annotations

import pytest

from corpus_search.model import Kind, Line, Page
from corpus_search.segmenting import identity_of_document
from corpus_search.segmenting.identity import identity_of, identity_pair
from corpus_search.segmenting.text import DocumentText


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Nama Informan : Sri (samaran)", ("informant", "Sri (samaran)")),
        ("Nama\t: Darso", ("informant", "Darso")),
        ("Jabatan: Kepala Bidang", ("position", "Kepala Bidang")),
        ("Hari/Tanggal Wawancara: Senin, 12 April 2021", ("date", "Senin, 12 April 2021")),
        ("Lokasi Wawancara\tPurwokerto", ("place", "Purwokerto")),
        ("3. Kode Informan: I-03", ("code", "I-03")),
        ("Interviewer: A. B.", ("interviewer", "A. B.")),
        ("Place: Online", ("place", "Online")),
        ("Durasi | 45 menit", ("duration", "45 menit")),
        ("Menurut saya: tidak", None),
        ("Lokasi:", None),
        ("http://example.com", None),
    ],
)
def test_pairs_of_field_and_value(line: str, pair: tuple[str, str] | None) -> None:
    assert identity_pair(line) == pair


def test_the_first_statement_of_a_field_counts() -> None:
    assert identity_of(["Nama: Sri", "bukan apa-apa", "Nama: Budi"]) == {"informant": "Sri"}


def test_only_what_stands_before_the_first_turn_is_taken() -> None:
    text = DocumentText.of(
        [Page(1, tuple(map(Line, ["Nama Informan: Sri", "", "P: Di mana?", "I: Di sini.", "Lokasi: Desa"])))]
    )
    assert identity_of_document(text, Kind.TRANSCRIPT) == {"informant": "Sri"}
    assert identity_of_document(text, Kind.DOCUMENT) == {}


def test_a_row_of_columns_is_no_pair() -> None:
    assert identity_pair("No\tWaktu\tPenutur\tUjaran") is None
    assert identity_pair("Tempat\t:\tRumah informan") == ("place", "Rumah informan")
