"""`corpus-search export`: evidence for a thesis, for spreadsheets and for other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from corpus_search.access import OWNER
from corpus_search.cli.common import index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.errors import UsageError
from corpus_search.evidence import EvidenceFilter, Stance, Verdict
from corpus_search.exchange import FORMATS, Exported, Language, write_file
from corpus_search.journal import What
from corpus_search.model import Access, Kind
from corpus_search.workspace import Workspace

_HELP = "\n".join(f"{one.name}: {one.title}." for one in FORMATS.values())


@click.command(
    help="Write the evidence in FORMAT, each quote checked against its document at this moment.\n\n"
    "A quote that no longer stands in its document is marked. What the format cannot carry is told.\n\n"
    f"Formats:\n\n\b\n{_HELP}",
    epilog="Example: corpus-search export docx --theme insentif --output bab-4.docx",
)
@click.argument("format_name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("--theme", "themes", multiple=True, help="Only this theme (its id), with all below it.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write; `-` for stdout (default: a name of its own).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in Kind]),
    help="Only evidence from documents of this kind.",
)
@click.option("--document", "documents", multiple=True, help="Only evidence from this document (its id).")
@click.option("--informant", "informants", multiple=True, help="Only what this informant said.")
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Choice([verdict.value for verdict in Verdict]),
    default=(Verdict.RELEVANT.value,),
    show_default=True,
    help="Only evidence judged so.",
)
@click.option(
    "--stance",
    "stances",
    multiple=True,
    type=click.Choice([stance.value for stance in Stance]),
    help="Only evidence with this stance.",
)
@click.option("--who", multiple=True, help="Only judgements of this person.")
@click.option("--public", is_flag=True, help="Leave out everything from restricted documents.")
@click.option(
    "--language",
    type=click.Choice(["id", "en"]),
    help="Language of headings and citations (default: the setting document_language).",
)
@click.option("--style", default="short", show_default=True, help="Style of the citations after quotes.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what was written, and what was left out, as JSON."
)
@click.option(
    "--real-names", is_flag=True, help="Write real names, not pseudonyms. Keep such a file to yourself."
)
@index_flags
@noted(What.EXPORTED, "format_name", "output")
def export(
    *,
    format_name: str,
    themes: tuple[str, ...],
    output: Path | None,
    kinds: tuple[str, ...],
    documents: tuple[str, ...],
    informants: tuple[str, ...],
    verdicts: tuple[str, ...],
    stances: tuple[str, ...],
    who: tuple[str, ...],
    public: bool,
    language: str | None,
    style: str,
    as_json: bool,
    real_names: bool,
    index: Path | None,
    store: Path | None,
) -> None:
    """Write the evidence in a format."""
    chosen = EvidenceFilter(
        themes=themes,
        documents=documents,
        kinds=kinds,
        informants=informants,
        verdicts=tuple(map(Verdict, verdicts)),
        stances=tuple(map(Stance, stances)),
        who=who,
        access=frozenset({Access.PUBLIC}) if public else frozenset(Access),
    )
    settled = settings(index=index, store=store, document_language=language)
    with Workspace.open(settled) as opened:
        workspace = opened.seen_by(replace(OWNER, real_names=real_names))
        made = workspace.exchange.export(
            format_name, chosen, language=cast("Language", settled.document_language), style=style
        )
    if output == Path("-"):
        click.echo(made.data, nl=False)
        _tell(made)
        return
    file = output or _own_name(made)
    write_file(file, made.data)
    if as_json:
        print_json({"file": str(file), "format": format_name, "remarks": [str(one) for one in made.remarks]})
        return
    _tell(made)
    talk(f"Wrote {file} ({len(made.data):,} bytes).")


def _own_name(made: Exported) -> Path:
    file = Path(made.name)
    if file.exists():
        raise UsageError(
            "{file} is there already. Name the file with --output (it is replaced if it exists).", file=file
        )
    return file


def _tell(made: Exported) -> None:
    for one in made.remarks:
        talk(f"Note: {one}")
