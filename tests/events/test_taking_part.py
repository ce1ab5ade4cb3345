"""Parties that the words share out or only lend: offices of several states, whole names with "and", where a shot came from."""

from __future__ import annotations

import pytest
from event_parses import code, span, told

from dragoman.records import Mention

MINISTERS = "The foreign ministers of Bosnia, Croatia and Yugoslavia agreed to a truce."
MILITIAS = "The militias of Bosnia and Herzegovina attacked the town."
SHELLS = "Shells were fired from army positions at the market."


def test_an_office_of_three_states_is_three_parties():
    (event, *_), _ = code(MINISTERS)
    assert told(MINISTERS, event)[2] == ["foreign ministers of Bosnia", "Croatia", "Yugoslavia"]


def test_each_state_of_a_shared_office_is_resolved_by_its_own_mention():
    mentions = (
        Mention(span(MINISTERS, "foreign ministers of Bosnia"), "Organisation", actor="bih"),
        Mention(span(MINISTERS, "Croatia"), "Organisation", actor="hrv"),
        Mention(span(MINISTERS, "Yugoslavia"), "Organisation", actor="yug"),
    )
    (event, *_), _ = code(MINISTERS, mentions)
    assert [p.actor for p in event.actors] == ["bih", "hrv", "yug"]


@pytest.mark.parametrize(
    ("names", "actors"),
    [
        pytest.param(("Bosnia and Herzegovina",), ["militias of Bosnia and Herzegovina"], id="one name"),
        pytest.param(("Bosnia", "Herzegovina"), ["militias of Bosnia", "Herzegovina"], id="two names"),
    ],
)
def test_a_name_with_and_in_it_stays_whole(names, actors):
    mentions = tuple(Mention(span(MILITIAS, x), "Location") for x in names)
    (event,), _ = code(MILITIAS, mentions)
    assert told(MILITIAS, event)[2] == actors


def test_what_is_fired_and_where_it_is_fired_from_are_not_hit():
    events, _ = code(SHELLS)
    assert [r for e in events for r in told(SHELLS, e)[3]] == []
