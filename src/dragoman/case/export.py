"""A case as files for other tools: a table a file as CSV or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from dragoman.case import schema
from dragoman.case.store import Store
from dragoman.errors import InputError

__all__ = ["EXPORTED", "export_tables"]

EXPORTED: dict[str, str] = {
    "documents": "SELECT * FROM documents ORDER BY number",
    "document_files": "SELECT * FROM document_files ORDER BY document, path, part",
    "furniture": "SELECT * FROM furniture ORDER BY document, number",
    "events": "SELECT * FROM events_v ORDER BY document, number",
    "attributions": "SELECT * FROM attributions_v ORDER BY document, number",
    "ties": "SELECT * FROM ties_v ORDER BY document, number",
    "positions": "SELECT * FROM positions_v ORDER BY document, number",
    "mentions": "SELECT * FROM mentions_now ORDER BY document, number",
    "actors": "SELECT * FROM actors_v ORDER BY id",
    "places": "SELECT * FROM places_v ORDER BY name, geonames",
    "incidents": "SELECT * FROM incidents_v ORDER BY id",
    "incident_events": "SELECT * FROM incident_events ORDER BY incident, number",
    "contradictions": "SELECT * FROM contradictions_v ORDER BY id",
    "duplicates": "SELECT * FROM duplicates ORDER BY copies, document",
    "uncoded": "SELECT * FROM uncoded_v ORDER BY document, number",
    "refused": "SELECT * FROM refused ORDER BY file",
    "reviews": "SELECT * FROM reviews ORDER BY number",
    "review_changes": "SELECT * FROM review_changes ORDER BY review, field",
}
"""File name -> what it holds: the lines that count, with people's decisions applied."""


def export_tables(store: Store, format: Literal["csv", "parquet"], folder: Path) -> dict[str, int]:
    """Write a file for each table into `folder`, made if need be; table -> rows.

    In CSV a list is written as [a, b]. Raises InputError if the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot be made a folder ({error.strerror})", where=folder, fix="name another folder with -o"
        ) from error
    how = "FORMAT csv, HEADER" if format == "csv" else "FORMAT parquet, COMPRESSION zstd"
    written: dict[str, int] = {}
    for name, sql in EXPORTED.items():
        target = folder / f"{name}.{format}"
        try:
            result = store.connection.execute(f"COPY ({sql}) TO {_quoted(target)} ({how})").fetchall()
        except OSError as error:
            raise InputError("cannot be written", where=target, fix="name another folder with -o") from error
        except Exception as error:
            if "IO Error" not in str(error):
                raise
            raise InputError(
                f"cannot be written ({error})",
                where=target,
                fix="free the disk or name another folder with -o",
            ) from error
        written[name] = int(result[0][0]) if result else 0
    return written


def _quoted(path: Path) -> str:
    return schema.quoted(str(path))
