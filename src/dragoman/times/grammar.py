"""The words of dates: one pattern for each way of saying when, tried only where a hint of one stands.

Names of groups: y year, m month, d day, w weekday, n number, u unit, p part (early, mid, late), s season,
r which one (last, this, next, past, ...). The handlers, under the names of their patterns, are in `dates`, `periods`,
`relative` and `counted`.
"""

from __future__ import annotations

import re

__all__ = ["FIGURES", "HINTS", "NEEDS", "PATTERNS"]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?"
_LONG_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|a\ couple\ of|a\ hundred)"
)
_UNIT = r"(?:hour|day|week|fortnight|month|year|decade)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:(?:the\ )?(?P<p>early|mid|late|middle|beginning|start|end)(?:\ of|\ in)?(?:\ the)?(?:\ -?|-))"
_APPROX = r"(?:(?:nearly|almost|about|around|roughly|some|over|more\ than|less\ than|at\ least|just\ over|just\ under|approximately|up\ to|exactly)\ )"
_WHICH = r"(?:last|this|next|past|previous|coming|current|following)"
_TIME = r"(?:morning|afternoon|evening|night|midnight|noon|midday|dawn|dusk)"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\ ?(?:a\.?m\.?|p\.?m\.?))?(?:\ ?(?:GMT|UTC|BST|EST|EDT|ET|CET|local\ time))?"
    r"|(?:1[0-2]|[1-9])\ ?(?:a\.?m\.?|p\.?m\.?)(?![a-z])(?:\ ?(?:GMT|UTC|BST|EST|EDT|ET|CET|local\ time))?)"
)


def _compile(pattern: str, flags: re.RegexFlag = re.VERBOSE) -> re.Pattern[str]:
    return re.compile(r"(?<![\w$£€/-])(?<!\d\.)(?:" + pattern + r")(?![\w])", flags)


_ANY_CASE = re.VERBOSE | re.IGNORECASE

