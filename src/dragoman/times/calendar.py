"""Intervals of days: months, weeks, seasons, quarters, their parts, and units counted from a day.

Every interval includes both its ends.
"""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = [
    "DAY", "MONTHS", "NUMBERS", "SEASONS", "WEEKDAYS", "Interval", "add_months", "add_years", "back", "century", "decade",
    "half_of_year", "month", "part", "quarter", "season", "unit_at", "week", "year",
]  # fmt: skip

Interval = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"))
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season of the northern hemisphere -> its first month; the conflicts and the press we read count so."""
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "a an one first", "two second couple", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
         "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen thirteenth", "fourteen fourteenth",
         "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth", "eighteen eighteenth", "nineteen nineteenth",
         "twenty twentieth", "twenty-one twenty-first"))
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}  # fmt: skip


def month(year_: int, month_: int) -> Interval:
    """First and last day of a month."""
    return dt.date(year_, month_, 1), dt.date(year_, month_, calendar.monthrange(year_, month_)[1])


def year(year_: int) -> Interval:
    """First and last day of a year."""
    return dt.date(year_, 1, 1), dt.date(year_, 12, 31)


def decade(first: int) -> Interval:
    """Ten years from `first`."""
    return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)


def century(number: int) -> Interval:
    """The 20th century is 1901 to 2000; the press means 1900 to 1999, and so do we."""
    return dt.date(max(1, number * 100 - 100), 1, 1), dt.date(number * 100 - 1, 12, 31)


def week(day: dt.date, offset: int = 0) -> Interval:
    """Monday to Sunday of the week of `day`, `offset` weeks away."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=offset)
    return monday, monday + dt.timedelta(days=6)


def quarter(year_: int, number: int) -> Interval:
    """First and last day of a quarter, 1 to 4."""
    return dt.date(year_, 3 * number - 2, 1), month(year_, 3 * number)[1]


def half_of_year(year_: int, number: int) -> Interval:
    """First and last day of a half year, 1 or 2."""
    return dt.date(year_, 6 * number - 5, 1), month(year_, 6 * number)[1]


def season(year_: int, name: str) -> Interval:
    """Three months; the winter of a year begins in its December."""
    first = SEASONS[name]
    last_year, last_month = (year_ + 1, 2) if first == 12 else (year_, first + 2)
    return dt.date(year_, first, 1), month(last_year, last_month)[1]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` away, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year_, month_ = divmod(count, 12)
    return dt.date(year_, month_ + 1, min(day.day, calendar.monthrange(year_, month_ + 1)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day `years` away, or 28 February."""
    return add_months(day, 12 * years)


def part(interval: Interval, which: str) -> Interval:
    """Early, mid or late third of an interval, or its start or end; a month's thirds end on the 10th and the 20th."""
    first, last = interval
    if which in ("start", "end"):
        # The end of a month is its last week, the end of a year its last month.
        days = (last - first).days
        size = 6 if days < 32 else 30 if days < 400 else 365
        size = min(size, days)
        return (
            (first, first + dt.timedelta(days=size))
            if which == "start"
            else (last - dt.timedelta(days=size), last)
        )
    if first.day == 1 and last.day >= 28 and (first.year, first.month) == (last.year, last.month):
        tenth, twentieth = first.replace(day=10), first.replace(day=20)
        thirds = {"early": (first, tenth), "mid": (tenth + dt.timedelta(days=1), twentieth),
                "late": (twentieth + dt.timedelta(days=1), last)}  # fmt: skip
        return thirds[which]
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        third = max(1, months // 3)
        if which == "early":
            return first, add_months(first, third) - dt.timedelta(days=1)
        if which == "late":
            return add_months(first, months - third), last
        return add_months(first, third), add_months(first, months - third) - dt.timedelta(days=1)
    third_days = dt.timedelta(days=(last - first).days // 3)
    if which == "early":
        return first, first + third_days
    if which == "late":
        return last - third_days, last
    return first + third_days, last - third_days


def back(base: dt.date, number: int, unit: str) -> dt.date | None:
    """`number` units before `base` (after, if negative); None beyond the calendar."""
    try:
        if unit == "hour":
            return base - dt.timedelta(hours=number)
        if unit == "day":
            return base - number * DAY
        if unit == "week":
            return base - 7 * number * DAY
        if unit == "fortnight":
            return base - 14 * number * DAY
        if unit == "month":
            return add_months(base, -number)
        if unit == "decade":
            number *= 10
        return add_years(base, -number)
    except (ValueError, OverflowError):
        return None


def unit_at(unit: str, base: dt.date, offset: int) -> tuple[Interval, str] | None:
    """The calendar's week, month, ... of `base`, `offset` units away, and its precision; None for other units."""
    if unit == "day":
        day = base + offset * DAY
        return (day, day), "day"
    if unit == "week":
        return week(base, offset), "week"
    if unit == "weekend":
        # On a Saturday or Sunday "this weekend" is the running one, "last weekend" the one before.
        monday = week(base, offset)[0]
        return (monday + 5 * DAY, monday + 6 * DAY), "range"
    if unit == "month":
        day = add_months(base.replace(day=1), offset)
        return month(day.year, day.month), "month"
    if unit == "year":
        return year(base.year + offset), "year"
    if unit == "decade":
        return decade(base.year // 10 * 10 + 10 * offset), "decade"
    if unit == "fortnight":
        return ((base - 14 * DAY, base) if offset < 0 else (base, base + 14 * DAY)), "range"
    return None
