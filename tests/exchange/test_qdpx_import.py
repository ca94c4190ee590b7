"""Projects of other programs of qualitative analysis: read, found in the corpus, refused where they are hostile."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.errors import ReadingError
from corpus_search.evidence import Codebook
from corpus_search.exchange.refi import plan_import, read_project, read_qdc
from corpus_search.exchange.refi.selections import Spans
from corpus_search.model import Kind
from corpus_search.workspace import Workspace


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
    file = tmp_path / "p.qde"
    file.write_bytes(content)
    with pytest.raises(ReadingError):
        read_project(file)
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
