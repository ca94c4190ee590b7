"""A query with real names, asked for what is shown in their place."""

from __future__ import annotations

from corpus_search.pseudonyms.alignment import Alignment, Swap
from corpus_search.pseudonyms.names import Names

_QUOTES = '"“”„«»'


def for_shown(query: str, names: Names) -> str:
    """A query in which each real name is the pseudonym that documents are indexed under.

    A name among plain words becomes a phrase (`slamet pelatihan` is `"Informan 3" pelatihan`); in quotation marks it is
    a part of the phrase that stands there.
    """
    swaps = []
    for swap in names.alignment(query).swaps:
        inside = sum(query[: swap.start].count(sign) for sign in _QUOTES) % 2 == 1
        swaps.append(
            swap if inside or " " not in swap.shown else Swap(swap.start, swap.end, f'"{swap.shown}"')
        )
    return Alignment(tuple(swaps)).apply(query)
