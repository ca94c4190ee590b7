"""Saved searches, and what each has shown already."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.saved import SavedSearches
from corpus_search.storing import back_up

ONE, TWO, THREE = (bytes([number]) * 16 for number in (1, 2, 3))


def test_a_search_is_kept_with_what_it_has_shown(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    assert searches.list() == ()
    kept = searches.save(" Uang  saku ", "insentif", who="sri", corpus="a", passages=[ONE, ONE])
    assert (kept.name, kept.total, kept.corpus) == ("Uang saku", 1, "a")
    assert searches.seen(kept.id) == {ONE}
    searches.look(kept.id, corpus="b", passages=[TWO, THREE])
    looked = searches.one(kept.id)
    assert (looked.total, looked.corpus) == (2, "b")
    assert searches.seen(kept.id) == {ONE, TWO, THREE}
    searches.close()
    again = SavedSearches(tmp_path)
    assert again.list("sri") == (looked,)
    assert again.list("budi") == ()
    assert "saved.sqlite3" in back_up(tmp_path).files
    again.close()


def test_a_name_is_free_again_when_its_search_is_removed(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    first = searches.save("", "insentif", who="sri", corpus="a", passages=[])
    assert first.name == "insentif"
    with pytest.raises(UsageError, match="already"):
        searches.save("insentif", "uang", who="sri", corpus="a", passages=[])
    assert searches.save("insentif", "uang", who="budi", corpus="a", passages=[]).who == "budi"
    searches.remove(first.id)
    with pytest.raises(NotFoundError):
        searches.look(first.id, corpus="b", passages=[ONE])
    with pytest.raises(NotFoundError):
        searches.remove(first.id)
    assert searches.save("insentif", "uang", who="sri", corpus="a", passages=[]).id != first.id
    searches.close()


@pytest.mark.parametrize(("name", "query"), [("x", ""), ("x" * 201, "uang")])
def test_what_cannot_be_kept(tmp_path: Path, name: str, query: str) -> None:
    searches = SavedSearches(tmp_path)
    with pytest.raises(UsageError):
        searches.save(name, query, who="sri", corpus="a", passages=[])
    searches.close()
