"""Dates that stand beside each other and mean one: a time of day with its day, the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import DateValue, Span, hull
from dragoman.times import calendar as cal

__all__ = ["ranges", "with_clocks"]

Dated = tuple[Span, DateValue]


def with_clocks(text: str, values: Sequence[Dated], clocks: Sequence[tuple[Span, str]]) -> list[Dated]:
    """Times of day joined to the date beside them; alone they are mentions without a day."""
    done = list(values)
    for span, words in clocks:
        for n, (other, value) in enumerate(done):
            gap = text[min(span.end, other.end) : max(span.begin, other.begin)]
            if (
                value.time is None
                and len(gap) <= 12
                and re.fullmatch(r",? ?(?:at |on |around |about |local time )*(?:on )?", gap)
            ):
                done[n] = hull((span, other)), replace(value, time=words)
                break
        else:
            done.append(
                (span, DateValue(precision="unknown", time=words, note="a time of day, no day given"))
            )
    return sorted(done, key=lambda item: item[0])


def ranges(text: str, values: Sequence[Dated]) -> list[Dated]:
    """ "between November 8th and January 20th", "from Monday to Wednesday": one interval."""
    done: list[Dated] = []
    for span, value in values:
        whole = _range(text, done[-1], (span, value)) if done else None
        if whole is not None:
            done[-1] = whole
        else:
            done.append((span, value))
    return done


def _range(text: str, one: Dated, two: Dated) -> Dated | None:
    """The interval from `one` to `two`, if the words around them say so."""
    (other, first), (span, value) = one, two
    opening = re.search(r"(between|from) (?:the )?$", text[max(0, other.begin - 12) : other.begin].lower())
    joint = text[other.end : span.begin].strip()
    joints = (
        ("and",)
        if opening and opening.group(1) == "between"
        else ("to", "until", "till", "through", "-", "–")
    )
    if opening is None or joint not in joints or first.first is None or value.last is None:
        return None
    begin, last = first.first, value.last
    if last < begin and begin.year - last.year <= 1:
        # "between November 8th and January 20th": the second ends what the first began.
        moved = cal.add_years(last, 1), cal.add_years(begin, -1)
        future = abs((moved[0] - begin).days) < 330
        begin, last = (begin, moved[0]) if future else (moved[1], last)
    if begin > last:
        return None
    whole = Span(other.begin, span.end)
    return whole, DateValue(begin, last, "range", whole)
