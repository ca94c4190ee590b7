"""Documents as blocks to read: nothing is lost, numbers hang, turns are told apart."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.catalog import Contents
from corpus_search.config import Settings
from corpus_search.model import Document, Kind, Node, NodeType, Passage, State
from corpus_search.web.blocks import Block, Heading, Loose, Reading, blocks
from corpus_search.web.inline import Ink
from corpus_search.workspace import Workspace


def contents(
    text: str, outline: Sequence[Node] = (), passages: Sequence[Passage] = (), *, format: str = "text"
) -> Contents:
    document = Document("d", "d.txt", "0" * 64, format, State.READ, Kind.DOCUMENT, "D")
    return Contents(document, text, ((0, 1),), tuple(outline), tuple(passages), ())


def made(given_contents: Contents) -> list[Block]:
    ink = Ink(given_contents.text, (), (), None)
    return list(blocks(given_contents, ink, 0, len(given_contents.text)))


def shown(made_blocks: Sequence[Block]) -> str:
    """All words of the blocks, without white space."""
    parts: list[str] = []
    for block in made_blocks:
        if isinstance(block, Heading):
            parts.append(str(block.html))
        else:
            parts += [para.number + str(para.html) for para in block.paras]
    return re.sub(r"\s", "", html.unescape(re.sub(r"<br>|</?mark>", "", "".join(parts))))


@st.composite
def documents(draw: st.DrawFn) -> Contents:
    """Any text with nodes and passages anywhere in it."""
    text = draw(st.text(st.sampled_from("ab1(). \n<"), min_size=1, max_size=80))
    offset = st.integers(0, len(text))
    kinds = st.sampled_from([kind for kind in NodeType if kind is not NodeType.TURN])
    nodes = draw(st.lists(st.tuples(kinds, offset), max_size=8))
    outline = [
        Node(kind, "label", start, len(text), 1) for kind, start in sorted(nodes, key=lambda node: node[1])
    ]
    edges = sorted(draw(st.sets(offset, max_size=8)))
    passages = [
        Passage(f"d/{number}", "d", start, end, 1, "", ordinal=number)
        for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    ]
    return contents(text, outline, passages, format=draw(st.sampled_from(["text", "docx"])))


@given(documents())
def test_every_word_is_shown_once(document: Contents) -> None:
    assert shown(made(document)) == re.sub(r"\s", "", document.text)


@pytest.fixture(scope="session")
def opened(settings: Settings) -> Workspace:
    return Workspace.open(settings)


def test_every_word_of_real_segmentations_is_shown(opened: Workspace) -> None:
    for document in opened.documents():
        if document.state.has_text and document.kind is not Kind.TRANSCRIPT:
            whole = opened.contents(document.id)
            assert shown(made(whole)) == re.sub(r"\s", "", whole.text), document.id


def test_a_long_document_can_be_read_in_stretches(opened: Workspace) -> None:
    whole = opened.contents("perpres-2020-90")
    ends = [0, *(passage.end for passage in whole.passages[::40]), len(whole.text)]
    ink = Ink(whole.text, (), (), None)
    parts = [block for low, high in itertools.pairwise(ends) for block in blocks(whole, ink, low, high)]
    assert shown(parts) == shown(made(whole))


def test_numbers_hang_beside_their_text() -> None:
    text = "Pasal 5\n(2) Peserta wajib:\na. hadir;\nb. lulus."
    letters = tuple(
        Node(NodeType.HURUF, f"huruf {text[at]}", at, at + 9, 1)
        for at in (text.index("a. h"), text.index("b. l"))
    )
    ayat = Node(NodeType.AYAT, "ayat (2)", 8, len(text), 1, "2", children=letters)
    pasal = Node(NodeType.PASAL, "Pasal 5", 0, len(text), 1, "5", children=(ayat,))
    heading, reading = made(contents(text, [pasal], [Passage("d/p", "d", 8, len(text), 1, "")]))
    assert isinstance(heading, Heading)
    assert (heading.level, heading.html, heading.anchor) == (3, "Pasal 5", "h-pasal-5")
    assert isinstance(reading, Reading)
    assert [(para.number, para.html, para.depth, para.hangs) for para in reading.paras] == [
        ("(2)", "Peserta wajib:", 0, True),
        ("a.", "hadir;", 1, True),
        ("b.", "lulus.", 1, True),
    ]


def test_text_of_no_passage_is_shown_all_the_same() -> None:
    (loose,) = made(contents("Hanya ini."))
    assert isinstance(loose, Loose)
    assert [para.html for para in loose.paras] == ["Hanya ini."]


def test_turns_name_their_speaker_once_and_tell_questions(opened: Workspace) -> None:
    turns = [
        block
        for block in made(opened.contents("transkrip-informan-1"))
        if isinstance(block, Reading) and block.passage.speaker
    ]
    assert [(block.who, block.question) for block in turns] == [
        ("Peneliti", True),
        ("Informan 1", False),
        ("Peneliti", True),
        ("Informan 1", False),
    ]
    assert all("Informan 1:" not in str(para.html) for block in turns for para in block.paras)


def test_a_title_stands_as_printed_and_its_sentences_flow() -> None:
    text = "INSTRUKSI PRESIDEN\nNOMOR 4 TAHUN 2020\nSehubungan dengan hal itu,\nmaka diinstruksikan:"
    title = Node(NodeType.TITLE, "Judul", 0, len(text), 1)
    (reading,) = made(contents(text, [title], [Passage("d/judul", "d", 0, len(text), 1, "Judul")]))
    assert isinstance(reading, Reading)
    assert [(str(para.html), para.title) for para in reading.paras] == [
        ("INSTRUKSI PRESIDEN", True),
        ("NOMOR 4 TAHUN 2020", True),
        ("Sehubungan dengan hal itu, maka diinstruksikan:", False),
    ]


def test_headings_never_leave_out_a_rank() -> None:
    text = "Pasal 1\nsatu\nBagian Kesatu\nUmum"
    nodes = [
        Node(NodeType.PASAL, "Pasal 1", 0, 12, 1),
        Node(NodeType.BAGIAN, "Bagian Kesatu", 13, len(text), 1),
    ]
    passage = Passage("d/pasal-1", "d", 8, 12, 1, "Pasal 1")
    headings = [block for block in made(contents(text, nodes, [passage])) if isinstance(block, Heading)]
    assert [(block.level, block.rank) for block in headings] == [(3, 2), (3, 3)]
