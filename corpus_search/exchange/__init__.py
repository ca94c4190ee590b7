"""Out and in: evidence for a thesis, for spreadsheets and for other programs of qualitative analysis."""

from corpus_search.exchange.dossier import Check, Dossier, Quotation, gather
from corpus_search.exchange.receipt import Exported, Remark

__all__ = ["Check", "Dossier", "Exported", "Quotation", "Remark", "gather"]
