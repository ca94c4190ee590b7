"""Evidence, themes, triangulation and sources as tables."""

from __future__ import annotations

from corpus_search.evidence import Theme
from corpus_search.evidence.rows import Technique
from corpus_search.exchange.book import title
from corpus_search.exchange.dossier import Check, Dossier, Quotation
from corpus_search.exchange.sheets import Sheet
from corpus_search.exchange.words import words
from corpus_search.searching.results import Results

_CHECKS = {Check.VERIFIED: "verified", Check.ALTERED: "check_altered", Check.LOST: "check_lost"}


def evidence_sheet(dossier: Dossier) -> Sheet:
    """A row for each quote."""
    named = words(dossier.language)
    columns = {
        "theme": 24,
        "kind": 14,
        "quote": 70,
        "citation": 40,
        "code": 26,
        "verdict": 12,
        "stance": 14,
        "memo": 40,
        "check": 12,
        "title": 40,
        "path": 30,
        "page": 8,
        "speaker": 16,
        "date": 12,
        "who": 12,
        "when": 20,
        "start": 8,
        "end": 8,
        "id": 26,
    }
    return Sheet(
        named["evidence"],
        tuple(named[name] for name in columns),
        tuple(_row(dossier, one) for one in dossier.quotations),
        tuple(columns.values()),
    )


def _row(dossier: Dossier, one: Quotation) -> tuple[str, ...]:
    named = words(dossier.language)
    judgement, place, passage = one.evidence.judgement, one.evidence.place, one.passage
    document = one.document
    return (
        title(dossier, dossier.codebook.theme(one.evidence.theme)),
        named[one.kind],
        one.words,
        one.cited,
        one.code,
        named[judgement.verdict],
        named[judgement.stance] if judgement.stance else "",
        judgement.memo,
        named[_CHECKS[one.check]],
        document.title if document else one.evidence.anchor.title,
        passage.path if passage else "",
        str(passage.page) if passage and document and document.has_pages else "",
        (passage.speaker or "") if passage else "",
        ((passage.date if passage else None) or document.date or "") if document else "",
        judgement.who,
        judgement.at,
        str(place.start) if document else "",
        str(place.end) if document else "",
        one.evidence.key,
    )


def triangulation_sheet(dossier: Dossier) -> Sheet:
    """The triangulation table; each cell holds the summary and the quotes, a line each."""
    named = words(dossier.language)
    rows = []
    for triangulated in dossier.triangulation():
        cells = []
        for technique in Technique:
            known = triangulated.row.cells.get(technique)
            lines = [known.summary] if known and known.summary else []
            for one in triangulated.quotes.get(technique, ()):
                mark = "" if one.check is Check.VERIFIED else f" [! {named[one.check]}]"
                lines.append(f"“{one.words}” {one.code}{mark}")
            cells.append("\n".join(lines))
        rows.append((title(dossier, triangulated.row.theme), *cells, triangulated.row.conclusion))
    names = ("theme", *(_COLUMNS[technique] for technique in Technique), "conclusion")
    return Sheet(
        named["triangulation"], tuple(named[name] for name in names), tuple(rows), (24, 50, 50, 50, 40)
    )


_COLUMNS = {
    Technique.INTERVIEW: "interview",
    Technique.OBSERVATION: "observation",
    Technique.DOCUMENT: "document_column",
}


def codebook_sheet(dossier: Dossier) -> Sheet:
    """The chosen themes with all that the codebook says of them."""
    named = words(dossier.language)
    names = ("id", "name", "name_other", "parent", "definition", "include", "exclude", "queries", "colour",
             "statement", "question", "source")  # fmt: skip
    return Sheet(
        named["codebook"],
        tuple(named[name] for name in names),
        tuple(theme_row(theme, names) for theme, _ in dossier.themes),
        (24, 28, 28, 18, 50, 40, 40, 40, 10, 40, 40, 40),
    )


def theme_row(theme: Theme, names: tuple[str, ...]) -> tuple[str, ...]:
    """Values of a theme; several queries stand on lines of their own."""
    return tuple(
        "\n".join(theme.queries) if name == "queries" else str(getattr(theme, name)) for name in names
    )


def sources_sheet(dossier: Dossier) -> Sheet:
    """The documents that are quoted."""
    named = words(dossier.language)
    names = ("id", "kind", "title", "date", "bibliography_entry", "access", "checksum")
    rows = tuple(
        (
            document.id,
            named[document.kind],
            document.title,
            document.date or "",
            dossier.citer.cite(document, style="bibliography", language=dossier.language),
            document.access.value,
            document.checksum,
        )
        for document in dossier.sources
    )
    return Sheet(named["sources"], tuple(named[name] for name in names), rows, (26, 14, 50, 12, 70, 12, 20))


def results_sheet(results: Results) -> Sheet:
    """The hits of a search, a row each; below the header of programs, as in CSV."""
    header = (
        "rank", "id", "all_words", "title", "kind", "collection", "date", "language", "page", "path", "speaker",
        "text", "citation", "document", "start", "end",
    )  # fmt: skip
    rows = []
    for hit in results.hits:
        document, passage = hit.document, hit.passage
        rows.append(
            (
                str(hit.rank),
                passage.id,
                "yes" if hit.all_words else "no",
                document.title,
                document.kind.value,
                document.collection,
                passage.date or document.date or "",
                passage.language,
                str(passage.page) if document.has_pages else "",
                passage.path,
                passage.speaker or "",
                hit.text,
                hit.citation,
                document.path,
                str(passage.start),
                str(passage.end),
            )
        )
    widths = (6, 30, 9, 40, 12, 14, 12, 9, 6, 30, 16, 80, 40, 30, 8, 8)
    return Sheet("results", header, tuple(rows), widths)
