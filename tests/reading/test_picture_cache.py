"""Pictures kept on disk."""

from __future__ import annotations

import os
from pathlib import Path

from corpus_search.reading import PictureCache

CHECKSUM = "ab" * 32


def test_what_is_kept_is_found_again_also_later(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, 1000)
    assert cache.get(CHECKSUM, 1, 1.0) is None
    cache.keep(CHECKSUM, 1, 1.0, b"satu")
    assert cache.get(CHECKSUM, 1, 1.0) == b"satu"
    assert PictureCache(tmp_path, 1000).get(CHECKSUM, 1, 1.0) == b"satu"
    for other in ((CHECKSUM, 2, 1.0), (CHECKSUM, 1, 1.5), ("cd" * 32, 1, 1.0)):
        assert cache.get(*other) is None


def test_it_never_takes_more_than_it_may(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, 1000)
    for page in range(1, 30):
        cache.keep(CHECKSUM, page, 1.0, bytes(100))
        taken = sum(file.stat().st_size for file in tmp_path.rglob("*.webp"))
        assert taken <= 1000
    assert cache.get(CHECKSUM, 29, 1.0) is not None


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, 450)
    for page in range(1, 5):
        cache.keep(CHECKSUM, page, 1.0, bytes(100))
        (file,) = tmp_path.rglob(f"*-{page}-1-*.webp")
        os.utime(file, (page, page))
    assert cache.get(CHECKSUM, 1, 1.0) is not None
    cache.keep(CHECKSUM, 5, 1.0, bytes(100))
    assert cache.get(CHECKSUM, 1, 1.0) is not None
    assert cache.get(CHECKSUM, 2, 1.0) is None


def test_without_room_or_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    nothing = PictureCache(tmp_path, 0)
    nothing.keep(CHECKSUM, 1, 1.0, b"satu")
    assert nothing.get(CHECKSUM, 1, 1.0) is None
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder would be")
    cache = PictureCache(blocked, 1000)
    cache.keep(CHECKSUM, 1, 1.0, b"satu")
    assert cache.get(CHECKSUM, 1, 1.0) is None
