"""`corpus-search themes`: the codebook."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import cast

import click

from corpus_search.cli.codebooks import export_themes, import_themes
from corpus_search.cli.common import index_flags, print_json, settings, talk
from corpus_search.cli.noting import note, noted
from corpus_search.errors import Exit
from corpus_search.evidence import Codebook, Theme, Verdict
from corpus_search.evidence.templates import Language, templates
from corpus_search.journal import What
from corpus_search.workspace import Workspace

_WHO = click.option("--who", help="Who makes the change (default: your user name).")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(epilog="Example: corpus-search themes template budiani")
def themes() -> None:
    """The codebook: the themes that evidence is gathered for. It is the file `themes.toml` of the store."""


@themes.command("list", epilog="Example: corpus-search themes list --json")
@_JSON
@index_flags
def list_(as_json: bool, index: Path | None, store: Path | None) -> None:
    """List the themes as a tree, with how much was judged for each."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        codebook = workspace.themes.codebook()
        counts = Counter((one.theme, one.verdict) for one in workspace.evidence.list())
    if as_json:
        print_json([_record(theme, counts) for theme, _ in codebook.tree()])
        return
    for theme, depth in codebook.tree():
        said = ", ".join(
            f"{counts[theme.id, verdict]} {verdict.replace('_', ' ')}"
            for verdict in Verdict
            if counts[theme.id, verdict]
        )
        click.echo(f"{'  ' * depth}{theme.id}  {theme.name}{f'  [{said}]' if said else ''}")
    if not codebook.themes:
        talk("There are no themes yet. Start with one of: corpus-search themes template")


@themes.command(epilog="Example: corpus-search themes show insentif")
@click.argument("theme_id", metavar="THEME")
@_JSON
@index_flags
def show(theme_id: str, as_json: bool, index: Path | None, store: Path | None) -> None:
    """Show a THEME: what it means, its queries and how many passages they find."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        codebook = workspace.themes.codebook()
        theme = codebook.theme(theme_id)
        progress = workspace.desk.candidates(theme_id).progress
    if as_json:
        print_json({**asdict(theme), "progress": asdict(progress)})
        return
    _print_theme(theme, codebook)
    click.echo(
        f"Passages found: {progress.candidates}; judged: {progress.judged} "
        f"(relevant {progress.relevant}, not relevant {progress.not_relevant}, undecided {progress.undecided})"
    )


@themes.command(epilog="Example: corpus-search themes check")
@index_flags
@click.pass_context
def check(ctx: click.Context, index: Path | None, store: Path | None) -> None:
    """Check the codebook for mistakes, queries that find nothing, and evidence whose theme is gone.

    Exit status 3: there is something to look at.
    """
    wrong = 0
    with Workspace.open(settings(index=index, store=store)) as workspace:
        codebook = workspace.themes.codebook()
        for theme, _ in codebook.tree():
            if theme.queries and not workspace.desk.candidates(theme.id).total:
                wrong += 1
                click.echo(f"{theme.id}: its queries find nothing in this corpus")
        for name, count in workspace.evidence.check().without_theme.items():
            wrong += 1
            click.echo(
                f"{name}: is not in the codebook but has evidence ({count}). Add it again, or: "
                f"corpus-search themes merge {name} OTHER-THEME"
            )
    talk(f"Themes: {len(codebook.themes)}; to look at: {wrong}.")
    ctx.exit(Exit.INCOMPLETE if wrong else Exit.OK)


@themes.command(epilog="Example: corpus-search themes template budiani --language id")
@click.argument("template_id", metavar="[TEMPLATE]", required=False)
@click.option(
    "--language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Language of names and definitions; the other one's names are kept beside.",
)
@index_flags
def template(template_id: str | None, language: str, index: Path | None, store: Path | None) -> None:
    """Add the themes of a TEMPLATE to the codebook; without one, list the templates with their sources."""
    chosen = cast("Language", language)
    if template_id is None:
        for one in templates(chosen):
            click.echo(f"{one.id}  {one.name}")
            for line in filter(None, (one.source, one.note)):
                click.echo(f"    {line}")
        return
    settled = settings(index=index, store=store)
    with Workspace.open(settled) as workspace:
        before = len(workspace.themes.codebook().themes)
        after = len(workspace.themes.use_template(template_id, chosen).themes)
    note(settled, What.CODEBOOK, f"corpus-search themes template {template_id}")
    talk(f"New themes: {after - before}. They are in {workspace.themes.file}.")


@themes.command(epilog="Example: corpus-search themes rename insentif uang-saku")
@click.argument("old")
@click.argument("new")
@_WHO
@index_flags
@noted(What.CODEBOOK, "old", "new")
def rename(old: str, new: str, who: str | None, index: Path | None, store: Path | None) -> None:
    """Give the theme OLD the id NEW; its evidence and the themes below it follow."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        workspace.themes.rename(old, new, who=who or getpass.getuser())
    talk(f"{old} is {new} now.")


@themes.command(epilog="Example: corpus-search themes merge uang-saku insentif")
@click.argument("source")
@click.argument("target")
@_WHO
@index_flags
@noted(What.CODEBOOK, "source", "target")
def merge(source: str, target: str, who: str | None, index: Path | None, store: Path | None) -> None:
    """Make the theme SOURCE part of TARGET: its evidence, queries and the themes below it go there."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        workspace.themes.merge(source, target, who=who or getpass.getuser())
    talk(f"{source} is part of {target} now.")


themes.add_command(import_themes)
themes.add_command(export_themes)


def _record(theme: Theme, counts: Mapping[tuple[str, Verdict], int]) -> dict[str, object]:
    return {**asdict(theme), "evidence": {verdict: counts.get((theme.id, verdict), 0) for verdict in Verdict}}


def _print_theme(theme: Theme, codebook: Codebook) -> None:
    click.echo(" > ".join(one.name for one in codebook.path(theme.id)))
    for label, text in (
        ("Other name", theme.name_other),
        ("Definition", theme.definition),
        ("Include", theme.include),
        ("Exclude", theme.exclude),
        ("Statement", theme.statement),
        ("Research question", theme.question),
        ("Source", theme.source),
    ):
        if text:
            click.echo(f"{label}: {text}")
    for query in theme.queries:
        click.echo(f"Query: {query}")
