"""Nouns near an act that are none of its recipients, whatever the model's spans say."""

from __future__ import annotations

import pytest
from event_parses import code, span, told

from dragoman.records import ParsedEvent


def recipients(text: str, trigger: str, type_: str, *near: str) -> list[str]:
    """Recipients of the act at a trigger where the model takes what is near it for one."""
    sure = ParsedEvent(
        span(text, trigger), {type_: 0.95}, {"asserted": 0.97}, recipients=tuple(span(text, n) for n in near)
    )
    events, _ = code(text, scores=(sure,))
    (event,) = (e for e in events if e.trigger.of(text) == trigger)
    return told(text, event)[3]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "near", "whom"),
    [
        pytest.param(
            "Paris condemned the attack on the convoy.", "condemned", "ACCUSE", ["convoy"], [],
            id="victims are not accused",
        ),
        pytest.param(
            "Paris condemned Russian raids on hospitals.", "condemned", "ACCUSE", ["hospitals"], ["Russian"],
            id="whoever did the harm is",
        ),
        pytest.param(
            "Officers complained to the commander about the shelling.", "complained", "ACCUSE", ["commander"], [],
            id="who hears a complaint",
        ),
        pytest.param(
            "The committee completed its inquiry into an allegation by the council that rebels had seized the town.",
            "inquiry", "ACCUSE", ["council"], ["rebels"],
            id="who made the allegation, not whom it is against",
        ),
        pytest.param(
            "The governor massed two brigades at the border.", "massed", "MOBILIZE", ["two brigades"], [],
            id="one's own force",
        ),
        pytest.param(
            "Iran pulled its fighters out of Marsa.", "pulled", "RETREAT", ["its fighters"], [],
            id="one's own fighters",
        ),
        pytest.param(
            "Planes bombed nobody on Friday.", "bombed", "ASSAULT", ["nobody"], [], id="nobody"
        ),
        pytest.param(
            "China vetoed the draft on Myanmar.", "vetoed", "REJECT", ["Myanmar"], [], id="the topic of a paper"
        ),
        pytest.param(
            "He fled to Marsa, whose leaders refused to return him.", "refused", "REJECT", ["Marsa"], [],
            id="whose people do it",
        ),
        pytest.param(
            "Soldiers confiscated their herds.", "confiscated", "COERCE", ["their"], [], id="a mere their"
        ),
        pytest.param(
            "Ankara shut the consulate and expelled the envoy.", "expelled", "SANCTION", ["consulate"], ["envoy"],
            id="the object of the verb beside it",
        ),
        pytest.param(
            "Workers marched against corruption.", "marched", "PROTEST", ["corruption"], [],
            id="a thing people are against",
        ),
    ],
)  # fmt: skip
def test_what_is_only_near_an_act_is_no_recipient(text, trigger, type_, near, whom):
    assert recipients(text, trigger, type_, *near) == whom
