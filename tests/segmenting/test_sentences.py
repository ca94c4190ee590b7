from __future__ import annotations

from itertools import pairwise

import pytest

from corpus_search.segmenting.sentences import sentence_starts


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text, 0, len(text)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    "one",
    [
        "Sesuai Peraturan No. 36 Tahun 2020 pasal itu berlaku.",
        "Menurut Sdr. Budi hal itu benar.",
        "Lihat hlm. 24 dan hlm. XII untuk rinciannya.",
        "Surat itu ditandatangani a.n. Menteri oleh sekretaris.",
        "Nilainya naik 2.500 menjadi 3.75 persen.",
        "Prof. Dr. H. M. Quraish hadir di sana.",
        "1. Peserta mendaftar dahulu.",
        "Ia berkata ... lalu diam.",
    ],
)
def test_abbreviations_decimals_and_list_numbers_end_no_sentence(one: str) -> None:
    assert sentences(one) == [one]


def test_marks_before_a_capital_or_figure_end_a_sentence() -> None:
    assert sentences("Saya daftar. Lalu lolos! Senang? Ya, senang. 20 orang ikut.") == [
        "Saya daftar.",
        "Lalu lolos!",
        "Senang?",
        "Ya, senang.",
        "20 orang ikut.",
    ]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert sentences("“Saya tidak tahu.” Begitu katanya.") == ["“Saya tidak tahu.”", "Begitu katanya."]


def test_a_year_at_the_end_ends_its_sentence() -> None:
    assert sentences("Itu tahun 2020. Kemudian berubah.") == ["Itu tahun 2020.", "Kemudian berubah."]


def test_an_empty_line_always_ends_a_sentence() -> None:
    assert sentences("tanpa titik\n\nbaris lain") == ["tanpa titik", "baris lain"]
