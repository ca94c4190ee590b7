"""What was read from which bytes: documents, text, outline, passages; one SQLite file of the index."""

from corpus_search.catalog.catalog import Catalog, Contents, LastRun, RealText, Staged
from corpus_search.catalog.citations import Citations, Citing
from corpus_search.catalog.extractions import Extractions, Scans
from corpus_search.catalog.records import FileRow, pack_found, unpack_found

__all__ = [
    "Catalog",
    "Citations",
    "Citing",
    "Contents",
    "Extractions",
    "FileRow",
    "LastRun",
    "RealText",
    "Scans",
    "Staged",
    "pack_found",
    "unpack_found",
]
