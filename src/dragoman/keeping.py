"""Which lines a record keeps: it is for people, so it keeps what is sure enough and says what it left out.

`dragoman code` gives every line with its confidence, for programs that draw their own line; `dragoman read` keeps those below,
unless it is told to keep doubtful ones too. docs/decisions/012 says how the figures were chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dragoman.records import Attribution, CodedDocument, Uncoded, hull

__all__ = ["KEPT_FROM", "sure_lines"]

KEPT_FROM: Mapping[str, float] = MappingProxyType({"events": 0.65, "attributions": 0.9, "ties": 0.6})
"""Confidence from which a record keeps a line of each kind."""


def sure_lines(coded: CodedDocument, least: Mapping[str, float] = KEPT_FROM) -> CodedDocument:
    """The coding without its doubtful lines, each of which stands under `uncoded` with its confidence.

    An event keeps who says so if the attribution that told it is left out; a hand that is left out of a chain is passed over.
    """
    left: list[Uncoded] = []

    def doubtful(kind: str, name: str, confidence: float) -> str | None:
        if confidence >= least[kind]:
            return None
        return f"not sure enough for a record: {name} ({confidence:.2f}, needs {least[kind]:.2f}; --doubtful keeps it)"

    gone: dict[str, Attribution] = {}
    for a in coded.attributions:
        why = doubtful("attributions", "an attribution", a.confidence)
        if why is not None:
            gone[a.id] = a
            left.append(Uncoded(hull((*a.cue, *a.source) or a.content), why))
    attributions = tuple(
        replace(a, carried_by=_carrier(a, gone)) for a in coded.attributions if a.id not in gone
    )
    events = []
    for e in coded.events:
        why = doubtful("events", e.type, e.confidence)
        if why is not None:
            left.append(Uncoded(e.trigger, why))
        else:
            events.append(replace(e, attribution=None if e.attribution in gone else e.attribution))
    ties = []
    for t in coded.ties:
        why = doubtful("ties", t.type, t.confidence)
        if why is not None:
            left.append(Uncoded(t.span, why))
        else:
            ties.append(t)
    return replace(
        coded,
        events=tuple(events),
        attributions=attributions,
        ties=tuple(ties),
        uncoded=tuple(sorted((*coded.uncoded, *left), key=lambda u: u.span)),
    )


def _carrier(a: Attribution, gone: Mapping[str, Attribution]) -> str | None:
    """The nearest hand above that is kept."""
    above = a.carried_by
    while above is not None and above in gone:
        above = gone[above].carried_by
    return above
