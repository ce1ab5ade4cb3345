"""CSV, TSV, JSON lines and JSON: one document a row, its text as it stands there, never split, never changed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dragoman.read.dates import parse_date
from dragoman.read.decode import Undecodable
from dragoman.read.documents import Given, from_text
from dragoman.read.options import ReadOptions
from dragoman.read.sniff import table_dialect
from dragoman.records import Document, Refused

__all__ = ["read_json", "read_json_lines", "read_table"]

_TEXT = ("text", "full_text", "fulltext", "body", "content", "article", "article_text", "story", "article_body", "articlebody",
         "maintext", "contents", "sentence", "paragraph", "passage", "abstract", "summary", "description", "lead", "message")  # fmt: skip
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "subject"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "publisher": ("publisher", "source", "outlet", "publication", "newspaper", "site", "site_name", "media", "journal", "domain"),
    "date": ("date", "published", "published_at", "publication_date", "pub_date", "pubdate", "date_publish", "publishedat",
             "date_published", "datepublished", "publish_date", "publication date", "published_date", "created_at", "timestamp"),
    "url": ("url", "link", "web_url", "permalink", "canonical_url", "uri"),
    "language": ("language", "lang"),
    "id": ("id", "uid", "guid", "doc_id", "docid", "key"),
}  # fmt: skip
_LISTS = (
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "data",
    "entries",
    "stories",
    "hits",
    "rows",
    "records",
    "news",
)
_SHOWN = 5


def read_table(text: str, given: Given, options: ReadOptions) -> Iterator[Document | Refused]:
    """The rows of a CSV or TSV text. Raises Undecodable where no column holds text."""
    delimiter = table_dialect(text, text_column=options.text_column)
    if delimiter is None:
        raise Undecodable(
            "not a table with a heading row", "give CSV or TSV with a first row that names the columns"
        )
    csv.field_size_limit(max(options.max_bytes, 131_072))
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    heads = [cell.strip() for cell in next(row for row in rows if any(cell.strip() for cell in row))]
    sample: list[list[str]] = []
    for row in rows:
        sample.append(row)
        if len(sample) == 50:
            break
    column = _column(heads, [dict(zip(heads, row, strict=False)) for row in sample], options)
    note = () if options.text_column else (f"text taken from column {column!r}",)

    def every() -> Iterator[tuple[int, Mapping[str, Any]]]:
        number = 1
        for row in sample:
            number += 1
            yield number, dict(zip(heads, row, strict=False))
        try:
            for row in rows:
                number += 1
                yield number, dict(zip(heads, row, strict=False))
        except csv.Error as error:
            raise Undecodable(
                f"row {number + 1} cannot be read: {error}", "mend the row; the rows before it were read"
            ) from None

    yield from _rows(
        ((str(number), row) for number, row in every() if any(row.values())),
        column,
        replace(given, notes=(*given.notes, *note)),
        options,
        what="row",
    )


def read_json_lines(text: str, given: Given, options: ReadOptions) -> Iterator[Document | Refused]:
    """One document a line; a faulty line is refused by its number and the others go on."""
    column: str | None = None

    def refuse(number: int, reason: str, cure: str) -> Refused:
        return Refused(f"{given.file}!{number}", reason, cure)

    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield refuse(number, f"line {number} is not JSON ({_short(error)})", "mend or remove the line")
            continue
        if not isinstance(row, dict):
            yield refuse(
                number,
                f"line {number} is not a JSON object",
                'write one object a line, {"id": ..., "text": ...}',
            )
            continue
        if column is None or column not in row:
            try:
                column = _column(list(row), [row], options)
            except Undecodable as error:
                yield refuse(number, f"line {number}: {error.reason}", error.cure)
                continue
        yield from _rows([(str(number), row)], column, given, options, what="line")


def read_json(text: str, given: Given, options: ReadOptions) -> Iterator[Document | Refused]:
    """A JSON list of objects, an object that holds such a list, or one object. Raises Undecodable for others."""
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        raise Undecodable("JSON nested too deep", "give a list of objects, each with its text") from None
    except ValueError as error:
        raise Undecodable(f"not JSON ({_short(error)})", "mend it, or give the text itself") from None
    rows = _objects(data)
    if not rows:
        raise Undecodable(
            "JSON without articles", 'give objects with a "text", or name the key with --text-column'
        )
    heads = list(dict.fromkeys(key for row in rows[:50] for key in row))
    column = _column(heads, rows[:50], options)
    yield from _rows(
        ((str(number), row) for number, row in enumerate(rows, start=1)), column, given, options, what="item"
    )


def _objects(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [row for row in data if isinstance(row, dict)]
    if isinstance(data, dict):
        for key in _LISTS:
            inner = data.get(key)
            if isinstance(inner, list) and inner and all(isinstance(row, dict) for row in inner):
                return inner
            if isinstance(inner, dict) and key in ("hits", "data"):
                return _objects(inner)
        return [data]
    return []


def _column(heads: list[str], sample: list[Any], options: ReadOptions) -> str:
    """The column that holds the text: the one a person named, one of a usual name, or the one with the longest prose."""
    if options.text_column is not None:
        if options.text_column in heads:
            return options.text_column
        raise Undecodable(
            f"no column {options.text_column!r}",
            f"--text-column is one of: {', '.join(map(repr, heads[:20]))}",
        )
    folded = {re.sub(r"[\s-]+", "_", head.strip().casefold()): head for head in reversed(heads)}

    def filled(head: str) -> bool:
        return any(isinstance(row.get(head), str) and row[head].strip() for row in sample)

    for name in _TEXT:
        if name in folded and filled(folded[name]):
            return folded[name]
    lengths = {
        head: sum(
            len(row[head]) for row in sample if isinstance(row.get(head), str) and row[head].count(" ") > 5
        )
        / max(1, len(sample))
        for head in heads
    }
    best = max(lengths, key=lambda head: lengths[head], default=None)
    if best is not None and lengths[best] >= 60:
        return best
    for name in _TEXT:
        if name in folded:
            return folded[name]
    raise Undecodable(
        "no column that holds text",
        f"name it with --text-column; columns: {', '.join(map(repr, heads[:20]))}",
    )


def _rows(
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    column: str,
    given: Given,
    options: ReadOptions,
    *,
    what: str,
) -> Iterator[Document | Refused]:
    empty: list[str] = []
    for number, row in rows:
        text = row.get(column)
        if not isinstance(text, str) or not text.strip():
            empty.append(number)
            continue
        if _unpaired(text):
            yield Refused(
                f"{given.file}!{number}",
                f"{what} {number} holds half a character (a lone surrogate)",
                "mend or remove it",
            )
            continue
        identity = _field(row, "id", column)
        date = _field(row, "date", column)
        published = parse_date(date) if date else None
        notes = (
            given.notes
            if published is not None or not date
            else (*given.notes, f"date {date[:40]!r} not understood")
        )
        language = (_field(row, "language", column) or "").lower()
        yield from_text(
            text,
            replace(
                given,
                title=_field(row, "title", column),
                author=_field(row, "author", column),
                publisher=_field(row, "publisher", column) or given.publisher,
                published=published,
                url=_field(row, "url", column),
                language=language[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", language) else None,
                file=f"{given.file}!{identity or number}",
                notes=notes,
            ),
            options,
            guess_title=False,
        )
    if empty:
        some = ", ".join(empty[:_SHOWN]) + (", ..." if len(empty) > _SHOWN else "")
        plural = what if len(empty) == 1 else f"{len(empty)} {what}s"
        yield Refused(
            f"{given.file}!{empty[0]}",
            f"{plural} without text in {column!r} ({some})",
            "fill it in, or name another column with --text-column",
        )


def _field(row: Mapping[str, Any], name: str, column: str) -> str | None:
    keys = {re.sub(r"[\s-]+", "_", str(key).strip().casefold()): key for key in row}
    for wanted in _FIELDS[name]:
        key = keys.get(wanted)
        if key is None or key == column:
            continue
        value = row[key]
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int))
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if (
            isinstance(value, str)
            and value.strip()
            and value.strip().casefold() not in ("nan", "none", "null", "n/a")
            and not _unpaired(value)
        ):
            return value.strip()
    return None


def _unpaired(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _short(error: BaseException) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:100]
