"""Evidence as Web Annotations (W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from corpus_search.exchange.book import title
from corpus_search.exchange.dossier import Check, Dossier, Quotation
from corpus_search.exchange.refi.guids import guid

Json = dict[str, object]
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations_of(dossier: Dossier) -> Json:
    """A collection with one annotation for each quote.

    Positions count Unicode code points in the document's text. An annotation whose words do not stand in the document
    as they were judged says so by a tag, and one whose document is gone has no position.
    """
    items = [_annotation(dossier, one) for one in dossier.quotations]
    return {
        "@context": _CONTEXT,
        "id": _urn("collection", f"{dossier.name}{dossier.made}"),
        "type": "AnnotationCollection",
        "label": dossier.name,
        "created": dossier.made,
        "total": len(items),
        "first": {
            "id": _urn("page", f"{dossier.name}{dossier.made}"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(dossier: Dossier, one: Quotation) -> Json:
    judgement = one.evidence.judgement
    theme = dossier.codebook.theme(one.evidence.theme)
    body: list[Json] = [
        {
            "type": "TextualBody",
            "purpose": "tagging",
            "value": title(dossier, theme),
            "id": _urn("theme", theme.id),
        },
        {"type": "TextualBody", "purpose": "assessing", "value": judgement.verdict.value},
    ]
    if judgement.stance:
        body.append({"type": "TextualBody", "purpose": "assessing", "value": judgement.stance.value})
    if judgement.memo:
        body.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/markdown",
                "value": judgement.memo,
            }
        )
    if one.check is not Check.VERIFIED:
        body.append({"type": "TextualBody", "purpose": "tagging", "value": f"quote:{one.check.value}"})
    return {
        "id": _urn("annotation", one.evidence.key),
        "type": "Annotation",
        "motivation": "classifying",
        "created": judgement.at,
        "creator": {"type": "Person", "name": judgement.who},
        "body": body,
        "target": _target(one),
    }


def _target(one: Quotation) -> Json:
    quote, place = one.evidence.anchor.quote, one.evidence.place
    selectors: list[Json] = [
        {
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        }
    ]
    if one.check is not Check.LOST:
        selectors.append({"type": "TextPositionSelector", "start": place.start, "end": place.end})
    document = one.document.id if one.document else one.evidence.anchor.document
    target: Json = {
        "source": f"urn:corpus-search:document:{document}",
        "selector": selectors,
        "dcterms:bibliographicCitation": one.cited,
    }
    if one.document:
        target["dcterms:title"] = one.document.title
        target["state"] = {"type": "State", "dcterms:identifier": f"sha256:{one.document.checksum}"}
    return target


def _urn(kind: str, name: str) -> str:
    return f"urn:uuid:{guid(kind, name).lower()}"
