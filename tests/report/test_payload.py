"""What the page is given: exact slices, safe JSON, short rows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_report import FIRST, made_report, two_articles

from dragoman.findings import profile_row
from dragoman.link import publisher_profiles
from dragoman.records import CodedDocument, Document, Incident, Review, Span
from dragoman.report import ReportData
from dragoman.report.payload import article_block, embed, latest_reviews, overview, utf16_offsets


def browser_slice(text: str, begin: int, end: int) -> str:
    """`text.slice(begin, end)` as JavaScript does it: in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass")


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_an_offset_turned_for_the_browser_slices_the_same_characters(text: str, a: int, b: int) -> None:
    begin, end = sorted((min(a, len(text)), min(b, len(text))))
    at = utf16_offsets(text)
    assert browser_slice(text, at(begin), at(end)) == text[begin:end]


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_embedded_data_cannot_leave_their_script_and_come_back_unchanged(data: object) -> None:
    written = embed(data)
    assert not set("<>&") & set(written)
    assert json.loads(written) == data


def test_a_lone_surrogate_is_replaced_at_equal_length() -> None:
    assert json.loads(embed("a\ud800b")) == "a\ufffdb"
    embed("a\ud800b").encode("utf-8")


def test_every_mark_of_an_article_covers_the_words_it_names() -> None:
    coded = two_articles()[0]
    block = article_block(coded)
    assert block["text"] == FIRST
    (shelled, _) = block["events"]
    assert browser_slice(FIRST, *shelled["trigger"]) == "shelled"
    assert [browser_slice(FIRST, *span) for span in shelled["actors"]] == ["Valdian guns"]
    assert browser_slice(FIRST, *shelled["place"]) == "Lomar"
    (monitor, wire) = block["attributions"]
    assert browser_slice(FIRST, *monitor["source"][0]) == "a monitor"
    assert browser_slice(FIRST, *wire["cue"][0]) == "reported"
    assert [browser_slice(FIRST, begin, end) for begin, end, _ in block["furniture"]] == ["By A. Writer"]


def test_a_row_shows_the_sentence_with_its_trigger() -> None:
    contents = overview(made_report())
    row = contents["events"][0]
    sentence = contents["sentences"][row["x"]]
    assert browser_slice(sentence, *row["xb"]) == "shelled"


def test_a_long_sentence_is_cut_around_its_trigger() -> None:
    from dragoman.report.payload import LONGEST_SENTENCE, _around

    text = "word " * 400 + "bombed" + " word" * 400
    trigger = Span(2000, 2006)
    shown, marked = _around(text, Span(0, len(text)), trigger)
    assert marked is not None
    assert shown[slice(*marked)] == "bombed"
    assert len(shown) <= LONGEST_SENTENCE + 4


def test_chains_point_at_the_row_of_the_next_hand() -> None:
    monitor, wire = overview(made_report())["attributions"]
    assert monitor["next"] == 1
    assert "next" not in wire


@pytest.mark.parametrize(
    ("index", "url"),
    [pytest.param(0, None, id="no script behind a link"), pytest.param(1, "https://morra.example/talks", id="the web")],
)  # fmt: skip
def test_only_an_address_of_the_web_becomes_a_link(index: int, url: str | None) -> None:
    assert overview(made_report())["documents"][index].get("url") == url


def test_the_latest_decision_on_a_line_holds() -> None:
    reviews = made_report().reviews
    assert [each.decision for each in reviews] == ["reject", "accept"]
    (held,) = latest_reviews(reversed(reviews)).values()
    assert isinstance(held, Review)
    assert held.decision == "accept"


def test_what_is_unknown_is_left_out_and_a_zero_is_not() -> None:
    row = overview(made_report())["events"][2]
    assert "dead" not in row
    assert overview(made_report())["events"][0]["d"] == 0


def test_a_publishers_profile_carries_the_sentence_of_each_loaded_term_and_leaves_out_what_is_empty():
    text = "It rained. The mullahs met on Monday."
    coded = CodedDocument(
        Document("d1", text, publisher="Courier"), "made", (Span(0, 10), Span(11, len(text)))
    )
    rows = tuple(profile_row(each) for each in publisher_profiles([coded]))
    (profile,) = overview(ReportData("case", (coded,), profiles=rows))["profiles"]
    (term,) = profile["terms"]
    assert (term["x"], term["n"]) == ("The mullahs met on Monday.", 1)
    assert "rests" not in profile
    assert "pictures" not in profile


def test_an_incident_lists_the_reports_of_each_origin():
    incident = Incident("i1", "ASSAULT", ("e1", "e2"), ("d1", "d2"), 2)
    data = ReportData(
        "case", (), incidents=(incident,), origins={"i1": (("herald", ("e1",)), (None, ("e2",)))}
    )
    (row,) = overview(data)["incidents"]
    assert row["o"] == [{"n": "herald", "events": ["e1"]}, {"events": ["e2"]}]
