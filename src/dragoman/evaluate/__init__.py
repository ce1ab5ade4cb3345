"""Accuracy against gold records: tables with counts and intervals, a confusion matrix, a page of errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.errors import InputError, UsageError
from dragoman.evaluate.gold import Gold, GoldEvent, GoldTie, read_gold
from dragoman.evaluate.measure import EventReport, compare_events, score_attributions, score_ties
from dragoman.evaluate.page import error_page, event_table, score_table
from dragoman.records import EVENT_TYPES, CodedDocument

__all__ = [
    "KINDS",
    "EventReport",
    "Gold",
    "GoldEvent",
    "GoldTie",
    "compare_events",
    "error_page",
    "evaluate",
    "event_table",
    "read_gold",
    "score_attributions",
    "score_table",
    "score_ties",
]

KINDS = ("events", "ties", "attributions")


def evaluate(
    kind: str,
    gold: Path,
    code: Callable[[list[Gold]], list[CodedDocument]],
    page: Path | None = None,
    types: frozenset[str] = frozenset(EVENT_TYPES),
) -> str:
    """Code the texts of a gold file, compare, and give the table as text; for events also write the page of errors.

    kind: one of KINDS. code: texts to coded documents, in their order. types: event types of the codebook in use.
    Raises UsageError for an unknown kind, InputError for gold that cannot be read.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} cannot be evaluated; kinds: {', '.join(KINDS)}")
    if page is not None and kind != "events":
        raise UsageError(f"there is a page of errors for events only, not for {kind}; leave out -o")
    if page is not None and not page.parent.is_dir():
        raise InputError(
            "no such folder", where=page.parent, fix="name a folder that exists, or make it first"
        )
    records = read_gold(gold, types)
    coded = code(records)
    if kind == "ties":
        return score_table(score_ties(zip(records, (c.ties for c in coded), strict=True)))
    if kind == "attributions":
        return score_table(score_attributions(zip(records, (c.attributions for c in coded), strict=True)))
    report = compare_events(zip(records, (c.events for c in coded), strict=True))
    if page is not None:
        page.write_text(error_page(report, f"Errors on {gold.name}"), encoding="utf8")
    return event_table(report)
