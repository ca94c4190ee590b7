from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.language import is_root, stem_en, stem_id, words


@pytest.mark.parametrize(
    "family",
    [
        "latih melatih dilatih pelatihan latihan pelatih berlatih terlatih pelatihannya",
        "kerja bekerja pekerja pekerjaan mempekerjakan dikerjakan pekerjanya kerjaan",
        "pemerintah pemerintahan pemerintahnya",
        "kebijakan kebijakannya",
        "wirausaha kewirausahaan berwirausaha wirausahawan",
        "selidik penyelidikan penyelidik",
        "setuju persetujuan disetujui menyetujui",
        "menganggur pengangguran penganggur nganggur",
        "cari mencari pencari nyari",
        "lamar melamar ngelamar",
        "tidak nggak gak ndak",
        "izin perizinan ijin perijinan",
        "lindung perlindungan pelindungan melindungi",
        "beri berikan memberikan ngasih dikasih",
        "dapat dapet",
        "ajar mengajar ngajarin",
        "anak anak2",
        "kawal mengawal pengawal pengawalan dikawal",
        "kemas mengemas pengemasan kemasan dikemas",
        "saring menyaring penyaringan tersaring",
        "padu memadukan terpadu pemaduan",
        "rinci merinci terperinci perincian rincian",
        "marah memarahi dimarahi pemarah kemarahan",
        "sepakat disepakati kesepakatan menyepakati",
        "ketua diketuai mengetuai",
        "langkah berlangkah melangkah langkahnya",
        "mulai dimulai dimulainya mulailah",
        "huni penghuni berpenghuni dihuni",
        "kepung dikepung ngepung",
        "ingat mengingatkan ngingetin",
        "hitung dihitung ngitung",
    ],
)
def test_a_family_meets_in_one_stem(family: str) -> None:
    assert len({stem_id(word) for word in family.split()}) == 1


def test_families_of_policy_and_research_meet() -> None:
    lines = Path(__file__).with_name("families.txt").read_text(encoding="utf-8").splitlines()
    families = [line.split() for line in lines if not line.startswith("#")]
    assert [family for family in families if len({stem_id(word) for word in family}) > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("beruang", "uang"),
        ("mencemari", "cari"),
        ("digemari", "gari"),
        ("keunikan", "uni"),
        ("peluang", "luang"),
        ("sekolah", "kolah"),
        ("menteri", "teri"),
        ("bedakan", "bedak"),
        ("melukis", "luka"),
        ("pemerintah", "perintah"),
        ("kebijakan", "bijak"),
        ("pengalaman", "alam"),
        ("pengangguran", "anggur"),
        ("berikan", "ikan"),
        ("pengadaan", "ada"),
        ("peserta", "serta"),
        ("pasal", "asal"),
        ("daerah", "darah"),
        ("desa", "desah"),
        ("relawan", "rawan"),
        ("perbankan", "perban"),
        ("pendapatan", "dapat"),
        ("persetujuan", "tujuan"),
        ("bekasi", "bekas"),
        ("mengemas", "emas"),
        ("mengetik", "etika"),
        ("memadukan", "madu"),
        ("keturunan", "rukun"),
    ],
)
def test_strangers_stay_apart(one: str, other: str) -> None:
    assert stem_id(one) != stem_id(other)


@pytest.mark.parametrize("word", ["5", "12b", "di", "ktp", "prakerja"])
def test_numbers_short_words_and_names_stay(word: str) -> None:
    assert stem_id(word) == word


def test_english_stems() -> None:
    assert {stem_en(word) for word in ("train", "training", "trained", "trains")} == {"train"}
    assert stem_en("12b") == "12b"


@given(st.text(max_size=60))
def test_a_stem_is_one_word_again(text: str) -> None:
    for word in words(text):
        assert words(stem_id(word)) == [stem_id(word)]
        assert words(stem_en(word)) == [stem_en(word)]


def test_stems_are_the_same_from_many_threads() -> None:
    some = [
        f"{prefix}latih{suffix}"
        for prefix in ("me", "pe", "ber", "di", "ter")
        for suffix in ("", "an", "kan")
    ]
    alone = [(stem_id(word), stem_en(word)) for word in some]
    stem_id.cache_clear()
    stem_en.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda word: (stem_id(word), stem_en(word)), some)) == alone


def test_where_two_roots_may_be_meant_the_preferred_one_is_a_root() -> None:
    text = files("corpus_search.language").joinpath("preferred_id.txt").read_text(encoding="utf-8")
    preferred = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [root for root in preferred if not is_root(root)] == []
    assert len(set(preferred)) == len(preferred)


@pytest.mark.parametrize("name", ["exceptions_id.tsv", "spoken_id.tsv"])
def test_each_word_of_a_table_stands_there_once(name: str) -> None:
    text = files("corpus_search.language").joinpath(name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert all(len(row) == 2 for row in rows)
    assert len({word for word, _ in rows}) == len(rows)
    for word, _ in rows:
        assert words(word) == [word]
