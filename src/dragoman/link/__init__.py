"""Codings of many documents -> incidents, who repeats whom, independent origins, contradictions.

`link_coded` is what a case calls; profiles of publishers and the ledger of predictions are asked for apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.link.contradictions import changed_statements, contradictions_of, stance_contradictions
from dragoman.link.incidents import build_incidents, incident_of, word_rarity
from dragoman.link.ledger import Calibration, Prediction, calibration, predictions
from dragoman.link.origins import Copies, origin_groups
from dragoman.link.profiles import ActorPicture, Profile, Share, TermUse, publisher_profiles, wilson
from dragoman.link.quotations import shared_quotations
from dragoman.link.reports import Claim, Report, claims, reports
from dragoman.link.terms import LoadedTerm, find_terms, load_terms
from dragoman.records import CodedDocument, Contradiction, Incident, Origin, SharedQuotation, Span

__all__ = [
    "ActorPicture",
    "Calibration",
    "Links",
    "LoadedTerm",
    "Origin",
    "Prediction",
    "Profile",
    "Share",
    "SharedQuotation",
    "TermUse",
    "calibration",
    "find_terms",
    "link_coded",
    "load_terms",
    "predictions",
    "publisher_profiles",
    "wilson",
]


@dataclass(frozen=True, slots=True)
class Links:
    """What links the documents of a case."""

    incidents: tuple[Incident, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    origins: tuple[Origin, ...] = ()
    quotations: tuple[SharedQuotation, ...] = ()


def link_coded(
    coded: Iterable[CodedDocument],
    groups: Iterable[Sequence[str]] = (),
    passages: Iterable[tuple[str, Span, str, Span]] = (),
) -> Links:
    """Incidents, contradictions, origins and shared quotations of all documents given.

    coded: gone through once; of each document only what linking needs is kept. groups: ids of documents
    that print one article, the original first. passages: (document, span, copy, span) that stand word for
    word in both. The same input in the same order gives the same records.
    """
    found: list[Report] = []
    said: list[Claim] = []
    for record in coded:
        found.extend(reports(record))
        said.extend(claims(record))
    quotations = shared_quotations(said)
    copies = Copies(groups, passages, [[(d, s) for d, _, s in q.places] for q in quotations])
    incidents: list[Incident] = []
    contradictions: list[Contradiction] = []
    origins: list[Origin] = []
    for group in build_incidents(found, word_rarity(found)):
        parts = origin_groups(group, copies)
        incident = incident_of(group, len(parts))
        against = list(contradictions_of(group, incident.id, copies))
        incidents.append(incident)
        contradictions.extend(against)
        origins.extend(
            Origin(incident.id, n, _origin_name(part), tuple(r.event for r in part))
            for n, part in enumerate(parts)
        )
    where = {event: i.id for i in incidents for event in i.events}
    contradictions.extend(replace(c, incident=where.get(c.a)) for c in stance_contradictions(found))
    contradictions.extend(changed_statements(said))
    unique = {c.id: c for c in contradictions}
    return Links(
        tuple(incidents),
        tuple(sorted(unique.values(), key=lambda c: (-c.confidence, c.id))),
        tuple(origins),
        quotations,
    )


def _origin_name(part: Sequence[Report]) -> str | None:
    for report in part:
        if report.origin:
            return report.origin
    for report in part:
        if report.media:
            return min(report.media)
    return part[0].publisher
