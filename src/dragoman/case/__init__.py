"""Every record <-> DuckDB: one file holds a case. The only place that writes SQL. Schema: docs/case.md."""

from dragoman.case.store import Batch, CopiedPassage, Duplicate, FileRead, Links, Store

__all__ = ["Batch", "CopiedPassage", "Duplicate", "FileRead", "Links", "Store"]
