"""Units counted from a day: "three days ago", "two weeks later", "the past six months", "after six years of war"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dragoman.records import DateValue
from dragoman.times import calendar as cal
from dragoman.times.dates import DATES
from dragoman.times.grammar import PATTERNS
from dragoman.times.relative import RELATIVE
from dragoman.times.values import UNDATED, Handler, When, dated, low, number_of, unknown

__all__ = ["COUNTED"]

_SINGLE_DAYS = tuple(
    (pattern, (DATES | RELATIVE)[name]) for name, pattern in PATTERNS if name in ("iso", "date", "weekday")
)
"""What "two days after" may count from, where it stands right behind."""
_GOES_ON = re.compile(r"\b(?:ha(?:s|ve)|['’]s|['’]ve) (?:been|\w+ed|\w+en|lasted|seen|held|fought)\b")
_STRIFE = re.compile(
    r" (?:bloody |brutal |bitter |civil |devastating |continuous |constant |armed |intense |fierce |heavy |open )*"
    r"(?:war|warfare|conflict|fighting|violence|bloodshed|carnage|unrest|crisis|siege|turmoil|strife|sanctions|occupation|"
    r"insurgency|chaos|bombing|bombardment|civil|isolation|dictatorship|rule|talks|negotiations)\b"
)


def _past_n(hit: re.Match[str], when: When) -> DateValue | None:
    unit, which = low(hit["u"]).rstrip("s"), low(hit["r"])
    number = number_of(hit["n"])
    if number is None:
        return unknown("how many is not said")
    if when.published is None:
        return unknown(UNDATED)
    ahead = which in ("next", "coming")
    if unit == "hour":
        other = (
            _hours(when.published, number)
            if not ahead
            else when.published + (when.published - _hours(when.published, number))
        )
    else:
        moved = cal.back(when.published, -number if ahead else number, unit)
        if moved is None:
            return None
        other = moved
    return dated((when.published, other) if ahead else (other, when.published), "range")


def _recent(hit: re.Match[str], when: When) -> DateValue | None:
    return unknown("how long is not said")


def _ago(hit: re.Match[str], when: When) -> DateValue | None:
    number, unit = number_of(hit["n"]), low(hit["u"]).rstrip("s")
    if number is None:
        return unknown("how long ago is not said")
    if when.published is None:
        return unknown(UNDATED)
    if unit == "hour":
        day = _hours(when.published, number)
        return dated((day, when.published), "range" if day != when.published else "day")
    day_ = cal.back(when.published, number, unit)
    return _around(day_, unit) if day_ else None


def _hours(base: dt.date, number: int) -> dt.date:
    return base - dt.timedelta(days=max(1, round(number / 24))) if number >= 12 else base


def _around(day: dt.date, unit: str) -> DateValue:
    """A point so many units away is known to half a unit: two weeks ago is a week, two years ago a year."""
    if unit == "day":
        return dated((day, day), "day")
    if unit in ("week", "fortnight"):
        return dated((day - 3 * cal.DAY, day + 3 * cal.DAY), "week")
    if unit == "month":
        return dated(cal.month(day.year, day.month), "month")
    if unit == "year":
        return dated(cal.year(day.year), "year")
    return dated((dt.date(max(1, day.year - 2), 1, 1), dt.date(day.year + 2, 12, 31)), "range")


def _after(hit: re.Match[str], when: When) -> DateValue | None:
    """ "two days later" from the last date given; "two days after the talks" only if what follows is dated."""
    number, unit, word = number_of(hit["n"]), low(hit["u"]).rstrip("s"), low(hit["x"])
    if number is None or unit == "hour":
        return None
    sign = 1 if word in ("later", "after") else -1
    if word in ("later", "earlier"):
        if when.anchor is None or (when.anchor[0] != when.anchor[1] and unit != "year"):
            return unknown("counts from a day the text does not date")
        day = cal.back(when.anchor[0], -sign * number, unit)
        return _around(day, unit) if day else None
    ahead = when.text[hit.end() : min(when.sentence.end, hit.end() + 40)]
    for pattern, handler in _SINGLE_DAYS:
        found = pattern.search(ahead)
        if found and found.start() <= 12:
            base = handler(found, replace(when, text=ahead))
            if base and base.first and base.first == base.last:
                day = cal.back(base.first, -sign * number, unit)
                return _around(day, unit) if day else None
    return unknown("counts from something the text does not date")


def _day_after(hit: re.Match[str], when: When) -> DateValue | None:
    sign = 1 if low(hit["x"]) == "after" else -1
    if hit["y"]:
        if when.published is None:
            return unknown(UNDATED)
        if (sign < 0) != (low(hit["y"]).strip() == "yesterday"):
            return None
        day = when.published + 2 * sign * cal.DAY
        return dated((day, day), "day")
    if hit.group()[:2] in ("a ", "A ") or low(hit["u"]) != "day":
        return unknown("counts from something the text does not date")
    ahead = when.text[hit.end() : hit.end() + 1]
    if ahead in (".", ",") and when.anchor and when.anchor[0] == when.anchor[1]:
        day = when.anchor[0] + sign * cal.DAY
        return dated((day, day), "day")
    return unknown("counts from something the text does not date")


def _length(hit: re.Match[str], when: When) -> DateValue | None:
    """A length of time; an interval only if it reaches to the present ("after nearly six years of war")."""
    text, span = when.text, when.span
    if (
        hit["n"] in ("a", "an")
        and hit["u"] in ("day", "week", "month", "year", "hour", "decade")
        and not hit["x"]
    ):
        return None
    if re.match(r"[- ]old\b|-", text[hit.end() : hit.end() + 5]):
        return None
    number, unit = number_of(hit["n"]), low(hit["u"]).rstrip("s")
    lead = low(hit["x"]).strip()
    war = bool(hit["of"]) and _STRIFE.match(text, hit.end()) is not None
    sentence = text[when.sentence.begin : span.end]
    goes_on = lead in ("for", "over") and _GOES_ON.search(sentence[-90:]) is not None
    if number is None or unit == "hour" or not (war or goes_on):
        return unknown("a length of time, no date")
    if when.published is None:
        return unknown(UNDATED)
    first = cal.back(when.published, number, unit)
    return (
        dated((first, when.published), "range", "a length of time up to the publication") if first else None
    )


COUNTED: dict[str, Handler] = {
    "past_n": _past_n, "recent": _recent, "ago": _ago, "after": _after, "day_after": _day_after, "length": _length,
}  # fmt: skip
