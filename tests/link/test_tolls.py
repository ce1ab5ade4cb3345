"""Tolls: what a sentence says of how many, and which figures cannot both hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.tolls import Toll, tolls


@pytest.mark.parametrize(
    ("sentence", "field", "figure", "low", "high", "of"),
    [
        pytest.param("A shell killed at least 37 people.", "dead", 37, 37, math.inf, "", id="a lower bound"),
        pytest.param("Mines killed 12 shepherds.", "dead", 12, 12, 12, "shepherds", id="whom it counts"),
        pytest.param("Ninety-two people were killed by militiamen.", "dead", 92, 92, 92, "", id="in words"),
        pytest.param("The blast left 25 dead.", "dead", 25, 25, 25, "", id="left dead"),
        pytest.param("The toll of the fire rose to 97 dead.", "dead", 97, 97, 97, "", id="a toll"),
        pytest.param(
            "Shells wounded up to 30 soldiers.", "injured", 30, 0, 30, "soldiers", id="an upper bound"
        ),
        pytest.param("It killed 1,200 people in the valley.", "dead", 1200, 1200, 1200, "", id="a comma"),
    ],
)
def test_a_toll_is_read_from_its_sentence(sentence, field, figure, low, high, of):
    (toll,) = tolls(sentence)
    assert (toll.field, toll.figure, toll.low, toll.high, toll.of) == (field, figure, low, high, of)


def test_dead_and_injured_of_one_sentence_are_two_tolls():
    found = tolls("A truck bomb wounded 60 people and killed 45.")
    assert {(t.field, t.figure) for t in found} == {("injured", 60), ("dead", 45)}


@pytest.mark.parametrize(
    "sentence", ["Dozens were killed.", "They killed 3 per cent more.", "He was killed at 45."]
)
def test_what_is_no_count_of_people_gives_none(sentence):
    assert tolls(sentence) == []


@pytest.mark.parametrize(
    ("one", "other", "both_hold"),
    [
        pytest.param("killed 14 people", "killed 22 people", False, id="two figures"),
        pytest.param("killed about 40 people", "killed 43 people", True, id="rounded"),
        pytest.param("killed at least 14 people", "killed 22 people", True, id="a lower bound"),
        pytest.param("killed at least 30 people", "killed 22 people", False, id="below a lower bound"),
        pytest.param("killed 70 people", "killed 24 children", True, id="a part of them"),
        pytest.param("killed 70 people", "killed 90 children", False, id="a part larger than the whole"),
        pytest.param("killed 30 cadets", "killed 2 passers-by", True, id="two counts"),
    ],
)
def test_only_figures_that_exclude_each_other_disagree(one, other, both_hold):
    (a,), (b,) = tolls(one), tolls(other)
    assert a.agrees(b) is both_hold
    assert b.agrees(a) is both_hold


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(["", "children", "soldiers"]))
def test_a_figure_agrees_with_itself_and_agreement_goes_both_ways(n, m, of):
    a, b = Toll("dead", n, n, n, "", str(n)), Toll("dead", m, m, m, of, str(m))
    assert a.agrees(a)
    assert a.agrees(b) == b.agrees(a)
