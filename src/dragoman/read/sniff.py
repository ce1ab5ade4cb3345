"""What kind of input bytes are, by what is in them; the name of a file decides nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Literal

__all__ = ["BinaryKind", "TextKind", "binary_kind", "foreign", "table_dialect", "text_kind"]

BinaryKind = Literal["pdf", "zip", "gzip", "warc", "mail"]
TextKind = Literal["html", "feed", "xml", "jsonl", "json", "table", "markdown", "text"]

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", "leave it out; text in pictures is not read"),
    (b"\xff\xd8\xff", "a JPEG picture", "leave it out; text in pictures is not read"),
    (b"GIF8", "a GIF picture", "leave it out; text in pictures is not read"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)", "leave it out"),
    (b"\x00\x00\x01\x00", "an icon", "leave it out"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as PDF or as text"),
    (b"{\\rtf", "an RTF document", "save it as PDF or as text"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it, or pack it again as .zip"),
    (b"Rar!", "a RAR archive", "unpack it, or pack it again as .zip"),
    (b"BZh", "a bzip2 file", "unpack it"),
    (b"\xfd7zXZ", "an xz file", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ\x90", "a program", "leave it out"),
    (b"SQLite format 3", "an SQLite database", "export its table as CSV"),
    (b"PAR1", "a Parquet file", "export it as CSV or JSON lines"),
    (b"ARROW1", "an Arrow file", "export it as CSV or JSON lines"),
    (b"\x93NUMPY", "a NumPy array", "leave it out"),
    (b"\x1aE\xdf\xa3", "a video", "leave it out"),
    (b"OggS", "a sound or video file", "leave it out"),
    (b"ID3", "a sound file", "leave it out"),
    (b"wOF2", "a font", "leave it out"),
    (b"wOFF", "a font", "leave it out"),
    (b"bplist00", "a Safari web archive or property list", "save the page again as HTML"),
)

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|main|section|h[1-6]|p|span|"
    r"table|meta|title|link|script|style|center|font|b|i|a|ul|ol|blockquote|header|time|img|br|strong|em)\b",
    re.I | re.S,
)
_HTML_LATER = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.I)
_FEED = re.compile(r"<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]", re.I)
_XML = re.compile(r"\s*(?:<\?xml|<!DOCTYPE\s+(?!html)|<[a-z][\w.-]*:?[\w.-]*(?:\s[^<>]*)?>)", re.I)
_MAIL = re.compile(
    rb"\A(?:From .*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}"
)
_MARKDOWN = (
    re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\r\n]*\r?\n){1,40}?---[ \t]*\r?$", re.M),
    re.compile(r"^#{1,6}[ \t]+\S", re.M),
    re.compile(r"^[^\n]{3,160}\r?\n(?:={3,}|-{3,})[ \t]*\r?$", re.M),
)
_MARKDOWN_WEAK = (
    re.compile(r"!?\[[^\]\n]{1,200}\]\([^)\s]{3,300}\)"),
    re.compile(r"(?:^|\s)\*\*[^*\n]{2,200}\*\*"),
    re.compile(r"^>\s+\S", re.M),
)
_TEXT_COLUMNS = re.compile(
    r"^(?:full[_ ]?)?(?:text|body|content|contents|article|story|fulltext|sentence|paragraph|abstract|summary|description|lead|message)(?:[_ ]?text)?$",
    re.I,
)


def foreign(data: bytes) -> tuple[str, str] | None:
    """What the bytes are and what to do, for kinds that are known but not read; None for others."""
    for magic, what, cure in _FOREIGN:
        if data.startswith(magic):
            return what, cure
    if data[4:8] == b"ftyp":
        return "a video or picture (MP4, HEIC)", "leave it out"
    if data[257:262] == b"ustar":
        return "a tar archive", "unpack it, or pack it again as .zip"
    if data[8:12] == b"DUCK":
        return "a DuckDB file, perhaps a case", "leave it out; a case is opened with --case"
    return None


def binary_kind(data: bytes) -> BinaryKind | None:
    """Kinds told by their first bytes; None for all that is text."""
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"<html" not in data[:1024].lower()):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"WARC/"):
        return "warc"
    head = data[:8192]
    if re.search(rb"^MIME-Version:", head, re.I | re.M) and _MAIL.match(head):
        return "mail"
    return None


def text_kind(text: str, *, text_column: str | None = None) -> TextKind:
    """Kind of decoded text. text_column: a column a person named, which makes a table of what has it."""
    head = text[:6000].lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if _FEED.search(head[:4000]) and not re.match(r"<!doctype\s+html|<html", head, re.I):
            return "feed"
        if _HTML.match(head) or _HTML_LATER.search(head):
            return "html"
        if _XML.match(head):
            return "xml"
    if head.startswith(("{", "[")):
        kind = _json_kind(text)
        if kind is not None:
            return kind
    if table_dialect(text, text_column=text_column) is not None:
        return "table"
    if _HTML_LATER.search(head) and re.search(r"</(?:p|div|body|html)>", text, re.I):
        return "html"
    sample = text[:200_000]
    if any(pattern.search(sample) for pattern in _MARKDOWN):
        return "markdown"
    if sum(pattern.search(sample) is not None for pattern in _MARKDOWN_WEAK) >= 2:
        return "markdown"
    return "text"


def _json_kind(text: str) -> TextKind | None:
    stripped = text.lstrip("\ufeff \t\r\n")
    first = stripped.split("\n", 1)[0].strip()
    if stripped.startswith("{"):
        try:
            if isinstance(json.loads(first), dict):
                return "jsonl"
        except (ValueError, RecursionError):
            pass
    try:
        json.loads(stripped)
    except RecursionError:
        return "json"
    except ValueError:
        # A first line that was meant as JSON is a faulty line of JSON lines, not prose that opens with a brace.
        return "jsonl" if re.match(r"\{\s*\"[^\"\n]{1,80}\"\s*:", stripped) else None
    return "json"


def table_dialect(text: str, *, text_column: str | None = None) -> str | None:
    """The delimiter of a table with a heading row, or None.

    Prose has commas, too: so a table has the same number of cells in each of its first rows and, among its headings,
    one that names a text (or the one a person named), or it keeps to tabs throughout.
    """
    sample = text[:200_000].lstrip("\ufeff")
    first = sample.split("\n", 1)[0].strip("\r")
    if not 3 <= len(first) <= 4000:
        return None
    for delimiter in ("\t", ",", ";", "|"):
        if delimiter not in first:
            continue
        try:
            rows = []
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) > 20:
                    break
        except csv.Error:
            continue
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        # The last row of the sample may be cut off.
        checked = rows[:-1] if len(rows) > 2 and len(text) > len(sample) else rows
        heads = [cell.strip() for cell in rows[0]] if rows else []
        if (
            len(heads) < 2
            or len(checked) < 2
            or any(len(cell) > 60 for cell in heads)
            or len(set(heads)) < len(heads)
        ):
            continue
        even = sum(len(row) == len(heads) for row in checked)
        named = text_column in heads or any(_TEXT_COLUMNS.match(cell) for cell in heads)
        if even == len(checked) and (
            named
            or delimiter == "\t"
            or (all(re.fullmatch(r"[\w .-]+", cell) for cell in heads) and len(heads) > 2)
        ):
            return delimiter
        if named and even >= 0.8 * len(checked):
            return delimiter
    return None
