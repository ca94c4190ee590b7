"""Content streams: what is written comes back; what is damaged does no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.reading.pdf_content import OPERATORS, Operand, operations

numbers = st.one_of(st.integers(-99999, 99999).map(float), st.decimals(-999, 999, places=3).map(float))
names = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)
scalars = st.one_of(numbers, st.binary(max_size=20), names)
operands = st.lists(st.one_of(scalars, st.lists(scalars, max_size=4)), max_size=6)
programs = st.lists(st.tuples(st.sampled_from(sorted(OPERATORS - {b"BI"})), operands), max_size=8)
gaps = st.sampled_from([b" ", b"\n", b"\r\n", b"\x00 ", b" % remark ( [ <<\n"])


def written(operand: Operand, *, as_hex: bool) -> bytes:
    if isinstance(operand, float):
        return b"%.3f" % operand
    if isinstance(operand, str):
        return b"/" + operand.encode()
    if isinstance(operand, list):
        return b"[" + b" ".join(written(item, as_hex=as_hex) for item in operand) + b"]"
    if as_hex:
        return b"<" + operand.hex().encode() + b">"
    return (
        b"(" + b"".join(b"\\%03o" % byte if byte in b"()\\\r" else bytes((byte,)) for byte in operand) + b")"
    )


@given(programs, gaps, st.booleans())
def test_what_is_written_comes_back(
    program: list[tuple[bytes, list[Operand]]], gap: bytes, as_hex: bool
) -> None:
    data = b"".join(
        b"".join(written(operand, as_hex=as_hex) + gap for operand in given_operands) + operator + gap
        for operator, given_operands in program
    )
    assert list(operations(data)) == program


@given(st.binary(max_size=300))
def test_anything_ends_without_an_error(data: bytes) -> None:
    assert all(operator in OPERATORS for operator, _ in operations(data))


@given(st.lists(st.sampled_from([*b"()<>[]{}/%", *b"0123.-+ \nTjBIDE"]), max_size=200).map(bytes))
def test_delimiters_in_any_order_end_without_an_error(data: bytes) -> None:
    assert all(operator in OPERATORS for operator, _ in operations(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"--5 0 Td", [-5.0, 0.0]),
        (b"1.2.3 7-4 Td", [1.2, 7.0]),
        (b"+.5 4. Td", [0.5, 4.0]),
        (b"/A#42c 12 Tf", ["ABc", 12.0]),
        (b"(a\\\nb) Tj", [b"ab"]),
        (b"(tidak ditutup Tj", None),
        (b"<4> Tj", [b"@"]),
        (b"/P << /MCID 0 /T [1 2] >> BDC (a) Tj", [b"a"]),
    ],
)
def test_what_careless_programs_write(data: bytes, expected: list[Operand] | None) -> None:
    assert [found for _, found in operations(data)] == ([expected] if expected is not None else [])


def test_an_inline_image_is_passed_over() -> None:
    data = b"BI /W 4 /H 1 ID (\xff\xfe EI\x80 Tj \x90\x91 EI Q (a) Tj"
    assert [(operator, found) for operator, found in operations(data)] == [
        (b"BI", []),
        (b"Q", []),
        (b"Tj", [b"a"]),
    ]


def test_many_unclosed_strings_take_no_quadratic_time() -> None:
    # each of these made a reader with a careless expression go on for ever
    for data in (
        b"(" * 20_000,
        b"(\\" * 20_000,
        b"1" * 60_000 + b"x",
        b"+" * 60_000,
        b"[" * 60_000,
        b"<" * 60_000,
    ):
        assert list(operations(data)) == []
