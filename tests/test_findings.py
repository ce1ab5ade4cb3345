"""Publishers and predictions of a whole case, and what a person found of a prediction."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "link"))
from made_reports import report, saying

from dragoman import findings
from dragoman.case import Store
from dragoman.case.store import Batch
from dragoman.errors import CaseError, UsageError


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "case.duckdb") as opened:
        coded = [
            report("The mullahs shelled Orla.", "shelled", publisher="Courier"),
            report(
                "Torga will withdraw from Orla.", "withdraw", "RETREAT", status="future", publisher="Herald"
            ),
            saying("Jan Roe predicted a truce.", "a truce", "Jan Roe", "2020-05-05", stance="predict"),
        ]
        opened.commit(Batch(documents=[each.document for each in coded], coded=coded))
        yield opened


def test_a_publisher_is_shown_with_its_loaded_terms(store):
    (row,) = findings.show(store, "publishers", {"publisher": "cour"})
    assert row["loaded_terms"][0].startswith("the mullahs 1")


def test_predictions_stand_in_the_order_in_which_they_were_said_and_are_open(store):
    rows = findings.show(store, "predictions", {})
    assert [(row["said"], row["predictor"], row["outcome"]) for row in rows] == [
        ("2020-05-05", "Jan Roe", "open"),
        ("2020-05-06", "Herald", "open"),
    ]


def test_predictions_can_be_narrowed_down(store):
    assert len(findings.show(store, "predictions", {"speaker": "roe"})) == 1
    assert findings.show(store, "predictions", {"since": "2020-06-01"}) == []
    with pytest.raises(UsageError, match="--status does not go with predictions"):
        findings.show(store, "predictions", {"status": "future"})


def test_a_mark_is_kept_and_the_latest_one_counts(store):
    (entry,) = findings.show(store, "predictions", {"speaker": "roe"})
    findings.mark(store, entry["id"][:8], "open", by="Ada")
    row = findings.mark(store, entry["id"], "came-true", by="Ben", note="signed in June")
    assert (row["outcome"], row["marked_by"]) == ("came true", "Ben")
    assert len(findings.show(store, "predictions", {"reviewed": True})) == 1


@pytest.mark.parametrize(
    ("id_", "outcome", "error"),
    [
        pytest.param("p0", "perhaps", UsageError, id="an outcome there is not"),
        pytest.param("nothing", "open", CaseError, id="a prediction there is not"),
        pytest.param("p", "open", CaseError, id="several"),
    ],
)
def test_a_mark_that_fits_nothing_is_refused(store, id_, outcome, error):
    with pytest.raises(error):
        findings.mark(store, id_, outcome, by="Ada")


def test_calibration_needs_more_than_one_mark(store):
    (entry,) = findings.show(store, "predictions", {"speaker": "roe"})
    findings.mark(store, entry["id"], "came-true", by="Ada")
    assert findings.show(store, "calibration", {}) == []
