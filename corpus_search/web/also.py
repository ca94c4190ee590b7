"""What else a search looked for, with the addresses that take it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus_search.searching import Expansion, SearchRequest
from corpus_search.web.address import url_args
from corpus_search.web.links import link


@dataclass(frozen=True, slots=True)
class Also:
    """What else was searched for."""

    terms: tuple[tuple[str, str], ...]
    """Each term of the glossary, and the address of the same without it."""
    typed_url: str
    """The words as typed and nothing else."""
    expanded_url: str | None
    """With all that the glossary says, where something of it was taken away."""


def also_searched(
    request: SearchRequest,
    expansions: Sequence[Expansion],
    endpoint: str,
    args: Mapping[str, object] | None = None,
) -> Also:
    """What a request was expanded by.

    Args:
        request: what was asked.
        expansions: what its words were expanded by.
        endpoint: the page that answers.
        args: further parameters of that page.
    """

    def address(changed: SearchRequest) -> str:
        return link(endpoint, {**url_args(replace(changed, offset=0)), **(args or {})})

    return Also(
        terms=tuple(
            (term, address(replace(request, without=(*request.without, term))))
            for one in expansions
            for term in one.expansions
        ),
        typed_url=address(replace(request, expand=False, without=())),
        expanded_url=address(replace(request, expand=True, without=()))
        if request.text and (request.without or not request.expand)
        else None,
    )
