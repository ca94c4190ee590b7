"""What was read from which bytes: documents, text, outline, passages; one SQLite file of the index."""

from corpus_search.catalog.about import LastRun
from corpus_search.catalog.catalog import Catalog, Contents, RealText
from corpus_search.catalog.citations import Citations, Citing
from corpus_search.catalog.extractions import Extractions, Scans
from corpus_search.catalog.records import FileRow, pack_found, unpack_found
from corpus_search.catalog.writer import Staged

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
