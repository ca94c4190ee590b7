from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus_search.describing import (
    Register,
    RegisterRow,
    changes,
    checked_row,
    read_register,
    rows_of,
    write_register,
)
from corpus_search.errors import RegisterError
from corpus_search.model import Access, Document, Kind, State

SRI = Document(
    "sri", "transcripts/sri.docx", "0", "docx", State.READ, Kind.TRANSCRIPT, "Wawancara dengan Sri",
    language="id", date="2021-04-12", access=Access.RESTRICTED, metadata={"informant": "Sri", "duration": "45 menit"},
)  # fmt: skip
LAW = Document(
    "perpres-2020-36", "regulations/36.pdf", "1", "pdf", State.READ, Kind.REGULATION, "Perpres 36/2020"
)


def register_of(tmp_path: Path, text: str) -> Register:
    path = tmp_path / "documents.csv"
    path.write_text(text, encoding="utf-8")
    return read_register(path)


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(tmp_path / "documents.csv") == Register()


def test_rows_are_found_by_path_and_then_by_id(tmp_path: Path) -> None:
    register = register_of(tmp_path, "id,path,title\nsri,transcripts/sri.docx,Satu\nlain,,Dua\n")
    by_path = register.row("transcripts/sri.docx", "lain")
    by_id = register.row("pindah/sri.docx", "sri")
    assert by_path is not None
    assert by_path is by_id
    assert by_path.values["title"] == "Satu"
    assert register.row("transcripts/lain.docx") is None


def test_column_names_and_values_may_be_indonesian(tmp_path: Path) -> None:
    register = register_of(
        tmp_path,
        "Path;Judul;Jenis;Tanggal;Akses;Bahasa;Lokasi;Embargo sampai;Catatan peneliti\n"
        "a.docx;Satu;transkrip wawancara;12 April 2021;Terbatas;Indonesia;Purwokerto;01/12/2025;penting\n",
    )
    assert register.rows[0].values == {
        "path": "a.docx",
        "title": "Satu",
        "kind": "transcript",
        "date": "2021-04-12",
        "access": "restricted",
        "language": "id",
        "place": "Purwokerto",
        "embargo_until": "2025-12-01",
        "catatan_peneliti": "penting",
    }


def test_empty_cells_and_rows_say_nothing(tmp_path: Path) -> None:
    register = register_of(tmp_path, "id,path,title\n,,\nsri,,\n")
    assert [row.values for row in register.rows] == [{"id": "sri"}]
    assert not register.rows[0].says_something


def test_all_mistakes_are_named_with_row_column_and_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        register_of(
            tmp_path,
            "id,path,kind,date,access\n"
            "a,,wawancra,12 April 2021,public\n"
            "b,,transcript,kemarin,\n"
            ",,,,secret\n"
            "a,,,,\n"
            "c,,,,,lebih\n",
        )
    message = str(caught.value)
    assert "documents.csv" in message
    assert (
        "row 2, column kind: 'wawancra' is not allowed; allowed: regulation, transcript, field_note, document"
        in message
    )
    assert "row 3, column date: 'kemarin' is not allowed; allowed: a date such as 2021-04-12" in message
    assert "row 4, column access: 'secret' is not allowed; allowed: public, restricted" in message
    assert "row 4, columns id and path: one of them must name the document" in message
    assert "row 5, column id: 'a' stands already in row 2" in message
    assert "row 6, cell 6: 'lebih' stands in a column without a name" in message


