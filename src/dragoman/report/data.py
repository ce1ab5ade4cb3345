"""What a report is made of: records only, so that a test can make one by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dragoman.records import CodedDocument, Contradiction, Incident, Refused, Review

__all__ = ["ReportData"]


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything one page shows. The order of `coded` is the order in which documents are listed."""

    title: str
    coded: tuple[CodedDocument, ...]
    refused: tuple[Refused, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    """Ids of documents that print the same article, the original (or the earliest) first."""
    incidents: tuple[Incident, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    reviews: tuple[Review, ...] = ()
    """Every decision of a person, oldest first; the latest on a line holds."""
    made: dt.datetime | None = None
    """When the report was made; None leaves it out, so that the same case gives the same page."""
    version: str = ""
    """The program that made the page, e.g. "dragoman 0.1.0"."""
