"""Publishers as their articles show them, loaded terms, and the ledger of predictions."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import report, saying

from dragoman.errors import DataErrors
from dragoman.link import calibration, find_terms, load_terms, predictions, publisher_profiles, wilson
from dragoman.records import Span


def test_a_loaded_term_comes_with_the_neutral_one():
    ((term, span),) = find_terms("He blamed the mullahs for it.")
    assert (term.neutral, span) == ("the Iranian leadership", Span(10, 21))


def test_words_in_quotation_marks_are_the_speakers_not_the_publishers():
    text = "“The regime lies,” he said of the regime."
    assert [span for _, span in find_terms(text, [Span(0, 18)])] == [Span(34, 40)]


def test_a_sanctions_regime_is_not_loaded():
    assert list(find_terms("The sanctions regime was renewed.")) == []


def test_the_shipped_terms_load():
    assert len(load_terms()) > 60


def test_every_fault_in_a_file_of_terms_is_listed_with_its_line(tmp_path):
    path = tmp_path / "terms.yaml"
    path.write_text(
        'terms:\n  - {term: "Thug", neutral: "fighter", leaning: against}\n  - {term: "hero", neutral: "x", leaning: up}\n'
    )
    with pytest.raises(DataErrors) as error:
        load_terms(path)
    assert "terms.yaml:2: term 'Thug' is not in lower case" in str(error.value)
    assert "terms.yaml:3: leaning 'up'" in str(error.value)
    assert "2 problems" in str(error.value)


def test_a_profile_tells_whom_a_publisher_quotes_and_how_it_names_them():
    text = "The regime will fall, Jan Roe said."
    (profile,) = publisher_profiles([saying(text, "The regime will fall", "Jan Roe", "2020-05-05")])
    assert profile.quoted == (("Jan Roe", 1),)
    assert [(t.term, t.count) for t in profile.terms] == [("regime", 1)]
    assert profile.anonymous.of == 1


def test_a_picture_of_an_actor_differs_only_when_the_intervals_part():
    def told(n, publisher, type_):
        return [
            report(f"Torga did deed {k}.", "did", type_, actors=(("Torga", "tor"),), publisher=publisher)
            for k in range(n)
        ]

    few = publisher_profiles([*told(5, "A", "ASSAULT"), *told(5, "B", "AID")], least_acts=5)
    assert few[0].pictures[0].conflict.share == 1.0
    many = publisher_profiles([*told(60, "A", "ASSAULT"), *told(60, "B", "AID")])
    assert all(p.pictures[0].differs for p in many)


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 300))
def test_an_interval_holds_its_share(right, more):
    share = wilson(right, right + more)
    if right + more == 0:
        assert share.share is None
    else:
        assert 0 <= share.low <= share.share <= share.high <= 1


def test_a_future_event_is_entered_with_its_strength_and_its_author():
    coded = report(
        "Torga will most likely be excluded from the talks.", "excluded", "REJECT", status="future"
    )
    (entry,) = predictions(coded)
    assert (entry.kind, entry.strength, entry.said) == ("prediction", "likely", dt.date(2020, 5, 6))


def test_calibration_waits_for_enough_marked_predictions():
    entries = [
        entry
        for n in range(6)
        for entry in predictions(
            saying(
                f"Jan Roe predicted {n} defeats.", f"{n} defeats", "Jan Roe", "2020-05-05", stance="predict"
            )
        )
    ]
    marked = dict.fromkeys((e.id for e in entries), "came true")
    assert calibration(entries[:4], marked) == ()
    (row,) = calibration(entries, marked)
    assert (row.predictor, row.came_true.right, row.came_true.of) == ("Jan Roe", 6, 6)
