"""What holds for every text: spans nest, pieces are whole, in order and apart, and time grows with length."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_search.model import Line, Node, NodeType, Page, Part
from corpus_search.segmenting.piece import Structure
from corpus_search.segmenting.regulation import structure
from corpus_search.segmenting.text import DocumentText

PARTS = (
    "Pasal 1", "Pasal 2", "Pasal 12A", "PasalT2", "Pasal I", "Pasal II", "BAB I", "BAB II", "Bagian Kesatu",
    "Paragraf 1", "BUKU KESATU", "(1)", "(2)", "(21", "a.", "b.", "1.", "2.", "a)", "1)", "KESATU :", "KEDUA :",
    "MEMUTUSKAN:", "Menetapkan :", "Menimbang :", "Mengingat :", "PENJELASAN", "ATAS", "I. UMUM",
    "II. PASAL DEMI PASAL", "LAMPIRAN", "LAMPIRAN II", "Ditetapkan di Jakarta", "Agar setiap orang", "Ayat (1)",
    "Huruf a", "Angka 1", "diubah sebagai berikut:", "Pasal 7 dihapus.", "sebagaimana dimaksud dalam",
    "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:", "yakni Pasal 5A", "Cukup jelas.",
    "Peraturan Presiden Nomor 3 Tahun 2020", "ketentuan", "UMUM", ". . .", "\u2026", "^",
)  # fmt: skip
GAPS = (" ", "\n", "\n\n")


def like_regulations(gaps: Sequence[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(gaps)), max_size=60)
    return parts.map(lambda parts: "".join(part + gap for part, gap in parts))


REGULATION_LIKE = like_regulations((*GAPS, ""))


def check(text: DocumentText, found: Structure) -> None:
    nested(found.outline, 0, len(text.text))
    end = 0
    for piece in found.pieces:
        assert end <= piece.start < piece.end
        words = text.text[piece.start : piece.end]
        assert words == words.strip()
        assert piece.path[0].type is NodeType.PART
        assert piece.path[-1].start <= piece.start < piece.end <= piece.path[-1].end
        assert all(piece.start < cut < piece.end for cut in piece.cuts)
        end = piece.end


def nested(nodes: Sequence[Node], start: int, end: int) -> None:
    for node in nodes:
        assert start <= node.start <= node.end <= end
        nested(node.children, node.start, node.end)
        start = node.end


def document(text: str) -> DocumentText:
    return DocumentText.of([Page(1, tuple(Line(line) for line in text.split("\n")))])


@settings(max_examples=150, deadline=None)
@given(REGULATION_LIKE)
def test_spans_of_texts_like_regulations(content: str) -> None:
    text = document(content)
    check(text, structure(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_spans_of_any_text(content: str) -> None:
    text = document(content)
    check(text, structure(text))


@settings(max_examples=60, deadline=None)
@given(like_regulations(GAPS))
def test_no_word_is_lost_but_headings(content: str) -> None:
    text = document(content)
    found = structure(text)
    covered = {at for piece in found.pieces for at in range(piece.start, piece.end)}
    lost = "".join(char if at not in covered else "\n" for at, char in enumerate(text.text))
    shown = " ".join(f"{node.label} {node.title}" for root in found.outline for node in root.walk()).lower()
    for word in lost.replace("^", " ").split():
        plain = word.strip(".:()…,").lower()
        assert plain in shown or word in PARTS or plain in HEADING_WORDS, word


HEADING_WORDS = frozenset(
    [
        "pasal",
        "bab",
        "pasalt2",
        "menimbang",
        "mengingat",
        "lampiran",
        "penjelasan",
        "ii",
        "i",
        "umum",
        "demi",
        "ayat",
        "huruf",
        "angka",
    ]
)


@pytest.mark.parametrize(
    "unit", ["Pasal 1 (1) a. 1. ", "Pasal 1, ", "1. Ketentuan Pasal 5 diubah: Pasal 5\n", "((((", "BAB I\n"]
)
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    text = document(unit * (100_000 // len(unit)))
    check(text, structure(text))


@pytest.mark.real
def test_real_regulations_keep_the_rules(real: Path) -> None:
    from corpus_search.reading import read_file

    paths = sorted((real / "regulations-text").glob("*/*/*.md"))[
        :: 1 if os.environ.get("CORPUS_SEARCH_ALL") else 8
    ]
    for path in [*paths, *sorted((real / "regulations-pdf").glob("*.pdf"))]:
        text = DocumentText.of(read_file(path).pages)
        check(text, structure(text))


@pytest.mark.real
def test_real_articles_are_found_without_a_gap(real: Path) -> None:
    from corpus_search.reading import read_file

    with_articles = unbroken = 0
    for path in sorted((real / "regulations-pdf").glob("*.pdf")):
        found = structure(DocumentText.of(read_file(path).pages))
        body = [node for root in found.outline if root.number == Part.BODY for node in root.walk()]
        if any(node.type is NodeType.PASAL for node in body):
            with_articles += 1
            lacking = [gap for gap in found.gaps if gap.missing and gap.missing[0].startswith("Pasal")]
            unbroken += all(gap.where.startswith("Penjelasan") for gap in lacking)
    assert with_articles == 15
    assert unbroken >= 14
