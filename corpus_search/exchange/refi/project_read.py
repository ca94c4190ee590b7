"""Projects (QDPX), in: what a file holds, before it is compared with a corpus."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus_search.errors import ReadingError
from corpus_search.exchange.receipt import Remark, counted, remark
from corpus_search.exchange.refi.cases_read import ReadCase, read_cases
from corpus_search.exchange.refi.codes import Code, read_codes
from corpus_search.exchange.refi.guids import same
from corpus_search.exchange.refi.selections import Selection, Spans, lines
from corpus_search.exchange.refi.xml import ORIGIN, parsed
from corpus_search.reading.office_xml import Element, attribute, child, children, name_of
from corpus_search.reading.zips import DAMAGE, GuardedZip, open_zip

_PROJECT = "project.qde"
_MOST_QDE = 200 << 20
"""Bytes of a bare `project.qde`."""
_INTERNAL = "internal://"
_SOURCES = ("TextSource", "PDFSource", "AudioSource", "VideoSource", "PictureSource")
_WITHOUT_TEXT = ("PictureSelection", "AudioSelection", "VideoSelection")


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its selections."""

    guid: str
    name: str
    text: str
    """Empty where it is not in the file."""
    checksums: frozenset[str]
    """SHA-256 of its files, and what its variables say."""
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """What a project holds that we can use, and what it holds beside that."""

    name: str
    origin: str
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    cases: tuple[ReadCase, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote it."""
        return self.origin == ORIGIN


def read_project(path: Path) -> Project:
    """Read a QDPX file, or a bare `project.qde`.

    Raises:
        ReadingError: it is no such file, it is damaged, or it is not safe to open.
    """
    try:
        if zipfile.is_zipfile(path):
            with open_zip(path) as archive:
                return _Reader(_project(archive, path), archive).project()
        if path.stat().st_size > _MOST_QDE:
            raise ReadingError("{path} is too large for a project.", path=path)
        return _Reader(parsed(path.read_bytes(), path.name, "Project"), None).project()
    except OSError as error:
        raise ReadingError("{path} cannot be read: {reason}", path=path, reason=error.strerror) from error
    except (*DAMAGE, RecursionError) as error:
        raise ReadingError(
            "{path} is damaged ({reason}). Export it again from the program that made it.",
            path=path,
            reason=error,
        ) from error


def _project(archive: GuardedZip, path: Path) -> Element:
    names = [name for name in archive.names if PurePosixPath(name).suffix.lower() == ".qde"]
    if not names:
        raise ReadingError("{path} holds no project.qde, so it is no QDPX file.", path=path)
    name = min(names, key=lambda name: (name.lower() != _PROJECT, name))
    return parsed(archive.read(name), f"{path.name}: {name}", "Project")


class _Reader:
    """Reads one project; counts what it leaves out."""

    def __init__(self, root: Element, archive: GuardedZip | None) -> None:
        self._root = root
        self._archive = archive
        self._members = {name.casefold(): name for name in archive.names} if archive else {}
        self._coded_whole = 0
        self._wordless = 0
        self._users = {
            same(attribute(user, "guid") or ""): attribute(user, "name") or ""
            for user in self._listed("Users", "User")
        }
        self._variables = {
            same(attribute(one, "guid") or ""): (attribute(one, "name") or "").casefold()
            for one in self._listed("Variables", "Variable")
        }
        self._notes = {
            same(attribute(note, "guid") or ""): self._note(note) for note in self._listed("Notes", "Note")
        }

    def project(self) -> Project:
        codes = tuple(read_codes(child(self._root, "CodeBook", "Codes"), self._notes))
        sources = tuple(self._sources())
        return Project(
            name=attribute(self._root, "name") or "",
            origin=attribute(self._root, "origin") or "",
            codes=codes,
            sources=sources,
            cases=read_cases(self._listed("Cases", "Case"), self._variables),
            remarks=self._remarks(),
        )

    def _listed(self, *path: str) -> Iterator[Element]:
        parent = child(self._root, *path[:-1])
        return children(parent, path[-1]) if parent is not None else iter(())

    def _remarks(self) -> tuple[Remark, ...]:
        def count(*path: str) -> int:
            return len(list(self._listed(*path)))

        return counted(
            remark("Links, not taken over: {count}.", count=count("Links", "Link")),
            remark("Sets, not taken over: {count}.", count=count("Sets", "Set")),
            remark("Graphs, not taken over: {count}.", count=count("Graphs", "Graph")),
            remark("Sources coded as a whole, not taken over: {count}.", count=self._coded_whole),
            remark(
                "Selections of pictures, pages or sound, left out since their words are not told: {count}.",
                count=self._wordless,
            ),
        )

    # --- texts ---

    def _note(self, note: Element) -> str:
        return self._text(note).replace("\r\n", "\n")

    def _text(self, element: Element | None) -> str:
        """The plain text of a source, representation, transcript or note, as it stands in the file."""
        if element is None:
            return ""
        content = child(element, "PlainTextContent")
        if content is not None and content.text:
            return content.text
        data = self._file(attribute(element, "plainTextPath"))
        return _decoded(data) if data else ""

    def _file(self, path: str | None) -> bytes:
        """A file of the archive; empty where it lies elsewhere or is missing."""
        if not path or not path.startswith(_INTERNAL) or self._archive is None:
            return b""
        name = self._members.get(f"sources/{path.removeprefix(_INTERNAL)}".casefold())
        return self._archive.read(name) if name else b""

    # --- sources ---

    def _sources(self) -> Iterator[Source]:
        parent = child(self._root, "Sources")
        for element in children(parent, *_SOURCES) if parent is not None else ():
            if list(children(element, "Coding")):
                self._coded_whole += 1
            texts = list(self._texts(element))
            if not texts:
                yield self._source(element, element)
            for text in texts:
                yield self._source(element, text)

    def _texts(self, element: Element) -> Iterator[Element]:
        """What of a source holds text: itself, its representation, its transcripts."""
        if name_of(element) == "TextSource":
            yield element
        yield from children(element, "Representation", "TextDescription", "Transcript")

    def _source(self, element: Element, holder: Element) -> Source:
        text = self._text(holder)
        if holder is not element:
            # A selection of a page also stands in the text with its place, unless that text is not in the file.
            selections = list(self._selections(holder, text)) if text else []
            found = children(holder, "PlainTextSelection") if text else ()
            in_text = {same(attribute(one, "guid") or "") for one in found}
            selections += self._selections_beside_text(element, in_text)
        elif name_of(element) == "TextSource":
            selections = list(self._selections(element, text))
        else:
            selections = list(self._selections_beside_text(element, set()))
        return Source(
            guid=same(attribute(element, "guid") or ""),
            name=attribute(element, "name") or "",
            text=lines(text),
            checksums=self._checksums(element),
            selections=tuple(selections),
        )

    def _checksums(self, element: Element) -> frozenset[str]:
        found = set()
        for value in children(element, "VariableValue"):
            ref = child(value, "VariableRef")
            name = self._variables.get(same(attribute(ref, "targetGUID") or "")) if ref is not None else None
            text = child(value, "TextValue")
            if name == "checksum" and text is not None and text.text:
                found.add(text.text.strip().lower())
        for path in ("path", "richTextPath", "plainTextPath"):
            if data := self._file(attribute(element, path)):
                found.add(hashlib.sha256(data).hexdigest())
        return frozenset(found)

    # --- selections ---

    def _selections(self, holder: Element, text: str) -> Iterator[Selection]:
        spans = Spans(text, attribute(self._root, "origin") or "")
        for one in children(holder, "PlainTextSelection"):
            start, end = _integer(one, "startPosition"), _integer(one, "endPosition")
            yield self._selection(one, spans, start, end)
        points = {
            same(attribute(point, "guid") or ""): _integer(point, "position")
            for point in children(holder, "SyncPoint")
        }
        for one in children(holder, "TranscriptSelection"):
            start = points.get(same(attribute(one, "fromSyncPoint") or ""), -1)
            end = points.get(same(attribute(one, "toSyncPoint") or ""), -1)
            yield self._selection(one, spans, start, end)

    def _selections_beside_text(self, element: Element, in_text: set[str]) -> Iterator[Selection]:
        """Selections of pages, whose words may be told; those of pictures and sound cannot be taken over."""
        for one in children(element, "PDFSelection"):
            if same(attribute(one, "guid") or "") in in_text:
                continue
            words = lines(self._text(child(one, "Representation")))
            if not words.strip() and list(children(one, "Coding")):
                self._wordless += 1
                continue
            yield self._selection(one, Spans(words, ""), 0, len(words), alone=True)
        for one in children(element, *_WITHOUT_TEXT):
            if list(children(one, "Coding")):
                self._wordless += 1

    def _selection(
        self, element: Element, spans: Spans, start: int, end: int, *, alone: bool = False
    ) -> Selection:
        codings = list(children(element, "Coding"))
        refs = [child(coding, "CodeRef") for coding in codings]
        notes = [*children(element, "NoteRef"), *(ref for one in codings for ref in children(one, "NoteRef"))]
        described = child(element, "Description")
        who = attribute(element, "creatingUser")
        for coding in codings:
            who = attribute(coding, "creatingUser") or who
        at, quote, prefix, suffix = spans.quote(start, end, attribute(element, "name") or "")
        return Selection(
            codes=tuple(same(attribute(ref, "targetGUID") or "") for ref in refs if ref is not None),
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            start=-1 if alone else at,
            description=(described.text or "").replace("\r\n", "\n") if described is not None else "",
            notes=tuple(
                text for ref in notes if (text := self._notes.get(same(attribute(ref, "targetGUID") or "")))
            ),
            who=self._users.get(same(who or ""), ""),
        )


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, errors="replace")


def _integer(element: Element, name: str) -> int:
    value = (attribute(element, name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() else -1
