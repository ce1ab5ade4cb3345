"""Days, weeks and years seen from the publication or from the date before: "on Monday", "last week", "that year"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dragoman.records import DateValue
from dragoman.times import calendar as cal
from dragoman.times.values import UNDATED, Handler, When, dated, low, part_of, unknown

__all__ = ["RELATIVE"]

_NO_ANCHOR = "refers to a day the text does not date"
_OFFSETS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "next": 1, "coming": 1, "following": 1,
}  # fmt: skip
_NAMED_DAY = re.compile(r"\b(?:Super|Black|Good|Bloody|Ash|Palm|Easter|Cyber|Holy) $")


def _today(hit: re.Match[str], when: When) -> DateValue | None:
    words = hit["k"].lower()
    published = when.published
    time = hit["t"] or {"tonight": "night", "overnight": "night"}.get(words)
    if published is None:
        return replace(unknown(UNDATED), time=time)
    if words == "today" and re.match(
        r"['’]s (?:world|society|young|youth|generation)", when.text[hit.end() : hit.end() + 14]
    ):
        return None
    if words == "overnight":
        if re.search(r"\b(?:an|the|its|their) $", when.text[max(0, hit.start() - 6) : hit.start()]):
            return replace(unknown("which night is not said"), time="night")
        return dated((published - cal.DAY, published), "range", time="night")
    back = -1 if words.startswith(("yesterday", "last")) else 1 if words.startswith("tomorrow") else 0
    if words.startswith("last") and hit["t"] == "night":
        back = -1
    day = published + back * cal.DAY
    return dated((day, day), "day", time=time)


def _weekday(hit: re.Match[str], when: When) -> DateValue | None:
    published = when.published
    time = hit["t"]
    if published is None:
        return replace(unknown(UNDATED), time=time)
    if _NAMED_DAY.search(when.text, max(0, hit.start() - 8), hit.start()):
        return None
    number = cal.WEEKDAYS[hit["w"].lower()]
    which = hit["r"] or hit["r2"]
    ago = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    week = "week" in hit.group()
    if week and which in ("last", "next", "this", "previous", "past"):
        offset = {"last": -1, "previous": -1, "past": -1, "next": 1, "this": 0}[which]
        day = cal.week(published, offset)[0] + number * cal.DAY
    elif which in ("last", "past", "previous"):
        day = published - (ago or 7) * cal.DAY
    elif which in ("next", "coming"):
        day = published + (ahead or 7) * cal.DAY
    elif which == "following":
        if when.anchor is None:
            return unknown("follows a day the text does not date")
        day = when.anchor[1] + ((number - when.anchor[1].weekday()) % 7 or 7) * cal.DAY
    elif when.future:
        day = published + ahead * cal.DAY
    else:
        day = published - ago * cal.DAY
    return dated((day, day), "day", time=time)


def _weekend(hit: re.Match[str], when: When) -> DateValue | None:
    """ "at the weekend": the last that has begun, the next where the sentence looks ahead."""
    if when.published is None:
        return unknown(UNDATED)
    since = (when.published.weekday() - 5) % 7  # days since the last Saturday
    saturday = when.published + ((7 - since) % 7 if when.future else -since) * cal.DAY
    return dated((saturday, saturday + cal.DAY), "range")


def _unit(hit: re.Match[str], when: When) -> DateValue | None:
    unit, which, edge = (low(hit[g]) for g in "ure")
    the, part = low(hit["the"]), low(hit["part"])
    before_noun = re.match(r" (?:old|long)\b", when.text[hit.end() : hit.end() + 5])
    if before_noun or (which in ("following", "previous", "same") and unit == "century"):
        return None
    base: dt.date | None = when.published
    if which in ("same", "following", "previous") and (the or which == "same"):
        if when.anchor is None:
            return unknown(_NO_ANCHOR)
        base = when.anchor[1] if which == "following" else when.anchor[0]
    if base is None:
        return unknown(UNDATED)
    if the and which == "next":
        return _the_next(unit, base, when)
    if (which == "past" or (which == "last" and the)) and unit not in ("weekend", "century"):
        # "the past week": the days up to now, not the calendar's.
        first = cal.back(base, 1, unit)
        return dated((first, base), "range") if first else None
    found = cal.unit_at(unit, base, _OFFSETS[which])
    if found is None:
        return None
    interval, precision = found
    if edge == "earlier" and _OFFSETS[which] == 0:
        return dated((interval[0], min(base, interval[1])), "range")
    if edge == "later" and _OFFSETS[which] == 0:
        return dated((base, interval[1]), "range")
    if part or edge in ("early", "late", "mid"):
        return dated(part_of(interval, part or edge), "range")
    return dated(interval, precision)


def _the_next(unit: str, base: dt.date, when: When) -> DateValue | None:
    """ "the next day" follows the date before; "the next week" are the days from now, not the calendar's."""
    if unit == "day":
        if when.anchor is None:
            return unknown(_NO_ANCHOR)
        day = when.anchor[1] + cal.DAY
        return dated((day, day), "day")
    last = cal.back(base, -1, unit)
    return dated((base, last), "range") if last and unit not in ("weekend", "century") else None


def _edge(hit: re.Match[str], when: When) -> DateValue | None:
    if when.published is None:
        return unknown(UNDATED)
    found = cal.unit_at(low(hit["u"]), when.published, 0)
    return dated(part_of(found[0], low(hit["p"])), "range") if found else None


def _that_unit(hit: re.Match[str], when: When) -> DateValue | None:
    if when.anchor is None:
        return unknown("refers to a day the text does not date")
    unit, base = low(hit["u"]), when.anchor[0]
    if unit == "day" and when.anchor[0] != when.anchor[1]:
        return unknown("refers to a day the text does not date")
    found = cal.unit_at(unit, base, 0)
    if found is None:
        return None
    interval, precision = found
    if hit["e"] == "later" and when.anchor[1] < interval[1]:
        return dated((when.anchor[1], interval[1]), "range")
    if hit["e"] == "earlier" and interval[0] < when.anchor[0]:
        return dated((interval[0], when.anchor[0]), "range")
    if hit["e"] in ("early", "late"):
        return dated(part_of(interval, hit["e"]), "range")
    return dated(interval, precision)


RELATIVE: dict[str, Handler] = {
    "today": _today, "weekday": _weekday, "weekend": _weekend, "unit": _unit, "edge": _edge, "that_unit": _that_unit,
}  # fmt: skip
