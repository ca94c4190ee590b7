"""Out and in, over one corpus and its store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.access import EVERYTHING
from corpus_search.catalog import Contents
from corpus_search.citing import Citer, Library, load_styles
from corpus_search.errors import UsageError
from corpus_search.evidence import (
    Evidence,
    EvidenceFilter,
    EvidenceRoom,
    Judgement,
    Stance,
    Tables,
    Theme,
    Themes,
    Verdict,
)
from corpus_search.exchange.codebook_tables import codebook_csv, codebook_xlsx, read_codebook_table
from corpus_search.exchange.dossier import Dossier, gather
from corpus_search.exchange.files import must_exist, read_file, write_file
from corpus_search.exchange.formats import export
from corpus_search.exchange.receipt import Exported, Remark, remark
from corpus_search.exchange.refi import Coded, plan_import, qdc_of, read_project, read_qdc
from corpus_search.exchange.words import Language
from corpus_search.journal import SearchEntry
from corpus_search.model import Document
from corpus_search.storing import now

RELEVANT = EvidenceFilter(verdicts=(Verdict.RELEVANT,))
"""What is exported where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took over."""

    themes: tuple[Theme, ...]
    """New ones."""
    judgements: int
    interviews: int
    """Of whose informants the register tells more now."""
    remarks: tuple[Remark, ...]
    """What did not fit."""


class Exchange:
    """`workspace.exchange`."""

    def __init__(
        self,
        name: str,
        store: Path,
        *,
        themes: Themes,
        evidence: EvidenceRoom,
        tables: Tables,
        documents: Callable[[], Sequence[Document]],
        contents: Callable[[str], Contents],
        generation: Callable[[], str],
        searches: Callable[[], Sequence[SearchEntry]],
        tell: Callable[[Mapping[str, Mapping[str, str]]], None],
    ) -> None:
        """Keep the rooms that are read from and written to.

        Args:
            name: of the project.
            store: its folder may hold a `citations.toml`.
            themes: the codebook.
            evidence: the judgements.
            tables: the triangulation table.
            documents: all of the corpus.
            contents: text and structure of one.
            generation: what changes whenever the documents do.
            searches: the journal.
            tell: adds to the register, by id of the document and by column.
        """
        self._name = name
        self._store = store
        self._themes = themes
        self._evidence = evidence
        self._tables = tables
        self._documents = documents
        self._contents = contents
        self._generation = generation
        self._searches = searches
        self._tell = tell
        self._library: tuple[str, Library] = ("", Library())

    def citer(self) -> Citer:
        """How this corpus is cited: by the store's templates, knowing which regulations amend which.

        Raises:
            SettingsError: the store's `citations.toml` holds a mistake.
        """
        generation = self._generation()
        known, library = self._library
        if known != generation:
            library = Library.of(self._documents())
            self._library = generation, library  # one assignment: threads see the old pair or the new one
        return Citer(load_styles(self._store), library)

    def citer_as_known(self) -> Citer:
        """How this corpus is cited by what was last known of its regulations, where the documents cannot be asked.

        Raises:
            SettingsError: the store's `citations.toml` holds a mistake.
        """
        return Citer(load_styles(self._store), self._library[1])

    # --- out ---

    def dossier(
        self, chosen: EvidenceFilter = RELEVANT, *, language: Language = "id", style: str = "short"
    ) -> Dossier:
        """What an export would be made of; each quote is checked against its document.

        Args:
            chosen: which evidence, and what may be seen; themes count with all below them.
            language: of headings and citations.
            style: of the citations after quotes.

        Raises:
            NotFoundError: there is no such theme.
            SettingsError: there is no such style, or the templates hold a mistake.
            CodebookError: the codebook holds mistakes.
        """
        everything = self._documents()
        wanted = replace(chosen, below=True)
        evidence = self._evidence.list(replace(wanted, access=EVERYTHING))
        return gather(
            name=self._name,
            language=language,
            codebook=self._themes.codebook(),
            chosen=chosen.themes,
            evidence=evidence,
            triangulation=lambda: self._tables.triangulation(wanted),
            documents=_wanted(everything, evidence, chosen),
            contents=self._contents,
            citer=self.citer(),
            access=chosen.access,
            style=style,
            made=now(),
            searches=self._searches,
            nothing_found=self._evidence.nothing_found(),
        )

    def export(
        self,
        name: str,
        chosen: EvidenceFilter = RELEVANT,
        *,
        language: Language = "id",
        style: str = "short",
    ) -> Exported:
        """Write evidence in the format of this name; see `FORMATS` and `dossier`.

        Raises:
            UsageError: there is no such format.
        """
        return export(name, self.dossier(chosen, language=language, style=style))

    def export_codebook(self, file: Path) -> tuple[int, tuple[Remark, ...]]:
        """Write all themes into a file, as its name ends: `.qdc`, `.csv` or `.xlsx`.

        Returns:
            How many themes, and what the format could not carry.

        Raises:
            UsageError: the name ends otherwise.
            ReadingError: the file cannot be written.
        """
        themes = tuple(theme for theme, _ in self._themes.codebook().tree())
        remarks: tuple[Remark, ...] = ()
        match file.suffix.lower():
            case ".qdc":
                made = qdc_of(themes)
                data, remarks = made.data, made.remarks
            case ".csv":
                data = codebook_csv(themes)
            case ".xlsx":
                data = codebook_xlsx(themes)
            case _:
                raise UsageError("{file} must end in .qdc, .csv or .xlsx.", file=file)
        write_file(file, data)
        return len(themes), remarks

    # --- in ---

    def import_codebook(self, file: Path) -> Imported:
        """Take over the themes of a `.qdc`, `.csv` or `.xlsx` file. Themes that are there already stay as they are.

        Raises:
            NotFoundError: there is no such file.
            UsageError: a row of a table cannot be used, or the file's name ends otherwise.
            ReadingError: the file cannot be read.
            CodebookError: the codebook holds mistakes.
        """
        must_exist(file)
        codebook = self._themes.codebook()
        match file.suffix.lower():
            case ".qdc":
                themes, remarks = read_qdc(read_file(file), file.name, codebook)
            case ".csv" | ".xlsx":
                read, unused = read_codebook_table(file, codebook)
                themes = tuple(theme for theme in read if theme.id not in codebook)
                known = len(read) - len(themes)
                kept = remark("Themes that are there already, and stay as they are: {count}.", count=known)
                remarks = (*((kept,) if known else ()), *unused)
            case _:
                raise UsageError(
                    "{file} must end in .qdc, .csv or .xlsx (a codebook), or in .qdpx or .qde (a project).",
                    file=file,
                )
        if themes:
            self._themes.put_all(themes, checksum=codebook.checksum)
        return Imported(themes, 0, 0, remarks)

    def import_project(self, file: Path, *, who: str) -> Imported:
        """Take over the codes and codings of a QDPX file as themes and relevant evidence, and cases into the register.

        Args:
            file: the project.
            who: whose judgements they are where the file does not name a person.

        Raises:
            NotFoundError: there is no such file.
            ReadingError: it is no such file, it is damaged, or it is not safe to open.
            CodebookError: the codebook holds mistakes.
        """
        must_exist(file)
        codebook = self._themes.codebook()
        plan = plan_import(read_project(file), codebook, self._documents(), self._contents)
        if plan.themes:
            self._themes.put_all(plan.themes, checksum=codebook.checksum)
        kept = {_said(one, judgement) for one in self._evidence.list() for judgement in one.judgements}
        fresh = [one for one in plan.coded if _coding(one, who) not in kept]
        for one in fresh:
            self._evidence.judge(
                one.theme,
                one.document,
                one.start,
                one.end,
                Verdict.RELEVANT,
                stance=one.stance,
                memo=one.memo,
                who=one.who or who,
            )
        known = len(plan.coded) - len(fresh)
        again = (remark("Codings that are kept already: {count}.", count=known),) if known else ()
        if plan.facts:
            self._tell(plan.facts)
        return Imported(plan.themes, len(fresh), len(plan.facts), (*again, *plan.remarks))


_Said = tuple[str, str, int, int, Verdict, Stance | None, str, str]


def _said(evidence: Evidence, judgement: Judgement) -> _Said:
    """What a judgement says, to tell whether a coding says it again."""
    place = evidence.place
    document = place.document.id if place.document else ""
    return (
        evidence.theme,
        document,
        place.start,
        place.end,
        judgement.verdict,
        judgement.stance,
        judgement.memo,
        judgement.who,
    )


def _coding(one: Coded, who: str) -> _Said:
    return (
        one.theme,
        one.document,
        one.start,
        one.end,
        Verdict.RELEVANT,
        one.stance,
        one.memo,
        one.who or who,
    )


def _wanted(
    documents: Sequence[Document], evidence: Sequence[Evidence], chosen: EvidenceFilter
) -> tuple[Document, ...]:
    """The documents that a filter lets through; one that tells of informants lets through what they said."""
    quoted = {one.place.document.id for one in evidence if one.place.document}
    told = bool(chosen.informants or chosen.categories)
    return tuple(
        document
        for document in documents
        if (not chosen.documents or document.id in chosen.documents)
        and (not chosen.kinds or document.kind in chosen.kinds)
        and (not told or document.id in quoted)
    )
