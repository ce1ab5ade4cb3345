"""When: words of dates to intervals of days, against the day the document was published.

What is not said is not given: without a publication date "January 17" is a month and a day, "on Monday" nothing;
a length of time ("20 years in prison") is no date; an anchor the text does not date ("two days after the talks")
leaves the mention without one. `note` says which.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.records import DateValue, Document, Mention, Parse, Span, Word
from dragoman.times import calendar as cal
from dragoman.times.grammar import FIGURES, HINTS, NEEDS, PATTERNS

__all__ = ["resolve_times"]

_DAY = dt.timedelta(days=1)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|'ll|shall|is to|are to|to be held|plans? to|planned for|scheduled|set to|due to|due (?:on|in)|"
    r"expected to|expects to|going to|would|ahead of|upcoming|intends? to|until|by)\b"
)
_PAST_VERB = re.compile(r"\b(?:was|were|had|did|said|told|(?<!be )\w{3,}ed)\b")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|during|before|after|for|through|between|early|late|mid|this|last|next|"
    r"and|or|on|around|earlier|every|each|around|about)[ -]|[(,-]\s?)$",
    re.IGNORECASE,
)
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
_SINCE = re.compile(r"\b(?:ever )?since (?:about |around |at least |the |as early as )?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|through) (?:about |around |at least |the |as late as )?$", re.IGNORECASE
)
_PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "beginning": "start",
    "start": "start",
    "end": "end",
}
_GOES_ON = re.compile(r"\b(?:ha(?:s|ve)|['’]s|['’]ve) (?:been|\w+ed|\w+en|lasted|seen|held|fought)\b")
_STRIFE = re.compile(
    r" (?:bloody |brutal |bitter |civil |devastating |continuous |constant |armed |intense |fierce |heavy |open )*"
    r"(?:war|warfare|conflict|fighting|violence|bloodshed|carnage|unrest|crisis|siege|turmoil|strife|sanctions|occupation|"
    r"insurgency|chaos|bombing|bombardment|civil|isolation|dictatorship|rule|talks|negotiations)\b"
)


@dataclass(frozen=True, slots=True)
class _When:
    """Publication, and the sentence the words stand in."""

    published: dt.date | None
    text: str
    sentence: Span
    span: Span
    anchor: tuple[dt.date, dt.date] | None
    """The last date given before, for "that day", "two days later"."""
    tense: str | None
    """Of the clause: "past", "future" or not known."""
    explicit: bool = False
    """True if the anchor was given with its year."""

    @property
    def future(self) -> bool:
        return self.tense == "future"


def resolve_times(document: Document, parse: Parse) -> tuple[Mention, ...]:
    """Temporal mentions with `date`, in the order of the text; those no rule reads have a date of precision "unknown"."""
    text = document.text
    published = _published(document)
    values = _scan(text, parse, published)
    return _with_model(values, parse)


def _published(document: Document) -> dt.date | None:
    value = document.published
    if value is None or value.first is None or value.first != value.last:
        return None
    return value.first


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


_PLAN = {
    kinds: tuple(
        (rank, name, pattern)
        for rank, (name, pattern) in enumerate(PATTERNS)
        if set(NEEDS[name]) & set(kinds)
    )
    for kinds in ("".join(sorted(c)) for n in range(1, 7) for c in combinations("MWUSNFD", n))
} | {"DFMNSUW": tuple((rank, name, pattern) for rank, (name, pattern) in enumerate(PATTERNS))}
"""Kinds of hint -> the patterns worth trying."""


def _candidates(text: str) -> list[tuple[Span, str, re.Match[str]]]:
    """Longest readings from left to right, none overlapping."""
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


def _scan(text: str, parse: Parse, published: dt.date | None) -> list[tuple[Span, DateValue]]:
    values: list[tuple[Span, DateValue]] = []
    reached = 0
    anchor: tuple[dt.date, dt.date] | None = None
    anchor_at = -1
    explicit = False
    sentences = parse.sentences or _sentences(text)
    k = 0
    clocks: list[tuple[Span, str]] = []
    for span, name, hit in _candidates(text):
        if span.begin < reached:
            continue
        while k + 1 < len(sentences) and sentences[k].end <= span.begin:
            k += 1
        sentence = sentences[k] if sentences and sentences[k].overlaps(span) else _line(text, span)
        if name == "clock":
            clocks.append((span, hit.group()))
            reached = span.end
            continue
        near = anchor if anchor is not None and span.begin - anchor_at < 400 else None
        tense = _clause_tense(text, sentence, span, parse)
        if _SINCE.search(text, max(0, span.begin - 24), span.begin):
            tense = "past"
        when = _When(published, text, sentence, span, near, tense, explicit)
        value = _HANDLERS[name](hit, when)
        if value is None:
            continue
        value = value if name in _TWO_ENDED else _bounded(value, text, span)
        values.append((_trimmed(text, span), value))
        reached = span.end
        if value.first and value.last and name not in ("length", "past_n", "decade", "century"):
            anchor, anchor_at = (value.first, value.last), span.end
            said = re.search(r"\b(?:19|20)\d\d\b", hit.group()) is not None and value.precision in (
                "day",
                "month",
            )
            told = name in ("that_unit", "after", "date", "month_alone") or hit.group().lower().startswith(
                "the "
            )
            explicit = said or (explicit and told)
    return _ranges(text, _with_clocks(text, values, clocks))


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
    begin, end = span
    for opening in (
        "the ",
        "The ",
        "between ",
        "from ",
        "for ",
        "after ",
        "following ",
        "over ",
        "during ",
        "through ",
    ):
        if text[begin : begin + len(opening)].lower() == opening and opening not in ("the ", "The "):
            begin += len(opening)
    while end > begin and text[end - 1] in " ,":
        end -= 1
    if text[begin:end].endswith(" of"):
        end -= 3
    return Span(begin, end)


def _clause_tense(text: str, sentence: Span, span: Span, parse: Parse) -> str | None:
    """Whether the clause the date belongs to speaks of what was or is to come; None if it does not tell."""
    if _AHEAD.search(text, max(sentence.begin, span.begin - 60), span.begin):
        return "future"
    tense = _tense(parse, span)
    if tense is not None and tense != "none":
        return tense
    before = text[max(sentence.begin, span.begin - 120) : span.begin]
    marks = list(_FUTURE.finditer(before))
    past = (
        None
        if tense
        else _PAST_VERB.search(text, max(sentence.begin, span.begin - 80), min(sentence.end, span.end + 50))
    )
    if not marks:
        after = text[span.end : min(sentence.end, span.end + 40)]
        if re.match(
            r",? (?:[\w’']+ ){0,3}(?:will|is to|are to|is set|are set|is expected|are expected)\b", after
        ):
            return "future"
        return "past" if past else None
    # "said on Monday it will": the nearer verb has the date; "until" and "by" are none.
    verbs = [mark for mark in marks if mark.group() not in ("until", "by", "would")]
    if not verbs or _PAST_VERB.search(before, verbs[-1].end()):
        return "past" if past else None
    return "future"


_AHEAD = re.compile(r"\b(?:ahead of|upcoming|scheduled for|planned for|slated for)\b[^.;,]{0,45}$")
_SPEECH = frozenset(
    ("say", "tell", "report", "write", "show", "suggest", "indicate", "claim", "argue", "have")
)
_PLANS = frozenset(
    ["plan", "expect", "schedule", "set", "due", "intend", "hope", "go", "aim", "slate", "prepare"]
)


def _tense(parse: Parse, span: Span) -> str | None:
    """Tense of the verb the date hangs on, by the parse: "past", "future", "none", or None without a verb."""
    words = parse.words
    at = bisect.bisect_left(words, span.begin, key=lambda word: word.span.begin)
    if 0 <= at < len(words) and words[at].dep == "nmod:poss":
        return "none"
    aids: list[Word] = []
    for _ in range(8):
        if not 0 <= at < len(words):
            return None
        word = words[at]
        if not span.overlaps(word.span):
            aids = [
                w
                for w in words[max(0, at - 12) : at + 3]
                if w.head == at and w.dep.startswith(("aux", "cop"))
            ]
            if aids or word.pos in ("VERB", "AUX"):
                break
        at = word.head
    else:
        return None
    if any(w.lemma in ("will", "shall", "'ll", "wo") for w in aids):
        return "future"
    if any(w.lemma in ("can", "could", "may", "might", "must", "should", "would") for w in aids):
        return "none" if any(w.lemma == "have" for w in aids) else "future"
    if "Tense=Past" in word.feats and "VerbForm=Fin" in word.feats:
        return "past"
    if any("Tense=Past" in w.feats and "VerbForm=Fin" in w.feats for w in aids):
        return "past"
    # "holds its primary on Tuesday"; "says" dates what was said.
    if (
        "Tense=Pres" in word.feats
        and "VerbForm=Fin" in word.feats
        and word.lemma not in _SPEECH
        and word.dep != "aux"
    ):
        return "future"
    if "VerbForm=Inf" in word.feats and 0 <= word.head < len(words) and words[word.head].lemma in _PLANS:
        return "future"
    return "none"


_TWO_ENDED = frozenset(("years", "days_of_month", "month_of_days", "past_n", "length"))


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


def _with_clocks(
    text: str, values: list[tuple[Span, DateValue]], clocks: list[tuple[Span, str]]
) -> list[tuple[Span, DateValue]]:
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
                done[n] = (
                    Span(min(span.begin, other.begin), max(span.end, other.end)),
                    replace(value, time=words),
                )
                break
        else:
            done.append(
                (span, DateValue(precision="unknown", time=words, note="a time of day, no day given"))
            )
    return sorted(done, key=lambda item: item[0])


_TO = re.compile(r" (?:to|until|till|through|and|-|–) (?:on )?$| ?[–-] ?$")


def _ranges(text: str, values: list[tuple[Span, DateValue]]) -> list[tuple[Span, DateValue]]:
    """ "between November 8th and January 20th", "from Monday to Wednesday": one interval."""
    done: list[tuple[Span, DateValue]] = []
    for span, value in values:
        if done and value.last:
            other, first = done[-1]
            gap = text[other.end : span.begin]
            lead = text[max(0, other.begin - 12) : other.begin].lower()
            opening = re.search(r"(between|from) (?:the )?$", lead)
            joint = gap.strip()
            fits = opening is not None and (
                (opening.group(1) == "between" and joint == "and")
                or (opening.group(1) == "from" and joint in ("to", "until", "till", "through", "-", "–"))
            )
            if fits and first.first:
                last, begin = value.last, first.first
                if last < begin and begin.year - last.year <= 1:
                    # "between November 8th and January 20th": the second ends what the first began.
                    moved = cal.add_years(last, 1), cal.add_years(begin, -1)
                    future = abs((moved[0] - begin).days) < 330
                    begin, last = (begin, moved[0]) if future else (moved[1], last)
                if begin <= last:
                    done[-1] = (
                        Span(other.begin, span.end),
                        DateValue(begin, last, "range", Span(other.begin, span.end)),
                    )
                    continue
        done.append((span, value))
    return done


def _fits(model: Span, span: Span) -> bool:
    """True if the model's bounds say about the same words."""
    shared = min(model.end, span.end) - max(model.begin, span.begin)
    return 3 * shared >= 2 * (span.end - span.begin) and model.end - model.begin <= span.end - span.begin + 12


