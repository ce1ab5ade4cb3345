"""What a report is made of: records only, so that a test can make one by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
    origins: Mapping[str, tuple[tuple[str | None, tuple[str, ...]], ...]] = field(default_factory=dict)
    """Incident id -> its independent origins as (name if the texts give one, event ids), the earliest first."""
    profiles: tuple[Mapping[str, Any], ...] = ()
    """Publishers as `dragoman show publishers --json` gives them."""
    predictions: tuple[Mapping[str, Any], ...] = ()
    """As `dragoman show predictions --json` gives them, what people marked included."""
    calibration: tuple[Mapping[str, Any], ...] = ()
    version: str = ""
    """The program that made the page, e.g. "dragoman 0.1.0"."""
