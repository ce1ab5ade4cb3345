"""What a whole case says of its publishers and of what was predicted: read from the case when asked for.

Profiles and predictions are worked out from the lines that count, so a person's decision shows at once. What a person
found of a prediction is kept in the case (`dragoman mark`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import CaseError, UsageError
from dragoman.records import CodedDocument, to_json

if TYPE_CHECKING:
    from dragoman.case import Store
    from dragoman.link import Prediction, Profile, Share

__all__ = [
    "KINDS",
    "OUTCOMES",
    "Finding",
    "calibration_rows",
    "mark",
    "prediction_row",
    "profile_row",
    "show",
]

Row = dict[str, Any]

OUTCOMES = {"came-true": "came true", "did-not": "did not", "partly": "partly", "open": "open"}
"""What `dragoman mark` takes -> what the case keeps."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding: the columns of its table and the filters it takes."""

    columns: tuple[str, ...]
    filters: frozenset[str]
    rows: Callable[[Store, Mapping[str, object]], list[Row]]


def show(store: Store, kind: str, filters: Mapping[str, object]) -> list[Row]:
    """The rows of a kind that the filters leave. Raises UsageError for a filter that does not go with it."""
    finding = KINDS[kind]
    for name, value in filters.items():
        if value in (None, False) or name in finding.filters:
            continue
        allowed = ", ".join(f"--{each}" for each in sorted(finding.filters))
        raise UsageError(
            f"--{name} does not go with {kind}; {kind} can be narrowed down by {allowed or 'nothing'}"
        )
    return finding.rows(store, filters)


def mark(store: Store, id_: str, outcome: str, *, by: str, note: str | None = None) -> Row:
    """Keep what a person found of the prediction with this id, or the only one whose id begins so; its row since.

    Raises UsageError for an outcome there is not, CaseError for a prediction there is not.
    """
    from dragoman.case.reviews import mark as keep
    from dragoman.link import predictions

    if outcome not in OUTCOMES:
        raise UsageError(f"{outcome!r} is no outcome; there are {', '.join(OUTCOMES)}")
    found = [p for coded in store.coded() for p in predictions(coded) if id_ and p.id.startswith(id_)]
    if len(found) != 1:
        several = f"several predictions have an id that begins so: {', '.join(p.id for p in found[:5])}"
        none = "no prediction has this id; ids stand in the first column of: dragoman show predictions"
        raise CaseError(f"{id_}: {several if found else none}")
    keep(store, found[0].id, found[0].document, OUTCOMES[outcome], by=by, note=note)
    return next(row for row in _predictions(store, {}) if row["id"] == found[0].id)


def share_words(share: Share) -> str:
    """A share with its interval for a person: "29 % of 7 (8 to 64)"."""
    if share.share is None or share.low is None or share.high is None:
        return "none"
    return f"{100 * share.share:.0f} % of {share.of} ({100 * share.low:.0f} to {100 * share.high:.0f})"


def _publishers(store: Store, filters: Mapping[str, object]) -> list[Row]:
    from dragoman.link import publisher_profiles

    wanted = str(filters.get("publisher") or "").casefold()
    return [
        profile_row(profile)
        for profile in publisher_profiles(store.coded())
        if wanted in profile.publisher.casefold()
    ]


def profile_row(profile: Profile) -> Row:
    """A profile as a row: short columns for a table, everything under the names of the record."""
    plain: Row = to_json(profile)
    top = 5
    return plain | {
        "quotes": [f"{name} {n}" for name, n in profile.quoted[:top]],
        "names_kept_back": share_words(profile.anonymous),
        "rests": [f"{name} {n}" for name, n in profile.rests_on[:top]],
        "loaded_terms": [
            f"{use.term} {use.count}" + (f" ({use.neutral})" if use.neutral else "")
            for use in profile.terms[:top]
        ],
        "differs": [
            f"{each.name}: conflict {share_words(each.conflict)}, others {share_words(each.others)}"
            for each in profile.pictures
            if each.differs
        ],
    }


