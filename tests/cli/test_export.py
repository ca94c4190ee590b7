"""Taking evidence along, on the command line."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from support.command import Command, runner, write_corpus

from corpus_search.config import Settings
from corpus_search.evidence import Stance, Theme, Verdict
from corpus_search.model import Kind
from corpus_search.workspace import Workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an indexed corpus, two themes and three judgements."""
    folder = tmp_path_factory.mktemp("export")
    write_corpus(folder / "corpus")
    assert runner(folder)("index").returncode == 0
    settings = Settings(folder / "corpus", folder / "index", folder / "evidence")
    with Workspace.open(settings) as workspace:
        workspace.themes.put_all(
            [Theme("insentif", "Insentif"), Theme("sinyal", "Sinyal", definition="Sinyal buruk")]
        )
        for document in workspace.documents():
            text = workspace.contents(document.id).text
            for theme, words in (("insentif", "menerima insentif"), ("sinyal", "sinyalnya sering hilang")):
                if words in text:
                    start = text.index(words)
                    workspace.evidence.judge(
                        theme, document.id, start, start + len(words), Verdict.RELEVANT,
                        stance=Stance.SUPPORTS, who="sari",
                    )  # fmt: skip
        transcript = next(one for one in workspace.documents() if one.kind is Kind.TRANSCRIPT)
        workspace.evidence.judge("insentif", transcript.id, 0, 4, Verdict.NOT_RELEVANT, who="sari")
    return folder


@pytest.fixture
def run(folder: Path) -> Command:
    return runner(folder)


def quotes(run: Command, *arguments: str) -> list[str]:
    done = run("export", "csv", "--output", "-", *arguments)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")))
    return [row["Kutipan"] for row in rows]


def test_filters_and_access_hold(run: Command) -> None:
    assert quotes(run) == ["menerima insentif", "sinyalnya sering hilang"]
    assert quotes(run, "--theme", "sinyal") == ["sinyalnya sering hilang"]
    assert quotes(run, "--public") == ["menerima insentif"]
    assert quotes(run, "--kind", "transcript") == ["sinyalnya sering hilang"]
    assert quotes(run, "--verdict", "not_relevant") == ["Nama"]
    assert quotes(run, "--stance", "contradicts") == []


def test_a_file_is_written_and_not_replaced_unasked(run: Command, folder: Path) -> None:
    done = run("export", "docx", "--json")
    assert done.returncode == 0, done.stderr
    written = json.loads(done.stdout)
    assert zipfile.is_zipfile(folder / written["file"])
    again = run("export", "docx")
    assert again.returncode == 2
    assert "--output" in again.stderr
    assert run("export", "docx", "--output", written["file"]).returncode == 0


def test_language_and_style(run: Command) -> None:
    english = run("export", "markdown", "--output", "-", "--language", "en", "--style", "code").stdout
    assert "# Evidence Book" in english
    assert "(W/I1/12-04-2022/b.2)" in english
    by_setting = run("export", "markdown", "--output", "-", CORPUS_SEARCH_DOCUMENT_LANGUAGE="en").stdout
    assert "# Evidence Book" in by_setting


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("doc",), 2, "docx"),
        (("docx", "--theme", "tidak-ada"), 1, "tidak-ada"),
        (("docx", "--style", "harvard"), 2, "bibliography"),
    ],
)
def test_mistakes_are_told(run: Command, arguments: tuple[str, ...], status: int, told: str) -> None:
    done = run("export", *arguments, "--output", "never.docx")
    assert done.returncode == status
    assert told in done.stderr


def test_all_results_of_a_search_as_a_workbook(run: Command, folder: Path) -> None:
    done = run("search", "pelatihan", "--limit", "1", "--xlsx", "hasil.xlsx")
    assert done.returncode == 0, done.stderr
    total = json.loads(run("search", "pelatihan", "--json").stdout)["total"]
    assert openpyxl.load_workbook(folder / "hasil.xlsx")["results"].max_row > total


def test_a_project_and_a_codebook_come_back(run: Command, folder: Path) -> None:
    assert run("export", "qdpx", "--output", "p.qdpx").returncode == 0
    done = run("themes", "import", "p.qdpx", "--who", "ani", "--json", CORPUS_SEARCH_STORE="other")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["themes"], told["judgements"]) == (["insentif", "sinyal"], 2)
    again = run("themes", "import", "p.qdpx", CORPUS_SEARCH_STORE="other")
    assert "New themes: 0; codings kept as evidence: 0." in again.stdout
    for name in ("c.qdc", "c.csv", "c.xlsx"):
        assert run("themes", "export", name).returncode == 0
        done = run("themes", "import", name, CORPUS_SEARCH_STORE=f"store-{name}")
        assert "New themes: 2" in done.stdout, done.stderr
    wrong = run("themes", "import", "corpus/transkrip/informan-1.txt")
    assert wrong.returncode == 2
    assert ".qdc" in wrong.stderr
