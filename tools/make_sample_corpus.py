"""Make the files of the sample corpus from their plain sources.

    python tools/make_sample_corpus.py [FOLDER]

FOLDER is `corpus/` unless given. The same sources give the same bytes each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sample_corpus.regulations import make_regulation

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "sample_corpus" / "sources"


def make(folder: Path) -> list[Path]:
    """Make every file of the sample corpus below a folder; return their paths."""
    made = []
    for source in sorted((SOURCES / "regulations").glob("*.txt")):
        target = folder / "regulations" / f"{source.stem}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        make_regulation(source, target)
        made.append(target)
    return made


def main() -> None:
    """Make the files and say which."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "corpus"
    for path in make(folder):
        print(path.relative_to(folder))


if __name__ == "__main__":
    main()
