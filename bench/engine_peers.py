"""The engines of the benchmark behind one face: corpus-search's, Whoosh out of the box, SQLite FTS5, tantivy.

Each indexes the same words with positions and the same filter and facet fields, cuts the text into words itself,
stores no text, and answers a query with the keys of the ten best (by BM25) and the exact number found. How each
is tuned:

- all: near words are within one edit, two letters swapped counting as one, whatever their first letter is; the same
  passages are found by all, which the sums below the table show.
- corpus-search: its single text field is asked by exact words, and no word is stemmed, as with the others.
  `product` is the same engine as people use it: headings and titles too, each word looked for in all fields and
  by its stems. (Sastrawi stems 12,000 new words a second, and the made-up vocabulary is large: it costs more
  here than with real documents.)
- Whoosh: its default codec; words lower-cased, no stop words, columns for facets; one writer with 256 MB.
- FTS5: contentless; one transaction; journal off while indexing, `optimize` at the end. Filters and facets from
  a table beside it with an index. Near words by rapidfuzz over its own vocabulary.
- tantivy: one thread (two for two processes), 200 MB; fast fields for filters and facets; facets by its
  aggregations; queries made of its own query objects, keys from its document store. It ranks prefixes and near
  words by nothing, where the others rank them by BM25.
- opensearch: corpus-search's other engine, asked as the first one is, with its cluster on the same machine: a node of
  512 MB, one shard, no copies. The cluster's CPU time is not in the figures: compare wall time (`--wall`). Needs Java
  and Maven; memory and disk are the cluster's too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from engine_corpus import Row
from engine_ours import CorpusSearch, OpenSearch, OpenSearchProduct, Product
from engine_peer import DEEP, FACETS, TOP, Answer, Peer
from engine_queries import Asked


class Whoosh(Peer):
    """Whoosh out of the box."""

    name = "whoosh"

    def begin(self) -> None:
        from whoosh import fields
        from whoosh.analysis import LowercaseFilter, RegexTokenizer
        from whoosh.filedb.filestore import FileStorage

        (self.folder / "whoosh").mkdir()
        schema = fields.Schema(
            text=fields.TEXT(analyzer=RegexTokenizer(r"\w+") | LowercaseFilter()),
            key=fields.NUMERIC(int, stored=True),
            year=fields.NUMERIC(int, sortable=True),
            **{name: fields.ID(sortable=True) for name in FACETS if name != "year"},
        )
        index = FileStorage(str(self.folder / "whoosh")).create_index(schema)
        self._writer = index.writer(limitmb=256)

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            values = {name: getattr(row, name) for name in FACETS}
            self._writer.add_document(text=row.text, key=row.key, **values)

    def finish(self) -> None:
        self._writer.commit(optimize=True)

    def open(self) -> None:
        from whoosh.index import open_dir

        self._searcher = open_dir(str(self.folder / "whoosh")).searcher()

    def ask(self, asked: Asked) -> Answer:
        from whoosh import query

        terms = [query.Term("text", word) for word in asked.words]
        made = {
            "or3": lambda: query.Or(terms),
            "and3": lambda: query.And(terms),
            "phrase": lambda: query.Phrase("text", list(asked.words)),
            "prefix": lambda: query.Prefix("text", asked.words[0]),
            "fuzzy": lambda: query.FuzzyTerm("text", asked.words[0]),
        }.get(asked.name, lambda: terms[0])()
        options: dict[str, object] = {"limit": TOP + (DEEP if asked.name == "deep" else 0)}
        if asked.kind:
            years = query.NumericRange("year", *asked.years)
            options["filter"] = query.And([query.Term("kind", asked.kind), years])
        if asked.name == "facet":
            options["groupedby"] = list(FACETS)
        results = self._searcher.search(made, **options)
        if asked.name == "facet":
            for name in FACETS:
                results.groups(name)
        return Answer(len(results), [hit["key"] for hit in results][-TOP:])


class Fts5(Peer):
    """SQLite FTS5."""

    name = "fts5"

    def begin(self) -> None:
        self._connect()
        self._sqlite.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE words USING fts5vocab(texts, 'row');
            CREATE TABLE about (rowid INTEGER PRIMARY KEY, kind, year, collection, language, document, speaker);
            BEGIN;
            """
        )

    def add(self, rows: Sequence[Row]) -> None:
        self._sqlite.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)", ((row.key, row.text) for row in rows)
        )
        values = ((row.key, *(getattr(row, name) for name in FACETS)) for row in rows)
        self._sqlite.executemany("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def finish(self) -> None:
        self._sqlite.execute("CREATE INDEX about_kind_year ON about (kind, year)")
        self._sqlite.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        self._sqlite.execute("COMMIT")
        self._sqlite.close()

    def open(self) -> None:
        self._connect()
        self._words: list[str] = []

    def ask(self, asked: Asked) -> Answer:
        found, values = "FROM texts", [self._match(asked)]
        where: list[str | int] = []
        condition = "WHERE texts MATCH ?"
        if asked.kind:
            found += " CROSS JOIN about ON about.rowid = texts.rowid"  # in this order
            condition += " AND kind = ? AND year BETWEEN ? AND ?"
            where = [asked.kind, *asked.years]
        page = (TOP, DEEP if asked.name == "deep" else 0)
        best = self._all(
            f"SELECT texts.rowid {found} {condition} ORDER BY rank LIMIT ? OFFSET ?", *values, *where, *page
        )
        if asked.name == "facet":
            joined = "FROM texts CROSS JOIN about ON about.rowid = texts.rowid"
            for name in FACETS:
                self._all(f"SELECT {name}, count(*) {joined} {condition} GROUP BY 1", *values)
        ((total,),) = self._all(f"SELECT count(*) {found} {condition}", *values, *where)
        return Answer(total, [key for (key,) in best])

    def _all(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._sqlite.execute(sql, values).fetchall()

    def _match(self, asked: Asked) -> str:
        quoted = [f'"{word}"' for word in asked.words]
        match asked.name:
            case "or3":
                return " OR ".join(quoted)
            case "and3":
                return " AND ".join(quoted)
            case "phrase":
                return '"' + " ".join(asked.words) + '"'
            case "prefix":
                return quoted[0] + "*"
            case "fuzzy":
                return " OR ".join(f'"{word}"' for word in self._near(asked.words[0])) or '""'
            case _:
                return quoted[0]

    def _near(self, wanted: str) -> list[str]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if not self._words:
            self._words = [word for (word,) in self._sqlite.execute("SELECT term FROM words")]
        near = extract(wanted, self._words, scorer=OSA.distance, score_cutoff=1, limit=None, processor=None)
        return [word for word, _, _ in near]

    def _connect(self) -> None:
        self._sqlite = sqlite3.connect(self.folder / "fts5.sqlite3", isolation_level=None)


class Tantivy(Peer):
    """tantivy, by its Python bindings."""

    name = "tantivy"
    shares_work = True

    def begin(self) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text")
        builder.add_integer_field("key", stored=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        for name in FACETS:
            if name != "year":
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        (self.folder / "tantivy").mkdir()
        index = tantivy.Index(builder.build(), path=str(self.folder / "tantivy"))
        self._writer = index.writer(200_000_000, self.processes)

    def add(self, rows: Sequence[Row]) -> None:
        import tantivy

        for row in rows:
            values = {name: getattr(row, name) for name in FACETS}
            self._writer.add_document(tantivy.Document(text=row.text, key=row.key, **values))

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(self.folder / "tantivy"))
        self._searcher = self._index.searcher()

    def ask(self, asked: Asked) -> Answer:
        from tantivy import FieldType, Occur, Query

        schema = self._index.schema
        terms = [Query.term_query(schema, "text", word) for word in asked.words]
        match asked.name:
            case "or3" | "and3":
                occur = Occur.Should if asked.name == "or3" else Occur.Must
                query = Query.boolean_query([(occur, term) for term in terms])
            case "phrase":
                query = Query.phrase_query(schema, "text", list(asked.words))
            case "prefix":
                query = Query.regex_query(schema, "text", asked.words[0] + ".*")
            case "fuzzy":
                query = Query.fuzzy_term_query(schema, "text", asked.words[0])
            case "filter":
                kind = Query.term_query(schema, "kind", asked.kind)
                years = Query.range_query(schema, "year", FieldType.Integer, *asked.years)
                filters = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in (kind, years)]
                query = Query.boolean_query([(Occur.Must, terms[0]), *filters])
            case _:
                query = terms[0]
        result = self._searcher.search(query, TOP, offset=DEEP if asked.name == "deep" else 0)
        if asked.name == "facet":
            every = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}
            self._searcher.aggregate(query, every)
        keys = [self._searcher.doc(address).to_dict()["key"][0] for _, address in result.hits]
        return Answer(result.count, keys)  # type: ignore[attr-defined]  # its stubs lack it


PEERS: dict[str, type[Peer]] = {
    peer.name: peer for peer in (CorpusSearch, Product, Whoosh, Fts5, Tantivy, OpenSearch, OpenSearchProduct)
}
