"""What the project stands on: each distribution that it needs, directly or through others, as it is installed here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def declared() -> Mapping[str, Sequence[str]]:
    """The requirements that `pyproject.toml` names, by extra; by an empty name those of every installation."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project.get("optional-dependencies", {})}


def installed() -> dict[str, Distribution]:
    """All distributions that the project needs and that are installed, by name.

    Extras that nobody installed are left out, and so is what another system or Python would need.
    """
    found: dict[str, Distribution] = {}
    asked: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for lines in declared().values() for line in lines]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in asked:
                continue
            asked.add((name, extra))
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:
                continue
            needed = [Requirement(line) for line in found[name].requires or ()]
            waiting += [one for one in needed if one.marker is None or one.marker.evaluate({"extra": extra})]
    return found
