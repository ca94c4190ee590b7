"""From a folder of documents to search results, with the index on a cluster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command import runner, write_corpus
from support.confided import indexed
from support.two_servers import JUDGEMENTS, judged_at_both

from corpus_search.config import Settings
from corpus_search.engines.opensearch import Place

pytestmark = pytest.mark.cluster


def test_a_corpus_is_indexed_searched_changed_and_made_anew(tmp_path: Path, place: Place) -> None:
    run = runner(tmp_path)
    there = {
        "CORPUS_SEARCH_ENGINE": "opensearch",
        "CORPUS_SEARCH_OPENSEARCH_HOSTS": ",".join(place.hosts),
        "CORPUS_SEARCH_OPENSEARCH_INDEX": place.alias,
    }

    def total(query: str) -> int:
        answer = run("search", query, "--json", **there)
        assert answer.returncode == 0, answer.stderr
        return int(json.loads(answer.stdout)["total"])

    before = run("search", "pelatihan", **there)
    assert before.returncode == 1
    assert "Traceback" not in before.stderr
    write_corpus(tmp_path / "corpus")
    made = run("index", **there)
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "index" / "engine").exists()
    assert total("pelatihan vokasi") >= 4
    assert total("jenis:transkrip insentif") >= 1
    assert total('"pencari kerja"') >= 1
    (tmp_path / "corpus" / "transkrip" / "informan-1.txt").unlink()
    assert run("index", **there).returncode == 0
    assert total("jenis:transkrip insentif") == 0
    assert run("index", "--rebuild", **there).returncode == 0
    assert total("pelatihan vokasi") >= 2
    doctor = run("doctor", **there)
    assert "Passages: " in doctor.stdout


def test_nothing_is_lost_of_what_is_judged_at_two_servers(tmp_path: Path, there: Settings) -> None:
    acknowledged, kept, refused = judged_at_both(indexed(tmp_path, where=there))
    assert refused == []
    assert len(acknowledged) == 4 * JUDGEMENTS
    assert kept == acknowledged
