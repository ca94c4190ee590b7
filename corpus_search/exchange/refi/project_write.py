"""Projects (QDPX), out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from corpus_search.evidence import Verdict
from corpus_search.exchange.dossier import Check, Dossier, Quotation
from corpus_search.exchange.receipt import Exported, Remark, counted, remark
from corpus_search.exchange.refi.cases import cases_of
from corpus_search.exchange.refi.codes import theme_guid, write_codes
from corpus_search.exchange.refi.guids import guid
from corpus_search.exchange.refi.xml import ORIGIN, PROJECT, Maker, serialized
from corpus_search.model import Document
from corpus_search.reading.office_xml import Element

MEDIA_TYPE = "application/zip"
_VARIABLES = ("id", "checksum", "kind", "date", "language", "access", "citation")
"""What is told of each source beside its metadata."""
_NAME_LENGTH = 100
"""Characters of a quote that stand as the selection's name."""


def qdpx_of(dossier: Dossier) -> Exported:
    """The themes, the documents that are quoted, their informants, and the relevant quotes, as a project.

    Each quote is a selection of its own with one coding; its memo is a note; its stance stands in the selection's
    description. The receipt tells what the format could not carry.
    """
    writer = _Writer(dossier)
    return Exported(writer.archive(), "project.qdpx", MEDIA_TYPE, writer.remarks())


