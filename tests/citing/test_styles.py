"""The shipped styles, and changing them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.citing import FILE, Citer, Run, load_styles
from corpus_search.citing.fields import FIELDS, fields_of
from corpus_search.citing.library import Library
from corpus_search.citing.template import Template, plain
from corpus_search.errors import SettingsError
from corpus_search.model import Document, Kind, Part, Passage, State

SUBJECT = "Pengembangan Kompetensi Kerja"


def regulation(number: str, year: str, subject: str = SUBJECT, **metadata: str) -> Document:
    known = {
        "type": "perpres",
        "number": number,
        "year": year,
        "subject": subject,
        "short": f"Perpres {number}/{year}",
        **metadata,
    }
    title = f"Peraturan Presiden Nomor {number} Tahun {year} tentang {subject}"
    return Document(
        f"perpres-{year}-{number}",
        f"{number}.pdf",
        "0",
        "pdf",
        State.READ,
        Kind.REGULATION,
        title,
        language="id",
        date=f"{year}-04-01",
        metadata=known,
    )


def amending(number: str, year: str) -> Document:
    subject = f"Perubahan atas Peraturan Presiden Nomor 36 Tahun 2020 tentang {SUBJECT}"
    return regulation(number, year, subject, amends="perpres-2020-36")


def other(kind: Kind, title: str = "Judul", date: str | None = "2021-04-12", **metadata: str) -> Document:
    return Document(
        "d", "d.txt", "0", "text", State.READ, kind, title, language="id", date=date, metadata=metadata
    )


def at(path: str, *, part: Part | None = None, speaker: str | None = None) -> Passage:
    return Passage("d/x", "d", 0, 10, 4, path, part=part, speaker=speaker)


OLD = regulation("36", "2020", gazette="LN 2020/63", supplement="6361")
FIRST, SECOND = amending("76", "2020"), amending("113", "2022")
ARTICLE = at("BAB II > Pasal 12 > ayat (1) > huruf b", part=Part.BODY)
QUOTED = at("Pasal I > angka 3 > Pasal 5 > ayat (2)", part=Part.BODY)
FULL = f"Peraturan Presiden Nomor 36 Tahun 2020 tentang {SUBJECT}"


def test_legal_citing_names_what_amended_the_regulation() -> None:
    assert Citer.of([OLD]).cite(OLD, ARTICLE, style="legal") == f"Pasal 12 ayat (1) huruf b {FULL}"
    assert Citer.of([OLD, FIRST]).cite(OLD, ARTICLE, style="legal") == (
        f"Pasal 12 ayat (1) huruf b {FULL}, sebagaimana telah diubah dengan Peraturan Presiden Nomor 76 Tahun 2020"
    )
    assert (
        Citer.of([SECOND, OLD, FIRST])
        .cite(OLD, ARTICLE, style="legal")
        .endswith(
            ", sebagaimana telah beberapa kali diubah, terakhir dengan Peraturan Presiden Nomor 113 Tahun 2022"
        )
    )
    assert Citer.of([SECOND, OLD, FIRST]).cite(OLD, ARTICLE) == "Perpres 36/2020 Pasal 12 ayat (1) huruf b"


def test_a_quoted_article_is_cited_up_to_the_act_that_quotes_it() -> None:
    everything = Citer.of([OLD, FIRST, SECOND])
    assert everything.cite(FIRST, QUOTED, style="legal") == (
        f"Pasal 5 ayat (2) {FULL}, sebagaimana telah diubah dengan Peraturan Presiden Nomor 76 Tahun 2020"
    )
    assert "beberapa kali" in everything.cite(SECOND, QUOTED, style="legal")
    # The amended act is in no corpus: its name is told by the act that amends it.
    assert Citer.of([FIRST]).cite(FIRST, QUOTED, style="legal") == everything.cite(
        FIRST, QUOTED, style="legal"
    )
    explained = at("Penjelasan > Pasal I > angka 3 > Pasal 5 > ayat (2)", part=Part.PENJELASAN)
    assert everything.cite(FIRST, explained) == (
        "Perpres 36/2020 Penjelasan Pasal 5 ayat (2) sebagaimana diubah dengan Perpres 76/2020"
    )


@pytest.mark.parametrize(
    ("style", "language", "passage", "citation"),
    [
        (
            "footnote",
            "id",
            ARTICLE,
            f"Republik Indonesia, Peraturan Presiden tentang {SUBJECT}, Perpres No. 36 Tahun 2020, "
            "LN Tahun 2020 No. 63, TLN No. 6361, Ps. 12 ayat (1) huruf b.",
        ),
        (
            "bibliography",
            "id",
            None,
            f"Republik Indonesia. {FULL}. Lembaran Negara Republik Indonesia Tahun 2020 Nomor 63. "
            "Tambahan Lembaran Negara Republik Indonesia Nomor 6361.",
        ),
        (
            "apa",
            "id",
            None,
            f"Pemerintah Indonesia. (2020). {FULL}. Lembaran Negara Republik Indonesia Tahun 2020 Nomor 63.",
        ),
        (
            "apa",
            "en",
            None,
            f"Government of Indonesia. (2020). {FULL} [Presidential Regulation No. 36 of 2020]. "
            "Lembaran Negara Republik Indonesia Tahun 2020 Nomor 63.",
        ),
        ("apa", "id", ARTICLE, "(Perpres 36/2020, Pasal 12 ayat (1) huruf b)"),
        ("code", "id", ARTICLE, "(Perpres 36/2020 Pasal 12 ayat (1) huruf b)"),
    ],
)
def test_regulations(style: str, language: str, passage: Passage | None, citation: str) -> None:
    assert Citer().cite(OLD, passage, style=style, language=language) == citation


def test_titles_stand_in_italics() -> None:
    runs = Citer().runs(OLD, style="bibliography")
    assert [run for run in runs if run.italic] == [Run(FULL, italic=True)]


@pytest.mark.parametrize(
    ("style", "language", "metadata", "citation"),
    [
        ("short", "id", {"informant": "Informan 3"}, "Wawancara dengan Informan 3, 12 April 2021, ujaran 24"),
        ("short", "en", {"informant": "Informan 3"}, "Interview with Informan 3, 12 April 2021, turn 24"),
        ("code", "id", {"informant": "Informan 3"}, "(W/I3/12-04-2021/b.24)"),
        ("code", "id", {"informant": "Sri", "code": "I-03"}, "(W/I3/12-04-2021/b.24)"),
        ("code", "id", {"informant": "Sri"}, "(W/Sri/12-04-2021/b.24)"),
        (
            "footnote",
            "id",
            {"informant": "Sri", "position": "Peserta", "place": "Wanasela"},
            "Wawancara dengan Sri, Peserta, Wanasela, 12 April 2021, ujaran 24.",
        ),
        ("apa", "id", {"informant": "Sri"}, "(Sri, wawancara, 12 April 2021, ujaran 24)"),
        ("apa", "en", {"informant": "Sri"}, "(Sri, interview, April 12, 2021, turn 24)"),
        ("legal", "id", {"informant": "Sri"}, "Wawancara dengan Sri, 12 April 2021, ujaran 24"),
    ],
)
def test_interviews(style: str, language: str, metadata: dict[str, str], citation: str) -> None:
    interview = other(Kind.TRANSCRIPT, **metadata)
    assert Citer().cite(interview, at("Informan 3 > ujaran 24"), style=style, language=language) == citation


def test_field_notes_and_documents() -> None:
    note = other(Kind.FIELD_NOTE, date="2021-04-14")
    assert (
        Citer().cite(note, at("Deskripsi > par. 3")) == "Catatan lapangan, 14 April 2021, deskripsi, par. 3"
    )
    assert Citer().cite(note, at("Deskripsi > OC 1"), style="code") == "(CL/14-04-2021/deskripsi, OC 1)"
    report = other(Kind.DOCUMENT, "Apa hasilnya?", author="Sari, A.")
    assert Citer().cite(report, style="apa") == "Sari, A. (2021). Apa hasilnya?"
    assert Citer().cite(other(Kind.DOCUMENT, date=None), style="apa") == "Judul. (t.t.)."


def test_a_ministry_and_a_region_are_authors() -> None:
    ministry = regulation("6", "2020", type="permen", issuer="Menteri Ketenagakerjaan")
    region = regulation("7", "2021", type="perbup", issuer="Bupati Contoh")
    assert Citer().cite(ministry, style="apa").startswith("Kementerian Ketenagakerjaan. (2020).")
    assert Citer().cite(region, style="apa").startswith("Pemerintah Kabupaten Contoh. (2021).")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_style_cites_every_kind_with_nothing_known(kind: Kind) -> None:
    styles = load_styles()
    document = other(kind, date=None)
    assert {"short", "legal", "footnote", "apa", "bibliography", "code"} <= set(styles.names)
    for language in ("id", "en"):
        fields = fields_of(document, at("par. 3"), styles.words[language], Library())
        assert set(fields) == FIELDS[kind]
        for style in styles.names:
            for passage in (None, at("par. 3")):
                citation = Citer().cite(document, passage, style=style, language=language)
                assert citation.strip() == citation != ""
                assert "{" not in citation
                assert "()" not in citation


def test_a_store_changes_a_template_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[short.id]\nregulation = "{where} \\\\[{short}\\\\]"\n[words.id]\nnone = "tanpa tahun"\n'
        '[kampus.id]\nregulation = "*{short}*"\n',
        encoding="utf-8",
    )
    citer = Citer.of([OLD], tmp_path)
    assert citer.cite(OLD, ARTICLE) == "Pasal 12 ayat (1) huruf b [Perpres 36/2020]"
    assert citer.cite(OLD, ARTICLE, style="legal") == f"Pasal 12 ayat (1) huruf b {FULL}"
    assert citer.cite(other(Kind.DOCUMENT, date=None), style="apa") == "Judul. (tanpa tahun)."
    assert citer.runs(OLD, style="kampus") == (Run("Perpres 36/2020", italic=True),)
    assert "kampus" in citer.styles.names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[short.id\n", "cannot be read"),
        ('[short.id]\nregulation = "{title"\n', "short.id.regulation"),
        ('[short.id]\nregulation = "[{title}"\n', "no ] after it"),
        ('[short.id]\nregulation = "{title}]"\n', "no [ before it"),
        ('[short.id]\nregulation = "*{title}"\n', "no partner"),
        ('[short.id]\nregulation = "{titel}"\n', "titel"),
        ('[short.id]\nregulation = "{title|loud}"\n', "loud"),
        ('[short.id]\nletter = "{title}"\n', "no kind"),
        ('[short.fr]\nregulation = "{title}"\n', "languages"),
        ("[short.id]\nregulation = 3\n", "list of texts"),
        ('[words.id]\nmonths = ["Januari"]\n', "twelve"),
        ("[words.id]\npage = 1\n", "words.id.page"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(told)):
        load_styles(tmp_path)


def test_an_unknown_style_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="bibliography"):
        Citer().cite(OLD, style="harvard")


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(first: str, second: str) -> None:
    template = Template.read("[{a}: ]{b}", name="t")
    filled = plain(template.fill({"a": first, "b": second}))
    assert filled.replace(".", "") == (f"{first}: {second}" if first else second).replace(".", "")
