"""Following the law: who cites whom, what amends and repeals what, and how an amended regulation reads on a date."""

from corpus_search.following.amending import Article, Change, changes_to
from corpus_search.following.amendments import Compared, changes_of, reads_on
from corpus_search.following.consolidating import AsAmended, Heading, Reading, as_amended
from corpus_search.following.differences import Difference, differences
from corpus_search.following.force import in_force_from
from corpus_search.following.lawbook import Cited, CitedBy, Lawbook, Named, Standing

__all__ = [
    "Article",
    "AsAmended",
    "Change",
    "Cited",
    "CitedBy",
    "Compared",
    "Difference",
    "Heading",
    "Lawbook",
    "Named",
    "Reading",
    "Standing",
    "as_amended",
    "changes_of",
    "changes_to",
    "differences",
    "in_force_from",
    "reads_on",
]
