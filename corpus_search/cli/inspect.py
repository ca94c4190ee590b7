"""`corpus-search read` and `corpus-search outline`: what is recognised in one file, in a corpus or not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.common import FILE, OcrCommand, counted, print_json, settings, talk
from corpus_search.config import OCR_MODES
from corpus_search.describing import describe
from corpus_search.errors import NotFoundError, ReadingError
from corpus_search.model import Extraction, Gap, Kind, Line, Node, NodeType, Page, Part, Segmentation
from corpus_search.reading import Limits, Workers, installed_languages, pages_to_recognise, with_recognised
from corpus_search.segmenting import segment

_TOLD = 4
"""Last parts of a file's path that may tell what it is: `transkrip/sri.docx`, `uu/1949/12.md`."""


_OCR = click.option(
    "--ocr",
    type=click.Choice(OCR_MODES),
    default="off",
    help="Recognise the text of pages without any (--ocr or --ocr scans), also of those with a poor text layer "
    "behind a scan (--ocr all). Needs tesseract.",
)


@click.command(cls=OcrCommand, epilog="Example: corpus-search read peraturan.pdf --ocr")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_OCR
def read(file: Path, *, as_json: bool, ocr: str) -> None:
    """Print what is read from FILE, page by page; furniture (page numbers, letterheads ...) is marked."""
    extraction = _extraction(file, ocr)
    if as_json:
        print_json(_extraction_record(file, extraction))
    else:
        click.echo(f"{file.name}: {extraction.format}, {extraction.state.replace('_', ' ')}")
        if extraction.reason:
            click.echo(extraction.reason)
        for page in extraction.pages:
            _print_page(page)
    _refuse_without_text(file, extraction)


@click.command(cls=OcrCommand, epilog="Example: corpus-search outline peraturan.pdf --json")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), help="Take it for this kind of document."
)
@_OCR
def outline(file: Path, *, as_json: bool, kind: str | None, ocr: str) -> None:
    """Print the structure recognised in FILE, with what is missing or in doubt."""
    extraction = _extraction(file, ocr)
    description = describe("/".join(file.absolute().parts[-_TOLD:]), extraction, None)
    chosen = Kind(kind) if kind else description.kind
    segmentation = segment(
        extraction.pages, chosen, document=description.id_stem, metadata=description.metadata
    )
    if as_json:
        record = {
            "file": str(file),
            "state": extraction.state,
            "reason": extraction.reason,
            "kind": chosen,
            "title": description.title,
            "metadata": dict(description.metadata),
            "outline": [_node_record(node) for node in segmentation.outline],
            "gaps": [asdict(gap) for gap in segmentation.gaps],
            "passages": len(segmentation.passages),
        }
        print_json(record)
    else:
        _print_outline(file, chosen, description.title, segmentation, paged=extraction.has_pages)
    _refuse_without_text(file, extraction)


def _extraction(file: Path, ocr: str) -> Extraction:
    if not file.exists():
        raise NotFoundError("There is no file {file}.", file=file)
    if file.is_dir():
        raise NotFoundError("{file} is a folder. Name one of the files in it.", file=file)
    chosen = settings()
    with Workers(1, Limits(memory=chosen.worker_memory_mb << 20, seconds=chosen.worker_seconds)) as workers:
        extraction = workers.read(file.absolute())
        wanted = pages_to_recognise(extraction, ocr)
        if not wanted:
            return extraction
        done = {}
        for number, page in workers.recognise(file.absolute(), wanted, installed_languages()):
            done[number] = page
            talk(f"Text recognition: {len(done)} of {len(wanted)} pages")
        return with_recognised(extraction, done)


def _refuse_without_text(file: Path, extraction: Extraction) -> None:
    if not extraction.state.has_text:
        raise ReadingError("{file} has no text to show: {reason}", file=file, reason=extraction.reason)


def _extraction_record(file: Path, extraction: Extraction) -> dict[str, object]:
    return {
        "file": str(file),
        "format": extraction.format,
        "state": extraction.state,
        "reason": extraction.reason,
        "metadata": dict(extraction.metadata),
        "troubles": [asdict(trouble) for trouble in extraction.troubles],
        "pages": [asdict(page) for page in extraction.pages],
    }


def _print_page(page: Page) -> None:
    title = f"page {page.number}" + (f" ({page.label})" if page.label else "")
    source = "" if page.source == "text" else f", {page.source.replace('_', ' ')}"
    click.echo(click.style(f"--- {title}{source} ---", dim=True))
    for line in page.lines:
        click.echo(_line(line))


def _line(line: Line) -> str:
    if line.furniture:
        return click.style(f"[{line.furniture.replace('_', ' ')}] {line.text}", dim=True)
    speaker = f"{line.speaker}: " if line.speaker else ""
    return f"{'#' * line.level + ' ' if line.level else ''}{speaker}{line.text}"


def _node_record(node: Node, part: str = "") -> dict[str, object]:
    part = node.number if node.type is NodeType.PART else part
    record: dict[str, object] = {
        "label": node.label,
        "type": node.type,
        "number": node.number,
        "title": node.title,
        "start": node.start,
        "end": node.end,
        "page": node.page,
        "part": part or Part.BODY,
        "quoted": node.quoted,
        "children": [_node_record(child, part) for child in node.children],
    }
    return record


def _print_outline(file: Path, kind: Kind, title: str, segmentation: Segmentation, *, paged: bool) -> None:
    click.echo(f"{file.name}: {kind.replace('_', ' ')}, {counted(len(segmentation.passages), 'passage')}")
    click.echo(title)
    for node in segmentation.outline:
        _print_node(node, 0, paged=paged)
    for gap in segmentation.gaps:
        click.echo(_gap(gap, paged=paged))


def _print_node(node: Node, depth: int, *, paged: bool) -> None:
    quoted = " (quoted)" if node.quoted else ""
    title = f"  {' '.join(node.title.split())}" if node.title else ""
    page = click.style(f"  p. {node.page}", dim=True) if paged else ""
    click.echo(f"{'  ' * depth}{node.label}{title}{quoted}{page}")
    for child in node.children:
        _print_node(child, depth + 1, paged=paged)


def _gap(gap: Gap, *, paged: bool) -> str:
    missing = f"missing {', '.join(gap.missing)}" if gap.missing else "in doubt"
    note = f". {gap.note}" if gap.note else ""
    page = f" (p. {gap.page})" if paged else ""
    return f"Gap after {gap.where or 'the beginning'}{page}: {missing}{note}"
