"""When: words of dates to intervals of days, against the day the document was published.

What is not said is not given: without a publication date "January 17" is a month and a day, "on Monday" nothing;
a length of time ("20 years in prison") is no date; an anchor the text does not date ("two days after the talks")
leaves the mention without one. `note` says which. The steps, each with its module:

scan       what in the text may be a date, by the patterns of `grammar`, and which reading counts
tense      whether its clause looks back or ahead
dates, periods, relative, counted
           a handler for each pattern; `values` holds what they are given and how they answer
joining    a time of day with its day, two dates that are the ends of a range
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import DateValue, Document, Mention, Parse, Span
from dragoman.times.joining import ranges, with_clocks
from dragoman.times.scan import scan

__all__ = ["resolve_times"]


def resolve_times(document: Document, parse: Parse) -> tuple[Mention, ...]:
    """Temporal mentions with `date`, in the order of the text; those no rule reads have a date of precision "unknown"."""
    text = document.text
    values, clocks = scan(text, parse, _published(document))
    return _with_model(ranges(text, with_clocks(text, values, clocks)), parse)


def _published(document: Document) -> dt.date | None:
    value = document.published
    if value is None or value.first is None or value.first != value.last:
        return None
    return value.first


def _with_model(values: Sequence[tuple[Span, DateValue]], parse: Parse) -> tuple[Mention, ...]:
    """The model's bounds for a date where it and the rules mean the same words; its other dates without a value."""
    mentions = []
    model = [m for m in parse.mentions if m.type == "Temporal"]
    used: set[int] = set()
    for span, value in values:
        over = [n for n, m in enumerate(model) if m.span.overlaps(span)]
        alone = len(over) == 1 and sum(model[over[0]].span.overlaps(other) for other, _ in values) == 1
        used.update(over)
        best = model[over[0]] if alone and _fits(model[over[0]].span, span) else None
        mentions.append(
            Mention(
                best.span if best else span,
                "Temporal",
                best.score if best else 1.0,
                date=replace(value, span=span),
                because=value.note,
            )
        )
    for n, mention in enumerate(model):
        if n not in used:
            note = "no rule reads these words as a date"
            value = DateValue(precision="unknown", span=mention.span, note=note)
            mentions.append(Mention(mention.span, "Temporal", mention.score, date=value, because=note))
    return tuple(sorted(mentions, key=lambda m: (m.span.begin, -m.span.end)))


def _fits(model: Span, span: Span) -> bool:
    """True if the model's bounds say about the same words."""
    shared = min(model.end, span.end) - max(model.begin, span.begin)
    return 3 * shared >= 2 * (span.end - span.begin) and model.end - model.begin <= span.end - span.begin + 12
