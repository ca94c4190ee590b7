"""A project compared with a corpus and a codebook: what would be taken over, and what would not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus_search.catalog import Contents
from corpus_search.evidence import Anchor, Codebook, Quote, Stance, Standing, Theme
from corpus_search.evidence.anchors import Located, locate, text_checksum
from corpus_search.exchange.dossier import folded
from corpus_search.exchange.receipt import Remark, counted, remark
from corpus_search.exchange.refi.cases_read import facts_of
from corpus_search.exchange.refi.codes import themes_of
from corpus_search.exchange.refi.project_read import Project, Source
from corpus_search.exchange.refi.selections import Selection
from corpus_search.model import Document

_STANCE = re.compile(r"\[stance\] (\w+)(?:\n\n|$)")
_SHOWN = 5
"""Names that a remark lists."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding that can be kept as a judgement."""

    theme: str
    document: str
    start: int
    end: int
    stance: Stance | None
    memo: str
    who: str
    """Name of the person in the file; empty where it is not told."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would keep."""

    themes: tuple[Theme, ...]
    """New ones, each after its parent."""
    coded: tuple[Coded, ...]
    facts: Mapping[str, Mapping[str, str]]
    """What is new of informants: by id of the interview, by column of the register."""
    remarks: tuple[Remark, ...]


def plan_import(
    project: Project,
    codebook: Codebook,
    documents: Iterable[Document],
    contents: Callable[[str], Contents],
) -> Plan:
    """Compare a project with a corpus.

    Sources are matched by checksum, else by name where the text agrees, else by text alone. Words are looked for in
    the document's own text, since every program extracts text in its own way.
    """
    themes = themes_of(project.codes, codebook)
    known = counted(
        remark(
            "Codes that are themes already, and stay as they are: {count}.",
            count=len(project.codes) - len(themes.new),
        )
    )
    shelf = _Shelf([document for document in documents if document.state.has_text], contents)
    coded: list[Coded] = []
    tally = _Tally()
    of_cases = {source for case in project.cases for source in case.sources}
    found: dict[str, Document] = {}
    for source in project.sources:
        selections = [one for one in source.selections if one.codes]
        tally.uncoded += len(source.selections) - len(selections)
        document = shelf.find(source) if selections or source.guid in of_cases else None
        if document is not None:
            found[source.guid] = document
        if not selections:
            continue
        if document is None:
            tally.sources.append(source.name or source.guid)
            tally.without_source += sum(len(one.codes) for one in selections)
            continue
        text = shelf.text(document.id)
        for one in selections:
            coded += _coded(one, source, document=document, text=text, of_code=themes.of_code, tally=tally)
    facts = facts_of(project.cases, found)
    tally.cases = sum(
        not any(source in found and found[source].id in facts for source in case.sources)
        for case in project.cases
    )
    return Plan(themes.new, tuple(coded), facts, (*known, *project.remarks, *tally.remarks()))


class _Tally:
    """Counts what did not fit."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.without_source = 0
        self.without_code = 0
        self.unfound = 0
        self.altered = 0
        self.uncoded = 0
        self.cases = 0

    def remarks(self) -> tuple[Remark, ...]:
        names = ", ".join(self.sources[:_SHOWN]) + (" ..." if len(self.sources) > _SHOWN else "")
        return counted(
            remark(
                "Sources that are not in the corpus: {count}, with {codings} codings ({names}).",
                count=len(self.sources),
                codings=self.without_source,
                names=names,
            ),
            remark(
                "Codings left out, their words not being found in the document: {count}.", count=self.unfound
            ),
            remark(
                "Codings kept where the words are only nearly the same, to be looked at: {count}.",
                count=self.altered,
            ),
            remark(
                "Cases that tell nothing new of one interview of this corpus, not taken over: {count}.",
                count=self.cases,
            ),
            remark("Codings left out, their code not being in the file: {count}.", count=self.without_code),
            remark("Selections without a code, left out with their comments: {count}.", count=self.uncoded),
        )


def _coded(
    selection: Selection,
    source: Source,
    *,
    document: Document,
    text: str,
    of_code: Mapping[str, str],
    tally: _Tally,
) -> list[Coded]:
    place = _place(selection, source, document, text)
    if place.standing is Standing.LOST:
        tally.unfound += len(selection.codes)
        return []
    found = []
    stance, description = _stance(selection.description)
    memo = "\n\n".join(part for part in (description, *selection.notes) if part)
    for code in selection.codes:
        theme = of_code.get(code)
        if theme is None:
            tally.without_code += 1
            continue
        tally.altered += place.standing is Standing.ALTERED
        found.append(Coded(theme, document.id, place.start, place.end, stance, memo, selection.who))
    return found


def _place(selection: Selection, source: Source, document: Document, text: str) -> Located:
    if not selection.quote.strip():
        return Located(Standing.LOST)
    start = max(selection.start, 0)
    anchor = Anchor(
        id="",
        document=document.id,
        start=start,
        end=start + len(selection.quote),
        quote=Quote(selection.quote, selection.prefix, selection.suffix),
        checksum=text_checksum(source.text),
    )
    return locate(anchor, text, text_checksum(text))


def _stance(description: str) -> tuple[Stance | None, str]:
    """A stance that this program wrote, and the rest of the description."""
    told = _STANCE.match(description)
    if told and told[1] in set(Stance):
        return Stance(told[1]), description[told.end() :]
    return None, description


class _Shelf:
    """The documents of a corpus, to be found by what a project tells of a source."""

    def __init__(self, documents: list[Document], contents: Callable[[str], Contents]) -> None:
        self._documents = documents
        self._contents = contents
        self._last: tuple[str, str] = ("", "")

    def text(self, document: str) -> str:
        if self._last[0] != document:
            self._last = document, self._contents(document).text
        return self._last[1]

    def find(self, source: Source) -> Document | None:
        for document in self._documents:
            if document.checksum in source.checksums:
                return document
        wanted = folded(source.text)
        named = [document for document in self._documents if source.name.casefold() in _names(document)]
        for document in named:
            if not wanted or self._agrees(document, source, wanted):
                return document
        if not wanted:
            return None
        return next(
            (document for document in self._documents if folded(self.text(document.id)) == wanted), None
        )

    def _agrees(self, document: Document, source: Source, wanted: str) -> bool:
        """Whether a document of the same name has the same text, or at least one of the words that were coded."""
        text = folded(self.text(document.id))
        return text == wanted or any(
            (words := folded(one.quote)) and words in text for one in source.selections
        )


def _names(document: Document) -> set[str]:
    path = PurePosixPath(document.path)
    return {name.casefold() for name in (document.title, document.path, path.name, path.stem, document.id)}
