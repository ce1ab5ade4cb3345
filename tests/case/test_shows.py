"""What is shown is what was asked for, and a filter that does not fit says which do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_codings import TEXT, coded, document

from dragoman.case import schema
from dragoman.case.export import EXPORTED, export_tables
from dragoman.case.reviews import review
from dragoman.case.shows import FILTERS, KINDS, query, show
from dragoman.case.store import Batch, Duplicate, Links, Store
from dragoman.errors import UsageError
from dragoman.records import Contradiction, Incident, Position, Refused


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("case") / "case.duckdb") as store:
        one = coded()
        store.commit(
            Batch(
                documents=[one.document],
                coded=[one],
                seen=[(one.document, "/x/a.txt")],
                refused=[(Refused("b.pdf", "is encrypted", "save it anew"), "/x/b.pdf")],
            )
        )
        yield store


@pytest.mark.parametrize(
    ("kind", "filters", "found"),
    [
        pytest.param("events", {}, 1, id="no filter"),
        pytest.param("events", {"type": "assault"}, 1, id="type, in any case"),
        pytest.param("events", {"type": "AID,ASSAULT"}, 1, id="one of several types"),
        pytest.param("events", {"type": "AID"}, 0, id="another type"),
        pytest.param("events", {"mode": "aerial"}, 1, id="mode"),
        pytest.param("events", {"actor": "tur-air-force"}, 1, id="actor by id"),
        pytest.param("events", {"actor": "turkish air force"}, 1, id="actor by name"),
        pytest.param("events", {"actor": "jets"}, 1, id="actor by words"),
        pytest.param("events", {"actor": "Marsa"}, 0, id="the recipient is not the actor"),
        pytest.param("events", {"recipient": "Marsa"}, 1, id="recipient"),
        pytest.param("events", {"speaker": "monitor"}, 1, id="speaker"),
        pytest.param(
            "events", {"since": "2017-01-17", "until": "2017-01-17"}, 1, id="the day itself is inside"
        ),
        pytest.param("events", {"since": "2017-01-18"}, 0, id="by the day of the act, not of the article"),
        pytest.param("events", {"confidence": 0.8}, 0, id="confidence"),
        pytest.param("events", {"text": "100%"}, 0, id="a percent sign is no letter of the text"),
        pytest.param("documents", {"publisher": "wire"}, 1, id="part of the publisher"),
        pytest.param("attributions", {"speaker": "monitor"}, 1, id="who is credited"),
        pytest.param("ties", {"actor": "tur-air-force"}, 1, id="either side of a tie"),
        pytest.param("actors", {"actor": "turkish"}, 1, id="actor of the case"),
        pytest.param("places", {}, 1, id="places"),
        pytest.param("refused", {"reason": "encrypted"}, 1, id="refused"),
        pytest.param("uncoded", {"reason": "no object"}, 1, id="uncoded"),
    ],
)
def test_filters(store: Store, kind: str, filters: dict[str, object], found: int) -> None:
    assert len(show(store, kind, filters)) == found


def test_every_filter_of_every_kind_can_be_asked(store: Store) -> None:
    values = {
        "status": "asserted",
        "since": "2017-01-01",
        "until": "2017-01-01",
        "confidence": 0.5,
        "origins": 1,
    }
    for kind, shown in KINDS.items():
        for name in shown.filters:
            assert name in FILTERS
            flag = name in ("single", "contradicted", "reviewed")
            show(store, kind, {name: True if flag else values.get(name, "x")})


def test_the_columns_of_every_kind_are_in_its_lines(tmp_path: Path) -> None:
    of = coded()
    event, tie = of.events[0], of.ties[0]
    one = replace(
        of, positions=(Position("po1", tie.a, "the truce", "for", tie.span, None, 0.5, "verb back"),)
    )
    other = replace(document(TEXT + " "), title="Marsa again")
    with Store(tmp_path / "case.duckdb") as store:
        store.commit(
            Batch(
                documents=[one.document, other],
                coded=[one],
                refused=[(Refused("b.pdf", "is encrypted", "save it anew"), "/x/b.pdf")],
            )
        )
        store.replace_links(
            Links(
                incidents=(Incident("i1", "ASSAULT", (event.id,), (one.document.id,), 1),),
                contradictions=(
                    Contradiction(
                        "c1", "denial", event.id, one.attributions[0].id, "i1", "it is denied", 0.7
                    ),
                ),
                duplicates=(
                    Duplicate(one.document.id, one.document.id, 1.0),
                    Duplicate(other.id, one.document.id, 0.9),
                ),
            )
        )
        review(store, event.id, "accept", by="Ada")
        for kind, shown in KINDS.items():
            rows = show(store, kind)
            assert rows, f"the case of this test has no {kind}"
            assert set(shown.columns) <= set(rows[0])


def test_a_filter_that_does_not_fit_names_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"--speaker does not go with documents; .*--publisher"):
        query("documents", {"speaker": "x"})
    with pytest.raises(UsageError, match="there are documents, events"):
        query("wizards", {})
    with pytest.raises(UsageError, match="there are asserted, negated"):
        query("events", {"status": "sure"})
    with pytest.raises(UsageError, match="2017-01-23"):
        query("events", {"since": "last week"})


def test_an_event_is_shown_with_parties_sentence_and_publisher(store: Store) -> None:
    (row,) = show(store, "events")
    assert row["actors"] == ["Turkish jets"]
    assert row["actor_ids"] == ["tur-air-force"]
    assert row["recipients"] == ["Marsa"]
    assert row["sentence"] == "Turkish jets bombed Marsa on Tuesday, a monitor said."
    assert row["publisher"] == "The Wire"


def test_an_incident_that_a_person_rejected_is_not_shown(store: Store) -> None:
    (one,) = store.coded()
    store.replace_links(
        Links(incidents=(Incident("i1", "ASSAULT", (one.events[0].id,), (one.document.id,), 1),))
    )
    assert [row["id"] for row in show(store, "incidents", {"single": True})] == ["i1"]
    review(store, "i1", "reject", by="Ada")
    assert show(store, "incidents") == []
    review(store, "i1", "accept", by="Ada")
    assert len(show(store, "incidents")) == 1
    review(store, one.events[0].id, "reject", by="Ada")
    assert show(store, "incidents") == [], "an incident without a report that counts is none"
    review(store, one.events[0].id, "accept", by="Ada")


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_each_table_is_exported_to_a_file_of_its_own(store: Store, tmp_path: Path, format: str) -> None:
    written = export_tables(store, format, tmp_path / "out")  # type: ignore[arg-type]
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"{name}.{format}" for name in EXPORTED}
    assert written["events"] == 1
    if format == "csv":
        with (tmp_path / "out" / "events.csv").open(encoding="utf-8", newline="") as stream:
            (row,) = csv.DictReader(stream)
        assert row["actors"] == "[Turkish jets]"
    else:
        import polars as pl

        assert pl.read_parquet(tmp_path / "out" / "events.parquet")["actors"].to_list() == [["Turkish jets"]]


def test_the_schema_is_written_down() -> None:
    text = (Path(__file__).parents[2] / "docs" / "case.md").read_text(encoding="utf-8")
    for table in schema.TABLES:
        assert f"### {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.meaning} |" in text, (
                f"docs/case.md lacks {table.name}.{column.name}; write it with: python -m dragoman.case.describe"
            )
    for view in schema.VIEWS:
        assert f"| `{view.name}` |" in text
