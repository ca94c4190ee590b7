"""The address of a theme's page.

    /themes/insentif?order=screening&kind=transcript&q=lambat&skip=2&at=transkrip-informan-1/ujaran-4

`skip` is how many passages were put off; `at` names a passage to judge out of turn; `all` shows judged ones too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from corpus_search.errors import UsageError
from corpus_search.evidence import Order
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import read_request, url_args
from corpus_search.web.links import link

AHEAD = 5
"""Passages on the page: the one to judge and those that come next."""
MAX_SKIP = 100_000


@dataclass(frozen=True, slots=True)
class AskedTheme:
    """What a URL of a theme's page asks for."""

    theme: str
    request: SearchRequest
    """Filters; its text narrows the candidates."""
    order: Order = Order.QUERIES
    everything: bool = False
    """Judged passages too."""
    skip: int = 0
    at: str = ""
    """Id of a passage to judge now."""


def read_asked(theme: str, args: MultiDict[str, str]) -> AskedTheme:
    """What a URL asks for.

    Raises:
        UsageError: a parameter cannot be understood.
    """
    order = args.get("order", Order.QUERIES)
    if order not in tuple(Order):
        raise UsageError(
            "{name} cannot be {value}. It is one of: {known}.",
            name="order",
            value=order,
            known=", ".join(Order),
        )
    skip = args.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) < 7 and int(skip) <= MAX_SKIP):
        raise UsageError(
            "{name} cannot be {value}. It is a number from 1 to {most}.",
            name="skip",
            value=skip,
            most=MAX_SKIP,
        )
    request = replace(read_request(args), offset=int(skip), limit=AHEAD)
    return AskedTheme(
        theme=theme,
        request=request,
        order=Order(order),
        everything=args.get("all", "") not in ("", "0"),
        skip=int(skip),
        at=args.get("at", ""),
    )


def theme_url(asked: AskedTheme) -> str:
    """The inverse of `read_asked`."""
    args: dict[str, object] = {"identifier": asked.theme, **url_args(asked.request)}
    if asked.order is not Order.QUERIES:
        args["order"] = asked.order.value
    if asked.everything:
        args["all"] = "1"
    if asked.skip:
        args["skip"] = asked.skip
    if asked.at:
        args["at"] = asked.at
    return link("themes.page", args)
