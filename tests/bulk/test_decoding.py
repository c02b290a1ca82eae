"""Bytes become text by their mark, by what they are, or by what is declared; no bytes are refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.bulk.decoding import declared_in, decoded, whole

VIETNAMESE = "Tỉnh Quảng Ninh và tỉnh Gunma đã ký"
JAPANESE = "群馬県とクアンニン省"


@pytest.mark.parametrize(
    ("content", "charset", "text", "notes"),
    [
        (VIETNAMESE.encode(), None, VIETNAMESE, []),
        (VIETNAMESE.encode(), "shift_jis", VIETNAMESE, []),
        (codecs.BOM_UTF8 + VIETNAMESE.encode(), None, VIETNAMESE, []),
        (codecs.BOM_UTF16_LE + JAPANESE.encode("utf-16-le"), None, JAPANESE, []),
        (codecs.BOM_UTF16_BE + JAPANESE.encode("utf-16-be"), None, JAPANESE, []),
        (JAPANESE.encode("cp932"), "Shift_JIS", JAPANESE, ["charset:cp932"]),
        (JAPANESE.encode("euc_jp"), "EUC-JP", JAPANESE, ["charset:euc_jp"]),
        (JAPANESE.encode("iso2022_jp"), "iso-2022-jp", JAPANESE, ["charset:iso2022_jp"]),
        ("đ Hà".encode("cp1258"), "windows-1258", "đ Hà", ["charset:cp1258"]),
        ("Hô-Chi-Minh".encode("cp1252"), "latin1", "Hô-Chi-Minh", ["charset:cp1252"]),
        ("Hô".encode("cp1252"), None, "H\ufffd", ["replaced:1"]),
        ("Hô".encode("cp1252"), "no-such-charset", "H\ufffd", ["replaced:1"]),
        ("Hô".encode("cp1252"), "base64", "H\ufffd", ["replaced:1"]),
        ("Hô \ufffd".encode(), None, "Hô \ufffd", []),
        (b"%PDF-1.7\n\0\1\2", None, "", ["binary"]),
        (b"\1\2\3\4 text", "utf-8", "", ["binary"]),
        (b"", None, "", []),
    ],
)
def test_text_of_bytes(content: bytes, charset: str | None, text: str, notes: list[str]) -> None:
    assert decoded(content, charset) == (text, notes)


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<html><meta charset="Shift_JIS">', "Shift_JIS"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">',
            "windows-1258",
        ),
        (b"<?xml version='1.0' encoding='EUC-JP'?><html>", "EUC-JP"),
        (b"<html><p>charset=none of these", None),
    ],
)
def test_a_page_declares_its_charset(page: bytes, charset: str | None) -> None:
    assert declared_in(page) == charset


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp932", "utf-16", "idna", "x"]))
def test_any_bytes_give_a_text_that_can_be_written(content: bytes, charset: str | None) -> None:
    text, _ = decoded(content, charset)
    text.encode()


@given(st.text())
def test_what_is_utf_8_comes_back(text: str) -> None:
    assert whole(text) == (text, [])
