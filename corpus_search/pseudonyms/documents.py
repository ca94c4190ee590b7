"""A document and what became of its text, with the names in them replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace

from corpus_search.describing import assign_id
from corpus_search.law import Link
from corpus_search.model import Document, Gap, Node, Passage, Segmentation
from corpus_search.pseudonyms.alignment import Alignment
from corpus_search.pseudonyms.names import Names
from corpus_search.segmenting.slugs import slug

_OF_CHECKSUM = 8


def shown_document(document: Document, names: Names, taken: Container[str]) -> Document:
    """A document as it is shown; its id is another one where the real one tells a name.

    Args:
        document: as it is.
        names: those that are replaced in it.
        taken: ids that are given already.
    """
    return replace(
        document,
        id=_shown_id(document, names, taken),
        path=names.rename(document.path),
        title=names.rename(document.title),
        collection=names.rename(document.collection),
        reason=names.rename(document.reason),
        metadata={name: names.rename(value) for name, value in document.metadata.items()},
        renamed=True,
    )


def _shown_id(document: Document, names: Names, taken: Container[str]) -> str:
    if not names.stand_in(document.id):
        return document.id
    stem = names.rename_slug(document.id)
    if names.stand_in(stem):  # run together with other words: nothing of it can be kept
        stem = f"{slug(document.kind)}-{document.checksum[:_OF_CHECKSUM]}".rstrip("-")
    return assign_id(stem, taken)


@dataclass(frozen=True, slots=True)
class Renamed:
    """A segmentation as it is shown, with what belongs to it."""

    segmentation: Segmentation
    page_starts: tuple[tuple[int, int], ...]
    links: tuple[Link, ...]
    alignment: Alignment


def rename_text(
    segmentation: Segmentation,
    page_starts: tuple[tuple[int, int], ...],
    links: tuple[Link, ...],
    names: Names,
    identifier: str,
) -> Renamed:
    """What becomes of a document's text where names are replaced.

    The parts and passages stay the same ones; only their words and offsets change.

    Args:
        segmentation: of the text as it is.
        page_starts: where each page begins in it, with the page's number.
        links: the regulations that it cites.
        names: those that are replaced.
        identifier: of the document as it is shown.
    """
    alignment = names.alignment(segmentation.text)
    shown = Segmentation(
        text=alignment.apply(segmentation.text),
        outline=tuple(_node(node, names, alignment) for node in segmentation.outline),
        passages=_passages(segmentation.passages, names, alignment, identifier),
        gaps=tuple(_gap(gap, names) for gap in segmentation.gaps),
    )
    return Renamed(
        shown,
        tuple((alignment.to_shown(start, start)[0], number) for start, number in page_starts),
        tuple(_moved_link(link, names, alignment) for link in links),
        alignment,
    )


def _passages(
    passages: tuple[Passage, ...], names: Names, alignment: Alignment, identifier: str
) -> tuple[Passage, ...]:
    taken: Counter[str] = Counter()
    shown = []
    for passage in passages:
        start, end = alignment.to_shown(passage.start, passage.end)
        within = passage.id.removeprefix(f"{passage.document}/")
        name = f"{identifier}/{names.rename_slug(within)}"
        taken[name] += 1
        shown.append(
            replace(
                passage,
                id=name if taken[name] == 1 else f"{name}~n{taken[name]}",
                document=identifier,
                start=start,
                end=end,
                path=names.rename(passage.path),
                headings=names.rename(passage.headings),
                speaker=None if passage.speaker is None else names.rename(passage.speaker),
                question=None if passage.question is None else names.rename(passage.question),
            )
        )
    return tuple(shown)


def _node(node: Node, names: Names, alignment: Alignment) -> Node:
    start, end = alignment.to_shown(node.start, node.end)
    return replace(
        node,
        label=names.rename(node.label),
        title=names.rename(node.title),
        number=names.rename(node.number),
        start=start,
        end=end,
        children=tuple(_node(child, names, alignment) for child in node.children),
    )


def _gap(gap: Gap, names: Names) -> Gap:
    return replace(
        gap,
        where=names.rename(gap.where),
        missing=tuple(map(names.rename, gap.missing)),
        note=names.rename(gap.note),
    )


def _moved_link(link: Link, names: Names, alignment: Alignment) -> Link:
    start, end = alignment.to_shown(link.start, link.end)
    return replace(link, start=start, end=end, name=names.rename(link.name))
