"""The journal of searches."""

from __future__ import annotations

from pathlib import Path

from corpus_search.journal import Journal


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
