"""Frames on real regulations: what they cover, told by the places of words that another reader gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.model import Document, Frame, Passage
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.real

PASSAGES = 50


@dataclass(frozen=True)
class Word:
    text: str
    place: Frame


@pytest.fixture(scope="module")
def workspace(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("frames")
    settings = Settings(real / "regulations-pdf", folder / "index", folder / "store", ocr="off")
    index_corpus(settings)
    with Workspace.open(settings) as opened:
        yield opened


def words_by_pdfium(page: pypdfium2.PdfPage) -> list[Word]:
    """Words of a page in pdfium's order, with their places on the picture of the page (which is upright)."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    found: list[tuple[str, tuple[float, float, float, float]]] = []
    word, box = "", (0.0, 0.0, 0.0, 0.0)
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if not character.strip():
            if word:
                found.append((word, box))
            word = ""
            continue
        x0, y0, x1, y1 = text.get_charbox(index)
        if not word:
            box = (x0, y0, x1, y1)
        word += character
        box = (min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1))
    if word:
        found.append((word, box))
    width, height = right - left, top - bottom
    return [
        Word(word, Frame((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height))
        for word, (x0, y0, x1, y1) in found
    ]


def inside(place: Frame, frames: tuple[Frame, ...]) -> bool:
    """Whether nine tenths of a place lie within frames."""
    area = (place.right - place.left) * (place.bottom - place.top)
    covered = sum(
        max(0.0, min(place.right, frame.right) - max(place.left, frame.left))
        * max(0.0, min(place.bottom, frame.bottom) - max(place.top, frame.top))
        for frame in frames
    )
    return area <= 0 or covered >= 0.9 * area


def test_frames_hold_the_words_of_a_passage_and_little_else(workspace: Workspace) -> None:
    dice = random.Random(5)  # noqa: S311  (a choice, no secret)
    choices: list[tuple[Document, Passage]] = [
        (document, passage)
        for document in workspace.documents()
        if document.state.has_text
        for passage in workspace.contents(document.id).passages
    ]
    own = others = own_inside = others_inside = 0
    for document, passage in dice.sample(choices, PASSAGES):
        contents = workspace.contents(document.id)
        starts = [*contents.page_starts, (len(contents.text), 0)]
        frames = workspace.originals.frames(document.id, passage.start, passage.end)
        assert frames, passage.id
        with pypdfium2.PdfDocument(workspace.originals.path(document.id)) as pdf:
            for (start, number), (end, _) in pairwise(starts):
                if number not in frames:
                    continue
                text = contents.text[start:end]
                first, last = max(0, passage.start - start), min(len(text), passage.end - start)
                before, piece, after = (
                    part.split() for part in (text[:first], text[first:last], text[last:])
                )
                theirs = words_by_pdfium(pdf[number - 1])
                matcher = SequenceMatcher(
                    None, [*before, *piece, *after], [word.text for word in theirs], autojunk=False
                )
                for ours, other, size in matcher.get_matching_blocks():
                    for at in range(size):
                        is_own = len(before) <= ours + at < len(before) + len(piece)
                        is_inside = inside(theirs[other + at].place, frames[number])
                        own, own_inside = own + is_own, own_inside + (is_own and is_inside)
                        others += not is_own
                        others_inside += not is_own and is_inside
    print(f"of {own} words {own_inside} inside; of {others} other words {others_inside} inside")  # noqa: T201
    assert own > 500
    assert own_inside >= 0.95 * own
    assert others_inside <= 0.05 * own_inside
