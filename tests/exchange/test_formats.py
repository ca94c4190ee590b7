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
from corpus_search.exchange.latex import escaped, is_foreign, latex_of
from corpus_search.exchange.markdown import markdown_of
from corpus_search.exchange.memos import memo_paragraphs
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
    assert "> > **Memo:** Gawai sebagai *saluran*." in text
    assert "Dari siapa & lewat apa peserta tahu \\<program\\>" in text


def test_a_memo_is_read_as_markdown() -> None:
    assert memo_paragraphs(
        "Lihat *tabel*:\n**tiga**\n\n1. [tautan](https://example.org)\n2. <b>dua</b>\n\n- `x`"
    ) == [
        (Span("Lihat "), Span("tabel", italic=True), Span(":"), Span(" "), Span("tiga", bold=True)),
        (Span("1. "), Span("tautan"), Span(" (https://example.org)")),
        (Span("2. "), Span("<b>dua</b>")),
        (Span("– "), Span("x")),
    ]


@given(st.text(alphabet="ab *_\n-1.`~[]:#<>!\t\\"))
def test_no_letter_of_a_memo_is_lost(text: str) -> None:
    told = "".join(span.text for said in memo_paragraphs(text) for span in said)
    assert [sign for sign in told if sign in "ab"] == [sign for sign in text if sign in "ab"]


def test_markdown_tables() -> None:
    table = Table("T", ("a|b",), ((cell("x|y", "z"),), ((),)), (1.0,))
    assert markdown_of([table]) == "**T**\n\n| a\\|b |\n|---|\n| x\\|y<br>z |\n|  |\n"


@given(st.text(max_size=60))
def test_a_paragraph_of_markdown_is_one_line_and_no_heading(text: str) -> None:
    written = markdown_of([paragraph(text)]).strip("\n")
    assert not re.match(r"\s*(#|>|\d+\.\s|[-+*=])", written)
    assert "\n" not in written


HOSTILE = (
    "\\input{x} $y$ --- '' ,, ` ~ % & # _ ^ < > | \" [z]"
    " \u200b\u202e\x07\ufdd0 \u00ad caf\u00e9 \u4e2d \U0001f600 \\end{document}"
)


@pytest.mark.parametrize("program", ["pdflatex", "lualatex", "xelatex"])
def test_latex_is_typeset(dossier: Dossier, tmp_path: Path, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
    for name, text in (
        ("book", export("latex", dossier).data.decode()),
        ("hostile", latex_of([Heading(HOSTILE, 1), paragraph(HOSTILE, look=Look.QUOTE)], "en")),
    ):
        (tmp_path / f"{name}.tex").write_text(text, encoding="utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout[-2_000:]
        assert (tmp_path / f"{name}.pdf").stat().st_size > 1_000


def test_latex_makes_no_ligatures_and_leaves_out_what_is_not_seen(dossier: Dossier) -> None:
    assert escaped("--- '' ,, ``") == "-{}-{}- '{}' ,{}, \\textasciigrave{}\\textasciigrave{}"
    assert escaped("a\u200bb\u202ec\x07d\ufdd0e\nf") == "abcde f"
    assert escaped("ke\u00adrja") == "ke\\-rja"
    assert is_foreign("\u4e2d")
    assert not is_foreign("“caf\u00e9” – Rp1.000,00 €")
    told = [one.template for one in export("latex", dossier).remarks]
    assert (
        "Quotes with signs that need a font beyond Latin letters, to be set in LaTeX: {count}." in told
    ) == any(is_foreign(one.words) for one in dossier.quotations)


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
