from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus_search.engines.base import Among, And, Between, Clause, Fuzzy, Not, Or, Pattern, Phrase, Word
from corpus_search.searching import parse

SIGNS = ["AND", "OR", "NOT", "(", ")", '"', "“", "”", "-", "*", "?", "~", "~2", ":", "..", "/"]
TERMS = ["judul:", "tahun:", "jenis:", "pasal:", "kerja", "pela*", "w?rd", "a~", "x:y", "2020"]
QUERIES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(SIGNS + TERMS), max_size=30).flatmap(
        lambda parts: st.sampled_from(("", " ")).map(lambda gap: gap.join(parts))
    ),
)


def codes(text: str) -> list[str]:
    return [note.code for note in parse(text).notes]


def all_words(*words: str) -> Clause:
    return And(tuple(Word(word) for word in words))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("pelatihan", Word("pelatihan")),
        ("Pelatihan VOKASI", all_words("pelatihan", "vokasi")),
        ("Pasal 5 ayat (2) huruf b", all_words("pasal", "5", "ayat", "2", "huruf", "b")),
        ("pelatihan pelatihan", Word("pelatihan")),
        ("dan/atau", all_words("dan", "atau")),
        ("anak-anak", Phrase(("anak", "anak"))),
        ("Rp3.500.000", Phrase(("rp3", "500", "000"))),
        ("Jum’at", Word("jumat")),
        ("perpres 113/2022", all_words("perpres", "113", "2022")),
    ],
)
def test_plain_words_must_all_be_there(text: str, clause: Clause) -> None:
    assert parse(text).clause == clause


def test_each_plain_word_counts_for_itself_below_those_with_all() -> None:
    assert parse("kartu prakerja").some == (Word("kartu"), Word("prakerja"))
    assert parse("prakerja").some == ()
    assert parse("kartu prakerja kartu").some == (Word("kartu", weight=2.0), Word("prakerja"))


def test_the_telling_parts_of_a_compound_count_too_but_not_those_of_a_number() -> None:
    assert parse("e-learning").some == (Word("learning"),)
    assert parse("face-to-face").some == (Word("face", weight=2.0),)
    assert parse("insentif Rp3.500.000").some == (Word("insentif"), Phrase(("rp3", "500", "000")))


@pytest.mark.parametrize(
    ("text", "has", "has_not"),
    [
        (
            'Saya mencari apa yang disebut "kerja layak" oleh para informan. Juga yang berkaitan dengan upah.',
            Word("layak"),
            Phrase(("kerja", "layak")),
        ),
        (
            "Papers on the type of operators like *, + in languages. I am not sure how to phrase this: a question.",
            Word("operators"),
            Word("the"),
        ),
        (
            "the ways in which those who have lost their work look for another, and what they say of the training "
            "that was offered to them by the office of their district",
            Word("district"),
            Word("their"),
        ),
    ],
)
def test_sentences_are_plain_words(text: str, has: Clause, has_not: Clause) -> None:
    parsed = parse(text)
    assert has in parsed.some
    assert has_not not in parsed.some
    assert parsed.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        'peserta yang memaknai "kerja layak" setelah mengikuti program dan pelatihan di balai kerja',
        "jenis:transkrip bagaimana peserta mencari pekerjaan. Apa yang mereka lakukan sesudah itu semua di kota",
        "(pelatihan OR magang) AND (upah OR gaji) dan yang lain untuk para peserta. Di sini dan di sana juga",
    ],
)
def test_a_query_with_operators_stays_one(text: str) -> None:
    assert parse(text).some == ()


def test_a_question_with_a_name_in_quotation_marks_asks_for_none_of_its_small_words() -> None:
    parsed = parse('siapa yang disebut "bapak dari ilmu"?')
    name = Phrase(("bapak", "dari", "ilmu"))
    assert parsed.clause == And((Word("disebut"), name))
    assert parsed.some == (
        Word("disebut"),
        name,
        Word("bapak", stemmed=False),
        Word("ilmu", stemmed=False),
    )


def test_a_question_of_a_name_alone_asks_for_it_as_it_is_written() -> None:
    assert parse('apa itu "insentif"?') == parse('apa itu "insentif"?', any_words=True)
    assert parse('apa itu "insentif"?').clause == Word("insentif", stemmed=False)


@pytest.mark.parametrize("text", ['apa itu "kerja layak"~3?', 'apa itu "kerja layak" OR upah?'])
def test_a_question_with_operators_finds_only_what_matches(text: str) -> None:
    assert parse(text).some == ()


