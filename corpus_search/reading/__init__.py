"""A file -> pages: one module a format, and the workers that run them."""

from __future__ import annotations

from corpus_search.reading.files import read_file
from corpus_search.reading.limits import Limits
from corpus_search.reading.wire import from_json, to_json
from corpus_search.reading.worker_pool import WorkersStoppedError
from corpus_search.reading.workers import Workers

__all__ = ["READING_VERSION", "Limits", "Workers", "WorkersStoppedError", "from_json", "read_file", "to_json"]

READING_VERSION = 2
"""Grows with every change that makes the pages of the same file come out otherwise."""
