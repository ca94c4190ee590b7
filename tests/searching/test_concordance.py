"""Words in context: lines, their order and groups, spread and years."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from support.web_corpus import indexed

from corpus_search.language import words
from corpus_search.searching import SearchRequest, concordance_csv, concordance_json
from corpus_search.workspace import Workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder: Path = tmp_path_factory.mktemp("concordance")
    with Workspace.open(indexed(folder)) as workspace:
        yield workspace


ASKED = SearchRequest(text="pelatihan")


def test_every_occurrence_is_a_line_at_its_place(opened: Workspace) -> None:
    made = opened.finder.concordance(ASKED)
    lines = [line for group in made.groups for line in group.lines]
    assert made.occurrences == len(lines) > 10
    for line in lines:
        text = opened.contents(line.document.id).text
        words = " ".join(text[line.start :].split())
        assert words.startswith(line.words + line.right.rstrip()[:20])


def test_lines_are_sorted_by_the_words_around(opened: Workspace) -> None:
    (by_right,) = opened.finder.concordance(ASKED, order="right").groups
    after = [words(line.right)[:2] for line in by_right.lines]
    assert after == sorted(after, key=lambda context: (not context, context))
    (by_left,) = opened.finder.concordance(ASKED, order="left").groups
    before = [words(line.left)[::-1][:2] for line in by_left.lines]
    assert before == sorted(before, key=lambda context: (not context, context))


@pytest.mark.parametrize(
    ("by", "key"),
    [("kind", "transcript"), ("speaker", "Informan 1"), ("document", "catatan-lapangan-balai")],
)
def test_lines_are_grouped(opened: Workspace, by: str, key: str) -> None:
    made = opened.finder.concordance(ASKED, by=by)  # type: ignore[arg-type]  # one of the groupings
    groups = {group.key: group for group in made.groups}
    assert key in groups
    assert sum(len(group.lines) for group in made.groups) == made.occurrences


def test_many_occurrences_are_cut_where_a_passage_ends_and_it_is_told(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    concordance = import_module("corpus_search.searching.concordance")
    whole = opened.finder.concordance(ASKED)
    assert whole.passages == whole.total_passages
    monkeypatch.setattr(concordance, "MOST_LINES", 3)
    cut = opened.finder.concordance(ASKED)
    assert 3 <= cut.occurrences < whole.occurrences
    assert cut.passages < cut.total_passages == whole.total_passages
    monkeypatch.setattr(concordance, "MOST_LINES", 10_000)
    monkeypatch.setattr(concordance, "MOST_COMPARED", 1)
    assert opened.finder.concordance(ASKED).passages == 1


def test_filters_count(opened: Workspace) -> None:
    made = opened.finder.concordance(replace(ASKED, kinds=("transcript",)))
    assert {spread.document.kind.value for spread in made.spread} == {"transcript"}


def test_spread_and_years_add_up(opened: Workspace) -> None:
    made = opened.finder.concordance(ASKED)
    assert sum(spread.count for spread in made.spread) == made.occurrences
    assert all(0 <= place < 1 for spread in made.spread for place in spread.places)
    assert sum(sum(kinds.values()) for kinds in made.years.values()) <= made.occurrences
    assert made.deviation is not None
    assert 0 < made.deviation < 1


def test_nothing_found(opened: Workspace) -> None:
    made = opened.finder.concordance(SearchRequest(text="zzz"))
    assert (made.occurrences, made.groups, made.deviation) == (0, (), None)


def test_exports_hold_all_lines(opened: Workspace) -> None:
    made = opened.finder.concordance(ASKED, by="kind")
    rows = list(csv.DictReader(io.StringIO(concordance_csv(made).removeprefix("\ufeff"))))
    assert len(rows) == made.occurrences
    told = concordance_json(made)
    assert told["occurrences"] == made.occurrences
    assert all(not row["left"].startswith(("=", "+", "@")) for row in rows)
