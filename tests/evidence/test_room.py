"""Judging, and what counts."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from evidence.conftest import Desktop

from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, UsageError
from corpus_search.evidence import EvidenceFilter, Origin, Stance, Standing, Theme, Verdict
from corpus_search.model import Access, Kind
from corpus_search.searching import SearchRequest
from corpus_search.workspace import Workspace


def passage_with(workspace: Workspace, words: str) -> str:
    return workspace.finder.search(SearchRequest(words)).hits[0].passage.id


def test_a_judgement_is_kept_with_its_words_and_what_found_them(desktop: Desktop) -> None:
    workspace = desktop.workspace
    found = workspace.finder.search(SearchRequest("insentif cair"))
    hit = found.hits[0]
    origin = Origin("insentif cair", found.total, workspace.corpus_checksum())
    workspace.evidence.judge_passage(
        "insentif/lambat",
        hit.passage.id,
        Verdict.RELEVANT,
        stance=Stance.CONTRADICTS,
        memo="*tiga* bulan",
        who="sri",
        origin=origin,
    )
    (one,) = workspace.evidence.list()
    assert one.place.text == hit.text
    assert one.place.standing is Standing.SAME
    assert one.place.passage == hit.passage
    assert one.place.citation == hit.citation
    assert (one.theme, one.stance, one.judgement.memo) == (
        "insentif/lambat",
        Stance.CONTRADICTS,
        "*tiga* bulan",
    )
    assert one.judgement.origin == origin
    assert workspace.evidence.get(one.key) == one


def test_the_latest_judgement_of_each_person_counts(desktop: Desktop) -> None:
    room = desktop.workspace.evidence
    passage = passage_with(desktop.workspace, "insentif cair")
    room.judge_passage("insentif", passage, Verdict.UNDECIDED, who="sri")
    room.judge_passage("insentif", passage, Verdict.RELEVANT, who="sri")
    room.judge_passage("insentif", passage, Verdict.NOT_RELEVANT, who="budi")
    (one,) = room.list()
    assert [(row.who, row.verdict) for row in one.judgements] == [
        ("budi", Verdict.NOT_RELEVANT),
        ("sri", Verdict.RELEVANT),
    ]
    assert one.disputed
    assert len(room.history(theme="insentif")) == 3


def test_undoing_brings_back_what_was_said_before(desktop: Desktop) -> None:
    room = desktop.workspace.evidence
    passage = passage_with(desktop.workspace, "insentif cair")
    first = room.judge_passage("insentif", passage, Verdict.RELEVANT, who="sri")
    second = room.judge_passage("insentif", passage, Verdict.NOT_RELEVANT, who="sri")
    assert second.supersedes == first.id
    with pytest.raises(UsageError):
        room.undo(second.id, who="budi")
    room.undo(second.id, who="sri")
    assert [one.verdict for one in room.list()] == [Verdict.RELEVANT]
    room.undo(first.id, who="sri")
    assert room.list() == ()
    with pytest.raises(NotFoundError):
        room.undo(first.id, who="sri")
    assert len(room.history()) == 4


def test_a_part_chosen_as_the_quote_takes_the_place_of_the_whole(desktop: Desktop) -> None:
    room = desktop.workspace.evidence
    hit = desktop.workspace.finder.search(SearchRequest("insentif cair")).hits[0]
    whole = room.judge_passage("insentif", hit.passage.id, Verdict.RELEVANT, who="sri")
    start = hit.passage.start + hit.text.index("setelah tiga bulan")
    part = room.judge(
        "insentif",
        hit.document.id,
        start,
        start + len("setelah tiga bulan"),
        Verdict.RELEVANT,
        who="sri",
        supersedes=whole.id,
    )
    assert [one.place.text for one in room.list()] == ["setelah tiga bulan"]
    room.undo(part.id, who="sri")
    assert [one.place.text for one in room.list()] == [hit.text]


def test_a_passage_can_be_evidence_for_several_themes(desktop: Desktop) -> None:
    room = desktop.workspace.evidence
    passage = passage_with(desktop.workspace, "insentif cair")
    room.judge_passage("sasaran", passage, Verdict.NOT_RELEVANT, who="sri")
    room.judge_passage("insentif/lambat", passage, Verdict.RELEVANT, who="sri")
    assert [one.theme for one in room.list()] == ["sasaran", "insentif/lambat"]
    assert [one.theme for one in room.list(EvidenceFilter(themes=("insentif",), below=True))] == [
        "insentif/lambat"
    ]
    assert room.list(EvidenceFilter(themes=("insentif",))) == ()


def test_filters_and_access(desktop: Desktop) -> None:
    workspace = desktop.workspace
    workspace.evidence.judge_passage(
        "insentif", passage_with(workspace, "insentif cair"), Verdict.RELEVANT, who="sri"
    )
    workspace.evidence.judge_passage(
        "insentif", passage_with(workspace, "menerima insentif"), Verdict.RELEVANT, who="sri"
    )
    kinds = {one.place.document.kind for one in workspace.evidence.list() if one.place.document}
    assert kinds == {Kind.TRANSCRIPT, Kind.REGULATION}
    public = workspace.evidence.list(EvidenceFilter(access=frozenset({Access.PUBLIC})))
    assert [one.place.document.kind for one in public if one.place.document] == [Kind.REGULATION]
    sari = workspace.evidence.list(EvidenceFilter(informants=("Sari",)))
    assert [one.place.document.kind for one in sari if one.place.document] == [Kind.TRANSCRIPT]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 4), (0, 10_000_000)])
def test_only_words_that_are_there_can_be_judged(desktop: Desktop, start: int, end: int) -> None:
    document = desktop.workspace.documents()[0].id
    with pytest.raises(UsageError):
        desktop.workspace.evidence.judge("insentif", document, start, end, Verdict.RELEVANT, who="sri")
    with pytest.raises(NotFoundError):
        desktop.workspace.evidence.judge("no-theme", document, 0, 5, Verdict.RELEVANT, who="sri")


def test_several_people_at_once_lose_nothing(desktop: Desktop) -> None:
    passage = passage_with(desktop.workspace, "insentif cair")
    failures: list[BaseException] = []

    def judge(settings: Settings, who: str) -> None:
        try:
            with Workspace.open(settings) as workspace:
                for verdict in (Verdict.UNDECIDED, Verdict.RELEVANT):
                    workspace.evidence.judge_passage("insentif", passage, verdict, who=who)
        except BaseException as error:  # noqa: BLE001  (told below)
            failures.append(error)

    people = [threading.Thread(target=judge, args=(desktop.settings, f"p{number}")) for number in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failures == []
    (one,) = desktop.workspace.evidence.list()
    assert len(one.judgements) == 6
    assert {row.verdict for row in one.judgements} == {Verdict.RELEVANT}
    assert len(desktop.workspace.evidence.history()) == 12


def test_after_reindexing_each_place_is_told_as_it_is(changing: Desktop) -> None:
    room = changing.workspace.evidence
    for words in ("insentif cair", "pelatihan vokasi menjahit", "menerima insentif", "balai desa buka"):
        room.judge_passage("insentif", passage_with(changing.workspace, words), Verdict.RELEVANT, who="sri")
    file = changing.transcript()
    text = file.read_text(encoding="utf-8").replace(
        "setelah tiga bulan, padahal", "sesudah tiga bulan. Padahal"
    )
    file.write_text(
        text.replace("Peneliti: Bagaimana", "Peneliti: Selamat pagi, Bu. Bagaimana"), encoding="utf-8"
    )
    (changing.corpus / "catatan-lapangan" / "balai.md").write_text(
        "# Deskripsi\n\nHujan deras.\n", encoding="utf-8"
    )
    changing.reindex()
    stands = {one.anchor.quote.exact[:8]: one for one in room.list()}
    assert {words: one.place.standing for words, one in stands.items()} == {
        "Insentif": Standing.ALTERED,
        "Saya iku": Standing.MOVED,
        "(2) Pese" if "(2) Pese" in stands else "Peserta ": Standing.SAME,
        "Balai de": Standing.LOST,
    }
    altered = stands["Insentif"]
    assert altered.needs_look
    assert ("delete", "setelah") in room.diff(altered)
    assert not stands["Saya iku"].needs_look
    check = room.check()
    assert {one.anchor.id for one in check.look} == {altered.anchor.id, stands["Balai de"].anchor.id}

    room.confirm(altered.anchor.id, who="budi")
    now = room.get(altered.key)
    assert now.place.standing is Standing.SAME
    assert now.place.text.startswith("Insentif cair sesudah tiga bulan. Padahal")
    with pytest.raises(NotFoundError):
        room.confirm(stands["Balai de"].anchor.id, who="budi")
    note = now.place.document
    assert note is not None
    room.confirm(stands["Balai de"].anchor.id, who="budi", document=note.id, start=0, end=20)
    assert room.check().look == ()


def test_judging_a_place_that_moved_is_judging_the_same_evidence(changing: Desktop) -> None:
    room = changing.workspace.evidence
    room.judge_passage(
        "insentif", passage_with(changing.workspace, "insentif cair"), Verdict.RELEVANT, who="sri"
    )
    file = changing.transcript()
    file.write_text(
        file.read_text(encoding="utf-8").replace("Lokasi: Desa", "Lokasi: Balai Desa"), encoding="utf-8"
    )
    changing.reindex()
    room.judge_passage(
        "insentif", passage_with(changing.workspace, "insentif cair"), Verdict.UNDECIDED, who="budi"
    )
    (one,) = room.list()
    assert [row.who for row in one.judgements] == ["budi", "sri"]


def test_words_of_a_file_that_has_another_name_now_are_proposed(changing: Desktop) -> None:
    room = changing.workspace.evidence
    room.judge_passage(
        "insentif", passage_with(changing.workspace, "insentif cair"), Verdict.RELEVANT, who="sri"
    )
    file = changing.transcript()
    text = file.read_text(encoding="utf-8") + "Peneliti: Terima kasih.\n"
    file.unlink()
    (file.parent / "wawancara-sari.txt").write_text(text, encoding="utf-8")
    changing.reindex()
    (one,) = room.check().look
    assert one.place.standing is Standing.MOVED
    assert one.place.document is not None
    assert one.place.document.path.endswith("wawancara-sari.txt")
    room.confirm(one.anchor.id, who="sri")
    assert room.check().look == ()


def test_evidence_of_a_document_that_is_gone_is_never_dropped(changing: Desktop) -> None:
    room = changing.workspace.evidence
    room.judge_passage(
        "insentif", passage_with(changing.workspace, "insentif cair"), Verdict.RELEVANT, who="sri"
    )
    changing.transcript().unlink()
    changing.reindex()
    (one,) = room.list()
    assert one.place.standing is Standing.LOST
    assert one.place.document is None
    assert one.anchor.citation
    assert room.list(EvidenceFilter(access=frozenset({Access.PUBLIC}))) == ()
    with pytest.raises(NotFoundError):
        room.confirm(one.anchor.id, who="sri")


def test_evidence_follows_its_theme(desktop: Desktop) -> None:
    workspace = desktop.workspace
    first = passage_with(workspace, "insentif cair")
    second = passage_with(workspace, "menerima insentif")
    workspace.evidence.judge_passage("insentif", first, Verdict.RELEVANT, who="sri")
    workspace.evidence.judge_passage("insentif", second, Verdict.RELEVANT, who="sri")

    def themes() -> list[str]:
        return sorted(one.theme for one in workspace.evidence.list())

    workspace.themes.rename("insentif", "uang-saku", who="sri")
    assert themes() == ["uang-saku", "uang-saku"]
    assert workspace.themes.codebook().theme("insentif/lambat").parent == "uang-saku"
    anchor = workspace.evidence.list()[0].anchor.id
    workspace.themes.split("uang-saku", Theme("besar", "Besarnya"), [anchor], who="sri")
    assert themes() == ["besar", "uang-saku"]
    workspace.themes.merge("uang-saku", "sasaran", who="sri")
    assert themes() == ["besar", "sasaran"]
    assert "insentif" in workspace.themes.codebook().theme("sasaran").queries
    # A new theme with an old id begins without evidence.
    workspace.themes.put(Theme("insentif", "Insentif baru"))
    assert workspace.evidence.list(EvidenceFilter(themes=("insentif",))) == ()


def test_evidence_without_its_theme_is_told_and_can_be_merged(desktop: Desktop) -> None:
    workspace = desktop.workspace
    workspace.evidence.judge_passage(
        "sasaran", passage_with(workspace, "insentif cair"), Verdict.RELEVANT, who="sri"
    )
    workspace.themes.remove("sasaran")
    assert workspace.evidence.check().without_theme == {"sasaran": 1}
    workspace.themes.merge("sasaran", "insentif", who="sri")
    assert workspace.evidence.check().without_theme == {}
    assert [one.theme for one in workspace.evidence.list()] == ["insentif"]


def test_nothing_found_is_kept_as_a_finding(desktop: Desktop) -> None:
    room = desktop.workspace.evidence
    kept = room.keep_nothing_found("insentif", "pungutan liar", filters="kind=transcript", memo="", who="sri")
    assert room.nothing_found(("insentif",)) == (kept,)
    assert room.nothing_found(("sasaran",)) == ()
    assert kept.corpus == desktop.workspace.corpus_checksum()


def test_looking_at_evidence_writes_nothing(tmp_path: Path, desktop: Desktop) -> None:
    assert desktop.workspace.evidence.list() == ()
    assert not (desktop.settings.store / "evidence.sqlite3").exists()
