"""The type of a candidate that codebook and model see differently."""

from __future__ import annotations

import pytest
from event_parses import code, span

from dragoman.records import ParsedEvent


def test_nobody_supports_what_they_march_against():
    text = "Serbs in Ilidza demonstrated against the agreement."
    scores = (ParsedEvent(span(text, "demonstrated"), {"SUPPORT": 0.8, "PROTEST": 0.1}, {"asserted": 0.97}),)
    (event,), _ = code(text, scores=scores)
    assert event.type == "PROTEST"


@pytest.mark.parametrize(("accuse", "support", "type_"), [(0.4, 0.3, "SUPPORT"), (0.97, 0.02, "ACCUSE")])
def test_only_a_sure_model_makes_conflict_of_what_the_codebook_calls_cooperation(accuse, support, type_):
    text = "The mayor vouched for the envoy."
    scores = (
        ParsedEvent(span(text, "vouched"), {"ACCUSE": accuse, "SUPPORT": support}, {"asserted": 0.97},
                    actors=(span(text, "mayor"),), recipients=(span(text, "envoy"),)),
    )  # fmt: skip
    (event,), _ = code(text, scores=scores)
    assert event.type == type_


def test_speaking_up_against_is_no_support_even_where_the_model_is_unsure():
    text = "The minister spoke up against the plan."
    scores = (
        ParsedEvent(span(text, "spoke"), {"REJECT": 0.6}, {"asserted": 0.97},
                    actors=(span(text, "minister"),), recipients=(span(text, "plan"),)),
    )  # fmt: skip
    events, uncoded = code(text, scores=scores)
    assert [e.type for e in events] == ["REJECT"], uncoded
