"""Identifiers of regulations for other programs: Akoma Ntoso URIs, and schema.org `Legislation` as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus_search.following import Named, Standing
from corpus_search.law import full_name
from corpus_search.model import Document
from corpus_search.web.links import link

_PORTIONS = {"pasal": "art", "ayat": "para", "huruf": "point", "angka": "point"}


def akn_work(document: Document) -> str:
    """The work's URI in the naming convention of Akoma Ntoso: `/akn/id/act/perpres/2020/36`; empty without a number."""
    said = document.metadata
    if not (said.get("type") and said.get("year") and said.get("number")):
        return ""
    stem = document.id.removesuffix(f"-{said['year']}-{said['number'].lower()}")
    return f"/akn/id/act/{stem}/{said['year']}/{said['number'].lower().replace('/', '-')}"


def akn_portion(place: str) -> str:
    """The portion of a work by a place's address: `pasal-12/ayat-1` gives `~art_12__para_1`; empty for other places."""
    steps = [step.partition("-") for step in place.split("/") if step]
    if not steps or any(name not in _PORTIONS for name, _, _ in steps):
        return ""
    return "~" + "__".join(f"{_PORTIONS[name]}_{number}" for name, _, number in steps)


def legislation(document: Document, standing: Standing, absolute: Callable[[str], str]) -> dict[str, object]:
    """A regulation as schema.org `Legislation`; what is not known is left out. It says nothing of being in force.

    Args:
        document: the regulation.
        standing: what the corpus tells of it.
        absolute: makes an address of this application absolute.
    """
    said = document.metadata
    work = akn_work(document)

    def others(named: Sequence[Named]) -> list[dict[str, str]]:
        return [
            {"@type": "Legislation", "name": one.name}
            | (
                {"url": absolute(link("reader.page", {"identifier": one.document.id}))}
                if one.document
                else {}
            )
            for one in named
        ]

    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": work,
        "url": absolute(link("reader.page", {"identifier": document.id})),
        "name": document.title,
        "alternateName": said.get("short", ""),
        "legislationIdentifier": full_name(
            said.get("type", ""), said.get("year", ""), said.get("number", ""), said.get("issuer", "")
        )
        if work
        else "",
        "legislationType": said.get("type", ""),
        "about": said.get("subject", ""),
        "legislationPassedBy": {"@type": "Organization", "name": said["issuer"]}
        if said.get("issuer")
        else "",
        "legislationJurisdiction": "ID",
        "inLanguage": document.language,
        "legislationDate": standing.enacted or "",
        "datePublished": standing.promulgated or "",
        "legislationDateVersion": standing.in_force_from or "",
        "legislationChanges": others(standing.amends),
        "legislationRepeals": others(standing.repeals),
    }
    return {name: value for name, value in values.items() if value}
