"""Decisions, instructions of the President, and circulars."""

from __future__ import annotations

from support.regulations import Recognised

from corpus_search.model import NodeType

DECISION = """KEPUTUSAN BUPATI TEGALJATI
NOMOR 188/45 TAHUN 2021
TENTANG
TIM KARTU LATIHAN
Menimbang : a. bahwa perlu dibentuk tim;
Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014;
MEMUTUSKAN:
Menetapkan :
KESATU : Menetapkan tim sebagaimana dimaksud pada diktum KEDUA.
KEDUA : Tim terdiri atas:
a. ketua; dan
b. anggota.
KETIGA : Tugas tim sebagaimana dimaksud pada diktum
KEDUA huruf a adalah mengawasi.
KEEMPAT : Keputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Tegaljati
pada tanggal 5 Mei 2021
LAMPIRAN
KEPUTUSAN BUPATI TEGALJATI
Susunan tim adalah Kepala Dinas.
"""


def test_dictums_are_pieces() -> None:
    found = Recognised(DECISION)
    assert found.labels(NodeType.DICTUM) == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]
    assert found.paths[3:] == ["Menetapkan", "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "Penutup", "par. 1"]
    assert found.words("KEDUA") == "KEDUA : Tim terdiri atas: a. ketua; dan b. anggota."
    assert found.structure.gaps == ()


def test_a_missing_dictum_is_reported() -> None:
    found = Recognised(DECISION.replace("KETIGA : Tugas", "Tugas"))
    assert found.missing == ["diktum ke-3"]


def test_copies_listed_below_the_closing_are_no_items_of_the_last_dictum() -> None:
    found = Recognised(DECISION.replace("LAMPIRAN", "Tembusan:\n1. Gubernur;\n2. Inspektur.\nLAMPIRAN"))
    assert found.labels(NodeType.ANGKA) == []
    assert found.words("Penutup").endswith("Tembusan: 1. Gubernur; 2. Inspektur.")


def test_dictums_without_colons_and_with_long_lists() -> None:
    found = Recognised(
        "INSTRUKSI PRESIDEN REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2020\nTENTANG X\ndengan ini menginstruksikan:\n"
        "Kepada 1. Menteri Dalam Negeri;\n2. Para Bupati,\nUntuk\nPERTAMA Mengambil langkah.\nKEDUA Khusus kepada:\n"
        "1. Menteri Dalam Negeri untuk:\na. membina; dan\nb. mengawasi.\n2. Para Bupati untuk melapor.\n"
        "KETIGA Melaksanakan Instruksi ini.\nDikeluarkan di Jakarta\npada tanggal 4 Agustus 2020"
    )
    assert found.labels(NodeType.DICTUM) == ["PERTAMA", "KEDUA", "KETIGA"]
    assert found.paths[2:] == ["PERTAMA", "KEDUA", "KEDUA > angka 1", "KEDUA > angka 2", "KETIGA", "Penutup"]


def test_dictums_beyond_ten() -> None:
    words = [
        "KESATU",
        "KEDUA",
        "KETIGA",
        "KEEMPAT",
        "KELIMA",
        "KEENAM",
        "KETUJUH",
        "KEDELAPAN",
        "KESEMBILAN",
        "KESEPULUH",
        "KESEBELAS",
    ]
    text = "MEMUTUSKAN:\nMenetapkan :\n" + "".join(
        f"{word} : Isi diktum.\n" for word in (*words, "KEDUA BELAS")
    )
    found = Recognised(text)
    assert found.labels(NodeType.DICTUM) == [*words, "KEDUA BELAS"]


def test_dictums_set_with_spaces() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan :\nKESATU : Satu.\nKE DUA : Dua.\nKETI GA Tiga.\nKEEMPAT : Empat."
    )
    assert found.labels(NodeType.DICTUM) == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]


def test_dictums_of_older_decisions() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan :\nPertama : Satu sebagaimana dimaksud dalam diktum\nKedua.\nKedua : Dua.\n"
        "Ketiga : Tiga.\nDitetapkan di Jakarta\npada tanggal 3 Mei 1999\nLampiran I Keputusan Menteri\nDaftar."
    )
    assert found.labels(NodeType.DICTUM) == ["PERTAMA", "KEDUA", "KETIGA"]
    assert [node.label for node in found.structure.outline][-1] == "Lampiran I"


def test_a_circular_by_its_points() -> None:
    found = Recognised(
        "SURAT EDARAN\nNOMOR SE-3/2021\nTENTANG\nKARTU LATIHAN\nYth. Para Camat\n"
        "Dalam rangka pelaksanaan disampaikan:\n"
        "1. Camat mendata pencari kerja:\na. laki-laki; dan\nb. perempuan.\n2. Data disampaikan kepada Dinas.\n"
        "3. Edaran ini dilaksanakan.\nDitetapkan di Tegaljati\npada tanggal 5 Mei 2021"
    )
    assert found.labels(NodeType.ANGKA) == ["angka 1", "angka 2", "angka 3"]
    assert found.paths[-4:] == ["angka 1", "angka 2", "angka 3", "Penutup"]


def test_a_text_without_any_structure_is_one_piece_of_the_body() -> None:
    found = Recognised("Sebuah teks tanpa susunan apa pun.\nIa hanya bercerita.")
    assert found.paths == [""]
    assert found.structure.outline[0].number == "body"


def test_an_empty_text_has_no_structure() -> None:
    assert Recognised(" \n\n").structure.outline == ()
