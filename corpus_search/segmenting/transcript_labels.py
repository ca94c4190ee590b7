"""The labels that begin a speaker's turn, and the words that look like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus_search.segmenting.dates import seconds

_ROLE = (
    r"(?:peneliti|pewawancara|penanya|interviewer|interviewee|researcher|moderator|fasilitator|facilitator|observer"
    r"|informan|informant|narasumber|responden|respondent|partisipan|participant|subjek|subject|speaker|pembicara"
    r"|peserta|penerjemah|translator|notulis|pelatih|instruktur|bapak|ibu|pak|bu|mas|mbak|kang|sdri?\.?"
    r"|tanya|jawab(?:an)?|pertanyaan|question|answer|mr\.?|mrs\.?|ms\.?)"
)
_NAME = r"[^\W\d_a-z][\w.'’`-]*"
_DEGREES = r"(?:,[ ]?(?:[A-Z][A-Za-z]{0,4}\.[ ]?){1,3}(?:[A-Z][a-z]{0,3}\b)?|,[ ]?[A-Z]{2,5}\b){0,3}"
"""Behind a name: `, S.Sos., M.Si`, `, Ph.D.`."""
_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_REMARK = rf"(?:[ ]*\((?!{_TIME})[^():]{{1,30}}\))?"
_SPEAKER = (
    rf"(?:(?i:{_ROLE})(?:[ ]+(?:\d{{1,3}}|{_NAME}|[IVX]+)|\d{{1,3}}|[ ]*[-/][ ]*\w+){{0,4}}{_REMARK}"
    rf"|[A-Z]{{1,3}}[.-]?\d{{0,3}}"
    rf"|{_NAME}(?:[ ]{_NAME}){{0,4}}{_DEGREES}(?:[ ]\d{{1,3}})?{_REMARK})"
)
_LABEL = re.compile(
    rf"""\s*(?:\d{{1,4}}[.)]?[ \t]+)?            # a paragraph's number in the margin
    (?:[\[(<]?(?P<before>{_TIME})[\])>]?\s*(?:[-–—]\s*)?)?
    [*_]{{0,3}}(?P<speaker>{_SPEAKER})[*_]{{0,3}}
    \s*(?:[\[(]?(?P<after>{_TIME})[\])]?)?
    [ ]*(?:(?P<colon>(?<!\d)[:：]|[:：](?!\d))[*_]{{0,3}}|(?P<dash>(?<=\s)[–—-](?=\s))|(?P<tab>\t))
    \s*(?:[\[(](?P<inside>{_TIME})[\])]\s*)?""",
    re.VERBOSE,
)
_ABOVE = re.compile(rf"\s*(?P<speaker>{_SPEAKER})(?:\s{{2,}}|\t|\s+[\[(])(?P<time>{_TIME})[\])]?\s*")
_ROLE_ALONE = re.compile(
    r"\s*(?:peneliti|pewawancara|interviewer|moderator|fasilitator|facilitator"
    r"|(?:informan|narasumber|responden|partisipan|participant|respondent|speaker|pembicara)(?:\s+\d{1,3})?)\s*",
    re.IGNORECASE,
)
_SURE = re.compile(rf"(?i:{_ROLE})(?:\W.*|\d.*)?|[A-Z]{{1,3}}[.-]?\d{{1,3}}|[PIQANRTJ]")
# fmt: off
_NO_SPEAKERS = frozenset({
    "catatan", "jadi", "misalnya", "contoh", "note", "notes", "nb", "ps", "oc", "ket", "keterangan",
    "sumber", "source", "hasil", "tujuan", "judul", "topik", "tema", "lampiran", "menimbang", "mengingat",
    "waktu", "tempat", "hari", "tanggal", "lokasi", "durasi", "kode", "usia", "umur", "jabatan",
    "pekerjaan", "kesimpulan", "ktp", "kk", "nik", "npwp", "wa", "hp", "telp", "email", "http", "https",
    "url", "www", "simpulan", "artinya", "maksudnya", "intinya", "yaitu", "yakni", "the", "and", "so",
    "example", "translation", "terjemahan", "transkrip", "transcript", "pukul", "jam", "bahwa", "pertama",
    "kedua", "ketiga", "nomor", "no", "pasal",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label at the head of a line."""

    speaker: str
    """As written, without the marks around it."""
    length: int
    """Characters of the line that belong to it."""
    time: float | None
    sure: bool
    """Known as a speaker by itself: a role (`Peneliti`, `Informan 3`) or a code (`N1`, `P`)."""
    above: bool = False
    """A line of its own above what is said."""


def label_of(line: str) -> Label | None:
    """The label that a line begins with, if it begins with something like one."""
    match = _LABEL.match(line)
    if match is None:
        return None
    speaker = match["speaker"].strip()
    if not _may_speak(speaker) or line.startswith("//", match.end()):
        return None
    sure = _SURE.fullmatch(speaker) is not None
    if match["dash"] and not sure:
        return None
    return Label(speaker, match.end(), _time(match["before"] or match["after"] or match["inside"]), sure)


def label_above(line: str) -> Label | None:
    """The label of a line that holds a speaker with a time, or a role, and nothing else.

    `Sri Lestari  0:03`, `Informan 3`: what is said stands on the lines below.
    """
    match = _ABOVE.fullmatch(line)
    if match is not None and _may_speak(match["speaker"]):
        speaker = match["speaker"].strip()
        sure = _SURE.fullmatch(speaker) is not None
        return Label(speaker, len(line), _time(match["time"]), sure, above=True)
    if _ROLE_ALONE.fullmatch(line):
        return Label(line.strip(), len(line), None, sure=False, above=True)
    return None


def known_speakers(labels: Iterable[Label]) -> frozenset[str]:
    """The speakers among the labels of a document.

    An unknown name counts when it occurs a second time, or stands above what is said where another one does, too.
    """
    found = list(labels)
    counts = Counter(label.speaker for label in found)
    many_above = sum(label.above for label in found) > 1
    return frozenset(
        label.speaker
        for label in found
        if label.sure or counts[label.speaker] > 1 or (label.above and many_above)
    )


def _may_speak(speaker: str) -> bool:
    return speaker.split(maxsplit=1)[0].strip(".,").casefold() not in _NO_SPEAKERS


def _time(stamp: str | None) -> float | None:
    return seconds(stamp) if stamp else None
