"""Who may see what."""

from __future__ import annotations

from datetime import date

import pytest

from corpus_search.access import Right, Role, Use, Viewer, access_now, is_embargoed, use_of
from corpus_search.model import Access

TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("role", "hidden", "rights"),
    [
        (Role.VISITOR, {Access.RESTRICTED, Access.WITHHELD}, set()),
        (Role.READER, {Access.RESTRICTED, Access.WITHHELD}, {Right.SAVE}),
        (Role.RESEARCHER, {Access.WITHHELD}, {Right.SAVE, Right.JUDGE}),
        (Role.LEAD, set(), set(Right)),
        (Role.OWNER, set(), set(Right)),
    ],
)
def test_each_role_sees_and_may_what_it_should(role: Role, hidden: set[Access], rights: set[Right]) -> None:
    viewer = Viewer("Sari", role)
    assert set(Access) - viewer.access == hidden
    assert viewer.sees_everything == (not hidden)
    assert {right for right in Right if viewer.may(right)} == rights


@pytest.mark.parametrize(
    ("until", "embargoed"),
    [
        ("", False),
        ("2026-04-30", False),
        ("2026-05-01", False),
        ("2026-05-02", True),
        ("2026-05", False),
        ("2026-06", True),
        ("2026", False),
        ("2027", True),
        ("sampai wisuda", True),
    ],
)
def test_an_embargo_ends_with_the_first_day_of_what_it_names(until: str, embargoed: bool) -> None:
    assert is_embargoed({"embargo_until": until}, TODAY) is embargoed


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ("", Use.QUOTE),
        ("lisan, 12 April", Use.QUOTE),
        ("quote", Use.QUOTE),
        ("Cite", Use.CITE),
        ("hanya dirujuk", Use.CITE),
        ("none", Use.NONE),
        ("Tidak.", Use.NONE),
        ("dicabut", Use.NONE),
    ],
)
def test_consent_is_understood_in_both_languages(said: str, use: Use) -> None:
    assert use_of({"consent": said}) is use


@pytest.mark.parametrize(
    ("said", "metadata", "now"),
    [
        (Access.PUBLIC, {}, Access.PUBLIC),
        (Access.PUBLIC, {"embargo_until": "2027"}, Access.RESTRICTED),
        (Access.PUBLIC, {"consent": "none"}, Access.WITHHELD),
        (Access.PUBLIC, {"consent": "cite"}, Access.PUBLIC),
        (Access.WITHHELD, {"embargo_until": "2027"}, Access.WITHHELD),
        (Access.RESTRICTED, {"embargo_until": "2020"}, Access.RESTRICTED),
    ],
)
def test_the_strictest_of_what_is_said_counts(said: Access, metadata: dict[str, str], now: Access) -> None:
    assert access_now(said, metadata, TODAY) is now
