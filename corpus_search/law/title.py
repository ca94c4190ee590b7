"""What a regulation says of itself: type, number, year, subject, issuer, amendments, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus_search.law.citations import find_citations
from corpus_search.law.dates import DATE, iso_date
from corpus_search.law.identifiers import full_name, identifier, short_name
from corpus_search.law.issuers import issuer_of, proper
from corpus_search.law.numerals import digit_readings, mend_digits
from corpus_search.law.patterns import NAMES, YEAR
from corpus_search.law.types import TYPES, RegulationType

_HEAD = 4000
"""Characters in which the title must begin; letterheads and an abstract may stand before it."""
_LONGEST_SUBJECT = 900
_LOOKALIKES = {"I": "[I1lT|!]", "O": "[O0Q]", "S": "[S5]", "B": "[B8S]", "L": "[LI1]", "E": "[EF]"}


def _scanned(name: str) -> str:
    """An expression for a name in capitals, as a scan may show it: lookalikes, words run together."""
    letters = [
        r"[\s\-_.,]*" if char in " -" else _LOOKALIKES.get(char, re.escape(char)) for char in name.upper()
    ]
    return "".join(letters)


_LONG_NAMES = {name: key for name, key in NAMES.items() if " " in name or "-" in name or name == "Qanun"}
"""Names as titles have them: no abbreviations."""
_GROUPS = {f"t{index}": key for index, key in enumerate(_LONG_NAMES.values())}
_TYPE = re.compile(
    r"(?<![A-Za-z])(?:"
    + "|".join(f"(?P<t{at}>{_scanned(name)})" for at, name in enumerate(_LONG_NAMES))
    + ")"
)
_NEAR = 85.0
"""How alike (of 100) a scan's letters must be to a type's name."""
_WRITTEN = re.compile(r"^\W*(?:" + "|".join(re.escape(name) for name in _LONG_NAMES) + r")\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\b|(?<=[A-Z]))N(?:[O0]M[O0E]R|[O0o]|omor)\b[\s.:,;]*"
    r"(?P<number>\d[\dOlI]*(?=\s*[T7]AHUN)|[A-Z0-9][A-Za-z0-9.\-]*(?:\s?/\s?[A-Za-z0-9.\-]+)*)"
    rf"(?:\s*,?\s*[T7][AE]H[UI]N\s*(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_REASONS = re.compile(r"\b(?:[Bb]ahwa|MEMUTUSKAN|[Mm]emutuskan)\b")
"""Where the reasons begin: what is numbered after it is cited."""
_PREAMBLE = re.compile(r"\b(?:Menimbang|Mengingat|MENIMBANG|MENGINGAT|[Bb]ahwa|MEMUTUSKAN)\b")
_GROUNDS = re.compile(r"\b(?:Mengingat|MENGINGAT)\b")
"""Where the regulations that it rests on are named; of some of them only amendments."""
_ABOUT = re.compile(r"\bT\s*E\s*N\s*T\s*A\s*N\s*G\b|\bTentang\b|\bTENTANG(?=[A-Z])")
_SUBJECT_END = re.compile(
    r"\bBISMILLAH\w*|\bDENGAN\s*RAHMAT|\bD[Ee]ngan\s+[Rr]ahmat|\bP[RF]ES\s?IDEN\s*REP|\bPresiden\s+Rep|\bP[Aa]duka\b|"
    r"(?:^|\n)\s*(?:MENTERI|GUBERNUR|BUPATI|WALI\s?KOTA|KEPALA|KETUA|DIREKTUR)\b[^\n]*(?:\n[^\n]{0,80})?,\s*(?:\n|$)|"
    r"\n\s*(?:Yth\b|Kepada\b|Sehubungan\b|(?:[A1]|I)\.\s+(?:Umum|UMUM|Latar|LATAR|Dasar|DASAR)\b)|"
    r"\n[ ]*\n\s*(?=[A-Z][a-z]+\s+[a-z])|\n\s*(?:[1A]|I)\.\s+(?=[A-Z][a-z]+\s+[a-z])|"
    r"\b(?:ttd|SALINAN|BAB\s+I|P[Aa][Ss][Aa][Ll]\s+[1I])\b"
)
_AMENDING = re.compile(
    r"\b(?:PERUBAHAN|Perubahan|perubahan)(?:\s+\w+){0,3}?\s+(?:ATAS|Atas|atas|TERHADAP|terhadap)\s+"
)
_ENACTED = re.compile(
    rf"\b(?:Di(?:tetapkan|sahkan|keluarkan)|DI(?:TETAPKAN|SAHKAN|KELUARKAN))\s+(?i:di)\s+(?P<place>[^\n\d]{{2,60}}?)"
    rf"[\s,:]*(?i:pada\s+tan[gl\[]+al)\s*:?\s*{DATE}"
)
_PROMULGATED = re.compile(
    r"\b(?:Diund[ao]ngkan|Diumumkan|DIUNDANGKAN)\s+(?:(?i:di)\s+[^\n\d]{2,60}?)?"
    rf"[\s,:]*(?i:pada\s+tan[gl\[]+al)\s*:?\s*{DATE}"
)
_STATE = r"\s+NEGARA(?:\s+REPUBLIK\s+INDONESIA(?:\s+SERIKAT)?)?"
_GAZETTE = re.compile(
    rf"(?<!TAMBAHAN )\b(?P<name>LEMBARAN|BERITA){_STATE}\s+TAHUN\s+(?P<year>{YEAR})"
    r"\s+N[O0]M[O0]R\s*:?\s*(?P<number>[\dOlI]+)"
)
_SUPPLEMENT = re.compile(
    rf"\bTAMBAHAN\s+LEMBARAN{_STATE}(?:\s+TAHUN\s+{YEAR})?\s+N[O0]M[O0]R\s*:?\s*(?P<number>[\dOlI]+)"
)
_NEWS_HEAD = re.compile(
    rf"\bBERITA\s+NEGARA\s+REPUBLIK\s+INDONESIA\s+No\.?\s*(?P<number>\d+),?\s*(?P<year>{YEAR})"
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What a regulation's own text says of it. What it does not say is empty."""

    type: str
    """Key of one of `TYPES`."""
    number: str
    """As printed: `36`, `10/PERMEN-KP/2020`."""
    year: str
    subject: str
    """What it is about, without `tentang`."""
    issuer: str = ""
    """`Menteri Ketenagakerjaan`, `Bupati Banyumas`, `Kabupaten Banyumas`; empty where the type tells it."""
    amends: tuple[str, ...] = ()
    """Identifiers of the regulations that it changes by its title."""
    enacted: str | None = None
    """ISO date on which it was enacted (ditetapkan, disahkan)."""
    promulgated: str | None = None
    """ISO date on which it was promulgated (diundangkan)."""
    gazette: str = ""
    """`LN 2020/63` or `BN 2020/456`."""
    supplement: str = ""
    """Number of the Tambahan Lembaran Negara: `6361`."""

    @property
    def identifier(self) -> str:
        """`perpres-2020-36`; empty where number or year is missing."""
        return identifier(self.type, self.year, self.number, self.issuer) if self.number and self.year else ""

    @property
    def short_name(self) -> str:
        """`Perpres 36/2020`; empty where number or year is missing."""
        return short_name(self.type, self.year, self.number, self.issuer) if self.number and self.year else ""

    @property
    def full_name(self) -> str:
        """`Peraturan Presiden Nomor 36 Tahun 2020`; empty where number or year is missing."""
        return full_name(self.type, self.year, self.number, self.issuer) if self.number and self.year else ""


