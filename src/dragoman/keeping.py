"""Which lines a record keeps: it is for people, so it keeps what is sure enough and says what it left out.

`dragoman code` gives every line with its confidence, for programs that draw their own line; `dragoman read` keeps those below,
unless it is told to keep doubtful ones too. docs/decisions/012 says how the figures were chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dragoman.records import Attribution, CodedDocument, Span, Uncoded, hull

__all__ = ["KEPT_FROM", "sure_lines"]

KEPT_FROM: Mapping[str, float] = MappingProxyType({"events": 0.65, "attributions": 0.9, "ties": 0.6})
"""Confidence from which a record keeps a line of each kind."""


def sure_lines(coded: CodedDocument, least: Mapping[str, float] = KEPT_FROM) -> CodedDocument:
    """The coding without its doubtful lines, each of which stands under `uncoded` with its confidence.

    An event keeps who says so if the attribution that told it is left out; a hand that is left out of a chain is passed over.
    """
    left: list[Uncoded] = []

    def sure(kind: str, name: str, confidence: float, span: Span) -> bool:
        if confidence >= least[kind]:
            return True
        why = f"not sure enough for a record: {name} ({confidence:.2f}, needs {least[kind]:.2f}; --doubtful keeps it)"
        left.append(Uncoded(span, why))
        return False

    gone: dict[str, Attribution] = {
        a.id: a
        for a in coded.attributions
        if not sure("attributions", "an attribution", a.confidence, hull((*a.cue, *a.source) or a.content))
    }
    attributions = tuple(
        replace(a, carried_by=_carrier(a, gone)) for a in coded.attributions if a.id not in gone
    )
    events = tuple(
        replace(e, attribution=None if e.attribution in gone else e.attribution)
        for e in coded.events
        if sure("events", e.type, e.confidence, e.trigger)
    )
    ties = tuple(t for t in coded.ties if sure("ties", t.type, t.confidence, t.span))
    return replace(
        coded,
        events=events,
        attributions=attributions,
        ties=ties,
        uncoded=tuple(sorted((*coded.uncoded, *left), key=lambda u: u.span)),
    )


def _carrier(a: Attribution, gone: Mapping[str, Attribution]) -> str | None:
    """The nearest hand above that is kept."""
    above = a.carried_by
    while above is not None and above in gone:
        above = gone[above].carried_by
    return above
