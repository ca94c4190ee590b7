"""Passages and queries for the engines' benchmark: the same for every engine, and the same every time."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, islice
from pathlib import Path

SEED = 20
PER_CLASS = 20
CLASSES = ("rare", "common", "or3", "and3", "phrase", "prefix", "fuzzy", "filter", "facet", "deep")
WORDS_PER_PASSAGE = 50
VOCABULARY = 60_000

FRAMES = {
    "id": (
        "setiap {} wajib menyampaikan {} kepada {} paling lambat {} hari sejak {} diterima",
        "{} sebagaimana dimaksud pada ayat ({}) dilaksanakan oleh {} sesuai dengan {}",
        "dalam hal {} tidak memenuhi {} maka {} dapat memberikan {} secara tertulis",
        "saya ikut {} karena ingin {} dan waktu itu belum ada {} di desa {}",
        "peserta mengatakan bahwa {} lebih berguna daripada {} untuk {} sehari-hari",
        "pemerintah daerah menetapkan {} dan {} berdasarkan {} dengan memperhatikan {}",
        "biaya {} dibebankan pada {} sampai dengan {} rupiah untuk satu kali {}",
        "menurut dia {} sulit diakses sehingga {} harus menunggu {} selama {} bulan",
    ),
    "en": (
        "the {} of {} was found to depend on {} rather than on {} alone",
        "participants who finished the {} reported more {} and less {} after {} months",
        "in {} the ministry replaced {} with {} and asked for {} every year",
        "we observed {} near the {} where {} had been offered since {}",
    ),
}
SYLLABLES = (
    *(
        "ba",
        "be",
        "bi",
        "ca",
        "da",
        "di",
        "ga",
        "ha",
        "in",
        "ja",
        "ka",
        "ko",
        "la",
        "lu",
        "ma",
        "me",
        "na",
        "ni",
    ),
    *("pa", "pe", "ra", "ri", "sa", "su", "ta", "ti", "tu", "wa", "ya", "an", "er"),
)
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. `kind` and `years` filter where the class is `filter`."""

    name: str
    words: tuple[str, ...]
    kind: str = ""
    years: tuple[int, int] = (0, 0)


def made_up(count: int) -> Iterator[Row]:
    """Passages of sentences that we wrote, their gaps filled from a vocabulary with Zipf's distribution."""
    rng = random.Random(SEED)
    words = _vocabulary(rng)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for key in range(1, count + 1):
        language = "en" if key % 5 == 0 else "id"
        text: list[str] = []
        while len(text) < WORDS_PER_PASSAGE - 10:
            frame = rng.choice(FRAMES[language])
            gaps = [words[bisect(weights, rng.random() * weights[-1])] for _ in range(frame.count("{}"))]
            text += frame.format(*gaps).split()
        yield _row(key, " ".join(text), language, rng)


def read_from(folder: Path, count: int) -> Iterator[Row]:
    """Passages of fifty words from the documents below a folder."""
    from corpus_search.reading import read_file

    rng = random.Random(SEED)
    key = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        lines = (line.text for page in read_file(path).pages for line in page.lines if line.furniture is None)
        words = " ".join(lines).split()
        for start in range(0, len(words), WORDS_PER_PASSAGE):
            key += 1
            if key > count:
                return
            yield _row(key, " ".join(words[start : start + WORDS_PER_PASSAGE]), "id", rng)


def write(rows: Iterator[Row], folder: Path) -> int:
    """Write passages and queries for the processes that run the engines; gives the number of passages."""
    found: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    count = 0
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            count += 1
            file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            words = [word for word in row.text.lower().split() if word.isascii() and word.isalnum()]
            found.update(set(words))
            if count % 97 == 0 and len(words) > 12:
                pairs.append((words[8], words[9]))
    queries = [asdict(asked) for asked in _queries(found, pairs, count)]
    (folder / "queries.json").write_text(json.dumps(queries))
    return count


def batches(folder: Path, size: int = 1000) -> Iterator[list[Row]]:
    """The passages as written, some at a time."""
    with (folder / "passages.jsonl").open(encoding="utf-8") as file:
        while rows := [Row(**json.loads(line)) for line in islice(file, size)]:
            yield rows


def queries(folder: Path) -> list[Asked]:
    """The queries as written."""
    return [
        Asked(**{**values, "words": tuple(values["words"]), "years": tuple(values["years"])})
        for values in json.loads((folder / "queries.json").read_text())
    ]


def _vocabulary(rng: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = rng.choice((2, 2, 3, 3, 3, 4, 5))
        words.setdefault(
            "".join(rng.choices(SYLLABLES, k=length)) if rng.random() < 0.97 else str(rng.randrange(3000))
        )
    return list(words)


def _row(key: int, text: str, language: str, rng: random.Random) -> Row:
    document = key // 25
    kind = KINDS[document % len(KINDS)]
    return Row(
        key=key,
        text=text,
        headings=f"BAB {document % 12} Pasal {key % 25}",
        title=f"Dokumen nomor {document} tahun {1990 + document % 35}",
        kind=kind,
        year=1990 + document % 35,
        collection=f"koleksi-{document % 8}",
        language=language,
        document=f"dokumen-{document}",
        speaker=f"Informan {rng.randrange(12)}" if kind == "transcript" else "",
    )


def _queries(found: Counter[str], pairs: Sequence[tuple[str, str]], count: int) -> Iterator[Asked]:
    rng = random.Random(SEED)
    common = [word for word, times in found.items() if count // 50 < times < count // 3]
    middle = [word for word, times in found.items() if count // 2000 < times < count // 50 and len(word) > 5]
    rare = [word for word, times in found.items() if 1 < times <= 10 and len(word) > 4]
    for name in CLASSES:
        for _ in range(PER_CLASS):
            match name:
                case "rare":
                    yield Asked(name, (rng.choice(rare),))
                case "or3" | "and3":
                    yield Asked(name, (rng.choice(common), rng.choice(common), rng.choice(middle)))
                case "phrase":
                    yield Asked(name, rng.choice(pairs))
                case "prefix":
                    yield Asked(name, (rng.choice(middle)[:4],))
                case "fuzzy":
                    yield Asked(name, (_slip(rng.choice(middle), rng),))
                case "filter":
                    year = rng.randrange(1990, 2015)
                    yield Asked(name, (rng.choice(common),), rng.choice(KINDS), (year, year + 8))
                case _:
                    yield Asked(name, (rng.choice(common),))


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + rng.choice("aeiou") + word[at + 1 :]
