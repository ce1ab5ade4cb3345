"""Prints docs/case.md's part on tables and views, from the schema itself: python -m dragoman.case.describe."""

from __future__ import annotations

import sys

from dragoman.case import schema

__all__ = ["tables_as_markdown"]


def tables_as_markdown() -> str:
    """Every table with its columns, and every view, as Markdown."""
    parts = ["## Tables\n"]
    for table in schema.TABLES:
        parts.append(f"### {table.name}\n\n{table.row}\n\n| column | type | meaning |\n| --- | --- | --- |")
        parts += [f"| `{column.name}` | {column.type} | {column.meaning} |" for column in table.columns]
        parts.append("")
    parts.append("## Views\n\n| view | a row is |\n| --- | --- |")
    parts += [f"| `{view.name}` | {view.row} |" for view in schema.VIEWS]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(tables_as_markdown())
