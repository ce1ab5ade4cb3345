"""A person's decision wins over the machine's and survives everything that the machine does afterwards."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_codings import at, coded

from dragoman.case.explain import explain
from dragoman.case.reviews import find_line, review, reviews_of
from dragoman.case.shows import show
from dragoman.case.store import Batch, Store
from dragoman.errors import CaseError, UsageError
from dragoman.records import CodedDocument, Event


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        one = coded()
        store.commit(Batch(documents=[one.document], coded=[one]))
        yield store


def recode(store: Store, coder: str, **lines: object) -> CodedDocument:
    again = coded(coder, **lines)
    store.commit(Batch(coded=[again]))
    return again


def event(store: Store) -> Event:
    (only,) = (line for each in store.coded() for line in each.events)
    return only


BOMBING = coded().events[0]


def test_a_rejected_line_is_gone_from_what_counts_and_stays_gone(store: Store) -> None:
    review(store, BOMBING.id, "reject", by="Ada", note="a film")
    assert show(store, "events") == []
    recode(store, "dragoman 2")
    recode(store, "dragoman 1 (en 1)")
    assert show(store, "events") == []
    assert store.value("SELECT count(*) FROM events WHERE coder = 'dragoman 2'") == 1, (
        "the machine's stays to compare"
    )


def test_a_correction_wins_and_says_who_made_it(store: Store) -> None:
    done = review(store, BOMBING.id, "correct", by="Ada", changes={"status": "negated", "dead": "14"})
    assert done.changes == (("status", '"asserted"', '"negated"'), ("dead", "null", "14"))
    assert (event(store).status, event(store).dead) == ("negated", 14)
    (row,) = show(store, "events")
    assert (row["decision"], row["reviewed_by"], row["coder"]) == ("correct", "Ada", "person")
    recode(store, "dragoman 2")
    assert event(store).status == "negated"


def test_an_accepted_line_stays_visible_when_the_machine_no_longer_finds_it(store: Store) -> None:
    review(store, BOMBING.id, "accept", by="Ada")
    recode(store, "dragoman 1 (en 1)", events=())
    assert event(store) == BOMBING
    assert "Ada" in {row["reviewed_by"] for row in show(store, "events", {"reviewed": True})}
    assert explain(store, BOMBING.id).others == ()


def test_another_reading_of_the_same_act_by_the_machine_gives_way(store: Store) -> None:
    review(store, BOMBING.id, "correct", by="Ada", changes={"type": "COERCE"})
    other = dataclasses.replace(BOMBING, id="e-other", type="COERCE")
    recode(store, "dragoman 2", events=(other,))
    assert [each["id"] for each in show(store, "events")] == [BOMBING.id]


def test_the_latest_decision_counts_and_the_earlier_ones_are_kept(store: Store) -> None:
    for decision, by in (("reject", "Ada"), ("accept", "Ben")):
        review(store, BOMBING.id, decision, by=by)  # type: ignore[arg-type]
    assert event(store) == BOMBING
    assert [(each.review.decision, each.review.by) for each in reviews_of(store, BOMBING.id)] == [
        ("reject", "Ada"),
        ("accept", "Ben"),
    ]


def test_words_are_looked_up_in_the_text_so_that_evidence_stays_exact(store: Store) -> None:
    review(
        store,
        BOMBING.id,
        "correct",
        by="Ada",
        changes={
            "recipients": "the ministry=syr-ministry; Marsa",
            "date": "2017-01-16..2017-01-17",
            "place": "",
        },
    )
    mended = event(store)
    assert [(party.span, party.actor) for party in mended.recipients] == [
        (at("the ministry"), "syr-ministry"),
        (at("Marsa"), None),
    ]
    assert mended.date is not None
    assert (mended.date.first, mended.date.last) == (dt.date(2017, 1, 16), dt.date(2017, 1, 17))
    assert mended.place is None


def test_attributions_and_ties_are_decided_on_alike(store: Store) -> None:
    (one,) = store.coded()
    review(
        store,
        one.attributions[0].id,
        "correct",
        by="Ada",
        changes={"stance": "claim", "source_name": "Monitor"},
    )
    review(store, one.ties[0].id, "reject", by="Ada")
    (after,) = store.coded()
    assert (after.attributions[0].stance, after.attributions[0].source_name) == ("claim", "Monitor")
    assert after.attributions[0].content == one.attributions[0].content
    assert after.ties == ()


@pytest.mark.parametrize(
    ("decision", "by", "changes", "says"),
    [
        pytest.param("correct", "Ada", {}, "at least one --set", id="nothing corrected"),
        pytest.param("accept", "Ada", {"type": "AID"}, "goes with correct", id="accepted with changes"),
        pytest.param("accept", " ", None, "needs a name", id="nobody decides"),
        pytest.param("correct", "Ada", {"colour": "red"}, "there are type, status", id="no such field"),
        pytest.param("correct", "Ada", {"type": "WAR"}, "there are AGREE", id="no such type"),
        pytest.param("correct", "Ada", {"dead": "many"}, "whole number", id="no number"),
        pytest.param("correct", "Ada", {"date": "Tuesday"}, "2017-01-23", id="no day"),
        pytest.param(
            "correct", "Ada", {"actors": "Martians"}, "do not stand in the document", id="not in the text"
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    store: Store, decision: str, by: str, changes: dict[str, str] | None, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        review(store, BOMBING.id, decision, by=by, changes=changes)  # type: ignore[arg-type]
    assert reviews_of(store) == []
    assert event(store) == BOMBING


def test_a_line_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    assert find_line(store, BOMBING.id[:6]).id == BOMBING.id
    with pytest.raises(CaseError, match="no line"):
        find_line(store, "zzz")
    with pytest.raises(UsageError, match="empty"):
        find_line(store, "")


def test_an_explanation_holds_the_sentence_the_words_and_the_chain(store: Store) -> None:
    said = explain(store, BOMBING.id)
    assert said.document is not None
    assert said.sentence is not None
    assert said.sentence.of(said.document.text) == "Turkish jets bombed Marsa on Tuesday, a monitor said."
    assert {(mark.role, mark.span) for mark in said.marked} >= {
        ("trigger", at("bombed")),
        ("actor", at("Turkish jets")),
        ("said by", at("a monitor")),
    }
    assert [hand.id for hand in said.chain] == [BOMBING.attribution]
