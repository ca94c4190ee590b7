"""What a worker makes of a document, and what becomes of one on which it fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus_search.making import Makers, make
from corpus_search.making.wire import from_bytes, to_bytes
from corpus_search.model import Extraction, Kind, Line, LineRole, Page, State
from corpus_search.reading import Limits, read_file, to_json

TESTS = Path(__file__).parents[1]
SAMPLES = sorted(
    file for file in (TESTS.parent / "corpus").rglob("*") if file.suffix in {".pdf", ".docx", ".md", ".vtt"}
)


def note(*paragraphs: str) -> Extraction:
    lines = tuple(Line(words, role=LineRole.PARAGRAPH) for words in paragraphs)
    return Extraction(State.READ, "text", (Page(1, lines),))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Makers]:
    """Workers whose task fails where the text says so, and takes no longer than two seconds."""
    path = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)
    with Makers(1, Limits(seconds=2), tasks="support.slow_tasks") as makers:
        yield makers


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_a_workpiece_survives_the_wire(file: Path) -> None:
    piece = make(f"contoh/{file.name}", read_file(file), {"place": "Purwokerto"})
    assert piece.content
    assert from_bytes(to_bytes(piece)) == piece


def test_a_worker_makes_what_this_process_would() -> None:
    extraction = note(
        "Peserta menerima bantuan biaya pelatihan.", "Insentif dibayarkan setelah pelatihan selesai."
    )
    said = {"kind": "field_note", "place": "Purwokerto"}
    with Makers(1) as makers:
        piece = makers.make("catatan/satu.txt", to_json(extraction), said, "catatan-satu")
    assert piece == make("catatan/satu.txt", extraction, said, "catatan-satu")
    assert piece.description.kind is Kind.FIELD_NOTE
    assert piece.content
    assert {passage.document for passage in piece.content.segmentation.passages} == {"catatan-satu"}


def test_a_document_without_an_id_is_made_with_the_one_it_should_have() -> None:
    piece = make("catatan/satu.txt", note("Peserta menerima bantuan biaya pelatihan."), None)
    assert piece.document == piece.description.id_stem == "catatan-satu"


@pytest.mark.parametrize(
    ("words", "state", "remedy"),
    [
        ("tanpa akhir", State.TOO_LARGE, "split it"),
        ("terlalu besar", State.TOO_LARGE, "split it"),
        ("runtuh", State.UNREADABLE, "Please report it"),
        ("salah", State.UNREADABLE, "Please report it"),
    ],
)
def test_a_text_on_which_a_worker_fails_ends_in_a_state_and_stops_nothing(
    failing: Makers, words: str, state: State, remedy: str
) -> None:
    piece = failing.make("catatan/jahat.txt", to_json(note(words)), {"title": "Jahat"})
    assert (piece.state, piece.content, piece.format) == (state, None, "text")
    assert remedy in piece.reason
    assert piece.description.title == "Jahat"
    after = failing.make("catatan/baik.txt", to_json(note("Peserta menerima bantuan.")), None)
    assert after.state is State.READ
    assert after.content
