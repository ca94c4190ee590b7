"""Whatever stands in a file or is typed: an answer, or an error of ours with its remedy.

`make soak` tries many more examples than the usual run. What was found to be wrong is kept as an `@example`.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.hostile import packages, pdfs

from corpus_search.citing.styles import load_styles
from corpus_search.describing import read_register
from corpus_search.errors import CorpusSearchError
from corpus_search.evidence import Codebook
from corpus_search.evidence.codebook_text import parse_themes, with_theme, without_theme
from corpus_search.exchange.codebook_tables import read_codebook_table
from corpus_search.exchange.refi.codebook import read_qdc
from corpus_search.exchange.refi.project_read import read_project
from corpus_search.model import Kind, State
from corpus_search.reading import read_file
from corpus_search.searching import OwnGlossary, marks, parse
from corpus_search.segmenting import segment

EXAMPLES = int(os.environ.get("CORPUS_SEARCH_EXAMPLES", "25"))
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

SENTENCE = "Peserta pelatihan menerima insentif."
TOKENS = (
    *(
        "<",
        ">",
        "&",
        "&#0;",
        "]]>",
        "/>",
        "<!--",
        "<?xml ",
        "<!DOCTYPE a [",
        "\0",
        "\ufeff",
        "\ud7ff",
        "\u2028",
    ),
    *(
        "-1",
        "0",
        "99999999999999999999",
        "1e999",
        "NaN",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        '"',
        "'",
        "\\",
        "\n",
        "\r",
    ),
    *(
        "obj",
        "endobj",
        "stream",
        "endstream",
        "R",
        "<<",
        ">>",
        "/Kids",
        "/Filter /FlateDecode",
        "BT",
        "ET",
        "Tj",
    ),
    *(
        " --> ",
        ":",
        "---\n",
        "%",
        "=",
        ",",
        ";",
        "\t",
        "|",
        "#",
        "*",
        "_",
        "`",
        "[[theme]]",
        '"""',
        "\\u",
        "\\'",
    ),
)
"""What is put into files: the signs of their grammars."""

