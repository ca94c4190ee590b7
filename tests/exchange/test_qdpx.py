"""Projects of qualitative analysis: out, valid, and back again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from corpus_search.evidence import Codebook, Evidence
from corpus_search.evidence.informants import category_of, informant_of
from corpus_search.exchange import Dossier
from corpus_search.exchange.refi import plan_import, qdpx_of, read_project
from corpus_search.exchange.refi.cases import cases_of
from corpus_search.model import Access, Kind
from corpus_search.workspace import Workspace

NS = {"q": "urn:QDA-XML:project:1.0"}


def saved(data: bytes, folder: Path) -> Path:
    file = folder / "p.qdpx"
    file.write_bytes(data)
    return file


def qde(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("project.qde"))


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
