"""Accuracy: what counts as the same, what is counted, and a page that shows each error safely."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError, UsageError
from dragoman.evaluate import compare_events, error_page, evaluate, event_table, read_gold, score_ties
from dragoman.evaluate.gold import Gold, GoldEvent, GoldTie, find_phrase
from dragoman.evaluate.measure import Count, bootstrap, match, same_span
from dragoman.records import CodedDocument, Document, Event, Party, Span, Tie

TEXT = "Rebels shelled the convoy & fled."


SHELLED = Span(7, 14)


def event(trigger: Span = SHELLED, type_: str = "ASSAULT", **fields: object) -> Event:
    return Event(
        id="e", type=type_, trigger=trigger, evidence=Span(0, len(TEXT)), actors=(Party(Span(0, 6)),),
        recipients=(Party(Span(19, 25)),), because="verb <shell>", **fields,
    )  # fmt: skip


GOLD = Gold(
    "g", TEXT, events=(GoldEvent("ASSAULT", Span(7, 14), actors=(Span(0, 6),), recipients=(Span(19, 25),)),)
)


def test_a_right_event_is_right_in_every_measure():
    report = compare_events([(GOLD, [event()])])
    assert {name: s.count.f1 for name, s in report.scores.items()} == dict.fromkeys(report.scores, 1.0)
    assert report.faults == ()


def test_another_type_at_the_same_word_is_one_error_and_not_two():
    report = compare_events([(GOLD, [event(type_="COERCE")])])
    assert [f.kind for f in report.faults] == ["type"]
    assert report.confusion == {("ASSAULT", "COERCE"): 1}


def test_missed_and_false_are_told_apart():
    report = compare_events([(GOLD, [event(trigger=Span(28, 32))])])
    assert sorted(f.kind for f in report.faults) == ["false", "missed"]


def test_events_in_texts_without_any_are_counted():
    report = compare_events([(Gold("empty", TEXT, events=()), [event()])])
    assert report.false_in_empty == (1, 1)


def test_the_page_escapes_what_it_shows():
    report = compare_events([(GOLD, [event(type_="COERCE")])])
    page = error_page(report, "a <b> title")
    assert "verb &lt;shell&gt;" in page
    assert "a &lt;b&gt; title" in page
    assert "convoy &amp; fled" in page
    assert "<b>" not in page


def test_the_table_names_every_measure():
    table = event_table(compare_events([(GOLD, [event()])]))
    assert all(word in table for word in ("typed trigger", "who did what to whom", "status", "gold \\ coded"))


def test_mutual_ties_count_either_way_round_and_others_do_not():
    a, b = Span(0, 6), Span(19, 25)
    gold = Gold("g", TEXT, ties=(GoldTie("opposed_to", a, b), GoldTie("backs", a, b)))
    found = [
        Tie("t1", "opposed_to", Party(b), Party(a), Span(0, 25)),
        Tie("t2", "backs", Party(b), Party(a), Span(0, 25)),
    ]
    scores = score_ties([(gold, found)], resamples=10)
    assert (scores["opposed_to"].count.right, scores["backs"].count.right) == (1, 0)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6),
)
def test_matching_is_one_to_one(gold, found):
    pairs = match(gold, found, lambda g, p: g[0] == p[0])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(st.integers(0, 50), st.integers(1, 30))
def test_a_span_is_the_same_as_itself(begin, length):
    assert same_span(Span(begin, begin + length), Span(begin, begin + length))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20))
def test_the_interval_holds_for_any_counts(rows):
    counts = [Count(min(a, b), a, b) for a, b in rows]
    low, high = bootstrap(counts, resamples=50)
    assert 0 <= low <= high <= 1


# --- gold files ----------------------------------------------------------------------------------------------------


def test_phrases_are_found_as_whole_words_and_by_number():
    assert find_phrase("warring parties at war", "war") == Span(19, 22)
    assert find_phrase("he met him and he left", "he#2") == Span(15, 17)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"text": "Rebels attacked.", "events": [{"type": "ASSAULT", "trigger": "bombed"}]}, "'bombed' is not in the text"),
        ({"text": "Rebels attacked.", "events": [{"type": "WAR", "trigger": "attacked"}]}, "'WAR' is no event type"),
        ({"text": "Rebels attacked.", "events": [{"type": "ASSAULT", "trigger": "attacked", "status": "sure"}]}, "'sure' is no status"),
        ({"events": []}, "has no"),
    ],
)  # fmt: skip
def test_gold_that_does_not_fit_is_told_by_line(tmp_path, record, says):
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({"text": "x", "events": []}) + "\n" + json.dumps(record) + "\n", encoding="utf8"
    )
    with pytest.raises(InputError, match=r"gold\.jsonl:2") as error:
        read_gold(path)
    assert says in str(error.value)


def test_evaluate_codes_compares_and_writes_the_page(tmp_path):
    path = tmp_path / "gold.jsonl"
    record = {
        "id": "g",
        "text": TEXT,
        "events": [{"type": "ASSAULT", "trigger": "shelled", "actors": ["Rebels"], "recipients": ["convoy"]}],
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf8")

    def code(records: list[Gold]) -> list[CodedDocument]:
        return [
            CodedDocument(Document(id=r.id, text=r.text), "test", events=(event(type_="COERCE"),))
            for r in records
        ]

    page = tmp_path / "errors.html"
    table = evaluate("events", path, code, page)
    assert "COERCE" in table
    assert "another type" in page.read_text(encoding="utf8")


def test_an_unknown_kind_names_the_known_ones(tmp_path):
    with pytest.raises(UsageError, match="events, ties, attributions"):
        evaluate("feelings", tmp_path / "none", lambda records: [])
