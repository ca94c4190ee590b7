from __future__ import annotations

from collections.abc import Callable

from corpus_search.model import Kind, Line, LineRole, NodeType, Segmentation

Segment = Callable[..., Segmentation]

ONE_DAY = """CATATAN LAPANGAN
Hari/Tanggal: Rabu, 14 April 2021
Lokasi: Balai Latihan
Pukul: 09.30-11.00 WIB

Deskripsi
Bengkel sepi setelah pukul sebelas. Dari dua belas peserta, sembilan baru pertama kali.
OC: pelatih tampak lelah sekali hari ini menurut saya.

Peserta pulang lebih awal karena hujan turun deras sekali.

B. Catatan Reflektif:
Saya merasa bahwa pelatihan ini kurang alat dan bahan.
"""

TWO_DAYS = """Senin, 12 April 2021
Datang ke balai dan bertemu dengan kepala balai yang ramah.

Refleksi: semua tampak lancar tetapi saya ragu dengan datanya.

Selasa, 13 April 2021, 09.00 WIB
Tempat: Desa Wanasela
Hujan deras, tidak ada peserta yang datang ke balai hari ini.
"""


def shown(made: Segmentation) -> list[tuple[str, str]]:
    return [
        (passage.path, " ".join(made.text[passage.start : passage.end].split())) for passage in made.passages
    ]


def test_sections_paragraphs_and_comments_of_one_day(segmented: Segment) -> None:
    made = segmented(ONE_DAY, Kind.FIELD_NOTE)
    assert shown(made)[1:] == [
        (
            "Deskripsi > par. 1",
            "Bengkel sepi setelah pukul sebelas. Dari dua belas peserta, sembilan baru pertama kali.",
        ),
        ("Deskripsi > OC 1", "pelatih tampak lelah sekali hari ini menurut saya."),
        ("Deskripsi > par. 2", "Peserta pulang lebih awal karena hujan turun deras sekali."),
        ("B. Catatan Reflektif > par. 1", "Saya merasa bahwa pelatihan ini kurang alat dan bahan."),
    ]
    assert {passage.date for passage in made.passages} == {"2021-04-14"}
    assert [node.type for node in made.outline] == [NodeType.HEADING, NodeType.SECTION, NodeType.SECTION]
    assert made.passages[2].id == "d/deskripsi/oc-1"


def test_the_head_of_a_note_is_kept_as_its_identity(segmented: Segment) -> None:
    path, words = shown(segmented(ONE_DAY, Kind.FIELD_NOTE))[0]
    assert path == "Identitas"
    assert words.startswith("CATATAN LAPANGAN Hari/Tanggal")
    assert words.endswith("WIB")


def test_entries_of_several_days(segmented: Segment) -> None:
    made = segmented(TWO_DAYS, Kind.FIELD_NOTE)
    assert [(passage.path, passage.date) for passage in made.passages] == [
        ("Senin, 12 April 2021 > par. 1", "2021-04-12"),
        ("Senin, 12 April 2021 > Refleksi > par. 1", "2021-04-12"),
        ("Selasa, 13 April 2021 > Identitas", "2021-04-13"),
        ("Selasa, 13 April 2021 > par. 1", "2021-04-13"),
    ]
    assert [node.type for node in made.outline] == [NodeType.ENTRY, NodeType.ENTRY]
    assert made.passages[1].id == "d/senin-12-april-2021/refleksi/par-1"


def test_what_heads_all_entries_is_no_part_of_the_first(segmented: Segment) -> None:
    made = segmented(
        f"Catatan Lapangan 3: Balai Latihan\nNomor: CL-03\nTempat: Balai\nPengamat: Nirmala\n\n{TWO_DAYS}",
        Kind.FIELD_NOTE,
    )
    assert shown(made)[0] == ("Identitas", "Nomor: CL-03 Tempat: Balai Pengamat: Nirmala")
    assert [node.label for node in made.outline] == [
        "Catatan Lapangan 3: Balai Latihan",
        "Identitas",
        "Senin, 12 April 2021",
        "Selasa, 13 April 2021",
    ]
    assert made.outline[-1].title == "09.00 WIB"


def test_the_hours_of_an_entry_are_found_with_what_it_tells(segmented: Segment) -> None:
    made = segmented(TWO_DAYS.replace("Tempat: Desa Wanasela\n", ""), Kind.FIELD_NOTE)
    assert [passage.path for passage in made.passages][-1] == "Selasa, 13 April 2021 > par. 1"
    assert "09.00 WIB" in made.passages[-1].headings


