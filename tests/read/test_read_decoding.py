"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.read import ReadOptions, read_bytes
from dragoman.read.decode import Undecodable, decode
from dragoman.records import Document

WORDS = "Die Rebellen verließen den Hafen – „endgültig“, sagte der Unterhändler in Zürich."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WORDS.encode(), "utf-8", id="utf-8 undeclared"),
        pytest.param(WORDS.encode("utf-8-sig"), "utf-8", id="utf-8 with a mark"),
        pytest.param(WORDS.encode("utf-16"), "utf-16", id="utf-16 with a mark"),
        pytest.param(WORDS.encode("utf-16-le"), "utf-16-le", id="utf-16 little end first"),
        pytest.param(WORDS.encode("utf-16-be"), "utf-16-be", id="utf-16 big end first"),
        pytest.param(WORDS.encode("utf-32"), "utf-32", id="utf-32 with a mark"),
        pytest.param(WORDS.encode("cp1252"), "windows-1252", id="Windows-1252 undeclared"),
    ],
)
def test_the_encoding_is_recognised(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (WORDS, encoding)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "latin1"])
def test_a_page_that_says_latin_1_means_windows_1252(declared: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><p>{WORDS}</p></body></html>"
    assert decode(page.encode("cp1252")).text == page
    assert decode(page.encode("utf-8")).text == page, "a page saved again in UTF-8 keeps its old declaration"


def test_a_declared_cyrillic_page() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>Переговоры возобновились в Женеве.</p></body></html>"
    assert decode(page.encode("cp1251")).text == page


def test_lines_in_two_encodings_are_each_read_in_their_own() -> None:
    decoded = decode("Zürich\n".encode() + "Zürich\n".encode("cp1252") + b"Marsa")
    assert decoded.text == "Zürich\nZürich\nMarsa"
    assert decoded.note == "1 of 3 lines read as windows-1252"


def test_a_person_can_name_the_encoding() -> None:
    text = "Переговоры возобновились в Женеве."
    (document,) = read_bytes(text.encode("cp866"), "a.txt", ReadOptions(encoding="cp866"))
    assert isinstance(document, Document)
    assert document.text == text


def test_an_unknown_encoding_or_date_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="common ones are"):
        ReadOptions(encoding="klingon")
    with pytest.raises(UsageError, match="2017-01-23"):
        ReadOptions(date="someday")
    with pytest.raises(UsageError, match="above 0"):
        ReadOptions(max_bytes=0)


@given(
    st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_unicode_comes_back_as_it_was(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        decoded = decode(data).text
    except Undecodable:
        pytest.fail("refused")
    assert decoded == text or text.startswith("\ufeff")
