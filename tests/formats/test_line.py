"""The line record: what goes in is kept as it is, what comes out has the shape that docs/record.md describes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "case"))
from made_codings import coded

from dragoman.errors import InputError
from dragoman.formats import FaultyLine, InputLine, input_lines, line_record, read_input_line

DESIGN = {
    "": "id text title author publisher date first_published complete file file_span coder sentences quad roles "
    "mentions events attributions ties coreference uncoded",
    "events": "id type mode trigger status actors recipients date place said_by dead injured size attribution "
    "confidence because",
    "attributions": "id source cue content kind addressee source_actor source_name carried_by",
    "ties": "type a b span",
    "mentions": "span type",
    "uncoded": "span reason",
}
"""Fields that stay, whatever else is added."""


def test_the_record_has_every_field_that_stays() -> None:
    record = json.loads(json.dumps(line_record(coded(), "mine")))
    assert record["id"] == "mine"
    assert set(DESIGN[""].split()) <= set(record)
    for part, fields in DESIGN.items():
        if part:
            assert record[part], part
            assert all(set(fields.split()) <= set(line) for line in record[part])
    (event,) = record["events"]
    assert event["date"]["from"] == event["date"]["to"] == "2017-01-17"
    assert event["actors"][0] == {
        "span": [0, 12],
        "actor": "tur-air-force",
        "name": "Turkish Air Force",
        "country": "TUR",
        "sectors": ["MIL"],
    }
    text = record["text"]
    begin, end = event["trigger"]
    assert text[begin:end] == "bombed"
    place = next(mention for mention in record["mentions"] if mention["type"] == "Location")
    assert (place["lat"], place["lon"], place["geonames"]) == (36.5, 37.25, 42)


def test_a_decision_of_a_person_stands_beside_the_line() -> None:
    one = coded()
    record = line_record(one, None, {one.events[0].id: ("accept", "Ada")})
    assert record["events"][0]["review"] == {"decision": "accept", "by": "Ada"}
    assert record["ties"][0]["review"] is None


def test_every_field_is_described() -> None:
    described = set(
        re.findall(r"`([a-z_]+)`", (Path(__file__).parents[2] / "docs" / "record.md").read_text())
    )

    def names(thing: Any) -> set[str]:
        if isinstance(thing, dict):
            return set(thing) | {name for value in thing.values() for name in names(value)}
        return {name for each in thing for name in names(each)} if isinstance(thing, list) else set()

    assert names(line_record(coded(), None, {})) <= described


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), st.none() | st.integers() | st.text()
)
def test_id_and_text_of_a_line_are_kept_as_they_are(text: str, id: Any) -> None:
    line = read_input_line(json.dumps({"id": id, "text": text}), "x:1")
    assert line.document.text == text
    assert line.id == (line.document.id if id is None else id)


@pytest.mark.parametrize(
    ("date", "shown", "precision"),
    [
        ("2017-01-23", "2017-01-23", "day"),
        ("2017-01-23T10:30:00Z", "2017-01-23", "day"),
        ("2017-12", "2017-12", "month"),
        ("2017", "2017", "year"),
        (None, None, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(
    date: str | None, shown: str | None, precision: str | None
) -> None:
    document = read_input_line(json.dumps({"text": "x", "date": date}), "x:1").document
    assert (document.published and document.published.precision) == precision
    assert line_record(coded(of=None), None)["date"] == "2017-01-18"
    if document.published is not None:
        assert document.published.first is not None
        assert str(document.published.first).startswith(shown or "")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("{", "is not JSON", id="cut"),
        pytest.param("[" * 100_000, "is not JSON", id="too deep"),
        pytest.param("[1]", "no JSON object", id="a list"),
        pytest.param('{"id": 1}', "has no text", id="no text"),
        pytest.param('{"text": 3}', "not a string", id="text is a number"),
        pytest.param('{"text": "  "}', "empty", id="blank text"),
        pytest.param('{"text": "x", "date": "soon"}', "is no date", id="date"),
        pytest.param('{"text": "x", "date": "2017-02-30"}', "is no date", id="no such day"),
        pytest.param('{"text": "\\ud800"}', "half a character", id="lone surrogate"),
    ],
)
def test_a_faulty_line_says_what_and_how_to_mend_it(line: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_input_line(line, "x:1")


def test_a_faulty_line_does_not_stop_the_others() -> None:
    lines = ['\ufeff{"id": 1, "text": "one"}\n', "\n", "{\n", b"\xff\n", '{"id": 2, "text": "two"}']
    found = list(input_lines(lines, "in.jsonl"))
    assert [each.id for each in found if isinstance(each, InputLine)] == [1, 2]
    assert [each.number for each in found if isinstance(each, FaultyLine)] == [3, 4]
