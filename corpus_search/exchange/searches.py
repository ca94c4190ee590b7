"""The journal of searches as a table: what PRISMA-S asks a review to report (Rethlefsen et al. 2021).

doi:10.1186/s13643-020-01542-z: the strategy as it was typed, its limits, the date, and the number of records.
"""

from __future__ import annotations

from corpus_search.exchange.dossier import Dossier
from corpus_search.exchange.sheets import Sheet
from corpus_search.exchange.words import words

_COLUMNS = {
    "at": 24, "who": 14, "query": 50, "filters": 30, "total": 8, "corpus": 20, "theme": 24, "finding": 16, "memo": 50,
}  # fmt: skip


def searches_sheet(dossier: Dossier) -> Sheet:
    """A row for each search, the newest first, and for each one kept because it found nothing.

    Below the header of programs, since tables of a journal are read by them too.
    """
    made = [
        (one.at, one.who, one.query, one.filters, str(one.total), one.corpus, one.theme, "", "")
        for one in dossier.searches()
    ]
    kept = [
        (one.at, one.who, one.query, one.filters, "0", one.corpus, one.theme, "nothing found", one.memo)
        for one in dossier.nothing_found
    ]
    rows = tuple(sorted((*made, *kept), key=lambda row: row[0], reverse=True))
    return Sheet(words(dossier.language)["searches"], tuple(_COLUMNS), rows, tuple(_COLUMNS.values()))
