"""`/export`: evidence and codebook as files, for a thesis, a spreadsheet or another program."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.evidence import EvidenceFilter, Verdict
from corpus_search.exchange import FORMATS, XLSX, Language
from corpus_search.exchange.codebook_tables import codebook_csv, codebook_xlsx
from corpus_search.exchange.refi import qdc_of
from corpus_search.web import evidence_words, wording
from corpus_search.web.auditing import shows_evidence
from corpus_search.web.current import settings, workspace
from corpus_search.web.evidence_address import filter_args, read_filter
from corpus_search.web.links import link
from corpus_search.web.theme_names import theme_names

blueprint = Blueprint("takeaway", __name__)


@blueprint.get("/export")
def page() -> str:
    """The formats, with what is chosen and what to know of it before it is taken along."""
    opened = workspace()
    chosen, language, style = _asked()
    dossier = opened.exchange.dossier(chosen, language=language, style=style)
    args = _args(chosen, language, style)
    return render_template(
        "export.html",
        dossier=dossier,
        chosen=chosen,
        kept=filter_args(read_filter(request.args)),
        names=theme_names(),
        styles=opened.exchange.citer().styles.names,
        style=style,
        spoken=language,
        formats=[(one, link("takeaway.file", args | {"name": one.name})) for one in FORMATS.values()],
        receipts={one.name: link("takeaway.receipt", args | {"name": one.name}) for one in FORMATS.values()},
    )


@blueprint.get("/export.json")
def json() -> Response:
    """The formats and their addresses as JSON."""
    chosen, language, style = _asked()
    args = _args(chosen, language, style)
    return jsonify(formats={name: link("takeaway.file", args | {"name": name}) for name in FORMATS})


@blueprint.get("/export/<name>")
def file(name: str) -> Response:
    """Evidence in a format; filters as in the list of evidence, relevant evidence where none asks otherwise."""
    _must_exist(name)
    chosen, language, style = _asked()
    opened = workspace()
    made = opened.exchange.export(name, chosen, language=language, style=style)
    shows_evidence(opened.evidence.list(chosen))
    return _download(made.data, made.name, made.media_type)


@blueprint.get("/export/<name>/receipt")
def receipt(name: str) -> str:
    """What a format cannot carry of this evidence."""
    _must_exist(name)
    chosen, language, style = _asked()
    made = workspace().exchange.export(name, chosen, language=language, style=style)
    return render_template(
        "receipt.html",
        name=wording.word(evidence_words.FORMATS, name),
        size=len(made.data),
        remarks=[wording.template_text(one.template, one.params) for one in made.remarks],
        url=link("takeaway.file", _args(chosen, language, style) | {"name": name}),
        back=link("takeaway.page", _args(chosen, language, style)),
    )


@blueprint.get("/export/codebook.<ending>")
def codebook(ending: str) -> Response:
    """The codebook as XLSX, CSV or QDC."""
    themes = [theme for theme, _ in workspace().themes.codebook().tree()]
    if ending == "xlsx":
        return _download(codebook_xlsx(themes), "codebook.xlsx", XLSX)
    if ending == "csv":
        return _download(codebook_csv(themes), "codebook.csv", "text/csv; charset=utf-8")
    if ending == "qdc":
        return _download(qdc_of(themes).data, "codebook.qdc", "application/xml")
    raise NotFoundError(
        "There is no format {name!r}. Formats are: {known}.", name=ending, known="xlsx, csv, qdc"
    )


def _must_exist(name: str) -> None:
    if name not in FORMATS:
        raise NotFoundError(
            "There is no format {name!r}. Formats are: {known}.", name=name, known=", ".join(FORMATS)
        )


def _asked() -> tuple[EvidenceFilter, Language, str]:
    chosen = read_filter(request.args)
    if not chosen.verdicts:
        chosen = replace(chosen, verdicts=(Verdict.RELEVANT,))
    language = request.args.get("language") or settings().document_language
    if language not in ("id", "en"):
        raise UsageError(
            "{name} cannot be {value}. It is one of: {known}.",
            name="language",
            value=language,
            known="id, en",
        )
    return chosen, "en" if language == "en" else "id", request.args.get("style") or "short"


def _args(chosen: EvidenceFilter, language: Language, style: str) -> dict[str, str | list[str]]:
    args = filter_args(chosen)
    if chosen.verdicts == (Verdict.RELEVANT,):
        args.pop("verdict")
    return args | {"language": language} | ({"style": style} if style != "short" else {})


def _download(data: bytes, name: str, media_type: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, content_type=media_type, headers={"Content-Disposition": disposition})