def _with_model(values: list[tuple[Span, DateValue]], parse: Parse) -> tuple[Mention, ...]:
    """The model's bounds for a date where it and the rules mean the same words; its other dates without a value."""
    mentions = []
    model = [m for m in parse.mentions if m.type == "Temporal"]
    used: set[int] = set()
    for span, value in values:
        over = [n for n, m in enumerate(model) if m.span.overlaps(span)]
        alone = len(over) == 1 and sum(model[over[0]].span.overlaps(other) for other, _ in values) == 1
        used.update(over)
        best = model[over[0]] if alone and _fits(model[over[0]].span, span) else None
        mentions.append(
            Mention(
                best.span if best else span,
                "Temporal",
                best.score if best else 1.0,
                date=replace(value, span=span),
                because=value.note,
            )
        )
    for n, mention in enumerate(model):
        if n not in used:
            note = "no rule reads these words as a date"
            value = DateValue(precision="unknown", span=mention.span, note=note)
            mentions.append(Mention(mention.span, "Temporal", mention.score, date=value, because=note))
    return tuple(sorted(mentions, key=lambda m: (m.span.begin, -m.span.end)))


# ---- handlers: one a pattern, None where the words are no date after all ----


def _interval(
    interval: tuple[dt.date, dt.date], precision: str, note: str | None = None, time: str | None = None
) -> DateValue:
    return DateValue(interval[0], interval[1], precision, note=note, time=time)  # type: ignore[arg-type]


