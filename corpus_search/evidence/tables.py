"""Matrices, the triangulation table, themes together, answers, saturation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from corpus_search.access import EVERYTHING, Use, use_of
from corpus_search.errors import NotFoundError, UsageError
from corpus_search.evidence.filters import ALL, EvidenceFilter
from corpus_search.evidence.informants import category_of, informant_of, informants_of
from corpus_search.evidence.interviews import answers, questions
from corpus_search.evidence.room import EvidenceRoom
from corpus_search.evidence.rows import (
    Answer,
    Axis,
    Column,
    Matrix,
    MatrixRow,
    Question,
    Saturation,
    Technique,
    Together,
    TriangulationCell,
    TriangulationRow,
)
from corpus_search.evidence.saturation import saturation
from corpus_search.evidence.store import Store, Words
from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.evidence.themes import Themes
from corpus_search.evidence.types import Evidence, Verdict
from corpus_search.model import Access, Document, Kind

CONCLUSION: Final = "conclusion"
_QUOTES = 2
"""Quotes in a cell of the triangulation table where none were chosen."""


class Tables:
    """`workspace.tables`. Relevant evidence only, of the whole codebook unless the filter says otherwise."""

    def __init__(self, themes: Themes, room: EvidenceRoom, texts: Texts, store: Store) -> None:
        """Keep the parts."""
        self._themes, self._room, self._texts, self._store = themes, room, texts, store

    def matrix(self, axis: Axis, chosen: EvidenceFilter = ALL) -> Matrix:
        """Themes by kind, document, informant or category of informant.

        Each kind, and each document, informant or category that the filter lets through, has a column, also without
        evidence: an empty cell tells something.
        """
        columns = self._columns(axis, chosen)
        by_theme = self._relevant(chosen)
        rows = []
        for theme, depth in self._themes.codebook().tree():
            if not _asked(theme.id, chosen, by_theme):
                continue
            cells: dict[str, list[Evidence]] = {column.key: [] for column in columns}
            for one in by_theme.get(theme.id, ()):
                key = _key(axis, one)
                if key in cells:
                    cells[key].append(one)
            rows.append(MatrixRow(theme, depth, {key: tuple(ones) for key, ones in cells.items()}))
        return Matrix(axis, columns, tuple(rows))

    def triangulation(self, chosen: EvidenceFilter = ALL) -> tuple[TriangulationRow, ...]:
        """The triangulation table: theme by technique, with quotes and the researcher's own words."""
        by_theme = self._relevant(chosen)
        words = self._store.words()
        rows = []
        for theme, depth in self._themes.codebook().tree():
            if not _asked(theme.id, chosen, by_theme):
                continue
            ones = by_theme.get(theme.id, ())
            cells = {
                technique: _cell(
                    [one for one in ones if _technique(one) is technique and _may_be_used(one)],
                    words.get((theme.id, technique.value), Words()),
                )
                for technique in Technique
            }
            conclusion = words.get((theme.id, CONCLUSION), Words()).text
            rows.append(TriangulationRow(theme, depth, cells, conclusion))
        return tuple(rows)

    def save_summary(self, theme: str, technique: Technique, text: str, *, who: str) -> None:
        """Keep the researcher's summary of what a technique says of a theme.

        Raises:
            NotFoundError: there is no such theme.
        """
        self._write(theme, technique.value, who, text=text)

    def save_conclusion(self, theme: str, text: str, *, who: str) -> None:
        """Keep the researcher's conclusion on a theme.

        Raises:
            NotFoundError: there is no such theme.
        """
        self._write(theme, CONCLUSION, who, text=text)

    def choose_quotes(self, theme: str, technique: Technique, anchors: Sequence[str], *, who: str) -> None:
        """Choose the quotes that stand in a cell, in order; none of them: those that stand there by themselves.

        Raises:
            NotFoundError: there is no such theme, or an anchor is no relevant evidence of this cell.
        """
        known = {one.anchor.id for one in self._relevant(ALL).get(theme, ()) if _technique(one) is technique}
        for anchor in anchors:
            if anchor not in known:
                raise NotFoundError("There is no evidence {identifier} in this cell.", identifier=anchor)
        self._write(theme, technique.value, who, quotes=anchors)

    def together(self, chosen: EvidenceFilter = ALL) -> tuple[Together, ...]:
        """Pairs of themes with relevant evidence in the same passages, most frequent first."""
        themes: defaultdict[str, set[str]] = defaultdict(set)
        by_theme = self._relevant(chosen)
        for theme, ones in by_theme.items():
            for one in ones:
                document = one.place.document
                text = None if document is None else self._texts.get(document.id)
                if text is not None:
                    for passage in text.passages_in(one.place.start, one.place.end):
                        themes[passage.id].add(theme)
        codebook = self._themes.codebook()
        order = {theme.id: number for number, (theme, _) in enumerate(codebook.tree())}
        pairs = Counter(
            pair
            for held in themes.values()
            for pair in combinations(sorted(held & order.keys(), key=order.__getitem__), 2)
        )
        ranked = sorted(pairs.items(), key=lambda item: (-item[1], order[item[0][0]], order[item[0][1]]))
        return tuple(
            Together(codebook.theme(first), codebook.theme(second), count)
            for (first, second), count in ranked
        )

    def questions(self, *, access: frozenset[Access] = EVERYTHING) -> tuple[Question, ...]:
        """The questions of the interviews, like ones once, those asked of most informants first."""
        return questions(self._transcripts(access))

    def answers(self, question: str, *, access: frozenset[Access] = EVERYTHING) -> tuple[Answer, ...]:
        """What each informant answered to a question of the guide, asked in like words."""
        return answers(question, self._transcripts(access))

    def saturation(
        self, chosen: EvidenceFilter = ALL, *, base: int = 4, run: int = 2, threshold: float = 0.05
    ) -> Saturation:
        """Whether more interviews bring new themes, in the order of their dates.

        Without themes in the filter, those count that grew out of the data: without a source, and without themes
        below them.

        Raises:
            UsageError: base and run must be at least 1, the threshold between 0 and 1.
        """
        if base < 1 or run < 1 or not 0 <= threshold <= 1:
            raise UsageError("Base and run must be at least 1, and the threshold between 0 and 1.")
        codebook = self._themes.codebook()
        counted = [
            theme
            for theme in codebook.themes
            if (not theme.source and not codebook.children(theme.id)) or theme.id in chosen.themes
        ]
        found = self._relevant(replace(chosen, kinds=(Kind.TRANSCRIPT.value,)))
        per_document: defaultdict[str, set[str]] = defaultdict(set)
        for theme in counted:
            for one in found.get(theme.id, ()):
                if one.place.document is not None:
                    per_document[one.place.document.id].add(theme.id)
        documents = [
            document
            for document in self._documents(chosen)
            if document.kind is Kind.TRANSCRIPT and document.state.has_text
        ]
        documents.sort(key=lambda document: (document.date or "9999", document.id))
        return saturation(documents, per_document, counted, base=base, run=run, threshold=threshold)

    # --- inside ---

    def _relevant(self, chosen: EvidenceFilter) -> dict[str, tuple[Evidence, ...]]:
        found: defaultdict[str, list[Evidence]] = defaultdict(list)
        for one in self._room.list(replace(chosen, verdicts=(Verdict.RELEVANT,))):
            found[one.theme].append(one)
        return {theme: tuple(ones) for theme, ones in found.items()}

    def _write(
        self,
        theme: str,
        cell: str,
        who: str,
        *,
        text: str | None = None,
        quotes: Sequence[str] | None = None,
    ) -> None:
        self._themes.codebook().theme(theme)
        self._store.write(theme, cell, who, text=text, quotes=quotes)

    def _documents(self, chosen: EvidenceFilter) -> list[Document]:
        """The documents that a filter lets through."""
        return [
            document
            for document in self._texts.documents()
            if document.access in chosen.access
            and (not chosen.documents or document.id in chosen.documents)
            and (not chosen.kinds or document.kind in chosen.kinds)
            and (not chosen.categories or category_of(document) in chosen.categories)
        ]

    def _transcripts(self, access: frozenset[Access]) -> list[DocumentText]:
        """The interviews in the order of their dates."""
        documents = [
            document
            for document in self._documents(replace(ALL, access=access))
            if document.kind is Kind.TRANSCRIPT
        ]
        documents.sort(key=lambda document: (document.date or "9999", document.id))
        return [text for document in documents if (text := self._texts.get(document.id)) is not None]

    def _informants(self, document: Document) -> tuple[str, ...]:
        text = self._texts.get(document.id)
        return informants_of(document, text.passages if text else ())

    def _columns(self, axis: Axis, chosen: EvidenceFilter) -> tuple[Column, ...]:
        if axis == "kind":
            return tuple(
                Column(kind.value, kind.value)
                for kind in Kind
                if not chosen.kinds or kind.value in chosen.kinds
            )
        documents = [document for document in self._documents(chosen) if document.state.has_text]
        order = {kind: number for number, kind in enumerate(Kind)}
        documents.sort(key=lambda document: (order[document.kind], document.date or "", document.id))
        labels: dict[str, str] = {}
        for document in documents:
            if axis == "document":
                labels[document.id] = document.metadata.get("short") or document.title
            elif document.kind is Kind.TRANSCRIPT:
                values = self._informants(document) if axis == "informant" else (category_of(document),)
                labels.update((value, value) for value in values)
        if axis == "informant":
            for ones in self._relevant(chosen).values():
                labels.update((key, key) for one in ones if (key := _key(axis, one)))
        return tuple(
            Column(key, label)
            for key, label in labels.items()
            if axis != "informant" or not chosen.informants or key in chosen.informants
        )


