from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus_search.model import Kind, Line, LineRole, NodeType, Segmentation
from corpus_search.segmenting.transcript_labels import label_above, label_of
from corpus_search.segmenting.transcript_roles import interviewers

TRANSCRIPT = """TRANSKRIP WAWANCARA
Nama Informan : Sri (samaran)
Jabatan: Peserta
Tanggal Wawancara: Senin, 12 April 2021
Lokasi: Purwokerto
Pewawancara: A.B.
Durasi : 45 menit

P: Bagaimana Anda tahu program ini?
I: Dari teman. Dia bilang: daftar saja.
Catatan: informan tertawa
P : Lalu?
I : (tertawa) Ya saya daftar. Syaratnya begini: KTP dan KK.
[00:12:31] I: Lolos gelombang 4.
Jadi: begitulah
"""


Segment = Callable[..., Segmentation]


def turns(segmentation: Segmentation) -> list[tuple[str | None, str]]:
    return [
        (passage.speaker, " ".join(segmentation.text[passage.start : passage.end].split()))
        for passage in segmentation.passages
        if passage.speaker
    ]


def rows(*lines: str) -> list[Line]:
    return [Line(line, role=LineRole.ROW) for line in lines]


@pytest.mark.parametrize(
    ("line", "speaker", "time"),
    [
        ("P: Bagaimana Anda tahu program ini?", "P", None),
        ("Peneliti : Apa harapannya?", "Peneliti", None),
        ("Informan 1: Ya begitu", "Informan 1", None),
        ("Narasumber 2 (00:12:31): Saya daftar", "Narasumber 2", 751.0),
        ("[00:12:31] N1: Saya kerja", "N1", 751.0),
        ("R3: I lost my job", "R3", None),
        ("00:01:05 Speaker 1: Halo", "Speaker 1", 65.0),
        ("Ibu Siti: Saya jualan", "Ibu Siti", None),
        ("Bu Ani (00:03): iya", "Bu Ani", 3.0),
        ("Pak Joko – belum ada", "Pak Joko", None),
        ("2    Dan: Okay.", "Dan", None),
        ("Dan:\t\tOkay.", "Dan", None),
        ("3.\tInforman 2\t: ya", "Informan 2", None),
        ("Peneliti 1 (P1): Apa?", "Peneliti 1 (P1)", None),
        ("**Peneliti:** Apa?", "Peneliti", None),
        ("N1 [00:01:02]: ya", "N1", 62.0),
    ],
)
def test_labels(line: str, speaker: str, time: float | None) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.speaker, label.time) == (speaker, time)


@pytest.mark.parametrize(
    "line",
    [
        "Catatan: hal ini penting sekali bagi kami",
        "Menurut saya: tidak",
        "Tanggal: 12 April 2021",
        "Hasilnya begini: tidak ada",
        "dan saya bilang: tidak mau",
        "Pukul 10:30 kami mulai",
        "Lokasi: Desa Karanglewas",
        "http://example.com",
        "Jadi: begitu",
        "Pak Joko tidak datang",
        "Dua puluh – tiga puluh orang",
    ],
)
def test_what_looks_like_a_label_and_is_none(line: str) -> None:
    assert label_of(line) is None


def test_a_label_above_needs_a_time() -> None:
    label = label_above("Sri Lestari  0:03")
    assert label is not None
    assert (label.speaker, label.time) == ("Sri Lestari", 3.0)
    assert label_above("Sri Lestari") is None


def test_turns_of_a_transcript_with_its_identity_block(segmented: Segment) -> None:
    made = segmented(TRANSCRIPT, Kind.TRANSCRIPT)
    assert turns(made) == [
        ("P", "Bagaimana Anda tahu program ini?"),
        ("I", "Dari teman. Dia bilang: daftar saja. Catatan: informan tertawa"),
        ("P", "Lalu?"),
        ("I", "(tertawa) Ya saya daftar. Syaratnya begini: KTP dan KK."),
        ("I", "Lolos gelombang 4. Jadi: begitulah"),
    ]
    identity = made.passages[0]
    assert identity.path == "Identitas"
    assert made.text[identity.start : identity.end].endswith("Durasi : 45 menit")
    assert [p.question for p in made.passages[1:]] == [
        None,
        "Bagaimana Anda tahu program ini?",
        None,
        "Lalu?",
        "Lalu?",
    ]
    assert made.passages[5].time == 751.0
    assert made.passages[2].path == "I > ujaran 2"
    assert made.passages[2].id == "d/ujaran-2"


def test_the_numbers_of_turns_do_not_count_for_search(segmented: Segment) -> None:
    assert segmented(TRANSCRIPT, Kind.TRANSCRIPT).passages[2].headings == "I"


