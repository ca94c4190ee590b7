"""`corpus-search evidence`: judgements on passages."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.common import index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.errors import Exit
from corpus_search.evidence import Evidence, EvidenceFilter, Stance, Standing, Verdict
from corpus_search.journal import What
from corpus_search.workspace import Workspace

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_WHO = click.option("--who", help="Whose judgement it is (default: your user name).")
_VERDICTS = click.Choice([verdict.value for verdict in Verdict])
_STANCES = click.Choice([stance.value for stance in Stance])


@click.group(epilog="Example: corpus-search evidence list --theme insentif")
def evidence() -> None:
    """Evidence: passages judged for themes, found again wherever they stand now."""


@evidence.command(
    "list", epilog="Example: corpus-search evidence list --theme insentif --verdict relevant --json"
)
@click.option("--theme", "themes", multiple=True, help="Only this theme (its id), with all below it.")
@click.option("--document", "documents", multiple=True, help="Only evidence from this document (its id).")
@click.option("--verdict", "verdicts", multiple=True, type=_VERDICTS, help="Only evidence judged so.")
@_JSON
@index_flags
def list_(
    *,
    themes: tuple[str, ...],
    documents: tuple[str, ...],
    verdicts: tuple[str, ...],
    as_json: bool,
    index: Path | None,
    store: Path | None,
) -> None:
    """List evidence: theme, verdict, where it stands and its words."""
    chosen = EvidenceFilter(
        themes=themes, below=True, documents=documents, verdicts=tuple(map(Verdict, verdicts))
    )
    with Workspace.open(settings(index=index, store=store)) as workspace:
        found = workspace.evidence.list(chosen)
        for theme in set(themes).difference(one.theme for one in found):
            workspace.themes.codebook().theme(theme)
    if as_json:
        print_json([_record(one) for one in found])
        return
    for one in found:
        _print(one)
    if not found:
        talk("No evidence.")


@evidence.command(
    epilog='Example: corpus-search evidence add insentif wawancara-01/ujaran-4 --memo "terlambat"'
)
@click.argument("theme")
@click.argument("passage")
@click.option(
    "--verdict",
    type=_VERDICTS,
    default=Verdict.RELEVANT.value,
    show_default=True,
    help="Whether it bears on the theme.",
)
@click.option("--stance", type=_STANCES, help="What it says to the theme's statement.")
@click.option("--memo", default="", help="A note, in Markdown.")
@_WHO
@index_flags
@noted(What.JUDGED, "theme", "passage")
def add(
    *,
    theme: str,
    passage: str,
    verdict: str,
    stance: str | None,
    memo: str,
    who: str | None,
    index: Path | None,
    store: Path | None,
) -> None:
    """Judge a PASSAGE (its id, as `search --json` prints it) for a THEME."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        kept = workspace.evidence.judge_passage(
            theme,
            passage,
            Verdict(verdict),
            stance=Stance(stance) if stance else None,
            memo=memo,
            who=who or getpass.getuser(),
        )
    talk(f"Kept judgement {kept.id}.")


@evidence.command(epilog="Example: corpus-search evidence check")
@_JSON
@index_flags
@click.pass_context
def check(ctx: click.Context, as_json: bool, index: Path | None, store: Path | None) -> None:
    """Find all evidence again, and list what someone should look at: altered, lost, or in doubt.

    Exit status 3: there is something to look at.
    """
    with Workspace.open(settings(index=index, store=store)) as workspace:
        checked = workspace.evidence.check()
        diffs = {one.key: workspace.evidence.diff(one) for one in checked.look}
    if as_json:
        print_json(
            {
                "counts": {standing: checked.counts.get(standing, 0) for standing in Standing},
                "without_theme": dict(checked.without_theme),
                "look": [{**_record(one), "diff": diffs[one.key]} for one in checked.look],
            }
        )
    else:
        for one in checked.look:
            _print(one)
            if one.place.standing is Standing.ALTERED:
                click.echo(f"    {_diff(diffs[one.key])}")
            if one.place.standing is not Standing.LOST:
                click.echo(f"    Right? corpus-search evidence confirm {one.anchor.id}")
        click.echo(", ".join(f"{standing}: {checked.counts.get(standing, 0)}" for standing in Standing))
        for name, count in checked.without_theme.items():
            click.echo(f"Theme {name} is not in the codebook but has evidence: {count}")
    ctx.exit(Exit.INCOMPLETE if checked.look or checked.without_theme else Exit.OK)


@evidence.command(epilog="Example: corpus-search evidence confirm 3f1c0a5be2d94c7788aa")
@click.argument("anchors", nargs=-1, required=True, metavar="ANCHOR...")
@_WHO
@index_flags
@noted(What.JUDGED)
def confirm(anchors: tuple[str, ...], who: str | None, index: Path | None, store: Path | None) -> None:
    """Confirm that each ANCHOR stands where `evidence check` proposes."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        for anchor in anchors:
            workspace.evidence.confirm(anchor, who=who or getpass.getuser())
    talk(f"Confirmed: {len(anchors)}.")


def _record(one: Evidence) -> dict[str, object]:
    place = one.place
    return {
        "key": one.key,
        "theme": one.theme,
        "verdict": one.verdict,
        "stance": one.stance,
        "memo": one.judgement.memo,
        "standing": place.standing,
        "document": place.document.id if place.document else one.anchor.document,
        "passage": place.passage.id if place.passage else None,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "quote": asdict(one.anchor.quote),
        "citation": place.citation or one.anchor.citation,
        "judgements": [asdict(row) for row in one.judgements],
    }


def _print(one: Evidence) -> None:
    standing = "" if one.place.standing is Standing.SAME else f" [{one.place.standing}]"
    stance = f", {one.stance}" if one.stance else ""
    click.echo(f"{one.theme}: {one.verdict.replace('_', ' ')}{stance} ({one.judgement.who}){standing}")
    click.echo(f"    {one.place.citation or one.anchor.citation}")
    click.echo(f"    {' '.join((one.place.text or one.anchor.quote.exact).split())}")
    if one.judgement.memo:
        click.echo(f"    Memo: {one.judgement.memo}")


def _diff(pieces: tuple[tuple[str, str], ...]) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return " ".join("".join(signs[sign].format(words) for sign, words in pieces).split())
