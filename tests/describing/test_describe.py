from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.describing import RegisterRow, assign_id, describe
from corpus_search.model import Access, Extraction, Kind, Line, LineRole, Page, State

REGULATION = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 901 TAHUN 2020
TENTANG
PROGRAM KARTU LATIH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang: a. bahwa pelatihan kerja perlu diperluas untuk para pencari kerja;
MEMUTUSKAN:
Menetapkan: PERATURAN PRESIDEN TENTANG PROGRAM KARTU LATIH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Presiden ini yang dimaksud dengan Kartu Latih adalah tanda penerima bantuan pelatihan.
Pasal 2
Kartu Latih diberikan kepada pencari kerja yang memenuhi syarat.
Ditetapkan di Jakarta
pada tanggal 28 Februari 2020"""
INTERVIEW = """TRANSKRIP WAWANCARA
Nama Informan: Informan 3
Jabatan: peserta
Hari/Tanggal: Senin, 12 April 2021
Lokasi: Purwokerto

Peneliti: Bagaimana Ibu tahu tentang program pelatihan ini?
Informan 3: Dari teman saya yang sudah ikut pada tahun sebelumnya.
Peneliti: Lalu bagaimana pendaftarannya?
Informan 3: Saya mendaftar lewat telepon karena di desa tidak ada jaringan."""
NOTE = """CATATAN LAPANGAN
Tanggal: 14 April 2021
Tempat: Balai latihan

Deskripsi
Bengkel sepi setelah pukul sebelas dan hanya ada tiga orang di dalamnya."""
REPORT = """Laporan evaluasi