def test_any_word_is_enough_where_that_was_chosen() -> None:
    parsed = parse("kartu prakerja", any_words=True)
    assert parsed.clause == Or((Word("kartu"), Word("prakerja")))
    assert parsed.some == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("syarat untuk peserta", "syarat peserta"),
        ("apa itu kartu prakerja?", "kartu prakerja"),
        ("siapa yang wajib melapor", "wajib melapor"),
        ("tidak dapat bekerja", "tidak dapat bekerja"),
        ("what does the card pay for", "card pay"),
        ("insentif diberikan kapan?", "insentif diberikan"),
        ("yang di", "yang di"),
        ("apa itu", "apa"),
        ("apa", "apa"),
    ],
)
def test_words_that_carry_little_are_not_asked_for(text: str, words: str) -> None:
    expected = [Word(word) for word in words.split()]
    assert parse(text).clause == (expected[0] if len(expected) == 1 else And(tuple(expected)))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ('"pencari kerja"', Phrase(("pencari", "kerja"))),
        ("“Pencari Kerja”", Phrase(("pencari", "kerja"))),
        ('"kerja"', Word("kerja", stemmed=False)),
        ('"yang di atas"', Phrase(("yang", "di", "atas"))),
        ('"a b"~5', Phrase(("a", "b"), slop=5)),
        ('"a b"~', Phrase(("a", "b"), slop=5)),
        ("pelatihan NOT magang", And((Word("pelatihan"), Not(Word("magang"))))),
        ("pelatihan -magang", And((Word("pelatihan"), Not(Word("magang"))))),
        ('pelatihan -"di luar"', And((Word("pelatihan"), Not(Phrase(("di", "luar")))))),
        ("NOT NOT magang", Word("magang")),
        ("e-KTP NOT a", And((Phrase(("e", "ktp")), Not(Word("a"))))),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("x y OR z", Or((all_words("x", "y"), Word("z")))),
        ("x (y OR z)", And((Word("x"), Or((Word("y"), Word("z")))))),
        ("x AND NOT (y OR z)", And((Word("x"), Not(Or((Word("y"), Word("z"))))))),
        ("pelatih*", Pattern("pelatih*")),
        ("PEL?tihan", Pattern("pel?tihan")),
        ("anak-an*", And((Word("anak"), Pattern("an*")))),
        ("prakreja~", Fuzzy("prakreja", distance=1)),
        ("prakreja~2", Fuzzy("prakreja", distance=2)),
        ("prakreja~9", Fuzzy("prakreja", distance=2)),
        ("prakerja~0 OR x", Or((Word("prakerja"), Word("x")))),
    ],
)
def test_operators(text: str, clause: Clause) -> None:
    parsed = parse(text)
    assert parsed.clause == clause
    assert parsed.some == ()
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("judul:prakerja", Word("prakerja", where="title")),
        ("title:prakerja", Word("prakerja", where="title")),
        ('judul:"kartu prakerja"', Phrase(("kartu", "prakerja"), where="title")),
        ("judul:(kartu prakerja)", And((Word("kartu", "title"), Word("prakerja", "title")))),
        ("judul:prak*", Pattern("prak*", where="title")),
        ("jenis:transkrip", Among("kind", ("transcript",))),
        ("Jenis: Transkrip", Among("kind", ("transcript",))),
        ("kind:transcript", Among("kind", ("transcript",))),
        ('jenis:"catatan lapangan"', Among("kind", ("field_note",))),
        ("jenis:field_note", Among("kind", ("field_note",))),
        ("jenis:peraturan,wawancara", Among("kind", ("regulation", "transcript"))),
        ("jenis:(peraturan OR wawancara)", Among("kind", ("regulation", "transcript"))),
        ("tahun:2020", Between("year", "2020", "2020")),
        ("tahun:2020..2022", Between("year", "2020", "2022")),
        ("year:2020-2022", Between("year", "2020", "2022")),
        ("tahun:2020..", Between("year", "2020", None)),
        ("tahun:..2020", Between("year", None, "2020")),
        ("tahun:2018,2020", Or((Between("year", "2018", "2018"), Between("year", "2020", "2020")))),
        ("tanggal:2021-04..2021-05", Between("date", "2021-04-01", "2021-05-31")),
        ("tanggal:2020-02", Between("date", "2020-02-01", "2020-02-29")),
        ("tanggal:12/4/2021", Between("date", "2021-04-12", "2021-04-12")),
        ("date:2021..", Between("date", "2021-01-01", None)),
        ("pasal:5", Among("article", ("5",))),
        ("pasal:12b", Among("article", ("12B",))),
        ("article:ii", Among("article", ("II",))),
        ('penutur:"Informan 3"', Among("speaker", ("Informan 3",))),
        ("bahasa:inggris", Among("language", ("en",))),
        ("bahasa:id", Among("language", ("id",))),
        ("koleksi:regulations", Among("collection", ("regulations",))),
        ("kerja -jenis:transkrip", And((Word("kerja"), Not(Among("kind", ("transcript",)))))),
        (
            "kerja (jenis:transkrip OR tahun:2020)",
            And((Word("kerja"), Or((Among("kind", ("transcript",)), Between("year", "2020", "2020"))))),
        ),
    ],
)
def test_fields(text: str, clause: Clause) -> None:
    parsed = parse(text)
    assert parsed.clause == clause
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "clause", "code"),
    [
        ("pelatihan (magang", all_words("pelatihan", "magang"), "unbalanced"),
        ("pelatihan) magang", all_words("pelatihan", "magang"), "unbalanced"),
        ('"pelatihan kerja', all_words("pelatihan", "kerja"), "unbalanced"),
        ('kerja ""', Word("kerja"), "empty_phrase"),
        ("kerja AND", Word("kerja"), "lone_operator"),
        ("OR kerja", Word("kerja"), "lone_operator"),
        ("kerja NOT", Word("kerja"), "lone_operator"),
        ("AND", None, "lone_operator"),
        ("warna:merah", all_words("warna", "merah"), "unknown_field"),
        ("tahun:kemarin kerja", Word("kerja"), "bad_range"),
        ("tahun:2022..2020 kerja", Word("kerja"), "bad_range"),
        ("tanggal:2021-02-30 kerja", Word("kerja"), "bad_range"),
        ("jenis:lagu kerja", Word("kerja"), "bad_value"),
        ("kerja jenis:", Word("kerja"), "bad_value"),
        ("NOT magang", Not(Word("magang")), "only_not"),
    ],
)
def test_a_slip_is_noted_and_the_rest_searched(text: str, clause: Clause | None, code: str) -> None:
    parsed = parse(text)
    assert parsed.clause == clause
    assert [note.code for note in parsed.notes] == [code]