def _predictions(store: Store, filters: Mapping[str, object]) -> list[Row]:
    from dragoman.case.reviews import outcomes
    from dragoman.link import predictions

    marked = outcomes(store)
    rows = [
        prediction_row(coded, each, marked.get(each.id))
        for coded in store.coded()
        for each in predictions(coded)
    ]
    rows = [row for row in rows if _fits(row, filters)]
    return sorted(rows, key=lambda row: (row["said"] or "9", row["document"], row["begin"]))


def prediction_row(coded: CodedDocument, each: Prediction, marked: tuple[str, str] | None) -> Row:
    """A prediction as a row, with the mark of a person if there is one."""
    due = each.due
    return {
        "id": each.id,
        "said": each.said.isoformat() if each.said else None,
        "predictor": each.predictor,
        "kind": each.kind,
        "strength": each.strength,
        "due": due.first.isoformat()
        if due and due.first
        else due.span.of(coded.document.text)
        if due and due.span
        else None,
        "outcome": marked[0] if marked else "open",
        "marked_by": marked[1] if marked else None,
        "sentence": " ".join(each.span.of(coded.document.text).split()),
        "publisher": coded.document.publisher,
        "document": each.document,
        "event": each.event,
        "attribution": each.attribution,
        "begin": each.span.begin,
        "end": each.span.end,
    }


def _fits(row: Row, filters: Mapping[str, object]) -> bool:
    def holds(column: str, name: str) -> bool:
        wanted = str(filters.get(name) or "").casefold()
        return wanted in str(row[column] or "").casefold()

    said = row["said"]
    for name, later in (("since", True), ("until", False)):
        day = filters.get(name)
        if day is None:
            continue
        bound = _day(name, day)
        if said is None or (said < bound if later else said > bound):
            return False
    return (
        holds("publisher", "publisher")
        and holds("predictor", "speaker")
        and holds("sentence", "text")
        and str(row["document"]).startswith(str(filters.get("document") or ""))
        and (not filters.get("type") or row["kind"] in str(filters["type"]).lower().split(","))
        and (not filters.get("reviewed") or row["marked_by"] is not None)
    )


def _day(name: str, value: object) -> str:
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise UsageError(f"--{name} {value}: is no day; write it as 2017-01-23") from None


def _calibration(store: Store, filters: Mapping[str, object]) -> list[Row]:
    from dragoman.case.reviews import outcomes
    from dragoman.link import predictions

    wanted = str(filters.get("speaker") or "").casefold()
    entries = [each for coded in store.coded() for each in predictions(coded)]
    rows = calibration_rows(entries, outcomes(store))
    return [row for row in rows if wanted in str(row["predictor"]).casefold()]


def calibration_rows(entries: Sequence[Prediction], marked: Mapping[str, tuple[str, str]]) -> list[Row]:
    """How often who was right, by how sure it was said, for those with enough marks."""
    from dragoman.link import calibration

    found = {id_: outcome for id_, (outcome, _) in marked.items()}
    return [
        {
            "predictor": each.predictor,
            "strength": each.strength,
            "came_true": share_words(each.came_true),
            "share": each.came_true.share,
            "low": each.came_true.low,
            "high": each.came_true.high,
            "right": each.came_true.right,
            "of": each.came_true.of,
        }
        for each in calibration(entries, found)  # type: ignore[arg-type]
    ]


KINDS: dict[str, Finding] = {
    "publishers": Finding(
        ("publisher", "documents", "quotes", "names_kept_back", "rests", "loaded_terms", "differs"),
        frozenset({"publisher"}),
        _publishers,
    ),
    "predictions": Finding(
        ("id", "said", "predictor", "kind", "strength", "due", "outcome", "sentence", "publisher"),
        frozenset({"publisher", "speaker", "text", "document", "since", "until", "type", "reviewed"}),
        _predictions,
    ),
    "calibration": Finding(
        ("predictor", "strength", "came_true", "right", "of"), frozenset({"speaker"}), _calibration
    ),
}
