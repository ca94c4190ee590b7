from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from corpus_search.model import Kind, Line, LineRole, Node, NodeType, Page, Part
from corpus_search.segmenting import segment
from corpus_search.segmenting.passages import MOST_WORDS, passages_of
from corpus_search.segmenting.piece import Piece
from corpus_search.segmenting.text import DocumentText

TEN = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"


def node(kind: NodeType, label: str, title: str = "") -> Node:
    return Node(kind, label, 0, 0, 1, title=title)


def text_of(*lines: str) -> DocumentText:
    return DocumentText.of([Page(1, tuple(Line(line) for line in lines))])


def pieces_of(text: DocumentText, *paths: tuple[Node, ...], **more: object) -> list[Piece]:
    return [
        Piece(path, line.start, line.end, **more)  # type: ignore[arg-type]  # fields of a piece
        for path, line in zip(paths, text.lines, strict=True)
    ]


BODY = node(NodeType.PART, "Batang tubuh")
BAB = node(NodeType.BAB, "BAB II", "KEPESERTAAN")
PASAL = node(NodeType.PASAL, "Pasal 5")
AYAT = node(NodeType.AYAT, "ayat (2)")


def test_path_headings_and_id_in_the_body_of_a_regulation() -> None:
    text = text_of(TEN)
    (passage,) = passages_of(
        text, pieces_of(text, (BODY, BAB, PASAL, AYAT), part=Part.BODY), "perpres-2020-36"
    )
    assert passage.path == "BAB II > Pasal 5 > ayat (2)"
    assert passage.headings == "BAB II KEPESERTAAN > Pasal 5 > ayat (2)"
    assert passage.id == "perpres-2020-36/pasal-5/ayat-2"


def test_penjelasan_and_lampiran_stay_in_path_and_id() -> None:
    text = text_of(TEN, TEN)
    explanation = pieces_of(
        text,
        (node(NodeType.PART, "Penjelasan"), PASAL),
        (node(NodeType.PART, "Penjelasan"), PASAL),
        part=Part.PENJELASAN,
    )[:1]
    annex = Piece(
        (node(NodeType.PART, "Lampiran"), BAB, PASAL),
        text.lines[1].start,
        text.lines[1].end,
        part=Part.LAMPIRAN,
    )
    first, second = passages_of(text, [*explanation, annex], "uu")
    assert (first.path, first.id) == ("Penjelasan > Pasal 5", "uu/penjelasan/pasal-5")
    assert (second.path, second.id) == ("Lampiran > BAB II > Pasal 5", "uu/lampiran/bab-ii/pasal-5")


def test_a_short_piece_joins_its_neighbour_of_the_same_node_only() -> None:
    text = text_of("Hanya tiga kata", TEN, "Dua kata", "Tiga kata lagi")
    other = node(NodeType.PASAL, "Pasal 6")
    passages = passages_of(text, pieces_of(text, (PASAL,), (PASAL,), (other,), (PASAL,)), "d")
    assert [text.text[p.start : p.end] for p in passages] == [
        f"Hanya tiga kata\n{TEN}",
        "Dua kata",
        "Tiga kata lagi",
    ]


def test_joined_paragraphs_are_named_by_the_first_and_last() -> None:
    text = text_of("Hanya tiga kata", TEN)
    section = node(NodeType.SECTION, "Refleksi")
    pieces = [
        Piece((section,), line.start, line.end, label=f"par. {number}")
        for number, line in enumerate(text.lines, start=1)
    ]
    (passage,) = passages_of(text, pieces, "d")
    assert passage.path == "Refleksi > par. 1–2"
    assert passage.id == "d/refleksi/par-1-2"


def test_a_long_piece_is_split_and_its_parts_have_ids_of_their_own() -> None:
    text = text_of(" ".join(f"Kalimat {number} berisi lima kata." for number in range(120)))
    passages = passages_of(text, pieces_of(text, (PASAL,)), "d")
    assert [passage.id for passage in passages] == ["d/pasal-5", "d/pasal-5~2", "d/pasal-5~3"]
    assert all(len(text.text[p.start : p.end].split()) <= MOST_WORDS for p in passages)


