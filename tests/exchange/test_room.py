"""Out of one store and into another."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus_search.citing import FILE
from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, ReadingError, SettingsError, UsageError
from corpus_search.evidence import Evidence, EvidenceFilter, Stance, Theme, Verdict
from corpus_search.exchange import RELEVANT, write_file
from corpus_search.indexing import index_corpus
from corpus_search.model import Access, Kind
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

from .conftest import THEMES


@pytest.fixture
def room(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The same corpus with a store of its own: four themes, three judgements."""
    opened = Workspace.open(replace(workspace.settings, store=tmp_path / "store"))
    opened.themes.put_all(THEMES)
    for theme, kind, words, stance in (
        ("sosialisasi", Kind.TRANSCRIPT, "lewat gawai, sinyalnya", Stance.SUPPORTS),
        ("insentif", Kind.REGULATION, "menerima insentif", None),
        ("insentif/terlambat", Kind.FIELD_NOTE, "menulis cafe\u0301 di papan", Stance.CONTRADICTS),
    ):
        document = next(one for one in opened.documents() if one.kind is kind)
        start = opened.contents(document.id).text.index(words)
        opened.evidence.judge(
            theme,
            document.id,
            start,
            start + len(words),
            Verdict.RELEVANT,
            stance=stance,
            memo="m\n\nn",
            who="sari",
        )
    return opened


def kept(evidence: tuple[Evidence, ...]) -> list[tuple[object, ...]]:
    return [
        (one.theme, one.anchor.document, one.place.text, one.stance, one.judgement.memo, one.judgement.who)
        for one in evidence
    ]


def test_the_journal_is_taken_along_with_what_was_not_found(room: Workspace) -> None:
    room.journal.searched("=gawai", 3, who="sari", corpus="c0ffee", filters="kind=transcript")
    room.evidence.keep_nothing_found("kosong", "magang", filters="year=2020", memo="juga magang*", who="ani")
    made = room.exchange.export("searches")
    rows = list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"))))
    rows.sort(key=lambda row: row["query"], reverse=True)  # both may be of the same millisecond
    assert [(row["query"], row["total"], row["finding"]) for row in rows] == [
        ("magang", "0", "nothing found"),
        ("'=gawai", "3", ""),
    ]
    assert (rows[1]["filters"], rows[1]["corpus"], rows[1]["who"]) == ("kind=transcript", "c0ffee", "sari")
    book = room.exchange.export("markdown").data.decode()
    assert "Ditelusuri, tidak ditemukan:" in book
    assert "magang" in book.partition("Tema kosong")[2]
    assert "Belum ada bukti" not in book.partition("Tema kosong")[2]
    public = replace(RELEVANT, access=frozenset({Access.PUBLIC}))
    hidden = room.exchange.export("searches", public)
    assert b"gawai" not in hidden.data
    assert [one.template for one in hidden.remarks] == [
        "Searches are left out: their numbers tell of restricted documents."
    ]


def test_a_project_carries_a_store_into_another(room: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    write_file(file, room.exchange.export("qdpx").data)
    other = Workspace.open(replace(room.settings, store=tmp_path / "other"))
    imported = other.exchange.import_project(file, who="ani")
    assert imported.judgements == 3
    assert other.themes.codebook().themes == room.themes.codebook().themes
    assert kept(other.evidence.list()) == kept(room.evidence.list())

    again = other.exchange.import_project(file, who="ani")
    assert (again.themes, again.judgements) == ((), 0)
    assert "Codings that are kept already: 3." in map(str, again.remarks)
    assert len(other.evidence.history()) == 3


PROJECT = """<Project name="P" xmlns="urn:QDA-XML:project:1.0">
<Variables><Variable guid="{v}1" name="Jenis Kelamin" typeOfVariable="Text"/>
<Variable guid="{v}2" name="Jabatan" typeOfVariable="Text"/><Variable guid="{v}3" name="Access" typeOfVariable="Text"/>
<Variable guid="{v}4" name="category" typeOfVariable="Text"/></Variables>
<Cases>
<Case guid="{c}1" name="Bu Sari">{values}<SourceRef targetGUID="{s}1"/></Case>
<Case guid="{c}2" name="Pak Joko"><SourceRef targetGUID="{s}2"/></Case>
<Case guid="{c}3" name="Bu Rina"><SourceRef targetGUID="{s}2"/></Case>
</Cases>
<Sources><TextSource guid="{s}1" name="satu.txt"/><TextSource guid="{s}2" name="dua.txt"/></Sources>
</Project>"""
GUIDS = {
    kind: f"{digit * 8}-0000-4000-8000-00000000000" for kind, digit in (("v", "a"), ("c", "b"), ("s", "c"))
}


def test_cases_tell_the_register_of_informants(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "transkrip"
    folder.mkdir(parents=True)
    for name in ("satu", "dua"):
        talk = f"Peneliti: Apa kabar {name}?\nInforman: Kabar {name} baik.\n" * 3
        (folder / f"{name}.txt").write_text(talk, encoding="utf-8")
    settings = Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1
    )
    index_corpus(settings)
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{GUIDS["v"]}{number}"/>'
        f"<TextValue>{text}</TextValue></VariableValue>"
        for number, text in ((1, "Perempuan"), (2, "Peserta"), (3, "withheld"), (4, "Peserta"))
    )
    file = tmp_path / "p.qde"
    file.write_text(PROJECT.format(**GUIDS, values=values), encoding="utf-8")
    with Workspace.open(settings) as opened:
        said = next(one for one in opened.documents() if one.path.endswith("satu.txt"))
        opened.register.save(said.id, {"place": "Balai"})
        imported = opened.exchange.import_project(file, who="ani")
        assert imported.interviews == 1
        assert [str(one) for one in imported.remarks] == [
            "Cases that tell nothing new of one interview of this corpus, not taken over: 2."
        ]
        told = next(one for one in opened.documents() if one.path.endswith("satu.txt"))
        assert told.access is said.access
        assert dict(told.metadata) == {
            "informant": "Bu Sari",
            "position": "Peserta",
            "gender": "Perempuan",
            "place": "Balai",
        }
        assert opened.exchange.import_project(file, who="ani").interviews == 0


