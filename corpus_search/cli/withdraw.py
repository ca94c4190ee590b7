"""`corpus-search withdraw`: an informant takes back what they said."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_search.cli.common import index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.config import Settings
from corpus_search.journal import What
from corpus_search.withdrawing import Receipt, finish_withdrawals, to_withdraw
from corpus_search.withdrawing import withdraw as purge

_HELD = {
    "documents": "document",
    "pages": "pages as they were read",
    "passages": "passages in catalog and search index",
    "pictures": "pictures of pages",
    "quotes": "quotes in evidence (that they were judged remains, without words)",
    "memos": "memos on them",
    "searches": "kept searches that quote it",
}


@click.command(epilog="Example: corpus-search withdraw transkrip-informan-3")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON.")
@index_flags
@noted(What.WITHDREW, "document")
def withdraw(document: str, yes: bool, as_json: bool, index: Path | None, store: Path | None) -> None:
    """Purge what the program holds of DOCUMENT (id or path), whose informant withdrew.

    Its text, pages, search entries, quotes and memos go for good; that something was judged remains, with the date. The
    file itself is never deleted, but not indexed again either. Prints a receipt of what was purged and what lies
    outside reach. Stop `corpus-search serve` before. If it is interrupted, run it again.
    """
    chosen = settings(index=index, store=store)
    if not yes:
        click.confirm(
            f"Purge all that is kept of {to_withdraw(chosen, document)}? This cannot be undone",
            abort=True,
            default=False,
            err=True,
        )
    receipt = purge(chosen, document)
    if as_json:
        print_json(receipt_record(receipt, chosen))
    else:
        print_receipt(receipt, chosen)


def finish(chosen: Settings) -> None:
    """Finish withdrawals that were interrupted or came back with a backup, and say so."""
    for receipt in finish_withdrawals(chosen):
        talk(
            f"{receipt.withdrawal.id} was withdrawn on {receipt.withdrawal.at[:10]}; what was left of it is purged."
        )


def receipt_record(receipt: Receipt, chosen: Settings) -> dict[str, object]:
    """A receipt as plain data."""
    withdrawal = receipt.withdrawal
    return {
        "document": withdrawal.id,
        "checksum": withdrawal.checksum,
        "withdrawn": withdrawal.at,
        "purged": dict(withdrawal.held),
        "outside_reach": {
            "files": [str(file) for file in receipt.files],
            "backups": [str(file) for file in receipt.backups],
            "others": list(_others(chosen)),
        },
    }


def print_receipt(receipt: Receipt, chosen: Settings) -> None:
    """A receipt for people."""
    withdrawal = receipt.withdrawal
    click.echo(f"Withdrawn: {withdrawal.id} ({withdrawal.at})")
    click.echo("Purged:")
    for name, words in _HELD.items():
        if withdrawal.held.get(name):
            click.echo(f"  {withdrawal.held[name]:>6}  {words}")
    click.echo("Outside reach, for you to see to:")
    for file in receipt.files:
        click.echo(f"  the file itself: {file}")
    for file in receipt.backups:
        click.echo(f"  a copy of the store: {file}")
    for words in _others(chosen):
        click.echo(f"  {words}")


def _others(chosen: Settings) -> tuple[str, ...]:
    return (
        "exports, backups and copies that were made earlier and lie elsewhere",
        f"what people wrote themselves: {chosen.store / 'themes.toml'} and the words of the triangulation table",
    )