SEEDS: dict[str, bytes] = {
    "a.pdf": pdfs.form_in_itself(1),
    "b.pdf": pdfs.huge_image(4),
    "a.docx": packages.styles_in_a_circle(1),
    "b.docx": packages.huge_numbers(1),
    "a.odt": packages.odt(
        f"<text:h>{SENTENCE}</text:h><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
    ),
    "a.epub": packages.epub(f"<h1>Bab</h1><p>{SENTENCE}</p>"),
    "a.xlsx": packages.xlsx(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='b'><v>1</v></c></row>"
        "<row r='2'><c r='A2'><f>1+1</f><v>2</v></c><c r='B2' t='d'><v>2022-04-12</v></c></row>",
        f"<si><t>{SENTENCE}</t></si>",
    ),
    "a.rtf": f"{{\\rtf1\\ansi\\ansicpg1252 {SENTENCE}\\par\\trowd a\\cell b\\cell\\row{{\\footnote x}}}}".encode(),
    "a.html": f"<!DOCTYPE html><title>a</title><ol start=3><li>{SENTENCE}</ol><table><tr><td>a<td>b</table>".encode(),
    "a.md": f"---\ntitle: a\n---\n# Bab\n\n{SENTENCE}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    "a.txt": f"Pasal 1\n(1) {SENTENCE}\n\f\nPasal 2\na. satu;\nb. dua.\n".encode(),
    "a.csv": f'nama,umur,kata\nSri,31,"{SENTENCE}"\nBudi,40,ya\n'.encode(),
    "a.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sari>{SENTENCE}\n".encode(),
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\nSari: {SENTENCE}\n\n".encode(),
    "a.json": json.dumps(
        {"text": SENTENCE, "language": "id", "segments": [{"start": 0.5, "end": 1, "text": SENTENCE}]}
    ).encode(),
}


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """A whole file with parts cut out, doubled, exchanged, or with something put in; inside of zips, too."""
    if seed.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(BytesIO(seed)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = draw(st.sampled_from(sorted(members)))
        return packages.packed(members | {name: draw(damaged(members[name]))})
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(
            st.sampled_from(TOKENS).map(lambda words: words.encode("utf-8", "surrogatepass"))
            | st.binary(max_size=8)
            | st.just(data[start:end] * draw(st.integers(2, 50)))
        )
        data = data[:start] + put + data[end:]
    return data


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
@fuzzed
def test_readers_and_segmenters(name: str, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / name
    path.write_bytes(data.draw(damaged(SEEDS[name])))
    extraction = read_file(path, cautious=True)  # the second reader may end the process; workers bear that
    assert extraction.reason or extraction.state is State.READ
    if not extraction.state.has_text:
        return
    for kind in Kind:
        found = segment(extraction.pages, kind, document="a", metadata=extraction.metadata)
        assert all(0 <= one.start < one.end <= len(found.text) for one in found.passages)


QUERY = st.lists(
    st.sampled_from(
        (
            *(
                "pelatihan",
                "kerja",
                "AND",
                "OR",
                "NOT",
                "-",
                "(",
                ")",
                '"',
                "*",
                "~",
                "~5",
                ":",
                "..",
                "tahun:",
            ),
            *(
                "pasal:",
                "judul:",
                "2020",
                "[",
                "]",
                "+",
                "?",
                "apa",
                "/",
                "\\",
                "perpres",
                "36/2020",
                "ayat",
                "\u200b",
            ),
        )
    )
    | st.text(max_size=5),
    max_size=40,
)


@given(pieces=QUERY, spaced=st.booleans())
@fuzzed
def test_queries(pieces: list[str], spaced: bool) -> None:
    parsed = parse((" " if spaced else "").join(pieces))
    spans = marks(SENTENCE, parsed.marked)
    assert all(0 <= start < end <= len(SENTENCE) for start, end in spans)


THEMES = b"""# komentar
[[theme]]
id = "insentif"
name = "Insentif"
parent = "lain"
queries = ["insentif", "uang OR saku"]

[[theme]]
id = "lain"
name = 'Lain'
definition = \"\"\"
Dua
baris\"\"\"
"""


@given(data=st.data())
@fuzzed
def test_codebooks(data: st.DataObject) -> None:
    """What can be read can be changed, and read again."""
    text = data.draw(damaged(THEMES)).decode("utf-8", "replace")
    try:
        themes = parse_themes(text)
    except CorpusSearchError:
        return
    for theme in themes:
        parse_themes(with_theme(text, theme))
    if themes and not any(theme.parent == themes[-1].id for theme in themes):
        assert themes[-1].id not in {theme.id for theme in parse_themes(without_theme(text, themes[-1].id))}


def _read_codebook(path: Path) -> object:
    return read_qdc(path.read_bytes(), path.name, Codebook())


def _styles(path: Path) -> object:
    return load_styles(path.parent)


def _glossary(path: Path) -> object:
    return OwnGlossary(path.parent).current()


PROJECT = (
    '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u" name="Sari"/></Users>'
    '<CodeBook><Codes><Code guid="c" name="Insentif" isCodable="true" color="#ff0000"><Description>x</Description>'
    '</Code></Codes></CodeBook><Sources><TextSource guid="s" name="a.txt" plainTextPath="internal://t.txt">'
    '<PlainTextSelection guid="x" startPosition="0" endPosition="7" creatingUser="u"><Coding guid="y">'
    '<CodeRef targetGUID="c"/></Coding></PlainTextSelection></TextSource></Sources></Project>'
)
FILES: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "documents.csv": (
        b"id,path,title,kind,date,access\na,a.txt,Judul,transcript,2022-04-12,public\n",
        read_register,
    ),
    "citations.toml": (
        b'[short.id]\nregulation = "{where} [{short}]"\ntranscript = "*{who}*, {date}"\n',
        _styles,
    ),
    "glossary.toml": (b'[terms]\n"kartu muda" = ["youth card", "KM"]\n', _glossary),
    "p.qde": (PROJECT.encode(), read_project),
    "p.qdpx": (packages.packed({"project.qde": PROJECT, "Sources/t.txt": SENTENCE}), read_project),
    "c.qdc": (
        b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="c" name="a"/></Codes></CodeBook>',
        _read_codebook,
    ),
    "codes.csv": (
        b"id,name,definition,parent,queries\na,Awal,x,,insentif\nb,Dua,y,a,\n",
        read_codebook_table,
    ),
}


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@fuzzed
def test_files_of_people_and_of_other_programs(name: str, tmp_path: Path, data: st.DataObject) -> None:
    seed, read = FILES[name]
    path = tmp_path / name
    path.write_bytes(data.draw(damaged(seed)))
    with suppress(CorpusSearchError):
        read(path)
