"""The domain's types: plain, frozen, with no behaviour beyond what their own values tell.

Offsets are Unicode code points in a document's text, from 0, start included, end excluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of document it is: decides how it is segmented and cited."""

    REGULATION = "regulation"
    TRANSCRIPT = "transcript"
    FIELD_NOTE = "field_note"
    DOCUMENT = "document"


class Access(StrEnum):
    """Who may see a document. Interviews and field notes are restricted unless said otherwise."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    WITHHELD = "withheld"
    """Without consent: only who answers for the corpus sees it."""


class State(StrEnum):
    """What became of reading a file. It stays until the file changes."""

    READ = "read"
    PARTLY_READ = "partly_read"
    SCAN = "scan"
    GARBLED = "garbled"
    PASSWORD = "password"  # noqa: S105  (a state's name, no secret)
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    """The informant took it back: nothing of it is kept, and its file is not read."""

    @property
    def has_text(self) -> bool:
        """Whether a document in this state has text to search."""
        return self in (State.READ, State.PARTLY_READ)

    @property
    def is_failure(self) -> bool:
        """Whether a person should look at it (a duplicate is listed, but nothing is lost)."""
        return self not in (State.READ, State.DUPLICATE)


class Furniture(StrEnum):
    """Lines of a page that are no text: flagged while reading, left out of the text."""

    PAGE_NUMBER = "page_number"
    LETTERHEAD = "letterhead"
    SERIAL_NUMBER = "serial_number"
    """`SK No 126189 A` at the foot of a page from the State Secretariat."""
    GAZETTE = "gazette"
    """`2020, No.63`, web addresses of legal documentation networks."""
    CATCHWORD = "catchword"
    """The next page's first words, repeated at the foot: `Pasal 7 . . .`."""
    REPEATED = "repeated"
    """A running title: the same line at the same height on many pages."""


class LineRole(StrEnum):
    """What a reader knows of a line."""

    LINE = "line"
    """A printed line: its paragraph may go on in the next one. An empty one parts paragraphs."""
    PARAGRAPH = "paragraph"
    """A whole paragraph or list item (DOCX, ODT, HTML ...)."""
    HEADING = "heading"
    """A heading of `level` 1 to 6."""
    ROW = "row"
    """A row of a sheet or table, its cells named: `Name: Sri | Age: 31`."""
    CUE = "cue"
    """What one speaker says without a break (subtitles, speech recognition), with `speaker` and `time`."""