@dataclass(frozen=True, slots=True)
class _Heading:
    kind: RegulationType
    issuer: str
    number: str
    year: str
    """As printed."""
    end: int


def title_block(text: str) -> TitleBlock | None:
    """Read a regulation's title and its closing formulas.

    Args:
        text: of the regulation, from its beginning.

    Returns:
        None where no title of a regulation stands at the beginning. Number and year are empty where only the
        words `Menetapkan: PERATURAN ... TENTANG` tell what it is.
    """
    text = text.replace("^", " ")
    head = text[:_HEAD]
    reasons = _REASONS.search(head)
    heading = _heading(head[: reasons.start()] if reasons else head) or _decided(head)
    if heading is None:
        return None
    enacted, promulgated = _ENACTED.search(text), _PROMULGATED.search(text)
    enacted_on = iso_date(enacted) if enacted else None
    year = _year(heading.year, enacted_on or "") if heading.number else ""
    own = identifier(heading.kind.key, year, heading.number, heading.issuer)
    return TitleBlock(
        type=heading.kind.key,
        number=heading.number,
        year=year,
        subject=_subject(head, heading.end),
        issuer=heading.issuer,
        amends=tuple(cited for cited in _amended(head, heading.end, text) if cited != own),
        enacted=enacted_on,
        promulgated=iso_date(promulgated) if promulgated else None,
        gazette=_gazette(text),
        supplement=mend_digits(supplement["number"]) if (supplement := _SUPPLEMENT.search(text)) else "",
    )


def _heading(title: str) -> _Heading | None:
    """Type, issuer and number: the first number that follows a type's name in capitals, or opens the text."""
    begin = 0
    for number in _NUMBER.finditer(title):
        before = title[begin : number.start()]
        begin = number.end()
        named = _named(before)
        if named is None:
            continue
        kind, rest = named
        printed = "".join(number["number"].split()).rstrip(".-")
        year = number["year"] or _year_in(printed)
        if "/" not in printed and any(char.isdigit() for char in printed):
            printed = mend_digits(printed)
        issuer = issuer_of(kind, rest) if kind.issuer else ""
        return _Heading(kind, issuer, printed, year, number.end())
    return None


