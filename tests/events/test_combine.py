"""How sure the coder is of a candidate among the others of its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.events.combine import LONG, Weights, among

SHARE = st.floats(0.01, 0.99)


@given(SHARE, st.integers(0, 500), st.integers(1, 500))
def test_more_sure_acts_around_make_no_candidate_less_likely(p, sure, sentences):
    weights = Weights()
    assert 0 < among(p, sure, sentences, weights) <= among(p, sure + 1, sentences, weights) < 1


@given(SHARE, st.integers(0, 20), st.integers(1, LONG - 1))
def test_a_short_text_says_nothing_of_what_it_is_on(p, sure, sentences):
    assert among(p, sure, sentences, Weights()) == p
