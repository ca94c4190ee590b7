"""What informants allow: words that may be quoted, places that may be pointed to, and nothing at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.evidence import Theme, Verdict
from corpus_search.exchange.formats import FORMATS
from corpus_search.indexing import index_corpus
from corpus_search.searching import SearchRequest, concordance_csv
from corpus_search.searching.export import results_csv
from corpus_search.workspace import Workspace

SAID = {
    "quote": "Pelatihan kutipboleh itu dimulai pukul delapan di balai desa bersama warga.",
    "cite": "Pelatihan rujuksaja itu selesai pukul lima di rumah kepala dusun kami.",
    "none": "Pelatihan tanpaizin itu tidak pernah ada menurut orang yang bercerita.",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("consent")
    settings = Settings(folder / "corpus", folder / "index", folder / "evidence", jobs=1)
    (settings.corpus / "catatan-lapangan").mkdir(parents=True)
    for consent, text in SAID.items():
        note = f"---\ntitle: Catatan {consent}\nconsent: {consent}\n---\n\n{text}\n"
        (settings.corpus / "catatan-lapangan" / f"{consent}.md").write_text(note, encoding="utf-8")
    index_corpus(settings)
    with Workspace.open(settings) as opened:
        opened.themes.put(Theme("latih", "Pelatihan"))
        for hit in opened.finder.search(SearchRequest("pelatihan")).hits:
            opened.evidence.judge_passage("latih", hit.passage.id, Verdict.RELEVANT, who="Sari")
        yield opened


def words_of(data: bytes) -> str:
    """All that stands in a file, in those inside it, too."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_holds_words_that_may_not_be_quoted(workspace: Workspace, name: str) -> None:
    made = workspace.exchange.export(name)
    held = words_of(made.data)
    assert "rujuksaja" not in held
    assert "tanpaizin" not in held
    assert "Catatan none" not in held


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv", "markdown", "latex"])
def test_what_may_be_cited_is_pointed_to(workspace: Workspace, name: str) -> None:
    made = workspace.exchange.export(name)
    held = words_of(made.data)
    assert "kutipboleh" in held
    assert "tidak dikutip: informan hanya mengizinkan rujukan" in held
    assert "Evidence left out for want of consent: 1." in map(str, made.remarks)


@pytest.mark.parametrize("name", ["qdpx", "appendices", "annotations"])
def test_formats_that_are_words_leave_out_the_rest(workspace: Workspace, name: str) -> None:
    made = workspace.exchange.export(name)
    assert "kutipboleh" in words_of(made.data)
    assert "Catatan cite" not in words_of(made.data)
    assert "Evidence left out for want of consent: 2." in map(str, made.remarks)


def test_tables_of_results_hold_none_of_these_words(workspace: Workspace) -> None:
    asked = SearchRequest("pelatihan")
    for table in (
        results_csv(workspace.finder.search(asked)),
        concordance_csv(workspace.finder.concordance(asked)),
    ):
        assert "kutipboleh" in table
        assert "catatan-lapangan-cite" in table
        assert "rujuksaja" not in table
        assert "tanpaizin" not in table


def test_an_embargo_ends_with_its_day_at_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime

    from corpus_search.access import VISITOR

    class Day(datetime.date):
        now = datetime.date(2026, 5, 31)

        @classmethod
        def today(cls) -> Day:
            return cls(cls.now.year, cls.now.month, cls.now.day)

    monkeypatch.setattr("corpus_search.making.makers.date", Day)
    monkeypatch.setattr("corpus_search.indexing.freshness.date", Day)
    settings = Settings(tmp_path / "corpus", tmp_path / "index", tmp_path / "evidence", jobs=1)
    (settings.corpus / "laporan").mkdir(parents=True)
    text = "---\ntitle: Laporan\nembargo: 1 Juni 2026\n---\n\nPelatihan selesai pada akhir tahun itu juga.\n"
    (settings.corpus / "laporan" / "a.md").write_text(text, encoding="utf-8")

    def seen() -> int:
        index_corpus(settings)
        with Workspace.open(settings) as opened:
            return opened.seen_by(VISITOR).finder.search(SearchRequest("pelatihan")).total

    assert seen() == 0
    Day.now = datetime.date(2026, 6, 1)
    assert seen() == 1


def test_what_nobody_may_use_takes_no_place_in_the_triangulation_table(workspace: Workspace) -> None:
    (row,) = workspace.tables.triangulation()
    (cell,) = (cell for cell in row.cells.values() if cell.total)
    titles = {one.place.document.title for one in cell.quotes if one.place.document is not None}
    assert titles == {"Catatan quote", "Catatan cite"}
    assert cell.total == 2
