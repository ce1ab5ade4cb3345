"""Days and months by their names: "17 January", "December 2016", "the 3rd", "Christmas Eve"."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.records import DateValue
from dragoman.times import calendar as cal
from dragoman.times.values import (
    UNDATED,
    Handler,
    When,
    date_of,
    dated,
    day_number,
    month_number,
    nearest_year,
    part_of,
    unknown,
)

__all__ = ["DATES"]

_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|during|before|after|for|through|between|early|late|mid|this|last|next|"
    r"and|or|on|around|earlier|every|each|around|about)[ -]|[(,-]\s?)$",
    re.IGNORECASE,
)


def _iso(hit: re.Match[str], when: When) -> DateValue | None:
    date = date_of(int(hit["y"]), int(hit["m"]), int(hit["d"]))
    return dated((date, date), "day") if date else None


def _figures(hit: re.Match[str], when: When) -> DateValue | None:
    a, b, year = int(hit["a"]), int(hit["b"]), int(hit["y"])
    if len(hit["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if hit["sep"] == "." and len(hit["y"]) == 2:
        return None
    first, second = date_of(year, b, a), date_of(year, a, b)
    if first and second and first != second:
        return unknown("day or month first? the figures fit both")
    date = first or second
    return dated((date, date), "day") if date else None


def _date(hit: re.Match[str], when: When) -> DateValue | None:
    month = month_number(hit["m"] or hit["m2"])
    day = day_number(hit["d"] or hit["d2"])
    said = hit["y"] or hit["y2"]
    weekday = cal.WEEKDAYS.get(hit["w"].lower().rstrip(".")) if hit["w"] else None
    if (
        hit["m2"]
        and hit["m2"] in ("May", "March")
        and not said
        and hit["d2"][-1].isdigit()
        and not re.match(r"[\s.,;)]|$", when.text[hit.end() : hit.end() + 1])
    ):
        return None
    behind = when.text[hit.end() : hit.end() + 14]
    if month == 9 and day == 11 and not said and re.match(r",? (?:terror|attack)", behind):
        said = "2001"
    if said:
        date = date_of(int(said), month, day)
        return dated((date, date), "day") if date else None
    year = nearest_year(when, month, day, weekday) or nearest_year(when, month, day)
    if year is None:
        if date_of(2000, month, day) is None:
            return None
        return DateValue(precision="day", month_day=f"--{month:02d}-{day:02d}", note="no year: " + UNDATED)
    date = date_of(year, month, day)
    return dated((date, date), "day") if date else None


def _days_of_month(hit: re.Match[str], when: When) -> DateValue | None:
    month, first, last = month_number(hit["m"]), day_number(hit["d"]), day_number(hit["e"])
    if first >= last:
        return None
    year = int(hit["y"]) if hit["y"] else nearest_year(when, month, last)
    if year is None:
        return DateValue(
            precision="range", month_day=f"--{month:02d}-{first:02d}", note="no year: " + UNDATED
        )
    begin, end = date_of(year, month, first), date_of(year, month, last)
    return dated((begin, end), "range") if begin and end else None


def _month_year(hit: re.Match[str], when: When) -> DateValue | None:
    if hit["y"]:
        year = int(hit["y"])
    elif when.published:
        year = when.published.year + {"last": -1, "this": 0, "next": 1}[hit["r"]]
    else:
        return unknown(UNDATED)
    return dated(part_of(cal.month(year, month_number(hit["m"])), hit["p"]), "range" if hit["p"] else "month")


def _month_alone(hit: re.Match[str], when: When) -> DateValue | None:
    words, which = hit["m"], hit["r"]
    before = when.text[max(0, hit.start() - 12) : hit.start()]
    if not (which or hit["p"]):
        behind = when.text[hit.end() : hit.end() + 2]
        if (
            words in ("May", "March", "Mar", "Dec", "Jan", "June", "April", "August", "Jun", "Apr", "Aug")
            and not _BEFORE_MONTH.search(before)
            and not behind.startswith(("’s", "'s"))
        ):
            return None
        if words == "May" and behind.startswith(("’s", "'s")) and not _BEFORE_MONTH.search(before):
            return None
    month = month_number(words)
    if when.published is None:
        return DateValue(precision="month", month_day=f"--{month:02d}", note="no year: " + UNDATED)
    year: int | None
    if which == "next" or which == "coming":
        year = when.published.year + (month <= when.published.month)
    elif which in ("last", "past", "previous"):
        year = when.published.year - (month >= when.published.month)
    elif which in ("this", "current"):
        year = when.published.year
    else:
        year = nearest_year(when, month, None)
    assert year is not None
    return dated(part_of(cal.month(year, month), hit["p"]), "range" if hit["p"] else "month")


def _the_nth(hit: re.Match[str], when: When) -> DateValue | None:
    day = int(hit["d"])
    if not 1 <= day <= 31 or not re.search(
        r"\b(?:on|since|until|by|of|from) $", when.text[max(0, hit.start() - 7) : hit.start()]
    ):
        return None
    if re.match(r"\s+(?!and\b|of\b|to\b|in\b|at\b|the\b|for\b)[a-z]", when.text[hit.end() : hit.end() + 6]):
        return None
    if when.published is None:
        return unknown(UNDATED)
    base = when.published.replace(day=1)
    for back in (0, 1, 2) if not when.future else (0, -1, -2):
        month = cal.add_months(base, -back)
        date = date_of(month.year, month.month, day)
        if date and ((date <= when.published) if not when.future else (date >= when.published)):
            return dated((date, date), "day")
    return None


def _feast(hit: re.Match[str], when: When) -> DateValue | None:
    words = hit["k"].replace("’", "'")
    if words == "9/11":
        day = dt.date(2001, 9, 11)
        return dated((day, day), "day")
    month, day_ = {"Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Christmas": (12, 25), "Boxing Day": (12, 26),
                   "New Year's Eve": (12, 31), "New Year's Day": (1, 1)}[words]  # fmt: skip
    if words == "Christmas" and not re.search(
        r"\b(?:at|on|by|until|since|before|after|over|last|this|next) $",
        when.text[max(0, hit.start() - 8) : hit.start()],
    ):
        return None
    year = int(hit["y"]) if hit["y"] else nearest_year(when, month, day_)
    if year is None:
        return DateValue(precision="day", month_day=f"--{month:02d}-{day_:02d}", note="no year: " + UNDATED)
    date = dt.date(year, month, day_)
    if words == "Christmas":
        return dated((date - cal.DAY, date + cal.DAY), "range")
    return dated((date, date), "day")


DATES: dict[str, Handler] = {
    "iso": _iso, "figures": _figures, "days_of_month": _days_of_month, "month_of_days": _days_of_month, "date": _date,
    "month_year": _month_year, "month_alone": _month_alone, "the_nth": _the_nth, "feast": _feast,
}  # fmt: skip