HINTS: tuple[tuple[str, str], ...] = tuple(
    (word, kind)
    for kind, words in (
        ("M", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("W", "day tomorrow"),
        ("U", "week month year decade centur Centur hour fortnight"),
        ("S", "quarter spring summer autumn winter fall Spring Summer Autumn Winter Fall half Q1 Q2 Q3 Q4"),
        ("N", "night morning noon afternoon evening"),
        ("F", "Christmas Boxing Year"),
    )
    for word in words.split()
)
"""Parts of words that may belong to a date, with their kind: months, days, units, seasons, night and morning, feasts."""

FIGURES = re.compile(r"\d(?:\d\d\d|[/.:]\d|0s|st\b|nd\b|rd\b|th\b|\ ?[ap]\.?m)")
"""Figures that may belong to a date: kind "D"."""

NEEDS = {
    "iso": "D", "figures": "D", "days_of_month": "M", "month_of_days": "M", "years": "D", "date": "M",
    "month_year": "M", "month_alone": "M", "quarter": "S", "half": "S", "season": "S", "decade": "D",
    "short_decade": "D", "century": "U", "year": "D", "weekday": "W", "unit": "UW", "weekend": "U", "edge": "UW", "that_unit": "UW",
    "past_n": "UW", "recent": "UW", "ago": "UW", "after": "UW", "day_after": "UW", "length": "UW", "today": "WN",
    "the_nth": "D", "feast": "FD", "clock": "DN",
}  # fmt: skip
"""Pattern -> the kinds of hint without which it cannot match."""

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 2017-01-17; 17/01/2017; 17.1.2017
    ("iso", _compile(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])")),
    ("figures", _compile(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)")),
    # between November 8th and January 20th; from 3 to 5 January 2017; 2011-2013
    ("days_of_month", _compile(rf"(?:(?P<from>between|from)\ )?(?P<m>{_MONTH})\ (?P<d>{_DAY})\ ?(?:-|–|—|to|and|until|through)\ ?(?P<e>{_DAY})(?:,?\ (?P<y>{_YEAR}))?")),
    ("month_of_days", _compile(rf"(?:(?P<from>between|from)\ )?(?:the\ )?(?P<d>{_DAY})\ ?(?:-|–|—|to|and|until|through)\ ?(?:the\ )?(?P<e>{_DAY})(?:\ of)?\ (?P<m>{_MONTH})(?:,?\ (?P<y>{_YEAR}))?")),
    ("years", _compile(rf"(?:(?P<from>between|from)\ )?(?P<y>{_YEAR})\ ?(?:(?P<joint>-|–|—)|to|and|until|till|through)\ ?(?P<z>{_YEAR}|(?<=[-–—])\d\d)")),
    # Friday, December 16th, 2016; January 17; 8 March 2015
    ("date", _compile(
        rf"(?:(?P<w>{_WEEKDAY}),?\ (?:the\ )?)?(?:(?P<m>{_MONTH})\ (?:the\ )?(?P<d>{_DAY})(?:,?\ (?P<y>{_YEAR}))?"
        rf"|(?:the\ )?(?P<d2>{_DAY})(?:\ of)?\ (?P<m2>{_MONTH})(?:,?\ (?P<y2>{_YEAR}))?)")),
    # late December 2016; December 2016; mid-January; earlier in May
    ("month_year", _compile(rf"{_PART}?(?P<m>{_MONTH})(?:,?\ (?:of\ )?(?P<y>{_YEAR})|,?\ (?P<r>last|this|next)\ year)", re.VERBOSE)),
    ("month_alone", _compile(rf"{_PART}?(?:(?P<r>{_WHICH})\ )?(?P<m>{_MONTH})")),
    # the third quarter of 2017; the first half of 2016; summer 2016; last winter
    ("quarter", _compile(rf"(?:the\ )?(?:(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)\ quarter|Q(?P<q>[1-4]))(?:\ of)?(?:\ (?P<y>{_YEAR})|\ (?P<r>last|this|next)\ year)?", _ANY_CASE)),
    ("half", _compile(rf"(?:the\ )?(?P<n>first|second)\ half\ of\ (?:(?P<y>{_YEAR})|(?P<r>last|this|next)\ year)", _ANY_CASE)),
    ("season", _compile(rf"{_PART}?(?:the\ )?(?:(?P<r>{_WHICH})\ )?(?P<s>{_SEASON})(?:\ (?:of\ )?(?P<y>{_YEAR}))?", _ANY_CASE)),
    # the 1990s, the mid-1980s, the '90s; the 19th century
    ("decade", _compile(rf"{_PART}?(?:the\ )?(?P<p2>(?:early|mid|late)(?:\ |-))?(?P<y>(?:1[5-9]|20)\d0)s")),
    ("short_decade", re.compile(r"(?<!\w)(?:the )?(?P<p>(?:early|mid|late)[ -])?['’‘](?P<y>\d0)s(?!\w)")),
    ("century", _compile(r"(?:the\ )?(?:(?P<p>early|mid|late)[\ -])?(?P<n>\d{1,2})(?:st|nd|rd|th)[\ -][Cc]entury")),
    # in 2016, early 2016, the 2016 election
    ("year", _compile(rf"{_PART}?(?P<y>{_YEAR})")),
    # last Monday, Monday night, on Monday
    ("weekday", _compile(rf"(?:(?P<early>early|late)\ )?(?:(?P<r>{_WHICH})\ (?:week['’]s\ )?)?(?P<w>{_LONG_WEEKDAY})(?:\ (?P<t>{_TIME}))?(?:\ (?P<r2>last|this|next)\ week)?")),
    # earlier this month, last week, next year, the previous day, late last year
    ("unit", _compile(rf"(?:(?P<e>earlier|later|early|late|mid)(?:\ in)?[\ -])?(?:(?P<the>the)\ )?(?:(?P<part>beginning|start|middle|end)\ of\ (?:the\ )?)?(?P<r>{_WHICH}|same)\ (?P<u>day|week|weekend|month|year|decade|fortnight|century)(?:['’]s)?", _ANY_CASE)),
    # over the weekend, at the weekend
    ("weekend", _compile(r"(?:(?<=\bat\ )|(?<=\bover\ )|(?<=\bsince\ )|(?<=\bduring\ ))the\ weekend", _ANY_CASE)),
    ("edge", _compile(r"(?:the\ )?(?P<p>beginning|start|middle|end)\ of\ (?:the|this)\ (?P<u>week|month|year|decade)", _ANY_CASE)),
    ("that_unit", _compile(r"(?:(?P<e>earlier|later|early|late)\ )?[Tt]hat\ (?:same\ )?(?P<u>day|week|month|year)", _ANY_CASE)),
    # the past three days, the last two weeks, recent days
    ("past_n", _compile(rf"(?:(?:the|these)\ )?(?P<r>last|past|previous|next|coming)\ {_APPROX}?(?P<n>{_NUMBER}|few|several|couple\ of)\ (?P<u>{_UNIT}s?)", _ANY_CASE)),
    ("recent", _compile(r"(?:the\ )?(?P<r>recent|coming|past|last|next)\ (?P<u>hours|days|weeks|months|years|decades)", _ANY_CASE)),
    # three days ago; two days after the talks; six years on
    ("ago", _compile(rf"{_APPROX}?(?P<n>{_NUMBER}|several|some|many|few|a\ few)\ (?P<u>{_UNIT}s?)\ (?:ago|back)", _ANY_CASE)),
    ("after", _compile(rf"{_APPROX}?(?P<n>{_NUMBER})\ (?P<u>{_UNIT}s?)\ (?P<x>later|earlier|after|before)", _ANY_CASE)),
    ("day_after", _compile(r"(?:the|a)\ (?P<u>day|week|month|year)\ (?P<x>after|before)(?P<y>\ yesterday|\ tomorrow)?", _ANY_CASE)),
    ("length", _compile(rf"(?P<x>(?:for|after|following|through|over|during)\ )?(?P<approx>{_APPROX})?(?P<n>{_NUMBER}|several|many)\ (?P<u>{_UNIT}s?)(?P<of>\ of)?", _ANY_CASE)),
    # yesterday, tonight, overnight, last night, this morning
    ("today", _compile(r"(?P<k>yesterday|today|tomorrow|tonight|overnight|(?P<r>last|this|yesterday|tomorrow)\ (?P<t>morning|afternoon|evening|night))", re.VERBOSE | re.IGNORECASE)),
    ("the_nth", _compile(r"the\ (?P<d>\d{1,2})(?:st|nd|rd|th)(?=[\s.,;)]|$)(?!\s+(?:[a-z]*\ ?(?:anniversary|century|time|birthday|floor|day|week|month|year|round|annual|straight|consecutive|grade|parallel|district|brigade|division|battalion|infantry|edition|century|session|congress|place|minute|ranked|largest|richest|seat)|[A-Z]))")),
    ("feast", _compile(r"(?P<k>Christmas\ Eve|Christmas\ Day|Christmas|New\ Year['’]s\ Eve|New\ Year['’]s\ Day|Boxing\ Day|9/11)(?:,?\ (?:in\ )?(?P<y>(?:19|20)\d\d))?")),
    ("clock", _compile(rf"{_CLOCK}|(?:midnight|noon|midday)")),
)  # fmt: skip
