"""Passages for the engines' benchmark: the same for every engine, and the same every time.

Made up, they are like a corpus of regulations, articles and abstracts where it matters to an engine. Sentences that
we wrote, Indonesian and English, have their gaps filled from a vocabulary of generated words and numbers, a third
of them from the few dozen words that a document keeps coming back to. Beside 23,000 real passages (regulations cut
every 110 words, an encyclopedia's, abstracts), mixed:

|                                                          | real                  | made up               |
|----------------------------------------------------------|-----------------------|-----------------------|
| words a passage: mean; 50, 90, 99 of 100 have at most    | 107; 111, 124, 291    | 110; 94, 188, 337     |
| different words among 100,000, 300,000, a million        | 12k, 23k, 46k         | 10k, 21k, 45k         |
| of 1000 words those of rank 1, 10, 100, 1000, 10,000     | 26, 9, 1.2, .12, .006 | 25, 8, 2.9, .09, .005 |
| share of passages with the word of rank 1, 10, 300, 1000 | .76, .42, .037, .009  | .84, .49, .037, .008  |
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

SEED = 20
WORDS_PER_PASSAGE = 110
"""Of real documents; of made-up ones about the mean."""
MEDIAN, SPREAD, LONGEST = 80, 0.6, 2000
"""Words of a passage: their logarithms are spread normally, up to a longest."""
VOCABULARY = 1_000_000
KERNEL = 3000
"""Words that a language's users share: from this rank on words are rarer than Zipf's law has them (R. Ferrer i
Cancho and R. V. Solé, "Two regimes in the frequency of words and the origins of complex lexicons", 2001)."""
SHIFT, BEYOND = 2.0, 1.5
"""A word's share falls as 1 / (rank + shift) within the kernel, and as rank to this power beyond it."""
MOST_IN_GAP = 6
"""Words."""
PASSAGES_PER_DOCUMENT = 25
TOPIC_WORDS, TOPIC_SHARE = 30, 0.4
"""Words that a document keeps coming back to, and how many of its gaps they fill."""
_AT_ONCE = 1 << 18
"""Words drawn at a time."""

FRAMES = {
    "id": (
        "Setiap {} wajib menyampaikan {} {} kepada {} paling lambat {} hari kerja sejak {} diterima.",
        "{} {} sebagaimana dimaksud pada ayat (1) dilaksanakan oleh {} sesuai dengan ketentuan {}.",
        "Dalam hal {} tidak memenuhi {} {}, maka {} dapat memberikan {} secara tertulis.",
        "Saya ikut {} karena ingin {} {} dan waktu itu belum ada {} di desa {}.",
        "Peserta mengatakan bahwa {} {} lebih berguna daripada {} untuk {} setiap hari.",
        "Pemerintah Daerah menetapkan {} {} dan {} berdasarkan {} dengan memperhatikan {} {}.",
        "Biaya {} {} dibebankan pada {} sampai dengan {} rupiah untuk satu kali {}.",
        "Menurut dia {} sulit diakses sehingga {} {} harus menunggu {} {} selama {} bulan.",
        "{} dan {} yang telah {} sebelum Undang-Undang ini berlaku tetap {} sampai {} {}.",
        "Ketentuan lebih lanjut mengenai {} {} diatur dengan Peraturan {} tentang {} {}.",
    ),
    "en": (
        "The {} {} of {} was found to depend on {} rather than on {} {} alone.",
        "Participants who finished the {} reported more {} {} and less {} after {} months.",
        "In {} the ministry replaced {} {} with {} and asked for {} {} every year.",
        "We observed {} {} near the {} where {} had been offered since {}.",
        "There is no {} in the {} that would {} the {} {} of such {}.",
    ),
}
_SYLLABLES = (
    "ba be bi bu ca ce ci da de di do du ga gi gu ha hi ja je ju ka ke ki ko ku la le li lo lu ma me mi mo mu "
    "na ne ni no nu nya nga pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to tu wa wi ya yu an en in "
    "er ang ung tar kal men pas sil tik"
)
_BEGINNINGS = ("", "", "", "", "me", "pe", "ber", "ter", "di", "ke", "se")
_ENDINGS = ("", "", "", "", "an", "kan", "nya", "i", "s", "t")
KINDS = ("regulation", "regulation", "regulation", "transcript", "field_note", "document")


@dataclass(frozen=True, slots=True)
class Row:
    """A passage."""

    key: int
    text: str
    headings: str
    title: str
    kind: str
    year: int
    collection: str
    language: str
    document: str
    speaker: str


