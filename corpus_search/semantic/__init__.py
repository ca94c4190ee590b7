"""Search by meaning, an extra: vectors of passages, made beside the index, and the nearest of them to a query."""

from corpus_search.semantic.encoders import Encoder, open_encoder
from corpus_search.semantic.making import Made, bring_up_to_date, drop_gone, make_vectors
from corpus_search.semantic.nearest import Nearness

__all__ = [
    "Encoder",
    "Made",
    "Nearness",
    "bring_up_to_date",
    "drop_gone",
    "make_vectors",
    "open_encoder",
]
