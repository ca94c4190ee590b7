from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from support.command import Command, runner


def found(run: Command, *arguments: str) -> dict[str, Any]:
    done = run("search", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_the_answer_has_the_promised_shape(indexed: Command) -> None:
    answer = found(indexed, "pelatihan vokasi")
    assert {"query", "total", "total_some", "hits", "facets"} <= set(answer)
    assert answer["query"] == "pelatihan vokasi"
    assert answer["total"] >= 4
    hit = answer["hits"][0]
    assert {"rank", "score", "id", "all_words", "document", "locator", "text", "snippets", "citation"} <= set(
        hit
    )
    assert {"id", "path", "title", "kind", "collection", "date", "language"} <= set(hit["document"])
    assert {"page", "path", "start", "end", "speaker", "time"} <= set(hit["locator"])
    assert hit["rank"] == 1
    assert [h["rank"] for h in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))


def test_filters_narrow_and_facets_count(indexed: Command) -> None:
    answer = found(indexed, "pelatihan vokasi", "--kind", "transcript")
    assert {hit["document"]["kind"] for hit in answer["hits"]} == {"transcript"}
    assert answer["facets"]["kind"]["regulation"] >= 1
    assert (
        found(indexed, "pelatihan", "--year", "2022")["total"]
        == found(indexed, "pelatihan jenis:transkrip")["total"]
    )
    assert found(indexed, "pelatihan", "--year", "..2021")["hits"][0]["document"]["kind"] == "regulation"
    assert found(indexed, "pelatihan", "--speaker", "Informan 1")["total"] == 2
    assert found(indexed, "pelatihan", "--collection", "peraturan", "--limit", "1")["hits"][0]["rank"] == 1
    assert found(indexed, "pelatihan", "--limit", "1", "--offset", "1")["hits"][0]["rank"] == 2


def test_a_hit_is_cited_and_shown(indexed: Command) -> None:
    hit = found(indexed, '"menerima insentif"')["hits"][0]
    assert hit["citation"] == "Perbup Contoh 7/2021 Pasal 2 ayat (2)"
    assert hit["locator"]["path"] == "BAB II > Pasal 2 > ayat (2)"
    shown = indexed("show", hit["id"])
    assert shown.returncode == 0
    assert "(2) Peserta menerima insentif" in shown.stdout
    document = json.loads(indexed("show", hit["document"]["id"], "--json").stdout)
    assert document["text"][hit["locator"]["start"] : hit["locator"]["end"]] == hit["text"]
    assert indexed("show", "nothing-like-it").returncode == 1


def test_an_answer_comes_with_its_question(indexed: Command) -> None:
    done = indexed("search", "insentif cair")
    assert done.returncode == 0
    assert "Apakah insentifnya sudah diterima?" in done.stdout
    assert "Informan 1" in done.stdout


def test_lines_and_tables_for_programs(indexed: Command) -> None:
    lines = indexed("search", "pelatihan", "--jsonl").stdout.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == list(range(1, len(lines) + 1))
    table = indexed("search", "pelatihan", "--csv").stdout.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == len(lines)
    assert rows[0]["citation"]


@pytest.mark.parametrize(
    "query",
    [
        "Pasal 2 ayat (2)", '"pencari kerja"', "pelatihan NOT insentif", "judul:kartu", "jenis:transkrip",
        "tahun:2020..2022", '"pelatihan sinyal"~9', "pelatih*", "pelathian~", "(pelatihan", '"pencari', '"', "(", "AND",
        "pelatihan AND", "NOT", "-", "*", "~", ":", "jenis:", "tahun:x..y", "a:b:c", "\\", "😀", "' OR 1=1 --",
    ],
)  # fmt: skip
def test_no_query_ends_in_a_failure(indexed: Command, query: str) -> None:
    done = indexed("search", "--json", "--", query)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    json.loads(done.stdout)


def test_queries_find_what_a_person_expects(indexed: Command) -> None:
    assert found(indexed, "Pasal 2 ayat (2)")["hits"][0]["locator"]["path"] == "BAB II > Pasal 2 > ayat (2)"
    assert found(indexed, '"pencari kerja"')["total"] >= 2
    assert not any(
        "insentif" in hit["text"].lower() for hit in found(indexed, "pelatihan NOT insentif")["hits"]
    )
    assert found(indexed, "judul:kartu")["hits"][0]["document"]["kind"] == "regulation"
    assert {hit["document"]["kind"] for hit in found(indexed, "jenis:transkrip")["hits"]} == {"transcript"}
    assert found(indexed, "pelathian~")["total"] >= 4
    assert found(indexed, "(pelatihan")["total"] == found(indexed, "pelatihan")["total"]
    assert found(indexed, "(pelatihan")["notes"]


def test_a_typo_in_flag_or_command_is_answered(indexed: Command) -> None:
    done = indexed("serch", "x")
    assert done.returncode == 2
    assert "search" in done.stderr
    done = indexed("search", "x", "--yera", "2020")
    assert done.returncode == 2
    assert "--year" in done.stderr
    done = indexed("search", "x", "--year", "twenty")
    assert done.returncode == 2
    assert "2020..2022" in done.stderr
    done = indexed("search", "x", "--year", "2023..2020")
    assert done.returncode == 2
    assert "2020..2023" in done.stderr


def test_a_filter_by_what_is_not_there_is_told(indexed: Command) -> None:
    done = indexed("search", "pelatihan", "--document", "nope")
    assert done.returncode == 0
    assert "document: nope" in done.stderr
    assert done.stdout.startswith("0 passages")


def test_one_passage_is_one(indexed: Command) -> None:
    done = indexed("search", '"menerima insentif"')
    assert done.stdout.startswith("1 passage.")


def test_without_an_index_the_message_says_what_to_do(empty: Command) -> None:
    for arguments in (("search", "x"), ("status",), ("show", "x"), ("documents",)):
        done = empty(*arguments)
        assert done.returncode == 1
        assert "corpus-search index" in done.stderr


def test_an_empty_corpus_is_told_where_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    run = runner(tmp_path)
    assert run("index").returncode == 0
    (tmp_path / "queries.csv").write_text("query\npelatihan\n", encoding="utf-8")
    for arguments in (["search", "pelatihan"], ["concordance", "pelatihan"], ["batch", "queries.csv"]):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        assert "There is no text in the index. Put documents into" in done.stderr
        assert "could not be read" not in done.stderr
    (tmp_path / "corpus" / "rusak.pdf").write_bytes(b"%PDF-1.4")
    assert run("index").returncode == 3
    assert "could not be read: corpus-search status" in run("search", "pelatihan").stderr


def test_version(empty: Command) -> None:
    done = empty("--version")
    assert done.returncode == 0
    assert "0.1.0" in done.stdout