def _low(words: str | None) -> str:
    return words.lower() if words else ""


def _unknown(note: str) -> DateValue:
    return DateValue(precision="unknown", note=note)


_UNDATED = "the document has no publication date"


def _number(words: str) -> int | None:
    low = words.lower()
    if low.isdigit():
        return int(low)
    if low in ("a couple of", "couple of"):
        return 2
    if low == "a hundred":
        return 100
    return cal.NUMBERS.get(low)


def _month_number(words: str) -> int:
    return cal.MONTHS[words.lower().rstrip(".")]


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _nearest_year(when: _When, month: int, day: int | None, weekday: int | None = None) -> int | None:
    """The year a month, or a day of a month, has where the text gives none."""
    published = when.published
    if published is None:
        return None
    if when.explicit and when.anchor and when.tense != "future" and when.anchor[1].year < published.year:
        # "On March 2, 2015, ... and on March 25": a story told with its year keeps it.
        return _near_anchor(when.anchor[0], month, day)
    options = []
    for year in range(published.year - 1, published.year + 2):
        date = _make(year, month, day or 1)
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


def _iso(hit: re.Match[str], when: _When) -> DateValue | None:
    date = _make(int(hit["y"]), int(hit["m"]), int(hit["d"]))
    return _interval((date, date), "day") if date else None


