"""Facts of real regulations, known to people: what amends and repeals what."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.following import Reading, reads_on
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.real

CHOSEN = (
    "uu/2003/13",
    "uu/2020/11",
    "uu/2008/2",
    "uu/2002/31",
    "pp/2015/78",
    "pp/1993/14",
    "pp/2007/76",
    "pp/2012/53",
)


@pytest.fixture(scope="module")
def law(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("real-law")
    texts = real / "regulations-text"
    files = [texts / f"{name}.md" for name in CHOSEN] + list((texts / "perpres").rglob("*.md"))
    for number, file in enumerate(files):
        target = folder / "corpus" / f"{number}-{file.name}"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(file, target)
    settings = Settings(corpus=folder / "corpus", index=folder / "index", store=folder / "store", jobs=1)
    index_corpus(settings)
    with Workspace.open(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("amending", "amended"),
    [("uu-2020-11", "uu-2003-13"), ("pp-2007-76", "pp-1993-14"), ("perpres-2022-113", "perpres-2020-36")],
)
def test_what_amends_what(law: Workspace, amending: str, amended: str) -> None:
    amends = law.lawbook.standing(law.document(amending)).amends
    assert amended in [named.identifier for named in amends]


@pytest.mark.parametrize(
    ("repealing", "repealed"),
    [
        ("uu-2008-2", "uu-2002-31"),
        ("pp-2015-78", "pp-1981-8"),
        ("uu-2003-13", "uu-1969-14"),
        ("uu-2003-13", "uu-1997-25"),
        ("uu-2003-13", "uu-2000-28"),
    ],
)
def test_what_repeals_what(law: Workspace, repealing: str, repealed: str) -> None:
    repeals = {
        named.identifier: named.partly for named in law.lawbook.standing(law.document(repealing)).repeals
    }
    assert repeals[repealed] is False


def test_an_act_that_is_only_amended_is_not_repealed(law: Workspace) -> None:
    assert law.lawbook.standing(law.document("uu-2003-13")).repealed_by == ()


def test_an_amended_article_has_its_source(law: Workspace) -> None:
    read = reads_on(law.document("uu-2003-13"), date(2021, 1, 1), law.lawbook, law.contents)
    changed = {item.number for item in read.items if isinstance(item, Reading) and item.source is not None}
    assert {"56", "59", "88"} <= changed  # known from Article 81 of Act 11/2020
    before = reads_on(law.document("uu-2003-13"), date(2020, 1, 1), law.lawbook, law.contents)
    assert all(item.source is None for item in before.items if isinstance(item, Reading))
