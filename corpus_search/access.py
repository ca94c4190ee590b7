"""Who may see and do what: the one place that decides.

A person comes as a `Viewer`. Whatever is opened for a viewer holds only what the viewer may see, as if the rest had
never been there: catalog, engine and store are narrowed at the bottom, so that nothing above them can tell of more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus_search.model import Access, Kind

EVERYTHING = frozenset(Access)
"""What one person on their own machine may see."""


class Role(StrEnum):
    """What a person is to the corpus."""

    VISITOR = "visitor"
    """Anybody, without an account, where the setting `public` lets them in."""
    READER = "reader"
    """Reads public documents."""
    RESEARCHER = "researcher"
    """Reads everything that informants consented to, and judges in their own name."""
    LEAD = "lead"
    """Answers for the corpus: also changes the codebook and the register, and sees and exports what all judged."""
    OWNER = "owner"
    """The one person of a machine without accounts."""


class Right(StrEnum):
    """What may be done beyond looking at documents."""

    JUDGE = "judge"
    """See the codebook and what one judged oneself, judge, export it."""
    OTHERS = "others"
    """See what the others judged and searched, and export it."""
    CODEBOOK = "codebook"
    """Change the codebook."""
    REGISTER = "register"
    """Say what documents are and who may see them; look after the corpus."""
    NAMES = "names"
    """Know the names behind pseudonyms."""
    SAVE = "save"
    """Keep searches of one's own."""
    AUDIT = "audit"
    """Read who saw, judged, changed and exported what."""


_PUBLIC = frozenset({Access.PUBLIC})
_ACCESS: Mapping[Role, frozenset[Access]] = {
    Role.VISITOR: _PUBLIC,
    Role.READER: _PUBLIC,
    Role.RESEARCHER: frozenset({Access.PUBLIC, Access.RESTRICTED}),
    Role.LEAD: EVERYTHING,
    Role.OWNER: EVERYTHING,
}
_RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.VISITOR: frozenset(),
    Role.READER: frozenset({Right.SAVE}),
    Role.RESEARCHER: frozenset({Right.SAVE, Right.JUDGE}),
    Role.LEAD: frozenset(Right),
    Role.OWNER: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks."""

    name: str
    """Whose searches and judgements they are; empty for a visitor."""
    role: Role
    real_names: bool = False
    """Documents are told without pseudonyms; for those with the right, on demand."""

    @property
    def access(self) -> frozenset[Access]:
        """The documents that the viewer may see."""
        return _ACCESS[self.role]

    @property
    def sees_everything(self) -> bool:
        """Whether no document is hidden."""
        return self.access == EVERYTHING

    def may(self, right: Right) -> bool:
        """Whether the viewer has a right."""
        return right in _RIGHTS[self.role]


VISITOR = Viewer("", Role.VISITOR)
OWNER = Viewer("", Role.OWNER)


class Use(StrEnum):
    """What an informant allows; the register's `consent`."""

    QUOTE = "quote"
    """Words may be quoted; also where nothing is said."""
    CITE = "cite"
    """May be found, read and pointed to by those with the right; exports carry none of its words."""
    NONE = "none"
    """Must not be used: only leads see it, so that they can act on it, and nothing of it is exported."""


_USES: Mapping[Use, str] = {
    Use.QUOTE: r"quote|quotable|kutip|(?:boleh )?dikutip",
    Use.CITE: r"cite|cite only|rujuk|sitir|(?:hanya )?(?:boleh )?(?:dirujuk|disitir)",
    Use.NONE: r"none|no|withdrawn|tidak|tidak ada|tanpa persetujuan|ditolak|dicabut",
}


def use_of(metadata: Mapping[str, str]) -> Use:
    """What an informant allows. Words that name none of the three (`signed 12 April`) are a note, not a limit."""
    said = " ".join(metadata.get("consent", "").split()).casefold().rstrip(".")
    return next((use for use, words in _USES.items() if re.fullmatch(words, said)), Use.QUOTE)


def is_embargoed(metadata: Mapping[str, str], today: date) -> bool:
    """Whether `embargo_until` (an ISO day, month or year) has not begun yet; one not understood never begins."""
    until = metadata.get("embargo_until", "")
    understood = re.fullmatch(r"\d{4}(-\d\d){0,2}", until)
    return bool(until) and (understood is None or today.isoformat() < until)


def access_now(said: Access, metadata: Mapping[str, str], today: date) -> Access:
    """Access of a document, given what is said of its access, consent and embargo: the strictest counts."""
    if use_of(metadata) is Use.NONE:
        return Access.WITHHELD
    if said is Access.PUBLIC and is_embargoed(metadata, today):
        return Access.RESTRICTED
    return said


def default_access(kind: Kind) -> Access:
    """Access of a document of which nothing else is said: interviews and field notes are given in confidence."""
    return Access.RESTRICTED if kind in (Kind.TRANSCRIPT, Kind.FIELD_NOTE) else Access.PUBLIC
