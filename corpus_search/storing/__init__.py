"""How what is precious is kept: files written whole, SQLite files, backups of the store."""

from corpus_search.storing.backup import Backup, back_up, restore
from corpus_search.storing.ledger import Ledger, append_only, copy_database, scrub
from corpus_search.storing.presence import alone, settle, take_part
from corpus_search.storing.whole import BACKUPS, make_private, now, stamp, write_whole
from corpus_search.storing.withdrawn import Withdrawal, keep_withdrawal, read_withdrawn

__all__ = [
    "BACKUPS",
    "Backup",
    "Ledger",
    "Withdrawal",
    "alone",
    "append_only",
    "back_up",
    "copy_database",
    "keep_withdrawal",
    "make_private",
    "now",
    "read_withdrawn",
    "restore",
    "scrub",
    "settle",
    "stamp",
    "take_part",
    "write_whole",
]
