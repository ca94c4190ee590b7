from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.language import tokens
from corpus_search.searching import Sought, marks, parse, snippets
from corpus_search.searching.snippets import SHORT_PASSAGE

PARTS = "pelatihan|kerja,|pencari|kerja.|Pasal|5|ayat|(2)|Rp3.500.000|anak-anak|Jum’at\n|melatih|e-KTP|é|ﬁn"
WORDS = st.sampled_from(PARTS.split("|"))
TEXTS = st.one_of(st.lists(WORDS, max_size=150).map(" ".join), st.text(max_size=400))
QUERIES = st.sampled_from(
    [
        "pelatihan kerja",
        '"pencari kerja"',
        '"kerja pencari"~5',
        "lat* OR pel?tihan",
        "kerja~",
        "anak-anak",
        "3.500.000",
        "NOT kerja",
        "",
        "fin e",
    ]
)


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, parse(query).marked)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Pelatihan dan pelatih melatih.", "pelatihan", ["Pelatihan", "pelatih", "melatih"]),
        ("Pelatihan dan pelatih melatih.", '"pelatihan"', ["Pelatihan"]),
        ("Trainers trained; training.", "training", ["trained", "training"]),
        ("pencari kerja dan kerja", '"pencari kerja"', ["pencari kerja"]),
        ("kerja sama, bekerja, lagi, sama", '"sama kerja"~1', ["kerja", "sama"]),
        ("a x b x x x x x x x a", '"a b"~2', ["a", "b"]),
        ("a x x b x x x x x x x a", '"a b"~2', []),
        ("kerja x kerja x kerja", '"kerja kerja"~2', ["kerja", "kerja", "kerja"]),
        ("kerja x x sama kerja", '"kerja sama kerja"~1', []),
        ("Anak-anak bermain, anak", '"anak-anak"', ["Anak-anak"]),
        ("Anak-anak bermain, anak", "anak-anak", ["Anak-anak", "anak"]),
        ("sebesar Rp3.500.000,00", "Rp3.500.000", ["Rp3.500.000"]),
        ("hari Jum’at", "jumat", ["Jum’at"]),
        ("pelatih pelatihan latih", "pelatih*", ["pelatih", "pelatihan"]),
        ("Prakerja, prakarya", "prakreja~", ["Prakerja"]),
        ("pelatihan dan magang", "pelatihan NOT magang", ["pelatihan"]),
        ("kartu prakerja", "judul:prakerja", []),
    ],
)
def test_what_is_asked_for_is_marked(text: str, query: str, expected: list[str]) -> None:
    assert marked(text, query) == expected


@given(TEXTS, QUERIES)
def test_marks_lie_in_order_at_the_borders_of_words(text: str, query: str) -> None:
    starts = {token.start for token in tokens(text)}
    ends = {token.end for token in tokens(text)}
    at = 0
    for start, end in marks(text, parse(query).marked):
        assert at <= start < end <= len(text)
        assert start in starts
        assert end in ends
        at = end


@given(TEXTS, QUERIES, st.integers(0, 1000))
def test_snippets_are_pieces_of_the_text_that_cut_no_word(text: str, query: str, offset: int) -> None:
    document = "x" * offset + text
    asked = parse(query)
    found = snippets(text, Sought(asked.marked), start=offset)
    assert 1 <= len(found) <= 3
    at = offset
    for snippet in found:
        end = snippet.start + len(snippet.text)
        assert at <= snippet.start <= end <= len(document)
        assert document[snippet.start : end] == snippet.text
        at = end
        for token in tokens(text):
            assert not token.start < snippet.start - offset < token.end
            assert not token.start < end - offset < token.end
        whole = marks(text, asked.marked)
        shift = snippet.start - offset
        for start, stop in snippet.marks:
            assert any(low <= start + shift and stop + shift <= high for low, high in whole)
    if marks(text, asked.marked):
        assert any(snippet.marks for snippet in found)


def test_a_short_passage_is_shown_whole() -> None:
    (snippet,) = snippets("Peserta wajib melapor.", Sought(parse("lapor").marked), start=7)
    assert snippet.text == "Peserta wajib melapor."
    assert (snippet.start, snippet.cut_before, snippet.cut_after) == (7, False, False)
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["melapor"]


def test_snippets_show_as_many_different_words_as_they_can() -> None:
    filler = "Kalimat ini tidak memuat apa pun yang dicari oleh siapa pun juga. " * 8
    text = f"Insentif insentif insentif. {filler}Pelatihan daring ada di sini. {filler}Akhir dari teks dan sertifikat."
    assert len(text) > SHORT_PASSAGE
    found = snippets(text, Sought(parse("insentif pelatihan sertifikat").marked))
    shown = " ".join(snippet.text for snippet in found)
    assert len(found) == 3
    assert all(word in shown for word in ("Insentif", "Pelatihan", "sertifikat"))
    assert all(len(snippet.text) <= 330 for snippet in found)
    assert (found[0].cut_before, found[0].cut_after) == (False, True)
    assert (found[2].cut_before, found[2].cut_after) == (True, False)
    assert found[1].text.startswith("Pelatihan daring")


def test_a_passage_without_the_words_shows_its_beginning() -> None:
    text = "Kata pertama ada di awal. " * 40
    (snippet,) = snippets(text, Sought(parse("pelatihan").marked))
    assert text.startswith(snippet.text)
    assert snippet.marks == ()


def test_a_run_without_a_space_is_cut_somewhere() -> None:
    text = "a" * 5_000
    (snippet,) = snippets(text, Sought(parse("zzz").marked))
    assert 0 < len(snippet.text) < 400