class Source(StrEnum):
    """Where a page's text came from."""

    TEXT = "text"
    """The file's own characters."""
    SECOND_READER = "second_reader"
    """The second PDF reader, where the first gave nothing or garbage."""
    SCAN_LAYER = "scan_layer"
    """Invisible text behind a scanned picture: expect faults such as `2O2O`."""
    OCR = "ocr"
    """Our own character recognition."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points (1/72 inch), from the bottom left of the MediaBox, unrotated."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the picture of a page as it is shown, from its top left, in shares of its size (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a printed line whose place is known; it goes up to where the next one begins."""

    start: int
    """Offset of its first character in the line's text."""
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `text` holds no line break and no NUL."""

    text: str
    box: Box | None = None
    role: LineRole = LineRole.LINE
    level: int = 0
    furniture: Furniture | None = None
    speaker: str | None = None
    time: float | None = None
    """Seconds from the start of the recording."""
    stretches: tuple[Stretch, ...] = ()
    """From the left, where more is known of an upright line than its box."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; a file without pages (DOCX, text) has a single one without a size."""

    number: int
    """From 1."""
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    source: Source = Source.TEXT
    label: str = ""
    """A sheet's or chapter's name."""
    window: Box | None = None
    """The part that is shown (a PDF's CropBox), where that is not the whole page."""
    turns: int = 0
    """Quarter turns clockwise at which it is shown, 0 to 3."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a page could not be read."""

    page: int
    reason: str
    """`scan`, `garbled`, `unreadable`, `unrecognised` (text recognition failed on it)."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a reader made of a file."""

    state: State
    format: str
    """`pdf`, `docx`, `odt`, `rtf`, `html`, `epub`, `markdown`, `text`, `vtt`, `srt`, `whisper`, `xlsx`,
    `csv`, or the name of a format that is not supported."""
    pages: tuple[Page, ...] = ()
    reason: str = ""
    """In English, why the state is not `read`, and the remedy: `fonts without characters; ask for ...`."""
    troubles: tuple[Trouble, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Front matter or the file's own properties, keys in lower case: `title`, `date`, `informant` ..."""
    has_pages: bool = False
    """Whether `page` means a printed page that can be cited."""


class Part(StrEnum):
    """The parts of a regulation."""

    OPENING = "opening"
    """Title, Menimbang, Mengingat, Menetapkan."""
    BODY = "body"
    PENJELASAN = "penjelasan"
    LAMPIRAN = "lampiran"


class NodeType(StrEnum):
    """What a node of an outline is. Names of Indonesian law stay Indonesian."""

    PART = "part"
    TITLE = "title"
    MENIMBANG = "menimbang"
    MENGINGAT = "mengingat"
    BUKU = "buku"
    BAB = "bab"
    BAGIAN = "bagian"
    PARAGRAF = "paragraf"
    PASAL = "pasal"
    AYAT = "ayat"
    HURUF = "huruf"
    ANGKA = "angka"
    DICTUM = "dictum"
    """KESATU, KEDUA ... of a Keputusan or Instruksi."""
    INSTRUCTION = "instruction"
    """A numbered instruction of an amending regulation."""
    CLOSING = "closing"
    HEADING = "heading"
    TURN = "turn"
    ENTRY = "entry"
    """A dated entry of field notes."""
    SECTION = "section"
    """Description, reflection ... of a field note."""
    PARAGRAPH = "paragraph"
    SHEET = "sheet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a document: a span with a label, in a tree. A node's span covers its children's."""

    type: NodeType
    label: str
    """As cited: `BAB II`, `Pasal 5`, `ayat (2)`, `huruf b`, `Informan 3`."""
    start: int
    end: int
    page: int
    number: str = ""
    """The bare number: `II`, `5`, `2`, `b`."""
    title: str = ""
    """The heading's words: `KETENTUAN UMUM`."""
    children: tuple[Node, ...] = ()
    quoted: bool = False
    """Belongs to the amended regulation: quoted in an amending one."""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the outline should hold and does not, or holds in doubt."""

    where: str
    """`BAB II > Pasal 7`: the last node before it."""
    missing: tuple[str, ...]
    """`("Pasal 8", "Pasal 9")`; empty where it is only a doubt."""
    page: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest unit that is found, judged and cited: a span that belongs to one node."""

    id: str
    """Document, node path and ordinal: `perpres-2020-36/pasal-5/ayat-2`, with `~2` for a second piece."""
    document: str
    """The document's id."""
    start: int
    end: int
    page: int
    """Page of its first character, from 1."""
    path: str
    """`BAB II > Pasal 5 > ayat (2)`; `Refleksi > par. 3`."""
    headings: str = ""
    """Words of the headings above it and of the path: they count for search and are no text of its own."""
    language: str = ""
    """`id`, `en` or empty where it cannot be told."""
    part: Part | None = None
    article: str = ""
    """Number of the Pasal it stands in: `5`, `12B`."""
    speaker: str | None = None
    time: float | None = None
    """Seconds from the start of the recording."""
    date: str | None = None
    """ISO date of a field note's entry."""
    question: str | None = None
    """The question before an answer: context, not its own words."""
    quoted_from: str = ""
    """Identifier of the regulation that what is quoted here belongs to: an amending one quotes what it changes."""
    ordinal: int = 0
    """Position in the document, from 0."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document's text with its structure and passages: `text[p.start:p.end]` is the passage, always."""

    text: str
    outline: tuple[Node, ...]
    passages: tuple[Passage, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source file and what is known of it."""

    id: str
    path: str
    """Relative to the corpus, with `/`."""
    checksum: str
    """SHA-256 of the bytes, in hex."""
    format: str
    state: State
    kind: Kind
    title: str
    collection: str = ""
    """First folder below the corpus that it lies in; empty at the top."""
    language: str = ""
    date: str | None = None
    """ISO, as exact as known: `2020`, `2020-04`, `2020-04-12`."""
    access: Access = Access.PUBLIC
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Regulations: `type` (`perpres`), `number`, `year`, `subject`, `issuer`, `short` (`Perpres 36/2020`),
    `amends`. Transcripts: `informant`, `position`, `place`, `code`, `interviewer`, `duration`. Field notes:
    `place`, `observer`, `number`. Anything else that the register or front matter says."""
    reason: str = ""
    """Why the state is not `read`, with the remedy."""
    size: int = 0
    """Bytes."""
    pages: int = 0
    has_pages: bool = False
    passages: int = 0
    duplicate_of: str | None = None
    renamed: bool = False
    """Pseudonyms count for it: real names in it, if there are any, are replaced."""

    @property
    def year(self) -> int | None:
        """Year of a regulation (of its number), else of its date."""
        text = self.metadata.get("year") or (self.date or "")[:4]
        return int(text) if text.isdigit() else None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a passage with the searched words marked."""

    text: str
    start: int
    """Offset of its first character in the document's text."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans within `text`."""
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the document that it belongs to and its words."""

    document: Document
    passage: Passage
    text: str
