"""Opening a case file: new, old, newer, in use, damaged, or no case at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman._version import __version__
from dragoman.case import schema
from dragoman.errors import CaseError, UsageError

if TYPE_CHECKING:
    import duckdb

__all__ = ["connect", "sql_of_a_person"]


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the case at `path`, of this version's schema.

    A file that is not there is made, unless `read_only`. What a killed process left in the log beside the file is
    replayed by DuckDB. Raises CaseError where the file is in use, no case, or of a newer version.
    """
    if read_only and not path.exists():
        raise CaseError(f"{path}: there is no such case; make one with: dragoman read FOLDER --case {path}")
    if path.is_dir():
        raise CaseError(f"{path}: is a folder; name a file, such as {path / 'syria.duckdb'}")
    connection = _open(path, read_only=read_only)
    try:
        if read_only:
            if not _is_up_to_date(connection, path):
                # New views (or a newer schema) have to be written once; after that the file opens for reading alone.
                connection.close()
                _open_for_writing(path).close()
                connection = _open(path, read_only=True)
        else:
            _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def sql_of_a_person() -> Iterator[None]:
    """Around running SQL that a person wrote: what DuckDB says against it becomes a UsageError with a cure."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise UsageError(
            f"the SQL does not run: {error}\n    mend the query; tables and views with their columns: docs/case.md"
        ) from error


def _open_for_writing(path: Path) -> duckdb.DuckDBPyConnection:
    connection = _open(path, read_only=False)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        # Extensions are neither looked for nor fetched: a case never makes DuckDB go to the network.
        return duckdb.connect(
            str(path),
            read_only=read_only,
            config={
                # What DuckDB keeps of the file in memory does not grow with the case.
                "memory_limit": "2GB",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
    except duckdb.Error as error:
        raise CaseError(_explain(path, str(error))) from error


def _explain(path: Path, message: str) -> str:
    if "lock" in message.lower():
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return (
            f"{path}: this case is in use by {who}; one process at a time can write to a case. "
            "Wait until it is done, or end it, and run the command again"
        )
    if "different configuration" in message:
        return f"{path}: this case is already open in this program in another way; close that one first"
    if "not a valid DuckDB" in message:
        return f"{path}: is not a case (not a DuckDB file); name another file with --case"
    if "newer" in message or "older version" in message or "storage version" in message:
        return f"{path}: was written by another version of DuckDB; bring dragoman and duckdb up to date ({message})"
    if not path.parent.exists():
        return f"{path}: the folder {path.parent} does not exist; make it, or name another file with --case"
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        return (
            f"{path}: no permission to write there; change the permission, or name another file with --case"
        )
    return f"{path}: cannot be opened ({message.splitlines()[0]}); if the file is damaged, go back to a copy"


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"
    ).fetchall()
    return {name for (name,) in rows}


def _meta(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
    return found[0][0] if found else None


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    tables = _tables(connection)
    if "meta" not in tables:
        raise CaseError(
            f"{path}: is a DuckDB file but not a case; name another file with --case, so that this one stays as it is"
        )
    version = int(_meta(connection, "schema_version") or 0)
    if version > schema.SCHEMA_VERSION:
        raise CaseError(
            f"{path}: was written by a newer dragoman ({_meta(connection, 'created_by')}, schema {version}); this is "
            f"{__version__}, which knows schema {schema.SCHEMA_VERSION}: bring dragoman up to date"
        )
    return version


def _is_up_to_date(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    if not _tables(connection):
        return False
    return (
        _version(connection, path) == schema.SCHEMA_VERSION
        and _meta(connection, "views") == schema.views_fingerprint()
    )


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the tables of a new case, bring those of an old one up to date; all of it or nothing."""
    connection.execute("BEGIN")
    if not _tables(connection):
        for statement in schema.ddl():
            connection.execute(statement)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [["schema_version", str(schema.SCHEMA_VERSION)], ["created_by", f"dragoman {__version__}"]],
        )
    version = _version(connection, path)
    while version < schema.SCHEMA_VERSION:
        steps = schema.MIGRATIONS.get(version)
        if steps is None:
            raise CaseError(
                f"{path}: was written by an older dragoman (schema {version}) that this one cannot bring up to date; "
                f"read the files again into a new case"
            )
        for statement in steps:
            connection.execute(statement)
        version += 1
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(version)])
    if _meta(connection, "views") != schema.views_fingerprint():
        for statement in schema.view_ddl():
            connection.execute(statement)
        connection.execute("DELETE FROM meta WHERE key = 'views'")
        connection.execute("INSERT INTO meta VALUES ('views', ?)", [schema.views_fingerprint()])
    connection.execute("COMMIT")
