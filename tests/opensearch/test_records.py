"""The cluster gives passages with the hits: to find them nothing else is asked, and nobody is told too much."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.confided import REAL, indexed
from support.search_cluster import SearchCluster

from corpus_search.access import OWNER, Role, Viewer
from corpus_search.catalog import Catalog
from corpus_search.catalog.schema import FILE
from corpus_search.config import Settings
from corpus_search.engines import open_engine
from corpus_search.engines.narrowed import Narrowed
from corpus_search.indexing import index_corpus
from corpus_search.pseudonyms import Pseudonym
from corpus_search.searching import Records, SearchRequest, results_json, search
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace
from corpus_search.withdrawing import withdraw
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.cluster

ASKED = (
    *("pelatihan vokasi", '"pencari kerja"', "insentif NOT balai", "menja*", "judul:laporan", ""),
    *("perbup 7/2021", "perbup 7/2021 pasal 2 ayat (1)", "pelatihn"),
)
VIEWERS = (OWNER, Viewer("budi", Role.RESEARCHER), Viewer("", Role.VISITOR))


def answers(workspace: Workspace) -> list[object]:
    return [
        results_json(workspace.seen_by(viewer).finder.search(SearchRequest(text)))
        for viewer in VIEWERS
        for text in ASKED
    ]


def test_a_search_needs_no_catalog(tmp_path: Path, there: Settings) -> None:
    settings = indexed(tmp_path, where=there)
    with closing(open_engine(settings)) as engine:
        for viewer in VIEWERS:
            seen = Narrowed(engine, viewer.access)
            with closing(Catalog(settings.index, access=viewer.access)) as catalog:
                by_catalog = [results_json(search(SearchRequest(text), seen, catalog)) for text in ASKED]
                known = [document for document in catalog.documents() if document.passages]
            by_records = [results_json(search(SearchRequest(text), seen, Records(seen))) for text in ASKED]
            assert by_records == by_catalog
            assert [Records(seen).document(document.id) for document in known] == known
            assert Records(seen).document("none") is None


def test_a_results_page_is_shown_while_the_catalog_is_away(tmp_path: Path, there: Settings) -> None:
    settings = indexed(tmp_path, where=there)
    app = create_app(settings)

    def page(address: str) -> str:
        """As another thread is given it: each has connections of its own."""
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(app.test_client().get, address).result()
        assert answer.status_code == 200, answer.text
        return answer.text

    note = "Citations may lack amendments"
    before = page("/search?q=pelatihan&lang=en")
    assert note not in before
    (settings.index / FILE).rename(settings.index / "away")
    after = page("/search?q=pelatihan&lang=en")
    assert note in after
    assert after.count('class="hit') == before.count('class="hit') > 0
    (settings.index / "away").rename(settings.index / FILE)
    assert note not in page("/search?q=pelatihan&lang=en")
    close_workspace(app)


def test_records_tell_what_is_shown_and_to_whom(tmp_path: Path, there: Settings) -> None:
    settings = indexed(tmp_path, where=there)
    with Workspace.open(settings) as workspace:
        told = json.dumps(answers(workspace)).lower()
        assert "pak melati" in told
        assert not [name for name in REAL if name in told]
        public = workspace.seen_by(Viewer("", Role.VISITOR)).finder.search(SearchRequest("pelatihan"))
        assert {hit.document.kind for hit in public.hits} == {"regulation", "document"}
        real = workspace.seen_by(replace(OWNER, real_names=True)).finder.search(
            SearchRequest("pelatihan gawai")
        )
        assert "Slamet" in json.dumps(results_json(real))
        workspace.pseudonyms.put(Pseudonym("Wagini", "Bu Kenanga", ("Bu Wagini",)))
        changed = json.dumps(answers(workspace))
        assert "Kenanga" in changed
        assert "Anggrek" not in changed


def test_nothing_of_what_was_withdrawn_is_left_on_the_cluster(
    tmp_path: Path, there: Settings, cluster: SearchCluster
) -> None:
    secret = "bengkelwirasaba"
    settings = replace(
        there, corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1
    )
    settings.corpus.mkdir()
    (settings.corpus / "lain.txt").write_text("Pelatihan menjahit di balai desa.", encoding="utf-8")
    (settings.corpus / "rahasia.txt").write_text(f"Kata saya tentang {secret} itu.", encoding="utf-8")
    index_corpus(settings)
    cluster.wait()
    assert cluster.holds(secret)
    with Workspace.open(settings) as workspace:
        (hit,) = workspace.finder.search(SearchRequest(secret)).hits
    withdraw(settings, hit.document.id)
    cluster.wait_until(lambda: not cluster.holds(secret))
    with Workspace.open(settings) as workspace:
        assert workspace.finder.search(SearchRequest(secret)).total == 0
        assert workspace.finder.search(SearchRequest("menjahit")).total == 1
