"""`batch` and `saved`: a spreadsheet of queries, and searches that are kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from openpyxl import Workbook, load_workbook
from support.command import Command, runner, write_corpus


def test_a_row_with_a_mistake_is_told_and_the_others_are_answered(indexed: Command, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kueri", "Jenis", "Tahun"])
    sheet.append(["pelatihan", "transcript; regulation", 2021])
    sheet.append(["insentif", "transkripsi", None])
    sheet.append([None, None, None])
    sheet.append(["insentif", None, "2022"])
    sheet.append([None, "transcript", None])
    file, out = tmp_path / "queries.xlsx", tmp_path / "answers.xlsx"
    book.save(file)
    done = indexed("batch", str(file), "--xlsx", str(out), "--json")
    assert done.returncode == 1
    assert "Row 3" in done.stderr
    assert "kind cannot be transkripsi" in done.stderr
    assert "Row 6" in done.stderr
    assert "Answered 2 of 4 queries" in done.stderr
    told = json.loads(done.stdout)
    assert [answer["row"] for answer in told] == [2, 3, 5, 6]
    assert {hit["document"]["kind"] for hit in told[0]["results"]["hits"]} == {"regulation"}
    assert told[1]["results"] is None
    written = load_workbook(out)
    queries = list(written["queries"].values)
    assert queries[0] == ("row", "query", "kind", "year", "total", "total_some", "error")
    assert str(queries[1][4]) == str(told[0]["results"]["total"])
    assert "transkripsi" in str(queries[2][6])
    rows = list(written["passages"].values)
    assert {row[0] for row in rows[1:]} == {"2", "5"}


def test_a_csv_of_queries(indexed: Command, tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text("query;speaker\ninsentif;Informan 1\n", encoding="utf-8")
    done = indexed("batch", str(file), "--csv", "--limit", "1")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert [(row["row"], row["speaker"]) for row in rows] == [("2", "Informan 1")]
    plain = indexed("batch", str(file))
    assert "2. insentif: 1 passage\n" in plain.stdout


def test_a_file_that_is_no_batch(indexed: Command, tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text("pertanyaan,kind\nx,transcript\n", encoding="utf-8")
    done = indexed("batch", str(file))
    assert done.returncode == 2
    assert "pertanyaan" in done.stderr
    assert indexed("batch", str(tmp_path / "none.csv")).returncode == 1


def test_saved_searches_on_the_command_line(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    run = runner(tmp_path)
    run("index")
    assert (
        "seen now: 1 passage"
        in run("saved", "add", "uang", "insentif jenis:transkrip penutur:Informan").stderr
    )
    assert run("saved", "add", "uang", "insentif").returncode == 2
    assert "uang: 0 new" in run("saved", "list").stdout
    (tmp_path / "corpus" / "transkrip" / "dua.txt").write_text(
        "Nama Informan: Budi\n\nPeneliti: Lalu?\nInforman 2: Insentif belum pernah cair sampai hari ini.\n",
        encoding="utf-8",
    )
    run("index")
    fresh = run("saved", "new", "uang", "--seen")
    assert "uang: 1 new" in fresh.stdout
    assert "Insentif belum pernah cair" in fresh.stdout
    assert json.loads(run("saved", "new", "--json").stdout)[0]["new"] == []
    assert "uang" in run("saved", "new", "lain").stderr
    assert json.loads(run("saved", "list", "--json", "--who", "orang-lain").stdout) == []
    assert run("saved", "remove", "uang").returncode == 0
    assert "No search is saved" in run("saved", "list").stderr
