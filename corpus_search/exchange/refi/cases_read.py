"""Cases of a project, in: what they tell of informants, for the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus_search.describing.vocabulary import canonical
from corpus_search.exchange.refi.guids import same
from corpus_search.model import Document, Kind
from corpus_search.reading.office_xml import Element, attribute, child, children

_OF_THE_FILE = frozenset(
    {"id", "path", "title", "kind", "date", "access", "language", "consent", "embargo_until", "checksum"}
)
"""What a register tells of a document rather than of an informant: no other program decides it."""


@dataclass(frozen=True, slots=True)
class ReadCase:
    """An informant as a project tells of them."""

    name: str
    values: Mapping[str, str]
    """By the name of the variable."""
    sources: tuple[str, ...]
    """GUIDs of the sources that are theirs as a whole."""


def read_cases(cases: Iterable[Element], variables: Mapping[str, str]) -> tuple[ReadCase, ...]:
    """The cases of a project.

    Args:
        cases: their elements.
        variables: names of the project's variables by GUID.
    """
    return tuple(
        ReadCase(
            name=attribute(case, "name") or "",
            values=dict(_values(case, variables)),
            sources=tuple(same(attribute(ref, "targetGUID") or "") for ref in children(case, "SourceRef")),
        )
        for case in cases
    )


def _values(case: Element, variables: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for value in children(case, "VariableValue"):
        ref = child(value, "VariableRef")
        name = variables.get(same(attribute(ref, "targetGUID") or "")) if ref is not None else None
        texts = [
            one.text.strip() for one in value if isinstance(one.tag, str) and one is not ref and one.text
        ]
        if name and any(texts):
            yield name, next(filter(None, texts))


def facts_of(cases: Sequence[ReadCase], documents: Mapping[str, Document]) -> dict[str, dict[str, str]]:
    """What cases tell of interviews that is not known of them yet: by id of the document, by column of the register.

    An interview that belongs to several cases is a talk of several, of whom the register cannot tell one by one.

    Args:
        cases: of the project.
        documents: of the corpus, by the GUID of the source that was found to be them.
    """
    owners = Counter(source for case in cases for source in set(case.sources))
    facts: dict[str, dict[str, str]] = {}
    for case in cases:
        told = {canonical(name): value for name, value in case.values.items()}
        told = {name: value for name, value in told.items() if name not in _OF_THE_FILE}
        if told.get("category") == told.get(
            "position"
        ):  # a category is the position where nothing else is said
            told.pop("category", None)
        if case.name and not told.keys() & {"code", "informant"}:
            told["informant"] = case.name
        for source in case.sources:
            document = documents.get(source)
            if document is None or document.kind is not Kind.TRANSCRIPT or owners[source] > 1:
                continue
            fresh = {name: value for name, value in told.items() if not document.metadata.get(name)}
            if fresh:
                facts[document.id] = fresh
    return facts
