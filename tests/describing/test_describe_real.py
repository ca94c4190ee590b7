from __future__ import annotations

from pathlib import Path

import pytest

from corpus_search.describing import describe
from corpus_search.model import Kind, State
from corpus_search.reading import read_file

pytestmark = pytest.mark.real

UNREADABLE = {
    "PP_2009_029-undecodable-fonts",
    "SKB-MEPANRB-2020-06-HARI-LIBUR-NASIONAL-DAN-CUTI-BERSAMA-2020",
}


def test_every_regulation_with_text_is_known_as_one_whatever_its_folder(real: Path) -> None:
    for path in sorted((real / "regulations-pdf").glob("*.pdf")):
        if path.stem in UNREADABLE:
            continue
        found = describe(f"berkas/{path.name}", read_file(path))
        assert found.kind is Kind.REGULATION, path.name
        assert found.metadata["short"], path.name
        assert found.language == "id", path.name


def test_texts_of_regulations_get_the_identifier_of_their_place(real: Path) -> None:
    folder = real / "regulations-text"
    wrong = []
    paths = sorted(folder.glob("*/*/*.md"))[::9]
    for path in paths:
        place = path.relative_to(folder)
        found = describe(str(place), read_file(path))
        assert found.kind is Kind.REGULATION, place
        if found.id_stem != "-".join(place.with_suffix("").parts):
            wrong.append((place, found.id_stem))
    assert len(wrong) <= len(paths) * 0.05, wrong


def test_interviews_are_known_as_transcripts_by_content(real: Path) -> None:
    for path in sorted((real / "interviews/pdpilot").glob("P*.pdf")):
        assert describe(f"berkas/{path.name}", read_file(path)).kind is Kind.TRANSCRIPT


def test_subtitles_with_cues_are_transcripts(real: Path) -> None:
    for path in sorted((real / "peers/webvtt").glob("*.vtt")):
        extraction = read_file(path)
        if extraction.state is State.READ:
            assert describe(path.name, extraction).kind is Kind.TRANSCRIPT, path.name
