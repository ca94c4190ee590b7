"""A corpus in which real names stand wherever they can: texts, labels, titles, file names, metadata, a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from support.command import REGULATION
from support.pdf import Pdf, text

INTERVIEW = """Nama Informan: Slamet Kuncoro
Tanggal Wawancara: 12 April 2022
Lokasi: Desa Contoh

Peneliti: Apakah Pak Slamet sudah mengikuti pelatihan vokasi itu?
Slamet: Saya ikut pelatihan vokasi menjahit bersama Wagini, sinyalnya sering hilang di desa kami.
Peneliti: Apakah insentifnya sudah diterima, Pak Slamet?
Slamet: Insentif cair setelah tiga bulan, kata SLAMET KUNCORO kepada petugas, sesuai Peraturan Bupati Contoh
Nomor 7 Tahun 2021.
"""
NOTE = """---
title: Catatan rumah Wagini
date: 2022-05-03
---

# Rumah Wagini

Wagini menjahit di ruang depan, pelatihan menjahit dimulai setengah jam kemudian di ruang belakang.

# Refleksi

Pelatihan di balai lebih ramai daripada pelatihan lewat gawai, kata Wagini sambil menunggu Slamet.
"""
REPORT = """---
title: Laporan balai
date: 2023
---

# Ringkasan

Balai latihan menerima dua puluh peserta pelatihan menjahit setiap bulan dari seluruh kecamatan.
"""
REAL = ("slamet", "kuncoro", "wagini")
"""In lower case, as they stand nowhere once they are replaced."""
TABLE = """name,pseudonym,variants,document
Slamet Kuncoro,Pak Melati,Slamet; Pak Slamet,
Wagini,Ibu Anggrek,Bu Wagini,
"""


def write_corpus(corpus: Path) -> None:
    files = {
        "peraturan/perbup-7-2021.txt": REGULATION,
        "transkrip/wawancara-slamet.txt": INTERVIEW,
        "catatan-lapangan/RumahWagini.md": NOTE,
        "laporan/balai.md": REPORT,
    }
    for name, content in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(content, encoding="utf-8")
    pdf = Pdf()
    lines = [
        "Nama Informan: Wagini",
        "Tanggal Wawancara: 14 April 2022",
        "Peneliti: Bagaimana pelatihan itu menurut Ibu Wagini?",
        "Wagini: Pelatihan itu berguna, Pak Slamet yang mengajak saya ikut.",
        "Peneliti: Apakah insentif sudah diterima oleh Ibu Wagini sendiri?",
        "Wagini: Sudah diterima, tetapi terlambat dua bulan lamanya.",
    ]
    pdf.page(b"".join(text(60, 720 - 20 * at, line) for at, line in enumerate(lines)))
    (corpus / "transkrip" / "wagini.pdf").write_bytes(pdf.data())


def indexed(folder: Path, table: str = TABLE, where: Settings = Settings()) -> Settings:  # noqa: B008  (frozen)
    """Settings of the corpus, written and indexed below a folder under a table of pseudonyms.

    Args:
        folder: for all of it.
        table: of pseudonyms; none where it is empty.
        where: settings of the engine.
    """
    settings = replace(
        where,
        corpus=folder / "corpus",
        index=folder / "index",
        store=folder / "evidence",
        jobs=1,
        name="Ruang Uji",
    )
    write_corpus(settings.corpus)
    settings.store.mkdir(parents=True)
    if table:
        (settings.store / "pseudonyms.csv").write_text(table, encoding="utf-8")
    index_corpus(settings)
    return settings