def test_an_unknown_name_speaks_from_its_second_occurrence(segmented: Segment) -> None:
    made = segmented("Dan: Okay?\nLisa: Yes.\nDan: Sure?\nNews: nothing.\nLisa: Sure.", Kind.TRANSCRIPT)
    assert turns(made) == [
        ("Dan", "Okay?"),
        ("Lisa", "Yes."),
        ("Dan", "Sure? News: nothing."),
        ("Lisa", "Sure."),
    ]


def test_labels_that_also_name_an_identity_field_begin_turns(segmented: Segment) -> None:
    made = segmented(
        "Lokasi: Desa Wanasela\nInforman: Sri\nPewawancara: Nirmala\n\n"
        "Pewawancara: Selamat pagi\nInforman: Pagi\nPewawancara: Bisa cerita?",
        Kind.TRANSCRIPT,
    )
    assert turns(made) == [
        ("Pewawancara", "Selamat pagi"),
        ("Informan", "Pagi"),
        ("Pewawancara", "Bisa cerita?"),
    ]


def test_a_transcript_that_begins_with_talk_has_no_identity_block(segmented: Segment) -> None:
    made = segmented(
        "Peneliti: Selamat pagi Bu\nInforman: Pagi\nPeneliti: Apa?\nInforman: Ya", Kind.TRANSCRIPT
    )
    assert len(turns(made)) == 4


def test_one_speaker_written_in_two_ways_is_one(segmented: Segment) -> None:
    made = segmented("Peneliti: Apa?\nInforman 1: Ya.\nPENELITI: Lalu?", Kind.TRANSCRIPT)
    assert [speaker for speaker, _ in turns(made)] == ["Peneliti", "Informan 1", "Peneliti"]


def test_names_and_times_above_the_text(segmented: Segment) -> None:
    made = segmented(
        "Sri Lestari  0:03\nSelamat pagi.\n\nDan  0:07\nPagi, apa kabar?\n\nSri Lestari  1:10:00\nBaik.",
        Kind.TRANSCRIPT,
    )
    assert turns(made) == [
        ("Sri Lestari", "Selamat pagi."),
        ("Dan", "Pagi, apa kabar?"),
        ("Sri Lestari", "Baik."),
    ]
    assert [passage.time for passage in made.passages] == [3.0, 7.0, 4200.0]


def test_roles_above_the_text(segmented: Segment) -> None:
    made = segmented(
        "Peneliti\nApa kabar?\n\nInforman 1\nBaik.\nSehat.\n\nPeneliti\nSyukur.", Kind.TRANSCRIPT
    )
    assert turns(made) == [
        ("Peneliti", "Apa kabar?"),
        ("Informan 1", "Baik. Sehat."),
        ("Peneliti", "Syukur."),
    ]


def test_numbered_questions_with_their_answers(segmented: Segment) -> None:
    made = segmented(
        "Lampiran 3\n1. Bagaimana Anda tahu program ini?\nJawab: Dari teman (CW.1.1)\n"
        "2. Apa harapan Anda\nterhadap program?\nJawaban: Semoga lanjut, dengan\n1. syarat\n2. biaya",
        Kind.TRANSCRIPT,
        informant="Informan 3",
    )
    assert turns(made) == [
        ("Pewawancara", "Bagaimana Anda tahu program ini?"),
        ("Informan 3", "Dari teman (CW.1.1)"),
        ("Pewawancara", "Apa harapan Anda terhadap program?"),
        ("Informan 3", "Semoga lanjut, dengan 1. syarat 2. biaya"),
    ]
    assert made.passages[-1].question == "Apa harapan Anda terhadap program?"


def test_rows_of_number_question_and_answer(segmented: Segment) -> None:
    made = segmented(
        rows("No\tPertanyaan\tJawaban", "1\tBagaimana?\tDari teman", "2\tLalu?\tSudah"), Kind.TRANSCRIPT
    )
    assert turns(made) == [
        ("Pewawancara", "Bagaimana?"),
        ("Informan", "Dari teman"),
        ("Pewawancara", "Lalu?"),
        ("Informan", "Sudah"),
    ]


def test_rows_without_a_header_are_told_by_their_question_marks(segmented: Segment) -> None:
    made = segmented(rows("1\tBagaimana?\tDari teman", "2\tLalu?\tSudah"), Kind.TRANSCRIPT)
    assert [words for _, words in turns(made)] == ["Bagaimana?", "Dari teman", "Lalu?", "Sudah"]


def test_rows_of_speaker_and_words_below_an_identity_table(segmented: Segment) -> None:
    made = segmented(
        rows(
            "Nama Informan\tSri", "Durasi\t45 menit", "Peneliti\tApa?", "Informan 1\tYa.", "Peneliti\tLalu?"
        ),
        Kind.TRANSCRIPT,
    )
    assert turns(made) == [("Peneliti", "Apa?"), ("Informan 1", "Ya."), ("Peneliti", "Lalu?")]


