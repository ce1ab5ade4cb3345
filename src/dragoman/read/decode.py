"""Bytes to text: byte order marks, declared encodings, and telling apart what declares none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

__all__ = ["Decoded", "Undecodable", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Pages that say ISO 8859-1 or ASCII mean Windows-1252, and so every browser reads them (WHATWG encoding standard).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "euc_kr": "cp949",
}

_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.I),
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I),
    re.compile(rb"@charset\s+\"([A-Za-z0-9_.:-]{2,40})\"", re.I),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


class Undecodable(Exception):
    """Why bytes cannot be read as text; becomes a `Refused`."""

    def __init__(self, reason: str, cure: str) -> None:
        self.reason, self.cure = reason, cure
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and a note if that was a choice."""

    text: str
    encoding: str
    note: str | None = None


_BINARY = Undecodable("binary data, not text", "give the text, or a format listed in docs/reading.md")
_NAME_IT = "name its encoding with --encoding, or save it again as UTF-8"


def decode(data: bytes, *, given: str | None = None, sent: str | None = None) -> Decoded:
    """The text of `data`.

    given: an encoding a person named, for what declares none; sent: one named by an HTTP header.
    Order: byte order mark, `sent`, what the text declares of itself (XML, HTML meta), `given`, UTF-8, UTF-16 without
    mark, Windows-1252, others by charset-normalizer. A file whose lines are some in UTF-8, some in Windows-1252 is
    decoded line by line, with a note. Raises Undecodable with reason and cure for binary data and for bytes that
    no reading makes text of.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), _name(encoding))
            except UnicodeDecodeError as error:
                if encoding == "utf-8-sig":
                    return _unmarked(data[len(mark) :], given)
                raise Undecodable(
                    f"damaged {_name(encoding)}: {error.reason} at byte {error.start}", _NAME_IT
                ) from None
    for declared in (sent, _declared(data)):
        if declared is not None and (decoded := _as_declared(data, declared)) is not None:
            return decoded
    return _unmarked(data, given)


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared).name
    except LookupError:
        return None
    encoding = _MEANT.get(encoding, encoding)
    # A page that was saved again in UTF-8 often keeps its old declaration; valid UTF-8 with bytes over 127 is no accident.
    if encoding.startswith("cp125") and not data.isascii() and _is_utf8(data):
        return _checked(data.decode("utf-8"), "utf-8", f"declared {declared}, is utf-8")
    if encoding.startswith(("utf-16", "utf-32")):
        # Read as ASCII far enough to find the declaration, so it is not UTF-16: WHATWG takes UTF-8 then.
        return None
    try:
        return _checked(data.decode(encoding), _name(encoding))
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _unmarked(data: bytes, given: str | None) -> Decoded:
    if given is not None:
        try:
            return _checked(data.decode(given), _name(codecs.lookup(given).name))
        except UnicodeDecodeError as error:
            raise Undecodable(
                f"not {given}: {error.reason} at byte {error.start}", "leave --encoding out, or name another"
            ) from None
    wide = _wide(data)
    if wide is not None:
        try:
            return _checked(data.decode(wide), wide, "no byte order mark")
        except UnicodeDecodeError as error:
            raise Undecodable(f"damaged {wide}: {error.reason} at byte {error.start}", _NAME_IT) from None
    if b"\x00" in data:
        raise _BINARY
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _cut_at_end(data, error):
            return _checked(data[: error.start].decode("utf-8"), "utf-8", "ends within a character")
    return _checked_bytes(data)


def _checked_bytes(data: bytes) -> Decoded:
    """Text of bytes that are neither UTF-8 nor UTF-16 throughout."""
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    high = sum(byte > 127 for byte in data[:65536])
    letters = max(1, sum(byte > 64 for byte in data[:65536]))
    if high / letters < 0.15:
        try:
            return _checked(data.decode("cp1252"), "windows-1252", "not declared")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data[:65536]).best()
    if best is not None:
        try:
            return _checked(data.decode(best.encoding), _name(best.encoding), "not declared; the likeliest")
        except (UnicodeDecodeError, LookupError):
            pass
    raise Undecodable("no encoding fits its bytes", _NAME_IT)


def _mixed(data: bytes) -> Decoded | None:
    """Text whose lines are some in UTF-8, some in Windows-1252; None if it is not so."""
    lines = data.split(b"\n")
    decoded: list[str] = []
    utf8 = other = 0
    for line in lines:
        try:
            decoded.append(line.decode("utf-8"))
            utf8 += not line.isascii()
        except UnicodeDecodeError:
            other += 1
            try:
                decoded.append(line.decode("cp1252"))
            except UnicodeDecodeError:
                return None
    if not utf8:
        return None
    return _checked("\n".join(decoded), "utf-8", f"{other} of {len(lines)} lines read as windows-1252")


def _checked(text: str, encoding: str, note: str | None = None) -> Decoded:
    sample = text[:65536]
    if sample and len(_CONTROL.findall(sample)) > max(2, len(sample) // 100):
        raise _BINARY
    return Decoded(text, encoding, note)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cut_at_end(data: bytes, error: UnicodeDecodeError) -> bool:
    """A download broken off in the middle of a character; all before it is sound UTF-8 of more than one byte."""
    return error.reason == "unexpected end of data" and not data[: error.start].isascii()


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Western text in it has a zero in every second byte."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    for pattern in _DECLARED:
        match = pattern.search(head)
        if match is not None:
            return match[1].decode("ascii")
    return None


def _name(encoding: str) -> str:
    if encoding == "utf-8-sig":
        return "utf-8"
    return (
        encoding.replace("cp125", "windows-125")
        if encoding.startswith("cp125")
        else encoding.replace("_", "-")
    )
