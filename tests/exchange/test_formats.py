"""Every format by its name, and the text formats in detail."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.errors import UsageError
from corpus_search.exchange import FORMATS, Dossier, export
from corpus_search.exchange.blocks import Block, Heading, Look, Span, Table, cell, paragraph
from corpus_search.exchange.latex import latex_of
from corpus_search.exchange.markdown import markdown_of
from corpus_search.exchange.references import bibtex_of, references, ris_of
from corpus_search.model import Access


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_written_with_everything_and_with_nothing(
    name: str, dossier: Dossier, dossier_of: Callable[..., Dossier]
) -> None:
    full = export(name, dossier)
    assert full.data
    assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+", full.name)
    assert full.data == export(name, dossier).data
    empty = export(name, dossier_of("kosong", access=frozenset()))
    assert empty.data is not None
    assert b"gawai" not in export(name, dossier_of(access=frozenset({Access.PUBLIC}))).data


def test_an_unknown_format_names_the_known_ones(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="qdpx"):
        export("doc", dossier)


def test_what_is_marked_is_told(dossier: Dossier) -> None:
    assert [str(one) for one in export("docx", dossier).remarks] == [
        "Quotes that no longer match their documents, and are marked: 2."
    ]


def test_markdown(dossier: Dossier) -> None:
    text = export("markdown", dossier).data.decode()
    assert "# Buku Bukti Penelitian" in text
    assert "## Sosialisasi program" in text
    assert "> “Saya ikut pelatihan vokasi menjahit lewat gawai” (Wawancara dengan Sari" in text
    assert "> > **Memo:** Gawai sebagai \\_saluran\\_." in text
    assert "Dari siapa & lewat apa peserta tahu \\<program\\>" in text


def test_markdown_tables() -> None:
    table = Table("T", ("a|b",), ((cell("x|y", "z"),), ((),)), (1.0,))
    assert markdown_of([table]) == "**T**\n\n| a\\|b |\n|---|\n| x\\|y<br>z |\n|  |\n"


@given(st.text(max_size=60))
def test_a_paragraph_of_markdown_is_one_line_and_no_heading(text: str) -> None:
    written = markdown_of([paragraph(text)]).strip("\n")
    assert not re.match(r"\s*(#|>|\d+\.\s|[-+*=])", written)
    assert "\n" not in written


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="there is no XeLaTeX here")
def test_latex_is_typeset(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "e.tex").write_bytes(export("latex", dossier).data)
    subprocess.run(["xelatex", "-interaction=nonstopmode", "e.tex"], cwd=tmp_path, check=True)


def test_latex_keeps_every_sign() -> None:
    blocks: list[Block] = [
        Heading("50% & _A_ #1", 1),
        paragraph("{$x$} ~ ^ \\ [b]", Span("miring", italic=True)),
        paragraph("q", look=Look.QUOTE),
        Table("T", ("a&b",), ((cell("c_d"),),), (1.0,)),
    ]
    text = latex_of(blocks, "id")
    assert "\\section{50\\% \\& \\_A\\_ \\#1}" in text
    assert (
        "\\{\\$x\\$\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} {[}b{]}\\textit{miring}"
        in text
    )
    assert text.count("\\begin{") == text.count("\\end{")


def test_web_annotations_hold_selectors_that_agree(dossier: Dossier) -> None:
    collection = json.loads(export("annotations", dossier).data)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 6
    checked = 0
    for item in items:
        selectors = {one["type"]: one for one in item["target"]["selector"]}
        tags = [one["value"] for one in item["body"] if one["purpose"] == "tagging"]
        if "TextPositionSelector" in selectors and "quote:altered" not in tags:
            place = selectors["TextPositionSelector"]
            text = dossier.contents(item["target"]["source"].rpartition(":")[2]).text
            assert text[place["start"] : place["end"]] == selectors["TextQuoteSelector"]["exact"]
            checked += 1
    assert checked == 4
    assert any("quote:lost" in str(item["body"]) for item in items)


def test_sources_for_reference_managers(dossier: Dossier) -> None:
    items = {item["type"]: item for item in references(dossier)}
    law = items["legislation"]
    assert law["number"] == "7"
    assert law["jurisdiction"] == "id"
    assert law["authority"] == "Bupati Contoh"
    assert law["issued"] == {"date-parts": [[2021, 3, 3]]}
    assert items["interview"]["author"] == [{"literal": "Sari"}]
    assert items["manuscript"]["genre"] == "Catatan lapangan"

    ris = ris_of(references(dossier))
    assert ris.count("TY  - ") == ris.count("ER  - ") == 3
    assert "TY  - STAT\r\n" in ris
    assert "M1  - 7\r\n" in ris
    assert "DA  - 2021/03/03/\r\n" in ris

    bib = bibtex_of(references(dossier))
    assert "@misc{perbup-contoh-2021-7," in bib
    assert "author = {{Bupati Contoh}}" in bib
    assert bib.count("{") == bib.count("}")
