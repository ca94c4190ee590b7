"""The triangulation table as theses print it: theme, interview, observation, document, conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_search.evidence.rows import Technique
from corpus_search.exchange.blocks import Block, Break, Cell, Heading, Span, Table, cell
from corpus_search.exchange.book import title, warning, warnings
from corpus_search.exchange.dossier import Check, Dossier, Triangulated
from corpus_search.exchange.words import words

_WIDTHS = (0.14, 0.24, 0.22, 0.22, 0.18)


def triangulation_table(dossier: Dossier) -> Iterator[Block]:
    """The table's blocks, on pages that lie on their side."""
    named = words(dossier.language)
    yield Break(landscape=True)
    yield Heading(named["triangulation"], 0)
    yield from warnings(dossier)
    yield Table(
        named["triangulation_caption"],
        (
            named["theme"],
            named["interview"],
            named["observation"],
            named["document_column"],
            named["conclusion"],
        ),
        tuple(_row(dossier, one) for one in dossier.triangulation()),
        _WIDTHS,
    )


def _row(dossier: Dossier, one: Triangulated) -> tuple[Cell, ...]:
    named = words(dossier.language)
    return (
        cell(Span(title(dossier, one.row.theme), bold=True)),
        *(_cell(dossier, one, technique) for technique in Technique),
        cell(one.row.conclusion or named["none"]),
    )


def _cell(dossier: Dossier, triangulated: Triangulated, technique: Technique) -> Cell:
    named = words(dossier.language)
    known = triangulated.row.cells.get(technique)
    parts = [*cell(known.summary if known else "")]
    for one in triangulated.quotes.get(technique, ()):
        parts += cell(f"“{one.words}” {one.code}")
        if one.check is not Check.VERIFIED:
            parts.append(warning(dossier, one))
    more = known.total - len(known.quotes) if known else 0
    if more > 0 and known and not known.chosen:
        parts += cell(Span(named["more"].format(count=more), italic=True))
    return tuple(parts) or cell(named["none"])
