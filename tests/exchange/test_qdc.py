"""Codebooks of qualitative analysis: out, back again, and from other programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.evidence import Codebook, Theme
from corpus_search.exchange import Dossier
from corpus_search.exchange.refi import qdc_of, read_qdc
from corpus_search.exchange.refi.descriptions import FIELDS, description_of, fields_of


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