@pytest.mark.parametrize(
    "text", ["http://contoh.go.id/a", "Catatan: kerja", "pukul 12:30", "a - b", "apa*? ya?"]
)
def test_what_only_looks_like_syntax_is_no_slip(text: str) -> None:
    assert codes(text) == []


def test_excluded_words_and_those_of_titles_are_not_marked() -> None:
    parsed = parse('kerja "di luar" NOT magang judul:prakerja lat*')
    assert parsed.marked == (Word("kerja"), Phrase(("di", "luar")), Pattern("lat*"))


@pytest.mark.parametrize("text", ["", "  ", "***", "()", "…", "???"])
def test_there_may_be_nothing_to_search(text: str) -> None:
    assert parse(text).clause is None


def test_a_query_has_bounds() -> None:
    assert codes("kerja " * 1_000) == ["too_long"]
    assert len(parse("kerja " * 1_000).text) <= 1_000
    deep = parse("(" * 400 + "a OR b" + ")" * 400)
    assert "too_long" in [note.code for note in deep.notes]
    assert parse("(" * 60 + "x OR y" + ")" * 60).clause == Or((Word("x"), Word("y")))
    assert parse("NOT " * 100 + "x OR y").clause == Or((Word("x"), Word("y")))


def _leaves(clause: Clause) -> Iterator[Clause]:
    match clause:
        case And(clauses) | Or(clauses):
            for part in clauses:
                yield from _leaves(part)
        case Not(inner):
            yield from _leaves(inner)
        case _:
            yield clause


@given(QUERIES)
@example("(" * 1000)
@example('"' * 999)
@example("a:" * 400)
@example("-" * 1000)
@example("NOT " * 300)
def test_whatever_is_typed_is_understood_somehow_and_bounded(text: str) -> None:
    parsed = parse(text)
    clauses = [*([parsed.clause] if parsed.clause else []), *parsed.some]
    leaves = [leaf for clause in clauses for leaf in _leaves(clause)]
    assert len(leaves) <= 2_000
    for leaf in leaves:
        match leaf:
            case Word(word):
                assert word
            case Phrase(found):
                assert len(found) > 1
            case Pattern(pattern):
                assert pattern.strip("*?")
            case Among(_, values):
                assert values


@given(QUERIES)
def test_a_query_understood_is_the_same_when_typed_again(text: str) -> None:
    assert parse(parse(text).text).clause == parse(text).clause


def test_small_words_of_a_compound_are_not_asked_for_alone() -> None:
    parsed = parse("face-to-face training")
    alone = {clause.text for clause in parsed.some if isinstance(clause, Word)}
    assert "to" not in alone
    assert {"face", "training"} <= alone
