"""The case: one DuckDB file that holds everything about one conflict.

Nothing outside this folder writes SQL. What is written in one call of `Batch.commit` is there as a whole or not at
all, so that a process killed at any moment leaves a case that the next run goes on with.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dragoman.case import rows as to_rows
from dragoman.case import schema
from dragoman.case.connection import connect, sql_of_a_person
from dragoman.case.rows import Row, Rows
from dragoman.errors import CaseError, UsageError
from dragoman.records import (
    CodedDocument,
    Contradiction,
    Document,
    Incident,
    Origin,
    Refused,
    SharedQuotation,
    Span,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["Batch", "CopiedPassage", "Duplicate", "FileRead", "Links", "Store"]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read to its end, so that the next run need not open it."""

    path: str
    size: int
    modified_ns: int
    sha256: str | None
    options: str
    documents: int
    refused: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that is the same article as another; `original` is the id of the one that they copy."""

    document: str
    original: str
    similarity: float
    """Share of word shingles in common with the original, 0 to 1; 1 for the original itself."""


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage that stands word for word in two documents."""

    document: str
    span: Span
    copy: str
    copy_span: Span


@dataclass(frozen=True, slots=True)
class Links:
    """What holds between documents; computed over the whole case and replaced as a whole."""

    incidents: tuple[Incident, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    passages: tuple[CopiedPassage, ...] = ()
    origins: tuple[Origin, ...] = ()
    quotations: tuple[SharedQuotation, ...] = ()


@dataclass
class Batch:
    """What the next transaction writes."""

    documents: list[Document] = field(default_factory=list)
    """New ones; a document that is there already is replaced only if it is in `replaced`."""
    replaced: set[str] = field(default_factory=set)
    coded: list[CodedDocument] = field(default_factory=list)
    seen: list[tuple[Document, str]] = field(default_factory=list)
    """Document as a file has it, with the absolute path of that file."""
    refused: list[tuple[Refused, str]] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.documents or self.coded or self.seen or self.refused or self.files)


_ORDER: dict[str, str] = {
    "codings": "coder",
    "coreference": "cluster, number",
    "role_spans": "role, number",
    "parties": "line, role, number",
    "attribution_spans": "attribution, part, number",
}
_EFFECTIVE: dict[str, str] = {
    "events": "events_now",
    "attributions": "attributions_now",
    "ties": "ties_now",
    "positions": "positions_now",
    "mentions": "mentions_now",
}
_COUNTED: dict[str, str] = {
    "documents": "documents",
    "events": "events_now",
    "attributions": "attributions_now",
    "ties": "ties_now",
    "incidents": "incidents",
    "contradictions": "contradictions",
    "refused": "refused",
}
_ARROW: dict[str, str] = {
    "VARCHAR": "string",
    "INTEGER": "int32",
    "BIGINT": "int64",
    "DOUBLE": "float64",
    "BOOLEAN": "bool",
    "DATE": "date32",
}


def arrow_schema(table: schema.Table) -> pa.Schema:
    """The Arrow schema of a table of the case."""
    import pyarrow as pa

    def kind(sql: str) -> pa.DataType:
        if sql.endswith("[]"):
            return pa.list_(kind(sql.removesuffix("[]")))
        if sql == "TIMESTAMPTZ":
            return pa.timestamp("us", "UTC")
        return getattr(pa, _ARROW[sql] if sql != "BOOLEAN" else "bool_")()

    return pa.schema([(column.name, kind(column.type)) for column in table.columns])