def _named(before: str) -> tuple[RegulationType, str] | None:
    """The last type named in a text, and the words after its name."""
    found = list(_TYPE.finditer(before))
    if found:
        return _kind(found[-1]), before[found[-1].end() :]
    written = _WRITTEN.match(before)
    if written:
        name = " ".join(re.findall(r"[\w-]+", written[0])).lower()
        return TYPES[next(key for long, key in _LONG_NAMES.items() if long.lower() == name)], before[
            written.end() :
        ]
    return _nearly_named(before)


def _kind(match: re.Match[str]) -> RegulationType:
    return TYPES[next(key for group, key in _GROUPS.items() if match[group])]


def _nearly_named(before: str) -> tuple[RegulationType, str] | None:
    """The type whose name the capitals before a number resemble most, for scans: `PERATURAN PEMEzuNTAH`."""
    tail = before[-200:]
    places = [at for at, char in enumerate(tail) if char.isalpha()]
    letters = "".join(tail[at] for at in places)
    if len(letters) < 8 or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return None
    best: tuple[float, int, str, int] | None = None
    for name, key in _LONG_NAMES.items():
        folded = "".join(char for char in name.upper() if char.isalpha())
        aligned = fuzz.partial_ratio_alignment(folded, letters.upper(), score_cutoff=_NEAR)
        if len(folded) <= len(letters) and aligned and aligned.dest_end > aligned.dest_start:
            candidate = (aligned.score, len(folded), key, places[aligned.dest_end - 1] + 1)
            best = max(best, candidate) if best else candidate
    return (TYPES[best[2]], tail[best[3] :]) if best else None


def _year_in(number: str) -> str:
    last = re.search(rf"/({YEAR})\Z", number)
    return last[1] if last else ""


def _year(printed: str, enacted: str) -> str:
    """The year of a number: of its readings the year of the date, else the likeliest; else that of the date."""
    readings = [str(value) for value in digit_readings(printed)]
    return enacted[:4] if enacted[:4] in readings or not readings else readings[0]


def _decided(head: str) -> _Heading | None:
    """The type as the decision names it where the title is lost: `Menetapkan : PERATURAN ... TENTANG`."""
    decided = re.search(r"\b(?:Menetapkan|MENETAPKAN)\b[^A-Z]{0,40}", head)
    named = _TYPE.match(head, decided.end()) if decided else None
    if named is None:
        return None
    kind = _kind(named)
    about = _ABOUT.search(head, named.end(), named.end() + 200)
    issuer = issuer_of(kind, head[named.end() : about.start()]) if about and kind.issuer else ""
    return _Heading(kind, issuer, "", "", named.end())


def _subject(head: str, start: int) -> str:
    """What follows `TENTANG`, or the number where that is missing, up to the invocation or the preamble."""
    about = _ABOUT.search(head, start, start + 200)
    begin = about.end() if about else start
    ends = [match.start() for pattern in (_SUBJECT_END, _PREAMBLE) if (match := pattern.search(head, begin))]
    subject = " ".join(head[begin : min([*ends, begin + _LONGEST_SUBJECT])].split()).strip(' .,:;"')
    return _readable(subject)


_WORN_NUMBER = re.compile(r"(?=\D*\d)[\dOoIlSB]{2,4}")
"""A number with letters that a scan shows for digits: `2O2O`."""


def _readable(subject: str) -> str:
    """A subject in capitals as a title's words, its numbers mended; abbreviations in brackets stay."""
    letters = [char for char in subject if char.isalpha()]
    if sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return subject
    return " ".join(_readable_word(word) for word in subject.split())


def _readable_word(word: str) -> str:
    if _WORN_NUMBER.fullmatch(word):
        return mend_digits(word)
    return word if word.startswith("(") or not word.isupper() else proper(word)


def _amended(head: str, start: int, text: str) -> list[str]:
    """The regulations named after `Perubahan ... atas`: in the title, else in the reasons that follow it."""
    title = head[start : start + _LONGEST_SUBJECT]
    preamble = _PREAMBLE.search(title)
    title = title[: preamble.start()] if preamble else title
    if not _AMENDING.search(title):
        return []
    grounds = _GROUNDS.search(text, start, 4 * _HEAD)
    for scope in (title, text[start : grounds.start() if grounds else 4 * _HEAD]):
        for amending in _AMENDING.finditer(scope):
            cited = find_citations(scope[amending.end() : amending.end() + 400])[:1]
            named = [one.reference.identifier for one in cited if one.reference.type and one.start < 5]
            if named:
                return named
    return []


def _gazette(text: str) -> str:
    found = _GAZETTE.search(text)
    if found:
        name = "LN" if found["name"] == "LEMBARAN" else "BN"
        return f"{name} {mend_digits(found['year'])}/{mend_digits(found['number'])}"
    news = _NEWS_HEAD.search(text[:_HEAD])
    return f"BN {news['year']}/{news['number']}" if news else ""
