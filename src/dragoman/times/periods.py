"""Years and what they are parted into or make up: "2011-2013", "last winter", "the third quarter", "the 1990s"."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.records import DateValue
from dragoman.times import calendar as cal
from dragoman.times.values import UNDATED, Handler, When, dated, low, number_of, part_of, unknown

__all__ = ["PERIODS"]

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|during|before|after|for|through|between|early|late|mid|year|around|about|"
    r"and|or|spring|summer|autumn|fall|winter|back in|circa|late in|the|its|his|their|a|an|\w+['’]s)[ -]|[(,]\s?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|persons|troops|soldiers|fighters|men|women|children|civilians|dollars|euros|pounds|km|kilomet|miles|"
    r"meters|metres|feet|tons|tonnes|workers|jobs|homes|houses|others|more|members|refugees|migrants|families|cases|"
    r"hours|days|times|police|militants|rebels|students|votes|seats|calories|employees|households|vehicles)"
)


def _years(hit: re.Match[str], when: When) -> DateValue | None:
    first, last = int(hit["y"]), hit["z"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    joined = bool(hit["joint"]) or hit["from"]
    if second <= first or (not joined and second - first > 60) or second - first > 600:
        return None
    if re.search(r" and ", hit.group()) and hit["from"] != "between":
        return None
    return dated((cal.year(first)[0], cal.year(second)[1]), "range")


def _year(hit: re.Match[str], when: When) -> DateValue | None:
    year = int(hit["y"])
    behind = when.text[hit.end() : hit.end() + 16]
    before = when.text[max(0, hit.start() - 14) : hit.start()]
    if not hit["p"]:
        if _COUNTED.match(behind) or (
            re.match(r"[-–]\w|['’]s? \d|,\d", behind) and not re.match(r"[-–](?:era|style)", behind)
        ):
            return None
        if not 1800 <= year <= 2099:
            return None
        plain = _BEFORE_YEAR.search(before) is not None
        if not plain and before.strip():
            return None
        if re.search(
            r"(?:some|about|around|nearly|over|than|least|most|another) $", before
        ) and not re.search(r"\b(?:in|since|by|until) (?:about|around) $", before):
            return None
        if (
            re.search(r"\b(?:for|and|of|to|a|an|about|around|between|or) $", before)
            and not 1900 <= year <= 2039
        ):
            return None
        if re.search(r"\bfor $", before) and not re.match(r"[.,;)]| (?:and|was|is|were)\b|$", behind):
            return None
    if hit["p"] in ("start", "end", "beginning", "middle") and " of" not in hit.group():
        return None
    return dated(part_of(cal.year(year), hit["p"]), "range" if hit["p"] else "year")


def _quarter(hit: re.Match[str], when: When) -> DateValue | None:
    number = int(hit["q"]) if hit["q"] else number_of(re.sub(r"^(\d).*", r"\1", hit["n"]))
    assert number is not None
    if hit["y"]:
        year = int(hit["y"])
    elif when.published is None:
        return unknown(UNDATED)
    elif hit["r"]:
        year = when.published.year + {"last": -1, "this": 0, "next": 1}[hit["r"]]
    elif re.match(r" (?:of|in) (?:the|a) (?:game|match|season)", when.text[hit.end() : hit.end() + 20]) or (
        hit["n"]
        and not re.search(
            r"\b(?:in|of|for|during|since|by|from) (?:the )?$",
            when.text[max(0, hit.start() - 12) : hit.start()],
        )
    ):
        return None
    else:
        year = when.published.year - (
            cal.quarter(when.published.year, number)[0] > when.published and not when.future
        )
    return dated(cal.quarter(year, number), "quarter")


def _half(hit: re.Match[str], when: When) -> DateValue | None:
    number = 1 if low(hit["n"]) == "first" else 2
    if hit["y"]:
        return dated(cal.half_of_year(int(hit["y"]), number), "range")
    if when.published is None:
        return unknown(UNDATED)
    year = when.published.year + {"last": -1, "this": 0, "next": 1}[hit["r"]]
    return dated(cal.half_of_year(year, number), "range")


def _season(hit: re.Match[str], when: When) -> DateValue | None:
    name, which = low(hit["s"]), low(hit["r"])
    before = when.text[max(0, hit.start() - 12) : hit.start()].lower()
    if hit["y"]:
        return dated(part_of(cal.season(int(hit["y"]), name), hit["p"]), "range" if hit["p"] else "season")
    if (
        not which
        and not re.search(r"\b(?:in|since|until|by|during|of|through|this|over) (?:the )?$", before)
        and not hit["p"]
    ):
        return None
    if name in ("fall", "spring") and not which and "the" not in hit.group():
        return None
    if (
        name == "fall"
        and not which
        and not hit["p"]
        and re.match(r" of\b", when.text[hit.end() : hit.end() + 4])
    ):
        return None
    published = when.published
    if published is None:
        return unknown(UNDATED)
    year = published.year
    here = cal.season(year, name)
    if name == "winter" and published.month <= 2:
        here = cal.season(year - 1, name)
    if which in ("next", "coming"):
        while here[0] <= published:
            here = cal.season(here[0].year + 1, name)
    elif which in ("last", "past", "previous"):
        while here[1] >= published:
            here = cal.season(here[0].year - 1, name)
    elif which not in ("this", "current") and here[0] > published and not when.future:
        here = cal.season(here[0].year - 1, name)
    return dated(part_of(here, hit["p"]), "range" if hit["p"] else "season")


def _decade(hit: re.Match[str], when: When) -> DateValue | None:
    words = hit["p"] or hit["p2"]
    year = int(hit["y"])
    interval = (
        (dt.date(year, 1, 1), dt.date(year + 9, 12, 31)) if year % 100 or year < 2000 else cal.decade(year)
    )
    return dated(part_of(interval, words), "range" if words else "decade")


def _short_decade(hit: re.Match[str], when: When) -> DateValue | None:
    year = int(hit["y"]) + (2000 if int(hit["y"]) < 20 else 1900)
    return dated(part_of(cal.decade(year), hit["p"]), "range" if hit["p"] else "decade")


def _century(hit: re.Match[str], when: When) -> DateValue | None:
    number = int(hit["n"])
    if not 5 <= number <= 21:
        return None
    return dated(part_of(cal.century(number), hit["p"]), "range")


PERIODS: dict[str, Handler] = {
    "years": _years, "year": _year, "quarter": _quarter, "half": _half, "season": _season, "decade": _decade,
    "short_decade": _short_decade, "century": _century,
}  # fmt: skip