@pytest.mark.parametrize(
    ("header", "message"),
    [("title,kind", "no column id and no column path"), ("id,judul,title", "title stands 2 times")],
)
def test_mistakes_in_the_header(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        register_of(tmp_path, f"{header}\na,b,c\n")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_register_is_written_and_read_back(tmp_path: Path, suffix: str) -> None:
    register = rows_of(
        [SRI, LAW], Register((RegisterRow({"id": "sri", "asal": "Banyumas"}),), ("id", "asal"))
    )
    path = tmp_path / f"documents{suffix}"
    write_register(path, register)
    assert read_register(path) == register
    assert register.rows[0].values["asal"] == "Banyumas"
    assert register.rows[1].values == {
        "id": "perpres-2020-36",
        "path": "regulations/36.pdf",
        "title": "Perpres 36/2020",
        "kind": "regulation",
        "access": "public",
    }


def test_an_export_that_nobody_changed_says_nothing() -> None:
    assert changes(rows_of([SRI, LAW], Register()), [SRI, LAW], Register()).rows == ()


def test_only_changed_cells_become_statements() -> None:
    shown = rows_of([SRI, LAW], Register())
    edited = Register(
        (RegisterRow({**shown.rows[0].values, "title": "Sri, peserta"}), shown.rows[1]), shown.columns
    )
    (row,) = changes(edited, [SRI, LAW], Register()).rows
    assert row.values == {"id": "sri", "path": "transcripts/sri.docx", "title": "Sri, peserta"}


def test_statements_stay_until_their_cell_is_emptied() -> None:
    register = Register(
        (RegisterRow({"id": "sri", "path": SRI.path, "title": "Sri, peserta", "informant": "Sri S."}),)
    )
    known = replace(SRI, title="Sri, peserta", metadata={"informant": "Sri S."})
    shown = rows_of([known], register)
    assert changes(shown, [known], register).rows[0].values == register.rows[0].values
    emptied = Register(
        (RegisterRow({k: v for k, v in shown.rows[0].values.items() if k != "title"}),), shown.columns
    )
    assert changes(emptied, [known], register).rows[0].values == {
        "id": "sri",
        "path": SRI.path,
        "informant": "Sri S.",
    }


def test_columns_and_documents_that_are_not_handed_in_stay_as_they_are() -> None:
    register = Register(
        (
            RegisterRow({"id": "sri", "place": "Purwokerto"}),
            RegisterRow({"id": "perpres-2020-36", "title": "Satu"}),
        )
    )
    edited = Register((RegisterRow({"id": "sri", "title": "Sri"}),), ("id", "title"))
    changed = changes(edited, [SRI, LAW], register)
    assert [row.values.get("title") for row in changed.rows] == ["Satu", "Sri"]
    assert changed.rows[1].values["place"] == "Purwokerto"


def test_a_row_for_a_document_that_is_not_there_yet_is_kept() -> None:
    edited = Register((RegisterRow({"path": "baru.docx", "title": "Nanti"}),), ("path", "title"))
    assert changes(edited, [SRI], Register()).rows == edited.rows


def test_a_row_from_a_form_is_checked() -> None:
    assert checked_row({"id": "sri", "kind": " transkrip ", "title": ""}).values == {
        "id": "sri",
        "kind": "transcript",
    }
    with pytest.raises(RegisterError, match="column access: 'x' is not allowed; allowed: public, restricted"):
        checked_row({"id": "sri", "access": "x"})


def test_rows_take_the_place_of_those_with_the_same_path_or_id() -> None:
    one = RegisterRow({"id": "a", "path": "a.txt", "title": "Satu"})
    register = Register((one, RegisterRow({"id": "b", "title": "Dua"})))
    changed = register.with_rows(
        [
            RegisterRow({"path": "a.txt", "title": "Tiga"}),
            RegisterRow({"id": "b"}),
            RegisterRow({"path": "c.txt", "title": "Empat"}),
            RegisterRow({"path": "c.txt", "topic": "Lima"}),
        ]
    )
    assert [dict(row.values) for row in changed.rows] == [
        {"path": "a.txt", "title": "Tiga"},
        {"path": "c.txt", "topic": "Lima"},
    ]
    assert "topic" in changed.columns
    assert changed.row("anywhere.txt", "a") is None
    assert changed.row("c.txt") == changed.rows[1]
