"""The journal of searches."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus_search.journal import FILE, Journal


def test_searches_are_kept_newest_first_and_the_same_one_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal.searches() == ()
    first = journal.searched("insentif", 12, who="sri", corpus="c", filters="kind=transcript")
    again = journal.searched("insentif", 12, who="sri", corpus="c", filters="kind=transcript")
    other = journal.searched("insentif", 12, who="budi", corpus="c", filters="kind=transcript")
    later = journal.searched("insentif", 13, who="sri", corpus="d", theme="uang")
    assert again == first
    assert journal.searches() == (later, other, first)
    assert journal.searches(offset=1, limit=1) == (other,)
    assert later.theme == "uang"
    journal.close()
    reopened = Journal(tmp_path)
    assert reopened.searches()[0] == later
    reopened.close()


def test_a_journal_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    before = journal.searched("insentif", 12, who="sri", corpus="c")
    journal.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.execute("DROP INDEX searches_by_time")
        file.execute("PRAGMA user_version = 2")
    journal = Journal(tmp_path)
    assert journal.searched("insentif", 12, who="sri", corpus="c") == before
    journal.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        plan = file.execute("EXPLAIN QUERY PLAN SELECT id FROM searches WHERE at >= '2026'").fetchall()
    assert "searches_by_time" in plan[0][-1]
    assert [copy.name[:10] for copy in (tmp_path / "backups").iterdir()] == ["journal-v2"]
