"""Where sentences begin, borne out by what Indonesian and English texts abbreviate."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    """
    no nr nmr sdr sdri tn ny bpk jl jln gg kab kec kel ds kp rt rw hlm hal lih bdk vol jil cet ed eds
    tgl tg thn th a.n u.b u.p d.a s.d s/d c.q q.q dr drs dra ir prof h hj k.h r.a m.a st ttd ttg tsb yth
    dgn utk yg a.l i.e e.g cf vs mr mrs ms jr sr p pp fig figs gb tab approx ca rp ayat ps psl
    """.split()
)
"""Words that end in a full stop without ending the sentence. `dll.`, `dsb.` and `etc.` are not among them:
before a capital letter they do end it."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(\s+)(?=\S)|\n[ \t]*\n\s*(?=\S)")
_LAST_WORD = re.compile(r"(?P<word>[^\s(\[\"'“‘]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*\(?(?:\d{1,3}|[a-z])$")


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Offsets where a sentence begins within a span, the span's own start first.

    Abbreviations (`No.`, `Sdr.`, `hlm.`, `a.n.`), initials, decimals and the numbers of a list end no sentence;
    an empty line always does.
    """
    starts = [start]
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, starts[-1], match):
            starts.append(match.end())
    return starts


def _ends_sentence(text: str, since: int, match: re.Match[str]) -> bool:
    """Whether a mark followed by white space ends a sentence that began at `since`."""
    if match.group(1) is None:
        return True
    mark, following = text[match.start()], text[match.end()]
    if mark in "!?":
        return True
    if following.islower():
        return False
    before = text[since : match.start()]
    if mark == "." and _LIST_NUMBER.search("\n" + before if not before.strip(" \t") else before):
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word["word"]
    if mark == "." and (last.casefold() in _ABBREVIATIONS or _INITIALS.fullmatch(last)):
        return "\n" in match.group(1) and "\n\n" in match.group(1)
    return True
