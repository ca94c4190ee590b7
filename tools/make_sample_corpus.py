"""Make the files of the sample corpus from their plain sources.

    python tools/make_sample_corpus.py [FOLDER]

FOLDER is `corpus/` unless given. The same sources give the same bytes each time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from sample_corpus.office import make_field_note, make_interview, make_interview_table
from sample_corpus.regulations import make_regulation
from sample_corpus.report import make_report

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "sample_corpus" / "sources"

MADE: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "regulations/*.txt": (".pdf", make_regulation),
    "transcripts/wawancara-01-*.txt": (".docx", make_interview),
    "transcripts/wawancara-02-*.txt": (".docx", make_interview_table),
    "field-notes/*.txt": (".odt", make_field_note),
    "reports/*.txt": (".pdf", make_report),
}
"""Sources that are turned into another format; all others are copied as they are."""


def make(folder: Path) -> list[Path]:
    """Make every file of the sample corpus below a folder; return their paths."""
    steps = {
        source: (source.with_suffix(ending), maker)
        for pattern, (ending, maker) in MADE.items()
        for source in SOURCES.glob(pattern)
    }
    made = []
    for source in sorted(path for path in SOURCES.rglob("*") if path.is_file()):
        name, maker = steps.get(source, (source, shutil.copyfile))
        target = folder / name.relative_to(SOURCES)
        target.parent.mkdir(parents=True, exist_ok=True)
        maker(source, target)
        made.append(target)
    return made


def main() -> None:
    """Make the files and say which."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "corpus"
    for path in make(folder):
        print(path.relative_to(folder))


if __name__ == "__main__":
    main()
