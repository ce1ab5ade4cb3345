"""Through a text from left to right: where dates may stand, which pattern reads them, and what each comes to."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.records import DateValue, Parse, Span
from dragoman.times import calendar as cal
from dragoman.times.counted import COUNTED
from dragoman.times.dates import DATES
from dragoman.times.grammar import FIGURES, HINTS, NEEDS, PATTERNS
from dragoman.times.periods import PERIODS
from dragoman.times.relative import RELATIVE
from dragoman.times.tense import clause_tense
from dragoman.times.values import Handler, When

__all__ = ["scan"]

_HANDLERS: dict[str, Handler] = DATES | PERIODS | RELATIVE | COUNTED
"""Pattern -> what reads its words."""
_TWO_ENDED = frozenset(("years", "days_of_month", "month_of_days", "past_n", "length"))
"""Patterns whose words give both ends: no "since" or "until" before them opens one."""
_NO_ANCHORS = frozenset(("length", "past_n", "decade", "century"))
"""Patterns that give no date which "that day" or "two days later" could mean."""
_REACH = 400
"""Characters behind a date within which "that day" still means it."""
_SINCE = re.compile(r"\b(?:ever )?since (?:about |around |at least |the |as early as )?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|through) (?:about |around |at least |the |as late as )?$", re.IGNORECASE
)
_PLAN = {
    kinds: tuple(
        (rank, name, pattern)
        for rank, (name, pattern) in enumerate(PATTERNS)
        if set(NEEDS[name]) & set(kinds)
    )
    for kinds in ("".join(sorted(c)) for n in range(1, 7) for c in combinations("MWUSNFD", n))
} | {"DFMNSUW": tuple((rank, name, pattern) for rank, (name, pattern) in enumerate(PATTERNS))}
"""Kinds of hint -> the patterns worth trying."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The last date given."""

    interval: cal.Interval
    end: int
    """Where its words end."""
    explicit: bool
    """True if it was given with its year, or goes on from one that was."""


def scan(
    text: str, parse: Parse, published: dt.date | None
) -> tuple[list[tuple[Span, DateValue]], list[tuple[Span, str]]]:
    """The dates of a text with their values, and its times of day; none overlap."""
    values: list[tuple[Span, DateValue]] = []
    clocks: list[tuple[Span, str]] = []
    sentences = parse.sentences or _sentences(text)
    anchor: _Anchor | None = None
    reached = 0
    for span, name, hit in _candidates(text):
        if span.begin < reached:
            continue
        if name == "clock":
            clocks.append((span, hit.group()))
            reached = span.end
            continue
        when = _when(text, _sentence_of(text, span, sentences), span, parse, published, anchor)
        value = _HANDLERS[name](hit, when)
        if value is None:
            continue
        if name not in _TWO_ENDED:
            value = _bounded(value, text, span)
        values.append((_trimmed(text, span), value))
        reached = span.end
        anchor = _next_anchor(anchor, name, hit, value)
    return values, clocks


def _when(
    text: str, sentence: Span, span: Span, parse: Parse, published: dt.date | None, anchor: _Anchor | None
) -> When:
    near = anchor.interval if anchor is not None and span.begin - anchor.end < _REACH else None
    tense = clause_tense(text, sentence, span, parse)
    if _SINCE.search(text, max(0, span.begin - 24), span.begin):
        tense = "past"
    return When(published, text, sentence, span, near, tense, anchor is not None and anchor.explicit)


def _next_anchor(anchor: _Anchor | None, name: str, hit: re.Match[str], value: DateValue) -> _Anchor | None:
    if not value.first or not value.last or name in _NO_ANCHORS:
        return anchor
    year = re.search(r"\b(?:19|20)\d\d\b", hit.group()) is not None
    said = year and value.precision in ("day", "month")
    told = name in ("that_unit", "after", "date", "month_alone") or hit.group().lower().startswith("the ")
    goes_on = anchor is not None and anchor.explicit and told
    return _Anchor((value.first, value.last), hit.end(), said or goes_on)


def _candidates(text: str) -> list[tuple[Span, str, re.Match[str]]]:
    """Readings from left to right; of those that begin together the longest first, then as the patterns are ranked."""
    found: list[tuple[Span, int, str, re.Match[str]]] = []
    for begin, end, kinds in _windows(text):
        while begin > 0 and text[begin - 1].isalnum():
            begin -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        for rank, name, pattern in _PLAN["".join(sorted(kinds))]:
            for hit in pattern.finditer(text, begin, end):
                found.append((Span(*hit.span()), rank, name, hit))
    found.sort(key=lambda item: (item[0].begin, -item[0].end, item[1]))
    return [(span, name, hit) for span, _, name, hit in found]


def _windows(text: str) -> list[tuple[int, int, str]]:
    """Stretches of text that may hold a date, with the kinds of hint in them."""
    hints: list[tuple[int, str]] = [(hit.start(), "D") for hit in FIGURES.finditer(text)]
    for word, kind in HINTS:
        at = text.find(word)
        while at >= 0:
            hints.append((at, kind))
            at = text.find(word, at + 3)
    hints.sort()
    found: list[tuple[int, int, str]] = []
    for at, kind in hints:
        begin, end = max(0, at - 45), min(len(text), at + 45)
        if found and begin <= found[-1][1]:
            first, _, kinds = found[-1]
            found[-1] = (first, end, kinds if kind in kinds else kinds + kind)
        else:
            found.append((begin, end, kind))
    return found


def _sentence_of(text: str, span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence that `span` stands in; its line, where none is known."""
    k = min(bisect.bisect_right(sentences, span.begin, key=lambda s: s.end), len(sentences) - 1)
    return sentences[k] if sentences and sentences[k].overlaps(span) else _line(text, span)


def _sentences(text: str) -> tuple[Span, ...]:
    """Rough sentences, where no parse tells them."""
    spans, begin = [], 0
    for stop in re.finditer(r"(?<=[.!?”])\s+(?=[A-Z“\"])|\n+", text):
        if stop.start() > begin:
            spans.append(Span(begin, stop.start()))
        begin = stop.end()
    if begin < len(text):
        spans.append(Span(begin, len(text)))
    return tuple(spans)


def _line(text: str, span: Span) -> Span:
    begin = text.rfind("\n", 0, span.begin) + 1
    end = text.find("\n", span.end)
    return Span(begin, len(text) if end < 0 else end)


def _trimmed(text: str, span: Span) -> Span:
    """`span` without the preposition that its pattern needed, and without what is left over at its end."""
    begin, end = span
    for opening in ("between ", "from ", "for ", "after ", "following ", "over ", "during ", "through "):
        if text[begin : begin + len(opening)].lower() == opening:
            begin += len(opening)
    while end > begin and text[end - 1] in " ,":
        end -= 1
    if text[begin:end].endswith(" of"):
        end -= 3
    return Span(begin, end)


def _bounded(value: DateValue, text: str, span: Span) -> DateValue:
    """Open at one end behind "since" and "until"."""
    if value.first is None or value.last is None or value.precision == "open":
        return value
    before = text[max(0, span.begin - 24) : span.begin]
    if _SINCE.search(before):
        return replace(value, last=None, precision="open", note="since then")
    if _UNTIL.search(before) and not before.endswith("through "):
        return replace(value, first=None, precision="open", note="until then")
    return value
