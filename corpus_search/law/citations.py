"""Regulations and places in them, as running text cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus_search.law.identifiers import full_name, identifier
from corpus_search.law.issuers import issuer_of, minister
from corpus_search.law.numerals import mend_digits
from corpus_search.law.patterns import CITED, CONSTITUTION, PINPOINT, TYPE_GROUPS, YEAR
from corpus_search.law.types import TYPES, issuer_table


@dataclass(frozen=True, slots=True)
class Reference:
    """A regulation, a place in one, or both. Parts that are not told are empty."""

    type: str = ""
    """Key of one of `TYPES`; empty where only a place is told (`Pasal 5 ayat (2)`)."""
    number: str = ""
    year: str = ""
    issuer: str = ""
    pasal: str = ""
    """`5`, `12B`, `II`."""
    ayat: str = ""
    huruf: str = ""
    angka: str = ""

    @property
    def identifier(self) -> str:
        """The regulation's identifier, `perpres-2020-36`; empty where only a place is told."""
        return identifier(self.type, self.year, self.number, self.issuer) if self.type else ""

    @property
    def name(self) -> str:
        """The regulation as it is cited: `Peraturan Presiden Nomor 36 Tahun 2020`; empty where only a place is told."""
        if self.type == "uud":
            return f"{TYPES[self.type].name} {self.year}"
        return full_name(self.type, self.year, self.number, self.issuer) if self.type else ""

    @property
    def place(self) -> str:
        """The place as cited: `Pasal 5 ayat (2) huruf b`; empty where a whole regulation is told."""
        parts = (
            self.pasal and f"Pasal {self.pasal}",
            self.ayat and f"ayat ({self.ayat})",
            self.huruf and f"huruf {self.huruf}",
            self.angka and f"angka {self.angka}",
        )
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference and its span in the text."""

    start: int
    end: int
    reference: Reference


_BETWEEN = re.compile(r"\s*,?\s*(?:dari\s+|pada\s+|dalam\s+)?\Z")


def find_citations(text: str) -> list[Citation]:
    """The regulations and places that a text cites, in order; a place just before a regulation belongs to it.

    Scanned lookalikes in numbers are mended (`Tahun 2O2O`). A place without a regulation after it
    (`sebagaimana dimaksud dalam Pasal 5`) has no type: it lies in the citing regulation.
    """
    text = text.replace("^", " ")  # a scan's mark before a word
    places = [Citation(match.start(), match.end(), _place(match)) for match in PINPOINT.finditer(text)]
    regulations = [Citation(match.start(), match.end(), regulation_of(match)) for match in _cited(text)]
    regulations += [
        Citation(match.start(), match.end(), Reference(type="uud", year="1945"))
        for match in CONSTITUTION.finditer(text)
    ]
    found: list[Citation] = []
    for citation in sorted(places + regulations, key=lambda citation: citation.start):
        before = found[-1] if found else None
        if before and citation.start < before.end:
            continue
        joins = before and citation.reference.type and not before.reference.type
        if before and joins and _BETWEEN.match(text, before.end, citation.start):
            found[-1] = Citation(before.start, citation.end, _join(citation.reference, before.reference))
        else:
            found.append(citation)
    return found


_DATED = re.compile(rf"(?:\b(?:Tahun|Thn|Th)\b[\s.:]*|/\s*){YEAR}", re.IGNORECASE)
"""The year of a regulation's number. Looking for names only around these takes a fraction of the time."""
_BEFORE, _AFTER = 400, 60
"""Characters around a year in which the name with that year stands."""


def _cited(text: str) -> Iterator[re.Match[str]]:
    """The names of regulations in a text, in order."""
    at, end = 0, -1
    for year in _DATED.finditer(text):
        if end >= 0 and year.start() - _BEFORE > end:
            yield from CITED.finditer(text, at, end)
            at = year.start() - _BEFORE
        elif end < 0:
            at = max(0, year.start() - _BEFORE)
        end = min(len(text), year.end() + _AFTER)
    if end >= 0:
        yield from CITED.finditer(text, at, end)


def regulation_of(match: re.Match[str]) -> Reference:
    """The regulation that a match of the citation's expression names."""
    type_, issuer = type_and_issuer(match)
    year = mend_digits(match["year"] or match["year_first"])
    number = match["number"] or match["number_last"]
    if "/" in number:
        number = f"{''.join(number.split())}/{year}"
    elif number[-1:] in "OQlI":
        number = mend_digits(number)
    else:
        number = mend_digits(number[:-1]) + number[-1]
    return Reference(type=type_, number=number, year=year, issuer=issuer)


def type_and_issuer(match: re.Match[str]) -> tuple[str, str]:
    """Key and issuer that a match tells, whatever sort of name it found."""
    if match["alias"]:
        return fused_name(issuer_table("alias")[match["alias"]])
    if match["fused"]:
        return fused_name(match["fused"] + match["ministry"])
    key = next(key for group, key in TYPE_GROUPS.items() if match[group])
    kind = TYPES[key]
    return key, issuer_of(kind, match["issuer"]) if kind.issuer and match["issuer"] else ""


_FUSED_TYPES = tuple(kind for kind in TYPES.values() if kind.by in ("Menteri", "Menteri Koordinator"))


def fused_name(name: str) -> tuple[str, str]:
    """Key and issuer of a fused short name: `Permenaker` is `permen` by `Menteri Ketenagakerjaan`."""
    folded = "".join(name.split()).lower()
    heads = [kind for kind in _FUSED_TYPES if folded.startswith(kind.key)]
    for kind in heads:
        full = minister(kind, folded[len(kind.key) :])
        if full:
            return kind.key, f"{kind.by} {full}"
    kind = max(heads, key=lambda kind: len(kind.key))
    return kind.key, f"{kind.by} {folded[len(kind.key) :].capitalize()}".strip()


def _place(match: re.Match[str]) -> Reference:
    return Reference(
        pasal=match["pasal"], ayat=match["ayat"] or "", huruf=match["huruf"] or "", angka=match["angka"] or ""
    )


def _join(regulation: Reference, place: Reference) -> Reference:
    return replace(regulation, pasal=place.pasal, ayat=place.ayat, huruf=place.huruf, angka=place.angka)
