"""How well the structure of real regulations is recognised: articles, gaps, unbroken numbering.

    python bench/outline.py FOLDER [--all]

Reads every file below the folder and prints a row for each (of texts without --all only those with trouble),
then sums. An article is a node of the body that is not quoted; an amending regulation is judged by its
instructions and by the order of the articles that it quotes. The text of a file that holds at least two
`Pasal` with a number at the start of a line, or after a full stop, counts as one with articles.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from corpus_search.model import Gap, NodeType, Part
from corpus_search.reading import read_file
from corpus_search.segmenting.regulation import structure
from corpus_search.segmenting.text import DocumentText

_HEADED = re.compile(r"(?:^|[.;:]\s+)Pasal\s+(?:\d+|[IVX]+)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """What was recognised in one file."""

    name: str
    state: str
    articles: int
    quoted: int
    dictums: int
    instructions: int
    ayat: int
    pieces: int
    parts: str
    body_gaps: int
    gaps: int
    doubts: int
    headed: int
    seconds: float
    first: str


def measure(path: Path, root: Path) -> Row:
    """Read and segment one file."""
    extraction = read_file(path)
    text = DocumentText.of(extraction.pages)
    began = time.perf_counter()
    found = structure(text)
    seconds = time.perf_counter() - began
    body = [node for part in found.outline if part.number == Part.BODY for node in part.walk()]
    types = Counter(node.type for node in body if not (node.type is NodeType.PASAL and node.quoted))
    lacking = [gap for gap in found.gaps if gap.missing]
    in_body = [gap for gap in lacking if _counts(gap)]
    return Row(
        name=path.relative_to(root).as_posix(),
        state=extraction.state.value,
        articles=types[NodeType.PASAL],
        quoted=sum(node.quoted for node in body if node.type is NodeType.PASAL),
        dictums=types[NodeType.DICTUM],
        instructions=types[NodeType.INSTRUCTION],
        ayat=types[NodeType.AYAT],
        pieces=len(found.pieces),
        parts="".join(node.number[0] for node in found.outline),
        body_gaps=sum(len(gap.missing) for gap in in_body),
        gaps=sum(len(gap.missing) for gap in lacking),
        doubts=len(found.gaps) - len(lacking),
        headed=len(_HEADED.findall(text.text)),
        seconds=seconds,
        first="; ".join(f"{gap.where}: {', '.join(gap.missing[:4])}" for gap in in_body[:3]),
    )


def _counts(gap: Gap) -> bool:
    """Whether what is missing breaks the numbering of the body's articles, dictums or instructions."""
    if gap.where.startswith(("Penjelasan", "Lampiran")):
        return False
    return gap.note == "instruction" or gap.missing[0].startswith(("Pasal", "diktum"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="a row for every file")
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*") if path.suffix in (".pdf", ".md", ".txt"))
    rows = [measure(path, options.folder) for path in files]
    print(f"{'file':44} {'state':8} art quo dic ins ayat piec part   gap all dbt headed   s")
    for row in rows:
        if options.all or len(rows) < 40 or row.body_gaps or (row.headed > 1 and row.articles < 2):
            print(
                f"{row.name[:44]:44} {row.state[:8]:8} {row.articles:3} {row.quoted:3} {row.dictums:3} "
                f"{row.instructions:3} {row.ayat:4} {row.pieces:4} {row.parts:6} {row.body_gaps:3} {row.gaps:3} "
                f"{row.doubts:3} {row.headed:5} {row.seconds:5.2f} {row.first[:90]}"
            )
    with_articles = [row for row in rows if row.articles or row.headed > 1]
    several = [row for row in with_articles if row.articles + row.quoted > 1]
    unbroken = [row for row in with_articles if row.articles and not row.body_gaps]
    print(
        f"{len(rows)} files; {len(with_articles)} with articles; {len(several)} with more than one in the "
        f"outline ({len(several) / max(1, len(with_articles)):.1%}); {len(unbroken)} unbroken; "
        f"{sum(row.articles for row in rows)} articles; {sum(row.seconds for row in rows):.1f} s"
    )


if __name__ == "__main__":
    main()
