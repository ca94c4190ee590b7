"""Out and in: evidence for a thesis, for spreadsheets and for other programs of qualitative analysis."""

from corpus_search.exchange.dossier import Check, Dossier, Quotation, gather
from corpus_search.exchange.files import write_file
from corpus_search.exchange.formats import FORMATS, Format, export
from corpus_search.exchange.receipt import Exported, Remark
from corpus_search.exchange.room import RELEVANT, Exchange, Imported
from corpus_search.exchange.sheets import XLSX, xlsx_of
from corpus_search.exchange.tables import results_sheet
from corpus_search.exchange.words import Language

__all__ = [
    "FORMATS",
    "RELEVANT",
    "XLSX",
    "Check",
    "Dossier",
    "Exchange",
    "Exported",
    "Format",
    "Imported",
    "Language",
    "Quotation",
    "Remark",
    "export",
    "gather",
    "results_sheet",
    "write_file",
    "xlsx_of",
]