class Store:
    """An open case file. Use it as a context manager, so that the file is let go of at the end."""

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.connection: duckdb.DuckDBPyConnection = connect(self.path, read_only=read_only)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is in the log to the file and let go of it."""
        self.connection.close()

    # Reading

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of a query as dicts."""
        cursor = self.connection.execute(sql, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first field of the first row of a query; None if there is none."""
        # All rows are fetched: DuckDB lets nothing else run on a connection with a result that is not fetched to its end.
        found = self.connection.execute(sql, list(values)).fetchall()
        return found[0][0] if found else None

    def files(self) -> dict[str, FileRead]:
        """Path -> what is known of every file read so far."""
        found = self.connection.execute(
            "SELECT path, size, modified_ns, sha256, options, documents, refused FROM files"
        ).fetchall()
        return {row[0]: FileRead(*row) for row in found}

    def document_ids(self) -> set[str]:
        """Ids of all documents."""
        return {id_ for (id_,) in self.connection.execute("SELECT id FROM documents").fetchall()}

    def standing(self) -> set[tuple[str, str]]:
        """(document, path) for every file in which a document is known to stand."""
        return set(self.connection.execute("SELECT document, path FROM document_files").fetchall())

    def refused_paths(self) -> set[str]:
        """Absolute paths of the files of which something was refused."""
        return {path for (path,) in self.connection.execute("SELECT DISTINCT path FROM refused").fetchall()}

    def refused(self) -> tuple[Refused, ...]:
        """Inputs that were not read, in the order in which they were met."""
        found = self.rows("SELECT file, reason, cure, bytes FROM refused ORDER BY rowid")
        return tuple(Refused(**row) for row in found)

    def copies(self) -> int:
        """How many documents are reprints or lightly edited copies of another."""
        return int(self.value("SELECT count(*) FROM duplicates WHERE NOT original"))

    def counts(self) -> dict[str, int]:
        """How much the case holds: kind -> lines that count, such as documents, events, refused."""
        return {name: int(self.value(f"SELECT count(*) FROM {view}")) for name, view in _COUNTED.items()}

    def current_coders(self) -> dict[str, tuple[str, dt.datetime]]:
        """Document -> who made its current coding, and when; documents without a coding are left out."""
        found = self.connection.execute(
            "SELECT document, coder, coded_at FROM codings WHERE current"
        ).fetchall()
        return {document: (coder, at) for document, coder, at in found}

    def documents(self, ids: Sequence[str] | None = None) -> Iterator[Document]:
        """Documents in the order in which they came in; `ids` narrows them down."""
        for _, document in self._documents(ids):
            yield document

    def _documents(self, ids: Sequence[str] | None, size: int = 512) -> Iterator[tuple[int, Document]]:
        wanted = self._ids(ids)
        for start in range(0, len(wanted), size):
            part = wanted[start : start + size]
            found = self.rows(
                "SELECT * FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY number", [part]
            )
            furniture, repeated = (
                self._by_document(table, part, "number") for table in ("furniture", "repeated")
            )
            for row in found:
                record = to_rows.document_record(row, furniture[row["id"]], repeated[row["id"]])
                yield row["number"], record

    def _ids(self, ids: Sequence[str] | None) -> list[str]:
        if ids is None:
            found = self.connection.execute("SELECT id FROM documents ORDER BY number").fetchall()
        else:
            found = self.connection.execute(
                "SELECT id FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY number",
                [list(ids)],
            ).fetchall()
        return [id_ for (id_,) in found]

    def _by_document(
        self, table: str, ids: Sequence[str], order: str, where: str = ""
    ) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = defaultdict(list)
        condition = f" AND {where}" if where else ""
        for row in self.rows(
            f"SELECT * FROM {table} WHERE document IN (SELECT unnest(?::VARCHAR[])){condition} ORDER BY document, {order}",
            [list(ids)],
        ):
            groups[row["document"]].append(row)
        return groups

    def coded(self, ids: Sequence[str] | None = None, *, coder: str | None = None) -> Iterator[CodedDocument]:
        """Codings, in the order in which the documents came in.

        Without `coder` the lines that count: a person's over the machine's.
        With it, exactly what that coder wrote.
        """
        wanted = self._ids(ids)
        # Every page looks through whole tables, so few large pages; five hundred articles are some 20 MB.
        size = 512
        for start in range(0, len(wanted), size):
            part = wanted[start : start + size]
            documents = list(self.documents(part))
            if coder is None:
                yield from self._effective(documents, part)
            else:
                yield from self._by_coder(documents, part, coder)

    def _by_coder(
        self, documents: Sequence[Document], ids: Sequence[str], coder: str
    ) -> Iterator[CodedDocument]:
        tables = {}
        for table in schema.CODED_TABLES:
            order = _ORDER.get(table.name, "number")
            found = self.rows(
                f"SELECT * FROM {table.name} WHERE document IN (SELECT unnest(?::VARCHAR[])) AND coder = ? ORDER BY document, {order}",
                [list(ids), coder],
            )
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in found:
                groups[row["document"]].append(row)
            tables[table.name] = groups
        for document in documents:
            mine = {name: groups[document.id] for name, groups in tables.items()}
            if mine["codings"]:
                yield to_rows.coded_document(document, coder, mine)

    def _effective(self, documents: Sequence[Document], ids: Sequence[str]) -> Iterator[CodedDocument]:
        tables: dict[str, dict[str, list[Row]]] = {}
        for table in schema.CODED_TABLES:
            order = _ORDER.get(table.name, "number")
            tables[table.name] = self._by_document(_EFFECTIVE.get(table.name, table.name), ids, order)
        for document in documents:
            codings = [row for row in tables["codings"][document.id] if row["current"]]
            if not codings:
                continue
            coder = codings[0]["coder"]
            mine: dict[str, list[Row]] = {"codings": codings}
            persons: set[str] = set()
            for name in ("events", "attributions", "ties", "positions"):
                mine[name] = sorted(tables[name][document.id], key=lambda row: row["number"])
                persons |= {row["id"] for row in mine[name] if row["coder"] == schema.PERSON}
            for name, key in (("parties", "line"), ("attribution_spans", "attribution")):
                mine[name] = [
                    row
                    for row in tables[name][document.id]
                    if row["coder"] == (schema.PERSON if row[key] in persons else coder)
                ]
            for name in ("role_spans", "sentences", "mentions", "coreference", "uncoded"):
                mine[name] = [row for row in tables[name][document.id] if row["coder"] == coder]
            yield to_rows.coded_document(document, coder, mine)

    # Writing

    def commit(self, batch: Batch, at: dt.datetime | None = None) -> None:
        """Write the whole batch in one transaction, or nothing of it.

        Coding a document anew keeps the codings of other coders (no longer current) and replaces this coder's own.
        """
        if not batch:
            return
        at = at or dt.datetime.now(dt.UTC)
        rows: Rows = defaultdict(list)
        number = self.value("SELECT coalesce(max(number), 0) FROM documents")
        numbers = self._numbers(batch.replaced)
        for document in batch.documents:
            if document.id in numbers:
                place = numbers[document.id]
            else:
                number += 1
                place = number
            _extend(rows, to_rows.document_rows(document, place))
        for coded in batch.coded:
            _extend(rows, to_rows.coded_rows(coded, at))
        for document, path in batch.seen:
            rows["document_files"].append(_standing_row(document, path))
        for refused, path in batch.refused:
            rows["refused"].append(
                {
                    "file": refused.file,
                    "path": path,
                    "reason": refused.reason,
                    "cure": refused.cure,
                    "bytes": refused.bytes,
                }
            )
        for file in batch.files:
            rows["files"].append({name: getattr(file, name) for name in schema.BY_NAME["files"].names})
        with self.transaction():
            self._clear(batch)
            for table, new in rows.items():
                self._insert(table, new)
            if batch.coded or batch.documents:
                self._set_meta("stale_links", "yes")

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        wanted = list(ids)
        if not wanted:
            return {}
        found = self.connection.execute(
            "SELECT id, number FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [wanted]
        ).fetchall()
        return dict(found)

    def _clear(self, batch: Batch) -> None:
        """Remove what the batch replaces."""
        if batch.replaced:
            ids = sorted(batch.replaced)
            for name, key in (("documents", "id"), ("furniture", "document"), ("repeated", "document")):
                self.connection.execute(
                    f"DELETE FROM {name} WHERE {key} IN (SELECT unnest(?::VARCHAR[]))", [ids]
                )
            again = sorted({path for document, path in batch.seen if document.id in batch.replaced})
            self.connection.execute(
                "DELETE FROM document_files WHERE document IN (SELECT unnest(?::VARCHAR[])) "
                "AND path IN (SELECT unnest(?::VARCHAR[]))",
                [ids, again],
            )
        recoded = [coded.document.id for coded in batch.coded]
        if recoded:
            known = self.connection.execute(
                "SELECT document, coder FROM codings WHERE document IN (SELECT unnest(?::VARCHAR[]))",
                [recoded],
            ).fetchall()
            if known:
                self.connection.execute(
                    "UPDATE codings SET current = false WHERE document IN (SELECT unnest(?::VARCHAR[])) AND current",
                    [recoded],
                )
                own = {(coded.document.id, coded.coder) for coded in batch.coded} & set(known)
                for coder in sorted({coder for _, coder in own}):
                    ids = sorted(document for document, of in own if of == coder)
                    for table in schema.CODED_TABLES:
                        self.connection.execute(
                            f"DELETE FROM {table.name} WHERE coder = ? AND document IN (SELECT unnest(?::VARCHAR[]))",
                            [coder, ids],
                        )
        paths = sorted({path for _, path in batch.refused} | {file.path for file in batch.files})
        if paths:
            self.connection.execute("DELETE FROM files WHERE path IN (SELECT unnest(?::VARCHAR[]))", [paths])
        replaced = sorted({path for _, path in batch.refused})
        if replaced:
            files = sorted({refused.file for refused, _ in batch.refused})
            self.connection.execute(
                "DELETE FROM refused WHERE file IN (SELECT unnest(?::VARCHAR[]))", [files]
            )

    def forget_refusals(self, path: str) -> None:
        """Drop what was refused in a file that is about to be read again."""
        with self.transaction():
            self.connection.execute("DELETE FROM refused WHERE path = ?", [path])

    def replace_links(self, links: Links) -> None:
        """Put what links the documents in place of what was there; the case then counts as linked."""
        rows: Rows = defaultdict(list)
        for incident in links.incidents:
            rows["incidents"].append(
                {name: getattr(incident, name) for name in schema.BY_NAME["incidents"].names}
                | {"differences": list(incident.differences)}
            )
            rows["incident_events"] += [
                {"incident": incident.id, "number": n, "event": event}
                for n, event in enumerate(incident.events)
            ]
            rows["incident_documents"] += [
                {"incident": incident.id, "number": n, "document": document}
                for n, document in enumerate(incident.documents)
            ]
        for contradiction in links.contradictions:
            rows["contradictions"].append(
                {name: getattr(contradiction, name) for name in schema.BY_NAME["contradictions"].names}
            )
        for duplicate in links.duplicates:
            rows["duplicates"].append(
                {
                    "copies": duplicate.original,
                    "document": duplicate.document,
                    "original": duplicate.document == duplicate.original,
                    "similarity": duplicate.similarity,
                }
            )
        for passage in links.passages:
            rows["copied_passages"].append(
                {
                    "document": passage.document,
                    "span_begin": passage.span.begin,
                    "span_end": passage.span.end,
                    "copy": passage.copy,
                    "copy_begin": passage.copy_span.begin,
                    "copy_end": passage.copy_span.end,
                }
            )
        rows["origins"] = [
            {"incident": o.incident, "number": o.number, "name": o.name, "events": list(o.events)}
            for o in links.origins
        ]
        rows["shared_quotations"] = [
            {
                "id": quotation.id,
                "speaker": quotation.speaker,
                "number": n,
                "document": document,
                "attribution": attribution,
                "span_begin": span.begin,
                "span_end": span.end,
            }
            for quotation in links.quotations
            for n, (document, attribution, span) in enumerate(quotation.places)
        ]
        with self.transaction():
            for table in (
                "incidents",
                "incident_events",
                "incident_documents",
                "contradictions",
                "duplicates",
                "copied_passages",
                "origins",
                "shared_quotations",
            ):
                self.connection.execute(f"DELETE FROM {table}")
                self._insert(table, rows[table])
            self._set_meta("stale_links", None)

    def links(self) -> Links:
        """What links the documents, as it was stored."""
        events = _lists(self.rows("SELECT * FROM incident_events ORDER BY incident, number"), "event")
        documents = _lists(
            self.rows("SELECT * FROM incident_documents ORDER BY incident, number"), "document"
        )
        incidents = tuple(
            Incident(
                **row | {"differences": tuple(row["differences"])},
                events=tuple(events[row["id"]]),
                documents=tuple(documents[row["id"]]),
            )
            for row in self.rows("SELECT * FROM incidents ORDER BY rowid")
        )
        contradictions = tuple(
            Contradiction(**row) for row in self.rows("SELECT * FROM contradictions ORDER BY rowid")
        )
        duplicates = tuple(
            Duplicate(row["document"], row["copies"], row["similarity"])
            for row in self.rows("SELECT * FROM duplicates ORDER BY rowid")
        )
        passages = tuple(
            CopiedPassage(
                row["document"],
                Span(row["span_begin"], row["span_end"]),
                row["copy"],
                Span(row["copy_begin"], row["copy_end"]),
            )
            for row in self.rows("SELECT * FROM copied_passages ORDER BY rowid")
        )
        origins = tuple(
            Origin(row["incident"], row["number"], row["name"], tuple(row["events"]))
            for row in self.rows("SELECT * FROM origins ORDER BY rowid")
        )
        places: dict[tuple[str, str | None], list[tuple[str, str, Span]]] = defaultdict(list)
        for row in self.rows("SELECT * FROM shared_quotations ORDER BY rowid"):
            span = Span(row["span_begin"], row["span_end"])
            places[row["id"], row["speaker"]].append((row["document"], row["attribution"], span))
        quotations = tuple(SharedQuotation(id_, who, tuple(each)) for (id_, who), each in places.items())
        return Links(incidents, contradictions, duplicates, passages, origins, quotations)

    @property
    def links_are_stale(self) -> bool:
        """True if documents were coded since the links were made."""
        return self.meta("stale_links") is not None

    def meta(self, key: str) -> str | None:
        """A fact about the case file."""
        value: str | None = self.value("SELECT value FROM meta WHERE key = ?", [key])
        return value

    def set_meta(self, key: str, value: str | None) -> None:
        """Note a fact about the case file; None removes it."""
        with self.transaction():
            self._set_meta(key, value)

    def _set_meta(self, key: str, value: str | None) -> None:
        self.connection.execute("DELETE FROM meta WHERE key = ?", [key])
        if value is not None:
            self.connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])

    def query(self, sql: str) -> duckdb.DuckDBPyRelation:
        """The answer to a query that a person wrote. Raises UsageError where DuckDB cannot make sense of it."""
        with sql_of_a_person():
            relation: duckdb.DuckDBPyRelation | None = self.relation(sql)
        if relation is None:
            raise UsageError("the SQL asks for nothing; ask for lines with SELECT")
        return relation

    def relation(self, sql: str, values: Sequence[object] = ()) -> duckdb.DuckDBPyRelation:
        """A query as a DuckDB relation, on a connection of its own to the same file, so that neither waits on the other."""
        return self.connection.cursor().sql(sql, params=list(values))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction: committed at the end of the block, undone if the block raises."""
        if self.read_only:
            raise CaseError(f"{self.path}: was opened for reading only; open it for writing to change it")
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        import pyarrow as pa

        # A column at a time through Arrow: a hundred times as fast as row by row.
        kinds = arrow_schema(schema.BY_NAME[table])
        data = pa.table({name: [row[name] for row in rows] for name in kinds.names}, schema=kinds)
        name = "rows_to_insert"
        self.connection.register(name, data)
        try:
            self.connection.execute(f'INSERT INTO "{table}" SELECT * FROM {name}')
        finally:
            self.connection.unregister(name)


def _extend(rows: Rows, more: Rows) -> None:
    for table, new in more.items():
        rows.setdefault(table, []).extend(new)


def _lists(rows: Iterable[Row], value: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row["incident"]].append(row[value])
    return groups


def _standing_row(document: Document, path: str) -> Row:
    published = document.published
    return {
        "document": document.id,
        "file": document.file,
        "path": path,
        "part": document.part,
        "publisher": document.publisher,
        "author": document.author,
        "published": None if published is None else published.first,
        "url": document.url,
        "first_published": document.first_published,
    }
