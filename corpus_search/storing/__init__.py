"""How what is precious is kept: files written whole, SQLite files that only grow, backups of the store."""

from corpus_search.storing.backup import Backup, back_up, restore
from corpus_search.storing.ledger import Ledger, append_only, copy_database
from corpus_search.storing.presence import take_part
from corpus_search.storing.whole import BACKUPS, now, stamp, write_whole

__all__ = [
    "BACKUPS",
    "Backup",
    "Ledger",
    "append_only",
    "back_up",
    "copy_database",
    "now",
    "restore",
    "stamp",
    "take_part",
    "write_whole",
]
