"""The appendices of a thesis: informants, numbered transcripts with codes in the margin, data reduction, codebook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus_search.evidence import Theme
from corpus_search.exchange.blocks import (
    Block,
    Break,
    Cell,
    Heading,
    Look,
    Paragraph,
    Span,
    Table,
    cell,
    paragraph,
)
from corpus_search.exchange.book import title, warning, warnings
from corpus_search.exchange.dossier import Check, Dossier, Quotation
from corpus_search.exchange.memos import memo_paragraphs
from corpus_search.exchange.words import words
from corpus_search.model import Document, Kind, Passage

_NUMBER = re.compile(r"\d+(?:–\d+)?$")
_FACTS = ("informant", "position", "observer", "place", "duration", "interviewer")
"""What is told of an interview or field note above its text."""


def appendices(dossier: Dossier) -> Iterator[Block]:
    """All appendices, each on a new page, numbered."""
    named = words(dossier.language)
    yield Heading(named["appendices"], 0)
    yield from warnings(dossier)
    for number, (name, blocks) in enumerate(_parts(dossier), start=1):
        if number > 1:
            yield Break()
        yield Heading(f"{named['appendix']} {number}. {name}", 1)
        yield from blocks


def _parts(dossier: Dossier) -> Iterator[tuple[str, Iterator[Block]]]:
    named = words(dossier.language)
    interviews = sorted(
        (document for document in dossier.documents if document.kind is Kind.TRANSCRIPT),
        key=lambda document: (document.date or "9999", document.id),
    )
    if interviews:
        yield named["informants"], _informants(dossier, interviews)
    for kind, name in ((Kind.TRANSCRIPT, "transcript_title"), (Kind.FIELD_NOTE, "note_title")):
        for document in dossier.documents:
            if document.kind is kind and document.state.has_text:
                yield f"{named[name]}: {document.title}", _numbered(dossier, document)
    yield named["reduction"], _reduction(dossier)
    yield named["codebook"], _codebook(dossier)


def _informants(dossier: Dossier, interviews: list[Document]) -> Iterator[Block]:
    named = words(dossier.language)
    rows = tuple(
        (
            cell(str(number)),
            cell(document.metadata.get("code") or named["none"]),
            cell(document.metadata.get("informant") or document.title),
            cell(document.metadata.get("position") or named["none"]),
            cell(_date(dossier, document) or named["none"]),
            cell(document.metadata.get("place") or named["none"]),
        )
        for number, document in enumerate(interviews, start=1)
    )
    header = tuple(named[name] for name in ("number", "code", "informant", "position", "date", "place"))
    yield Table(named["informants"], header, rows, (0.07, 0.1, 0.2, 0.26, 0.15, 0.22))


def _date(dossier: Dossier, document: Document) -> str:
    words_ = dossier.citer.styles.words[dossier.language]
    year, month, day = (*(document.date or "").split("-"), "", "")[:3]
    named = words_.months[int(month) - 1] if month else ""
    return " ".join(part for part in (str(int(day)) if day else "", named, year) if part)


def _numbered(dossier: Dossier, document: Document) -> Iterator[Block]:
    """A transcript or field note as a table: number, speaker or section, words, codes."""
    named = words(dossier.language)
    yield from _facts(dossier, document)
    spoken = document.kind is Kind.TRANSCRIPT
    coded = [one for one in dossier.quotations if one.document and one.document.id == document.id]
    contents = dossier.contents(document.id)
    rows, last = [], ""
    for passage in contents.passages:
        number = _NUMBER.search(passage.path)
        if spoken and number is None and passage.speaker is None:
            continue  # the lines above the interview, told as facts
        shown = number[0] if number and passage.path != last else ""
        who = passage.speaker or "" if spoken else " > ".join(passage.path.split(" > ")[:-1])
        text = " ".join(contents.text[passage.start : passage.end].split())
        rows.append(
            (
                cell(shown),
                cell(Span(who, bold=spoken)),
                cell(_without_speaker(text, who) if spoken else text),
                _codes(dossier, passage, coded),
            )
        )
        last = passage.path
    names = (
        "number",
        "speaker" if spoken else "section",
        "utterance" if spoken else "text",
        "codes",
    )
    yield Table("", tuple(named[name] for name in names), tuple(rows), (0.08, 0.16, 0.54, 0.22))


def _without_speaker(text: str, speaker: str) -> str:
    """A turn's words without the speaker's name before them: that has a column of its own."""
    head = re.match(rf"(?:\d+\s+)?{re.escape(speaker)}\s*:\s*", text) if speaker else None
    return text[head.end() :] if head else text


def _facts(dossier: Dossier, document: Document) -> Iterator[Paragraph]:
    named = words(dossier.language)
    facts = {named[name]: document.metadata.get(name, "") for name in _FACTS}
    facts[named["date"]] = _date(dossier, document)
    for name, value in facts.items():
        if value:
            yield paragraph(Span(f"{name}: ", bold=True), value, look=Look.FACT)


def _codes(dossier: Dossier, passage: Passage, coded: list[Quotation]) -> Cell:
    """The themes that words of a passage were given to, each with its stance."""
    named = words(dossier.language)
    here: dict[str, list[Quotation]] = defaultdict(list)
    for one in coded:
        place = one.evidence.place
        if place.start < passage.end and passage.start < place.end:
            here[one.evidence.theme].append(one)
    parts: list[str] = []
    for theme, _ in dossier.themes:
        if quotes := here.get(theme.id):
            stances = sorted({named[one.evidence.stance] for one in quotes if one.evidence.stance})
            parts.append(title(dossier, theme) + (f" ({', '.join(stances)})" if stances else ""))
    return cell(*parts)


def _memo(one: Quotation) -> Cell:
    said = memo_paragraphs(one.evidence.judgement.memo)
    return tuple(paragraph(*spans, look=Look.CELL) for spans in said)


def _reduction(dossier: Dossier) -> Iterator[Block]:
    named = words(dossier.language)
    header = tuple(named[name] for name in ("theme", "raw", "reduced", "source"))
    rows = []
    for theme, _ in dossier.themes:
        for at, one in enumerate(dossier.of_theme(theme.id)):
            quote = [*cell(f"“{one.words}”")]
            if one.check is not Check.VERIFIED:
                quote.append(warning(dossier, one))
            rows.append(
                (
                    cell(Span("" if at else title(dossier, theme), bold=True)),
                    tuple(quote),
                    _memo(one),
                    cell(one.code),
                )
            )
    yield Table(named["reduction_caption"], header, tuple(rows), (0.18, 0.4, 0.22, 0.2))


def _codebook(dossier: Dossier) -> Iterator[Block]:
    named = words(dossier.language)
    header = tuple(named[name] for name in ("theme", "definition", "include", "exclude", "example"))
    rows = tuple(
        (
            cell(Span(f"{'– ' * depth}{title(dossier, theme)}", bold=not depth)),
            cell(theme.definition),
            cell(theme.include),
            cell(theme.exclude),
            _example(dossier, theme),
        )
        for theme, depth in dossier.themes
    )
    yield Table(named["codebook_caption"], header, rows, (0.2, 0.24, 0.17, 0.17, 0.22))


def _example(dossier: Dossier, theme: Theme) -> Cell:
    verified = (one for one in dossier.of_theme(theme.id) if one.check is Check.VERIFIED)
    first = next(verified, None)
    return cell(f"“{_short(first.words)}” {first.code}") if first else ()


def _short(text: str, limit: int = 160) -> str:
    """The beginning of a text, whole words."""
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
