"""`corpus-search concordance` as a person runs it."""

from __future__ import annotations

import json

from support.command import Command


def test_lines_for_people_programs_and_spreadsheets(indexed: Command) -> None:
    printed = indexed("concordance", "pelatihan", "--by", "kind")
    assert printed.returncode == 0, printed.stderr
    assert "occurrences in" in printed.stdout
    told = json.loads(indexed("concordance", "pelatihan", "--json").stdout)
    assert told["occurrences"] == sum(len(group["lines"]) for group in told["groups"])
    table = indexed("concordance", "pelatihan", "--csv", "--sort", "left").stdout
    assert len(table.splitlines()) == told["occurrences"] + 1


def test_a_mistaken_year_is_refused(indexed: Command) -> None:
    done = indexed("concordance", "pelatihan", "--year", "soon")
    assert done.returncode == 2
    assert "soon is no year" in done.stderr
