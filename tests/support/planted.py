"""A corpus with documents that not everybody may see. Whatever is theirs alone holds the word `zorba`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus_search.config import Settings
from corpus_search.evidence import Theme, Verdict
from corpus_search.indexing import index_corpus
from corpus_search.journal import Journal
from corpus_search.saved import SavedSearches
from corpus_search.workspace import Workspace
from support.pdf import Pdf, text
from support.people import make_team
from support.web_corpus import write_corpus

PLANTED = b"zorba"

INTERVIEW = """Nama Informan: Zorbanama
Jabatan: Kepala Zorbadinas
Tanggal Wawancara: 12 April 2021
Lokasi: Desa Zorbatempat

[00:00:05] Peneliti: Bagaimana pelatihan vokasi menurut Peraturan Bupati Contoh Nomor 7 Tahun 2021 itu?
[00:00:31] Zorbapenutur: Pelatihan vokasi zorbateks itu sebenarnya tidak pernah ada, insentif zorbainsentif juga tidak.
[00:01:10] Peneliti: Apakah Pasal 2 Peraturan Bupati Contoh Nomor 7 Tahun 2021 dijalankan?
[00:01:22] Zorbapenutur: Tidak, yang dipakai Undang-Undang Nomor 77 Tahun 1977 tentang Zorbaundang di sini.
"""

NOTE = """---
title: Zorbajudul balai latihan
date: 2019-05-03
place: Zorbatempat
---

Balai zorbacatatan dikunci, pelatihan menjahit dipindah ke rumah kepala zorbadusun sejak bulan Mei.
"""

WITHHELD = """---
title: Zorbatahan tanpa persetujuan
consent: tidak
---

Laporan pelatihan zorbatahan ini ditarik oleh orang yang bercerita kepada peneliti.
"""

EMBARGOED = """---
title: Zorbaembargo yang belum terbit
embargo_until: 2999-01-01
---

Laporan pelatihan vokasi zorbaembargo ini baru boleh dibaca setelah terbit sebagai buku.
"""


def plant(corpus: Path) -> None:
    """Write the documents that are not public: read well, read as pictures, broken, repeated."""
    files = {
        "transkrip/zorba-informan.txt": INTERVIEW,
        "catatan-lapangan/zorba-balai.md": NOTE,
        "zorba-laporan/salinan.md": NOTE,
        "zorba-laporan/tahan.md": WITHHELD,
        "zorba-laporan/embargo.md": EMBARGOED,
    }
    for name, content in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(content, encoding="utf-8")
    (corpus / "transkrip" / "zorba-rusak.docx").write_bytes(b"PK\x03\x04zorba")
    pdf = Pdf()
    for number in range(2):
        lines = (
            f"Wawancara dengan Zorbapdf bagian {number}",
            "Pelatihan zorbahalaman berjalan baik di desa.",
        )
        pdf.page(b"".join(text(90, 700 - 20 * at, line) for at, line in enumerate(lines)))
    (corpus / "transkrip" / "zorba-cetak.pdf").write_bytes(pdf.data())


def team_corpus(folder: Path, *, planted: bool) -> Settings:
    """A corpus below a folder, indexed, with a team and a codebook.

    With what is planted there are evidence, searches and saved searches about it, too.
    """
    settings = Settings(
        corpus=folder / "corpus", index=folder / "index", store=folder / "evidence", jobs=1, name="Ruang Uji"
    )
    write_corpus(settings.corpus)
    for restricted in ("transkrip", "catatan-lapangan"):
        for file in (settings.corpus / restricted).iterdir():
            file.unlink()
    if planted:
        plant(settings.corpus)
    index_corpus(settings)
    make_team(settings)
    with Workspace.open(settings) as workspace:
        workspace.themes.put(Theme("insentif", "Insentif", queries=("insentif",)))
        if planted:
            talk(workspace)
    return settings


def talk(workspace: Workspace) -> None:
    """Say and look for things about what is planted."""
    for who in ("Budi", "Lina"):
        for document in workspace.documents():
            if "zorba" in document.path and document.passages:
                passage = workspace.contents(document.id).passages[-1]
                workspace.evidence.judge_passage(
                    "insentif", passage.id, Verdict.RELEVANT, memo=f"zorbamemo {who}", who=who
                )
        workspace.evidence.keep_nothing_found("insentif", f"zorbahampa {who}", memo="zorba", who=who)
        workspace.tables.save_conclusion("insentif", f"zorbasimpulan {who}", who=who)
    store = workspace.settings.store
    with closing(Journal(store)) as journal, closing(SavedSearches(store)) as saved:
        for who in ("Budi", "Lina", ""):
            journal.searched("zorbakueri", 3, who=who, corpus="x")
            saved.save("zorbasimpan", "zorbasimpan", who=who or "orang lain", corpus="x", passages=())
