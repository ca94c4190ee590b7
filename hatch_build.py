"""Compiles the gettext catalogues when the package is built or installed, editable or not.

`python hatch_build.py` does the same by hand, after a catalogue was changed in a checkout.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # by hand, in an environment without the build backend
    BuildHookInterface = object

CATALOGUES = "corpus_search/web/translations"


def compile_catalogues(root: Path) -> list[Path]:
    """Write a `.mo` beside every `.po` under the project's root; returns what was written."""
    written = []
    for source in sorted((root / CATALOGUES).glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name)
        target = source.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]  # hatchling looks for a subclass
    """Run by hatchling before a wheel is made and before an editable install."""

    def initialize(self, version: str, build_data: dict[str, list[str]]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Compile, and ship the results although version control ignores them."""
        for target in compile_catalogues(Path(self.root)):
            build_data["artifacts"].append(target.relative_to(self.root).as_posix())


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent)
