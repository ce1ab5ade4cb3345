"""Dates of publication: what metadata, date lines and `--date` say, with the precision they say it in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal

from dragoman.records import DateValue

__all__ = ["DATE", "MONTHS", "parse_date"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:[,\sT|·•–-]*(?:at\s+)?(?P<time>\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:Z|[A-Z]{2,5}|UTC|GMT|[+-]\d{2}:?\d{2}))*(?:\s*\([A-Z]{3,4}\))?)?"
)

DATE = (
    rf"{_WEEKDAY}(?:"
    rf"(?P<iso>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
    rf"|(?P<mdy>(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?:{_MONTH})\.?,?[\s-]+\d{{4}})"
    rf"|(?P<num>\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})"
    rf"|(?P<my>(?:{_MONTH})\.?,?\s+\d{{4}})"
    r"|(?P<ym>\d{4}-\d{2})(?!\d|-)"
    r"|(?P<compact>(?:19|20)\d{6})(?=T|$|\s)"
    r"|(?P<y>(?:19|20)\d{2})(?=$)"
    rf"){_TIME}"
)
"""A written date, with the weekday before and the time of day behind it where they stand; match without case."""

_PATTERN = re.compile(DATE, re.I)
_EARLIEST = 1700


def parse_date(text: str) -> DateValue | None:
    """The date that `text` is, as an interval of days with its precision; None if it is none.

    Understands ISO 8601 dates and times, "January 24, 2017 10:32 GMT", "24 Jan 2017", "Tue, 24 Jan 2017 10:32:00
    +0300", "January 2017", "2017-01", "2017". The day is the one written, in the zone of whoever wrote it.
    "03/04/2017" can be March or April: then the interval is both days' range only if told apart by a number over 12;
    otherwise None, since half of the world would read it wrongly.
    """
    match = _PATTERN.fullmatch(text.strip().strip(".,;|·• "))
    if match is None:
        return None
    groups = match.groupdict()
    time = (groups.get("time") or "").strip() or None
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    month_name = re.search(rf"(?:{_MONTH})", re.sub(_WEEKDAY, "", match[0], count=1, flags=re.I), re.I)
    month = MONTHS[month_name[0].lower()] if month_name else 0
    if groups["iso"]:
        return _day(*numbers[:3], time=time)
    if groups["mdy"]:
        return _day(numbers[1], month, numbers[0], time=time)
    if groups["dmy"]:
        return _day(numbers[1], month, numbers[0], time=time)
    if groups["num"]:
        first, second, year = numbers[:3]
        if first > 12:
            return _day(year, second, first, time=time)
        if second > 12 or first == second:
            return _day(year, first, second, time=time)
        return None
    if groups["compact"]:
        digits = groups["compact"]
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), time=None)
    if groups["my"]:
        return _range(numbers[0], month, "month")
    if groups["ym"]:
        return _range(numbers[0], numbers[1], "month")
    return _range(numbers[0], None, "year")


def _day(year: int, month: int, day: int, *, time: str | None) -> DateValue | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    if year < _EARLIEST:
        return None
    return DateValue(first=date, last=date, precision="day", time=_clock(time))


def _range(year: int, month: int | None, precision: Literal["month", "year"]) -> DateValue | None:
    if year < _EARLIEST or (month is not None and not 1 <= month <= 12):
        return None
    first = dt.date(year, month or 1, 1)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return DateValue(first=first, last=last, precision=precision)


def _clock(time: str | None) -> str | None:
    """ "10:32:00" and "10.32" as "10:32", "2:05 pm" as "14:05"; midnight sharp is how metadata writes "no time"."""
    if time is None:
        return None
    match = re.match(r"(\d{1,2})(?:[:.h](\d{2}))?.*?(?:([ap])\.?m\.?)?$", time, re.I)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    if hour > 23 or minute > 59 or (hour == minute == 0):
        return None
    return f"{hour:02}:{minute:02}"
