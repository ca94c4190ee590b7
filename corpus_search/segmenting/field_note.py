"""The structure of field notes: dated entries, their sections, numbered paragraphs, observer's comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus_search.model import LineRole, Node, NodeType
from corpus_search.segmenting.dates import date_line, find_day, parse_date
from corpus_search.segmenting.field_note_lines import NOTE_TITLE, NoteLine, Role, note_lines
from corpus_search.segmenting.identity import IDENTITY, identity_pair
from corpus_search.segmenting.paragraphs import LineMetrics, paragraphs
from corpus_search.segmenting.piece import Piece, Structure
from corpus_search.segmenting.text import DocumentText, TextLine

_PREFACE_WORDS = 60
_TEXT = "Teks"
"""Label of what stands in no section; the path leaves it out."""


@dataclass(slots=True)
class _Section:
    """A section while its entry is read."""

    type: NodeType
    label: str
    start: int
    page: int
    runs: list[tuple[Role, int, list[TextLine]]] = field(default_factory=list)
    """Lines that go together: role, offset where the text begins, the lines."""
    end: int = 0


@dataclass(slots=True)
class _Entry:
    """A dated entry while it is read."""

    head: list[TextLine] = field(default_factory=list)
    label: str = ""
    labelled: TextLine | None = None
    """The line that its label is taken from."""
    date: str | None = None
    sections: list[_Section] = field(default_factory=list)


def field_note_structure(text: DocumentText, metadata: Mapping[str, str]) -> Structure:
    """Tell the entries, sections and paragraphs of field notes.

    Args:
        text: the document's text.
        metadata: what is known of them; `date` is that of a single entry that bears none.
    """
    entries = [entry for entry in _entries(text) if entry.head or entry.sections]
    metrics = LineMetrics(text.lines)
    outline: list[Node] = []
    pieces: list[Piece] = []
    single = len(entries) == 1
    if len(entries) > 1:
        for node in _common_head(_taken_common_head(entries)):
            outline.append(node)
            if node.type is NodeType.HEADING:
                pieces.append(Piece((node,), node.start, node.end))
    for at, entry in enumerate(entries):
        end = _start(entries[at + 1]) if at + 1 < len(entries) else len(text.text)
        known = entry.date or (parse_date(metadata.get("date", "")) if single else None)
        nodes, parts = _entry_nodes(entry, end, metrics, named=not single)
        above: tuple[Node, ...] = ()
        if not single:
            above = (_entry_node(text, entry, at + 1, end, nodes),)
        outline.extend(above or nodes)
        pieces.extend(
            Piece((*above, *path), start, stop, label=label, date=known) for path, start, stop, label in parts
        )
    return Structure(tuple(outline), tuple(pieces))


def _taken_common_head(entries: Sequence[_Entry]) -> list[TextLine]:
    """Take out of the first of several entries what heads them all: what stands above its date."""
    first, *others = entries
    if first.labelled not in first.head or any(entry.head[:1] != [entry.labelled] for entry in others):
        return []
    at = first.head.index(first.labelled)
    common, first.head[:] = first.head[:at], first.head[at:]
    return common


def _common_head(lines: Sequence[TextLine]) -> Iterator[Node]:
    """The title of all notes, and their identity block."""
    if lines and (lines[0].line.role is LineRole.HEADING or NOTE_TITLE.fullmatch(lines[0].line.text)):
        title = lines[0]
        yield Node(NodeType.TITLE, title.line.text.strip(), title.start, title.end, title.page)
        lines = lines[1:]
    if lines:
        yield Node(NodeType.HEADING, IDENTITY, lines[0].start, lines[-1].end, lines[0].page)


def _entry_node(text: DocumentText, entry: _Entry, number: int, end: int, nodes: Sequence[Node]) -> Node:
    """An entry's node; its title is what its first line tells besides the date, as the hours."""
    start = _start(entry)
    label = entry.label or f"Catatan {number}"
    line = entry.labelled.line.text.strip() if entry.labelled else ""
    title = "" if identity_pair(line) else line.removeprefix(label).strip(" ,;|–-()")
    return Node(NodeType.ENTRY, label, start, end, text.page_at(start), title=title, children=tuple(nodes))


def _start(entry: _Entry) -> int:
    return entry.head[0].start if entry.head else entry.sections[0].start


def _entries(text: DocumentText) -> list[_Entry]:
    """Read the lines one after the other: a title or date heads a new entry once something was noted in the last."""
    entries = [_Entry()]
    for note in note_lines(text.lines):
        entry = entries[-1]
        begun = bool(entry.sections)
        if note.role is Role.ENTRY or (note.role is Role.IDENTITY and begun and _heads(note)):
            preface = _preface(entry)
            if preface:
                entry.head.extend(preface)
                entry.sections.clear()
            elif begun:
                entry = _Entry()
                entries.append(entry)
            _into_head(entry, note.line)
        elif not begun and _belongs_to_head(entry, note):
            _into_head(entry, note.line)
        else:
            _into_section(entry, note)
    return entries


