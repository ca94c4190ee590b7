"""Anchors find their place again, or say that they do not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from corpus_search.evidence import Anchor, Standing
from corpus_search.evidence.anchors import anchor_id, locate, quote_of, text_checksum, word_diff

_WORDS = [
    *(
        "peserta",
        "pelatihan",
        "vokasi",
        "menerima",
        "insentif",
        "setelah",
        "selesai",
        "mengikuti",
        "kelas",
        "di",
    ),
    *("balai", "desa", "dan", "mendapat", "sertifikat", "kompetensi", "dari", "lembaga", "yang", "ditunjuk"),
    *("oleh", "dinas", "tenaga", "kerja", "kabupaten", "menurut", "peraturan", "bupati", "tentang", "kartu"),
    *("latih", "serta", "melaporkan", "hasilnya", "kepada", "pendamping", "setiap", "bulan", "pada", "tahun"),
]


def prose(seed: int, sentences: int = 40) -> str:
    chosen = random.Random(seed)  # noqa: S311  (made-up prose, no secret)
    said = (" ".join(chosen.choice(_WORDS) for _ in range(chosen.randint(6, 14))) for _ in range(sentences))
    return " ".join(f"{sentence[0].upper()}{sentence[1:]} {number}." for number, sentence in enumerate(said))


def mark(text: str, start: int, end: int) -> Anchor:
    checksum = text_checksum(text)
    return Anchor(anchor_id("d", start, end, checksum), "d", start, end, quote_of(text, start, end), checksum)


def find(anchor: Anchor, text: str) -> tuple[Standing, str]:
    found = locate(anchor, text, text_checksum(text))
    return found.standing, text[found.start : found.end]


def test_the_four_standings() -> None:
    text = prose(1)
    start = text.index(". ", 400) + 2
    end = text.index(".", start + 60) + 1
    anchor, words = mark(text, start, end), text[start:end]
    assert find(anchor, text) == (Standing.SAME, words)
    assert find(anchor, text + " Tambahan.") == (Standing.SAME, words)
    assert find(anchor, "Judul baru. " + text) == (Standing.MOVED, words)
    assert find(anchor, text.replace(words, words.replace(" ", "\n", 2)))[0] is Standing.SAME
    altered = words.replace("e", "c", 2).replace("0", "O").replace("l", "1", 1)
    assert find(anchor, "Awal. " + text.replace(words, altered)) == (Standing.ALTERED, altered)
    assert find(anchor, text.replace(words, "Kalimat lain sama sekali."))[0] is Standing.LOST
    assert find(anchor, "")[0] is Standing.LOST


def test_of_the_same_words_in_several_places_the_surroundings_decide() -> None:
    text = "Pertama: peserta wajib hadir. Kedua: peserta wajib hadir. Ketiga: peserta wajib hadir."
    start = text.index("peserta", 30)
    anchor = mark(text, start, start + len("peserta wajib hadir"))
    moved = "Nol: peserta wajib hadir, begitu. " + text
    found = locate(anchor, moved, text_checksum(moved))
    assert moved[: found.start].endswith("Kedua: ")
    assert found.sure
    twin = "ya. " * 40
    doubtful = mark(twin, 40, 42)
    found = locate(doubtful, "Oh, " + twin, "other")
    assert not found.sure


@given(st.integers(0, 50), st.data())
def test_random_edits_elsewhere_never_lose_the_words(seed: int, data: st.DataObject) -> None:
    text = prose(seed)
    start = data.draw(st.integers(100, len(text) - 200))
    end = start + data.draw(st.integers(20, 100))
    anchor = mark(text, start, end)
    before, words, after = text[:start], text[start:end], text[end:]
    for _ in range(data.draw(st.integers(1, 3))):
        cut = data.draw(st.integers(0, len(before)))
        kept = data.draw(st.integers(cut, min(len(before), cut + 40)))
        before = before[:cut] + data.draw(st.text("xyz \n", max_size=30)) + before[kept:]
    changed = before + words + after
    found = locate(anchor, changed, text_checksum(changed))
    assert changed[found.start : found.end] == words
    assert found.similarity == 1.0
    assert found.standing is (Standing.SAME if found.start == start else Standing.MOVED)


@given(st.integers(0, 50), st.data())
def test_random_edits_within_are_altered_at_the_right_place(seed: int, data: st.DataObject) -> None:
    text = prose(seed)
    start = text.index(" ", data.draw(st.integers(100, len(text) - 400))) + 1
    end = text.index(" ", start + 120)
    anchor = mark(text, start, end)
    letters = list(text[start:end])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(15, len(letters) - 15))
        letters[at] = data.draw(st.sampled_from(["", "q", "w", "#", letters[at] * 2]))
    words = "".join(letters)
    changed = "Halaman satu. " + text[:start] + words + text[end:]
    found = locate(anchor, changed, text_checksum(changed))
    assert found.standing in (Standing.ALTERED, Standing.MOVED)
    assert abs(found.start - (start + 14)) <= 2
    assert abs(found.end - (start + 14 + len(words))) <= 2


def test_a_line_written_anew_at_its_edges_is_found_whole() -> None:
    kept = "Di samping pintu masuk tergantung papan dengan cat biru yang masih baru, dan sebuah komputer."
    then = f"Deskripsi\nBalai desa terletak di tepi jalan yang berlubang. {kept} Sepi.\nRefleksi petugas.\n"
    now = f"Deskripsi\nBalai desa kini di pinggir jalan raya yang lebar. {kept} Ramai sekali.\nRefleksi petugas.\n"
    start, end = then.index("Balai"), then.index("\nRefleksi")
    found = locate(mark(then, start, end), now, text_checksum(now))
    assert found.standing is Standing.ALTERED
    assert now[found.start : found.end] == now.splitlines()[1]
    joined = "Kata pengantar yang panjang sekali. " + now.replace("\n", " ")
    found = locate(mark(then, start, end), joined, text_checksum(joined))
    assert "pengantar" not in joined[found.start : found.end]
    assert word_diff("Balai di tepi jalan.", "Kantor kini pinggir jalan.") == (
        ("delete", "Balai di tepi"),
        ("insert", "Kantor kini pinggir"),
        ("equal", " jalan."),
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_diff_holds_both_texts_whole(then: str, now: str) -> None:
    pieces = word_diff(then, now)
    assert "".join(words for sign, words in pieces if sign != "insert") == then
    assert "".join(words for sign, words in pieces if sign != "delete") == now


@given(st.text(min_size=1, max_size=60), st.text(max_size=120), st.data())
def test_nothing_a_text_may_hold_breaks_the_search(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = locate(mark(text, start, end), other, text_checksum(other))
    assert 0 <= found.start <= found.end <= len(other)
    assert (found.start < found.end) == (found.standing is not Standing.LOST)