def _figures(hit: re.Match[str], when: _When) -> DateValue | None:
    a, b, year = int(hit["a"]), int(hit["b"]), int(hit["y"])
    if len(hit["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if hit["sep"] == "." and len(hit["y"]) == 2:
        return None
    first, second = _make(year, b, a), _make(year, a, b)
    if first and second and first != second:
        return _unknown("day or month first? the figures fit both")
    date = first or second
    return _interval((date, date), "day") if date else None


def _date(hit: re.Match[str], when: _When) -> DateValue | None:
    month = _month_number(hit["m"] or hit["m2"])
    day = _day_number(hit["d"] or hit["d2"])
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
        date = _make(int(said), month, day)
        return _interval((date, date), "day") if date else None
    year = _nearest_year(when, month, day, weekday) or _nearest_year(when, month, day)
    if year is None:
        if _make(2000, month, day) is None:
            return None
        return DateValue(precision="day", month_day=f"--{month:02d}-{day:02d}", note="no year: " + _UNDATED)
    date = _make(year, month, day)
    return _interval((date, date), "day") if date else None


def _days_of_month(hit: re.Match[str], when: _When) -> DateValue | None:
    month, first, last = _month_number(hit["m"]), _day_number(hit["d"]), _day_number(hit["e"])
    if first >= last:
        return None
    year = int(hit["y"]) if hit["y"] else _nearest_year(when, month, last)
    if year is None:
        return DateValue(
            precision="range", month_day=f"--{month:02d}-{first:02d}", note="no year: " + _UNDATED
        )
    begin, end = _make(year, month, first), _make(year, month, last)
    return _interval((begin, end), "range") if begin and end else None


def _years(hit: re.Match[str], when: _When) -> DateValue | None:
    first, last = int(hit["y"]), hit["z"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    joined = bool(hit["joint"]) or hit["from"]
    if second <= first or (not joined and second - first > 60) or second - first > 600:
        return None
    if re.search(r" and ", hit.group()) and hit["from"] != "between":
        return None
    return _interval((cal.year(first)[0], cal.year(second)[1]), "range")


def _month_year(hit: re.Match[str], when: _When) -> DateValue | None:
    if hit["y"]:
        year = int(hit["y"])
    elif when.published:
        year = when.published.year + {"last": -1, "this": 0, "next": 1}[hit["r"]]
    else:
        return _unknown(_UNDATED)
    return _interval(
        _part(cal.month(year, _month_number(hit["m"])), hit["p"]), "range" if hit["p"] else "month"
    )


def _part(interval: tuple[dt.date, dt.date], words: str | None) -> tuple[dt.date, dt.date]:
    return cal.part(interval, _PARTS[words.lower().strip(" -")]) if words else interval


def _month_alone(hit: re.Match[str], when: _When) -> DateValue | None:
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
    month = _month_number(words)
    if when.published is None:
        return DateValue(precision="month", month_day=f"--{month:02d}", note="no year: " + _UNDATED)
    year: int | None
    if which == "next" or which == "coming":
        year = when.published.year + (month <= when.published.month)
    elif which in ("last", "past", "previous"):
        year = when.published.year - (month >= when.published.month)
    elif which in ("this", "current"):
        year = when.published.year
    else:
        year = _nearest_year(when, month, None)
    assert year is not None
    return _interval(_part(cal.month(year, month), hit["p"]), "range" if hit["p"] else "month")


def _quarter(hit: re.Match[str], when: _When) -> DateValue | None:
    number = int(hit["q"]) if hit["q"] else _number(re.sub(r"^(\d).*", r"\1", hit["n"]))
    assert number is not None
    if hit["y"]:
        year = int(hit["y"])
    elif when.published is None:
        return _unknown(_UNDATED)
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
    return _interval(cal.quarter(year, number), "quarter")


def _half(hit: re.Match[str], when: _When) -> DateValue | None:
    number = 1 if _low(hit["n"]) == "first" else 2
    if hit["y"]:
        return _interval(cal.half_of_year(int(hit["y"]), number), "range")
    if when.published is None:
        return _unknown(_UNDATED)
    year = when.published.year + {"last": -1, "this": 0, "next": 1}[hit["r"]]
    return _interval(cal.half_of_year(year, number), "range")


def _season(hit: re.Match[str], when: _When) -> DateValue | None:
    name, which = _low(hit["s"]), _low(hit["r"])
    before = when.text[max(0, hit.start() - 12) : hit.start()].lower()
    if hit["y"]:
        return _interval(_part(cal.season(int(hit["y"]), name), hit["p"]), "range" if hit["p"] else "season")
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
        return _unknown(_UNDATED)
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
    return _interval(_part(here, hit["p"]), "range" if hit["p"] else "season")


def _decade(hit: re.Match[str], when: _When) -> DateValue | None:
    words = hit["p"] or hit["p2"]
    year = int(hit["y"])
    interval = (
        (dt.date(year, 1, 1), dt.date(year + 9, 12, 31)) if year % 100 or year < 2000 else cal.decade(year)
    )
    return _interval(_part(interval, words), "range" if words else "decade")


def _short_decade(hit: re.Match[str], when: _When) -> DateValue | None:
    year = int(hit["y"]) + (2000 if int(hit["y"]) < 20 else 1900)
    return _interval(_part(cal.decade(year), hit["p"]), "range" if hit["p"] else "decade")


def _century(hit: re.Match[str], when: _When) -> DateValue | None:
    number = int(hit["n"])
    if not 5 <= number <= 21:
        return None
    return _interval(_part(cal.century(number), hit["p"]), "range")


def _year(hit: re.Match[str], when: _When) -> DateValue | None:
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
    return _interval(_part(cal.year(year), hit["p"]), "range" if hit["p"] else "year")


_NAMED_DAY = re.compile(r"\b(?:Super|Black|Good|Bloody|Ash|Palm|Easter|Cyber|Holy) $")


def _weekday(hit: re.Match[str], when: _When) -> DateValue | None:
    published = when.published
    time = hit["t"]
    if published is None:
        return replace(_unknown(_UNDATED), time=time)
    if _NAMED_DAY.search(when.text, max(0, hit.start() - 8), hit.start()):
        return None
    number = cal.WEEKDAYS[hit["w"].lower()]
    which = hit["r"] or hit["r2"]
    ago = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    week = "week" in hit.group()
    if week and which in ("last", "next", "this", "previous", "past"):
        offset = {"last": -1, "previous": -1, "past": -1, "next": 1, "this": 0}[which]
        day = cal.week(published, offset)[0] + number * _DAY
    elif which in ("last", "past", "previous"):
        day = published - (ago or 7) * _DAY
    elif which in ("next", "coming"):
        day = published + (ahead or 7) * _DAY
    elif which == "following":
        if when.anchor is None:
            return _unknown("follows a day the text does not date")
        day = when.anchor[1] + ((number - when.anchor[1].weekday()) % 7 or 7) * _DAY
    elif when.future:
        day = published + ahead * _DAY
    else:
        day = published - ago * _DAY
    return _interval((day, day), "day", time=time)


def _weekend(hit: re.Match[str], when: _When) -> DateValue | None:
    """ "at the weekend": the last that has begun, the next where the sentence looks ahead."""
    if when.published is None:
        return _unknown(_UNDATED)
    since = (when.published.weekday() - 5) % 7  # days since the last Saturday
    saturday = when.published + ((7 - since) % 7 if when.future else -since) * _DAY
    return _interval((saturday, saturday + _DAY), "range")


def _unit(hit: re.Match[str], when: _When) -> DateValue | None:
    unit, which, edge = (_low(hit[g]) for g in "ure")
    the, part = _low(hit["the"]), _low(hit["part"])
    before_noun = re.match(r" (?:old|long)\b", when.text[hit.end() : hit.end() + 5])
    if before_noun or (which in ("following", "previous", "same") and unit == "century"):
        return None
    base: dt.date | None = when.published
    if which in ("same", "following", "previous") and (the or which == "same"):
        if when.anchor is None:
            return _unknown("refers to a day the text does not date")
        base = when.anchor[1] if which == "following" else when.anchor[0]
    if base is None:
        return _unknown(_UNDATED)
    offset = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "same": 0,
        "next": 1,
        "coming": 1,
        "following": 1,
    }[which]
    if the and which == "next":
        if unit == "day":
            if when.anchor is None:
                return _unknown("refers to a day the text does not date")
            day = when.anchor[1] + _DAY
            return _interval((day, day), "day")
        ahead = _back(base, -1, unit)
        return _interval((base, ahead), "range") if ahead and unit not in ("weekend", "century") else None
    if which == "past" or (which == "last" and the):
        # "the past week": the days up to now, not the calendar's.
        back = {"day": base - _DAY, "week": base - 7 * _DAY, "fortnight": base - 14 * _DAY, "month": cal.add_months(base, -1),
                "year": cal.add_years(base, -1), "decade": cal.add_years(base, -10)}.get(unit)  # fmt: skip
        if back is None or unit == "weekend":
            offset = -1
        else:
            return _interval((back, base), "range")
    found = _calendar(unit, base, offset)
    if found is None:
        return None
    interval, precision = found
    if edge == "earlier" and offset == 0:
        return _interval((interval[0], min(base, interval[1])), "range")
    if edge == "later" and offset == 0:
        return _interval((base, interval[1]), "range")
    if part or edge in ("early", "late", "mid"):
        return _interval(_part(interval, part or edge), "range")
    return _interval(interval, precision)


def _edge(hit: re.Match[str], when: _When) -> DateValue | None:
    if when.published is None:
        return _unknown(_UNDATED)
    found = _calendar(_low(hit["u"]), when.published, 0)
    return _interval(_part(found[0], _low(hit["p"])), "range") if found else None


def _calendar(unit: str, base: dt.date, offset: int) -> tuple[tuple[dt.date, dt.date], str] | None:
    if unit == "day":
        day = base + offset * _DAY
        return (day, day), "day"
    if unit == "week":
        return cal.week(base, offset), "week"
    if unit == "weekend":
        # On a Saturday or Sunday "this weekend" is the running one, "last weekend" the one before.
        monday = cal.week(base, offset)[0]
        return (monday + 5 * _DAY, monday + 6 * _DAY), "range"
    if unit == "month":
        day = cal.add_months(base.replace(day=1), offset)
        return cal.month(day.year, day.month), "month"
    if unit == "year":
        return cal.year(base.year + offset), "year"
    if unit == "decade":
        return cal.decade(base.year // 10 * 10 + 10 * offset), "decade"
    if unit == "fortnight":
        return ((base - 14 * _DAY, base) if offset < 0 else (base, base + 14 * _DAY)), "range"
    return None


def _that_unit(hit: re.Match[str], when: _When) -> DateValue | None:
    if when.anchor is None:
        return _unknown("refers to a day the text does not date")
    unit, base = _low(hit["u"]), when.anchor[0]
    if unit == "day" and when.anchor[0] != when.anchor[1]:
        return _unknown("refers to a day the text does not date")
    found = _calendar(unit, base, 0)
    if found is None:
        return None
    interval, precision = found
    if hit["e"] == "later" and when.anchor[1] < interval[1]:
        return _interval((when.anchor[1], interval[1]), "range")
    if hit["e"] == "earlier" and interval[0] < when.anchor[0]:
        return _interval((interval[0], when.anchor[0]), "range")
    if hit["e"] in ("early", "late"):
        return _interval(_part(interval, hit["e"]), "range")
    return _interval(interval, precision)


def _back(base: dt.date, number: int, unit: str) -> dt.date | None:
    """`number` units before `base` (after, if negative); None beyond the calendar."""
    try:
        if unit == "hour":
            return base - dt.timedelta(hours=number)
        if unit == "day":
            return base - number * _DAY
        if unit == "week":
            return base - 7 * number * _DAY
        if unit == "fortnight":
            return base - 14 * number * _DAY
        if unit == "month":
            return cal.add_months(base, -number)
        if unit == "decade":
            number *= 10
        return cal.add_years(base, -number)
    except (ValueError, OverflowError):
        return None


def _hours(base: dt.date, number: int) -> dt.date:
    return base - dt.timedelta(days=max(1, round(number / 24))) if number >= 12 else base


def _past_n(hit: re.Match[str], when: _When) -> DateValue | None:
    unit, which = _low(hit["u"]).rstrip("s"), _low(hit["r"])
    number = _number(hit["n"])
    if number is None:
        return _unknown("how many is not said")
    if when.published is None:
        return _unknown(_UNDATED)
    ahead = which in ("next", "coming")
    if unit == "hour":
        other = (
            _hours(when.published, number)
            if not ahead
            else when.published + (when.published - _hours(when.published, number))
        )
    else:
        moved = _back(when.published, -number if ahead else number, unit)
        if moved is None:
            return None
        other = moved
    return _interval((when.published, other) if ahead else (other, when.published), "range")


def _recent(hit: re.Match[str], when: _When) -> DateValue | None:
    return _unknown("how long is not said")


def _ago(hit: re.Match[str], when: _When) -> DateValue | None:
    number, unit = _number(hit["n"]), _low(hit["u"]).rstrip("s")
    if number is None:
        return _unknown("how long ago is not said")
    if when.published is None:
        return _unknown(_UNDATED)
    if unit == "hour":
        day = _hours(when.published, number)
        return _interval((day, when.published), "range" if day != when.published else "day")
    day_ = _back(when.published, number, unit)
    return _around(day_, unit) if day_ else None


def _around(day: dt.date, unit: str) -> DateValue:
    """A point so many units away is known to half a unit: two weeks ago is a week, two years ago a year."""
    if unit == "day":
        return _interval((day, day), "day")
    if unit in ("week", "fortnight"):
        return _interval((day - 3 * _DAY, day + 3 * _DAY), "week")
    if unit == "month":
        return _interval(cal.month(day.year, day.month), "month")
    if unit == "year":
        return _interval(cal.year(day.year), "year")
    return _interval((dt.date(max(1, day.year - 2), 1, 1), dt.date(day.year + 2, 12, 31)), "range")


def _after(hit: re.Match[str], when: _When) -> DateValue | None:
    """ "two days later" from the last date given; "two days after the talks" only if what follows is dated."""
    number, unit, word = _number(hit["n"]), _low(hit["u"]).rstrip("s"), _low(hit["x"])
    if number is None or unit == "hour":
        return None
    sign = 1 if word in ("later", "after") else -1
    if word in ("later", "earlier"):
        if when.anchor is None or (when.anchor[0] != when.anchor[1] and unit != "year"):
            return _unknown("counts from a day the text does not date")
        day = _back(when.anchor[0], -sign * number, unit)
        return _around(day, unit) if day else None
    ahead = when.text[hit.end() : min(when.sentence.end, hit.end() + 40)]
    for name in ("iso", "date", "weekday"):
        pattern = dict(PATTERNS)[name]
        found = pattern.search(ahead)
        if found and found.start() <= 12:
            base = _HANDLERS[name](found, replace(when, text=ahead))
            if base and base.first and base.first == base.last:
                day = _back(base.first, -sign * number, unit)
                return _around(day, unit) if day else None
    return _unknown("counts from something the text does not date")


def _day_after(hit: re.Match[str], when: _When) -> DateValue | None:
    sign = 1 if _low(hit["x"]) == "after" else -1
    if hit["y"]:
        if when.published is None:
            return _unknown(_UNDATED)
        if (sign < 0) != (_low(hit["y"]).strip() == "yesterday"):
            return None
        day = when.published + 2 * sign * _DAY
        return _interval((day, day), "day")
    if hit.group()[:2] in ("a ", "A ") or _low(hit["u"]) != "day":
        return _unknown("counts from something the text does not date")
    ahead = when.text[hit.end() : hit.end() + 1]
    if ahead in (".", ",") and when.anchor and when.anchor[0] == when.anchor[1]:
        day = when.anchor[0] + sign * _DAY
        return _interval((day, day), "day")
    return _unknown("counts from something the text does not date")


def _length(hit: re.Match[str], when: _When) -> DateValue | None:
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
    number, unit = _number(hit["n"]), _low(hit["u"]).rstrip("s")
    lead = _low(hit["x"]).strip()
    war = bool(hit["of"]) and _STRIFE.match(text, hit.end()) is not None
    sentence = text[when.sentence.begin : span.end]
    goes_on = lead in ("for", "over") and _GOES_ON.search(sentence[-90:]) is not None
    if number is None or unit == "hour" or not (war or goes_on):
        return _unknown("a length of time, no date")
    if when.published is None:
        return _unknown(_UNDATED)
    first = _back(when.published, number, unit)
    return (
        _interval((first, when.published), "range", "a length of time up to the publication")
        if first
        else None
    )


def _today(hit: re.Match[str], when: _When) -> DateValue | None:
    words = hit["k"].lower()
    published = when.published
    time = hit["t"] or {"tonight": "night", "overnight": "night"}.get(words)
    if published is None:
        return replace(_unknown(_UNDATED), time=time)
    if words == "today" and re.match(
        r"['’]s (?:world|society|young|youth|generation)", when.text[hit.end() : hit.end() + 14]
    ):
        return None
    if words == "overnight":
        if re.search(r"\b(?:an|the|its|their) $", when.text[max(0, hit.start() - 6) : hit.start()]):
            return replace(_unknown("which night is not said"), time="night")
        return _interval((published - _DAY, published), "range", time="night")
    back = -1 if words.startswith(("yesterday", "last")) else 1 if words.startswith("tomorrow") else 0
    if words.startswith("last") and hit["t"] == "night":
        back = -1
    day = published + back * _DAY
    return _interval((day, day), "day", time=time)


def _the_nth(hit: re.Match[str], when: _When) -> DateValue | None:
    day = int(hit["d"])
    if not 1 <= day <= 31 or not re.search(
        r"\b(?:on|since|until|by|of|from) $", when.text[max(0, hit.start() - 7) : hit.start()]
    ):
        return None
    if re.match(r"\s+(?!and\b|of\b|to\b|in\b|at\b|the\b|for\b)[a-z]", when.text[hit.end() : hit.end() + 6]):
        return None
    if when.published is None:
        return _unknown(_UNDATED)
    base = when.published.replace(day=1)
    for back in (0, 1, 2) if not when.future else (0, -1, -2):
        month = cal.add_months(base, -back)
        date = _make(month.year, month.month, day)
        if date and ((date <= when.published) if not when.future else (date >= when.published)):
            return _interval((date, date), "day")
    return None


def _feast(hit: re.Match[str], when: _When) -> DateValue | None:
    words = hit["k"].replace("’", "'")
    if words == "9/11":
        day = dt.date(2001, 9, 11)
        return _interval((day, day), "day")
    month, day_ = {"Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Christmas": (12, 25), "Boxing Day": (12, 26),
                   "New Year's Eve": (12, 31), "New Year's Day": (1, 1)}[words]  # fmt: skip
    if words == "Christmas" and not re.search(
        r"\b(?:at|on|by|until|since|before|after|over|last|this|next) $",
        when.text[max(0, hit.start() - 8) : hit.start()],
    ):
        return None
    year = int(hit["y"]) if hit["y"] else _nearest_year(when, month, day_)
    if year is None:
        return DateValue(precision="day", month_day=f"--{month:02d}-{day_:02d}", note="no year: " + _UNDATED)
    date = dt.date(year, month, day_)
    if words == "Christmas":
        return _interval((date - _DAY, date + _DAY), "range")
    return _interval((date, date), "day")


_HANDLERS: dict[str, Callable[[re.Match[str], _When], DateValue | None]] = {
    "iso": _iso, "figures": _figures, "days_of_month": _days_of_month, "month_of_days": _days_of_month, "years": _years,
    "date": _date, "month_year": _month_year, "month_alone": _month_alone, "quarter": _quarter, "half": _half,
    "season": _season, "decade": _decade, "short_decade": _short_decade, "century": _century, "year": _year,
    "weekday": _weekday, "unit": _unit, "weekend": _weekend, "edge": _edge, "that_unit": _that_unit, "past_n": _past_n, "recent": _recent, "ago": _ago,
    "after": _after, "day_after": _day_after, "length": _length, "today": _today, "the_nth": _the_nth, "feast": _feast,
}  # fmt: skip
