from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_search.segmenting.splitting import split, trimmed, word_count

LIMIT = 12
words = st.lists(
    st.sampled_from(["kata", "No.", "akhir.", "Awal", "\n\n", "1.", "a", "?!"]), min_size=1, max_size=120
)


@given(words, st.lists(st.integers(0, 500), max_size=8))
def test_parts_keep_every_word_whole_and_in_order_within_the_limit(parts: list[str], cuts: list[int]) -> None:
    text = " ".join(parts)
    span = trimmed(text, 0, len(text))
    spans = split(text, span, cuts, LIMIT)
    assert " ".join(text[a:b] for a, b in spans).split() == text.split()
    assert all(word_count(text, a, b) <= LIMIT for a, b in spans)
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_cuts_come_before_sentences_and_parts_are_balanced() -> None:
    text = " ".join(f"{letter}. satu dua tiga. Empat lima" for letter in "abcdef")
    cuts = [text.index(f"{letter}. ") for letter in "abcdef"]
    parts = [text[a:b] for a, b in split(text, (0, len(text)), cuts, 20)]
    assert [part[0] for part in parts] == ["a", "d"]
    assert [len(part.split()) for part in parts] == [18, 18]


def test_without_cuts_it_is_cut_at_sentences() -> None:
    text = "Satu dua tiga empat. Lima enam tujuh. Delapan sembilan sepuluh."
    parts = [text[a:b] for a, b in split(text, (0, len(text)), (), 7)]
    assert parts == ["Satu dua tiga empat.", "Lima enam tujuh. Delapan sembilan sepuluh."]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "kata " * 30
    spans = split(text, trimmed(text, 0, len(text)), (), 12)
    assert [word_count(text, a, b) for a, b in spans] == [10, 10, 10]


def test_a_cut_within_a_word_is_not_used() -> None:
    text = "satu dua tiga empat lima enam"
    assert all(text[a - 1 : a] in ("", " ") for a, _ in split(text, (0, len(text)), [6, 7], 3))
