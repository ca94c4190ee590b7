"""The default engine: Whoosh's files, states and locks, with columns of our own.

From the ground up: `arrays` (sets of passages), `sections` (a file of arrays), `kept` (arrays made of these),
`schema`, `sketches` and `endings` (words at a glance), `postings`, `columns` (what the arrays mean), `storage` (the
folder), `segment` and `toc` (states); writing: `columns_writing`, `buffer`, `gatherer`, `merge`, `helper` (another
process), `writer`; reading: `view` (who sees what), `bm25`, `phrases`, `vocabulary`, `misread`, `lists`, `clauses`,
`ranking`, `searcher`, `snapshot`, `watch` (new states); `engine`.
"""

from corpus_search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
