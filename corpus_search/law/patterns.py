"""Expressions for the names of regulations and places in them: for citations, titles and references."""

from __future__ import annotations

import re

from corpus_search.law.types import TYPES, issuer_table

YEAR = r"(?:1[89]|[2Z][O0Qo])[\dOoQlISsLT]{2}"
"""A year from 1800 to 2099, with the lookalikes of scans: `2O2O`."""
_NUMBER = r"(?:\d[\dOlI]{0,3}|[lI]\d[\dOlI]{0,2})[A-Z]?"
_SLASHED = r"[A-Z0-9][\w.\-]*(?:\s?/\s?[\w.\-]+)+"
_NO = r"(?:N[O0]M[O0]R|Nomer|N[or]s?)\b[\s.:]*"
_OF_YEAR = r"\s*,?\s*(?:Tahun|Thn|Th)\b[\s.:]*"
_STOP = (
    r"No\b|Nomor|Nomer|Nr\b|Tahun|Thn|Th\b|ini\b|itu\b|yang|untuk|dengan|dan/atau|tentang|sebagai|mulai|jo\b|"
    r"Peraturan|Undang|Keputusan|Instruksi|Surat|Pasal|ayat|tersebut|dimaksud|terakhir|Lembaran|sebagaimana"
)
_ISSUER_WORD = rf"(?!(?:{_STOP}))[A-Za-z][\w&.\-/]*,?"
ISSUER = rf"{_ISSUER_WORD}(?:\s+{_ISSUER_WORD}){{0,12}}"


def words_pattern(name: str, *, gap: str = r"\s+") -> str:
    """An expression for a name whose words may be parted by any white space, and hyphens by none or more."""
    parts = [r"[\s\-_.,]*".join(re.escape(part) for part in word.split("-")) for word in name.split()]
    return gap.join(parts)


def _names() -> dict[str, str]:
    found = {}
    for kind in TYPES.values():
        for name in (kind.name, kind.short, *kind.also):
            found[name] = kind.key
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


NAMES = _names()
"""Every name of every kind, the longest first, with the kind's key."""


def _type_alternatives() -> tuple[str, dict[str, str]]:
    """One alternative a name, as a named group, with the key that each stands for."""
    parts, keys = [], {}
    for index, (name, key) in enumerate(NAMES.items()):
        keys[f"t{index}"] = key
        # A short name of capitals is matched as such: "uu", "se" and "pp" are parts of other words.
        inner = words_pattern(name) if name.isupper() else f"(?i:{words_pattern(name)})"
        parts.append(f"(?P<t{index}>{inner})")
    return "|".join(parts), keys


TYPE, TYPE_GROUPS = _type_alternatives()
ALIAS = "|".join(issuer_table("alias"))
FUSED = (
    r"(?P<fused>(?i:Permenko|Permen|Kepmenko|Kepmen|Inmen))"
    r"(?P<ministry>[a-z]{2,20}|\s[A-Z]{2,6}(?:/[A-Z]{2,4})?)"
)
"""A short name that has taken up its minister: `Permenaker`, `Permen ESDM`."""

CITED = re.compile(
    rf"\b(?:(?P<alias>{ALIAS})|{FUSED}|(?:{TYPE})(?:\s+(?P<issuer>(?i:{ISSUER})))?)\b"
    rf"(?:\s*(?i:{_NO})|\s+)"
    rf"(?:(?P<number>{_SLASHED}|{_NUMBER})(?:(?i:{_OF_YEAR})|\s*/\s*)(?P<year>{YEAR})"
    rf"|(?i:Tahun\s+)(?P<year_first>{YEAR})\s*,?\s*(?i:{_NO})(?P<number_last>{_NUMBER}))(?![\d/])"
)
"""A regulation as cited in running text."""

CONSTITUTION = re.compile(
    r"\b(?:UUD|(?i:Undang[\s\-]*Undang\s+Dasar))(?:\s+(?i:Negara\s+Republik\s+Indonesia|NRI))?(?:\s+(?i:Tahun))?\s+1945\b"
)
"""The constitution, which has a year and no number."""

PINPOINT = re.compile(
    r"\b(?i:Pasal)\s+(?P<pasal>\d{1,4}[A-Z]{0,2}|[IVX]{1,4})\b"
    r"(?:,?\s+(?i:ayat)\s*\(\s*(?P<ayat>\d{1,2}[a-z]?)\s*[)1l])?"
    r"(?:,?\s+(?i:huruf)\s+(?P<huruf>[a-z]{1,2})\b)?"
    r"(?:,?\s+(?i:angka)\s+(?P<angka>\d{1,3})\b)?"
)
"""A place in a regulation: `Pasal 5 ayat (2) huruf b angka 1`."""
