"""Loaded terms as data: which word, what a neutral text would say, whom it leans against or for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import DataError, DataErrors
from dragoman.records import Span

__all__ = ["LoadedTerm", "find_terms", "load_terms"]

_FIELDS = {"term", "neutral", "leaning", "note"}
_NOT_LOADED = re.compile(
    r"\b(?:sanctions?|inspections?|visa|tax|trade|legal|control|verification|treaty|training|exercise|drug|new)\s+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """A word that takes a side, and the neutral one for the same thing ("" where it should simply be left out)."""

    term: str
    neutral: str
    leaning: str
    """against or for whomever it names"""
    note: str | None = None


@cache
def load_terms(path: Path | None = None) -> tuple[LoadedTerm, ...]:
    """The terms in `path`, by default those that ship. Raises DataErrors with every problem found."""
    where = path or Path(str(resources.files("dragoman"))) / "data" / "publishers" / "terms.yaml"
    problems: list[DataError] = []
    try:
        loader = yaml.CSafeLoader(where.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data: Any = loader.construct_document(node) if node is not None else None
    except (OSError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        fix = "Restore the file that ships with dragoman, or mend the line."
        line = mark.line + 1 if mark else 1
        raise DataErrors(
            [DataError(f"cannot be read: {error}", path=where, line=line, fix=fix)], where=where
        ) from error
    rows = data.get("terms") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise DataErrors(
            [
                DataError(
                    "holds no list `terms`", path=where, line=1, fix="Add `terms:` with one entry a line."
                )
            ],
            where=where,
        )
    lines = (
        [
            item.start_mark.line + 1
            for key, value in node.value
            if key.value == "terms"
            for item in value.value
        ]
        if node
        else []
    )
    found: dict[str, LoadedTerm] = {}
    for row, line in zip(rows, lines, strict=True):
        if not isinstance(row, dict) or not row.get("term") or "neutral" not in row:
            problems.append(
                DataError(
                    "an entry needs `term` and `neutral`",
                    path=where,
                    line=line,
                    fix='Write {term: "...", neutral: "...", leaning: against}.',
                )
            )
            continue
        term = str(row["term"])
        unknown = set(row) - _FIELDS
        if unknown:
            problems.append(
                DataError(
                    f"field {sorted(unknown)[0]!r} of {term!r} is not known",
                    path=where,
                    line=line,
                    fix=f"Fields are {', '.join(sorted(_FIELDS))}.",
                )
            )
        if row.get("leaning") not in ("against", "for"):
            problems.append(
                DataError(
                    f"leaning {row.get('leaning')!r} of {term!r} is not known",
                    path=where,
                    line=line,
                    fix="Write against or for.",
                )
            )
        if term != term.lower():
            problems.append(
                DataError(
                    f"term {term!r} is not in lower case",
                    path=where,
                    line=line,
                    fix=f"Write {term.lower()!r}.",
                )
            )
        if term in found:
            problems.append(
                DataError(f"term {term!r} stands twice", path=where, line=line, fix="Keep one of them.")
            )
        found[term] = LoadedTerm(term, str(row["neutral"] or ""), str(row.get("leaning")), row.get("note"))
    if problems:
        raise DataErrors(problems, where=where)
    return tuple(found.values())


def find_terms(
    text: str, outside: Sequence[Span] = (), terms: Sequence[LoadedTerm] | None = None
) -> Iterator[tuple[LoadedTerm, Span]]:
    """Loaded terms in `text`, in order, the longest one at each place; none that overlaps a span of `outside`
    (quotations, which are somebody else's words)."""
    known = {t.term: t for t in (terms if terms is not None else load_terms())}
    for match in _pattern(tuple(known)).finditer(text):
        span = Span(*match.span())
        if any(span.overlaps(s) for s in outside):
            continue
        term = known[match.group(1).lower()]
        if term.term == "regime" and _NOT_LOADED.search(text[: span.begin][-20:]):
            continue
        yield term, span


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(terms, key=lambda t: (-len(t), t))
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, ordered)) + r")(?:['’]s|s)?(?![\w-])", re.I)
