"""Who issued a regulation, spelled as it should be: from capitals, and from scans."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from corpus_search.law.types import RegulationType, issuer_table

_SMALL = frozenset(
    [
        "antara",
        "atas",
        "atau",
        "bagi",
        "dalam",
        "dan",
        "dari",
        "dengan",
        "di",
        "guna",
        "ke",
        "kepada",
        "melalui",
        "oleh",
        "pada",
        "sebagai",
        "serta",
        "tentang",
        "terhadap",
        "untuk",
        "yang",
    ]
)
"""Words that are written small within a title, by the spelling of Indonesian (EYD V)."""
_STATE = re.compile(r"\s*\bRep\w{3,5}k\s*[IlT1]ndonesia\b.*$", re.IGNORECASE | re.DOTALL)
_WALIKOTA = re.compile(r"\bWalikota\b", re.IGNORECASE)


def proper(text: str) -> str:
    """Words in capitals as a name is written: `MENTERI HUKUM DAN HAM` gives `Menteri Hukum dan Ham`."""
    words = [
        word.lower() if word.lower() in _SMALL else re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
        for word in text.split()
    ]
    return " ".join(words)


def issuer_of(kind: RegulationType, words: str) -> str:
    """The issuer's name from the words that follow a type's name.

    `PERATURAN MENTERI KETENAGAKERJAAN REPUBLIK INDONESIA`: the words are `KETENAGAKERJAAN REPUBLIK
    INDONESIA`, the issuer `Menteri Ketenagakerjaan`. A minister's name that a scan distorted is mended.
    """
    rest = " ".join(_STATE.sub("", " ".join(words.split())).strip(" ,:;.").split())
    rest = re.sub(r"^Negara\s+(?=Lingkungan|Pendaya|Perencana)", "", rest, flags=re.IGNORECASE)
    known = ""
    if kind.by in ("Menteri", "Menteri Koordinator"):
        known = _known(_table(kind), rest) or minister(kind, rest)
    elif rest.lower().startswith("menteri "):
        ministry = _known("minister", rest[8:])
        known = f"Menteri {ministry}" if ministry else ""
    name = known or (proper(rest) if rest.isupper() or rest.islower() else rest)
    name = _WALIKOTA.sub("Wali Kota", name)
    return f"{kind.by} {name}".strip() if name else ""


def minister(kind: RegulationType, short: str) -> str:
    """The ministry behind an abbreviation, for a kind that ministers issue: `aker`, `ESDM`; else empty."""
    folded = _fold(short)
    return next((name for name, known in issuer_table(_table(kind)).items() if _fold(known) == folded), "")


def _table(kind: RegulationType) -> str:
    return "coordinator" if kind.by == "Menteri Koordinator" else "minister"


@cache
def _folded(table: str) -> dict[str, str]:
    return {_fold(name): name for name in issuer_table(table)}


def _fold(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


@cache
def _known(table: str, words: str) -> str:
    names = _folded(table)
    folded = _fold(words)
    near = [folded] if folded in names else get_close_matches(folded, names, n=1, cutoff=0.9)
    return names[near[0]] if near else ""
