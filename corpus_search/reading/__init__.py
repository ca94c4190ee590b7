"""A file -> pages: one module a format, and the workers that run them."""

from __future__ import annotations

from corpus_search.reading.files import read_file
from corpus_search.reading.frames import frames_of
from corpus_search.reading.limits import Limits
from corpus_search.reading.packed import Packed
from corpus_search.reading.page_view import View
from corpus_search.reading.picture_cache import PictureCache
from corpus_search.reading.recognised import layer_pages, pages_to_recognise, unread_pages, with_recognised
from corpus_search.reading.tesseract import installed_languages
from corpus_search.reading.wire import from_json, to_json
from corpus_search.reading.worker_pool import WorkersStoppedError
from corpus_search.reading.workers import Workers

__all__ = [
    "OCR_VERSION",
    "READING_VERSION",
    "Limits",
    "Packed",
    "PictureCache",
    "View",
    "Workers",
    "WorkersStoppedError",
    "frames_of",
    "from_json",
    "installed_languages",
    "layer_pages",
    "pages_to_recognise",
    "read_file",
    "to_json",
    "unread_pages",
    "with_recognised",
]

READING_VERSION = 4
"""Grows with every change that makes the pages of the same file come out otherwise."""
OCR_VERSION = 1
"""Grows with every change that makes the recognised text of the same page come out otherwise."""
