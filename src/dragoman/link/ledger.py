"""Claims about what will be, as a ledger: who predicted what for when, said when; people mark what came true."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.link.profiles import Share, wilson
from dragoman.link.reports import hands
from dragoman.records import Attribution, CodedDocument, DateValue, Span, short_id

__all__ = ["Calibration", "Prediction", "calibration", "predictions"]

Outcome = Literal["came true", "did not", "partly", "open"]

_AHEAD = re.compile(
    r"\b(?:will|won['’]t|would|shall|going to|about to|plan\w*|intend\w*|expect\w*|due|set to|likely|may|might|could|promis\w+|"
    r"pledg\w+|vow\w*|threaten\w*|warn\w*|predict\w*|forecast\w*|next|tomorrow|later|soon|until|by the end|to be|scheduled)\b",
    re.I,
)
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "who", "some", "many", "those", "others"])
_SURE = (
    "certain",
    "certainly",
    "definitely",
    "surely",
    "inevitable",
    "without doubt",
    "no doubt",
    "undoubtedly",
    "never",
    "guarantee",
)
_LIKELY = (
    "likely",
    "probably",
    "expected",
    "expects",
    "expect",
    "most likely",
    "set to",
    "bound to",
    "should",
)
_MAYBE = ("may", "might", "could", "possibly", "perhaps", "possible", "cannot be excluded")


@dataclass(frozen=True, slots=True)
class Prediction:
    """One claim about what will be."""

    id: str
    document: str
    event: str | None
    """Id of the future event, if one was coded."""
    attribution: str | None
    predictor: str | None
    """Speaker's name or words, else the author or the publisher of the document; None if nobody is known."""
    span: Span
    """The sentence that holds it."""
    due: DateValue | None
    """When it is to come, if the text says so."""
    said: dt.date | None
    """Day of publication."""
    strength: Literal["sure", "likely", "possible", "plain"]
    kind: Literal["prediction", "promise", "threat", "plan"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often what a predictor said came true, by how sure it was said; partly counts half."""

    predictor: str
    strength: str
    came_true: Share


def predictions(coded: CodedDocument) -> Iterator[Prediction]:
    """The forward-looking claims of one document: future events, and what somebody predicts, promises or threatens.

    A sentence gives one entry, the event's if there is one.
    """
    text = coded.document.text
    said = coded.document.published.first if coded.document.published else None
    taken: set[Span] = set()
    asserts = coded.document.author or coded.document.publisher
    for event in coded.events:
        if event.status != "future":
            continue
        span = _sentence(coded, event.trigger)
        # Without a word that looks ahead the sentence is no claim about what will be, whatever an event coder says.
        if span in taken or not _AHEAD.search(span.of(text)):
            continue
        taken.add(span)
        chain = hands(coded, event.attribution)
        stance = chain[0].stance if chain else None
        kind: Literal["prediction", "promise", "threat", "plan"] = (
            "promise" if stance == "promise" else "threat" if event.type == "THREATEN"
            else "prediction" if stance in ("predict", "think", "warn") or not chain else "plan"
        )  # fmt: skip
        name = _speaker(chain[0], text, coded.document.publisher) if chain else asserts
        yield Prediction(
            "p" + short_id("prediction", event.id), coded.document.id, event.id, event.attribution, name, span, event.date, said,
            _strength(span.of(text)), kind,
        )  # fmt: skip
    for a in coded.attributions:
        if (
            a.stance not in ("predict", "promise")
            or not a.content
            or a.source_kind == "unnamed"
            or not a.source
        ):
            continue
        span = _sentence(coded, a.content[0])
        if span in taken:
            continue
        taken.add(span)
        due = next(
            (
                m.date
                for m in coded.mentions
                if m.type == "Temporal" and m.date and any(c.covers(m.span) for c in a.content)
            ),
            None,
        )
        yield Prediction(
            "p" + short_id("prediction", a.id), coded.document.id, None, a.id, _speaker(a, text, coded.document.publisher), span, due, said,
            _strength(span.of(text)), "promise" if a.stance == "promise" else "prediction",
        )  # fmt: skip


def calibration(
    entries: Iterable[Prediction], outcomes: Mapping[str, Outcome], *, least: int = 5
) -> tuple[Calibration, ...]:
    """Per predictor and strength the share that came true, for those with `least` marked predictions or more.

    `outcomes`: prediction id -> what a person found; "open" and unmarked ones do not count.
    """
    tally: dict[tuple[str, str], list[float]] = defaultdict(list)
    for entry in entries:
        outcome = outcomes.get(entry.id)
        if entry.predictor and outcome in ("came true", "did not", "partly"):
            value = {"came true": 1.0, "partly": 0.5, "did not": 0.0}[outcome]
            tally[entry.predictor, entry.strength].append(value)
    enough = {p for p, _ in tally if sum(len(v) for (q, _), v in tally.items() if q == p) >= least}
    return tuple(
        Calibration(predictor, strength, wilson(round(sum(values)), len(values)))
        for (predictor, strength), values in sorted(tally.items())
        if predictor in enough
    )


def _speaker(a: Attribution, text: str, publisher: str | None) -> str | None:
    """Who predicts: the name, else the words of the text, unless they are a pronoun."""
    if a.source_name:
        return a.source_name
    words = a.source[0].of(text) if a.source else ""
    if words.lower() in ("this newspaper", "this paper", "this magazine"):
        return publisher or words
    return words if len(words.split()) > 1 or (words.istitle() and words.lower() not in _PRONOUNS) else None


def _sentence(coded: CodedDocument, span: Span) -> Span:
    return next((s for s in coded.sentences if s.begin <= span.begin < s.end), span)


def _strength(sentence: str) -> Literal["sure", "likely", "possible", "plain"]:
    low = f" {sentence.lower()} "
    for name, words in (("possible", _MAYBE), ("likely", _LIKELY), ("sure", _SURE)):
        if any(f" {w} " in low for w in words):
            return name  # type: ignore[return-value]
    return "plain"
