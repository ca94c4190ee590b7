"""The corpus behind the tests of the web interface: each kind, a PDF, a long law, names and texts that bite."""

from __future__ import annotations

from pathlib import Path

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from support.command import REGULATION
from support.pdf import Pdf, text

NAUGHTY_TITLE = """Laporan "><script>alert('judul')</script> & <b>tebal</b>"""
NAUGHTY_TEXT = (
    """Bengkel sepi <img src=x onerror="alert('teks')"> & <script>alert(1)</script> setelah pelatihan."""
)

TRANSCRIPT = """Nama Informan: Sari
Tanggal Wawancara: 12 April 2022
Lokasi: Desa Contoh

[00:00:05] Peneliti: Bagaimana Ibu mengikuti pelatihan vokasi itu?
[00:00:31] Informan 1: Saya ikut pelatihan vokasi menjahit lewat gawai, sinyalnya sering hilang di desa kami.
[00:01:10] Peneliti: Apakah insentifnya sudah diterima setelah pelatihan?
[00:01:22] Informan 1: Insentif cair setelah tiga bulan, padahal dijanjikan satu bulan sesudah pelatihan selesai.
"""

FIELD_NOTE = """---
title: Catatan lapangan balai desa
date: 2022-05-03
---

# Deskripsi

Balai desa buka pukul delapan, pelatihan menjahit dimulai setengah jam kemudian di ruang belakang.

# Refleksi

Pelatihan di balai lebih ramai daripada pelatihan lewat gawai, terutama bagi peserta yang sudah tua.
"""

REPORT = f"""---
title: >-
  {NAUGHTY_TITLE}
date: 2023
---

# Ringkasan

{NAUGHTY_TEXT}
"""

WEB_PAGE = """<!doctype html><html lang="id"><head><title>Pengumuman pelatihan</title>
<script>document.title = "tertipu"</script></head>
<body><h1>Pengumuman pelatihan</h1><p>Pendaftaran pelatihan vokasi dibuka bulan depan bagi warga desa.</p></body></html>
"""

LONG_ARTICLES = 130


def write_corpus(corpus: Path) -> None:
    """Write all documents."""
    files = {
        "peraturan/perbup-7-2021.txt": REGULATION,
        "peraturan/perpres-90-2020.txt": long_law(),
        "transkrip/informan-1.txt": TRANSCRIPT,
        "catatan-lapangan/balai.md": FIELD_NOTE,
        "laporan/sepi.md": REPORT,
        "laporan/pengumuman.html": WEB_PAGE,
    }
    for name, content in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(content, encoding="utf-8")
    (corpus / "peraturan" / "permenaker-3-2022.pdf").write_bytes(printed_law())
    (corpus / "laporan" / "pindaian.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)


def long_law() -> str:
    """A law of more passages than one page of the reader shows."""
    lines = [
        "PERATURAN PRESIDEN REPUBLIK INDONESIA",
        "NOMOR 90 TAHUN 2020",
        "TENTANG",
        "BALAI LATIHAN KERJA",
        "",
    ]
    for number in range(1, LONG_ARTICLES + 1):
        if number % 26 == 1:
            lines += [f"BAB {('I', 'II', 'III', 'IV', 'V')[number // 26]}", "PENYELENGGARAAN", ""]
        lines.append(f"Pasal {number}")
        lines += [
            f"({ayat}) Balai latihan kerja nomor {number} menyelenggarakan kegiatan {ayat} bagi warga di wilayahnya."
            for ayat in (1, 2)
        ]
        lines.append("")
    return "\n".join(lines)


def printed_law() -> bytes:
    """A regulation on three printed pages."""
    pdf = Pdf()
    opening = [
        "PERATURAN MENTERI KETENAGAKERJAAN REPUBLIK INDONESIA",
        "NOMOR 3 TAHUN 2022",
        "TENTANG",
        "SERTIFIKAT PELATIHAN",
    ]
    articles = [
        [
            f"Pasal {n}",
            f"(1) Lembaga pelatihan menerbitkan sertifikat nomor {n} bagi",
            "peserta yang lulus ujian.",
            "(2) Sertifikat berlaku selama tiga tahun sejak tanggal diterbitkan.",
        ]
        for n in range(1, 7)
    ]
    for page in range(3):
        lines = (opening if page == 0 else []) + articles[2 * page] + articles[2 * page + 1]
        pdf.page(b"".join(text(90, 720 - 20 * at, line) for at, line in enumerate(lines)))
    return pdf.data()


def indexed(folder: Path) -> Settings:
    """Settings of a corpus that is written and indexed below a folder."""
    settings = Settings(
        corpus=folder / "corpus", index=folder / "index", store=folder / "evidence", jobs=1, name="Ruang Uji"
    )
    write_corpus(settings.corpus)
    index_corpus(settings)
    return settings