def _asked(theme: str, chosen: EvidenceFilter, found: Mapping[str, object]) -> bool:
    """Whether a theme has a row: all have, unless some are named."""
    return not chosen.themes or theme in chosen.themes or theme in found


def _key(axis: Axis, evidence: Evidence) -> str | None:
    """The column that evidence stands in; None where its document is gone or it has none."""
    document = evidence.place.document
    if document is None:
        return None
    match axis:
        case "kind":
            return document.kind.value
        case "document":
            return document.id
        case "informant":
            return informant_of(document, evidence.place.passage) or None
        case "category":
            return category_of(document) if document.kind is Kind.TRANSCRIPT else None


def _technique(evidence: Evidence) -> Technique | None:
    document = evidence.place.document
    return None if document is None else Technique.of(document.kind)


def _may_be_used(evidence: Evidence) -> bool:
    """Whether the informant lets it be used: what nobody may use takes no place in a table that is printed."""
    document = evidence.place.document
    return document is None or use_of(document.metadata) is not Use.NONE


def _cell(ones: Sequence[Evidence], words: Words) -> TriangulationCell:
    by_anchor = {one.anchor.id: one for one in ones}
    chosen = tuple(by_anchor[anchor] for anchor in words.quotes if anchor in by_anchor)
    return TriangulationCell(
        summary=words.text,
        quotes=chosen or tuple(ones[:_QUOTES]),
        total=len(ones),
        chosen=bool(chosen),
    )
