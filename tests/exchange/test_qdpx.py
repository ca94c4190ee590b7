"""Projects of qualitative analysis: out, valid, back again, and from other programs."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus_search.errors import ReadingError
from corpus_search.evidence import Codebook, Evidence, Theme
from corpus_search.evidence.informants import category_of, informant_of
from corpus_search.exchange import Dossier
from corpus_search.exchange.refi import plan_import, qdc_of, qdpx_of, read_project, read_qdc
from corpus_search.exchange.refi.cases import cases_of
from corpus_search.exchange.refi.descriptions import FIELDS, description_of, fields_of
from corpus_search.exchange.refi.selections import Spans
from corpus_search.model import Access, Kind
from corpus_search.workspace import Workspace

NS = {"q": "urn:QDA-XML:project:1.0"}


def saved(data: bytes, folder: Path, name: str = "p.qdpx") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def qde(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("project.qde"))


def project_file(
    folder: Path, sources: str, texts: dict[str, bytes], *, codes: str = "", origin: str = "X"
) -> Path:
    file = folder / "other.qdpx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "project.qde",
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="{origin}">'
            '<Users><User guid="{00000000-0000-0000-0000-000000000001}" name="Ani"/></Users>'
            '<CodeBook><Codes><Code guid="00000000-0000-0000-0000-00000000000a" name="Insentif" isCodable="true" '
            f'color="#f00"/>{codes}</Codes></CodeBook><Sources>{sources}</Sources>'
            '<Notes><Note guid="00000000-0000-0000-0000-00000000000e"><PlainTextContent>catatan</PlainTextContent>'
            "</Note></Notes></Project>",
        )
        for name, data in texts.items():
            archive.writestr(f"Sources/{name}", data)
    return file


def selection(
    start: int, end: int, *, name: str = "", code: str = "{00000000-0000-0000-0000-00000000000A}"
) -> str:
    return (
        f'<PlainTextSelection guid="00000000-0000-0000-0000-0000000000f1" startPosition="{start}" '
        f'endPosition="{end}" name="{name}"><Description>komentar</Description>'
        '<Coding guid="00000000-0000-0000-0000-0000000000c1" creatingUser="00000000-0000-0000-0000-000000000001">'
        f'<CodeRef targetGUID="{code}"/></Coding><NoteRef targetGUID="00000000-0000-0000-0000-00000000000E"/>'
        "</PlainTextSelection>"
    )


def text_source(name: str, selections: str, path: str = "internal://t.txt") -> str:
    return (
        f'<TextSource guid="00000000-0000-0000-0000-0000000000b1" name="{name}" plainTextPath="{path}">'
        f"{selections}</TextSource>"
    )


def test_a_project_comes_back_equal(
    dossier: Dossier, workspace: Workspace, evidence: tuple[Evidence, ...], tmp_path: Path
) -> None:
    project = read_project(saved(qdpx_of(dossier).data, tmp_path))
    plan = plan_import(project, Codebook(), workspace.documents(), workspace.contents)
    assert plan.themes == dossier.codebook.themes
    sent = {
        (
            one.theme,
            one.place.document.id,
            one.place.start,
            one.place.end,
            one.stance,
            one.judgement.memo,
            one.judgement.who,
        )
        for one in evidence
        if one.place.document and one.anchor.quote.exact == one.place.text
    }
    came = {
        (one.theme, one.document, one.start, one.end, one.stance, one.memo, one.who) for one in plan.coded
    }
    assert len(sent) == 4
    assert sent <= came


def test_an_import_into_the_same_codebook_adds_no_theme(
    dossier: Dossier, workspace: Workspace, tmp_path: Path
) -> None:
    project = read_project(saved(qdpx_of(dossier).data, tmp_path))
    plan = plan_import(project, dossier.codebook, workspace.documents(), workspace.contents)
    assert plan.themes == ()
    assert len(plan.coded) == 5


def test_offsets_count_code_points_in_texts_with_lf(dossier: Dossier) -> None:
    data = qdpx_of(dossier).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for source in qde(data).iterfind(".//q:TextSource", NS):
            path = str(source.get("plainTextPath")).replace("internal://", "sources/")
            text = archive.read(path).decode("utf-8")
            assert "\r" not in text
            for one in source.iterfind("q:PlainTextSelection", NS):
                words = text[int(str(one.get("startPosition"))) : int(str(one.get("endPosition")))]
                if one.find("q:Description", NS) is None or "altered" not in str(
                    one.findtext("q:Description", namespaces=NS)
                ):
                    assert " ".join(words.split())[:100] == one.get("name")


def test_informants_are_cases_with_what_is_known_of_them(dossier: Dossier) -> None:
    tree = qde(qdpx_of(dossier).data)
    variables = {one.get("guid"): one.get("name") for one in tree.iterfind("q:Variables/q:Variable", NS)}
    sources = {one.get("guid"): one for one in tree.iterfind("q:Sources/q:TextSource", NS)}
    (case,) = tree.iterfind("q:Cases/q:Case", NS)
    (document,) = [one for one in dossier.sources if one.kind is Kind.TRANSCRIPT]
    assert case.get("name") == informant_of(document)
    known = {
        variables[ref.get("targetGUID")]: value.findtext("q:TextValue", namespaces=NS)
        for value in case.iterfind("q:VariableValue", NS)
        for ref in value.iterfind("q:VariableRef", NS)
    }
    assert known == {
        name: value
        for name in ("code", "informant", "position", "place")
        if (value := document.metadata.get(name))
    } | ({"category": category_of(document)} if category_of(document) else {})
    assert known
    (ref,) = case.iterfind("q:SourceRef", NS)
    assert sources[ref.get("targetGUID")].get("name") == document.title


def test_speakers_of_a_talk_of_several_are_cases_by_what_they_said(dossier: Dossier) -> None:
    talk = tuple(
        replace(one, document=replace(one.document, metadata={}))
        if one.document and one.document.kind is Kind.TRANSCRIPT
        else one
        for one in dossier.quotations
    )
    documents = [one.document for one in talk if one.document]
    cases = cases_of(documents, talk)
    spoken = [one for one in talk if one.document and one.document.kind is Kind.TRANSCRIPT]
    assert {case.name for case in cases} == {
        (one.passage.speaker if one.passage else None) or one.document.title for one in spoken if one.document
    }
    assert sorted(key for case in cases for key in case.selections) == sorted(
        one.evidence.key for one in spoken
    )
    assert not any(case.documents for case in cases)


def test_the_same_content_gives_the_same_file(dossier_of: Callable[..., Dossier]) -> None:
    assert qdpx_of(dossier_of()).data == qdpx_of(dossier_of()).data


def test_the_receipt_tells_what_is_left_out(dossier: Dossier, dossier_of: Callable[..., Dossier]) -> None:
    told = "\n".join(map(str, qdpx_of(dossier).remarks))
    assert "found no more in their documents: 1" in told
    assert "as their selections say: 1" in told
    assert "no place for them: 2" in told
    assert "no place for them: 4" in told
    public = qdpx_of(dossier_of(access=frozenset({Access.PUBLIC})))
    assert "access being restricted: 5" in "\n".join(map(str, public.remarks))
    assert b"gawai" not in public.data
    assert [one.get("name") for one in qde(public.data).iterfind(".//q:TextSource", NS)] == [
        "Peraturan Bupati Contoh Nomor 7 Tahun 2021 tentang Kartu Latih"
    ]


@pytest.mark.real
def test_it_validates_against_the_schema(dossier_of: Callable[..., Dossier], real: Path) -> None:
    schema = etree.XMLSchema(etree.parse(real / "peers" / "refi-qda" / "Project-mrt2019.xsd"))
    for made in (dossier_of(), dossier_of("kosong"), dossier_of(access=frozenset())):
        schema.assertValid(qde(qdpx_of(made).data))


@pytest.mark.real
def test_real_projects_are_read(real: Path, workspace: Workspace) -> None:
    folder = real / "peers" / "refi-qda"
    project = read_project(folder / "Project.skyloom.qde")
    plan = plan_import(project, Codebook(), workspace.documents(), workspace.contents)
    assert len(plan.themes) == 14
    assert (
        next(theme for theme in plan.themes if theme.name == "Coke").definition
        == "the breakfast of champions"
    )
    told = "\n".join(map(str, plan.remarks))
    for words in (
        "Sources that are not in the corpus",
        "Sets, not taken over: 16",
        "Graphs, not taken over: 1",
    ):
        assert words in told
    quotes = [one.quote for source in project.sources for one in source.selections]
    assert "granola" in quotes

    other = read_project(folder / "target-atlas-project.qdpx")
    themes = plan_import(other, Codebook(), (), workspace.contents).themes
    assert [theme.name for theme in themes] == [
        "Commits", "2022-05-10T02:05:59Z 19e4dce", "2022-02-11T10:39:25Z cdbfd92",
    ]  # fmt: skip
    assert themes[1].parent == themes[0].id


@pytest.fixture
def transcript(workspace: Workspace) -> tuple[str, str, bytes]:
    document = next(one for one in workspace.documents() if one.kind is Kind.TRANSCRIPT)
    text = workspace.contents(document.id).text
    return document.id, text, workspace.originals.path(document.id).read_bytes()


def planned(file: Path, workspace: Workspace) -> list[tuple[str, str, str, str]]:
    plan = plan_import(read_project(file), Codebook(), workspace.documents(), workspace.contents)
    return [
        (one.theme, workspace.contents(one.document).text[one.start : one.end], one.memo, one.who)
        for one in plan.coded
    ]


WORDS = "Insentif cair setelah tiga bulan"
KEPT = [("insentif", WORDS, "komentar\n\ncatatan", "Ani")]


@pytest.mark.parametrize("name", ["informan-1.txt", "Informan-1", "Transkrip tanpa nama"])
def test_a_source_is_found_by_its_name_or_text(
    name: str, transcript: tuple[str, str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    _, text, _ = transcript
    start = text.index(WORDS)
    sources = text_source(name, selection(start, start + len(WORDS)))
    file = project_file(tmp_path, sources, {"t.txt": text.encode("utf-8-sig")})
    assert planned(file, workspace) == KEPT


def test_a_source_is_found_by_its_checksum(
    transcript: tuple[str, str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    _, _, original = transcript
    assert b"\r\n" in original
    raw = original.decode()
    start = raw.replace("\r\n", "\n").index(WORDS)
    file = project_file(
        tmp_path, text_source("lain", selection(start, start + len(WORDS))), {"t.txt": original}
    )
    assert hashlib.sha256(original).hexdigest() in read_project(file).sources[0].checksums
    assert planned(file, workspace) == KEPT


@pytest.mark.parametrize(("origin", "name"), [("NVivo 14", ""), ("Other", WORDS)])
def test_crlf_counts_once_or_twice(
    origin: str, name: str, transcript: tuple[str, str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    raw = transcript[2].decode()
    start = raw.index(WORDS)
    sources = text_source("informan-1", selection(start, start + len(WORDS), name=name))
    file = project_file(tmp_path, sources, {"t.txt": raw.encode()}, origin=origin)
    assert planned(file, workspace) == KEPT


def test_emoji_and_combining_marks_count_as_code_points(workspace: Workspace, tmp_path: Path) -> None:
    document = next(one for one in workspace.documents() if one.kind is Kind.FIELD_NOTE)
    text = workspace.contents(document.id).text
    words = "menulis cafe\u0301"
    start = text.index(words)
    assert "\U0001f327" in text[:start]
    sources = text_source(document.title, selection(start, start + len(words)))
    file = project_file(tmp_path, sources, {"t.txt": text.encode()})
    assert planned(file, workspace) == [("insentif", words, "komentar\n\ncatatan", "Ani")]


def test_what_does_not_fit_is_told(
    transcript: tuple[str, str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    _, text, _ = transcript
    sources = (
        text_source("informan-1", selection(5, 5) + selection(0, 10**9) + selection(0, 40, code="0" * 36))
        + text_source("tidak ada", selection(0, 5), path="internal://u.txt")
        + '<PictureSource guid="00000000-0000-0000-0000-0000000000b9" name="foto.png"/>'
    )
    file = project_file(tmp_path, sources, {"t.txt": text.encode(), "u.txt": b"Teks yang lain sama sekali."})
    plan = plan_import(read_project(file), Codebook(), workspace.documents(), workspace.contents)
    told = "\n".join(map(str, plan.remarks))
    assert plan.coded == ()
    assert "not being found in the document: 2" in told
    assert "code not being in the file: 1" in told
    assert "Sources that are not in the corpus: 1, with 1 codings (tidak ada)." in told


def test_words_of_a_page_and_of_a_recording(
    transcript: tuple[str, str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    _, text, _ = transcript
    start = text.index(WORDS)
    coding = (
        '<Coding guid="00000000-0000-0000-0000-0000000000c1">'
        '<CodeRef targetGUID="00000000-0000-0000-0000-00000000000a"/></Coding>'
    )
    page = (
        '<PDFSource guid="00000000-0000-0000-0000-0000000000b2" name="informan-1.txt"><PDFSelection page="0" '
        'firstX="1" firstY="1" secondX="2" secondY="2" guid="00000000-0000-0000-0000-0000000000f2">'
        '<Representation guid="00000000-0000-0000-0000-0000000000f3"><PlainTextContent>'
        f"{WORDS}</PlainTextContent></Representation>{coding}</PDFSelection></PDFSource>"
    )
    points = "".join(
        f'<SyncPoint guid="00000000-0000-0000-0000-0000000000a{n}" timeStamp="{n}" position="{at}"/>'
        for n, at in enumerate((start, start + len(WORDS)))
    )
    sound = (
        '<AudioSource guid="00000000-0000-0000-0000-0000000000b3" name="informan-1.mp3"><Transcript '
        f'guid="00000000-0000-0000-0000-0000000000b4" plainTextPath="internal://t.txt">{points}<TranscriptSelection '
        'guid="00000000-0000-0000-0000-0000000000f4" fromSyncPoint="00000000-0000-0000-0000-0000000000A0" '
        f'toSyncPoint="00000000-0000-0000-0000-0000000000A1">{coding}</TranscriptSelection></Transcript></AudioSource>'
    )
    file = project_file(tmp_path, page + sound, {"t.txt": text.encode()})
    assert [words for _, words, _, _ in planned(file, workspace)] == [WORDS, WORDS]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"no xml",
        b'<!DOCTYPE p [<!ENTITY a "b">]><Project name="&a;"/>',
        b'<!DOCTYPE p SYSTEM "file:///etc/passwd"><Project/>',
        b"<CodeBook/>",
        b"<Project>",
        b"<a>" * 5000,
    ],
)
def test_hostile_xml_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadingError):
        read_project(saved(content, tmp_path, "p.qde"))
    with pytest.raises(ReadingError):
        read_qdc(content if content != b"<CodeBook/>" else b"<Project/>", "c.qdc", Codebook())


@pytest.mark.parametrize("name", ["../project.qde", "/project.qde", "C:/project.qde", "readme.txt"])
def test_hostile_zips_are_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<Project/>")
    with pytest.raises(ReadingError):
        read_project(file)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * (60 << 20))
    with pytest.raises(ReadingError, match="unpacks"):
        read_project(file)


# --- codebooks ---


def test_a_codebook_comes_back_equal(dossier: Dossier) -> None:
    themes, remarks = read_qdc(qdc_of(dossier.codebook.themes).data, "c.qdc", Codebook())
    assert themes == dossier.codebook.themes
    assert remarks == ()
    again, told = read_qdc(qdc_of(dossier.codebook.themes).data, "c.qdc", dossier.codebook)
    assert again == ()
    assert "stay as they are: 4" in str(told[0])


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", ""])
def test_codebooks_of_other_programs(namespace: str) -> None:
    data = (
        f'<CodeBook xmlns="{namespace}" origin="X"><Codes>'
        '<Code guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="Induk" isCodable="false">'
        '<Code guid="AAAAAAAA-0000-0000-0000-000000000002" name="Anak" isCodable="true" color="#abc">'
        "<Description>Baris satu\r\nBaris dua [id] bukan</Description></Code></Code>"
        '<Code guid="AAAAAAAA-0000-0000-0000-000000000003" name="Induk" isCodable="true"/>'
        '</Codes><Sets><Set guid="AAAAAAAA-0000-0000-0000-000000000004" name="S"/></Sets></CodeBook>'
    ).encode()
    themes, remarks = read_qdc(data, "c.qdc", Codebook())
    assert [(theme.id, theme.name, theme.parent, theme.colour) for theme in themes] == [
        ("induk", "Induk", "", ""),
        ("induk/anak", "Anak", "induk", "#aabbcc"),
        ("induk-2", "Induk", "", ""),  # names may repeat: these are two codes
    ]
    assert themes[1].definition == "Baris satu\nBaris dua [id] bukan"
    assert "not taken over: 1" in "\n".join(map(str, remarks))


_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("[]\\\n"), max_size=30
)


@given(st.builds(Theme, id=st.just("a"), name=st.just("A"), definition=_TEXTS, include=_TEXTS, exclude=_TEXTS,
                 statement=_TEXTS, source=_TEXTS))  # fmt: skip
def test_a_description_tells_all_of_a_theme(theme: Theme) -> None:
    told = fields_of(description_of(theme))
    assert {name: getattr(theme, name) for name in told} == told
    assert all(getattr(theme, name) in ("", ()) for name in FIELDS if name not in told)


_SOURCES = st.lists(st.sampled_from(["a", "b ", "\r\n", "\n", "\U0001f327", "e\u0301"]), max_size=30).map(
    "".join
)


@given(_SOURCES, st.data())
def test_words_are_found_however_breaks_are_counted(raw: str, data: st.DataObject) -> None:
    text = raw.replace("\r\n", "\n")
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Spans(raw, "Other").quote(start, end, "")[:2] == (start, text[start:end])
    counted_twice = [
        at + text[:at].count("\n") if raw == text.replace("\n", "\r\n") else None for at in (start, end)
    ]
    if counted_twice[0] is not None and counted_twice[1] is not None and raw != text:
        assert Spans(raw, "NVivo").quote(counted_twice[0], counted_twice[1], "")[:2] == (
            start,
            text[start:end],
        )


def test_offsets_that_count_utf16_are_known_by_the_name() -> None:
    spans = Spans("\U0001f327\U0001f327 hujan deras sekali", "Other")
    assert spans.quote(3, 8, "hujan")[:2] == (3, "hujan")
    assert spans.quote(5, 10, "hujan")[:2] == (3, "hujan")
