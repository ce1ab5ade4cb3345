"""From the words of a date to its value: what handlers are given, and how they make their answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.records import DateValue, Span
from dragoman.times import calendar as cal

__all__ = [
    "UNDATED", "Handler", "When", "date_of", "dated", "day_number", "low", "month_number", "nearest_year", "number_of",
    "part_of", "unknown",
]  # fmt: skip

UNDATED = "the document has no publication date"
_PARTS = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "start", "start": "start", "end": "end",
}  # fmt: skip
"""What the text says -> the name of that part in `calendar`."""


@dataclass(frozen=True, slots=True)
class When:
    """Publication, and the sentence the words stand in."""

    published: dt.date | None
    text: str
    sentence: Span
    span: Span
    anchor: cal.Interval | None
    """The last date given before, for "that day", "two days later"."""
    tense: str | None
    """Of the clause: "past", "future" or not known."""
    explicit: bool = False
    """True if the anchor was given with its year."""

    @property
    def future(self) -> bool:
        return self.tense == "future"


Handler = Callable[[re.Match[str], When], DateValue | None]
"""What reads the words that one pattern found; None where they are no date after all."""


def dated(
    interval: cal.Interval, precision: str, note: str | None = None, time: str | None = None
) -> DateValue:
    """The value of an interval of days."""
    return DateValue(interval[0], interval[1], precision, note=note, time=time)  # type: ignore[arg-type]


def unknown(note: str) -> DateValue:
    """A date that the text does not tell, and why."""
    return DateValue(precision="unknown", note=note)


def low(words: str | None) -> str:
    """A group of a pattern in lower case; empty if it matched nothing."""
    return words.lower() if words else ""


def number_of(words: str) -> int | None:
    """The number that figures or words give; None for "several" and "few"."""
    plain = words.lower()
    if plain.isdigit():
        return int(plain)
    if plain in ("a couple of", "couple of"):
        return 2
    if plain == "a hundred":
        return 100
    return cal.NUMBERS.get(plain)


def month_number(words: str) -> int:
    """1 to 12, for a month's name or its short form."""
    return cal.MONTHS[words.lower().rstrip(".")]


def day_number(words: str) -> int:
    """The figures of "3rd"."""
    return int(re.sub(r"\D", "", words))


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """That day, or None if the calendar lacks it."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def part_of(interval: cal.Interval, words: str | None) -> cal.Interval:
    """The early, middle or late part that `words` say, or all of it."""
    return cal.part(interval, _PARTS[words.lower().strip(" -")]) if words else interval


def nearest_year(when: When, month: int, day: int | None, weekday: int | None = None) -> int | None:
    """The year a month, or a day of a month, has where the text gives none."""
    published = when.published
    if published is None:
        return None
    if when.explicit and when.anchor and when.tense != "future" and when.anchor[1].year < published.year:
        # "On March 2, 2015, ... and on March 25": a story told with its year keeps it.
        return _near_anchor(when.anchor[0], month, day)
    options = []
    for year in range(published.year - 1, published.year + 2):
        date = date_of(year, month, day or 1)
        if date is None or (weekday is not None and date.weekday() != weekday):
            continue
        first, last = (date, date) if day else cal.month(year, month)
        # Days from publication: what is past is likelier, unless the clause speaks of what is to come.
        if first <= published <= last:
            cost = 0.0
        elif last < published:
            cost = (published - last).days * (2.0 if when.future else 1.0)
        else:
            cost = (first - published).days * {"future": 0.5, "past": 10.0, None: 2.0}[when.tense]
        options.append((cost, year))
    return min(options)[1] if options else None


def _near_anchor(anchor: dt.date, month: int, day: int | None) -> int:
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    return min(years, key=lambda year: abs((dt.date(year, month, min(day or 15, 28)) - anchor).days))
