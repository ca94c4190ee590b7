"""A file -> pages: one module a format, and the workers that run them."""

from __future__ import annotations

from corpus_search.reading.files import read_file
from corpus_search.reading.limits import Limits
from corpus_search.reading.wire import from_json, to_json
from corpus_search.reading.workers import Workers, WorkersStoppedError

__all__ = ["READING_VERSION", "Limits", "Workers", "WorkersStoppedError", "from_json", "read_file", "to_json"]

READING_VERSION = 1
"""Grows with every change that makes the pages of the same file come out otherwise."""
