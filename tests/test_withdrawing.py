"""An informant withdraws: nothing of what they said is left in any file of index and store."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.command import start

from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, StoreError
from corpus_search.evidence import Standing, Theme, Verdict
from corpus_search.exchange import FORMATS
from corpus_search.indexing import index_corpus
from corpus_search.model import State
from corpus_search.searching import SearchRequest
from corpus_search.storing import back_up, read_withdrawn, restore, take_part
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace
from corpus_search.withdrawing import finish_withdrawals, withdraw
from corpus_search.workspace import Workspace

SECRET = "Mandor bengkel Wirasaba menahan ijazah kami selama sembilan bulan penuh."
WORDS = ("wirasaba", "ijazah", "menahan ijazah", "sembilan bulan")
INTERVIEW = f"""Nama Informan: Sari
Tanggal Wawancara: 12 April 2022

Peneliti: Bagaimana Ibu mengikuti pelatihan vokasi itu?
Sari: Saya ikut pelatihan menjahit. {SECRET} Sinyal gawai sering hilang di desa.
Peneliti: Apakah insentifnya sudah diterima?
Sari: Insentif cair setelah tiga bulan, padahal dijanjikan satu bulan sesudah pelatihan selesai.
"""
OTHER = INTERVIEW.replace(SECRET, "Pelatihnya sabar sekali.").replace("Sari", "Wati")
ID = "transkrip-sari"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A corpus with an interview that was judged, searched for, backed up and described."""
    settings = Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "evidence", jobs=1
    )
    (settings.corpus / "transkrip").mkdir(parents=True)
    for name, text in (("sari", INTERVIEW), ("wati", OTHER), ("salinan-sari", INTERVIEW)):
        (settings.corpus / "transkrip" / f"{name}.txt").write_text(text, encoding="utf-8")
    settings.store.mkdir()
    (settings.store / "documents.csv").write_text(
        "id,path,informant,place\n,transkrip/sari.txt,Sari,Bengkel Wirasaba\n,transkrip/wati.txt,Wati,Balai\n",
        encoding="utf-8",
    )
    index_corpus(settings)
    with Workspace.open(settings) as workspace:
        workspace.themes.put(Theme("pelatihan", "Pelatihan"))
        for hit in workspace.finder.search(SearchRequest('"ikut pelatihan menjahit"')).hits:
            workspace.evidence.judge_passage(
                "pelatihan",
                hit.passage.id,
                Verdict.RELEVANT,
                memo=f"Catat: {SECRET}" if hit.document.id == document_of(workspace) else "Lain",
                who="Ani",
            )
        workspace.journal.searched("mandor bengkel wirasaba menahan ijazah", 1, who="Ani", corpus="x")
        workspace.journal.searched("pelatihan", 2, who="Ani", corpus="x")
    return settings


def document_of(workspace: Workspace) -> str:
    """The id of the interview: it or its copy is the one that is indexed."""
    return next(
        d.id for d in workspace.documents() if d.state is State.READ and d.metadata.get("place") != "Balai"
    )


def traces(*folders: Path) -> list[tuple[str, str]]:
    """The words that stand in any file, be it in UTF-8 or UTF-16, with the file's name."""
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and "backups" not in file.parts:
                content = file.read_bytes().lower()
                found += [
                    (file.name, word)
                    for word in WORDS
                    if word.encode() in content or word.encode("utf-16-le") in content
                ]
    return found


def chosen(settings: Settings) -> str:
    with Workspace.open(settings) as workspace:
        return document_of(workspace)


def test_nothing_is_left_in_any_file(settings: Settings) -> None:
    assert traces(settings.index)
    assert traces(settings.store)
    document = chosen(settings)
    copy = back_up(settings.store)
    receipt = withdraw(settings, document)
    assert not traces(settings.index, settings.store)
    assert receipt.withdrawal.held["quotes"] == 1
    assert receipt.withdrawal.held["memos"] == 1
    assert receipt.withdrawal.held["searches"] == 1
    assert {file.name for file in receipt.files} == {"sari.txt", "salinan-sari.txt"}
    assert receipt.backups == (copy.file,)
    assert all(file.exists() for file in receipt.files)
    with Workspace.open(settings) as workspace:
        assert len(workspace.evidence.list()) == 2
        assert [entry.query for entry in workspace.journal.searches()] == ["pelatihan", ""]
        assert workspace.finder.search(SearchRequest("pelatihan")).total


def test_the_file_is_not_indexed_again(settings: Settings) -> None:
    document = chosen(settings)
    withdraw(settings, document)
    for rebuild in (False, True):
        summary = index_corpus(settings, rebuild=rebuild)
        assert not traces(settings.index, settings.store)
        assert {one.state for one in summary.failures} == {State.WITHDRAWN}
        assert "delete the file" in summary.failures[0].reason
    moved = settings.corpus / "transkrip" / "lain-nama.txt"
    (settings.corpus / "transkrip" / "sari.txt").rename(moved)
    assert {one.state for one in index_corpus(settings).failures} == {State.WITHDRAWN}
    (settings.corpus / "transkrip" / "salinan-sari.txt").write_text(
        INTERVIEW + "Terima kasih.\n", encoding="utf-8"
    )
    index_corpus(settings)
    assert not traces(settings.index, settings.store)


