"""Matrices, the triangulation table, themes together, answers, saturation."""

from __future__ import annotations

from pathlib import Path

import pytest
from evidence.conftest import Desktop
from evidence.test_room import passage_with

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.evidence import EvidenceFilter, Technique, Theme, Verdict
from corpus_search.evidence.saturation import saturation
from corpus_search.model import Access, Document, Kind, State
from corpus_search.workspace import Workspace

PUBLIC = EvidenceFilter(access=frozenset({Access.PUBLIC}))


def _judge(workspace: Workspace) -> Workspace:
    for theme, words, verdict in (
        ("insentif", "insentif cair", Verdict.RELEVANT),
        ("insentif/lambat", "insentif cair", Verdict.RELEVANT),
        ("insentif", "menerima insentif", Verdict.RELEVANT),
        ("sasaran", "pencari kerja", Verdict.NOT_RELEVANT),
    ):
        workspace.evidence.judge_passage(theme, passage_with(workspace, words), verdict, who="sri")
    return workspace


@pytest.fixture
def judged(desktop: Desktop) -> Workspace:
    return _judge(desktop.workspace)


def test_a_matrix_by_kind_has_empty_cells(judged: Workspace) -> None:
    matrix = judged.tables.matrix("kind")
    assert [column.key for column in matrix.columns] == [kind.value for kind in Kind]
    counts = {
        row.theme.id: {key: len(ones) for key, ones in row.cells.items() if ones} for row in matrix.rows
    }
    assert counts == {
        "sasaran": {},
        "insentif": {"regulation": 1, "transcript": 1},
        "insentif/lambat": {"transcript": 1},
    }
    assert [row.depth for row in matrix.rows] == [0, 0, 1]
    assert [row.total for row in matrix.rows] == [0, 2, 1]


def test_matrices_by_document_informant_and_category(changing: Desktop) -> None:
    judged = _judge(changing.workspace)
    assert len(judged.tables.matrix("document").columns) == 3
    by_informant = judged.tables.matrix("informant")
    assert [column.key for column in by_informant.columns] == ["Sari"]
    assert len(by_informant.rows[1].cells["Sari"]) == 1
    transcript = next(one.id for one in judged.documents() if one.kind is Kind.TRANSCRIPT)
    judged.register.save(transcript, {"position": "Peserta"})
    by_category = judged.tables.matrix("category")
    assert [column.key for column in by_category.columns] == ["Peserta"]
    assert len(by_category.rows[1].cells["Peserta"]) == 1
    assert judged.tables.matrix("informant", PUBLIC).columns == ()


def test_each_interview_and_each_speaker_of_a_talk_is_an_informant(changing: Desktop) -> None:
    folder = changing.corpus / "transkrip"
    talk = "Dan: Bagaimana insentif {number}?\nPartisipan: Insentif {number} terlambat sekali.\n" * 3
    for number in ("satu", "dua"):
        (folder / f"{number}.txt").write_text(talk.format(number=number), encoding="utf-8")
    group = (
        "Moderator: Kapan insentif tiba?\nBu Rina: Insentif tiba Senin.\nPak Joko: Insentif tiba Selasa.\n"
        * 2
    )
    (folder / "kelompok.txt").write_text(group, encoding="utf-8")
    changing.reindex()
    workspace = changing.workspace
    for words in ("Insentif satu terlambat", "Bagaimana insentif dua", "tiba Selasa"):
        workspace.evidence.judge_passage(
            "insentif", passage_with(workspace, words), Verdict.RELEVANT, who="sri"
        )
    matrix = workspace.tables.matrix("informant")
    assert {column.key for column in matrix.columns} == {"Sari", "satu", "dua", "Bu Rina", "Pak Joko"}
    counts = {key: len(ones) for key, ones in matrix.rows[1].cells.items()}
    assert counts == {"Sari": 0, "satu": 1, "dua": 1, "Bu Rina": 0, "Pak Joko": 1}


