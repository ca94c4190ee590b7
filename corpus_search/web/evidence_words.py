"""What verdicts, stances and the like are called on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from flask_babel import LazyString, lazy_gettext

from corpus_search.web.wording import word

VERDICTS: Mapping[str, LazyString] = {
    "relevant": lazy_gettext("relevant"),
    "not_relevant": lazy_gettext("not relevant"),
    "undecided": lazy_gettext("undecided"),
}

STANCES: Mapping[str, LazyString] = {
    "supports": lazy_gettext("supports"),
    "contradicts": lazy_gettext("contradicts"),
    "context": lazy_gettext("context"),
}

STANDINGS: Mapping[str, LazyString] = {
    "same": lazy_gettext("unchanged"),
    "moved": lazy_gettext("moved"),
    "altered": lazy_gettext("altered"),
    "lost": lazy_gettext("lost"),
    "withdrawn": lazy_gettext("withdrawn by the informant"),
}

ORDERS: Mapping[str, LazyString] = {
    "queries": lazy_gettext("by the queries"),
    "screening": lazy_gettext("learned from judgements"),
    "reading": lazy_gettext("as in the documents"),
}

AXES: Mapping[str, LazyString] = {
    "kind": lazy_gettext("Kind"),
    "document": lazy_gettext("Document"),
    "informant": lazy_gettext("Informant"),
    "category": lazy_gettext("Category of informant"),
}

TECHNIQUES: Mapping[str, LazyString] = {
    "interview": lazy_gettext("Interview"),
    "observation": lazy_gettext("Observation"),
    "document": lazy_gettext("Documents"),
}

THEME_FIELDS: Mapping[str, LazyString] = {
    "name": lazy_gettext("Name"),
    "name_other": lazy_gettext("Name in the other language"),
    "parent": lazy_gettext("Below"),
    "definition": lazy_gettext("Definition"),
    "include": lazy_gettext("Include"),
    "exclude": lazy_gettext("Exclude"),
    "queries": lazy_gettext("Queries"),
    "statement": lazy_gettext("Statement"),
    "question": lazy_gettext("Research question"),
    "source": lazy_gettext("Source"),
    "colour": lazy_gettext("Colour"),
}

FORMATS: Mapping[str, LazyString] = {
    "docx": lazy_gettext("Evidence book (Word)"),
    "triangulation": lazy_gettext("Triangulation table (Word)"),
    "appendices": lazy_gettext("Appendices (Word)"),
    "xlsx": lazy_gettext("Tables (Excel)"),
    "csv": lazy_gettext("Evidence (CSV)"),
    "searches": lazy_gettext("Journal of searches (CSV)"),
    "markdown": lazy_gettext("Evidence book (Markdown)"),
    "qdpx": lazy_gettext("Project for NVivo, ATLAS.ti, MAXQDA, QualCoder (QDPX)"),
    "qdc": lazy_gettext("Codebook (QDC)"),
    "latex": lazy_gettext("Evidence book (LaTeX)"),
    "annotations": lazy_gettext("Web Annotations (JSON)"),
    "bibtex": lazy_gettext("Sources (BibTeX)"),
    "ris": lazy_gettext("Sources (RIS)"),
    "csl": lazy_gettext("Sources (CSL-JSON)"),
}

STYLES: Mapping[str, LazyString] = {
    "short": lazy_gettext("short"),
    "legal": lazy_gettext("legal, in full"),
    "footnote": lazy_gettext("footnote"),
    "apa": lazy_gettext("APA 7"),
    "bibliography": lazy_gettext("entry of the bibliography"),
    "code": lazy_gettext("code of the data"),
}
"""Styles of citing that are shipped; those that a store adds are called by their own names."""

KINDS_SHORT: Mapping[str, LazyString] = {
    "regulation": lazy_gettext("Reg."),
    "transcript": lazy_gettext("Int."),
    "field_note": lazy_gettext("Fld."),
    "document": lazy_gettext("Doc."),
}

_NAMES: Mapping[str, Mapping[str, LazyString]] = {
    "verdict_name": VERDICTS,
    "stance_name": STANCES,
    "standing_name": STANDINGS,
    "order_name": ORDERS,
    "axis_name": AXES,
    "technique_name": TECHNIQUES,
    "theme_field": THEME_FIELDS,
    "format_name": FORMATS,
    "style_name": STYLES,
    "kind_short": KINDS_SHORT,
}


def filters() -> dict[str, Callable[[str], str]]:
    """Filters of the templates that name values of the domain."""
    return {name: partial(word, words) for name, words in _NAMES.items()}
