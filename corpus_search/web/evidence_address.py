"""The address of a list of evidence: every filter is a parameter, those with several values are repeated.

/evidence?theme=insentif&below=1&kind=transcript&verdict=relevant
"""

from __future__ import annotations

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from corpus_search.errors import UsageError
from corpus_search.evidence import EvidenceFilter, Stance, Standing, Verdict
from corpus_search.model import Kind
from corpus_search.web.address import MAX_VALUES

PARAMETERS = (
    "theme",
    "below",
    "document",
    "kind",
    "informant",
    "category",
    "verdict",
    "stance",
    "standing",
    "who",
    "look",
)


def read_filter(args: MultiDict[str, str]) -> EvidenceFilter:
    """Which evidence a URL asks for.

    Raises:
        UsageError: a parameter cannot be understood.
    """
    return EvidenceFilter(
        themes=_values(args, "theme"),
        below=args.get("below", "") not in ("", "0"),
        documents=_values(args, "document"),
        kinds=_known(args, "kind", Kind),
        informants=_values(args, "informant"),
        categories=_values(args, "category"),
        verdicts=tuple(map(Verdict, _known(args, "verdict", Verdict))),
        stances=tuple(map(Stance, _known(args, "stance", Stance))),
        standings=tuple(map(Standing, _known(args, "standing", Standing))),
        who=_values(args, "who"),
        needs_look=args.get("look", "") not in ("", "0"),
    )


def filter_args(chosen: EvidenceFilter) -> dict[str, str | list[str]]:
    """The parameters of the URL that asks for this, without those that say nothing."""
    lists = {
        "theme": chosen.themes,
        "document": chosen.documents,
        "kind": chosen.kinds,
        "informant": chosen.informants,
        "category": chosen.categories,
        "verdict": chosen.verdicts,
        "stance": chosen.stances,
        "standing": chosen.standings,
        "who": chosen.who,
    }
    args: dict[str, str | list[str]] = {
        name: [str(one) for one in values] for name, values in lists.items() if values
    }
    if chosen.below:
        args["below"] = "1"
    if chosen.needs_look:
        args["look"] = "1"
    return args


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in args.getlist(name) if value))
    if len(values) > MAX_VALUES:
        raise UsageError("Too many values of {name}: up to {most}.", name=name, most=MAX_VALUES)
    return values


def _known(args: MultiDict[str, str], name: str, known: Iterable[str]) -> tuple[str, ...]:
    names = [str(one) for one in known]
    values = _values(args, name)
    for value in values:
        if value not in names:
            raise UsageError(
                "{name} cannot be {value}. It is one of: {known}.",
                name=name,
                value=value,
                known=", ".join(names),
            )
    return values
