"""What an export is made of: themes, and quotes that were checked against their documents at this moment."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus_search.access import EVERYTHING, Use, use_of
from corpus_search.catalog import Contents
from corpus_search.citing import Citer, Run, plain
from corpus_search.evidence import Codebook, Evidence, Standing, Theme
from corpus_search.evidence.rows import NothingFound, Technique, TriangulationRow
from corpus_search.exchange.receipt import Remark, counted, remark
from corpus_search.exchange.words import Language, words
from corpus_search.journal import SearchEntry
from corpus_search.model import Access, Document, Kind, Passage


class Check(StrEnum):
    """What became of a quote when it was compared with its document."""

    VERIFIED = "verified"
    """The words stand there."""
    ALTERED = "altered"
    """Other words stand there now."""
    LOST = "lost"
    """Nothing like it is found, or the document is gone."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A piece of evidence, ready to be quoted."""

    evidence: Evidence
    document: Document | None
    """None where it is gone."""
    passage: Passage | None
    text: str
    """The words as they stand in the document; where they do not any more, as they stood when they were judged."""
    check: Check
    runs: Callable[[str], tuple[Run, ...]] = field(repr=False, compare=False)
    """Its citation in the style of this name; made when it is asked for."""
    style: str = "short"

    @property
    def citation(self) -> tuple[Run, ...]:
        """How it is cited in the style of the dossier."""
        return self.runs(self.style)

    @property
    def code(self) -> str:
        """The citation as a code: `(W/I3/12-04-2021/b.24)`."""
        return plain(self.runs("code"))

    @property
    def words(self) -> str:
        """The quote for print: in one line, without the breaks of the page."""
        return " ".join(self.text.split())

    @property
    def cited(self) -> str:
        """The citation as plain text."""
        return plain(self.citation)

    @property
    def kind(self) -> Kind:
        """The kind of its document; `document` where that is gone."""
        return self.document.kind if self.document else Kind.DOCUMENT


