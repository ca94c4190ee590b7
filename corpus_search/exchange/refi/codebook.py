"""Codebooks (QDC), out and in."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_search.evidence import Codebook, Theme
from corpus_search.exchange.receipt import Exported, Remark, remark
from corpus_search.exchange.refi.codes import read_codes, themes_of, write_codes
from corpus_search.exchange.refi.xml import CODEBOOK, ORIGIN, Maker, parsed, serialized
from corpus_search.reading.office_xml import child, children

MEDIA_TYPE = "application/xml"


def qdc_of(themes: Iterable[Theme]) -> Exported:
    """Themes as a codebook.

    What a code has no place for (when to include, queries ...) is written into its description, and read from there
    again. A codebook without any theme holds no code, which the schema does not allow.
    """
    held = tuple(themes)
    maker = Maker(CODEBOOK)
    root = maker.root("CodeBook", {"origin": ORIGIN})
    write_codes(maker, root, held)
    empty = remark("There are no themes: other programs may refuse a codebook without codes.")
    return Exported(serialized(root), "codebook.qdc", MEDIA_TYPE, () if held else (empty,))


def read_qdc(data: bytes, name: str, codebook: Codebook) -> tuple[tuple[Theme, ...], tuple[Remark, ...]]:
    """The themes of a codebook that are not in ours yet, and what could not be taken over.

    Files name their elements in several namespaces, also wrong ones; so any will do.

    Raises:
        ReadingError: it is no such file, or not a safe one.
    """
    root = parsed(data, name, "CodeBook")
    codes = tuple(read_codes(child(root, "Codes")))
    themes = themes_of(codes, codebook)
    remarks = []
    if known := len(codes) - len(themes.new):
        remarks.append(remark("Codes that are themes already, and stay as they are: {count}.", count=known))
    sets = child(root, "Sets")
    count = len(list(children(sets, "Set"))) if sets is not None else 0
    if count:
        remarks.append(remark("Sets of codes, not taken over: {count}.", count=count))
    return themes.new, tuple(remarks)
