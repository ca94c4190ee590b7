"""A small corpus, themes, and evidence for them, as the evidence room hands it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import pytest
from support.command import REGULATION, TRANSCRIPT

from corpus_search.citing import Citer
from corpus_search.config import Settings
from corpus_search.evidence import (
    Anchor,
    Codebook,
    Evidence,
    Judgement,
    Place,
    Quote,
    Stance,
    Standing,
    Theme,
    Verdict,
)
from corpus_search.evidence.rows import Technique, TriangulationCell, TriangulationRow
from corpus_search.exchange import Dossier, gather
from corpus_search.exchange.words import Language
from corpus_search.indexing import index_corpus
from corpus_search.model import Access, Kind
from corpus_search.workspace import Workspace

NOTE = """---
judul: Catatan Lapangan 1
tanggal: 2022-04-14
---

## Deskripsi

Kelas dimulai pukul delapan dan hanya separuh kursi terisi karena hujan deras sejak subuh \U0001f327\ufe0f pagi itu.

Seorang peserta berkata =SUM(A1) sambil tertawa, lalu menulis cafe\u0301 di papan tulis dengan kapur merah.
"""

THEMES = (
    Theme(
        "sosialisasi",
        "Sosialisasi program",
        name_other="Programme outreach",
        definition="Cara informasi sampai kepada calon peserta.",
        include="Dari siapa & lewat apa peserta tahu <program>",
        exclude="Isi pelatihan",
        colour="#3366CC",
        queries=("sosialisasi OR pengumuman",),
        question="Bagaimana program dikenal?",
        source="Budiani (2007)",
    ),
    Theme(
        "insentif", "Insentif", definition="Uang yang diterima peserta.", statement="Insentif tepat waktu."
    ),
    Theme("insentif/terlambat", "Insentif terlambat", parent="insentif"),
    Theme("kosong", "Tema kosong"),
)
CODEBOOK = Codebook(THEMES)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("exchange")
    settings = Settings(folder / "corpus", folder / "index", folder / "evidence", jobs=1, name="Ruang Uji")
    for name, text in (
        ("peraturan/perbup-7-2021.txt", REGULATION),
        ("transkrip/informan-1.txt", TRANSCRIPT.replace("\n", "\r\n")),
        ("catatan-lapangan/catatan-1.md", NOTE),
    ):
        file = settings.corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    index_corpus(settings)
    return Workspace.open(settings)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes evidence of words in the corpus."""

    workspace: Workspace

    def __call__(
        self,
        theme: str,
        kind: Kind,
        words: str,
        *,
        memo: str = "",
        stance: Stance | None = None,
        verdict: Verdict = Verdict.RELEVANT,
        number: int = 1,
    ) -> Evidence:
        document = next(one for one in self.workspace.documents() if one.kind is kind)
        contents = self.workspace.contents(document.id)
        start = contents.text.index(words)
        end = start + len(words)
        passage = next(one for one in contents.passages if one.start <= start < one.end)
        checksum = sha256(contents.text.encode()).hexdigest()
        anchor = Anchor(
            f"a{sha256(f'{document.id}{start}{end}'.encode()).hexdigest()[:12]}",
            document.id,
            start,
            end,
            Quote(words, contents.text[max(0, start - 64) : start], contents.text[end : end + 64]),
            checksum,
            citation=Citer().cite(document, passage),
            title=document.title,
        )
        judgement = Judgement(
            number, theme, anchor.id, verdict, stance, memo, "sari", "2024-05-06T07:08:09+00:00"
        )
        place = Place(Standing.SAME, document, start, end, words, passage)
        return Evidence(theme, anchor, place, (judgement,))


@pytest.fixture(scope="session")
def make(workspace: Workspace) -> Maker:
    return Maker(workspace)


@pytest.fixture(scope="session")
def evidence(make: Maker) -> tuple[Evidence, ...]:
    altered = make("insentif/terlambat", Kind.TRANSCRIPT, "Insentif cair setelah tiga bulan", number=4)
    altered = replace(
        altered,
        anchor=replace(
            altered.anchor, quote=replace(altered.anchor.quote, exact="Insentif cair setelah dua bulan")
        ),
    )
    lost = make("insentif", Kind.TRANSCRIPT, "sinyalnya sering hilang", number=5)
    lost = replace(
        lost,
        anchor=replace(
            lost.anchor, document="gone", title="Wawancara yang hilang", citation="Wawancara lama"
        ),
        place=Place(Standing.LOST, None),
    )
    return (
        make(
            "sosialisasi",
            Kind.TRANSCRIPT,
            "Saya ikut pelatihan vokasi menjahit lewat gawai",
            memo="Gawai sebagai _saluran_.\n\nBandingkan dengan *catatan*.",
            stance=Stance.SUPPORTS,
        ),
        make(
            "insentif",
            Kind.REGULATION,
            "Peserta menerima insentif setelah menyelesaikan pelatihan",
            stance=Stance.CONTEXT,
            number=2,
        ),
        make(
            "insentif",
            Kind.FIELD_NOTE,
            "=SUM(A1) sambil tertawa, lalu menulis cafe\u0301",
            memo="=1+1",
            number=3,
        ),
        make("sosialisasi", Kind.FIELD_NOTE, "sejak subuh \U0001f327\ufe0f pagi itu.", number=6),
        altered,
        lost,
    )


def rows(evidence: tuple[Evidence, ...]) -> tuple[TriangulationRow, ...]:
    made = []
    for theme, depth in CODEBOOK.tree():
        cells = {}
        for technique in Technique:
            mine = tuple(
                one
                for one in evidence
                if one.theme == theme.id
                and one.place.document
                and Technique.of(one.place.document.kind) is technique
            )
            cells[technique] = TriangulationCell("Ringkasan peneliti." if mine else "", mine[:1], len(mine))
        made.append(TriangulationRow(theme, depth, cells, f"Kesimpulan tentang {theme.name}."))
    return tuple(made)


@pytest.fixture(scope="session")
def dossier_of(workspace: Workspace, evidence: tuple[Evidence, ...]) -> Callable[..., Dossier]:
    def build(
        *chosen: str,
        language: Language = "id",
        access: frozenset[Access] = frozenset(Access),
        style: str = "short",
    ) -> Dossier:
        return gather(
            name="Ruang Uji",
            language=language,
            codebook=CODEBOOK,
            chosen=chosen,
            evidence=evidence,
            triangulation=lambda: rows(evidence),
            documents=workspace.documents(),
            contents=workspace.contents,
            citer=Citer.of(workspace.documents()),
            access=access,
            style=style,
            made="2024-06-01T00:00:00+00:00",
        )

    return build


@pytest.fixture(scope="session")
def dossier(dossier_of: Callable[..., Dossier]) -> Dossier:
    return dossier_of()