@dataclass(frozen=True, slots=True)
class Triangulated:
    """A row of the triangulation table, its quotes checked."""

    row: TriangulationRow
    quotes: Mapping[Technique, tuple[Quotation, ...]]

    @property
    def has_words(self) -> bool:
        """Whether the researcher wrote something into it."""
        return bool(self.row.conclusion or any(cell.summary for cell in self.row.cells.values()))


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an export is made of, filtered by what was chosen and by what may be seen."""

    name: str
    """Of the project."""
    language: Language
    codebook: Codebook
    themes: tuple[tuple[Theme, int], ...]
    """Those chosen, in the order of the tree, each with its depth from 0."""
    quotations: tuple[Quotation, ...]
    """By theme, kind, document and place."""
    triangulation: Callable[[], tuple[Triangulated, ...]]
    """Makes the rows of the triangulation table, for the formats that have one."""
    documents: tuple[Document, ...]
    """All of the corpus that may be seen."""
    contents: Callable[[str], Contents]
    """The text and structure of one of them by its id; raises NotFoundError where it has no text."""
    citer: Citer
    style: str
    made: str
    """ISO time in UTC."""
    access: frozenset[Access] = EVERYTHING
    """What may be seen."""
    left_out: int = 0
    """Pieces of evidence that may not be seen."""
    without_consent: int = 0
    """Pieces of evidence that are left out since their informants do not allow that they are used so."""
    withdrawn: int = 0
    """Pieces of evidence whose informants took their words back."""
    without_theme: int = 0
    """Pieces of evidence whose theme is no longer in the codebook."""
    searches: Callable[[], tuple[SearchEntry, ...]] = tuple
    """Gives the journal, the newest first; nothing where something may not be seen, since its numbers tell of that."""
    nothing_found: tuple[NothingFound, ...] = ()
    """Searches for the themes chosen that were kept because they found nothing."""

    def of_theme(self, theme: str) -> tuple[Quotation, ...]:
        """The quotes for a theme."""
        return tuple(one for one in self.quotations if one.evidence.theme == theme)

    @property
    def sources(self) -> tuple[Document, ...]:
        """The documents that are quoted, in the order of the corpus."""
        quoted = {one.document.id for one in self.quotations if one.document}
        return tuple(document for document in self.documents if document.id in quoted)

    @property
    def unverified(self) -> int:
        """How many quotes do not stand in their documents as quoted."""
        return sum(one.check is not Check.VERIFIED for one in self.quotations)


def gather(
    *,
    name: str,
    language: Language,
    codebook: Codebook,
    chosen: Sequence[str],
    evidence: Iterable[Evidence],
    triangulation: Callable[[], Iterable[TriangulationRow]],
    documents: Iterable[Document],
    contents: Callable[[str], Contents],
    citer: Citer,
    access: frozenset[Access],
    style: str = "short",
    made: str,
    searches: Callable[[], Iterable[SearchEntry]] = tuple,
    nothing_found: Iterable[NothingFound] = (),
) -> Dossier:
    """Put together what an export is made of, and check each quote against its document.

    Args:
        name: of the project.
        language: of headings and citations.
        codebook: all themes.
        chosen: ids of the themes to export, with all below them; none for all.
        evidence: what was judged; only that for the chosen themes counts.
        triangulation: makes the rows of the triangulation table; only those of the chosen themes count.
        documents: of the corpus, in its order.
        contents: text and structure of a document.
        citer: how things are cited.
        access: what may be seen. A document that is gone counts as restricted: nothing says that it was public.
        style: of the citations after quotes.
        made: ISO time in UTC.
        searches: gives the journal.
        nothing_found: searches kept because they found nothing; only those for the chosen themes count.

    Raises:
        NotFoundError: a chosen theme is not in the codebook.
        SettingsError: there is no such style.
    """
    wanted = {theme.id for one in chosen for theme in codebook.below(one)} if chosen else None
    themes = tuple((theme, depth) for theme, depth in codebook.tree() if wanted is None or theme.id in wanted)
    ids = {theme.id for theme, _ in themes}
    quote = _Quoter(contents, citer, style, language)
    held = tuple(evidence)
    told = [one for one in held if one.theme in ids]
    pieces = [one for one in told if one.place.standing is not Standing.WITHDRAWN]
    allowed = [one for one in pieces if _use(one.place.document) is not Use.NONE]
    seen = [one for one in allowed if _access(one) in access]

    def triangulated() -> tuple[Triangulated, ...]:
        return tuple(
            Triangulated(row, {name: _quotes(held.quotes, access, quote) for name, held in row.cells.items()})
            for row in triangulation()
            if row.theme.id in ids
        )

    return Dossier(
        name=name,
        language=language,
        codebook=codebook,
        themes=themes,
        quotations=tuple(map(quote, seen)),
        triangulation=triangulated,
        documents=tuple(
            document for document in documents if document.access in access and _use(document) is not Use.NONE
        ),
        contents=contents,
        citer=citer,
        style=style,
        made=made,
        access=access,
        left_out=len(allowed) - len(seen),
        without_consent=len(pieces) - len(allowed),
        withdrawn=len(told) - len(pieces),
        without_theme=sum(one.theme not in codebook for one in held),
        searches=lambda: tuple(searches()) if access == EVERYTHING else (),
        nothing_found=tuple(one for one in nothing_found if one.theme in ids),
    )


def verbatim(dossier: Dossier) -> Dossier:
    """The part of a dossier whose words may be passed on: for formats that are nothing without them."""
    quotations = tuple(one for one in dossier.quotations if _use(one.document) is Use.QUOTE)
    return replace(
        dossier,
        quotations=quotations,
        documents=tuple(document for document in dossier.documents if _use(document) is Use.QUOTE),
        without_consent=dossier.without_consent + len(dossier.quotations) - len(quotations),
    )


def _use(document: Document | None) -> Use:
    return Use.QUOTE if document is None else use_of(document.metadata)


def _access(evidence: Evidence) -> Access:
    return evidence.place.document.access if evidence.place.document else Access.RESTRICTED


def _quotes(
    evidence: Iterable[Evidence], access: frozenset[Access], quote: Callable[[Evidence], Quotation]
) -> tuple[Quotation, ...]:
    return tuple(
        quote(one)
        for one in evidence
        if _access(one) in access
        and one.place.standing is not Standing.WITHDRAWN
        and _use(one.place.document) is not Use.NONE
    )


class _Quoter:
    """Makes quotations; keeps the texts of the documents that are quoted, since each theme quotes from many."""

    def __init__(
        self, contents: Callable[[str], Contents], citer: Citer, style: str, language: Language
    ) -> None:
        citer.styles.must_know(style)
        self._contents = contents
        self._citer = citer
        self._style = style
        self._language = language
        self._texts: dict[str, str] = {}

    def __call__(self, evidence: Evidence) -> Quotation:
        place, judged = evidence.place, evidence.anchor.quote.exact
        document, passage = place.document, place.passage
        if document is None or place.end <= place.start:
            return self._gone(evidence)
        now = self._text(document.id)[place.start : place.end]
        same = folded(now) == folded(judged)

        def runs(style: str) -> tuple[Run, ...]:
            return self._citer.runs(document, passage, style=style, language=self._language)

        text = now if same else judged
        if _use(document) is Use.CITE:
            text = f"[{words(self._language)['not_quoted']}]"
        return Quotation(
            evidence=evidence,
            document=document,
            passage=passage,
            text=text,
            check=Check.VERIFIED if same else Check.ALTERED,
            runs=runs,
            style=self._style,
        )

    def _gone(self, evidence: Evidence) -> Quotation:
        cited = evidence.anchor.citation or evidence.anchor.title or evidence.anchor.document
        return Quotation(
            evidence=evidence,
            document=evidence.place.document,
            passage=None,
            text=evidence.anchor.quote.exact,
            check=Check.LOST,
            runs=lambda style: (Run(f"({cited})" if style == "code" else cited),),
            style=self._style,
        )

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._contents(document).text
        return self._texts[document]


def folded(text: str) -> str:
    """A text for comparing quotes: composed characters, white space as one space. Letters and signs must agree."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def told(dossier: Dossier) -> tuple[Remark, ...]:
    """What every export of quotes tells."""
    nothing = remark("There is no evidence in it: none was judged so yet, or the filters let none through.")
    return (() if dossier.quotations else (nothing,)) + counted(
        remark(
            "Quotes that no longer match their documents, and are marked: {count}.", count=dossier.unverified
        ),
        remark("Evidence left out, its access being restricted: {count}.", count=dossier.left_out),
        remark("Evidence left out for want of consent: {count}.", count=dossier.without_consent),
        remark(
            "Evidence whose informants withdrew, without words and left out: {count}.",
            count=dossier.withdrawn,
        ),
        remark(
            "Evidence left out, its theme being in the codebook no more: {count}.",
            count=dossier.without_theme,
        ),
    )
