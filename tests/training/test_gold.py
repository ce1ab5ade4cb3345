"""Texts coded with quoted phrases become records with offsets, or are listed with what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import gold

MODES = {"ASSAULT": ["aerial"]}
EVENT = {
    "type": "ASSAULT",
    "mode": ["aerial"],
    "trigger": "bombed",
    "actors": ["jets"],
    "recipients": ["rebels#2"],
    "status": "asserted",
    "place": "Marsa",
}
TEXT = "The rebels said jets had bombed the rebels near Marsa."


def test_a_coded_sentence_becomes_offsets():
    record = gold.coded_line(json.dumps({"text": TEXT, "events": [EVENT]}), MODES)
    (event,) = record["events"]
    said = {key: TEXT[slice(*event[key])] for key in ("trigger", "place")}
    assert said == {"trigger": "bombed", "place": "Marsa"}
    assert event["recipients"] == [[TEXT.rindex("rebels"), TEXT.rindex("rebels") + 6]]
    assert record["id"] == f"own-{record['sha256'][:12]}"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"trigger": "shelled"}, "is not in the text", id="phrase"),
        pytest.param({"type": "WAR"}, "is not a type", id="type"),
        pytest.param({"status": "maybe"}, "is not a status", id="status"),
        pytest.param({"mode": ["naval"]}, "are not modes of ASSAULT", id="mode"),
        pytest.param({"colour": "red"}, "unknown fields", id="field"),
    ],
)
def test_what_does_not_hold_is_refused(change, says):
    with pytest.raises(ValueError, match=says):
        gold.coded_line(json.dumps({"text": TEXT, "events": [{**EVENT, **change}]}), MODES)


def test_chains_become_offsets_and_no_mention_is_in_two():
    text = "Ada Lunt resigned. She left."
    cluster = {"type": "person", "name": "Ada Lunt", "phrases": ["She", "Ada Lunt"]}
    record = gold.chains_line(json.dumps({"text": text, "clusters": [cluster]}))
    assert [text[a:b] for a, b in record["chains"][0]["spans"]] == ["Ada Lunt", "She"]
    with pytest.raises(ValueError, match="is in two chains"):
        gold.chains_line(json.dumps({"text": text, "clusters": [cluster, cluster]}))


def test_adding_twice_adds_once_and_lists_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "new.jsonl"
    source.write_text(json.dumps({"text": TEXT, "events": [EVENT]}) + "\n{}\n", encoding="utf8")
    assert gold.add([source], tmp_path) == 1
    assert f"{source}:2:" in capsys.readouterr().err
    gold.add([source], tmp_path)
    assert len((tmp_path / "events-own.jsonl").read_text(encoding="utf8").splitlines()) == 1


@given(st.lists(st.sampled_from(["rebels", "rebel", "a"]), min_size=1, max_size=8), st.integers(1, 4))
def test_a_phrase_is_placed_where_it_stands(words, number):
    text = " ".join(words)
    if words.count("rebel") >= number:
        begin, end = gold.placed(text, f"rebel#{number}")
        assert text[begin:end] == "rebel"
        assert text[:begin].split().count("rebel") == number - 1


def test_chains_get_their_text_from_the_corpus_and_another_text_is_refused(tmp_path: Path):
    text = "Ada Lunt resigned. She left. The rest is cut."
    data, records = tmp_path / "data", tmp_path / "records"
    (data / "places").mkdir(parents=True)
    records.mkdir()
    (data / "places/tr-news-dev.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n")
    sha = gold.hashlib.sha256(text[:28].encode()).hexdigest()
    row = {"id": "a#0-28", "sha256": sha, "chains": [{"type": "person", "spans": [[0, 8], [19, 22]]}]}
    (records / "chains-news.jsonl").write_text(json.dumps(row) + "\n")
    assert [r["text"] for r in gold.chains(data, records)] == [text[:28]]
    (records / "chains-news.jsonl").write_text(json.dumps({**row, "id": "a#0-27"}) + "\n")
    with pytest.raises(SystemExit, match="is not the one that was read"):
        gold.chains(data, records)