def test_filters_choose_what_goes_out(room: Workspace) -> None:
    def themes(chosen: EvidenceFilter) -> list[str]:
        return [one.evidence.theme for one in room.exchange.dossier(chosen).quotations]

    assert themes(RELEVANT) == ["sosialisasi", "insentif", "insentif/terlambat"]
    assert themes(replace(RELEVANT, themes=("insentif",))) == ["insentif", "insentif/terlambat"]
    public = room.exchange.dossier(replace(RELEVANT, access=frozenset({Access.PUBLIC})))
    assert [one.kind for one in public.quotations] == [Kind.REGULATION]
    assert [document.kind for document in public.documents] == [Kind.REGULATION]
    assert public.left_out == 2
    notes = room.exchange.dossier(replace(RELEVANT, kinds=("field_note",)))
    assert {document.kind for document in notes.documents} == {Kind.FIELD_NOTE}


def test_evidence_without_its_theme_is_told(room: Workspace) -> None:
    room.themes.remove("sosialisasi")
    told = "\n".join(map(str, room.exchange.export("csv").remarks))
    assert "its theme being in the codebook no more: 1" in told


def test_citations_follow_the_templates_of_the_store(room: Workspace) -> None:
    (room.settings.store / FILE).write_text(
        '[short.id]\nregulation = "{where} — {short}"\n', encoding="utf-8"
    )
    cited = [one.cited for one in room.exchange.dossier().quotations]
    assert "Pasal 2 ayat (2) — Perbup Contoh 7/2021" in cited
    hits = room.finder.search(SearchRequest(text='"menerima insentif"')).hits
    assert hits[0].citation == "Pasal 2 ayat (2) — Perbup Contoh 7/2021"
    assert room.evidence.list()[1].place.citation == hits[0].citation
    (room.settings.store / FILE).write_text('[short.id]\nregulation = "{oops"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="oops"):
        room.exchange.dossier()


@pytest.mark.parametrize("ending", ["qdc", "csv", "xlsx"])
def test_codebooks_go_out_and_in(room: Workspace, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"codes.{ending}"
    assert room.exchange.export_codebook(file) == (4, ())
    other = Workspace.open(replace(room.settings, store=tmp_path / "other"))
    other.themes.put(Theme("insentif", "Insentif", definition="Milik saya"))
    imported = other.exchange.import_codebook(file)
    assert {theme.id for theme in imported.themes} == {"sosialisasi", "insentif/terlambat", "kosong"}
    assert other.themes.codebook().theme("insentif").definition == "Milik saya"
    assert "stay as they are: 1" in str(imported.remarks[0])


def test_files_that_cannot_be_used_are_told(room: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="qdc"):
        room.exchange.export_codebook(tmp_path / "codes.txt")
    with pytest.raises(NotFoundError):
        room.exchange.import_codebook(tmp_path / "none.qdc")
    with pytest.raises(NotFoundError):
        room.exchange.import_project(tmp_path / "none.qdpx", who="ani")
    (tmp_path / "codes.txt").write_text("x")
    with pytest.raises(UsageError, match="xlsx"):
        room.exchange.import_codebook(tmp_path / "codes.txt")
    (tmp_path / "taken").mkdir()
    with pytest.raises(ReadingError, match="cannot be written"):
        write_file(tmp_path / "taken", b"x")
    before = shutil.copy(room.themes.file, tmp_path / "before.toml")
    (tmp_path / "bad.qdpx").write_bytes(b"PK")
    with pytest.raises(ReadingError):
        room.exchange.import_project(tmp_path / "bad.qdpx", who="ani")
    assert Path(before).read_bytes() == room.themes.file.read_bytes()