def test_rows_with_named_cells(segmented: Segment) -> None:
    made = segmented(
        rows("Waktu: 00:03 | Penutur: Sri | Ucapan: Ya, betul", "Waktu: 00:09 | Penutur: Dan | Ucapan: Apa?"),
        Kind.TRANSCRIPT,
    )
    assert turns(made) == [("Sri", "Ya, betul"), ("Dan", "Apa?")]
    assert [passage.time for passage in made.passages] == [3.0, 9.0]


def cues(*said: tuple[str | None, str]) -> list[Line]:
    return [
        Line(words, role=LineRole.CUE, speaker=speaker, time=float(at))
        for at, (speaker, words) in enumerate(said)
    ]


def test_cues_of_one_speaker_join_to_a_turn_with_the_time_of_the_first(segmented: Segment) -> None:
    made = segmented(
        cues(("Sri", "Halo,"), ("Sri", "apa kabar?"), ("Dan", "Baik."), ("Sri", "Syukur.")), Kind.TRANSCRIPT
    )
    assert turns(made) == [("Sri", "Halo, apa kabar?"), ("Dan", "Baik."), ("Sri", "Syukur.")]
    assert [passage.time for passage in made.passages] == [0.0, 2.0, 3.0]


def test_names_within_cues(segmented: Segment) -> None:
    made = segmented(
        cues(
            (None, "Sri Lestari: Halo"),
            (None, "lagi."),
            (None, "Dan: Ya?"),
            (None, "Sri Lestari: Ya."),
            (None, "Dan: Oke."),
        ),
        Kind.TRANSCRIPT,
    )
    assert turns(made) == [
        ("Sri Lestari", "Halo lagi."),
        ("Dan", "Ya?"),
        ("Sri Lestari", "Ya."),
        ("Dan", "Oke."),
    ]


def test_cues_without_speakers_are_parted_at_sentences(segmented: Segment) -> None:
    made = segmented(
        cues(
            *((None, "Sepuluh kata yang diucapkan satu orang dalam rekaman ini sekarang.") for _ in range(20))
        ),
        Kind.TRANSCRIPT,
    )
    assert [len(made.text[p.start : p.end].split()) for p in made.passages] == [60, 60, 60, 20]
    assert [passage.time for passage in made.passages] == [0.0, 6.0, 12.0, 18.0]
    assert made.passages[0].path == "ujaran 1"


def test_headings_part_the_turns(segmented: Segment) -> None:
    heading = Line("Latar belakang", role=LineRole.HEADING, level=2)
    made = segmented(
        [Line("P: Apa?"), Line("I: Ya."), heading, Line("P: Lalu?"), Line("I: Sudah.")], Kind.TRANSCRIPT
    )
    assert [passage.path for passage in made.passages] == [
        "P > ujaran 1",
        "I > ujaran 2",
        "Latar belakang > P > ujaran 3",
        "Latar belakang > I > ujaran 4",
    ]
    assert [node.type for node in made.outline] == [NodeType.TURN, NodeType.TURN, NodeType.HEADING]
    assert made.passages[3].id == "d/ujaran-4"


def test_an_interview_without_labels_is_read_as_paragraphs(segmented: Segment) -> None:
    made = segmented(
        "Ringkasan wawancara dengan kepala desa.\n\nIa setuju dengan program itu sejak awal sekali.",
        Kind.TRANSCRIPT,
    )
    assert made.passages
    assert all(passage.speaker is None for passage in made.passages)


def test_what_an_interviewer_murmurs_is_no_question(segmented: Segment) -> None:
    made = segmented("P: Apa yang berubah?\nI: Banyak.\nP: Mhm.\nI: Terutama biaya.", Kind.TRANSCRIPT)
    assert made.passages[3].question == "Apa yang berubah?"


def test_who_asks_is_told_by_label_else_by_question_marks() -> None:
    assert interviewers([("Peneliti", "Ya."), ("Informan", "Apa?")]) == {"Peneliti"}
    assert interviewers([("I", "How?"), ("P", "So."), ("I", "Why?"), ("P", "No?"), ("P", "Hm.")]) == {"I"}
    assert interviewers([("Sri", "Bicara sendiri?")]) == frozenset()


def test_names_with_titles_and_degrees_speak(segmented: Segment) -> None:
    made = segmented(
        "Dr. Rina Wijaya, S.Sos., M.Si.: Berapa lama Bapak menunggu sertifikat itu?\n"
        "H. Abdul Karim: Sudah enam bulan, dan belum saya terima.\n"
        "Dr. Rina Wijaya, S.Sos., M.Si.: Lalu bagaimana?\nH. Abdul Karim: Ya saya tunggu saja di rumah.",
        Kind.TRANSCRIPT,
    )
    assert [passage.speaker for passage in made.passages] == [
        "Dr. Rina Wijaya, S.Sos., M.Si.",
        "H. Abdul Karim",
    ] * 2
    assert made.passages[1].question == "Berapa lama Bapak menunggu sertifikat itu?"
