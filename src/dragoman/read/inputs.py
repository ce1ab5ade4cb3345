"""Bytes to documents: what kind of input it is, and the reader for that kind. Touches no file and no network."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import IO

from dragoman.read import sniff
from dragoman.read.archives import Bomb, Budget, Member, gunzip, unwarc, unzip
from dragoman.read.dates import parse_date
from dragoman.read.decode import Decoded, Undecodable, decode
from dragoman.read.documents import Given, from_page
from dragoman.read.feeds import read_feed
from dragoman.read.guard import OutOfTime, Stopped, in_guard, read_guarded
from dragoman.read.html import read_html
from dragoman.read.options import ReadOptions
from dragoman.read.pdf import read_pdf
from dragoman.read.tables import read_json, read_json_lines, read_table
from dragoman.records import Document, Refused, Span

__all__ = ["read_archive", "read_bytes", "read_kind"]

_LARGE = 400_000
"""Characters from which a page or feed is read in a process that can be stopped."""
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<fields>(?:[^\r\n]*\r?\n){1,60}?)---[ \t]*(?:\r?\n|\Z)"
)
_TAKEN_APART = Undecodable(
    "the libraries that read it gave up on it", "open it in its own program and save its text"
)


def read_bytes(data: bytes, name: str, options: ReadOptions | None = None) -> list[Document | Refused]:
    """All documents of one input, given as bytes; what cannot be read is a `Refused` with reason and cure.

    name: shown as the document's file. It does not decide how the bytes are read; their content does.
    """
    return list(_read(data, name, options or ReadOptions(), None))


def read_archive(
    stream: IO[bytes], name: str, kind: sniff.BinaryKind, options: ReadOptions
) -> Iterator[Document | Refused]:
    """Documents of a zip or WARC file that is read as it streams; stream: seekable, at its beginning."""
    yield from _contained(stream, name, kind, options, Budget(options.max_archive_bytes))


def _read(
    data: bytes,
    name: str,
    options: ReadOptions,
    budget: Budget | None,
    *,
    sent: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Refused]:
    """Documents of one input; budget: what the archive it is in may still unpack to, None outside of archives."""
    if not data:
        yield Refused(name, "empty", "leave it out, or save it again", 0)
        return
    if len(data) > options.max_bytes:
        yield too_large(name, len(data), options)
        return
    try:
        known = sniff.foreign(data)
        if known is not None:
            raise Undecodable(*known)
        kind = sniff.binary_kind(data)
        if kind in ("zip", "warc"):
            yield from _contained(
                io.BytesIO(data), name, kind, options, budget or Budget(options.max_archive_bytes)
            )
        elif kind == "gzip":
            inner = budget or Budget(options.max_archive_bytes)
            unpacked = _gunzip(data, name, options, inner)
            if unpacked is None:
                yield from _contained(io.BytesIO(data), name, "warc", options, inner)
            else:
                inner.depth += 1
                yield from _read(unpacked, name, options, inner, sent=sent, url=url)
                inner.depth -= 1
        elif kind == "pdf":
            yield from _guarded("pdf", data, name, options, url=url)
        elif kind == "mail":
            yield from _mail(data, name, options)
        else:
            yield from _text(decode(data, given=options.encoding, sent=sent), data, name, options, url=url)
    except Undecodable as error:
        yield Refused(name, error.reason, error.cure, len(data))
    except Bomb as error:
        if budget is not None:
            raise
        yield Refused(
            error.member,
            error.reason,
            "unpack it yourself if you trust it; the rest of the archive was not read",
            len(data),
        )


def too_large(name: str, size: int, options: ReadOptions) -> Refused:
    """The refusal of an input over the limit; size in bytes."""
    return Refused(
        name,
        f"{size:,} bytes, over the limit of {options.max_bytes:,}",
        "raise --max-bytes, or split it",
        size,
    )


def _contained(
    stream: IO[bytes], name: str, kind: sniff.BinaryKind, options: ReadOptions, budget: Budget
) -> Iterator[Document | Refused]:
    outermost = budget.depth == 0
    unpack = unzip if kind == "zip" else unwarc
    read = 0
    try:
        for member in unpack(stream, name, options, budget):
            read += 1
            if isinstance(member, Refused):
                yield member
                continue
            budget.depth += 1
            yield from _read_member(member, f"{name}!{member.name}", options, budget)
            budget.depth -= 1
    except Undecodable as error:
        yield Refused(name, error.reason, error.cure)
    except Bomb as error:
        if not outermost:
            raise
        yield Refused(
            error.member,
            error.reason,
            "unpack it yourself if you trust it; the rest of the archive was not read",
        )


def _read_member(
    member: Member, name: str, options: ReadOptions, budget: Budget
) -> Iterator[Document | Refused]:
    yield from _read(member.data, name, options, budget, sent=member.encoding, url=member.url)


def _gunzip(data: bytes, name: str, options: ReadOptions, budget: Budget) -> bytes | None:
    """What a gzip file holds; None if that is a WARC file, which is better read member by member."""
    import zlib

    try:
        if zlib.decompressobj(31).decompress(data, 64).startswith(b"WARC/"):
            return None
    except zlib.error:
        pass
    return gunzip(data, options, budget, name)


def _guarded(
    kind: str, data: bytes, name: str, options: ReadOptions, *, url: str | None = None
) -> list[Document | Refused]:
    if in_guard():
        return list(read_kind(kind, data, name, options, url=url))
    try:
        return read_guarded(kind, data, name, options, url=url)
    except OutOfTime:
        raise Undecodable(
            f"not read within {options.seconds:g} seconds", "open it in its own program and save its text"
        ) from None
    except Stopped:
        raise _TAKEN_APART from None


def read_kind(
    kind: str, data: bytes, name: str, options: ReadOptions, *, url: str | None = None
) -> Iterator[Document | Refused]:
    """Documents of an input whose kind is known; data: UTF-8 for kinds that are text."""
    try:
        given = Given(publisher=options.publisher, file=name, read_as=kind)
        if kind == "pdf":
            yield from read_pdf(data, given, options)
        elif kind == "html":
            yield from read_html(data.decode(), replace(given, encoding="utf-8"), options, url=url)
        elif kind == "feed":
            yield from read_feed(data.decode(), replace(given, encoding="utf-8"), options)
    except Undecodable as error:
        yield Refused(name, error.reason, error.cure, len(data))
    except (RecursionError, MemoryError):
        yield Refused(name, _TAKEN_APART.reason, _TAKEN_APART.cure, len(data))


def _text(
    decoded: Decoded, data: bytes, name: str, options: ReadOptions, *, url: str | None
) -> Iterator[Document | Refused]:
    text = decoded.text
    if not text.strip("\ufeff \t\r\n\f\v\xa0\u200b"):
        yield Refused(name, "empty but for blanks", "leave it out, or save it again", len(data))
        return
    kind = sniff.text_kind(text, text_column=options.text_column)
    notes = (f"encoding: {decoded.note}",) if decoded.note else ()
    given = Given(
        publisher=options.publisher, read_as=kind, encoding=decoded.encoding, file=name, notes=notes, url=url
    )
    if kind in ("html", "feed") and len(text) > _LARGE and not in_guard():
        for record in _guarded(kind, text.encode("utf-8", "replace"), name, options, url=url):
            yield (
                replace(record, encoding=decoded.encoding, notes=(*notes, *record.notes))
                if isinstance(record, Document)
                else record
            )
    elif kind == "html":
        try:
            yield from read_html(text, given, options, url=url)
        except RecursionError:
            raise _TAKEN_APART from None
    elif kind == "feed":
        yield from read_feed(text, given, options)
    elif kind == "xml":
        raise Undecodable("XML that is neither a web page nor a feed", "give the article as HTML or text")
    elif kind == "jsonl":
        yield from read_json_lines(text, given, options)
    elif kind == "json":
        yield from read_json(text, given, options)
    elif kind == "table":
        yield from read_table(text, replace(given, read_as="table"), options)
    else:
        yield from _plain(text, given, options, size=len(data))


def _plain(text: str, given: Given, options: ReadOptions, *, size: int) -> Iterator[Document | Refused]:
    markdown = given.read_as == "markdown"
    begin = 0
    front = _FRONT_MATTER.match(text) if markdown else None
    if front is not None:
        begin = front.end()
        given = _with_front_matter(given, front["fields"])
    if re.search(r"\w", text[begin:]) is None:
        yield Refused(
            given.file or "", "without a single letter or digit", "leave it out, or save it again", size
        )
        return
    for document in from_page(text[begin:], given, options, markdown=markdown):
        span = document.file_span
        yield (
            document
            if span is None
            else replace(document, file_span=Span(span.begin + begin, span.end + begin))
        )


def _with_front_matter(given: Given, fields: str) -> Given:
    """Title, author, date and so on from the "key: value" lines at the head of a Markdown file."""
    found: dict[str, str] = {}
    for line in fields.splitlines():
        match = re.match(r"([A-Za-z_-]{2,30})\s*:\s*(.+)$", line)
        if match:
            found.setdefault(match[1].lower(), match[2].strip().strip("\"'"))
    date = found.get("date") or found.get("published")
    return replace(
        given,
        title=found.get("title"),
        author=found.get("author"),
        publisher=found.get("publisher") or found.get("source") or given.publisher,
        published=parse_date(date) if date else None,
        url=found.get("url") or found.get("link") or found.get("permalink") or given.url,
        language=found.get("lang") or found.get("language"),
    )


def _mail(data: bytes, name: str, options: ReadOptions) -> Iterator[Document | Refused]:
    """A page a browser saved whole (MHTML), or a mail: its HTML part, else its plain text."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    saved = (
        message.get("Snapshot-Content-Location") is not None
        or message.get_content_type() == "multipart/related"
    )
    parts = [
        part
        for part in message.walk()
        if part.get_content_maintype() == "text" and part.get_filename() is None
    ]
    wanted = [part for part in parts if part.get_content_type() == "text/html"] or [
        part for part in parts if part.get_content_type() == "text/plain"
    ]
    if not wanted:
        raise Undecodable("a mail or saved page without text", "save the page again as HTML")
    part = wanted[0]
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise Undecodable("a mail or saved page without text", "save the page again as HTML")
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "") or None
    subject = None if saved else " ".join(str(message.get("Subject") or "").split()) or None
    sent = parse_date(str(message.get("Date") or ""))
    for record in _read(
        body,
        name,
        options,
        Budget(options.max_archive_bytes, 1),
        sent=part.get_content_charset(),
        url=url if url and url.startswith("http") else None,
    ):
        if isinstance(record, Document) and not saved:
            record = replace(record, title=record.title or subject, published=record.published or sent)
        yield record
