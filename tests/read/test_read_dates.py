"""Dates of publication with the precision they are written in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.dates import parse_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "time"),
    [
        ("2017-01-24", "2017-01-24", "2017-01-24", "day", None),
        ("2017-01-24T10:32:00+03:00", "2017-01-24", "2017-01-24", "day", "10:32"),
        ("2017-01-24T00:00:00Z", "2017-01-24", "2017-01-24", "day", None),
        ("2017/1/4", "2017-01-04", "2017-01-04", "day", None),
        ("20170124", "2017-01-24", "2017-01-24", "day", None),
        ("January 24, 2017", "2017-01-24", "2017-01-24", "day", None),
        ("Jan. 24th, 2017 2:05 pm", "2017-01-24", "2017-01-24", "day", "14:05"),
        ("Tue, 24 Jan 2017 10:32:00 GMT", "2017-01-24", "2017-01-24", "day", "10:32"),
        ("24th of January 2017", "2017-01-24", "2017-01-24", "day", None),
        ("24.01.2017", "2017-01-24", "2017-01-24", "day", None),
        ("01/24/2017", "2017-01-24", "2017-01-24", "day", None),
        ("March 2017", "2017-03-01", "2017-03-31", "month", None),
        ("2016-02", "2016-02-01", "2016-02-29", "month", None),
        ("2017", "2017-01-01", "2017-12-31", "year", None),
    ],
)
def test_dates(text: str, first: str, last: str, precision: str, time: str | None) -> None:
    value = parse_date(text)
    assert value is not None
    assert (str(value.first), str(value.last), value.precision, value.time) == (first, last, precision, time)


@pytest.mark.parametrize("text", ["", "yesterday", "03/04/2017", "2017-13-01", "February 30, 2017", "24 January", "12345", "Maybe 2017 or so"])  # fmt: skip
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=dt.date(1800, 1, 1)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        value = parse_date(written)
        assert value is not None
        assert value.first == value.last == day


@given(st.text(max_size=40))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    value = parse_date(text)
    assert value is None or (value.first is not None and value.last is not None and value.first <= value.last)