class _Writer:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._make = Maker(PROJECT)
        relevant = [one for one in dossier.quotations if one.evidence.verdict is Verdict.RELEVANT]
        self._quotations = [one for one in relevant if one.check is not Check.LOST]
        self._lost = len(relevant) - len(self._quotations)
        self._others = len(dossier.quotations) - len(relevant)
        quoted = {one.document.id for one in self._quotations if one.document}
        self._documents = [document for document in dossier.sources if document.id in quoted]
        self._told = cases_of(self._documents, self._quotations)
        self._notes: list[tuple[str, Quotation]] = []

    def archive(self) -> bytes:
        held = io.BytesIO()
        made = datetime.fromisoformat(self._dossier.made)
        stamp = (made.year, made.month, made.day, made.hour, made.minute, made.second)
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            members = [("project.qde", serialized(self._project()))]
            members += [(f"sources/{_file(document)}", self._text(document)) for document in self._documents]
            for name, data in members:
                member = zipfile.ZipInfo(name, stamp)  # the same content gives the same file
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, data)
        return held.getvalue()

    def _text(self, document: Document) -> bytes:
        return self._dossier.contents(document.id).text.encode("utf-8", errors="replace")

    def _project(self) -> Element:
        people = sorted({one.evidence.judgement.who for one in self._quotations})
        root = self._make.root(
            "Project",
            {
                "name": self._dossier.name,
                "origin": ORIGIN,
                "creationDateTime": self._dossier.made,
                "creatingUserGUID": guid("user", people[0]) if people else "",
            },
        )
        if people:
            users = self._make.below(root, "Users")
            for who in people:
                self._make.below(users, "User", {"guid": guid("user", who), "name": who})
        if self._dossier.themes:
            book = self._make.below(root, "CodeBook")
            write_codes(self._make, book, (theme for theme, _ in self._dossier.themes))
        if self._documents:
            self._variables(root)
            self._cases(root)
            sources = self._make.below(root, "Sources")
            for document in self._documents:
                self._source(sources, document)
        if self._notes:
            notes = self._make.below(root, "Notes")
            for identifier, one in self._notes:
                self._note(notes, identifier, one)
        return root

    def _variables(self, root: Element) -> None:
        variables = self._make.below(root, "Variables")
        for name in self._variable_names():
            attributes = {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
            self._make.below(variables, "Variable", attributes)

    def _variable_names(self) -> tuple[str, ...]:
        names = {name for document in self._documents for name in document.metadata}
        names |= {name for case in self._told for name in case.variables}
        return (*_VARIABLES, *sorted(names - set(_VARIABLES)))

    def _source(self, sources: Element, document: Document) -> None:
        attributes = {
            "guid": guid("source", document.id),
            "name": document.title,
            "plainTextPath": f"internal://{_file(document)}",
        }
        source = self._make.below(sources, "TextSource", attributes)
        for one in self._quotations:
            if one.document and one.document.id == document.id:
                self._selection(source, one)
        values = {
            **document.metadata,
            "id": document.id,
            "checksum": document.checksum,
            "kind": document.kind.value,
            "date": document.date or "",
            "language": document.language,
            "access": document.access.value,
            "citation": self._dossier.citer.cite(
                document, style="bibliography", language=self._dossier.language
            ),
        }
        self._values(source, values)

    def _values(self, holder: Element, values: Mapping[str, str]) -> None:
        for name in self._variable_names():
            if values.get(name):
                value = self._make.below(holder, "VariableValue")
                self._make.below(value, "VariableRef", {"targetGUID": guid("variable", name)})
                self._make.below(value, "TextValue", text=values[name])

    def _cases(self, root: Element) -> None:
        """The informants; an empty list of cases would not be valid."""
        if not self._told:
            return
        cases = self._make.below(root, "Cases")
        for one in self._told:
            case = self._make.below(cases, "Case", {"guid": guid("case", one.name), "name": one.name})
            self._values(case, one.variables)
            for document in one.documents:
                self._make.below(case, "SourceRef", {"targetGUID": guid("source", document)})
            for key in one.selections:
                self._make.below(case, "SelectionRef", {"targetGUID": guid("selection", key)})

    def _selection(self, source: Element, one: Quotation) -> None:
        judgement, place = one.evidence.judgement, one.evidence.place
        by = {"creatingUser": guid("user", judgement.who), "creationDateTime": judgement.at}
        attributes = {
            "guid": guid("selection", one.evidence.key),
            "name": one.words[:_NAME_LENGTH],
            "startPosition": str(place.start),
            "endPosition": str(place.end),
            **by,
        }
        selection = self._make.below(source, "PlainTextSelection", attributes)
        if description := _description(one):
            self._make.below(selection, "Description", text=description)
        coding = self._make.below(selection, "Coding", {"guid": guid("coding", one.evidence.key), **by})
        self._make.below(coding, "CodeRef", {"targetGUID": theme_guid(one.evidence.theme)})
        if judgement.memo:
            identifier = guid("note", one.evidence.key)
            self._make.below(selection, "NoteRef", {"targetGUID": identifier})
            self._notes.append((identifier, one))

    def _note(self, notes: Element, identifier: str, one: Quotation) -> None:
        judgement = one.evidence.judgement
        attributes = {
            "guid": identifier,
            "name": one.cited,
            "creatingUser": guid("user", judgement.who),
            "creationDateTime": judgement.at,
        }
        note = self._make.below(notes, "Note", attributes)
        self._make.below(note, "PlainTextContent", text=judgement.memo)

    def remarks(self) -> tuple[Remark, ...]:
        """What the project does not hold, or holds in another way."""
        dossier, held = self._dossier, self._quotations
        return counted(
            remark("Quotes left out, being found no more in their documents: {count}.", count=self._lost),
            remark(
                "Quotes that are no longer the same as their documents, as their selections say: {count}.",
                count=sum(one.check is Check.ALTERED for one in held),
            ),
            remark(
                "Judgements other than relevant, left out since the format knows none: {count}.",
                count=self._others,
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
            remark(
                "Documents without a quote, left out: {count}.",
                count=len(dossier.documents) - len(self._documents),
            ),
            remark(
                "Stances, written into the descriptions of selections since the format has no place for them: "
                "{count}.",
                count=sum(one.evidence.stance is not None for one in held),
            ),
            remark(
                "Judgements of further people on the same quotes, left out: {count}.",
                count=sum(len(one.evidence.judgements) - 1 for one in held),
            ),
            remark(
                "Documents with pages, carried as text without pages and pictures: {count}.",
                count=sum(document.has_pages for document in self._documents),
            ),
            remark(
                "Transcripts with times, carried without them since the format ties times to recordings: {count}.",
                count=self._timed(),
            ),
            remark(
                "Rows of the triangulation table, left out since the format has no place for them: {count}.",
                count=sum(one.has_words for one in dossier.triangulation()),
            ),
        )

    def _timed(self) -> int:
        return sum(
            any(passage.time is not None for passage in self._dossier.contents(document.id).passages)
            for document in self._documents
        )


def _file(document: Document) -> str:
    return f"{guid('source', document.id)}.txt"


def _description(one: Quotation) -> str:
    """What a selection has no place for: the stance, and that the words are no longer those that were judged."""
    parts = [f"[stance] {one.evidence.stance.value}"] if one.evidence.stance else []
    if one.check is Check.ALTERED:
        parts.append(f"[altered] {one.evidence.anchor.quote.exact}")
    return "\n\n".join(parts)
