"""Spans of text as HTML."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from corpus_search.web.inline import Ink

texts = st.text(st.sampled_from("ab <>&\"'-\n"), max_size=60)


def page_mark(number: int) -> Markup:
    return Markup("<i>{}</i>").format(number)


def plain(written: Markup) -> str:
    return html.unescape(re.sub(r"<mark>|</mark>|<i>\d+</i>", "", str(written)))


@given(texts, st.lists(st.integers(0, 60), max_size=8), st.lists(st.integers(0, 60), max_size=4, unique=True))
def test_nothing_but_white_space_changes(text: str, edges: list[int], pages: list[int]) -> None:
    edges = sorted({min(edge, len(text)) for edge in edges})
    marks = list(zip(edges[::2], edges[1::2], strict=False))
    starts = [(start, number) for number, start in enumerate(sorted(pages), 1)]
    written = Ink(text, marks, starts, page_mark).write(0, len(text))
    assert re.sub(r"\s", "", plain(written)) == re.sub(r"\s", "", text)
    assert "\n" not in str(written)


@given(texts)
def test_everything_is_escaped(text: str) -> None:
    written = str(Ink(text, [], [], None).write(0, len(text)))
    assert not set("<>\"'") & set(written)


def test_words_are_marked_across_printed_lines() -> None:
    text = "bagi pencari\nkerja di desa"
    assert str(Ink(text, [(5, 18)], [], None).write(0, len(text))) == (
        "bagi <mark>pencari kerja</mark> di desa"
    )


def test_a_mark_is_cut_at_the_span() -> None:
    ink = Ink("satu dua tiga", [(5, 13)], [], None)
    assert str(ink.write(0, 8)) == "satu <mark>dua</mark>"
    assert str(ink.write(9, 13)) == "<mark>tiga</mark>"


def test_printed_lines_flow_and_a_hyphen_keeps_its_word_together() -> None:
    text = "undang-\nundang tentang\nkerja"
    assert str(Ink(text, [], [], None).write(0, len(text))) == "undang-undang tentang kerja"


def test_pages_are_numbered_where_they_begin() -> None:
    ink = Ink("satu dua tiga", [], [(0, 1), (5, 2), (9, 3)], page_mark)
    ink.begin(0)
    assert str(ink.write(0, 8)) == "<i>1</i>satu <i>2</i>dua"
    assert str(ink.write(9, 13)) == "<i>3</i>tiga"


def test_a_page_without_text_is_not_numbered() -> None:
    ink = Ink("satu dua", [], [(0, 1), (5, 2), (5, 3)], page_mark)
    ink.begin(0)
    assert str(ink.write(0, 8)) == "<i>1</i>satu <i>3</i>dua"


def test_a_later_stretch_begins_with_its_own_page() -> None:
    ink = Ink("satu dua tiga", [], [(0, 1), (5, 2), (9, 3)], page_mark)
    ink.begin(6)
    assert str(ink.write(6, 13)) == "<i>2</i>ua <i>3</i>tiga"
