from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus_search.model import Kind, Segmentation
from corpus_search.reading import read_file
from corpus_search.segmenting import segment

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def interviews(real: Path) -> dict[str, Segmentation]:
    folder = real / "interviews" / "pdpilot"
    return {
        path.stem: segment(read_file(path).pages, Kind.TRANSCRIPT, document=path.stem.lower())
        for path in sorted(folder.glob("P*.pdf"))
    }


def test_every_turn_of_the_interviews_is_told(real: Path, interviews: dict[str, Segmentation]) -> None:
    for name, made in interviews.items():
        text = (real / "interviews" / "pdpilot" / "gold" / "docs" / f"{name}.txt").read_text("utf-8")
        labels = re.findall(r"^\s*(?:\d+\s+)?(Dan|Participant):", text, re.MULTILINE)
        assert [node.title for node in made.outline if node.title] == labels


def test_only_the_participant_is_asked(interviews: dict[str, Segmentation]) -> None:
    for made in interviews.values():
        asked = {passage.speaker for passage in made.passages if passage.question}
        assert asked == {"Participant"}


def test_coded_passages_lie_within_turns(real: Path, interviews: dict[str, Segmentation]) -> None:
    lines = (real / "interviews" / "pdpilot" / "gold" / "passages.jsonl").read_text("utf-8").splitlines()
    found = 0
    for gold in map(json.loads, lines):
        made = interviews[gold["doc"].removesuffix(".txt")]
        said = _words(" ".join(made.text[p.start : p.end] for p in made.passages if p.speaker))
        coded = _words(re.sub(r"\b(?:Dan|Partici?pant):", " ", gold["text"]))
        found += coded[:60] in said and coded[-60:] in said
    assert found >= 255, f"{found} of {len(lines)}"


def _words(text: str) -> str:
    """Only letters: page numbers and the numbers of paragraphs stand between the lines."""
    return re.sub(r"[^A-Za-z]", "", text)
