"""What an index makes of explanations that explain nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.searching import SearchRequest
from corpus_search.workspace import Workspace

REGULATION = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 901 TAHUN 2021
TENTANG
KARTU BELAJAR

DENGAN RAHMAT TUHAN YANG MAHA ESA

PRESIDEN REPUBLIK INDONESIA,

Menimbang : bahwa warga perlu belajar;

Mengingat : Pasal 4 ayat (1) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;

MEMUTUSKAN:

Menetapkan : PERATURAN PRESIDEN TENTANG KARTU BELAJAR.

Pasal 1
(1) Kartu Belajar diberikan kepada warga.
(2) Warga menerima bantuan belajar.

Pasal 2
Bantuan belajar dibayarkan setiap bulan.

Ditetapkan di Jakarta
pada tanggal 5 Mei 2021

PENJELASAN
ATAS
PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 901 TAHUN 2021
TENTANG
KARTU BELAJAR

I. UMUM

Warga belajar sepanjang hidup.

II. PASAL DEMI PASAL

Pasal 1
Ayat (1)
Yang dimaksud dengan warga adalah penduduk.
Ayat (2)
Cukup jelas.

Pasal 2
Cukup jelas.
"""


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("perpres 901/2021 pasal 2", "perpres-2021-901/pasal-2"),
        ("perpres 901/2021 pasal 1 ayat (2)", "perpres-2021-901/pasal-1/ayat-2"),
        ("pasal 1 ayat (1)", "perpres-2021-901/pasal-1/ayat-1"),
        ("cukup jelas", "perpres-2021-901/penjelasan/pasal-2"),
    ],
)
def test_an_article_stands_above_its_explanation(tmp_path: Path, query: str, first: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "kartu.txt").write_text(REGULATION, encoding="utf-8")
    settings = Settings(tmp_path / "corpus", tmp_path / "index", tmp_path / "store", jobs=1)
    index_corpus(settings)
    with Workspace.open(settings) as workspace:
        assert workspace.finder.search(SearchRequest(query)).hits[0].passage.id == first
        found = workspace.finder.search(SearchRequest("kartu belajar pasal", limit=50)).hits
        assert found
        assert "Cukup jelas" not in {" ".join(hit.text.split()).removesuffix(".")[-11:] for hit in found}
