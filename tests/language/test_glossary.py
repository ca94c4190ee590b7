from __future__ import annotations

from pathlib import Path

import pytest

from corpus_search.errors import GlossaryError
from corpus_search.language import read_glossary, shipped_glossary


def found(text: str) -> tuple[int, set[str]]:
    match = shipped_glossary().find(text.split())
    return (match.length, {term.text for term in match.terms}) if match else (0, set())


@pytest.mark.parametrize(
    ("asked", "length", "term"),
    [
        ("pencari kerja muda", 2, "job seeker"),
        ("job seekers", 2, "pencari kerja"),
        ("phk massal", 1, "pemutusan hubungan kerja"),
        ("pemutusan hubungan kerja", 3, "PHK"),
        ("settlement disputes", 2, "penyelesaian sengketa"),
        ("usaha mikro kecil menengah", 4, "MSME"),
        ("pelindungan data pribadi", 3, "personal data protection"),
        ("jadual", 1, "jadwal"),
        ("foreigners", 1, "orang asing"),
        ("gawean", 1, "pekerjaan"),
        ("mencari pekerjaan", 2, "golet gawean"),
    ],
)
def test_the_longest_term_is_found_by_its_words_or_stems(asked: str, length: int, term: str) -> None:
    assert found(asked)[0] == length
    assert term in found(asked)[1]


def test_what_is_no_term_is_not_found() -> None:
    assert found("zebra") == (0, set())
    assert found("diakui") == (0, set())
    assert found("") == (0, set())


def test_it_has_several_hundred_rows_without_a_term_twice_in_one() -> None:
    assert len(shipped_glossary()) >= 400


def test_english_terms_of_several_words_have_a_plural() -> None:
    match = shipped_glossary().find(["pencari", "kerja"])
    assert match
    forms = {term.text: term.forms() for term in match.terms}
    assert forms["job seeker"] == (("job", "seeker"), ("job", "seekers"))


def test_a_corpus_adds_its_own(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text('[terms]\n"kartu muda" = ["youth card"]\nzebra = "kuda belang"\n', encoding="utf-8")
    glossary = read_glossary(file)
    match = glossary.find(["youth", "cards"])
    assert match
    assert [term.text for term in match.terms] == ["kartu muda"]
    assert glossary.find(["zebra"])
    assert glossary.find(["phk"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [("[terms", "cannot be read"), ("x = 1", "no table"), ("[terms]\na = 1", "a needs a list"),
     ('[terms]\na = ["-"]', "without a word")],
)  # fmt: skip
def test_a_broken_glossary_is_refused_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError, match=reason):
        read_glossary(file)