def test_nothing_is_made_of_white_space() -> None:
    text = text_of("  ", f"  {TEN}  ")
    (passage,) = passages_of(text, pieces_of(text, (PASAL,), (PASAL,)), "d")
    assert text.text[passage.start : passage.end] == TEN


def test_a_short_passage_takes_the_language_of_the_one_before_or_the_first_that_is_told() -> None:
    text = text_of(
        "Okay.",
        "I heard about the programme from a friend who had joined it last year.",
        "Ya.",
        "Saya mendaftar lewat telepon karena di desa tidak ada tempat lain yang dekat.",
        "Oke.",
    )
    nodes = [(node(NodeType.TURN, f"ujaran {at}"),) for at in range(5)]
    languages = [passage.language for passage in passages_of(text, pieces_of(text, *nodes), "d")]
    assert languages == ["en", "en", "en", "id", "id"]


def test_later_parts_of_a_long_turn_have_the_time_of_their_own_line() -> None:
    lines = [
        Line(
            f"Kalimat nomor {at} ini berisi beberapa kata saja.",
            role=LineRole.CUE,
            speaker="N1",
            time=float(at),
        )
        for at in range(60)
    ]
    passages = segment([Page(1, tuple(lines))], Kind.TRANSCRIPT, document="d").passages
    assert [passage.time for passage in passages] == [0.0, 30.0]


LINES = st.lists(
    st.text(st.sampled_from("aB1 .:?\t(-–|IVX\u00a0é\u2028"), max_size=40)
    | st.sampled_from(
        [
            "P: Apa kabar?",
            "I: Baik.",
            "Refleksi",
            "OC: ragu",
            "Senin, 12 April 2021",
            "BAB I",
            "1.2 Judul",
            "Lokasi: Desa",
            "Jawab: ya",
            "[00:01] N1: ya",
            "",
            TEN,
        ]
    ),
    max_size=25,
)
ROLES = st.sampled_from([LineRole.LINE, LineRole.PARAGRAPH, LineRole.HEADING, LineRole.ROW, LineRole.CUE])


@given(LINES, st.data(), st.sampled_from([Kind.TRANSCRIPT, Kind.FIELD_NOTE, Kind.DOCUMENT]))
def test_whatever_the_lines_passages_are_spans_of_the_text_in_order_with_unique_ids(
    lines: list[str], data: st.DataObject, kind: Kind
) -> None:
    made = tuple(Line(line, role=data.draw(ROLES), level=data.draw(st.integers(0, 7))) for line in lines)
    segmentation = segment([Page(1, made)], kind, document="d")
    ends = 0
    for ordinal, passage in enumerate(segmentation.passages):
        words = segmentation.text[passage.start : passage.end]
        assert words.strip() == words != ""
        assert passage.start >= ends
        assert passage.ordinal == ordinal
        assert passage.path
        ends = passage.end
    assert not [name for name, count in Counter(p.id for p in segmentation.passages).items() if count > 1]
    for root in segmentation.outline:
        for one in root.walk():
            assert one.start <= one.end <= len(segmentation.text)
            assert all(one.start <= child.start <= child.end <= one.end for child in one.children)


@given(LINES, st.sampled_from([Kind.TRANSCRIPT, Kind.FIELD_NOTE]))
def test_no_words_of_plain_lines_are_lost_but_labels_and_headings(lines: list[str], kind: Kind) -> None:
    prose = [f"kalimat biasa nomor {at} yang harus tetap ditemukan" for at in range(len(lines))]
    mixed = [line for pair in zip(lines, prose, strict=True) for line in pair]
    segmentation = segment([Page(1, tuple(Line(line) for line in mixed))], kind, document="d")
    found = "\n".join(segmentation.text[p.start : p.end] for p in segmentation.passages)
    assert all(line in found for line in prose)
