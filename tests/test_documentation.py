"""What is not documented does not exist: every command, flag and setting stands in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from corpus_search.cli import main
from corpus_search.config import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield prefix + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


@pytest.mark.parametrize(
    ("name", "command"), list(commands(main)), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_its_flags_are_in_the_readme(name: str, command: click.Command) -> None:
    assert f"{name}" in README
    assert command.help
    assert "Example: corpus-search" in (command.epilog or ""), f"{name} has no example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} has no help"
            assert any(flag in README for flag in parameter.opts), (
                f"{name} {parameter.opts} is not in the README"
            )


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: str(setting.name))
def test_every_setting_is_in_the_readme(setting: object) -> None:
    name = str(getattr(setting, "name", ""))
    assert f"| `{name}` | `CORPUS_SEARCH_{name.upper()}` |" in README
    assert getattr(setting, "metadata", {}).get("help")


def test_every_state_is_in_the_readme() -> None:
    from corpus_search.model import State

    for state in State:
        assert f"| `{state}` |" in README


def test_every_room_is_in_the_table_for_those_who_work_on_it() -> None:
    package = ROOT / "corpus_search"
    rooms = {
        path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    table = [
        line
        for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
        if line[:1] == "|"
    ]
    named = {name for line in table for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert named == rooms - {"__init__", "__main__"}
