"""The text as headings are looked for in it: same length, with scans' marks blanked, and what stands around."""

from __future__ import annotations

import re

_BLANKED = str.maketrans({"^": " ", "\u00a0": " ", "\t": " ", "\u2007": " ", "\u202f": " ", "\ufeff": " "})
_CITING = re.compile(
    r"(?:\b(?:dalam|pada|dan|atau|dengan|dari|oleh|menurut|ketentuan(?:-ketentuan)?|sampai|hingga|s/d|s\.d\.?|"
    r"antara|yakni|yaitu|ayat(?:-ayat)?|huruf|angka|untuk|sehingga|maksud|dimaksud|juga|terhadap|setelah|sesudah|"
    r"sebelum|kepada|isi|bunyi|perubahan|lihat|termaksud|tersebut|berdasarkan|melanggar|di|ke|bahwa|dalil|jo|"
    r"bab|pasal(?:-pasal)?|tentang|seperti|menjadi|mengenai|atas|bagi|itu|ini|beserta|serta|kecuali|selain|"
    r"dan/atau)|[,(/\-\u2013])\s*\Z",
    re.IGNORECASE,
)
"""What stands before a place that is cited, not headed."""
_SENTENCE_END = re.compile(
    r"""(?:[.;:!?\u2026"\u201d\u201c']|[.;:]\s?[)\]]|\bjelas|\bberikut|\bAngka\s*[\dlI]{1,3})\s*\Z"""
)
_TITLE_END = re.compile(r"(?:^|[\s(/\"-])[A-Z][\w.{}'\"()/-]*\Z")
_LITTER = re.compile(
    r"(?:[\s_^]|(?<=[.;:])[\s\u2013'\u00b7,-]+|-\s?\w{1,4}\s?-|(?<=[.;])\s*(?:[({]\d\w?[)}]?\s*)+)+\Z"
)
"""What lies between a sentence and the next heading: rules, page numbers, loose numbers of ayat."""
_ORDERED = re.compile(
    r"(?:\bberbunyi|\bmenjadi|\bdibaca|diubah[^.]{0,60})(?:\s*[,:]?\s*sebagai(?:mana)?)?"
    r"(?:\s+(?:di\s?bawah|berikut)(?:\s+ini)?)?\s*[:;]?\s*[\"\u201c\u2018']?\s*\Z"
)
_LOOK_BACK = 60
_SPECKS = " \r'.,`\u00b7_-\u2018\u2019"
"""What a scan may show of dirt at the start of a line."""
_DIRT = 12


def view_of(text: str) -> str:
    """The text with characters blanked that scans put before words, and odd spaces made plain. Same length."""
    return text.translate(_BLANKED)


def starts_line(text: str, at: int, floor: int = 0) -> bool:
    """Whether nothing but white space and specks stands before a place on its line, or since `floor`."""
    lowest = max(floor, at - _DIRT)
    while at > lowest and text[at - 1] in _SPECKS:
        at -= 1
    return at <= floor or text[at - 1] == "\n"


def before(text: str, at: int, floor: int = 0) -> str:
    """The last characters before a place, without white space, rules and page numbers at their end."""
    return _LITTER.sub("", text[max(floor, at - _LOOK_BACK) : at])


def cites(tail: str) -> bool:
    """Whether a text's end makes what follows a citation: `sebagaimana dimaksud dalam`, a comma."""
    return bool(_CITING.search(tail))


def ends_sentence(tail: str) -> bool:
    """Whether a text's end closes a sentence or an item (also `Cukup jelas`), or nothing precedes."""
    return not tail or bool(_SENTENCE_END.search(tail))


def ends_in_title(tail: str) -> bool:
    """Whether a text may end in a title: with a word that begins with a capital."""
    return bool(_TITLE_END.search(tail))


def is_ordered(text: str, at: int) -> bool:
    """Whether what begins here follows an order to change another regulation: `berbunyi sebagai berikut:`."""
    return bool(_ORDERED.search(text, max(0, at - 120), at))


def is_catchword(text: str, end: int) -> bool:
    """Whether what ends here only announces the next page: `Pasal 7 . . .`, `BAB III…`."""
    return bool(re.match(r"\s?(?:\u2026|(?:\.\s?){2,})", text[end : end + 8]))
