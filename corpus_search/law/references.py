"""What a person types to reach a regulation or a place in one."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus_search.law.citations import Reference, fused_name, regulation_of
from corpus_search.law.issuers import minister, proper
from corpus_search.law.patterns import CITED, CONSTITUTION, NAMES
from corpus_search.law.types import TYPES

_FILLER = re.compile(r"[\s,.;:]+(?:(?:dari|dalam|pada|di)\b)?|(?:dari|dalam|pada|di)\b")
_PLACES = (
    ("pasal", re.compile(r"(?:pasal|psl|ps)\b[\s.]*(\d{1,4}\s?[a-z]{0,2}|[ivx]{1,4})(?!\w)", re.IGNORECASE)),
    (
        "ayat",
        re.compile(r"(?:ayat|ay)\b[\s.]*(?:\(\s*(\d{1,2}[a-z]?)\s*\)|(\d{1,2}[a-z]?)\b)", re.IGNORECASE),
    ),
    ("huruf", re.compile(r"(?:huruf|hrf)\b[\s.]*([a-z]{1,2})\b", re.IGNORECASE)),
    ("angka", re.compile(r"(?:angka|butir)\b[\s.]*(\d{1,3})\b", re.IGNORECASE)),
)
_BARE_NUMBER = re.compile(r"\s+(\d{1,4}[A-Za-z]?)\s+((?:19|20)\d\d)\b")
_PARTED_NUMBER = re.compile(r"(?<![\w/])[\w.-]+(?:/[\w.-]+){2,}(?![\w/])")
"""A number with its issuer's code in it: `M/3/HK.04/III/2020`."""
_IDENTIFIER = re.compile(r"([a-z]+(?:-[a-z]+)*)-(\d{4})-(\d+[a-z]?)")
_SHORT_NAMES = re.compile(
    r"\b(" + "|".join(re.escape(name) for name in NAMES if " " not in name and name.isupper()) + r")\b",
    re.IGNORECASE,
)
_FUSED_STEM = re.compile(r"(?:per|kep|in)men(?:ko)?[a-z]{2,}")
_REGIONAL = frozenset({"perda", "qanun"})
_LOCAL = frozenset({"Gubernur", "Bupati", "Wali Kota"})
_FUSED = re.compile(r"\b(per|kep|in)(menko|men)(?=[a-z]{2,})", re.IGNORECASE)


def parse_reference(query: str) -> Reference | None:
    """Read a query that is a reference and nothing else.

    `perpres 36/2020 ps 12`, `Pasal 5 ayat (2) UU 13/2003`, `uu 13 tahun 2003 pasal 5 ayat 2`, `permenaker
    6/2020`, `perpres-2020-36`, `Pasal 5 ayat (2)` (of whatever regulation: its type is empty). With any other
    word it is a search and no reference: None.
    """
    text = " ".join(query.split())
    found = _identifier(text)
    at = len(text) if found else 0
    reference = found or Reference()
    text = _spelled(text)
    while at < len(text):
        step = _FILLER.match(text, at)
        if step:
            at = step.end()
            continue
        read = _read_place(text, at, reference) or _read_regulation(text, at, reference)
        if read is None:
            return None
        reference, at = read
    return reference if reference.type or reference.pasal else None


def _read_place(text: str, at: int, reference: Reference) -> tuple[Reference, int] | None:
    for name, pattern in _PLACES:
        match = pattern.match(text, at)
        if match and not getattr(reference, name):
            value = next(group for group in match.groups() if group).replace(" ", "")
            return replace(
                reference, **{name: value.upper() if name == "pasal" else value.lower()}
            ), match.end()
    return None


def _read_regulation(text: str, at: int, reference: Reference) -> tuple[Reference, int] | None:
    if reference.type:
        return None
    match = CITED.match(text, at)
    if match:
        found = regulation_of(match)
        read = replace(reference, type=found.type, number=found.number, year=found.year, issuer=found.issuer)
        return read, match.end()
    match = CONSTITUTION.match(text, at)
    if match:
        return replace(reference, type="uud", year="1945"), match.end()
    return None


def _spelled(text: str) -> str:
    """The query as a text would write it: `uu 13 2003` as `UU 13/2003`, `PERMENAKER` as `Permenaker`."""
    text = _SHORT_NAMES.sub(lambda match: match[0].upper(), text)
    text = _FUSED.sub(lambda match: match[0].lower(), text.lower() if text.isupper() else text)
    text = _SHORT_NAMES.sub(lambda match: match[0].upper(), text)
    text = re.sub(r"\b(pmk|kmk)\b", lambda match: match[0].upper(), text)
    text = _PARTED_NUMBER.sub(lambda match: match[0].upper(), text)
    return _BARE_NUMBER.sub(r" \1/\2", text)


def _identifier(text: str) -> Reference | None:
    match = _IDENTIFIER.fullmatch(text.lower())
    named = _issued(match[1]) if match else None
    if match is None or named is None:
        return None
    return Reference(type=named[0], number=match[3].upper(), year=match[2], issuer=named[1])


def _issued(stem: str) -> tuple[str, str] | None:
    """Type and issuer of an identifier's first part: `perpres`, `permenaker`, `permen-kp`, `perda-banyumas`."""
    if stem in TYPES:
        return None if TYPES[stem].issuer else (stem, "")
    if _FUSED_STEM.fullmatch(stem):
        return fused_name(stem)
    key, _, rest = stem.partition("-")
    kind = TYPES.get(key)
    if kind is None or not rest or not (key in _REGIONAL or kind.by in _LOCAL or minister(kind, rest)):
        return None
    return key, f"{kind.by} {minister(kind, rest) or proper(rest.replace('-', ' '))}".strip()
