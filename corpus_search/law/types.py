"""The kinds of Indonesian regulations and who issues them, from the tables beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class RegulationType:
    """A kind of regulation: `perpres`, `permen` ..."""

    key: str
    name: str
    """In full: `Peraturan Presiden`."""
    short: str
    """As usually abbreviated: `Perpres`."""
    rank: int = 0
    """Place in the hierarchy (UU 12/2011, article 7); 1 is the highest, 0 stands beside it."""
    issuer: bool = False
    """Whether the issuer belongs into the identifier, since each issuer counts from 1."""
    by: str = ""
    """First words of an issuer that the name already holds: `Menteri`."""
    fused: bool = False
    """Whether the short name takes up the issuer's abbreviation: `Permenaker`."""
    also: tuple[str, ...] = ()
    """Other names."""


def _table(name: str) -> dict[str, object]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _load_types() -> dict[str, RegulationType]:
    rows = _table("types.toml")["type"]
    assert isinstance(rows, list)  # noqa: S101  (our own file)
    return {row["key"]: RegulationType(**{**row, "also": tuple(row.get("also", ()))}) for row in rows}


TYPES: Mapping[str, RegulationType] = MappingProxyType(_load_types())
"""All kinds, by key."""


@cache
def issuer_table(name: str) -> Mapping[str, str]:
    """One table of the issuers' file: `minister`, `coordinator` (name to abbreviation) or `alias`."""
    rows = _table("issuers.toml")[name]
    assert isinstance(rows, dict)  # noqa: S101  (our own file)
    return MappingProxyType(rows)
