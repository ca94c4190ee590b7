"""A small body of law: a regulation, two amendments, one that repeals, and an interview that cites."""

from __future__ import annotations

from pathlib import Path

HEAD = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR {number} TAHUN {year}
TENTANG
{subject}

Menimbang : a. bahwa perlu diatur tata cara pelatihan;

Mengingat : 1. Pasal 4 ayat (1) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;

MEMUTUSKAN:

Menetapkan : PERATURAN PRESIDEN TENTANG {subject}.

{body}

Ditetapkan di Jakarta
pada tanggal {day}

Diundangkan di Jakarta
pada tanggal {day}
"""

BASE = """BAB I
KETENTUAN UMUM

Pasal 1
Balai Latihan adalah tempat pelatihan kerja bagi pencari kerja di desa.

BAB II
PENYELENGGARAAN

Pasal 2
(1) Pelatihan diselenggarakan paling lama 30 hari.
(2) Peserta sebagaimana dimaksud dalam Pasal 1 memperoleh sertifikat.

Pasal 3
Biaya pelatihan ditanggung oleh peserta pelatihan.

Pasal 4
Peraturan Presiden ini mulai berlaku pada tanggal diundangkan."""

FIRST = """Pasal I
Beberapa ketentuan dalam Peraturan Presiden Nomor 12 Tahun 2020 tentang Balai Latihan diubah sebagai berikut:

1. Ketentuan ayat (1) Pasal 2 diubah sehingga Pasal 2 berbunyi sebagai berikut:

Pasal 2
(1) Pelatihan diselenggarakan paling lama 60 hari.
(2) Peserta sebagaimana dimaksud dalam Pasal 1 memperoleh sertifikat.

2. Di antara Pasal 2 dan Pasal 3 disisipkan 1 (satu) pasal, yakni Pasal 2A sehingga berbunyi sebagai berikut:

Pasal 2A
Pelatihan di desa diselenggarakan secara tatap muka bagi semua peserta.

3. Pasal 3 dihapus.

Pasal II
Peraturan Presiden ini mulai berlaku setelah 30 (tiga puluh) hari terhitung sejak tanggal diundangkan."""

SECOND = """Pasal I
Beberapa ketentuan dalam Peraturan Presiden Nomor 12 Tahun 2020 tentang Balai Latihan sebagaimana telah diubah dengan
Peraturan Presiden Nomor 5 Tahun 2021 diubah sebagai berikut:

1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:

Pasal 2
(1) Pelatihan diselenggarakan paling lama 90 hari.
(2) Peserta sebagaimana dimaksud dalam Pasal 1 memperoleh sertifikat kompetensi.

Pasal II
Peraturan Presiden ini mulai berlaku pada tanggal 1 Januari 2023."""

LAST = """Pasal 1
Pada saat Peraturan Presiden ini mulai berlaku, Peraturan Presiden Nomor 5 Tahun 2021 tentang Perubahan atas Peraturan
Presiden Nomor 12 Tahun 2020 dicabut dan dinyatakan tidak berlaku.

Pasal 2
Peraturan Presiden ini mulai berlaku pada tanggal ditetapkan."""

INTERVIEW = """Nama Informan: Sari

Peneliti: Apa dasar pelatihan di desa Ibu menurut aturan?
Informan 1: Dasarnya Pasal 2 Perpres Nomor 12 Tahun 2020, lalu UU 13/2003 juga disebut dalam rapat desa.
Peneliti: Apakah ada aturan lain yang dipakai?
Informan 1: Tidak ada, hanya Perpres 12/2020 itu saja yang saya tahu sampai hari ini.
"""


def regulation(number: int, year: int, subject: str, body: str, day: str) -> str:
    return HEAD.format(number=number, year=year, subject=subject, body=body, day=day)


def write_law(corpus: Path) -> None:
    files = {
        "peraturan/a.txt": regulation(12, 2020, "BALAI LATIHAN", BASE, "3 Maret 2020"),
        "peraturan/b.txt": regulation(
            5,
            2021,
            "PERUBAHAN ATAS PERATURAN PRESIDEN NOMOR 12 TAHUN 2020 TENTANG BALAI LATIHAN",
            FIRST,
            "1 Mei 2021",
        ),
        "peraturan/c.txt": regulation(
            9,
            2022,
            "PERUBAHAN KEDUA ATAS PERATURAN PRESIDEN NOMOR 12 TAHUN 2020 TENTANG BALAI LATIHAN",
            SECOND,
            "2 Juni 2022",
        ),
        "peraturan/d.txt": regulation(1, 2024, "PENCABUTAN", LAST, "5 Januari 2024"),
        "transkrip/sari.txt": INTERVIEW,
    }
    for name, text in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
