"""The evidence book: each theme with its definition and its quotes by kind, and the list of sources."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_search.evidence import Theme
from corpus_search.evidence.rows import NothingFound
from corpus_search.exchange.blocks import Block, Heading, Look, Paragraph, Span, paragraph, spans
from corpus_search.exchange.dossier import Check, Dossier, Quotation
from corpus_search.exchange.memos import memo_paragraphs
from corpus_search.exchange.words import day, words
from corpus_search.model import Kind

_SHOWN = ("definition", "include", "exclude", "question", "statement", "source")
"""What is told of a theme, as named in `Theme` and in the words."""


def evidence_book(dossier: Dossier) -> Iterator[Block]:
    """The book's blocks in order."""
    named = words(dossier.language)
    yield Heading(named["book"], 0)
    yield paragraph(
        named["summary"].format(
            quotes=len(dossier.quotations),
            themes=len(dossier.themes),
            documents=len(dossier.sources),
            date=day(dossier.made, dossier.language),
        )
    )
    yield from warnings(dossier)
    for theme, depth in dossier.themes:
        yield from _theme(dossier, theme, depth)
    if dossier.sources:
        yield Heading(named["sources"], 1)
        yield from sources(dossier)


def warnings(dossier: Dossier) -> Iterator[Paragraph]:
    """What a reader must know of the whole: quotes that do not match, evidence left out."""
    named = words(dossier.language)
    for name, count in (
        ("unverified", dossier.unverified),
        ("left_out", dossier.left_out),
        ("withdrawn", dossier.withdrawn),
    ):
        if count:
            yield paragraph(named[name].format(count=count), look=Look.WARNING)


def _theme(dossier: Dossier, theme: Theme, depth: int) -> Iterator[Block]:
    named = words(dossier.language)
    yield Heading(title(dossier, theme), min(depth + 1, 3))
    for name in _SHOWN:
        if value := str(getattr(theme, name)):
            yield paragraph(Span(f"{named[name]}: ", bold=True), value, look=Look.FACT)
    quotes = dossier.of_theme(theme.id)
    searched = [one for one in dossier.nothing_found if one.theme == theme.id]
    if not quotes and not searched and not dossier.codebook.children(theme.id):
        yield paragraph(Span(named["no_evidence"], italic=True))
    for kind in Kind:
        of_kind = [one for one in quotes if one.kind is kind]
        if of_kind:
            yield Heading(named[kind], 4)
        for one in of_kind:
            yield from quoted(dossier, one)
    for finding in searched:
        yield from _nothing_found(dossier, finding)


def _nothing_found(dossier: Dossier, finding: NothingFound) -> Iterator[Paragraph]:
    """That a search for a theme found nothing, which is a finding too."""
    named = words(dossier.language)
    limits = f" ({finding.filters})" if finding.filters else ""
    told = f"“{finding.query}”{limits}, {day(finding.at, dossier.language)}, {finding.who}"
    yield paragraph(Span(f"{named['nothing_found']}: ", bold=True), told, look=Look.FACT)
    for said in memo_paragraphs(finding.memo):
        yield paragraph(*said, look=Look.MEMO)


def title(dossier: Dossier, theme: Theme) -> str:
    """A theme's name; the codebook is in one language, and a name in the other may be known."""
    return theme.name_other if dossier.language == "en" and theme.name_other else theme.name


def quoted(dossier: Dossier, one: Quotation) -> Iterator[Paragraph]:
    """A quote with its citation, its stance, a warning where it does not match, and the memo."""
    named = words(dossier.language)
    cited = spans(one.citation)
    if cited and not cited[0].text.startswith("("):
        cited = (Span("("), *cited, Span(")"))
    stance = one.evidence.stance
    end = (Span(f" [{named[stance]}]", italic=True),) if stance else ()
    yield paragraph(Span(f"“{one.words}” "), *cited, *end, look=Look.QUOTE)
    if one.check is not Check.VERIFIED:
        yield warning(dossier, one)
    for number, said in enumerate(memo_paragraphs(one.evidence.judgement.memo)):
        yield paragraph(Span("" if number else f"{named['memo']}: ", bold=True), *said, look=Look.MEMO)


def warning(dossier: Dossier, one: Quotation) -> Paragraph:
    """That a quote does not stand in its document as quoted."""
    return paragraph(f"[! {words(dossier.language)[one.check]}]", look=Look.WARNING)


def sources(dossier: Dossier) -> Iterator[Paragraph]:
    """The entries of the list of sources, in the order of the alphabet."""
    entries = [
        dossier.citer.runs(document, style="bibliography", language=dossier.language)
        for document in dossier.sources
    ]
    for entry in sorted(entries, key=lambda runs: "".join(run.text for run in runs).casefold()):
        yield paragraph(*spans(entry), look=Look.ENTRY)
