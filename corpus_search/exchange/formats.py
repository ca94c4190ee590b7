"""The formats by name, for the faces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus_search.access import EVERYTHING
from corpus_search.errors import UsageError
from corpus_search.exchange.annotations import annotations_of
from corpus_search.exchange.appendices import appendices
from corpus_search.exchange.blocks import Block
from corpus_search.exchange.book import evidence_book
from corpus_search.exchange.docx import docx_of
from corpus_search.exchange.dossier import Dossier, told, verbatim
from corpus_search.exchange.latex import is_foreign, latex_of
from corpus_search.exchange.markdown import markdown_of
from corpus_search.exchange.receipt import Exported, counted, remark
from corpus_search.exchange.references import bibtex_of, references, ris_of
from corpus_search.exchange.refi import qdc_of, qdpx_of
from corpus_search.exchange.searches import searches_sheet
from corpus_search.exchange.sheets import XLSX, csv_of, cut_cells, xlsx_of
from corpus_search.exchange.tables import codebook_sheet, evidence_sheet, sources_sheet, triangulation_sheet
from corpus_search.exchange.triangulation import triangulation_table
from corpus_search.exchange.words import words
from corpus_search.segmenting.slugs import slug

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Content = Callable[[Dossier], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that evidence is exported in."""

    name: str
    title: str
    """In English; a face may translate it."""
    main: bool
    """Whether it is offered first; the others stand under "more"."""
    write: Callable[[Dossier], Exported]


def _docx(content: Content, name: str) -> Callable[[Dossier], Exported]:
    def write(dossier: Dossier) -> Exported:
        named = words(dossier.language)[name]
        data = docx_of(content(dossier), title=named, language=dossier.language, made=dossier.made)
        return Exported(data, f"{slug(named)}.docx", _DOCX, told(dossier))

    return write


def _verbatim(write: Callable[[Dossier], Exported]) -> Callable[[Dossier], Exported]:
    return lambda dossier: write(verbatim(dossier))


def _xlsx(dossier: Dossier) -> Exported:
    tables = (evidence_sheet, triangulation_sheet, codebook_sheet, sources_sheet, searches_sheet)
    sheets = [make(dossier) for make in tables]
    cut = cut_cells(sheets)
    remarks = (
        [remark("Cells that are longer than XLSX allows, and are cut: {count}.", count=cut)] if cut else []
    )
    return Exported(xlsx_of(sheets, dossier.made), "evidence.xlsx", XLSX, (*told(dossier), *remarks))


def _csv(dossier: Dossier) -> Exported:
    return Exported(csv_of(evidence_sheet(dossier)), "evidence.csv", "text/csv; charset=utf-8", told(dossier))


def _searches(dossier: Dossier) -> Exported:
    hidden = dossier.access != EVERYTHING
    remarks = [remark("Searches are left out: their numbers tell of restricted documents.")] if hidden else []
    return Exported(
        csv_of(searches_sheet(dossier)), "searches.csv", "text/csv; charset=utf-8", tuple(remarks)
    )


def _markdown(dossier: Dossier) -> Exported:
    text = markdown_of(evidence_book(dossier))
    return _text(dossier, text, "evidence.md", "text/markdown; charset=utf-8")


def _latex(dossier: Dossier) -> Exported:
    text = latex_of(evidence_book(dossier), dossier.language)
    made = _text(dossier, text, "evidence.tex", "application/x-tex; charset=utf-8")
    foreign = sum(is_foreign(one.words) for one in dossier.quotations)
    told = remark(
        "Quotes with signs that need a font beyond Latin letters, to be set in LaTeX: {count}.", count=foreign
    )
    return replace(made, remarks=(*made.remarks, *counted(told)))


def _annotations(dossier: Dossier) -> Exported:
    text = json.dumps(annotations_of(dossier), ensure_ascii=False, indent=2) + "\n"
    return _text(dossier, text, "annotations.json", "application/ld+json")


def _csl(dossier: Dossier) -> Exported:
    text = json.dumps(references(dossier), ensure_ascii=False, indent=2) + "\n"
    return _text(dossier, text, "sources.json", "application/vnd.citationstyles.csl+json", quotes=False)


def _ris(dossier: Dossier) -> Exported:
    text = ris_of(references(dossier))
    return _text(dossier, text, "sources.ris", "application/x-research-info-systems", quotes=False)


def _bibtex(dossier: Dossier) -> Exported:
    text = bibtex_of(references(dossier))
    return _text(dossier, text, "sources.bib", "application/x-bibtex; charset=utf-8", quotes=False)


def _text(dossier: Dossier, text: str, name: str, media_type: str, *, quotes: bool = True) -> Exported:
    return Exported(text.encode("utf-8", errors="replace"), name, media_type, told(dossier) if quotes else ())


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("docx", "Evidence book (DOCX)", True, _docx(evidence_book, "book")),
        Format(
            "triangulation", "Triangulation table (DOCX)", True, _docx(triangulation_table, "triangulation")
        ),
        Format("appendices", "Appendices (DOCX)", True, _verbatim(_docx(appendices, "appendices"))),
        Format("xlsx", "Tables (XLSX)", True, _xlsx),
        Format("csv", "Evidence (CSV)", True, _csv),
        Format("searches", "Journal of searches (CSV)", True, _searches),
        Format("markdown", "Evidence book (Markdown)", True, _markdown),
        Format("qdpx", "Project for NVivo, ATLAS.ti, MAXQDA, QualCoder (QDPX)", False, _verbatim(qdpx_of)),
        Format("qdc", "Codebook (QDC)", False, lambda dossier: qdc_of(theme for theme, _ in dossier.themes)),
        Format("latex", "Evidence book (LaTeX)", False, _latex),
        Format("annotations", "Web Annotations (JSON)", False, _verbatim(_annotations)),
        Format("bibtex", "Sources (BibTeX)", False, _bibtex),
        Format("ris", "Sources (RIS)", False, _ris),
        Format("csl", "Sources (CSL-JSON)", False, _csl),
    )
}
"""All formats, in the order in which they are offered."""


def export(name: str, dossier: Dossier) -> Exported:
    """Write a dossier in a format.

    Raises:
        UsageError: there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(
            "There is no format {name!r}. Formats are: {known}.", name=name, known=", ".join(FORMATS)
        )
    return FORMATS[name].write(dossier)
