"""PDFs written by hand, object by object, so that a test says exactly what a file holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@dataclass
class Pdf:
    """A PDF being written. Objects 1 and 2 are the catalog and the root of the pages."""

    objects: dict[int, bytes] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)

    def add(self, body: bytes, number: int | None = None) -> int:
        """Add an object; its number."""
        number = number if number is not None else max(self.objects, default=2) + 1
        self.objects[number] = body
        return number

    def stream(self, data: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """Add a stream; its number."""
        head = b"<< /Length %d %s >>" % (len(data), entries)
        return self.add(head + b"\nstream\n" + data + b"\nendstream", number)

    def form(self, data: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """Add a form; its number."""
        return self.stream(data, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + entries, number)

    def image(self) -> int:
        """Add a picture of one grey pixel; its number."""
        entries = (
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        return self.stream(b"\x80", entries)

    def page(self, content: bytes, resources: bytes = b"", entries: bytes = b"") -> int:
        """Add a page of 612 by 792 points with Helvetica as F1; its number."""
        font = self.add(HELVETICA)
        stream = self.stream(content)
        box = b"" if b"/MediaBox" in entries else b"/MediaBox [0 0 612 792]"
        number = self.add(
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> %s >> %s >>"
            % (box, stream, font, resources, entries)
        )
        self.pages.append(number)
        return number

    def data(self, trailer: bytes = b"") -> bytes:
        """The file."""
        self.objects.setdefault(1, b"<< /Type /Catalog /Pages 2 0 R >>")
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.objects.setdefault(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids))
        out = bytearray(b"%PDF-1.7\n")
        places: dict[int, int] = {}
        for number, body in sorted(self.objects.items()):
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start, size = len(out), max(self.objects) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
        return bytes(out)


def text(x: float, y: float, words: str, size: float = 12) -> bytes:
    """Content that sets words with their base line at a place."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, escaped)


def one_page(content: bytes, resources: bytes = b"", entries: bytes = b"") -> bytes:
    """A file of one page."""
    pdf = Pdf()
    pdf.page(content, resources, entries)
    return pdf.data()


def paged(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
    """A file whose pages hold words at places."""
    pdf = Pdf()
    for lines in pages:
        pdf.page(b"".join(text(x, y, words) for x, y, words in lines))
    return pdf.data()


def prose(x: float, top: float, words: str, count: int, pitch: float = 14) -> list[tuple[float, float, str]]:
    """Lines of a column, each numbered."""
    return [(x, top - pitch * line, f"{words} {line}") for line in range(count)]
