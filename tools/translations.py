"""Keep the catalogues of the interface: collect the strings of the sources, merge them, compile.

    python tools/translations.py

Strings that are new stand in the `.po` files with an empty translation; those that are gone are dropped.
"""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "corpus_search" / "web" / "translations"
OWN_LANGUAGE = "en"
SHOWN = (
    "accounts",
    "catalog",
    "citing",
    "describing",
    "engines",
    "evidence",
    "exchange",
    "indexing",
    "picturing.py",
    "pseudonyms",
    "saved.py",
    "searching",
    "storing",
    "web",
    "workspace",
)
"""Rooms whose words come to a page. The command line speaks English; reasons why a file could not be read are data."""


def error_classes() -> list[str]:
    """Names of the errors whose first argument is a message that a page shows."""
    from corpus_search.errors import CorpusSearchError

    names = []
    waiting = [CorpusSearchError]
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        names.append(found.__name__)
    return names


def collect() -> Catalog:
    """All strings of the templates and of the code that the web interface may show."""
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "remark": None, **dict.fromkeys(error_classes())}
    catalogue = Catalog(project="corpus-search", charset="utf-8")
    for path in _sources():
        method = "jinja2" if path.suffix == ".html" else "python"
        options = {"trimmed": "false", "silent": "false"} if method == "jinja2" else {}
        with path.open("rb") as stream:
            for _, message, comments, context in extract(
                "jinja2.ext:babel_extract" if method == "jinja2" else method,
                stream,
                keywords,
                ("translators:",),
                options,
            ):
                catalogue.add(
                    message,
                    locations=[(path.relative_to(ROOT).as_posix(), 0)],
                    auto_comments=comments,
                    context=context,
                )
    return catalogue


def merged(path: Path, collected: Catalog) -> Catalog:
    """The catalogue in a file, with the strings of the sources: no more, no fewer."""
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=path.parent.parent.name)
    catalogue.update(collected, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """A catalogue as it is kept: sorted by string, without dates that would change with every run."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=False, sort_output=True, include_lineno=False)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By")
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated)))


def _sources() -> Iterator[Path]:
    package = ROOT / "corpus_search"
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] in SHOWN:
            yield path
    yield from sorted((ROOT / "templates").glob("*.html"))


def _compile() -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.compile_catalogues(ROOT)


def main() -> None:
    """Bring the catalogues up to date and say what is missing."""
    collected = collect()
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        catalogue = merged(path, collected)
        path.write_text(as_text(catalogue), encoding="utf-8")
        missing = [message.id for message in catalogue if message.id and not message.string]
        print(f"{path.parent.parent.name}: {len(catalogue)} strings, {len(missing)} without a translation")
    _compile()


if __name__ == "__main__":
    main()
