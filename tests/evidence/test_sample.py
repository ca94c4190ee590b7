"""The sample corpus, edited in three documents: what moved, was altered or lost is told apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.evidence import Evidence, Standing, Theme, Verdict
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "corpus"
INTERVIEW = "transcripts/wawancara-03-darso-dusun.txt"
NOTE = "field-notes/catatan-01-balai-desa-wanasela.md"
PAGE = "web/pos-layanan-desa-kedungsigar.html"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    for name in (INTERVIEW, NOTE, PAGE):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLE / name, corpus / name)
    return Settings(corpus=corpus, index=tmp_path / "index", store=tmp_path / "store", jobs=1)


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_passage_is_found_again_or_told_to_be_altered_or_lost(settings: Settings) -> None:
    index_corpus(settings)
    with Workspace.open(settings) as workspace:
        workspace.themes.put(Theme("semua", "Semua"))
        for document in workspace.documents():
            for passage in workspace.contents(document.id).passages:
                workspace.evidence.judge_passage("semua", passage.id, Verdict.RELEVANT, who="sri")
        before = workspace.evidence.list()
        assert {one.place.standing for one in before} == {Standing.SAME}

        _edit(
            settings.corpus / INTERVIEW,
            "[00:00:31] Peneliti: Bapak jadi",
            "[00:00:30] Peneliti: Baik, Pak, kita mulai dari awal.\n[00:00:31] Peneliti: Bapak jadi",
        )
        _edit(settings.corpus / NOTE, "papan bertuliskan", "papan kayu bertulisan")
        _edit(settings.corpus / NOTE, "sering hilang kalau hujan", "sering h1lang ka1au hujan")
        _edit(
            settings.corpus / PAGE,
            "<p>Dinas Tenaga Kerja berharap desa lain meniru.",
            "<p>Akan dilanjutkan. <!-- ",
        )
        page = (settings.corpus / PAGE).read_text(encoding="utf-8")
        end = page.index("</p>", page.index("<!-- "))
        (settings.corpus / PAGE).write_text(f"{page[:end]} -->{page[end:]}", encoding="utf-8")
        index_corpus(settings)

        after = workspace.evidence.list()
        assert len(after) == len(before)
        altered = [one for one in after if one.place.standing is Standing.ALTERED]
        lost = [one for one in after if one.place.standing is Standing.LOST]
        assert [_words(one) for one in altered] == ["Balai desa terletak", "Pukul 10.15 saya"]
        assert "papan kayu bertulisan" in altered[0].place.text
        assert altered[1].place.similarity == 1.0  # scanning faults only
        assert [_words(one) for one in lost] == ["Dinas Tenaga Kerja"]
        rest = [one for one in after if one not in altered and one not in lost]
        assert all(_same_words(one) and one.place.sure for one in rest)
        assert any(one.place.standing is Standing.MOVED for one in rest)
        looked_at = {one.key for one in workspace.evidence.check().look}
        assert looked_at == {one.key for one in (*altered, *lost)}


def _words(one: Evidence) -> str:
    return " ".join(one.anchor.quote.exact.split()[:3])


def _same_words(one: Evidence) -> bool:
    return one.place.text.split() == one.anchor.quote.exact.split()
