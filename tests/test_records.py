"""Records keep what they are given: JSON and back changes nothing, ids are stable, spans are exact."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import records
from dragoman.errors import DragomanError
from dragoman.records import (
    Actor,
    ActorName,
    Attribution,
    CodedDocument,
    Contradiction,
    DateValue,
    Document,
    Event,
    Incident,
    Mention,
    Parse,
    Party,
    Place,
    Position,
    Publisher,
    Refused,
    Review,
    Span,
    Tie,
    Uncoded,
    Word,
    check_spans,
    content_id,
    event_id,
    from_json,
    hull,
    to_json,
)

# Not-a-number is no confidence and no coordinate, so it is not drawn.
st.register_type_strategy(float, st.floats(allow_nan=False))

KINDS = [
    Actor, ActorName, Attribution, Contradiction, DateValue, Document, Event, Incident, Mention,
    Party, Place, Position, Publisher, Refused, Review, Tie, Uncoded, Word,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_written_as_json_and_read_back_is_the_same_record(
    kind: type[Any], data: st.DataObject
) -> None:
    if kind is Review:
        record = Review(
            id=data.draw(st.text()),
            decision=data.draw(st.sampled_from(["accept", "reject", "correct"])),
            by=data.draw(st.text()),
            at=data.draw(st.datetimes(timezones=st.just(dt.UTC))),
            changes=data.draw(st.dictionaries(st.text(), st.text() | st.integers(-9, 9) | st.none())),
        )
    else:
        record = data.draw(st.from_type(kind))
    assert from_json(kind, json.loads(json.dumps(to_json(record)))) == record


def test_a_coded_document_written_as_json_and_read_back_is_the_same() -> None:
    party = Party(span=Span(0, 5), actor="tur", name="Turkey", country="TUR", sectors=("GOV",))
    when = DateValue(first=dt.date(2017, 1, 17), last=dt.date(2017, 1, 17), span=Span(30, 37))
    coded = CodedDocument(
        document=Document(id="d", text="…", published=when, furniture=()),
        coder="dragoman 0",
        sentences=(Span(0, 1),),
        events=(
            Event(
                id="e", type="ASSAULT", trigger=Span(6, 12), evidence=Span(0, 40), actors=(party,), date=when
            ),
        ),
        attributions=(Attribution(id="a", source=(Span(0, 5),), carried_by="b"),),
        ties=(Tie(id="t", type="backs", a=party, b=party, span=Span(0, 9)),),
        coreference=((Span(0, 5), Span(8, 9)),),
        uncoded=(Uncoded(span=Span(0, 2), reason="why"),),
    )
    assert from_json(CodedDocument, json.loads(json.dumps(to_json(coded)))) == coded
    parse = Parse(sentences=(Span(0, 1),), words=(Word(Span(0, 1), "a", "DET", "", -1, "root", 0),))
    assert from_json(Parse, json.loads(json.dumps(to_json(parse)))) == parse


def test_every_record_is_frozen_and_documented() -> None:
    for name in records.__all__:
        kind = getattr(records, name)
        if dataclasses.is_dataclass(kind):
            assert kind.__dataclass_params__.frozen, name
            assert kind.__doc__, name
            assert not kind.__doc__.startswith(f"{name}("), f"{name} has only the generated docstring"


def test_a_span_is_written_as_begin_and_end() -> None:
    assert '"span": [3, 7]' in json.dumps(to_json(Mention(span=Span(3, 7), type="Person")))


def test_a_field_that_does_not_fit_is_named() -> None:
    with pytest.raises(DragomanError, match=r"not a Mention: .*type"):
        from_json(Mention, {"span": [0, 1], "type": "Wizard"})


@given(st.text(min_size=1), st.data())
def test_a_span_shows_exactly_the_characters_it_covers(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    check_spans(text, [Span(begin, end)])
    assert Span(begin, end).of(text) == text[begin:end]


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 1), Span(-1, 2), Span(0, 4)], ids=str)
def test_a_span_outside_the_text_is_an_error_and_never_nudged(span: Span) -> None:
    with pytest.raises(ValueError, match="does not lie in"):
        check_spans("abc", [span])


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9)), min_size=1))
def test_the_hull_of_spans_covers_each_and_is_no_wider(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(begin, begin + length) for begin, length in pairs]
    whole = hull(spans)
    assert all(whole.covers(span) for span in spans)
    assert whole.begin in {span.begin for span in spans}
    assert whole.end in {span.end for span in spans}


def test_ids_follow_from_content_alone() -> None:
    assert content_id("a text", None) == content_id("a text", "")
    assert content_id("a text", "title") != content_id("a text", None)
    assert event_id("d", "ASSAULT", Span(1, 2)) == event_id("d", "ASSAULT", Span(1, 2))
    assert event_id("d", "ASSAULT", Span(1, 2)) != event_id("d", "ASSAULT", Span(1, 3))


def test_every_event_type_has_a_quad_class() -> None:
    assert set(records.QUAD_CLASSES) == set(records.EVENT_TYPES)
    assert set(records.QUAD_CLASSES.values()) == {1, 2, 3, 4}
