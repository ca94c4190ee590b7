"""PDFs made to harm their reader."""

from __future__ import annotations

import random
import zlib

from corpus_search.model import State
from support.hostile.case import ANY_TEXT, FAILED, hostile
from support.pdf import Pdf, paged, text

SENTENCE = "Setiap orang berhak atas pekerjaan dan penghidupan yang layak."
FLATE = b"/Filter /FlateDecode"
NO_TEXT = (*FAILED, State.SCAN, State.PARTLY_READ)


def blank(megabytes: int, unit: bytes = b" ") -> bytes:
    """A Flate stream of that many megabytes."""
    pressed = zlib.compressobj(9)
    part = unit * ((1 << 20) // len(unit))
    return b"".join(pressed.compress(part) for _ in range(megabytes)) + pressed.flush()


def with_content(data: bytes, entries: bytes) -> bytes:
    """A page whose content is a stream of our making, and a harmless one."""
    pdf = Pdf()
    page = pdf.page(b"")
    stream = pdf.stream(data, entries)
    pdf.objects[page] = pdf.objects[page].replace(b"/Contents", b"/Contents %d 0 R /Was" % stream)
    pdf.page(text(72, 700, SENTENCE))
    return pdf.data()


@hostile("bom-flate.pdf", *NO_TEXT, small=300, large=1500)
def flate(megabytes: int) -> bytes:
    return with_content(blank(megabytes), FLATE)


@hostile("bom-flate-bersarang.pdf", *NO_TEXT, small=300, large=4000)
def nested_flate(megabytes: int) -> bytes:
    data = blank(megabytes, b"q Q ")
    for _ in range(8):
        data = zlib.compress(data, 9)
    return with_content(data, b"/Filter [%s]" % (b"/FlateDecode " * 9))


@hostile("bom-panjang.pdf", *NO_TEXT, small=4, large=400)
def run_lengths(megabytes: int) -> bytes:
    return with_content(b"\x81 " * (megabytes * 8192), b"/Filter /RunLengthDecode")


@hostile("bom-predictor.pdf", *NO_TEXT, small=4, large=800)
def predictor(megabytes: int) -> bytes:
    entries = FLATE + b" /DecodeParms << /Predictor 15 /Columns 1 >>"
    return with_content(blank(megabytes, b"\x02 "), entries)


@hostile("kolom-raksasa.pdf", *NO_TEXT)
def huge_columns(_: int) -> bytes:
    return with_content(
        zlib.compress(b"\x02 "), FLATE + b" /DecodeParms << /Predictor 15 /Columns 2147483647 >>"
    )


@hostile("formulir-bertumpuk.pdf", State.PARTLY_READ, *FAILED, small=18, large=64)
def nested_forms(depth: int) -> bytes:
    """A page that draws a form 2 to the power of the depth times, and a harmless one."""
    pdf = Pdf()
    form = pdf.form(text(72, 700, "x"))
    for _ in range(depth):
        form = pdf.form(b"/X Do /X Do", b"/Resources << /XObject << /X %d 0 R >> >>" % form)
    pdf.page(b"/X Do", b"/XObject << /X %d 0 R >>" % form)
    pdf.page(text(72, 700, SENTENCE))
    return pdf.data()


@hostile("formulir-dalam-diri.pdf", State.READ)
def form_in_itself(_: int) -> bytes:
    pdf = Pdf()
    pdf.form(b"/X Do", b"/Resources << /XObject << /X 50 0 R >> >>", number=50)
    pdf.page(b"/X Do " + text(72, 700, SENTENCE), b"/XObject << /X 50 0 R >>")
    return pdf.data()


@hostile("halaman-melingkar.pdf", State.READ)
def pages_in_a_circle(_: int) -> bytes:
    pdf = Pdf()
    page = pdf.page(text(72, 700, SENTENCE))
    pdf.add(b"<< /Type /Pages /Count 1 /Kids [61 0 R] >>", 60)
    pdf.add(b"<< /Type /Pages /Count 1 /Kids [60 0 R 2 0 R] >>", 61)
    pdf.add(b"<< /Type /Pages /Count 1000000 /Kids [60 0 R %d 0 R 2 0 R] >>" % page, 2)
    return pdf.data()


@hostile("tabel-melingkar.pdf", State.READ)
def tables_in_a_circle(_: int) -> bytes:
    data = paged([[(72, 700, SENTENCE)]])
    start = data.rindex(b"xref\n0 ")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


@hostile("halaman-dalam.pdf", State.READ, *FAILED, small=2000, large=100_000)
def deep_page_tree(depth: int) -> bytes:
    pdf = Pdf()
    page = pdf.page(text(72, 700, SENTENCE))
    for number in range(depth):
        kid = page if number == depth - 1 else 1001 + number
        pdf.add(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % kid, 1000 + number)
    pdf.add(b"<< /Type /Pages /Count 1 /Kids [1000 0 R] >>", 2)
    return pdf.data()


@hostile("banyak-halaman.pdf", *ANY_TEXT, *FAILED, small=500, large=200_000)
def many_pages(count: int) -> bytes:
    pdf = Pdf()
    first = pdf.page(text(72, 700, SENTENCE))
    pdf.pages += [pdf.add(pdf.objects[first], 1000 + number) for number in range(count)]
    return pdf.data()


@hostile("satu-halaman-berulang.pdf", *ANY_TEXT, *FAILED, small=500, large=1_000_000)
def one_page_again_and_again(count: int) -> bytes:
    pdf = Pdf()
    pdf.pages = [pdf.page(text(72, 700, SENTENCE))] * count
    return pdf.data()


@hostile("isi-berulang.pdf", *NO_TEXT, small=2000, large=100_000)
def one_content_again_and_again(count: int) -> bytes:
    pdf = Pdf()
    page = pdf.page(b"")
    stream = pdf.stream(blank(1, b"q Q "), FLATE)
    repeated = b"/Contents [%s] /Was" % (b"%d 0 R " % stream * count)
    pdf.objects[page] = pdf.objects[page].replace(b"/Contents", repeated)
    pdf.page(text(72, 700, SENTENCE))
    return pdf.data()


@hostile("larik-dalam.pdf", *NO_TEXT, *ANY_TEXT, small=20_000, large=5_000_000)
def deep_arrays(depth: int) -> bytes:
    return with_content(b"[" * depth + text(72, 700, SENTENCE), b"")


@hostile("kamus-dalam.pdf", *FAILED, small=20_000, large=2_000_000)
def deep_dictionaries(depth: int) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n" + b"<</A" * depth + b"\nendobj\ntrailer <</Root 1 0 R>>"


@hostile("kurung-tanpa-akhir.pdf", *FAILED, small=200_000, large=20_000_000)
def brackets_without_end(count: int) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * count + b"\nendobj\ntrailer <</Root 1 0 R>>"


@hostile("kata-bertebaran.pdf", *ANY_TEXT, *FAILED, small=6_000, large=300_000)
def scattered_strings(count: int) -> bytes:
    dice = random.Random(7)  # noqa: S311  (places, no secrets)
    words = (
        text(dice.uniform(0, 600), dice.uniform(0, 780), "kata", dice.uniform(1, 20)) for _ in range(count)
    )
    return with_content(b"".join(words), b"")


@hostile("huruf-raksasa.pdf", *ANY_TEXT, *FAILED, small=1_000_000, large=60_000_000)
def one_long_string(length: int) -> bytes:
    return with_content(zlib.compress(text(72, 700, "kata " * (length // 5)), 9), FLATE)


@hostile("gambar-raksasa.pdf", *NO_TEXT, State.READ, small=20_000, large=200_000)
def huge_image(side: int) -> bytes:
    pdf = Pdf()
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
    )
    image = pdf.stream(blank(8, b"\x80"), entries % (side, side) + FLATE)
    pdf.page(b"q 612 0 0 792 0 0 cm /X Do Q", b"/XObject << /X %d 0 R >>" % image)
    pdf.page(text(72, 700, SENTENCE))
    return pdf.data()


@hostile("tabel-rusak.pdf", *ANY_TEXT, *FAILED)
def broken_table(_: int) -> bytes:
    data = paged([[(72, 700, SENTENCE)]])
    start = data.rindex(b"xref\n0 ")
    return data[:start] + b"xref\n0 99999999999\n0000000000 65535 f \n" + data[start + 12 :]


@hostile("terpotong.pdf", *ANY_TEXT, *FAILED)
def cut_short(_: int) -> bytes:
    data = paged([[(72, 700, SENTENCE)]] * 3)
    return data[: len(data) // 2]


@hostile("aliran-objek-raksasa.pdf", *FAILED, *ANY_TEXT)
def endless_object_stream(_: int) -> bytes:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    packed = pdf.stream(zlib.compress(b"5 0 "), b"/Type /ObjStm /N 2147483647 /First 2147483647 " + FLATE)
    data = pdf.data(b"/XRefStm 9")
    return data.replace(b"/Root 1 0 R", b"/Root %d 0 R" % packed)


@hostile("sandi.pdf", State.PASSWORD)
def encrypted(_: int) -> bytes:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    digest = b"5a" * 32
    lock = pdf.add(b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (digest, digest))
    return pdf.data(b"/Encrypt %d 0 R /ID [<00> <00>]" % lock)


@hostile("kunci-rusak.pdf", State.PASSWORD, *FAILED)
def encrypted_by_nonsense(_: int) -> bytes:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    lock = pdf.add(b"<< /Filter /Standard /V 99 /R 99 /Length -1 /P (x) /O 7 /U [ ] >>")
    return pdf.data(b"/Encrypt %d 0 R" % lock)


@hostile("huruf-melingkar.pdf", *ANY_TEXT, *NO_TEXT)
def font_in_itself(_: int) -> bytes:
    """A glyph of a Type 3 font that is drawn by writing in the same font."""
    pdf = Pdf()
    page = pdf.page(text(72, 700, "aaaa"))
    glyph = pdf.stream(b"BT /F1 12 Tf (aa) Tj ET")
    font = next(number for number, body in pdf.objects.items() if b"/Helvetica" in body)
    pdf.objects[font] = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
        b"/Widths [1] /CharProcs << /a %d 0 R >> /Encoding << /Differences [97 /a] >> "
        b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (glyph, font)
    )
    assert page in pdf.pages
    return pdf.data()


@hostile("huruf-miliaran.pdf", *FAILED)
def billions_of_characters(_: int) -> bytes:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    codes = pdf.stream(
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )
    font = next(number for number, body in pdf.objects.items() if b"/Helvetica" in body)
    pdf.objects[font] = pdf.objects[font].replace(b">>", b"/ToUnicode %d 0 R >>" % codes)
    return pdf.data()
