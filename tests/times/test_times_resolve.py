"""What the words of a date mean against the day of publication, and what they are not taken to mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import DateValue, Document, Mention, Parse, ParsedMention, Span, Word
from dragoman.times import resolve_times

PUBLISHED = dt.date(2017, 1, 23)  # a Monday


def read(text: str, published: dt.date | None = PUBLISHED, parse: Parse | None = None) -> tuple[Mention, ...]:
    date = DateValue(published, published) if published else None
    return resolve_times(Document(id="d", text=text, published=date), parse or Parse((), ()))


def only(text: str, published: dt.date | None = PUBLISHED) -> tuple[str, str | None, str | None]:
    (mention,) = read(text, published)
    date = mention.date
    assert date is not None
    return (
        mention.span.of(text),
        date.first.isoformat() if date.first else None,
        date.last.isoformat() if date.last else None,
    )


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        pytest.param(
            "Jets struck on Tuesday.", "Tuesday", "2017-01-17", "2017-01-17", id="the last such day"
        ),
        pytest.param("Jets struck on Monday.", "Monday", "2017-01-23", "2017-01-23", id="day of publication"),
        pytest.param("They will meet on Thursday.", "Thursday", "2017-01-26", "2017-01-26", id="to come"),
        pytest.param("Jets struck last Monday.", "last Monday", "2017-01-16", "2017-01-16", id="last"),
        pytest.param("next Monday", "next Monday", "2017-01-30", "2017-01-30", id="next"),
        pytest.param(
            "He spoke on January 17.", "January 17", "2017-01-17", "2017-01-17", id="year understood"
        ),
        pytest.param(
            "He spoke on December 19th.", "December 19th", "2016-12-19", "2016-12-19", id="year before"
        ),
        pytest.param("on 8 March 2015", "8 March 2015", "2015-03-08", "2015-03-08", id="day first"),
        pytest.param("on Friday, Dec. 16", "Friday, Dec. 16", "2016-12-16", "2016-12-16", id="with weekday"),
        pytest.param(
            "on 17/01/2017", "17/01/2017", "2017-01-17", "2017-01-17", id="figures that fit one way"
        ),
        pytest.param("last week", "last week", "2017-01-16", "2017-01-22", id="calendar week"),
        pytest.param(
            "They met at the weekend.", "the weekend", "2017-01-21", "2017-01-22", id="the weekend past"
        ),
        pytest.param(
            "They will meet over the weekend.",
            "the weekend",
            "2017-01-28",
            "2017-01-29",
            id="the coming weekend",
        ),
        pytest.param("earlier this month", "earlier this month", "2017-01-01", "2017-01-23", id="up to now"),
        pytest.param("in late 2016", "late 2016", "2016-09-01", "2016-12-31", id="last third of a year"),
        pytest.param("in mid-January", "mid-January", "2017-01-11", "2017-01-20", id="middle of a month"),
        pytest.param(
            "the past three days", "the past three days", "2017-01-20", "2017-01-23", id="past days"
        ),
        pytest.param("two weeks ago", "two weeks ago", "2017-01-06", "2017-01-12", id="ago, to half a unit"),
        pytest.param("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", id="decade"),
        pytest.param("in 1989 to 1991", "1989 to 1991", "1989-01-01", "1991-12-31", id="years"),
        pytest.param("the summer of 2015", "the summer of 2015", "2015-06-01", "2015-08-31", id="season"),
        pytest.param("since 2011", "2011", "2011-01-01", None, id="since is open"),
        pytest.param(
            "It would be the worst attack since one in Douma in April.",
            "April",
            "2016-04-01",
            "2016-04-30",
            id="since looks back",
        ),
        pytest.param(
            "They have fled since the weekend.", "the weekend", "2017-01-21", None, id="since the weekend"
        ),
        pytest.param("until March 2018", "March 2018", None, "2018-03-31", id="until is open"),
        pytest.param("overnight", "overnight", "2017-01-22", "2017-01-23", id="overnight"),
        pytest.param("the 9/11 attacks", "9/11", "2001-09-11", "2001-09-11", id="a date that is a name"),
        pytest.param(
            "between November 8th and January 20th",
            "November 8th and January 20th",
            "2016-11-08",
            "2017-01-20",
            id="across the year",
        ),
        pytest.param(
            "After nearly six years of war, talks began.",
            "nearly six years",
            "2011-01-23",
            "2017-01-23",
            id="a length that reaches to the present",
        ),
    ],
)
def test_words_of_a_date_mean_days(text: str, words: str, first: str | None, last: str | None) -> None:
    assert only(text) == (words, first, last)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("He was jailed for 20 years.", "length", id="a length is no date"),
        pytest.param("It fell two days after the talks.", "does not date", id="an anchor without a date"),
        pytest.param("in recent days", "not said", id="recent"),
        pytest.param("several months ago", "not said", id="several"),
        pytest.param("on 03/04/2017", "day or month", id="figures that fit both ways"),
        pytest.param("at 14:30", "time of day", id="a time without its day"),
    ],
)
def test_no_day_is_given_that_the_text_does_not_give(text: str, note: str) -> None:
    (mention,) = read(text)
    assert mention.date is not None
    assert mention.date.first is None
    assert mention.date.last is None
    assert note in (mention.date.note or "")


@pytest.mark.parametrize(
    "text",
    [
        "May said no.",
        "They march through the town.",
        "a 22-year-old man",
        "the six-year siege",
        "2,016 people came",
        "2016 people came",
        "a salary of $2015",
        "Super Tuesday is near",
        "in the fall of Mosul",
        "a 10-day truce",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == ()


def test_without_publication_a_month_and_day_stay_without_year() -> None:
    (mention,) = read("Zarif spoke on January 17.", None)
    assert mention.date is not None
    assert (mention.date.first, mention.date.last) == (None, None)
    assert mention.date.month_day == "--01-17"


def test_a_later_day_counts_from_the_last_one_given() -> None:
    text = "The truce began on 27 February 2016. Three days later it broke, and the following day it ended."
    days = [m.date.first for m in read(text) if m.date]
    assert days == [dt.date(2016, 2, 27), dt.date(2016, 3, 1), dt.date(2016, 3, 2)]


def test_a_story_told_with_its_year_keeps_it() -> None:
    text = "On March 2, 2015, the plan was published. On March 25, it was dropped."
    assert [m.date.first for m in read(text) if m.date][1] == dt.date(2015, 3, 25)


def test_a_time_of_day_joins_its_date() -> None:
    text = "It began at 2:30 p.m. on Friday."
    (mention,) = read(text)
    assert mention.date is not None
    assert (mention.span.of(text), mention.date.first, mention.date.time) == (
        "2:30 p.m. on Friday",
        dt.date(2017, 1, 20),
        "2:30 p.m.",
    )


def test_the_verb_of_the_clause_decides_whether_a_weekday_is_to_come() -> None:
    text = "Nevada holds caucuses Saturday."
    words = (
        Word(Span(0, 6), "Nevada", "PROPN", "", 1, "nsubj", 0),
        Word(
            Span(7, 12),
            "hold",
            "VERB",
            "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
            -1,
            "root",
            0,
        ),
        Word(Span(13, 21), "caucus", "NOUN", "", 1, "obj", 0),
        Word(Span(22, 30), "Saturday", "PROPN", "", 1, "obl:tmod", 0),
    )
    (mention,) = read(text, parse=Parse((Span(0, 31),), words))
    assert mention.date is not None
    assert mention.date.first == dt.date(2017, 1, 28)


def test_the_models_bounds_are_taken_and_its_other_dates_kept_without_value() -> None:
    text = "On Tuesday, in the days of yore, it rained."
    parse = Parse(
        (Span(0, len(text)),),
        (),
        (ParsedMention(Span(0, 10), "Temporal", 0.9), ParsedMention(Span(15, 31), "Temporal", 0.8)),
    )
    first, second = read(text, parse=parse)
    assert first.span == Span(0, 10)
    assert first.date is not None
    assert first.date.first == dt.date(2017, 1, 17)
    assert second.date is not None
    assert second.date.first is None


_WORDS = st.sampled_from(
    [
        "on",
        "since",
        "until",
        "between",
        "and",
        "the",
        "last",
        "next",
        "past",
        "three",
        "3",
        "31",
        "30",
        "2016",
        "1999",
        "January",
        "May",
        "December",
        "17th",
        "Monday",
        "Friday",
        "days",
        "weeks",
        "ago",
        "later",
        "after",
        "week",
        "month",
        "year",
        "late",
        "mid-",
        "early",
        "of",
        "to",
        "-",
        ",",
        ".",
        "earlier",
        "this",
        "same",
        "following",
        "summer",
        "quarter",
        "first",
        "half",
        "9/11",
        "12/11/2016",
        "2016-02-30",
        "decade",
        "1990s",
        "overnight",
        "yesterday",
        "14:30",
        "a.m.",
        "feb.",
        "’90s",
        "Christmas",
        "99",
        "hundred",
    ]
)


@given(
    st.lists(_WORDS, max_size=14).map(" ".join),
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)) | st.none(),
)
def test_whatever_is_read_lies_in_the_text_and_begins_before_it_ends(
    text: str, published: dt.date | None
) -> None:
    mentions = read(text, published)
    for mention in mentions:
        assert mention.type == "Temporal"
        assert 0 <= mention.span.begin < mention.span.end <= len(text)
        date = mention.date
        assert date is not None
        if date.first and date.last:
            assert date.first <= date.last
        if date.precision == "unknown":
            assert (date.first, date.last) == (None, None)
            assert date.note
    assert [m.span for m in mentions] == sorted(m.span for m in mentions)
    assert mentions == read(text, published)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(text)
