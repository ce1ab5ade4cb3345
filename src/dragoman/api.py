"""From Python: `dragoman.open("syria.duckdb")` and `dragoman.code("Turkish jets bombed Marsa.")`."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, overload

from dragoman.errors import UsageError
from dragoman.records import CodedDocument, Document, content_id

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from dragoman.case.explain import Explanation
    from dragoman.case.reviews import Reviewed
    from dragoman.pipeline import Progress, Summary
    from dragoman.records import Refused

__all__ = ["Case", "Table", "code", "open"]

_SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a case. Nothing is fetched before it is asked for, as Arrow, Polars, pandas or Python's own."""

    relation: duckdb.DuckDBPyRelation
    """DuckDB's relation, to filter, join and aggregate further."""

    def __len__(self) -> int:
        with _asking():
            return int(self.relation.shape[0])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def rows(self, limit: int | None = None) -> list[dict[str, Any]]:
        """Each line as column -> value."""
        relation = self.relation if limit is None else self.relation.limit(limit)
        with _asking():
            return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    def pl(self) -> pl.DataFrame:
        """As a Polars data frame."""
        with _asking():
            frame: pl.DataFrame = self.relation.pl()
        return frame

    def df(self) -> pd.DataFrame:
        """As a pandas data frame; needs pandas: pip install dragoman[pandas]."""
        with _asking():
            frame: pd.DataFrame = self.relation.df()
        return frame

    def arrow(self) -> pa.Table:
        """As an Arrow table."""
        with _asking():
            return self.relation.to_arrow_table()

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self.relation.columns)})"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.relation.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(value))}</td>" for value in row.values()) + "</tr>"
            for row in self.rows(_SHOWN_ROWS)
        )
        n = len(self)
        more = f"<p>the first {_SHOWN_ROWS} of {n} rows</p>" if n > _SHOWN_ROWS else f"<p>{n} rows</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _asking() -> AbstractContextManager[None]:
    # A query of one's own may fail only when its rows are worked out: a word cast to a number.
    from dragoman.case.connection import sql_of_a_person

    return sql_of_a_person()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 300 else text[:299] + "…"


class Case:
    """An open case. Use it with `with`, or call `close()`: while it is open no other process can write to it."""

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        from dragoman.case import Store

        self.store = Store(path, read_only=read_only)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def read(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        date: str | None = None,
        publisher: str | None = None,
        text_column: str | None = None,
        recode: bool = False,
        doubtful: bool = False,
        codebook: Path | None = None,
        actors: Path | None = None,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_refused: Callable[[Refused], None] | None = None,
    ) -> Summary:
        """Read files and folders into the case and code what is new; what `dragoman read` does.

        date, publisher: of inputs that name none. doubtful: keep lines of low confidence too. Returns what was done and
        what could not be.
        """
        from dragoman.pipeline import CodeOptions, read_into_case
        from dragoman.read import ReadOptions

        return read_into_case(
            self.store,
            [paths] if isinstance(paths, str | os.PathLike) else list(paths),
            ReadOptions(date=date, publisher=publisher, text_column=text_column),
            CodeOptions(codebook, actors, doubtful),
            recode=recode,
            workers=workers,
            on_progress=on_progress,
            on_refused=on_refused,
        )

    def table(self, kind: str, **filters: object) -> Table:
        """Lines of any kind that `dragoman show` knows, narrowed down by its filters."""
        from dragoman.case.shows import query

        sql, values = query(kind, filters)
        return Table(self.store.relation(sql, values))

    def documents(self, **filters: object) -> Table:
        """The documents."""
        return self.table("documents", **filters)

    def events(self, **filters: object) -> Table:
        """The events that count, such as `case.events(type="ASSAULT", since="2017-01-01")`."""
        return self.table("events", **filters)

    def attributions(self, **filters: object) -> Table:
        """The attributions that count, such as `case.attributions(speaker="Zarif")`."""
        return self.table("attributions", **filters)

    def actors(self, **filters: object) -> Table:
        """Who appears, how often, in which role."""
        return self.table("actors", **filters)

    def places(self, **filters: object) -> Table:
        """The places that were found on the map."""
        return self.table("places", **filters)

    def ties(self, **filters: object) -> Table:
        """The ties that count."""
        return self.table("ties", **filters)

    def incidents(self, **filters: object) -> Table:
        """Events that report the same act, such as `case.incidents(single=True)`."""
        return self.table("incidents", **filters)

    def contradictions(self, **filters: object) -> Table:
        """Pairs of lines that cannot both hold."""
        return self.table("contradictions", **filters)

    def refused(self, **filters: object) -> Table:
        """Inputs that were not read, and why."""
        return self.table("refused", **filters)

    def uncoded(self, **filters: object) -> Table:
        """Words that were not coded, and why."""
        return self.table("uncoded", **filters)

    def sql(self, query: str) -> Table:
        """Any query over the tables and views of docs/case.md. Raises UsageError for one that does not run."""
        return Table(self.store.query(query))

    def coded(self, ids: Sequence[str] | None = None) -> Iterator[CodedDocument]:
        """The documents with all their lines as records, people's decisions applied."""
        return self.store.coded(ids)

    def explain(self, id: str) -> Explanation:
        """Why a line is as it is."""
        from dragoman.case.explain import explain

        return explain(self.store, id)

    def review(
        self,
        id: str,
        decision: Literal["accept", "reject", "correct"],
        *,
        by: str,
        note: str | None = None,
        changes: Mapping[str, str] | None = None,
    ) -> Reviewed:
        """Store a person's decision on a line; it wins over the machine's and is kept."""
        from dragoman.case.reviews import review

        return review(self.store, id, decision, by=by, note=note, changes=changes)

    def report(self, path: str | Path, title: str | None = None) -> None:
        """Write the report, one HTML page that opens offline."""
        from dragoman.pipeline import write_report

        write_report(self.store, Path(path), title)

    def __repr__(self) -> str:
        return f"Case({str(self.store.path)!r}: {', '.join(f'{n} {name}' for name, n in self.store.counts().items())})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{name}</th><td>{n:,}</td></tr>" for name, n in self.store.counts().items())
        return f"<p><b>{html.escape(str(self.store.path))}</b></p><table>{rows}</table>"


def open(path: str | Path, *, read_only: bool = False) -> Case:
    """Open a case, or make a new one. Raises CaseError if it is in use, of a newer version, or no case."""
    return Case(path, read_only=read_only)


# A string is an iterable of strings too; the first signature is meant to win.
@overload
def code(  # type: ignore[overload-overlap]
    texts: str, *, date: str | None = None, title: str | None = None
) -> CodedDocument: ...


@overload
def code(
    texts: Iterable[str], *, date: str | None = None, title: str | None = None
) -> list[CodedDocument]: ...


def code(
    texts: str | Iterable[str], *, date: str | None = None, title: str | None = None
) -> CodedDocument | list[CodedDocument]:
    """Who did what to whom in a text, or in each of several; English only.

    date: the day of publication, as 2017-01-23; "Tuesday" counts from there. Raises ModelError without a language
    model, UsageError for a date that is none.
    """
    from dragoman.pipeline import CodeOptions, coder_for
    from dragoman.read.dates import parse_date

    published = parse_date(date) if date is not None else None
    if date is not None and published is None:
        raise UsageError(f"date={date!r} is no date; write it as 2017-01-23")
    several = [texts] if isinstance(texts, str) else list(texts)
    documents = [
        Document(id=content_id(text, title), text=text, title=title, published=published) for text in several
    ]
    coded = list(coder_for(CodeOptions()).code(documents))
    return coded[0] if isinstance(texts, str) else coded
