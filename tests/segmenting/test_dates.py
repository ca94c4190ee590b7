from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.segmenting.dates import date_line, find_date, find_day, parse_date, seconds


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Senin, 12 April 2021", "2021-04-12"),
        ("Jum'at, 2 Nopember 2018", "2018-11-02"),
        ("12/04/2021", "2021-04-12"),
        ("12.04.2021", "2021-04-12"),
        ("12-04-21", "2021-04-12"),
        ("2021-04-12", "2021-04-12"),
        ("April 12, 2021", "2021-04-12"),
        ("12th of April".replace("of ", "") + " 2021", "2021-04-12"),
        ("1 Agt. 2020", "2020-08-01"),
        ("Mei 2020", "2020-05"),
        ("2020-05", "2020-05"),
        ("2020", "2020"),
        ("31/02/2021", None),
        ("09.30 WIB", None),
        ("besok", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso
    assert find_date(f"tanggal {text} itu") == iso


def test_a_value_with_more_than_a_date_is_none() -> None:
    assert parse_date("12 April 2021 atau nanti") is None
    assert find_day("Catatan 1: 14 Apr. 2021") == "2021-04-14"
    assert find_day("tahun 2021") is None


def test_sums_of_money_are_no_years() -> None:
    assert find_date("Rp 2.020 dan 1.999,50") is None


@given(st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_read_in_each_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"):
        assert parse_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Senin, 12 April 2021", "Senin, 12 April 2021"),
        ("Selasa, 13 April 2021, pukul 09.00-11.45 WIB", "Selasa, 13 April 2021"),
        ("Hari/Tanggal: Rabu, 14 April 2021", "Hari/Tanggal: Rabu, 14 April 2021"),
        ("14/04/2021 (Rabu)", "14/04/2021"),
        ("Monday, April 12, 2021", "Monday, April 12, 2021"),
        ("Pada 12 April 2021 saya datang.", None),
        ("12 April", None),
        ("12 April 2021 saya datang", None),
    ],
)
def test_lines_that_are_a_date(line: str, label: str | None) -> None:
    assert date_line(line) == label


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("00:12:31", 751.0),
        ("0:03", 3.0),
        ("01:02:03,5", 3723.5),
        ("75:10", 4510.0),
        ("9:75", None),
        ("12", None),
    ],
)
def test_time_stamps(stamp: str, expected: float | None) -> None:
    assert seconds(stamp) == expected