def _preface(entry: _Entry) -> list[TextLine]:
    """The lines of some words below a title (`Proyek magang, bagian kedua`), where no date was told before them."""
    if entry.date or len(entry.sections) != 1 or entry.sections[0].type is not NodeType.PART:
        return []
    lines = [line for _, _, lines in entry.sections[0].runs for line in lines if line.line.text.strip()]
    return lines if sum(len(line.line.text.split()) for line in lines) <= _PREFACE_WORDS else []


def _heads(note: NoteLine) -> bool:
    """Whether a line such as `Hari/Tanggal: Rabu, 14 April 2021` begins another entry."""
    pair = identity_pair(note.line.line.text)
    return pair is not None and pair[0] == "date" and find_day(pair[1]) is not None


def _belongs_to_head(entry: _Entry, note: NoteLine) -> bool:
    if note.role is Role.IDENTITY or not note.line.line.text.strip():
        return True
    return not entry.head and note.line.line.role is LineRole.HEADING and note.line.line.level <= 1


def _into_head(entry: _Entry, line: TextLine) -> None:
    words = line.line.text.strip()
    if not words:
        return
    entry.head.append(line)
    pair = identity_pair(words)
    dated = find_day(pair[1] if pair else words) if not pair or pair[0] == "date" else None
    entry.date = entry.date or dated
    if pair and dated and not (entry.label and find_day(entry.label)):
        entry.label, entry.labelled = pair[1], line
    elif not pair and (not entry.label or dated):
        entry.label, entry.labelled = date_line(words) or words, line


def _into_section(entry: _Entry, note: NoteLine) -> None:
    line = note.line
    if note.role is Role.SECTION:
        label = line.line.text[: note.words - line.start].strip().rstrip(":").strip()
        entry.sections.append(_Section(NodeType.SECTION, label, line.start, line.page))
        if note.words == line.end:
            return
    elif not entry.sections:
        entry.sections.append(_Section(NodeType.PART, _TEXT, line.start, line.page))
    runs = entry.sections[-1].runs
    goes_on = bool(runs) and note.role is not Role.SECTION and note.role is not Role.COMMENT
    if goes_on and not (runs[-1][0] is Role.COMMENT and _ends(runs[-1][2][-1], line)):
        runs[-1][2].append(line)
    else:
        role = Role.COMMENT if note.role is Role.COMMENT else Role.TEXT
        runs.append((role, note.words if note.role is not Role.IDENTITY else line.start, [line]))


def _ends(before: TextLine, line: TextLine) -> bool:
    """Whether a comment ends before this line."""
    return not before.line.text.strip() or line.line.role is not LineRole.LINE


_Part = tuple[tuple[Node, ...], int, int, str]


def _entry_nodes(
    entry: _Entry, end: int, metrics: LineMetrics, *, named: bool
) -> tuple[list[Node], list[_Part]]:
    """The nodes and the spans of an entry's head and sections.

    Args:
        entry: the entry.
        end: where it ends.
        metrics: how the document's lines stand.
        named: the entry has a node of its own, whose label is its first line.
    """
    nodes: list[Node] = []
    parts: list[_Part] = []
    head = entry.head[1:] if named and entry.head[:1] == [entry.labelled] else entry.head
    if head:
        node = Node(NodeType.HEADING, IDENTITY, head[0].start, head[-1].end, head[0].page)
        nodes.append(node)
        parts.append(((node,), node.start, node.end, ""))
    for at, section in enumerate(entry.sections):
        section.end = entry.sections[at + 1].start if at + 1 < len(entry.sections) else end
        spans = list(_paragraphs(section, metrics))
        comments = [
            Node(NodeType.SECTION, f"OC {number}", start, stop, lines[0].page, number=str(number))
            for number, (start, stop, lines) in enumerate(
                ((start, stop, lines) for role, start, stop, lines in spans if role is Role.COMMENT), start=1
            )
        ]
        node = Node(
            section.type, section.label, section.start, section.end, section.page, children=tuple(comments)
        )
        nodes.append(node)
        parts.extend(_section_parts(node, spans))
    return nodes, parts


def _paragraphs(
    section: _Section, metrics: LineMetrics
) -> Iterator[tuple[Role, int, int, Sequence[TextLine]]]:
    for role, start, lines in section.runs:
        for number, paragraph in enumerate(paragraphs(lines, metrics)):
            yield role, start if number == 0 else paragraph[0].start, paragraph[-1].end, paragraph


def _section_parts(node: Node, spans: Sequence[tuple[Role, int, int, Sequence[TextLine]]]) -> Iterator[_Part]:
    comments = iter(node.children)
    number = 0
    for role, start, stop, _ in spans:
        if role is Role.COMMENT:
            yield (node, next(comments)), start, stop, ""
        else:
            number += 1
            yield (node,), start, stop, f"par. {number}"
