"""`corpus-search user`: who may log in to the web interface."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from corpus_search.access import Role
from corpus_search.accounts import ROLES, Accounts
from corpus_search.cli.common import FOLDER, print_json, settings, talk
from corpus_search.journal import Journal, What

_ROLE = click.Choice([role.value for role in ROLES])
_store = click.option("--store", type=FOLDER, help="Folder of the store (default: evidence).")
_role = click.option("--role", type=_ROLE, required=True, help="What the person may do.")


@click.group(epilog="Example: corpus-search user add sari --role lead")
def user() -> None:
    """Accounts for the web interface.

    From the first account on, people log in. A reader sees public documents; a researcher sees all whose informants
    consented, and judges in their own name; a lead sees everything, changes codebook and register, and exports what all
    judged. Passwords are asked for, or read from the first line of standard input.
    """


@user.command(epilog="Example: corpus-search user add sari --role lead")
@click.argument("name")
@_role
@_store
def add(name: str, role: str, store: Path | None) -> None:
    """Make an account. The first one must be a lead's."""
    with _accounts(store) as accounts:
        account = accounts.add(name, Role(role), _password())
        _note(store, f"add {account.name} {account.role}")
    talk(f"{account.name} may log in as {account.role}.")


@user.command("list", epilog="Example: corpus-search user list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_store
def list_(as_json: bool, store: Path | None) -> None:
    """List the accounts."""
    with _accounts(store) as accounts:
        found = [(account, len(accounts.sessions(account.name))) for account in accounts.list()]
    if as_json:
        print_json(
            [
                {"name": account.name, "role": account.role, "made": account.made, "sessions": sessions}
                for account, sessions in found
            ]
        )
        return
    for account, sessions in found:
        click.echo(f"{account.name}\t{account.role}\t{account.made[:10]}\tlogged in: {sessions}")
    if not found:
        talk("There are no accounts. Make one with: corpus-search user add NAME --role lead")


@user.command(epilog="Example: corpus-search user remove sari")
@click.argument("name")
@_store
def remove(name: str, store: Path | None) -> None:
    """Remove an account and end its log-ins. What the person judged stays."""
    with _accounts(store) as accounts:
        accounts.remove(name)
        _note(store, f"remove {name}")
        left = accounts.exist
    talk(f"{name} may log in no longer.")
    if not left:
        talk("There are no accounts now: on this machine, whoever opens the web interface has all rights.")


@user.command(epilog="Example: corpus-search user password sari")
@click.argument("name")
@_store
def password(name: str, store: Path | None) -> None:
    """Give an account another password and end its log-ins."""
    with _accounts(store) as accounts:
        accounts.get(name)
        accounts.set_password(name, _password())
        _note(store, f"password {name}")
    talk(f"{name} has another password, and is logged out everywhere.")


@user.command(epilog="Example: corpus-search user role sari --role researcher")
@click.argument("name")
@_role
@_store
def role(name: str, role: str, store: Path | None) -> None:
    """Give an account another role; it counts at once."""
    with _accounts(store) as accounts:
        accounts.set_role(name, Role(role))
        _note(store, f"role {name} {role}")
    talk(f"{name} is {role} now.")


@contextmanager
def _accounts(store: Path | None) -> Iterator[Accounts]:
    chosen = settings(store=store)
    accounts = Accounts(chosen.store, hours=chosen.session_hours)
    try:
        yield accounts
    finally:
        accounts.close()


def _note(store: Path | None, about: str) -> None:
    with closing(Journal(settings(store=store).store)) as journal:
        journal.happened(What.ACCOUNTS, about, who=getpass.getuser())


def _password() -> str:
    """A new password: never an argument, which other people of the machine could see."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
