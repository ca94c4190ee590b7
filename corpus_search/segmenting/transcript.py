"""The structure of an interview transcript: an identity block, then the speakers' turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus_search.model import Node, NodeType
from corpus_search.segmenting.document import document_structure
from corpus_search.segmenting.identity import IDENTITY
from corpus_search.segmenting.paragraphs import paragraph_starts
from corpus_search.segmenting.piece import Piece, Structure
from corpus_search.segmenting.text import DocumentText
from corpus_search.segmenting.transcript_marks import Mark, marks_of
from corpus_search.segmenting.transcript_roles import interviewers

_BACKCHANNEL = 3
"""An interviewer's turn of so few words without a question mark (`Oh begitu.`) asks nothing."""


@dataclass(frozen=True, slots=True)
class _Turn:
    mark: Mark
    end: int
    node: Node


def transcript_structure(text: DocumentText, metadata: Mapping[str, str]) -> Structure:
    """Tell the turns of a transcript; one without any is read as a document of paragraphs.

    Args:
        text: the document's text.
        metadata: what is known of the interview; `informant` and `interviewer` name the speakers of questions and
            answers that carry no names.
    """
    marks = marks_of(text, metadata)
    if not marks:
        return document_structure(text)
    first = marks[0].start
    outline: list[Node] = []
    pieces: list[Piece] = []
    if text.text[:first].strip():
        node = Node(NodeType.HEADING, IDENTITY, 0, first, 1)
        outline.append(node)
        pieces.append(Piece((node,), 0, first, cuts=paragraph_starts(text, 0, first)))
    sections = _sections(text, marks)
    questions = _questions(text, [turn for _, turns in sections for turn in turns])
    for heading, turns in sections:
        above = () if heading is None else (heading,)
        if heading is None:
            outline.extend(turn.node for turn in turns)
        else:
            outline.append(heading)
            words_end = turns[0].mark.start if turns else heading.end
            pieces.append(Piece(above, text.lines[text.line_at(heading.start)].end, words_end))
        pieces.extend(_piece(text, above, turn, questions.get(turn.mark.start)) for turn in turns)
    return Structure(tuple(outline), tuple(pieces))


def _sections(text: DocumentText, marks: Sequence[Mark]) -> list[tuple[Node | None, list[_Turn]]]:
    """The turns under each heading; those before the first heading under none."""
    sections: list[tuple[Node | None, list[_Turn]]] = [(None, [])]
    number = 0
    ends = [*(mark.start for mark in marks[1:]), len(text.text)]
    for mark, end in zip(marks, ends, strict=True):
        page = text.page_at(mark.start)
        if mark.heading:
            label = text.text[mark.start : mark.said].strip()
            sections.append((Node(NodeType.HEADING, label, mark.start, end, page), []))
            continue
        number += 1
        node = Node(
            NodeType.TURN, f"ujaran {number}", mark.start, end, page, number=str(number), title=mark.speaker
        )
        sections[-1][1].append(_Turn(mark, end, node))
    return [(_covering(heading, turns), turns) for heading, turns in sections]


def _covering(heading: Node | None, turns: Sequence[_Turn]) -> Node | None:
    if heading is None or not turns:
        return heading
    return replace(heading, end=turns[-1].end, children=tuple(turn.node for turn in turns))


def _piece(text: DocumentText, above: tuple[Node, ...], turn: _Turn, question: str | None) -> Piece:
    return Piece(
        (*above, turn.node),
        turn.mark.said,
        turn.end,
        cuts=paragraph_starts(text, turn.mark.said, turn.end),
        speaker=turn.mark.speaker or None,
        time=turn.mark.time,
        question=question,
    )


def _questions(text: DocumentText, turns: Sequence[_Turn]) -> dict[int, str]:
    """The question before each answer, by the start of the answer's turn."""
    said = [" ".join(text.text[turn.mark.said : turn.end].split()) for turn in turns]
    asking = interviewers([(turn.mark.speaker, words) for turn, words in zip(turns, said, strict=True)])
    questions: dict[int, str] = {}
    asked: str | None = None
    for turn, words in zip(turns, said, strict=True):
        if turn.mark.speaker not in asking:
            if asked is not None:
                questions[turn.mark.start] = asked
        elif words and (asked is None or "?" in words or len(words.split()) > _BACKCHANNEL):
            asked = words
    return questions
