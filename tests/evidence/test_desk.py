"""Candidates: merged queries, filters, progress; screening that learns."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from evidence.conftest import Desktop

from corpus_search.access import Role, Viewer
from corpus_search.errors import NotFoundError
from corpus_search.evidence import Order, Theme, Verdict
from corpus_search.evidence.features import Features, build
from corpus_search.evidence.remaining import DRAW_EVERY, DRAWN, Step, estimate, with_draws
from corpus_search.evidence.screening import rank
from corpus_search.evidence.texts import DocumentText
from corpus_search.model import Access, Document, Kind, Passage, State
from corpus_search.pseudonyms import Alignment
from corpus_search.searching import SearchRequest


def test_the_queries_of_a_theme_are_merged(desktop: Desktop) -> None:
    desktop.workspace.themes.put(Theme("kelas", "Kelas", queries=("pelatihan", "insentif")))
    found = desktop.workspace.desk.candidates("kelas", SearchRequest())
    both = [item for item in found.items if len(item.queries) == 2]
    assert found.items[0] in both
    assert found.items[0].snippets[0].marks
    assert [item.rank for item in found.items] == list(range(1, len(found.items) + 1))
    assert sum(found.facets["kind"].values()) == found.total
    assert found.total == found.progress.candidates


def test_filters_text_and_pages(desktop: Desktop) -> None:
    desk = desktop.workspace.desk
    every = desk.candidates("insentif")
    assert {item.document.kind for item in every.items} == {Kind.REGULATION, Kind.TRANSCRIPT}
    spoken = desk.candidates("insentif", SearchRequest(kinds=("transcript",)))
    assert {item.document.kind for item in spoken.items} == {Kind.TRANSCRIPT}
    public = desk.candidates("insentif", SearchRequest(access=frozenset({Access.PUBLIC})))
    assert {item.document.kind for item in public.items} == {Kind.REGULATION}
    assert desk.candidates("insentif", SearchRequest("cair")).total == 1
    second = desk.candidates("insentif", SearchRequest(offset=1, limit=1))
    assert [item.key for item in second.items] == [every.items[1].key]
    assert second.items[0].rank == 2
    with pytest.raises(NotFoundError):
        desk.candidates("nothing")


def test_progress_counts_passages_and_judged_ones_can_be_left_out(desktop: Desktop) -> None:
    workspace = desktop.workspace
    first, second, *_ = workspace.desk.candidates("insentif").items
    for item, verdict in ((first, Verdict.RELEVANT), (second, Verdict.UNDECIDED)):
        workspace.evidence.judge_passage("insentif", item.passage.id, verdict, who="sri", origin=item.origin)
    found = workspace.desk.candidates("insentif")
    assert (found.progress.judged, found.progress.relevant, found.progress.undecided) == (2, 1, 1)
    assert [item.key for item in workspace.desk.candidates("insentif", judged=True).items] == [
        first.key,
        second.key,
    ]
    left = workspace.desk.candidates("insentif", judged=False)
    assert {first.key, second.key}.isdisjoint(item.key for item in left.items)
    assert found.items[0].evidence[0].judgement.origin == first.origin
    assert first.origin is not None
    assert (first.origin.query, first.origin.total) == ("insentif", found.total)


def test_all_passages_in_reading_order(desktop: Desktop) -> None:
    found = desktop.workspace.desk.candidates("insentif", SearchRequest(limit=100), order=Order.READING)
    assert found.total == desktop.workspace.status().passages
    places = [(list(Kind).index(item.document.kind), item.passage.ordinal) for item in found.items]
    assert places == sorted(places)
    assert not found.screening_offered


def test_a_theme_without_queries_is_looked_for_by_its_words(desktop: Desktop) -> None:
    desktop.workspace.themes.put(Theme("gawai", "Gawai", definition="Sinyal hilang"))
    found = desktop.workspace.desk.candidates("gawai")
    assert "gawai" in found.items[0].text


def test_screening_shows_all_passages_and_learns(desktop: Desktop) -> None:
    workspace = desktop.workspace
    request = SearchRequest(limit=100)
    first = workspace.desk.candidates("insentif", request, order=Order.SCREENING, judged=False)
    assert first.total == workspace.status().passages
    for item in first.items:
        verdict = Verdict.RELEVANT if "insentif" in item.text.lower() else Verdict.NOT_RELEVANT
        workspace.evidence.judge_passage("insentif", item.passage.id, verdict, who="sri", origin=item.origin)
    again = workspace.desk.candidates("insentif", request, order=Order.SCREENING)
    best = again.items[0]
    assert "insentif" in best.text.lower()
    assert "insentif" in best.words
    assert again.progress.judged == again.total
    same = workspace.desk.candidates("insentif", request, order=Order.SCREENING)
    assert [item.key for item in same.items] == [item.key for item in again.items]


def test_those_who_see_the_same_documents_share_what_screening_knows_of_them(changing: Desktop) -> None:
    def known(name: str, role: Role) -> Features:
        workspace = changing.workspace.seen_by(Viewer(name, role))
        return workspace.desk.rank(workspace.themes.codebook().theme("insentif"), {}).features

    first = known("Sari", Role.RESEARCHER)
    assert known("Budi", Role.RESEARCHER) is first
    assert len(known("Ani", Role.READER).keys) < len(first.keys)
    changing.transcript().write_text("Peneliti: Ada insentif?\nSari: Ada insentif baru.\n", encoding="utf-8")
    changing.reindex()
    again = known("Budi", Role.RESEARCHER)
    assert again is not first
    assert "baru" in again.terms


def _texts(said: list[str]) -> DocumentText:
    passages, text = [], ""
    for number, words in enumerate(said):
        start = len(text)
        text += words + "\n"
        passages.append(Passage(f"d/{number}", "d", start, start + len(words), 1, "", ordinal=number))
    document = Document("d", "d.txt", "", "text", State.READ, Kind.TRANSCRIPT, "D")
    keys = {one.id: number for number, one in enumerate(passages)}
    return DocumentText(document, text, "d", text, "", Alignment(), tuple(passages), keys)


def _ranked(said: list[str], labels: dict[int, bool], theme: str = "insentif") -> list[int]:
    return rank(build([_texts(said)]), [theme], labels).order()


def test_before_anything_is_judged_the_words_of_the_theme_decide() -> None:
    said = ["hujan deras sekali", "insentif belum cair", "jalan ke balai desa"]
    assert _ranked(said, {})[0] == 1
    assert _ranked(said, {1: False}, "insentif jalan")[0] == 2


def test_other_words_of_what_was_kept_are_learned() -> None:
    said = ["begitu"] * 20
    said[0], said[4], said[8] = "insentif belum cair", "uangnya belum cair juga", "jalan masih rusak"
    said[12], said[16] = "jalan masih becek", "cair bulan depan"
    order = _ranked(said, {0: True, 4: True, 8: False})
    assert order.index(16) < order.index(12)
    assert _ranked(said, dict.fromkeys(range(20), True))
    ranking = rank(build([_texts(said)]), ["insentif"], {0: True, 8: False})
    assert "insentif" in ranking.words(0)


def test_what_stands_beside_a_kept_passage_comes_forward() -> None:
    said = [f"kalimat nomor{number} tentang hal{number}" for number in range(12)]
    order = _ranked(said, {6: True, 0: False, 11: False}, "lain")
    assert {5, 7} <= set(order[:4])


@pytest.mark.parametrize("make", [list, lambda texts: []], ids=["one", "none"])
def test_small_corpora(make: Callable[[list[DocumentText]], list[DocumentText]]) -> None:
    features = build(make([_texts(["satu"])]))
    assert len(rank(features, ["dua"], {}).order()) == len(features.keys)


def test_some_passages_are_drawn_at_random() -> None:
    ranked = list(range(100, 200))
    shown, drawn = with_draws(ranked, 7, "insentif")
    assert sorted(shown) == ranked
    places = [place for place, key in enumerate(shown) if key in drawn]
    assert places == list(range(DRAW_EVERY - 1 - 7, 100, DRAW_EVERY))
    assert with_draws(ranked, 7, "insentif") == (shown, drawn)
    left = [key for key in shown if key not in drawn]
    assert left == sorted(left)


def _screened(seed: int, total: int, relevant: int, judged: int, skill: float) -> tuple[list[Step], int]:
    """A screening by a ranking that puts relevant passages before others by its skill; and how many remain."""
    chance = random.Random(seed)  # noqa: S311  (a simulation)
    wanted = set(chance.sample(range(total), relevant))
    ranked = sorted(range(total), key=lambda key: chance.random() - skill * (key in wanted))
    shown, drawn = with_draws(ranked, 0, f"theme {seed}")
    steps = [Step(key in wanted, key in drawn) for key in shown[:judged]]
    return steps, relevant - sum(step.relevant for step in steps)


@pytest.mark.parametrize(
    ("relevant", "skill"), [(0, 0.0), (4, 0.9), (30, 0.0), (30, 0.4), (30, 0.9), (200, 0.5)]
)
@pytest.mark.parametrize("judged", [30, 100, 250])
def test_what_is_said_to_remain_is_right_in_nearly_all_screenings(
    relevant: int, skill: float, judged: int
) -> None:
    right = 0
    for seed in range(60):
        steps, remaining = _screened(seed, 400, relevant, judged, skill)
        told = estimate(steps, 400 - judged)
        assert 0 <= told.low <= told.remaining <= told.high <= told.unjudged == 400 - judged
        right += told.low <= remaining <= told.high
    assert right >= 57  # 95 %


def test_it_is_told_soon_where_a_ranking_has_found_what_there_was() -> None:
    assert not estimate([], 400).tells
    steps, remaining = _screened(1, 400, 8, 80, 0.95)
    assert remaining == 0
    told = estimate(steps, 320)
    assert told.tells
    assert (told.low, told.remaining) == (0, 0)
    assert "Callaghan" in told.source


def test_an_estimate_without_a_draw_rests_on_the_runs_alone() -> None:
    told = estimate([Step(number < 5, drawn=False) for number in range(60)], 1_000)
    assert told.low == 0
    assert 0 < told.high < 150


def test_drawn_passages_are_known_again_by_their_origin(desktop: Desktop) -> None:
    workspace = desktop.workspace
    items = workspace.desk.candidates("insentif", SearchRequest(limit=100)).items
    item = items[0]
    assert item.origin is not None
    for number in range(1, 11):
        workspace.evidence.judge_passage(
            "insentif",
            item.passage.id,
            Verdict.NOT_RELEVANT,
            who=f"p{number}",
            origin=replace(item.origin, query=DRAWN),
        )
    found = workspace.desk.candidates("insentif", order=Order.SCREENING)
    assert found.estimate is not None
    one = found.estimate  # ten judgements, but of one passage
    assert one == estimate([Step(relevant=False, drawn=True)], one.unjudged)
