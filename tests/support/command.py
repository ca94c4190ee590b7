"""The command as a person runs it, and a small corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Command = Callable[..., subprocess.CompletedProcess[str]]

REGULATION = """PERATURAN BUPATI CONTOH
NOMOR 7 TAHUN 2021
TENTANG
KARTU LATIH

Menimbang:
a. bahwa perlu pelatihan;
b. bahwa perlu peraturan;

MEMUTUSKAN:
Menetapkan: PERATURAN BUPATI TENTANG KARTU LATIH.

BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Pencari kerja adalah orang yang sedang mencari pekerjaan di wilayah kabupaten ini.
2. Pelatihan vokasi adalah pelatihan keterampilan kerja bagi pencari kerja di kabupaten ini.

BAB II
PESERTA

Pasal 2
(1) Peserta pelatihan vokasi paling rendah berusia delapan belas tahun dan berdomisili di kabupaten.
(2) Peserta menerima insentif setelah menyelesaikan pelatihan sesuai ketentuan yang berlaku di daerah.

Ditetapkan di Contoh
pada tanggal 3 Maret 2021
BUPATI CONTOH
"""

TRANSCRIPT = """Nama Informan: Sari
Tanggal Wawancara: 12 April 2022
Lokasi: Desa Contoh

Peneliti: Bagaimana Ibu mengikuti pelatihan vokasi itu?
Informan 1: Saya ikut pelatihan vokasi menjahit lewat gawai, sinyalnya sering hilang di desa kami.
Peneliti: Apakah insentifnya sudah diterima?
Informan 1: Insentif cair setelah tiga bulan, padahal dijanjikan satu bulan sesudah pelatihan selesai.
"""


def write_corpus(corpus: Path) -> None:
    (corpus / "peraturan").mkdir(parents=True)
    (corpus / "transkrip").mkdir()
    (corpus / "peraturan" / "perbup-7-2021.txt").write_text(REGULATION, encoding="utf-8")
    (corpus / "transkrip" / "informan-1.txt").write_text(TRANSCRIPT, encoding="utf-8")


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "corpus_search", *arguments]


def _environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_SEARCH_")}
    return {**kept, "PYTHONUTF8": "1"}


def runner(folder: Path) -> Command:
    """Runs `corpus-search` in a folder, with the folder's own corpus, index and store."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(*arguments),
            cwd=folder,
            env={**_environment(), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts `corpus-search` in a folder and lets it run."""
    return subprocess.Popen(
        _command(*arguments),
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
