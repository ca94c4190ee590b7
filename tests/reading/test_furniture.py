"""Furniture: flagged at the edges of pages and where page breaks were lost; text never."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.model import Box, Furniture, Line, Page
from corpus_search.reading.furniture import flag_furniture

BODY = "dilaksanakan sesuai dengan ketentuan peraturan perundang-undangan"
WORDS = [
    "pelatihan",
    "peserta",
    "insentif",
    "lembaga",
    "kabupaten",
    "pendanaan",
    "laporan",
    "evaluasi",
    "sanksi",
    "wilayah",
    "anggaran",
]
counter = count()
Placed = tuple[float, str]
"""Left edge and text of a line."""


def page(number: int, lines: Sequence[Placed | str]) -> Page:
    """A page whose lines stand below one another; bare texts begin at the left margin."""
    made = []
    for at, line in enumerate(lines):
        x, text = (170.0, line) if isinstance(line, str) else line
        y = 850.0 - 14 * at
        made.append(Line(text, Box(x, y - 12, min(540.0, x + 6 * len(text)), y)))
    return Page(number, tuple(made), 612, 936)


def body(lines: int = 20) -> list[Placed | str]:
    """Lines of text, no two alike."""
    return [
        f"{' '.join(WORDS[at // 11**power % 11] for power in range(3))} {BODY}"
        for at in islice(counter, lines)
    ]


def flags(pages: Sequence[Page]) -> list[dict[str, Furniture]]:
    return [
        {line.text: line.furniture for line in page.lines if line.furniture} for page in flag_furniture(pages)
    ]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("PRESIDEN", "REPUBLIK INDONESIA", "- 2 -"),
        ("FRESIDEN", "REPUtsLIK INDONESIA", "-2-"),
        ("PRES !DEN", "REPUEUK INDONESIA", "_t2_"),
        ("trRES IDEN", "REPI.JBLIK INDONESIA.", "-7 -"),
    ],
)
def test_letterhead_and_page_number_with_scanning_faults(first: str, second: str, number: str) -> None:
    head: list[Placed | str] = [(278.0, first), (242.0, second), (294.0, number)]
    found = flags([page(1, body()), page(2, [*head, *body()])])
    assert found == [
        {},
        {first: Furniture.LETTERHEAD, second: Furniture.LETTERHEAD, number: Furniture.PAGE_NUMBER},
    ]


def test_the_title_block_of_the_first_page_stays() -> None:
    title: list[Placed | str] = ["SALINAN", "PRESIDEN", "REPUBLIK INDONESIA", "PERATURAN PRESIDEN", "NOMOR 1"]
    gazette: list[Placed | str] = ["BERITA NEGARA", "REPUBLIK INDONESIA", "No. 544, 2021"]
    assert flags([page(1, [*title, *body()])]) == [{}]
    assert flags([page(1, [*gazette, *body()])]) == [{}]


def test_a_signature_is_no_letterhead() -> None:
    signature: list[Placed | str] = ["Ditetapkan di Jakarta", "PRESIDEN REPUBLIK INDONESIA,", "ttd", "NAMA"]
    assert flags([page(1, body()), page(2, [*signature, *body(3)])]) == [{}, {}]


def test_a_badly_read_letterhead_is_known_by_the_other_pages() -> None:
    def headed(number: int, first: str, second: str) -> Page:
        return page(number, [(278.0, first), (242.0, second), (294.0, f"-{number}-"), *body()])

    good = [headed(number, "PRESIDEN", "REPUBLIK INDONESIA") for number in range(2, 6)]
    found = flags([page(1, body()), *good, headed(6, "PRESDFN", "BLIK INDONES")])
    assert found[5] == {
        "PRESDFN": Furniture.LETTERHEAD,
        "BLIK INDONES": Furniture.LETTERHEAD,
        "-6-": Furniture.PAGE_NUMBER,
    }


def test_a_gazette_with_its_page_number_and_addresses() -> None:
    pages = [page(1, [*body(), (393.0, "www.peraturan.go.id")])]
    pages += [
        page(2, ["2021, No. 544 -2-", *body(), (393.0, "www.peraturan.go.id")]),
        page(4, ["-4- 2021, No. 544", *body()]),
        page(3, ["2021, No. 544", (287.0, "-3-"), *body(), (393.0, "https://jdih.contoh.go.id/dokumen/12")]),
    ]
    assert flags(pages) == [
        {"www.peraturan.go.id": Furniture.GAZETTE},
        {"2021, No. 544 -2-": Furniture.GAZETTE, "www.peraturan.go.id": Furniture.GAZETTE},
        {"-4- 2021, No. 544": Furniture.GAZETTE},
        {
            "2021, No. 544": Furniture.GAZETTE,
            "-3-": Furniture.PAGE_NUMBER,
            "https://jdih.contoh.go.id/dokumen/12": Furniture.GAZETTE,
        },
    ]


@pytest.mark.parametrize("serial", ["SK No 126189 A", "SK No O1O766 A", "SK No 022700A"])
def test_serial_numbers(serial: str) -> None:
    assert flags([page(1, [*body(), (40.0, serial)])]) == [{serial: Furniture.SERIAL_NUMBER}]


@pytest.mark.parametrize(
    ("catchword", "following"),
    [
        ("Pasal 7 . . .", "Pasal 7"),
        ("Pasal 7", "Pasal 7"),
        ("(2) Pelaksanaan .", "(21 Pelaksanaan penetapan jenis dan jumlah"),
        ("MEMUTUSI(AN: . . .", "MEMUTUSKAN:"),
        ("(4) Pencari", "(4) Pencari Kerja dan Pekerja/Buruh sebagaimana"),
        ("d.penetapan...", "d. penetapan periode waktu keadaan kahar"),
        ("BABVIII ...", "BAB VIII"),
        ("KEEMPAT…", "KEEMPAT : Biaya yang timbul"),
        ("2. Undang-Undang", "2. Undang-Undang Nomor 2 Tahun 2O2O tentang Penetapan"),
    ],
)
def test_catchwords_are_told_by_how_the_next_page_begins(catchword: str, following: str) -> None:
    serial: list[Placed | str] = [(40.0, "SK No 039471 A")]
    head: list[Placed | str] = [(278.0, "PRESIDEN"), (242.0, "REPUBLIK INDONESIA"), (294.0, "-2-")]
    pages = [page(1, [*body(), (450.0, catchword), *serial]), page(2, [*head, following, *body()])]
    found = flags(pages)
    assert found[0] == {catchword: Furniture.CATCHWORD, "SK No 039471 A": Furniture.SERIAL_NUMBER}
    assert following not in found[1]


def test_headings_at_the_foot_of_a_page_stay() -> None:
    pages = [page(1, [*body(), (334.0, "Pasal 14")]), page(2, ["(1) Setiap orang berhak.", *body()])]
    assert flags(pages) == [{}, {}]


def test_the_last_words_of_a_page_stay_where_nothing_repeats_them() -> None:
    pages = [page(1, [*body(), "dan/atau"]), page(2, ["dana bergulir bagi usaha kecil.", *body()])]
    assert flags(pages) == [{}, {}]


def test_dots_to_write_on_are_no_catchword() -> None:
    pages = [page(1, [*body(), (420.0, "Jakarta, ..................")]), page(2, body())]
    assert flags(pages) == [{}, {}]


def test_bare_numbers_count_only_as_page_numbers_if_they_count_with_the_pages() -> None:
    pages = [page(number, [*body(), (303.0, str(number + 6))]) for number in range(1, 6)]
    assert flags(pages) == [{str(number + 6): Furniture.PAGE_NUMBER} for number in range(1, 6)]
    table = [page(number, [*body(), (303.0, cell)]) for number, cell in enumerate(("12", "7", "250"), 1)]
    assert flags(table) == [{}, {}, {}]


def test_running_titles_stand_at_the_same_height() -> None:
    pages = [page(number, ["Laporan Akhir 2021", *body(18 + number)]) for number in range(1, 6)]
    assert [set(found.values()) for found in flags(pages)] == [{Furniture.REPEATED}] * 5
    moved = [page(number, [*body(3 * number), "Cukup jelas.", *body(2)]) for number in range(1, 6)]
    assert flags(moved) == [{}] * 5


def test_a_running_title_of_a_short_document() -> None:
    title = "Laporan Akhir 2021"
    pages = [page(1, [title, *body(9)]), page(2, [title, *body(12)]), page(3, [title, *body(5)])][:2]
    assert flags(pages) == [{}, {title: Furniture.REPEATED}]
    pages = [page(1, body(9)), page(2, [title, *body(12)]), page(3, [title, *body(5)])]
    assert flags(pages) == [{}, {title: Furniture.REPEATED}, {title: Furniture.REPEATED}]
    inside = [
        page(number, [f"Isi ke {['satu', 'dua', 'tiga'][number]}", title, *body()]) for number in (0, 1, 2)
    ]
    assert flags(inside[1:]) == [{}, {}]


def test_articles_on_top_of_every_page_are_no_running_title() -> None:
    pages = [
        page(number, [(334.0, f"Pasal {number}"), f"({number}) Ayat", *body()]) for number in range(1, 9)
    ]
    assert flags(pages) == [{}] * 8


def test_pages_without_boxes() -> None:
    def plain(number: int, texts: Sequence[str]) -> Page:
        return Page(number, tuple(Line(text) for text in texts))

    pages = [
        plain(1, ["PERATURAN BUPATI", BODY, "Pasal 2 . . ."]),
        plain(2, ["", "- 2 -", "", "Pasal 2", BODY, "(2) Dalam"]),
        plain(3, ["- 3 -", "(2) Dalam hal peserta mengundurkan diri", BODY]),
    ]
    assert flags(pages) == [
        {"Pasal 2 . . .": Furniture.CATCHWORD},
        {"- 2 -": Furniture.PAGE_NUMBER, "(2) Dalam": Furniture.CATCHWORD},
        {"- 3 -": Furniture.PAGE_NUMBER},
    ]


LOST_BREAKS = """PRESIDEN
REPUBLIK INDONESIA
PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 5 TAHUN 2021
Menimbang: a. bahwa perlu peraturan;
MEMUTUSI(AN: . . .
b.
SK No 111111 A

PRES !DEN
REPUBLIK INDONESIA
-2-
Menetapkan:
MEMUTUSKAN:
Pasal 1
(1) Setiap peserta memenuhi persyaratan.
1
SK No 111112 A
(2) Peserta

FRESIDEN
REPUBLIK INDONESIA
-3-
(2) Peserta yang tidak memenuhi persyaratan ditolak.
PRESIDEN REPUBLIK INDONESIA,
"""


def test_a_text_whose_page_breaks_are_lost() -> None:
    pages = [Page(1, tuple(Line(text) for text in LOST_BREAKS.split("\n")))]
    flagged = [(line.text, line.furniture) for line in flag_furniture(pages)[0].lines if line.furniture]
    assert flagged == [
        ("MEMUTUSI(AN: . . .", Furniture.CATCHWORD),
        ("SK No 111111 A", Furniture.SERIAL_NUMBER),
        ("PRES !DEN", Furniture.LETTERHEAD),
        ("REPUBLIK INDONESIA", Furniture.LETTERHEAD),
        ("-2-", Furniture.PAGE_NUMBER),
        ("SK No 111112 A", Furniture.SERIAL_NUMBER),
        ("(2) Peserta", Furniture.CATCHWORD),
        ("FRESIDEN", Furniture.LETTERHEAD),
        ("REPUBLIK INDONESIA", Furniture.LETTERHEAD),
        ("-3-", Furniture.PAGE_NUMBER),
    ]


def test_an_ordinary_text_has_no_furniture() -> None:
    texts = [
        "Peneliti: Sudah berapa lama?",
        "12",
        "- 3 -",
        "Informan: Tiga tahun . . .",
        "www.contoh.id",
        "PRESIDEN",
    ]
    assert flags([Page(1, tuple(map(Line, texts)))]) == [{}]


some_lines = st.lists(
    st.one_of(
        st.sampled_from(LOST_BREAKS.split("\n")),
        st.sampled_from(["Pasal 3 . . .", "Pasal 3", "2020, No.63", "12", "", "Halaman 3 dari 9", "BAB II"]),
        st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20),
    ),
    max_size=15,
)


@given(st.lists(some_lines, min_size=1, max_size=5), st.booleans())
def test_only_flags_change_and_flagging_again_changes_nothing_of_pages(
    texts: list[list[str]], placed: bool
) -> None:
    pages = [
        page(number, list(lines)) if placed else Page(number, tuple(map(Line, lines)))
        for number, lines in enumerate(texts, 1)
    ]
    flagged = flag_furniture(pages)
    assert [[line.text for line in page.lines] for page in flagged] == texts
    kept = [line for page in flag_furniture(flagged) for line in page.lines if line.furniture is None]
    assert len(kept) <= sum(line.furniture is None for page in flagged for line in page.lines)
    headings = [line for page in flagged for line in page.lines if line.text in ("Pasal 3", "BAB II")]
    assert all(line.furniture in (None, Furniture.CATCHWORD) for line in headings)
