"""Words of a source that were coded, told by offsets that programs count differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a source that were coded or commented."""

    codes: tuple[str, ...]
    """GUIDs."""
    quote: str
    """The words."""
    prefix: str
    suffix: str
    start: int
    """In the source's text; -1 where only the words are known."""
    description: str
    notes: tuple[str, ...]
    who: str
    """Name of the person; empty where it is not told."""


class Spans:
    """Turns offsets of a file's text into words.

    They should count code points; most programs count CRLF as one character, NVivo as two, and some count UTF-16.
    """

    _CONTEXT = 64

    def __init__(self, text: str, origin: str) -> None:
        """Keep a text as it stands in the file, and which program wrote it."""
        self._raw = text
        self._text = lines(text)
        self._counts_both = "nvivo" in origin.casefold()

    def quote(self, start: int, end: int, name: str) -> tuple[int, str, str, str]:
        """Start, words, and what stands around them; -1 and nothing where the offsets lie outside of the text.

        Args:
            start: as the file has it.
            end: as the file has it.
            name: of the selection; many programs write its first words there, which tells how they count.
        """
        if not self._text and len(name) == end - start:
            return -1, name, "", ""  # the source is not in the file, but these are all its words
        readings: list[Callable[[int], int]] = [lambda at: at]
        if self._raw != self._text:
            readings.insert(0 if self._counts_both else 1, self._from_raw)
        if any(ord(character) > 0xFFFF for character in self._text):
            readings.append(self._from_utf16)
        spans = [(read(start), read(end)) for read in readings]
        for span in spans:
            words = " ".join(self._text[slice(*span)].split())
            begin = " ".join(name.split())[:20]
            if begin and words.startswith(begin):
                return self._around(*span)
        return self._around(*spans[0])

    def _from_raw(self, at: int) -> int:
        return len(lines(self._raw[:at])) if at >= 0 else at

    def _from_utf16(self, at: int) -> int:
        """An offset that counts UTF-16, in which an emoji is two: against the standard, but easily done."""
        units = self._text.encode("utf-16-le", "surrogatepass")[: 2 * max(at, 0)]
        return len(units.decode("utf-16-le", "ignore")) if at >= 0 else at

    def _around(self, start: int, end: int) -> tuple[int, str, str, str]:
        if not 0 <= start < end <= len(self._text):
            return -1, "", "", ""
        prefix = self._text[max(0, start - self._CONTEXT) : start]
        return start, self._text[start:end], prefix, self._text[end : end + self._CONTEXT]


def lines(text: str) -> str:
    """A text with LF as the only break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
