"""The command line: one file a command."""

from __future__ import annotations

import atexit
import gc

import click

from corpus_search import __version__
from corpus_search.cli.commands import Commands

# What is left at the end goes with the process: without this, Python would look through all of it first.
atexit.register(gc.freeze)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "CORPUS_SEARCH"},
    epilog="Start with: corpus-search index FOLDER, then: corpus-search serve",
)
@click.version_option(__version__, prog_name="corpus-search")
def main() -> None:
    """From a folder of documents to passages that can be cited.

    Index a folder of regulations, interview transcripts, field notes and other documents, search it, and cite
    each passage to the ayat, the speaker's turn or the dated note.
    """
