"""Where sentences begin, borne out by what Indonesian and English texts abbreviate."""

from __future__ import annotations

import re

# fmt: off
_ABBREVIATIONS = frozenset({
    "no", "nr", "nmr", "sdr", "sdri", "tn", "ny", "bpk", "jl", "jln", "gg", "kab", "kec", "kel", "ds", "kp",
    "rt", "rw", "hlm", "hal", "lih", "bdk", "vol", "jil", "cet", "ed", "eds", "tgl", "tg", "thn", "th",
    "a.n", "u.b", "u.p", "d.a", "s.d", "s/d", "c.q", "q.q", "dr", "drs", "dra", "ir", "prof", "h", "hj",
    "k.h", "r.a", "m.a", "st", "ttd", "ttg", "tsb", "yth", "dgn", "utk", "yg", "a.l", "i.e", "e.g", "cf",
    "vs", "mr", "mrs", "ms", "jr", "sr", "p", "pp", "fig", "figs", "gb", "tab", "approx", "ca", "rp",
    "ayat", "ps", "psl",
})
# fmt: on
"""Words that end in a full stop without ending the sentence. `dll.`, `dsb.` and `etc.` are not among them:
before a capital letter they do end it."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(\s+)(?=\S)|\n[ \t]*\n\s*(?=\S)")
_LAST_WORD = re.compile(r"(?P<word>[^\s(\[\"'“‘]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LOOK_BACK = 100
"""Characters before a full stop that can tell what it ends; without a bound, long runs would take for ever."""
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-z])")


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
    if match.group(1) is None or text[match.start()] in "!?":
        return True
    before = text[max(since, match.start() - _LOOK_BACK) : match.start()]
    word = _LAST_WORD.search(before)
    if text[match.end()].islower() or text[match.start()] != "." or word is None:
        return not text[match.end()].islower()
    if _LIST_NUMBER.fullmatch(before.rpartition("\n")[2]):
        return False
    last = word["word"]
    return last.casefold() not in _ABBREVIATIONS and not _INITIALS.fullmatch(last)
