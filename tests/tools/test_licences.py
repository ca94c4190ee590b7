"""Whether all that is installed for the project may be passed on with it."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

import pytest
from dependencies import declared, installed
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib",
    # as distributions say it that name no SPDX expression
    "2-clause BSD license", "3-Clause BSD License", "Apache 2.0", "Apache Software License", "BSD", "BSD License",
    "BSD 2-Clause License", "MIT License", "Python Software Foundation License", "Two-clause BSD license",
    "Zope Public License",
}  # fmt: skip
"""Whoever passes the program on has to name the authors, and nothing else.

numpy and scipy also bring a compiler's run-time library: GPL with the exception that frees the programs that use it.
"""

LOOKED_AT = {
    "axe-playwright-python": "names none; the file that it brings is MIT's, axe-core within is MPL-2.0; tests only",
    "certifi": "MPL-2.0: a list of certificates, passed on as it is; of benchmarks' clients only",
    "hypothesis": "MPL-2.0: counts for changes to its own files, of which there are none; tests only",
    "pathspec": "MPL-2.0: counts for changes to its own files, of which there are none",
    "pypdfium2": "BSD-3-Clause and Apache-2.0; PDFium and what it is built from are as free, their texts come along",
}
"""By name: what a person found whose licence is not said in so many words, or asks for more."""

_COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)
_JOINTS = re.compile(r"\s+(?:AND|OR)\s+|[()]|,")


def said(one: Distribution) -> set[str]:
    """What a distribution says of its licence: an expression, else classifiers, else a line."""
    told = one.metadata
    classes = [line for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    named = {line.rpartition(" :: ")[2] for line in classes} - {"OSI Approved"}
    if told["License-Expression"]:
        return {part.strip() for part in _JOINTS.split(told["License-Expression"]) if part.strip()}
    return named or {part.strip() for part in _JOINTS.split(told["License"] or "") if part.strip()}


def test_all_that_is_declared_is_looked_at() -> None:
    found = installed()
    for line in (*declared()[""], *declared()["dev"]):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            assert canonicalize_name(requirement.name) in found, line
    assert {"werkzeug", "scipy", "argon2-cffi-bindings"} <= found.keys(), "what they need is looked at, too"


@pytest.mark.parametrize(("name", "one"), sorted(installed().items()), ids=lambda value: str(value)[:40])
def test_every_licence_may_be_passed_on(name: str, one: Distribution) -> None:
    words = said(one)
    assert not any(_COPYLEFT.search(word) for word in words), (name, words)
    assert name in LOOKED_AT or (words and words <= ALLOWED), (name, words)


@pytest.mark.parametrize("name", sorted(LOOKED_AT.keys() & installed().keys()))
def test_no_reason_is_left_over(name: str) -> None:
    words = said(installed()[name])
    assert not words or not words <= ALLOWED
