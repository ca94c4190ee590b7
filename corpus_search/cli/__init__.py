"""The command line: one file a command."""

from __future__ import annotations

import click

from corpus_search import __version__
from corpus_search.cli.backup import backup, restore
from corpus_search.cli.batch import batch
from corpus_search.cli.care import check
from corpus_search.cli.common import Commands
from corpus_search.cli.concordance import concordance
from corpus_search.cli.doctor import doctor
from corpus_search.cli.documents import documents
from corpus_search.cli.evidence import evidence
from corpus_search.cli.export import export
from corpus_search.cli.index import index
from corpus_search.cli.inspect import outline, read
from corpus_search.cli.journal import journal
from corpus_search.cli.pseudonyms import pseudonyms
from corpus_search.cli.saved import saved
from corpus_search.cli.search import search
from corpus_search.cli.serve import serve
from corpus_search.cli.show import show
from corpus_search.cli.status import status
from corpus_search.cli.themes import themes
from corpus_search.cli.user import user
from corpus_search.cli.vectors import vectors
from corpus_search.cli.withdraw import withdraw


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


for command in (
    index,
    search,
    batch,
    saved,
    vectors,
    concordance,
    read,
    outline,
    show,
    status,
    doctor,
    documents,
    pseudonyms,
    themes,
    evidence,
    export,
    backup,
    restore,
    withdraw,
    serve,
    user,
    journal,
):
    main.add_command(command)
documents.add_command(check)