Program ini dimulai pada tahun 2020 untuk para pencari kerja muda di daerah."""


def read(text: str, format_: str = "text", **metadata: str) -> Extraction:
    lines = tuple(Line(line) for line in text.split("\n"))
    return Extraction(State.READ, format_, (Page(1, lines),), metadata=metadata)


def test_a_regulation_by_its_title_block() -> None:
    found = describe("a/b.txt", read(REGULATION))
    assert found.kind is Kind.REGULATION
    assert found.title == "Peraturan Presiden Nomor 901 Tahun 2020 tentang Program Kartu Latih"
    assert found.id_stem == "perpres-2020-901"
    assert found.date == "2020-02-28"
    assert found.access is Access.PUBLIC
    assert found.language == "id"
    assert found.metadata["short"] == "Perpres 901/2020"
    assert (found.metadata["type"], found.metadata["number"], found.metadata["year"]) == (
        "perpres",
        "901",
        "2020",
    )


@pytest.mark.parametrize(
    "text",
    [
        "EVALUASI PERATURAN PRESIDEN NOMOR 901 TAHUN 2020\nSkripsi oleh Sri\n\nPasal 5 mengatur hal itu dengan jelas.",
        "Menurut Peraturan Presiden Nomor 901 Tahun 2020, Pasal 1 dan 2 berlaku.\nMenimbang hal itu, kami setuju.",
    ],
)
def test_a_thesis_that_discusses_a_regulation_is_a_document(text: str) -> None:
    assert describe("skripsi.txt", read(text)).kind is Kind.DOCUMENT


def test_a_transcript_by_its_turns_and_identity_block() -> None:
    found = describe("berkas/w3.txt", read(INTERVIEW))
    assert found.kind is Kind.TRANSCRIPT
    assert found.title == "Wawancara dengan Informan 3 (peserta)"
    assert found.date == "2021-04-12"
    assert found.access is Access.RESTRICTED
    assert found.metadata == {"informant": "Informan 3", "position": "peserta", "place": "Purwokerto"}
    assert found.id_stem == "berkas-w3"


def test_an_english_interview_has_an_english_title() -> None:
    turns = (
        "Interviewer: How did you hear about the training programme in this district?\n"
        "Helena: I heard about it from a friend who had joined the year before.\n"
    )
    found = describe("interviews/h.txt", read(f"Participant: Helena\n\n{turns * 3}"))
    assert (found.title, found.language) == ("Interview with Helena", "en")


def test_a_position_joins_what_is_said_of_a_name() -> None:
    named = INTERVIEW.replace("Informan: Informan 3", "Informan: Sri (samaran)")
    assert describe("a.txt", read(named)).title == "Wawancara dengan Sri (samaran; peserta)"


def test_field_notes_by_their_title() -> None:
    found = describe("berkas/c.txt", read(NOTE))
    assert found.kind is Kind.FIELD_NOTE
    assert found.title == "Catatan lapangan, Balai latihan"
    assert found.date == "2021-04-14"
    assert found.access is Access.RESTRICTED


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("regulations/x.txt", Kind.REGULATION),
        ("data/Peraturan Pusat/2020/x.txt", Kind.REGULATION),
        ("data/UU/x.txt", Kind.REGULATION),
        ("transkrip/x.txt", Kind.TRANSCRIPT),
        ("interviews/ronde-2/x.txt", Kind.TRANSCRIPT),
        ("field-notes/x.txt", Kind.FIELD_NOTE),
        ("Catatan_Lapangan/x.txt", Kind.FIELD_NOTE),
        ("laporan/x.txt", Kind.DOCUMENT),
        ("transcripts.txt", Kind.DOCUMENT),
    ],
)
def test_folders_tell_the_kind_where_nothing_else_does(path: str, kind: Kind) -> None:
    assert describe(path, read(REPORT)).kind is kind


def test_content_comes_before_folders() -> None:
    assert describe("transkrip/perpres.txt", read(REGULATION)).kind is Kind.REGULATION


def test_subtitles_are_a_transcript() -> None:
    pages = (Page(1, (Line("Halo semua", role=LineRole.CUE, time=0.0),)),)
    assert describe("rekaman.vtt", Extraction(State.READ, "vtt", pages)).kind is Kind.TRANSCRIPT


def test_front_matter_in_either_language_comes_before_content() -> None:
    found = describe(
        "a.md",
        read(
            INTERVIEW,
            "markdown",
            judul="Judul sendiri",
            jenis="catatan lapangan",
            tanggal="1 Mei 2021",
            akses="publik",
            lokasi="Desa",
            bahasa="Inggris",
            penulis="N.",
        ),
    )
    assert (found.kind, found.title, found.date) == (Kind.FIELD_NOTE, "Judul sendiri", "2021-05-01")
    assert (found.access, found.language) == (Access.PUBLIC, "en")
    assert found.metadata["place"] == "Desa"
    assert found.metadata["author"] == "N."


def test_the_register_comes_before_everything() -> None:
    row = RegisterRow(
        {
            "path": "a.md",
            "title": "Dari register",
            "kind": "document",
            "access": "restricted",
            "asal": "arsip",
        }
    )
    found = describe(
        "a.md", read(INTERVIEW, "markdown", title="Dari berkas", kind="transcript", access="public"), row
    )
    assert (found.kind, found.title, found.access) == (Kind.DOCUMENT, "Dari register", Access.RESTRICTED)
    assert found.metadata["asal"] == "arsip"


def test_an_access_word_that_is_not_understood_closes_the_document() -> None:
    assert describe("a.md", read(REPORT, "markdown", access="internal")).access is Access.RESTRICTED


def test_a_corrected_number_gives_the_regulation_its_name() -> None:
    row = RegisterRow({"path": "a.txt", "number": "902"})
    found = describe("a.txt", read(REGULATION), row)
    assert found.id_stem == "perpres-2020-902"
    assert found.metadata["short"] == "Perpres 902/2020"
    assert found.title.startswith("Peraturan Presiden Nomor 902 Tahun 2020")


@pytest.mark.parametrize(
    ("lines", "metadata", "title"),
    [
        ([Line("Isi")], {"title": "Dari properti berkas"}, "Dari properti berkas"),
        ([Line("Judul besar", role=LineRole.HEADING, level=1), Line("Isi")], {}, "Judul besar"),
        (
            [Line("Pos layanan buka", role=LineRole.HEADING, level=1), Line("Isi")],
            {"title": "Pos layanan buka | Kabar Desa"},
            "Pos layanan buka",
        ),
        ([Line("Isi")], {}, "laporan akhir 2021"),
    ],
)
def test_the_title_of_a_document(lines: list[Line], metadata: dict[str, str], title: str) -> None:
    extraction = Extraction(State.READ, "docx", (Page(1, tuple(lines)),), metadata=metadata)
    assert describe("x/laporan_akhir-2021.docx", extraction).title == title


def test_a_file_without_text_is_described_by_its_path() -> None:
    found = describe("peraturan/Pindaian lama.pdf", Extraction(State.SCAN, "pdf", (Page(1, ()),)))
    assert (found.kind, found.title, found.id_stem) == (
        Kind.REGULATION,
        "Pindaian lama",
        "peraturan-pindaian-lama",
    )
    assert found.language == ""


def test_a_date_in_the_file_name_is_used_where_the_text_has_none() -> None:
    assert describe("transkrip/wawancara 2021-04-12.txt", read("P: Apa?\nI: Ya.")).date == "2021-04-12"


def test_ids_are_free_and_readable() -> None:
    assert assign_id("uu-2003-13", set()) == "uu-2003-13"
    assert assign_id("uu-2003-13", {"uu-2003-13", "uu-2003-13-2"}) == "uu-2003-13-3"
    assert (
        describe("Wawancara/Ibu Sri – Café.txt", read("P: Apa?\nI: Ya.")).id_stem == "wawancara-ibu-sri-cafe"
    )
    assert describe("文件.txt", read(REPORT)).id_stem == "document"


@pytest.mark.parametrize(
    ("path", "id_stem", "title"),
    [
        ("PP_2009_029-pindaian.pdf", "pp-2009-29", "Peraturan Pemerintah Nomor 29 Tahun 2009"),
        ("pp/1948/4.pdf", "pp-1948-4", "Peraturan Pemerintah Nomor 4 Tahun 1948"),
        (
            "UU No. 13 Tahun 2003 tentang Ketenagakerjaan.pdf",
            "uu-2003-13",
            "Undang-Undang Nomor 13 Tahun 2003",
        ),
    ],
)
def test_a_scan_of_a_regulation_is_known_by_its_name(path: str, id_stem: str, title: str) -> None:
    found = describe(path, Extraction(State.SCAN, "pdf", (Page(1, ()),)))
    assert (found.kind, found.id_stem, found.title) == (Kind.REGULATION, id_stem, title)


def test_a_regulation_without_its_title_is_one_by_its_formulas() -> None:
    body = "Menimbang: bahwa perlu.\nMengingat: Undang-Undang Dasar.\nMEMUTUSKAN:\nPasal 1\nHal itu berlaku."
    assert describe("lama/naskah.txt", read(body)).kind is Kind.REGULATION
    assert (
        describe("pp/1955/12.md", read("Mengingat: Undang-Undang Dasar.\nHal itu berlaku.")).id_stem
        == "pp-1955-12"
    )


def test_an_instruction_is_a_regulation() -> None:
    text = (
        "INSTRUKSI PRESIDEN REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2020\nTENTANG\nREALOKASI ANGGARAN\n"
        "PRESIDEN REPUBLIK INDONESIA,\ndengan ini menginstruksikan:\nKepada 1. Para Menteri;\nUntuk\n"
        "KESATU Mengutamakan penggunaan anggaran."
    )
    found = describe("a.pdf", read(text))
    assert (found.kind, found.id_stem) == (Kind.REGULATION, "inpres-2020-4")


def test_notes_about_a_regulation_are_no_regulation() -> None:
    assert describe("UU 13 Tahun 2003 ringkasan.txt", read(REPORT)).kind is Kind.DOCUMENT


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("LAPORAN AKHIR\nOleh Sri\nPurwokerto, Maret 2021\n\nIsi laporan.", "2021-03"),
        ("SKRIPSI\n\nUNIVERSITAS JENDERAL\n2021\n\nIsi skripsi.", "2021"),
        ("Program ini dimulai pada tahun 2020 untuk pencari kerja.", None),
    ],
)
def test_the_date_of_a_title_page(lines: str, date: str | None) -> None:
    assert describe("laporan.txt", read(lines)).date == date


def test_a_year_that_the_scan_misreads_is_mended_by_the_file_name() -> None:
    misread = REGULATION.replace("901 TAHUN 2020", "901 TAHUN 2078")
    assert describe("perpres_2020_901.txt", read(misread)).id_stem == "perpres-2020-901"
    assert describe("perpres_2020_5.txt", read(REGULATION)).id_stem == "perpres-2020-901"


@given(
    st.lists(
        st.text(max_size=60) | st.sampled_from([*REGULATION.split("\n"), *INTERVIEW.split("\n")]), max_size=15
    ),
    st.lists(
        st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=12), min_size=1, max_size=4
    ),
    st.dictionaries(st.sampled_from(["jenis", "tanggal", "akses", "bahasa", "x y"]), st.text(max_size=10)),
)
def test_whatever_is_read_a_document_has_a_title_and_a_readable_id(
    lines: list[str], parts: list[str], metadata: dict[str, str]
) -> None:
    pages = (Page(1, tuple(Line(" ".join(line.split())) for line in lines)),)
    found = describe("/".join(parts), Extraction(State.READ, "markdown", pages, metadata=metadata))
    assert found.title.strip()
    assert re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", found.id_stem)
    assert all(isinstance(value, str) and value for value in found.metadata.values())


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("notulen/2021/12.txt", "notulen 2021 12"),
        ("catatan-rapat/12.txt", "catatan rapat 12"),
        ("P1.txt", "P1"),
        ("12.txt", "12"),
    ],
)
def test_a_name_without_a_letter_is_told_with_its_folders(path: str, title: str) -> None:
    assert (
        describe(path, read("Pagi ini hujan turun di desa, dan jalan ke balai tergenang air.")).title == title
    )


def test_a_circular_is_a_regulation_without_formulas() -> None:
    found = describe(
        "se.txt",
        read(
            "MENTERI KETENAGAKERJAAN\nREPUBLIK INDONESIA\n\nYth. 1. Para Gubernur\n\n"
            "SURAT EDARAN\nNOMOR M/3/HK.04/III/2020\n"
            "TENTANG\nPELINDUNGAN PEKERJA\n\nSehubungan dengan keadaan, diminta kepada Gubernur untuk:\n"
            "1. Membina.\n2. Mengawasi.\nDitetapkan di Jakarta\npada tanggal 17 Maret 2020"
        ),
    )
    assert found.kind is Kind.REGULATION
    assert found.title == "Surat Edaran Nomor M/3/HK.04/III/2020 tentang Pelindungan Pekerja"
    assert found.metadata["short"] == "SE M/3/HK.04/III/2020"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("wawancara-03-sri.txt", Kind.TRANSCRIPT),
        ("data/02 Interview P3.txt", Kind.TRANSCRIPT),
        ("Catatan Lapangan 2.txt", Kind.FIELD_NOTE),
        ("pedoman-wawancara.txt", Kind.DOCUMENT),
        ("interview guide 2.txt", Kind.DOCUMENT),
        ("observasi umum.txt", Kind.DOCUMENT),
    ],
)
def test_a_name_tells_the_kind_where_nothing_else_does(path: str, kind: Kind) -> None:
    assert describe(path, read(REPORT)).kind is kind


def test_an_interview_without_labels_is_known_by_its_title_and_its_questions() -> None:
    text = (
        "Wawancara dengan Mas Budi, 3 Juni 2022\n\nMas, sudah berapa lama ikut program ini?\n\nSudah dua tahun.\n\n"
        "Manfaatnya apa saja yang dirasakan?\n\nDapat ilmu.\n\nSekarang kerja di mana?\n\nDi bengkel teman saya."
    )
    found = describe("a.txt", read(text))
    assert (found.kind, found.access, found.date) == (Kind.TRANSCRIPT, Access.RESTRICTED, "2022-06-03")
    assert found.title == "Wawancara dengan Mas Budi, 3 Juni 2022"
    guide = describe("a.txt", read(text.replace("Wawancara dengan Mas Budi", "Pedoman wawancara")))
    assert guide.kind is Kind.DOCUMENT


def test_a_title_of_an_interview_needs_few_turns() -> None:
    text = "Interview with the adviser\nMar 15, 2023\n\n"
    text += "Speaker 1  00:03\nHow did it begin?\n\nDewi K  00:12\nAs a promise.\n"
    found = describe("otter.txt", read(f"{text}\nSpeaker 1  01:05\nAnd the incentive?\n"))
    assert (found.kind, found.date) == (Kind.TRANSCRIPT, "2023-03-15")


def test_a_sheet_of_observation_is_a_restricted_note_by_its_researcher() -> None:
    found = describe("a.txt", read(f"LEMBAR OBSERVASI\nPeneliti: Rini\nTanggal: 20 Mei 2021\n\n{NOTE}"))
    assert (found.kind, found.access) == (Kind.FIELD_NOTE, Access.RESTRICTED)
    assert found.metadata["observer"] == "Rini"


@pytest.mark.parametrize(("line", "title"), [("Wawancara 7", "Wawancara 7"), ("TRANSKRIP WAWANCARA", "x")])
def test_the_title_of_an_interview_must_tell_which_one(line: str, title: str) -> None:
    text = f"{line}\nPeneliti: Sejak kapan ikut?\nInforman: Sejak tahun lalu.\nPeneliti: Baik.\nInforman: Ya."
    assert describe("x.txt", read(text)).title == title
