"""Documents, outlines and passages as JSON."""

from __future__ import annotations

from corpus_search.catalog import Contents
from corpus_search.model import Document, Node, Passage

Json = dict[str, object]


def document_json(document: Document) -> Json:
    """What is known of a document."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "kind": document.kind,
        "collection": document.collection,
        "date": document.date,
        "year": document.year,
        "language": document.language,
        "access": document.access,
        "format": document.format,
        "state": document.state,
        "reason": document.reason,
        "duplicate_of": document.duplicate_of,
        "pages": document.pages if document.has_pages else None,
        "passages": document.passages,
        "metadata": dict(document.metadata),
    }


def passage_json(passage: Passage, text: str) -> Json:
    """A passage with its text."""
    return {
        "id": passage.id,
        "locator": {
            "page": passage.page,
            "path": passage.path,
            "start": passage.start,
            "end": passage.end,
            "speaker": passage.speaker,
            "time": passage.time,
        },
        "language": passage.language,
        "date": passage.date,
        "question": passage.question,
        "text": text,
    }


def contents_json(contents: Contents) -> Json:
    """A document whole."""
    return {
        "document": document_json(contents.document),
        "text": contents.text,
        "outline": [node_json(node) for node in contents.outline],
        "gaps": [
            {"where": gap.where, "missing": list(gap.missing), "page": gap.page, "note": gap.note}
            for gap in contents.gaps
        ],
        "passages": [passage_json(p, contents.text[p.start : p.end]) for p in contents.passages],
    }


def node_json(node: Node) -> Json:
    """A node with all below it."""
    return {
        "type": node.type,
        "label": node.label,
        "title": node.title,
        "start": node.start,
        "end": node.end,
        "page": node.page,
        "children": [node_json(child) for child in node.children],
    }
