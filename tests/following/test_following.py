"""Who cites whom, what amends what, and how a regulation reads on a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.following import (
    Article,
    Change,
    Reading,
    as_amended,
    changes_of,
    differences,
    in_force_from,
    reads_on,
)
from corpus_search.workspace import Workspace


def test_standing_tells_what_the_corpus_knows(law: Workspace) -> None:
    standing = law.lawbook.standing(law.document("perpres-2020-12"))
    assert [named.identifier for named in standing.amended_by] == ["perpres-2021-5", "perpres-2022-9"]
    assert (standing.amends, standing.repeals, standing.repealed_by) == ((), (), ())
    assert (standing.enacted, standing.promulgated, standing.in_force_from) == ("2020-03-03",) * 3


def test_a_repeal_is_told_on_both_sides(law: Workspace) -> None:
    repealed = law.lawbook.standing(law.document("perpres-2021-5")).repealed_by
    assert [(named.identifier, named.partly) for named in repealed] == [("perpres-2024-1", False)]
    repeals = law.lawbook.standing(law.document("perpres-2024-1")).repeals
    assert [(named.identifier, named.partly) for named in repeals] == [("perpres-2021-5", False)]


def test_interviews_count_among_those_who_cite(law: Workspace) -> None:
    cited_by = law.lawbook.cited_by(law.document("perpres-2020-12"))
    assert "transkrip-sari" in [citing.document.id for citing in cited_by]
    by_article = law.lawbook.cited_by(law.document("perpres-2020-12"), "2")
    assert [citing.document.id for citing in by_article] == ["transkrip-sari"]
    assert law.lawbook.cited_articles(law.document("perpres-2020-12"))["2"] == 1


def test_what_is_not_here_is_listed(law: Workspace) -> None:
    cites = {
        cited.named.identifier: cited.named.document
        for cited in law.lawbook.cites(law.document("transkrip-sari"))
    }
    assert cites["uu-2003-13"] is None
    assert cites["perpres-2020-12"] is not None
    assert ("uu-2003-13", 1) in [(named.identifier, count) for named, count in law.lawbook.not_here()]


def test_each_change_stands_beside_the_wording_before_it(law: Workspace) -> None:
    amending = law.document("perpres-2022-9")
    (named,) = law.lawbook.standing(amending).amends
    (compared,) = changes_of(amending, named, law.lawbook, law.contents)
    assert compared.before is not None
    assert compared.change.article is not None
    assert "60 hari" in compared.before.text
    assert "90 hari" in compared.change.article.text


def read(law: Workspace, on: str) -> dict[str, tuple[str | None, str | None]]:
    """Each article's wording and the id of what gave it, on a date."""
    items = reads_on(law.document("perpres-2020-12"), date.fromisoformat(on), law.lawbook, law.contents).items
    return {
        item.number: (item.article.text if item.article else None, item.source.id if item.source else None)
        for item in items
        if isinstance(item, Reading)
    }


@pytest.mark.parametrize(
    ("on", "days", "source", "inserted"),
    [
        ("2020-12-31", "30 hari", None, False),
        ("2021-05-30", "30 hari", None, False),
        ("2021-05-31", "60 hari", "perpres-2021-5", True),
        ("2022-12-31", "60 hari", "perpres-2021-5", True),
        ("2023-01-01", "90 hari", "perpres-2022-9", True),
    ],
)
def test_a_regulation_as_it_reads_on_a_date(
    law: Workspace, on: str, days: str, source: str | None, *, inserted: bool
) -> None:
    articles = read(law, on)
    assert days in (articles["2"][0] or "")
    assert articles["2"][1] == source
    assert ("2A" in articles) is inserted
    assert (articles["3"][0] is None) is inserted
    assert list(articles) == (["1", "2", "2A", "3", "4"] if inserted else ["1", "2", "3", "4"])


def test_a_quoted_part_of_an_article_does_not_replace_it(law: Workspace) -> None:
    part = Change("2", "worded", Article("2", "(2) Hanya ayat ini.", 0, 1), "order", 0, 1)
    lost = Change("99", "deleted", None, "order", 0, 1)
    amending = law.document("perpres-2021-5")
    read = as_amended(law.contents("perpres-2020-12"), [(amending, "2021", (part, lost))], date(2025, 1, 1))
    kept = next(item for item in read.items if isinstance(item, Reading) and item.number == "2")
    assert kept.source is None
    assert [change for _, change in read.unplaced] == [part, lost]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Peraturan ini mulai berlaku pada tanggal diundangkan.", "2020-04-07"),
        ("Undang-Undang ini mulai berlaku pada hari diundangkan.", "2020-04-07"),
        ("Peraturan ini mulai berlaku pada tanggal ditetapkan.", "2020-04-01"),
        ("Peraturan ini mulai berlaku pada tanggal 1 Januari 2021.", "2021-01-01"),
        (
            "Peraturan ini mulai berlaku setelah 30 (tiga puluh) hari terhitung sejak tanggal diundangkan.",
            "2020-05-07",
        ),
        (
            "Peraturan ini mulai berlaku setelah 2 (dua) tahun terhitung sejak tanggal diundangkan.",
            "2022-04-07",
        ),
        ("Peraturan ini tetap berlaku.", None),
    ],
)
def test_when_a_regulation_says_that_it_is_in_force(words: str, day: str | None) -> None:
    assert in_force_from(words, len(words), "2020-04-01", "2020-04-07") == day


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_differences_hold_both_wordings(old: str, new: str) -> None:
    found = differences(old, new)
    assert " ".join(d.text for d in found if d.kind != "new").split() == old.split()
    assert " ".join(d.text for d in found if d.kind != "gone").split() == new.split()
