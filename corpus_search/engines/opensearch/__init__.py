"""The engine for more than one machine: an OpenSearch cluster keeps the inverted index and the passages.

From the ground up: `place` (which cluster, which names), `cluster` (requests, retries, what goes wrong), `mapping`
(fields and analysis), `state` (which passages are committed, and who writes), `versions`; writing: `counting` (the
words' passages), `writer`; reading: `clauses` (a clause as a query), `searcher`, `vocabulary` (suggestions); `engine`.

**Analysis** is our own: a passage is sent as its words and their stems, one token `word|stem_id|stem_en` a word, and
the cluster only takes them apart. So both engines know the same words, and a stem stands where its word stands.

**States.** OpenSearch knows no transaction over documents. Each passage is `born` in a generation and, when it is
removed, `gone` in one; a search asks for what lives in the generation that the state document names. A batch
writes into the next generation, unseen, and ends with one write to that document: then all of it is seen at once.
What a batch that failed has left behind is cleaned by the next one; what is gone is deleted after a while.

**Access.** Public, restricted and withheld passages are in indices of their own, so that no statistics of any passages
reach whoever may not see them.

**Versions.** The names of all indices carry a version. One alias points to the state of the version that is read: an
index that is made anew is switched to in one step, when it is whole. So is a copy of what lives, when what was removed
is to leave all files.
"""

from corpus_search.engines.opensearch.engine import OpenSearchEngine
from corpus_search.engines.opensearch.place import Place

__all__ = ["OpenSearchEngine", "Place"]
