from __future__ import annotations

import pytest

from corpus_search.language import language_of, language_of_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Peserta pelatihan menerima bantuan biaya dan insentif.", "id"),
        ("Saya daftar lewat hape, terus nunggu pengumuman.", "id"),
        ("Workers who lost their jobs could apply for the training card.", "en"),
        ("I think the courses were mostly useful for beginners.", "en"),
        ("LAMPIRAN KEPUTUSAN KEPALA DAERAH", "id"),
        ("a. Aula per 8 jam Rp 500.000,00 b. Asrama per kamar per hari Rp 100.000,00", "id"),
        ("Hydraulic power supply, anchor chain, sewage treatment", "en"),
        ("Aku wis tau melu pelatihan nang Purwokerto, gratis kabeh.", "id"),
        ("Ora ngerti, jere kancane sing melu malah ora olih apa-apa.", "id"),
        ("Tape Matrix Compiler, Least-Squares Polynomial Curve Fitting", "en"),
        ("Saya kerja freelance di marketplace, bikin konten, live streaming juga", "id"),
        ("P-04 d00485 d00486 K-17", "id"),
        ("Pasal 5", ""),
        ("2020 2021 2022 2023 (1) 5", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_passage(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pelatihan vokasi", "id"),
        ("insentif kartu prakerja", "id"),
        ("vocational training", "en"),
        ("who gets the incentive", "en"),
        ("siapa pendiri NASA", "id"),
        ("unemployed workers", "en"),
        ("BPJS", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_few_words(text: str, language: str) -> None:
    assert language_of_words(text.split()) == language
