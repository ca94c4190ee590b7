"""Documents under pseudonyms, through the workspace: what is found, shown, judged and exported."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import pytest
from support.confided import REAL, indexed

from corpus_search.access import OWNER, Role, Viewer
from corpus_search.config import Settings
from corpus_search.errors import ForbiddenError, PseudonymsError
from corpus_search.evidence import Evidence, Theme, Verdict
from corpus_search.exchange import FORMATS
from corpus_search.pseudonyms import Pseudonym
from corpus_search.searching import SearchRequest
from corpus_search.workspace import Workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(indexed(tmp_path_factory.mktemp("confided"))) as workspace:
        yield workspace


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return indexed(tmp_path)


def named(words: object) -> list[str]:
    """The real names in something, however deep."""
    told = json.dumps(words, ensure_ascii=False, default=str).lower()
    return [name for name in REAL if name in told]


def told_of(found: Evidence) -> object:
    """All that evidence tells."""
    place = found.place
    document = None if place.document is None else asdict(place.document)
    said = [asdict(judgement) for judgement in found.judgements]
    return asdict(found.anchor), said, document, place.text, place.citation


def test_no_document_tells_a_name(opened: Workspace) -> None:
    documents = opened.documents()
    assert len(documents) == 5
    assert not named([asdict(document) for document in documents])
    assert {document.id for document in documents if document.renamed} == {
        "transkrip-wawancara-pak-melati",
        "transkrip-ibu-anggrek",
        next(d.id for d in documents if d.id.startswith("field-note-")),
    }
    for document in documents:
        contents = opened.contents(document.id)
        assert not named(asdict(contents))
        for passage in contents.passages:
            assert opened.passage(passage.id).text == contents.text[passage.start : passage.end]


@pytest.mark.parametrize(
    "query", ["Slamet", '"Pak Slamet"', "penutur:Slamet", "slamet menjahit", "Pak Melati"]
)
def test_a_lead_finds_by_both_names(opened: Workspace, query: str) -> None:
    results = opened.finder.search(SearchRequest(query))
    assert "transkrip-wawancara-pak-melati" in {hit.document.id for hit in results.hits}
    assert not named([asdict(hit) for hit in results.hits])


def test_the_engine_knows_no_real_name(opened: Workspace) -> None:
    for name in REAL:
        assert not opened.finder.completions(name[:4])
    assert opened.finder.completions("angg") == ("anggrek",)


def test_frames_stand_where_the_words_are_printed(opened: Workspace) -> None:
    contents = opened.contents("transkrip-ibu-anggrek")
    at = contents.text.index("mengajak")
    (frame,) = opened.originals.frames("transkrip-ibu-anggrek", at, at + len("mengajak"))[1]
    with_names = "Wagini: Pelatihan itu berguna, Pak Slamet yang "
    assert 60 / 612 < frame.left < (60 + 8 * len(with_names)) / 612


def test_evidence_stays_whatever_the_table_says(own: Settings) -> None:
    with Workspace.open(own) as workspace:
        workspace.themes.put(Theme("insentif", "Insentif"))
        hit = workspace.finder.search(SearchRequest("insentif cair")).hits[0]
        workspace.evidence.judge_passage(
            "insentif", hit.passage.id, Verdict.RELEVANT, memo="Kata Slamet", who="Sari"
        )
        (before,) = workspace.evidence.list()
        assert before.place.text == hit.text
        assert not named(told_of(before))
        workspace.pseudonyms.put(Pseudonym("Slamet Kuncoro", "Bapak Nomor Tiga", ("Slamet", "Pak Slamet")))
        (after,) = workspace.evidence.list()
        assert after.anchor.id == before.anchor.id
        assert after.place.standing == "same"
        assert after.judgement.memo == "Kata Bapak Nomor Tiga"
        assert "BAPAK NOMOR TIGA" in after.place.text
        workspace.pseudonyms.remove("Slamet Kuncoro")
        (plain,) = workspace.evidence.list()
        assert plain.place.standing == "same"
        assert "SLAMET KUNCORO" in plain.place.text
        assert plain.place.passage
        again = workspace.evidence.judge_passage(
            "insentif", plain.place.passage.id, Verdict.RELEVANT, who="Sari"
        )
        assert again.anchor == before.anchor.id


def test_evidence_that_was_judged_before_is_shown_renamed(tmp_path: Path) -> None:
    settings = indexed(tmp_path, table="")
    with Workspace.open(settings) as workspace:
        workspace.themes.put(Theme("insentif", "Insentif"))
        hit = workspace.finder.search(SearchRequest("insentif cair")).hits[0]
        workspace.evidence.judge_passage("insentif", hit.passage.id, Verdict.RELEVANT, who="Sari")
        workspace.pseudonyms.put(Pseudonym("Slamet Kuncoro", "Pak Melati", ("Slamet", "Pak Slamet")))
        workspace.pseudonyms.put(Pseudonym("Wagini", "Ibu Anggrek"))
        (found,) = workspace.evidence.list()
        assert found.place.standing == "same"
        assert not named(told_of(found))
        assert found.anchor.quote.exact == found.place.text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_export_tells_a_name_and_quotes_verify(own: Settings, name: str) -> None:
    with Workspace.open(own) as workspace:
        workspace.themes.put(Theme("pelatihan", "Pelatihan"))
        for hit in workspace.finder.search(SearchRequest("pelatihan", limit=50)).hits:
            workspace.evidence.judge_passage("pelatihan", hit.passage.id, Verdict.RELEVANT, who="Sari")
        made = workspace.exchange.export(name)
        assert workspace.exchange.dossier().unverified == 0
        told = unpacked(made.data)
        assert not [one for one in REAL if one in told.lower()]
        if name not in {"qdc", "searches"}:
            assert "melati" in told.lower()


def unpacked(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode('utf-8', errors='replace')}" for name in archive.namelist()
        )


def test_annotations_point_into_the_renamed_text(own: Settings) -> None:
    with Workspace.open(own) as workspace:
        workspace.themes.put(Theme("pelatihan", "Pelatihan"))
        for hit in workspace.finder.search(SearchRequest("pelatihan", limit=50)).hits:
            workspace.evidence.judge_passage("pelatihan", hit.passage.id, Verdict.RELEVANT, who="Sari")
        items = json.loads(workspace.exchange.export("annotations").data)["first"]["items"]
        checked = 0
        for item in items:
            quote, position = item["target"]["selector"]
            text = workspace.contents(item["target"]["source"].rsplit(":", 1)[1]).text
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            checked += 1
        assert checked > 5


def test_the_register_keeps_real_names(own: Settings, tmp_path: Path) -> None:
    sheet = tmp_path / "register.csv"
    with Workspace.open(own) as workspace:
        workspace.register.save("transkrip-wawancara-pak-melati", {"informant": "Slamet Kuncoro"})
        row = workspace.register.row("transkrip-wawancara-pak-melati")
        assert row["informant"] == "Pak Melati"
        workspace.register.save("transkrip-wawancara-pak-melati", {**row, "place": "Desa Contoh"})
        assert "Slamet Kuncoro" in (own.store / "documents.csv").read_text(encoding="utf-8-sig")
        workspace.register.export_to(sheet)
        assert workspace.register.import_from(sheet) == 0
        sheet.write_text(
            sheet.read_text(encoding="utf-8-sig").replace("Desa Contoh", "Desa Lain"), encoding="utf-8"
        )
        assert workspace.register.import_from(sheet) >= 1
        assert workspace.document("transkrip-wawancara-pak-melati").metadata["place"] == "Desa Lain"


def test_a_row_for_one_document_counts_there_alone(own: Settings) -> None:
    with Workspace.open(own) as workspace:
        workspace.pseudonyms.put(Pseudonym("Balai latihan", "Lembaga X", document="laporan-balai"))
        assert "Lembaga X menerima" in workspace.contents("laporan-balai").text
        assert workspace.document("laporan-balai").renamed


def test_a_pseudonym_that_is_a_name_is_refused(own: Settings) -> None:
    with Workspace.open(own) as workspace:
        before = workspace.pseudonyms.table()
        with pytest.raises(PseudonymsError, match="holds a real name"):
            workspace.pseudonyms.put(Pseudonym("Tarno", "Pak Slamet"))
        assert workspace.pseudonyms.table() == before


def test_an_export_holds_real_names_on_demand(own: Settings) -> None:
    with Workspace.open(own) as workspace:
        workspace.themes.put(Theme("pelatihan", "Pelatihan"))
        for hit in workspace.finder.search(SearchRequest("pelatihan", limit=50)).hits:
            workspace.evidence.judge_passage("pelatihan", hit.passage.id, Verdict.RELEVANT, who="Sari")
        real = workspace.seen_by(replace(OWNER, real_names=True))
        for name in ("csv", "qdpx", "annotations"):
            told = unpacked(real.exchange.export(name).data)
            assert "Wagini menjahit di ruang depan" in told
            assert "Pak Melati" not in told
        assert real.exchange.dossier().unverified == 0
        with pytest.raises(ForbiddenError):
            workspace.seen_by(Viewer("Ani", Role.RESEARCHER, real_names=True))
