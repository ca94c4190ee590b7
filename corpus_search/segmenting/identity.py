"""The identity block of an interview or observation: `Nama Informan: Sri`, `Lokasi: Purwokerto` ..."""

from __future__ import annotations

import re
from collections.abc import Iterable

IDENTITY = "Identitas"
"""Label of what stands before the first turn or entry: title, informant, date, place ..."""

_EVENT = r"(?:\s+(?:wawancara|observasi|pengamatan|penelitian|kegiatan|(?:of\s+)?(?:interview|observation)))?"
_INFORMANT = r"informan|narasumber|responden|partisipan|subjek|interviewee|participant|respondent|informant"

_KEYS = {
    "informant": rf"(?:nama\s+|name\s+of\s+)?(?:{_INFORMANT})(?:\s*\(\w+\))?"
    r"|nama(?:\s+(?:lengkap|samaran|inisial))?|name|pseudonym",
    "position": r"jabatan|pekerjaan|posisi|peran|status|position|role|occupation|job(?:\s+title)?",
    "organization": r"instansi|lembaga|organisasi|institution|organi[sz]ation|affiliation",
    "date": rf"(?:hari\s*(?:,|/|dan)\s*)?(?:tanggal|tgl\.?){_EVENT}|hari|(?:interview\s+|observation\s+)?date{_EVENT}",
    "place": rf"(?:lokasi|tempat){_EVENT}|location|place|site|venue",
    "time": rf"(?:waktu|jam|pukul){_EVENT}|time",
    "duration": r"durasi|lama\s+wawancara|duration|length",
    "code": rf"kode(?:\s+(?:wawancara|transkrip|data|{_INFORMANT}))?|code|id"
    rf"|(?:no\.?|nomor)\s+(?:transkrip|{_INFORMANT})",
    "interviewer": r"pewawancara|peneliti|interviewer|researcher",
    "observer": r"observer|pengamat|pencatat",
    "age": r"usia|umur|age",
    "gender": r"jenis\s+kelamin|gender|sex",
    "education": r"pendidikan(?:\s+terakhir)?|education",
    "topic": r"topik|tema|topic|subject|kegiatan|activity",
    "medium": r"media|mode|cara\s+wawancara|medium",
    "number": r"(?:nomor|no\.?)(?:\s+catatan)?|catatan\s+(?:ke|nomor|no\.?)|note\s+(?:no\.?|number)",
    "language": r"bahasa|language",
    "consent": r"persetujuan(?:\s+informan)?|informed\s+consent|consent",
}
_LONGEST = 300
"""Characters of a line; what is longer is prose."""
AMBIGUOUS = frozenset({"informant", "interviewer", "observer"})
"""Fields whose words also begin a turn: `Pewawancara: Selamat pagi, Bu.`"""

_KEY = re.compile("|".join(f"(?P<{key}>{words})" for key, words in _KEYS.items()), re.IGNORECASE)
_PAIR = re.compile(
    r"\s*(?:\d{1,2}[.)]\s*|[a-z][.)]\s+|[-•*]\s+)?(?:[*_]{1,2})?(?P<key>[^\W\d_][^:\t|]{0,38}?)(?:[*_]{1,2})?"
    r"\s*(?::[*_]{0,2}|\t|\s\|\s)\s*[:]?\s*(?P<value>\S.*?)\s*"
)


def field_name(words: str) -> str | None:
    """The metadata field that a label names: `place` for `Lokasi Wawancara`; None for any other words."""
    match = _KEY.fullmatch(words.strip())
    return match.lastgroup if match else None


def identity_pair(line: str) -> tuple[str, str] | None:
    """Field and value of a line of an identity block; None where it is no such line."""
    stripped = line.strip()
    match = _PAIR.fullmatch(stripped) if len(stripped) <= _LONGEST else None
    if match is None:
        return None
    if "\t" in match["value"]:  # a row of a table
        return None
    name = field_name(match["key"])
    return (name, match["value"]) if name else None


def identity_of(lines: Iterable[str]) -> dict[str, str]:
    """The fields that lines of an identity block tell, the first of each kept."""
    fields: dict[str, str] = {}
    for line in lines:
        pair = identity_pair(line)
        if pair:
            fields.setdefault(*pair)
    return fields