def test_a_second_identity_block_begins_another_entry(segmented: Segment) -> None:
    made = segmented(f"{ONE_DAY}\n{ONE_DAY.replace('14 April', '15 April')}", Kind.FIELD_NOTE)
    assert [passage.date for passage in made.passages] == ["2021-04-14"] * 5 + ["2021-04-15"] * 5


def test_a_date_within_a_sentence_begins_no_entry(segmented: Segment) -> None:
    made = segmented(f"{ONE_DAY}\nPada 15 April 2021 saya datang lagi ke balai itu.", Kind.FIELD_NOTE)
    assert {passage.date for passage in made.passages} == {"2021-04-14"}


def test_marked_headings_are_sections_or_entries(segmented: Segment) -> None:
    lines = [
        Line("Kelas keliling", role=LineRole.HEADING, level=1),
        Line("20 Juni 2022", role=LineRole.HEADING, level=2),
        Line("Suasana pagi", role=LineRole.HEADING, level=3),
        Line("Mobil pelatihan diparkir di samping pendopo sejak pagi hari.", role=LineRole.PARAGRAPH),
        Line("30 Juni 2022", role=LineRole.HEADING, level=2),
        Line("Refleksi", role=LineRole.HEADING, level=3),
        Line("Kelas ini bergantung pada satu mobil dan satu instruktur saja.", role=LineRole.PARAGRAPH),
    ]
    made = segmented(lines, Kind.FIELD_NOTE)
    assert [(passage.path, passage.date) for passage in made.passages] == [
        ("20 Juni 2022 > Suasana pagi > par. 1", "2022-06-20"),
        ("30 Juni 2022 > Refleksi > par. 1", "2022-06-30"),
    ]


def test_a_single_undated_note_has_the_date_that_is_known_of_it(segmented: Segment) -> None:
    made = segmented(
        "Datang ke balai dan bertemu dengan kepala balai itu.", Kind.FIELD_NOTE, date="2021-04-14"
    )
    assert [(passage.path, passage.date) for passage in made.passages] == [("par. 1", "2021-04-14")]


def test_paragraphs_are_counted_in_each_section(segmented: Segment) -> None:
    body = "\n\n".join(
        f"Paragraf nomor {number} yang cukup panjang untuk berdiri sendiri." for number in (1, 2)
    )
    made = segmented(f"Deskripsi\n{body}\n\nRefleksi\n{body}", Kind.FIELD_NOTE)
    assert [passage.path for passage in made.passages] == [
        "Deskripsi > par. 1",
        "Deskripsi > par. 2",
        "Refleksi > par. 1",
        "Refleksi > par. 2",
    ]


def test_some_words_below_the_title_belong_to_the_head(segmented: Segment) -> None:
    made = segmented(
        "Catatan Lapangan 3: Balai\nDokumen dari proyek magang di kabupaten itu.\nNomor: CL-03\n"
        "Tanggal Observasi: 14 April 2021\nTempat: Balai\n\nDeskripsi\nGedung berlantai dua dengan halaman yang luas.",
        Kind.FIELD_NOTE,
    )
    assert [(passage.path, passage.date) for passage in made.passages] == [
        ("Identitas", "2021-04-14"),
        ("Deskripsi > par. 1", "2021-04-14"),
    ]


def test_entries_that_begin_with_their_identity_are_labelled_by_their_date(segmented: Segment) -> None:
    block = "Date: March {day}, 2023\nPlace: Village hall\n\nSetting\nAbout twenty people were waiting at the door.\n\n"
    made = segmented("Field Notes: Hall\n" + block.format(day=3) + block.format(day=10), Kind.FIELD_NOTE)
    assert [(passage.path, passage.date) for passage in made.passages] == [
        ("March 3, 2023 > Identitas", "2023-03-03"),
        ("March 3, 2023 > Setting > par. 1", "2023-03-03"),
        ("March 10, 2023 > Identitas", "2023-03-10"),
        ("March 10, 2023 > Setting > par. 1", "2023-03-10"),
    ]


def test_days_that_are_counted_or_short_head_entries(segmented: Segment) -> None:
    made = segmented(
        "Hari ke-1 (Senin, 3 Oktober 2022)\nKepala desa menyambut baik dan mengajak keliling desa.\n"
        "Selasa, 4 Oktober '22\nCatatan reflektif: kelas dimulai terlambat satu jam karena listrik padam.",
        Kind.FIELD_NOTE,
    )
    assert [(passage.path, passage.date) for passage in made.passages] == [
        ("Hari ke-1 (Senin, 3 Oktober 2022) > par. 1", "2022-10-03"),
        ("Selasa, 4 Oktober '22 > Catatan reflektif > par. 1", "2022-10-04"),
    ]
