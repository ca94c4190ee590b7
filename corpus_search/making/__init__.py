"""What was read of a file -> a document: described, cut into passages, its citations found. Workers do it."""

from corpus_search.making.makers import Makers
from corpus_search.making.workpiece import Content, Workpiece, make

__all__ = ["Content", "Makers", "Workpiece", "make"]
