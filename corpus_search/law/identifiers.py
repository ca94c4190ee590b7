"""How a regulation is named: identifier, short name, full name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus_search.law.types import TYPES, RegulationType, issuer_table

_STATE = re.compile(r"\s*\bRepublik\s+Indonesia\b\s*$", re.IGNORECASE)
_CODED = re.compile(r"(?!\d+\s*/)(?:[\w.-]+\s*/\s*){2,}")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def identifier(type_: str, year: int | str, number: str, issuer: str = "") -> str:
    """The identifier of a regulation: `perpres-2020-36`, `permenaker-2020-6`, `perda-banyumas-2020-6`.

    Args:
        type_: key of one of `TYPES`.
        year: of its number.
        number: as printed; of a number such as `10/PERMEN-KP/2020` only the digits in front count.
        issuer: `Menteri Ketenagakerjaan`, `Bupati Banyumas`, `Kabupaten Banyumas`; only used where the type's
            numbers repeat between issuers. A circular's number that holds its issuer's code (`M/3/HK.04/III/2020`)
            does not; many circulars are cited by that number alone.
    """
    if type_ == "se" and _CODED.match(number.strip()):
        issuer = ""
    return "-".join(part for part in (_stem(type_, issuer), str(year), _slug(bare_number(number))) if part)


def own_identifier(metadata: Mapping[str, str]) -> str:
    """The identifier of the regulation that a document's metadata tell; empty where they tell none."""
    type_, year, number = (metadata.get(name, "") for name in ("type", "year", "number"))
    return identifier(type_, year, number, metadata.get("issuer", "")) if type_ and year and number else ""


def short_name(type_: str, year: int | str, number: str, issuer: str = "") -> str:
    """As people write it: `Perpres 76/2020`, `Permenkominfo 20/2016`, `Kepmenaker KEP.48/MEN/IV/2004`."""
    bare = bare_number(number)
    name = f"{_short_type(type_, issuer)} {bare}"
    return name if _holds_year(bare, year) else f"{name}/{year}"


def full_name(type_: str, year: int | str, number: str, issuer: str = "") -> str:
    """As it is cited: `Peraturan Presiden Nomor 76 Tahun 2020`; a number that holds its year stands alone."""
    kind = TYPES.get(type_)
    name = kind.name if kind else type_
    rest = issuer_rest(kind, issuer) if kind and kind.issuer else ""
    head = " ".join(part for part in (name, rest, "Nomor", number) if part)
    return head if _holds_year(number, year) else f"{head} Tahun {year}"


def _holds_year(number: str, year: int | str) -> bool:
    return "/" in number and str(year) in number


def rank(type_: str, issuer: str = "") -> int:
    """Place in the hierarchy, 1 the highest, 0 beside it; a province's Perda stands above a regency's."""
    kind = TYPES.get(type_)
    if kind is None:
        return 0
    return (
        kind.rank - 1 if type_ in ("perda", "qanun") and issuer.lower().startswith("provinsi") else kind.rank
    )


def bare_number(number: str) -> str:
    """The counted part of a number: `10/PERMEN-KP/2020` gives `10`; `M.HH-01.GR.01.06` stays as it is."""
    digits = re.match(r"0*(\d+[A-Z]?)(?=\s*(?:/|$))", number.strip())
    return digits[1] if digits else number.strip()


def issuer_rest(kind: RegulationType, issuer: str) -> str:
    """The issuer without what the type's name says: `Ketenagakerjaan` of `Menteri Ketenagakerjaan`."""
    rest = _STATE.sub("", " ".join(issuer.split()))
    if kind.by and rest.lower().startswith(kind.by.lower()):
        rest = rest[len(kind.by) :].strip()
    return rest


@cache
def _abbreviations(table: str) -> dict[str, str]:
    return {_words(name): short for name, short in issuer_table(table).items()}


def abbreviation(kind: RegulationType, issuer: str) -> str:
    """The usual abbreviation of a minister as issuer of a kind; empty where the tables know none."""
    rest = issuer_rest(kind, issuer)
    if kind.by == "Menteri Koordinator":
        return _abbreviations("coordinator").get(_words(rest), "")
    if kind.by == "Menteri":
        return _abbreviations("minister").get(_words(rest), "")
    if rest.lower().startswith("menteri "):
        short = _abbreviations("minister").get(_words(rest[8:]), "")
        return f"Men{short}" if short.islower() else f"Men {short}" if short else ""
    return ""


def _words(name: str) -> str:
    """A name as it is looked up: scans and authors differ in commas, spaces and capitals."""
    return "".join(re.findall(r"[a-z]+", name.lower()))


def _short_type(type_: str, issuer: str) -> str:
    kind = TYPES.get(type_)
    if kind is None or not kind.issuer:
        return kind.short if kind else type_
    rest = abbreviation(kind, issuer) or _place(issuer_rest(kind, issuer))
    return f"{kind.short}{rest}" if kind.fused and rest[:1].islower() else f"{kind.short} {rest}".strip()


def _stem(type_: str, issuer: str) -> str:
    kind = TYPES.get(type_)
    if kind is None or not kind.issuer:
        return _slug(type_)
    short = abbreviation(kind, issuer)
    if short and kind.fused:
        return f"{kind.key}{_slug(short).replace('-', '')}"
    return "-".join(part for part in (kind.key, _slug(short or _place(issuer_rest(kind, issuer)))) if part)


def _place(name: str) -> str:
    """`Kabupaten` is left out, as people do; a `Kota` of the same name keeps its word."""
    return re.sub(r"^(?:Kabupaten|Daerah)\s+", "", name, flags=re.IGNORECASE)


def _slug(text: str) -> str:
    return _NOT_A_WORD.sub("-", text.lower()).strip("-")