def test_evidence_remains_without_words(settings: Settings) -> None:
    document = chosen(settings)
    withdraw(settings, document)
    index_corpus(settings)
    with Workspace.open(settings) as workspace:
        gone = [one for one in workspace.evidence.list() if one.place.standing is Standing.WITHDRAWN]
        (one,) = gone
        assert one.anchor.withdrawn[:4].isdigit()
        assert one.judgement.who == "Ani"
        assert not one.needs_look
        assert (one.anchor.quote.exact, one.judgement.memo, one.place.text) == ("", "", "")
        dossier = workspace.exchange.dossier()
        assert dossier.withdrawn == 1
        assert len(dossier.quotations) == 1
        for name in FORMATS:
            workspace.exchange.export(name)
        assert workspace.tables.matrix("document").rows
        assert workspace.evidence.check().counts[Standing.WITHDRAWN] == 1


def test_its_pages_say_so_and_tell_nothing(settings: Settings) -> None:
    document = chosen(settings)
    withdraw(settings, document)
    index_corpus(settings)
    app = create_app(settings)
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with Workspace.open(settings) as workspace:
        (key,) = [one.key for one in workspace.evidence.list() if one.anchor.withdrawn]
    for address in ("/evidence", f"/evidence/{key}"):
        assert "Withdrawn by the informant on" in client.get(address).text
    for address in (
        "/tables/matrix",
        "/tables/triangulation",
        "/themes/pelatihan",
        f"/evidence/{key}.json",
        "/evidence/check",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not [word for word in WORDS if word in response.text.lower()], address
    assert client.post(f"/evidence/{key}", data={"verdict": "relevant", "memo": SECRET}).status_code == 400
    assert "withdrawn by the informant" in client.get("/status").text
    assert "delete the file" in client.get(f"/documents/{document}").text.lower()
    close_workspace(app)


def test_a_backup_does_not_bring_it_back(settings: Settings) -> None:
    document = chosen(settings)
    copy = back_up(settings.store)
    withdraw(settings, document)
    restore(settings.store, copy.file)
    assert [one.finished for one in read_withdrawn(settings.store)] == [False]
    finish_withdrawals(settings)
    assert not traces(settings.index, settings.store)
    assert [one.finished for one in read_withdrawn(settings.store)] == [True]
    with Workspace.open(settings) as workspace:
        assert len(workspace.evidence.list()) == 2


def test_it_is_done_once_more_without_harm(settings: Settings) -> None:
    document = chosen(settings)
    first = withdraw(settings, document)
    assert withdraw(settings, document).withdrawal.held == first.withdrawal.held


def test_what_is_not_there_cannot_be_withdrawn(settings: Settings) -> None:
    with pytest.raises(NotFoundError):
        withdraw(settings, "tidak-ada")
    assert not read_withdrawn(settings.store)


def test_nothing_is_withdrawn_while_the_store_is_served(settings: Settings) -> None:
    leave = take_part(settings.store)
    try:
        with pytest.raises(StoreError):
            withdraw(settings, chosen(settings))
    finally:
        leave()
    assert not read_withdrawn(settings.store)


def test_killed_at_any_moment_it_is_completed_by_running_it_again(settings: Settings, tmp_path: Path) -> None:
    document = chosen(settings)
    dice = random.Random(7)  # noqa: S311  (moments, no secrets)
    command = [
        sys.executable,
        "-c",
        "import sys\nfrom pathlib import Path\nfrom corpus_search.config import Settings\n"
        "from corpus_search.withdrawing import withdraw\nprint('ready', flush=True)\n"
        f"withdraw(Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]), store=Path(sys.argv[3])), '{document}')",
        str(settings.corpus),
        str(settings.index),
        str(settings.store),
    ]
    for _ in range(6):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0, 0.4))
        process.kill()
        process.communicate()
    receipt = withdraw(settings, document)
    assert not traces(settings.index, settings.store)
    assert receipt.withdrawal.held["quotes"] == 1
    with Workspace.open(settings) as workspace:
        assert len(workspace.evidence.list()) == 2
        assert workspace.finder.search(SearchRequest("pelatihan")).total


def test_the_command_asks_and_prints_a_receipt(settings: Settings, tmp_path: Path) -> None:
    document = chosen(settings)
    slip = start(tmp_path, "withdraw", f"{document}x")
    told, talk = slip.communicate(timeout=60)
    assert slip.returncode == 1
    assert "There is no document" in talk
    assert "Purge" not in talk + told
    asked = start(tmp_path, "withdraw", document)
    assert asked.wait(60) == 1
    asked.communicate()
    done = start(tmp_path, "withdraw", document, "--yes", "--json")
    told, talk = done.communicate(timeout=60)
    assert done.returncode == 0, talk
    receipt = json.loads(told)
    assert receipt["document"] == document
    assert receipt["purged"]["quotes"] == 1
    assert len(receipt["outside_reach"]["files"]) == 2
    again = start(tmp_path, "index", "corpus")
    told, talk = again.communicate(timeout=60)
    assert again.returncode == 3, talk
    assert "withdrawn" in told