def made_up(count: int) -> Iterator[Row]:
    """Passages of sentences with gaps, see above."""
    rng = random.Random(SEED)
    words = _drawn(_vocabulary(rng))
    topic: list[str] = []
    for key in range(1, count + 1):
        language = "en" if key // PASSAGES_PER_DOCUMENT % 5 == 0 else "id"
        if key % PASSAGES_PER_DOCUMENT == 0 or not topic:
            topic = list(islice(words, TOPIC_WORDS))
        sentences: list[str] = []
        length = 0
        wanted = min(MEDIAN * math.exp(rng.gauss(0, SPREAD)), LONGEST)
        while length < wanted:
            sentence = _sentence(rng.choice(FRAMES[language]), words, topic, rng)
            sentences.append(sentence)
            length += sentence.count(" ") + 1
        yield _row(key, " ".join(sentences), language, rng)


def read_from(folder: Path, count: int) -> Iterator[Row]:
    """Passages of 120 words from the documents below a folder, as often as it takes.

    Where the documents are fewer, they come again with every fiftieth word changed: a vocabulary grows with its
    corpus.
    """
    from corpus_search.reading import read_file

    rng = random.Random(SEED)
    texts: list[list[str]] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        lines = (line.text for page in read_file(path).pages for line in page.lines if line.furniture is None)
        words = " ".join(lines).split()
        texts += [
            words[start : start + WORDS_PER_PASSAGE] for start in range(0, len(words), WORDS_PER_PASSAGE)
        ]
        if len(texts) >= count:
            break
    if not texts:
        raise SystemExit(f"no document with text in {folder}")
    for key in range(1, count + 1):
        again, number = divmod(key - 1, len(texts))
        words = texts[number]
        if again:
            words = [slip(word, rng) if rng.random() < 1 / 50 and len(word) > 4 else word for word in words]
        yield _row(key, " ".join(words), "id", rng)


def write(rows: Iterator[Row], folder: Path) -> int:
    """Write passages for the processes that run the engines; gives their number."""
    count = 0
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            count += 1
            file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    return count


def batches(folder: Path, size: int = 1000) -> Iterator[list[Row]]:
    """The passages as written, some at a time."""
    with (folder / "passages.jsonl").open(encoding="utf-8") as file:
        while rows := [Row(**json.loads(line)) for line in islice(file, size)]:
            yield rows


def slip(word: str, rng: random.Random) -> str:
    """A word with one letter changed (to itself, at times)."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + rng.choice("aeiou") + word[at + 1 :]


def _vocabulary(rng: random.Random) -> list[str]:
    """Different words, the more frequent ones first and shorter, with the affixes that words share."""
    parts = _SYLLABLES.split()
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        rank = len(words)
        if rng.random() < 0.04:
            word = str(rng.randrange(10_000 if rank < VOCABULARY // 2 else 10_000_000))
        else:
            syllables = rng.choice((1, 2, 2) if rank < 500 else (2, 2, 3) if rank < 20_000 else (2, 3, 3, 4))
            root = "".join(rng.choices(parts, k=syllables))
            word = rng.choice(_BEGINNINGS) + root + rng.choice(_ENDINGS)
        words.setdefault(word)
    return list(words)


def _sentence(frame: str, words: Iterator[str], topic: Sequence[str], rng: random.Random) -> str:
    """A frame with one to four words in each gap."""
    gaps = [
        " ".join(
            rng.choice(topic) if rng.random() < TOPIC_SHARE else next(words)
            for _ in range(rng.randint(1, MOST_IN_GAP))
        )
        for _ in range(frame.count("{}"))
    ]
    return frame.format(*gaps)


def _drawn(words: Sequence[str]) -> Iterator[str]:
    """Words without end, each as often as its rank has it."""
    rng = np.random.default_rng(SEED)
    ranks = np.arange(1, len(words) + 1)
    shares = 1 / (ranks + SHIFT)
    shares[KERNEL:] = shares[KERNEL] * (ranks[KERNEL:] / KERNEL) ** -BEYOND
    weights = np.cumsum(shares)
    while True:
        drawn = np.searchsorted(weights, rng.random(_AT_ONCE) * weights[-1])
        yield from (words[number] for number in drawn.tolist())


def _row(key: int, text: str, language: str, rng: random.Random) -> Row:
    document = key // PASSAGES_PER_DOCUMENT
    kind = KINDS[document % len(KINDS)]
    return Row(
        key=key,
        text=text,
        headings=f"BAB {document % 12} Pasal {key % PASSAGES_PER_DOCUMENT}",
        title=f"Dokumen nomor {document} tahun {1990 + document % 35}",
        kind=kind,
        year=1990 + document % 35,
        collection=f"koleksi-{document % 8}",
        language=language,
        document=f"dokumen-{document}",
        speaker=f"Informan {rng.randrange(12)}" if kind == "transcript" else "",
    )
