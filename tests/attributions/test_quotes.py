"""Quotation marks to quotations, as news prints them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.attributions.quotes import paragraphs, quotations


def quoted(text):
    return [[part.of(text) for part in q.parts] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “no” and left.", [["“no”"]], id="curly"),
        pytest.param('He said "no" and left.', [['"no"']], id="straight"),
        pytest.param("He said ''no'' and left.", [["''no''"]], id="two single ones"),
        pytest.param("He said ‘no more war’ and left.", [["‘no more war’"]], id="british"),
        pytest.param("Syria's army didn't move.", [], id="apostrophes are no marks"),
        pytest.param("“He called it “a trap,” she said.", [["“a trap,”"]], id="a mark that was never closed"),
        pytest.param("“One.\n\n“Two.”\n\nThree.", [["“One.", "“Two.”"]], id="reopened in each paragraph, closed once"),
        pytest.param("“One.\n\nTwo.", [["“One."]], id="never closed: ends with its paragraph"),
    ],
)  # fmt: skip
def test_where_quotations_begin_and_end(text, expected):
    assert quoted(text) == expected


@settings(deadline=None)
@given(st.text(alphabet="ab “”\"'\n.,", max_size=80))
def test_quotations_are_ordered_and_lie_in_their_paragraphs(text):
    bounds = paragraphs(text)
    parts = [part for q in quotations(text) for part in q.parts]
    assert all(any(p.covers(part) for p in bounds) for part in parts)
    assert all(a.end <= b.begin for a, b in pairwise(parts))


@settings(deadline=None)
@given(st.text(alphabet="ab.\n Ab", max_size=60))
def test_paragraphs_hold_every_word_once(text):
    assert "".join(p.of(text) for p in paragraphs(text)).split() == text.split() or "\n" in text
    assert sum(len(p.of(text).replace(" ", "").replace("\n", "")) for p in paragraphs(text)) == len(
        "".join(text.split())
    )
