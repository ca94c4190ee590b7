"""One corpus opened whole: what the faces talk to."""

from corpus_search.workspace.finder import Finder
from corpus_search.workspace.originals import Originals
from corpus_search.workspace.pseudonyms import PseudonymsRoom
from corpus_search.workspace.register import RegisterRoom
from corpus_search.workspace.workspace import Status, Workspace

__all__ = ["Finder", "Originals", "PseudonymsRoom", "RegisterRoom", "Status", "Workspace"]
