"""RSS and Atom files: one document an entry. Nothing that an entry links to is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.read.dates import parse_date
from dragoman.read.decode import Undecodable
from dragoman.read.documents import Given, from_text
from dragoman.read.html import fragment_text
from dragoman.read.options import ReadOptions
from dragoman.records import DateValue, Document

__all__ = ["read_feed"]


def read_feed(text: str, given: Given, options: ReadOptions) -> Iterator[Document]:
    """The entries of a feed, in its order. Raises Undecodable for a feed without any text."""
    if re.search(r"<!ENTITY", text[:20_000]):
        # Entities can unfold to gigabytes or name files; no feed needs them.
        raise Undecodable("XML that declares entities", "remove its DOCTYPE, or give the articles as text")
    import feedparser

    body = re.sub(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text, count=1)
    # A stream of bytes, never a string: feedparser would take a string that looks like an address for one and fetch it.
    feed = feedparser.parse(
        io.BytesIO(body.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    publisher = _plain(feed.feed.get("title")) or given.publisher
    language = re.match(r"[a-z]{2}", str(feed.feed.get("language") or "").lower())
    read = 0
    for number, entry in enumerate(feed.entries, start=1):
        title = _plain(entry.get("title"))
        markup = _markup(entry)
        paragraphs, headings = fragment_text(markup) if markup else ("", [])
        if not paragraphs.strip():
            continue
        source = entry.get("source") or {}
        published, note = _published(entry)
        yield from_text(
            paragraphs,
            replace(
                given,
                title=title,
                author=_author(entry),
                publisher=_plain(source.get("title")) or publisher,
                published=published,
                url=entry.get("link") or None,
                language=language[0] if language else None,
                file=f"{given.file}!{number}",
                notes=(*given.notes, *note),
            ),
            options,
            headings=headings,
        )
        read += 1
    if not read:
        raise Undecodable(
            "a feed without any text" if feed.entries else "a feed without entries",
            "save the pages that it links to" if feed.entries else "check that the feed was saved whole",
        )


def _markup(entry: Any) -> str:
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    summary = str(entry.get("summary") or "")
    return max([*contents, summary], key=len)


def _published(entry: Any) -> tuple[DateValue | None, tuple[str, ...]]:
    for name, note in (("published", ()), ("created", ()), ("updated", ("dated by its last change",))):
        stated = entry.get(name) if name in entry else None
        if not stated:
            continue
        value = parse_date(str(stated))
        clock = entry.get(f"{name}_parsed")
        if value is None and clock is not None:
            value = parse_date(f"{clock[0]:04}-{clock[1]:02}-{clock[2]:02}")
        if value is not None:
            return value, note
    return None, ()


def _author(entry: Any) -> str | None:
    names = [_plain(author.get("name")) for author in entry.get("authors") or [] if isinstance(author, dict)]
    found = ", ".join(dict.fromkeys(name for name in names if name)) or _plain(entry.get("author"))
    # RSS wants an address with the name in brackets: "editor@example.org (Jane Doe)".
    match = re.match(r"\S+@\S+\s*\((.+)\)$", found or "")
    if match:
        return match[1]
    return None if found and "@" in found else found


def _plain(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    text = re.sub(r"<[^>]{1,200}>", "", value)
    return " ".join(text.split()) or None
