"""Pieces -> Passages: brought to a good size, named, with their path, headings and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus_search.language import language_of
from corpus_search.model import Node, NodeType, Part, Passage
from corpus_search.segmenting.piece import Piece
from corpus_search.segmenting.slugs import slug
from corpus_search.segmenting.splitting import split, trimmed, word_count
from corpus_search.segmenting.text import DocumentText

MOST_WORDS = 250
"""A longer piece is split."""
FEW_WORDS = 8
"""A piece with fewer words joins its neighbour of the same node."""
WORDS_FOR_LANGUAGE = 6
"""With fewer words the language of a passage cannot be told from the passage itself."""

_COUNTED = frozenset({NodeType.TURN, NodeType.ROW})
"""Nodes whose label only counts (`ujaran 24`, `baris 7`): a word in every passage, so not worth searching."""


def passages_of(text: DocumentText, pieces: Sequence[Piece], document: str) -> tuple[Passage, ...]:
    """Make passages of the pieces of a document.

    Args:
        text: the document's text.
        pieces: in reading order, not overlapping.
        document: the document's id.

    Returns:
        Passages in reading order with unique ids; none is empty or begins or ends in white space.
    """
    sized = _split(text, _joined(text.text, _trimmed(text.text, pieces)))
    taken: Counter[str] = Counter()
    passages = []
    for ordinal, piece in enumerate(sized):
        name = "/".join((document, *_id_steps(piece)))
        taken[name] += 1
        passages.append(
            Passage(
                id=name if taken[name] == 1 else f"{name}~{taken[name]}",
                document=document,
                start=piece.start,
                end=piece.end,
                page=text.page_at(piece.start),
                path=" > ".join(_path_steps(piece)),
                headings=_headings(_shown(piece)),
                part=piece.part,
                article=piece.article,
                speaker=piece.speaker,
                time=piece.time,
                date=piece.date,
                question=piece.question,
                ordinal=ordinal,
            )
        )
    return _with_languages(text.text, passages)


def _trimmed(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    kept = []
    for piece in pieces:
        start, end = trimmed(text, piece.start, piece.end)
        if start < end:
            kept.append(replace(piece, start=start, end=end))
    return kept


def _joined(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Join short pieces to a neighbour of the same node: to the next one, or the last ones to the one before."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _belong_together(text, joined[-1], piece):
            joined[-1] = _union(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _belong_together(text: str, first: Piece, second: Piece) -> bool:
    if first.path != second.path or first.speaker != second.speaker or text[first.end : second.start].strip():
        return False
    sizes = (word_count(text, first.start, first.end), word_count(text, second.start, second.end))
    return min(sizes) < FEW_WORDS and sum(sizes) < MOST_WORDS + FEW_WORDS


def _union(first: Piece, second: Piece) -> Piece:
    label = first.label
    if label != second.label:
        label = f"{first.label.split('–')[0]}–{second.label.rpartition(' ')[2]}" if label else second.label
    return replace(first, end=second.end, label=label, cuts=(*first.cuts, second.start, *second.cuts))


def _split(text: DocumentText, pieces: Sequence[Piece]) -> list[Piece]:
    parts = []
    for piece in pieces:
        span = (piece.start, piece.end)
        if word_count(text.text, *span) < MOST_WORDS + FEW_WORDS:
            parts.append(piece)
            continue
        for start, end in split(text.text, span, piece.cuts, MOST_WORDS):
            parts.append(replace(piece, start=start, end=end, time=_time(text, piece, start)))
    return parts


def _time(text: DocumentText, piece: Piece, start: int) -> float | None:
    """When a part of a piece begins: a long turn in subtitles has a time for each of its lines."""
    if start == piece.start:
        return piece.time
    said = text.lines[text.line_at(start)].line.time
    return piece.time if said is None else said


def _in_main_part(piece: Piece) -> bool:
    return piece.part in (None, Part.BODY, Part.OPENING)


def _shown(piece: Piece) -> list[Node]:
    """The path's nodes without the part itself where it goes without saying."""
    if not _in_main_part(piece):
        return list(piece.path)
    shown = [node for node in piece.path if node.type is not NodeType.PART]
    return shown if shown or piece.label else list(piece.path)


def _path_steps(piece: Piece) -> list[str]:
    steps = []
    for node in _shown(piece):
        if node.type is NodeType.TURN and node.title:
            steps.append(node.title)
        steps.append(node.label)
    return [step for step in (*steps, piece.label) if step]


def _headings(path: Sequence[Node]) -> str:
    words = []
    for node in path:
        words.append(node.title if node.type in _COUNTED else f"{node.label} {node.title}".strip())
    return " > ".join(word for word in words if word)


_IDS_BEGIN_AT = frozenset({NodeType.PASAL, NodeType.DICTUM, NodeType.TURN})
"""Nodes that are numbered through the whole document (or part of it): what is above them adds nothing to an id."""


def _id_steps(piece: Piece) -> list[str]:
    nodes = _shown(piece)
    part = [node for node in nodes[:1] if node.type is NodeType.PART]
    rest = nodes[len(part) :]
    if piece.part is not Part.LAMPIRAN:
        first = next((at for at, node in enumerate(rest) if node.type in _IDS_BEGIN_AT), 0)
        rest = rest[first:]
    steps = [slug(node.label) or node.type.value for node in (*part, *rest)]
    label = slug(piece.label)
    return [*steps, label] if label else steps


def _with_languages(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Tell each passage's language; a short one takes that of the passage before it, else of the next."""
    told = [
        language_of(text[passage.start : passage.end])
        if word_count(text, passage.start, passage.end) >= WORDS_FOR_LANGUAGE
        else ""
        for passage in passages
    ]
    near = next((language for language in told if language), "")
    tagged = []
    for passage, language in zip(passages, told, strict=True):
        near = language or near
        tagged.append(replace(passage, language=near))
    return tuple(tagged)
