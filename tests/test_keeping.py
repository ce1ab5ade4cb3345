"""A record keeps the lines that are sure enough, says what it left out, and no chain breaks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.keeping import KEPT_FROM, sure_lines
from dragoman.records import Attribution, CodedDocument, Document, Event, Party, Span, Tie

TEXT = (
    "Rebels shelled the town, the ministry said, according to Tasnim, citing the army. Rebels fight the army."
)
WHOLE = Span(0, len(TEXT))


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def said(id_: str, source: str, cue: str, confidence: float, carried_by: str | None = None) -> Attribution:
    return Attribution(
        id_,
        (at(source),),
        (at(cue),),
        (at("Rebels shelled the town"),),
        carried_by=carried_by,
        confidence=confidence,
    )


def coded(event: float, hands: tuple[float, float, float], tie: float) -> CodedDocument:
    first = said("a1", "the ministry", "said", hands[0], "a2")
    second = said("a2", "Tasnim", "according to", hands[1], "a3")
    third = said("a3", "the army", "citing", hands[2])
    shelled = Event(
        id="e1", type="ASSAULT", trigger=at("shelled"), evidence=WHOLE, actors=(Party(at("Rebels")),),
        said_by=at("the ministry"), attribution="a1", confidence=event,
    )  # fmt: skip
    foes = Tie("t1", "opposed_to", Party(at("Rebels")), Party(at("the army")), WHOLE, confidence=tie)
    return CodedDocument(
        Document("d", TEXT), "made", events=(shelled,), attributions=(first, second, third), ties=(foes,)
    )


def test_a_hand_that_is_left_out_is_passed_over():
    kept = sure_lines(coded(0.9, (0.95, 0.5, 0.95), 0.9))
    assert [(a.id, a.carried_by) for a in kept.attributions] == [("a1", "a3"), ("a3", None)]


def test_an_event_keeps_who_says_so_when_the_attribution_is_left_out():
    (event,) = sure_lines(coded(0.9, (0.5, 0.95, 0.95), 0.9)).events
    assert (event.attribution, event.said_by) == (None, at("the ministry"))


SHARE = st.floats(0, 1)


@given(SHARE, st.tuples(SHARE, SHARE, SHARE), SHARE)
def test_each_line_is_kept_or_told_of_and_nothing_points_at_what_is_gone(event, hands, tie):
    whole = coded(event, hands, tie)
    kept = sure_lines(whole)
    for kind in ("events", "attributions", "ties"):
        sure = [line for line in getattr(whole, kind) if line.confidence >= KEPT_FROM[kind]]
        assert [line.id for line in getattr(kept, kind)] == [line.id for line in sure]
    assert len(kept.uncoded) == 5 - len(kept.events) - len(kept.attributions) - len(kept.ties)
    ids = {a.id for a in kept.attributions}
    assert {a.carried_by for a in kept.attributions} | {e.attribution for e in kept.events} <= ids | {None}
    assert sure_lines(kept) == kept


def test_with_no_line_drawn_nothing_changes():
    whole = coded(0.1, (0.1, 0.1, 0.1), 0.1)
    assert sure_lines(whole, dict.fromkeys(KEPT_FROM, 0.0)) == replace(whole)