def test_the_triangulation_table_holds_quotes_and_the_researchers_words(judged: Workspace) -> None:
    tables = judged.tables
    tables.save_summary("insentif", Technique.INTERVIEW, "Terlambat.", who="sri")
    tables.save_summary("insentif", Technique.INTERVIEW, "Terlambat tiga bulan.", who="sri")
    tables.save_conclusion("insentif", "Belum tepat waktu.", who="sri")
    row = tables.triangulation(EvidenceFilter(themes=("insentif",)))[0]
    interview, observation = row.cells[Technique.INTERVIEW], row.cells[Technique.OBSERVATION]
    assert interview.summary == "Terlambat tiga bulan."
    assert row.conclusion == "Belum tepat waktu."
    assert [quote.place.text[:8] for quote in interview.quotes] == ["Insentif"]
    assert (observation.quotes, observation.total) == ((), 0)
    anchor = interview.quotes[0].anchor.id
    tables.choose_quotes("insentif", Technique.INTERVIEW, [anchor], who="sri")
    cell = tables.triangulation()[1].cells[Technique.INTERVIEW]
    assert cell.chosen
    assert cell.summary == "Terlambat tiga bulan."
    with pytest.raises(NotFoundError):
        tables.choose_quotes("insentif", Technique.OBSERVATION, [anchor], who="sri")
    judged.themes.rename("insentif", "uang", who="sri")
    assert tables.triangulation(EvidenceFilter(themes=("uang",)))[0].conclusion == "Belum tepat waktu."


def test_themes_in_the_same_passages_stand_together(judged: Workspace) -> None:
    (pair,) = judged.tables.together()
    assert (pair.first.id, pair.second.id, pair.passages) == ("insentif", "insentif/lambat", 1)
    assert judged.tables.together(PUBLIC) == ()


def test_answers_to_one_question_stand_side_by_side(changing: Desktop) -> None:
    second = changing.corpus / "transkrip" / "informan-2.txt"
    second.write_text(
        """Nama Informan: Budi
Tanggal Wawancara: 13 April 2022

Peneliti: Baik, terima kasih. Bagaimana Bapak mengikuti pelatihan vokasi itu dulu?
Informan 2: Saya ikut kelas las di balai latihan kerja selama satu bulan penuh.
Peneliti: Lalu?
Informan 2: Lalu saya bekerja di bengkel tetangga sampai hari ini juga.
""",
        encoding="utf-8",
    )
    changing.reindex()
    tables = changing.workspace.tables
    first = tables.questions()[0]
    assert (first.text, first.interviews) == ("Bagaimana Ibu mengikuti pelatihan vokasi itu?", 2)
    found = tables.answers("Bagaimana Ibu mengikuti pelatihan vokasi?")
    assert [(answer.informant, answer.texts[0][:14]) for answer in found] == [
        ("Sari", "Saya ikut pela"),
        ("Budi", "Saya ikut kela"),
    ]
    assert tables.answers("Berapa harga beras?") == ()
    assert tables.answers("Bagaimana Ibu mengikuti?", access=frozenset({Access.PUBLIC})) == ()


def _interview(number: int) -> Document:
    return Document(f"w{number}", f"w{number}.txt", "", "text", State.READ, Kind.TRANSCRIPT, f"W {number}")


def test_the_saturation_curve_follows_guest_namey_and_chen() -> None:
    themes = [Theme(name, name) for name in "abcdefghij"]
    found = ["abcde", "fg", "h", "", "i", "ab", "j", "", ""]
    documents = [_interview(number) for number in range(len(found))]
    held = {document.id: set(names) for document, names in zip(documents, found, strict=True)}
    curve = saturation(documents, held, themes, base=4, run=2, threshold=0.05)
    assert [point.total for point in curve.points] == [5, 7, 8, 8, 9, 9, 10, 10, 10]
    assert [point.share for point in curve.points] == [None] * 5 + [1 / 8, 1 / 8, 1 / 8, 0.0]
    assert curve.reached_at == 9
    assert saturation(documents[:4], held, themes, base=4, run=2, threshold=0.05).reached_at is None


def test_saturation_counts_themes_that_grew_out_of_the_data(judged: Workspace) -> None:
    judged.themes.put(Theme("budiani", "Sosialisasi", source="Budiani (2007)"))
    curve = judged.tables.saturation(base=1, run=1)
    assert {theme.id for theme in curve.themes} == {"sasaran", "insentif/lambat"}
    assert [[theme.id for theme in point.new] for point in curve.points] == [["insentif/lambat"]]
    with pytest.raises(UsageError):
        judged.tables.saturation(base=0)


def test_nothing_is_written_by_looking(tmp_path: Path, desktop: Desktop) -> None:
    desktop.workspace.tables.triangulation()
    assert not (desktop.settings.store / "evidence.sqlite3").exists()
