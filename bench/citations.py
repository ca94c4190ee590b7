"""How many citations of a corpus of regulations lead somewhere, and samples of them to be judged by a person.

    python bench/citations.py INDEX [--sample 50] [--relation cites|amends|repeals] [--seed 1]

INDEX is the folder of an index that `corpus-search index` made.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from contextlib import closing
from pathlib import Path

from corpus_search.catalog import Catalog
from corpus_search.following import Lawbook
from corpus_search.law import Link
from corpus_search.model import Document

_AROUND = 220


def main() -> None:
    """Print the counts and a sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--relation", default="cites", choices=("cites", "amends", "repeals"))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with closing(Catalog(arguments.index)) as catalog:
        lawbook = Lawbook(catalog)
        found = [(document, link) for document in catalog.documents() for link in lawbook.links(document.id)]
        count(found, lawbook)
        wanted = [
            (document, link)
            for document, link in found
            if link.relation.startswith(arguments.relation)
            and link.name
            and not is_own(document, link, lawbook)
        ]
        chosen = random.Random(arguments.seed).sample(wanted, min(arguments.sample, len(wanted)))
        for document, link in chosen:
            show(document, link, catalog)


def is_own(document: Document, link: Link, lawbook: Lawbook) -> bool:
    """Whether a link leads to the regulation that it stands in."""
    target = lawbook.regulation(link.target)
    return target is not None and target.id == document.id


def count(found: list[tuple[Document, Link]], lawbook: Lawbook) -> None:
    """Print how many citations lead to a regulation of the corpus, and how many of their places are found there."""
    others = [(d, link) for d, link in found if link.name and not is_own(d, link, lawbook)]
    resolved = [(target, link) for _, link in others if (target := lawbook.regulation(link.target))]
    placed = [(target, link) for target, link in resolved if link.pasal]
    inside = [(d, link) for d, link in found if is_own(d, link, lawbook) and link.pasal]
    print(f"citations of other regulations: {len(others)}")
    print(f"  in the corpus: {len(resolved)} ({share(len(resolved), len(others))})")
    print(f"  not in this corpus: {len(others) - len(resolved)}")
    for name, places in (("of those with a place", placed), ("places in the own regulation", inside)):
        there = sum(lawbook.has_article(document.id, link.pasal) for document, link in places)
        print(f"{name}: {len(places)}; the article is there: {there} ({share(there, len(places))})")
    print(f"relations: {dict(Counter(link.relation.value for _, link in found))}")


def share(part: int, whole: int) -> str:
    """A share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "none"


def show(document: Document, link: Link, catalog: Catalog) -> None:
    """Print a citation in its surroundings."""
    contents = catalog.contents(document.id)
    assert contents is not None
    text = contents.text
    before, after = text[max(0, link.start - _AROUND) : link.start], text[link.end : link.end + 80]
    words = " ".join(f"{before}⟦{text[link.start : link.end]}⟧{after}".split())
    place = " ".join(part for part in (link.pasal, link.ayat, link.huruf, link.angka) if part)
    print(f"\n{document.id} -> {link.target} {place} [{link.relation}]\n  {words}")


if __name__ == "__main__":
    main()
