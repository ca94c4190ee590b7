"""Regulations: their parts, articles and lists, through the faults of scans, with what is missing or in doubt."""

from __future__ import annotations

from bisect import bisect_left

from corpus_search.law import title_block
from corpus_search.model import Gap, Node, NodeType, Part
from corpus_search.segmenting.piece import Structure
from corpus_search.segmenting.regulation.annex import annex_content, annex_heading
from corpus_search.segmenting.regulation.body import Doubts
from corpus_search.segmenting.regulation.draft import Draft, close, nodes_of, pieces_of, with_next
from corpus_search.segmenting.regulation.explanation import explanation
from corpus_search.segmenting.regulation.forms import Body, body_of
from corpus_search.segmenting.regulation.opening import opening
from corpus_search.segmenting.regulation.parts import Boundary, boundaries
from corpus_search.segmenting.regulation.view import view_of
from corpus_search.segmenting.text import DocumentText

_LABELS = {
    Part.OPENING: "Pembukaan",
    Part.BODY: "Batang tubuh",
    Part.PENJELASAN: "Penjelasan",
    Part.LAMPIRAN: "Lampiran",
}

__all__ = ["structure"]


def structure(text: DocumentText) -> Structure:
    """The outline, pieces and gaps of a regulation.

    The roots of the outline are its parts: the `number` of a part's node is the value of its `Part`.
    """
    view = view_of(text.text)
    if not view.strip():
        return Structure((), ())
    doubts = Doubts()
    later = boundaries(view)
    body = body_of(view, later[0].start if later else len(view), doubts)
    roots = [*_main_parts(view, body, doubts), *_later_parts(text, view, body, later, doubts)]
    close(roots, len(view))
    nodes = nodes_of(text, roots)
    return Structure(nodes, pieces_of(text, roots, nodes), _gaps(text, nodes, doubts))


def _main_parts(view: str, body: Body, doubts: Doubts) -> list[Draft]:
    parts = []
    begin = len(view) - len(view.lstrip())
    if body.start > begin:
        part = _part(Part.OPENING, begin)
        part.children, missing = opening(view, begin, body.start)
        doubts.add(missing)
        parts.append(part)
    part = _part(Part.BODY, max(begin, body.start))
    part.children = body.drafts
    parts.append(part)
    return parts


def _later_parts(
    text: DocumentText, view: str, body: Body, later: list[Boundary], doubts: Doubts
) -> list[Draft]:
    quoting = _quoting(body)
    block = title_block(text.text) if any(one.part is Part.LAMPIRAN for one in later) else None
    subject = block.subject if block else ""
    parts = []
    for boundary, following in with_next(later):
        end = following.start if following else len(view)
        part = _part(boundary.part, boundary.start)
        if boundary.part is Part.PENJELASAN:
            part.children = explanation(view, part.start, end, quoting, doubts, amending=body.amending)
        else:
            part.label = f"Lampiran {boundary.number}".strip()
            part.body, part.title = annex_heading(text, boundary.end, end, subject)
            part.children = annex_content(text, view, part.body, end, doubts)
        parts.append(part)
    return parts


def _quoting(body: Body) -> dict[str, frozenset[str]]:
    """The numbers of the articles that each article of a body quotes from another regulation."""
    drafts = [draft for root in body.drafts for draft in root.walk() if draft.type is NodeType.PASAL]
    return {
        draft.number: frozenset(
            below.number for below in draft.walk() if below.quoted and below.type is NodeType.PASAL
        )
        for draft in drafts
        if not draft.quoted
    }


def _part(part: Part, start: int) -> Draft:
    return Draft(NodeType.PART, _LABELS[part], start, start, number=part.value)


def _gaps(text: DocumentText, nodes: tuple[Node, ...], doubts: Doubts) -> tuple[Gap, ...]:
    """What is missing or in doubt, in reading order, each at the last node that begins before it."""
    placed: list[tuple[int, str]] = []
    _place(nodes, "", placed)
    starts = [start for start, _ in placed]
    gaps = []
    for at, labels, note in sorted(doubts.missing, key=lambda missing: missing[0]):
        index = bisect_left(starts, at) - 1
        gaps.append(Gap(placed[index][1] if index >= 0 else "", labels, text.page_at(at), note))
    return tuple(gaps)


def _place(nodes: tuple[Node, ...], above: str, placed: list[tuple[int, str]]) -> None:
    for node in nodes:
        silent = node.type is NodeType.PART and node.number in (Part.BODY, Part.OPENING)
        path = above if silent else f"{above} > {node.label}".removeprefix(" > ")
        placed.append((node.start, path))
        _place(node.children, path, placed)
